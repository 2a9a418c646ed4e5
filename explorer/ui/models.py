"""Table models of the window."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.housestyle.corridor_rows import StripRow
from explorer.housestyle.format import round_maximum
from explorer.ui.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
STRIP_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the corridor strip."""

    NAME = 0
    BASELINE_KM = 1
    BASELINE_DAYS = 2
    NOW_KM = 3
    NOW_DAYS = 4
    DOTS = 5
    NOTE = 6


_HEADS = {
    Column.NAME: "",
    Column.BASELINE_KM: "Baseline km",
    Column.BASELINE_DAYS: "d",
    Column.NOW_KM: "Now km",
    Column.NOW_DAYS: "d",
    Column.DOTS: "",
    Column.NOTE: "",
}


class CorridorModel(QAbstractTableModel):
    """Corridors of one trip, with the axis that the dot column is drawn on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StripRow, ...] = ()
        self.axis = (50.0, 10.0)

    def set_rows(self, rows: tuple[StripRow, ...]) -> None:
        """Show other rows; the same corridors in the same order only change their cells."""
        if rows == self._rows:
            return
        values = [v for row in rows for v in (row.baseline_value, row.now_value) if v is not None]
        axis = round_maximum(max(values, default=50.0))
        same = [row.corridor_id for row in rows] == [row.corridor_id for row in self._rows]
        if same:
            self._rows, self.axis = rows, axis
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Column.NOTE))
        else:
            self.beginResetModel()
            self._rows, self.axis = rows, axis
            self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, Column.NOTE)

    def row(self, index: int) -> StripRow:
        """One row."""
        return self._rows[index]

    def place_of(self, corridor_id: str) -> int:
        """Row number of a corridor, -1 without."""
        return next((i for i, row in enumerate(self._rows) if row.corridor_id == corridor_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Number of corridors."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, or the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == STRIP_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.sentence)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence if index.column() == Column.NAME else _words(row, Column(index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[Column(section)]
        return None


def _words(row: StripRow, column: Column) -> str:
    return {
        Column.NAME: row.name,
        Column.BASELINE_KM: row.baseline_km,
        Column.BASELINE_DAYS: row.baseline_days,
        Column.NOW_KM: row.now_km,
        Column.NOW_DAYS: row.now_days,
        Column.DOTS: "",
        Column.NOTE: row.note,
    }[column]
