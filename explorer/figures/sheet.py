"""One scene on one page: title, map with degrees and scale, key figures, itinerary, legend, sources.

The map stands on the left with the figures below it; the column on the right tells the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from explorer.core.geometry import Basemap, Geometry
from explorer.figures.canvas import Box, Canvas, Ink, Type
from explorer.figures.column import draw_column
from explorer.figures.frame import Size
from explorer.figures.legend import entries_of
from explorer.figures.map_drawing import MARK_ROOM, draw_map
from explorer.figures.mapscene import A4_SCALE, PALETTE, MapLook, MapScene, map_scene
from explorer.figures.textflow import LEADING, fitted, paragraph, sized, wrapped
from explorer.housestyle.brief import ATTRIBUTION, BORDERS_NOTE, Brief, ShownScene
from explorer.housestyle.key_figures import Basis, KeyFigure, Tone
from explorer.housestyle.letters import is_right_to_left

MARGIN: Final = 26.0
COLUMN: Final = 214.0
_GAP: Final = 15.0
_FIGURES: Final = 58.0
_TITLE: Final = 20.0
_SMALLEST_TITLE: Final = 15.0
_SUBTITLE: Final = 10.0
_FOOT: Final = 6.8
_TONES: Final = {
    Tone.PLAIN: PALETTE.text,
    Tone.BETTER: PALETTE.better,
    Tone.WORSE: PALETTE.worse,
    Tone.CLOSED: PALETTE.closed_text,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages of a document share. `unit` is points for one point on A4."""

    brief: Brief
    geometry: Geometry
    basemap: Basemap
    language: str
    width: float
    height: float
    unit: float


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Which page of how many; nothing is written on a single one. `above` stands over the title."""

    number: int = 1
    total: int = 1
    above: str = ""


def draw_sheet(canvas: Canvas, setting: Setting, shown: ShownScene, page: PageNumber) -> None:
    """Draw one scene; one without an answer shows its words and what is wrong with it."""
    unit = setting.unit
    left, right = MARGIN * unit, setting.width - MARGIN * unit
    top = draw_heading(canvas, setting, shown.title, shown.subtitle, page)
    column: Box = (right - COLUMN * unit, top, right, 0.0)
    if shown.results is None:
        bottom = draw_foot(canvas, setting, shown, None, page)
        _without_answer(canvas, setting, shown, (left, top, right, bottom))
        return
    # The words of the foot name the projection, which follows from the map's shape, which ends at the foot.
    bottom = setting.height - MARGIN * unit - foot_height(canvas, setting, shown)
    frame_right = column[0] - (_GAP + MARK_ROOM * 1.6) * unit
    frame: Box = (
        left + MARK_ROOM * 1.5 * unit,
        top + MARK_ROOM * unit,
        frame_right,
        bottom - (_FIGURES + MARK_ROOM) * unit,
    )
    scene = _map(setting, shown, frame)
    labels = draw_map(canvas, scene, frame[0], frame[1], unit)
    figures: Box = (left, frame[3] + (MARK_ROOM + 6.0) * unit, column[0] - _GAP * unit, bottom)
    draw_figures(canvas, shown.figures, figures, unit)
    column = (column[0], top + 1.0 * unit, right, bottom - 4.0 * unit)
    is_handout = page.total > 1
    draw_column(
        canvas,
        (setting.brief.network, shown, setting.language),
        entries_of(scene, labels),
        column,
        unit,
        is_handout=is_handout,
    )
    draw_foot(canvas, setting, shown, scene, page)


def _map(setting: Setting, shown: ShownScene, frame: Box) -> MapScene:
    size = Size(frame[2] - frame[0], frame[3] - frame[1])
    look = MapLook(size, A4_SCALE * setting.unit, setting.language)
    return map_scene(setting.brief.network, shown, setting.geometry, setting.basemap, look)


# ---------------------------------------------------------------- heading


def draw_heading(canvas: Canvas, setting: Setting, title: str, subtitle: str, page: PageNumber) -> float:
    """Draw title and subtitle; where what follows may begin."""
    unit = setting.unit
    left, width = MARGIN * unit, setting.width - 2 * MARGIN * unit
    top = MARGIN * unit
    if page.above:
        look = Type("semibold", 7.6 * unit, PALETTE.text_tertiary)
        words = fitted(canvas, page.above, look, width)
        top += paragraph(canvas, [words], (left, top - 3.0 * unit), look, width) + 1.0 * unit
    look = Type("serif", _TITLE * unit, PALETTE.text)
    look = sized(canvas, title, look, width, _SMALLEST_TITLE * unit)
    lines = wrapped(canvas, title, look, width, 2)
    top += paragraph(canvas, lines, (left, top - 4.0 * unit), look, width, 1.16)
    if subtitle:
        small = Type("regular", _SUBTITLE * unit, PALETTE.text_secondary)
        words = fitted(canvas, subtitle, small, width)
        is_mirrored = is_right_to_left(title)
        where = (left + width if is_mirrored else left, top + 7.5 * unit)
        canvas.words(words, where, small, "end" if is_mirrored else "start")
        top += 12.0 * unit
    return top + 4.0 * unit


# ---------------------------------------------------------------- figures


def draw_figures(canvas: Canvas, figures: tuple[KeyFigure, ...], box: Box, unit: float) -> None:
    """Draw up to three big figures side by side."""
    left, top, right, _ = box
    wide = (right - left) / max(3, len(figures))
    for number, figure in enumerate(figures):
        room = (right - left) if len(figures) == 1 else wide - 10.0 * unit
        _figure(canvas, figure, (left + number * wide, top), room, unit)


def _figure(canvas: Canvas, figure: KeyFigure, at: tuple[float, float], width: float, unit: float) -> None:
    x, top = at
    face = "serif" if figure.tone is Tone.CLOSED and not figure.unit else "semibold"
    small = Type("regular", 11.5 * unit, PALETTE.text_secondary)
    unit_words = canvas.faces.legal(figure.unit)
    beside = canvas.width_of(f" {unit_words}", small) if unit_words else 0.0
    value = Type(face, 27.0 * unit, _TONES[figure.tone])
    value = sized(canvas, figure.value, value, width - beside, 13.0 * unit)
    shown = fitted(canvas, figure.value, value, width - beside)
    baseline = top + 23.0 * unit
    canvas.words(shown, (x, baseline), value)
    canvas.words(unit_words, (x + canvas.width_of(shown, value) + 4.0 * unit, baseline), small)
    words = figure.words
    if figure.basis is Basis.ESTIMATE:
        words = f"{words}; estimate" if words else "estimate"
    look = Type("regular", 8.6 * unit, PALETTE.text_secondary)
    lines = wrapped(canvas, words, look, width, 2) if words else []
    paragraph(canvas, lines, (x, top + 28.0 * unit), look, width, 1.2)


# ---------------------------------------------------------------- foot


def foot_lines(canvas: Canvas, setting: Setting, shown: ShownScene, scene: MapScene | None) -> list[str]:
    """What stands at the foot of a page: what was left out, sources, projection, rights."""
    look = Type("regular", _FOOT * setting.unit, PALETTE.text_tertiary)
    width = setting.width - 2 * MARGIN * setting.unit
    lines = []
    if shown.faults and shown.results is not None:
        lines += wrapped(canvas, f"Left out here: {'; '.join(shown.faults)}.", look, width, 1)
    if shown.source_line:
        lines += wrapped(canvas, f"Sources. {shown.source_line}.", look, width, 2)
    projection = "" if scene is None else f"{scene.frame.projection.words}; scale true in the map's middle. "
    lines += wrapped(canvas, f"{projection}{BORDERS_NOTE}.", look, width, 1)
    return lines


def foot_height(canvas: Canvas, setting: Setting, shown: ShownScene) -> float:
    """Points that the foot takes, from its line to the lower margin."""
    count = len(foot_lines(canvas, setting, shown, None)) + 1
    return (0.5 + count * _FOOT * LEADING) * setting.unit


def draw_foot(
    canvas: Canvas, setting: Setting, shown: ShownScene, scene: MapScene | None, page: PageNumber
) -> float:
    """Draw the foot of a page with its number; where it begins."""
    unit = setting.unit
    top = setting.height - MARGIN * unit - foot_height(canvas, setting, shown)
    look = Type("regular", _FOOT * unit, PALETTE.text_tertiary)
    lines = foot_lines(canvas, setting, shown, scene)
    rule(canvas, setting, top)
    left = MARGIN * unit
    for number, line in enumerate(lines):
        canvas.words(line, (left, top + (10.0 + number * _FOOT * LEADING) * unit), look)
    draw_imprint(canvas, setting, page)
    return top


def rule(canvas: Canvas, setting: Setting, y: float) -> None:
    """Draw the hairline over the foot."""
    ends = ((MARGIN * setting.unit, y), (setting.width - MARGIN * setting.unit, y))
    canvas.lines([ends], Ink(PALETTE.control_edge, 0.5 * setting.unit))


def draw_imprint(canvas: Canvas, setting: Setting, page: PageNumber) -> None:
    """Draw the last line of a page: rights, data version, date and page number."""
    unit = setting.unit
    look = Type("regular", _FOOT * unit, PALETTE.text_tertiary)
    baseline = setting.height - (MARGIN - 1.5) * unit
    right = setting.width - MARGIN * unit
    strong = Type("semibold", 7.6 * unit, PALETTE.text_secondary)
    number = f"{page.number} / {page.total}" if page.total > 1 else ""
    room = setting.width - 2 * MARGIN * unit - canvas.width_of(number, strong) - 10.0 * unit
    words = fitted(canvas, f"{ATTRIBUTION} · {setting.brief.imprint}", look, room)
    canvas.words(words, (MARGIN * unit, baseline), look)
    canvas.words(number, (right, baseline), strong, "end")


# ---------------------------------------------------------------- a scene without an answer


def _without_answer(canvas: Canvas, setting: Setting, shown: ShownScene, box: Box) -> None:
    unit = setting.unit
    left, top, right, bottom = box
    width = min(right - left, 560.0 * unit)
    y = top + 14.0 * unit
    head = Type("serif", 16.0 * unit, PALETTE.closed_text)
    y += paragraph(canvas, ["This scene has no answer"], (left, y), head, width) + 6.0 * unit
    body = Type("regular", 11.0 * unit, PALETTE.text)
    y += paragraph(canvas, ["Left out, as this data does not have it:"], (left, y), body, width)
    for fault in shown.faults or ("The data does not hold what it asks.",):
        lines = wrapped(canvas, f"· {fault}", body, width, 3)
        y += paragraph(canvas, lines, (left, y), body, width) + 2.0 * unit
    y += 12.0 * unit
    if shown.scene.text.strip() and y < bottom:
        most = max(1, int((bottom - y) / (body.size * LEADING)) - 1)
        lines = wrapped(canvas, shown.scene.text, body, width, most)
        paragraph(canvas, lines, (left, y), body, width)
