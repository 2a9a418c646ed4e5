"""A built-in story presented in the real window: real data, real page, real keys and mouse."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.core.geometry import unwrapped
from explorer.housestyle.brief import shown_scene
from explorer.housestyle.style import Theme
from explorer.io.geodata import load_geometry, load_network
from explorer.io.stories import load_story
from explorer.ui.mapview import MapView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.theme import apply_theme, load_fonts
from explorer.ui.window import MainWindow
from explorer.webmap.messages import Moving
from tests.ui.fake_screens import FakeScreens
from tests.ui.mappage import TIMEOUT_MS, MapPage, assert_clean


class Stage:
    """The window while it presents."""

    def __init__(self, window: MainWindow, page: MapPage, qtbot: QtBot) -> None:
        self.window, self.page, self._qtbot = window, page, qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key while the map has the keyboard, as it has in a show."""
        QTest.keyClick(self.page.target, key, modifier)

    def words(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label is not None, name
        return label.text()

    def wait_for_map(self) -> None:
        """Until the page stands as large as its widget, and everything asked for is drawn."""
        view = self.window.map
        self._qtbot.waitUntil(
            lambda: self.page.js("[innerWidth, innerHeight]") == [view.width(), view.height()],
            timeout=TIMEOUT_MS,
        )
        self._qtbot.wait(400)  # Leaflet tells of a new size 200 ms after it: longer than it takes to draw
        self.page.wait_settled()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Stage]:
    monkeypatch.setattr("explorer.ui.presenting.Screens", FakeScreens)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_fonts()
    apply_theme(app, Theme.LIGHT)
    network = load_network()
    session = Session(network, load_geometry())
    window = MainWindow(session, Settings(tmp_path / "settings.ini"), MapView())
    window.map.set_motion(False)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1440, 900))
    page = MapPage(window.map, qtbot)
    page.wait_settled()
    yield Stage(window, page, qtbot)
    assert_clean(page)
    session.undo_stack.setClean()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("story", ["eleven-days", "over-the-top"])
def test_every_scene_of_a_story_stands_on_the_map_below_its_title(stage: Stage, story: str) -> None:
    window, page, session = stage.window, stage.page, stage.window.session
    network = session.network
    session.load(session.scenario, session.trip, None, load_story(story, network).storyboard)
    stage.press(Qt.Key.Key_F5)
    scenes = window.presenting.show.scenes
    assert len(scenes) >= 3
    for number, scene in enumerate(scenes):
        if number:
            stage.press(Qt.Key.Key_PageDown)
        stage.wait_for_map()
        expected = shown_scene(network, scene)
        assert stage.words("present_title") == expected.title
        assert [stage.words(f"present_value_{place}") for place in range(len(expected.figures))] == [
            figure.value for figure in expected.figures
        ]
        assert expected.results is not None
        now = expected.results.itinerary
        drawn = set(
            page.js("[...document.querySelectorAll('[class*=of-]')].map((e) => e.getAttribute('class'))")
        )
        found = {name.split(" of-")[1].split(" ")[0] for name in drawn if " of-" in name}
        assert found >= (set() if now is None else set(now.leg_ids))
        if scene.view is None and now is not None:
            title = window.stage.title.covered_px
            for node_id in now.node_ids:
                node = network.nodes[node_id]
                at = page.point_of(unwrapped(node.lon), node.lat)
                assert title < at.y() < window.map.height(), (scene.id, node_id)
                assert 0 < at.x() < window.map.width(), (scene.id, node_id)
    covered = window.stage.title.geometry().bottom()
    tops = page.js(
        "[...document.querySelectorAll('.label text')].map((e) => e.getBoundingClientRect().bottom)"
    )
    assert sum(bottom < covered * 0.6 for bottom in tops) <= len(tops) * 0.1


def test_a_double_click_on_the_map_closes_live_and_the_end_brings_the_old_map_back(stage: Stage) -> None:
    window, page, session = stage.window, stage.page, stage.window.session
    page.js("explorer.map.setView([41.3, 52.8], 5.25, {animate: false}) && 1")
    page.wait_settled()
    page._qtbot.waitUntil(lambda: (window.map.viewpoint or Moving(0, 0, 0, flies=False)).zoom == 5.25)
    before, state = window.map.viewpoint, session.state
    stage.press(Qt.Key.Key_F5)
    stage.wait_for_map()
    node = session.network.nodes["dostyk"]
    window.map.fit((node.lon - 0.6, node.lat - 0.4, node.lon + 0.6, node.lat + 0.4))
    page.wait_settled()
    page.double_click(node.lon, node.lat)
    page._qtbot.waitUntil(lambda: session.scenario.is_closed("dostyk"), timeout=TIMEOUT_MS)
    assert window.stage.title.live.words == "Changed live: Dostyk closed"
    page.wait_settled()
    assert "is-closed" in page.classes(".node-dostyk")
    stage.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.scenario.is_closed("dostyk")
    assert window.stage.title.live.words == ""
    stage.press(Qt.Key.Key_Escape)
    assert not window.presenting.is_on
    assert session.state == state
    stage.wait_for_map()
    after = window.map.viewpoint
    assert before is not None
    assert after is not None
    assert (after.lon, after.lat, after.zoom) == pytest.approx(
        (before.lon, before.lat, before.zoom), abs=0.01
    )
    assert page.count(".is-presenting") == 0


DASHES = """(() => {
  const map = explorer.basemap, context = map._context, paint = map._paintLand, dashes = [];
  map._paintLand = function (...given) {
    context.stroke = (...path) => {
      dashes.push(context.getLineDash().length);
      CanvasRenderingContext2D.prototype.stroke.call(context, ...path);
    };
    paint.apply(map, given);
    delete context.stroke;
  };
  map.redraw();
  map.redraw();
  map._paintLand = paint;
  return dashes;
})()"""


def test_coasts_are_drawn_whole_whatever_was_drawn_before(stage: Stage) -> None:
    # The dashes of disputed borders, left over from a close view, once took 6 s on every coast far out.
    dashes = stage.page.js(DASHES)
    assert len(dashes) > 100
    assert set(dashes) == {0}


def test_the_far_north_comes_down_below_the_title(stage: Stage) -> None:
    window, page, session = stage.window, stage.page, stage.window.session
    session.load(session.scenario, session.trip, None, load_story("over-the-top", session.network).storyboard)
    arctic = next(scene for scene in session.storyboard if scene.scenario.month == 9)
    stage.press(Qt.Key.Key_F5)
    window.presenting.show.go_to(session.storyboard.position(arctic.id) or 0)
    stage.wait_for_map()
    tops = page.js(
        "[...document.querySelectorAll('.now[class*=of-]')].map((e) => e.getBoundingClientRect().top)"
    )
    assert min(tops) > window.stage.title.covered_px
    stage.press(Qt.Key.Key_Escape)
    stage.wait_for_map()
    page.js("explorer.map.setView([84, 0], 3, {animate: false}) && 1")
    page.wait_settled()
    assert page.js("explorer.map.getBounds().getNorth()") < 85
