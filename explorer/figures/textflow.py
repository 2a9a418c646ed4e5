"""Words in a width: broken into lines, shortened with an ellipsis, set from the side they are read from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from explorer.core.geometry import Point
from explorer.figures.canvas import Canvas, Type
from explorer.housestyle.letters import is_right_to_left

LEADING: Final = 1.28
"""Line spacing in sizes of the type."""

_LONGEST: Final = 400
"""No line on paper holds more letters: what lies behind is not even measured."""

_WIDE_LETTERS: Final = re.compile("([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])")
_ENDS: Final = " ,;:·–-"


def fitted(canvas: Canvas, text: str, look: Type, width: float) -> str:
    """One line of a text, shortened with an ellipsis where it is wider than `width` points."""
    line = " ".join(canvas.faces.legal(text[: 2 * _LONGEST]).split())
    if len(line) <= _LONGEST and canvas.width_of(line, look) <= width:
        return line
    low, high = 0, min(len(line), _LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if canvas.width_of(_shortened(line[:middle]), look) <= width:
            low = middle
        else:
            high = middle - 1
    return _shortened(line[:low]) if low else "…"


def _shortened(text: str) -> str:
    return text.rstrip(_ENDS) + "…"


def wrapped(canvas: Canvas, text: str, look: Type, width: float, most: int) -> list[str]:
    """A text as at most so many lines of `width` points; the last ends in an ellipsis where more follows."""
    legal = canvas.faces.legal(text[: _LONGEST * most + 1])
    lines: list[str] = []
    for paragraph in legal.strip().split("\n"):
        lines += _lines(canvas, paragraph, look, width)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            return [*lines[: most - 1], _cut_to(canvas, rest, look, width)]
    return [line for line in lines if line] if most == 1 else lines


def _cut_to(canvas: Canvas, rest: str, look: Type, width: float) -> str:
    line = fitted(canvas, rest, look, width)
    return line if line.endswith("…") else fitted(canvas, f"{line}…", look, width)


def _lines(canvas: Canvas, paragraph: str, look: Type, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(paragraph):
        joined = f"{line}{piece}"
        if canvas.width_of(joined.rstrip(), look) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _cut(canvas, piece.lstrip(), look, width)
        lines += full
    return [*lines, line.rstrip()]


def _pieces(paragraph: str) -> list[str]:
    """A paragraph in the pieces between which a line may end: words, and letters of Chinese."""
    words = re.findall(r"\s*\S+", paragraph)
    return [piece for word in words for piece in _WIDE_LETTERS.split(word) if piece]


def _cut(canvas: Canvas, piece: str, look: Type, width: float) -> list[str]:
    """A word too long for a line, cut where it must be."""
    parts = []
    while piece and canvas.width_of(piece[:_LONGEST], look) > width:
        low, high = 1, min(len(piece), _LONGEST)
        while low < high:
            middle = (low + high + 1) // 2
            if canvas.width_of(piece[:middle], look) <= width:
                low = middle
            else:
                high = middle - 1
        parts.append(piece[:low])
        piece = piece[low:]
    return [*parts, piece]


def paragraph(
    canvas: Canvas, lines: list[str], at: Point, look: Type, width: float, leading: float = LEADING
) -> float:
    """Write lines from a top left corner, right to left where they are read so; the height they take."""
    x, top = at
    step = look.size * leading
    is_mirrored = is_right_to_left(" ".join(lines))
    for number, line in enumerate(lines):
        baseline = top + look.size * 0.92 + number * step
        where = (x + width, baseline) if is_mirrored else (x, baseline)
        canvas.words(line, where, look, "end" if is_mirrored else "start")
    return step * len(lines)


def sized(canvas: Canvas, text: str, look: Type, width: float, smallest: float) -> Type:
    """The type, smaller where one line would be wider than `width` points; not below `smallest`."""
    wide = canvas.width_of(canvas.faces.legal(text[:_LONGEST]), look)
    if wide <= width:
        return look
    return replace(look, size=max(smallest, 0.995 * look.size * width / wide))
