"""Earliest arrival when closures end: cargo may wait at the last place before a closed leg.

Waiting never lets later cargo overtake (the network is first in, first out), so Dijkstra's method
on arrival times is exact (Dreyfus 1969). Plain Python: it only runs with closures that end.
"""

from __future__ import annotations

import heapq
from itertools import count

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Network
from explorer.core.routing import Costs

Label = tuple[int, int]
"""Layer (vias passed) and state."""


Entry = tuple[float, float, int, Label, Label | None]
"""Cost, clock in days, ticket (for ties), label, and the label before."""


def earliest_states(network: Network, trip: Trip, costs: Costs) -> list[int]:
    """States of the best way with waiting, from origin to destination; empty when there is none.

    By days the arrival is minimised; by km the kilometres are, and waiting is free.
    """
    graph = costs.graph
    node = network.nodes[trip.origin_id]
    start = node.dwell.typical if node.dwell_at_ends and node.dwell else 0.0
    layers = [*trip.via_ids, trip.destination_id]
    goals = [frozenset(graph.arriving[place]) for place in layers]
    ticket = count()
    first = start if trip.objective is Objective.DAYS else 0.0
    heap: list[Entry] = [(first, start, next(ticket), (0, s), None) for s in graph.departing[trip.origin_id]]
    came: dict[Label, Label | None] = {}
    while heap:
        cost, clock, _, label, back = heapq.heappop(heap)
        if label in came:
            continue
        came[label] = back
        layer, state = label
        if state in goals[layer]:
            if layer == len(goals) - 1:
                return _walk(came, label)
            heapq.heappush(heap, (cost, clock, next(ticket), (layer + 1, state), label))
        for edge in range(int(graph.indptr[state]), int(graph.indptr[state + 1])):
            step = float(costs.data[edge])
            if step == float("inf"):
                continue
            arrival = _depart(costs, edge, clock) + float(costs.edge_days[edge, 1])
            total = arrival if trip.objective is Objective.DAYS else cost + step
            heapq.heappush(heap, (total, arrival, next(ticket), (layer, int(graph.head[edge])), label))
    return []


def _depart(costs: Costs, edge: int, clock: float) -> float:
    """When an edge can be entered by cargo that is ready at `clock` (days)."""
    for opens, closes in costs.windows.get(int(costs.graph.leg_of[edge]), ()):
        if opens <= clock < closes:
            clock = closes
    return clock


def _walk(came: dict[Label, Label | None], label: Label) -> list[int]:
    """States of the way to a label; a via counts once."""
    states = [label[1]]
    back = came[label]
    while back is not None:
        if back[1] != states[-1]:
            states.append(back[1])
        back = came[back]
    return states[::-1]
