"""Context railways: the OpenStreetMap network thinned to lines, without yards, spurs and islands of track."""

from __future__ import annotations

import json
from collections import defaultdict

import numpy as np
import shapely
from shapely import LineString, STRtree, box
from shapely import Point as ShapelyPoint

from builder.geo import Line, Point, distance_km, rounded
from builder.network_graph import Graph, load_graph
from builder.paths import BASEMAP_DECIMALS, DERIVED, write_json
from builder.tables import read_legs, read_nodes

WINDOW = box(-11, 22, 146, 71)
# Tracks of one line and yards fall into one cell of this size, in degrees.
CELL = 0.04
TOLERANCE = 0.02
# Dead ends shorter than this are sidings; pieces of network smaller than this are not joined to anything.
LEAST_SPUR_KM = 30.0
LEAST_PIECE_CELLS = 60
# A chord this long with both ends this near to one leg is that leg's own track.
BESIDE_LEG_KM, BESIDE_LEG_DEGREES = 20.0, 0.1
Cell = tuple[int, int]


def build_railways() -> None:
    """Write railways.json, a list of lines."""
    graph = load_graph("world_railways")
    neighbours, position = _cells(graph)
    _drop_small_pieces(neighbours)
    for _ in range(2):
        _drop_spurs(neighbours, position)
    lines = [_finished(line, position) for line in _chains(neighbours)]
    lines = [line for line in lines if len(line) > 1]
    size = write_json(DERIVED / "railways.json", lines)
    print(f"railways.json: {len(lines)} lines, {size / 1e6:.2f} MB")


def _cells(graph: Graph) -> tuple[dict[Cell, set[Cell]], dict[Cell, Point]]:
    """The network between cells, and a representative position in each."""
    inside = shapely.contains_xy(WINDOW, graph.points[:, 0], graph.points[:, 1])
    keys = np.floor(graph.points / [CELL * 1.4, CELL]).astype(int)
    neighbours: dict[Cell, set[Cell]] = defaultdict(set)
    legs = _legs_as_drawn()
    position: dict[Cell, Point] = {}
    for node in np.flatnonzero(inside).tolist():
        cell = (int(keys[node, 0]), int(keys[node, 1]))
        position.setdefault(cell, graph.point(node))
        for head in graph.heads[graph.first[node] : graph.first[node + 1]].tolist():
            other = (int(keys[head, 0]), int(keys[head, 1]))
            if not inside[head] or other == cell:
                continue
            if not _is_chord_beside_leg(graph.point(node), graph.point(head), legs):
                neighbours[cell].add(other)
                neighbours[other].add(cell)
    return neighbours, position


def _legs_as_drawn() -> STRtree:
    lines = json.loads((DERIVED / "legs.json").read_text(encoding="utf-8"))
    rail = {leg.id for leg in read_legs(read_nodes()) if leg.mode == "rail"}
    return STRtree([LineString(part) for leg_id in sorted(rail & lines.keys()) for part in lines[leg_id]])


def _is_chord_beside_leg(a: Point, b: Point, legs: STRtree) -> bool:
    """Whether a leg already shows this track, with the bends that the chord lacks."""
    if distance_km(a, b) < BESIDE_LEG_KM:
        return False
    ends = legs.query([ShapelyPoint(a), ShapelyPoint(b)], predicate="dwithin", distance=BESIDE_LEG_DEGREES)
    return bool(set(ends[1][ends[0] == 0]) & set(ends[1][ends[0] == 1]))


def _drop_small_pieces(neighbours: dict[Cell, set[Cell]]) -> None:
    seen: set[Cell] = set()
    for start in list(neighbours):
        if start in seen:
            continue
        piece, queue = {start}, [start]
        while queue:
            for other in neighbours[queue.pop()]:
                if other not in piece:
                    piece.add(other)
                    queue.append(other)
        seen |= piece
        if len(piece) < LEAST_PIECE_CELLS:
            for cell in piece:
                del neighbours[cell]


def _drop_spurs(neighbours: dict[Cell, set[Cell]], position: dict[Cell, Point]) -> None:
    for end in [cell for cell, others in neighbours.items() if len(others) == 1]:
        spur, km = [end], 0.0
        while len(neighbours[spur[-1]]) <= (1 if len(spur) == 1 else 2):
            onward = [cell for cell in neighbours[spur[-1]] if cell not in spur]
            if not onward:
                break
            km += distance_km(position[spur[-1]], position[onward[0]])
            spur.append(onward[0])
        if km < LEAST_SPUR_KM:
            for cell in spur[:-1]:
                for other in neighbours.pop(cell, set()):
                    neighbours[other].discard(cell)


def _chains(neighbours: dict[Cell, set[Cell]]) -> list[list[Cell]]:
    """Lines between junctions and ends, each link once."""
    used: set[frozenset[Cell]] = set()
    chains = []
    joints = [cell for cell, others in neighbours.items() if len(others) != 2]
    for start in [*joints, *neighbours]:
        for step in sorted(neighbours[start]):
            if frozenset((start, step)) in used:
                continue
            chain = [start, step]
            used.add(frozenset((start, step)))
            while len(neighbours[chain[-1]]) == 2 and chain[-1] != start:
                onward = [c for c in neighbours[chain[-1]] if frozenset((chain[-1], c)) not in used]
                if not onward:
                    break
                used.add(frozenset((chain[-1], onward[0])))
                chain.append(onward[0])
            chains.append(chain)
    return chains


def _finished(chain: list[Cell], position: dict[Cell, Point]) -> Line:
    line = LineString([position[cell] for cell in chain]).simplify(TOLERANCE)
    return rounded([(x, y) for x, y in line.coords], BASEMAP_DECIMALS)
