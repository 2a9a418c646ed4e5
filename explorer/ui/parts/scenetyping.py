"""Fields whose words become one undoable step after each pause in typing, and at once when left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

PAUSE_MS = 700
"""A pause of this length ends an undoable step."""
_STEPS_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Typing(QObject):
    """Watches one field. The field's own undo is left to the window's. Signal: `settled(str words)`."""

    settled = Signal(str)

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._is_setting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settle)
        field.textChanged.connect(self._on_text_changed)
        field.installEventFilter(self)
        if isinstance(field, QPlainTextEdit):
            field.setUndoRedoEnabled(False)

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self._field.toPlainText() if isinstance(self._field, QPlainTextEdit) else self._field.text()

    def show(self, words: str) -> None:
        """Put words into the field; where they stand there already, the cursor stays."""
        self._pause.stop()
        if isinstance(self._field, QLineEdit):
            words = " ".join(words.split())
        if words == self.words:
            return
        self._is_setting = True
        if isinstance(self._field, QPlainTextEdit):
            self._field.setPlainText(words)
        else:
            self._field.setText(words)
            self._field.setCursorPosition(0)
        self._is_setting = False

    def settle(self) -> None:
        """Tell what was typed, if it was not told yet."""
        if self._pause.isActive() or self.sender() is self._pause:
            self._pause.stop()
            self.settled.emit(self.words)

    def _on_text_changed(self) -> None:
        if not self._is_setting:
            self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle when the field is left or a shortcut is pressed; let the window undo."""
        kind = event.type()
        if kind is QEvent.Type.FocusOut:
            self.settle()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in _STEPS_BACK):
                self.settle()
                event.ignore()
                return True
            is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_command or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
                self.settle()
        return super().eventFilter(watched, event)


def words_field(object_name: str, name: str, hint: str, height: int) -> QPlainTextEdit:
    """A field for several lines of plain text; Tab leaves it."""
    field = QPlainTextEdit()
    field.setObjectName(object_name)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    field.setProperty("words", True)
    return field


def settle_all(parent: QWidget) -> None:
    """Tell what was typed in any field under a widget."""
    for typing in parent.findChildren(Typing):
        typing.settle()
