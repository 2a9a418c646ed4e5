"""The stories of the brief through the real window: real data, real page, real mouse."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Mode, Trip
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.housestyle.style import Theme
from explorer.io.geodata import Geometry, load_geometry, load_network
from explorer.ui.mapview import MapView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.theme import apply_theme, load_fonts
from explorer.ui.window import MainWindow
from tests.ui.mappage import TIMEOUT_MS, MapPage, assert_clean


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def geometry() -> Geometry:
    return load_geometry()


class Story:
    """The window as a user drives it."""

    def __init__(self, window: MainWindow, page: MapPage, qtbot: QtBot) -> None:
        self.window = window
        self.page = page
        self.qtbot = qtbot

    @property
    def nodes(self) -> tuple[str, ...]:
        """Places of the journey shown."""
        itinerary = self.window.session.results.itinerary
        assert itinerary is not None
        return itinerary.node_ids

    def words(self, name: str) -> str:
        """Text of a label by its object name."""
        label = self.window.findChild(QLabel, name)
        assert label is not None, name
        return label.text()

    def press(self, name: str) -> None:
        """Press a button by its object name."""
        button = self.window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()

    def double_click(self, node_id: str) -> None:
        """Double-click a place on the map, after flying near enough to hit it alone."""
        node = self.window.session.network.nodes[node_id]
        self.window.map.fit((node.lon - 0.6, node.lat - 0.4, node.lon + 0.6, node.lat + 0.4))
        self.page.wait_settled()
        before = self.window.session.results
        self.page.double_click(node.lon, node.lat)
        self.qtbot.waitUntil(lambda: self.window.session.results is not before, timeout=TIMEOUT_MS)

    def undo(self) -> None:
        """Choose Edit, Undo."""
        action = self.window.findChild(QAction, "undo")
        assert action is not None
        action.trigger()


@pytest.fixture
def story(qtbot: QtBot, tmp_path: Path, network: Network, geometry: Geometry) -> Generator[Story]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_fonts()
    apply_theme(app, Theme.LIGHT)
    window = MainWindow(Session(network, geometry), Settings(tmp_path / "settings.ini"), MapView())
    window.map.set_motion(False)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1440, 900))
    page = MapPage(window.map, qtbot)
    page.wait_settled()
    yield Story(window, page, qtbot)
    assert_clean(page)
    window.session.undo_stack.setClean()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def test_the_september_closure_and_what_follows(story: Story) -> None:
    session = story.window.session
    first = session.results
    assert ("brest", "malaszewicze") in zip(story.nodes, story.nodes[1:], strict=False)

    story.double_click("malaszewicze")
    assert session.scenario.is_closed("malaszewicze")
    assert "malaszewicze" not in story.nodes
    story.qtbot.waitUntil(lambda: "is-closed" in story.page.classes(".node-malaszewicze"), timeout=TIMEOUT_MS)
    assert story.words("distance_change").startswith("▲") or "+" in story.words("distance_change")
    assert session.results.saving is not None
    assert session.results.saving.km < 0
    story.undo()
    assert session.results == first

    story.press("apply_e01")
    assert not {"malaszewicze", "kuznica", "siemianowka"} & set(story.nodes)
    for target in ("country:by", "country:ru", "aktau"):
        if target == "aktau":
            assert "aktau" in story.nodes
        session.toggle_closed(target, target)
    assert set(story.nodes) & {"kuryk", "turkmenbashi", "suez-canal", "cape-of-good-hope"}
    assert story.page.count(".node.is-closed") >= 1

    reset = story.window.findChild(QAction, "reset")
    assert reset is not None
    reset.trigger()
    assert session.results == first
    story.undo()
    assert session.scenario.is_closed("aktau")


def test_the_new_railway_shows_reported_beside_modelled(story: Story) -> None:
    session = story.window.session
    session.edit("Trip", trip=Trip("kashgar", "tashkent"))
    session.toggle_link("cku")
    card = story.window.findChild(QWidget, "link_cku")
    assert card is not None
    words = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "900" in words
    assert "−2\u202f516 km" in words or "−2 516" in words.replace("\u202f", " ")
    modelled = next(row for row in session.results.new_links if row.link_id == "cku").modelled
    assert modelled is not None
    assert modelled.km == pytest.approx(2600, rel=0.05)
    story.qtbot.waitUntil(
        lambda: "is-new" in story.page.classes(".leg-kashgar--torugart"), timeout=TIMEOUT_MS
    )


def test_suez_cape_and_the_northern_sea_route(story: Story) -> None:
    session = story.window.session
    session.edit("By sea", trip=Trip("shanghai", "rotterdam", modes=frozenset({Mode.SEA})))
    assert "suez-canal" in story.nodes
    before = session.results.itinerary
    session.toggle_closed("suez-canal", "Suez")
    assert "cape-of-good-hope" in story.nodes
    after = session.results.itinerary
    assert before is not None
    assert after is not None
    assert after.distance_km > before.distance_km
    for month, is_offered in ((9, True), (2, False)):
        session.edit("Month", session.scenario.with_date(2026, month))
        ways = [session.results.itinerary, *session.results.alternatives]
        assert any(way and "kara-gate" in way.node_ids for way in ways) is is_offered


def test_no_way_left_names_the_cut_with_reopen_buttons(story: Story) -> None:
    session = story.window.session
    scenario = Scenario()
    for leg in session.network.legs_at("duisburg"):
        scenario = scenario.with_closure(leg.other_end("duisburg"))
    session.edit("Close every way out", scenario)
    assert session.results.itinerary is None
    no_route = story.window.findChild(QWidget, "no_route")
    assert no_route is not None
    assert no_route.isVisibleTo(story.window)
    assert "No way left" in story.words("no_route_title")
    buttons = [b for b in no_route.findChildren(QAbstractButton) if "Reopen" in b.text()]
    assert buttons
    buttons[0].click()
    assert session.results.itinerary is not None


def test_the_page_is_never_loaded_again(story: Story) -> None:
    story.page.js("(window.storyMark = 7)")
    for target in ("brest", "aktau", "country:kz", "dostyk"):
        story.window.session.toggle_closed(target, target)
    for theme in ("dark", "light"):
        story.window.looks.choose_theme(theme, is_kept=False)
    story.page.wait_settled()
    assert story.page.js("window.storyMark") == 7
