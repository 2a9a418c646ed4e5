"""Lines as short texts: differences of whole thousandths of a degree, six bits at a time.

Google's encoded polyline with three decimals: a third of the size of JSON, and quicker to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from explorer.core.geometry import Point

DECIMALS: Final = 3
"""A thousandth of a degree is at most 111 m: less than two pixels at the map's largest zoom."""


def encoded(points: Iterable[Point]) -> str:
    """A line of points in degrees as text; `lines.js` reads it."""
    letters: list[str] = []
    before = (0, 0)
    for first, second in points:
        spot = (round(first * 10**DECIMALS), round(second * 10**DECIMALS))
        for now, last in zip(spot, before, strict=True):
            _add(letters, now - last)
        before = spot
    return "".join(letters)


def _add(letters: list[str], difference: int) -> None:
    """Append one number: the sign in the lowest bit, five bits a letter, the lowest first."""
    value = ~(difference << 1) if difference < 0 else difference << 1
    while value >= 32:
        letters.append(chr((32 | (value & 31)) + 63))
        value >>= 5
    letters.append(chr(value + 63))
