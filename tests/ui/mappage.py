"""The real map page as tests drive it: facts from the DOM, real mouse clicks, a counter instead of waits."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.network import Network
from explorer.ui.mapview import MapView
from explorer.ui.webengine import register_scheme
from tests.network_fixture import small_geometry, small_network

register_scheme()

TIMEOUT_MS = 20_000

_SQUARE = [[[30.0, 48.0], [60.0, 48.0], [60.0, 60.0], [30.0, 60.0], [30.0, 48.0]]]
_COUNTRY = {
    "id": "ru",
    "names": {"en": "Russia", "ru": "Россия"},
    "label": [45.0, 55.0],
    "rank": 2,
    "disputed": False,
}


def write_basemap(folder: Path) -> Path:
    """A basemap of one square country, one sea, one city."""
    line = {"type": "LineString", "coordinates": [[30.0, 48.0], [60.0, 48.0]]}

    def collection(properties: dict[str, object], geometry: dict[str, object]) -> dict[str, object]:
        return {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
        }

    files = {
        "countries": collection(_COUNTRY, {"type": "Polygon", "coordinates": _SQUARE}),
        "borders": collection({"between": ["ru", "kz"], "disputed": True}, line),
        "lakes": collection(
            {}, {"type": "Polygon", "coordinates": [[[50, 43], [51, 43], [51, 44], [50, 43]]]}
        ),
        "rivers": collection({"width": 0.3, "min_zoom": 3.0}, line),
        "seas": [{"id": "sea", "names": {"en": "Quiet Sea"}, "point": [0.0, 35.0], "angle": 0, "rank": 1}],
        "cities": [{"names": {"en": "Bigtown"}, "point": [90.0, 55.0], "population": 2e7, "rank": 1}],
        "railways": [[[30.0, 50.0], [60.0, 52.0]]],
    }
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


class MapPage:
    """A map view with its page, driven from outside."""

    def __init__(self, view: MapView, qtbot: QtBot) -> None:
        self.view = view
        self._qtbot = qtbot
        self._clock = 1_000_000

    def js(self, expression: str) -> Any:
        """The value of a JavaScript expression; fails when it throws."""
        answers: list[object] = []
        self.view.page.runJavaScript(f"JSON.stringify([{expression}])", answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=TIMEOUT_MS)
        assert isinstance(answers[0], str), expression
        assert answers[0], f"threw: {expression}"
        return json.loads(answers[0])[0]

    def settled(self) -> int:
        """How often all that was asked for was drawn."""
        count = self.js("explorer.settled")
        assert isinstance(count, int)
        return count

    def wait_settled(self) -> None:
        """Wait until no drawing is due."""
        self._qtbot.waitUntil(lambda: self.js("!explorer.labels.isBusy") is True, timeout=TIMEOUT_MS)

    def classes(self, selector: str) -> set[str]:
        """The classes of the first element; empty where there is none."""
        return set(self.js(f"[...(document.querySelector({json.dumps(selector)})?.classList ?? [])]"))

    def count(self, selector: str) -> int:
        """How many elements there are."""
        return int(self.js(f"document.querySelectorAll({json.dumps(selector)}).length"))

    def texts(self, selector: str) -> list[str]:
        """Texts of all elements."""
        found = self.js(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")
        return [str(text) for text in found]

    def point_of(self, lon: float, lat: float) -> QPoint:
        """Where a place is in the view."""
        x, y = self.js(f"(({{x, y}}) => [x, y])(explorer.map.latLngToContainerPoint([{lat}, {lon}]))")
        return QPoint(round(x), round(y))

    @property
    def target(self) -> QWidget:
        """The widget that takes the mouse."""
        return self.view.view.focusProxy()

    def click(self, lon: float, lat: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click on a place with the real mouse."""
        QTest.mouseClick(self.target, button, Qt.KeyboardModifier.NoModifier, self.point_of(lon, lat))

    def double_click(self, lon: float, lat: float) -> None:
        """Double-click on a place: QTest spaces its clicks out, so the four events are made here."""
        local = QPointF(self.point_of(lon, lat))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        kinds = QEvent.Type
        for number, kind in enumerate(
            (
                kinds.MouseButtonPress,
                kinds.MouseButtonRelease,
                kinds.MouseButtonDblClick,
                kinds.MouseButtonRelease,
            )
        ):
            is_up = kind == kinds.MouseButtonRelease
            event = QMouseEvent(
                kind,
                local,
                QPointF(self.target.mapToGlobal(local.toPoint())),
                left,
                none if is_up else left,
                Qt.KeyboardModifier.NoModifier,
            )
            event.setTimestamp(self._clock + 20 * number)
            QApplication.sendEvent(self.target, event)
        self._clock += 5000

    def move_to(self, lon: float, lat: float) -> None:
        """Move the pointer to a place."""
        QTest.mouseMove(self.target, self.point_of(lon, lat))


def open_map(qtbot: QtBot, folder: Path, network: Network | None = None) -> MapPage:
    """A map view of a small network, ready and without movement."""
    view = MapView(derived=write_basemap(folder))
    qtbot.addWidget(view)
    view.resize(838, 545)
    view.set_motion(False)
    view.set_network(network or small_network(), small_geometry())
    with qtbot.waitSignal(view.map_ready, timeout=TIMEOUT_MS):
        view.show()
    page = MapPage(view, qtbot)
    qtbot.waitUntil(
        lambda: page.js("explorer.settled >= 2 && !explorer.labels.isBusy") is True, timeout=TIMEOUT_MS
    )
    return page


def assert_clean(page: MapPage) -> None:
    """Nothing went wrong unseen: no console line, no refused request, no fault."""
    state = page.view.state()
    assert state["console"] == []
    assert state["refused"] == []
    assert state["faults"] == []


@pytest.fixture
def map_page(qtbot: QtBot, tmp_path: Path) -> Generator[MapPage]:
    """The map of the small network; at the end nothing may have gone wrong."""
    page = open_map(qtbot, tmp_path)
    yield page
    assert_clean(page)
