"""Countries as chips: closed ones and those on the way first, the rest in a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from explorer.core.network import COUNTRY_PREFIX, Network
from explorer.core.results import Results
from explorer.housestyle.countries import country_name
from explorer.housestyle.wording import countries_of
from explorer.ui.icons import icon
from explorer.ui.theme import palette_of
from explorer.ui.widgets import FlowLayout, Section, clear, plain_tip, styled_button

MAX_CHIPS = 4


class CountryChips(Section):
    """Section "Countries". Signal: `toggle_requested(str)` with `country:xx`."""

    toggle_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Countries", "countries", parent)
        self._flow = FlowLayout(gap=6)
        self._menu = QMenu(self)
        self._shown: tuple[tuple[str, bool], ...] | None = None
        self.body.addLayout(self._flow)

    def show_results(self, network: Network, results: Results) -> None:
        """Show closed countries and those on the way (not those of origin and destination)."""
        closed = set(results.scenario.closed_countries)
        ends = {
            network.nodes[i].country.lower() for i in (results.trip.origin_id, results.trip.destination_id)
        }
        on_way = [
            code
            for itinerary in (results.itinerary, results.baseline)
            if itinerary is not None
            for code in countries_of(network, itinerary)
            if code not in ends
        ]
        codes = network.countries()
        first = [code for code in codes if code in closed]
        likely = [code for code in dict.fromkeys(on_way) if code not in closed]
        chips = (*first, *likely[: max(2, MAX_CHIPS - len(first))])
        shown = (*((code, code in closed) for code in chips), *((code, False) for code in codes))
        if shown != self._shown:
            self._shown = shown
            self._build(chips, closed, codes)

    def _build(self, chips: tuple[str, ...], closed: set[str], codes: tuple[str, ...]) -> None:
        clear(self._flow)
        for code in chips:
            self._flow.addWidget(self._chip(code, code in closed))
        rest = sorted((code for code in codes if code not in chips), key=country_name)
        self._menu.clear()
        for code in rest:
            action = QAction(country_name(code), self._menu)
            action.setObjectName(f"country_menu_{code}")
            action.triggered.connect(lambda _=False, c=code: self.toggle_requested.emit(COUNTRY_PREFIX + c))
            self._menu.addAction(action)
        if rest:
            more = styled_button(f"+{len(rest)}", "more_countries", "more")
            more.setToolTip("Close another country")
            more.setAccessibleName(f"{len(rest)} more countries")
            more.clicked.connect(lambda: self._menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
            self._flow.addWidget(more)
        self.updateGeometry()

    def _chip(self, code: str, is_closed: bool) -> QPushButton:
        name = country_name(code)
        chip = styled_button(name, f"country_{code}", "chip")
        chip.setCheckable(True)
        chip.setChecked(is_closed)
        chip.setAccessibleName(f"{name}, country, {'closed' if is_closed else 'open'}")
        chip.setToolTip(plain_tip(f"{'Reopen' if is_closed else 'Close'} {name} for all cargo"))
        if is_closed:
            chip.setIcon(icon("cross", palette_of(self), "closed"))
        chip.clicked.connect(lambda: self.toggle_requested.emit(COUNTRY_PREFIX + code))
        return chip
