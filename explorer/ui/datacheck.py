"""Looks in the background whether the packaged data is what was packaged, and says so when it is not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from explorer.housestyle.format import list_words
from explorer.io.integrity import differing_files


class _Look(QRunnable):
    """The look itself, on a thread of the pool."""

    def __init__(self, check: DataCheck) -> None:
        super().__init__()
        self._check = check

    def run(self) -> None:
        """Compare every file with its checksum."""
        self._check.found.emit(differing_files())


class DataCheck(QObject):
    """One look at the data: `found(tuple)` carries the files that differ, `told(str)` a sentence."""

    found = Signal(tuple)
    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self.found.connect(self._on_found)

    def begin(self) -> None:
        """Look; the answer comes by signal."""
        self._pool.start(_Look(self))

    def _on_found(self, faults: tuple[str, ...]) -> None:
        if faults:
            self.told.emit(
                f"The data is not as packaged, figures may differ: {list_words(faults, 2)}."
                " Install the program again unless you changed it yourself."
            )
