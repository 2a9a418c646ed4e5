"""Native tables for slides: hairlines between rows, no boxes, a header row that screen readers know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from explorer.figures.slide_colours import PALETTE, colour_xml
from explorer.figures.slide_shapes import EMU_PER_POINT, Box, Drawing, Shape
from explorer.figures.slide_text import TextLook, fitted, paragraph_xml
from explorer.housestyle.letters import one_line

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_PAD_PT: Final = 4.0
_PAD_ROW_PT: Final = 1.5
_ROOM: Final = 0.82
"""Of a cell's width, what our own measure may fill: without our fonts others set it wider."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, and whether it holds figures (right-aligned)."""

    head: str
    share: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `strong` ones (by number) are bold; `link_id` is the address of the last."""

    cells: tuple[str, ...]
    strong: frozenset[int] = frozenset()
    ground: str = ""
    colour: str = ""
    link_id: str = ""


def table(
    drawing: Drawing,
    name: str,
    box: Box,
    content: tuple[Sequence[Column], Sequence[Row]],
    size_pt: float,
) -> Shape:
    """A table in a box: the rows share its height; texts that don't fit a cell are shortened."""
    columns, rows = content
    total = sum(column.share for column in columns)
    widths = [round(box.width * column.share / total) for column in columns]
    height = box.height // (len(rows) + 1)
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    head = Row(tuple(column.head for column in columns), colour=PALETTE.text_tertiary)
    body = "".join(
        _row_xml(row, columns, widths, (height, size_pt), is_last=row is rows[-1] if rows else False)
        for row in (head, *rows)
    )
    frame = Box(box.left, box.top, sum(widths), height * (len(rows) + 1))
    place = (
        f'<p:xfrm><a:off x="{frame.left}" y="{frame.top}"/>'
        f'<a:ext cx="{frame.width}" cy="{frame.height}"/></p:xfrm>'
    )
    return Shape(
        f"<p:graphicFrame><p:nvGraphicFramePr>{drawing.identity(name, name)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{place}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        frame,
    )


def _row_xml(
    row: Row, columns: Sequence[Column], widths: list[int], size: tuple[int, float], *, is_last: bool
) -> str:
    height, size_pt = size
    look = TextLook(size_pt, row.colour or PALETTE.text)
    cells = ""
    for number, (text, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        own = replace(look, align="r" if column.is_figure else "l", is_bold=number in row.strong)
        link_id = row.link_id if number == len(columns) - 1 else ""
        cells += _cell_xml((text, own, link_id), width, row.ground, is_last=is_last)
    return f'<a:tr h="{height}">{cells}</a:tr>'


def _cell_xml(content: tuple[str, TextLook, str], width: int, tint: str, *, is_last: bool) -> str:
    text, look, link_id = content
    room = (width / EMU_PER_POINT - 2 * _PAD_PT) * _ROOM
    shown = fitted(one_line(text), look, room, 1)
    ground = f"<a:solidFill>{colour_xml(tint)}</a:solidFill>" if tint else "<a:noFill/>"
    edge = "" if is_last else f"<a:solidFill>{colour_xml(PALETTE.hairline)}</a:solidFill>"
    pad, pad_row = round(_PAD_PT * EMU_PER_POINT), round(_PAD_ROW_PT * EMU_PER_POINT)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph_xml((shown, look), link_id=link_id)}</a:txBody>"
        f'<a:tcPr marL="{pad}" marR="{pad}" marT="{pad_row}" marB="{pad_row}" anchor="ctr">'
        f'<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR><a:lnT w="0"><a:noFill/></a:lnT>'
        f'<a:lnB w="6350">{edge or "<a:noFill/>"}</a:lnB>{ground}</a:tcPr></a:tc>'
    )
