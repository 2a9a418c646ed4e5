"""The names on a slide's map, and the boxes with figures: text boxes that can be moved and rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import cos, radians, sin
from typing import Final

from explorer.figures.labels import LINE_HEIGHT, Labels, PlacedCallout, PlacedCaption, PlacedLine
from explorer.figures.mapscene import CAPTION_LOOKS, MapSymbol
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_places import Plan, place_shapes
from explorer.figures.slide_shapes import Box, Drawing, Fill, Paint, Shape, Stroke
from explorer.figures.slide_text import BODY, ITALIC, TITLE, TextLook, paragraph_xml, width_pt

WIDER: Final = 1.14
"""Names keep room for type so much wider: where our fonts are missing, others stand in."""

_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
_COUNTRY_NOTE = "country-note"
_SIGN_SHARE: Final = 0.42
"""Of the height of a closed country's note, the radius of its octagon."""


def look_of(kind: str, size_pt: float, scale: float, colour: str = "") -> TextLook:
    """How a caption of a kind is written."""
    look = CAPTION_LOOKS[kind]
    return TextLook(
        size_pt=round(size_pt * 2) / 2,
        colour=colour or getattr(PALETTE, look.colour),
        is_bold=look.face in {"bold", "semibold"},
        is_italic=look.face.endswith("italic"),
        face=ITALIC if look.face == "serif-italic" else TITLE if look.face == "serif" else BODY,
        spacing_pt=round(look.spacing * scale, 1),
    )


def measure(text: str, face: str, size_pt: float) -> float:
    """Width in points that a name keeps free, for `placed_labels`."""
    is_bold = face in {"bold", "semibold"}
    look = TextLook(size_pt, "", is_bold, face=ITALIC if face == "serif-italic" else BODY)
    return width_pt(text, look) * WIDER


def name_shapes(drawing: Drawing, labels: Labels, plan: Plan) -> list[Shape | None]:
    """A text box for every line of every name, with its dot or octagon where it has one."""
    shapes: list[Shape | None] = []
    for placed in labels.captions:
        top = placed.top
        for line in placed.lines:
            shapes += _line(drawing, placed, line, top, plan)
            top += line.size * LINE_HEIGHT
        if placed.caption.has_dot:
            shapes.append(_dot(drawing, placed, plan))
    return shapes


def _line(
    drawing: Drawing, placed: PlacedCaption, line: PlacedLine, top: float, plan: Plan
) -> Iterable[Shape | None]:
    caption = placed.caption
    x = placed.x
    if line.kind == _COUNTRY_NOTE:
        radius = line.size * _SIGN_SHARE
        reach = line.width / WIDER / 2
        yield from _octagon(drawing, (x - reach, top + line.size * 0.6), radius, plan)
        x += radius * 1.5
    height = line.size * LINE_HEIGHT
    middle = _turned((x, top + height / 2), placed)
    left = middle[0] - {"start": 0.0, "middle": line.width / 2, "end": line.width}[placed.anchor]
    colour = caption.colour if line.kind == caption.kind else ""
    look = replace(look_of(line.kind, line.size, plan.scale, colour), align=_ALIGN[placed.anchor])
    corner = plan.place((left, middle[1] - height / 2))
    box = Box(
        round(corner[0]),
        round(corner[1]),
        round(line.width * plan.emu_per_pt),
        round(height * plan.emu_per_pt),
    )
    yield drawing.label(f"Name: {line.text}", box, paragraph_xml((line.text, look)), -caption.angle)


def _turned(middle: tuple[float, float], placed: PlacedCaption) -> tuple[float, float]:
    """The middle of a line of a turned name: it turns about the middle of the whole."""
    if not placed.caption.angle:
        return middle
    turn = radians(-placed.caption.angle)
    x, y = placed.middle
    dx, dy = middle[0] - x, middle[1] - y
    return x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn)


def _octagon(drawing: Drawing, at: tuple[float, float], radius: float, plan: Plan) -> Iterable[Shape | None]:
    sign = MapSymbol("closed", "", "Closed country, sign", at, radius, "journey")
    yield from place_shapes(drawing, [sign], plan)


def _dot(drawing: Drawing, placed: PlacedCaption, plan: Plan) -> Shape:
    x, y = plan.place(placed.caption.at)
    box = Box.around(x, y, 1.6 * plan.scale * plan.emu_per_pt)
    return drawing.symbol(f"City: {placed.caption.text}", "ellipse", box, Paint(Fill(PALETTE.city_name)))


# ---------------------------------------------------------------- boxes with figures


def callout_shapes(drawing: Drawing, labels: Labels, plan: Plan) -> list[Shape | None]:
    """The boxes `Now 12 677 km · 31.5 d`, each tied to its line."""
    return [shape for placed in labels.callouts for shape in _callout(drawing, placed, plan)]


def _callout(drawing: Drawing, placed: PlacedCallout, plan: Plan) -> Iterable[Shape | None]:
    left, top, right, bottom = placed.box
    callout = placed.callout
    if not top <= placed.spot[1] <= bottom:
        stroke = Stroke(callout.colour, placed.size * 0.1, is_round=False)
        ends = [plan.place(placed.spot), plan.place(placed.foot)]
        yield drawing.freeform(f"Tie of {callout.title}", [ends], Paint(stroke=stroke))
    corner, opposite = plan.place((left, top)), plan.place((right, bottom))
    box = Box(
        round(corner[0]),
        round(corner[1]),
        round(opposite[0] - corner[0]),
        round(opposite[1] - corner[1]),
    )
    strong = TextLook(round(placed.size * 1.8) / 2, PALETTE.casing, is_bold=True, align="ctr")
    plain = TextLook(strong.size_pt, PALETTE.casing, is_bold=True)
    words = paragraph_xml((f"{callout.title}   ", strong), (callout.text, plain))
    yield drawing.sign(f"Figures: {callout.title}", box, words, Paint(Fill(callout.colour)))
