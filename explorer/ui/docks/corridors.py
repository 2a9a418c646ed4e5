"""The bottom dock: every named corridor for this trip, baseline against scenario."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from explorer.core.comparison import RowState
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.corridor_rows import StripRow, strip_rows, strip_title
from explorer.housestyle.style import Palette
from explorer.ui import paint
from explorer.ui.models import STRIP_ROLE, Column, CorridorModel
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of

ROW_HEIGHT = 22
LEAST_WITH_DOTS = 740
_WIDTHS = {
    Column.BASELINE_KM: 78,
    Column.BASELINE_DAYS: 44,
    Column.NOW_KM: 72,
    Column.NOW_DAYS: 92,
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class AxisHeader(QHeaderView):
    """Column heads; the dot column's head is its axis of days."""

    def __init__(self, model: CorridorModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._corridors = model
        self.setFixedHeight(22)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:  # noqa: N802
        """Draw one head."""
        colours = palette_of(self)
        area = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(area, QColor(colours.panel))
        painter.setFont(font(12.5))
        painter.setPen(QColor(colours.text_secondary))
        if section == Column.DOTS:
            self._axis(painter, area, colours)
        else:
            words = str(self._corridors.headerData(section, Qt.Orientation.Horizontal))
            painter.drawText(area.adjusted(6, 0, -8, 0), int(_RIGHT), words)
        painter.restore()

    def _axis(self, painter: QPainter, area: QRectF, colours: Palette) -> None:
        end, step = self._corridors.axis
        painter.setFont(font(11.5))
        painter.setPen(QColor(colours.text_tertiary))
        metrics = QFontMetricsF(painter.font())
        px_per_step = max(1.0, axis_x(area, step, end) - axis_x(area, 0.0, end))
        stride = step * max(1, math.ceil(34 / px_per_step))
        tick = 0.0
        while tick <= end + 0.01:
            text = f"{tick:g}" + (" d" if tick + stride > end + 0.01 else "")
            width = metrics.horizontalAdvance(text)
            x = axis_x(area, tick, end)
            painter.drawText(QRectF(x - width / 2, area.top(), width + 2, area.height()), int(_LEFT), text)
            tick += stride


def axis_x(area: QRectF, value: float, end: float) -> float:
    """Where a number of days stands in the dot column."""
    left, right = area.left() + 16, area.right() - 24
    return left + (right - left) * min(max(value, 0.0), end) / end


class CorridorDelegate(QStyledItemDelegate):
    """Paints the cells: line and name, figures, dots, reason."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row: StripRow = index.data(STRIP_ROLE)
        colours = palette_of(option.widget)
        area = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if row.is_current or is_chosen:
            painter.fillRect(area, QColor(colours.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        column = Column(index.column())
        if column is Column.NAME:
            _name(painter, area, row, colours)
        elif column is Column.DOTS:
            model = index.model()
            if isinstance(model, CorridorModel):
                _dots(painter, area, row, model.axis, colours)
        else:
            _cell(painter, area, row, column, str(index.data()), colours)
        if is_chosen and column is Column.NAME and option.widget.hasFocus():
            paint.focus_ring(painter, area, colours)
        painter.restore()


def _is_faint(row: StripRow) -> bool:
    return row.state not in (RowState.OPEN, RowState.CLOSED)


def _name(painter: QPainter, area: QRectF, row: StripRow, colours: Palette) -> None:
    start, end = QPointF(area.left() + 12, area.center().y()), QPointF(area.left() + 36, area.center().y())
    if row.is_new:
        paint.new_line(painter, start, end, colours)
    else:
        own = colours.corridors[row.hue - 1] if row.hue else colours.current
        colour = colours.not_in_use if _is_faint(row) else own
        paint.mode_line(painter, start, end, row.mode, colour, 2.4)
    face = font(14, SEMIBOLD if row.is_current else REGULAR)
    painter.setFont(face)
    painter.setPen(QColor(colours.text_secondary if _is_faint(row) else colours.text))
    room = area.adjusted(46, 0, -4, 0)
    painter.drawText(room, int(_LEFT), paint.elided(face, row.name, room.width()))


def _cell(
    painter: QPainter, area: QRectF, row: StripRow, column: Column, words: str, colours: Palette
) -> None:
    is_closed = row.state is RowState.CLOSED
    weight, colour, align = REGULAR, colours.text_secondary, _RIGHT
    size = 14.0
    if column in (Column.NOW_KM, Column.NOW_DAYS):
        if row.now_value is not None:
            weight, colour = SEMIBOLD, colours.text
        elif is_closed:
            weight, colour = SEMIBOLD, colours.closed_text
    elif column is Column.NOTE:
        align, size = _LEFT, 12.5
        colour = (
            colours.text_tertiary if _is_faint(row) or row.state is RowState.OPEN else colours.text_secondary
        )
    face = font(size, weight)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    room = area.adjusted(8 if align is _LEFT else 0, 0, -8, 0)
    if column is not Column.NOW_DAYS:
        words = paint.elided(face, words, room.width())
    painter.drawText(room, int(align), words)


def _dots(
    painter: QPainter, area: QRectF, row: StripRow, axis: tuple[float, float], colours: Palette
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    end, step = axis
    tick = 0.0
    painter.setPen(paint.pen(colours.hairline, 1))
    while tick <= end + 0.01:
        x = round(axis_x(area, tick, end)) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1))
        tick += step
    y = area.center().y()
    before, now = row.baseline_value, row.now_value
    if before is not None and (now is None or abs(now - before) >= 0.05):
        if now is not None:
            painter.setPen(paint.pen(colours.baseline, 1.2))
            painter.drawLine(QPointF(axis_x(area, before, end), y), QPointF(axis_x(area, now, end), y))
        painter.setPen(paint.pen(colours.baseline, 1.6))
        painter.setBrush(QColor(colours.panel))
        painter.drawEllipse(QPointF(axis_x(area, before, end), y), 4.2, 4.2)
    if now is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.current if row.is_current else colours.text_secondary))
        painter.drawEllipse(QPointF(axis_x(area, now, end), y), 5, 5)
    elif before is not None and row.state is RowState.CLOSED:
        paint.octagon(painter, QPointF(axis_x(area, before, end) + 14, y), 5.5, colours)


class CorridorTable(QTableView):
    """Content of the corridor strip. Signals: `selected(str corridor id)`, `titled(str, str)`."""

    selected = Signal(str)
    titled = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corridor_table")
        self.setAccessibleName("Corridors for this trip, baseline against now")
        self.corridors = CorridorModel(self)
        self.setModel(self.corridors)
        self._delegate = CorridorDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(AxisHeader(self.corridors, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)

    def show_results(self, network: Network, results: Results) -> None:
        """Show all corridors of the trip."""
        rows = strip_rows(network, results)
        self.corridors.set_rows(rows)
        self.titled.emit(*strip_title(network, results, rows))
        self.horizontalHeader().viewport().update()
        self.viewport().update()

    def show_selection(self, target: str | None) -> None:
        """Mark the corridor that is selected; anything else clears the mark."""
        place = -1 if target is None else self.corridors.place_of(target)
        if place < 0:
            self.clearSelection()
        elif not self.selectionModel().isRowSelected(place, QModelIndex()):
            self.selectRow(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: name, figures, dots, reason."""
        super().resizeEvent(event)
        width = self.viewport().width()
        fixed = sum(_WIDTHS.values())
        rest = max(240, width - fixed)
        name = int(min(300, max(150, rest * 0.41)))
        has_dots = width >= LEAST_WITH_DOTS
        self.setColumnHidden(Column.DOTS, not has_dots)
        if not has_dots:
            name = int(rest * 0.56)
        note = int(min(330, max(110, rest * 0.28))) if has_dots else rest - name
        for column, size in _WIDTHS.items():
            self.setColumnWidth(column, size)
        self.setColumnWidth(Column.NAME, name)
        self.setColumnWidth(Column.NOTE, note)
        self.setColumnWidth(Column.DOTS, max(90, width - fixed - name - note))

    def _on_clicked(self, index: QModelIndex) -> None:
        corridor_id = self.corridors.row(index.row()).corridor_id
        if corridor_id:
            self.selected.emit(corridor_id)
