"""Map projections for paper: chosen by what must be seen, named in words. Degrees in, metres out.

Eurasia by land takes a conformal conic whose standard parallels follow from the extent; a long way
from north to south an equidistant conic; a way through the Arctic an azimuthal one around the pole;
a way around the world a Robinson. Distances never come from degrees, but from geodesics.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod, Transformer

from explorer.core.geometry import Bounds, Point, unwrapped

Array = NDArray[np.float64]

GEOD: Final = Geod(ellps="WGS84")
_ELLIPSOID = "+ellps=WGS84 +units=m +no_defs"

CONFORMAL_SPAN: Final = 40.0
"""Degrees from south to north up to which shapes count more than distances."""
CONIC_SPAN: Final = 72.0
"""Degrees from south to north beyond which no cone fits."""
CONIC_WIDTH: Final = 185.0
"""Degrees from west to east beyond which no cone fits."""
_SOUTH_OF_CONES = -8.0
_ARCTIC_NORTH, _ARCTIC_WIDTH, _ARCTIC_SOUTH = 70.0, 60.0, -20.0


class Kind(Enum):
    """A family of projections."""

    CONFORMAL_CONIC = "lcc"
    EQUIDISTANT_CONIC = "eqdc"
    POLAR = "aeqd"
    WORLD = "robin"


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection: its family, standard parallels (conics only) and central meridian, in degrees."""

    kind: Kind
    meridian: float
    parallels: tuple[float, float] = (0.0, 0.0)

    @property
    def definition(self) -> str:
        """What PROJ calls it."""
        head = f"+proj={self.kind.value} +lon_0={self.meridian:g}"
        if self.kind is Kind.WORLD:
            return f"{head} {_ELLIPSOID}"
        if self.kind is Kind.POLAR:
            return f"{head} +lat_0=90 {_ELLIPSOID}"
        south, north = self.parallels
        middle = (south + north) / 2
        return f"{head} +lat_0={middle:g} +lat_1={south:g} +lat_2={north:g} {_ELLIPSOID}"

    @property
    def words(self) -> str:
        """The projection for the foot of a page."""
        meridian = f"central meridian {degrees_words(self.meridian, 'EW')}"
        if self.kind is Kind.WORLD:
            return f"Robinson projection, {meridian}"
        if self.kind is Kind.POLAR:
            return f"Azimuthal equidistant projection from the North Pole, {meridian}"
        south, north = (degrees_words(value, "NS") for value in self.parallels)
        name = "Lambert conformal conic" if self.kind is Kind.CONFORMAL_CONIC else "Equidistant conic"
        return f"{name} projection, standard parallels {south} and {north}, {meridian}"

    @property
    def is_straight(self) -> bool:
        """Whether the map is cut open opposite its central meridian (all but the polar one)."""
        return self.kind is not Kind.POLAR

    def project(self, points: Iterable[Point] | Array) -> Array:
        """Points (lon, lat) in degrees -> (x, y) in metres, y to the north; shape (n, 2).

        Longitudes may run past 180. Those farther than 180 degrees from the central meridian come
        around from the other side.
        """
        lon_lat = np.asarray(points if isinstance(points, np.ndarray) else list(points), dtype=np.float64)
        lon_lat = lon_lat.reshape(-1, 2)
        x, y = _forward(self.definition).transform(lon_lat[:, 0], lon_lat[:, 1])
        return np.column_stack((x, y))

    def unproject(self, metres: Array) -> Array:
        """The way back: (x, y) in metres -> (lon, lat) in degrees, shape (n, 2); inf outside the globe."""
        x, y = _backward(self.definition).transform(metres[:, 0], metres[:, 1])
        return np.column_stack((x, y))


def degrees_words(value: float, letters: str) -> str:
    """A longitude (`EW`) or latitude (`NS`) as maps write it: `60° E`, `35.5° N`, `0°`."""
    if letters == "EW":
        value = (value + 180.0) % 360.0 - 180.0
    if value in (0.0, -180.0):
        return f"{abs(value):g}°"
    return f"{abs(value):g}° {letters[0] if value > 0 else letters[1]}"


@lru_cache(maxsize=64)
def _forward(definition: str) -> Transformer:
    return _pipeline(f"+step +proj=unitconvert +xy_in=deg +xy_out=rad +step {definition}")


@lru_cache(maxsize=64)
def _backward(definition: str) -> Transformer:
    return _pipeline(f"+step +inv {definition} +step +proj=unitconvert +xy_in=rad +xy_out=deg")


def _pipeline(steps: str) -> Transformer:
    return Transformer.from_pipeline(f"+proj=pipeline {steps}")


def projection_for(bounds: Bounds) -> Projection:
    """The projection for what must be seen (west, south, east, north in degrees; east may pass 180)."""
    west, south, east, north = bounds
    width, height = east - west, north - south
    meridian = _rounded((west + east) / 2, width)
    is_arctic = north >= _ARCTIC_NORTH and width >= _ARCTIC_WIDTH and south >= _ARCTIC_SOUTH
    if is_arctic or (south + north) / 2 >= _ARCTIC_NORTH:
        return Projection(Kind.POLAR, meridian)
    if width > CONIC_WIDTH or height > CONIC_SPAN or south < _SOUTH_OF_CONES:
        return Projection(Kind.WORLD, meridian)
    kind = Kind.CONFORMAL_CONIC if height <= CONFORMAL_SPAN else Kind.EQUIDISTANT_CONIC
    return Projection(kind, meridian, _parallels(south, north))


def _rounded(meridian: float, width: float) -> float:
    step = 5.0 if width > 20.0 else 1.0
    return (round(meridian / step) * step + 180.0) % 360.0 - 180.0


def _parallels(south: float, north: float) -> tuple[float, float]:
    """Standard parallels a sixth of the extent inside its edges (Deetz and Adams 1934)."""
    inside = (north - south) / 6.0
    first, second = round(max(south, -5.0) + inside), round(north - inside)
    if second - first < 2:
        middle = round((south + north) / 2)
        first, second = middle - 1, middle + 1
    if first + second == 0:
        second += 1  # no cone touches both: it would be a cylinder
    return float(first), float(second)


def bounds_of(points: Iterable[Point]) -> Bounds | None:
    """The extent of points (lon, lat), longitudes running on past 180 on the Pacific side; None without."""
    all_points = [(unwrapped(lon), lat) for lon, lat in points]
    if not all_points:
        return None
    lons, lats = [lon for lon, _ in all_points], [lat for _, lat in all_points]
    return min(lons), min(lats), max(lons), max(lats)
