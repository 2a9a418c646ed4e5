"""Scenario files and the autosave: what the File menu does."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.core.scenario import Scenario
from explorer.errors import ExplorerError
from explorer.ui.dialogs import ask_to_save, tell
from explorer.ui.session import Session
from explorer.ui.settings import Settings, data_dir

SUFFIX = ".corridor"
AUTOSAVE = "autosave.corridor"
AUTOSAVE_DELAY_MS = 2000


class FileDesk(QObject):
    """Opens and saves; asks before changes get lost. Signals: `told(str)`, `recent_changed()`."""

    told = Signal(str)
    recent_changed = Signal()

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._window = window
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_DELAY_MS)
        self._autosave.timeout.connect(self.save_for_crash)
        session.undo_stack.indexChanged.connect(self._on_index_changed)

    @property
    def name(self) -> str:
        """What the scenario is called in the window."""
        if self._session.path is not None:
            return self._session.path.stem
        title = " ".join(self._session.document.storyboard.title[:200].split())[:60].strip()
        return title or self._session.scenario.name or "New scenario"

    @property
    def _stem(self) -> str:
        """The name as a file may have it."""
        return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", self.name).strip(" .") or "New scenario"

    def new(self) -> None:
        """Start with nothing changed; the trip stays."""
        if self.may_go():
            self._session.load(Scenario(), None, None)

    def open(self) -> None:
        """Choose a scenario file and open it."""
        if not self.may_go():
            return
        place, _ = QFileDialog.getOpenFileName(
            self._window, "Open scenario", str(self._folder()), f"Scenarios (*{SUFFIX});;All files (*)"
        )
        if place:
            self.open_path(Path(place))

    def open_path(self, path: Path) -> bool:
        """Open a scenario file; says what it had to leave out. False when it cannot be read."""
        from explorer.io.scenario_file import read_scenario

        try:
            found = read_scenario(path, self._session.network)
            self._session.load(found.scenario, found.trip, path, found.storyboard)
        except ExplorerError as error:
            tell(self._window, "This scenario cannot be opened", str(error))
            return False
        self._remember(path)
        if found.dropped:
            left_out = "\n".join(f"• {words}" for words in found.dropped)
            tell(
                self._window, "Opened, with something left out", f"Not in this data, so left out:\n{left_out}"
            )
        self.told.emit(f"Opened {path.name}")
        return True

    def open_recent(self, path: Path) -> None:
        """Open a file of the recent ones."""
        if self.may_go():
            self.open_path(path)

    def save(self) -> bool:
        """Save to the scenario's file, or ask for one."""
        return self.save_path(self._session.path) if self._session.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        proposal = self._folder() / f"{self._stem}{SUFFIX}"
        place, _ = QFileDialog.getSaveFileName(
            self._window, "Save scenario", str(proposal), f"Scenarios (*{SUFFIX})"
        )
        if not place:
            return False
        path = Path(place)
        return self.save_path(path if path.suffix else path.with_suffix(SUFFIX))

    def save_path(self, path: Path) -> bool:
        """Save there; False when it cannot be written."""
        from explorer.io.scenario_file import write_scenario

        try:
            state = self._session.document
            write_scenario(path, state.scenario, state.trip, self._session.network, state.storyboard)
        except ExplorerError as error:
            tell(self._window, "The scenario was not saved", str(error))
            return False
        self._session.mark_saved(path)
        self._remember(path)
        self._forget_autosave()
        self.told.emit(f"Saved {path.name}")
        return True

    def may_go(self) -> bool:
        """Whether the present scenario may be left: saved, or given up by the user."""
        if not self._session.is_modified:
            return True
        answer = ask_to_save(self._window, self.name)
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def save_for_crash(self) -> None:
        """Keep the present state in the data folder; a failure here must not disturb."""
        from explorer.io.scenario_file import write_scenario

        try:
            state = self._session.document
            write_scenario(
                data_dir() / AUTOSAVE, state.scenario, state.trip, self._session.network, state.storyboard
            )
        except (ExplorerError, OSError):
            return

    def recover(self) -> bool:
        """Take up what an earlier run left behind, as unsaved changes. False when there is nothing."""
        from explorer.core.state import State
        from explorer.io.journal import History, Step
        from explorer.io.scenario_file import read_scenario

        path = data_dir() / AUTOSAVE
        if not path.exists():
            return False
        try:
            found = read_scenario(path, self._session.network)
        except ExplorerError:
            self._forget_autosave()
            return False
        now = self._session.state
        state = State(found.scenario, found.trip or now.trip, found.storyboard)
        self._session.restore(History(now, (Step("Recovered from the last run", state),), 1))
        return self._session.is_modified

    def finish(self) -> None:
        """The program ends in order: nothing is left to recover."""
        self._autosave.stop()
        self._forget_autosave()

    def _on_index_changed(self, _index: int) -> None:
        self._autosave.start()

    def _forget_autosave(self) -> None:
        (data_dir() / AUTOSAVE).unlink(missing_ok=True)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.set_text("folder", str(path.absolute().parent))
        self.recent_changed.emit()

    def _folder(self) -> Path:
        kept = Path(self._settings.text("folder"))
        return kept if kept.is_dir() and self._settings.text("folder") else Path.home()


def write_picture(data: bytes, path: Path) -> None:
    """Write a picture whole or not at all."""
    from explorer.errors import ExportError

    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        raise ExportError(f"{path}: {file.errorString()}. Choose another folder.")
