"""Letters that no file or line may hold, and from which side a text is read: on every surface alike."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_NO_LINE: Final = ("Cc", "Zl", "Zp")
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def legal(text: str) -> str:
    """The text without what XML may not hold (control characters, halves of pairs); all breaks alike."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Legal text on one line, each run of spaces as one space."""
    return re.sub(r"[\n\t ]+", " ", legal(text)).strip()


def drawn_line(text: str) -> str:
    """A text as one drawn line can show it: breaks and controls become blanks, turns of direction go.

    A turn of direction (U+202E and its like) in a name would turn what stands behind it as well.
    """
    if text.isprintable():
        return text
    return "".join(
        " " if unicodedata.category(letter) in _NO_LINE else letter for letter in text if letter not in _TURNS
    ).strip()
