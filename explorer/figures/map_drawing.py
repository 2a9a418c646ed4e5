"""A described map drawn on a page: its frame with degrees, everything in it, scale bar and names."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Final

from explorer.core.geometry import Point
from explorer.figures.canvas import Canvas, Ink, Type
from explorer.figures.faces import Faces
from explorer.figures.labels import (
    LINE_HEIGHT,
    Box,
    Labels,
    Measure,
    PlacedCallout,
    PlacedCaption,
    placed_labels,
)
from explorer.figures.mapscene import CAPTION_LOOKS, PALETTE, Caption, EdgeMark, MapArea, MapLine, MapScene
from explorer.figures.symbols import draw_symbol
from explorer.housestyle.format import km

_NOT_DRAWN: Final = ("country",)
_BASELINE: Final = 0.8
_MARK_SIZE: Final = 6.2
MARK_ROOM: Final = 13.0
"""Points around a map's frame for the degrees, at the size of A4."""

_SIDES: Final = {
    "top": (0.0, -3.0, "middle"),
    "bottom": (0.0, 8.0, "middle"),
    "left": (-3.5, 2.2, "end"),
    "right": (3.5, 2.2, "start"),
}


def draw_map(canvas: Canvas, scene: MapScene, left: float, top: float, unit: float = 1.0) -> Labels:
    """Draw a map with its frame's corner at (left, top); `unit` is 1 on A4. What was placed comes back."""
    width, height = scene.frame.size.width, scene.frame.size.height
    labels = placed_labels(scene, measure_of(canvas.faces), bar_room(scene, unit))
    canvas.window(left, top, width, height)
    canvas.area(scene.sea, PALETTE.sea)
    for item in (*scene.ground, *scene.network):
        _draw(canvas, scene, item)
    for symbol in scene.symbols:
        if symbol.id not in labels.hidden:
            draw_symbol(canvas, symbol.role, symbol.at, symbol.radius, symbol.weight)
    _scale_bar(canvas, scene, labels.scale_bar, unit)
    for placed in labels.captions:
        _caption(canvas, placed, scene.scale)
    for callout in labels.callouts:
        _callout(canvas, callout)
    canvas.whole_page()
    canvas.box((left, top, left + width, top + height), None, Ink(PALETTE.text, 0.7 * unit))
    for mark in scene.marks:
        _mark(canvas, mark, (left, top, left + width, top + height), unit)
    return labels


def measure_of(faces: Faces) -> Measure:
    """How `placed_labels` measures words that are drawn with these faces."""

    def measure(text: str, face: str, size: float) -> float:
        return faces.width(faces.legal(text), face, size)

    return measure


def _draw(canvas: Canvas, scene: MapScene, item: MapArea | MapLine) -> None:
    if item.role in _NOT_DRAWN:
        return
    if isinstance(item, MapLine):
        canvas.lines(item.parts, Ink(item.colour, item.width, item.dash, item.is_round, item.opacity))
    elif item.is_hatched:
        ink = Ink(item.colour, scene.hatch_width, opacity=item.opacity)
        size = scene.frame.size
        canvas.hatch(item.polygons, scene.hatch_gap, ink, (size.width, size.height))
    else:
        canvas.area(item.polygons, item.colour, opacity=item.opacity)


# ---------------------------------------------------------------- words on the map


def _halo(scale: float) -> Ink:
    return Ink(PALETTE.label_halo, 3.0 * scale)


def _caption(canvas: Canvas, placed: PlacedCaption, scale: float) -> None:
    caption = placed.caption
    top = placed.top
    for line in placed.lines:
        look = CAPTION_LOOKS[line.kind]
        colour = caption.colour or getattr(PALETTE, look.colour)
        text = canvas.faces.legal(line.text)
        letters = Type(look.face, line.size, colour, look.spacing * scale)
        is_on_water = line.kind == "sea"
        halo = None if is_on_water else _halo(scale)
        x = placed.x
        if line.kind == "country-note":
            radius = 5.5 * scale
            draw_symbol(canvas, "closed", (x - line.width / 2, top + line.size * 0.55), radius)
            x += radius * 1.5
        at = (x, top + line.size * (LINE_HEIGHT - 1) / 2 + line.size * _BASELINE)
        canvas.words(
            text, _turned(at, placed, caption), letters, placed.anchor, angle=caption.angle, halo=halo
        )
        top += line.size * LINE_HEIGHT
    if caption.has_dot:
        canvas.circle(caption.at, 1.6 * scale, PALETTE.city_name)


def _turned(at: Point, placed: PlacedCaption, caption: Caption) -> Point:
    """Where the baseline of a turned name begins, so that its middle stays in its place."""
    if not caption.angle:
        return at
    middle = placed.middle
    turn = radians(-caption.angle)
    dx, dy = at[0] - middle[0], at[1] - middle[1]
    return middle[0] + dx * cos(turn) - dy * sin(turn), middle[1] + dx * sin(turn) + dy * cos(turn)


def _callout(canvas: Canvas, placed: PlacedCallout) -> None:
    left, top, right, bottom = placed.box
    size, colour = placed.size, placed.callout.colour
    canvas.lines([(placed.spot, placed.foot)], Ink(colour, size * 0.09))
    canvas.box(placed.box, colour)
    baseline = (top + bottom) / 2 + size * 0.34
    canvas.words(placed.callout.title, (left + size * 0.8, baseline), Type("bold", size, PALETTE.casing))
    canvas.words(
        placed.callout.text, (right - size * 0.8, baseline), Type("semibold", size, PALETTE.casing), "end"
    )


# ---------------------------------------------------------------- frame


def _mark(canvas: Canvas, mark: EdgeMark, frame: Box, unit: float) -> None:
    left, top, right, bottom = frame
    corner = {
        "top": (left + mark.at, top),
        "bottom": (left + mark.at, bottom),
        "left": (left, top + mark.at),
        "right": (right, top + mark.at),
    }[mark.side]
    dx, dy, anchor = _SIDES[mark.side]
    at = (corner[0] + dx * unit, corner[1] + dy * unit)
    canvas.words(mark.text, at, Type("regular", _MARK_SIZE * unit, PALETTE.text_secondary), anchor)


def bar_room(scene: MapScene, unit: float) -> tuple[float, float]:
    """Width and height in points that the scale bar takes, with its ground."""
    return scene.scale_bar.length_pt + 34.0 * unit, 21.0 * unit


def _scale_bar(canvas: Canvas, scene: MapScene, box: Box, unit: float) -> None:
    left, _, _, bottom = box
    canvas.box(box, PALETTE.panel, opacity=0.88)
    length = scene.scale_bar.length_pt
    start, y = left + 11.0 * unit, bottom - 5.0 * unit
    ink = Ink(PALETTE.text, 0.7 * unit)
    ends = (start, start + length / 2, start + length)
    canvas.lines([((ends[0], y), (ends[2], y)), *(((x, y - 3.0 * unit), (x, y)) for x in ends)], ink)
    look = Type("regular", _MARK_SIZE * unit, PALETTE.text)
    half = scene.scale_bar.km / 2
    texts = ("0", km(half) if half == round(half) else f"{half:g}", f"{km(scene.scale_bar.km)} km")
    for x, text in zip(ends, texts, strict=True):
        canvas.words(text, (x, y - 5.0 * unit), look, "middle")
