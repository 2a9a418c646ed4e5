"""Every corridor that serves the trip as a small table on paper: before and now, and what closes it."""

from __future__ import annotations

from typing import Final

from explorer.core.comparison import RowState
from explorer.figures.canvas import Box, Canvas, Ink, Type
from explorer.figures.mapscene import PALETTE
from explorer.figures.textflow import fitted
from explorer.housestyle.corridor_rows import StripRow

ROW: Final = 10.3
_HEADER: Final = 11.6
_SIZE: Final = 7.6
_SMALL: Final = 6.6
_SWATCH: Final = 12.0
_BEFORE, _NOW = 0.8, 1.0
"""Right edges of the columns with days, as shares of the width."""


def corridors_height(count: int, unit: float) -> float:
    """Points that a table of so many corridors takes in height, without its heading."""
    return (_HEADER + count * ROW) * unit


def draw_corridors(canvas: Canvas, rows: tuple[StripRow, ...], box: Box, unit: float) -> None:
    """Draw as many corridors as find room, fastest first; the rest is counted."""
    left, top, right, bottom = box
    width = right - left
    count = int((bottom - top - _HEADER * unit) / (ROW * unit))
    kept = rows if len(rows) <= count else rows[: max(0, count - 1)]
    _header(canvas, left, top, width, unit)
    y = top + _HEADER * unit
    for row in kept:
        _row(canvas, row, (left, y), width, unit)
        y += ROW * unit
    if len(kept) < len(rows):
        look = Type("regular", _SIZE * unit, PALETTE.text_secondary)
        canvas.words(f"… and {len(rows) - len(kept)} more", (left + 17.0 * unit, y + 7.4 * unit), look)


def _header(canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
    look = Type("semibold", _SMALL * unit, PALETTE.text_secondary)
    baseline = top + 7.0 * unit
    canvas.words("Corridor", (left + 17.0 * unit, baseline), look)
    canvas.words("Baseline, d", (left + _BEFORE * width, baseline), look, "end")
    canvas.words("Now, d", (left + _NOW * width, baseline), look, "end")
    line = top + 9.6 * unit
    canvas.lines([((left, line), (left + width, line))], Ink(PALETTE.control_edge, 0.5 * unit))


def _row(canvas: Canvas, row: StripRow, at: tuple[float, float], width: float, unit: float) -> None:
    left, top = at
    baseline = top + 7.4 * unit
    colour = PALETTE.corridors[row.hue - 1] if row.hue else PALETTE.current
    middle = top + 5.0 * unit
    ink = Ink(PALETTE.current, 2.6 * unit) if row.is_current else Ink(colour, 1.1 * unit)
    canvas.lines([((left, middle), (left + _SWATCH * unit, middle))], ink)
    face = "semibold" if row.is_current else "regular"
    name = Type(face, _SIZE * unit, PALETTE.text)
    start = left + 17.0 * unit
    room = left + _BEFORE * width - 26.0 * unit - start
    canvas.words(fitted(canvas, row.name, name, room), (start, baseline), name)
    number = Type(face, _SIZE * unit, PALETTE.text)
    canvas.words(row.baseline_days, (left + _BEFORE * width, baseline), number, "end")
    if row.now_value is None:
        is_closed = row.state is RowState.CLOSED
        number = Type("regular", _SIZE * unit, PALETTE.closed_text if is_closed else PALETTE.text_secondary)
    words = fitted(canvas, row.now_days, number, (_NOW - _BEFORE) * width - 4.0 * unit)
    canvas.words(words, (left + _NOW * width, baseline), number, "end")
