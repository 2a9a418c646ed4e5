"""Answers as tables for other programs: tab-separated text for spreadsheets, HTML for documents.

Numbers are written so that any spreadsheet reads them as numbers: plain digits, a point, a hyphen for minus.
Text is escaped, and what a spreadsheet would run as a formula gets a leading apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from explorer.core.comparison import CorridorRow
from explorer.core.itinerary import Itinerary
from explorer.core.network import ZERO, Network
from explorer.core.results import Results
from explorer.core.scenario import date_words
from explorer.housestyle.changes import changes
from explorer.housestyle.corridor_rows import strip_rows, strip_title
from explorer.housestyle.format import days_change, km_change
from explorer.housestyle.steps import RowKind, StepRow, step_rows
from explorer.housestyle.wording import itinerary_title, mode_words, name_of, no_route_words

Cell = str | int | float | None
"""Text, a whole number, one with decimals, or nothing."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUANTITY: Final = re.compile(r"[+-]?\d[\d\u202f\u00a0.,]*(?:[ \u202f](?:km|d|days?|Mt|h|%))?")
"""A signed figure with its unit: starts like a formula and can do no harm."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and for numbers how many decimals they have."""

    name: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; `notes` are lines below."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    is_risky = text.startswith(_FORMULA_STARTS) and _QUANTITY.fullmatch(text) is None
    return f"'{text}" if is_risky else text


def tab_separated(table: Table) -> str:
    """A header and one line a row; title and notes are left out, so that it can be sorted."""
    lines = ["\t".join(_flat(column.name) for column in table.columns)]
    lines += ["\t".join(_plain_cells(table, row)) for row in table.rows]
    return "\n".join(lines) + "\n"


def _plain_cells(table: Table, row: tuple[Cell, ...]) -> Iterable[str]:
    for column, cell in zip(table.columns, row, strict=True):
        yield _flat(cell) if isinstance(cell, str) else _number(cell, column.decimals)


def _flat(text: str) -> str:
    """Text in one line and one cell."""
    return harmless(" ".join(text.split()))


def _number(value: float | None, decimals: int) -> str:
    """Digits; what rounds to nothing has no sign."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{round(value, decimals) + 0.0:.{decimals}f}"


def html_table(table: Table) -> str:
    """The table for documents and spreadsheets; numbers carry their value, whatever the reader's language."""
    heads = "".join(f"<th>{escape(column.name)}</th>" for column in table.columns)
    rows = "".join(f"<tr>{''.join(_html_cells(table, row))}</tr>" for row in table.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in table.notes)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<p><b>{escape(table.title)}</b></p>"
        f'<table border="1" cellspacing="0" cellpadding="4"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{notes}</body></html>"
    )


def _html_cells(table: Table, row: tuple[Cell, ...]) -> Iterable[str]:
    for column, cell in zip(table.columns, row, strict=True):
        if isinstance(cell, str):
            yield f"<td>{escape(_flat(cell))}</td>"
        elif cell is None:
            yield "<td></td>"
        else:
            # Excel reads x:num, LibreOffice sdval; both whatever decimal sign the reader's country has.
            shown = _number(cell, column.decimals)
            yield f'<td align="right" x:num="{shown}" sdval="{shown}" sdnum="1033;">{shown}</td>'


# ---------------------------------------------------------------- the tables


def figures_table(network: Network, results: Results) -> Table:
    """Distance and days: now, in the baseline, and the change of the values as shown."""
    now, before = results.itinerary, results.baseline
    trip = results.trip
    ends = f"{name_of(network, trip.origin_id)} → {name_of(network, trip.destination_id)}"
    notes = [f"{row.title}: {row.detail}, {row.kind.value}" for row in changes(network, results.scenario)]
    if now is not None:
        notes.append(itinerary_title(network, now))
    elif results.no_route is not None:
        notes.append(f"No way left. {no_route_words(network, results.no_route)}")
    return Table(
        title=f"{ends}, {date_words(results.scenario)}",
        columns=(
            Column("Figure"),
            Column("Unit"),
            Column("Now", 1),
            Column("Baseline", 1),
            Column("Change", 1),
        ),
        rows=(
            ("Distance", "km", *_distances(now, before)),
            *(
                (f"Transit time, {words}", "days", *_days(now, before, words))
                for words in ("typical", "low", "high")
            ),
        ),
        notes=(*notes, f"Data {network.version}."),
    )


def _distances(now: Itinerary | None, before: Itinerary | None) -> tuple[Cell, Cell, Cell]:
    here = "no way" if now is None else round(now.distance_km)
    there = "no way" if before is None else round(before.distance_km)
    if now is None or before is None:
        return here, there, None
    return here, there, round(km_change(before.distance_km, now.distance_km))


def _days(now: Itinerary | None, before: Itinerary | None, case: str) -> tuple[Cell, Cell, Cell]:
    here, there = (None if way is None else float(getattr(way.transit_days, case)) for way in (now, before))
    change = None if here is None or there is None else days_change(there, here)
    return "no way" if here is None else here, "no way" if there is None else there, change


def itinerary_table(network: Network, results: Results, language: str = "en") -> Table | None:
    """The journey step by step; None where there is no way."""
    now = results.itinerary
    if now is None:
        return None
    return Table(
        title=itinerary_title(network, now),
        columns=(
            *(Column("Day", 1), Column("Place or ride"), Column("What"), Column("Length, km")),
            *(Column("Days, typical", 2), Column("Days, low", 2), Column("Days, high", 2), Column("Source")),
        ),
        rows=tuple(_itinerary_rows(network, now, language)),
        notes=(f"Data {network.version}.",),
    )


def _itinerary_rows(network: Network, now: Itinerary, language: str) -> Iterable[tuple[Cell, ...]]:
    rides = iter(now.rides)
    for row in step_rows(network, now, language):
        title, what, length = row.title, row.detail, None
        if row.kind is RowKind.RIDE and row.mode is not None:
            # A row of the step list may merge several rides.
            merged = [next(rides) for _ in row.ids]
            ends = (merged[0].from_id, merged[-1].to_id)
            title = " – ".join(name_of(network, place, language) for place in ends)
            what = f"new line, {mode_words(row.mode)}" if row.is_new else mode_words(row.mode)
            length = round(sum(ride.length_km for ride in merged))
        takes_time = row.days != ZERO
        days = (row.days.typical, row.days.low, row.days.high) if takes_time else (None, None, None)
        yield (row.day, title, what, length, *days, _source_words(network, row) if takes_time else "")


def _source_words(network: Network, row: StepRow) -> str:
    found = [network.sources[source] for source in row.source_ids if source in network.sources]
    titles = [source.title for source in found if source.kind != "estimate"]
    return "; ".join(["estimate", *titles] if row.is_estimate else titles) or "estimate"


def corridor_table(network: Network, results: Results) -> Table:
    """Every corridor that serves the trip: in the baseline and now."""
    rows = strip_rows(network, results)
    by_id = {row.corridor_id: row for row in results.corridors}
    title, note = strip_title(network, results, rows)
    return Table(
        title=title,
        columns=(
            *(Column("Corridor"), Column("State"), Column("Baseline, km"), Column("Baseline, days", 1)),
            *(Column("Now, km"), Column("Now, days", 1), Column("Note")),
        ),
        rows=tuple(
            (
                row.name,
                row.state.value,
                *_way(_ways(results, by_id.get(row.corridor_id))[0]),
                *_way(_ways(results, by_id.get(row.corridor_id))[1]),
                row.note,
            )
            for row in rows
        ),
        notes=(note, f"Data {network.version}."),
    )


def _ways(results: Results, row: CorridorRow | None) -> tuple[Itinerary | None, Itinerary | None]:
    """Before and now by a corridor; without one, of the journey itself."""
    return (results.baseline, results.itinerary) if row is None else (row.baseline, row.current)


def _way(way: Itinerary | None) -> tuple[Cell, Cell]:
    return (None, None) if way is None else (round(way.distance_km), way.transit_days.typical)
