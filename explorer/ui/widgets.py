"""Small widgets that several panels are built from."""

from __future__ import annotations

import html

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.ui import paint
from explorer.ui.theme import SEMIBOLD, font, palette_of

MOST_TIP = 600
"""Longest tool tip, in characters."""


def plain_tip(text: str) -> str:
    """A tool tip that shows a text as it is: Qt reads what looks like HTML as HTML, and a name may."""
    shown = text if len(text) <= MOST_TIP else f"{text[: MOST_TIP - 1]}…"
    if "<" not in shown and "&" not in shown:
        return shown
    escaped = html.escape(shown, quote=False).replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


class Switch(QAbstractButton):
    """A switch 28 x 15. `is_link` draws the off state without red: off is its nature."""

    def __init__(self, name: str, is_link: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_link = is_link
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the switch and its focus ring."""
        return QSize(34, 21)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the switch, and the focus ring when it has the keyboard."""
        painter = QPainter(self)
        colours = palette_of(self)
        rect = QRectF(self.rect())
        if self._is_link:
            paint.link_switch(painter, rect, self.isChecked(), colours)
        else:
            paint.switch(painter, rect, self.isChecked(), colours, self.isEnabled())
        if self.hasFocus():
            paint.focus_ring(painter, rect, colours)
        painter.end()


class Elided(QLabel):
    """A label that shortens its text to its width and tells it whole in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._is_wrapped = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Set the whole text."""
        if text != self._whole:
            self._whole = text
            self.setText(text)
            self.setAccessibleName(text)
            self.update()

    def set_wrapped(self, *, is_wrapped: bool) -> None:
        """Break the text into two lines instead of shortening it."""
        if is_wrapped != self._is_wrapped:
            self._is_wrapped = is_wrapped
            self.setWordWrap(is_wrapped)
            self.updateGeometry()
            self.update()

    def whole(self) -> str:
        """The whole text."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        if self._is_wrapped:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class Symbol(QWidget):
    """A painted sign of 16 px: `closed`, `opened`, `setting` or `new-line`."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setFixedSize(30 if sign == "new-line" else 16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        colours = palette_of(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._sign == "closed":
            paint.closed_box(painter, rect, colours)
        elif self._sign == "new-line":
            y = rect.center().y()
            paint.new_line(painter, rect.topLeft() + _down(y), rect.topRight() + _down(y), colours)
        else:
            paint.opened_box(painter, rect, colours, "+" if self._sign == "opened" else "-")
        painter.end()


def _down(y: float) -> QPoint:
    return QPoint(0, round(y))


class FlowLayout(QLayout):
    """Widgets side by side, wrapped to the width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """The least there is room for."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """The largest single item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, is_trial: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, row = rect.x(), y + row + self._gap, 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            row = max(row, hint.height())
        return y + row - rect.y()


class Section(QWidget):
    """A titled part of a panel: title, count, a note on the right, and a body below."""

    def __init__(self, title: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._title = label(title, "section")
        self._count = label("", "count")
        self._count.hide()
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self._title)
        self.head.addWidget(self._count)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self.head)
        layout.addLayout(self.body)

    def set_count(self, number: int) -> None:
        """Show a number behind the title; zero hides it."""
        self._count.setText(str(number))
        self._count.setVisible(number > 0)


class Clickable(QWidget):
    """A row that can be clicked, or activated by Enter and Space."""

    clicked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside counts."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hover ground and focus ring."""
        painter = QPainter(self)
        colours = palette_of(self)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(self.rect(), 4, 4)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), colours)
        painter.end()


def label(text: str, role: str = "", selectable: bool = False) -> QLabel:
    """A plain-text label in one of the style sheet's roles."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    if selectable:
        result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


def set_role(target: QWidget, role: str) -> None:
    """Change a widget's style role and dress it again."""
    if target.property("role") != role:
        target.setProperty("role", role)
        target.style().unpolish(target)
        target.style().polish(target)


def link_button(text: str, object_name: str, tip: str = "") -> QPushButton:
    """An underlined word that does something."""
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setProperty("link", True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setToolTip(tip)
    return button


def styled_button(text: str, object_name: str, style: str) -> QPushButton:
    """A push button in one of the style sheet's styles: `small`, `chip`, `more`, `row`, `primary`."""
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setProperty(style, True)
    if style != "primary":
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def figure_label(size_px: float, object_name: str) -> QLabel:
    """A label for a big figure."""
    result = QLabel()
    result.setObjectName(object_name)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setFont(font(size_px, SEMIBOLD))
    return result


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
