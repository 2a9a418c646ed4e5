"""After a crash or power cut: offers what runs that did not end in order left in their journals."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.housestyle.format import count, list_words
from explorer.io.journal import History
from explorer.ui.journaling import Unfinished
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label

WORDS = (
    "The program did not end in order last time. Nothing is lost: every edit was written down as you made it,"
    " and comes back with its undo steps."
)


def document_name(history: History) -> str:
    """What the document of a journal is called."""
    if history.path is not None:
        return history.path.name
    state = history.state
    return (state.scenario.name or state.storyboard.title or "New scenario")[:60]


def left_words(item: Unfinished, now: datetime) -> str:
    """One line on what is left: document, edits, when, and the last edits in words."""
    history = item.history
    last = [step.text[:50] for step in history.steps[: history.index]][-2:]
    words = f"{document_name(history)} · {count(history.index, 'edit')} · {moment_words(item.changed, now)}"
    if last:
        words += f"\nlast: {list_words(last)}"
    if history.damaged:
        words += f"\n{count(history.damaged, 'line')} of the journal could not be read"
    return words


def moment_words(moment: datetime, now: datetime, *, has_seconds: bool = False) -> str:
    """A moment as a reader says it: `today 14:05`, `3 Nov 2026, 14:05`."""
    local = moment.astimezone()
    clock = f"{local:%H:%M:%S}" if has_seconds else f"{local:%H:%M}"
    if local.date() == now.astimezone().date():
        return f"today {clock}"
    return f"{local.day} {local:%b %Y}, {clock}"


class RecoveryDialog(QDialog):
    """Lists what is left; the chosen document is restored, kept for later or discarded.

    Signals carry the journal: `restore_requested(Unfinished)`, `discard_requested(Path)`.
    """

    restore_requested = Signal(object)
    discard_requested = Signal(Path)

    def __init__(self, left: tuple[Unfinished, ...], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Restore your work")
        self._left = list(left)
        head = label("Your work is still here")
        head.setFont(font(22, SEMIBOLD, is_serif=True))
        words = label(WORDS)
        words.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setObjectName("recovery_rows")
        self.rows.setWordWrap(True)
        self.rows.setSpacing(3)
        for item in left:
            self.rows.addItem(QListWidgetItem(left_words(item, now)))
        self.rows.setCurrentRow(0)
        self.rows.itemDoubleClicked.connect(self._on_restore)
        self.restore = QPushButton("Restore")
        self.restore.setObjectName("recovery_restore")
        self.restore.setDefault(True)
        later = QPushButton("Not now")
        later.setObjectName("recovery_later")
        later.setToolTip("It is offered again at the next start")
        self.discard = QPushButton("Discard")
        self.discard.setObjectName("recovery_discard")
        self.restore.clicked.connect(self._on_restore)
        later.clicked.connect(self.reject)
        self.discard.clicked.connect(self._on_discard)
        buttons = QHBoxLayout()
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(self.restore)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(12)
        box.addWidget(head)
        box.addWidget(words)
        box.addWidget(self.rows, 1)
        box.addLayout(buttons)
        self.resize(560, 340)

    def _on_restore(self) -> None:
        row = self.rows.currentRow()
        if 0 <= row < len(self._left):
            self.restore_requested.emit(self._left[row])
            self.accept()

    def _on_discard(self) -> None:
        row = self.rows.currentRow()
        if not 0 <= row < len(self._left):
            return
        self.discard_requested.emit(self._left.pop(row).journal)
        self.rows.takeItem(row)
        if not self._left:
            self.reject()
