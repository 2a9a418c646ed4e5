# ruff: noqa: T201
"""From a key to the next scene's figures and its lines on the map, in the real window while presenting."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.io.geodata import load_geometry, load_network
from explorer.ui.mapview import MapView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow
from tests.ui.fake_screens import FakeScreens
from tests.ui.mappage import TIMEOUT_MS, MapPage

ROUNDS = 60
CLOSED = ("brest", "malaszewicze", "country:ru", "aktau", "dostyk", "country:kz", "kuryk", "petropavl")
# The page notes by itself when its lines change.
WATCH = """(() => {
  window.changed = 0;
  new MutationObserver(() => { window.changed ||= performance.timeOrigin + performance.now(); })
    .observe(explorer.map.getContainer(), {subtree: true, attributes: true, attributeFilter: ['class']});
  return true;
})()"""


class PaintTime(QObject):
    """Notes when a widget is painted first after it was asked to."""

    at_ms = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on only."""
        if event.type() is QEvent.Type.Paint and not self.at_ms:
            self.at_ms = time.time() * 1e3
        return super().eventFilter(watched, event)


def _scenes(session: Session) -> Storyboard:
    """Scenes whose answers differ from one to the next."""
    scenes = []
    for number, target in enumerate(CLOSED):
        scenario = Scenario().with_closure(target)
        scenes.append(
            Scene(f"scene-{number}", scenario, session.trip, f"{target} shut", notes="Words. " * 200)
        )
    return Storyboard("Bench", tuple(scenes))


def _window(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[MainWindow, MapPage]:
    monkeypatch.setattr("explorer.ui.presenting.Screens", FakeScreens)
    session = Session(load_network(), load_geometry())
    session.load(session.scenario, session.trip, None, _scenes(session))
    window = MainWindow(session, Settings(folder / "s.ini"), MapView())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.map.map_ready, timeout=TIMEOUT_MS):
        window.start((1440, 900))
    page = MapPage(window.map, qtbot)
    page.wait_settled()
    return window, page


@pytest.mark.timeout(600)
@pytest.mark.parametrize("has_view", [False, True], ids=["audience", "with presenter view"])
def test_key_to_new_figures(
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    has_view: bool,
) -> None:
    window, page = _window(qtbot, tmp_path, monkeypatch)
    window.presenting.start()
    if has_view:
        window.presenting.toggle_view()
    target = window.presenting.view if has_view else page.target
    target.activateWindow()
    qtbot.waitUntil(target.window().isActiveWindow, timeout=TIMEOUT_MS)
    qtbot.wait(3000)
    assert page.js(WATCH)
    title = window.findChild(QLabel, "present_title")
    assert title is not None
    paint = PaintTime()
    title.installEventFilter(paint)
    told, figures, lines = [], [], []
    for number in range(ROUNDS):
        page.js("(window.changed = 0)")
        before = title.text()
        key = Qt.Key.Key_PageDown if number % 14 < 7 else Qt.Key.Key_PageUp
        start = time.time() * 1e3
        paint.at_ms = 0.0
        QTest.keyClick(target, key)
        told.append(time.time() * 1e3 - start)
        assert title.text() != before
        qtbot.waitUntil(lambda: paint.at_ms > 0, timeout=TIMEOUT_MS)
        figures.append(paint.at_ms - start)
        qtbot.waitUntil(lambda: page.js("window.changed") > 0, timeout=TIMEOUT_MS)
        lines.append(page.js("window.changed") - start)
        qtbot.wait(500)
    window.presenting.end()
    window.session.undo_stack.setClean()
    with capsys.disabled():
        measured = (("figures told", told), ("figures painted", figures), ("lines on the map", lines))
        for what, times in measured:
            times.sort()
            p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
            print(f"\nkey to {what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms (target 100), n={ROUNDS}")
