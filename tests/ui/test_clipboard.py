"""What is copied arrives as cells, as a table and as text; pictures arrive whole."""

from __future__ import annotations

import csv
from collections.abc import Generator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.core.scenario import Scenario
from explorer.ui import clipboard as clipboard_module
from explorer.ui.clipboard import TAB_SEPARATED, Clipboard
from explorer.ui.session import Session
from explorer.ui.worker import Worker
from explorer.ui.worker_process import Steps

LONG_MS = 30_000


@dataclass(frozen=True, slots=True)
class Dots:
    """Stands for the sheet: a picture of 4 x 2 blue dots."""

    suffix: str
    order: object

    def run(self, steps: Steps) -> bytes:
        from io import BytesIO

        from PIL import Image

        target = BytesIO()
        Image.new("RGB", (4, 2), "#0F4C81").save(target, "PNG")
        return target.getvalue()


class Copying:
    """A clipboard over a plain window, and what it said."""

    def __init__(self, session: Session, worker: Worker, window: QWidget) -> None:
        self.said: list[str] = []
        self.clipboard = Clipboard(session, worker, window, self.said.append)

    def cells(self) -> list[dict[str, str]]:
        data = QGuiApplication.clipboard().mimeData()
        text = data.data(TAB_SEPARATED).data().decode()
        return list(csv.DictReader(text.splitlines(), dialect="excel-tab"))

    def html(self) -> str:
        return QGuiApplication.clipboard().mimeData().html()

    def text(self) -> str:
        return QGuiApplication.clipboard().text()


@pytest.fixture
def copying(session: Session, qtbot: QtBot) -> Generator[Copying]:
    window, worker = QWidget(), Worker()
    qtbot.addWidget(window)
    yield Copying(session, worker, window)
    worker.close()


def test_figures_come_as_text_to_read_and_as_cells(copying: Copying, session: Session) -> None:
    session.edit("Close", Scenario().with_closure("frontier"))
    copying.clipboard.copy_figures()
    rows = copying.cells()
    results = session.results
    assert results.itinerary is not None
    assert float(rows[0]["Now"]) == pytest.approx(results.itinerary.distance_km, abs=0.5)
    assert "<table" in copying.html()
    assert "Against the baseline" in copying.text()
    assert "\t" not in copying.text()


def test_tables_come_as_cells_in_every_form(copying: Copying, session: Session) -> None:
    results = session.results
    assert results.itinerary is not None
    copying.clipboard.copy_itinerary()
    days = [float(row["Days, typical"] or 0) for row in copying.cells()]
    assert sum(days) == pytest.approx(results.itinerary.transit_days.typical, abs=0.05)
    copying.clipboard.copy_corridors()
    assert {"Corridor", "State", "Now, km"} <= set(copying.cells()[0])
    assert copying.text().splitlines()[0].split("\t")[0] == "Corridor"


def test_without_a_way_there_are_no_steps_and_the_clipboard_stays(copying: Copying, session: Session) -> None:
    copying.clipboard.copy_corridors()
    before = copying.text()
    session.edit("Close", Scenario().with_closure("berlin"))
    copying.clipboard.copy_itinerary()
    assert copying.text() == before
    assert "no way left" in copying.said[-1]


def test_the_map_is_copied_as_it_stands(copying: Copying) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF00735C)
    copying.clipboard.copy_map(picture)
    found = QGuiApplication.clipboard().image()
    assert found.size() == picture.size()
    assert found.pixelColor(15, 10).name() == "#00735c"


def test_the_sheet_is_drawn_beside_the_window_and_copied(
    copying: Copying, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard_module, "MakeContent", Dots)
    copying.clipboard.copy_sheet("en")
    copying.clipboard.copy_sheet("zh")
    qtbot.waitUntil(lambda: "Copied" in copying.said[-1], timeout=LONG_MS)
    found = QGuiApplication.clipboard().image()
    assert (found.width(), found.height()) == (4, 2)
    assert found.pixelColor(1, 1).name() == "#0f4c81"
    assert sum("Copied" in words for words in copying.said) == 1
