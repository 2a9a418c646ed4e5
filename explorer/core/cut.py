"""What cuts an origin from a destination: the closures that must reopen, cheapest first."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from explorer.core.itinerary import ALL_MODES, Itinerary, NoRoute, Objective, Trip
from explorer.core.network import LegStatus, Network
from explorer.core.routing import Costs, best_itinerary, best_walk, costs_of, edges_of, forward_trees
from explorer.core.scenario import Scenario, target_name
from explorer.core.usability import open_leg_ids, reason_not_in_use

_CLOSED, _NO_MODE, _NOT_IN_USE, _NOT_BUILT = 1e6, 1e9, 1e11, 1e13
"""Penalty per shut leg by why it is shut: what the user closed is named before what never ran."""

MODE_PREFIX: Final = "mode:"


def find_cut(network: Network, scenario: Scenario, trip: Trip) -> NoRoute:
    """Name what to reopen so that a way exists again.

    First every closure alone; where none suffices, the smallest set found along the way that meets
    the fewest closures, each member needed.
    """
    alone = []
    for closure in scenario.closures:
        itinerary = best_itinerary(network, scenario.without_closure(closure.target), trip)
        if itinerary is not None:
            alone.append((_measure(itinerary, trip), closure.target))
    if alone:
        cut = tuple(target for _, target in sorted(alone))
        return NoRoute(cut, True, _reason(network, trip, cut))
    wanted = _fewest_on_a_way(network, scenario, trip)
    if not wanted:
        return NoRoute((), False, "Nothing in the network joins these two places.")
    return NoRoute(wanted, len(wanted) == 1, _reason(network, trip, wanted))


def _measure(itinerary: Itinerary, trip: Trip) -> float:
    is_km = trip.objective is Objective.KM
    return itinerary.distance_km if is_km else itinerary.transit_days.typical


def _reason(network: Network, trip: Trip, cut: tuple[str, ...]) -> str:
    """One sentence on what cuts the trip."""
    for end, word in ((trip.origin_id, "origin"), (trip.destination_id, "destination")):
        if end in cut:
            return f"{network.nodes[end].name}, the {word}, is closed itself."
    names = [target_name(network, target) for target in cut if not target.startswith(MODE_PREFIX)]
    modes = [target.removeprefix(MODE_PREFIX) for target in cut if target.startswith(MODE_PREFIX)]
    parts = (
        [f"{', '.join(names)} cut the way." if len(names) > 1 else f"{names[0]} cuts the way."]
        if names
        else []
    )
    if modes:
        parts.append(f"The trip leaves out {', '.join(modes)}.")
    return " ".join(parts)


def _fewest_on_a_way(network: Network, scenario: Scenario, trip: Trip) -> tuple[str, ...]:
    """Targets that all must reopen for the way that meets the fewest of them."""
    costs = _penalised(network, scenario, trip)
    forward = forward_trees(network, trip, costs)
    states = best_walk(costs.graph, forward, trip.destination_id)
    legs = [int(leg) for leg in costs.graph.leg_of[edges_of(costs.graph, states)] if leg >= 0]
    wanted: dict[str, None] = {}
    for leg in legs:
        wanted.update(dict.fromkeys(_blockers(network, scenario, trip, costs.graph.leg_ids[leg])))
    return tuple(wanted)


def _penalised(network: Network, scenario: Scenario, trip: Trip) -> Costs:
    """Costs in which every leg can be used, at a price that tells why it is shut."""
    everything = replace(trip, modes=ALL_MODES)
    base = costs_of(network, replace(scenario, closures=()), everything)
    opened = open_leg_ids(network, scenario)
    price = np.zeros(len(network.legs))
    for index, leg in enumerate(network.legs.values()):
        price[index] += _CLOSED * len(_closures_on(network, scenario, leg.id))
        price[index] += 0.0 if leg.mode in trip.modes else _NO_MODE
        if reason_not_in_use(leg, scenario, trip, opened) is not None:
            price[index] += _NOT_BUILT if leg.status is LegStatus.PLANNED else _NOT_IN_USE
    graph = base.graph
    data = np.where(graph.leg_of >= 0, graph.leg_km[graph.leg_of] + price[graph.leg_of], 1e-6)
    return replace(base, data=data, windows={})


def _closures_on(network: Network, scenario: Scenario, leg_id: str) -> list[str]:
    """The scenario's closures that shut a leg."""
    return [c.target for c in scenario.closures if leg_id in network.legs_of_target(c.target)]


def _blockers(network: Network, scenario: Scenario, trip: Trip, leg_id: str) -> list[str]:
    """Everything that shuts one leg for this trip."""
    leg = network.legs[leg_id]
    found = [
        c.target
        for c in scenario.closures
        if not c.is_temporary and leg_id in network.legs_of_target(c.target)
    ]
    if leg.mode not in trip.modes:
        found.append(f"{MODE_PREFIX}{leg.mode.value}")
    if reason_not_in_use(leg, scenario, trip, open_leg_ids(network, scenario)) is not None:
        found.append(leg_id)
    return found
