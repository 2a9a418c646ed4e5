"""The packaged tables: what DATA rules demand of them, and how the loader names faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explorer import assets
from explorer.core.claims import compare_reported, median_errors
from explorer.core.itinerary import ALL_MODES, Trip
from explorer.core.network import Confidence, LegStatus, Mode, Network, NodeKind
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.errors import DataError
from explorer.io.geodata import load_network

LINKS = (
    "cku",
    "almaty-bypass",
    "bakhty-ayagoz",
    "moiynty-kyzylzhar",
    "darbaza-maktaaral",
    "rasht-astara",
    "horadiz-meghri-nakhchivan",
    "kars-dilucu",
    "trans-afghan",
    "anaklia",
)


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


def test_every_leg_joins_two_known_nodes_and_every_corridor_is_a_chain(network: Network) -> None:
    for leg in network.legs.values():
        assert {leg.from_id, leg.to_id} <= set(network.nodes), leg.id
    for corridor in network.corridors.values():
        assert len(corridor.leg_ids) == len(corridor.node_ids) - 1, corridor.id


def test_the_new_links_are_those_of_the_brief_and_group_every_unbuilt_leg(network: Network) -> None:
    assert set(LINKS) == set(network.new_links)
    grouped = [leg_id for link in network.new_links.values() for leg_id in link.leg_ids]
    unbuilt = [g.id for g in network.legs.values() if g.status in (LegStatus.PLANNED, LegStatus.CONSTRUCTION)]
    assert sorted(grouped) == sorted(unbuilt)


def test_every_figure_has_a_source_that_exists_or_is_marked_estimate(network: Network) -> None:
    for leg in network.legs.values():
        assert {leg.source_id, leg.speed_source_id} <= set(network.sources), leg.id
        assert (leg.source_id == "estimate") == (leg.length_confidence is Confidence.ESTIMATE), leg.id
    for node in network.nodes.values():
        if node.dwell is not None:
            assert node.dwell_source_id in network.sources, node.id
            assert node.dwell.is_ordered, node.id
    for claim in network.claims:
        assert set(claim.source_ids) <= set(network.sources), claim.id
    for route in network.reported:
        assert route.source_id in set(network.sources) - {"estimate"}, route.id


def test_suspended_and_restricted_legs_say_why_with_a_source(network: Network) -> None:
    for leg in network.legs.values():
        if leg.status is LegStatus.SUSPENDED or leg.only_for:
            assert leg.status_note, leg.id
        assert leg.only_for <= set(network.nodes), leg.id


def test_no_two_legs_are_the_same_stretch(network: Network) -> None:
    pairs = [(frozenset((g.from_id, g.to_id)), g.mode) for g in network.legs.values()]
    assert len(set(pairs)) == len(pairs)


def test_border_crossings_and_ports_have_a_stay(network: Network) -> None:
    for node in network.nodes.values():
        if node.kind in (NodeKind.BORDER, NodeKind.PORT, NodeKind.CHOKEPOINT):
            assert node.dwell is not None, node.id


def test_every_node_has_its_name_in_english_local_script_chinese_and_russian(network: Network) -> None:
    for code in ("en", "local", "zh", "ru"):
        lacking = [node.id for node in network.nodes.values() if code not in node.names]
        assert lacking == [], code


def test_published_routes_come_out_within_tolerance(network: Network) -> None:
    """The tolerance of the brief: 3 % in km and 15 % in days over observed and scheduled rows."""
    km, days = median_errors(compare_reported(network), frozenset(("observed", "scheduled")))
    assert km <= 0.03
    assert days <= 0.15


def test_every_published_route_has_a_way(network: Network) -> None:
    assert [row.route.id for row in compare_reported(network) if row.itinerary is None] == []


@pytest.mark.parametrize("target", ["brest", "malaszewicze", "aktau", "dostyk", "suez-canal", "moscow"])
def test_closing_a_node_removes_every_itinerary_through_it(network: Network, target: str) -> None:
    for origin, destination in (("xian", "duisburg"), ("shanghai", "rotterdam"), ("almaty", "budapest")):
        for month in (None, 9):
            scenario = Scenario(month=month).with_closure(target)
            results = resolve(network, scenario, Trip(origin, destination, modes=ALL_MODES, alternatives=9))
            rows = [row.current for row in results.corridors]
            for itinerary in (results.itinerary, *results.alternatives, *rows):
                assert itinerary is None or target not in itinerary.node_ids


def test_transit_by_lithuania_is_for_kaliningrad_only(network: Network) -> None:
    through = resolve(network, Scenario(), Trip("minsk", "warsaw")).itinerary
    assert through is not None
    assert "kena" not in through.node_ids
    to_kaliningrad = resolve(network, Scenario(), Trip("minsk", "kaliningrad")).itinerary
    assert to_kaliningrad is not None
    assert "kena" in to_kaliningrad.node_ids


def test_cargo_to_baku_crosses_the_caspian_not_russia(network: Network) -> None:
    found = resolve(network, Scenario(), Trip("xian", "baku")).itinerary
    assert found is not None
    assert "astrakhan" not in found.node_ids
    assert {ride.mode for ride in found.rides} & {Mode.SEA, Mode.FERRY}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(assets.geodata_dir() / "tables", tmp_path / "tables")
    return tmp_path


def damage(copy: Path, table: str, old: str, new: str) -> list[str]:
    path = copy / "tables" / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_network(copy)
    return list(raised.value.faults)


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("nodes.csv", ",KZ,port,", ",KZ,harbour,", ("nodes.csv, row", "column kind", "harbour")),
        ("nodes.csv", ",43.6000,51.2200,", ",143.6,51.2200,", ("column lat", "outside")),
        ("legs.csv", "aksu--kashgar,aksu,", "aksu--kashgar,aksuu,", ("column from", "aksuu")),
        ("legs.csv", "rail,462,", "rail,nan,", ("column length_km", "nan")),
        (
            "corridors.csv",
            "xian;baoji;",
            "xian;duisburg;",
            ("corridors.csv", "no leg joins xian and duisburg"),
        ),
        ("speed_classes.csv", "id,mode", "idd,mode", ("speed_classes.csv, row 1", "id")),
    ],
)
def test_faults_name_file_row_and_column(
    copy: Path, table: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    faults = damage(copy, table, old, new)
    assert any(all(word in fault for word in words) for fault in faults), faults


def test_all_faults_are_told_at_once_and_a_missing_file_is_named(copy: Path) -> None:
    (copy / "tables" / "events.csv").unlink()
    faults = damage(copy, "nodes.csv", ",KZ,port,", ",KZ,harbour,")
    assert any("events.csv: the file is missing" in fault for fault in faults)
    assert any("harbour" in fault for fault in faults)
