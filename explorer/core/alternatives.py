"""Really different ways of the same trip.

Single-via paths with limited overlap (Abraham, Delling, Goldberg, Werneck 2013, "Alternative routes
in road networks"): the best way through each state, taken in order of cost, kept when it shares
little enough with those before. Lengths and shared lengths of all candidates are summed along the
two trees at once, by pointer doubling.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from explorer.core.itinerary import Itinerary, Trip
from explorer.core.network import Network
from explorer.core.routing import Costs, Tree, assemble, edges_of, path_states
from explorer.core.stategraph import BoolArray, FloatArray, IntArray, StateGraph

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
    lengths = _through(walks, graph.leg_km)
    kept: list[Itinerary] = []
    chosen = best
    while True:
        allowed &= _differs(graph, walks, lengths, chosen)
        found = _next_best(graph, trees, totals, allowed)
        if found is None:
            return tuple(kept)
        chosen = assemble(network, trip, costs, found)
        kept.append(chosen)
        if len(kept) == trip.alternatives:
            return tuple(kept)


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

    def sums(self, leg_weight: FloatArray) -> list[FloatArray]:
        """Per layer (in the trip's order), the sum of a leg weight from every state to the far end."""
        weight = np.append(leg_weight, 0.0)
        found: list[FloatArray] = []
        for joined, ends, legs, jumps in self._layers:
            total = np.zeros(self._count + 1)
            total[joined] = weight[legs]
            if found:
                total[ends] = found[-1][ends]
            for pointer in jumps:
                total += total[pointer]
            found.append(total[:-1])
        return found[::-1] if self._is_backward else found


def _differs(
    graph: StateGraph, walks: tuple[_Walks, _Walks], lengths: FloatArray, other: Itinerary
) -> BoolArray:
    """Which candidates share at most MAX_OVERLAP of the shorter one's kilometres with another way."""
    weight = np.zeros(len(graph.leg_km))
    legs = [graph.leg_index[leg_id] for leg_id in other.leg_ids]
    weight[legs] = graph.leg_km[legs]
    return _through(walks, weight) <= MAX_OVERLAP * np.minimum(lengths, other.distance_km)


def _through(walks: tuple[_Walks, _Walks], leg_weight: FloatArray) -> FloatArray:
    """Sum of a leg weight over the best way through every state of every layer, in one array."""
    pairs = zip(walks[0].sums(leg_weight), walks[1].sums(leg_weight), strict=True)
    return np.concatenate([forward + backward for forward, backward in pairs])


def _next_best(graph: StateGraph, trees: Trees, totals: FloatArray, allowed: BoolArray) -> list[int] | None:
    """Edges of the cheapest allowed candidate that visits no place twice; marks those it passes over."""
    for index in np.argsort(np.where(allowed, totals, np.inf), kind="stable").tolist():
        if not allowed[index]:
            return None
        layer, state = divmod(index, graph.state_count)
        edges = _edges_through(graph, trees, layer, state)
        if edges is not None:
            return edges
        allowed[index] = False
    return None


def _edges_through(graph: StateGraph, trees: Trees, layer: int, state: int) -> list[int] | None:
    """Edges of the best way through a state; None when it visits a place twice."""
    count = graph.state_count
    states = path_states(trees[0], layer, state, count, False)[::-1]
    states += path_states(trees[1], layer, state, count, True)[1:]
    nodes = graph.state_node[states].tolist()
    visited = [node for i, node in enumerate(nodes) if i == 0 or nodes[i - 1] != node]
    return edges_of(graph, states) if len(set(visited)) == len(visited) else None
