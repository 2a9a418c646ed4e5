"""Screens that come and go as a test says."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from explorer.ui.show_screens import audience_first


class FakeScreen:
    """A screen by name and place."""

    def __init__(self, name: str, area: QRect) -> None:
        self._name, self._area = name, area

    def name(self) -> str:
        return self._name

    def geometry(self) -> QRect:
        return self._area


LAPTOP = FakeScreen("laptop", QRect(0, 0, 1440, 900))
PROJECTOR = FakeScreen("projector", QRect(1440, 0, 1920, 1080))


class FakeScreens(QObject):
    """Same signal and methods as Screens; notes which window went to which screen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.screens = [LAPTOP]
        self.shown: dict[str, str] = {}

    def plug(self, *screens: FakeScreen) -> None:
        """Have these screens from now on."""
        self.screens = list(screens)
        self.changed.emit()

    def count(self) -> int:
        return len(self.screens)

    def show_audience(self, window: QWidget, *, is_swapped: bool) -> None:
        screen, _ = audience_first(self.screens, LAPTOP, is_swapped=is_swapped)
        self.shown[window.objectName()] = screen.name()
        window.setGeometry(screen.geometry())

    def show_presenter(self, view: QWidget, *, is_swapped: bool) -> None:
        _, screen = audience_first(self.screens, LAPTOP, is_swapped=is_swapped)
        self.shown[view.objectName()] = screen.name()
        view.setGeometry(screen.geometry().adjusted(40, 40, -40, -40))
        view.show()
