"""Crossings and ports by corridor family, as a tree with a switch in every row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from explorer.core.network import Network, Node
from explorer.core.places import plain
from explorer.core.results import Results
from explorer.housestyle.countries import country_name
from explorer.housestyle.format import NO_CHANGE, added
from explorer.housestyle.style import Palette
from explorer.housestyle.wording import GROUPS, gate_groups, kind_words, short_name
from explorer.ui import paint
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import plain_tip

ROW_HEIGHT = 23
SWITCH_ROOM = 36
EFFECT_ROOM = 72


class Role(IntEnum):
    """What a row of the tree holds."""

    ID = Qt.ItemDataRole.UserRole + 1
    KIND = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    EFFECT = Qt.ItemDataRole.UserRole + 4
    HUE = Qt.ItemDataRole.UserRole + 5
    SEARCH = Qt.ItemDataRole.UserRole + 6
    NOTE = Qt.ItemDataRole.UserRole + 7


OPEN, CLOSED, CLOSED_BY_COUNTRY, MORE = "open", "closed", "by country", "more"
Index = QModelIndex | QPersistentModelIndex


class CrossingsModel(QStandardItemModel):
    """Families over places; only what differs is set, so that the view repaints little."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, list[QStandardItem]] = {}

    def set_network(self, network: Network, language: str) -> None:
        """Fill the tree."""
        self.clear()
        self._places = {}
        for family, hue, node_ids in gate_groups(network):
            top = QStandardItem(family)
            top.setEditable(False)
            top.setData(hue, Role.HUE)
            for node_id in node_ids:
                top.appendRow(self._place(network.nodes[node_id], language))
            more = QStandardItem("")
            more.setEditable(False)
            more.setData(MORE, Role.STATE)
            top.appendRow(more)
            self.appendRow(top)

    def _place(self, node: Node, language: str) -> QStandardItem:
        name = node.names.get(language, node.name)
        item = QStandardItem(short_name(name))
        item.setToolTip(plain_tip(f"{name}, {kind_words(node.kind)} in {country_name(node.country)}"))
        item.setEditable(False)
        item.setData(node.id, Role.ID)
        item.setData(node.kind, Role.KIND)
        item.setData(OPEN, Role.STATE)
        item.setData(
            " ".join(plain(name) for name in (node.id, node.name, *node.names.values())), Role.SEARCH
        )
        self._places.setdefault(node.id, []).append(item)
        return item

    def show_results(self, network: Network, results: Results) -> None:
        """Set which places are closed, and how many in each family."""
        closed = {closure.target for closure in results.scenario.closures}
        shut_lines = {end for leg_id in closed if leg_id in network.legs for end in _ends(network, leg_id)}
        for node_id, items in self._places.items():
            note = "line closed" if node_id in shut_lines else ""
            for item in items:
                if (item.data(Role.NOTE) or "") != note:
                    item.setData(note, Role.NOTE)
            node = network.nodes[node_id]
            by_country = f"country:{node.country.lower()}" in closed and not node.is_international
            state = CLOSED if node_id in closed else CLOSED_BY_COUNTRY if by_country else OPEN
            for item in items:
                if item.data(Role.STATE) != state:
                    item.setData(state, Role.STATE)
                    item.setData(_sentence(item, node, state), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(self.rowCount()):
            top = self.item(row)
            places = top.rowCount() - 1
            shut = sum(top.child(i).data(Role.STATE) != OPEN for i in range(places))
            text = f"{shut} of {places} closed" if shut else f"{places}"
            if top.data(Role.EFFECT) != text:
                top.setData(text, Role.EFFECT)

    def show_effects(self, effects: Mapping[str, float | None], is_km: bool) -> None:
        """Set what closing each open place adds; None: no way would be left."""
        for node_id, items in self._places.items():
            if node_id not in effects:
                text = ""
            else:
                value = effects[node_id]
                text = "no way left" if value is None else added(value, is_km)
            for item in items:
                if item.data(Role.EFFECT) != text:
                    item.setData(text, Role.EFFECT)


def _ends(network: Network, leg_id: str) -> tuple[str, str]:
    leg = network.legs[leg_id]
    return leg.from_id, leg.to_id


def _sentence(item: QStandardItem, node: Node, state: str) -> str:
    words = {OPEN: "open", CLOSED: "closed", CLOSED_BY_COUNTRY: "closed with its country"}
    return f"{item.text()}, {kind_words(node.kind)}, {words[state]}"


class CrossingDelegate(QStyledItemDelegate):
    """Paints symbol, name, what closing adds, and the switch."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One row's height."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        colours = palette_of(option.widget)
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(QRectF(0, rect.top(), rect.right() + 1, rect.height()), QColor(colours.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(QRectF(0, rect.top(), rect.right() + 1, rect.height()), QColor(colours.hover))
        if index.data(Role.STATE) == MORE:
            painter.setFont(font(12.5))
            painter.setPen(QColor(colours.text_tertiary))
            _text(painter, rect.adjusted(24, 0, 0, 0), str(index.data()))
        elif index.data(Role.ID) is None:
            self._family(painter, rect, index, colours)
        else:
            self._place(painter, rect, index, colours)
        if state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint.focus_ring(painter, rect, colours)

    def _family(self, painter: QPainter, rect: QRectF, index: Index, colours: Palette) -> None:
        hue = int(index.data(Role.HUE))
        colour = colours.corridors[hue - 1] if hue in GROUPS else colours.text_tertiary
        middle = rect.center().y()
        painter.fillRect(QRectF(rect.left(), middle - 1.2, 16, 2.4), QColor(colour))
        painter.setFont(font(14, SEMIBOLD))
        painter.setPen(QColor(colours.text))
        told = str(index.data(Role.EFFECT) or "")
        used = QFontMetrics(font(12.5)).horizontalAdvance(told) + 12
        _text(painter, rect.adjusted(24, 0, -used, 0), str(index.data()))
        painter.setFont(font(12.5))
        painter.setPen(QColor(colours.text_tertiary))
        _text(painter, rect.adjusted(0, 0, -4, 0), told, is_right=True)

    def _place(self, painter: QPainter, rect: QRectF, index: Index, colours: Palette) -> None:
        state = index.data(Role.STATE)
        colour = colours.text_secondary if state == OPEN else colours.closed
        centre = QPointF(rect.left() + 8, rect.center().y())
        paint.symbol(painter, centre, index.data(Role.KIND), colour, colours.panel)
        painter.setFont(font(14))
        painter.setPen(QColor(colours.text if state == OPEN else colours.closed_text))
        _text(painter, rect.adjusted(24, 0, -SWITCH_ROOM - EFFECT_ROOM, 0), str(index.data()))
        room = rect.adjusted(0, 0, -SWITCH_ROOM - 4, 0)
        note = str(index.data(Role.NOTE) or "")
        if state == OPEN and note:
            painter.setFont(font(12.5, SEMIBOLD))
            painter.setPen(QColor(colours.closed_text))
            _text(painter, room, note, is_right=True)
        elif state == OPEN:
            effect = str(index.data(Role.EFFECT) or "")
            painter.setFont(font(12.5))
            is_strong = effect and not effect.startswith(NO_CHANGE)
            painter.setPen(QColor(colours.text if is_strong else colours.text_tertiary))
            _text(painter, room, "–" if effect.startswith(NO_CHANGE) else effect, is_right=True)
        else:
            painter.setFont(font(12.5, SEMIBOLD))
            painter.setPen(QColor(colours.closed_text))
            _text(painter, room, "closed" if state == CLOSED else "by country", is_right=True)
        paint.switch(painter, switch_rect(rect), state == OPEN, colours, state != CLOSED_BY_COUNTRY)


def switch_rect(rect: QRectF) -> QRectF:
    """Where the switch stands in a row."""
    return QRectF(rect.right() - SWITCH_ROOM + 2, rect.top(), SWITCH_ROOM - 4, rect.height())


def _text(painter: QPainter, rect: QRectF, text: str, is_right: bool = False) -> None:
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class CrossingsView(QTreeView):
    """The tree. It grows with its rows. Signals: `toggle_requested(str)`, `selected(str)`."""

    toggle_requested = Signal(str)
    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crossings")
        self.setAccessibleName("Crossings and ports by corridor")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(18)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(CrossingDelegate(self))
        self.crossings = CrossingsModel(self)
        self.setModel(self.crossings)
        self.expanded.connect(self.fit)
        self.collapsed.connect(self.fit)
        self._filter = ""
        self._telling: frozenset[str] = frozenset()
        self._whole: set[int] = set()

    def show_telling(self, node_ids: frozenset[str]) -> None:
        """Say which places matter to the trip; the others of a family wait behind "more"."""
        if node_ids != self._telling:
            self._telling = node_ids
            if not self._filter:
                self._refine()

    def _refine(self) -> None:
        for row in range(self.crossings.rowCount()):
            top = self.crossings.item(row)
            places = top.rowCount() - 1
            told = [self._is_told(top.child(i)) for i in range(places)]
            is_whole = row in self._whole or not any(told) or places - sum(told) < 2
            for i, is_told in enumerate(told):
                self.setRowHidden(i, top.index(), not (is_whole or is_told))
            more = top.child(places)
            more.setText("Show fewer" if row in self._whole else f"{places - sum(told)} more")
            self.setRowHidden(places, top.index(), is_whole and row not in self._whole)
        self.fit()

    def _is_told(self, item: QStandardItem) -> bool:
        return (
            item.data(Role.ID) in self._telling
            or item.data(Role.STATE) == CLOSED
            or bool(item.data(Role.NOTE))
        )

    def fit(self, *_: object) -> None:
        """Grow to the rows shown."""
        rows, root = 0, self.rootIndex()
        for row in range(self.crossings.rowCount(root)):
            if self.isRowHidden(row, root):
                continue
            rows += 1
            top = self.crossings.index(row, 0, root)
            if self.isExpanded(top):
                rows += sum(not self.isRowHidden(i, top) for i in range(self.crossings.rowCount(top)))
        self.setFixedHeight(rows * ROW_HEIGHT + 2)

    def show_family_of(self, node_ids: tuple[str, ...]) -> None:
        """Open the family that most of these places belong to."""
        best, most = QModelIndex(), -1
        for row in range(self.crossings.rowCount()):
            top = self.crossings.index(row, 0)
            count = sum(
                self.crossings.index(i, 0, top).data(Role.ID) in node_ids
                for i in range(self.crossings.rowCount(top))
            )
            if count > most:
                best, most = top, count
        self.expand(best)
        self.fit()

    def search(self, text: str) -> int:
        """Show only places that match; empty shows all. Returns how many match."""
        typed, found = plain(text), 0
        for row in range(self.crossings.rowCount()):
            top = self.crossings.index(row, 0)
            hits = 0
            for i in range(self.crossings.rowCount(top)):
                is_hit = self.crossings.index(i, 0, top).data(Role.STATE) != MORE and typed in str(
                    self.crossings.index(i, 0, top).data(Role.SEARCH)
                )
                self.setRowHidden(i, top, not is_hit)
                hits += is_hit
            self.setRowHidden(row, QModelIndex(), hits == 0)
            if typed:
                self.setExpanded(top, hits > 0)
            found += hits
        if self._filter and not typed:
            self.collapseAll()
        self._filter = typed
        if typed:
            self.fit()
        else:
            self._refine()
        return found

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the switch closes or reopens, elsewhere it selects or unfolds."""
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        rect = QRectF(self.visualRect(index))
        if index.data(Role.STATE) == MORE:
            self._whole ^= {index.parent().row()}
            self._refine()
        elif index.data(Role.ID) is None:
            if event.position().x() >= rect.left():
                self.setExpanded(index, not self.isExpanded(index))
        elif switch_rect(rect).contains(event.position()):
            self.toggle(index)
        else:
            self.selected.emit(str(index.data(Role.ID)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a place closes or reopens it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not switch_rect(QRectF(self.visualRect(index))).contains(event.position()):
            self.toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space closes or reopens, Enter selects."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.data(Role.ID) is not None:
            self.selected.emit(str(index.data(Role.ID)))
        else:
            super().keyPressEvent(event)

    def toggle(self, index: Index) -> None:
        """Ask to close or reopen the place in a row."""
        if index.data(Role.ID) is not None and index.data(Role.STATE) != CLOSED_BY_COUNTRY:
            self.toggle_requested.emit(str(index.data(Role.ID)))

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the panel around scroll."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().viewportEvent(event)
