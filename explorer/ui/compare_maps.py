"""Two maps of one size: beside each other, one over the other behind a bar, or one alone; moving as one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from explorer.ui import paint
from explorer.ui.parts.comparehead import Mode
from explorer.ui.theme import palette_of
from explorer.webmap.messages import Moving

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView

WHOLE = 1000
"""Positions of the bar from left to right."""
STEP, PAGE = 20, 100
BAR_WIDTH, GAP = 36, 2


class SwipeBar(QAbstractSlider):
    """The bar between both maps: drag it, or move it by the arrow keys, Home and End."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setObjectName("compare_swipe")
        self.setAccessibleName("How much of the map shows before, left of the bar")
        self.setRange(0, WHOLE)
        self.setValue(WHOLE // 2)
        self.setSingleStep(STEP)
        self.setPageStep(PAGE)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setToolTip("Drag, or use the arrow keys: before on the left, after on the right")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            x = self.mapToParent(event.position().toPoint()).x()
            self.setValue(round(WHOLE * x / max(1, self._area.width())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a step; left is left whatever the language."""
        steps = {
            Qt.Key.Key_Left: -STEP,
            Qt.Key.Key_Right: STEP,
            Qt.Key.Key_PageUp: PAGE,
            Qt.Key.Key_PageDown: -PAGE,
            Qt.Key.Key_Home: -WHOLE,
            Qt.Key.Key_End: WHOLE,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        else:
            self.setValue(self.value() + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line with a handle in its middle."""
        painter, colours = QPainter(self), palette_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = self.width() / 2, QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(paint.pen(colours.casing, 5))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(paint.pen(colours.accent, 2.4))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(paint.pen(colours.casing, 2))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(middle, 15, 15)
        painter.setPen(paint.pen(colours.text_on_accent, 2))
        for side in (-1, 1):
            tip = QPointF(x + side * 9, middle.y())
            painter.drawLine(tip, tip + QPointF(-side * 4, -4))
            painter.drawLine(tip, tip + QPointF(-side * 4, 4))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(paint.pen(colours.text, 2))
            painter.drawEllipse(middle, 16.5, 16.5)
        painter.end()


class _Line(QWidget):
    """The line between two maps beside each other."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(palette_of(self).control_edge))
        painter.end()


class CompareMaps(QWidget):
    """Places the stage with the window's own map (after) and, once there is one, the map of before.

    The map of before lies in a container that clips it. Swiping widens the container and leaves the map
    alone, so that both maps keep one size, coincide to the pixel, and no page has to be told.
    Signal: `placed()` when sizes changed.
    """

    placed = Signal()

    def __init__(self, stage: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_maps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stage = stage
        stage.setParent(self)
        self._clip = QWidget(self)
        self._clip.setObjectName("compare_clip")
        self._line = _Line(self)
        self.bar = SwipeBar(self)
        self.bar.valueChanged.connect(self._place)
        self._before: QWidget | None = None
        self._mode: Mode | None = None
        for part in (self._clip, self._line, self.bar):
            part.hide()

    @property
    def clip(self) -> QWidget:
        """The container that the map of before is made in: it never moves to another."""
        return self._clip

    def set_before(self, map_view: QWidget | None) -> None:
        """Take the map of before, a child of `clip`; None when it is gone."""
        self._before = map_view
        self._place()

    def set_mode(self, mode: Mode | None) -> None:
        """Arrange the maps; None shows the stage alone."""
        self._mode = mode
        self._place()

    def _place(self) -> None:
        width, height, mode = self.width(), self.height(), self._mode
        has_two = self._before is not None and mode in (Mode.SIDE_BY_SIDE, Mode.SWIPE)
        is_swipe = has_two and mode is Mode.SWIPE
        # Both halves are of one size, also where the width is odd.
        half = (width - GAP) // 2
        self._clip.setVisible(has_two)
        self._line.setVisible(has_two and not is_swipe)
        self.bar.setVisible(is_swipe)
        one = QSize(width, height) if is_swipe or not has_two else QSize(half, height)
        if is_swipe:
            cut = round(width * self.bar.value() / WHOLE)
            self._stage.setGeometry(0, 0, width, height)
            self._clip.setGeometry(0, 0, cut, height)
            self.bar.setGeometry(cut - BAR_WIDTH // 2, 0, BAR_WIDTH, height)
            self.bar.raise_()
        elif has_two:
            self._clip.setGeometry(0, 0, half, height)
            self._line.setGeometry(half, 0, width - 2 * half, height)
            self._stage.setGeometry(width - half, 0, half, height)
        else:
            self._stage.setGeometry(0, 0, width, height)
        if self._before is not None:
            self._clip.stackUnder(self.bar)
            self._before.setGeometry(0, 0, one.width(), one.height())
        self.placed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the maps anew."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Room for two small maps."""
        return QSize(240, 160)


class MovingTogether(QObject):
    """Lets two maps look at one place: whichever the reader moves, the other follows.

    There is no echo: a page tells where it moves only while the reader, or the program, moves it. Where
    a page comes to rest elsewhere (it learned of its size late) it is told once more where to look.
    """

    def __init__(self, one: MapView, other: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._one, self._other = one, other
        self._leader = one
        self._is_on = False
        self._told: tuple[Moving, Moving | None] | None = None
        one.moving.connect(self._on_one_moving)
        other.moving.connect(self._on_other_moving)
        for view in (one, other):
            view.view_changed.connect(self._on_rest)

    def set_on(self, *, is_on: bool) -> None:
        """Go together from here on, or each alone."""
        self._is_on = is_on
        self._leader = self._one
        for view in (self._one, self._other):
            view.set_followed(is_on)
        self.align()

    def align(self) -> None:
        """Let the map that follows look where the other one does now."""
        self._told = None
        self._on_rest()

    def stop(self) -> None:
        """Part for good."""
        self.set_on(is_on=False)
        self._one.moving.disconnect(self._on_one_moving)
        self._other.moving.disconnect(self._on_other_moving)
        for view in (self._one, self._other):
            view.view_changed.disconnect(self._on_rest)

    def _on_one_moving(self, where: Moving) -> None:
        self._lead(self._one, self._other, where)

    def _on_other_moving(self, where: Moving) -> None:
        self._lead(self._other, self._one, where)

    def _lead(self, leader: MapView, follower: MapView, where: Moving) -> None:
        if self._is_on:
            self._leader = leader
            follower.look(where)

    def _on_rest(self) -> None:
        follower = self._other if self._leader is self._one else self._one
        wanted, found = self._leader.viewpoint, follower.viewpoint
        if not self._is_on or wanted is None or (found is not None and is_same_place(wanted, found)):
            return
        # Told once for each pair: a map that cannot look there (its world ends) is not told for ever.
        if self._told != (wanted, found):
            self._told = (wanted, found)
            follower.look(wanted)


def is_same_place(one: Moving, other: Moving) -> bool:
    """Whether two maps look at one place at one zoom, to a quarter of a pixel."""
    px_per_radian = 256 * 2**one.zoom / math.tau
    east = math.radians(other.lon - one.lon)
    north = math.asinh(math.tan(math.radians(other.lat))) - math.asinh(math.tan(math.radians(one.lat)))
    return one.zoom == other.zoom and px_per_radian * max(abs(east), abs(north)) < 0.25
