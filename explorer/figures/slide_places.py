"""Symbols of places as native shapes: diamond, ring with a wave, square, hourglass, octagon with its X."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import pi, sin
from typing import Final

import numpy as np

from explorer.core.geometry import Line, Point
from explorer.figures.mapscene import MapSymbol
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_shapes import EMU_PER_POINT, Box, Drawing, Fill, Paint, Points, Shape, Stroke

_WAVE_STEPS = 12
_PRESETS: Final = {
    "border": "diamond",
    "terminal": "rect",
    "chokepoint": "flowChartCollate",
    "port": "ellipse",
    "junction": "ellipse",
    "city": "ellipse",
}
_DIAMOND: Final = 1.25
"""A diamond looks as large as a circle when its corners reach so much farther."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where points of a map stand on the slide: its corner in EMU, and points for one px."""

    left: int
    top: int
    scale: float
    emu_per_pt: float = EMU_PER_POINT

    def place(self, point: Point) -> Point:
        """A point of the map -> EMU on the slide."""
        return self.left + point[0] * self.emu_per_pt, self.top + point[1] * self.emu_per_pt

    def place_all(self, line: Line) -> Points:
        """Points of the map -> EMU on the slide, shape (n, 2)."""
        return np.asarray(line, dtype=np.float64) * self.emu_per_pt + (self.left, self.top)


def place_shapes(drawing: Drawing, symbols: Iterable[MapSymbol], plan: Plan) -> list[Shape]:
    """The symbols, each a shape or a small group under the name of its place."""
    makers = {"end": _end, "closed": _closed, "port": _port}
    shapes = (makers.get(symbol.role, _plain)(drawing, symbol, plan) for symbol in symbols)
    return [shape for shape in shapes if shape is not None]


def _outline(symbol: MapSymbol, plan: Plan) -> Stroke:
    if symbol.weight == "journey":
        return Stroke(PALETTE.text, 1.8 * plan.scale)
    colour = PALETTE.current if symbol.weight == "passed" else PALETTE.text_secondary
    return Stroke(colour, 1.3 * plan.scale)


def _around(symbol: MapSymbol, plan: Plan, radius_pt: float) -> Box:
    x, y = plan.place(symbol.at)
    return Box.around(x, y, radius_pt * plan.emu_per_pt)


def _plain(drawing: Drawing, symbol: MapSymbol, plan: Plan) -> Shape:
    preset = _PRESETS.get(symbol.role, "ellipse")
    radius = symbol.radius * (_DIAMOND if preset == "diamond" else 1.0)
    paint = Paint(Fill(PALETTE.field), _outline(symbol, plan))
    return drawing.symbol(symbol.title, preset, _around(symbol, plan, radius), paint)


def _end(drawing: Drawing, symbol: MapSymbol, plan: Plan) -> Shape:
    width = 3.4 * plan.scale
    paint = Paint(Fill(PALETTE.field), Stroke(PALETTE.current, width))
    return drawing.symbol(symbol.title, "ellipse", _around(symbol, plan, symbol.radius - width / 2), paint)


def _port(drawing: Drawing, symbol: MapSymbol, plan: Plan) -> Shape | None:
    outline = _outline(symbol, plan)
    ring = drawing.symbol(
        f"{symbol.title}: ring",
        "ellipse",
        _around(symbol, plan, symbol.radius),
        Paint(Fill(PALETTE.field), outline),
    )
    x, y = plan.place(symbol.at)
    reach, height = symbol.radius * 0.58 * plan.emu_per_pt, symbol.radius * 0.22 * plan.emu_per_pt
    shares = [step / _WAVE_STEPS for step in range(_WAVE_STEPS + 1)]
    wave = [(x - reach + 2 * reach * share, y - height * sin(2 * pi * share)) for share in shares]
    stroke = Stroke(outline.colour, 1.2 * plan.scale)
    return drawing.group(
        symbol.title, (ring, drawing.freeform(f"{symbol.title}: wave", [wave], Paint(stroke=stroke)))
    )


def _closed(drawing: Drawing, symbol: MapSymbol, plan: Plan) -> Shape | None:
    paint = Paint(Fill(PALETTE.closed), Stroke(PALETTE.octagon_ring, 1.5 * plan.scale))
    octagon = drawing.symbol(
        f"{symbol.title}: octagon", "octagon", _around(symbol, plan, symbol.radius), paint
    )
    x, y = plan.place(symbol.at)
    reach = symbol.radius * 0.4 * plan.emu_per_pt
    lines = [
        [(x - reach, y - reach), (x + reach, y + reach)],
        [(x - reach, y + reach), (x + reach, y - reach)],
    ]
    stroke = Stroke(PALETTE.on_closed, 2.1 * plan.scale)
    return drawing.group(
        symbol.title, (octagon, drawing.freeform(f"{symbol.title}: X", lines, Paint(stroke=stroke)))
    )
