"""Drawn pages -> PDF, SVG and PNG with their titles in them. The same pages give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import matplotlib
from fontTools import subset  # type: ignore[import-untyped]
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG

from explorer import __version__
from explorer.housestyle.brief import ATTRIBUTION, Brief, ShownScene

if TYPE_CHECKING:
    from explorer.figures.canvas import Canvas

AUTHOR: Final = "Corridor Explorer"
_SETTINGS: Final[Any] = {
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "pdf.use14corefonts": False,
    "svg.fonttype": "path",
    "svg.image_inline": True,
    "text.usetex": False,
    "text.hinting": "no_hinting",
    "path.simplify": True,
    "path.effects": [],
    "path.sketch": None,
    "agg.path.chunksize": 20_000,
}
_LOCK: Final = Lock()
"""matplotlib's settings are shared by all threads: one document is written at a time."""

_SHAPING_TABLES: Final = ("GSUB", "GPOS", "GDEF")
_LONGEST_TITLE: Final = 250


@contextmanager
def paper_settings(salt: str) -> Iterator[None]:
    """Matplotlib as paper needs it, whatever the user's own settings are; put back afterwards."""
    settings: Any = {**_SETTINGS, "svg.hashsalt": salt}
    with _LOCK, matplotlib.rc_context(settings), _lean_fonts():
        yield


@contextmanager
def _lean_fonts() -> Iterator[None]:
    """Embed fonts without the tables that shape text: every glyph has its place already.

    WORKAROUND matplotlib 3.11, fontTools 4.68: these large tables are read and cut for each face of
    each document, which takes longer than all drawing; there is no switch for it.
    """
    load_font = subset.load_font

    def lean_font(*args: Any, **kwargs: Any) -> Any:
        font = load_font(*args, **kwargs)
        for tag in _SHAPING_TABLES:
            if tag in font:
                del font[tag]
        return font

    subset.load_font = lean_font
    try:
        yield
    finally:
        subset.load_font = load_font


class PdfFile:
    """A PDF that takes pages one by one."""

    def __init__(self, brief: Brief) -> None:
        self._buffer = BytesIO()
        self._salt = brief.title
        with paper_settings(self._salt):
            self._pages = PdfPages(self._buffer, metadata=_pdf_metadata(brief))

    def add(self, canvas: Canvas) -> None:
        """Append a page."""
        with paper_settings(self._salt):
            FigureCanvasPdf(canvas.figure).print_pdf(self._pages)  # type: ignore[no-untyped-call]

    def content(self) -> bytes:
        """Finish the file."""
        with paper_settings(self._salt):
            self._pages.close()  # type: ignore[no-untyped-call]
        return self._buffer.getvalue()


def svg_content(canvas: Canvas, brief: Brief, shown: ShownScene) -> bytes:
    """The page as SVG: letters as paths, so that it looks alike everywhere; title and words beside them."""
    buffer = BytesIO()
    metadata = {
        "Title": _one_line(shown.title),
        "Creator": f"{AUTHOR} {__version__}",
        "Date": None if brief.created is None else brief.created.isoformat(timespec="seconds"),
        "Rights": ATTRIBUTION,
    }
    salt = hashlib.sha256(shown.title.encode("utf-8", "replace")).hexdigest()
    with paper_settings(salt):
        FigureCanvasSVG(canvas.figure).print_svg(  # type: ignore[no-untyped-call]
            buffer, metadata=metadata
        )
    text = buffer.getvalue().decode("utf-8")
    start = text.index("<svg")
    end = text.index(">", start)
    head = text[start:end].replace("<svg", '<svg role="img" aria-labelledby="title desc"', 1)
    rest = text[end + 1 :].replace("<title>", '<title id="title">', 1)
    title_end = rest.index("</title>") + len("</title>")
    told = f'<desc id="desc">{escape(told_of(shown))}</desc>'
    return f"{text[:start]}{head}>{rest[:title_end]}{told}{rest[title_end:]}".encode()


def png_content(canvas: Canvas, brief: Brief, shown: ShownScene, dpi: int) -> bytes:
    """The page as PNG with so many dots per inch, rounded to whole dots."""
    buffer = BytesIO()
    figure = canvas.figure
    width, height = (round(side / 72 * dpi) / dpi for side in (canvas.width, canvas.height))
    figure.set_dpi(dpi)
    figure.set_size_inches(width, height)
    metadata = {"Title": _one_line(shown.title), "Author": AUTHOR, "Software": f"{AUTHOR} {__version__}"}
    metadata["Copyright"] = ATTRIBUTION
    if brief.created is not None:
        metadata["Creation Time"] = brief.created.isoformat(timespec="seconds")
    with paper_settings(""):
        FigureCanvasAgg(figure).print_png(  # type: ignore[no-untyped-call]
            buffer, metadata=metadata
        )
    return buffer.getvalue()


def told_of(shown: ShownScene) -> str:
    """A scene in one or two sentences, for who cannot see its picture."""
    figures = "; ".join(
        " ".join(part for part in (figure.value, figure.unit, figure.words) if part)
        for figure in shown.figures
    )
    return _one_line(". ".join(part for part in (shown.subtitle, figures) if part))


def _pdf_metadata(brief: Brief) -> dict[str, Any]:
    first = brief.scenes[0]
    return {
        "Title": _one_line(brief.title),
        "Author": AUTHOR,
        "Subject": _one_line(first.subtitle),
        "Creator": f"{AUTHOR} {__version__}",
        "Producer": f"{AUTHOR} {__version__}, matplotlib {matplotlib.__version__}",
        "CreationDate": brief.created,
    }


def _one_line(text: str) -> str:
    """A title as files take it: one line, no control characters, not endless."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * _LONGEST_TITLE])
    line = " ".join(plain.encode("utf-8", "ignore").decode("utf-8").split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
