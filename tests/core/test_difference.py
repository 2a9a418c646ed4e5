"""What differs between two answers: the laws, a plain recount from the steps, and the published railway."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.difference import Difference, Fate, difference, shut_legs
from explorer.core.itinerary import Dwell, DwellCause, Itinerary, Mode, Ride, Trip
from explorer.core.network import Network, NodeKind, Span
from explorer.core.results import Results, resolve
from explorer.core.scenario import Closure, Scenario
from explorer.io.geodata import load_network
from tests.core.small import leg, network, new_link, node
from tests.core.test_laws import NAMES, TRIPS, networks

TARGETS = (*NAMES, "country:aa", "country:bb")


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    scenario = Scenario()
    for target in draw(st.lists(st.sampled_from(TARGETS), max_size=3, unique=True)):
        last = draw(st.one_of(st.none(), st.floats(1.0, 9.0)))
        scenario = scenario.with_closure(Closure(target, None if last is None else 0.0, last))
    if draw(st.booleans()):
        scenario = scenario.with_dwell(draw(st.sampled_from(NAMES)), Span(0.1, 0.2, 5.0))
    return scenario


def pair(net: Network, trip: Trip, scenarios: tuple[Scenario, Scenario]) -> tuple[Results, Results]:
    before, after = (resolve(net, scenario, trip) for scenario in scenarios)
    return before, after


PAIRS = st.tuples(scenarios(), scenarios())


@given(networks(), TRIPS, scenarios())
def test_an_answer_does_not_differ_from_itself(net: Network, trip: Trip, scenario: Scenario) -> None:
    results = resolve(net, scenario, trip)
    found = difference(net, results, results)
    assert found.is_empty
    assert not any(found.legs_of(fate) for fate in (Fate.LOST, Fate.GAINED, Fate.CHANGED))
    assert not any(found.nodes_of(fate) for fate in (Fate.LOST, Fate.GAINED, Fate.CHANGED))


@given(networks(), TRIPS, PAIRS)
def test_the_way_back_is_the_mirror(net: Network, trip: Trip, two: tuple[Scenario, Scenario]) -> None:
    before, after = pair(net, trip, two)
    there, back = difference(net, before, after), difference(net, after, before)
    assert there.mirrored() == back
    assert {leg.leg_id for leg in there.legs_of(Fate.LOST)} == {
        leg.leg_id for leg in back.legs_of(Fate.GAINED)
    }
    assert there.is_empty == back.is_empty


@given(networks(), TRIPS, PAIRS)
def test_parts_add_up_to_the_change_of_the_totals(
    net: Network, trip: Trip, two: tuple[Scenario, Scenario]
) -> None:
    before, after = pair(net, trip, two)
    found = difference(net, before, after)
    if found.before is None or found.after is None:
        return
    km = sum(
        (x.after.length_km if x.after else 0) - (x.before.length_km if x.before else 0) for x in found.legs
    )
    assert km == pytest.approx(found.after.distance_km - found.before.distance_km, abs=1e-6)
    for case in ("low", "typical", "high"):
        days = sum(
            (getattr(x.after.days, case) if x.after else 0)
            - (getattr(x.before.days, case) if x.before else 0)
            for x in (*found.legs, *found.nodes)
        )
        change = getattr(found.after.transit_days, case) - getattr(found.before.transit_days, case)
        assert days == pytest.approx(change, abs=1e-6)


def recount(
    net: Network, itinerary: Itinerary | None
) -> tuple[Counter[str], dict[str, list[DwellCause]], int]:
    """Legs ridden, causes by place, and frontiers passed: counted step by step."""
    legs: Counter[str] = Counter()
    causes: dict[str, list[DwellCause]] = {}
    frontiers = 0
    for step in itinerary.steps if itinerary else ():
        if isinstance(step, Ride):
            legs[step.leg_id] += 1
            for place in (step.from_id, step.to_id):
                causes.setdefault(place, [])
            ends = {net.nodes[step.from_id].country, net.nodes[step.to_id].country}
            frontiers += len(ends) - 1 if step.mode in (Mode.RAIL, Mode.ROAD) else 0
        elif isinstance(step, Dwell):
            causes.setdefault(step.node_id, []).append(step.cause)
    return legs, causes, frontiers


@given(networks(), TRIPS, PAIRS)
def test_fates_agree_with_a_plain_recount(net: Network, trip: Trip, two: tuple[Scenario, Scenario]) -> None:
    before, after = pair(net, trip, two)
    found = difference(net, before, after)
    (legs, places, frontiers), (new_legs, new_places, new_frontiers) = (
        recount(net, results.itinerary) for results in (before, after)
    )
    assert {x.leg_id for x in found.legs_of(Fate.LOST)} == set(legs) - set(new_legs)
    assert {x.leg_id for x in found.legs_of(Fate.GAINED)} == set(new_legs) - set(legs)
    assert {x.node_id for x in found.nodes_of(Fate.LOST)} == set(places) - set(new_places)
    assert {x.node_id for x in found.nodes_of(Fate.GAINED)} == set(new_places) - set(places)
    for x in found.nodes:
        assert list(x.before.causes if x.before else ()) == places.get(x.node_id, [])
        assert list(x.after.causes if x.after else ()) == new_places.get(x.node_id, [])
    for totals, count in ((found.before, frontiers), (found.after, new_frontiers)):
        assert totals is None or len(totals.border_leg_ids) == count


@given(networks(), TRIPS, PAIRS)
def test_no_journey_rides_a_leg_that_counts_as_shut(
    net: Network, trip: Trip, two: tuple[Scenario, Scenario]
) -> None:
    before, after = pair(net, trip, two)
    found = difference(net, before, after)
    for results in (before, after):
        if results.itinerary is not None:
            assert not shut_legs(net, results) & set(results.itinerary.leg_ids)
    if after.itinerary is not None:
        assert not found.shut_leg_ids & set(after.itinerary.leg_ids)
    if before.itinerary is not None:
        assert not found.opened_leg_ids & set(before.itinerary.leg_ids)


@given(networks(), TRIPS, st.sampled_from(NAMES))
def test_closing_a_place_shuts_exactly_its_open_legs(net: Network, trip: Trip, target: str) -> None:
    if target not in net.nodes:
        return
    before, after = pair(net, trip, (Scenario(), Scenario().with_closure(target)))
    found = difference(net, before, after)
    usable = {x.id for x in net.legs_at(target) if x.mode in trip.modes}
    assert found.shut_leg_ids == usable
    assert not found.opened_leg_ids


def square() -> Network:
    """a - b - c the short way, a - d - c the long way; d is a border with a stay; a link cuts across."""
    return network(
        [node("a"), node("b"), node("c"), node("d", NodeKind.BORDER, 1.0, country="BB")],
        [
            leg("a", "b", 100),
            leg("b", "c", 100),
            leg("a", "d", 300),
            leg("d", "c", 300),
        ],
    )


def test_lost_and_gained_parts_come_in_travel_order() -> None:
    net, trip = square(), Trip("a", "c")
    before, after = pair(net, trip, (Scenario(), Scenario().with_closure("b")))
    found = difference(net, before, after)
    assert [x.leg_id for x in found.legs_of(Fate.LOST)] == ["a--b", "b--c"]
    assert [x.leg_id for x in found.legs_of(Fate.GAINED)] == ["a--d", "d--c"]
    assert [x.node_id for x in found.nodes_of(Fate.GAINED)] == ["d"]
    assert [x.node_id for x in found.nodes_of(Fate.KEPT)] == ["a", "c"]
    gained = found.nodes_of(Fate.GAINED)[0].after
    assert gained is not None
    assert (gained.causes, gained.days.typical) == ((DwellCause.BORDER,), 1.0)
    assert found.after is not None
    assert found.after.border_leg_ids == ("a--d", "d--c")
    assert found.after.countries == ("aa", "bb")


def test_slower_trains_change_a_leg_and_lose_none() -> None:
    net, trip = square(), Trip("a", "c")
    before, after = pair(net, trip, (Scenario(), Scenario().with_speed("a--b", 20.0)))
    found = difference(net, before, after)
    assert [x.leg_id for x in found.legs_of(Fate.CHANGED)] == ["a--b"]
    assert not found.legs_of(Fate.LOST)
    assert not found.is_same_journey


def test_another_stay_changes_a_place() -> None:
    net, trip = square(), Trip("a", "c")
    closed = Scenario().with_closure("b")
    before, after = pair(net, trip, (closed, closed.with_dwell("d", Span(1.0, 3.0, 9.0))))
    found = difference(net, before, after)
    assert [x.node_id for x in found.nodes_of(Fate.CHANGED)] == ["d"]
    assert found.before is not None
    assert found.after is not None
    assert found.after.standing_days.typical - found.before.standing_days.typical == pytest.approx(2.0)


def test_no_way_has_no_totals_and_is_no_zero() -> None:
    net, trip = square(), Trip("a", "c")
    before, after = pair(net, trip, (Scenario(), Scenario().with_closure("b").with_closure("d")))
    found = difference(net, before, after)
    assert found.after is None
    assert found.before is not None
    assert not found.is_same_journey
    assert {x.leg_id for x in found.legs_of(Fate.LOST)} == {"a--b", "b--c"}


def test_no_way_on_both_sides_differs_only_in_what_is_shut() -> None:
    net, trip = square(), Trip("a", "c")
    none = Scenario().with_closure("b").with_closure("d")
    before, after = pair(net, trip, (none, none.with_closure("a")))
    found = difference(net, before, after)
    assert found.is_same_journey
    assert found.is_empty == (not found.shut_leg_ids)
    assert found.shut_leg_ids == frozenset()


def test_an_opened_link_counts_as_opened() -> None:
    from explorer.core.network import LegStatus

    plain = square()
    net = network(
        list(plain.nodes.values()),
        [*plain.legs.values(), leg("a", "c", 50, status=LegStatus.PLANNED)],
        [new_link("short", ("a--c",))],
    )
    before, after = pair(net, Trip("a", "c"), (Scenario(), Scenario().with_opened("short")))
    found = difference(net, before, after)
    assert found.opened_leg_ids == {"a--c"}
    gained = found.legs_of(Fate.GAINED)
    assert [x.after.new_link_id for x in gained if x.after] == ["short"]


@pytest.fixture(scope="module")
def real() -> Network:
    return load_network()


def cku(real: Network) -> Difference:
    trip = Trip("kashgar", "tashkent")
    return difference(real, *pair(real, trip, (Scenario(), Scenario().with_opened("cku"))))


def test_the_new_railway_replaces_khorgos_by_torugart(real: Network) -> None:
    found = cku(real)
    lost = {x.node_id for x in found.nodes_of(Fate.LOST)}
    gained = {x.node_id for x in found.nodes_of(Fate.GAINED)}
    assert {"khorgos", "altynkol", "saryagash"} <= lost
    assert {"torugart", "makmal"} <= gained
    assert found.before is not None
    assert found.after is not None
    assert (found.before.countries, found.after.countries) == (("cn", "kz", "uz"), ("cn", "kg", "uz"))
    assert (len(found.before.border_leg_ids), len(found.after.border_leg_ids)) == (2, 2)
    assert (found.before.gauge_change_ids, found.after.gauge_change_ids) == (("altynkol",), ("makmal",))


def test_the_gained_legs_of_the_new_railway_are_as_long_as_reported(real: Network) -> None:
    # Published length of the line: 523 to 533 km (geodata/tables/new_links.csv, with its sources).
    new = [x.after for x in cku(real).legs_of(Fate.GAINED) if x.after and x.after.new_link_id == "cku"]
    assert sum(use.length_km for use in new) == pytest.approx(528, abs=6)
