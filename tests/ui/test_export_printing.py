"""Printing: pages reach the printer whole, in order and in size; a PDF printer gets the document itself."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from explorer.ui.printing import PrintRun, layout_of
from explorer.ui.worker import Failure, Worker

LONG_MS = 60_000
A4_PT = QSizeF(842, 595)
COLOURS = ("#0f4c81", "#c0281a", "#00735c")


def made(colours: tuple[str, ...]) -> bytes:
    """A PDF of lying A4 pages: each a square of one colour in its upper left quarter."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
    painter = QPainter(writer)
    for number, colour in enumerate(colours):
        if number:
            writer.newPage()
        page = QRectF(painter.viewport())
        painter.fillRect(QRectF(0, 0, page.width() / 2, page.height() / 2), QColor(colour))
    painter.end()
    return bytes(buffer.data().data())


class Pages:
    """A PDF as it looks."""

    def __init__(self, content: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    def colour(self, page: int, x: float, y: float) -> str:
        size = QSize(420, 297)
        picture = self.document.render(page, size)
        return picture.pixelColor(int(x * size.width()), int(y * size.height())).name()


class DotPrinter(QPrinter):
    """A printer like those of paper: it takes what is drawn. The dots land in a file, to look at."""

    def __init__(self, path: Path) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self.setResolution(150)
        self.setFullPage(True)
        self.setPageLayout(layout_of(A4_PT))

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802
        return QPrinter.OutputFormat.NativeFormat


class Heard:
    def __init__(self, run: PrintRun) -> None:
        self.ended: list[str] = []
        self.failed: list[Failure] = []
        self.steps: list[tuple[int, int]] = []
        run.ended.connect(self.ended.append)
        run.failed.connect(self.failed.append)
        run.advanced.connect(lambda done, total: self.steps.append((done, total)))


@pytest.fixture
def worker(qapp: object) -> Generator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_every_page_is_printed_in_order_and_place(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    run = PrintRun(worker, made(COLOURS), DotPrinter(path), worker)
    heard = Heard(run)
    run.start(3)
    qtbot.waitUntil(lambda: bool(heard.ended or heard.failed), timeout=LONG_MS)
    assert heard.ended == ["Printed: 3 pages"]
    assert heard.steps == [(0, 3), (1, 3), (2, 3)]
    pages = Pages(path.read_bytes())
    assert pages.document.pageCount() == 3
    size = pages.document.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (842, 595)
    for number, colour in enumerate(COLOURS):
        assert pages.colour(number, 0.1, 0.1) == colour
        assert pages.colour(number, 0.48, 0.48) == colour
        assert pages.colour(number, 0.52, 0.25) == "#ffffff"
        assert pages.colour(number, 0.25, 0.52) == "#ffffff"


def test_only_the_chosen_pages_are_printed(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printer = DotPrinter(path)
    printer.setFromTo(2, 2)
    run = PrintRun(worker, made(COLOURS), printer, worker)
    heard = Heard(run)
    run.start(3)
    qtbot.waitUntil(lambda: bool(heard.ended or heard.failed), timeout=LONG_MS)
    pages = Pages(path.read_bytes())
    assert pages.document.pageCount() == 1
    assert pages.colour(0, 0.1, 0.1) == COLOURS[1]


def test_a_printer_of_pdf_files_gets_the_document_with_its_lines(
    worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "saved.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    document = made(COLOURS)
    run = PrintRun(worker, document, printer, worker)
    heard = Heard(run)
    run.start(3)
    qtbot.waitUntil(lambda: bool(heard.ended or heard.failed), timeout=LONG_MS)
    assert path.read_bytes() == document


def test_a_pdf_that_cannot_be_written_is_told_in_words(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "folder.pdf"))
    run = PrintRun(worker, made(COLOURS), printer, worker)
    heard = Heard(run)
    run.start(3)
    qtbot.waitUntil(lambda: bool(heard.ended or heard.failed), timeout=LONG_MS)
    assert "folder does not exist" in heard.failed[0].words


def test_stopping_prints_no_more(worker: Worker, qtbot: QtBot, tmp_path: Path) -> None:
    run = PrintRun(worker, made(COLOURS), DotPrinter(tmp_path / "printed.pdf"), worker)
    heard = Heard(run)
    run.start(3)
    run.stop()
    assert heard.failed[0].is_cancelled
    qtbot.wait(300)
    assert heard.ended == []


@pytest.mark.parametrize(("width", "height"), [(842, 595), (1191, 842), (792, 612), (960, 540), (595, 842)])
def test_the_paper_is_as_large_as_the_page_and_lies_as_it_lies(qapp: object, width: int, height: int) -> None:
    layout = layout_of(QSizeF(width, height))
    full = layout.fullRectPoints()
    assert abs(full.width() - width) <= 1
    assert abs(full.height() - height) <= 1
