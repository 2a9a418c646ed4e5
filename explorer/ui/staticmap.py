"""The map as a plain painted picture: when the map's own process keeps dying, and in safe mode."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.core.geometry import Bounds, Geometry
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.style import Theme
from explorer.ui.thumbnails import Sketch, sketch
from explorer.ui.widgets import label

PLAIN_WORDS = (
    "The map stopped twice within a few seconds, so it is shown as a plain picture. Everything else works,"
    " and nothing was lost."
)
SAFE_MODE_WORDS = (
    "Safe mode: the map is a plain picture, and settings are as at first. Nothing of yours is changed."
)


class StaticMap(QWidget):
    """Shows baseline, journey and closures; figures and panels go on working. Holds what it shows.

    Signal: `retry_requested()` when the reader wants the real map back.
    """

    retry_requested = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("static_map")
        self._network: Network | None = None
        self._geometry: Geometry = {}
        self._results: Results | None = None
        self._view: Bounds | None = None
        self._highlights: tuple[str, ...] = ()
        self._theme = Theme.LIGHT
        note = QWidget()
        note.setObjectName("static_map_note")
        note.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        said = label(words)
        said.setWordWrap(True)
        retry = QPushButton("Try the map again")
        retry.setObjectName("static_map_retry")
        retry.clicked.connect(self.retry_requested)
        row = QHBoxLayout(note)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(said, 1)
        row.addWidget(retry)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(note)
        box.addStretch(1)

    def set_network(self, network: Network, geometry: Geometry) -> None:
        """Take the network to draw."""
        self._network, self._geometry = network, geometry
        self.update()

    def show_results(self, results: Results | None) -> None:
        """Draw an answer."""
        self._results = results
        self.setAccessibleName("Map of the journey, as a plain picture")
        self.update()

    def show_view(self, view: Bounds | None) -> None:
        """Show this part of the world; None: the journey."""
        self._view = view
        self.update()

    def highlight(self, ids: tuple[str, ...]) -> None:
        """Point out places and legs."""
        self._highlights = ids
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change to light or dark."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is shown, at the widget's own size."""
        if self._network is None:
            return
        size = (max(1, self.width()), max(1, self.height()))
        wanted = Sketch(
            self._results, self._view, self._highlights, size, self._theme, self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.drawImage(0, 0, sketch(self._network, self._geometry, wanted))
        painter.end()
