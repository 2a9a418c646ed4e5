"""Lines and areas from degrees to the page: cut open, made dense, projected, clipped and thinned out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from explorer.core.geometry import Line, Polygon
from explorer.figures.frame import Frame
from explorer.figures.projection import Array

DENSE_DEGREES: Final = 1.0
"""No stretch is longer than this before it is projected: straight in degrees is bent on paper."""

GRID_PT: Final = 0.01
"""Places on paper are rounded to this, so that neighbours keep their common edge."""

_SPECK_PT2 = 0.01
_EDGE = 1e-9

Geometries = np.ndarray[Any, np.dtype[np.object_]]


@lru_cache(maxsize=512)
def _made(polygons: tuple[Polygon, ...]) -> Geometries:
    """Polygons as shapes, kept: every map of a document shows the same land."""
    return np.array([shapely.Polygon(rings[0], rings[1:]) for rings in polygons], dtype=object)


def lines_on_page(
    frame: Frame, lines: Sequence[Line], tolerance_pt: float, *, is_once: bool = False
) -> tuple[Line, ...]:
    """Lines (lon, lat) -> lines on the page, clipped to the frame.

    `is_once` draws what several lines share only once, so that their dashes don't fill each other.
    """
    whole = [line for line in lines if len(line) > 1]
    if not whole:
        return ()
    counts = [len(line) for line in whole]
    points = np.array([point for line in whole for point in line], dtype=np.float64)
    made = np.asarray(shapely.linestrings(points, indices=np.repeat(np.arange(len(whole)), counts)))
    clipped = _clipped(frame, _projected(frame, made), 0.0)
    if is_once and len(clipped) > 1:
        clipped = np.array([shapely.line_merge(shapely.union_all(clipped))], dtype=object)
    thinned = shapely.simplify(clipped, tolerance_pt)
    parts = shapely.get_parts(thinned)
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    merged = shapely.line_merge(shapely.multilinestrings(parts)) if len(parts) > 1 else parts
    return tuple(line_of(part) for part in shapely.get_parts(merged) if not part.is_empty)


def areas_on_page(frame: Frame, polygons: Sequence[Polygon], pad_pt: float = 0.0) -> BaseGeometry:
    """Polygons (lon, lat) -> one area on the page, clipped to the frame and `pad_pt` around it."""
    made = _made(tuple(polygons))
    clipped = _clipped(frame, _projected(frame, made), pad_pt)
    bounds = shapely.bounds(made)
    if bounds[:, 2].max() < 180.0 - _EDGE and bounds[:, 0].min() > _EDGE - 180.0:
        return polygons_only(clipped)
    return polygons_only([shapely.union_all(clipped, grid_size=GRID_PT)])


def line_of(geometry: BaseGeometry) -> Line:
    """A line's points, in hundredths of a point: finer than any printer."""
    return tuple(map(tuple, np.round(shapely.get_coordinates(geometry), 2).tolist()))


def polygons_of(geometry: BaseGeometry, smallest_pt2: float = 0.0) -> tuple[Polygon, ...]:
    """An area as rings on the page; islands and lakes smaller than `smallest_pt2` are left out."""
    result = []
    for part in shapely.get_parts(geometry):
        if part.geom_type != "Polygon" or part.is_empty or part.area < smallest_pt2:
            continue
        holes = (ring for ring in part.interiors if shapely.Polygon(ring).area >= smallest_pt2)
        result.append((line_of(part.exterior), *(line_of(ring) for ring in holes)))
    return tuple(result)


def polygons_only(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    """One area out of many, without the points and lines that clipping leaves behind."""
    parts = shapely.get_parts(shapely.get_parts(np.array(list(geometries), dtype=object)))
    parts = shapely.get_parts(shapely.make_valid(parts))
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    area: BaseGeometry = shapely.MultiPolygon(list(parts[is_area & (shapely.area(parts) > _SPECK_PT2)]))
    return area


def _projected(frame: Frame, made: Geometries) -> Geometries:
    """Degrees -> page; a map that is cut open is cut opposite its central meridian."""
    opened = _cut_open(made, frame.projection.meridian) if frame.projection.is_straight else made
    dense = shapely.segmentize(opened, DENSE_DEGREES)

    def place(points: Array) -> Array:
        placed = np.nan_to_num(frame.place_all(points), nan=1e7, posinf=1e7, neginf=-1e7)
        return np.round(placed / GRID_PT) * GRID_PT

    placed: Geometries = shapely.transform(dense, place)
    return placed


def _cut_open(made: Geometries, meridian: float) -> Geometries:
    """Every shape within 180 degrees of the meridian; what crosses the cut is on both sides."""
    west, east = meridian - 180.0 + _EDGE, meridian + 180.0 - _EDGE
    bounds = shapely.bounds(made)
    result = []
    for turn in (-360.0, 0.0, 360.0):
        is_near = (bounds[:, 2] + turn > west) & (bounds[:, 0] + turn < east)
        near = made[is_near]
        if turn:
            near = shapely.transform(near, partial(np.add, np.array((turn, 0.0))))
        inside = (bounds[is_near, 0] + turn >= west) & (bounds[is_near, 2] + turn <= east)
        cut = near[~inside]
        if len(cut):
            cut = shapely.intersection(shapely.make_valid(cut), shapely.box(west, -90.0, east, 90.0))
        result += [near[inside], cut]
    return np.concatenate(result)


def _clipped(frame: Frame, placed: Geometries, pad_pt: float) -> Geometries:
    low, right, bottom = -pad_pt, frame.size.width + pad_pt, frame.size.height + pad_pt
    bounds = shapely.bounds(placed)
    is_near = (bounds[:, 2] >= low) & (bounds[:, 0] <= right)
    is_near &= (bounds[:, 3] >= low) & (bounds[:, 1] <= bottom)
    near = placed[is_near]
    inside = shapely.bounds(near)
    is_whole = (inside[:, 0] >= low) & (inside[:, 1] >= low) & (inside[:, 2] <= right)
    is_whole &= inside[:, 3] <= bottom
    across = near[~is_whole]
    if len(across):
        frame_box = shapely.box(low, low, right, bottom)
        across = shapely.intersection(shapely.make_valid(across), frame_box)
    result: Geometries = np.concatenate((near[is_whole], across))
    return result[~shapely.is_empty(result)]
