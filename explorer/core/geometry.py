"""Lines and areas on the globe, as every surface takes them: (lon, lat) in degrees, EPSG:4326."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]
"""(lon, lat) in degrees."""

Geometry = Mapping[str, tuple[tuple[Point, ...], ...]]
"""Leg id -> line parts of (lon, lat), from the leg's `from` to its `to`, split at 180 degrees."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; east may pass 180."""

UNWRAP_WEST_OF = -160.0
"""West of here, degrees run on past 180: the ways by the Bering Strait stay in one piece."""


def unwrapped(lon: float) -> float:
    """A longitude that runs on past 180 degrees on the Pacific side."""
    return lon + 360.0 if lon < UNWRAP_WEST_OF else lon


Line = tuple[Point, ...]
Polygon = tuple[Line, ...]
"""Rings: the outer one first, then holes."""


@dataclass(frozen=True, slots=True)
class Land:
    """A country's land. `code` is ISO 3166-1 alpha-2, lower case; `label` is where its name stands."""

    code: str
    names: Mapping[str, str]
    label: Point
    rank: int
    is_disputed: bool
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """A border between two countries; disputed ones are drawn dashed."""

    lines: tuple[Line, ...]
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map: a sea (`angle` in degrees) or a city (`country` set). Rank 1 shows first."""

    names: Mapping[str, str]
    point: Point
    rank: int
    angle: float = 0.0
    country: str = ""
    node_id: str = ""


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under the network: land, water, borders, context railways and names."""

    lands: tuple[Land, ...]
    borders: tuple[Border, ...]
    lakes: tuple[Polygon, ...]
    rivers: tuple[tuple[Line, float], ...]
    railways: tuple[Line, ...]
    cities: tuple[MapName, ...]
    seas: tuple[MapName, ...]
