"""Ctrl+K: every command, place, country, past closure and new link, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.core.places import plain
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of
from explorer.ui.widgets import plain_tip

LIMIT = 40
_OURS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace,
}
"""Keys of the box, whatever else they mean in the window."""
CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: words, a note on the right, further words that find it, and what it does."""

    text: str
    note: str
    run: Callable[[], None]
    search: str = ""


def likeness(typed: str, choice_text: str) -> float:
    """How well plain text fits what was typed: 0 not at all, more is better.

    Whole words from their start win, then parts, then letters in order.
    """
    if not typed:
        return 0.1
    at = choice_text.find(typed)
    if at == 0:
        return 3.0 - len(choice_text) / 1000
    if at > 0:
        return 2.0 - at / 1000
    place, gaps = -1, 0
    for letter in typed:
        found = choice_text.find(letter, place + 1)
        if found < 0:
            return 0.0
        gaps += found - place - 1
        place = found
    return max(0.01, 1.0 - gaps / 30)


def ranked(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that fit, best first; the order of the list decides ties."""
    words = [plain(word) for word in typed.split()]
    scored: list[tuple[float, int, Choice]] = []
    for place, choice in enumerate(choices):
        text = plain(f"{choice.text} {choice.search}")
        scores = [likeness(word, text) for word in words if word] or [0.1]
        whole = likeness(plain(typed), plain(choice.text))
        if min(scores) > (0.6 if len(words) > 1 else 0.0):
            scored.append((sum(scores) / len(scores) + whole, place, choice))
    scored.sort(key=lambda item: (-item[0], item[1]))
    return [choice for _, _, choice in scored[:LIMIT]]


class ChoiceModel(QStandardItemModel):
    """The choices that fit what was typed, best first."""

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these."""
        self.clear()
        for choice in choices:
            item = QStandardItem(choice.text)
            item.setEditable(False)
            item.setData(choice, CHOICE_ROLE)
            item.setToolTip(plain_tip(choice.note))
            self.appendRow(item)

    def texts(self) -> list[str]:
        """What is offered now, best first."""
        return [self.item(row).text() for row in range(self.rowCount())]


class ChoiceDelegate(QStyledItemDelegate):
    """Words on the left, note on the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(300, 30)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        colours = palette_of(option.widget)
        area = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen:
            painter.fillRect(area, QColor(colours.selected))
        choice: Choice = index.data(CHOICE_ROLE)
        painter.setFont(font(12.5))
        painter.setPen(QColor(colours.text_tertiary))
        painter.drawText(
            area.adjusted(12, 0, -12, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            choice.note,
        )
        painter.setFont(font(14, SEMIBOLD if is_chosen else REGULAR))
        painter.setPen(QColor(colours.text))
        painter.drawText(area.adjusted(12, 0, -130, 0), int(Qt.AlignmentFlag.AlignVCenter), choice.text)
        painter.restore()


class CommandBox(QFrame):
    """The box over the window. It runs what is chosen and goes. Signal: `closed()`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("command_box")
        self.field = QLineEdit()
        self.field.setObjectName("command_field")
        self.field.setPlaceholderText("Command, place, country, closure or new link")
        self.field.setAccessibleName("Command, place, country, closure or new link")
        self.list = QListView()
        self.list.setObjectName("command_list")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self._model = ChoiceModel(self)
        self.list.setModel(self._model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self._choices: Sequence[Choice] = ()
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_return)
        self.list.clicked.connect(self._run)
        self.field.installEventFilter(self)
        self.hide()

    def open_with(self, choices: Sequence[Choice]) -> None:
        """Show the box with these choices."""
        self._choices = choices
        parent = self.parentWidget()
        if parent is not None:
            width = min(620, parent.width() - 80)
            self.setGeometry((parent.width() - width) // 2, 72, width, min(430, parent.height() - 120))
        self.field.clear()
        self._on_text_changed("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Escape closes, leaving closes."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in _OURS
        ):
            # While presenting these are commands of the window; here they are the field's.
            event.accept()
            return True
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() == Qt.Key.Key_Escape:
                self.close_box()
                return True
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(0, self.list.currentIndex().row() + step), self._model.rowCount() - 1)
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
        if watched is self.field and event.type() is QEvent.Type.FocusOut and not self.underMouse():
            self.close_box()
        return super().eventFilter(watched, event)

    def texts(self) -> list[str]:
        """What is offered now, best first."""
        return self._model.texts()

    def _on_text_changed(self, text: str) -> None:
        self._model.offer(ranked(text, self._choices))
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _on_return(self) -> None:
        self._run(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if isinstance(choice, Choice):
            self.close_box()
            choice.run()
