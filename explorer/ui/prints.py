"""What File, Print does: shows the pages of the sheet or the hand-out, and prints them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from explorer.errors import ExplorerError
from explorer.ui.export_choice import ExportChoice, Shown, order_of
from explorer.ui.exports import tell_failure
from explorer.ui.jobs import MakeContent
from explorer.ui.print_dialog import PrintDialog
from explorer.ui.printing import PrintRun, ask_printer
from explorer.ui.worker import Failure, Worker


class PrintDesk(QObject):
    """Makes pages beside the window and prints them. Signal: `told(str)`."""

    told = Signal(str)

    def __init__(self, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._worker, self._window = worker, window
        self._dialog: PrintDialog | None = None
        self._shown: Shown | None = None
        self._run: PrintRun | None = None
        self._ticket = 0

    def open(self, shown: Shown, choice: ExportChoice) -> None:
        """Show the pages of a choice."""
        self._shown = shown
        dialog = PrintDialog(shown, replace(choice, suffix=".pdf"), self._window)
        dialog.pages_wanted.connect(self._on_pages_wanted)
        dialog.print_requested.connect(self._on_print)
        dialog.stop_requested.connect(self._on_stop)
        dialog.finished.connect(self._on_finished)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog = dialog
        dialog.show()
        dialog.ask_pages()

    def _on_pages_wanted(self, choice: ExportChoice) -> None:
        self._worker.drop(self._ticket)
        if self._shown is None or self._dialog is None:
            return
        try:
            order = order_of(choice, self._shown, datetime.now(UTC))
        except ExplorerError as error:
            self._dialog.tell_no_pages(str(error))
            return
        self._ticket = self._worker.run(
            MakeContent(".pdf", order), self._on_pages, self._on_no_pages, self._on_making
        )

    def _on_pages(self, content: bytes) -> None:
        if self._dialog is not None:
            self._dialog.show_pages(content)

    def _on_making(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_making(done, total)

    def _on_no_pages(self, failure: Failure) -> None:
        if self._dialog is not None:
            self._dialog.tell_no_pages(failure.words)
            if failure.details:
                tell_failure("The pages could not be made", failure, self._dialog)

    def _on_print(self) -> None:
        dialog = self._dialog
        if dialog is None or not dialog.content:
            return
        count = dialog.document.pageCount()
        printer = ask_printer(dialog.page_size_pt, count, dialog)
        if printer is None:
            return
        self._run = run = PrintRun(self._worker, dialog.content, printer, self)
        run.advanced.connect(dialog.foot.show_progress)
        run.ended.connect(self._on_printed)
        run.failed.connect(self._on_failed)
        dialog.set_busy(True)
        run.start(count)

    def _on_printed(self, words: str) -> None:
        self.told.emit(words)
        self._leave_run(words, is_fault=False)

    def _on_failed(self, failure: Failure) -> None:
        self._leave_run(failure.words, is_fault=not failure.is_cancelled)

    def _leave_run(self, words: str, *, is_fault: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        if self._dialog is not None:
            self._dialog.set_busy(False)
            self._dialog.foot.say(words, is_fault=is_fault)

    def _on_stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _on_finished(self) -> None:
        self._worker.drop(self._ticket)
        self._dialog = None
