"""Countries and land borders from Natural Earth: simplified as one coverage: shared borders stay shared."""

from __future__ import annotations

from typing import Any

import shapely
from shapely import MultiPolygon, Polygon, STRtree, box
from shapely.geometry.base import BaseGeometry

from builder.geo import rounded
from builder.land import country_records, iso_code
from builder.paths import BASEMAP_DECIMALS, DERIVED, write_json
from builder.tables import name_changes

# Eurasia and all coasts that the sea routes pass, and the sliver beyond 180 degrees for the Bering Strait.
WINDOW = shapely.union(box(-25, -38, 180, 82), box(-180, 50, -168.5, 72))
# Where the corridors are: small islands count here and are dropped elsewhere.
NEAR = box(-12, 22, 150, 72)
# Degrees; square root of the triangle area that a vertex must span to stay.
TOLERANCE = 0.055
LEAST_AREA_NEAR, LEAST_AREA_FAR = 0.008, 0.06
LANGUAGES = ("en", "ru", "zh", "de", "fr", "tr", "pl", "uk", "fa", "ar")
DISPUTED_TYPES = ("Disputed", "Indeterminate")
# Natural Earth calls Israel disputed as a whole; what is meant are these borders, not those to Egypt and
# Jordan. The lines of control in Kashmir and at Aksai Chin are no separate territories in the source and
# are added here.
DISPUTED_BORDERS = {frozenset(pair) for pair in (("il", "sy"), ("il", "lb"), ("in", "pk"), ("cn", "in"))}
# Reefs and bases that are too small to show.
EMPTY_CODES = {"esb", "wsb", "cnm", "bri", "usg", "spi", "ser", "bjn", "pga", "scr"}


def build_countries() -> None:
    """Write countries.json and borders.json."""
    records = _merged_records()
    simple = shapely.coverage_simplify([geometry for _, geometry in records], TOLERANCE)
    clipped = shapely.intersection(simple, WINDOW)
    kept = [
        (record, _large_parts(geometry))
        for (record, _), geometry in zip(records, clipped, strict=True)
        if not geometry.is_empty
    ]
    kept = [(record, parts) for record, parts in kept if parts]
    kept.sort(key=lambda item: iso_code(item[0]))
    features = [_feature(record, parts) for record, parts in kept]
    size = write_json(DERIVED / "countries.json", {"type": "FeatureCollection", "features": features})
    print(f"countries.json: {len(features)} countries, {size / 1e6:.2f} MB")
    borders = _borders([(record, MultiPolygon(parts)) for record, parts in kept])
    size = write_json(DERIVED / "borders.json", {"type": "FeatureCollection", "features": borders})
    print(f"borders.json: {len(borders)} borders, {size / 1e6:.2f} MB")


def _merged_records() -> list[tuple[dict[str, Any], BaseGeometry]]:
    """One record per code: what Natural Earth keeps apart (Baikonur, bases) joins its country."""
    by_code: dict[str, tuple[dict[str, Any], list[BaseGeometry]]] = {}
    for record, geometry in country_records():
        code = iso_code(record)
        if code in EMPTY_CODES or not geometry.intersects(WINDOW):
            continue
        if code not in by_code or geometry.area > by_code[code][1][0].area:
            earlier = by_code.get(code, (record, []))[1]
            by_code[code] = (record, [geometry, *earlier])
        else:
            by_code[code][1].append(geometry)
    return [
        (record, parts[0] if len(parts) == 1 else shapely.union_all(parts))
        for record, parts in by_code.values()
    ]


def _large_parts(geometry: BaseGeometry) -> list[Polygon]:
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    if not parts:
        return []
    parts.sort(key=lambda part: -part.area)

    def is_large(part: Polygon) -> bool:
        return part.area >= (LEAST_AREA_NEAR if part.intersects(NEAR) else LEAST_AREA_FAR)

    # The largest part always stays, or small countries would vanish.
    return [parts[0], *filter(is_large, parts[1:])]


def _feature(record: dict[str, Any], parts: list[Polygon]) -> dict[str, Any]:
    names = {language: record[f"NAME_{language.upper()}"] for language in LANGUAGES}
    names |= name_changes("country").get(iso_code(record), {})
    return {
        "type": "Feature",
        "id": iso_code(record),
        "properties": {
            "id": iso_code(record),
            "names": {language: name for language, name in names.items() if name},
            "label": [round(float(record["LABEL_X"]), 2), round(float(record["LABEL_Y"]), 2)],
            "rank": int(record["LABELRANK"]),
            "disputed": is_disputed(record),
        },
        "geometry": {"type": "MultiPolygon", "coordinates": [_rings(part) for part in parts]},
    }


def _rings(part: Polygon) -> list[list[tuple[float, float]]]:
    rings = [part.exterior, *part.interiors]
    lines = [rounded([(x, y) for x, y in ring.coords], BASEMAP_DECIMALS) for ring in rings]
    return [line for line in lines if len(line) >= 4]


def is_disputed(record: dict[str, Any]) -> bool:
    """Whether Natural Earth calls the territory itself disputed or indeterminate."""
    return record["TYPE"] in DISPUTED_TYPES and iso_code(record) != "il"


def is_disputed_border(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a border is drawn dashed: it touches a disputed territory, or is on the list."""
    pair = frozenset((iso_code(one), iso_code(other)))
    return is_disputed(one) or is_disputed(other) or pair in DISPUTED_BORDERS


def _borders(countries: list[tuple[dict[str, Any], MultiPolygon]]) -> list[dict[str, Any]]:
    """Lines that two countries share, one feature per pair."""
    polygons = [geometry for _, geometry in countries]
    pairs = STRtree(polygons).query(polygons, predicate="intersects").T
    features = []
    for i, j in sorted((int(i), int(j)) for i, j in pairs if i < j):
        shared = shapely.intersection(polygons[i].boundary, polygons[j].boundary)
        lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
        if not lines:
            continue
        merged = shapely.line_merge(shapely.MultiLineString(lines))
        coordinates = [
            rounded([(x, y) for x, y in part.coords], BASEMAP_DECIMALS) for part in shapely.get_parts(merged)
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "between": [iso_code(countries[i][0]), iso_code(countries[j][0])],
                    "disputed": is_disputed_border(countries[i][0], countries[j][0]),
                },
                "geometry": {
                    "type": "MultiLineString",
                    "coordinates": [c for c in coordinates if len(c) > 1],
                },
            }
        )
    return features
