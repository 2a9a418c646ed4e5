"""What File, Export does: opens the dialog, draws its preview and writes the file, all beside the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QWidget

from explorer.errors import ExplorerError
from explorer.export import FORMATS, LANGUAGES
from explorer.ui.dialogs import FaultDialog
from explorer.ui.export_choice import (
    DPI,
    PAPERS,
    ExportChoice,
    Shown,
    What,
    order_of,
    preview_order,
    size_words,
)
from explorer.ui.export_dialog import ExportDialog
from explorer.ui.jobs import MakeContent, WarmUp, WriteFile
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.worker import Failure, Worker


class ExportDesk(QObject):
    """Exports what the session shows. Signal: `told(str)`."""

    told = Signal(str)

    def __init__(
        self, session: Session, settings: Settings, worker: Worker, window: QWidget, name: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._worker = session, settings, worker
        self._window, self._name = window, name
        self._dialog: ExportDialog | None = None
        self._export = self._preview = 0

    @property
    def shown(self) -> Shown:
        """What can be exported now."""
        return Shown(self._session.network, self._session.results, self._session.storyboard)

    def open(self, suffix: str = "", language: str = "") -> None:
        """Ask what to export; `suffix` and `language` are chosen at first (empty: as last time)."""
        self._worker.run(WarmUp(self._session.network), _forget)
        dialog = ExportDialog(
            self.shown, self._name(), self._folder(), self.first_choice(suffix, language), self._window
        )
        dialog.export_requested.connect(self.export)
        dialog.stop_requested.connect(self.stop)
        dialog.preview_wanted.connect(self._on_preview_wanted)
        dialog.folder_requested.connect(show_folder)
        dialog.finished.connect(self._on_finished)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog = dialog
        dialog.show()

    def first_choice(self, suffix: str = "", language: str = "") -> ExportChoice:
        """What the dialog offers first: as last time, all scenes where there are any."""
        settings, session = self._settings, self._session
        kept = settings.text("export/dpi")
        choice = ExportChoice(
            suffix=_one_of(suffix or settings.text("export/suffix"), [known.suffix for known in FORMATS]),
            paper=_one_of(settings.text("export/paper"), list(PAPERS)),
            dpi=int(kept) if kept.isdecimal() and 72 <= int(kept) <= 1200 else DPI,
            language=_one_of(language, list(LANGUAGES)),
        )
        if not session.storyboard.scenes:
            return choice
        if choice.format.holds_scenes:
            return replace(choice, what=What.SCENES)
        place = session.storyboard.position(session.scene.id) if session.scene is not None else None
        if place is None or not session.is_on_scene:
            return choice
        return replace(choice, what=What.SCENE, scene=place)

    def export(self, choice: ExportChoice, path: Path) -> None:
        """Write a file beside the window; the dialog, if it is open, shows how far it is."""
        for key, value in (("suffix", choice.suffix), ("paper", choice.paper), ("dpi", str(choice.dpi))):
            self._settings.set_text(f"export/{key}", value)
        try:
            order = order_of(choice, self.shown, datetime.now(UTC))
        except ExplorerError as error:
            self._on_failed(Failure(str(error)))
            return
        self._worker.drop(self._preview)

        def done(answer: bytes) -> None:
            told = json.loads(answer)
            self._on_written(path, told["bytes"], told["faults"])

        self._export = self._worker.run(WriteFile(path, order), done, self._on_failed, self._on_progress)

    def stop(self) -> None:
        """Stop the export that runs."""
        self._worker.stop(self._export)

    def _on_progress(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _on_written(self, path: Path, size_bytes: int, faults: list[str]) -> None:
        self._settings.set_text("folder", str(path.absolute().parent))
        self.told.emit(f"Written: {path}")
        if self._dialog is not None:
            self._dialog.show_done(path, size_words(size_bytes), " ".join(faults))

    def _on_failed(self, failure: Failure) -> None:
        if self._dialog is not None:
            words = "Stopped; nothing was written." if failure.is_cancelled else failure.words
            self._dialog.show_failed(words, is_fault=not failure.is_cancelled)
        if failure.details or (self._dialog is None and not failure.is_cancelled):
            tell_failure("The export was not written", failure, self._dialog or self._window)

    def _on_preview_wanted(self, choice: ExportChoice | None) -> None:
        self._worker.drop(self._preview)
        if choice is None or self._dialog is None:
            return
        try:
            order = preview_order(choice, self.shown)
        except ExplorerError as error:
            self._dialog.tell_no_preview(str(error))
            return
        self._preview = self._worker.run(
            MakeContent(".png", order), self._on_preview, self._on_preview_failed
        )

    def _on_preview(self, content: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(content)
        if self._dialog is not None and not picture.isNull():
            self._dialog.show_preview(picture)

    def _on_preview_failed(self, failure: Failure) -> None:
        if self._dialog is not None:
            self._dialog.tell_no_preview(f"No picture of the page. {failure.words}")

    def _on_finished(self) -> None:
        self._worker.drop(self._preview)
        self._dialog = None

    def _folder(self) -> Path:
        kept = self._settings.text("folder")
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()


def tell_failure(title: str, failure: Failure, parent: QWidget) -> None:
    """Say why there is no file; details only on request."""
    dialog = FaultDialog(title, failure.words, failure.details, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def show_folder(folder: Path) -> None:
    """Open a folder in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _one_of(kept: str, known: list[str]) -> str:
    return kept if kept in known else known[0]


def _forget(_answer: bytes) -> None:
    """Nothing to do with it."""
