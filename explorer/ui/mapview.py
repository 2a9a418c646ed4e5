"""The map widget: the page in its locked room, and the program's one door to it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.geometry import Bounds, Geometry
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.errors import ExplorerError
from explorer.housestyle.drawn import SHORT_COUNTRIES
from explorer.housestyle.style import PALETTES, Theme, css_variables
from explorer.ui.bridge import Bridge
from explorer.ui.staticmap import PLAIN_WORDS, SAFE_MODE_WORDS, StaticMap
from explorer.ui.webengine import Room, open_outside
from explorer.webmap import messages
from explorer.webmap import page as map_page
from explorer.webmap.layers import DEFAULT_BOUNDS, bounds_of, network_payload
from explorer.webmap.marking import EMPTY, Marking, difference
from explorer.webmap.parts import Part, looking_at, part_marking
from explorer.webmap.tooltips import tooltip
from explorer.webmap.words import words

LAYERS = ("railways", "rivers", "corridors", "labels")
"""Layers that can be switched on and off."""

DEATHS_WITHIN_S = 10.0


class MapPageError(ExplorerError):
    """The map page failed to do what it was told."""


class MapView(QWidget):
    """The map: shows results, tells what the reader clicked. Holds nothing but what it shows.

    Calls made before the page is there wait for it. A country's id in `context_menu_requested` is its
    closure target, `country:xx`.
    """

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

    def __init__(
        self, parent: QWidget | None = None, derived: Path | None = None, *, is_plain: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self._network: Network | None = None
        self._geometry: Geometry = {}
        self._results: Results | None = None
        self._marking: Marking = EMPTY
        self._theme, self._scale, self._language = Theme.LIGHT, 1.0, "en"
        self._selected: str | None = None
        self._highlighted: tuple[str, ...] = ()
        self._has_motion = True
        self._part, self._is_followed = Part.ALONE, False
        self._is_retired = False
        self._before: Results | None = None
        self._presenting: dict[str, object] = {"on": False, "cover": 0}
        self._layers = dict.fromkeys(LAYERS, True)
        self._bounds: Bounds = DEFAULT_BOUNDS
        self._is_open = self._is_ready = False
        self._facts: dict[str, object] = {"settled": 0, "labels": 0, "view": None, "drawn_ms": None}
        self._faults: list[str] = []
        self._deaths: list[float] = []
        self._plain: StaticMap | None = None
        self._make_page(derived)
        if is_plain:
            self._show_plain(SAFE_MODE_WORDS)
        else:
            self._load_page()

    def _make_page(self, derived: Path | None) -> None:
        self._room = Room(self, derived)
        self._bridge = Bridge(self)
        self._bridge.received.connect(self._on_received)
        self._bridge.refused.connect(self._on_refused)
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._bridge)
        page = self._room.page
        page.setWebChannel(self._channel)
        page.setBackgroundColor(QColor(PALETTES[self._theme].sea))
        page.renderProcessTerminated.connect(self._on_render_process_terminated)
        self.view = QWebEngineView(self)
        self.view.setPage(page)
        self.view.setAcceptDrops(False)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._room.settle()

    # ------------------------------------------------------------------ what the program shows

    def set_network(self, network: Network, geometry: Geometry) -> None:
        """Draw a network: geometry maps leg id to line parts of (lon, lat)."""
        self._network, self._geometry, self._marking = network, geometry, EMPTY
        if self._plain is not None:
            self._plain.set_network(network, geometry)
        self._call("network", network_payload(network, geometry, self._language))

    def show_results(self, _old: Results | None, new: Results) -> None:
        """Show an answer: only what differs from what stands on the map goes to the page."""
        if self._network is None:
            raise MapPageError("The map has no network yet, so it cannot show an answer.")
        self._results = new
        marking = part_marking(self._network, new, self._part, self._before, self._language)
        patch = difference(self._marking, marking, self._network, self._language)
        self._marking = marking
        if self._plain is not None:
            self._plain.show_results(new)
        if patch:
            self._call("patch", patch)

    def set_part(self, part: Part, before: Results | None = None) -> None:
        """What the map is of a comparison, and with which answer it is compared (None: its own baseline)."""
        if part is self._part and before is self._before:
            return
        has_style, self._part, self._before = Part.BEFORE in (part, self._part), part, before
        if has_style:
            self._style()
        self._call("part", part.value)
        if self._results is not None:
            self.show_results(None, self._results)

    def set_followed(self, is_followed: bool) -> None:
        """Say by `moving` where the map looks while the reader moves it, so that another can follow."""
        self._is_followed = is_followed
        self._call("follow", is_followed)

    def look(self, where: messages.Moving) -> None:
        """Look where another map looks."""
        self._call("look", {"lon": where.lon, "lat": where.lat, "zoom": where.zoom, "flies": where.flies})

    def select(self, target: str | None) -> None:
        """Mark one node or leg as selected; None for nothing."""
        self._selected = target
        self._mark()

    def highlight(self, ids: Iterable[str]) -> None:
        """Mark nodes and legs lightly; empty for none."""
        wanted = tuple(ids)
        if wanted == self._highlighted:
            return
        self._highlighted = wanted
        if self._plain is not None:
            self._plain.highlight(self._highlighted)
        self._mark()

    def _mark(self) -> None:
        self._call("mark", {"selected": self._selected, "highlighted": list(self._highlighted)})

    def set_theme(self, theme: Theme) -> None:
        """Change to light or dark."""
        self._theme = theme
        if self._plain is not None:
            self._plain.set_theme(theme)
        self._room.page.setBackgroundColor(QColor(PALETTES[theme].sea))
        self._style()

    def set_scale(self, scale: float) -> None:
        """Enlarge lines, symbols and names: 1 in the window, 1.85 on a projector."""
        if scale != self._scale:  # another one makes the page draw everything anew: 150 ms
            self._scale = scale
            self._style()

    def _style(self) -> None:
        variables = css_variables(self._theme, self._scale)
        if self._part is Part.BEFORE:
            variables["--current"] = variables["--baseline"]
        self._call("style", {"theme": self._theme.value, "variables": variables})

    def set_language(self, language: str) -> None:
        """Change the language of names and words (en, ru, zh, local)."""
        self._language = language
        self._words()
        if self._network is not None:
            self._call("network", network_payload(self._network, self._geometry, language))
            self._marking = EMPTY
            if self._results is not None:
                self.show_results(None, self._results)

    def _words(self) -> None:
        short = dict(SHORT_COUNTRIES.get(self._language, {}))
        self._call(
            "words", {"language": self._language, "words": dict(words(self._language)), "countries": short}
        )

    def set_motion(self, has_motion: bool) -> None:
        """Allow or forbid movement; without it every change is at once."""
        self._has_motion = has_motion
        self._call("motion", has_motion)

    def set_layers(self, toggles: Mapping[str, bool]) -> None:
        """Switch layers (railways, rivers, corridors, labels) on or off."""
        unknown = set(toggles) - set(LAYERS)
        if unknown:
            raise MapPageError(f"The map has no layer {', '.join(sorted(unknown))}.")
        self._layers |= toggles
        self._call("layers", dict(self._layers))

    def fold_legend(self, is_folded: bool) -> None:
        """Fold the legend away or open it."""
        self._call("legend", {"folded": is_folded})

    def set_presenting(self, *, is_on: bool, cover_px: int = 0) -> None:
        """Show an audience the map without buttons; names and fits keep below a title of `cover_px`."""
        before, self._presenting = self._presenting, {"on": is_on, "cover": cover_px if is_on else 0}
        if before != self._presenting:
            self._call("present", self._presenting)

    def fit(self, bounds: Bounds, *, fly: bool = False) -> None:
        """Show all between west, south, east, north (degrees; east may pass 180), at once or in a flight."""
        self._go(bounds, fly=fly)

    @property
    def visible(self) -> Bounds | None:
        """What the map shows now: west, south, east, north; None before the page has said it."""
        view = self._facts["view"]
        if not isinstance(view, messages.ViewChanged):
            return None
        return view.west, view.south, view.east, view.north

    @property
    def viewpoint(self) -> messages.Moving | None:
        """Where the map looks now, None before the page has said it."""
        view = self._facts["view"]
        return looking_at(view) if isinstance(view, messages.ViewChanged) else None

    def fly_to_itinerary(self) -> None:
        """Bring baseline and current itinerary into view."""
        if self._network is None or self._results is None:
            return
        before = self._results.baseline if self._before is None else self._before.itinerary
        found = (self._results.itinerary, before)
        bounds = bounds_of(self._network, self._geometry, found)
        if bounds is not None:
            self._go(bounds, fly=True)
            if self._plain is not None:
                # The picture frames a journey itself, with a margin.
                self._plain.show_view(None)

    def _go(self, bounds: Bounds, *, fly: bool) -> None:
        self._bounds = bounds
        if self._plain is not None:
            self._plain.show_view(bounds)
        west, south, east, north = bounds
        place = {"west": west, "south": south, "east": east, "north": north, "fly": fly}
        self._call("fit", place)

    def grab_picture(self) -> QImage:
        """The map as it stands on screen."""
        return self.view.grab().toImage()

    def state(self) -> dict[str, object]:
        """Facts about the map, as last reported: for tests and for saving the view."""
        return self._facts | {
            "is_ready": self._is_ready,
            "theme": self._theme.value,
            "language": self._language,
            "selected": self._selected,
            "layers": dict(self._layers),
            "closed_nodes": sorted(self._marking.closed_nodes),
            "countries": list(self._marking.countries),
            "console": [
                f"{line.level} {line.source}:{line.line} {line.text}" for line in self._room.page.console
            ],
            "refused": list(self._room.guard.refused),
            "faults": list(self._faults),
        }

    @property
    def page(self) -> QWebEnginePage:
        """The page, for printing and for tests."""
        return self._room.page

    # ------------------------------------------------------------------ the door to the page

    def _call(self, name: str, *values: object) -> None:
        """Call `explorer.calls.<name>`: JSON out, JSON back. Nothing happens until the page is open.

        What is called before is not kept: the page gets the whole state when it opens.
        """
        if not self._is_open:
            return
        # Twice through JSON: the outer text is a JavaScript string, whatever the inner one holds.
        arguments = "".join(f", JSON.parse({json.dumps(json.dumps(value))})" for value in values)
        self._room.page.runJavaScript(
            f"explorer.call({json.dumps(name)}{arguments})", self._answer_check(name)
        )

    def retire(self) -> None:
        """Ask nothing more, and expect no answer: the map is about to go, and an open question fails then."""
        self._is_open, self._is_retired = False, True
        self._bridge.blockSignals(True)

    def _answer_check(self, name: str) -> Callable[[object], None]:
        """A check of one call's answer: the page answers '' when it threw."""

        def check(answer: object) -> None:
            if not self._is_retired and (not isinstance(answer, str) or not answer):
                self._faults.append(f"{name} failed")
                raise MapPageError(f"The map could not carry out “{name}”. Its console tells why.")

        return check

    def _tell_all(self) -> None:
        """Bring a fresh page to where the program stands."""
        self._call("motion", self._has_motion)
        self._style()
        self._words()
        self._call("layers", dict(self._layers))
        self._call("present", self._presenting)
        self._call("part", self._part.value)
        self._go(self._bounds, fly=False)
        self._call("follow", self._is_followed)
        self._marking = EMPTY
        if self._network is not None:
            self._call("network", network_payload(self._network, self._geometry, self._language))
            if self._results is not None:
                self.show_results(None, self._results)
            self._mark()

    # ------------------------------------------------------------------ what the page says

    def _on_received(self, message: messages.Message) -> None:
        match message:
            case messages.Opened():
                self._is_open = True
                self._tell_all()
            case messages.Drawn(elapsed_ms=elapsed):
                self._facts["drawn_ms"] = elapsed
                self._is_ready = True
                self.map_ready.emit()
            case messages.Settled(count=count, labels=labels):
                self._facts |= {"settled": count, "labels": labels}
                self.settled.emit(count)
            case messages.ViewChanged():
                self._facts["view"] = message
                self.view_changed.emit()
            case messages.Moving():
                self.moving.emit(message)
            case messages.LayersChanged(layers=layers):
                self._layers |= dict(layers)
                self.layers_changed.emit(dict(self._layers))
            case messages.Failed(text=text):
                self._faults.append(text)
            case _:
                self._on_pointed(message)

    def _on_pointed(self, message: messages.Message) -> None:
        """Pass on what the reader pointed at."""
        match message:
            case messages.Clicked(kind="node", id=target):
                self.node_clicked.emit(target)
            case messages.Clicked(kind="leg", id=target):
                self.leg_clicked.emit(target)
            case messages.Clicked():
                self.background_clicked.emit()
            case messages.ToggleRequested(kind="node", id=target):
                self.node_toggle_requested.emit(target)
            case messages.ToggleRequested(kind="leg", id=target):
                self.leg_toggle_requested.emit(target)
            case messages.MenuRequested():
                position = self.view.mapToGlobal(QPointF(message.x, message.y).toPoint())
                self.context_menu_requested.emit(message.kind, message.id, position, message.lon, message.lat)
            case messages.LinkClicked(url=url):
                open_outside(url)
            case messages.Hovered(id=target) if self._network is not None:
                tip = tooltip(self._network, self._results, target, self._language)
                if tip is not None:
                    self._call("tip", {"id": target, "tip": tip})
            case _:
                pass

    def _on_refused(self, reason: str) -> None:
        self._faults.append(reason)

    def _on_render_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        """Say that the picture is gone and draw it anew; when it dies twice within 10 s, plainly."""
        self._is_open = self._is_ready = False
        if status is QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        now = time.monotonic()
        self._deaths = [moment for moment in self._deaths if now - moment < DEATHS_WITHIN_S] + [now]
        self.renderer_died.emit()
        if len(self._deaths) < 2:
            QTimer.singleShot(0, self._load_page)
        else:
            self._show_plain(PLAIN_WORDS)

    @property
    def is_plain(self) -> bool:
        """Whether the map is a painted picture for now."""
        return self._plain is not None

    def _show_plain(self, words: str) -> None:
        """Show a painted picture in the page's place."""
        self._plain = plain = StaticMap(words)
        plain.retry_requested.connect(self._retry)
        plain.set_theme(self._theme)
        if self._network is not None:
            plain.set_network(self._network, self._geometry)
        plain.show_results(self._results)
        plain.show_view(self._bounds)
        plain.highlight(self._highlighted)
        self.view.hide()
        layout = self.layout()
        assert layout is not None  # noqa: S101 (made in _make_page)
        layout.addWidget(plain)
        QTimer.singleShot(0, self.map_ready.emit)

    def _retry(self) -> None:
        """Give the page another chance: the reader asked for it."""
        if self._plain is not None:
            self._plain.deleteLater()
            self._plain = None
        self._deaths = []
        self.view.show()
        self._load_page()

    def _load_page(self) -> None:
        self._room.page.load(QUrl(map_page.BASE_URL + map_page.PAGE))
