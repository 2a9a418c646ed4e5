"""Symbols of places on paper: the same shapes as on the map page, in points."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

import numpy as np

from explorer.core.geometry import Line, Point
from explorer.figures.canvas import Canvas, Ink
from explorer.figures.mapscene import PALETTE

_END_INSIDE: Final = 0.48


def draw_symbol(canvas: Canvas, role: str, at: Point, radius: float, weight: str = "journey") -> None:
    """Draw the symbol of a role (a node kind, end or closed) around a point; radius in points."""
    if role == "closed":
        _octagon(canvas, at, radius)
        return
    if role == "end":
        ring = radius * _END_INSIDE
        canvas.circle(at, radius * 1.12, PALETTE.casing)
        canvas.circle(at, radius * 0.78, PALETTE.casing, Ink(PALETTE.current, ring))
        return
    ink = _ink(weight, radius)
    if role in ("city", "junction"):
        canvas.circle(at, radius, PALETTE.casing, ink)
    elif role == "port":
        canvas.circle(at, radius, PALETTE.casing, ink)
        canvas.lines([_wave(at, radius)], Ink(ink.colour, ink.width * 0.8, is_round=True))
    else:
        canvas.area([(_outline(role, at, radius),)], PALETTE.casing, ink)


def _ink(weight: str, radius: float) -> Ink:
    """Outline of a symbol: strong at stops of the journey, quiet elsewhere."""
    if weight == "journey":
        return Ink(PALETTE.text, max(0.9, radius * 0.3))
    if weight == "passed":
        return Ink(PALETTE.current, max(0.6, radius * 0.2))
    return Ink(PALETTE.text_secondary, max(0.6, radius * 0.22))


def _outline(role: str, at: Point, radius: float) -> Line:
    x, y = at
    if role == "border":
        far = radius * 1.28
        return (x, y - far), (x + far, y), (x, y + far), (x - far, y)
    if role == "chokepoint":
        wide = radius * 0.84
        return (x - wide, y - radius), (x + wide, y - radius), (x - wide, y + radius), (x + wide, y + radius)
    half = radius * 0.95
    return (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)


def _wave(at: Point, radius: float) -> Line:
    """The wave inside a port's ring."""
    across = np.linspace(-0.55, 0.55, 13)
    return tuple(
        (at[0] + float(share) * radius, at[1] - 0.2 * radius * sin(float(share) / 0.55 * pi))
        for share in across
    )


def _octagon(canvas: Canvas, at: Point, radius: float) -> None:
    """The sign of a closed thing: red octagon, light ring, X."""
    x, y = at
    turns = [pi / 8 + number * pi / 4 for number in range(8)]
    corners = tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
    canvas.area([(corners,)], PALETTE.closed, Ink(PALETTE.octagon_ring, radius * 0.2))
    arm = radius * 0.38
    strokes = (((x - arm, y - arm), (x + arm, y + arm)), ((x + arm, y - arm), (x - arm, y + arm)))
    canvas.lines(strokes, Ink(PALETTE.on_closed, radius * 0.24, is_round=True))
