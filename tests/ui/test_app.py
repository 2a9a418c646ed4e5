"""Starting, failing and ending: the real program in its own process, and its guards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from explorer.errors import DataError
from explorer.housestyle.style import PALETTES, Theme
from explorer.ui import app as app_module
from explorer.ui.app import CrashGuard, GuiOptions
from explorer.ui.broken import BrokenWindow
from explorer.ui.icons import pixmap
from explorer.ui.theme import style_sheet

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, timeout: int = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "explorer", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.slow
def test_a_smoke_run_draws_the_real_window_and_leaves(tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "window.png"
    done = run("gui", "--smoke", "--screenshot", str(picture), "--size", "1280x720", "--theme", "dark")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    with Image.open(picture) as image:
        assert image.size == (1280, 720)
        colours = {image.convert("RGB").getpixel(place) for place in ((640, 20), (20, 300), (1260, 400))}
    window, panel = PALETTES[Theme.DARK].window, PALETTES[Theme.DARK].panel
    assert {"#{:02X}{:02X}{:02X}".format(*colour) for colour in colours} <= {window, panel}


def test_damaged_data_opens_an_empty_window_that_names_every_fault(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = ["legs.csv, row 3, column length_km: “x” is no number", "nodes.csv: the file is missing"]
    window = app_module._broken(DataError(faults), GuiOptions())
    assert isinstance(window, BrokenWindow)
    qtbot.addWidget(window)
    shown = window.findChild(QPlainTextEdit, "faults")
    assert shown is not None
    assert shown.toPlainText().splitlines() == faults


def test_damaged_data_ends_a_smoke_run_with_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert app_module._broken(DataError(["legs.csv: gone"]), GuiOptions(smoke=True)) is None
    assert "legs.csv: gone" in capsys.readouterr().err


def test_a_silent_guard_writes_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    guard = CrashGuard(is_silent=True)
    guard.catch(ValueError, ValueError("no"), None)
    assert "ValueError: no" in capsys.readouterr().err
    assert guard.count == 1


@pytest.mark.parametrize("theme", list(Theme))
def test_the_style_sheet_leaves_no_role_unfilled(theme: Theme) -> None:
    sheet = style_sheet(PALETTES[theme], Path("icons"))
    assert "@" not in sheet


def test_every_icon_that_is_named_can_be_drawn(qapp: object) -> None:
    from explorer.ui.actions import TABLE
    from explorer.ui.tripbar import MODE_ICONS

    named = {entry.icon for entry in TABLE if entry.icon} | set(MODE_ICONS.values())
    for name in named | {"pin", "cross", "float", "chevron-down", "chevron-right", "chevron-left"}:
        picture = pixmap(name, "#123456").toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name
