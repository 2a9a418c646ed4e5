"""Rules of the model, one by one, on networks small enough to reckon by hand."""

from __future__ import annotations

import pytest

from explorer.core.comparison import RowState
from explorer.core.itinerary import ALL_MODES, DwellCause, Mode, Objective, Trip
from explorer.core.network import Corridor, Leg, LegStatus, Network, NodeKind, Span
from explorer.core.results import resolve
from explorer.core.routing import answer
from explorer.core.savings import closing_effects
from explorer.core.scenario import Closure, Scenario, describe
from explorer.core.usability import Reason
from explorer.errors import ScenarioError
from tests.core.small import leg, network, new_link, node

EMPTY = Scenario()
RAIL_AND_SEA = Trip("a", "d", modes=ALL_MODES)


def line(*legs: Leg, **dwells: float) -> Network:
    """A network of the legs' ends; junctions, or borders with the dwell given."""
    names = sorted({end for g in legs for end in (g.from_id, g.to_id)})
    nodes = [node(n, NodeKind.BORDER if n in dwells else NodeKind.JUNCTION, dwells.get(n)) for n in names]
    return network(nodes, list(legs))


def causes(net: Network, trip: Trip, scenario: Scenario = EMPTY) -> list[tuple[str, DwellCause]]:
    found = resolve(net, scenario, trip).itinerary
    assert found is not None
    return [(dwell.node_id, dwell.cause) for dwell in found.dwells]


def test_passing_straight_through_costs_nothing_but_borders_do() -> None:
    net = network(
        [node("a"), node("b", dwell=3.0), node("c", NodeKind.BORDER, 1.0), node("d")],
        [leg("a", "b", 600), leg("b", "c", 600), leg("c", "d", 600)],
    )
    found = resolve(net, Scenario(), RAIL_AND_SEA).itinerary
    assert found is not None
    assert found.transit_days.typical == pytest.approx(3 * 1.0 + 1.0)
    assert causes(net, RAIL_AND_SEA) == [("c", DwellCause.BORDER)]


def test_no_stay_at_the_ends_of_a_haul_unless_the_tables_ask_for_it() -> None:
    ends = [node("a", NodeKind.BORDER, 1.0), node("d", NodeKind.PORT, 2.0)]
    assert causes(network(ends, [leg("a", "d", 600)]), RAIL_AND_SEA) == []
    asking = [node("a", NodeKind.BORDER, 1.0), node("d", NodeKind.PORT, 2.0, dwell_at_ends=True)]
    net = network(asking, [leg("a", "d", 600)])
    assert causes(net, RAIL_AND_SEA) == [("d", DwellCause.UNLOADING)]


def test_mode_change_at_a_port_is_a_port_stay() -> None:
    net = network(
        [node("a"), node("b", NodeKind.PORT, 2.5), node("d")],
        [leg("a", "b", 600), leg("b", "d", 600, Mode.FERRY)],
    )
    assert causes(net, RAIL_AND_SEA) == [("b", DwellCause.PORT)]


def test_a_gauge_cannot_change_where_the_tables_give_no_stay() -> None:
    legs = [leg("a", "b", 600), leg("b", "d", 600, gauges=(1520,))]
    assert (
        resolve(network([node("a"), node("b"), node("d")], legs), Scenario(), RAIL_AND_SEA).itinerary is None
    )
    crane = network([node("a"), node("b", NodeKind.TERMINAL, 1.5), node("d")], legs)
    assert causes(crane, RAIL_AND_SEA) == [("b", DwellCause.GAUGE)]


def test_cargo_is_reloaded_by_the_railway_that_takes_it_over() -> None:
    net = line(
        leg("a", "b", 600, gauges=(1520,)),
        leg("b", "c", 12, gauges=(1435, 1520)),
        leg("c", "d", 600, gauges=(1435,)),
        b=0.5,
        c=1.0,
    )
    assert causes(net, RAIL_AND_SEA) == [("b", DwellCause.BORDER), ("c", DwellCause.GAUGE)]
    back = Trip("d", "a")
    assert causes(net, back) == [("c", DwellCause.BORDER), ("b", DwellCause.GAUGE)]


def test_a_closed_country_leaves_international_straits_open() -> None:
    strait = node("b", NodeKind.CHOKEPOINT, 0.1, country="BB", is_international=True)
    net = network(
        [node("a"), strait, node("d")], [leg("a", "b", 600, Mode.SEA), leg("b", "d", 600, Mode.SEA)]
    )
    assert resolve(net, Scenario().with_closure("country:bb"), RAIL_AND_SEA).itinerary is not None
    assert resolve(net, Scenario().with_closure("b"), RAIL_AND_SEA).itinerary is None


def test_a_closed_country_shuts_legs_that_only_cross_it() -> None:
    net = network([node("a"), node("d")], [leg("a", "d", 600, countries=("cc",))])
    assert resolve(net, Scenario().with_closure("country:cc"), Trip("a", "d")).itinerary is None


def test_seasonal_legs_open_in_their_months_only() -> None:
    net = network([node("a"), node("d")], [leg("a", "d", 600, Mode.SEA, season=frozenset({7, 8}))])
    trip = Trip("a", "d")
    assert resolve(net, Scenario(month=8), trip).itinerary is not None
    for month in (None, 2):
        results = resolve(net, Scenario(month=month), trip)
        assert results.itinerary is None
        assert [(row.leg_id, row.reason) for row in results.not_in_use] == [
            ("a--d--sea", Reason.OUT_OF_SEASON)
        ]


def test_a_restricted_leg_serves_only_its_own_places() -> None:
    net = network(
        [node("a"), node("b"), node("d")],
        [leg("a", "b", 600, only_for=frozenset({"b"})), leg("b", "d", 600)],
    )
    assert resolve(net, Scenario(), Trip("a", "b")).itinerary is not None
    assert resolve(net, Scenario(), Trip("a", "d")).itinerary is None


def test_planned_links_open_by_hand_or_by_themselves_in_their_year() -> None:
    net = network(
        [node("a"), node("d")],
        [leg("a", "d", 600, status=LegStatus.PLANNED)],
        [new_link("link", ("a--d",), 2030)],
    )
    trip = Trip("a", "d")
    assert resolve(net, Scenario(), trip).itinerary is None
    assert resolve(net, Scenario(year=2029), trip).itinerary is None
    assert resolve(net, Scenario(year=2030), trip).itinerary is not None
    assert resolve(net, Scenario().with_opened("link"), trip).itinerary is not None


def test_the_reported_saving_is_applied_to_the_trip_without_the_link() -> None:
    net = network(
        [node("a"), node("b"), node("d")],
        [leg("a", "b", 6000), leg("b", "d", 6000), leg("a", "d", 9000, status=LegStatus.PLANNED)],
        [new_link("link", ("a--d",))],
    )
    for scenario in (Scenario(), Scenario().with_opened("link")):
        row = resolve(net, scenario, Trip("a", "d")).new_links[0]
        assert row.modelled is not None
        assert row.modelled.km == pytest.approx(3000)
        assert row.held_km == pytest.approx(12000 - 900)
        assert (row.held_days_low, row.held_days_high) == (pytest.approx(12), pytest.approx(13))


def test_cargo_waits_for_a_closure_to_end_when_the_detour_is_longer() -> None:
    net = network(
        [node("a"), node("b"), node("c"), node("d")],
        [leg("a", "b", 600), leg("b", "d", 600), leg("a", "c", 6000), leg("c", "d", 6000)],
    )
    shut = Scenario().with_closure(Closure("b--d", 0.0, 5.0))
    found = resolve(net, shut, Trip("a", "d")).itinerary
    assert found is not None
    wait = found.dwells[0]
    assert (wait.node_id, wait.cause) == ("b", DwellCause.CLOSURE)
    assert wait.days.typical == pytest.approx(4.0)
    assert found.transit_days.typical == pytest.approx(6.0)
    assert found.transit_days.is_ordered
    long = resolve(net, Scenario().with_closure(Closure("b--d", 0.0, 50.0)), Trip("a", "d")).itinerary
    assert long is not None
    assert long.node_ids == ("a", "c", "d")


def test_changed_speeds_and_stays_change_the_days() -> None:
    net = line(leg("a", "b", 600), leg("b", "d", 600), b=1.0)
    trip = Trip("a", "d")
    scenario = Scenario().with_speed("a--b", 50.0).with_dwell("b", Span(1, 2, 3))
    found = resolve(net, scenario, trip).itinerary
    assert found is not None
    assert found.transit_days.typical == pytest.approx(0.5 + 2 + 1.0)
    assert found.dwells[0].source_id == "scenario"


def test_vias_are_passed_in_order() -> None:
    net = network(
        [node(n) for n in "abcd"],
        [leg("a", "b", 100), leg("b", "d", 100), leg("a", "c", 500), leg("c", "b", 500)],
    )
    found = resolve(net, Scenario(), Trip("a", "d", ("c", "b"))).itinerary
    assert found is not None
    assert found.node_ids == ("a", "c", "b", "d")


def test_objective_km_minimises_kilometres() -> None:
    net = network(
        [node(n) for n in "abd"],
        [leg("a", "d", 1000, kph=10), leg("a", "b", 600, kph=50), leg("b", "d", 600, kph=50)],
    )
    by_km = resolve(net, Scenario(), Trip("a", "d", objective=Objective.KM)).itinerary
    by_days = resolve(net, Scenario(), Trip("a", "d")).itinerary
    assert by_km is not None
    assert by_km.node_ids == ("a", "d")
    assert by_days is not None
    assert by_days.node_ids == ("a", "b", "d")


def test_alternatives_share_little_with_each_other() -> None:
    nodes = [node(n) for n in "abcdxy"]
    legs = [leg("a", mid, 500 + i * 200) for i, mid in enumerate("bcxy")]
    legs += [leg(mid, "d", 500 + i * 200) for i, mid in enumerate("bcxy")]
    results = resolve(network(nodes, legs), Scenario(), Trip("a", "d"))
    ways = [it.node_ids[1] for it in (results.itinerary, *results.alternatives) if it]
    assert ways == ["b", "c", "x", "y"]


def test_corridor_rows_say_open_closed_or_not_built() -> None:
    nodes = [node(n) for n in "abcd"]
    legs = [
        leg("a", "b", 500),
        leg("b", "d", 500),
        leg("a", "c", 700),
        leg("c", "d", 700, status=LegStatus.PLANNED),
    ]
    corridors = [
        Corridor("one", "One", "", ("a", "b", "d"), ("a--b", "b--d"), ("b", "d"), 1),
        Corridor("two", "Two", "", ("a", "c", "d"), ("a--c", "c--d"), ("c", "d"), 2),
    ]
    net = network(nodes, legs, [new_link("link", ("c--d",))], corridors)
    trip = Trip("a", "d")
    rows = resolve(net, Scenario(), trip).corridors
    assert [row.state for row in rows] == [RowState.OPEN, RowState.NOT_BUILT]
    rows = resolve(net, Scenario().with_closure("b").with_opened("link"), trip).corridors
    assert [row.state for row in rows] == [RowState.CLOSED, RowState.OPEN]
    assert rows[0].blocked_by == ("b",)
    assert rows[0].baseline is not None
    # the other direction of travel uses the same corridor
    back = resolve(net, Scenario(), Trip("d", "a")).corridors
    assert back[0].state is RowState.OPEN


def test_no_route_names_what_each_alone_or_all_together_must_reopen() -> None:
    ladder = network(
        [node(n) for n in "abcd"], [leg("a", "b", 1), leg("a", "c", 2), leg("b", "d", 1), leg("c", "d", 2)]
    )
    either = resolve(ladder, Scenario().with_closure("b").with_closure("c"), Trip("a", "d")).no_route
    assert either is not None
    assert either.cut == ("b", "c")
    assert either.any_one
    assert either.cheapest_reopening == "b"
    row = network([node(n) for n in "abcd"], [leg("a", "b", 1), leg("b", "c", 1), leg("c", "d", 1)])
    both = resolve(row, Scenario().with_closure("b").with_closure("c"), Trip("a", "d")).no_route
    assert both is not None
    assert set(both.cut) == {"b", "c"}
    assert not both.any_one
    origin = resolve(row, Scenario().with_closure("a"), Trip("a", "d")).no_route
    assert origin is not None
    assert "origin" in origin.reason


def test_no_route_names_a_mode_that_the_trip_leaves_out() -> None:
    net = network([node("a"), node("d")], [leg("a", "d", 600, Mode.SEA)])
    cut = resolve(net, Scenario(), Trip("a", "d", modes=frozenset({Mode.RAIL}))).no_route
    assert cut is not None
    assert cut.cut == ("mode:sea",)


def test_closing_effects_are_zero_off_the_itinerary_and_none_where_nothing_is_left() -> None:
    net = network([node(n) for n in "abcd"], [leg("a", "b", 600), leg("b", "d", 600), leg("a", "c", 600)])
    trip = Trip("a", "d")
    effects = closing_effects(net, Scenario(), trip, answer(net, Scenario(), trip), ("b", "c"))
    assert effects == {"b": None, "c": 0.0}


@pytest.mark.parametrize(
    "trip",
    [
        Trip("a", "a"),
        Trip("a", "zzz"),
        Trip("a", "d", ("a",)),
        Trip("a", "d", modes=frozenset()),
        Trip("a", "d", alternatives=99),
    ],
)
def test_a_trip_that_asks_nothing_is_refused_with_words(trip: Trip) -> None:
    net = network([node("a"), node("d")], [leg("a", "d", 600)])
    with pytest.raises(ScenarioError, match=r"\w+ .*\."):
        resolve(net, Scenario(), trip)


def test_describe_says_what_an_edit_did() -> None:
    net = network([node("a"), node("d")], [leg("a", "d", 600)], [new_link("link", ())])
    old = Scenario().with_closure("a")
    new = Scenario().with_closure("d").with_opened("link").with_date(2030, 9).with_dwell("d", Span(1, 2, 3))
    text = describe(old, new, net)
    for part in ("Close D", "Reopen A", "Open link", "Sep 2030", "stay at D to 2 days"):
        assert part in text
    assert describe(old, old, net) == ""


def test_a_shut_corridor_far_off_the_trip_is_not_one_for_it() -> None:
    legs = [leg("a", "b", 100), leg("a", "c", 9000), leg("c", "d", 9000, Mode.SEA, season=frozenset({7}))]
    legs.append(leg("d", "b", 9000, Mode.SEA))
    far = Corridor("far", "Far", "", ("c", "d"), ("c--d--sea",), ("c", "d"), 3)
    nodes = [node(n, NodeKind.PORT, 1.0) for n in "abcd"]
    net = network(nodes, legs, corridors=[far])
    assert resolve(net, Scenario(), Trip("a", "b")).corridors[0].state is RowState.NOT_FOR_TRIP
    assert resolve(net, Scenario(), Trip("c", "d")).corridors[0].state is RowState.OUT_OF_SEASON


SEA_WAYS = (("a", "d", 900), ("a", "b", 700), ("b", "d", 800), ("a", "c", 600), ("c", "d", 600))


def test_a_port_is_no_waypoint_of_an_alternative_by_sea() -> None:
    kinds = {"a": NodeKind.PORT, "b": NodeKind.CHOKEPOINT, "c": NodeKind.PORT, "d": NodeKind.PORT}
    nodes = [node(name, kind, 0.1) for name, kind in kinds.items()]
    legs = [
        leg(here, there, km, Mode.SEA)
        for here, there, km in (
            ("a", "d", 900),
            ("a", "b", 700),
            ("b", "d", 800),
            ("a", "c", 600),
            ("c", "d", 600),
        )
    ]
    results = resolve(network(nodes, legs), Scenario(), Trip("a", "d"))
    assert [way.node_ids for way in results.alternatives] == [("a", "b", "d")]
