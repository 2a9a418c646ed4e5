"""Every named corridor for one trip: baseline against scenario.

A corridor's core is its chain between the first and the last gate, ridden as it stands in either
direction; the ways from the origin to it and on to the destination are free. Costs to every state
are known from the trip's own trees, so a row needs no further search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

import numpy as np

from explorer.core.itinerary import Itinerary, Trip
from explorer.core.network import Corridor, Network
from explorer.core.routing import Answer, assemble, baseline_answer, edges_of, path_states
from explorer.core.scenario import Scenario
from explorer.core.stategraph import FloatArray, IntArray, StateGraph, state_graph
from explorer.core.usability import Reason, open_leg_ids, reason_not_in_use

MAX_DETOUR: Final = 3.0
"""A corridor that costs more than this many times the best way is not one for the trip."""


class RowState(Enum):
    """Where a corridor stands for a trip in a scenario."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_IN_USE = "not in use"
    NOT_BUILT = "not built"
    OUT_OF_SEASON = "out of season"
    NOT_FOR_TRIP = "not for this trip"


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """One corridor for one trip.

    `baseline` and `current` are the best itineraries by the corridor's gates, None where there is
    none; `blocked_by` are the closures (targets) or default-shut legs that stop it.
    """

    corridor_id: str
    state: RowState
    baseline: Itinerary | None
    current: Itinerary | None
    blocked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Core:
    """One way through a corridor's core: first and last state, and the edges between."""

    entry: int
    leave: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _CoreBook:
    """The cores of all corridors as arrays, so that all are priced at once.

    Edges of core i are `edges[starts[i]:starts[i + 1]]`, each led by the index E, which costs 0.
    """

    cores: tuple[_Core, ...]
    corridor_of: IntArray
    entries: IntArray
    leaves: IntArray
    edges: IntArray
    starts: IntArray


def compare_corridors(
    network: Network, scenario: Scenario, trip: Trip, baseline: Answer, current: Answer
) -> tuple[CorridorRow, ...]:
    """One row per corridor, in table order."""
    before = _baseline_itineraries(network, trip)
    after = before
    if current is not baseline:
        after = _itineraries(network, trip, current, _unharmed(network, scenario, trip, current))
    fitting = _fitting(network, current)
    return tuple(
        _row(network, scenario, trip, corridor, before[i], after[i])
        if after[i] is not None or before[i] is not None or fitting[i]
        else CorridorRow(corridor.id, RowState.NOT_FOR_TRIP, None, None, ())
        for i, corridor in enumerate(network.corridors.values())
    )


def _fitting(network: Network, answer: Answer) -> list[bool]:
    """Which corridors would serve the trip if nothing on their core were shut."""
    totals = _core_totals(network, answer, answer.costs.open_data).min(axis=0)
    best = np.full(len(network.corridors), np.inf)
    np.minimum.at(best, _core_book(network).corridor_of, totals)
    limit = _limit(answer)
    return [total < limit for total in best.tolist()]


def _unharmed(
    network: Network, scenario: Scenario, trip: Trip, current: Answer
) -> tuple[Itinerary | None, ...]:
    """Baseline itineraries that stand in the scenario as they are.

    Where a scenario only closes, nothing gets better: what was best and is still open is still best.
    """
    before = _baseline_itineraries(network, trip)
    if replace(scenario, closures=()) != Scenario() or current.costs.windows:
        return (None,) * len(before)
    legs, starts = _baseline_legs(network, trip)
    harmed = np.add.reduceat(np.append(current.costs.shut_legs, False)[legs], starts, dtype=np.int32)
    return tuple(
        None if is_harmed else itinerary for itinerary, is_harmed in zip(before, harmed.tolist(), strict=True)
    )


@lru_cache(maxsize=32)
def _baseline_legs(network: Network, trip: Trip) -> tuple[IntArray, IntArray]:
    """Leg indices of all baseline itineraries end to end, each led by a leg that is never shut."""
    index = state_graph(network).leg_index
    legs: list[int] = []
    starts: list[int] = []
    for itinerary in _baseline_itineraries(network, trip):
        starts.append(len(legs))
        legs.append(len(index))
        legs.extend(index[leg_id] for leg_id in (itinerary.leg_ids if itinerary else ()))
    return np.array(legs, dtype=np.int32), np.array(starts, dtype=np.int32)


def _row(
    network: Network,
    scenario: Scenario,
    trip: Trip,
    corridor: Corridor,
    before: Itinerary | None,
    after: Itinerary | None,
) -> CorridorRow:
    if after is not None:
        return CorridorRow(corridor.id, RowState.OPEN, before, after, ())
    closed = _closures_met(network, scenario, corridor, before)
    if closed:
        state = RowState.CLOSED if before is not None else RowState.NOT_FOR_TRIP
        return CorridorRow(corridor.id, state, before, None, closed)
    state, legs = _default_block(network, replace(scenario, closures=(), name=""), trip, corridor)
    return CorridorRow(corridor.id, state, before, None, legs)


def _closures_met(
    network: Network, scenario: Scenario, corridor: Corridor, before: Itinerary | None
) -> tuple[str, ...]:
    """The scenario's closures on the corridor's core or on its way in the baseline."""
    legs = _legs_of_row(corridor, before.leg_ids if before else ())
    return tuple(c.target for c in scenario.closures if legs & network.legs_of_target(c.target))


@lru_cache(maxsize=1024)
def _legs_of_row(corridor: Corridor, leg_ids: tuple[str, ...]) -> frozenset[str]:
    """Legs of a corridor's core and of its itinerary."""
    return frozenset((*_core_leg_ids(corridor), *leg_ids))


def _core_leg_ids(corridor: Corridor) -> tuple[str, ...]:
    first, last = (corridor.node_ids.index(gate) for gate in (corridor.gate_ids[0], corridor.gate_ids[-1]))
    return corridor.leg_ids[first:last]


_STATE_OF_REASON = {
    Reason.SUSPENDED: RowState.NOT_IN_USE,
    Reason.RESTRICTED: RowState.NOT_IN_USE,
    Reason.NOT_BUILT: RowState.NOT_BUILT,
    Reason.OUT_OF_SEASON: RowState.OUT_OF_SEASON,
}


@lru_cache(maxsize=1024)
def _default_block(
    network: Network, scenario: Scenario, trip: Trip, corridor: Corridor
) -> tuple[RowState, tuple[str, ...]]:
    """Why a corridor that nobody closed gives no way."""
    opened = open_leg_ids(network, scenario)
    found = {
        leg_id: reason
        for leg_id in _core_leg_ids(corridor)
        if (reason := reason_not_in_use(network.legs[leg_id], scenario, trip, opened)) is not None
    }
    if not found:
        return RowState.NOT_FOR_TRIP, ()
    return _STATE_OF_REASON[next(iter(found.values()))], tuple(found)


@lru_cache(maxsize=32)
def _baseline_itineraries(network: Network, trip: Trip) -> tuple[Itinerary | None, ...]:
    """Baseline itineraries by corridor; kept like the baseline itself."""
    nothing = (None,) * len(network.corridors)
    return _itineraries(network, trip, baseline_answer(network, trip), nothing)


def _itineraries(
    network: Network, trip: Trip, answer: Answer, kept: tuple[Itinerary | None, ...]
) -> tuple[Itinerary | None, ...]:
    """The best itinerary by each corridor's core, None where there is none for the trip.

    Those `kept` are known already.
    """
    book = _core_book(network)
    totals = _core_totals(network, answer, answer.costs.data)
    limit = _limit(answer)
    found = list(kept)
    best = [np.inf if itinerary is None else -np.inf for itinerary in kept]
    corridor_of = book.corridor_of.tolist()
    for layer, row in enumerate(totals.tolist()):
        for core, total in enumerate(row):
            corridor = corridor_of[core]
            if total < limit and total < best[corridor]:
                itinerary = _assemble_by(network, trip, answer, book.cores[core], layer)
                if itinerary is not None:
                    best[corridor], found[corridor] = total, itinerary
    return tuple(found)


def _core_totals(network: Network, answer: Answer, data: FloatArray) -> FloatArray:
    """What the trip costs by every core, per layer (vias passed): (layers, cores)."""
    book = _core_book(network)
    inside = np.add.reduceat(np.append(data, 0.0)[book.edges], book.starts)
    return np.stack(
        [
            f.cost[book.entries] + inside + b.cost[book.leaves]
            for f, b in zip(answer.forward, answer.backward, strict=True)
        ]
    )


def _assemble_by(network: Network, trip: Trip, answer: Answer, core: _Core, layer: int) -> Itinerary | None:
    """The itinerary through one core; None when it visits a place twice."""
    graph, count = answer.costs.graph, answer.costs.graph.state_count
    lead = path_states(answer.forward, layer, core.entry, count, False)[::-1]
    tail = path_states(answer.backward, layer, core.leave, count, True)
    states = [*lead, *graph.head[list(core.edges)].tolist(), *tail]
    if _visits_twice(graph.state_node[states].tolist()):
        return None
    edges = [*edges_of(graph, lead), *core.edges, *edges_of(graph, tail)]
    return assemble(network, trip, answer.costs, edges)


def _visits_twice(nodes: list[int]) -> bool:
    """Whether a walk leaves a node and comes back to it."""
    visited = [node for i, node in enumerate(nodes) if i == 0 or nodes[i - 1] != node]
    return len(set(visited)) != len(visited)


def _limit(answer: Answer) -> float:
    """The most a corridor may cost for this trip."""
    best = min(
        float(np.min(f.cost + b.cost, initial=np.inf))
        for f, b in zip(answer.forward, answer.backward, strict=True)
    )
    return best * MAX_DETOUR if np.isfinite(best) else np.inf


@lru_cache(maxsize=8)
def _core_book(network: Network) -> _CoreBook:
    """Price list of all cores of a network."""
    sentinel = len(state_graph(network).tail)
    cores: list[_Core] = []
    corridor_of: list[int] = []
    edges: list[int] = []
    starts: list[int] = []
    for index, corridor_id in enumerate(network.corridors):
        for core in _cores(network, corridor_id):
            cores.append(core)
            corridor_of.append(index)
            starts.append(len(edges))
            edges.extend((sentinel, *core.edges))
    return _CoreBook(
        tuple(cores),
        np.array(corridor_of, dtype=np.int32),
        np.array([core.entry for core in cores], dtype=np.int32),
        np.array([core.leave for core in cores], dtype=np.int32),
        np.array(edges, dtype=np.int32),
        np.array(starts, dtype=np.int32),
    )


def _cores(network: Network, corridor_id: str) -> tuple[_Core, ...]:
    """All ways through a corridor's core: both directions, every carriage at either end."""
    graph = state_graph(network)
    corridor = network.corridors[corridor_id]
    gates = corridor.gate_ids
    if len(gates) == 1:
        return tuple(_Core(state, state, ()) for state in graph.departing[gates[0]])
    first, last = corridor.node_ids.index(gates[0]), corridor.node_ids.index(gates[-1])
    nodes, legs = corridor.node_ids[first : last + 1], corridor.leg_ids[first:last]
    found: list[_Core] = []
    for chain, ridden in ((nodes, legs), (nodes[::-1], legs[::-1])):
        found.extend(_cores_one_way(graph, chain, ridden))
    return tuple(found)


def _cores_one_way(graph: StateGraph, nodes: tuple[str, ...], legs: tuple[str, ...]) -> list[_Core]:
    """Ways along a chain of legs from every departing state of its first node."""
    cores: list[_Core] = []
    for entry in graph.departing[nodes[0]]:
        reached: dict[int, tuple[float, tuple[int, ...]]] = {entry: (0.0, ())}
        for position, leg_id in enumerate(legs):
            reached = _ride_chain(graph, reached, graph.leg_index[leg_id], nodes[position + 1])
            if position < len(legs) - 1:
                reached = _change_chain(graph, reached, nodes[position + 1])
        cores.extend(_Core(entry, leave, edges) for leave, (_, edges) in reached.items())
    return cores


_Reached = dict[int, tuple[float, tuple[int, ...]]]


def _ride_chain(graph: StateGraph, reached: _Reached, leg: int, there: str) -> _Reached:
    """Ride one leg of a chain from every state reached."""
    result: _Reached = {}
    for state, (days, edges) in reached.items():
        for arrival in graph.arriving[there]:
            edge = graph.edge_at.get((state, arrival))
            if edge is not None and int(graph.leg_of[edge]) == leg:
                result[arrival] = (days + float(graph.leg_days[leg, 1]), (*edges, edge))
    return result


def _change_chain(graph: StateGraph, reached: _Reached, node_id: str) -> _Reached:
    """Pass a node of a chain, keeping the cheapest way to each departing state."""
    result: _Reached = {}
    node_days = float(graph.node_days[graph.node_index[node_id], 1])
    for state, (days, edges) in reached.items():
        if state in graph.departing[node_id]:
            result[state] = (days, edges)
            continue
        for departure in graph.departing[node_id]:
            edge = graph.edge_at.get((state, departure))
            if edge is None:
                continue
            total = days + (node_days if graph.causes[edge] is not None else 0.0)
            if departure not in result or total < result[departure][0]:
                result[departure] = (total, (*edges, edge))
    return result
