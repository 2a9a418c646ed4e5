"""Geometry of sea and ferry legs: ways in the searoute network, or lines drawn in open water."""

from __future__ import annotations

import warnings
from typing import Any

from builder.geo import Line, Point, distance_km, geodesic_km, great_circle, unwrapped, without_repeats
from builder.land import Land
from builder.paths import BuildError
from builder.rail import Traced
from builder.tables import LegRow, NodeRow, Via, drawn_stops

# Always passed in full: the package's default vanishes as soon as a list is given, and None keeps the
# last call's list.
RESTRICTIONS = ("northwest", "panama", "chili")
# One word closes the Northwest and the Northeast passage: a leg that ends north of this latitude sails
# the latter.
ARCTIC_LATITUDE = 65.0
DRAWN_STEP_KM = 80.0
# Points at either end of a network way that may be cut off, so that a ship does not sail back to a
# network node.
CUT_POINTS = 6


def trace_sea(leg: LegRow, nodes: dict[str, NodeRow], vias: list[Via], land: Land) -> Traced:
    """Geometry of a sea or ferry leg from its `from` to its `to` node; longitudes may run on past 180.

    Raises
    ------
    BuildError
        If the network has no way, naming the leg.
    """
    between, drawn = drawn_stops(leg, vias)
    places = [(leg.start, nodes[leg.start].point)]
    places += [(via.place, _point(leg, via)) for via in between]
    places.append((leg.end, nodes[leg.end].point))
    line: Line = []
    drawn_km = 0.0
    for i in range(len(places) - 1):
        (name_a, a), (name_b, b) = places[i], places[i + 1]
        if drawn[i] and drawn[i + 1]:
            piece = great_circle(a, b, DRAWN_STEP_KM)
            drawn_km += geodesic_km(piece)
        else:
            piece = _sailed(leg, (name_a, a), (name_b, b), land)
        line.extend(piece)
    line = unwrapped(without_repeats(line))
    return Traced(line, geodesic_km(line), drawn_km)


def _point(leg: LegRow, via: Via) -> Point:
    if via.point is None:
        raise BuildError(f"leg {leg.id}: via {via.place} at sea needs lon and lat in leg_vias.csv")
    return via.point


def _sailed(leg: LegRow, start: tuple[str, Point], end: tuple[str, Point], land: Land) -> Line:
    way = _network_way(start[1], end[1])
    if len(way) < 2:
        raise BuildError(
            f"leg {leg.id}: searoute has no way from {start[0]} to {end[0]}; add draw points to leg_vias.csv"
        )
    line = unwrapped([start[1], *way, end[1]])
    line = _cut_start(line, land)
    return _cut_start(line[::-1], land)[::-1]


def _network_way(start: Point, end: Point) -> Line:
    from searoute import searoute  # type: ignore[import-untyped]

    arctic = max(start[1], end[1]) > ARCTIC_LATITUDE
    closed = [passage for passage in RESTRICTIONS if not (arctic and passage == "northwest")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        feature: Any = searoute(list(start), list(end), restrictions=closed)
    return [(float(lon), float(lat)) for lon, lat in feature["geometry"]["coordinates"]]


def _cut_start(line: Line, land: Land) -> Line:
    """The line without the first network points where going straight to a later one stays in water."""
    start = line[0]
    best = line
    for k in range(2, min(CUT_POINTS, len(line) - 1)):
        if distance_km(start, line[k]) > 400.0:
            break
        if land.crossed_km([start, line[k]]) <= land.crossed_km(line[: k + 1]) + 0.5:
            best = [start, *line[k:]]
    return best
