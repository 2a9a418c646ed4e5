"""The step list: day, line by mode, place or ride, days; the chosen row tells range and source."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.core.network import Mode
from explorer.housestyle.format import days, days_shown
from explorer.housestyle.steps import RowKind, StepRow
from explorer.housestyle.style import Palette
from explorer.ui import paint
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
NEXT_ROLE = Qt.ItemDataRole.UserRole + 2
BEFORE_ROLE = Qt.ItemDataRole.UserRole + 3

AXIS_X = 48.0
TEXT_X = 64.0
NOTE_HEIGHT = 20
BAR_PX_PER_DAY = 10.0
BAR_MAX = 44.0


class StepModel(QAbstractListModel):
    """Rows of one itinerary."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()

    def set_rows(self, rows: tuple[StepRow, ...]) -> bool:
        """Show other rows; False when they are the same."""
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def row(self, index: int) -> StepRow:
        """One row."""
        return self._rows[index]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == BEFORE_ROLE:
            return self._rows[index.row() - 1] if index.row() else None
        if role == NEXT_ROLE:
            return self._rows[index.row() + 1] if index.row() + 1 < len(self._rows) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence
        return None


class StepDelegate(QStyledItemDelegate):
    """Paints one step."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Stops are a little higher than rides; the chosen row has a second line."""
        row: StepRow = index.data(ROW_ROLE)
        height = 22 if row.kind is RowKind.RIDE else 24
        view = option.widget
        if isinstance(view, StepView) and view.is_unfolded(index):
            height += NOTE_HEIGHT
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, axis, words and days."""
        row: StepRow = index.data(ROW_ROLE)
        colours = palette_of(option.widget)
        rect = QRectF(option.rect)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        view = option.widget
        is_unfolded = isinstance(view, StepView) and view.is_unfolded(index)
        if is_unfolded or is_hovered:
            painter.fillRect(rect, QColor(colours.hover))
        line = rect.adjusted(0, 0, 0, -NOTE_HEIGHT if is_unfolded else 0)
        _axis(painter, rect, line.center().y(), index, colours)
        _words(painter, line, row, colours)
        _amount(painter, line, row, colours, is_hovered and not is_unfolded)
        if is_unfolded:
            note = QRectF(TEXT_X, line.bottom() - 1, rect.right() - TEXT_X - 8, NOTE_HEIGHT)
            painter.setFont(font(12.5))
            painter.setPen(QColor(colours.text_secondary))
            painter.drawText(note, int(Qt.AlignmentFlag.AlignVCenter), row.note)
            _source_word(painter, note, colours)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint.focus_ring(painter, rect, colours)


def _axis(painter: QPainter, rect: QRectF, middle: float, index: Index, colours: Palette) -> None:
    row: StepRow = index.data(ROW_ROLE)
    before: StepRow | None = index.data(BEFORE_ROLE)
    after: StepRow | None = index.data(NEXT_ROLE)
    if row.kind is RowKind.RIDE:
        _line(painter, row, rect.top(), rect.bottom() + 1, colours)
        return
    if before is not None:
        _line(painter, before if before.kind is RowKind.RIDE else row, rect.top(), middle, colours)
    if after is not None:
        _line(painter, after if after.kind is RowKind.RIDE else row, middle, rect.bottom() + 1, colours)
    centre = QPointF(AXIS_X, middle)
    if row.kind is RowKind.END:
        paint.end_symbol(painter, centre, colours)
    elif row.node_kind is not None:
        paint.symbol(painter, centre, row.node_kind, colours.text, colours.panel)


def _line(painter: QPainter, row: StepRow, top: float, bottom: float, colours: Palette) -> None:
    start, end = QPointF(AXIS_X, top), QPointF(AXIS_X, bottom)
    if row.is_new:
        paint.new_line(painter, start, end, colours, 5.5)
    else:
        paint.mode_line(painter, start, end, row.mode or Mode.RAIL, colours.current, 3.4)


def _words(painter: QPainter, line: QRectF, row: StepRow, colours: Palette) -> None:
    if row.kind is not RowKind.RIDE:
        painter.setFont(font(11.5))
        painter.setPen(QColor(colours.text_tertiary))
        words = days(row.day) if row.day else "day 0"
        painter.drawText(
            QRectF(0, line.top(), AXIS_X - 12, line.height()),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            words,
        )
    is_place = row.kind is not RowKind.RIDE
    bar = (
        min(BAR_MAX, max(5.0, row.days.typical * BAR_PX_PER_DAY)) + 8
        if is_place and row.days.typical
        else 0.0
    )
    room = line.right() - TEXT_X - 46 - bar
    first = font(14, SEMIBOLD if is_place else REGULAR)
    painter.setFont(first)
    painter.setPen(
        QColor(colours.text if is_place else colours.new_text if row.is_new else colours.text_secondary)
    )
    metrics = QFontMetricsF(first)
    title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(
        QRectF(TEXT_X, line.top(), room, line.height()), int(Qt.AlignmentFlag.AlignVCenter), title
    )
    used = metrics.horizontalAdvance(title) + 5
    second = font(14)
    painter.setFont(second)
    painter.setPen(QColor(colours.text_secondary))
    detail = row.detail + (" est." if row.is_estimate and row.days.typical else "")
    detail = QFontMetricsF(second).elidedText(detail, Qt.TextElideMode.ElideRight, max(0.0, room - used))
    painter.drawText(
        QRectF(TEXT_X + used, line.top(), max(0.0, room - used), line.height()),
        int(Qt.AlignmentFlag.AlignVCenter),
        detail,
    )


def _amount(painter: QPainter, line: QRectF, row: StepRow, colours: Palette, shows_source: bool) -> None:
    if row.days.typical <= 0 and row.kind is RowKind.END:
        return
    is_place = row.kind is not RowKind.RIDE
    painter.setFont(font(14, SEMIBOLD if is_place else REGULAR))
    painter.setPen(QColor(colours.text if is_place else colours.text_secondary))
    right = line.right() - 8
    painter.drawText(
        QRectF(right - 40, line.top(), 40, line.height()),
        int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
        days_shown(row.days.typical),
    )
    if shows_source:
        ground = QRectF(right - 92, line.top(), 60, line.height())
        painter.fillRect(ground, QColor(colours.hover))
        _source_word(painter, QRectF(right - 92, line.top(), 58, line.height()), colours)
    elif is_place:
        width = min(BAR_MAX, max(5.0, row.days.typical * BAR_PX_PER_DAY))
        paint.hatch(
            painter,
            QRectF(right - 36 - width, line.center().y() - 4.5, width, 9),
            colours.current,
            colours.panel,
        )


def _source_word(painter: QPainter, rect: QRectF, colours: Palette) -> None:
    face = font(12.5)
    face.setUnderline(True)
    painter.setFont(face)
    painter.setPen(QColor(colours.accent))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "source")


class StepView(QListView):
    """The list. Signals: `selected(tuple of ids)`, `sources_requested(StepRow)`."""

    selected = Signal(object)
    sources_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self.setAccessibleName("Step by step")
        self.steps = StepModel(self)
        self._delegate = StepDelegate(self)
        self.setModel(self.steps)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._unfolded = -1
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_activated)

    def show_rows(self, rows: tuple[StepRow, ...]) -> None:
        """Show an itinerary's steps."""
        self._unfolded = -1
        if self.steps.set_rows(rows):
            self.scrollToTop()
        self.scheduleDelayedItemsLayout()

    def is_unfolded(self, index: Index) -> bool:
        """Whether a row shows its second line."""
        return index.row() == self._unfolded

    def unfold(self, target: str | None) -> None:
        """Unfold the row of a node or leg, if the list has it."""
        row = next((i for i in range(self.steps.rowCount()) if target in self.steps.row(i).ids), -1)
        if target is None or row != self._unfolded:
            self._unfolded = row
            self.scheduleDelayedItemsLayout()
            self.viewport().update()
        if row >= 0:
            self.scrollTo(self.steps.index(row))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the word "source" opens it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            row = self.steps.row(index.row())
            if row.source_ids and self._is_on_source(event.position(), index):
                self.sources_requested.emit(row)
                event.accept()
                return
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hovered row."""
        super().leaveEvent(event)
        self.viewport().update()

    def _is_on_source(self, place: QPointF, index: Index) -> bool:
        rect = QRectF(self.visualRect(index))
        right = rect.right() - 8
        if self.is_unfolded(index):
            return place.y() > rect.bottom() - NOTE_HEIGHT and place.x() > right - 50
        return right - 80 < place.x() < right - 30

    def _on_clicked(self, index: QModelIndex) -> None:
        self._unfolded = index.row()
        self.scheduleDelayedItemsLayout()
        self.selected.emit(self.steps.row(index.row()).ids)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.steps.row(index.row())
        if self.is_unfolded(index) and row.source_ids:
            self.sources_requested.emit(row)
        else:
            self._on_clicked(index)
