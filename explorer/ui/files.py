"""Scenario files: what the File menu does with them."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.core.scenario import Scenario
from explorer.errors import ExplorerError
from explorer.ui.dialogs import Choice, ask, ask_to_save, tell
from explorer.ui.keeping import Conflict, Keeping
from explorer.ui.session import Session
from explorer.ui.settings import Settings

SUFFIX = ".corridor"


class FileDesk(QObject):
    """Opens and saves; asks before changes get lost. Signals: `told(str)`, `recent_changed()`."""

    told = Signal(str)
    recent_changed = Signal()

    def __init__(self, session: Session, settings: Settings, keeping: Keeping, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._keeping = keeping
        self._window = window

    @property
    def name(self) -> str:
        """What the scenario is called in the window."""
        if self._session.path is not None:
            return _short(self._session.path.stem)
        title = " ".join(self._session.document.storyboard.title[:200].split())[:60].strip()
        return title or _short(self._session.scenario.name) or "New scenario"

    @property
    def _stem(self) -> str:
        """The name as a file may have it."""
        return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", self.name).strip(" .") or "New scenario"

    def new(self) -> None:
        """Start with nothing changed; the trip stays."""
        if self.may_go():
            self._session.load(Scenario(), None, None)
            self._keeping.opened(None)

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
        except ExplorerError as error:
            tell(self._window, "This scenario cannot be opened", str(error))
            return False
        claimed = self._claim(path)
        if claimed is None:
            return False
        try:
            self._session.load(found.scenario, found.trip, path if claimed else None, found.storyboard)
        except ExplorerError as error:
            tell(self._window, "This scenario cannot be opened", str(error))
            return False
        self._keeping.opened(path if claimed else None)
        self._remember(path)
        if found.dropped:
            left_out = "\n".join(f"• {words}" for words in found.dropped)
            tell(
                self._window, "Opened, with something left out", f"Not in this data, so left out:\n{left_out}"
            )
        self.told.emit(f"Opened {path.name}")
        return True

    def _claim(self, path: Path) -> bool | None:
        """Lock a file that is to be opened: True locked, False to be opened as a copy, None not at all."""
        holder = self._keeping.claim(path)
        if holder is None:
            return True
        words = f"{path.name} is open in {holder.words}. If both save, the one that saves last wins."
        copy, over = Choice("copy", "Open a copy"), Choice("over", "Take it over")
        answer = ask(self._window, "This scenario is open elsewhere", words, (copy, over))
        if answer == "over":
            self._keeping.take_over(path)
            return True
        return False if answer == "copy" else None

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
        """Save there; False when it cannot be written, or the user would rather not."""
        from explorer.io.scenario_file import write_scenario

        answer = self._ask_about(path)
        if answer != "save":
            return self.save_as() if answer == "as" else False
        self._keeping.before_saving(path)
        try:
            state = self._session.document
            write_scenario(path, state.scenario, state.trip, self._session.network, state.storyboard)
        except ExplorerError as error:
            tell(self._window, "The scenario was not saved", f"{error}\nThe old file, if any, is untouched.")
            return False
        self._session.mark_saved(path)
        self._keeping.saved(path)
        self._remember(path)
        self.told.emit(f"Saved {path.name}")
        return True

    def _ask_about(self, path: Path) -> str:
        """`save`, `as` or nothing: what to do where somebody else wrote the file meanwhile."""
        conflict = self._keeping.conflict(path)
        if conflict is Conflict.NONE:
            return "save"
        words = f"{path.name} was {conflict.value}. Saving replaces what is there; that version is kept."
        return ask(
            self._window,
            "The file is not as it was",
            words,
            (Choice("save", "Save all the same"), Choice("as", "Save as…")),
        )

    def may_go(self) -> bool:
        """Whether the present scenario may be left: saved, or given up by the user."""
        if not self._session.is_modified:
            return True
        answer = ask_to_save(self._window, self.name)
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def finish(self) -> None:
        """The program ends in order: nothing is left to restore."""
        self._keeping.finish()

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.set_text("folder", str(path.absolute().parent))
        self.recent_changed.emit()

    def _folder(self) -> Path:
        kept = Path(self._settings.text("folder"))
        return kept if kept.is_dir() and self._settings.text("folder") else Path.home()


def _short(name: str) -> str:
    """A name in one line that fits a window's title."""
    return " ".join(name[:200].split())[:60].strip()


def write_picture(data: bytes, path: Path) -> None:
    """Write a picture whole or not at all."""
    from explorer.errors import ExportError

    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        raise ExportError(f"{path}: {file.errorString()}. Choose another folder.")
