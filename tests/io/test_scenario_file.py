from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Mode, Span
from explorer.core.scenario import Closure, Scenario
from explorer.errors import ScenarioFileError
from explorer.io import scenario_file
from explorer.io.scenario_file import check_scenario, parse_json, read_scenario, write_scenario
from tests.io.schemas import assert_valid
from tests.network_fixture import small_network

NETWORK = small_network()
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_targets = st.sampled_from([*NETWORK.nodes, *NETWORK.legs, "country:kz", "country:de"])
_days = st.floats(0, 3650)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    scenario = Scenario(name=draw(_texts))
    for target in draw(st.lists(_targets, max_size=6, unique=True)):
        ends = draw(st.none() | st.tuples(_days, _days).map(sorted))
        event = draw(st.sampled_from([None, "e01"]))
        from_day, to_day = ends or (None, None)
        scenario = scenario.with_closure(Closure(target, from_day, to_day, event))
    for leg in draw(st.lists(st.sampled_from(list(NETWORK.legs)), max_size=3)):
        scenario = scenario.with_speed(leg, draw(st.floats(0.1, 1000)))
    for node in draw(st.lists(st.sampled_from(list(NETWORK.nodes)), max_size=3)):
        scenario = scenario.with_dwell(node, Span(*sorted(draw(st.tuples(_days, _days, _days)))))
    if draw(st.booleans()):
        scenario = scenario.with_opened("short")
    return scenario.with_date(draw(st.integers(2020, 2060)), draw(st.none() | st.integers(1, 12)))


_trips = st.builds(
    Trip,
    st.sampled_from(list(NETWORK.nodes)),
    st.sampled_from(list(NETWORK.nodes)),
    st.lists(st.sampled_from(list(NETWORK.nodes)), max_size=3).map(tuple),
    st.sampled_from(Objective),
    st.frozensets(st.sampled_from(Mode), min_size=1),
    st.integers(0, 9),
)


@QUICK
@given(scenario=scenarios(), trip=st.none() | _trips)
def test_what_is_saved_is_what_is_opened(tmp_path: Path, scenario: Scenario, trip: Trip | None) -> None:
    path = tmp_path / "a.corridor"
    write_scenario(path, scenario, trip, NETWORK)
    assert_valid(json.loads(path.read_text(encoding="utf-8")), "scenario-2")
    found = read_scenario(path, NETWORK)
    assert (found.scenario, found.trip, found.dropped) == (scenario, trip, ())
    assert found.scenario.name == scenario.name
    assert check_scenario(path, NETWORK) == ()


_json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_names = ["closures", "opened", "year", "month", "speeds_kph", "dwells_days", "name"]


@QUICK
@given(
    members=st.dictionaries(st.sampled_from(_names), _json_values, max_size=7),
    trip=_json_values
    | st.dictionaries(st.sampled_from(["origin", "destination", "modes", "vias"]), _json_values),
)
def test_any_json_opens_or_raises_its_own_error(tmp_path: Path, members: dict[str, Any], trip: Any) -> None:
    path = tmp_path / "a.corridor"
    document = {"schema": "corridor-explorer/scenario/1", "scenario": members, "trip": trip}
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read_scenario(path, NETWORK)
    except ScenarioFileError:
        assert check_scenario(path, NETWORK)


@given(st.binary(max_size=200))
def test_any_bytes_parse_or_raise_their_own_error(content: bytes) -> None:
    with contextlib.suppress(ScenarioFileError):
        parse_json(content)


def _refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "bad.corridor"
    path.write_bytes(content)
    with pytest.raises(ScenarioFileError) as caught:
        read_scenario(path, NETWORK)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not text in UTF-8"),
        (b'{"schema": "corridor-explorer/scenario/1", "scen', "cut off"),
        (b'{"a": 1,\n "b": nope}', "line 2, column 7"),
        (b'{"schema": "corridor-explorer/scenario/1", "scenario": {"year": NaN}}', "holds NaN"),
        (b'{"schema": "x", "schema": "y"}', "twice"),
        (b"[" * 100_000, "nested deeper"),
        (b"[" * 30 + b"]" * 30, "nested deeper"),
        (b"9" * 10_000, "thousands of digits"),
        (b"[1, 2]", "no scenario file"),
        (b'{"schema": "corridor-explorer/scenario/3"}', "newer version"),
        (b'{"schema": "corridor-explorer/scenario/0"}', "never was"),
        (b'{"schema": "corridor-explorer/scenario/x"}', "no version number"),
        (b'{"schema": "corridor-explorer/scenario/1"}', "scenario: is missing"),
        (b'{"schema": "corridor-explorer/scenario/1", "scenario": {"closure": []}}', "unknown member"),
        (b'{"schema": "corridor-explorer/scenario/1", "scenario": {"year": 1e400}}', "whole number"),
        (b'{"schema": "corridor-explorer/scenario/1", "scenario": {"name": "\\ud800"}}', "half a character"),
    ],
)
def test_a_damaged_file_is_refused_saying_what_and_where(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in _refusal(tmp_path, content)


def test_fifty_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "huge.corridor"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ScenarioFileError, match="larger than 5 MB"):
        read_scenario(path, NETWORK)


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    scenario = {
        "closures": [{"target": 7}, {"target": "quay", "from_day": 9, "to_day": 2}, {"target": "quay"}],
        "year": 1900,
        "dwells_days": {"quay": {"low": 3, "typical": 2, "high": 1}},
    }
    document = {
        "schema": "corridor-explorer/scenario/1",
        "scenario": scenario,
        "trip": {"origin": "quay", "modes": []},
    }
    message = _refusal(tmp_path, json.dumps(document).encode())
    for place in (
        "scenario.closures[0].target",
        "scenario.closures[1].to_day",
        "scenario.closures[2]",
        "scenario.year",
        "scenario.dwells_days.quay",
        "trip.destination",
    ):
        assert place in message


def test_ids_that_are_gone_are_dropped_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "old.corridor"
    scenario = {
        "closures": [{"target": "atlantis"}, {"target": "quay", "event": "e99"}, {"target": "country:zz"}],
        "opened": ["tunnel", "short"],
        "speeds_kph": {"no--leg": 10},
        "dwells_days": {"nowhere": {"low": 0, "typical": 0, "high": 0}},
    }
    trip = {"origin": "chengdu", "destination": "berlin", "vias": ["lost", "quay"]}
    path.write_text(
        json.dumps({"schema": "corridor-explorer/scenario/1", "scenario": scenario, "trip": trip})
    )
    found = read_scenario(path, NETWORK)
    assert [c.target for c in found.scenario.closures] == ["quay"]
    assert found.scenario.opened == ("short",)
    assert found.scenario.speeds == ()
    assert found.scenario.dwells == ()
    assert found.trip is not None
    assert found.trip.via_ids == ("quay",)
    said = "\n".join(found.dropped)
    assert all(
        word in said for word in ("atlantis", "e99", "country:zz", "tunnel", "no--leg", "nowhere", "lost")
    )
    assert check_scenario(path, NETWORK) == found.dropped


def test_a_trip_whose_end_is_gone_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "old.corridor"
    trip = {"origin": "atlantis", "destination": "berlin"}
    path.write_text(json.dumps({"schema": "corridor-explorer/scenario/1", "scenario": {}, "trip": trip}))
    found = read_scenario(path, NETWORK)
    assert found.trip is None
    assert "atlantis" in found.dropped[0]


def test_an_older_version_is_upgraded_one_step_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(document: dict[str, Any]) -> dict[str, Any]:
        return {
            "schema": "corridor-explorer/scenario/1",
            "scenario": {"closures": [{"target": document["shut"]}]},
        }

    monkeypatch.setattr(scenario_file, "UPGRADES", {**scenario_file.UPGRADES, 0: step})
    path = tmp_path / "older.corridor"
    path.write_text('{"schema": "corridor-explorer/scenario/0", "shut": "quay"}')
    assert read_scenario(path, NETWORK).scenario.is_closed("quay")


@pytest.mark.parametrize("name", ["", "missing.corridor", "no/such/folder/a.corridor", "nul\0.corridor"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioFileError):
        read_scenario(tmp_path / name, NETWORK)


def test_a_special_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.corridor"
    os.mkfifo(pipe)
    with pytest.raises(ScenarioFileError, match="no ordinary file"):
        read_scenario(pipe, NETWORK)
    with pytest.raises(ScenarioFileError, match="no ordinary file"):
        write_scenario(pipe, Scenario(), None, NETWORK)


@pytest.mark.parametrize("name", ["", "no/such/folder/a.corridor", "nul\0.corridor", f"{'x' * 300}.corridor"])
def test_a_place_that_cannot_be_written_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioFileError):
        write_scenario(tmp_path / name, Scenario(), None, NETWORK)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "no permission"), (errno.EROFS, "read-only")],
)
def test_a_failed_save_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    path = tmp_path / "a.corridor"
    path.write_text("the old one")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ScenarioFileError, match=words):
        write_scenario(path, Scenario(), None, NETWORK)
    assert path.read_text() == "the old one"
    assert [child.name for child in tmp_path.iterdir()] == ["a.corridor"]


def test_saving_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    path, link = tmp_path / "a.corridor", tmp_path / "link.corridor"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_scenario(link, Scenario(), None, NETWORK)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_scenario(path, NETWORK).scenario.is_empty


def test_a_scenario_that_could_not_be_read_again_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ScenarioFileError, match="cannot be saved"):
        write_scenario(tmp_path / "a.corridor", Scenario(name="\ud800"), None, NETWORK)
