"""Really different ways of the same trip.

Single-via paths with limited overlap (Abraham, Delling, Goldberg, Werneck 2013, "Alternative routes
in road networks"): the best way through each state, taken in order of cost, kept when it shares
little enough with those before. Lengths and shared lengths of all candidates are summed along the
two trees at once, by pointer doubling.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from explorer.core.itinerary import Itinerary, Trip
from explorer.core.network import Network, NodeKind
from explorer.core.routing import Costs, Tree, assemble, edges_of, path_states
from explorer.core.stategraph import WATER, BoolArray, FloatArray, IntArray, StateGraph

MAX_OVERLAP: Final = 0.65
"""Largest share of an alternative's kilometres that it may have in common with a better one."""
MAX_STRETCH: Final = 2.5
"""An alternative may cost at most this many times the best."""

Trees = tuple[tuple[Tree, ...], tuple[Tree, ...]]


def find_alternatives(
    network: Network, trip: Trip, costs: Costs, trees: Trees, best: Itinerary
) -> tuple[Itinerary, ...]:
    """Up to `trip.alternatives` itineraries that share little with the best and with each other."""
    forward, backward = trees
    graph = costs.graph
    totals = np.concatenate([f.cost + b.cost for f, b in zip(forward, backward, strict=True)])
    allowed = totals <= np.min(totals, initial=np.inf) * MAX_STRETCH
    allowed &= np.isfinite(totals)
    walks = (_Walks(graph, forward, False), _Walks(graph, backward[::-1], True))
    lengths, shared = _through(walks, np.stack((graph.leg_km, _ridden(graph, best)), axis=1)).T
    kept: list[Itinerary] = []
    chosen = best
    while True:
        allowed &= shared <= MAX_OVERLAP * np.minimum(lengths, chosen.distance_km)
        found = _next_best(network, graph, trees, totals, allowed)
        if found is None:
            return tuple(kept)
        chosen = assemble(network, trip, costs, found)
        kept.append(chosen)
        if len(kept) == trip.alternatives:
            return tuple(kept)
        shared = _through(walks, _ridden(graph, chosen)[:, None])[:, 0]


class _Walks:
    """The trees of one direction, ready to sum any leg weight along the walk from every state.

    Layers run from the far end: each starts where the one before it ends.
    """

    def __init__(self, graph: StateGraph, trees: tuple[Tree, ...], is_backward: bool) -> None:
        count = graph.state_count
        states = np.arange(count, dtype=np.int32)
        self._layers: list[tuple[IntArray, IntArray, IntArray, list[IntArray]]] = []
        for tree in trees:
            is_joined = tree.next_state < count
            here, there = states[is_joined], tree.next_state[is_joined]
            edges = graph.edges_between(here, there) if is_backward else graph.edges_between(there, here)
            pointer = np.append(tree.next_state, np.int32(count))
            jumps = []
            while pointer.min() < count:
                jumps.append(pointer)
                pointer = pointer[pointer]
            self._layers.append((here, states[~is_joined], graph.leg_of[edges], jumps))
        self._count = count
        self._is_backward = is_backward

    def sums(self, leg_weights: FloatArray) -> list[FloatArray]:
        """Per layer (in the trip's order), sums of leg weights (legs, k) from every state to the far end.

        Each array is (states, k).
        """
        count = leg_weights.shape[1]
        weights = np.concatenate((leg_weights, np.zeros((1, count))))
        found: list[FloatArray] = []
        for joined, ends, legs, jumps in self._layers:
            total = np.zeros((self._count + 1, count))
            total[joined] = weights[legs]
            if found:
                total[ends] = found[-1][ends]
            for pointer in jumps:
                total += total[pointer]
            found.append(total[:-1])
        return found[::-1] if self._is_backward else found


def _ridden(graph: StateGraph, itinerary: Itinerary) -> FloatArray:
    """Kilometres of the legs of an itinerary, 0 for all others."""
    weight = np.zeros(len(graph.leg_km))
    legs = [graph.leg_index[leg_id] for leg_id in itinerary.leg_ids]
    weight[legs] = graph.leg_km[legs]
    return weight


def _through(walks: tuple[_Walks, _Walks], leg_weights: FloatArray) -> FloatArray:
    """Sums of leg weights (legs, k) over the best way through every state of every layer, (states, k)."""
    pairs = zip(walks[0].sums(leg_weights), walks[1].sums(leg_weights), strict=True)
    return np.concatenate([forward + backward for forward, backward in pairs])


def _next_best(
    network: Network, graph: StateGraph, trees: Trees, totals: FloatArray, allowed: BoolArray
) -> list[int] | None:
    """Edges of the cheapest allowed candidate that makes sense; marks those it passes over."""
    candidates = np.flatnonzero(allowed)
    for index in candidates[np.argsort(totals[candidates], kind="stable")].tolist():
        layer, state = divmod(index, graph.state_count)
        edges = _edges_through(graph, trees, layer, state)
        if edges is not None and not _calls_for_nothing(network, graph, edges):
            return edges
        allowed[index] = False
    return None


def _calls_for_nothing(network: Network, graph: StateGraph, edges: list[int]) -> bool:
    """Whether a ship puts in at a port and sails on: a waypoint of the map, not another way."""
    legs = [network.legs[graph.leg_ids[leg]] for leg in graph.leg_of[edges].tolist() if leg >= 0]
    for before, after in pairwise(legs):
        if before.mode in WATER and after.mode in WATER:
            shared = {before.from_id, before.to_id} & {after.from_id, after.to_id}
            if any(network.nodes[place].kind is NodeKind.PORT for place in shared):
                return True
    return False


def _edges_through(graph: StateGraph, trees: Trees, layer: int, state: int) -> list[int] | None:
    """Edges of the best way through a state; None when it visits a place twice."""
    count = graph.state_count
    states = path_states(trees[0], layer, state, count, False)[::-1]
    states += path_states(trees[1], layer, state, count, True)[1:]
    nodes = graph.state_node[states].tolist()
    visited = [node for i, node in enumerate(nodes) if i == 0 or nodes[i - 1] != node]
    return edges_of(graph, states) if len(set(visited)) == len(visited) else None
