"""The middle of the window: the map stage; before and after it turns into two maps with their figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui import paint
from explorer.ui.compare_maps import CompareMaps
from explorer.ui.parts.comparehead import CompareBar, Mode, SideHead
from explorer.ui.parts.comparetable import DifferenceTable
from explorer.ui.parts.compareused import UsedLists
from explorer.ui.theme import palette_of

FULL_WIDTH, FULL_HEIGHT = 1440.0, 900.0
LEAST_SCALE, MOST_SCALE = 0.86, 1.6
ROOMY_WIDTH = 1360
LOW_SHARE = 0.44
"""At most so much of a low window's height is the table: the maps keep the rest."""
TABLE_SHARE = (55, 45)


class CompareFrame(QWidget):
    """Title, figures, maps, table. Until `set_comparing` it is the stage and nothing else."""

    def __init__(self, stage: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_frame")
        self.bar = CompareBar()
        self.before, self.after = SideHead("before", "Before"), SideHead("after", "After")
        self.maps = CompareMaps(stage)
        self.table, self.lists = DifferenceTable(), UsedLists()
        self._is_on = self._has_audience = False
        self._has_table = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        self._heads = self._pair("compare_heads", (self.before, self.after), (1, 1))
        layout.addWidget(self._heads)
        layout.addWidget(self.maps, 1)
        self._foot = self._pair("compare_foot", (self.table, self.lists), TABLE_SHARE)
        layout.addWidget(self._foot)
        self._show_parts()

    def _pair(self, name: str, parts: tuple[QWidget, QWidget], shares: tuple[int, int]) -> QWidget:
        pair = _Pair()
        pair.setObjectName(name)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part, share in zip(parts, shares, strict=True):
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHorizontalStretch(share)
            part.setSizePolicy(policy)
            row.addWidget(part, share)
        return pair

    @property
    def scale(self) -> float:
        """How large type is: 1 in a window of 1440 by 900."""
        fit = min(self.width() / FULL_WIDTH, (self.window().height()) / FULL_HEIGHT)
        return max(LEAST_SCALE, min(MOST_SCALE, fit))

    def set_comparing(self, *, is_on: bool, has_audience: bool = False) -> None:
        """Show or hide everything around the maps; before an audience without what opens windows."""
        self._is_on, self._has_audience = is_on, has_audience
        self._show_parts()
        self.arrange()

    def set_with_table(self, *, has_table: bool) -> None:
        """Show or hide the table, for larger maps."""
        self._has_table = has_table
        self._show_parts()

    def _show_parts(self) -> None:
        self.bar.setVisible(self._is_on)
        self._heads.setVisible(self._is_on)
        self._foot.setVisible(self._is_on and self._has_table)
        if not self._is_on:
            self.maps.set_mode(None)

    def show_mode(self, mode: Mode) -> None:
        """Look at the comparison in another way."""
        self.bar.show_mode(mode)
        self.maps.set_mode(mode)

    def arrange(self) -> None:
        """Keep type in proportion to the window, and leave the maps their share of a low one."""
        if not self._is_on:
            return
        scale = self.scale
        for part in (self.bar, self.before, self.after, self.table, self.lists):
            part.set_scale(scale)
        is_roomy = self.width() >= ROOMY_WIDTH
        self.bar.set_roomy(is_roomy=is_roomy, has_export=is_roomy and not self._has_audience)
        most = round(self.height() * LOW_SHARE)
        self._foot.setFixedHeight(max(90, min(self.table.whole_height, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.arrange()


class _Pair(QWidget):
    """Two widgets beside each other with a line between and above."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, which shows through as lines."""
        painter, colours = QPainter(self), palette_of(self)
        painter.fillRect(self.rect(), paint.pen(colours.hairline).color())
        painter.end()
