"""Reported figures beside the modelled value: how well the network reproduces what was published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from explorer.core.itinerary import ALL_MODES, Itinerary, Trip
from explorer.core.network import LegStatus, Network, ReportedRoute
from explorer.core.routing import (
    Costs,
    Tree,
    assemble,
    best_walk,
    costs_of,
    edges_of,
    shortest_tree,
)
from explorer.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class ReportedComparison:
    """One published route and what the model gives along its vias.

    Errors are relative (0.1 = the model gives 10 % more); days against the middle of the range.
    None where nothing was reported or the model finds no way.
    """

    route: ReportedRoute
    itinerary: Itinerary | None
    km_error: float | None
    days_error: float | None


def compare_reported(network: Network) -> tuple[ReportedComparison, ...]:
    """Route every published figure along its vias over all legs that exist or existed.

    Suspended, seasonal and restricted legs count as open, since the figures are of other years;
    planned ones only where the figure needs them.
    """
    existing = _with_open_legs(network, planned=False)
    everything = _with_open_legs(network, planned=True)
    return tuple(_compare(existing, everything, route) for route in network.reported)


def median_errors(rows: tuple[ReportedComparison, ...], kinds: frozenset[str]) -> tuple[float, float]:
    """Median absolute relative error in km and in days over the rows of these kinds (not held out)."""
    chosen = [row for row in rows if row.route.kind in kinds and not row.route.is_held_out]
    km = [abs(row.km_error) for row in chosen if row.km_error is not None]
    days = [abs(row.days_error) for row in chosen if row.days_error is not None]
    return median(km), median(days)


def _with_open_legs(network: Network, planned: bool) -> Network:
    unbuilt = (LegStatus.PLANNED, LegStatus.CONSTRUCTION)
    legs = {
        leg.id: replace(leg, status=LegStatus.OPEN, season=frozenset(), only_for=frozenset())
        for leg in network.legs.values()
        if planned or leg.status not in unbuilt
    }
    return replace(network, legs=legs, new_links={}, corridors={})


def _compare(existing: Network, everything: Network, route: ReportedRoute) -> ReportedComparison:
    itinerary = _along_vias(existing, route) or _along_vias(everything, route)
    if itinerary is None:
        return ReportedComparison(route, None, None, None)
    km = None if route.km is None else itinerary.distance_km / route.km - 1
    days = None
    if route.days_high is not None:
        low = route.days_high if route.days_low is None else route.days_low
        days = itinerary.transit_days.typical / ((low + route.days_high) / 2) - 1
    return ReportedComparison(route, itinerary, km, days)


def _along_vias(network: Network, route: ReportedRoute) -> Itinerary | None:
    """The best way through the vias; two neighbours of the chain that have a leg use that leg."""
    trip = Trip(route.origin_id, route.destination_id, route.via_ids, modes=ALL_MODES, alternatives=0)
    costs = costs_of(network, Scenario(), trip)
    graph = costs.graph
    places = (trip.origin_id, *trip.via_ids, trip.destination_id)
    starts = dict.fromkeys(graph.departing[trip.origin_id], 0.0)
    trees: list[Tree] = []
    for here, there in pairwise(places):
        tree = shortest_tree(_held_to_leg(network, costs, here, there), starts, False)
        trees.append(tree)
        starts = {state: float(tree.cost[state]) for state in graph.arriving[there]}
    states = best_walk(graph, tuple(trees), trip.destination_id)
    return assemble(network, trip, costs, edges_of(graph, states)) if states else None


def _held_to_leg(network: Network, costs: Costs, here: str, there: str) -> Costs:
    """Costs in which only the legs between two neighbours of a chain are open, if there are any."""
    graph = costs.graph
    between = [graph.leg_index[g.id] for g in network.legs_at(here) if g.other_end(here) == there]
    if not between:
        return costs
    shut = (graph.leg_of >= 0) & ~np.isin(graph.leg_of, between)
    return replace(costs, data=np.where(shut, np.inf, costs.data))
