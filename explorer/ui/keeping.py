"""Keeps work safe: the journal, earlier versions, the lock on the file, and the offer after a crash."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.core.state import State
from explorer.errors import ExplorerError
from explorer.housestyle.style import Theme
from explorer.io.scenario_file import scenario_bytes
from explorer.io.versions import Version, keep_version, versions_of
from explorer.ui.dialogs import tell
from explorer.ui.earlier import EarlierDialog
from explorer.ui.filelock import FileLock, Holder, Mark
from explorer.ui.journaling import Journaling, Unfinished, discard, unfinished
from explorer.ui.recovery import RecoveryDialog
from explorer.ui.session import Session

AUTOSAVE_MINUTES = 5
JOURNALS, VERSIONS = "journals", "versions"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Conflict(Enum):
    """What stands against writing the document's file."""

    NONE = "none"
    CHANGED = "changed by another program since it was opened here"
    GONE = "deleted or moved since it was opened here"
    TAKEN_OVER = "taken over by another window"


class Keeping(QObject):
    """Watches over one session's document. `folder` is the program's own; `now` is the clock.

    Signals: `told(str)` in passing, `restored()` when a document came back from its journal.
    """

    told = Signal(str)
    restored = Signal()

    def __init__(
        self, session: Session, folder: Path, window: QWidget, now: Callable[[], datetime] = _utc_now
    ) -> None:
        super().__init__(window)
        self._session = session
        self._folder = folder
        self._window = window
        self._now = now
        self.journaling = Journaling(session, folder / JOURNALS, self)
        self.journaling.told.connect(self.told)
        self._lock = FileLock()
        self._mark = Mark()
        self._autosave = QTimer(self)
        self._autosave.setInterval(AUTOSAVE_MINUTES * 60_000)
        self._autosave.timeout.connect(self.keep_copy)

    # ------------------------------------------------------------------ beginning and end

    def begin(self) -> tuple[Unfinished, ...]:
        """Start the journal; returns what earlier runs left behind."""
        left = unfinished(self._folder / JOURNALS)
        self.journaling.begin()
        self._autosave.start()
        return left

    def offer(self, left: tuple[Unfinished, ...]) -> RecoveryDialog | None:
        """Show what is left over; None when there is nothing."""
        if not left:
            return None
        dialog = RecoveryDialog(left, self._now(), self._window)
        dialog.restore_requested.connect(self.restore)
        dialog.discard_requested.connect(discard)
        dialog.open()
        return dialog

    def left(self) -> tuple[Unfinished, ...]:
        """What earlier runs left behind, now."""
        return unfinished(self._folder / JOURNALS)

    def show_left(self) -> None:
        """Show what earlier runs left behind, or say that there is nothing."""
        if self.offer(self.left()) is None:
            tell(
                self._window,
                "No unfinished work",
                "Every earlier run ended in order, or what it left was restored or discarded.",
            )

    def restore(self, item: Unfinished) -> None:
        """Take up a document as it was; its journal goes once this run's own tells the same."""
        self._session.restore(item.history)
        self.journaling.begin(item.history)
        if self.journaling.path is not None:
            discard(item.journal)
        self._mark = Mark() if item.history.path is None else Mark.of(item.history.path)
        if item.history.path is not None:
            self._lock.take(item.history.path)
        self.told.emit("Your work is back, with its undo steps.")
        self.restored.emit()

    def save_first(self) -> None:
        """Something broke: make sure of what is there. Never raises."""
        with contextlib.suppress(ExplorerError, OSError):
            self.keep_copy()

    def finish(self) -> None:
        """The program ends in order."""
        self._autosave.stop()
        self._lock.release()
        self.journaling.finish()

    # ------------------------------------------------------------------ the document's file

    def claim(self, path: Path) -> Holder | None:
        """Lock a file that is opened; who has it, where another window does."""
        return self._lock.take(path)

    def take_over(self, path: Path) -> None:
        """Lock a file that another window has."""
        self._lock.take_over(path)

    def opened(self, path: Path | None) -> None:
        """The document is now that of a file, or of none."""
        if path is None:
            self._lock.release()
        self._mark = Mark() if path is None else Mark.of(path)

    def conflict(self, path: Path) -> Conflict:
        """What stands against saving there: only for the file that the document came from."""
        if path != self._session.path or self._mark.is_missing:
            return Conflict.NONE
        found = Mark.of(path)
        if found.is_missing:
            return Conflict.GONE
        if found != self._mark:
            return Conflict.CHANGED
        return Conflict.NONE if self._lock.is_held else Conflict.TAKEN_OVER

    def before_saving(self, path: Path) -> None:
        """Keep the version that saving replaces; not being able to must not stop the saving."""
        with contextlib.suppress(ExplorerError, OSError):
            keep_version(self._folder / VERSIONS, path, path.read_bytes(), self._now())

    def saved(self, path: Path) -> None:
        """The document is in this file now."""
        self._lock.take(path)
        self._mark = Mark.of(path)

    # ------------------------------------------------------------------ earlier versions

    def keep_copy(self) -> None:
        """Keep a copy of a document with unsaved edits."""
        if not self._session.is_modified:
            return
        state = self._session.document
        content = scenario_bytes(state.scenario, state.trip, self._session.network, state.storyboard)
        with contextlib.suppress(ExplorerError):
            keep_version(self._folder / VERSIONS, self._session.path, content, self._now())

    def versions(self) -> tuple[Version, ...]:
        """Earlier versions of the document, newest first."""
        return versions_of(self._folder / VERSIONS, self._session.path)

    def show_versions(self, theme: Theme) -> EarlierDialog:
        """Show the earlier versions of the document; going back to one is an undoable step."""
        session = self._session
        place = (session.network, session.geometry, theme)
        dialog = EarlierDialog(self.versions(), session.document, place, self._now(), self._window)
        dialog.wanted.connect(self._on_version_wanted)
        dialog.open()
        return dialog

    def _on_version_wanted(self, state: State, words: str) -> None:
        self._session.go_to(words, state)
        self.told.emit(f"{words}. Undo takes it back.")
