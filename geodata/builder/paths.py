"""Where the builder reads and writes; the only module that knows the folders."""

from __future__ import annotations

import json
from importlib import metadata, util
from pathlib import Path
from typing import Any

GEODATA = Path(__file__).resolve().parent.parent
TABLES = GEODATA / "tables"
DERIVED = GEODATA / "derived"
CACHE = GEODATA / ".cache"
FONTS = GEODATA.parent / "resources" / "fonts"

# Leaflet draws single precision anyway; 4 decimals are about 10 m and keep the files small.
DECIMALS = 4
# The basemap is simplified to some kilometres: 100 m is enough.
BASEMAP_DECIMALS = 3


class BuildError(Exception):
    """A fault in the tables or the sources, with the place and what to do."""


def package_folder(name: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = util.find_spec(name)
    if spec is None or spec.origin is None:
        raise BuildError(f"package {name} is not installed; install the dependency group geodata")
    return Path(spec.origin).parent


def package_version(distribution: str) -> str:
    """Version of an installed distribution."""
    return metadata.version(distribution)


def write_json(path: Path, value: Any) -> int:
    """Write compact UTF-8 JSON with a closing newline; returns the size in bytes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode("utf-8"))
