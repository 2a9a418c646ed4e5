"""The program with its window: starts Qt, loads the data, catches what nobody caught."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Storyboard
from explorer.errors import DataError, ExplorerError
from explorer.housestyle.style import Theme
from explorer.ui.crash import ENDED, CrashGuard, FaultLog
from explorer.ui.datacheck import DataCheck
from explorer.ui.dialogs import FaultDialog, tell
from explorer.ui.settings import Settings, data_dir
from explorer.ui.theme import apply_theme, font, load_fonts, system_theme

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

SMOKE_LIMIT_MS = 60_000
SETTLE_MS = 300
"""How long the map must be at rest before the smoke run takes the picture."""


@dataclass(frozen=True, slots=True)
class GuiOptions:
    """How to start: a file or a scenario and trip, size in px, theme; `smoke` draws once and leaves.

    `safe_mode` starts with settings as at first and a painted map, for when the usual start fails.
    """

    file: Path | None = None
    smoke: bool = False
    screenshot: Path | None = None
    scenario: Scenario | None = None
    trip: Trip | None = None
    storyboard: Storyboard | None = None
    size: tuple[int, int] | None = None
    theme: str | None = None
    safe_mode: bool = False


def run_gui(options: GuiOptions) -> int:
    """Open the window and stay until it closes. Returns the exit code."""
    _prepare()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 (nothing else makes a core application here)
    app.setApplicationName("corridor-explorer")
    app.setApplicationDisplayName("Corridor Explorer")
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(font(14))
    guard = CrashGuard(is_silent=options.smoke)
    sys.excepthook = guard.catch
    log = FaultLog(data_dir())
    ended = "" if options.smoke else log.left()
    if not options.smoke:
        log.begin()
    if not options.smoke and _is_shift_held(app):
        options = replace(options, safe_mode=True)
    passing = options.smoke or options.safe_mode
    settings = Settings(_passing_settings() if passing else None)
    apply_theme(app, Theme(options.theme) if options.theme in ("light", "dark") else system_theme())
    window = _open(options, settings, guard)
    if ended and window is not None:
        FaultDialog("The program was ended", ENDED, ended, window).open()
    code = app.exec() if window is not None else 1
    sys.excepthook = sys.__excepthook__
    if not options.smoke:
        log.finish()
    if window is not None:
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    return code or (1 if options.smoke and guard.count else 0)


def _prepare() -> None:
    """What must be settled before Qt and Chromium start."""
    if _has_no_gpu():
        os.environ.setdefault("QT_OPENGL", "software")
        flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
        if "--disable-gpu" not in flags:
            os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --disable-gpu".strip()
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium has no sandbox for root and would not start (containers and CI are root).
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    from explorer.ui.webengine import register_scheme

    register_scheme()


def _has_no_gpu() -> bool:
    """Whether there is no graphics processor to be used: no display server, or no device on Linux."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return True
    return sys.platform.startswith("linux") and not any(Path("/dev").glob("dri/*"))


def _passing_settings() -> Path:
    """Settings as at first, that a smoke run or safe mode may write and nobody reads."""
    path = data_dir() / "passing.ini"
    path.unlink(missing_ok=True)
    return path


def _is_shift_held(app: QApplication) -> bool:
    """Whether the user holds Shift while the program starts: asks for safe mode."""
    return bool(app.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def _open(options: GuiOptions, settings: Settings, guard: CrashGuard) -> QMainWindow | None:
    """Load the data and open the window; damaged data opens one that says so."""
    from explorer.ui.mapview import MapView

    # First of all: its page loads in processes of its own while the data is read here.
    view = MapView(is_plain=options.safe_mode)
    from explorer.io.geodata import load_geometry, load_network
    from explorer.ui.session import Session
    from explorer.ui.window import MainWindow

    try:
        network, geometry = load_network(), load_geometry()
    except DataError as error:
        view.deleteLater()
        return _broken(error, options)
    session = Session(network, geometry)
    if options.scenario is not None or options.trip is not None:
        try:
            session.load(options.scenario or Scenario(), options.trip, None, options.storyboard)
        except ExplorerError as error:
            tell(None, "This cannot be answered", str(error))
    window = MainWindow(session, settings, view)
    guard.window = window
    if options.theme:
        window.looks.choose_theme(options.theme, is_kept=False)
    if options.smoke:
        _smoke(window, options, guard)
    window.start(options.size)
    if options.storyboard is not None:
        window.storyboard_dock.raise_()
    if options.file is not None:
        window.files.open_path(options.file)
    if not options.smoke:
        _keep(window, options, guard)
    if settings.notice:
        window.status.showMessage(settings.notice, 15_000)
    return window


def _keep(window: MainWindow, options: GuiOptions, guard: CrashGuard) -> None:
    """Start the journal, and offer what an earlier run left behind; else show the start page."""
    guard.save = window.keeping.save_first
    check = DataCheck(window)
    check.told.connect(window.status.warn)
    check.begin()
    left = window.keeping.begin()
    if window.keeping.offer(left) is not None:
        return
    if options.file is None and options.scenario is None and options.trip is None:
        window.starting.show_at_start()


def _broken(error: DataError, options: GuiOptions) -> QMainWindow | None:
    """An empty window that names every fault of the data."""
    if options.smoke:
        sys.stderr.write(f"{error}\n")
        return None
    from explorer.ui.broken import BrokenWindow

    window = BrokenWindow(error.faults)
    window.show()
    return window


def _smoke(window: MainWindow, options: GuiOptions, guard: CrashGuard) -> None:
    """Leave when the map stands, with a picture if one is asked for; fail when it never does."""
    window.map.set_motion(False)

    def leave() -> None:
        if options.screenshot is not None:
            try:
                window.save_picture(options.screenshot)
            except ExplorerError as error:
                sys.stderr.write(f"{error}\n")
                QCoreApplication.exit(2)
                return
        QCoreApplication.exit(0)

    def give_up() -> None:
        guard.count += 1
        sys.stderr.write(
            "The map was not drawn in time. Try again with QTWEBENGINE_CHROMIUM_FLAGS=--disable-gpu\n"
        )
        QCoreApplication.exit(1)

    rest = QTimer(window)
    rest.setSingleShot(True)
    rest.setInterval(SETTLE_MS)
    rest.timeout.connect(leave)
    window.map.map_ready.connect(rest.start)
    window.map.settled.connect(lambda _count: rest.start() if rest.isActive() else None)
    QTimer.singleShot(SMOKE_LIMIT_MS, window, give_up)
