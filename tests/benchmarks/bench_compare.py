# ruff: noqa: T201
"""Before and after in the real window: from an edit to new figures, and how far the other map lags."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.difference import difference
from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.difference_rows import difference_rows, used_rows
from explorer.io.geodata import load_geometry, load_network
from explorer.ui.mapview import MapView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow
from tests.ui.mappage import TIMEOUT_MS, MapPage

ROUNDS = 40
# Each page notes when its map moved, on the clock that both share.
WATCH = """(window.moves = [], explorer.map.on("move", () =>
  window.moves.push(performance.timeOrigin + performance.now())), true)"""


def told(words: str, values: list[float], high: float, note: str = "") -> str:
    """`edit to figures: p50 12.0 ms, p99 30.0 ms`."""
    middle, worst = percentile(values, 0.5), percentile(values, high)
    return f"{words}: p50 {middle:.1f} ms, p{high * 100:.0f} {worst:.1f} ms{note}"


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def test_difference_of_two_answers(capsys: pytest.CaptureFixture[str]) -> None:
    network = load_network()
    event = network.events["e01"]
    before = resolve(network, Scenario(), Trip("xian", "duisburg"))
    after = resolve(network, Scenario().with_event("e01", event.closes), Trip("xian", "duisburg"))
    times = []
    for _ in range(200):
        started = time.perf_counter()
        found = difference(network, before, after)
        difference_rows(network, found)
        used_rows(network, found, before, after)
        times.append((time.perf_counter() - started) * 1e3)
    with capsys.disabled():
        print("\n" + told("difference, table and lists", times, 0.99))


def test_edit_to_figures_and_pan_to_pan(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.set_text("less_motion", "true")
    window = MainWindow(Session(load_network(), load_geometry()), settings, MapView())
    qtbot.addWidget(window)
    window.map.set_motion(False)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1440, 900))
    window.comparing.start()
    second = window.comparing.second.view
    assert second is not None
    qtbot.waitUntil(lambda: second.state()["is_ready"] is True, timeout=TIMEOUT_MS)
    pages = MapPage(window.map, qtbot), MapPage(second, qtbot)
    qtbot.wait(1500)
    edits = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        window.edits.toggle("malaszewicze")
        edits.append((time.perf_counter() - started) * 1e3)
        qtbot.wait(60)
    for page in pages:
        page.wait_settled()
        assert page.js(WATCH)
    lags = _lags(pages, qtbot)
    window.session.undo_stack.setClean()
    with capsys.disabled():
        print("\n" + told("edit to new figures, both sides", edits, 0.99, " (target 100)"))
        print(told("pan to pan of the other map", lags, 0.9, " (target 50)"))


def _lags(pages: tuple[MapPage, MapPage], qtbot: QtBot) -> list[float]:
    """How long after each move of the first map the second made its own, in ms."""
    first, other = pages
    target, start = first.target, first.view.rect().center()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, ROUNDS):
        QTest.mouseMove(target, start + QPoint(3 * step, step))
        qtbot.wait(50)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    qtbot.wait(500)
    led, followed = first.js("window.moves"), other.js("window.moves")
    return [min((at - moved for at in followed if at >= moved), default=1e9) for moved in led]
