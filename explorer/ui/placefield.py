"""A field for a place: type a name in any language, or choose from the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.core.network import Network
from explorer.core.places import find_places, resolve_place
from explorer.errors import PlaceError
from explorer.housestyle.wording import other_name, short_name
from explorer.ui.icons import icon
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import plain_tip

ID_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2
SUGGESTIONS = 10
POPUP_WIDTH = 320


class PlaceDelegate(QStyledItemDelegate):
    """A place's name, and its name in another language in a fainter colour."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(260, 26)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw both names."""
        colours = palette_of(option.widget)
        area = QRectF(option.rect)
        state = option.state
        is_chosen = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(area, QColor(colours.selected if is_chosen else colours.panel))
        painter.setFont(font(14))
        painter.setPen(QColor(colours.text))
        name = str(index.data())
        painter.drawText(area.adjusted(10, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), name)
        used = QFontMetricsF(painter.font()).horizontalAdvance(name) + 18
        painter.setPen(QColor(colours.text_tertiary))
        painter.drawText(
            area.adjusted(used, 0, -6, 0),
            int(Qt.AlignmentFlag.AlignVCenter),
            str(index.data(SECOND_ROLE) or ""),
        )
        painter.restore()


class PlaceEdit(QLineEdit):
    """A line edit that shows a second name behind the first while nobody types. Signal: `entered()`."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.second = ""
        self.setFont(font(15, SEMIBOLD))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, ready to be typed over."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is ours: the combo box would take the first of several places with that name."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the second name where there is room."""
        super().paintEvent(event)
        if self.hasFocus() or not self.second:
            return
        used = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 34
        face = font(14)
        if used + QFontMetricsF(face).horizontalAdvance(self.second) > self.width() - 2:
            return
        painter = QPainter(self)
        painter.setFont(face)
        painter.setPen(QColor(palette_of(self).text_tertiary))
        painter.drawText(
            QRectF(used, 0, self.width() - used, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            self.second,
        )
        painter.end()


class PlaceField(QComboBox):
    """Signals: `place_chosen(str id)`, `refused(str why)` when no place fits what was typed."""

    place_chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, name: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._network: Network | None = None
        self._id = ""
        self._language = "en"
        self.edit = PlaceEdit(self)
        self.edit.setObjectName(f"{object_name}_edit")
        self.edit.setAccessibleName(name)
        self._pin = self.edit.addAction(
            icon("pin", palette_of(self), "accent"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.setLineEdit(self.edit)
        self.setFont(font(15, SEMIBOLD))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumWidth(128)
        # A long name is shortened: it must not widen the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(18)
        self.setItemDelegate(PlaceDelegate(self))
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        if popup is not None:
            popup.setItemDelegate(PlaceDelegate(completer))
            popup.setMinimumWidth(POPUP_WIDTH)
        completer.activated.connect(self._on_suggestion)
        self.edit.setCompleter(completer)
        self._completer = completer
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.entered.connect(self._on_return)
        self.activated.connect(self._on_activated)

    def set_network(self, network: Network, language: str) -> None:
        """Offer the places of a network."""
        self._network, self._language = network, language
        model = QStandardItemModel(self)
        for node in sorted(network.nodes.values(), key=lambda node: node.name):
            model.appendRow(self._item(node.id))
        self.setModel(model)
        # The combo box hands its own list to the completer; suggestions are ours.
        self._completer.setModel(self._found)
        self.view().setMinimumWidth(POPUP_WIDTH)
        self.show_place(self._id)

    def show_place(self, node_id: str) -> None:
        """Show a place without choosing it."""
        self._id = node_id
        if self._network is None or node_id not in self._network.nodes:
            return
        node = self._network.nodes[node_id]
        row = self.findData(node_id, ID_ROLE)
        self.setCurrentIndex(row)
        name = short_name(node.names.get(self._language, node.name))
        self.edit.second = other_name(node, self._language)
        self.edit.setText(name)
        self.edit.setCursorPosition(0)
        self.setToolTip(plain_tip(node.name))

    def refresh_icons(self) -> None:
        """Draw the pin again, in the colours of the theme; a new style sheet takes the font away."""
        self.setFont(font(15, SEMIBOLD))
        self.edit.setFont(font(15, SEMIBOLD))
        self._pin.setIcon(icon("pin", palette_of(self), "accent"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel changes no trip by accident."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field without choosing leaves the trip as it was."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.show_place(self._id)

    def _item(self, node_id: str) -> QStandardItem:
        assert self._network is not None  # noqa: S101 (only called with a network)
        node = self._network.nodes[node_id]
        item = QStandardItem(node.names.get(self._language, node.name))
        item.setData(node_id, ID_ROLE)
        item.setData(other_name(node, self._language), SECOND_ROLE)
        return item

    def _on_text_edited(self, text: str) -> None:
        if self._network is None:
            return
        self._found.clear()
        for match in find_places(self._network, text, SUGGESTIONS):
            self._found.appendRow(self._item(match.id))

    def _on_suggestion(self, text: str) -> None:
        popup = self._completer.popup()
        index = popup.currentIndex() if popup is not None else QModelIndex()
        found = index.data(ID_ROLE)
        if not isinstance(found, str):
            rows = self._found.findItems(text)
            found = rows[0].data(ID_ROLE) if rows else None
        if isinstance(found, str):
            self._choose(found)

    def _on_activated(self, row: int) -> None:
        node_id = self.itemData(row, ID_ROLE)
        if isinstance(node_id, str):
            self._choose(node_id)

    def _on_return(self) -> None:
        text = self.edit.text().strip()
        if self._network is None or not text:
            return
        shown = self._network.nodes.get(self._id)
        if shown is not None and text == short_name(shown.names.get(self._language, shown.name)):
            return
        try:
            self._choose(resolve_place(self._network, text))
        except PlaceError as error:
            if len(error.matches) == 1:
                self._choose(error.matches[0])
            else:
                self.refused.emit(str(error))

    def _choose(self, node_id: str) -> None:
        before = self._id
        self.show_place(node_id)
        if node_id != before:
            self.place_chosen.emit(node_id)
