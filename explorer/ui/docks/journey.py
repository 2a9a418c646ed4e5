"""The right dock: the journey's figures and steps, or "No way left", or what is selected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.steps import step_rows
from explorer.housestyle.wording import itinerary_title
from explorer.ui.icons import icon
from explorer.ui.parts.alternatives import Alternatives
from explorer.ui.parts.detail import DetailPanel
from explorer.ui.parts.figures import Figures
from explorer.ui.parts.noroute import NoRoutePanel
from explorer.ui.parts.stepview import StepView
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Elided, label

LOW, VERY_LOW = 680, 570
"""Below these heights, in px, two or no other ways are shown, so that the steps keep their room."""


class JourneyPanel(QStackedWidget):
    """Content of the Journey dock. It asks by its parts' signals."""

    selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_panel")
        self.setAccessibleName("Journey")
        self.title = Elided()
        self.title.setObjectName("journey_title")
        self.title.setFont(font(19, SEMIBOLD, is_serif=True))
        self.compare = QToolButton()
        self.compare.setObjectName("journey_compare")
        self.compare.setAccessibleName("Before and after")
        self.compare.setToolTip("Before and after, beside each other (Ctrl+B)")
        self.figures = Figures()
        self.steps = StepView()
        self.alternatives = Alternatives()
        self.no_route = NoRoutePanel()
        self.detail = DetailPanel()
        self._way = self._way_page()
        self._cut = self._cut_page()
        for page in (self._way, self._cut, self.detail):
            self.addWidget(page)
        self._language = "en"
        self._results: Results | None = None
        self._target: str | None = None
        self.steps.selected.connect(self.selected)
        self.detail.closed.connect(self.show_journey)

    def _way_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("panel", True)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 14, 0)
        top.setSpacing(4)
        name = QHBoxLayout()
        name.setSpacing(4)
        name.addWidget(self.title, 1)
        name.addWidget(self.compare)
        top.addLayout(name)
        top.addWidget(self.figures)
        head = QHBoxLayout()
        head.setContentsMargins(14, 2, 14, 0)
        head.addWidget(label("Step by step", "section"))
        head.addStretch(1)
        head.addWidget(label("takes, days", "tertiary"))
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.addWidget(self.alternatives)
        layout.addLayout(top)
        layout.addLayout(head)
        layout.addWidget(self.steps, 1)
        layout.addLayout(foot)
        return page

    def _cut_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("panel", True)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.no_route)
        return page

    def show_results(self, network: Network, results: Results, language: str) -> None:
        """Show an answer, or what cuts the trip."""
        self._results, self._language = results, language
        if results.itinerary is not None:
            title = itinerary_title(network, results.itinerary)
            self.title.set_whole(title)
            self.figures.show_itineraries(results.baseline, results.itinerary)
            self.steps.show_rows(step_rows(network, results.itinerary, language))
            self.alternatives.show_results(network, results)
        elif results.no_route is not None:
            ends = (results.trip.origin_id, results.trip.destination_id)
            self.no_route.show_cut(network, results.scenario, results.no_route, ends)
        if self._target is not None and self.detail.show_target(network, results, self._target):
            return
        self.show_journey()

    def show_detail(self, network: Network, target: str) -> None:
        """Turn to the facts about a target."""
        if self._results is not None and self.detail.show_target(network, self._results, target):
            self._target = target
            self.setCurrentWidget(self.detail)

    def show_journey(self) -> None:
        """Turn back to the journey."""
        self._target = None
        has_way = self._results is None or self._results.itinerary is not None
        self.setCurrentWidget(self._way if has_way else self._cut)

    def show_selection(self, target: str | None) -> None:
        """Mark the step of a selection."""
        self.steps.unfold(target)
        if target is None:
            self.show_journey()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the steps room in a low panel."""
        super().resizeEvent(event)
        height = event.size().height()
        self.alternatives.show_at_most(3 if height >= LOW else 2)
        self.alternatives.setVisible(height >= VERY_LOW)

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        self.detail.refresh_icons()
        self.compare.setIcon(icon("compare", palette_of(self)))
