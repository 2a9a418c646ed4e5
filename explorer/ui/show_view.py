"""Where the map of a presentation looks: below the title that lies over it. No Qt."""

from __future__ import annotations

import math

from explorer.core.geometry import Bounds

ASIDE_PX, ABOVE_PX = 128, 88
"""What the map leaves free, left and right together, above and below together, around what it fits."""
LEAST_SHARE = 0.35
"""A title may take all of the map's height but this share: the journey never shrinks to a stripe."""


def below_title(bounds: Bounds, size: tuple[int, int], title_px: float) -> Bounds:
    """The bounds (degrees) that make a map of `size` px show `bounds` below a title of so many px."""
    west, south, east, north = bounds
    width, height = size[0] - ASIDE_PX, size[1] - ABOVE_PX
    title_px = min(title_px, height * (1 - LEAST_SHARE))
    if width <= 0 or height <= 0 or title_px <= 0 or east <= west:
        return bounds
    low, high = mercator(south), mercator(north)
    wide, tall = math.radians(east - west), high - low
    # As large as width and what is left of the height allow; so much more above takes the title's px.
    px_per_unit = min(width / wide, (height - title_px) / max(tall, 1e-9))
    return west, south, east, min(85.0, latitude(high + title_px / px_per_unit))


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
