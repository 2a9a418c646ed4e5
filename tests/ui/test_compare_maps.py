"""Before and after with two real map pages: they move as one, coincide to the pixel, and go in order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.core.difference import Fate, difference
from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.style import Theme
from explorer.io.geodata import Geometry, load_geometry, load_network
from explorer.ui.mapview import MapView
from explorer.ui.parts.comparehead import Mode
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.theme import apply_theme, load_fonts
from explorer.ui.window import MainWindow
from tests.ui.mappage import TIMEOUT_MS, MapPage, assert_clean

TRIP, CKU = Trip("kashgar", "tashkent"), Scenario().with_opened("cku")
PLACES = ((76.0, 39.5), (69.2, 41.3), (87.6, 43.8), (60.0, 30.0))
POINTS = "[{}].map(([lat, lon]) => {{ const m = explorer.map, z = m.getZoom(), o = m.getPixelOrigin(), \
p = m.project([lat, lon], z), s = m._getMapPanePos(); return [p.x - o.x + s.x, p.y - o.y + s.y]; }})"
"""Where places stand in a page, in unrounded px."""


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def geometry() -> Geometry:
    return load_geometry()


class Two:
    """The window with both maps."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.after = MapPage(window.map, qtbot)
        view = window.comparing.second.view
        assert view is not None
        self.before = MapPage(view, qtbot)

    def points(self, page: MapPage) -> list[list[float]]:
        places = ", ".join(f"[{lat}, {lon}]" for lon, lat in PLACES)
        found = page.js(POINTS.format(places))
        assert isinstance(found, list)
        return found

    def sizes(self) -> list[object]:
        return [page.js("explorer.map.getSize()") for page in (self.before, self.after)]

    def rest(self) -> None:
        """Wait until both pages know their size and look at the same place."""
        width, height = self.window.map.view.width(), self.window.map.view.height()
        wanted = {"x": width, "y": height}
        self.qtbot.waitUntil(lambda: self.sizes() == [wanted, wanted], timeout=TIMEOUT_MS)
        for page in (self.after, self.before):
            page.wait_settled()
        self.qtbot.waitUntil(self.is_together, timeout=TIMEOUT_MS)

    def is_together(self) -> bool:
        one, other = self.points(self.before), self.points(self.after)
        return all(
            abs(a - b) < 0.01
            for first, second in zip(one, other, strict=True)
            for a, b in zip(first, second, strict=True)
        )


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, network: Network, geometry: Geometry) -> Generator[Two]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_fonts()
    apply_theme(app, Theme.LIGHT)
    session = Session(network, geometry)
    session.load(CKU, TRIP, None)
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("less_motion", "true")
    window = MainWindow(session, settings, MapView())
    try:
        two = _opened(window, qtbot)
        first = two.before.view
        yield two
        assert_clean(two.after)
        if window.comparing.second.view is first:
            assert_clean(two.before)
    finally:
        session.undo_stack.setClean()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _opened(window: MainWindow, qtbot: QtBot) -> Two:
    window.map.set_motion(False)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1441, 900))
    window.comparing.start()
    second = window.comparing.second.view
    assert second is not None
    qtbot.waitUntil(lambda: second.state()["is_ready"] is True, timeout=TIMEOUT_MS)
    two = Two(window, qtbot)
    two.rest()
    return two


def drag(page: MapPage, by: QPoint) -> None:
    """Drag the map with the real mouse."""
    target, start = page.target, page.view.rect().center()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.2, 0.6, 1.0):
        QTest.mouseMove(target, start + by * share, 20)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + by, 20)


def test_both_journeys_are_in_view_and_both_pages_look_alike(two: Two) -> None:
    for page in (two.before, two.after):
        for node_id in ("kashgar", "tashkent", "turpan"):
            node = two.window.session.network.nodes[node_id]
            assert page.view.rect().contains(page.point_of(node.lon, node.lat))


def test_dragging_one_map_drags_the_other_and_nothing_comes_back(two: Two) -> None:
    for page, by in ((two.after, QPoint(-120, 40)), (two.before, QPoint(90, -33))):
        start = two.points(page)[0]
        other = two.before if page is two.after else two.after
        echoes: list[object] = []
        other.view.moving.connect(echoes.append)
        drag(page, by)
        two.qtbot.waitUntil(lambda page=page, start=start: two.points(page)[0] != start, timeout=TIMEOUT_MS)
        two.qtbot.waitUntil(two.is_together, timeout=TIMEOUT_MS)
        two.rest()
        moved = two.points(page)[0]
        assert (moved[0] - start[0], moved[1] - start[1]) == pytest.approx((by.x(), by.y()), abs=12)
        assert echoes == []
        other.view.moving.disconnect(echoes.append)


def test_zooming_one_map_zooms_the_other(two: Two) -> None:
    zoom = two.after.js("explorer.map.getZoom()")
    two.before.js("(document.querySelector('.map-cover, .leaflet-container').focus(), 1)")
    button = two.before.js(
        "(({left, top, width, height}) => [left + width / 2, top + height / 2])"
        "(document.querySelector('.button-zoom_in').getBoundingClientRect())"
    )
    QTest.mouseClick(
        two.before.target, Qt.MouseButton.LeftButton, pos=QPoint(round(button[0]), round(button[1]))
    )
    two.qtbot.waitUntil(lambda: two.after.js("explorer.map.getZoom()") == zoom + 0.5, timeout=TIMEOUT_MS)
    two.rest()


def test_maps_that_go_alone_go_alone(two: Two) -> None:
    two.window.compare_frame.bar.together.click()
    before = two.points(two.before)
    drag(two.after, QPoint(-100, 0))
    two.after.wait_settled()
    assert two.points(two.before) == before
    assert not two.is_together()
    two.window.compare_frame.bar.together.click()
    two.qtbot.waitUntil(two.is_together, timeout=TIMEOUT_MS)


def test_swiping_maps_coincide_to_the_pixel(two: Two) -> None:
    two.window.comparing.set_mode(Mode.SWIPE)
    two.rest()
    before, after = two.before.view, two.after.view
    corners = [view.mapTo(two.window, QPoint(0, 0)) for view in (before, after)]
    assert corners[0] == corners[1]
    assert before.size() == after.size()
    bar = two.window.compare_frame.maps.bar
    sizes = two.sizes()
    bar.setValue(200)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert two.sizes() == sizes
    assert two.is_together()


def test_swiping_shows_before_left_of_the_bar_and_after_right_of_it(two: Two) -> None:
    two.window.comparing.set_mode(Mode.SWIPE)
    two.rest()
    frame = two.window.compare_frame
    torugart = two.window.session.network.nodes["makmal"]
    place = two.after.point_of(torugart.lon, torugart.lat) + frame.maps.mapTo(two.window, QPoint(0, 0))

    def around() -> list[str]:
        image = two.window.grab().toImage()
        return [
            image.pixelColor(place.x() + x, place.y() + y).name()
            for x in range(-9, 10)
            for y in range(-9, 10)
        ]

    frame.maps.bar.setValue(0)
    two.qtbot.waitUntil(lambda: "#00735c" in around(), timeout=TIMEOUT_MS)
    frame.maps.bar.setValue(1000)
    two.qtbot.waitUntil(lambda: "#00735c" not in around(), timeout=TIMEOUT_MS)


def test_the_map_of_before_stays_while_after_changes(two: Two) -> None:
    drawn = two.before.js("[...document.querySelectorAll('.now')].length")
    assert drawn
    assert two.before.count(".new-line[class*='of-']") == 0
    assert two.after.count(".of-makmal--jalal-abad.new-line") == 1
    colour = two.before.js("getComputedStyle(document.querySelector('.now')).stroke")
    assert colour == two.after.js("getComputedStyle(document.querySelector('.ghost-core')).stroke")
    two.window.edits.toggle("cku")
    two.qtbot.waitUntil(lambda: two.after.count(".new-line[class*='of-']") == 0, timeout=TIMEOUT_MS)
    assert two.before.js("[...document.querySelectorAll('.now')].length") == drawn


def test_one_map_draws_every_fate_in_its_own_way(two: Two) -> None:
    session = two.window.session
    two.window.comparing.set_mode(Mode.ONE_MAP)
    two.after.wait_settled()
    found = difference(session.network, resolve(session.network, Scenario(), TRIP), session.results)
    for fate, name in ((Fate.LOST, ".lost-ticks"), (Fate.GAINED, ".now.is-gained, .new-line.is-gained")):
        selector = ", ".join(f"{part}[class*='of-']" for part in name.split(", "))
        assert two.after.count(selector) == len(found.legs_of(fate))
    assert two.after.count(".ghost-band.is-kept") == 0
    legend = two.after.js(
        "[...document.querySelectorAll('.legend-row')].filter((row) => row.offsetParent)"
        ".map((row) => row.textContent)"
    )
    assert {"used instead", "no longer used", "as before", "other days", "closed place"} <= set(legend)
    assert "baseline" not in legend
    # The map takes its new size and its view one after the other; the names find their places after both.
    gained = {"Torugart", "used instead"}
    two.qtbot.waitUntil(lambda: gained <= set(two.after.texts(".label-gained text")), timeout=TIMEOUT_MS)
    assert "no longer used" in two.after.texts(".label-lost text")
    two.window.comparing.end()
    two.after.wait_settled()
    assert two.after.count(".lost-ticks[class*='of-']") == 0
    assert two.after.count(".label-gained") == 0


def test_the_second_page_goes_and_comes_again(two: Two) -> None:
    window = two.window
    window.comparing.end()
    window.comparing.release()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    two.after.wait_settled()
    window.comparing.start()
    second = window.comparing.second.view
    assert second is not None
    two.qtbot.waitUntil(lambda: second.state()["is_ready"] is True, timeout=TIMEOUT_MS)
    again = Two(window, two.qtbot)
    again.rest()
    assert_clean(again.before)


def test_leaving_brings_the_view_back(two: Two) -> None:
    window = two.window
    window.comparing.end()
    window.comparing._settling.stop()
    two.after.wait_settled()
    window.map.fit((60.0, 35.0, 80.0, 48.0))
    two.after.wait_settled()

    def centre() -> list[float]:
        found = two.after.js("((c) => [c.lng, c.lat, explorer.map.getZoom()])(explorer.map.getCenter())")
        assert isinstance(found, list)
        return found

    def is_sized() -> bool:
        view = window.map.view
        return bool(two.after.js("explorer.map.getSize()") == {"x": view.width(), "y": view.height()})

    two.qtbot.waitUntil(is_sized, timeout=TIMEOUT_MS)
    kept = centre()
    window.comparing.start()
    two.qtbot.waitUntil(lambda: centre() != kept, timeout=TIMEOUT_MS)
    window.comparing.end()
    two.qtbot.waitUntil(lambda: is_sized() and centre() == pytest.approx(kept, abs=0.05), timeout=TIMEOUT_MS)


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.ui import app
from explorer.ui.parts.comparehead import Mode

opened = []

def keep(options, settings, guard, _open=app._open):
    window = _open(options, settings, guard)
    opened.append(window)
    QTimer.singleShot(2500, lambda: begin(window))
    return window

def begin(window):
    window.comparing.start()
    window.comparing.second.view.map_ready.connect(lambda: QTimer.singleShot(300, lambda: leave(window)))

def leave(window):
    window.comparing.set_mode(Mode(sys.argv[1]))
    assert window.map.state()["faults"] == [], window.map.state()["faults"]
    window.session.undo_stack.setClean()
    QTimer.singleShot(300, window.close)
    QTimer.singleShot(900, QCoreApplication.quit)

app._open = keep
scenario, trip = Scenario().with_opened("cku"), Trip("kashgar", "tashkent")
sys.exit(app.run_gui(app.GuiOptions(scenario=scenario, trip=trip)))
"""


@pytest.mark.parametrize("mode", [mode.value for mode in Mode])
def test_the_program_ends_cleanly_with_two_pages_open(mode: str) -> None:
    """Pages, views and profiles go in order: a wrong one ends in a crash, not in an error."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, mode],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Release of profile requested" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_place_closes_in_after_only(two: Two) -> None:
    two.window.edits.toggle("khorgos")
    two.qtbot.waitUntil(lambda: "is-closed" in two.after.classes(".node-khorgos"), timeout=TIMEOUT_MS)
    assert "is-closed" not in two.before.classes(".node-khorgos")
