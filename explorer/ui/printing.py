"""Printing: the sheet or the hand-out as on paper, page by page; no step keeps the window waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from explorer.ui.jobs import DrawPage, WriteContent
from explorer.ui.worker import Failure, Worker

MAX_DPI: Final = 300
"""Finer dots would not be seen on paper and take long to make."""
STRIP_ROWS: Final = 160
"""Rows that are handed to the printer at a time, so that the window can answer in between."""


def layout_of(size_pt: QSizeF) -> QPageLayout:
    """The page layout for pages of this size in points: no margins, the sheets bring their own."""
    long, short = max(size_pt.width(), size_pt.height()), min(size_pt.width(), size_pt.height())
    is_lying = size_pt.width() >= size_pt.height()
    way = QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, way, QMarginsF())


def ask_printer(size_pt: QSizeF, pages: int, parent: QWidget) -> QPrinter | None:
    """Let the user choose a printer, pages and copies; None when nothing shall be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageLayout(layout_of(size_pt))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class PrintRun(QObject):
    """One document on its way to a printer. `advanced(done, total)`, `ended(words)`, `failed(Failure)`."""

    advanced = Signal(int, int)
    ended = Signal(str)
    failed = Signal(object)

    def __init__(self, worker: Worker, document: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._document, self._printer = worker, document, printer
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._done = 0
        self._total = 0
        self._ticket = 0
        self._place = QRectF()
        self._strips: list[tuple[int, QImage]] = []
        self._next_strip = QTimer(self)
        self._next_strip.setSingleShot(True)
        self._next_strip.timeout.connect(self._draw_strip)

    def start(self, page_count: int) -> None:
        """Print; a printer that makes PDF files gets the document itself, with its lines as lines."""
        if self._printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
            self._save(Path(self._printer.outputFileName()))
            return
        first = self._printer.fromPage() or 1
        last = min(self._printer.toPage() or page_count, page_count)
        self._pages = list(range(first - 1, last))
        self._total = len(self._pages)
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._fail(Failure("The printer does not answer. Choose another, or save the pages as PDF."))
            return
        # Printing systems take PDF, and Qt would put JPEG into it: dirt around letters and thin lines.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._place = QRectF(self._painter.viewport())
        self._ask_page()

    def stop(self) -> None:
        """Print no more pages; those that are out are out."""
        self._worker.drop(self._ticket)
        if self._painter is not None:
            self._printer.abort()
        self._fail(Failure("Stopped.", is_cancelled=True))

    def _save(self, path: Path) -> None:
        def done(_answer: bytes) -> None:
            self.ended.emit(f"Written: {path.name}")

        self._ticket = self._worker.run(WriteContent(path, self._document), done, self._fail)

    def _ask_page(self) -> None:
        self.advanced.emit(self._done, self._total)
        scale = min(1.0, MAX_DPI / max(1, self._printer.resolution()))
        width, height = round(self._place.width() * scale), round(self._place.height() * scale)
        job = DrawPage(self._document, self._pages[self._done], width, height)
        self._ticket = self._worker.run(job, self._taker(width, height), self._fail)

    def _taker(self, width: int, height: int) -> Callable[[bytes], None]:
        def take(rows: bytes) -> None:
            self._strips = [
                (top, _strip(rows, width, top, min(STRIP_ROWS, height - top)))
                for top in range(0, height, STRIP_ROWS)
            ]
            self._draw_strip()

        return take

    def _draw_strip(self) -> None:
        """Hand a few rows to the printer, and the next ones when the window had its turn."""
        if self._painter is None:
            return
        top, picture = self._strips.pop(0)
        scale = self._place.width() / picture.width()
        target = QRectF(0, top * scale, self._place.width(), picture.height() * scale)
        self._painter.drawImage(target, picture)
        if self._strips:
            self._next_strip.start()
            return
        self._done += 1
        if self._done == self._total:
            self._painter.end()
            self._painter = None
            pages = "1 page" if self._total == 1 else f"{self._total} pages"
            self.ended.emit(f"Printed: {pages}")
            return
        self._printer.newPage()
        self._ask_page()

    def _fail(self, failure: Failure) -> None:
        self._next_strip.stop()
        self._strips = []
        if self._painter is not None:
            if self._painter.isActive():
                self._painter.end()
            self._painter = None
        self.failed.emit(failure)


def _strip(rows: bytes, width: int, top: int, height: int) -> QImage:
    """Some rows of a page; the picture owns its dots."""
    step = width * 3
    part = rows[top * step : (top + height) * step]
    return QImage(part, width, height, step, QImage.Format.Format_RGB888).copy()
