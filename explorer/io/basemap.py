"""The packaged basemap -> core values, for pictures and documents. The map page reads the files itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from explorer import assets
from explorer.core.geometry import Basemap, Border, Land, Line, MapName, Polygon
from explorer.errors import DataError


@cache
def load_basemap() -> Basemap:
    """Read land, water, borders, railways and names; once per run.

    Raises
    ------
    DataError
        When a packaged file is missing or damaged.
    """
    try:
        return Basemap(
            lands=tuple(_land(feature) for feature in _features("countries")),
            borders=tuple(
                Border(tuple(_lines(feature["geometry"])), bool(feature["properties"]["disputed"]))
                for feature in _features("borders")
            ),
            lakes=tuple(
                polygon for feature in _features("lakes") for polygon in _polygons(feature["geometry"])
            ),
            rivers=tuple(
                (line, float(feature["properties"]["width"]))
                for feature in _features("rivers")
                for line in _lines(feature["geometry"])
            ),
            railways=tuple(_line(points) for points in _read("railways")),
            cities=tuple(_name(item) for item in _read("cities")),
            seas=tuple(_name(item) for item in _read("seas")),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise DataError([f"The packaged basemap is damaged ({error}). Install the program again."]) from None


def _read(name: str) -> Any:
    path = assets.geodata_dir() / "derived" / f"{name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            [f"{path.name}: is missing or damaged ({error}). Install the program again."]
        ) from None


def _features(name: str) -> list[Any]:
    features: list[Any] = _read(name)["features"]
    return features


def _land(feature: Any) -> Land:
    properties = feature["properties"]
    lon, lat = properties["label"]
    return Land(
        code=properties["id"],
        names=properties["names"],
        label=(float(lon), float(lat)),
        rank=int(properties["rank"]),
        is_disputed=bool(properties["disputed"]),
        polygons=tuple(_polygons(feature["geometry"])),
    )


def _name(item: Any) -> MapName:
    lon, lat = item["point"]
    return MapName(
        names=item["names"],
        point=(float(lon), float(lat)),
        rank=int(item["rank"]),
        angle=float(item.get("angle", 0)),
        country=item.get("country", ""),
        node_id=item.get("node") or "",
    )


def _line(points: Any) -> Line:
    return tuple((float(point[0]), float(point[1])) for point in points)


def _lines(geometry: Any) -> Iterator[Line]:
    if geometry["type"] == "LineString":
        yield _line(geometry["coordinates"])
    else:
        yield from (_line(points) for points in geometry["coordinates"])


def _polygons(geometry: Any) -> Iterator[Polygon]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    yield from (tuple(_line(ring) for ring in rings) for rings in parts)
