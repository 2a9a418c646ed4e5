"""Typefaces for paper: the packaged ones by name, whatever the system has; letters measured as drawn.

Every face is a chain: a letter that the first font lacks comes from the next, down to the font that
matplotlib brings along. A missing file leaves its link out and is told, and the page is made all the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from matplotlib import font_manager, get_data_path
from matplotlib.ft2font import FT2Font, LoadFlags

from explorer import assets
from explorer.housestyle.letters import drawn_line, legal

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_FILES: Final = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "bold": "SourceSans3-Bold.ttf",
    "italic": "SourceSans3-It.ttf",
    "serif": "SourceSerif4-Semibold.ttf",
    "serif-italic": "SourceSerif4-It.ttf",
}
_FALLBACKS: Final = (
    "NotoSansSC-Common-Regular.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
)
_LAST: Final = {"bold": "DejaVuSans-Bold.ttf", "semibold": "DejaVuSans-Bold.ttf"}
_SYSTEM_FONTS: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "Noto Sans",
)
"""Fonts that the system may have for letters that no packaged font holds, best first."""

_MEASURED_AT: Final = 100.0
_BOX: Final = "\u25a1"
_JOINED: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LOCK: Final = Lock()
_MARKS: Final = {"Mn", "Mc", "Me"}


class Faces:
    """The typefaces of one document. `faults` tells what is missing, in words."""

    def __init__(self) -> None:
        self._chains = {face: _chain(face) for face in _FILES}
        missing = [name for name in (*_FILES.values(), *_FALLBACKS) if not _packaged(name).is_file()]
        self._faults = (
            [f"Fonts are missing ({', '.join(missing)}); others stand in. Install the program again."]
            if missing
            else []
        )
        self._unknown: set[str] = set()
        self._widths: dict[tuple[str, str], float] = {}
        self._fonts: dict[str, Path | None] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What is missing so far: font files, and letters that no font holds."""
        if not self._unknown:
            return tuple(self._faults)
        letters = " ".join(f"U+{ord(letter):04X}" for letter in sorted(self._unknown)[:12])
        return (*self._faults, f"No font here has these letters, a box stands for each: {letters}.")

    def legal(self, text: str) -> str:
        """The text as it can be drawn: no control characters; a box for what no font has."""
        plain = legal(unicodedata.normalize("NFC", text)).replace("\t", " ")
        result: list[str] = []
        font: Path | None = None
        for letter in plain:
            if unicodedata.category(letter) in _MARKS:
                # A mark is drawn with the letter that it stands on, by one font, or not at all.
                if font is not None and ord(letter) in _letters_of(font):
                    result.append(letter)
                continue
            font = self._font_with(letter)
            if font is not None or letter == "\n":
                result.append(letter)
            elif unicodedata.category(letter) != "Cf":
                self._unknown.add(letter)
                result.append(_BOX)
        return "".join(result)

    def _font_with(self, letter: str) -> Path | None:
        """The first font that has a letter; None where none has (all chains end alike)."""
        if letter not in self._fonts:
            chain = self._chains["regular"]
            self._fonts[letter] = next((path for path in chain if ord(letter) in _letters_of(path)), None)
        return self._fonts[letter]

    def properties(self, face: str, size_pt: float, text: str = "") -> FontProperties:
        """What matplotlib needs to draw a text in a face."""
        families = [_registered(path) for path in self._needed(face, text)]
        return font_manager.FontProperties(family=families, size=size_pt)

    def width(self, text: str, face: str, size_pt: float) -> float:
        """Width of one line in points, shaped as it will be drawn."""
        text = drawn_line(text)
        key = (face, text)
        if key not in self._widths:
            self._widths[key] = _width(text, self._needed(face, text))
        return self._widths[key] * size_pt / _MEASURED_AT

    def _needed(self, face: str, text: str) -> list[Path]:
        """The fonts of a face's chain that this text has letters of, in their order."""
        chain = self._paths(face, text)
        needed = {
            next((path for path in chain if ord(letter) in _letters_of(path)), chain[0])
            for letter in set(text)
        }
        return [path for path in chain if path in needed or path == chain[0]]

    def _paths(self, face: str, text: str) -> tuple[Path, ...]:
        """The chain of a face; Arabic that the packaged font has only in part comes whole from another.

        Letters that join must be of one font.
        """
        chain = self._chains[face]
        joined = {ord(letter) for letter in _JOINED.findall(text)}
        if not joined:
            return chain
        return tuple(
            path
            for path in chain
            if not (joined & _letters_of(path)) or joined <= _letters_of(path) or path == chain[-1]
        )


def _packaged(name: str) -> Path:
    return assets.resources_dir() / "fonts" / name


def _chain(face: str) -> tuple[Path, ...]:
    """The files of a face that are there, in the order in which letters are looked for."""
    names = dict.fromkeys((_FILES[face], _FILES["regular"], *_FALLBACKS))
    own = [path for path in map(_packaged, names) if path.is_file()]
    ours = Path(get_data_path()) / "fonts" / "ttf"
    last = ours / _LAST.get(face, "DejaVuSans.ttf")
    return (*own, last, *_system_fonts())


@lru_cache(maxsize=1)
def _system_fonts() -> tuple[Path, ...]:
    """Fonts of the system that may help out: the first there is."""
    known = {entry.name: Path(entry.fname) for entry in reversed(font_manager.fontManager.ttflist)}
    return tuple(known[name] for name in _SYSTEM_FONTS if name in known)[:1]


@lru_cache(maxsize=64)
def _registered(path: Path) -> str:
    """Make a font file known to matplotlib under a name that no other font has; the name."""
    name = f"corridor-explorer {path.stem}"
    with _LOCK:
        if all(entry.name != name for entry in font_manager.fontManager.ttflist):
            font_manager.fontManager.ttflist.append(font_manager.FontEntry(fname=str(path), name=name))
    return name


@lru_cache(maxsize=64)
def _letters_of(path: Path) -> frozenset[int]:
    return frozenset(FT2Font(str(path)).get_charmap())


def _width(text: str, paths: list[Path]) -> float:
    font = font_manager.get_font([str(path) for path in paths])
    font.set_size(_MEASURED_AT, 72)
    # Between two bars, so that spaces at the ends and what letters reach over count as in a line.
    font.set_text(f"|{text}|", 0.0, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return float(width) / 64 - _bars(tuple(paths))


@lru_cache(maxsize=256)
def _bars(paths: tuple[Path, ...]) -> float:
    """Width of two bars in a chain of fonts."""
    font = font_manager.get_font([str(path) for path in paths])
    font.set_size(_MEASURED_AT, 72)
    font.set_text("||", 0.0, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return float(width) / 64
