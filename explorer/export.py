"""Results -> files, by extension. Each is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.errors import ExportError
from explorer.io.atomic import write_atomic


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its extension, and what it is in words."""

    suffix: str
    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """What to export. `created` is when, with its zone; None leaves the time out (same input, same bytes).

    `table` chooses what a CSV file holds: itinerary, corridors, legs, nodes or sources.
    """

    network: Network
    results: Results
    created: datetime | None = None
    table: str = "itinerary"


FORMATS: Final = (
    Format(".geojson", "GeoJSON (RFC 7946): itineraries, corridors, legs, nodes"),
    Format(".csv", "a table: --table itinerary, corridors, legs, nodes or sources"),
    Format(".html", "the map as one page that needs no internet"),
    Format(".png", "a picture of the window"),
)
"""What can be exported; `.png` is the window's own doing (explorer.ui)."""


def format_of(path: Path) -> Format:
    """The format that a file name asks for.

    Raises
    ------
    ExportError
        When there is none for its extension; the message lists what there is.
    """
    for known in FORMATS:
        if path.suffix.lower() == known.suffix:
            return known
    offered = "; ".join(f"{known.suffix} ({known.words})" for known in FORMATS)
    what = f"nothing is known about “{path.suffix}” files" if path.suffix else "the name has no extension"
    raise ExportError(f"{path}: {what}. Choose one of: {offered}.")


def write_export(path: Path, order: Order) -> None:
    """Write one file in the format of its extension (all but `.png`).

    Raises
    ------
    ExportError
        When there is no such format, or the file cannot be written there.
    DataError
        When the packaged geometry is missing or damaged.
    """
    writer = _WRITERS.get(format_of(path).suffix)
    if writer is None:
        raise ExportError(f"{path}: a picture can only be taken of the window. Use the window's own export.")
    write_atomic(path, writer(order).encode("utf-8"))


def _geojson(order: Order) -> str:
    from explorer.io.geodata import load_geometry
    from explorer.io.geojson import geojson_text

    created = None if order.created is None else order.created.isoformat(timespec="seconds")
    return geojson_text(order.network, load_geometry(), order.results, created)


def _csv(order: Order) -> str:
    from explorer.io.csv_tables import TABLES, table_text

    if order.table not in TABLES:
        raise ExportError(f"There is no table “{order.table}”. Choose one of {', '.join(TABLES)}.")
    return table_text(order.network, order.results, order.table)


def _html(order: Order) -> str:
    from explorer.io.geodata import load_geometry
    from explorer.io.html_map import html_text

    return html_text(order.network, load_geometry(), order.results, order.created)


_WRITERS: Mapping[str, Callable[[Order], str]] = MappingProxyType(
    {".geojson": _geojson, ".csv": _csv, ".html": _html}
)
