"""Really different other ways: click shows one on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from explorer.core.itinerary import Itinerary, Objective
from explorer.core.network import Mode, Network
from explorer.core.results import Results
from explorer.housestyle.format import days_change, days_unit, km_change, km_unit, signed
from explorer.housestyle.wording import corridor_of, corridor_title, itinerary_title, way_note
from explorer.ui import paint
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Clickable, Elided, Section, label, plain_tip, set_role


class LineSample(QWidget):
    """A short line in a corridor's colour and mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue, self._mode = 0, Mode.RAIL
        self.setFixedSize(22, 16)

    def show_line(self, hue: int, mode: Mode) -> None:
        """Show another line."""
        self._hue, self._mode = hue, mode
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        colours = palette_of(self)
        colour = colours.corridors[self._hue - 1] if self._hue else colours.baseline
        paint.mode_line(painter, QPointF(0, 8), QPointF(20, 8), self._mode, colour, 2.4)
        painter.end()


class AlternativeRow(Clickable):
    """One other way: name, length, note, days and how much more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("alternative")
        self._line = LineSample()
        self._name, self._note = Elided(), Elided()
        self._note.setProperty("role", "tertiary")
        self._far, self._days, self._change = label(""), label("", "tertiary"), label("", "same")
        self._far.setFont(font(14, SEMIBOLD))
        self._change.setStyleSheet("font-weight: 400; font-size: 13px;")
        figures = QHBoxLayout()
        figures.setSpacing(6)
        figures.addStretch(1)
        figures.addWidget(self._days)
        figures.addWidget(self._change)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._line, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._far, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._note, 1, 1)
        grid.addLayout(figures, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_way(self, network: Network, results: Results, itinerary: Itinerary, title: str) -> None:
        """Show one way."""
        note = way_note(network, itinerary, results.itinerary)
        far, late = km_unit(itinerary.distance_km), days_unit(itinerary.transit_days.typical)
        self.setAccessibleName(f"{title}, {note}, {far}, {late}")
        self.setToolTip(plain_tip(f"{title}: {note}. Click shows it on the map."))
        longest = max(itinerary.rides, key=lambda ride: ride.length_km).mode
        self._line.show_line(_hue(network, itinerary), longest)
        self._name.set_whole(title)
        self._note.set_whole(note)
        self._far.setText(far)
        self._days.setText(late)
        more, decimals = _more(results, itinerary)
        self._change.setText("" if more is None else signed(more, decimals))
        set_role(self._change, "same" if not more else "worse" if more > 0 else "better")


class Alternatives(Section):
    """Section "Really different ways". Signal: `previewed(Itinerary)`."""

    previewed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Really different ways", "alternatives", parent)
        self._ways: tuple[Itinerary, ...] = ()
        self._rows: list[AlternativeRow] = []
        self._most = 9
        self._none = label("There is no other way that shares little with this one.", "tertiary")
        self._none.setWordWrap(True)
        self.body.addWidget(self._none)

    def show_results(self, network: Network, results: Results) -> None:
        """Show the other ways and how much longer each is."""
        self._ways = results.alternatives
        while len(self._rows) < len(self._ways):
            self._add_row()
        known = set(results.itinerary.node_ids) if results.itinerary else set()
        for row, itinerary in zip(self._rows, self._ways, strict=False):
            row.show_way(network, results, itinerary, itinerary_title(network, itinerary, known))
            known |= set(itinerary.node_ids)
        self.show_at_most(self._most)

    def show_at_most(self, number: int) -> None:
        """Show fewer in a low panel."""
        self._most = number
        for place, row in enumerate(self._rows):
            row.setVisible(place < min(number, len(self._ways)))
        self._none.setVisible(not self._ways)

    def _add_row(self) -> None:
        row, place = AlternativeRow(), len(self._rows)
        row.clicked.connect(lambda: self.previewed.emit(self._ways[place]))
        self._rows.append(row)
        self.body.addWidget(row)


def _more(results: Results, itinerary: Itinerary) -> tuple[float | None, int]:
    """How much longer or later an alternative is, by what the trip minimises, and its decimals."""
    now = results.itinerary
    is_km = results.trip.objective is Objective.KM
    if now is None:
        return None, 0
    if is_km:
        return km_change(now.distance_km, itinerary.distance_km), 0
    return days_change(now.transit_days.typical, itinerary.transit_days.typical), 1


def _hue(network: Network, itinerary: Itinerary) -> int:
    name = corridor_of(network, itinerary)
    return next((c.hue for c in network.corridors.values() if corridor_title(c) == name), 0)
