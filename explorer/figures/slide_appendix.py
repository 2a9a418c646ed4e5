"""Slides behind the story: each scene's journey and corridors, then every source with its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_details import (
    ITINERARY_COLUMNS,
    add_corridor_chart,
    chart_rows,
    itinerary_rows,
    parts_of,
)
from explorer.figures.slide_master import DETAIL_BOX
from explorer.figures.slide_scene import ROOM, Heading, foot_of, foot_xml, heading_xml
from explorer.figures.slide_shapes import EMU_PER_INCH, NAMESPACES, Box, Drawing
from explorer.figures.slide_sources import (
    SOURCE_COLUMNS,
    address_of,
    no_way_sentence,
    notes_of,
    source_row,
    used_sources,
)
from explorer.figures.slide_table import Row, table
from explorer.figures.slide_text import TITLE, TextLook, fitted, paragraph_xml
from explorer.housestyle.brief import Brief, ShownScene
from explorer.housestyle.letters import legal, one_line
from explorer.housestyle.wording import itinerary_title

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

TABLE_BOX: Final = replace(DETAIL_BOX, width=round(7.9 * EMU_PER_INCH))
CHART_TITLE_BOX: Final = Box.inches(8.75, 1.45, 4.08, 0.3)
SOURCES_BOX: Final = replace(DETAIL_BOX, top=round(1.05 * EMU_PER_INCH), height=round(5.75 * EMU_PER_INCH))
MAX_SOURCES = 20
ROW_PT = 10.0
LARGEST_ROW: Final = round(0.3 * EMU_PER_INCH)


def new_slide(deck: Presentation, layout: str) -> Slide:
    """An empty slide of a layout at the end of the deck."""
    found = next(known for known in deck.slide_layouts if known.name == layout)
    slide: Slide = deck.slides.add_slide(found)
    tree: Any = slide.shapes._spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    return slide


def put(slide: Slide, shapes: str) -> None:
    """Put shapes on a slide, in front of those it has."""
    from pptx.oxml import parse_xml

    tree: Any = slide.shapes._spTree
    made: Any = parse_xml(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>")
    for shape in list(made):
        tree.append(shape)


def fill(slide: Slide, shapes: str) -> None:
    """Give a slide its shapes as a whole: many thousand points would take seconds to move into it.

    From now on the slide's own part holds them; the object `slide` is good for its id and notes only.
    """
    from pptx.oxml import parse_xml

    part: Any = slide.part
    part._element = parse_xml(
        f'<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/>'
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def set_notes(slide: Slide, text: str) -> None:
    """What the speaker sees."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = legal(text)


def add_details(deck: Presentation, brief: Brief, shown: ShownScene, number: int) -> list[int]:
    """Slides with the journey's table and the corridors' chart of a scene; their ids."""
    results = shown.results
    if results is None:
        return []
    rows = itinerary_rows(brief.network, results)
    bars = chart_rows(brief.network, results)
    parts = parts_of(rows) if rows else [()]
    slides = []
    for place, part in enumerate(parts):
        drawing, slide = Drawing(), new_slide(deck, "Details")
        way = itinerary_title(brief.network, results.itinerary) if results.itinerary else "No way left"
        more = f", table {place + 1} of {len(parts)}" if len(parts) > 1 else ""
        heading = Heading(
            f"{number}. {shown.title}",
            f"{way} · {shown.subtitle.partition(' · ')[0]}{more}",
            foot_of(brief, shown.source_line),
        )
        has_chart = bool(bars) and place == 0
        room = TABLE_BOX if has_chart else DETAIL_BOX
        body = heading_xml(drawing, heading) + _left(drawing, brief, shown, part, room)
        if has_chart:
            look = TextLook(14, PALETTE.text, is_bold=True)
            title = fitted("Corridors for this trip, typical days", look, CHART_TITLE_BOX.width_pt * ROOM, 1)
            body += drawing.words("Chart title", CHART_TITLE_BOX, paragraph_xml((title, look))).xml
        put(slide, body)
        if has_chart:
            add_corridor_chart(slide, drawing, bars, results)
        put(slide, foot_xml(drawing, heading.foot))
        set_notes(slide, notes_of(brief, shown))
        slides.append(slide.slide_id)
    return slides


def _left(drawing: Drawing, brief: Brief, shown: ShownScene, rows: Sequence[Row], room: Box) -> str:
    """The table; without a way what would bring one back."""
    if rows:
        box = replace(room, height=min(room.height, LARGEST_ROW * (len(rows) + 1)))
        return table(drawing, "Journey, step by step", box, (ITINERARY_COLUMNS, rows), ROW_PT).xml
    head = TextLook(28, PALETTE.closed_text, face=TITLE)
    look = TextLook(18, PALETTE.text)
    reason = shown.results.no_route.reason if shown.results and shown.results.no_route else ""
    told = (one_line(reason), one_line(no_way_sentence(brief.network, shown)))
    paragraphs = paragraph_xml(("No way left", head), after_pt=8) + "".join(
        paragraph_xml((fitted(words, look, room.width_pt * ROOM, 4), look), after_pt=6)
        for words in told
        if words
    )
    return drawing.words("No way left", room, paragraphs).xml


def add_sources(deck: Presentation, brief: Brief) -> list[int]:
    """Slides with every source of the deck and its address; their ids."""
    used = used_sources(brief)
    number = -(-len(used) // MAX_SOURCES)
    ids = []
    for place in range(number):
        drawing, slide = Drawing(), new_slide(deck, "Details")
        rows = []
        for one in used[place * MAX_SOURCES : (place + 1) * MAX_SOURCES]:
            address = address_of(one.source)
            link = slide.part.relate_to(address, _HYPERLINK, is_external=True) if address else ""
            rows.append(source_row(one, link))
        title = "Sources" if number == 1 else f"Sources, {place + 1} of {number}"
        box = replace(SOURCES_BOX, height=min(SOURCES_BOX.height, LARGEST_ROW * (len(rows) + 1)))
        parts = heading_xml(drawing, Heading(title, "", ""))
        parts += table(drawing, "Sources", box, (SOURCE_COLUMNS, rows), ROW_PT).xml
        put(slide, parts + foot_xml(drawing, foot_of(brief, _ESTIMATES)))
        ids.append(slide.slide_id)
    return ids


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_ESTIMATES = "Figures without a source are estimates and are marked as such in the tables."
