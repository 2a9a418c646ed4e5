"""A storyboard as a hand-out: a page for each scene, then itineraries and every source with its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from explorer.figures.canvas import Box, Canvas, Type
from explorer.figures.column import draw_table, table_height
from explorer.figures.faces import Faces
from explorer.figures.journey_table import journey_rows, range_words, totals_row
from explorer.figures.mapscene import PALETTE
from explorer.figures.sheet import (
    MARGIN,
    PageNumber,
    Setting,
    draw_heading,
    draw_imprint,
    draw_sheet,
    rule,
)
from explorer.figures.textflow import LEADING, fitted, paragraph, wrapped
from explorer.housestyle.brief import Progress, ShownScene, step
from explorer.housestyle.key_figures import journey_sources

_COLUMNS: Final = 3
_GAP: Final = 20.0
_FOOT: Final = 14.0
_SUBTITLE: Final = 8.4
_BETWEEN: Final = 14.0
_SOURCES_APART: Final = 7.0
_SOURCE: Final = 7.8
_ADDRESS: Final = 7.0
NewCanvas = Callable[[], Canvas]
Draw = Callable[[Canvas, PageNumber], None]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a document, not yet drawn."""

    draws: tuple[Draw, ...]
    above: str = ""

    def draw(self, new_canvas: NewCanvas, progress: Progress) -> Iterator[Canvas]:
        """Draw one page after the other; each is done with before the next begins.

        Raises
        ------
        ExportCancelled
            When `progress` said stop.
        """
        total = len(self.draws)
        step(progress, 0, total)
        for number, draw in enumerate(self.draws, start=1):
            canvas = new_canvas()
            draw(canvas, PageNumber(number, total, self.above))
            yield canvas
            step(progress, number, total)


@dataclass(frozen=True, slots=True)
class Block:
    """Something that flows into columns: height, room below it (points), and how it is drawn into a box."""

    height: float
    gap: float
    draw: Callable[[Canvas, Box], None]


def scene_pages(setting: Setting, shown: ShownScene) -> Pages:
    """One scene on one page, without a number."""
    return Pages((lambda canvas, page: draw_sheet(canvas, setting, shown, page),))


def handout_pages(setting: Setting, faces: Faces) -> Pages:
    """All scenes, then the annexes."""
    brief = setting.brief

    def scene_page(shown: ShownScene) -> Draw:
        return lambda canvas, page: draw_sheet(canvas, setting, shown, page)

    scratch = Canvas(setting.width, setting.height, faces, PALETTE.panel)
    annexes = [
        *_annex(setting, "Annex: itineraries", _itineraries(setting)),
        *_annex(setting, "Annex: sources", _sources(setting, scratch)),
    ]
    return Pages((*(scene_page(shown) for shown in brief.scenes), *annexes), brief.title)


# ---------------------------------------------------------------- flow


def _annex(setting: Setting, title: str, blocks: list[Block]) -> list[Draw]:
    """Blocks over as many pages as they need."""
    pages = _flowed(blocks, _column_height(setting))
    return [_annex_page(setting, title, columns) for columns in pages]


def _column_height(setting: Setting) -> float:
    return setting.height - (2 * MARGIN + 44.0 + _FOOT) * setting.unit


def column_width(setting: Setting) -> float:
    """Width of an annex's columns in points."""
    return (setting.width - (2 * MARGIN + (_COLUMNS - 1) * _GAP) * setting.unit) / _COLUMNS


def _flowed(blocks: list[Block], height: float) -> list[list[list[Block]]]:
    """Pages of columns of blocks, in order; a block higher than a column has one for itself."""
    columns: list[list[Block]] = []
    room = 0.0
    for block in blocks:
        if not columns or block.height > room:
            columns.append([])
            room = height
        columns[-1].append(block)
        room -= block.height + block.gap
    return [columns[at : at + _COLUMNS] for at in range(0, len(columns), _COLUMNS)]


def _annex_page(setting: Setting, title: str, columns: list[list[Block]]) -> Draw:
    def draw(canvas: Canvas, page: PageNumber) -> None:
        unit = setting.unit
        start = draw_heading(canvas, setting, title, "", page) + 6.0 * unit
        wide = column_width(setting)
        bottom = setting.height - (MARGIN + _FOOT) * unit
        for number, column in enumerate(columns):
            left = MARGIN * unit + number * (wide + _GAP * unit)
            top = start
            for block in column:
                block.draw(canvas, (left, top, left + wide, min(bottom, top + block.height)))
                top += block.height + block.gap
        rule(canvas, setting, bottom)
        draw_imprint(canvas, setting, page)

    return draw


# ---------------------------------------------------------------- itineraries


def _itineraries(setting: Setting) -> list[Block]:
    """A table for every scene that has a way; equal ones stand once, under the first scene's name."""
    blocks: list[Block] = []
    seen: dict[object, int] = {}
    for number, shown in enumerate(setting.brief.scenes, start=1):
        results = shown.results
        if results is None or results.itinerary is None or results.itinerary in seen:
            continue
        seen[results.itinerary] = number
        blocks.append(_itinerary(setting, shown, number))
    return blocks


def _itinerary(setting: Setting, shown: ShownScene, number: int) -> Block:
    network, unit = setting.brief.network, setting.unit
    itinerary = shown.results.itinerary if shown.results else None
    if itinerary is None:
        raise ValueError("a scene without a way has no table")
    rows = (*journey_rows(network, itinerary, setting.language), totals_row(itinerary))
    note = range_words(itinerary.transit_days)
    lead = (_SUBTITLE * LEADING + 1.0) * unit
    height = min(lead + table_height(rows, unit) + 1.0, _column_height(setting))

    def draw(canvas: Canvas, box: Box) -> None:
        left, top, right, bottom = box
        look = Type("regular", _SUBTITLE * unit, PALETTE.text_secondary)
        subtitle = fitted(canvas, f"Scene {number} · {shown.subtitle}", look, right - left)
        paragraph(canvas, [subtitle], (left, top), look, right - left)
        draw_table(canvas, rows, (left, top + lead, right, bottom), unit, note=note, title=shown.title)

    return Block(height, _BETWEEN * unit, draw)


# ---------------------------------------------------------------- sources


def scene_sources(shown: ShownScene) -> tuple[str, ...]:
    """Ids of all sources behind a scene: its own, its figures', its journey's."""
    itinerary = None if shown.results is None else shown.results.itinerary
    figures = (key for figure in shown.figures for key in figure.source_ids)
    return tuple(dict.fromkeys((*shown.scene.source_ids, *figures, *journey_sources(itinerary))))


def _sources(setting: Setting, scratch: Canvas) -> list[Block]:
    """Every source behind any scene, with title, address and the scenes that rest on it."""
    used: dict[str, list[int]] = {}
    for number, shown in enumerate(setting.brief.scenes, start=1):
        for key in scene_sources(shown):
            used.setdefault(key, []).append(number)
    known = [key for key in used if key in setting.brief.network.sources]
    known.sort(key=lambda key: setting.brief.network.sources[key].kind == "estimate")
    return [_source(setting, scratch, key, (number, used[key])) for number, key in enumerate(known, start=1)]


def _source(setting: Setting, scratch: Canvas, key: str, place: tuple[int, list[int]]) -> Block:
    number, scenes = place
    source, unit = setting.brief.network.sources[key], setting.unit
    strong = Type("semibold", _SOURCE * unit, PALETTE.text)
    small = Type("regular", _ADDRESS * unit, PALETTE.text_secondary)
    link = Type("regular", _ADDRESS * unit, PALETTE.accent)
    indent = 17.0 * unit
    width = column_width(setting) - indent
    title = wrapped(scratch, source.title, strong, width, 3)
    address = wrapped(scratch, source.url, link, width, 3) if source.url else []
    words = [fitted(scratch, _scenes_words(scenes), small, width)]
    height = (len(title) * _SOURCE + (len(address) + len(words)) * _ADDRESS) * LEADING * unit

    def draw(canvas: Canvas, box: Box) -> None:
        left, top, _, _ = box
        canvas.words(f"{number}", (left + indent - 5.0 * unit, top + strong.size * 0.92), small, "end")
        for lines, look in ((title, strong), (address, link), (words, small)):
            canvas.link = (
                source.url if look is link and source.url.startswith(("http://", "https://")) else ""
            )
            top += paragraph(canvas, lines, (left + indent, top), look, width)
            canvas.link = ""

    return Block(height, _SOURCES_APART * unit, draw)


def _scenes_words(scenes: list[int]) -> str:
    numbers = ", ".join(str(number) for number in scenes)
    return f"Scene {numbers}" if len(scenes) == 1 else f"Scenes {numbers}"
