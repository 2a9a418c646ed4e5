"""Savings, both ways: what the network gives for a trip, and what sources report of a new link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

import numpy as np

from explorer.core.itinerary import Itinerary, Objective, Trip
from explorer.core.network import Network, NewLink, NodeKind, SavingClaim
from explorer.core.routing import Answer, best_itinerary
from explorer.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Saving:
    """Kilometres and typical days saved: positive when the second itinerary is better."""

    km: float
    days: float


@dataclass(frozen=True, slots=True)
class LinkSaving:
    """What a new link saves: reported beside modelled.

    `modelled` compares the trip in this scenario without and with the link; None when either has
    no way. `held_*` are the trip's totals without the link less the reported saving ("if the
    report held for this trip"); None where nothing is reported or there is no way.
    """

    link_id: str
    is_open: bool
    reported: SavingClaim | None
    modelled: Saving | None
    held_km: float | None
    held_days_low: float | None
    held_days_high: float | None


def saving_between(baseline: Itinerary | None, itinerary: Itinerary | None) -> Saving | None:
    """Baseline minus itinerary; None when either is missing."""
    if baseline is None or itinerary is None:
        return None
    return Saving(
        baseline.distance_km - itinerary.distance_km,
        baseline.transit_days.typical - itinerary.transit_days.typical,
    )


def link_savings(network: Network, scenario: Scenario, trip: Trip, current: Answer) -> tuple[LinkSaving, ...]:
    """Reported and modelled saving of every new link for a trip, in table order."""
    open_links = scenario.open_links(network)
    reach = _reach(current)
    rows = []
    for link in network.new_links.values():
        is_open = link.id in open_links
        other = current.itinerary
        if _could_matter(network, link, is_open, trip, current, reach):
            other = best_itinerary(network, scenario, trip, toggled_link=link.id)
        without, with_link = (other, current.itinerary) if is_open else (current.itinerary, other)
        rows.append(_link_saving(link.id, is_open, link.headline, without, with_link))
    return tuple(rows)


@lru_cache(maxsize=64)
def _gates(network: Network, link_id: str) -> tuple[tuple[str, ...], float, float]:
    """The places where a link meets other legs, and the least days and km from one to another.

    A link with two gates is ridden as a whole, with the stays at the borders inside.
    """
    link = network.new_links[link_id]
    legs = [network.legs[leg_id] for leg_id in link.leg_ids]
    places = {end for leg in legs for end in (leg.from_id, leg.to_id)}
    own = set(link.leg_ids)
    gates = tuple(sorted(p for p in places if any(leg.id not in own for leg in network.legs_at(p))))
    if len(gates) != 2 or len(legs) != len(places) - 1:
        return gates, min(leg.days.typical for leg in legs), min(leg.length_km for leg in legs)
    stays = sum(
        node.dwell.typical
        for node in map(network.nodes.__getitem__, places - set(gates))
        if node.kind is NodeKind.BORDER and node.dwell is not None
    )
    return gates, sum(leg.days.typical for leg in legs) + stays, sum(leg.length_km for leg in legs)


_Reach = tuple[dict[str, float], dict[str, float]]


def _could_matter(
    network: Network, link: NewLink, is_open: bool, trip: Trip, current: Answer, reach: _Reach
) -> bool:
    """Whether toggling a link can change the answer; False only where that is certain.

    An open link that is not ridden changes nothing when it is taken away. A shut one is entered at
    one gate and left at another, each reached without it: no way by it is better than the cheapest
    two such ways and the least ride between them.
    """
    if current.itinerary is None or current.costs.windows or trip.via_ids:
        return True
    if is_open:
        return any(ride.new_link_id == link.id for ride in current.itinerary.rides)
    entries, leaves = reach
    gates, days, km = _gates(network, link.id)
    ride = km if trip.objective is Objective.KM else days
    if current.costs.speeds or current.costs.dwells:
        ride = 0.0
    least = min((entries[a] + ride + leaves[b] for a in gates for b in gates if a != b), default=inf)
    return least < leaves[trip.origin_id]


def _reach(current: Answer) -> _Reach:
    """Cheapest cost from the origin to set out from every node, and from every node to the end."""
    graph = current.costs.graph
    entries, leaves = np.full(len(graph.node_ids), inf), np.full(len(graph.node_ids), inf)
    np.minimum.at(entries, graph.state_node, current.forward[0].cost)
    np.minimum.at(leaves, graph.state_node, current.backward[-1].cost)
    return (
        dict(zip(graph.node_ids, entries.tolist(), strict=True)),
        dict(zip(graph.node_ids, leaves.tolist(), strict=True)),
    )


def _link_saving(
    link_id: str,
    is_open: bool,
    reported: SavingClaim | None,
    without: Itinerary | None,
    with_link: Itinerary | None,
) -> LinkSaving:
    """Put the reported saving beside the modelled one."""
    held_km = held_low = held_high = None
    if reported is not None and without is not None:
        if reported.saving_km is not None:
            held_km = max(0.0, without.distance_km - reported.saving_km)
        if reported.days_low is not None and reported.days_high is not None:
            held_low = max(0.0, without.transit_days.typical - reported.days_high)
            held_high = max(0.0, without.transit_days.typical - reported.days_low)
    return LinkSaving(
        link_id, is_open, reported, saving_between(without, with_link), held_km, held_low, held_high
    )


def closing_effects(
    network: Network, scenario: Scenario, trip: Trip, current: Answer, targets: tuple[str, ...]
) -> dict[str, float | None]:
    """Typical days (or km, by the trip's objective) that closing each target would add.

    None where closing it leaves no way. Targets that are not on the itinerary add 0 by law, so
    only the others are computed.
    """
    effects: dict[str, float | None] = {}
    if current.itinerary is None:
        return effects
    used = frozenset(current.itinerary.leg_ids)
    for target in targets:
        if not used & network.legs_of_target(target):
            effects[target] = 0.0
            continue
        other = best_itinerary(network, scenario.with_closure(target), trip)
        effects[target] = None if other is None else _measure(other, trip) - _measure(current.itinerary, trip)
    return effects


def _measure(itinerary: Itinerary, trip: Trip) -> float:
    """What the trip minimises, in days or km."""
    if trip.objective is Objective.KM:
        return itinerary.distance_km
    return itinerary.transit_days.typical
