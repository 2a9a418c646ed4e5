"""Geometry of rail and road legs: ways through the network, bent at towns where that is only a chord."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import cos, hypot, radians

from builder.geo import Line, Point, distance_km, geodesic_km, without_repeats
from builder.network_graph import Graph, Stop, find_way, way_line
from builder.paths import BuildError
from builder.places import Towns
from builder.tables import LegRow, NodeRow, Via, drawn_stops

# A node or via joins the track at the best of the nodes within this radius; beyond it at the nearest one
# up to FAR_KM.
NEAR_KM = 8.0
FAR_KM = 25.0
ACCESS_NODES = 60
# A chord longer than this is bent at towns on the line.
BEND_KM = 18.0
# A way that comes back to the same place within this length went into a yard and out again.
SPUR_KM = 30.0
MAX_BENDS = 12


@dataclass(frozen=True, slots=True)
class Traced:
    """A leg's line and what is known about it: length of the track it follows, and of what is only drawn."""

    line: Line
    track_km: float
    drawn_km: float


def trace(leg: LegRow, nodes: dict[str, NodeRow], vias: list[Via], graph: Graph, towns: Towns) -> Traced:
    """Geometry of a rail or road leg from its `from` to its `to` node.

    Raises
    ------
    BuildError
        If the network does not join the stops and no via draws the missing piece; names the leg.
    """
    ends = (nodes[leg.start].point, nodes[leg.end].point)
    try:
        between, drawn = drawn_stops(leg, vias)
        stops, bends = _placed(leg, ends, between, towns)
        line, track_km, drawn_km = _joined(stops, drawn, graph)
    except BuildError as fault:
        raise BuildError(f"leg {leg.id}: {fault}; add via or draw points to leg_vias.csv") from fault
    pieces = _bent_at(line, bends)
    countries = frozenset((nodes[leg.start].country, nodes[leg.end].country))
    return Traced(_bent_at_towns(pieces, towns, countries), track_km, drawn_km)


_Placed = tuple[str, Point]


def _placed(
    leg: LegRow, ends: tuple[Point, Point], vias: list[Via], towns: Towns
) -> tuple[list[_Placed], list[Point]]:
    stops: list[_Placed] = [(leg.start, ends[0])]
    bends: list[Point] = []
    for via in vias:
        point = via.point or towns.find(via.place, via.country, ends)
        if via.use == "shape":
            bends.append(point)
        else:
            stops.append((via.place, point))
    stops.append((leg.end, ends[1]))
    return stops, bends


# A line whose pieces also know how long the track behind each chord is.
_Measured = list[tuple[Point, float]]


def _joined(stops: list[_Placed], drawn: list[bool], graph: Graph) -> tuple[_Measured, float, float]:
    """Routed and drawn stretches in order; each point carries the track km from the point before."""
    line: _Measured = [(stops[0][1], 0.0)]
    track_km = drawn_km = 0.0
    i = 0
    while i < len(stops) - 1:
        if drawn[i] and drawn[i + 1]:
            km = distance_km(line[-1][0], stops[i + 1][1])
            line.append((stops[i + 1][1], km * 1.02))
            drawn_km += km
            track_km += km
            i += 1
            continue
        last = i + 1
        while last < len(stops) - 1 and not (drawn[last] and drawn[last + 1]):
            last += 1
        piece = _routed(stops[i : last + 1], graph)
        line.append((piece[0][0], distance_km(line[-1][0], piece[0][0]) * 1.05))
        line.extend(piece[1:])
        track_km += sum(km for _, km in piece)
        i = last
        if last == len(stops) - 1:
            line.append((stops[-1][1], distance_km(line[-1][0], stops[-1][1]) * 1.05))
    return _without_repeats(line), track_km, drawn_km


def _routed(stops: list[_Placed], graph: Graph) -> _Measured:
    chosen = []
    for name, point in stops:
        access = graph.near(point, NEAR_KM, ACCESS_NODES) or graph.near(point, FAR_KM, 1)
        if not access:
            raise BuildError(f"no track within {FAR_KM:.0f} km of {name}")
        chosen.append(Stop(name, point, access))
    nodes = _without_spurs(find_way(graph, chosen), graph)
    lengths = [0.0, *[graph.length_km(a, b) for a, b in itertools.pairwise(nodes)]]
    return list(zip(way_line(graph, nodes), lengths, strict=True))


def _without_spurs(nodes: list[int], graph: Graph) -> list[int]:
    """The way without short trips from a node back to the same node (via points beside the main line)."""
    kept: list[int] = []
    travelled: list[float] = []
    for node in nodes:
        if node in kept:
            back = kept.index(node)
            loop = travelled[-1] - travelled[back] + graph.length_km(kept[-1], node)
            if loop <= SPUR_KM:
                del kept[back + 1 :], travelled[back + 1 :]
                continue
        travelled.append(travelled[-1] + graph.length_km(kept[-1], node) if kept else 0.0)
        kept.append(node)
    return kept


def _without_repeats(line: _Measured) -> _Measured:
    kept = line[:1]
    for point, km in line[1:]:
        if point == kept[-1][0]:
            continue
        kept.append((point, km))
    return kept


def _bent_at(line: _Measured, bends: list[Point]) -> _Measured:
    """The line with each bend put where it lengthens it least."""
    result = list(line)
    for bend in bends:
        at = min(range(1, len(result)), key=lambda k: _detour_km(result[k - 1][0], bend, result[k][0]))
        point, km = result[at]
        before, after = distance_km(result[at - 1][0], bend), distance_km(bend, point)
        share = before / (before + after) if before + after else 0.0
        result[at : at + 1] = [(bend, max(km * share, before)), (point, max(km * (1 - share), after))]
    return result


def _detour_km(a: Point, middle: Point, b: Point) -> float:
    return distance_km(a, middle) + distance_km(middle, b) - distance_km(a, b)


def _bent_at_towns(line: _Measured, towns: Towns, countries: frozenset[str]) -> Line:
    """The line with towns as shape points in every long chord, as far as the true track length allows."""
    result = [line[0][0]]
    for (a, _), (b, track_km) in itertools.pairwise(line):
        if distance_km(a, b) > BEND_KM:
            result.extend(_bends((a, b), track_km, towns, countries))
        result.append(b)
    return without_repeats(result)


def _bends(
    ends: tuple[Point, Point], track_km: float, towns: Towns, countries: frozenset[str]
) -> list[Point]:
    a, b = ends
    chord = distance_km(a, b)
    # Track wriggles on its own account: leave a part of the surplus to that.
    budget = chord + 0.7 * max(track_km - chord, 0.0)
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    radius = chord / 111.2 / max(cos(radians(middle[1])), 0.2) / 1.8
    candidates = [
        point
        for point in towns.around(middle, radius, countries)
        if _detour_km(a, point, b) <= budget - chord
        and min(distance_km(a, point), distance_km(point, b)) > 4.0
    ]
    chain = [a, b]
    while candidates and len(chain) < MAX_BENDS + 2:
        cost, at, point = _cheapest(chain, candidates)
        if geodesic_km(chain) + cost > budget:
            break
        candidates.remove(point)
        if _is_smooth(chain[at - 1], point, chain[at]):
            chain.insert(at, point)
    return chain[1:-1]


def _cheapest(chain: Line, candidates: list[Point]) -> tuple[float, int, Point]:
    choices = [
        (_detour_km(chain[at - 1], point, chain[at]), at, point)
        for point in candidates
        for at in range(1, len(chain))
    ]
    return min(choices)


def _is_smooth(a: Point, middle: Point, b: Point) -> bool:
    """Whether a bend is far from both neighbours and turns by less than some 50 degrees."""
    if min(distance_km(a, middle), distance_km(middle, b)) < 5.0:
        return False
    flat = cos(radians(middle[1]))
    u = ((middle[0] - a[0]) * flat, middle[1] - a[1])
    v = ((b[0] - middle[0]) * flat, b[1] - middle[1])
    return (u[0] * v[0] + u[1] * v[1]) / (hypot(*u) * hypot(*v)) > 0.64
