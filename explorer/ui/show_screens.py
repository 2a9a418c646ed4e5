"""Which screen shows what: the audience's view on the projector, the presenter's where the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SETTLE_MS = 200
"""How long after a screen came or went the list is read: Qt first tells, then moves windows by itself."""


class ScreenLike(Protocol):
    """What is asked of a screen."""

    def name(self) -> str:
        """Its name."""

    def geometry(self) -> QRect:
        """Where it is."""


S = TypeVar("S", bound=ScreenLike)


def audience_first(screens: Sequence[S], primary: S | None, *, is_swapped: bool = False) -> tuple[S, S]:
    """The screens for audience and presenter: the audience has the one that is not primary.

    With one screen it is both. `is_swapped` turns them round: some desks make the projector primary.

    Raises
    ------
    ValueError
        When there is no screen.
    """
    if not screens:
        raise ValueError("no screen")
    own = primary if primary in screens else screens[0]
    assert own is not None  # noqa: S101 (one of the screens)
    others = [screen for screen in screens if screen is not own]
    if not others:
        return own, own
    # The largest of the others: a projector or a wall, not a tablet beside the laptop.
    other = max(others, key=lambda screen: screen.geometry().width() * screen.geometry().height())
    return (own, other) if is_swapped else (other, own)


class Screens(QObject):
    """The screens there are. Signal: `changed()` some time after one came, went, or became the first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens)
            app.screenRemoved.connect(self._on_screens)
            app.primaryScreenChanged.connect(self._on_screens)

    def _on_screens(self, _screen: object) -> None:
        self._settle.start()

    def count(self) -> int:
        """How many there are."""
        return len(QGuiApplication.screens())

    def show_audience(self, window: QWidget, *, is_swapped: bool) -> None:
        """Bring a window to the audience's screen and fill it."""
        screen, _ = audience_first(
            QGuiApplication.screens(), QGuiApplication.primaryScreen(), is_swapped=is_swapped
        )
        if window.screen() is not screen:
            # A window that fills one screen does not move to another: some desktops ignore it.
            if window.isFullScreen():
                window.showNormal()
            window.setScreen(screen)
            window.setGeometry(screen.availableGeometry())
        window.showFullScreen()

    def show_presenter(self, view: QWidget, *, is_swapped: bool) -> None:
        """Bring a window to the presenter's screen: it fills a screen of its own, else a part of it."""
        _, screen = audience_first(
            QGuiApplication.screens(), QGuiApplication.primaryScreen(), is_swapped=is_swapped
        )
        area = screen.availableGeometry()
        if view.screen() is not screen:
            view.setScreen(screen)
        if self.count() > 1:
            view.setGeometry(area)
            view.showMaximized()
            return
        view.setWindowState(view.windowState() & ~Qt.WindowState.WindowMaximized)
        width, height = min(1180, round(area.width() * 0.86)), min(740, round(area.height() * 0.86))
        view.setGeometry(
            area.x() + (area.width() - width) // 2, area.y() + (area.height() - height) // 2, width, height
        )
        view.show()
