"""The laws of the model, on random small networks and against an independent brute force."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.itinerary import ALL_MODES, Itinerary, Mode, Objective, Ride, Trip
from explorer.core.network import Leg, LegStatus, Network, NodeKind
from explorer.core.results import resolve
from explorer.core.scenario import Closure, Scenario
from tests.core.small import brute_force, leg, network, new_link, node

NAMES = ("a", "b", "c", "d", "e", "f")
KINDS = (NodeKind.JUNCTION, NodeKind.BORDER, NodeKind.PORT, NodeKind.TERMINAL, NodeKind.CHOKEPOINT)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    size = draw(st.integers(3, 6))
    nodes = [
        node(
            name,
            draw(st.sampled_from(KINDS)),
            draw(st.one_of(st.none(), st.floats(0.1, 4.0))),
            country=draw(st.sampled_from(("AA", "BB"))),
        )
        for name in NAMES[:size]
    ]
    legs: list[Leg] = []
    for i in range(size):
        for j in range(i + 1, size):
            if draw(st.booleans()):
                mode = draw(st.sampled_from((Mode.RAIL, Mode.RAIL, Mode.SEA)))
                gauges = draw(st.sampled_from(((1435,), (1520,), (1435, 1520))))
                legs.append(leg(NAMES[i], NAMES[j], draw(st.floats(10, 2000)), mode, gauges))
    return network(nodes, legs)


TRIPS = st.builds(
    Trip, st.just("a"), st.just("c"), st.just(()), st.sampled_from(Objective), st.just(ALL_MODES)
)


def measure(itinerary: Itinerary | None, trip: Trip) -> float:
    if itinerary is None:
        return float("inf")
    return itinerary.distance_km if trip.objective is Objective.KM else itinerary.transit_days.typical


@given(networks(), TRIPS)
def test_an_independent_brute_force_agrees(net: Network, trip: Trip) -> None:
    expected = brute_force(net, trip, frozenset())
    found = resolve(net, Scenario(), trip).itinerary
    if expected is None:
        assert found is None
    else:
        assert measure(found, trip) == pytest.approx(expected, abs=1e-5)


@given(networks(), TRIPS, st.lists(st.sampled_from(NAMES), max_size=3))
def test_closing_never_improves_and_reopening_restores_exactly(
    net: Network, trip: Trip, targets: list[str]
) -> None:
    scenario, last = Scenario(), measure(resolve(net, Scenario(), trip).itinerary, trip)
    for target in targets:
        scenario = scenario.with_closure(target)
        now = measure(resolve(net, scenario, trip).itinerary, trip)
        assert now >= last - 1e-6
        last = now
    for target in targets:
        scenario = scenario.without_closure(target)
    assert resolve(net, scenario, trip) == resolve(net, Scenario(), trip)


@given(networks(), TRIPS, st.sampled_from(NAMES))
def test_closing_a_node_equals_closing_all_its_legs(net: Network, trip: Trip, target: str) -> None:
    if target not in net.nodes:
        return
    by_legs = Scenario()
    for shut in net.legs_at(target):
        by_legs = by_legs.with_closure(shut.id)
    by_node = Scenario().with_closure(target)
    assert resolve(net, by_node, trip).itinerary == resolve(net, by_legs, trip).itinerary


@given(networks(), TRIPS, st.sampled_from(NAMES))
def test_a_closed_node_never_appears(net: Network, trip: Trip, target: str) -> None:
    results = resolve(net, Scenario().with_closure(target), trip)
    if target in net.nodes:
        for itinerary in (results.itinerary, *results.alternatives):
            assert itinerary is None or target not in itinerary.node_ids


@given(networks(), TRIPS)
def test_no_route_is_a_state_and_never_a_zero(net: Network, trip: Trip) -> None:
    results = resolve(net, Scenario().with_closure("country:aa").with_closure("country:bb"), trip)
    assert results.itinerary is None
    assert results.saving is None
    assert results.no_route is not None
    for itinerary in (results.baseline, *results.alternatives):
        assert itinerary is None or itinerary.distance_km > 0


@given(networks(), TRIPS, st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
def test_reopening_the_cut_brings_a_way_back(net: Network, trip: Trip, targets: list[str]) -> None:
    scenario = Scenario()
    for target in targets:
        scenario = scenario.with_closure(target)
    cut = resolve(net, scenario, trip).no_route
    if cut is None or not cut.cut or resolve(net, Scenario(), trip).itinerary is None:
        return
    if cut.any_one:
        for target in cut.cut:
            assert resolve(net, scenario.without_closure(target), trip).itinerary is not None
    else:
        for target in cut.cut:
            scenario = scenario.without_closure(target)
        assert resolve(net, scenario, trip).itinerary is not None


@given(networks(), TRIPS)
def test_totals_are_sums_of_the_steps_and_rides_join_up(net: Network, trip: Trip) -> None:
    results = resolve(net, Scenario(), trip)
    for itinerary in (results.itinerary, *results.alternatives):
        if itinerary is None:
            continue
        rides = [s for s in itinerary.steps if isinstance(s, Ride)]
        assert itinerary.distance_km == pytest.approx(sum(r.length_km for r in rides))
        for name in ("low", "typical", "high"):
            total = sum(getattr(s.days, name) for s in itinerary.steps)
            assert getattr(itinerary.transit_days, name) == pytest.approx(total)
        assert rides[0].from_id == trip.origin_id
        assert rides[-1].to_id == trip.destination_id
        assert all(x.to_id == y.from_id for x, y in itertools.pairwise(rides))
        assert len(set(itinerary.node_ids)) == len(itinerary.node_ids) or itinerary is results.itinerary


@given(networks(), TRIPS, st.floats(0.1, 30))
def test_waiting_is_never_worse_than_closing_for_good_nor_better_than_open(
    net: Network, trip: Trip, days: float
) -> None:
    for target in net.nodes:
        free = measure(resolve(net, Scenario(), trip).itinerary, trip)
        wait = measure(resolve(net, Scenario().with_closure(Closure(target, 0, days)), trip).itinerary, trip)
        shut = measure(resolve(net, Scenario().with_closure(target), trip).itinerary, trip)
        assert free - 1e-6 <= wait <= shut + 1e-6


@given(networks(), TRIPS)
def test_opening_a_link_never_worsens_the_answer(net: Network, trip: Trip) -> None:
    extra = leg("a", "c", 300, gauges=(1000,), status=LegStatus.PLANNED)
    legs = [g for g in net.legs.values() if g.id != extra.id]
    bigger = network(list(net.nodes.values()), [*legs, extra], [new_link("link", (extra.id,))])
    before = resolve(bigger, Scenario(), trip)
    after = resolve(bigger, Scenario().with_opened("link"), trip)
    assert measure(after.itinerary, trip) <= measure(before.itinerary, trip) + 1e-6
    # the card says the same whether the link is open or not
    assert before.new_links[0].modelled == after.new_links[0].modelled
