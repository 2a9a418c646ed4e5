"""Whether the packaged data is what was packaged: SHA-256 of every table, story and derived file.

`geodata/checksums.json` is written by `python geodata/checksums.py`; a test holds it against the files.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from explorer import assets

NAME: Final = "checksums.json"
FOLDERS: Final = ("tables", "stories", "derived")


def checksums(directory: Path) -> dict[str, str]:
    """SHA-256 of each data file under `directory`, by its path there (`tables/nodes.csv`)."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in FOLDERS
        for path in sorted((directory / folder).glob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def differing_files(directory: Path | None = None) -> tuple[str, ...]:
    """Data files that are not as packaged, each with what is wrong; empty when all are. About 20 ms."""
    place = directory or assets.geodata_dir()
    try:
        expected = json.loads((place / NAME).read_text(encoding="utf-8"))
        found = checksums(place)
    except (OSError, ValueError) as error:
        return (f"{NAME}: cannot be read ({error})",)
    if not isinstance(expected, dict):
        return (f"{NAME}: is damaged",)
    missing = [f"{name}: is missing" for name in sorted(set(expected) - set(found))]
    changed = [
        f"{name}: is not as packaged"
        for name in sorted(found)
        if name in expected and expected[name] != found[name]
    ]
    added = [f"{name}: does not belong there" for name in sorted(set(found) - set(expected))]
    return (*missing, *changed, *added)
