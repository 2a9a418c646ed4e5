"""What is pointed at, on the map or in a panel, shown everywhere; and the map's context menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from explorer.core.itinerary import Itinerary
from explorer.core.network import COUNTRY_PREFIX
from explorer.housestyle.wording import name_of
from explorer.ui.docks.corridors import CorridorTable
from explorer.ui.docks.journey import JourneyPanel
from explorer.ui.edits import Edits
from explorer.ui.session import Session

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView


DETAIL_DELAY_MS = 180
"""How long after a click on the map its details open: a double-click closes the place instead."""


class Pointing(QObject):
    """Keeps map, journey and strip at one selection."""

    def __init__(
        self, session: Session, edits: Edits, map_view: MapView, panels: tuple[JourneyPanel, CorridorTable]
    ) -> None:
        super().__init__(map_view)
        self._session = session
        self._edits = edits
        self._map = map_view
        self._journey, self._strip = panels
        self._clicked = ""
        self._detail_timer = QTimer(self)
        self._detail_timer.setSingleShot(True)
        self._detail_timer.setInterval(DETAIL_DELAY_MS)
        self._detail_timer.timeout.connect(self._on_detail_due)
        session.selection_changed.connect(self._on_selection_changed)
        session.results_changed.connect(self._detail_timer.stop)

    def show_target(self, target: str) -> None:
        """Select something and tell what is known of it."""
        self._session.select(target)
        self._journey.show_detail(self._session.network, target)

    def show_clicked(self, target: str) -> None:
        """Select what was clicked on the map; what is known of it follows unless a double-click closes it."""
        self._session.select(target)
        self._clicked = target
        self._detail_timer.start()

    def _on_detail_due(self) -> None:
        if self._session.selection == self._clicked:
            self._journey.show_detail(self._session.network, self._clicked)

    def show_steps(self, ids: tuple[str, ...]) -> None:
        """Mark one step of the journey: its place, or its legs."""
        if len(ids) == 1:
            self._session.select(ids[0])
        else:
            self._session.select(ids[0])
            self._map.highlight(ids)

    def preview(self, itinerary: Itinerary) -> None:
        """Mark another way on the map."""
        self._session.select(None)
        self._map.highlight((*itinerary.leg_ids, *itinerary.node_ids))

    def show_corridor(self, corridor_id: str) -> None:
        """Mark a corridor on the map; a second click takes the mark away."""
        is_same = self._session.selection == corridor_id
        self._session.select(None if is_same else corridor_id)

    def clear(self) -> None:
        """Select nothing."""
        self._session.select(None)
        self._map.highlight(())
        self._journey.show_journey()

    def open_menu(self, target: str, place: QPoint, parent: QWidget) -> QMenu | None:
        """Show what can be done with a place, leg or country of the map."""
        network = self._session.network
        if not network.has_target(target):
            return None
        name = name_of(network, target)
        menu = QMenu(parent)
        menu.setObjectName("map_menu")
        verb = "Reopen" if self._session.scenario.is_closed(target) else "Close"
        menu.addAction(f"{verb} {name}").triggered.connect(lambda: self._edits.toggle(target))
        if target in network.nodes:
            menu.addSeparator()
            country = f"{COUNTRY_PREFIX}{network.nodes[target].country.lower()}"
            again = "Reopen" if self._session.scenario.is_closed(country) else "Close"
            menu.addAction("Start here").triggered.connect(lambda: self._edits.set_origin(target))
            menu.addAction("End here").triggered.connect(lambda: self._edits.set_destination(target))
            menu.addAction("Go through here").triggered.connect(lambda: self._edits.add_via(target))
            menu.addSeparator()
            words = f"{again} all of {name_of(network, country)}"
            menu.addAction(words).triggered.connect(lambda: self._edits.toggle(country))
        menu.addSeparator()
        menu.addAction("What is known of it").triggered.connect(lambda: self.show_target(target))
        menu.popup(place)
        return menu

    def _on_selection_changed(self, target: str | None) -> None:
        network = self._session.network
        is_on_map = target is not None and (target in network.nodes or target in network.legs)
        self._map.select(target if is_on_map else None)
        if target is not None and target in network.corridors:
            self._map.highlight(network.corridors[target].leg_ids)
        elif target is not None and target in network.new_links:
            self._map.highlight(network.new_links[target].leg_ids)
        else:
            self._map.highlight(())
        self._strip.show_selection(target)
        self._journey.show_selection(target if is_on_map else None)
