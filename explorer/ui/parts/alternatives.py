"""Really different other ways: click shows one on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from explorer.core.itinerary import Itinerary, Objective
from explorer.core.network import Mode, Network
from explorer.core.results import Results
from explorer.ui import paint
from explorer.ui.format import days_change, days_unit, km_change, km_unit, signed
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Clickable, Elided, Section, clear, label, set_role
from explorer.ui.wording import corridor_of, corridor_title, itinerary_title, way_note


class LineSample(QWidget):
    """A short line in a corridor's colour and mode."""

    def __init__(self, hue: int, mode: Mode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue, self._mode = hue, mode
        self.setFixedSize(22, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        colours = palette_of(self)
        colour = colours.corridors[self._hue - 1] if self._hue else colours.baseline
        paint.mode_line(painter, QPointF(0, 8), QPointF(20, 8), self._mode, colour, 2.4)
        painter.end()


class Alternatives(Section):
    """Section "Really different ways". Signal: `previewed(Itinerary)`."""

    previewed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Really different ways", "alternatives", parent)
        self._shown: tuple[tuple[Itinerary, ...], Itinerary | None] | None = None
        self._most = 9

    def show_results(self, network: Network, results: Results) -> None:
        """Show the other ways and how much longer each is."""
        shown = (results.alternatives, results.itinerary)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self.body)
        known = set(results.itinerary.node_ids) if results.itinerary else set()
        for itinerary in results.alternatives:
            title = itinerary_title(network, itinerary, known)
            self.body.addWidget(self._row(network, results, itinerary, title))
            known |= set(itinerary.node_ids)
        self.show_at_most(self._most)
        if not results.alternatives:
            self.body.addWidget(label("There is no other way that shares little with this one.", "tertiary"))

    def show_at_most(self, number: int) -> None:
        """Show fewer in a low panel."""
        self._most = number
        for place in range(self.body.count()):
            item = self.body.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(place < number)

    def _row(self, network: Network, results: Results, itinerary: Itinerary, title: str) -> QWidget:
        note = way_note(network, itinerary, results.itinerary)
        total = f"{km_unit(itinerary.distance_km)}, {days_unit(itinerary.transit_days.typical)}"
        row = Clickable(f"{title}, {note}, {total}")
        row.setObjectName("alternative")
        row.setToolTip(f"{title}: {note}. Click shows it on the map.")
        row.clicked.connect(lambda: self.previewed.emit(itinerary))
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        name, far = Elided(title), label(km_unit(itinerary.distance_km))
        far.setFont(font(14, SEMIBOLD))
        small = Elided(note)
        small.setProperty("role", "tertiary")
        longest = max(itinerary.rides, key=lambda ride: ride.length_km).mode
        grid.addWidget(LineSample(_hue(network, itinerary), longest), 0, 0, 2, 1)
        figures = QHBoxLayout()
        figures.setSpacing(6)
        figures.addStretch(1)
        figures.addWidget(label(days_unit(itinerary.transit_days.typical), "tertiary"))
        figures.addWidget(_change_label(results, itinerary))
        grid.addWidget(name, 0, 1)
        grid.addWidget(far, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(small, 1, 1)
        grid.addLayout(figures, 1, 2)
        grid.setColumnStretch(1, 1)
        return row


def _change_label(results: Results, itinerary: Itinerary) -> QLabel:
    """How much longer or later an alternative is, by what the trip minimises."""
    change = label("", "same")
    change.setStyleSheet("font-weight: 400; font-size: 13px;")
    now = results.itinerary
    if now is None:
        return change
    is_km = results.trip.objective is Objective.KM
    if is_km:
        more = km_change(now.distance_km, itinerary.distance_km)
    else:
        more = days_change(now.transit_days.typical, itinerary.transit_days.typical)
    change.setText(signed(more, 0 if is_km else 1))
    set_role(change, "worse" if more > 0 else "better" if more < 0 else "same")
    return change


def _hue(network: Network, itinerary: Itinerary) -> int:
    name = corridor_of(network, itinerary)
    return next((c.hue for c in network.corridors.values() if corridor_title(c) == name), 0)
