"""The strip below a map: what its lines and symbols mean, only those that are there, and the scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from explorer.figures.mapscene import MapArea, MapLine, MapScene, MapSymbol
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_places import Plan, place_shapes
from explorer.figures.slide_shapes import EMU_PER_POINT, Box, Drawing, Fill, Paint, Shape, Stroke
from explorer.figures.slide_text import TextLook, paragraph_xml, width_pt
from explorer.housestyle.format import km_unit

LOOK: Final = TextLook(10.5, PALETTE.text_secondary)
_SAMPLE_PT: Final = 30.0
_SIGN_PT: Final = 14.0
_GAP_PT: Final = 6.0
_APART_PT: Final = 12.0
_WIDER: Final = 1.12
"""Without our fonts other programs set type so much wider."""

_LINES: Final = (
    (("casing", "now-rail"), "Now, by rail"),
    (("casing", "now-water"), "Now, by water"),
    (("casing", "now-road"), "Now, by road"),
    (("new", "new-inside"), "New link"),
    (("ghost-band", "ghost-core"), "Baseline"),
)
_CLOSED_LINES: Final = ((("closed",), "Closed line"),)
_FAINT_LINES: Final = (
    (("corridor-rail",), "Other corridor"),
    (("suspended",), "Not in use"),
    (("planned",), "Planned"),
)
_SIGNS: Final = (
    ("closed", "Closed place"),
    ("border", "Border crossing"),
    ("port", "Port"),
    ("chokepoint", "Strait or canal"),
    ("terminal", "Terminal"),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: its words, how wide its sign is in points, and what draws it at (left, middle) in points."""

    words: str
    width: float
    draw: Callable[[float, float], list[Shape | None]]


def key_shape(drawing: Drawing, scene: MapScene, plan: Plan, box: Box) -> Shape | None:
    """Key and scale as one group; entries that find no room are left out, the most telling come first."""
    middle = (box.top + box.height / 2) / EMU_PER_POINT
    scale, room = _scale(drawing, scene, middle, (box.left + box.width) / EMU_PER_POINT)
    left = box.left / EMU_PER_POINT
    shapes: list[Shape | None] = []
    for entry in _entries(drawing, scene, plan):
        width = width_pt(entry.words, LOOK) * _WIDER
        if left + entry.width + _GAP_PT + width > room:
            continue
        shapes += entry.draw(left, middle)
        left += entry.width + _GAP_PT
        shapes.append(_words(drawing, entry.words, left, width, middle))
        left += width + _APART_PT
    return drawing.group("Key", [*shapes, *scale])


def _words(drawing: Drawing, words: str, left: float, width: float, middle: float) -> Shape:
    box = Box(
        round(left * EMU_PER_POINT),
        round((middle - 8.0) * EMU_PER_POINT),
        round(width * EMU_PER_POINT),
        round(16.0 * EMU_PER_POINT),
    )
    return drawing.words(f"Key: {words}", box, paragraph_xml((words, LOOK)), "ctr", wraps=False)


def _entries(drawing: Drawing, scene: MapScene, plan: Plan) -> list[_Entry]:
    """What there is to explain, most telling first."""
    entries = _line_entries(drawing, scene, _LINES)
    symbols = {symbol.role: symbol for symbol in scene.symbols}
    signs = [(symbols[role], words) for role, words in _SIGNS if role in symbols]
    entries += [
        _sign_entry(drawing, symbol, words, plan) for symbol, words in signs[:1] if symbol.role == "closed"
    ]
    entries += [_hatch_entry(drawing, area) for area in list(scene.areas("closed-country"))[:1]]
    entries += _line_entries(drawing, scene, _CLOSED_LINES)
    entries += [
        _sign_entry(drawing, symbol, words, plan) for symbol, words in signs if symbol.role != "closed"
    ]
    return entries + _line_entries(drawing, scene, _FAINT_LINES)


def _line_entries(
    drawing: Drawing, scene: MapScene, wanted: tuple[tuple[tuple[str, ...], str], ...]
) -> list[_Entry]:
    entries = []
    for roles, words in wanted:
        found = [next(iter(scene.lines(role)), None) for role in roles]
        if found[-1] is not None:
            lines = [line for line in found if line is not None]
            entries.append(_Entry(words, _SAMPLE_PT, _sample(drawing, lines, words)))
    return entries


def _sample(
    drawing: Drawing, lines: list[MapLine], words: str
) -> Callable[[float, float], list[Shape | None]]:
    def draw(left: float, middle: float) -> list[Shape | None]:
        y = middle * EMU_PER_POINT
        points = [(left * EMU_PER_POINT, y), ((left + _SAMPLE_PT) * EMU_PER_POINT, y)]
        shapes = []
        for line in lines:
            dash = tuple(part / line.width for part in line.dash)
            stroke = Stroke(line.colour, line.width, dash, is_round=False, opacity=line.opacity)
            if line.dash and line.is_round:
                stroke = replace(stroke, is_round=True)
            shapes.append(drawing.freeform(f"Key: {words}, sign", [points], Paint(stroke=stroke)))
        return shapes

    return draw


def _sign_entry(drawing: Drawing, symbol: MapSymbol, words: str, plan: Plan) -> _Entry:
    def draw(left: float, middle: float) -> list[Shape | None]:
        at = (left + _SIGN_PT / 2, middle)
        sign = replace(symbol, title=f"Key: {words}, sign", at=at, weight="journey")
        sign = replace(sign, radius=min(sign.radius, 6.0))
        return list(place_shapes(drawing, [sign], replace(plan, left=0, top=0)))

    return _Entry(words, _SIGN_PT, draw)


def _hatch_entry(drawing: Drawing, area: MapArea) -> _Entry:
    def draw(left: float, middle: float) -> list[Shape | None]:
        box = Box(
            round(left * EMU_PER_POINT),
            round((middle - 5.0) * EMU_PER_POINT),
            round(22.0 * EMU_PER_POINT),
            round(10.0 * EMU_PER_POINT),
        )
        paint = Paint(Fill(area.colour, area.opacity, is_hatched=True), Stroke(area.colour, 0.5))
        return [drawing.symbol("Key: Closed country, sign", "rect", box, paint)]

    return _Entry("Closed country", 22.0, draw)


def _scale(
    drawing: Drawing, scene: MapScene, middle: float, right: float
) -> tuple[list[Shape | None], float]:
    """The scale at the right end of the strip, and where it begins (points)."""
    words = km_unit(scene.scale_bar.km)
    width = width_pt(words, LOOK) * _WIDER
    start = right - width - _GAP_PT - scene.scale_bar.length_pt
    xs = [start + scene.scale_bar.length_pt * share for share in (0.0, 0.5, 1.0)]
    ticks = [
        [
            (x * EMU_PER_POINT, (middle - 3.5) * EMU_PER_POINT),
            (x * EMU_PER_POINT, (middle + 3.5) * EMU_PER_POINT),
        ]
        for x in xs
    ]
    bar = [(xs[0] * EMU_PER_POINT, middle * EMU_PER_POINT), (xs[-1] * EMU_PER_POINT, middle * EMU_PER_POINT)]
    stroke = Stroke(PALETTE.text_secondary, 1.0, is_round=False)
    shapes = [
        drawing.freeform("Scale", [bar, *ticks], Paint(stroke=stroke)),
        _words(drawing, words, xs[-1] + _GAP_PT, width, middle),
    ]
    return shapes, start - _APART_PT
