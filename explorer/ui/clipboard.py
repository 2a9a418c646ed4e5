"""What Edit, Copy puts on the clipboard: figures, tables and pictures, in every form that others read."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from explorer.export import Order
from explorer.housestyle.summary import summary_text
from explorer.housestyle.tables import (
    Table,
    corridor_table,
    figures_table,
    html_table,
    itinerary_table,
    tab_separated,
)
from explorer.ui.dialogs import tell
from explorer.ui.jobs import MakeContent
from explorer.ui.session import Session
from explorer.ui.worker import Failure, Worker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TAB_SEPARATED = "text/tab-separated-values"
SHEET_PAPER, SHEET_DPI = "16:9", 150

_WITHOUT_CLIPBOARD = ("offscreen", "minimal")


class Clipboard(QObject):
    """Copies what the session shows. Spreadsheets take cells, documents a table, mail plain text."""

    def __init__(self, session: Session, worker: Worker, window: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(window)
        self._session, self._worker, self._window, self._say = session, worker, window, say
        self._ticket = 0

    def copy_figures(self) -> None:
        """Distance, days, change and steps: as text to read, and as cells."""
        network, results = self._session.network, self._session.results
        put_table(figures_table(network, results), summary_text(network, results))
        self._say("Copied: figures, as text and as cells.")

    def copy_itinerary(self) -> None:
        """The journey step by step."""
        table = itinerary_table(self._session.network, self._session.results)
        if table is None:
            self._say("There is no way left, so there are no steps to copy.")
            return
        put_table(table)
        self._say("Copied: the journey's steps as a table.")

    def copy_corridors(self) -> None:
        """Every corridor that serves the trip."""
        put_table(corridor_table(self._session.network, self._session.results))
        self._say("Copied: the corridors as a table.")

    def copy_map(self, picture: QImage) -> None:
        """The map as it stands on screen."""
        QGuiApplication.clipboard().setImage(picture)
        self._say("Copied: the map as it stands, with its attribution.")

    def copy_sheet(self, language: str) -> None:
        """The sheet with title, map, figures and sources as a picture; made beside the window."""
        session = self._session
        order = Order(session.network, session.results, paper=SHEET_PAPER, dpi=SHEET_DPI, language=language)
        self._worker.drop(self._ticket)
        self._ticket = self._worker.run(MakeContent(".png", order), self._on_sheet, self._on_failed)
        self._say("Drawing the sheet …")

    def _on_sheet(self, content: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(content))
        self._say("Copied: the sheet with map, figures and sources as a picture.")

    def _on_failed(self, failure: Failure) -> None:
        if not failure.is_cancelled:
            tell(self._window, "The picture was not copied", failure.words)


def put_table(table: Table, text: str = "") -> None:
    """Put a table on the clipboard: HTML, tab-separated, and plain text (`text`, or the cells)."""
    cells = tab_separated(table)
    data = QMimeData()
    data.setText(text or cells)
    data.setHtml(html_table(table))
    data.setData(TAB_SEPARATED, cells.encode())
    QGuiApplication.clipboard().setMimeData(data)


@atexit.register
def _let_go() -> None:
    """Empty the clipboard of platforms that have none of their own, while Python still stands.

    WORKAROUND PySide6 6.11: there Qt keeps what was copied until after Python's end, and deleting then what
    Python made crashes. Desktops have their own clipboard, which is left alone.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() in _WITHOUT_CLIPBOARD:
        QGuiApplication.clipboard().clear()
