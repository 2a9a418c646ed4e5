"""Every test starts from nothing: an empty home and no display. A failing window leaves a picture."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

FAILED_DIR = Path(__file__).parent / "failed"
QT_FIXTURES = {"qapp", "qtbot", "qtmodeltester"}

# Before Qt starts, and for the processes that tests start. A developer may set them otherwise and look on.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium has no sandbox for root and refuses to start (CI and containers are root).
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=60, database=None, print_blob=True
)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def pytest_sessionstart() -> None:
    shutil.rmtree(FAILED_DIR, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Qt, so that `test.sh --fast` can leave it out."""
    ui_dir = Path(__file__).parent / "ui"
    for item in items:
        if ui_dir in item.path.parents or QT_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("ui")


@pytest.fixture(scope="session", autouse=True)
def _kept_caches(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """matplotlib's list of fonts takes seconds to make: once for all tests and their processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own, where settings, data and caches go."""
    home = tmp_path_factory.mktemp("home")
    folders = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
    for name, folder in folders.items():
        (home / folder).mkdir(parents=True)
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        # Qt reads the variable above only once in a process.
        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / ".config"))
    return home


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed and "PySide6.QtWidgets" in sys.modules:
        pictures = _keep_pictures(re.sub(r"[^\w.-]+", "-", item.nodeid))
        if pictures:
            report.sections.append(("pictures of the windows", "\n".join(map(str, pictures))))
    return report


def _keep_pictures(name: str) -> list[Path]:
    """Save every window that is open as tests/failed/<name>-<number>.png."""
    from PySide6.QtWidgets import QApplication

    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    pictures = []
    for number, window in enumerate(windows, start=1):
        FAILED_DIR.mkdir(exist_ok=True)
        picture = FAILED_DIR / f"{name}-{number}.png"
        window.grab().save(str(picture))
        pictures.append(picture)
    return pictures
