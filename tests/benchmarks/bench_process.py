# ruff: noqa: T201
"""Whole processes: the command line against bare imports, and the window against an empty page.

Ratios come from one run, alternating the two sides, so that a busy machine hits both alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

BARE_IMPORTS = "import numpy, shapely, pyproj, scipy.sparse.csgraph"
BARE_WINDOW = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtWebEngineWidgets import QWebEngineView
app = QApplication(sys.argv)
window = QMainWindow()
view = QWebEngineView()
window.setCentralWidget(view)
window.resize(1440, 900)
view.loadFinished.connect(lambda _: app.quit())
window.show()
view.setHtml("<!doctype html><title>empty</title>")
app.exec()
"""


def seconds(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=env)
    return time.perf_counter() - start


def alternate(first: list[str], second: list[str], rounds: int) -> tuple[float, float]:
    """Median seconds of two commands, run in turn after one warm-up each."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    seconds(first, env)
    seconds(second, env)
    pairs = [(seconds(first, env), seconds(second, env)) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def test_route_as_a_whole_process(capsys: pytest.CaptureFixture[str]) -> None:
    route = [sys.executable, "-m", "explorer", "route", "xian", "duisburg", "--close", "malaszewicze"]
    ours, bare = alternate(route, [sys.executable, "-c", BARE_IMPORTS], 9)
    with capsys.disabled():
        print(f"\nroute: {ours:.2f} s, bare imports {bare:.2f} s: {ours / bare:.2f}x (target 1.6x)")


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    ours, bare = alternate([sys.executable, "-m", "explorer", "--help"], [sys.executable, "-c", "pass"], 9)
    with capsys.disabled():
        print(f"\n--help: {ours:.3f} s (target 0.15), bare interpreter {bare:.3f} s")


def test_start_to_map_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    smoke = [sys.executable, "-m", "explorer", "gui", "--smoke", "--screenshot", str(picture)]
    ours, bare = alternate(smoke, [sys.executable, "-c", BARE_WINDOW], 5)
    assert picture.stat().st_size > 0
    with capsys.disabled():
        print(
            f"\nstart to map drawn and saved: {ours:.2f} s, "
            f"empty page {bare:.2f} s: {ours / bare:.2f}x (target 2x)"
        )
