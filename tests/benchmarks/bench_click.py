# ruff: noqa: T201
"""From a double-click on the map to the changed DOM, in the real window on the packaged network."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop
from pytestqt.qtbot import QtBot

from explorer.io.geodata import load_geometry, load_network
from explorer.ui.mapview import MapView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow
from tests.ui.mappage import TIMEOUT_MS, MapPage

ROUNDS = 60
# The page notes by itself when a class of the watched node changes.
WATCH = """(() => {
  const node = document.querySelector('.node-brest');
  window.changed = 0;
  new MutationObserver(() => { window.changed = performance.timeOrigin + performance.now(); })
    .observe(node, {attributes: true, attributeFilter: ['class']});
  return true;
})()"""


def test_click_to_changed_dom(qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    window = MainWindow(Session(load_network(), load_geometry()), Settings(tmp_path / "s.ini"), MapView())
    qtbot.addWidget(window)
    window.map.set_motion(False)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1440, 900))
    page = MapPage(window.map, qtbot)
    page.wait_settled()
    brest = window.session.network.nodes["brest"]
    window.map.fit((brest.lon - 1, brest.lat - 1, brest.lon + 1, brest.lat + 1))
    page.wait_settled()
    assert page.js(WATCH)
    times = []
    for _ in range(ROUNDS):
        page.js("(window.changed = 0)")
        start = time.time() * 1e3
        page.double_click(brest.lon, brest.lat)
        clicked = time.time() * 1e3
        qtbot.waitUntil(lambda: page.js("window.changed") > 0, timeout=TIMEOUT_MS)
        # point_of asks the page for coordinates inside double_click; that round trip is not ours
        times.append(page.js("window.changed") - max(start, clicked - 5))
        QEventLoop().processEvents()
        qtbot.wait(60)
    window.session.undo_stack.setClean()
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    with capsys.disabled():
        print(
            f"\nclick to changed DOM: p50 {p50:.1f} ms (target 17), p99 {p99:.1f} ms (target 60), n={ROUNDS}"
        )
