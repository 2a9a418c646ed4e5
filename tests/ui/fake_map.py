"""A map widget without a page: keeps what it was told, says what a test makes it say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from explorer.core.geometry import Bounds
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.style import Theme
from explorer.webmap.messages import Moving
from explorer.webmap.parts import Part


class FakeMap(QWidget):
    """Same signals and methods as MapView."""

    map_ready = Signal()
    node_clicked = Signal(str)
    leg_clicked = Signal(str)
    background_clicked = Signal()
    node_toggle_requested = Signal(str)
    leg_toggle_requested = Signal(str)
    context_menu_requested = Signal(str, str, QPoint, float, float)
    view_changed = Signal()
    moving = Signal(object)
    layers_changed = Signal(dict)
    settled = Signal(int)
    renderer_died = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Results | None = None
        self.selected: str | None = None
        self.highlighted: tuple[str, ...] = ()
        self.theme: Theme | None = None
        self.language = ""
        self.scale = 1.0
        self.is_legend_folded = False
        self.is_presenting, self.cover_px = False, 0
        self.flights = 0
        self.views: list[Bounds] = []
        self.visible: Bounds | None = None
        self.network: Network | None = None
        self.part, self.before = Part.ALONE, None
        self.is_followed = False
        self.looks: list[Moving] = []
        self.viewpoint: Moving | None = None

    def set_network(self, network: Network, _geometry: object) -> None:
        self.network = network

    def show_results(self, _old: Results | None, new: Results) -> None:
        self.shown = new

    def set_part(self, part: Part, before: Results | None = None) -> None:
        self.part, self.before = part, before

    def set_followed(self, is_followed: bool) -> None:
        self.is_followed = is_followed

    def retire(self) -> None:
        self.is_retired = True

    def look(self, where: Moving) -> None:
        self.looks.append(where)

    def select(self, target: str | None) -> None:
        self.selected = target

    def highlight(self, ids: Iterable[str]) -> None:
        self.highlighted = tuple(ids)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme

    def set_scale(self, scale: float) -> None:
        self.scale = scale

    def set_language(self, language: str) -> None:
        self.language = language

    def set_motion(self, _has_motion: bool) -> None: ...

    def set_layers(self, _toggles: Mapping[str, bool]) -> None: ...

    def fold_legend(self, is_folded: bool) -> None:
        self.is_legend_folded = is_folded

    def set_presenting(self, *, is_on: bool, cover_px: int = 0) -> None:
        self.is_presenting, self.cover_px = is_on, cover_px

    def fit(self, bounds: Bounds, *, fly: bool = False) -> None:
        self.views.append(bounds)

    def grab_picture(self) -> QImage:
        return self.grab().toImage()

    def fly_to_itinerary(self) -> None:
        self.flights += 1
