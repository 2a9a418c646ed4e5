"""The map of before: made when it is first needed, dressed like the window's own, released afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.core.results import Results
from explorer.ui.compare_maps import CompareMaps, MovingTogether
from explorer.webmap.parts import Part

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView
    from explorer.ui.window import MainWindow


class SecondMap(QObject):
    """Holds the second map, while there is one, and lets it move with the first."""

    def __init__(self, window: MainWindow, maps: CompareMaps) -> None:
        super().__init__(window)
        self._window, self._maps = window, maps
        self._view: MapView | None = None
        self._together: MovingTogether | None = None

    @property
    def view(self) -> MapView | None:
        """The map, None while there is none."""
        return self._view

    def make(self) -> None:
        """Start its page, unless it runs already. It is of the same kind as the window's own."""
        if self._view is not None:
            return
        window, session, looks = self._window, self._window.session, self._window.looks
        view: MapView = type(window.map)()
        view.setParent(self._maps.clip)
        view.setObjectName("compare_map")
        view.setAccessibleName("Map of before")
        self._view = view
        view.set_motion(not looks.has_less_motion)
        view.set_theme(looks.theme)
        view.set_language(looks.language)
        view.set_part(Part.BEFORE)
        view.set_network(session.network, session.geometry)
        looks.theme_changed.connect(view.set_theme)
        looks.language_changed.connect(view.set_language)
        looks.motion_changed.connect(view.set_motion)
        window.map.layers_changed.connect(view.set_layers)
        self._connect(view)
        self._together = MovingTogether(window.map, view, self)
        self._maps.set_before(view)
        view.show()

    def _connect(self, view: MapView) -> None:
        """What is clicked in before acts on what is shown now, like everywhere."""
        window = self._window
        view.node_clicked.connect(window.pointing.show_clicked)
        view.leg_clicked.connect(window.pointing.show_clicked)
        view.background_clicked.connect(window.pointing.clear)
        view.node_toggle_requested.connect(window.edits.toggle)
        view.leg_toggle_requested.connect(window.edits.toggle)
        view.context_menu_requested.connect(window.requests.open_map_menu)
        view.map_ready.connect(self._align)

    def show(self, results: Results) -> None:
        """Show the answer of before."""
        if self._view is not None:
            self._view.show_results(None, results)

    def dress(self, scale: float, *, has_audience: bool) -> None:
        """Enlarge lines, symbols and names, for a projector; before an audience without buttons."""
        if self._view is not None:
            self._view.set_scale(scale)
            self._view.set_presenting(is_on=has_audience)

    def set_together(self, *, is_on: bool) -> None:
        """Let both maps move as one, or each alone."""
        if self._together is not None:
            self._together.set_on(is_on=is_on)

    def release(self) -> None:
        """Let the page go."""
        if self._view is None or self._together is None:
            return
        self._together.stop()
        self._together.deleteLater()
        self._maps.set_before(None)
        self._view.retire()
        self._view.hide()
        self._view.deleteLater()
        self._view = self._together = None

    def _align(self) -> None:
        if self._together is not None:
            self._together.align()
