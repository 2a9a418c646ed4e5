"""Lakes (blips), rivers (@comapeo/fallback-smp), both after Natural Earth, and labels of the seas."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import Any

import shapely
from shapely import Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from builder.countries import NEAR, WINDOW
from builder.geo import rounded
from builder.npm import npm_file
from builder.paths import BASEMAP_DECIMALS, DERIVED, GEODATA, package_folder, write_json
from builder.tables import read_rows

LAKE_TOLERANCE, RIVER_TOLERANCE = 0.015, 0.015
LEAST_LAKE_NEAR, LEAST_LAKE_FAR = 0.018, 0.15
# The lowest zoom at which Natural Earth shows a river; above this the map would only get busy.
RIVER_ZOOM = 5.3


def blips_data() -> dict[str, Any]:
    """The base map of blips."""
    path = package_folder("blips") / "data" / "basemap.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        data: dict[str, Any] = json.load(handle)
    return data


def build_lakes() -> None:
    """Write lakes.json, largest first."""
    lakes = []
    for rings in blips_data()["lakes"]:
        lake = shapely.make_valid(Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 3]))
        for part in shapely.get_parts(lake):
            least = LEAST_LAKE_NEAR if part.intersects(NEAR) else LEAST_LAKE_FAR
            # The Caspian is open sea in the countries file, and islands of it would be drawn as water here.
            if part.geom_type == "Polygon" and part.area >= least and part.within(WINDOW) and part.area < 20:
                lakes.append(part)
    lakes.sort(key=lambda lake: -lake.area)
    simple = [shapely.simplify(lake, LAKE_TOLERANCE) for lake in lakes]
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    ring
                    for ring in (
                        rounded(list(r.coords), BASEMAP_DECIMALS) for r in (lake.exterior, *lake.interiors)
                    )
                    if len(ring) > 3
                ],
            },
        }
        for lake in simple
    ]
    size = write_json(DERIVED / "lakes.json", {"type": "FeatureCollection", "features": features})
    print(f"lakes.json: {len(features)} lakes, {size / 1e6:.2f} MB")


def build_rivers() -> None:
    """Write rivers.json; `width` is Natural Earth's stroke weight."""
    archive = npm_file("@comapeo/fallback-smp", "1.0.0", "dist/comapeo-fallback-map.smp")
    with zipfile.ZipFile(archive) as smp:
        style = json.loads(smp.read("style.json"))
    features: list[dict[str, Any]] = []
    for feature in style["sources"]["rivers"]["data"]["features"]:
        if feature["properties"]["min_zoom"] > RIVER_ZOOM:
            continue
        features.extend(
            _river(line, feature["properties"])
            for line in shapely.get_parts(shape(feature["geometry"]))
            if line.intersects(WINDOW)
        )
    size = write_json(DERIVED / "rivers.json", {"type": "FeatureCollection", "features": features})
    print(f"rivers.json: {len(features)} rivers, {size / 1e6:.2f} MB")


def _river(line: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    simple = shapely.simplify(line, RIVER_TOLERANCE)
    return {
        "type": "Feature",
        "properties": {"width": properties["strokeweig"], "min_zoom": properties["min_zoom"]},
        "geometry": {
            "type": "LineString",
            "coordinates": rounded([(x, y) for x, y in simple.coords], BASEMAP_DECIMALS),
        },
    }


def build_seas() -> None:
    """Write seas.json from the label table beside this module."""
    rows = read_rows(GEODATA / "builder" / "sea_labels.csv")
    seas = [
        {
            "id": row["id"],
            "names": {key[5:]: text for key, text in row.items() if key.startswith("name_") and text},
            "point": [float(row["lon"]), float(row["lat"])],
            "angle": int(row["angle"]),
            "rank": int(row["rank"]),
        }
        for row in rows
    ]
    size = write_json(DERIVED / "seas.json", seas)
    print(f"seas.json: {len(seas)} seas, {size / 1e3:.0f} kB")
