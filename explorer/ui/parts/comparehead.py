"""The top of a comparison: its title and how it is looked at, and the big figures of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from explorer.core.difference import Totals
from explorer.housestyle.format import days, days_range, km
from explorer.ui.icons import icon
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Elided, Switch, figure_label, label, plain_tip, set_role


class Mode(Enum):
    """How a comparison is looked at."""

    SIDE_BY_SIDE = "side"
    SWIPE = "swipe"
    ONE_MAP = "one"


_MODES = {
    Mode.SIDE_BY_SIDE: ("Side by side", "first", "Two maps beside each other"),
    Mode.SWIPE: ("Swipe", "middle", "One map over the other, with a bar to draw across"),
    Mode.ONE_MAP: ("One map", "last", "What is lost and gained in one map"),
}


@dataclass(frozen=True, slots=True)
class SideChoice:
    """One thing that a side can show: a scene, or (None) what it shows without one."""

    scene_id: str | None
    words: str


class CompareBar(QWidget):
    """Title, modes and buttons.

    Signals: `mode_chosen(Mode)`, `together_chosen(bool)`, `table_chosen(bool)`, `copy_requested()`,
    `export_requested()`, `leave_requested()`.
    """

    mode_chosen = Signal(object)
    together_chosen = Signal(bool)
    table_chosen = Signal(bool)
    copy_requested = Signal()
    export_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Elided()
        self.title.setObjectName("compare_title")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(10)
        self._row.addWidget(self.title, 1)
        self.modes = self._mode_buttons()
        self.together, self._together_words = self._switch("Maps move together", "compare_together")
        self.together.toggled.connect(self.together_chosen)
        self.table, _ = self._switch("Table", "compare_with_table")
        self.table.toggled.connect(self.table_chosen)
        self.copy = self._button("Copy table", "compare_copy", "The table for spreadsheets and documents")
        self.copy.clicked.connect(self.copy_requested)
        self.export = self._button("Export…", "compare_export", "A file for others")
        self.export.clicked.connect(self.export_requested)
        self.leave = QToolButton()
        self.leave.setObjectName("compare_leave")
        self.leave.setAccessibleName("Leave before and after")
        self.leave.setToolTip("Leave before and after (Esc)")
        self.leave.clicked.connect(self.leave_requested)
        self._row.addWidget(self.leave)
        self.set_scale(1.0)

    def _button(self, words: str, name: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setToolTip(tip)
        self._row.addWidget(button)
        return button

    def _switch(self, words: str, name: str) -> tuple[Switch, QLabel]:
        switch, text = Switch(words, is_link=True), label(words)
        switch.setObjectName(name)
        switch.setChecked(True)
        text.setBuddy(switch)
        self._row.addSpacing(4)
        self._row.addWidget(text)
        self._row.addWidget(switch)
        return switch, text

    def _mode_buttons(self) -> dict[Mode, QToolButton]:
        group, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(0)
        buttons = {}
        for mode, (words, place, tip) in _MODES.items():
            button = buttons[mode] = QToolButton()
            button.setObjectName(f"compare_mode_{mode.value}")
            button.setText(words)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.setProperty("segment", place)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self.mode_chosen.emit, mode))
            group.addButton(button)
            row.addWidget(button)
        buttons[Mode.SIDE_BY_SIDE].setChecked(True)
        self._row.addLayout(row)
        return buttons

    def show_mode(self, mode: Mode) -> None:
        """Say which mode is on; only two maps beside each other can move apart."""
        self.modes[mode].setChecked(True)
        self.together.setEnabled(mode is Mode.SIDE_BY_SIDE)

    def set_scale(self, scale: float) -> None:
        """Keep the title in proportion to the window."""
        self.title.setFont(font(24 * scale, SEMIBOLD, is_serif=True))
        self._row.setContentsMargins(20, round(7 * scale), 12, round(7 * scale))

    def set_roomy(self, *, is_roomy: bool, has_export: bool) -> None:
        """With little room words get shorter, and what has a menu entry goes."""
        self._together_words.setText("Maps move together" if is_roomy else "Together")
        self.export.setVisible(has_export)

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        self.leave.setIcon(icon("cross", palette_of(self)))


class SideHead(QWidget):
    """One side: its name, from which another can be chosen, and its figures. Signal: `chosen(str | None)`."""

    chosen = Signal(object)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"compare_{name}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name, self._title, self._words, self._scale = name, title, "", 1.0
        self.badge = QToolButton()
        self.badge.setObjectName(f"compare_badge_{name}")
        self.badge.setProperty("badge", name)
        self.badge.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.badge.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.menu = QMenu(self.badge)
        self.menu.setObjectName(f"compare_menu_{name}")
        self.badge.setMenu(self.menu)
        self.distance, self.transit = (figure_label(40, f"compare_{key}_{name}") for key in ("km", "days"))
        self._km_unit, self._days_unit, self.span = label("km"), label("days"), label("")
        self.span.setObjectName(f"compare_span_{name}")
        self.words = Elided()
        self.words.setObjectName(f"compare_words_{name}")
        self._build()

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setSpacing(7)
        foot = Qt.AlignmentFlag.AlignBottom
        self._row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addSpacing(14)
        for value, unit in ((self.distance, self._km_unit), (self.transit, self._days_unit)):
            self._row.addWidget(value, 0, foot)
            self._row.addWidget(unit, 0, foot)
            self._row.addSpacing(12)
        self._row.addWidget(self.span, 0, foot)
        self._row.addWidget(self.words, 1, foot)
        self._row.addStretch(0)
        for part in (self._km_unit, self._days_unit, self.span, self.words):
            set_role(part, "present-words")
        self.set_scale(1.0)

    def show_totals(self, totals: Totals | None, why: str) -> None:
        """Show figures, or that there is no way and why."""
        has_way = totals is not None
        for part in (self._km_unit, self.transit, self._days_unit, self.span):
            part.setVisible(has_way)
        self.distance.setText("No way left" if totals is None else km(totals.distance_km))
        set_role(self.distance, "big" if has_way else "big-closed")
        self.words.set_whole("" if has_way else why)
        if totals is not None:
            self.transit.setText(days(totals.transit_days.typical))
            self.span.setText(f"{days_range(totals.transit_days)} d")
            told = f"{km(totals.distance_km)} km, {days(totals.transit_days.typical)} days"
        else:
            told = f"no way left. {why}"
        self.setAccessibleName(f"{self._title}, {self._words}: {told}")
        self._fit_faces()

    def show_choices(self, words: str, choices: Iterable[SideChoice], current: str | None) -> None:
        """Name the side, and offer what it can show."""
        self._words = words
        self.menu.clear()
        group = QActionGroup(self.menu)
        for choice in choices:
            action = self.menu.addAction(choice.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.scene_id == current)
            group.addAction(action)
            action.triggered.connect(partial(self.chosen.emit, choice.scene_id))
        self._name_badge()

    def _name_badge(self) -> None:
        whole = f"{self._title} · {self._words}"
        room = round(max(130, self.width() * 0.36))
        shown = self.badge.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.badge.setText(f"{shown} ▾".replace("&", "&&"))
        self.badge.setToolTip(plain_tip(f"{whole}\nClick to compare with something else"))
        self.badge.setAccessibleName(whole)

    def set_scale(self, scale: float) -> None:
        """Keep type in proportion to the window."""
        self._scale = scale
        self._row.setContentsMargins(20, round(5 * scale), 12, round(5 * scale))
        self.badge.setFont(font(14 * scale, SEMIBOLD))
        self.transit.setFont(font(40 * scale, SEMIBOLD))
        for unit in (self._km_unit, self._days_unit):
            unit.setFont(font(18 * scale))
            unit.setContentsMargins(0, 0, 0, round(7 * scale))
        self.span.setFont(font(14.5 * scale))
        self.span.setContentsMargins(0, 0, 0, round(8 * scale))
        self.words.setFont(font(14.5 * scale))
        self.words.setContentsMargins(0, 0, 0, round(6 * scale))
        self._fit_faces()
        self._name_badge()

    def _fit_faces(self) -> None:
        """A sentence is smaller than a figure, in the face of titles."""
        is_figure = not self.transit.isHidden()
        self.distance.setFont(
            font(40 * self._scale, SEMIBOLD) if is_figure else font(28 * self._scale, SEMIBOLD, True)
        )

    def resizeEvent(self, event: object) -> None:
        """Let the name follow the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._name_badge()
