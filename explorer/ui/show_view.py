"""Where the map of a presentation looks: below the title that lies over it. No Qt."""

from __future__ import annotations

import math

from explorer.core.geometry import Bounds


def without_title(visible: Bounds, height: int, title_px: float) -> Bounds:
    """What is left of a view (degrees) on a map so many px high, below a title of so many px."""
    west, south, east, north = visible
    high, low = mercator(north), mercator(south)
    return west, south, east, latitude(high - (high - low) * min(1.0, title_px / max(1, height)))


def aspect(bounds: Bounds) -> float:
    """Width by height of a map that shows `bounds` (degrees): tells whether the page knows its new size."""
    west, south, east, north = bounds
    return math.radians(east - west) / max(1e-9, mercator(north) - mercator(south))


def contains(outer: Bounds, inner: Bounds) -> bool:
    """Whether all of `inner` lies in `outer` (degrees)."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def mercator(lat: float) -> float:
    """The map's y of a latitude, in radians at the equator, north up."""
    return math.asinh(math.tan(math.radians(max(-85.05, min(85.05, lat)))))


def latitude(y: float) -> float:
    """The latitude (degrees) of the map's y."""
    return math.degrees(math.atan(math.sinh(y)))
