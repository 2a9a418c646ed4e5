from __future__ import annotations

import csv
import errno
import io
import itertools
import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from explorer.cli import parser
from explorer.core.itinerary import Trip
from explorer.core.network import Mode
from explorer.core.results import Results, resolve
from explorer.core.scenario import Closure, Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.errors import ExportCancelled, ExportError
from explorer.export import LANGUAGES, Order, write_export
from explorer.figures.paper import Paper
from explorer.io import geodata
from explorer.io.check import check_file
from explorer.io.csv_tables import TABLES, table_text
from explorer.io.geojson import geojson_text
from tests.io.schemas import assert_valid
from tests.network_fixture import small_geometry, small_network

NETWORK, GEOMETRY = small_network(), small_geometry()
TRIP = Trip("chengdu", "berlin")
POLAR = Trip("harbour", "haven", modes=frozenset((Mode.SEA,)))


def answer(scenario: Scenario | None = None, trip: Trip = TRIP) -> Results:
    return resolve(NETWORK, scenario or Scenario(), trip)


def collection(results: Results) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(geojson_text(NETWORK, GEOMETRY, results, None))
    return found


def by_id(document: dict[str, Any]) -> dict[str, Any]:
    return {feature["id"]: feature for feature in document["features"]}


def lines_of(shape: dict[str, Any]) -> list[Any]:
    coordinates: list[Any] = shape["coordinates"]
    depth = {"Point": [[coordinates]], "LineString": [coordinates], "MultiLineString": coordinates}
    return depth[shape["type"]]


SCENARIOS = [
    Scenario(),
    Scenario(month=9).with_closure("frontier").with_opened("short"),
    Scenario().with_closure(Closure("frontier", 0, 13, "e01")).with_closure("country:az"),
    Scenario().with_closure("berlin"),
]


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("trip", [TRIP, POLAR])
def test_an_export_follows_rfc_7946_and_its_schema(scenario: Scenario, trip: Trip) -> None:
    document = collection(answer(scenario, trip))
    assert_valid(document, "geojson-1")
    assert "crs" not in json.dumps(document)
    ids = [feature["id"] for feature in document["features"]]
    assert len(ids) == len(set(ids))
    for feature in document["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        for line in lines_of(feature["geometry"]):
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in line)
            assert all(round(value, 6) == value for point in line for value in point)
            assert all(abs(a[0] - b[0]) <= 180 for a, b in itertools.pairwise(line))
            assert all(a != b for a, b in itertools.pairwise(line))


def test_there_are_no_rings_to_turn_the_wrong_way() -> None:
    kinds = {feature["geometry"]["type"] for feature in collection(answer())["features"]}
    assert kinds == {"Point", "LineString", "MultiLineString"}


def test_the_antimeridian_cuts_a_way_in_two() -> None:
    found = by_id(collection(answer(Scenario(month=9), POLAR)))
    shape = found["itinerary:current"]["geometry"]
    assert shape["type"] == "MultiLineString"
    first, second = shape["coordinates"]
    assert (first[-1][0], second[0][0]) == (180.0, -180.0)
    assert first[0] == [121.9, 30.0]
    assert second[-1] == [4.1, 51.9]


def test_a_way_back_is_the_way_there_turned_round() -> None:
    there = by_id(collection(answer(Scenario(month=9), POLAR)))["itinerary:current"]["geometry"][
        "coordinates"
    ]
    trip = Trip("haven", "harbour", modes=POLAR.modes)
    back = by_id(collection(answer(Scenario(month=9), trip)))["itinerary:current"]["geometry"]["coordinates"]
    assert back == [part[::-1] for part in there[::-1]]


def test_each_feature_says_how_it_stands_in_the_scenario() -> None:
    scenario = (
        Scenario(year=2027)
        .with_closure(Closure("frontier", 0, 13, "e01"))
        .with_closure("quay")
        .with_opened("short")
    )
    found = by_id(collection(answer(scenario)))
    status = {key: feature["properties"].get("status") for key, feature in found.items()}
    assert status["node:frontier"] == "closed for a time"
    assert status["node:quay"] == status["leg:quay--far-quay"] == "closed"
    assert status["leg:chengdu--plain"] == "new"
    assert status["leg:plain--haven"] == "suspended"
    assert status["leg:harbour--haven--polar"] == "out of season"
    assert status["leg:steppe--plain"] == "open"
    assert found["node:frontier"]["properties"]["closed_to_day"] == 13
    assert found["leg:quay--far-quay"]["properties"]["closed_by"] == "quay"


def test_lengths_and_days_of_an_itinerary_are_the_sums_of_its_legs() -> None:
    results = answer()
    found = by_id(collection(results))
    current = found["itinerary:current"]["properties"]
    legs = [found[f"leg:{leg}"]["properties"] for leg in current["leg_ids"]]
    assert math.isclose(current["distance_km"], sum(leg["length_km"] for leg in legs))
    assert math.isclose(
        current["transit_days_typical"],
        current["moving_days_typical"] + current["standing_days_typical"],
        abs_tol=0.01,
    )


def test_no_route_has_no_current_itinerary_and_says_what_cuts() -> None:
    document = collection(answer(Scenario().with_closure("berlin")))
    assert "itinerary:current" not in by_id(document)
    assert document["metadata"]["no_route"]["cut"] == ["berlin"]


@pytest.mark.parametrize("table", list(TABLES))
def test_csv_tables_are_plain_and_harmless(table: str) -> None:
    text = table_text(NETWORK, answer(Scenario().with_closure("frontier")), table)
    assert not text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    for row in rows:
        assert None not in row
        assert not any(value.startswith(("=", "@", "+", "\t")) for value in row.values())


def test_csv_steps_sum_to_the_itinerary() -> None:
    results = answer()
    assert results.itinerary is not None
    rows = csv.DictReader(io.StringIO(table_text(NETWORK, results, "itinerary"), newline=""))
    steps = [row for row in rows if row["itinerary"] == "current"]
    assert sum(float(row["length_km"]) for row in steps) == pytest.approx(results.itinerary.distance_km)
    assert sum(float(row["days_typical"]) for row in steps) == pytest.approx(
        results.itinerary.transit_days.typical, abs=0.02
    )


@pytest.fixture
def geometry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geodata, "load_geometry", lambda directory=None: GEOMETRY)


@pytest.mark.usefixtures("geometry")
def test_the_same_answer_gives_the_same_bytes_unless_the_time_is_written(tmp_path: Path) -> None:
    first, second, timed = (tmp_path / f"{name}.geojson" for name in ("a", "b", "c"))
    write_export(first, Order(NETWORK, answer()))
    write_export(second, Order(NETWORK, answer()))
    write_export(timed, Order(NETWORK, answer(), datetime(2026, 1, 2, tzinfo=UTC)))
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(timed.read_text())["metadata"]["created"] == "2026-01-02T00:00:00+00:00"
    assert check_file(first, NETWORK) == ()
    assert_valid(json.loads(timed.read_text()), "geojson-1")


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        ({"crs": {}}, "crs"),
        ({"metadata": {}}, "metadata.schema"),
        (
            {"features": [{"type": "Feature", "id": "x", "properties": {"feature": "leg"}, "geometry": 3}]},
            "features[0]",
        ),
    ],
)
def test_check_names_the_place_of_a_fault(tmp_path: Path, damage: dict[str, Any], place: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({**collection(answer()), **damage}))
    assert any(fault.startswith(place) for fault in check_file(path, NETWORK))


@pytest.mark.parametrize(
    "line",
    [
        [[170, 10], [-170, 10]],
        [[0, 91], [0, 0]],
        [[0.12345678, 1], [0, 0]],
        [[1, 1]],
        "nonsense",
        [[1, "2"], [0, 0]],
    ],
)
def test_check_finds_what_rfc_7946_forbids(tmp_path: Path, line: Any) -> None:
    document = collection(answer())
    document["features"][-1]["geometry"] = {"type": "LineString", "coordinates": line}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(document))
    assert check_file(path, NETWORK)


@pytest.mark.parametrize("name", ["map", "map.docx", "map.GEOJSN", ".geojson"])
def test_an_unknown_format_lists_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        write_export(tmp_path / name, Order(NETWORK, answer()))
    for known in (".pdf", ".pptx", ".html", ".svg", ".png", ".geojson", ".csv"):
        assert known in str(caught.value)


@pytest.mark.usefixtures("geometry")
@pytest.mark.parametrize("name", ["no/folder/a.csv", "folder.csv"])
def test_a_target_that_cannot_be_written_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match="could not be written"):
        write_export(tmp_path / name, Order(NETWORK, answer()))


def test_an_unknown_table_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="itinerary, corridors, legs, nodes, sources"):
        write_export(tmp_path / "a.csv", Order(NETWORK, answer(), table="trains"))


STORY = Storyboard(
    "Two", (Scene("a", Scenario(), TRIP), Scene("b", Scenario().with_closure("frontier"), TRIP))
)


@pytest.mark.usefixtures("geometry")
@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".html"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / f"a{suffix}"
    path.write_text("old")
    monkeypatch.setattr("explorer.io.atomic.os.fsync", fail)
    with pytest.raises(ExportError, match="disk is full"):
        write_export(path, Order(NETWORK, answer()))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("geometry")
@pytest.mark.parametrize("suffix", [".pdf", ".pptx"])
def test_a_document_that_is_stopped_leaves_the_old_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("old")
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        steps.append((done, total))
        return False

    with pytest.raises(ExportCancelled):
        write_export(path, Order(NETWORK, answer(), storyboard=STORY, progress=stop))
    assert len(steps) == 1
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("geometry")
def test_a_paper_or_resolution_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="a4, a3, letter, 16:9"):
        write_export(tmp_path / "a.pdf", Order(NETWORK, answer(), paper="a5"))
    with pytest.raises(ExportError, match="72"):
        write_export(tmp_path / "a.png", Order(NETWORK, answer(), dpi=10))


def test_the_command_line_offers_what_there_is() -> None:
    assert set(parser.PAPERS) == {paper.value for paper in Paper}
    assert parser.LANGUAGES == LANGUAGES


@pytest.mark.usefixtures("geometry")
def test_letters_that_no_font_has_are_told_and_the_sheet_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    board = Storyboard("", (Scene("a", Scenario(), TRIP, title="Uruk \U00012000"),))
    told: list[str] = []
    write_export(path, Order(NETWORK, answer(), storyboard=board, warn=told.append))
    assert path.stat().st_size > 10_000
    assert any("U+12000" in words for words in told)
