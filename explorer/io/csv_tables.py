"""Results -> CSV tables: itinerary, corridors, legs, nodes, sources.

UTF-8 without a mark, CRLF lines, one header (RFC 4180). Cells that a spreadsheet would run as a
formula get a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from explorer.core.itinerary import Itinerary, Ride
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.io.geojson import features

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Mapping[str, Any]

_STEP_COLUMNS: Final = (
    *("itinerary", "step", "kind", "from_node_id", "from_name", "to_node_id", "to_name", "leg_id", "mode"),
    *("cause", "length_km", "days_low", "days_typical", "days_high", "confidence", "source_id", "source_url"),
)
"""Columns of the itinerary table; they stand even when there is no itinerary."""


def csv_text(rows: Sequence[Row], header: Sequence[str]) -> str:
    """Rows as CSV text; lists are joined by `;`, None is empty."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(row.get(column)) for column in header] for row in rows)
    return target.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    text = ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _itinerary_rows(network: Network, results: Results) -> list[Row]:
    ways = [("current", results.itinerary), ("baseline", results.baseline)]
    ways += [(f"alternative-{n}", way) for n, way in enumerate(results.alternatives, start=1)]
    return [row for role, way in ways if way is not None for row in _step_rows(network, role, way)]


def _step_rows(network: Network, role: str, itinerary: Itinerary) -> list[Row]:
    """One row per ride and dwell."""
    rows: list[Row] = []
    for number, step in enumerate(itinerary.steps, start=1):
        source = network.sources.get(step.source_id)
        if isinstance(step, Ride):
            here, there, leg_id, mode, cause = step.from_id, step.to_id, step.leg_id, step.mode.value, ""
            km = step.length_km
        else:
            here, there, leg_id, mode, cause = step.node_id, step.node_id, "", "", step.cause.value
            km = 0.0
        rows.append(
            {
                "itinerary": role,
                "step": number,
                "kind": "ride" if leg_id else "dwell",
                "from_node_id": here,
                "from_name": network.nodes[here].name,
                "to_node_id": there,
                "to_name": network.nodes[there].name,
                "leg_id": leg_id,
                "mode": mode,
                "cause": cause,
                "length_km": round(km, 3),
                "days_low": round(step.days.low, 3),
                "days_typical": round(step.days.typical, 3),
                "days_high": round(step.days.high, 3),
                "confidence": step.confidence.value,
                "source_id": step.source_id,
                "source_url": "" if source is None else source.url,
            }
        )
    return rows


def _feature_rows(kind: str) -> Callable[[Network, Results], list[Row]]:
    """Rows of one kind of feature: the same properties as in the GeoJSON."""

    def rows(network: Network, results: Results) -> list[Row]:
        found: list[Row] = []
        for feature in features(network, {}, results):
            if feature["properties"]["feature"] != kind:
                continue
            properties = {key: value for key, value in feature["properties"].items() if key != "feature"}
            if kind == "node":
                properties["lon"], properties["lat"] = feature["geometry"]["coordinates"]
            found.append(properties)
        return found

    return rows


def _source_rows(network: Network, results: Results) -> list[Row]:
    del results
    return [
        {"source_id": s.id, "title": s.title, "url": s.url, "kind": s.kind} for s in network.sources.values()
    ]


TABLES: Mapping[str, Callable[[Network, Results], list[Row]]] = MappingProxyType(
    {
        "itinerary": _itinerary_rows,
        "corridors": _feature_rows("corridor"),
        "legs": _feature_rows("leg"),
        "nodes": _feature_rows("node"),
        "sources": _source_rows,
    }
)


def table_text(network: Network, results: Results, table: str) -> str:
    """One of `TABLES` as CSV text; columns in the order they first appear."""
    rows = TABLES[table](network, results)
    found = tuple(dict.fromkeys(column for row in rows for column in row))
    return csv_text(rows, _STEP_COLUMNS if table == "itinerary" else found)
