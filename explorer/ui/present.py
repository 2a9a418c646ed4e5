"""Presenting: the map, a headline over it and big figures below; nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.changes import changes
from explorer.housestyle.format import (
    days,
    days_change,
    km,
    km_change,
    km_unit,
    list_words,
    signed,
    whole_days_range,
)
from explorer.housestyle.wording import itinerary_title, modes_summary, name_of, outcome_words, short_name
from explorer.ui.theme import REGULAR, SEMIBOLD, font
from explorer.ui.widgets import label, set_role

FULL_HEIGHT = 1080.0
SHORT_TITLE = 52
"""Longest headline, in letters, that is set in the larger size."""
SOURCE_LINE = (
    "Lengths, stays and sources: Corridor Explorer, Help, Sources"
    " · map © OpenStreetMap contributors, Natural Earth"
)


class PresentBar(QWidget):
    """Headline: what happened, and from where to where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("present_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scale = 1.0
        self.title, self.under = label(""), label("")
        self.title.setObjectName("present_title")
        self.title.setWordWrap(True)
        self.under.setWordWrap(True)
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.under)
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Fit the type to the screen: 1 is 1080 px high."""
        self._layout.setContentsMargins(
            round(72 * scale), round(36 * scale), round(72 * scale), round(20 * scale)
        )
        size = 56 if len(self.title.text()) <= SHORT_TITLE else 44
        self._scale = scale
        self.title.setFont(font(size * scale, SEMIBOLD, is_serif=True))
        self.under.setFont(font(27 * scale))

    def show_results(self, network: Network, results: Results) -> None:
        """Say what the answer is."""
        rows = changes(network, results.scenario)
        _, words = outcome_words(network, results, len(rows))
        if not rows and results.itinerary is not None:
            words = itinerary_title(network, results.itinerary)
        self.title.setText(words[:1].upper() + words[1:])
        self.set_scale(self._scale)
        ends = [
            short_name(name_of(network, i)) for i in (results.trip.origin_id, results.trip.destination_id)
        ]
        by = f" by {modes_summary(results.itinerary)}" if results.itinerary else ""
        told = list_words(
            [f"{row.title} {row.kind.value}" if row.kind.value != "setting" else row.title for row in rows], 4
        )
        self.under.setText(f"{ends[0]} → {ends[1]}{by}" + (f" · {told}" if told else ""))


class PresentFigures(QWidget):
    """Three big figures and the sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("present_figures")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._values: list[QLabel] = []
        self._units: list[QLabel] = []
        self._words: list[QLabel] = []
        self._grid = QGridLayout()
        for column in range(3):
            value, unit, words = label(""), label(""), label("")
            value.setObjectName(f"present_value_{column}")
            words.setWordWrap(True)
            row = QHBoxLayout()
            row.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
            row.addWidget(unit, 1, Qt.AlignmentFlag.AlignBottom)
            self._grid.addLayout(row, 0, column)
            self._grid.addWidget(words, 1, column, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(column, 1)
            self._values.append(value)
            self._units.append(unit)
            self._words.append(words)
        self._source = label(SOURCE_LINE)
        self._layout = layout = QVBoxLayout(self)
        layout.addLayout(self._grid)
        layout.addWidget(self._source)
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Fit the type to the screen: 1 is 1080 px high."""
        self._layout.setContentsMargins(
            round(72 * scale), round(18 * scale), round(72 * scale), round(20 * scale)
        )
        self._layout.setSpacing(round(16 * scale))
        for value, unit, words in zip(self._values, self._units, self._words, strict=True):
            value.setFont(font(80 * scale, SEMIBOLD))
            unit.setFont(font(34 * scale, REGULAR))
            unit.setContentsMargins(round(8 * scale), 0, 0, round(14 * scale))
            words.setFont(font(27 * scale))
        self._source.setFont(font(20 * scale))

    def show_results(self, results: Results) -> None:
        """Show distance, days and the range; the change where there is one."""
        now, before = results.itinerary, results.baseline
        if now is None:
            self._show(0, "No way left", "", "", "closed")
            self._show(1, "", "", "", "")
            self._show(2, "", "", "", "")
            return
        if before is None or before.leg_ids == now.leg_ids:
            self._show(
                0, km(now.distance_km), "km", "unchanged" if before else "not possible in the baseline", ""
            )
            self._show(1, days(now.transit_days.typical), "days", "typical", "")
        else:
            more_km = km_change(before.distance_km, now.distance_km)
            more_days = days_change(before.transit_days.typical, now.transit_days.typical)
            words = (
                f"{_than(more_km, 'longer', 'shorter')}{km_unit(now.distance_km)}"
                f" instead of {km_unit(before.distance_km)}"
            )
            self._show(0, signed(more_km, 0), "km", words, _role(more_km))
            words = (
                f"{_than(more_days, 'later', 'sooner')}{days(now.transit_days.typical)}"
                f" instead of {days(before.transit_days.typical)} days"
            )
            self._show(1, signed(more_days, 1), "days", words, _role(more_days))
        self._show(2, whole_days_range(now.transit_days), "days", "from best to worst case", "")

    def _show(self, column: int, value: str, unit: str, words: str, role: str) -> None:
        self._values[column].setText(value)
        self._units[column].setText(unit)
        self._words[column].setText(words)
        set_role(self._values[column], f"big-{role}" if role else "big")


def _than(change: float, more: str, less: str) -> str:
    return f"{more}: " if change > 0 else f"{less}: " if change < 0 else ""


def _role(change: float) -> str:
    return "worse" if change > 0 else "better" if change < 0 else ""


class MapStage(QWidget):
    """The middle of the window: the map, between headline and figures while presenting."""

    def __init__(self, map_view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.bar, self.figures = PresentBar(), PresentFigures()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(map_view, 1)
        layout.addWidget(self.figures)
        self.bar.hide()
        self.figures.hide()

    def set_presenting(self, is_on: bool) -> None:
        """Show or hide headline and figures."""
        self.bar.setVisible(is_on)
        self.figures.setVisible(is_on)
        self._fit()

    def show_results(self, network: Network, results: Results) -> None:
        """Show an answer."""
        self.bar.show_results(network, results)
        self.figures.show_results(results)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the type in proportion."""
        super().resizeEvent(event)
        if self.bar.isVisible():
            self._fit()

    def _fit(self) -> None:
        scale = max(0.45, min(2.0, self.height() / FULL_HEIGHT, self.width() / 1920.0))
        self.bar.set_scale(scale)
        self.figures.set_scale(scale)
