"""From a trip to its itinerary, by shortest paths over states (Dijkstra, scipy.sparse.csgraph).

Alternatives are single-via paths with limited overlap (Abraham, Delling, Goldberg, Werneck 2013,
"Alternative routes in road networks"): the best way through each state, taken in order of cost,
kept when it shares little enough with those before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from explorer.core.itinerary import (
    ALL_MODES,
    Dwell,
    DwellCause,
    Itinerary,
    NoRoute,
    Objective,
    Ride,
    Step,
    Trip,
    itinerary_of,
)
from explorer.core.network import Confidence, LegStatus, Mode, Network, Span
from explorer.core.scenario import Scenario
from explorer.core.stategraph import TIE, BoolArray, FloatArray, IntArray, StateGraph, state_graph
from explorer.core.usability import open_leg_ids, reason_not_in_use

MAX_OVERLAP: Final = 0.65
"""Largest share of an alternative's kilometres that it may have in common with a better one."""
MAX_STRETCH: Final = 2.5
"""An alternative may cost at most this many times the best."""

Windows = dict[int, tuple[tuple[float, float], ...]]
"""Leg index -> closed intervals in days from departure, sorted."""


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """One scenario and trip as arrays: what each edge costs and which are shut.

    `edge_days` is (E, 3): low, typical, high. `data` is what is minimised, inf where shut.
    """

    graph: StateGraph
    shut_legs: BoolArray
    edge_days: FloatArray
    data: FloatArray
    windows: Windows


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Cost from the start of a layer (or to its end) of every state, and the next state on the way."""

    cost: FloatArray
    next_state: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Best itinerary, alternatives and the trees they came from (one tree per via, plus one)."""

    itinerary: Itinerary | None
    alternatives: tuple[Itinerary, ...]
    no_route: NoRoute | None
    costs: Costs
    forward: tuple[Tree, ...]
    backward: tuple[Tree, ...]


@lru_cache(maxsize=64)
def _usable_base(
    network: Network, year_open: frozenset[str], month: int | None, ends: frozenset[str], modes: frozenset[Mode]
) -> BoolArray:
    """Which legs are shut before any closure: status, season, restriction, mode. Shape (legs,)."""
    probe = Trip(*(sorted(ends) * 2)[:2], modes=modes)
    scenario = Scenario(month=month)
    return np.array(
        [
            leg.mode not in modes or reason_not_in_use(leg, scenario, probe, year_open) is not None
            for leg in network.legs.values()
        ],
        dtype=np.bool_,
    )


@lru_cache(maxsize=4096)
def _legs_of_target(network: Network, target: str) -> IntArray:
    """Indices of the legs that a closure shuts."""
    index = state_graph(network).leg_index
    return np.array(sorted(index[leg] for leg in network.legs_of_target(target)), dtype=np.int32)


def costs_of(network: Network, scenario: Scenario, trip: Trip, toggled_link: str | None = None) -> Costs:
    """Turn a scenario and trip into edge costs. `toggled_link` is opened if shut, shut if open."""
    graph = state_graph(network)
    opened = open_leg_ids(network, scenario)
    if toggled_link is not None:
        legs = frozenset(network.new_links[toggled_link].leg_ids)
        opened = opened - legs if legs <= opened else opened | legs
    ends = frozenset((trip.origin_id, trip.destination_id))
    shut = _usable_base(network, opened, scenario.month, ends, trip.modes).copy()
    windows: dict[int, list[tuple[float, float]]] = {}
    for closure in scenario.closures:
        legs_shut = _legs_of_target(network, closure.target)
        if closure.to_day is None:
            shut[legs_shut] = True
            continue
        for leg in legs_shut.tolist():
            windows.setdefault(leg, []).append((closure.from_day or 0.0, closure.to_day))
    edge_days, base = _edge_arrays(network, scenario, trip.objective)
    is_ride = graph.leg_of >= 0
    data = np.where(is_ride & shut[graph.leg_of], np.inf, base)
    return Costs(graph, shut, edge_days, data, {leg: tuple(sorted(spans)) for leg, spans in windows.items()})


def _edge_arrays(network: Network, scenario: Scenario, objective: Objective) -> tuple[FloatArray, FloatArray]:
    """Days (E, 3) and cost (E,) of all edges, kept per set of changed speeds and dwells."""
    return _changed_edge_arrays(network, scenario.speeds, scenario.dwells, objective)


@lru_cache(maxsize=32)
def _changed_edge_arrays(
    network: Network,
    speeds: tuple[tuple[str, float], ...],
    dwells: tuple[tuple[str, Span], ...],
    objective: Objective,
) -> tuple[FloatArray, FloatArray]:
    graph = state_graph(network)
    leg_days, node_days = graph.leg_days.copy(), graph.node_days.copy()
    for leg_id, kph in speeds:
        if leg_id in graph.leg_index:
            row = graph.leg_index[leg_id]
            old = leg_days[row, 1]
            leg_days[row] *= graph.leg_km[row] / kph / 24.0 / old if old > 0 else 1.0
    for node_id, days in dwells:
        if node_id in graph.node_index:
            node_days[graph.node_index[node_id]] = (days.low, days.typical, days.high)
    is_ride = graph.leg_of >= 0
    is_due = np.array([cause is not None for cause in graph.causes])
    edge_days = np.where(is_ride[:, None], leg_days[graph.leg_of], node_days[graph.node_of] * is_due[:, None])
    km = np.where(is_ride, graph.leg_km[graph.leg_of], 0.0)
    if objective is Objective.KM:
        return edge_days, km + TIE * (1.0 + edge_days[:, 1])
    return edge_days, edge_days[:, 1] + TIE * (1.0 + km * 1e-3)


def _tree(costs: Costs, starts: dict[int, float], is_backward: bool) -> Tree:
    """Shortest costs from weighted start states, by one Dijkstra from the super-source."""
    graph = costs.graph
    source = np.full(graph.state_count, np.inf)
    for state, cost in starts.items():
        source[state] = cost + TIE
    if is_backward:
        data = np.concatenate((costs.data[graph.reverse_order], source))
        indices, indptr = graph.reverse_indices, graph.reverse_indptr
    else:
        data = np.concatenate((costs.data, source))
        indices, indptr = graph.indices, graph.indptr
    size = graph.state_count + 1
    matrix = csr_matrix((data, indices, indptr), shape=(size, size), copy=False)
    cost, following = dijkstra(matrix, directed=True, indices=graph.state_count, return_predecessors=True)
    return Tree(cost[:-1], following[:-1])


def _end_cost(network: Network, node_id: str, objective: Objective) -> float:
    """Cost of loading or unloading at an end of the haul, where the tables ask for it."""
    node = network.nodes[node_id]
    if not node.dwell_at_ends or node.dwell is None or objective is Objective.KM:
        return 0.0
    return node.dwell.typical


def forward_trees(network: Network, trip: Trip, costs: Costs) -> tuple[Tree, ...]:
    """Trees from the origin, then from each via in order."""
    graph = costs.graph
    first = _end_cost(network, trip.origin_id, trip.objective)
    trees = [_tree(costs, dict.fromkeys(graph.departing[trip.origin_id], first), False)]
    for via in trip.via_ids:
        starts = {state: float(trees[-1].cost[state]) for state in graph.arriving[via]}
        trees.append(_tree(costs, starts, False))
    return tuple(trees)


def backward_trees(network: Network, trip: Trip, costs: Costs) -> tuple[Tree, ...]:
    """Trees to each via in order, then to the destination."""
    graph = costs.graph
    last = _end_cost(network, trip.destination_id, trip.objective)
    trees = [_tree(costs, dict.fromkeys(graph.arriving[trip.destination_id], last), True)]
    for via in reversed(trip.via_ids):
        starts = {state: float(trees[-1].cost[state]) for state in graph.arriving[via]}
        trees.append(_tree(costs, starts, True))
    return tuple(reversed(trees))


def path_states(trees: tuple[Tree, ...], layer: int, state: int, count: int, is_backward: bool) -> list[int]:
    """States from `state` of a layer to the end of the trees, in walking order from `state`."""
    states = [state]
    step = 1 if is_backward else -1
    while 0 <= layer < len(trees):
        following = trees[layer].next_state
        current = int(following[states[-1]])
        while current != count:
            states.append(current)
            current = int(following[current])
        layer += step
    return states


def edges_of(graph: StateGraph, states: list[int]) -> list[int]:
    """Edge ids of a walk over states."""
    return [graph.edge_at[pair] for pair in zip(states, states[1:], strict=False)]


def best_itinerary(
    network: Network, scenario: Scenario, trip: Trip, toggled_link: str | None = None
) -> Itinerary | None:
    """The best itinerary alone, without alternatives or reasons."""
    costs = costs_of(network, scenario, trip, toggled_link)
    return _best(network, trip, costs, forward_trees(network, trip, costs))


def _best(network: Network, trip: Trip, costs: Costs, forward: tuple[Tree, ...]) -> Itinerary | None:
    """The best itinerary of the trees, or by waiting where closures end."""
    if costs.windows:
        from explorer.core.waiting import earliest_states  # only needed with closures that end

        states = earliest_states(network, trip, costs)
    else:
        graph = costs.graph
        ends = graph.arriving[trip.destination_id]
        best = min(ends, key=lambda state: forward[-1].cost[state], default=None)
        if best is None or not np.isfinite(forward[-1].cost[best]):
            return None
        states = path_states(forward, len(forward) - 1, best, graph.state_count, False)[::-1]
    return itinerary_from(network, trip, costs, edges_of(costs.graph, states)) if states else None


def answer(network: Network, scenario: Scenario, trip: Trip) -> Answer:
    """Best itinerary, alternatives and, where there is no way, what cuts it."""
    costs = costs_of(network, scenario, trip)
    forward = forward_trees(network, trip, costs)
    backward = backward_trees(network, trip, costs)
    best = _best(network, trip, costs, forward)
    if best is None:
        from explorer.core.cut import find_cut  # only needed when there is no way

        return Answer(None, (), find_cut(network, scenario, trip), costs, forward, backward)
    found = _alternatives(network, trip, costs, (forward, backward), best)
    return Answer(best, found, None, costs, forward, backward)


@lru_cache(maxsize=32)
def baseline_answer(network: Network, trip: Trip) -> Answer:
    """The answer in the empty scenario; kept, since it is asked again at every edit."""
    return answer(network, Scenario(), trip)


def _alternatives(
    network: Network,
    trip: Trip,
    costs: Costs,
    trees: tuple[tuple[Tree, ...], tuple[Tree, ...]],
    best: Itinerary,
) -> tuple[Itinerary, ...]:
    """Up to `trip.alternatives` itineraries that share little with the best and with each other."""
    if trip.alternatives == 0:
        return ()
    forward, backward = trees
    totals = np.stack([f.cost + b.cost for f, b in zip(forward, backward, strict=True)])
    limit = float(np.min(totals, initial=np.inf)) * MAX_STRETCH
    flat = np.round(totals.ravel(), 7)
    costs_found, first = np.unique(flat, return_index=True)
    chosen, kept = [best], []
    for cost, index in zip(costs_found.tolist(), first.tolist(), strict=True):
        if cost > limit or len(kept) == trip.alternatives:
            break
        layer, state = divmod(index, totals.shape[1])
        edges = _edges_through(costs.graph, forward, backward, layer, state)
        if edges is None or not _is_different(costs, edges, chosen):
            continue
        itinerary = itinerary_from(network, trip, costs, edges)
        kept.append(itinerary)
        chosen.append(itinerary)
    return tuple(kept)


def _edges_through(
    graph: StateGraph, forward: tuple[Tree, ...], backward: tuple[Tree, ...], layer: int, state: int
) -> list[int] | None:
    """Edges of the best way through a state; None when it visits a place twice."""
    count = graph.state_count
    states = path_states(forward, layer, state, count, False)[::-1]
    states += path_states(backward, layer, state, count, True)[1:]
    nodes = graph.state_node[states]
    changes = np.flatnonzero(np.diff(nodes))
    visited = np.append(nodes[changes], nodes[-1])
    return edges_of(graph, states) if len(np.unique(visited)) == len(visited) else None


def _is_different(costs: Costs, edges: list[int], chosen: list[Itinerary]) -> bool:
    """Whether a way shares at most MAX_OVERLAP of its kilometres with each one chosen."""
    graph = costs.graph
    legs = [leg for leg in graph.leg_of[edges].tolist() if leg >= 0]
    total = float(graph.leg_km[legs].sum())
    ids = [graph.leg_ids[leg] for leg in legs]
    for other in chosen:
        theirs = set(other.leg_ids)
        shared = sum(float(graph.leg_km[leg]) for leg, i in zip(legs, ids, strict=True) if i in theirs)
        if shared > MAX_OVERLAP * min(total, other.distance_km):
            return False
    return True


def itinerary_from(network: Network, trip: Trip, costs: Costs, edges: list[int]) -> Itinerary:
    """Turn a walk over edges into rides and dwells, with loading, unloading and waits."""
    steps: list[Step] = []
    nodes = [trip.origin_id]
    steps.extend(_end_dwell(network, trip.origin_id, DwellCause.LOADING))
    for edge in edges:
        leg = int(costs.graph.leg_of[edge])
        days = Span(*costs.edge_days[edge].tolist())
        if leg < 0:
            cause = costs.graph.causes[edge]
            if cause is not None and days.high > 0.0:
                steps.append(_dwell(network, nodes[-1], cause, days))
            continue
        if leg in costs.windows:
            steps.extend(_wait(steps, nodes[-1], costs.windows[leg]))
        ride = _ride(network, costs.graph, edge, nodes[-1], days)
        steps.append(ride)
        nodes.append(ride.to_id)
    steps.extend(_end_dwell(network, trip.destination_id, DwellCause.UNLOADING))
    return itinerary_of(_gauge_change_on_arrival(network, steps), tuple(nodes))


def _dwell(network: Network, node_id: str, cause: DwellCause, days: Span) -> Dwell:
    node = network.nodes[node_id]
    return Dwell(node_id, cause, days, node.dwell_source_id, node.dwell_confidence)


def _end_dwell(network: Network, node_id: str, cause: DwellCause) -> list[Dwell]:
    node = network.nodes[node_id]
    if not node.dwell_at_ends or node.dwell is None:
        return []
    return [_dwell(network, node_id, cause, node.dwell)]


def _ride(network: Network, graph: StateGraph, edge: int, here: str, days: Span) -> Ride:
    leg = network.legs[graph.leg_ids[graph.leg_of[edge]]]
    gauge = graph.state_carriage[graph.tail[edge]][1]
    new_link = None if leg.status is LegStatus.OPEN else network.new_link_of(leg.id)
    return Ride(
        leg_id=leg.id,
        mode=leg.mode,
        gauge_mm=gauge or None,
        from_id=here,
        to_id=leg.other_end(here),
        length_km=leg.length_km,
        days=days,
        source_id=leg.source_id,
        confidence=leg.length_confidence,
        new_link_id=new_link,
    )


def _wait(steps: list[Step], here: str, spans: tuple[tuple[float, float], ...]) -> list[Dwell]:
    """The wait for a closure to end, for the low, typical and high case each by its own clock.

    The early train waits longest: low may exceed high here, the totals stay in order.
    """
    waits = []
    for name in ("low", "typical", "high"):
        clock = start = sum(float(getattr(step.days, name)) for step in steps)
        for opens, closes in spans:
            if opens <= clock < closes:
                clock = closes
        waits.append(clock - start)
    if max(waits) <= 0.0:
        return []
    return [Dwell(here, DwellCause.CLOSURE, Span(*waits), "scenario", Confidence.HIGH)]


def _gauge_change_on_arrival(network: Network, steps: list[Step]) -> tuple[Step, ...]:
    """Name the far side of a border hop as the place of the gauge change.

    Where both gauges run over the hop and both sides have a stay, cargo is reloaded by the railway
    that takes it over: Malaszewicze westbound, Brest eastbound. The days are the same either way.
    """
    result = list(steps)
    for i in range(len(result) - 2):
        first, ride, second = result[i : i + 3]
        if not (isinstance(first, Dwell) and isinstance(ride, Ride) and isinstance(second, Dwell)):
            continue
        is_hop = len(network.legs[ride.leg_id].gauges_mm) > 1
        if is_hop and first.cause is DwellCause.GAUGE and second.cause is DwellCause.BORDER:
            before = next((s for s in reversed(result[:i]) if isinstance(s, Ride)), None)
            gauge = before.gauge_mm if before else ride.gauge_mm
            result[i] = Dwell(first.node_id, DwellCause.BORDER, first.days, first.source_id, first.confidence)
            result[i + 1] = _with_gauge(ride, gauge)
            result[i + 2] = Dwell(
                second.node_id, DwellCause.GAUGE, second.days, second.source_id, second.confidence
            )
    return tuple(result)


def _with_gauge(ride: Ride, gauge_mm: int | None) -> Ride:
    from dataclasses import replace

    return replace(ride, gauge_mm=gauge_mm)


__all__ = ["ALL_MODES", "Answer", "answer", "baseline_answer", "best_itinerary"]
