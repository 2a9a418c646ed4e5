"""The matrix behind routing: states (node, mode, gauge, arriving or departing) and the edges between.

A ride edge joins a departing state of one node to an arriving state of the next; a dwell edge joins
an arriving to a departing state of the same node. Dwells are due where cargo changes mode, gauge or
customs territory (border crossings and chokepoints on passing), so shortest paths over states are
shortest itineraries. Where nothing can change or stand, one state serves for arriving and departing.
The arrays are made once per network; closures only mask costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from explorer.core.itinerary import DwellCause
from explorer.core.network import Mode, Network, Node, NodeKind

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

TIE: Final = 1e-9
"""Least cost of an edge: keeps zero-cost edges in the sparse matrix and prefers fewer of them."""

WATER = frozenset((Mode.SEA, Mode.FERRY))
Carriage = tuple[Mode, int]
"""Mode and gauge in mm (0 unless rail)."""


@dataclass(frozen=True, slots=True, eq=False)
class StateGraph:
    """Arrays over E edges sorted by (tail, head) and S states; row S is the super-source.

    `leg_of` and `node_of` give the leg or node index of an edge, -1 otherwise; exactly one is set.
    `reverse_order` sorts edges by (head, tail) for the transposed matrix. The S super-source edges
    stand last in the data of either matrix. `edge_key` is tail * S + head, rising.
    """

    node_ids: tuple[str, ...]
    leg_ids: tuple[str, ...]
    node_index: dict[str, int]
    leg_index: dict[str, int]
    state_node: IntArray
    state_carriage: tuple[Carriage, ...]
    departing: dict[str, tuple[int, ...]]
    arriving: dict[str, tuple[int, ...]]
    tail: IntArray
    head: IntArray
    leg_of: IntArray
    node_of: IntArray
    causes: tuple[DwellCause | None, ...]
    edge_at: dict[tuple[int, int], int]
    edge_key: npt.NDArray[np.int64]
    indptr: IntArray
    indices: IntArray
    reverse_order: IntArray
    reverse_indptr: IntArray
    reverse_indices: IntArray
    leg_days: FloatArray
    leg_km: FloatArray
    node_days: FloatArray

    @property
    def state_count(self) -> int:
        """S: states without the super-source."""
        return len(self.state_carriage)

    def edges_between(self, tails: IntArray, heads: IntArray) -> IntArray:
        """Edge ids of many pairs of states at once; every pair must be an edge."""
        keys = tails.astype(np.int64) * self.state_count + heads
        return np.searchsorted(self.edge_key, keys).astype(np.int32)


def dwell_cause(node: Node, before: Carriage, after: Carriage) -> DwellCause | None:
    """Why a stay is due between two carriages at a node; None when cargo passes straight through."""
    if before[0] is not after[0]:
        by_water = before[0] in WATER or after[0] in WATER
        return DwellCause.PORT if by_water else DwellCause.TRANSSHIPMENT
    if before[1] != after[1]:
        return DwellCause.GAUGE
    if node.kind is NodeKind.BORDER:
        return DwellCause.BORDER
    return DwellCause.PASSAGE if node.kind is NodeKind.CHOKEPOINT else None


def _carriages(network: Network) -> dict[str, list[Carriage]]:
    """The (mode, gauge) pairs met at each node, in a fixed order."""
    found: dict[str, set[Carriage]] = {node_id: set() for node_id in network.nodes}
    for leg in network.legs.values():
        for gauge in leg.gauges_mm or (0,):
            found[leg.from_id].add((leg.mode, gauge))
            found[leg.to_id].add((leg.mode, gauge))
    return {node: sorted(pairs, key=lambda c: (c[0].value, c[1])) for node, pairs in found.items()}


@lru_cache(maxsize=8)
def state_graph(network: Network) -> StateGraph:
    """Build the arrays of a network; kept for as long as the network is in use."""
    carriages = _carriages(network)
    departing: dict[tuple[str, Carriage], int] = {}
    arriving: dict[tuple[str, Carriage], int] = {}
    labels: list[tuple[str, Carriage]] = []
    for node_id, pairs in carriages.items():
        for pair in pairs:
            arriving[(node_id, pair)] = len(labels)
            labels.append((node_id, pair))
            if not _is_passed_freely(network.nodes[node_id], pairs):
                labels.append((node_id, pair))
            departing[(node_id, pair)] = len(labels) - 1
    edges = sorted(_edges(network, carriages, departing, arriving), key=lambda e: e[:2])
    node_index = {node_id: i for i, node_id in enumerate(network.nodes)}
    tail = np.array([e[0] for e in edges], dtype=np.int32)
    head = np.array([e[1] for e in edges], dtype=np.int32)
    reverse_order = np.lexsort((tail, head)).astype(np.int32)
    count = len(labels)
    indptr, indices = _compressed(tail, head, count)
    reverse_indptr, reverse_indices = _compressed(head[reverse_order], tail[reverse_order], count)
    legs = list(network.legs.values())
    return StateGraph(
        node_ids=tuple(network.nodes),
        leg_ids=tuple(network.legs),
        node_index=node_index,
        leg_index={leg_id: i for i, leg_id in enumerate(network.legs)},
        state_node=np.array([node_index[label[0]] for label in labels], dtype=np.int32),
        state_carriage=tuple(label[1] for label in labels),
        departing={n: tuple(departing[(n, c)] for c in pairs) for n, pairs in carriages.items()},
        arriving={n: tuple(arriving[(n, c)] for c in pairs) for n, pairs in carriages.items()},
        tail=tail,
        head=head,
        leg_of=np.array([e[2] for e in edges], dtype=np.int32),
        node_of=np.array([e[3] for e in edges], dtype=np.int32),
        causes=tuple(e[4] for e in edges),
        edge_at={(e[0], e[1]): i for i, e in enumerate(edges)},
        edge_key=tail.astype(np.int64) * count + head,
        indptr=indptr,
        indices=indices,
        reverse_order=reverse_order,
        reverse_indptr=reverse_indptr,
        reverse_indices=reverse_indices,
        leg_days=np.array([[g.days.low, g.days.typical, g.days.high] for g in legs]).reshape(-1, 3),
        leg_km=np.array([leg.length_km for leg in legs], dtype=np.float64),
        node_days=np.array([_dwell_row(node) for node in network.nodes.values()]).reshape(-1, 3),
    )


def _dwell_row(node: Node) -> tuple[float, float, float]:
    """A node's dwell as a row; zeros where the tables give none."""
    return (node.dwell.low, node.dwell.typical, node.dwell.high) if node.dwell else (0.0, 0.0, 0.0)


def _is_passed_freely(node: Node, pairs: list[Carriage]) -> bool:
    """Whether nothing can change or stand at a node, so that one state serves for both."""
    return len(pairs) == 1 and dwell_cause(node, pairs[0], pairs[0]) is None


_Edge = tuple[int, int, int, int, DwellCause | None]


def _edges(
    network: Network,
    carriages: dict[str, list[Carriage]],
    departing: dict[tuple[str, Carriage], int],
    arriving: dict[tuple[str, Carriage], int],
) -> list[_Edge]:
    """All ride and dwell edges as (tail, head, leg index, node index, cause).

    A gauge can only change where the tables give a dwell: elsewhere there is no crane for it.
    """
    edges: list[_Edge] = []
    for index, leg in enumerate(network.legs.values()):
        for gauge in leg.gauges_mm or (0,):
            pair = (leg.mode, gauge)
            for here, there in ((leg.from_id, leg.to_id), (leg.to_id, leg.from_id)):
                edges.append((departing[(here, pair)], arriving[(there, pair)], index, -1, None))
    for index, node in enumerate(network.nodes.values()):
        if _is_passed_freely(node, carriages[node.id]):
            continue
        for before in carriages[node.id]:
            for after in carriages[node.id]:
                cause = dwell_cause(node, before, after)
                if cause is DwellCause.GAUGE and node.dwell is None:
                    continue
                edges.append((arriving[(node.id, before)], departing[(node.id, after)], -1, index, cause))
    return edges


def _compressed(rows: IntArray, columns: IntArray, count: int) -> tuple[IntArray, IntArray]:
    """CSR index arrays of sorted edges, with one super-source row to every state at the end."""
    starts = np.searchsorted(rows, np.arange(count + 1)).astype(np.int32)
    indptr = np.append(starts, np.int32(len(rows) + count)).astype(np.int32)
    indices = np.concatenate((columns, np.arange(count, dtype=np.int32))).astype(np.int32)
    return indptr, indices
