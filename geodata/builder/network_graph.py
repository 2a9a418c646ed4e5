"""The OpenStreetMap rail and road networks of scgraph_data, cached as arrays, and the search in them."""

from __future__ import annotations

import ast
import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from shapely import STRtree

from builder.geo import EARTH_RADIUS_KM, Line, Point, distance_km
from builder.paths import CACHE, BuildError, package_folder

# Dangling ends of two components this near to each other are one broken line (DATA.md).
SNAP_KM = 5.0
# Leaving the network costs more than following it, so that lines join where the track really is nearest.
ACCESS_FACTOR = 2.5
# A station may lie on a chord that is at least this long, if the way through it is not longer than the
# track.
STATION_CHORD_KM = 6.0
STATION_SURPLUS_KM = 0.5
STATION_APART_KM = 2.0
STATION_REACH_DEGREES = 0.15
JOIN_CANDIDATES = 6
JOIN_TOLL_KM = 3.0
JOIN_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class Graph:
    """Undirected network: `points` (n, 2) as lon, lat; neighbours of i are `heads[first[i]:first[i + 1]]`."""

    points: NDArray[np.float64]
    first: NDArray[np.int64]
    heads: NDArray[np.int64]
    lengths_km: NDArray[np.float64]
    component: NDArray[np.int64]
    tree: cKDTree

    def near(self, point: Point, radius_km: float, most: int) -> list[tuple[int, float]]:
        """Up to `most` nodes within the radius, as (node, km), nearest first."""
        found = np.atleast_1d(self.tree.query(_on_sphere(np.array([point]))[0], k=most)[1])
        pairs = [(i, distance_km(point, self.point(i))) for i in found.tolist()]
        return [pair for pair in pairs if pair[1] <= radius_km]

    def length_km(self, a: int, b: int) -> float:
        """Length of the track between two neighbours; 0 for a node to itself."""
        at = range(int(self.first[a]), int(self.first[a + 1]))
        return min((float(self.lengths_km[k]) for k in at if self.heads[k] == b), default=0.0)

    def point(self, node: int) -> Point:
        """Position of a node."""
        return float(self.points[node, 0]), float(self.points[node, 1])


def load_graph(module: str, on_line: Sequence[Point] = ()) -> Graph:
    """A network of scgraph_data with its broken ends joined.

    Where a point of `on_line` can lie on the track behind a long chord, the chord gets a second way through
    it: the network has no stations there, and a leg would run past its node to the next junction and back.
    """
    points, tails, heads, lengths = _cached_arrays(module)
    joins = _joins(points, tails, heads)
    tree = cKDTree(_on_sphere(points))
    if on_line:
        added, links = _stations(points, (tails, heads, lengths), on_line)
        points = np.concatenate([points, added])
        tree = cKDTree(_on_sphere(points))
        joins.extend(links)
    extra = np.array(joins, dtype=np.float64).reshape(-1, 3)
    tails = np.concatenate([tails, extra[:, 0].astype(np.int64)])
    heads = np.concatenate([heads, extra[:, 1].astype(np.int64)])
    lengths = np.concatenate([lengths, extra[:, 2]])
    return _indexed(points, tails, heads, lengths, tree)


def _indexed(
    points: NDArray[np.float64],
    tails: NDArray[np.int64],
    heads: NDArray[np.int64],
    lengths: NDArray[np.float64],
    tree: cKDTree,
) -> Graph:
    count = len(points)
    both_tails = np.concatenate([tails, heads])
    both_heads = np.concatenate([heads, tails])
    order = np.argsort(both_tails, kind="stable")
    first = np.searchsorted(both_tails[order], np.arange(count + 1)).astype(np.int64)
    matrix = coo_array((np.ones(len(tails)), (tails, heads)), shape=(count, count))
    component = connected_components(matrix, directed=False)[1].astype(np.int64)
    return Graph(points, first, both_heads[order], np.concatenate([lengths, lengths])[order], component, tree)


def _joins(
    points: NDArray[np.float64], tails: NDArray[np.int64], heads: NDArray[np.int64]
) -> list[tuple[int, int, float]]:
    """Joins between a dangling end and the nearest nodes within SNAP_KM that it is not joined to.

    They cost more than track of the same length, so that a way takes one only where the track is broken.
    """
    real = tails != heads
    pairs = np.concatenate([np.column_stack([tails, heads])[real], np.column_stack([heads, tails])[real]])
    degree = np.bincount(pairs[:, 0], minlength=len(points))
    dangling = np.flatnonzero(degree <= 1)
    own = {int(a): int(b) for a, b in pairs[np.isin(pairs[:, 0], dangling)]}
    away, near = cKDTree(_on_sphere(points)).query(
        _on_sphere(points[dangling]), k=JOIN_CANDIDATES, distance_upper_bound=SNAP_KM / EARTH_RADIUS_KM
    )
    joins = []
    for node, distances, others in zip(dangling.tolist(), np.asarray(away), np.asarray(near), strict=True):
        for chord, other in zip(distances.tolist(), others.tolist(), strict=True):
            if np.isfinite(chord) and other not in (node, own.get(node)):
                joins.append((node, other, JOIN_TOLL_KM + JOIN_FACTOR * chord * EARTH_RADIUS_KM))
    return joins


def _stations(
    points: NDArray[np.float64],
    edges: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]],
    on_line: Sequence[Point],
) -> tuple[NDArray[np.float64], list[tuple[int, int, float]]]:
    """New nodes on long chords, and their links (tail, head, km) to both ends."""
    tails, heads, lengths = edges
    long = np.flatnonzero((lengths > STATION_CHORD_KM) & (lengths < 400.0))
    chords = shapely.linestrings(np.stack([points[tails[long]], points[heads[long]]], axis=1))
    tree = STRtree(np.asarray(chords))
    added: list[Point] = []
    links: list[tuple[int, int, float]] = []
    for point in on_line:
        found = []
        for k in tree.query(shapely.Point(point), predicate="dwithin", distance=STATION_REACH_DEGREES):
            edge = int(long[k])
            ends = [(float(points[n, 0]), float(points[n, 1])) for n in (tails[edge], heads[edge])]
            before, after = distance_km(ends[0], point), distance_km(point, ends[1])
            surplus = before + after - float(lengths[edge])
            if surplus <= STATION_SURPLUS_KM and min(before, after) > STATION_APART_KM:
                found.append((before + after - distance_km(*ends), edge, before / (before + after)))
        for _, edge, share in sorted(found)[:2]:
            node = len(points) + len(added)
            km = float(lengths[edge])
            links += [(int(tails[edge]), node, km * share), (node, int(heads[edge]), km * (1 - share))]
            added.append(point)
    return np.array(added, dtype=np.float64).reshape(-1, 2), links


def _cached_arrays(
    module: str,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    cache = CACHE / f"{module}.npz"
    if not cache.exists():
        CACHE.mkdir(exist_ok=True)
        _parse(module)
    with np.load(cache) as arrays:
        lat_lon = arrays["nodes"].astype(np.float64)
        return (
            np.ascontiguousarray(lat_lon[:, ::-1]),
            arrays["u"].astype(np.int64),
            arrays["v"].astype(np.int64),
            arrays["w"].astype(np.float64),
        )


def _parse(module: str) -> None:
    # Importing the module would run the package's own graph code over everything: literal_eval is safe
    # and enough.
    text = (package_folder("scgraph_data") / f"{module}.py").read_text(encoding="utf-8")
    start, middle = text.index("graph=") + len("graph="), text.index("\nnodes=")
    end = text.index("\n", middle + 1)
    neighbours = ast.literal_eval(text[start:middle].strip())
    nodes = ast.literal_eval(text[middle + len("\nnodes=") : end].strip())
    edges = [(i, j, km) for i, row in enumerate(neighbours) for j, km in row.items() if i < j]
    tails, heads, lengths = zip(*edges, strict=True)
    np.savez(CACHE / f"{module}.npz", nodes=np.array(nodes), u=tails, v=heads, w=lengths)


def _on_sphere(points: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@dataclass(frozen=True, slots=True)
class Stop:
    """A place the way must pass: the nodes near it, each with its km off the network."""

    name: str
    point: Point
    access: list[tuple[int, float]]


def find_way(graph: Graph, stops: list[Stop], slack_km: float = 80.0) -> list[int]:
    """Nodes of the shortest way through all stops, each at the node near it that suits the whole way best.

    Raises
    ------
    BuildError
        If two stops are not joined in the network, naming them.
    """
    costs = {node: ACCESS_FACTOR * km for node, km in stops[0].access}
    trails: list[dict[int, int]] = []
    for before, after in itertools.pairwise(stops):
        found, came_from = _search(graph, costs, before.point, after, slack_km)
        if not found:
            raise BuildError(f"no track from {before.name} to {after.name}")
        trails.append(came_from)
        costs = found
    node = min(costs, key=lambda n: costs[n])
    nodes = [node]
    for came_from in reversed(trails):
        while came_from[nodes[-1]] >= 0:
            nodes.append(came_from[nodes[-1]])
    nodes.reverse()
    return nodes


def _search(
    graph: Graph, starts: dict[int, float], start: Point, goal: Stop, slack_km: float
) -> tuple[dict[int, float], dict[int, int]]:
    """Dijkstra from several starts, with their costs, to the nodes near the goal inside an ellipse."""
    limit = 1.6 * distance_km(start, goal.point) + slack_km
    access = dict(goal.access)
    waiting = set(access)
    best: dict[int, float] = dict(starts)
    came_from: dict[int, int] = dict.fromkeys(starts, -1)
    heap = [(cost, node) for node, cost in starts.items()]
    heapq.heapify(heap)
    done: set[int] = set()
    found: dict[int, float] = {}
    while heap and waiting:
        cost, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in waiting:
            waiting.discard(node)
            found[node] = cost + ACCESS_FACTOR * access[node]
            # Later goals can only win by their shorter access, so the search may end soon after the first
            # hit.
            if cost > min(found.values()):
                break
        point = graph.point(node)
        if distance_km(start, point) + distance_km(point, goal.point) > limit:
            continue
        for k in range(graph.first[node], graph.first[node + 1]):
            head, reached = int(graph.heads[k]), cost + float(graph.lengths_km[k])
            if head not in best or reached < best[head]:
                best[head] = reached
                came_from[head] = node
                heapq.heappush(heap, (reached, head))
    return found, came_from


def way_line(graph: Graph, nodes: list[int]) -> Line:
    """Positions of the nodes of a way."""
    return [graph.point(node) for node in nodes]
