"""Export and Print from the menus of the window, and the window closed in the middle of it."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.storyboard import Scene, Storyboard
from explorer.export import Order
from explorer.ui import exports as exports_module
from explorer.ui import prints as prints_module
from explorer.ui.export_choice import What
from explorer.ui.export_dialog import ExportDialog
from explorer.ui.print_dialog import PrintDialog
from explorer.ui.window import MainWindow
from explorer.ui.worker_process import Steps

LONG_MS = 60_000
FORMATS = {
    "export_pdf": ".pdf",
    "export_pptx": ".pptx",
    "export_html": ".html",
    "export_png": ".png",
    "export_svg": ".svg",
    "export_geojson": ".geojson",
    "export_table": ".csv",
}


@dataclass(frozen=True, slots=True)
class EndlessFile:
    """Stands for an export that takes long and does not listen."""

    path: Path
    order: Order

    def run(self, steps: Steps) -> bytes:
        for number in range(10_000):
            steps.progress(number, 10_000)
            time.sleep(0.01)
        return b""


@dataclass(frozen=True, slots=True)
class BlankPages:
    """Stands for a document: as many blank A4 pages as there are scenes."""

    suffix: str
    order: Order

    def run(self, steps: Steps) -> bytes:
        from pypdf import PdfWriter

        writer = PdfWriter()
        for _ in range(max(1, len(self.order.storyboard))):
            writer.add_blank_page(842, 595)
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()


def dialog_of(window: MainWindow, kind: type[QWidget]) -> QWidget:
    found = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()


def said(dialog: QWidget) -> str:
    label = dialog.findChild(QLabel, "export_said")
    assert isinstance(label, QLabel)
    return label.text()


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_entry_of_the_menu_opens_the_dialog_at_its_format(window: MainWindow, name: str) -> None:
    window.actions_table[name].trigger()
    dialog = dialog_of(window, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.choice.suffix == FORMATS[name]
    dialog.close()


def test_names_go_out_in_the_language_of_the_window(window: MainWindow) -> None:
    window.looks.choose_language("ru")
    window.actions_table["export"].trigger()
    dialog = dialog_of(window, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.choice.language == "ru"
    dialog.close()


def test_closing_the_window_ends_an_export_and_leaves_the_old_file(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exports_module, "WriteFile", EndlessFile)
    path = tmp_path / "a.csv"
    window.settings.set_text("folder", str(tmp_path))
    window.actions_table["export_table"].trigger()
    dialog = dialog_of(window, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(path))
    press(dialog, "export_go")
    qtbot.waitUntil(lambda: " of " in said(dialog), timeout=LONG_MS)
    path.write_text("old")
    started = time.monotonic()
    assert window.close()
    assert time.monotonic() - started < 5
    assert not window.outgoing.worker.is_running
    assert path.read_text() == "old"
    assert list(tmp_path.glob(".*")) == []


def test_stopping_an_export_that_does_not_listen_takes_a_moment_only(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exports_module, "WriteFile", EndlessFile)
    window.settings.set_text("folder", str(tmp_path))
    window.actions_table["export_table"].trigger()
    dialog = dialog_of(window, ExportDialog)
    press(dialog, "export_go")
    qtbot.waitUntil(lambda: " of " in said(dialog), timeout=LONG_MS)
    press(dialog, "export_go")
    assert said(dialog) == "Stopping …"
    qtbot.waitUntil(lambda: "nothing was written" in said(dialog), timeout=LONG_MS)
    assert list(tmp_path.glob("*.csv")) == []
    dialog.close()


def test_a_storyboard_is_printed_as_a_hand_out(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "printed.pdf"
    asked: list[tuple[QSizeF, int]] = []

    def ask(size: QSizeF, pages: int, _parent: QWidget) -> QPrinter:
        asked.append((size, pages))
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    monkeypatch.setattr(prints_module, "MakeContent", BlankPages)
    monkeypatch.setattr(prints_module, "ask_printer", ask)
    session = window.session
    scenes = tuple(Scene(name, session.scenario, session.trip) for name in "abc")
    session.edit_storyboard("Add", Storyboard("Three", scenes))
    window.actions_table["print"].trigger()
    dialog = dialog_of(window, PrintDialog)
    assert isinstance(dialog, PrintDialog)
    assert dialog.choice.what is What.SCENES
    qtbot.waitUntil(lambda: said(dialog) == "3 pages", timeout=LONG_MS)
    press(dialog, "export_go")
    qtbot.waitUntil(lambda: "Written" in said(dialog), timeout=LONG_MS)
    ((size, pages),) = asked
    assert (round(size.width()), round(size.height()), pages) == (842, 595, 3)
    assert path.read_bytes() == dialog.content
    dialog.what.setCurrentIndex(2)
    dialog.what.activated.emit(2)
    qtbot.waitUntil(lambda: said(dialog) == "1 page", timeout=LONG_MS)
    dialog.close()


def test_nothing_is_printed_when_the_user_thinks_better_of_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints_module, "MakeContent", BlankPages)
    monkeypatch.setattr(prints_module, "ask_printer", lambda _size, _pages, _parent: None)
    window.actions_table["print"].trigger()
    dialog = dialog_of(window, PrintDialog)
    qtbot.waitUntil(lambda: said(dialog) == "1 page", timeout=LONG_MS)
    press(dialog, "export_go")
    assert said(dialog) == "1 page"
    dialog.close()
