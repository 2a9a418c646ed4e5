"""Checking files that a user has: scenarios, GeoJSON exports, folders with tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from explorer.core.network import Network
from explorer.errors import DataError, ScenarioFileError
from explorer.io.geojson import DECIMALS, SCHEMA
from explorer.io.scenario_file import check_scenario, parse_json

MAX_BYTES: Final = 100_000_000
_KINDS: Final = ("itinerary", "corridor", "leg", "node")


def check_file(path: Path, network: Network) -> tuple[str, ...]:
    """Every fault of a file with its place; empty when it is sound.

    A folder is read as own data (its tables/), `.geojson` as an export, all else as a scenario.
    """
    if path.is_dir():
        return _check_tables(path)
    if path.suffix.lower() == ".geojson":
        return _check_geojson(path)
    return check_scenario(path, network)


def _check_tables(folder: Path) -> tuple[str, ...]:
    from explorer.io.geodata import load_network

    if not (folder / "tables").is_dir():
        return ("is a folder without tables/. Give the folder that holds tables/nodes.csv and the others.",)
    try:
        load_network(folder)
    except DataError as error:
        return error.faults
    return ()


def _check_geojson(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return (f"is larger than {MAX_BYTES // 1_000_000} MB.",)
        document = parse_json(content)
    except ScenarioFileError as error:
        return (str(error),)
    except OSError as error:
        return (f"could not be read: {error.strerror}.",)
    return tuple(_collection_faults(document))


def _collection_faults(document: Any) -> list[str]:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return ["type: must be FeatureCollection"]
    faults = []
    if "crs" in document:
        faults.append("crs: is not allowed; GeoJSON is always WGS 84 (RFC 7946, section 4)")
    metadata = document.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("schema") != SCHEMA:
        faults.append(f"metadata.schema: must be “{SCHEMA}”")
    features = document.get("features")
    if not isinstance(features, list):
        return [*faults, "features: must be a list"]
    seen: set[str] = set()
    for index, feature in enumerate(features):
        faults.extend(f"features[{index}]{fault}" for fault in _feature_faults(feature, seen))
    return faults


def _feature_faults(feature: Any, seen: set[str]) -> list[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return [".type: must be Feature"]
    faults = []
    feature_id = feature.get("id")
    if not isinstance(feature_id, str) or feature_id in seen:
        faults.append(".id: must be a text that no other feature has")
    else:
        seen.add(feature_id)
    properties = feature.get("properties")
    if not isinstance(properties, dict) or properties.get("feature") not in _KINDS:
        faults.append(f".properties.feature: must be one of {', '.join(_KINDS)}")
    return faults + _shape_faults(feature.get("geometry"))


def _shape_faults(shape: Any) -> list[str]:
    if shape is None:
        return []
    kind = shape.get("type") if isinstance(shape, dict) else None
    coordinates = shape.get("coordinates") if isinstance(shape, dict) else None
    if kind == "Point":
        return _line_faults([coordinates], ".geometry.coordinates")
    if kind == "LineString":
        return _line_faults(coordinates, ".geometry.coordinates", 2)
    if kind == "MultiLineString" and isinstance(coordinates, list):
        places = ((part, f".geometry.coordinates[{i}]") for i, part in enumerate(coordinates))
        return [fault for part, place in places for fault in _line_faults(part, place, 2)]
    return [".geometry.type: must be Point, LineString or MultiLineString with coordinates"]


def _line_faults(points: Any, place: str, least: int = 1) -> list[str]:
    if not isinstance(points, list) or len(points) < least:
        return [f"{place}: needs at least {least} positions"]
    faults = []
    for index, point in enumerate(points):
        if not _is_position(point):
            faults.append(
                f"{place}[{index}]: must be [lon, lat] within 180 and 90 degrees, at most 6 decimals"
            )
        elif index and _is_position(points[index - 1]) and abs(point[0] - points[index - 1][0]) > 180:
            faults.append(
                f"{place}[{index}]: crosses 180 degrees and must be cut there (RFC 7946, section 3.1.9)"
            )
    return faults


def _is_position(point: Any) -> bool:
    if not isinstance(point, list) or len(point) != 2:
        return False
    for value, limit in zip(point, (180, 90), strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= limit:
            return False
        if round(value, DECIMALS) != value:
            return False
    return True
