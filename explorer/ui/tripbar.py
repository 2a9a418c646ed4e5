"""The trip bar: from, to, objective, modes, year, month, undo and redo, Present."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolBar,
    QToolButton,
    QWidget,
)

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Mode, Network
from explorer.core.results import Results
from explorer.core.scenario import FIRST_YEAR, LAST_YEAR, MONTHS
from explorer.housestyle.wording import name_of, short_name
from explorer.ui.icons import icon
from explorer.ui.placefield import PlaceField
from explorer.ui.theme import font, palette_of
from explorer.ui.widgets import label, styled_button

MODE_ICONS = {Mode.RAIL: "train", Mode.SEA: "ship", Mode.FERRY: "ferry", Mode.ROAD: "truck"}
ANY_MONTH = "–"


class TripBar(QToolBar):
    """Shows trip and date; asks by signals. `modes_chosen` carries a frozenset of Mode."""

    origin_chosen = Signal(str)
    destination_chosen = Signal(str)
    swap_requested = Signal()
    via_requested = Signal()
    via_dropped = Signal(str)
    objective_chosen = Signal(object)
    modes_chosen = Signal(object)
    date_chosen = Signal(int, object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Trip", parent)
        self.setObjectName("trip_bar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.origin = PlaceField("From", "trip_origin")
        self.destination = PlaceField("To", "trip_destination")
        self.swap = _tool("Swap origin and destination", "trip_swap")
        self.via = styled_button("+ via", "trip_via", "more")
        self.via.setToolTip("Send the cargo through a place on the way")
        self._via_menu = QMenu(self)
        self.objectives = self._make_objectives()
        self.modes = {mode: self._make_mode(mode) for mode in Mode}
        self.year = self._make_year()
        self.month = self._make_month()
        self.undo, self.redo = QToolButton(), QToolButton()
        self.present = QPushButton("Present  F5")
        self.present.setObjectName("present")
        self.present.setProperty("primary", True)
        self.addWidget(self._layout())
        own = self.layout()
        if own is not None:
            own.setContentsMargins(0, 0, 0, 0)
        self._connect()
        self.refresh_icons()

    def _make_objectives(self) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for place, (objective, words) in enumerate(((Objective.DAYS, "Days"), (Objective.KM, "km"))):
            button = QToolButton()
            button.setObjectName(f"objective_{objective.value}")
            button.setText(words)
            button.setCheckable(True)
            button.setProperty("segment", "first" if place == 0 else "last")
            button.setToolTip(
                "Choose the fastest way" if objective is Objective.DAYS else "Choose the shortest way"
            )
            button.setAccessibleName(f"Objective {words}")
            group.addButton(button, place)
        return group

    def _make_mode(self, mode: Mode) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"mode_{mode.value}")
        button.setCheckable(True)
        button.setProperty("mode", True)
        button.setIconSize(QSize(20, 20))
        button.setToolTip(f"Allow {mode.value}")
        button.setAccessibleName(f"Mode {mode.value}")
        return button

    def _make_year(self) -> QSpinBox:
        year = QSpinBox()
        year.setObjectName("trip_year")
        year.setRange(FIRST_YEAR, LAST_YEAR)
        year.setAccessibleName("Year")
        year.setKeyboardTracking(False)
        year.setFont(font(15))
        year.lineEdit().setTextMargins(6, 0, 0, 0)
        year.setFixedWidth(82)
        year.setToolTip("New links open by themselves in their year")
        return year

    def _make_month(self) -> QComboBox:
        month = QComboBox()
        month.setObjectName("trip_month")
        month.addItems([ANY_MONTH, *MONTHS])
        month.setAccessibleName("Month")
        month.setFont(font(15))
        month.setFixedWidth(76)
        month.setMaxVisibleItems(13)
        month.setToolTip("Without a month, seasonal lines stay shut")
        return month

    def _layout(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(12, 3, 12, 7)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        segments, modes, history = (QHBoxLayout() for _ in range(3))
        for row in (segments, modes, history):
            row.setSpacing(0 if row is segments else 2)
        for button in self.objectives.buttons():
            segments.addWidget(button)
        for button in self.modes.values():
            modes.addWidget(button)
        history.addWidget(self.undo)
        history.addWidget(self.redo)
        columns = (
            ("From", self.origin, 3),
            ("", self.swap, 0),
            ("To", self.destination, 3),
            ("", self.via, 0),
            ("Objective", segments, 0),
            ("Modes", modes, 0),
            ("Year", self.year, 0),
            ("Month", self.month, 0),
            ("", QWidget(), 4),
            ("", history, 0),
            ("", self.present, 0),
        )
        for column, (words, part, stretch) in enumerate(columns):
            if words:
                grid.addWidget(label(words, "secondary"), 0, column)
            if isinstance(part, QLayout):
                grid.addLayout(part, 1, column)
            elif isinstance(part, QWidget):
                grid.addWidget(part, 1, column)
            grid.setColumnStretch(column, stretch)
        for field in (self.origin, self.destination):
            field.setMaximumWidth(230)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _connect(self) -> None:
        self.origin.place_chosen.connect(self.origin_chosen)
        self.destination.place_chosen.connect(self.destination_chosen)
        self.origin.refused.connect(self.refused)
        self.destination.refused.connect(self.refused)
        self.swap.clicked.connect(self.swap_requested)
        self.via.clicked.connect(self._on_via)
        self.objectives.idClicked.connect(self._on_objective)
        for button in self.modes.values():
            button.clicked.connect(self._on_mode)
        self.year.valueChanged.connect(self._on_date)
        self.month.activated.connect(self._on_date)

    def set_history(self, undo: QAction, redo: QAction) -> None:
        """Show the actions for undo and redo as buttons."""
        for button, action in ((self.undo, undo), (self.redo, redo)):
            button.setDefaultAction(action)
            button.setObjectName(f"trip_{action.objectName()}")
            button.setIconSize(QSize(20, 20))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def set_network(self, network: Network, language: str) -> None:
        """Offer the places of a network."""
        self.origin.set_network(network, language)
        self.destination.set_network(network, language)

    def show_results(self, network: Network, results: Results) -> None:
        """Show a trip and its date."""
        trip = results.trip
        self.origin.show_place(trip.origin_id)
        self.destination.show_place(trip.destination_id)
        self.objectives.button(0 if trip.objective is Objective.DAYS else 1).setChecked(True)
        for mode, button in self.modes.items():
            button.setChecked(mode in trip.modes)
        self.year.blockSignals(True)
        self.year.setValue(results.scenario.year)
        self.year.blockSignals(False)
        self.month.setCurrentIndex(results.scenario.month or 0)
        self._show_vias(network, trip)

    def _show_vias(self, network: Network, trip: Trip) -> None:
        names = [short_name(name_of(network, via)) for via in trip.via_ids]
        self.via.setText(
            "+ via" if not names else f"via {names[0]}" if len(names) == 1 else f"{len(names)} vias"
        )
        self._via_menu.clear()
        for via, name in zip(trip.via_ids, names, strict=True):
            action = self._via_menu.addAction(f"Leave out {name}")
            action.triggered.connect(lambda _=False, v=via: self.via_dropped.emit(v))
        self._via_menu.addSeparator()
        self._via_menu.addAction("Add a place on the way…").triggered.connect(self.via_requested)

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        colours = palette_of(self)
        self.swap.setIcon(icon("swap", colours))
        self.present.setIcon(icon("play", colours, "text_on_accent"))
        for mode, button in self.modes.items():
            name = MODE_ICONS[mode]
            pictures = QIcon()
            for on, role in ((True, "accent"), (False, "disabled")):
                state = QIcon.State.On if on else QIcon.State.Off
                pictures.addPixmap(icon(name, colours, role).pixmap(40, 40), QIcon.Mode.Normal, state)
            button.setIcon(pictures)
        self.origin.refresh_icons()
        self.destination.refresh_icons()

    def _on_via(self) -> None:
        if self._via_menu.actions()[0].isSeparator():
            self.via_requested.emit()
        else:
            self._via_menu.popup(self.via.mapToGlobal(self.via.rect().bottomLeft()))

    def _on_objective(self, place: int) -> None:
        self.objective_chosen.emit(Objective.DAYS if place == 0 else Objective.KM)

    def _on_mode(self) -> None:
        chosen = frozenset(mode for mode, button in self.modes.items() if button.isChecked())
        self.modes_chosen.emit(chosen)

    def _on_date(self) -> None:
        self.date_chosen.emit(self.year.value(), self.month.currentIndex() or None)


def _tool(tip: str, object_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(object_name)
    button.setIconSize(QSize(20, 20))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
