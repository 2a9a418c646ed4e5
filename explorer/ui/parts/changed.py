"""What is changed now: one row per change, each with its own undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.housestyle.changes import Change
from explorer.ui.icons import icon
from explorer.ui.theme import palette_of
from explorer.ui.widgets import Clickable, Elided, Section, Symbol, clear, label, link_button, plain_tip

EMPTY = "Nothing changed.\nDouble-click a place to close it."


class ChangedList(Section):
    """Section "Changed now". Signals: `undo_requested(Change)`, `selected(str)`, `reset_requested()`."""

    undo_requested = Signal(object)
    selected = Signal(str)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Changed now", "changed_now", parent)
        self._shown: tuple[Change, ...] | None = None
        self._reset = link_button("Reset all", "reset_all", "Take every change back (one step for undo)")
        self._reset.clicked.connect(self.reset_requested)
        self.head.addWidget(self._reset)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._empty = label(EMPTY, "tertiary")
        self._empty.setObjectName("changed_empty")
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)

    def show_changes(self, rows: tuple[Change, ...]) -> None:
        """Show these changes."""
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._rows)
        for row in rows:
            self._rows.addWidget(self._row(row))
        self._empty.setVisible(not rows)
        self._reset.setVisible(bool(rows))
        self.set_count(len(rows))

    def refresh_icons(self) -> None:
        """Draw the icons again, in the colours of the theme."""
        for button in self.findChildren(QToolButton):
            button.setIcon(icon("undo", palette_of(self)))

    def _row(self, change: Change) -> QWidget:
        row = Clickable(f"{change.title}, {change.detail}, {change.kind.value}")
        row.setObjectName(f"change_{change.target or 'date'}")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        title = Elided(change.title)
        detail = label(change.detail, "tertiary")
        button = QToolButton()
        button.setObjectName(f"undo_{change.target or 'date'}")
        button.setIcon(icon("undo", palette_of(self)))
        button.setToolTip(plain_tip(f"Take this back: {change.title}"))
        button.setAccessibleName(f"Take back {change.title}")
        button.clicked.connect(lambda: self.undo_requested.emit(change))
        layout.addWidget(Symbol(change.kind.value))
        layout.addWidget(title, 1)
        layout.addWidget(detail)
        layout.addWidget(button)
        row.setFixedHeight(24)
        target = change.target
        if target is not None:
            row.clicked.connect(lambda: self.selected.emit(target))
        return row
