"""What leaves the window: files, paper and the clipboard, by one process beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.ui.clipboard import Clipboard
from explorer.ui.exports import ExportDesk
from explorer.ui.prints import PrintDesk
from explorer.ui.worker import Worker

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow


class Outgoing(QObject):
    """Slots for the menus; the desks do it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.worker = Worker(self)
        self.exports = ExportDesk(window.session, window.settings, self.worker, window, self._name)
        self.prints = PrintDesk(self.worker, window)
        self.clipboard = Clipboard(window.session, self.worker, window, window.tell)
        self.exports.told.connect(window.tell)
        self.prints.told.connect(window.tell)

    def _name(self) -> str:
        return self._window.files.name

    def export(self, suffix: str = "") -> None:
        """Ask what to export; `suffix` is the format chosen at first."""
        self.exports.open(suffix, self._window.looks.language)

    def print(self) -> None:
        """Show the pages of the sheet, or of the hand-out where there are scenes, and print them."""
        choice = self.exports.first_choice(".pdf", self._window.looks.language)
        self.prints.open(self.exports.shown, choice)

    def copy_map(self) -> None:
        """Copy the map as it stands on screen."""
        self.clipboard.copy_map(self._window.map.grab_picture())

    def copy_sheet(self) -> None:
        """Copy the sheet as a picture."""
        self.clipboard.copy_sheet(self._window.looks.language)

    def close(self) -> None:
        """The window closes: what is being made is stopped, a file that is being written is finished."""
        self.worker.close()
