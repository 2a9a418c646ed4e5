"""Hostile names in the window and on its map: nothing runs, nothing breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow
from tests.hostile.corpus import LONG, NAMES, hostile_network, hostile_storyboard
from tests.network_fixture import small_geometry
from tests.ui.fake_map import FakeMap
from tests.ui.mappage import TIMEOUT_MS, open_map

pytestmark = pytest.mark.ui
NETWORK = hostile_network()
TRIP = hostile_storyboard().scenes[0].trip


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Any:
    session = Session(NETWORK, small_geometry())
    session.load(Scenario(name=LONG[:400]), TRIP, None, hostile_storyboard())
    window = MainWindow(session, Settings(tmp_path / "settings.ini"), cast(Any, FakeMap()))
    window.start((1280, 720))
    qtbot.waitExposed(window)
    yield window
    session.undo_stack.setClean()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_label_shows_names_as_plain_text(window: MainWindow) -> None:
    for target in (*NETWORK.nodes, *NETWORK.new_links, *NETWORK.corridors):
        window.pointing.show_target(target)
    for scene in window.session.storyboard:
        window.session.show_scene(scene.id)
    window.edits.toggle("frontier")
    for label in window.findChildren(QLabel):
        text = label.text()
        if any(name[:20] in text for name in NAMES if "<" in name):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()
    assert window.width() == 1280, "a long name must not widen the window"


def test_dialogs_menus_and_tips_survive(window: MainWindow) -> None:
    window.asking.show_sources()
    window.asking.show_claims()
    window.requests.open_commands()
    window.commands.close_box()
    for node_id in NETWORK.nodes:
        menu = window.pointing.open_menu(node_id, window.pos(), window)
        assert menu is not None
        menu.close()
    for child in window.findChildren(QWidget):
        assert "<script" not in child.toolTip(), child.objectName()


def test_the_map_runs_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_map(qtbot, tmp_path, NETWORK)
    scenario = Scenario().with_closure("frontier").with_closure("quay").with_opened("short")
    page.view.show_results(None, resolve(NETWORK, scenario, TRIP))
    page.wait_settled()
    for node_id in NETWORK.nodes:
        page.js(f"(explorer.say({{type: 'hovered', kind: 'node', id: '{node_id}'}}), 1)")
    qtbot.wait(200)
    assert page.js("window.hacked === undefined") is True
    assert page.count("#map_explorer img, #map_explorer script, #map_explorer iframe") == 0
    qtbot.waitUntil(lambda: page.js("1") == 1, timeout=TIMEOUT_MS)
