"""From a walk over edges to an itinerary of rides and dwells.

The step of an edge depends on the network and on changed speeds and dwells alone, so steps are made
once and shared by all itineraries.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from explorer.core.itinerary import Dwell, DwellCause, Itinerary, Ride, Step, Trip, itinerary_of
from explorer.core.network import Confidence, LegStatus, Network, Span
from explorer.core.stategraph import FloatArray, state_graph

Windows = dict[int, tuple[tuple[float, float], ...]]
"""Leg index -> closed intervals in days from departure, sorted."""

Speeds = tuple[tuple[str, float], ...]
Dwells = tuple[tuple[str, Span], ...]


@lru_cache(maxsize=32)
def edge_days_of(network: Network, speeds: Speeds, dwells: Dwells) -> FloatArray:
    """Days of every edge as (E, 3): low, typical, high."""
    graph = state_graph(network)
    leg_days, node_days = graph.leg_days.copy(), graph.node_days.copy()
    for leg_id, kph in speeds:
        if leg_id in graph.leg_index:
            row = graph.leg_index[leg_id]
            leg_days[row] *= network.legs[leg_id].speed_kph.typical / kph
    for node_id, days in dwells:
        if node_id in graph.node_index:
            node_days[graph.node_index[node_id]] = (days.low, days.typical, days.high)
    is_due = np.array([cause is not None for cause in graph.causes])
    due_days = node_days[graph.node_of] * is_due[:, None]
    return np.where(graph.leg_of[:, None] >= 0, leg_days[graph.leg_of], due_days)


@lru_cache(maxsize=32)
def _steps(network: Network, speeds: Speeds, dwells: Dwells) -> tuple[Step | None, ...]:
    """The step of every edge; None where cargo passes straight through."""
    graph = state_graph(network)
    days = [Span(*row) for row in edge_days_of(network, speeds, dwells).tolist()]
    changed = {node_id for node_id, _ in dwells}
    faster = {leg_id for leg_id, _ in speeds}
    steps: list[Step | None] = []
    for edge, (leg, node, cause) in enumerate(
        zip(graph.leg_of.tolist(), graph.node_of.tolist(), graph.causes, strict=True)
    ):
        if leg >= 0:
            steps.append(_ride(network, edge, leg, days[edge], faster))
        elif cause is None or days[edge].high <= 0.0:
            steps.append(None)
        else:
            steps.append(_dwell(network, graph.node_ids[node], cause, days[edge], changed))
    return tuple(steps)


def _dwell(network: Network, node_id: str, cause: DwellCause, days: Span, changed: set[str]) -> Dwell:
    node = network.nodes[node_id]
    if node_id in changed:
        return Dwell(node_id, cause, days, "scenario", Confidence.ESTIMATE)
    return Dwell(node_id, cause, days, node.dwell_source_id, node.dwell_confidence)


def _ride(network: Network, edge: int, leg_index: int, days: Span, faster: set[str]) -> Ride:
    graph = state_graph(network)
    leg = network.legs[graph.leg_ids[leg_index]]
    here = graph.node_ids[graph.state_node[graph.tail[edge]]]
    gauge = graph.state_carriage[graph.tail[edge]][1]
    return Ride(
        leg_id=leg.id,
        mode=leg.mode,
        gauge_mm=gauge or None,
        from_id=here,
        to_id=leg.other_end(here),
        length_km=leg.length_km,
        days=days,
        source_id=leg.source_id,
        speed_source_id="scenario" if leg.id in faster else leg.speed_source_id,
        confidence=leg.length_confidence,
        new_link_id=None if leg.status is LegStatus.OPEN else network.new_link_of(leg.id),
    )


def itinerary_from(
    network: Network, trip: Trip, edges: tuple[int, ...], speeds: Speeds, dwells: Dwells, windows: Windows
) -> Itinerary:
    """Turn a walk over edges into an itinerary, with loading, unloading and waits."""
    ends = (trip.origin_id, trip.destination_id)
    if not windows:
        return _plain_itinerary(network, ends, edges, speeds, dwells)
    graph = state_graph(network)
    steps: list[Step] = list(_end_dwell(network, ends[0], DwellCause.LOADING))
    prepared = _steps(network, speeds, dwells)
    for edge in edges:
        step = prepared[edge]
        leg = int(graph.leg_of[edge])
        if isinstance(step, Ride) and leg in windows:
            steps.extend(_wait(steps, step.from_id, windows[leg]))
        if step is not None:
            steps.append(step)
    steps.extend(_end_dwell(network, ends[1], DwellCause.UNLOADING))
    return _finish(network, steps)


@lru_cache(maxsize=4096)
def _plain_itinerary(
    network: Network, ends: tuple[str, str], edges: tuple[int, ...], speeds: Speeds, dwells: Dwells
) -> Itinerary:
    """An itinerary without waits; kept, since most corridors stay as they are from edit to edit."""
    prepared = _steps(network, speeds, dwells)
    steps: list[Step] = list(_end_dwell(network, ends[0], DwellCause.LOADING))
    steps.extend(step for edge in edges if (step := prepared[edge]) is not None)
    steps.extend(_end_dwell(network, ends[1], DwellCause.UNLOADING))
    return _finish(network, steps)


def _finish(network: Network, steps: list[Step]) -> Itinerary:
    """Name the places and sum up."""
    rides = [step for step in steps if isinstance(step, Ride)]
    nodes = (rides[0].from_id, *(ride.to_id for ride in rides)) if rides else ()
    return itinerary_of(_gauge_change_on_arrival(network, steps), nodes)


def _end_dwell(network: Network, node_id: str, cause: DwellCause) -> tuple[Dwell, ...]:
    """The stay at an end of the haul, where the tables ask for one."""
    node = network.nodes[node_id]
    if not node.dwell_at_ends or node.dwell is None:
        return ()
    return (_dwell(network, node_id, cause, node.dwell, set()),)


def _wait(steps: list[Step], here: str, spans: tuple[tuple[float, float], ...]) -> tuple[Dwell, ...]:
    """The wait for a closure to end, for the low, typical and high case each by its own clock.

    The early train waits longest: low may exceed high here, the totals stay in order.
    """
    waits = []
    for case in ("low", "typical", "high"):
        clock = start = sum(float(getattr(step.days, case)) for step in steps)
        for opens, closes in spans:
            if opens <= clock < closes:
                clock = closes
        waits.append(clock - start)
    if max(waits) <= 0.0:
        return ()
    return (Dwell(here, DwellCause.CLOSURE, Span(*waits), "scenario", Confidence.HIGH),)


def _gauge_change_on_arrival(network: Network, steps: list[Step]) -> tuple[Step, ...]:
    """Name the far side of a border hop as the place of the gauge change.

    Where both gauges run over the hop and both sides have a stay, cargo is reloaded by the railway
    that takes it over: Malaszewicze westbound, Brest eastbound. The days are the same either way.
    """
    result = list(steps)
    for i in range(len(result) - 2):
        first = result[i]
        if not (isinstance(first, Dwell) and first.cause is DwellCause.GAUGE):
            continue
        ride, second = result[i + 1], result[i + 2]
        if not (isinstance(ride, Ride) and isinstance(second, Dwell) and second.cause is DwellCause.BORDER):
            continue
        before = next((s.gauge_mm for s in reversed(result[:i]) if isinstance(s, Ride)), None)
        if before in network.legs[ride.leg_id].gauges_mm:
            result[i] = replace(first, cause=DwellCause.BORDER)
            result[i + 1] = replace(ride, gauge_mm=before)
            result[i + 2] = replace(second, cause=DwellCause.GAUGE)
    return tuple(result)
