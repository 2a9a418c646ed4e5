"""Briefings on paper: PDF of all scenes, SVG or PNG of one. The same input gives the same bytes.

Light to import: what draws is imported when a document is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from explorer.errors import ExportError

if TYPE_CHECKING:
    from explorer.core.geometry import Basemap, Geometry
    from explorer.figures.canvas import Canvas
    from explorer.figures.faces import Faces
    from explorer.figures.sheet import Setting
    from explorer.housestyle.brief import Brief, Progress

LEAST_DPI: Final = 72
MOST_DPI: Final = 1200
MOST_PIXELS: Final = 150_000_000
"""More pixels than this take more memory than a computer can be asked for."""

_A4_HEIGHT: Final = 595.28
_A4_WIDTH: Final = 841.89


class PaperKind(Enum):
    """What file a document becomes."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"


class Paper(Enum):
    """Sheets in landscape; 16:9 is that of a wide screen."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"
    WIDE = "16:9"

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height in points."""
        return _SIZES[self]

    @property
    def unit(self) -> float:
        """Points for one point on A4: everything on a larger sheet is larger."""
        width, height = self.size_pt
        return min(width / _A4_WIDTH, height / _A4_HEIGHT)


_SIZES: Final = {
    Paper.A4: (841.89, 595.28),
    Paper.A3: (1190.55, 841.89),
    Paper.LETTER: (792.0, 612.0),
    Paper.WIDE: (960.0, 540.0),
}


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What is wanted: file, sheet, dots per inch (PNG only), language of names, and which scene (from 0).

    PDF takes all scenes; SVG and PNG are of the one that `scene` tells.
    """

    kind: PaperKind = PaperKind.PDF
    paper: Paper = Paper.A4
    dpi: int = 200
    language: str = "en"
    scene: int = 0


@dataclass(frozen=True, slots=True)
class PaperResult:
    """A finished document, and what was not as it should be, in words (fonts, letters)."""

    content: bytes
    faults: tuple[str, ...]


def document(
    brief: Brief, geometry: Geometry, basemap: Basemap, order: PaperOrder, progress: Progress
) -> bytes:
    """Make a document.

    Raises
    ------
    ExportError
        When there is no scene, no such scene, or the picture would be too large.
    ExportCancelled
        When `progress` said stop.
    """
    return document_with_faults(brief, geometry, basemap, order, progress).content


def document_with_faults(
    brief: Brief, geometry: Geometry, basemap: Basemap, order: PaperOrder, progress: Progress
) -> PaperResult:
    """Make a document, and tell what was missing for it: fonts stand in for others, the show goes on.

    Raises
    ------
    ExportError
        When there is no scene, no such scene, or the picture would be too large.
    ExportCancelled
        When `progress` said stop.
    """
    from explorer.figures.faces import Faces
    from explorer.figures.sheet import Setting

    _check(brief, order)
    faces = Faces()
    width, height = order.paper.size_pt
    setting = Setting(brief, geometry, basemap, order.language, width, height, order.paper.unit)
    if order.kind is PaperKind.PDF:
        content = _pdf(setting, faces, progress)
    else:
        content = _picture(setting, faces, order, progress)
    return PaperResult(content, faces.faults)


def _check(brief: Brief, order: PaperOrder) -> None:
    """Refuse what cannot be made, before anything is drawn."""
    if not brief.scenes:
        raise ExportError("There is no scene to print. Add a scene to the storyboard first.")
    is_picture = order.kind is not PaperKind.PDF
    if is_picture and not 0 <= order.scene < len(brief.scenes):
        count = len(brief.scenes)
        raise ExportError(
            f"There is no scene {order.scene + 1}; the storyboard has {count}. Choose 1 to {count}."
        )
    if order.kind is not PaperKind.PNG:
        return
    if not LEAST_DPI <= order.dpi <= MOST_DPI:
        raise ExportError(f"{order.dpi} dots per inch: choose {LEAST_DPI} to {MOST_DPI}.")
    width, height = (side / 72 for side in order.paper.size_pt)
    if width * height * order.dpi**2 > MOST_PIXELS:
        most = int((MOST_PIXELS / (width * height)) ** 0.5) // 50 * 50
        raise ExportError(
            f"{order.paper.value} at {order.dpi} dots per inch is too large a picture. "
            f"Choose at most {most}, or PDF or SVG, which are sharp at any size."
        )


def _pdf(setting: Setting, faces: Faces, progress: Progress) -> bytes:
    """One scene as a sheet; several as a hand-out with its annexes."""
    from explorer.figures.files import PdfFile
    from explorer.figures.handout import handout_pages, scene_pages

    scenes = setting.brief.scenes
    pages = scene_pages(setting, scenes[0]) if len(scenes) == 1 else handout_pages(setting, faces)
    file = PdfFile(setting.brief)
    for page in pages.draw(lambda: _canvas(setting, faces), progress):
        file.add(page)
    return file.content()


def _picture(setting: Setting, faces: Faces, order: PaperOrder, progress: Progress) -> bytes:
    """One scene as SVG or PNG."""
    from explorer.figures.files import png_content, svg_content
    from explorer.figures.handout import scene_pages

    shown = setting.brief.scenes[order.scene]
    (canvas,) = scene_pages(setting, shown).draw(lambda: _canvas(setting, faces), progress)
    if order.kind is PaperKind.SVG:
        return svg_content(canvas, setting.brief, shown)
    return png_content(canvas, setting.brief, shown, order.dpi)


def _canvas(setting: Setting, faces: Faces) -> Canvas:
    from explorer.figures.canvas import Canvas
    from explorer.figures.mapscene import PALETTE

    return Canvas(setting.width, setting.height, faces, PALETTE.panel)
