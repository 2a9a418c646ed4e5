"""The basemap as the page that travels alone takes it: lines as short texts, names in two languages."""

from __future__ import annotations

import json
from typing import Any, Final

from explorer import assets
from explorer.errors import DataError
from explorer.webmap.standalone_lines import encoded

LAYERS: Final = ("countries", "borders", "lakes", "rivers", "railways", "seas", "cities")
"""The files of the basemap, by name (geodata/derived)."""


def basemap_model(language: str) -> dict[str, object]:
    """All layers as JSON values; `story.basemap` writes their lines out again.

    Raises
    ------
    DataError
        When a packaged file is missing or damaged.
    """
    return {name: _layer(name, language) for name in LAYERS}


def _layer(name: str, language: str) -> object:
    path = assets.geodata_dir() / "derived" / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if name == "railways":
            return [_short(line) for line in content]
        if isinstance(content, list):
            return [_named(thing, language) for thing in content]
        return {"features": [_feature(feature, language) for feature in content["features"]]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            [f"{path.name}: is missing or damaged ({error}). Install the program again."]
        ) from None


def _feature(feature: Any, language: str) -> dict[str, object]:
    geometry = feature["geometry"]
    return {
        "properties": _named(feature["properties"], language),
        "geometry": {"type": geometry["type"], "coordinates": _short(geometry["coordinates"])},
    }


def _named(thing: Any, language: str) -> Any:
    """A thing with its English name and the one in a language; others stay at home."""
    if "names" not in thing:
        return thing
    names = {key: name for key, name in thing["names"].items() if key in ("en", language)}
    return {**thing, "names": names}


def _short(coordinates: Any) -> Any:
    """Nested coordinates with every line as a text."""
    if isinstance(coordinates[0][0], int | float):
        return encoded((lon, lat) for lon, lat in coordinates)
    return [_short(part) for part in coordinates]
