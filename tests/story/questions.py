"""Random questions to the real network, the same each time; and answers in a shape both engines give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from explorer.core.itinerary import Itinerary, Objective, Ride, Trip
from explorer.core.network import Mode, Network, NodeKind, Span
from explorer.core.results import Results
from explorer.core.scenario import Closure, Scenario

TOWNS = (NodeKind.CITY, NodeKind.TERMINAL, NodeKind.PORT)


def questions(network: Network, number: int, seed: int) -> Iterator[tuple[Scenario, Trip]]:
    """Scenarios with closures of every sort, dates, new links, speeds and stays; trips of every sort."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _scenario(network, chance), _trip(network, chance)


def _trip(network: Network, chance: random.Random) -> Trip:
    towns = [node.id for node in network.nodes.values() if node.kind in TOWNS]
    places = chance.sample(towns, 2)
    if chance.random() < 0.3:
        places = chance.sample([node.id for node in network.nodes.values()], 2)
    if chance.random() < 0.4:
        places = [
            chance.choice(["xian", "chongqing", "shanghai"]),
            chance.choice(["duisburg", "hamburg", "istanbul"]),
        ]
    vias: tuple[str, ...] = ()
    if chance.random() < 0.2:
        others = [town for town in towns if town not in places]
        vias = tuple(chance.sample(others, chance.choice([1, 1, 2])))
    modes = frozenset(mode for mode in Mode if chance.random() < 0.8) or frozenset((Mode.RAIL,))
    if chance.random() < 0.6:
        modes = frozenset((Mode.RAIL, Mode.SEA, Mode.FERRY))
    return Trip(places[0], places[1], vias, chance.choice(list(Objective)), modes, 0)


def _scenario(network: Network, chance: random.Random) -> Scenario:
    scenario = Scenario()
    for _ in range(chance.choice([0, 1, 1, 2, 3, 5, 9])):
        scenario = scenario.with_closure(_closure(network, chance))
    if chance.random() < 0.25:
        event = chance.choice([event for event in network.events.values() if event.closes])
        days = event.days if chance.random() < 0.5 else None
        scenario = scenario.with_event(event.id, event.closes, days)
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        scenario = scenario.with_opened(chance.choice(list(network.new_links)))
    year = chance.choice([2026, 2026, 2026, 2028, 2030, 2035, 2050])
    scenario = scenario.with_date(year, chance.choice([None, None, 1, 8, 9, 11]))
    for _ in range(chance.choice([0, 0, 0, 1, 3])):
        scenario = scenario.with_speed(chance.choice(list(network.legs)), round(chance.uniform(3, 120), 1))
    for _ in range(chance.choice([0, 0, 0, 1, 3])):
        low = round(chance.uniform(0, 4), 2)
        span = Span(low, low + round(chance.uniform(0, 3), 2), low + round(chance.uniform(3, 9), 2))
        scenario = scenario.with_dwell(chance.choice(list(network.nodes)), span)
    return scenario


def _closure(network: Network, chance: random.Random) -> Closure:
    crossings = [n.id for n in network.nodes.values() if n.kind in (NodeKind.BORDER, NodeKind.CHOKEPOINT)]
    target = chance.choice(
        [
            chance.choice(list(network.nodes)),
            chance.choice(crossings),
            chance.choice(list(network.legs)),
            f"country:{chance.choice(network.countries())}",
            "country:" + chance.choice(["ru", "kz", "by", "tr", "ge", "az", "eg"]),
        ]
    )
    if chance.random() < 0.35:
        start = chance.choice([0.0, 0.0, round(chance.uniform(0, 12), 1)])
        return Closure(target, start, start + round(chance.uniform(0.5, 40), 1))
    return Closure(target)


# ---------------------------------------------------------------- answers, in the page's shape


def itinerary_value(itinerary: Itinerary | None) -> dict[str, Any] | None:
    if itinerary is None:
        return None
    steps = [
        ["ride", step.leg_id, step.gauge_mm, step.source_id, step.speed_source_id]
        if isinstance(step, Ride)
        else ["dwell", step.node_id, step.cause.value, step.source_id, step.confidence.value]
        for step in itinerary.steps
    ]
    days = itinerary.transit_days
    return {
        "km": itinerary.distance_km,
        "days": [days.low, days.typical, days.high],
        "nodes": list(itinerary.node_ids),
        "legs": list(itinerary.leg_ids),
        "steps": steps,
    }


def answer_value(results: Results) -> dict[str, Any]:
    cut = results.no_route
    return {
        "itinerary": itinerary_value(results.itinerary),
        "baseline": itinerary_value(results.baseline),
        "cut": None if cut is None else [list(cut.cut), cut.any_one],
    }


def corridors_value(results: Results) -> list[list[Any]]:
    """The corridors that serve the trip in the baseline: id, state, km and days before and now."""
    return [
        [
            row.corridor_id,
            row.state.value,
            row.baseline.distance_km,
            row.baseline.transit_days.typical,
            row.current.distance_km if row.current else None,
            row.current.transit_days.typical if row.current else None,
        ]
        for row in results.corridors
        if row.baseline is not None
    ]
