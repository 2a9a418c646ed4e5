"""Where the docks stand: at first, in a narrow or low window, folded, and as the user left them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from explorer.ui.docktitle import HEIGHT as TITLE_HEIGHT
from explorer.ui.settings import Settings

NARROW, LOW = 1280, 720
LEFT_WIDTH, RIGHT_WIDTH, STRIP_HEIGHT = 290, 312, 244
WIDE, WIDE_LEFT, WIDE_RIGHT = 1700, 330, 352
STRIP_LEAST = 120
LAYOUT_VERSION = 2
_NO_LIMIT = 16_777_215


class Arrangement(QObject):
    """Places docks in a window: left, right and strip, and what stands behind right and strip as a tab.

    Below 1280 px the left one becomes a tab behind the right one. What is behind the right one stays
    hidden until somebody asks for it.
    """

    def __init__(
        self,
        window: QMainWindow,
        docks: tuple[QDockWidget, QDockWidget, QDockWidget],
        behind: tuple[QDockWidget, QDockWidget],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._left, self._right, self._strip = docks
        self._behind_right, self._behind_strip = behind
        self._is_narrow = False
        self._is_folded = False
        self._was_folded_by_height = False
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.setDockNestingEnabled(False)
        window.setTabPosition(
            Qt.DockWidgetArea.AllDockWidgetAreas, window.tabPosition(Qt.DockWidgetArea.TopDockWidgetArea)
        )
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self._left)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._right)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._strip)
        self._stack()
        self._behind_right.hide()

    def _stack(self) -> None:
        """Put the docks that are tabs behind theirs."""
        for front, behind in ((self._right, self._behind_right), (self._strip, self._behind_strip)):
            self._window.tabifyDockWidget(front, behind)
            front.raise_()

    @property
    def is_narrow(self) -> bool:
        """Whether the left dock stands behind the right one."""
        return self._is_narrow

    @property
    def is_folded(self) -> bool:
        """Whether the strip shows its title only."""
        return self._is_folded

    def reset(self) -> None:
        """Put the docks where they were at first."""
        for dock in (self._left, self._right, self._strip, self._behind_strip, self._behind_right):
            dock.setFloating(False)
            dock.show()
        self._stack()
        self._behind_right.hide()
        self._is_narrow = False
        self.fold(is_folded=False)
        self._place()
        self.follow_size()

    def _place(self) -> None:
        window = self._window
        if self._is_narrow:
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._left)
            window.tabifyDockWidget(self._right, self._left)
            self._right.raise_()
        else:
            window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self._left)
            left = WIDE_LEFT if window.width() >= WIDE else LEFT_WIDTH
            window.resizeDocks([self._left], [left], Qt.Orientation.Horizontal)
        right = WIDE_RIGHT if window.width() >= WIDE else RIGHT_WIDTH
        window.resizeDocks([self._right], [right], Qt.Orientation.Horizontal)
        height = min(STRIP_HEIGHT, max(STRIP_LEAST, round(window.height() * 0.27)))
        window.resizeDocks([self._strip], [height], Qt.Orientation.Vertical)

    def follow_size(self) -> None:
        """Rearrange when the window crosses a limit."""
        is_narrow = self._window.width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._place()
        is_low = self._window.height() < LOW
        if is_low and not self._is_folded:
            self._was_folded_by_height = True
            self.fold(is_folded=True)
        elif not is_low and self._is_folded and self._was_folded_by_height:
            self.fold(is_folded=False)

    def fold(self, *, is_folded: bool) -> None:
        """Show the strip's title only, or all of it."""
        self._is_folded = is_folded
        if not is_folded:
            self._was_folded_by_height = False
        least, most = (TITLE_HEIGHT, TITLE_HEIGHT) if is_folded else (STRIP_LEAST, _NO_LIMIT)
        for dock in (self._strip, self._behind_strip):
            dock.widget().setEnabled(not is_folded)
            dock.widget().setMinimumHeight(0)
            dock.setMinimumHeight(least)
            dock.setMaximumHeight(most)
        if not is_folded:
            self._window.resizeDocks([self._strip], [STRIP_HEIGHT], Qt.Orientation.Vertical)

    def toggle_fold(self) -> None:
        """Fold or unfold by hand."""
        self.fold(is_folded=not self._is_folded)

    def save(self, settings: Settings) -> None:
        """Remember size and layout; a narrow or folded layout is not remembered."""
        settings.set_state("window/geometry", self._window.saveGeometry())
        if not self._is_narrow and not self._is_folded:
            settings.set_state("window/layout", self._window.saveState(LAYOUT_VERSION))

    def restore(self, settings: Settings) -> bool:
        """Bring back size and layout; False when there is none."""
        geometry = settings.state("window/geometry")
        has_size = not geometry.isEmpty() and self._window.restoreGeometry(geometry)
        layout = settings.state("window/layout")
        if layout.isEmpty() or not self._window.restoreState(layout, LAYOUT_VERSION):
            self._place()
        return has_size
