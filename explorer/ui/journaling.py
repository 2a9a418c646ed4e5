"""Keeps the journal of a session while it runs, and finds the journals of runs that did not end in order."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from explorer.core.state import State
from explorer.errors import JournalError
from explorer.io import journal
from explorer.io.journal import History, JournalFile, Step, read_history, write_history
from explorer.ui.session import Session

SYNC_MS = 400
"""So long after an edit, at the latest, the disk is told to hold it: with its own time under a second."""
RETRY_MS = 5000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a run that did not end in order left behind. `changed` is when, in UTC."""

    journal: Path
    history: History
    changed: datetime


class _Job(QRunnable):
    """Runs a function on the journal's own thread."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        """Do it."""
        self._run()


class Journaling(QObject):
    """Writes down every edit of a session as it happens; `told(str)` says when it cannot, or can again."""

    told = Signal(str)
    _compacted = Signal(Path)

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._file: JournalFile | None = None
        self._lock: QLockFile | None = None
        self._history = History(session.document)
        self._since: list[Callable[[JournalFile], None]] | None = None
        self._is_failing = False
        self._failed_from: Path | None = None
        # One thread, so that syncing never meets itself; the interface never waits for a disk.
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._sync = QTimer(self)
        self._sync.setSingleShot(True)
        self._sync.setInterval(SYNC_MS)
        self._sync.timeout.connect(self._on_sync_due)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._restart)
        self._compacted.connect(self._on_compacted)
        session.begun.connect(self._on_begun)
        session.pushed.connect(self._on_pushed)
        session.stepped.connect(self._on_stepped)
        session.saved.connect(self._on_saved)

    @property
    def path(self) -> Path | None:
        """The journal of this run; None while it cannot be kept."""
        return None if self._file is None else self._file.path

    def begin(self, history: History | None = None) -> None:
        """Start a journal: with the session's document, or with what was restored of an earlier one."""
        document = self._session.document
        self._history = history or History(document, saved_index=0, path=self._session.path)
        self._restart()

    def _restart(self) -> None:
        """A new journal that tells all of the document so far; the one before goes once it stands."""
        before = self.path or self._failed_from
        self._close()
        path = self._folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}{journal.SUFFIX}"
        lock = QLockFile(f"{path}.lock")
        lock.setStaleLockTime(0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not lock.tryLock(0):
                raise JournalError(f"{path}: the journal of your edits cannot be kept here.")
            write_history(path, self._history)
            self._file = JournalFile(path)
        except (JournalError, OSError) as error:
            lock.unlock()
            self._failed_from = before
            self._fail(str(error))
            return
        self._lock, self._failed_from = lock, None
        if before is not None:
            discard(before)
        if self._is_failing:
            self._is_failing = False
            self.told.emit("Your edits are kept in the journal again.")
        self._sync.start()

    def finish(self) -> None:
        """The program ends in order: nothing is left to restore."""
        self._retry.stop()
        path = self.path
        self._close()
        if path is not None:
            path.unlink(missing_ok=True)

    def _close(self) -> None:
        self._sync.stop()
        self._pool.waitForDone()
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    # ------------------------------------------------------------------ the session says

    def _on_begun(self) -> None:
        state, path = self._session.document, self._session.path
        self._history = History(state, saved_index=0, path=path)
        self._write(lambda file: file.open_document(state, path, is_saved=True))

    def _on_pushed(self, text: str, state: State) -> None:
        self._history = self._history.with_step(Step(text, state))
        self._write(lambda file: file.push(text, state))

    def _on_stepped(self, index: int) -> None:
        index = min(index, len(self._history.steps))
        self._history = replace(self._history, index=index)
        self._write(lambda file: file.move(index))

    def _on_saved(self, path: Path) -> None:
        self._history = replace(self._history, saved_index=self._history.index, path=path)
        self._write(lambda file: file.saved(path))

    def _write(self, entry: Callable[[JournalFile], None]) -> None:
        if self._file is None:
            return
        if self._since is not None:
            self._since.append(entry)
        try:
            entry(self._file)
        except JournalError as error:
            self._fail(str(error))
            return
        if not self._sync.isActive():
            self._sync.start()
        if self._file.size_bytes > journal.COMPACT_BYTES and self._since is None:
            self._compact()

    def _fail(self, words: str) -> None:
        """Say once that edits are not kept, and try again later."""
        if not self._is_failing:
            self._is_failing = True
            self.told.emit(f"{words} Save often until this is solved.")
        self._retry.start()

    # ------------------------------------------------------------------ on the journal's own thread

    def _on_sync_due(self) -> None:
        file = self._file
        if file is not None:
            self._pool.start(_Job(lambda: _sync_quietly(file)))

    def _compact(self) -> None:
        """Write what still counts into a new journal, beside the edits that go on meanwhile."""
        self._since = []
        history = self._history
        path = self._folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.part"

        def write() -> None:
            with contextlib.suppress(JournalError):
                write_history(path, history)
            self._compacted.emit(path)

        self._pool.start(_Job(write))

    @Slot(Path)
    def _on_compacted(self, part: Path) -> None:
        """Put the new journal in the place of the old one, with what was done meanwhile."""
        entries, self._since = self._since or [], None
        file = self._file
        if file is None or not part.is_file():
            part.unlink(missing_ok=True)
            return
        self._pool.waitForDone()
        try:
            fresh = JournalFile(part)
            for entry in entries:
                entry(fresh)
            fresh.close()
            file.close()
            part.replace(file.path)
            self._file = JournalFile(file.path)
        except (JournalError, OSError) as error:
            self._file = None
            self._fail(str(error))


def _sync_quietly(file: JournalFile) -> None:
    """A disk that cannot sync says so at the next write too; here nobody could be told."""
    with contextlib.suppress(JournalError):
        file.sync()


def unfinished(folder: Path) -> tuple[Unfinished, ...]:
    """What runs that did not end in order left behind, newest first; journals with nothing in them go."""
    found = []
    for path in sorted(folder.glob(f"*{journal.SUFFIX}")):
        lock = QLockFile(f"{path}.lock")
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            continue
        try:
            history = read_history(path)
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (JournalError, OSError):
            history = None
        finally:
            lock.unlock()
        if history is not None and history.is_modified:
            found.append(Unfinished(path, history, changed))
        elif history is not None:
            discard(path)
    return tuple(sorted(found, key=lambda item: item.changed, reverse=True))


def discard(path: Path) -> None:
    """Forget a journal."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        Path(f"{path}.lock").unlink(missing_ok=True)
