"""The frame of a map: which part of a projection is seen, how large, and where on the page.

Page coordinates are points (1/72 inch) from the frame's upper left corner, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, isfinite, log2, radians
from typing import Final

import numpy as np

from explorer.core.geometry import Bounds, Point
from explorer.figures.projection import GEOD, Array, Kind, Projection, bounds_of, projection_for

EUROPE_TO_CHINA: Final[Bounds] = (-8.0, 22.0, 113.0, 63.0)
"""What is shown where nothing else tells."""

SMALLEST_KM: Final = 600.0
"""No map shows less than this across: a place needs its surroundings."""

WIDEST_VIEW: Final = 200.0
"""Degrees from west to east; what is wider looks at the world rather than at something on it."""

_SOUTHMOST, _NORTHMOST = -37.5, 84.0
"""The basemap ends at 38 degrees south; north of 84 there is only ice."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a frame in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows: a projection, its middle (metres) and how many metres a point on paper takes."""

    projection: Projection
    size: Size
    middle: tuple[float, float]
    metres_per_pt: float

    def to_page(self, metres: Array) -> Array:
        """Projected metres (n, 2) -> points on the page (n, 2)."""
        x = (metres[:, 0] - self.middle[0]) / self.metres_per_pt + self.size.width / 2
        y = (self.middle[1] - metres[:, 1]) / self.metres_per_pt + self.size.height / 2
        return np.column_stack((x, y))

    def from_page(self, points: Array) -> Array:
        """Points on the page (n, 2) -> (lon, lat) in degrees (n, 2); inf off the globe."""
        x = (points[:, 0] - self.size.width / 2) * self.metres_per_pt + self.middle[0]
        y = self.middle[1] - (points[:, 1] - self.size.height / 2) * self.metres_per_pt
        return self.projection.unproject(np.column_stack((x, y)))

    def place_all(self, points: Iterable[Point] | Array) -> Array:
        """(lon, lat) in degrees -> points on the page, shape (n, 2)."""
        return self.to_page(self.projection.project(points))

    def place(self, point: Point) -> Point:
        """One (lon, lat) in degrees -> (x, y) on the page."""
        x, y = self.place_all([point])[0]
        return float(x), float(y)

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point on the page lies in the frame, `margin` points inside its edge."""
        x, y = point
        return margin <= x <= self.size.width - margin and margin <= y <= self.size.height - margin

    @property
    def km_per_pt(self) -> float:
        """Kilometres along the ground for one point on paper, east-west at the map's middle."""
        x, y = self.size.width / 2, self.size.height / 2
        reach = self.size.width / 20
        ends = self.from_page(np.array([[x - reach, y], [x + reach, y]]))
        if not np.isfinite(ends).all():
            return self.metres_per_pt / 1000
        (lon_1, lat_1), (lon_2, lat_2) = ends.tolist()
        _, _, metres = GEOD.inv(lon_1, lat_1, lon_2, lat_2)
        return float(metres) / 1000 / (2 * reach)


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A scale bar of two equal parts: its length in km and in points, true at the map's middle."""

    km: float
    length_pt: float


def scale_bar(frame: Frame, longest_pt: float) -> ScaleBar:
    """The longest scale bar with a round number of km that is at most `longest_pt` long."""
    per_pt = frame.km_per_pt
    longest = longest_pt * per_pt
    power = 10.0 ** np.floor(np.log10(longest))
    km = max(step * power for step in (1.0, 2.0, 4.0, 5.0, 10.0) if step * power <= longest)
    return ScaleBar(float(km), float(km / per_pt))


def zoom_of(frame: Frame, scale: float) -> float:
    """The zoom level at which a map on screen (Web Mercator) shows as much as this frame."""
    middle = frame.from_page(np.array([[frame.size.width / 2, frame.size.height / 2]]))[0]
    latitude = float(middle[1]) if np.isfinite(middle[1]) else 45.0
    metres_per_px = frame.km_per_pt * 1000 * scale
    return log2(156_543.0 * max(0.2, cos(radians(latitude))) / metres_per_px)


def frame_for(
    points: Iterable[Point], size: Size, margin_pt: float = 0.0, view: Bounds | None = None
) -> Frame:
    """The frame that shows `view` (degrees; east may pass 180), or else all these points (lon, lat).

    What must be seen lies at least `margin_pt` inside the edge; the frame shows more where its
    shape is another.
    """
    seen = list(points)
    bounds = view if view is not None and _is_followed(view) else bounds_of(seen)
    if bounds is None:
        bounds = EUROPE_TO_CHINA
    projection = projection_for(bounds)
    if not seen or bounds == view:
        corners = _extent_of_view(projection, bounds)
        frame = _around(projection, corners[np.isfinite(corners).all(axis=1)], size, 0.0)
        return _within_the_globe(frame)
    corners = projection.project(seen)
    return _around(projection, corners[np.isfinite(corners).all(axis=1)], size, margin_pt)


def _is_followed(view: Bounds) -> bool:
    """Whether a view is one, and no look at all the world: that shows the journey rather than oceans."""
    west, south, east, north = view
    is_plain = all(isfinite(edge) for edge in view) and -90.0 <= south < north <= 90.0
    return is_plain and 0.0 < east - west <= WIDEST_VIEW


def _extent_of_view(projection: Projection, view: Bounds) -> Array:
    """What stands for a view: the middles of its edges, for its corners fan out or close in."""
    west, south, east, north = view
    middle, level = (west + east) / 2, (south + north) / 2
    return projection.project([(west, level), (east, level), (middle, south), (middle, north)])


def _around(projection: Projection, metres: Array, size: Size, margin_pt: float) -> Frame:
    low, high = metres.min(axis=0), metres.max(axis=0)
    room_x, room_y = max(size.width - 2 * margin_pt, 1.0), max(size.height - 2 * margin_pt, 1.0)
    across, down = high - low
    per_pt = max(
        across / room_x, down / room_y, SMALLEST_KM * 1000 / size.width, SMALLEST_KM * 1000 / size.height
    )
    middle = (low + high) / 2
    frame = Frame(projection, size, (float(middle[0]), float(middle[1])), float(per_pt))
    return _not_too_far_south(frame)


def _within_the_globe(frame: Frame) -> Frame:
    """A frame of a world map that is no higher than the world on it, nearer where need be."""
    if frame.projection.kind is not Kind.WORLD:
        return frame
    lon = frame.projection.meridian
    (_, south), (_, north) = frame.projection.project([(lon, _SOUTHMOST), (lon, _NORTHMOST)])
    per_pt = min(frame.metres_per_pt, float(north - south) / frame.size.height)
    middle = min(frame.middle[1], float(north) - per_pt * frame.size.height / 2)
    return _not_too_far_south(Frame(frame.projection, frame.size, (frame.middle[0], middle), per_pt))


def _not_too_far_south(frame: Frame) -> Frame:
    """Move the frame north where it would show what the basemap does not have."""
    if not frame.projection.is_straight:
        return frame
    lon = frame.projection.meridian
    _, least = frame.projection.project([(lon, _SOUTHMOST)])[0]
    bottom = frame.middle[1] - frame.size.height / 2 * frame.metres_per_pt
    if not np.isfinite(least) or bottom >= least:
        return frame
    middle = (frame.middle[0], float(frame.middle[1] + least - bottom))
    return Frame(frame.projection, frame.size, middle, frame.metres_per_pt)
