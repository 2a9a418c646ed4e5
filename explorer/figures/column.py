"""The column beside a map on paper: what is said of the scene, the way step by step, the legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.figures.canvas import Box, Canvas, Type
from explorer.figures.corridor_table import corridors_height, draw_corridors
from explorer.figures.journey_table import (
    ESTIMATE_NOTE,
    ROW,
    JourneyRow,
    draw_header,
    draw_row,
    has_estimates,
    journey_rows,
    range_words,
    rule,
    totals_row,
)
from explorer.figures.legend import Entry, draw_legend, legend_height
from explorer.figures.mapscene import PALETTE
from explorer.figures.symbols import draw_symbol
from explorer.figures.textflow import LEADING, fitted, paragraph, wrapped
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.corridor_rows import strip_rows
from explorer.housestyle.wording import name_of, no_route_words

_HEAD: Final = 9.6
_HEAD_ROOM: Final = 15.0
_BODY: Final = 9.4
_NOTE: Final = 6.8
_BETWEEN: Final = 12.0
_SMALLEST: Final = 0.76
"""How far a long table may shrink before it is cut short."""

_CUT_ROW: Final = 14.0
_MAX_CUT: Final = 12
_FEWEST_CORRIDORS: Final = 4

Told = tuple[Network, ShownScene, str]
"""The network, the scene, and the language of names."""


def draw_column(
    canvas: Canvas, told: Told, entries: tuple[Entry, ...], box: Box, unit: float, *, is_handout: bool
) -> None:
    """Draw words, itinerary and legend from above; the legend stands at the bottom and always fits.

    In a hand-out the itinerary stands in the annex too: here only where it fits beside the words.
    """
    left, top, right, bottom = box
    network, shown, language = told
    results = shown.results
    bottom = _legend(canvas, entries, box, unit)
    words = shown.scene.text.strip()
    if words:
        table = 0.0 if results is None or results.itinerary is None else 12.0 * ROW * unit
        share = bottom if is_handout else max(top + (bottom - top) * 0.35, bottom - table - 40.0 * unit)
        top = _words(canvas, words, (left, top, right, share), unit) + _BETWEEN * unit
    if results is None:
        return
    if results.itinerary is None:
        _cut(canvas, network, results, (left, top, right, bottom), unit)
        return
    rows = (*journey_rows(network, results.itinerary, language), totals_row(results.itinerary))
    needed = table_height(rows, unit)
    if is_handout and words and needed > bottom - top:
        return
    box = (left, top, right, bottom)
    end = draw_table(canvas, rows, box, unit, note=range_words(results.itinerary.transit_days))
    _corridors(canvas, network, results, (left, end + _BETWEEN * unit, right, bottom), unit)


def heading(canvas: Canvas, words: str, at: tuple[float, float], width: float, unit: float) -> float:
    """Draw a heading of a part; the height taken."""
    look = Type("semibold", _HEAD * unit, PALETTE.text)
    canvas.words(fitted(canvas, words, look, width), (at[0], at[1] + 8.0 * unit), look)
    return _HEAD_ROOM * unit


def _legend(canvas: Canvas, entries: tuple[Entry, ...], box: Box, unit: float) -> float:
    """Draw the legend at the bottom, lines on the left and symbols on the right; where it begins."""
    left, top, right, bottom = box
    lines = tuple(entry for entry in entries if not entry.symbol)
    symbols = tuple(entry for entry in entries if entry.symbol)
    height = max(legend_height(len(lines), 1, unit), legend_height(len(symbols), 1, unit))
    start = max(top, bottom - height)
    split = left + (right - left) * 0.66
    draw_legend(canvas, lines, (left, start, split, bottom), 1, unit)
    draw_legend(canvas, symbols, (split, start, right, bottom), 1, unit)
    return start - _BETWEEN * unit


def _corridors(canvas: Canvas, network: Network, results: Results, box: Box, unit: float) -> None:
    """Draw how the corridors stand, where some of them find room."""
    left, top, right, bottom = box
    rows = strip_rows(network, results)
    start = top + _HEAD_ROOM * unit
    if bottom - start < corridors_height(min(_FEWEST_CORRIDORS, len(rows)), unit) or not rows:
        return
    heading(canvas, "Every corridor for this trip", (left, top), right - left, unit)
    draw_corridors(canvas, rows, (left, start, right, bottom), unit)


def _words(canvas: Canvas, words: str, box: Box, unit: float) -> float:
    """Draw what is said of the scene; where it ends."""
    left, top, right, bottom = box
    look = Type("regular", _BODY * unit, PALETTE.text)
    most = max(1, int((bottom - top) / (look.size * LEADING)))
    lines = wrapped(canvas, words, look, right - left, most)
    return top + paragraph(canvas, lines, (left, top), look, right - left)


# ---------------------------------------------------------------- itinerary


def table_height(rows: Sequence[JourneyRow], unit: float) -> float:
    """Points that a table takes with its heading and notes."""
    notes = 2 if has_estimates(rows) else 1
    return (_HEAD_ROOM + 12.0 + len(rows) * ROW + 3.0 + notes * _NOTE * LEADING) * unit


def draw_table(
    canvas: Canvas,
    rows: Sequence[JourneyRow],
    box: Box,
    unit: float,
    *,
    note: str,
    title: str = "Step by step",
) -> float:
    """Draw an itinerary, smaller or cut short where it must be; the last row is the total. Where it ends."""
    left, top, right, bottom = box
    width = right - left
    scale = max(_SMALLEST, min(1.0, (bottom - top) / table_height(rows, unit)))
    small = unit * scale
    shown = _fitting(rows, bottom - top, small)
    y = top + heading(canvas, title, (left, top), width, unit)
    y += draw_header(canvas, left, y, width, small)
    for row in shown:
        is_total = row is rows[-1]
        if is_total:
            y += 2.0 * small
            rule(canvas, left, y - 0.5 * small, width, small)
        draw_row(canvas, row, (left, y), width, small, is_total=is_total)
        y += ROW * small
    look = Type("regular", _NOTE * unit, PALETTE.text_secondary)
    y += 1.0 * unit
    notes = [note, *([ESTIMATE_NOTE] if has_estimates(rows) else [])]
    return y + paragraph(
        canvas, [fitted(canvas, line, look, width) for line in notes], (left, y), look, width
    )


def _fitting(rows: Sequence[JourneyRow], room: float, unit: float) -> list[JourneyRow]:
    """The rows that find room, the total among them; what is left out is told in the last but one."""
    count = int((room - table_height(rows[:0], unit)) / (ROW * unit))
    if len(rows) <= count:
        return list(rows)
    kept = max(1, count - 2)
    left_out = len(rows) - 1 - kept
    more = JourneyRow("", f"… and {left_out} more", "", "", "", "", "", "")
    return [*rows[:kept], more, rows[-1]]


# ---------------------------------------------------------------- no way left


def _cut(canvas: Canvas, network: Network, results: Results, box: Box, unit: float) -> None:
    """Draw what cuts the way, and what has to reopen."""
    left, top, right, bottom = box
    no_route = results.no_route
    if no_route is None:
        return
    width = right - left
    look = Type("regular", _BODY * unit, PALETTE.text)
    y = top + heading(canvas, "What cuts the way", (left, top), width, unit)
    y += paragraph(canvas, wrapped(canvas, no_route.reason, look, width, 5), (left, y), look, width)
    if not no_route.cut:
        return
    y += 8.0 * unit
    y += paragraph(
        canvas, wrapped(canvas, no_route_words(network, no_route), look, width, 2), (left, y), look, width
    )
    strong = Type("semibold", _BODY * unit, PALETTE.closed_text)
    room = max(1, min(_MAX_CUT, int((bottom - y) / (_CUT_ROW * unit))))
    for target in no_route.cut[:room]:
        y += _CUT_ROW * unit
        draw_symbol(canvas, "closed", (left + 6.0 * unit, y - 3.0 * unit), 5.0 * unit)
        name = fitted(canvas, name_of(network, target), strong, width - 18.0 * unit)
        canvas.words(name, (left + 16.0 * unit, y), strong)
    if len(no_route.cut) > room:
        y += _CUT_ROW * unit
        canvas.words(f"… and {len(no_route.cut) - room} more", (left + 16.0 * unit, y), look)
