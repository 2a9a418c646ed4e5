"""The map's own process dies: the map is drawn anew from the model; when it dies again at once, plainly."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.ui import mapview
from explorer.ui.mapview import MapView
from tests.network_fixture import small_geometry, small_network
from tests.ui.mappage import TIMEOUT_MS, MapPage, open_map

DEATHS = 20
WITHIN_S = 1.0


def _kill(page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view.renderer_died, timeout=TIMEOUT_MS):
        os.kill(page.view.page.renderProcessPid(), signal.SIGKILL)


def answer(scenario: Scenario) -> Results:
    return resolve(small_network(), scenario, Trip("chengdu", "berlin"))


def _classes(page: MapPage, name: str) -> str:
    page.wait_settled()
    return str(page.js(f"document.querySelector('.node-{name}').getAttribute('class')"))


def test_twenty_deaths_lose_nothing(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapview, "DEATHS_WITHIN_S", 0.0)
    page = open_map(qtbot, tmp_path)
    view = page.view
    took = []
    for number in range(DEATHS):
        scenario = Scenario().with_closure("quay" if number % 2 else "frontier")
        view.show_results(None, answer(scenario))
        with qtbot.waitSignal(view.map_ready, timeout=TIMEOUT_MS):
            _kill(page, qtbot)
            started = time.monotonic()
        took.append(time.monotonic() - started)
        assert "is-closed" in _classes(page, "quay" if number % 2 else "frontier")
    assert not view.is_plain
    # Not a benchmark: a map that stays away longer than the promise is a fault; the machine may be busy.
    assert sorted(took)[DEATHS // 2] < 5 * WITHIN_S


def test_a_second_death_at_once_leaves_a_plain_map_that_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_map(qtbot, tmp_path)
    view = page.view
    with qtbot.waitSignal(view.map_ready, timeout=TIMEOUT_MS):
        _kill(page, qtbot)
    with qtbot.waitSignal(view.map_ready, timeout=TIMEOUT_MS):
        _kill(page, qtbot)
    assert view.is_plain
    before = view.grab().toImage()
    view.show_results(None, answer(Scenario().with_closure("frontier")))
    assert view.grab().toImage() != before
    with qtbot.waitSignal(view.map_ready, timeout=TIMEOUT_MS):
        view.findChild(QPushButton, "static_map_retry").click()
    assert not view.is_plain
    assert "is-closed" in _classes(page, "frontier")


def test_safe_mode_starts_no_page(qtbot: QtBot) -> None:
    view = MapView(is_plain=True)
    qtbot.addWidget(view)
    view.resize(600, 400)
    with qtbot.waitSignal(view.map_ready):
        view.set_network(small_network(), small_geometry())
        view.show_results(None, answer(Scenario()))
    assert view.is_plain
    assert view.page.url().isEmpty()
    colours = {view.grab().toImage().pixelColor(x, 200).name() for x in range(0, 600, 5)}
    assert len(colours) > 3
