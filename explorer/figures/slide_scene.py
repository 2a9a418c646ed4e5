"""One scene on one slide: title, map, up to three large figures, a few words, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from explorer.core.network import Network
from explorer.figures.slide_arrangement import Arrangement
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_master import (
    DETAIL_BOX,
    FOOT_BOX,
    FOOT_INDEX,
    FOOT_LOOK,
    NUMBER_INDEX,
    SUBTITLE_BOX,
    SUBTITLE_INDEX,
    SUBTITLE_LOOK,
    TEXT_INDEX,
    TEXT_LOOK,
    TITLE_BOX,
    TITLE_LOOK,
)
from explorer.figures.slide_shapes import EMU_PER_POINT, Box, Drawing, Shape
from explorer.figures.slide_sources import no_way_sentence
from explorer.figures.slide_text import (
    TITLE,
    TextLook,
    fitted,
    paragraph_xml,
    placeholder_xml,
    sized,
    width_pt,
)
from explorer.housestyle.brief import ATTRIBUTION, BORDERS_NOTE, Brief, ShownScene
from explorer.housestyle.key_figures import Basis, KeyFigure, Tone
from explorer.housestyle.letters import is_right_to_left, legal, one_line

VALUE_LOOK: Final = TextLook(38, PALETTE.text, is_bold=True)
SMALLEST_TITLE_PT: Final = 23
SMALLEST_VALUE_PT: Final = 16
UNIT_LOOK: Final = TextLook(18, PALETTE.text_secondary)
WORDS_LOOK: Final = TextLook(12.5, PALETTE.text_secondary)
MAX_FAULTS: Final = 8
TEXT_SIZES_PT: Final = (14.0, 13.0, 12.0, 11.5)
"""A scene's text takes the largest of these that fits."""

LINE_SPACING: Final = 1.26
"""From line to line, for one point of type."""

VALUE_ROOM: Final = 0.8
"""Of a figure's place, what value and unit may fill: bold letters differ most from font to font."""

ROOM: Final = 0.85
"""Of a width, what our own measure may fill: without our fonts other programs set type wider."""

_TONES = {
    Tone.PLAIN: PALETTE.text,
    Tone.BETTER: PALETTE.better,
    Tone.WORSE: PALETTE.worse,
    Tone.CLOSED: PALETTE.closed_text,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The words at head and foot of a slide."""

    title: str
    subtitle: str
    foot: str


def heading_of(brief: Brief, shown: ShownScene) -> Heading:
    """A scene's title, its trip in a line, and what stands at the foot."""
    return Heading(shown.title, shown.subtitle, foot_of(brief, shown.source_line))


def foot_of(brief: Brief, source_line: str) -> str:
    """Sources of the figures; below them those of the map, program and data version."""
    return f"{source_line}\n{ATTRIBUTION}. {BORDERS_NOTE}. {brief.imprint}".strip()


def heading_xml(drawing: Drawing, heading: Heading) -> str:
    """Title and subtitle as placeholders, first in the order of reading."""
    title, look = title_look(heading.title)
    shrunk = look.size_pt if look.size_pt != TITLE_LOOK.size_pt else None
    parts = drawing.placeholder("Title", "title", 0, placeholder_xml(title, shrunk))
    room = SUBTITLE_BOX.width_pt * ROOM
    line = fitted(one_line(heading.subtitle), SUBTITLE_LOOK, room, 1)
    if line:
        # A title right to left has its subtitle on its own side.
        align = "r" if is_right_to_left(title) and not is_right_to_left(line) else ""
        parts += drawing.placeholder("Subtitle", "body", SUBTITLE_INDEX, placeholder_xml(line, align=align))
    return parts


def title_look(title: str) -> tuple[str, TextLook]:
    """The title as it fits: large on one line, smaller on two, then shortened."""
    title = one_line(title) or "Scene"
    room = TITLE_BOX.width_pt * ROOM
    look = sized(title, TITLE_LOOK, room, SMALLEST_TITLE_PT)
    if width_pt(title[:200], look) <= room and len(title) <= 200:
        return title, look
    small = replace(TITLE_LOOK, size_pt=SMALLEST_TITLE_PT)
    return fitted(title, small, room, 2), small


def foot_xml(drawing: Drawing, foot: str) -> str:
    """Sources and slide number as placeholders, last in the order of reading."""
    room = FOOT_BOX.width_pt * ROOM
    lines = [fitted(one_line(line), FOOT_LOOK, room, 1) for line in foot.split("\n")][:2]
    paragraphs = "".join(placeholder_xml(line) for line in lines if line)
    number = (
        '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>'
    )
    return drawing.placeholder("Sources", "body", FOOT_INDEX, paragraphs) + drawing.placeholder(
        "Slide number", "sldNum", NUMBER_INDEX, number
    )


# ---------------------------------------------------------------- below the map


def figures_shape(drawing: Drawing, network: Network, shown: ShownScene, places: Arrangement) -> Shape | None:
    """The large figures, and the scene's text beside or below them."""
    text = legal(shown.scene.text).strip()
    shapes: list[Shape] = []
    boxes = places.figure_boxes(len(shown.figures), with_text=bool(text))
    for figure, box in zip(shown.figures, boxes, strict=True):
        if figure.tone is Tone.CLOSED and not figure.unit:
            shapes += _no_way(drawing, no_way_sentence(network, shown), figure, box)
        else:
            shapes += _figure(drawing, figure, box)
    if text:
        shapes.append(_text(drawing, text, places.text_box(len(shown.figures)), is_wide=places.is_wide))
    return drawing.group("Key figures", shapes)


def _figure(drawing: Drawing, figure: KeyFigure, box: Box) -> list[Shape]:
    """Value and unit on one line, its words below; a reported figure says so."""
    value, unit = one_line(figure.value), one_line(figure.unit)
    look = replace(VALUE_LOOK, colour=_TONES[figure.tone])
    unit_room = width_pt(f" {unit}", UNIT_LOOK) if unit else 0.0
    room = max(box.width_pt * VALUE_ROOM - unit_room, box.width_pt / 2)
    look = sized(value, look, room, SMALLEST_VALUE_PT)
    value = fitted(value, look, room, 1)
    words = one_line(figure.words) + (" (estimate)" if figure.basis is Basis.ESTIMATE else "")
    below = fitted(words, WORDS_LOOK, box.width_pt * VALUE_ROOM, 2)
    upper = replace(box, height=round(box.height * 0.58))
    lower = replace(box, top=box.top + upper.height, height=box.height - upper.height)
    runs = [(value, look), (f" {unit}", UNIT_LOOK)] if unit else [(value, look)]
    name = f"Figure: {value} {unit}".strip()
    return [
        drawing.words(name, upper, paragraph_xml(*runs), "b", wraps=False),
        drawing.words(f"{name}, in words", lower, paragraph_xml((below, WORDS_LOOK))),
    ]


def _no_way(drawing: Drawing, sentence: str, figure: KeyFigure, box: Box) -> list[Shape]:
    """“No way left”, and what would have to reopen."""
    look = TextLook(32, _TONES[figure.tone], face=TITLE)
    upper = replace(box, height=round(box.height * 0.58))
    lower = replace(box, top=box.top + upper.height, height=box.height - upper.height)
    told = fitted(sentence, WORDS_LOOK, box.width_pt * ROOM, 2)
    return [
        drawing.words(figure.value, upper, paragraph_xml((figure.value, look)), "b"),
        drawing.words("What has to reopen", lower, paragraph_xml((told, WORDS_LOOK))),
    ]


def _text(drawing: Drawing, text: str, box: Box, *, is_wide: bool) -> Shape:
    """The scene's text as far as it fits; the whole of it stands in the notes."""
    for size_pt in TEXT_SIZES_PT[1:] if is_wide else TEXT_SIZES_PT:
        look = TextLook(size_pt, PALETTE.text)
        lines = max(1, int(box.height / EMU_PER_POINT / (size_pt * LINE_SPACING)))
        shown = fitted(one_line(text), look, box.width_pt * ROOM, lines)
        if shown == one_line(text):
            break
    return drawing.words("Text", box, paragraph_xml((shown, look)), "ctr" if is_wide else "t")


def unanswered_xml(drawing: Drawing, shown: ShownScene) -> str:
    """Text and faults of a scene that this network cannot answer."""
    room, look = DETAIL_BOX.width_pt * ROOM, TEXT_LOOK
    text = fitted(legal(shown.scene.text).strip(), look, room, 6)
    lines = [line for line in text.split("\n") if line]
    paragraphs = "".join(placeholder_xml(line, after_pt=6) for line in lines)
    faults = shown.faults or ("The network has no answer for it.",)
    small = replace(look, size_pt=14)
    told = [fitted(f"– {one_line(fault)}", small, room, 2) for fault in faults]
    if len(told) > MAX_FAULTS:
        told = [*told[:MAX_FAULTS], f"– and {len(told) - MAX_FAULTS} more; all stand in the notes"]
    paragraphs += placeholder_xml("This scene cannot be shown with this network:", after_pt=4)
    paragraphs += "".join(placeholder_xml(fault, 14, after_pt=3) for fault in told)
    return drawing.placeholder("Text", "body", TEXT_INDEX, paragraphs)
