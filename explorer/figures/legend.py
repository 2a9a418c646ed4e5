"""The legend of a map on paper: an entry for every kind of line and symbol that is there, no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from explorer.figures.canvas import Box, Canvas, Ink, Type
from explorer.figures.labels import Labels
from explorer.figures.mapscene import PALETTE, MapArea, MapLine, MapScene
from explorer.figures.symbols import draw_symbol
from explorer.figures.textflow import fitted
from explorer.housestyle.style import NODE_RADII

_JOURNEY: Final = (
    (("now-rail",), "Now, by rail"),
    (("now-water",), "Now, by water"),
    (("now-road",), "Now, by road"),
    (("new", "new-inside"), "New link"),
    (("ghost-band", "ghost-core"), "Baseline: nothing changed"),
)
_STATES: Final = (
    (("closed",), "Closed line"),
    (("suspended",), "Not in use"),
    (("planned",), "Planned line"),
)
_GROUND: Final = ((("railway",), "Other railway"), (("border-disputed",), "Border in dispute"))
_SYMBOLS: Final = (
    ("end", "Start, end"),
    ("closed", "Closed place"),
    ("border", "Border crossing"),
    ("port", "Port"),
    ("chokepoint", "Strait or canal"),
    ("terminal", "Terminal"),
    ("city", "City"),
)
SWATCH: Final = 24.0
ROW: Final = 10.6
_SIZE: Final = 7.5
_SYMBOL_ROOM: Final = 12.0
_SCALE: Final = 0.62


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the lines or the area or the symbol it explains, and its words."""

    words: str
    lines: tuple[MapLine, ...] = ()
    area: MapArea | None = None
    symbol: str = ""


def entries_of(scene: MapScene, labels: Labels) -> tuple[Entry, ...]:
    """What there is to explain on a map: journey, corridors, states, ground, symbols."""
    entries = [entry for roles, words in _JOURNEY if (entry := _by_roles(scene, roles, words))]
    seen: dict[str, Entry] = {}
    for line in scene.lines("corridor-rail", "corridor-water", "corridor-road"):
        seen.setdefault(line.id, Entry(line.title, (line,)))
    entries += seen.values()
    entries += [entry for roles, words in _STATES if (entry := _by_roles(scene, roles, words))]
    entries += [Entry("Closed country", area=area) for area in list(scene.areas("closed-country"))[:1]]
    shown = {symbol.role for symbol in scene.symbols if symbol.id not in labels.hidden}
    entries += [Entry(words, symbol=role) for role, words in _SYMBOLS if role in shown]
    entries += [entry for roles, words in _GROUND if (entry := _by_roles(scene, roles, words))]
    return tuple(entries)


def _by_roles(scene: MapScene, roles: tuple[str, ...], words: str) -> Entry | None:
    """An entry for lines of these roles, when the map has all of them."""
    first = [next(scene.lines(role), None) for role in roles]
    kept = tuple(line for line in first if line is not None)
    return Entry(words, kept) if len(kept) == len(roles) else None


def legend_height(count: int, columns: int, unit: float) -> float:
    """Points that a legend of so many entries takes in height."""
    return -(-count // columns) * ROW * unit


def draw_legend(canvas: Canvas, entries: tuple[Entry, ...], box: Box, columns: int, unit: float) -> None:
    """Draw a legend from a box's top, column by column."""
    left, top, right, _ = box
    rows = -(-len(entries) // columns)
    wide = (right - left) / columns
    look = Type("regular", _SIZE * unit, PALETTE.text)
    for number, entry in enumerate(entries):
        x = left + number // rows * wide
        y = top + (number % rows + 0.5) * ROW * unit
        _swatch(canvas, entry, (x, y), unit)
        start = x + ((_SYMBOL_ROOM if entry.symbol else SWATCH) + 5.0) * unit
        words = fitted(canvas, entry.words, look, x + wide - start - 2.0 * unit)
        canvas.words(words, (start, y + look.size * 0.33), look)


def _swatch(canvas: Canvas, entry: Entry, at: tuple[float, float], unit: float) -> None:
    x, y = at
    wide = SWATCH * unit
    for line in entry.lines:
        ink = Ink(line.colour, line.width * 0.9, line.dash, line.is_round, line.opacity)
        canvas.lines([((x, y), (x + wide, y))], ink)
    if entry.area is not None:
        box = (
            (x, y - 3.6 * unit),
            (x + wide, y - 3.6 * unit),
            (x + wide, y + 3.6 * unit),
            (x, y + 3.6 * unit),
        )
        ink = Ink(entry.area.colour, 0.7 * unit, opacity=entry.area.opacity)
        canvas.area([(box,)], PALETTE.land, Ink(entry.area.colour, 0.5 * unit))
        strokes = [
            ((x + shift * unit, y + 3.6 * unit), (x + (shift + 7.2) * unit, y - 3.6 * unit))
            for shift in (0.0, 4.2, 8.4, 12.6, 16.8)
        ]
        canvas.lines(strokes, ink)
    if entry.symbol:
        radius = NODE_RADII[entry.symbol] * _SCALE * unit
        draw_symbol(canvas, entry.symbol, (x + _SYMBOL_ROOM / 2 * unit, y), radius)
