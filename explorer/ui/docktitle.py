"""The title bar of a dock: name, a note, fold, float and close."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.theme import palette_of
from explorer.ui.widgets import Elided, label

HEIGHT = 28


class DockTitle(QWidget):
    """Stands in for Qt's own title bar. Signal: `fold_requested()` for a dock that folds."""

    fold_requested = Signal()

    def __init__(self, dock: QDockWidget, title: str, can_fold: bool = False) -> None:
        super().__init__(dock)
        self.setObjectName("dock_title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._title = label(title)
        self._title.setMinimumWidth(40)
        self.note = Elided()
        self.note.setProperty("role", "tertiary")
        self.note.setStyleSheet("font-weight: 400; font-size: 13px;")
        self.fold = self._button("Fold or unfold", "dock_fold")
        self.fold.setVisible(can_fold)
        self.fold.clicked.connect(self.fold_requested)
        self.float = self._button("Take out of the window, or put back", "dock_float")
        self.float.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self.shut = self._button("Close this panel (View brings it back)", "dock_close")
        self.shut.clicked.connect(dock.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addSpacing(10)
        layout.addWidget(self.note, 1)
        for button in (self.fold, self.float, self.shut):
            layout.addWidget(button)
        self._is_folded = False
        self._row = layout
        self.refresh_icons()

    def add_tools(self, tools: QWidget) -> None:
        """Put buttons before fold, float and close."""
        self._row.insertWidget(self._row.indexOf(self.fold), tools)

    def _button(self, tip: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(14, 14))
        button.setAutoRaise(True)
        return button

    def set_words(self, title: str, note: str) -> None:
        """Change title and note."""
        self._title.setText(title)
        self.note.set_whole(note)

    def show_folded(self, is_folded: bool) -> None:
        """Point the arrow the other way."""
        self._is_folded = is_folded
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        colours = palette_of(self)
        self.fold.setIcon(icon("chevron-up" if self._is_folded else "chevron-down", colours))
        self.float.setIcon(icon("float", colours))
        self.shut.setIcon(icon("cross", colours))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click folds a dock that folds."""
        if self.fold.isVisible():
            self.fold_requested.emit()
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)
