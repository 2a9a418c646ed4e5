"""Words for slides: without what XML may not hold, shortened to fit, each in its direction."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from explorer import assets
from explorer.figures.slide_colours import colour_xml
from explorer.housestyle.letters import is_right_to_left, legal

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font


BODY: Final = "+mn-lt"
TITLE: Final = "+mj-lt"
ITALIC: Final = "Source Serif 4"
"""Names of seas: the theme's title face has no italic."""
_FONT_FILES = {
    (BODY, False): "SourceSans3-Regular.ttf",
    (BODY, True): "SourceSans3-Bold.ttf",
    (TITLE, False): "SourceSerif4-Semibold.ttf",
    (TITLE, True): "SourceSerif4-Semibold.ttf",
    (ITALIC, False): "SourceSerif4-It.ttf",
}
_MEASURED_AT = 100
_WITHOUT_FONT = 0.56
"""Mean width of a letter in em where our fonts are missing and cannot be measured."""

_LANGUAGES = (
    (("HIRAGANA", "KATAKANA"), "ja-JP"),
    (("CJK",), "zh-CN"),
    (("HANGUL",), "ko-KR"),
    (("CYRILLIC",), "ru-RU"),
    (("ARABIC",), "ar-SA"),
    (("HEBREW",), "he-IL"),
    (("GEORGIAN",), "ka-GE"),
    (("GREEK",), "el-GR"),
    (("DEVANAGARI",), "hi-IN"),
)


@dataclass(frozen=True, slots=True)
class TextLook:
    """How words look: size in points, colour `#RRGGBB`, face (theme font), letter spacing in points."""

    size_pt: float
    colour: str
    is_bold: bool = False
    is_italic: bool = False
    face: str = BODY
    spacing_pt: float = 0.0
    align: str = "l"


def language_of(text: str) -> str:
    """Language tag for spelling and choice of fonts, by the script of the first letter."""
    first = next((character for character in text if character.isalpha()), "")
    name = unicodedata.name(first, "") if first else ""
    return next((language for scripts, language in _LANGUAGES if name.startswith(scripts)), "en-GB")


def width_pt(text: str, look: TextLook) -> float:
    """Width of one line in points, by our own fonts; an estimate where they are missing."""
    units = sum(_em_width(character, look.face, look.is_bold) for character in text)
    return units * look.size_pt + look.spacing_pt * len(text)


@lru_cache(maxsize=4096)
def _em_width(character: str, face: str, is_bold: bool) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    font = _font(face, is_bold)
    if font is None:
        return _WITHOUT_FONT
    glyph = font.get_char_index(ord(character))
    if not glyph:
        return _WITHOUT_FONT
    from matplotlib.ft2font import LoadFlags

    return float(font.load_glyph(glyph, flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _MEASURED_AT


@lru_cache(maxsize=8)
def _font(face: str, is_bold: bool) -> FT2Font | None:
    from matplotlib.ft2font import FT2Font

    path = assets.resources_dir() / "fonts" / _FONT_FILES[face, is_bold]
    try:
        font = FT2Font(str(path))
    except (OSError, RuntimeError):
        return None
    font.set_size(_MEASURED_AT, 72)
    return font


def lines_of(text: str, look: TextLook, width: float) -> list[str]:
    """The text broken into lines at most `width` points wide; a word too long is cut where it must be."""
    lines: list[str] = []
    space = width_pt(" ", look)
    for paragraph in legal(text).split("\n"):
        line, taken = "", 0.0
        for word in paragraph.split(" "):
            needed = width_pt(word, look)
            if line and taken + space + needed <= width:
                line, taken = f"{line} {word}", taken + space + needed
                continue
            if line:
                lines.append(line)
            *full, line = _cut(word, look, width)
            lines += full
            taken = width_pt(line, look)
        lines.append(line)
    return lines


def _cut(word: str, look: TextLook, width: float) -> list[str]:
    parts, taken = [""], 0.0
    for character in word:
        needed = width_pt(character, look)
        if parts[-1] and taken + needed > width:
            parts.append("")
            taken = 0.0
        parts[-1] += character
        taken += needed
    return parts


def fitted(text: str, look: TextLook, width: float, lines: int) -> str:
    """The text, shortened with an ellipsis where it takes more than so many lines of `width` points."""
    text = text[: 400 * lines]  # enough for any slide; the full text stands in the notes
    broken = lines_of(text, look, width)
    if len(broken) <= lines:
        return text
    kept = broken[:lines]
    last = kept[-1]
    while last and width_pt(f"{last}…", look) > width:
        last = last[:-1]
    return " ".join([*kept[:-1], last.rstrip(" ,;:·–-")]) + "…"


def sized(text: str, look: TextLook, width: float, smallest: float) -> TextLook:
    """The look, smaller where one line would be wider than `width` points; not below `smallest`."""
    wide = width_pt(text, look)
    if wide <= width:
        return look
    return replace(look, size_pt=max(smallest, int(look.size_pt * width / wide * 2) / 2))


# ---------------------------------------------------------------- DrawingML


def run_xml(text: str, look: TextLook, link_id: str = "") -> str:
    """A run `<a:r>` in a look; `link_id` is the relationship of its address."""
    bold, italic = (' b="1"' if look.is_bold else ' b="0"'), (' i="1"' if look.is_italic else "")
    spacing = f' spc="{round(look.spacing_pt * 100)}"' if look.spacing_pt else ""
    link = f"<a:hlinkClick r:id={quoteattr(link_id)}/>" if link_id else ""
    return (
        f'<a:r><a:rPr lang="{language_of(text)}" sz="{round(look.size_pt * 100)}"{bold}{italic}{spacing}'
        f' dirty="0"><a:solidFill>{colour_xml(look.colour)}</a:solidFill>'
        f"{faces_xml(look.face)}"
        f"{link}</a:rPr><a:t>{escape(legal(text))}</a:t></a:r>"
    )


def faces_xml(face: str) -> str:
    """A face as DrawingML: that of the theme in each script, or a font of its own."""
    theme = face.removesuffix("-lt") if face.startswith("+") else TITLE.removesuffix("-lt")
    return f'<a:latin typeface="{face}"/><a:ea typeface="{theme}-ea"/><a:cs typeface="{theme}-cs"/>'


def paragraph_xml(*runs: tuple[str, TextLook], after_pt: float = 0.0, link_id: str = "") -> str:
    """A paragraph of runs, one behind the other; right to left where its first letter says so."""
    words = "".join(text for text, _ in runs)
    align = runs[0][1].align
    direction = ""
    if is_right_to_left(words):
        align = {"l": "r", "r": "l"}.get(align, align)
        direction = ' rtl="1"'
    space = f'<a:spcAft><a:spcPts val="{round(after_pt * 100)}"/></a:spcAft>' if after_pt else ""
    body = "".join(run_xml(text, look, link_id) for text, look in runs if text)
    end = f'<a:endParaRPr lang="en-GB" sz="{round(runs[-1][1].size_pt * 100)}"/>'
    return f'<a:p><a:pPr algn="{align}"{direction}>{space}</a:pPr>{body}{end}</a:p>'


def placeholder_xml(
    text: str, size_pt: float | None = None, *, align: str = "", after_pt: float = 0.0
) -> str:
    """A paragraph of a placeholder: it looks as the layout says, but for a smaller size where given."""
    size = f' sz="{round(size_pt * 100)}"' if size_pt is not None else ""
    side, direction = (' algn="r"', ' rtl="1"') if is_right_to_left(text) else ("", "")
    if align:
        side = f' algn="{align}"'
    space = f'<a:spcAft><a:spcPts val="{round(after_pt * 100)}"/></a:spcAft>' if after_pt else ""
    return (
        f'<a:p><a:pPr{side}{direction}>{space}</a:pPr><a:r><a:rPr lang="{language_of(text)}"{size}/>'
        f"<a:t>{escape(legal(text))}</a:t></a:r></a:p>"
    )
