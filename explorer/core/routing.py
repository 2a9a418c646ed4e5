"""From a trip to its itinerary, by shortest paths over states (Dijkstra, scipy.sparse.csgraph)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np

from explorer.core.assembly import Windows, edge_days_of, itinerary_from
from explorer.core.itinerary import ALL_MODES, Itinerary, NoRoute, Objective, Trip
from explorer.core.network import Mode, Network, Span
from explorer.core.scenario import Scenario
from explorer.core.stategraph import TIE, BoolArray, FloatArray, IntArray, StateGraph, state_graph
from explorer.core.usability import open_leg_ids, reason_not_in_use


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """One scenario and trip as arrays: what each edge costs and which are shut.

    `edge_days` is (E, 3): low, typical, high. `data` is what is minimised, inf where shut; `open_data`
    is the same with nothing shut.
    `speeds` and `dwells` are the scenario's changes, which itineraries are assembled with.
    """

    graph: StateGraph
    shut_legs: BoolArray
    edge_days: FloatArray
    data: FloatArray
    open_data: FloatArray
    windows: Windows
    speeds: tuple[tuple[str, float], ...]
    dwells: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Cost from the start of a layer (or to its end) of every state, and the next state on the way.

    `next_state` is S, the super-source, where the layer ends or no way leads; `following` is the
    same as a list, for walking.
    """

    cost: FloatArray
    next_state: IntArray
    following: list[int]


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
    network: Network,
    year_open: frozenset[str],
    month: int | None,
    ends: frozenset[str],
    modes: frozenset[Mode],
) -> BoolArray:
    """Which legs are shut before any closure: status, season, restriction, mode. Shape (legs,)."""
    first, last = (sorted(ends) * 2)[:2]
    probe = Trip(first, last, modes=modes)
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
    edge_days, base = _edge_arrays(network, scenario.speeds, scenario.dwells, trip.objective)
    is_ride = graph.leg_of >= 0
    data = np.where(is_ride & shut[graph.leg_of], np.inf, base)
    spans = {leg: tuple(sorted(pairs)) for leg, pairs in windows.items()}
    return Costs(graph, shut, edge_days, data, base, spans, scenario.speeds, scenario.dwells)


@lru_cache(maxsize=32)
def _edge_arrays(
    network: Network,
    speeds: tuple[tuple[str, float], ...],
    dwells: tuple[tuple[str, Span], ...],
    objective: Objective,
) -> tuple[FloatArray, FloatArray]:
    """Days (E, 3) and cost (E,) of all edges, kept per set of changed speeds and dwells."""
    graph = state_graph(network)
    edge_days = edge_days_of(network, speeds, dwells)
    km = np.where(graph.leg_of >= 0, graph.leg_km[graph.leg_of], 0.0)
    if objective is Objective.KM:
        return edge_days, km + TIE * (1.0 + edge_days[:, 1])
    return edge_days, edge_days[:, 1] + TIE * (1.0 + km * 1e-3)


def shortest_tree(costs: Costs, starts: dict[int, float], is_backward: bool) -> Tree:
    """Shortest costs from weighted start states, by one Dijkstra from the super-source."""
    # scipy takes 0.3 s to import: the window shows its map meanwhile.
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

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
    # The stubs know no single start given as an int, which saves an axis here.
    found = dijkstra(matrix, True, graph.state_count, True)  # type: ignore[call-overload]
    costs_found, next_found = cast("tuple[FloatArray, IntArray]", found)
    following = np.where(next_found[:-1] < 0, graph.state_count, next_found[:-1]).astype(np.int32)
    return Tree(costs_found[:-1], following, following.tolist())


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
    trees = [shortest_tree(costs, dict.fromkeys(graph.departing[trip.origin_id], first), False)]
    for via in trip.via_ids:
        starts = {state: float(trees[-1].cost[state]) for state in graph.arriving[via]}
        trees.append(shortest_tree(costs, starts, False))
    return tuple(trees)


def backward_trees(network: Network, trip: Trip, costs: Costs) -> tuple[Tree, ...]:
    """Trees to each via in order, then to the destination."""
    graph = costs.graph
    last = _end_cost(network, trip.destination_id, trip.objective)
    trees = [shortest_tree(costs, dict.fromkeys(graph.arriving[trip.destination_id], last), True)]
    for via in reversed(trip.via_ids):
        starts = {state: float(trees[-1].cost[state]) for state in graph.arriving[via]}
        trees.append(shortest_tree(costs, starts, True))
    return tuple(reversed(trees))


def path_states(trees: tuple[Tree, ...], layer: int, state: int, count: int, is_backward: bool) -> list[int]:
    """States from `state` of a layer to the end of the trees, in walking order from `state`."""
    states = [state]
    step = 1 if is_backward else -1
    while 0 <= layer < len(trees):
        following = trees[layer].following
        current = following[states[-1]]
        while current != count:
            states.append(current)
            current = following[current]
        layer += step
    return states


def best_walk(graph: StateGraph, forward: tuple[Tree, ...], destination_id: str) -> list[int]:
    """States of the cheapest way to a place by forward trees; empty where there is none."""
    cost = forward[-1].cost
    best = min(graph.arriving[destination_id], key=cost.__getitem__, default=None)
    if best is None or not np.isfinite(cost[best]):
        return []
    return path_states(forward, len(forward) - 1, best, graph.state_count, False)[::-1]


def edges_of(graph: StateGraph, states: list[int]) -> list[int]:
    """Edge ids of a walk over states."""
    return [graph.edge_at[pair] for pair in itertools.pairwise(states)]


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
        states = best_walk(costs.graph, forward, trip.destination_id)
    return assemble(network, trip, costs, edges_of(costs.graph, states)) if states else None


def assemble(network: Network, trip: Trip, costs: Costs, edges: list[int]) -> Itinerary:
    """Turn a walk over edges into an itinerary with the scenario's speeds, dwells and waits."""
    return itinerary_from(network, trip, tuple(edges), costs.speeds, costs.dwells, costs.windows)


def answer(network: Network, scenario: Scenario, trip: Trip) -> Answer:
    """Best itinerary, alternatives and, where there is no way, what cuts it."""
    costs = costs_of(network, scenario, trip)
    forward = forward_trees(network, trip, costs)
    backward = backward_trees(network, trip, costs)
    best = _best(network, trip, costs, forward)
    if best is None:
        from explorer.core.cut import find_cut  # only needed when there is no way

        return Answer(None, (), find_cut(network, scenario, trip), costs, forward, backward)
    if trip.alternatives == 0:
        return Answer(best, (), None, costs, forward, backward)
    from explorer.core.alternatives import find_alternatives  # it needs this module's trees

    found = find_alternatives(network, trip, costs, (forward, backward), best)
    return Answer(best, found, None, costs, forward, backward)


@lru_cache(maxsize=32)
def baseline_answer(network: Network, trip: Trip) -> Answer:
    """The answer in the empty scenario; kept, since it is asked again at every edit."""
    return answer(network, Scenario(), trip)


__all__ = ["ALL_MODES", "Answer", "answer", "baseline_answer", "best_itinerary"]
