"""The table of a comparison: before, after, change, and a bar for every amount."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
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

from explorer.housestyle.difference_rows import DifferenceRow
from explorer.housestyle.key_figures import Tone
from explorer.housestyle.style import Palette
from explorer.ui import paint
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of
from explorer.ui.widgets import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT, HEAD_HEIGHT = 25.0, 26.0
LEAST_WITH_BARS = 640
_SIDE = 20
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class Field(IntEnum):
    """Columns of the table."""

    TITLE = 0
    BEFORE = 1
    AFTER = 2
    CHANGE = 3
    BARS = 4


_HEADS = {
    Field.TITLE: "",
    Field.BEFORE: "Before",
    Field.AFTER: "After",
    Field.CHANGE: "Change",
    Field.BARS: "",
}
_SHARES = {Field.TITLE: 0.205, Field.BEFORE: 0.27, Field.AFTER: 0.27, Field.CHANGE: 0.145, Field.BARS: 0.11}


class DifferenceModel(QAbstractTableModel):
    """The rows of one difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DifferenceRow, ...] = ()

    def set_rows(self, rows: tuple[DifferenceRow, ...]) -> None:
        """Show other rows."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Field.BARS))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Number of columns."""
        return 0 if parent.isValid() else len(Field)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, or the whole row."""
        if not index.isValid():
            return None
        row, field = self._rows[index.row()], Field(index.column())
        if role == ROW_ROLE:
            return row
        words = (row.title, row.before, row.after, row.change, "")[field]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence if field is Field.TITLE else words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[Field(section)]
        return None


class _Head(QHeaderView):
    """Heads above their figures, on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.scale = 1.0
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:  # noqa: N802
        """Draw one head and the line below."""
        colours, area = palette_of(self), QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(area, QColor(colours.panel))
        painter.setFont(font(13 * self.scale))
        painter.setPen(QColor(colours.text_tertiary))
        painter.drawText(area.adjusted(0, 0, -_SIDE, 0), int(_RIGHT), _HEADS[Field(section)])
        painter.setPen(paint.pen(colours.hairline, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scale = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row: DifferenceRow = index.data(ROW_ROLE)
        colours, area, field = palette_of(option.widget), QRectF(option.rect), Field(index.column())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.widget.hasFocus():
            painter.fillRect(area, QColor(colours.selected))
        painter.setPen(paint.pen(colours.hairline, 1))
        line = area.bottom() - 0.5
        painter.drawLine(area.left(), line, area.right(), line)  # type: ignore[call-overload]
        if field is Field.BARS:
            _bars(painter, area.adjusted(4, 0, -_SIDE, 0), row, colours)
        else:
            self._words(painter, area, row, field, colours)
        painter.restore()

    def _words(
        self, painter: QPainter, area: QRectF, row: DifferenceRow, field: Field, colours: Palette
    ) -> None:
        words = (row.title, row.before, row.after, row.change)[field]
        is_title = field is Field.TITLE
        weight = SEMIBOLD if field in (Field.AFTER, Field.CHANGE) else REGULAR
        tones = {Tone.BETTER: colours.better, Tone.WORSE: colours.worse, Tone.CLOSED: colours.closed_text}
        colour = colours.text_secondary if is_title else colours.text
        if field is Field.CHANGE:
            colour = tones.get(row.tone, colours.text_tertiary)
        face = font(14.5 * self.scale, weight)
        painter.setFont(face)
        painter.setPen(QColor(colour))
        room = area.adjusted(_SIDE, 0, 0, 0) if is_title else area.adjusted(6, 0, -_SIDE, 0)
        painter.drawText(room, int(_LEFT if is_title else _RIGHT), paint.elided(face, words, room.width()))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows are all of one height."""
        return QSize(60, round(ROW_HEIGHT * self.scale))


def _bars(painter: QPainter, area: QRectF, row: DifferenceRow, colours: Palette) -> None:
    """Before above after, as long as their amounts."""
    if row.bars is None or max(row.bars) <= 0:
        return
    high, gap = max(4.0, area.height() * 0.17), 2.0
    top = area.center().y() - high - gap / 2
    for place, (amount, colour) in enumerate(zip(row.bars, (colours.baseline, colours.current), strict=True)):
        ground = QColor(colour)
        if not place:
            ground.setAlphaF(0.5)
        long = area.width() * amount / max(row.bars)
        painter.fillRect(QRectF(area.left(), top + place * (high + gap), long, high), ground)


class DifferenceTable(QTableView):
    """Shows the rows; the arrow keys walk through them. Holds nothing but its model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_table")
        self.setAccessibleName("Before, after and change")
        self.rows = DifferenceModel(self)
        self.setModel(self.rows)
        self._cells, self._head = _Cells(self), _Head(self)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.set_scale(1.0)

    @property
    def whole_height(self) -> int:
        """Height that shows every row, in px."""
        return self._head.height() + self.rows.rowCount() * self.verticalHeader().defaultSectionSize() + 2

    def show_rows(self, rows: tuple[DifferenceRow, ...]) -> None:
        """Show other rows."""
        self.rows.set_rows(rows)

    def set_scale(self, scale: float) -> None:
        """Keep type in proportion to the window."""
        self._cells.scale = self._head.scale = scale
        self._head.setFixedHeight(round(HEAD_HEIGHT * scale))
        self.verticalHeader().setMinimumSectionSize(round(ROW_HEIGHT * scale))
        self.verticalHeader().setDefaultSectionSize(round(ROW_HEIGHT * scale))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; a narrow table goes without bars."""
        super().resizeEvent(event)
        width = self.viewport().width()
        has_bars = width >= LEAST_WITH_BARS
        self.setColumnHidden(Field.BARS, not has_bars)
        shares = {field: share for field, share in _SHARES.items() if has_bars or field is not Field.BARS}
        total = sum(shares.values())
        for field, share in shares.items():
            self.setColumnWidth(field, int(width * share / total))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the focus ring when the table has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            paint.focus_ring(painter, QRectF(self.viewport().rect()), palette_of(self))
            painter.end()
