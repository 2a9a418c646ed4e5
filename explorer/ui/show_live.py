"""The box that changes something live: close or open any place, country, past closure or new link."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from explorer.ui.commandbox import CHOICE_ROLE, Choice, ChoiceDelegate, ChoiceModel, ranked

ROWS, LEAST_ROWS, ROW_HEIGHT = 7, 3, 30


class LiveBox(QWidget):
    """A search field; what fits stands below it, best first. Signal: `left()` when the keyboard goes."""

    left = Signal()

    def __init__(self, offer: Callable[[], Sequence[Choice]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_box")
        self._offer = offer
        self.field = QLineEdit()
        self.field.setObjectName("live_field")
        self.field.setPlaceholderText("Close or open a place, country or new link   Ctrl+K")
        self.field.setAccessibleName("Close or open a place, country, past closure or new link")
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setObjectName("live_list")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = ChoiceModel(self)
        self.list.setModel(self._model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.list.hide()
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)

    def take_keyboard(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def texts(self) -> list[str]:
        """What is offered now, best first."""
        return self._model.texts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc are the field's; the paging keys stay the clicker's."""
        ours = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and event.key() in ours | {
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        }:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and event.key() in ours:
            self._on_key(Qt.Key(event.key()))
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif self._model.rowCount():
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(0, self.list.currentIndex().row() + step), self._model.rowCount() - 1)
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _leave(self) -> None:
        self.field.clear()
        self.field.clearFocus()
        self.left.emit()

    def _on_text_changed(self, text: str) -> None:
        found = ranked(text, self._offer()) if text.strip() else []
        self._model.offer(found)
        # In a low window the list takes less, and is scrolled.
        self.list.setMaximumHeight(max(1, min(ROWS, len(found))) * ROW_HEIGHT)
        self.list.setMinimumHeight(max(1, min(LEAST_ROWS, len(found))) * ROW_HEIGHT)
        self.list.setVisible(bool(found))
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _run(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if isinstance(choice, Choice):
            self._leave()
            choice.run()
