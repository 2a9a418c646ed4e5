"""Going over to map and big figures only, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from explorer.ui.present import MapStage

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView

PRESENT_SCALE = 1.85
REFIT_MS = 2500
"""How long after a change of size the map goes on fitting the journey to its new size."""
LEGEND_WIDTH, LEGEND_HEIGHT = 760, 460
"""A smaller map starts with its legend folded."""


class Presenting(QObject):
    """Hides what surrounds the map in a window, and brings it back as it was."""

    def __init__(
        self, window: QMainWindow, stage: MapStage, map_view: MapView, hidden: tuple[QWidget, ...]
    ) -> None:
        super().__init__(window)
        self._window, self._stage, self._map = window, stage, map_view
        self._hidden = hidden
        self._is_on = False
        self._layout = window.saveState()
        self._was_full = False
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(REFIT_MS)
        map_view.view_changed.connect(self._on_view_changed)
        map_view.map_ready.connect(self.fit_legend)
        map_view.installEventFilter(self)
        self._was_small: bool | None = None

    @property
    def is_on(self) -> bool:
        """Whether map and big figures stand alone."""
        return self._is_on

    def toggle(self) -> None:
        """Show map and big figures only, or everything again."""
        self._is_on = is_on = not self._is_on
        window = self._window
        if is_on:
            self._layout, self._was_full = window.saveState(), window.isFullScreen()
        for part in self._hidden:
            part.setVisible(not is_on)
        self._stage.set_presenting(is_on)
        if is_on:
            window.showFullScreen()
        else:
            if not self._was_full:
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
            window.restoreState(self._layout)
        scale = max(1.0, min(PRESENT_SCALE, PRESENT_SCALE * window.height() / 1080))
        self._map.set_scale(scale if is_on else 1.0)
        self.fit_legend()
        self._refit.start()
        self._map.fly_to_itinerary()

    def fit_legend(self) -> None:
        """Fold the legend on a small map and while presenting."""
        self._was_small = self._is_small()
        self._map.fold_legend(self._is_on or self._was_small)

    def _is_small(self) -> bool:
        return self._map.width() < LEGEND_WIDTH or self._map.height() < LEGEND_HEIGHT

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold or open the legend where the map crosses a size; between, the reader's choice stands."""
        if (
            watched is self._map
            and event.type() is QEvent.Type.Resize
            and self._is_small() != self._was_small
        ):
            self.fit_legend()
        return super().eventFilter(watched, event)

    def _on_view_changed(self) -> None:
        # The page learns of its new size late: what it fitted before is fitted again.
        if self._refit.isActive():
            self._map.fly_to_itinerary()
