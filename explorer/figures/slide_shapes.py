"""Native shapes of one slide as PresentationML: freeforms, symbols, words and groups, each named. No pptx."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray

from explorer.figures.slide_colours import colour_xml
from explorer.housestyle.letters import one_line

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMU_PER_INCH: Final = 914_400
EMU_PER_POINT: Final = 12_700
_PATH_UNIT: Final = 635
"""A freeform's coordinates count in twentieths of a point: finer than any eye, short in the file."""

MAX_NAME = 120

Points = Sequence[tuple[float, float]] | NDArray[np.float64]
"""Points (x to the right, y down) in EMU on the slide, shape (n, 2)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide in EMU."""

    left: int
    top: int
    width: int
    height: int

    @staticmethod
    def inches(left: float, top: float, width: float, height: float) -> Box:
        """A rectangle given in inches."""
        return Box(*(round(value * EMU_PER_INCH) for value in (left, top, width, height)))

    @staticmethod
    def around(x: float, y: float, radius: float) -> Box:
        """A square around a point, in EMU."""
        return Box(round(x - radius), round(y - radius), round(2 * radius), round(2 * radius))

    @property
    def width_pt(self) -> float:
        """Width in points."""
        return self.width / EMU_PER_POINT

    def union(self, other: Box) -> Box:
        """The smallest rectangle around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right = max(self.left + self.width, other.left + other.width)
        bottom = max(self.top + self.height, other.top + other.height)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Stroke:
    """An outline: width in points, dash lengths in widths of the line (empty: solid), cap round or flat."""

    colour: str
    width_pt: float
    dash: tuple[float, ...] = ()
    is_round: bool = True
    opacity: float = 1.0

    def xml(self) -> str:
        """The outline as `<a:ln>`."""
        pairs = zip(self.dash[::2], self.dash[1::2], strict=True)
        dashes = "".join(
            f'<a:ds d="{max(1000, round(on * 1e5))}" sp="{round(off * 1e5)}"/>' for on, off in pairs
        )
        dash = f"<a:custDash>{dashes}</a:custDash>" if dashes else '<a:prstDash val="solid"/>'
        cap = "rnd" if self.is_round else "flat"
        width = round(self.width_pt * EMU_PER_POINT)
        fill = f"<a:solidFill>{colour_xml(self.colour, self.opacity)}</a:solidFill>"
        return f'<a:ln w="{width}" cap="{cap}">{fill}{dash}<a:round/></a:ln>'


@dataclass(frozen=True, slots=True)
class Fill:
    """What fills a shape: one colour, or hatching lines in it over nothing."""

    colour: str
    opacity: float = 1.0
    is_hatched: bool = False

    def xml(self) -> str:
        """The fill as DrawingML."""
        if not self.is_hatched:
            return f"<a:solidFill>{colour_xml(self.colour, self.opacity)}</a:solidFill>"
        ink, ground = colour_xml(self.colour, self.opacity), colour_xml("#FFFFFF", 0.0)
        return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{ink}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'


@dataclass(frozen=True, slots=True)
class Shape:
    """A finished shape: its XML and the rectangle it takes."""

    xml: str
    box: Box


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and outline of a shape; None leaves it out."""

    fill: Fill | None = None
    stroke: Stroke | None = None

    def xml(self) -> str:
        """Fill and outline as DrawingML."""
        fill = "<a:noFill/>" if self.fill is None else self.fill.xml()
        return fill + ("<a:ln><a:noFill/></a:ln>" if self.stroke is None else self.stroke.xml())


class Drawing:
    """Makes the shapes of one slide: every one has an id and a name of its own."""

    def __init__(self) -> None:
        self._last_id = 1  # the slide's own group has 1
        self._names: set[str] = set()

    def identity(self, name: str, description: str = "") -> str:
        """`<p:cNvPr>` with the next id and a name that no other shape of the slide has."""
        self._last_id += 1
        told = self.free_name(name)
        descr = f" descr={quoteattr(one_line(description))}" if description else ""
        return f'<p:cNvPr id="{self._last_id}" name={quoteattr(told)}{descr}/>'

    def free_name(self, name: str) -> str:
        """The name, with a number behind it where it is taken; taken from now on."""
        name = told = one_line(name)[:MAX_NAME] or "Shape"
        number = 1
        while told in self._names:
            number += 1
            told = f"{name} ({number})"
        self._names.add(told)
        return told

    def reserve(self, number: int) -> None:
        """Take an id that something else on the slide has."""
        self._last_id = max(self._last_id, number)

    def freeform(
        self, name: str, paths: Iterable[Points], paint: Paint, *, is_closed: bool = False
    ) -> Shape | None:
        """A native freeform of one or more lines or rings; None where there is nothing to draw."""
        parts = [part for part in (_thinned(path) for path in paths) if len(part) > 1]
        if not parts:
            return None
        xs = [x for part in parts for x, _ in part]
        ys = [y for part in parts for _, y in part]
        left, top = min(xs), min(ys)
        width, height = max(1, max(xs) - left), max(1, max(ys) - top)
        body = "".join(_path_xml(part, left, top, is_closed) for part in parts)
        fill = "norm" if paint.fill is not None else "none"
        box = Box(left * _PATH_UNIT, top * _PATH_UNIT, width * _PATH_UNIT, height * _PATH_UNIT)
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{width}" h="{height}" fill="{fill}">{body}</a:path></a:pathLst>'
            "</a:custGeom>"
        )
        return self._shape(name, box, geometry, paint)

    def symbol(self, name: str, preset: str, box: Box, paint: Paint) -> Shape:
        """A preset shape: `ellipse`, `diamond`, `rect`, `octagon` ..."""
        geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        return self._shape(name, box, geometry, paint)

    def words(self, name: str, box: Box, paragraphs: str, anchor: str = "t", *, wraps: bool = True) -> Shape:
        """A text box without margins; `anchor` is t, ctr or b."""
        return Shape(
            f'<p:sp><p:nvSpPr>{self.identity(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{_transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"{_body(paragraphs, anchor, 'square' if wraps else 'none')}</p:sp>",
            box,
        )

    def sign(self, name: str, box: Box, paragraphs: str, paint: Paint) -> Shape:
        """A rounded box with words in its middle."""
        return Shape(
            f'<p:sp><p:nvSpPr>{self.identity(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{_transform(box)}<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>{paint.xml()}'
            f"</p:spPr>{_body(paragraphs, 'ctr', 'none')}</p:sp>",
            box,
        )

    def label(self, name: str, box: Box, paragraphs: str, angle: float = 0.0) -> Shape:
        """A name on the map: one line that never wraps, `angle` in degrees clockwise."""
        body = _body(paragraphs, "ctr", "none")
        return Shape(
            f'<p:sp><p:nvSpPr>{self.identity(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{_transform(box, angle)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f"</p:spPr>{body}</p:sp>",
            box,
        )

    def group(self, name: str, shapes: Iterable[Shape | None], description: str = "") -> Shape | None:
        """A group in the place its shapes take; None without shapes."""
        kept = [shape for shape in shapes if shape is not None]
        if not kept:
            return None
        box = kept[0].box
        for shape in kept[1:]:
            box = box.union(shape.box)
        place = (
            f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
            f'<a:chOff x="{box.left}" y="{box.top}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
        )
        identity, inner = self.identity(name, description), "".join(shape.xml for shape in kept)
        return Shape(
            f"<p:grpSp><p:nvGrpSpPr>{identity}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>",
            box,
        )

    def placeholder(self, name: str, kind: str, index: int, paragraphs: str) -> str:
        """A placeholder that stands where the layout says; `kind` is title, body or sldNum."""
        number = f' idx="{index}"' if index else ""
        size = ' sz="quarter"' if kind != "title" else ""
        return (
            f'<p:sp><p:nvSpPr>{self.identity(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}"{size}{number}/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )

    def _shape(self, name: str, box: Box, geometry: str, paint: Paint) -> Shape:
        return Shape(
            f"<p:sp><p:nvSpPr>{self.identity(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_transform(box)}{geometry}{paint.xml()}</p:spPr></p:sp>",
            box,
        )


def _transform(box: Box, angle: float = 0.0) -> str:
    turn = f' rot="{round(angle * 60_000) % 21_600_000}"' if angle else ""
    return (
        f'<a:xfrm{turn}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


def _body(paragraphs: str, anchor: str, wrap: str = "square") -> str:
    return (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )


def _thinned(path: Points) -> list[tuple[int, int]]:
    """Points in path units, those that fall on the one before left out."""
    points = np.rint(np.asarray(path, dtype=np.float64).reshape(-1, 2) / _PATH_UNIT).astype(np.int64)
    is_new = np.ones(len(points), dtype=np.bool_)
    is_new[1:] = (points[1:] != points[:-1]).any(axis=1)
    return [(x, y) for x, y in points[is_new].tolist()]


def _path_xml(part: list[tuple[int, int]], left: int, top: int, is_closed: bool) -> str:
    first, *rest = part
    start = f'<a:moveTo><a:pt x="{first[0] - left}" y="{first[1] - top}"/></a:moveTo>'
    lines = "".join(f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in rest)
    return f"{start}{lines}{'<a:close/>' if is_closed else ''}"
