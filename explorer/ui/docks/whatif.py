"""The left dock: what is changed, and everything that can be changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from explorer.core.itinerary import Objective
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.changes import changes
from explorer.ui.icons import icon
from explorer.ui.parts.changed import ChangedList
from explorer.ui.parts.countries import CountryChips
from explorer.ui.parts.crossings import CrossingsView
from explorer.ui.parts.events import PastClosures
from explorer.ui.parts.links import LinkCards
from explorer.ui.parts.unused import UnusedList
from explorer.ui.theme import palette_of
from explorer.ui.widgets import Section, label


class WhatIfPanel(QScrollArea):
    """Content of the What-if dock: sections under one search field. It asks by its parts' signals."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whatif_panel")
        self.setAccessibleName("What if")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search = QLineEdit()
        self.search.setObjectName("whatif_search")
        self.search.setPlaceholderText("Crossing, port, country …")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search crossings, ports, new links and past closures")
        self._search_action = self.search.addAction(
            icon("search", palette_of(self)), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._on_search)
        self.changed = ChangedList()
        self.crossings = CrossingsView()
        self.countries = CountryChips()
        self.links = LinkCards()
        self.events = PastClosures()
        self.unused = UnusedList()
        self._nothing = label(
            "Nothing here is called that. Ctrl+K searches every place and command.", "tertiary"
        )
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._crossings_section = Section("Crossings and ports", "crossings_section")
        self._closing = label("closing adds", "tertiary")
        self._crossings_section.head.addWidget(self._closing)
        self._crossings_section.head.addSpacing(40)
        self._crossings_section.body.addWidget(self.crossings)
        self.setWidget(self._content())
        self._results: Results | None = None
        for part in (self.changed, self.crossings, self.links, self.unused):
            part.selected.connect(self.selected)

    def _content(self) -> QWidget:
        content = QWidget()
        content.setProperty("panel", True)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(12)
        for part in (
            self.search,
            self._nothing,
            self.changed,
            self._crossings_section,
            self.countries,
            self.links,
            self.events,
            self.unused,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        return content

    def set_network(self, network: Network, language: str) -> None:
        """Fill the lists from the network."""
        self.crossings.crossings.set_network(network, language)
        self.links.set_network(network)
        self.events.set_network(network)

    def set_language(self, network: Network, results: Results, language: str) -> None:
        """Show places' names in another language."""
        self.crossings.crossings.set_network(network, language)
        self.crossings.crossings.show_results(network, results)
        self.crossings.search(self.search.text())
        self.crossings.show_telling(frozenset())
        self.crossings.show_telling(_telling(results))
        self._unfold(results)

    def show_results(self, network: Network, results: Results) -> None:
        """Show a scenario."""
        is_first = self._results is None
        self._results = results
        self.changed.show_changes(changes(network, results.scenario))
        self.crossings.crossings.show_results(network, results)
        self.crossings.show_telling(_telling(results))
        self.countries.show_results(network, results)
        self.links.show_results(network, results)
        self.events.show_results(results)
        self.unused.show_results(network, results)
        if is_first:
            self._unfold(results)

    def _unfold(self, results: Results) -> None:
        shown = results.itinerary or results.baseline
        self.crossings.show_family_of(shown.node_ids if shown else ())

    def show_effects(self, effects: Mapping[str, float | None]) -> None:
        """Show what closing each place adds to this trip."""
        is_km = self._results is not None and self._results.trip.objective is Objective.KM
        self.crossings.crossings.show_effects(effects, is_km)

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        self._search_action.setIcon(icon("search", palette_of(self)))
        self.changed.refresh_icons()
        self.unused.refresh_icons()

    def _on_search(self, text: str) -> None:
        found = {
            self._crossings_section: self.crossings.search(text),
            self.links: self.links.search(text),
            self.events: self.events.search(text),
        }
        is_searching = bool(text.strip())
        for section, number in found.items():
            section.setVisible(number > 0)
        self.changed.setVisible(not is_searching)
        self.countries.setVisible(not is_searching)
        self.unused.setVisible(not is_searching)
        self._nothing.setVisible(is_searching and not sum(found.values()))
        if not is_searching and self._results is not None:
            self._unfold(self._results)


def _telling(results: Results) -> frozenset[str]:
    """Places on the ways shown: those whose closing moves this trip."""
    ways = (results.itinerary, results.baseline)
    return frozenset(node_id for way in ways if way is not None for node_id in way.node_ids)
