"""Parts of the dialogs that make documents: preview, progress and buttons, work that can be stopped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from explorer.ui.widgets import label, link_button, set_role, styled_button

PREVIEW = QSize(440, 312)


class PagePreview(QWidget):
    """A small picture of the first page, or words in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self.picture.setObjectName("export_preview")
        self.picture.setFixedSize(PREVIEW)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setMargin(1)
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setAccessibleName("Preview of the first page")
        self._caption = label("", "tertiary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addWidget(self._caption)
        layout.addStretch(1)

    @property
    def has_picture(self) -> bool:
        """Whether a page is shown."""
        return not self.picture.pixmap().isNull()

    def show_page(self, page: QPixmap, caption: str) -> None:
        """Show a page as large as there is room."""
        ratio = self.devicePixelRatioF()
        shown = page.scaled(
            (PREVIEW - QSize(2, 2)) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self._caption.setText(caption)

    def show_words(self, words: str) -> None:
        """Say why there is no page."""
        self.picture.setText(words[:300])
        self._caption.setText("")


class DocumentFoot(QWidget):
    """How far it is, what became of it, and the buttons. While it works, the main one stops it."""

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb = verb
        self.bar = QProgressBar()
        self.bar.setObjectName("export_progress")
        self.bar.setTextVisible(False)
        self.said = label("", "secondary", selectable=True)
        self.said.setObjectName("export_said")
        self.said.setWordWrap(True)
        self.folder = link_button("Show in folder", "export_show_folder")
        self.folder.hide()
        self.close_button = styled_button("Close", "export_close", "plain")
        self.go = styled_button(verb, "export_go", "primary")
        self.go.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.folder)
        row.addWidget(self.close_button)
        row.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        self.set_busy(False)

    def set_busy(self, is_busy: bool) -> None:
        """Go over to working, or back."""
        self.go.setText("Stop" if is_busy else self._verb)
        self.go.setEnabled(True)
        self.close_button.setEnabled(not is_busy)
        # A bar without a range moves by itself; nothing is known of how far it is.
        self.bar.setRange(0, 0 if is_busy else 1)
        self.bar.setVisible(is_busy)
        if not is_busy:
            self.bar.reset()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many parts are done."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self.go.isEnabled():
            self.say(f"{min(done + 1, total)} of {total} …" if total > 1 else "Drawing …")

    def show_stopping(self) -> None:
        """Say that it will end soon."""
        self.go.setEnabled(False)
        self.say("Stopping …")

    def say(self, words: str, *, is_fault: bool = False, has_folder: bool = False) -> None:
        """Say what became of it."""
        self.said.setText(words)
        set_role(self.said, "closed" if is_fault else "secondary")
        self.folder.setVisible(has_folder)


class DocumentDialog(QDialog):
    """A dialog whose main button starts work that the same button, Esc and closing stop.

    Signal: `stop_requested()`. Whoever derives from it says in `_go` what the button starts.
    """

    stop_requested = Signal()

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_busy = False
        self.foot = DocumentFoot(verb)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.go.clicked.connect(self._on_go)

    def _go(self) -> None:
        """Start the work."""
        raise NotImplementedError

    def _on_go(self) -> None:
        if self._is_busy:
            self.foot.show_stopping()
            self.stop_requested.emit()
        else:
            self._go()

    def _mark_busy(self, fields: Iterable[QWidget], *, is_busy: bool) -> None:
        """Go over to working, or back: meanwhile the fields rest."""
        self._is_busy = is_busy
        self.foot.set_busy(is_busy)
        for field in fields:
            field.setEnabled(not is_busy)

    def reject(self) -> None:
        """Esc stops what runs, and closes when nothing does."""
        if self._is_busy:
            self._on_go()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops what runs."""
        if self._is_busy:
            self.stop_requested.emit()
        super().closeEvent(event)
