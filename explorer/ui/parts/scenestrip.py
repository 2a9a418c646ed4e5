"""The film strip: scenes as cards in a row, to show, rename, drag and choose with keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from explorer.core.storyboard import Scene
from explorer.ui import paint
from explorer.ui.parts.scenecards import CardLook, SceneCards
from explorer.ui.parts.scenedelegate import SceneDelegate, card_size, picture_size
from explorer.ui.parts.scenemodel import MIME, SCENE_ROLE, SceneModel
from explorer.ui.theme import palette_of, theme_of

WHEEL_PX = 90


class SceneStrip(QListView):
    """Scenes as cards. It asks by signals and holds nothing but what it shows.

    Signals with a scene's id: `show_requested`, `edit_requested`, `delete_requested`,
    `renamed(id, title)`, `moved(id, place)`, `menu_requested(id, QPoint on the screen)`.
    """

    show_requested = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    renamed = Signal(str, str)
    moved = Signal(str, int)
    menu_requested = Signal(str, QPoint)

    def __init__(self, cards: SceneCards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scene_strip")
        self.setAccessibleName("Scenes of the storyboard")
        self._cards = cards
        self._drop_row: int | None = None
        self.scenes = SceneModel(cards.answer, self)
        self.setModel(self.scenes)
        self.setItemDelegate(SceneDelegate(self))
        self._set_up()
        self.scenes.renamed.connect(self.renamed)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        cards.made.connect(self._on_made)

    def _set_up(self) -> None:
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMinimumHeight(40)

    # ------------------------------------------------------------------ what is shown

    def show_scenes(self, scenes: tuple[Scene, ...], current: str | None, *, is_changed: bool) -> None:
        """Show these scenes, the current one marked and in view."""
        before, chosen = self.scenes.current, self.chosen
        self.scenes.show(scenes, current, is_changed=is_changed)
        is_new = current is not None and current != before
        place = self.scenes.place_of(current if is_new else chosen)
        if place < 0:
            place = self.scenes.place_of(current)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.scenes.index(place))
        if is_new and place >= 0:
            self.scrollTo(self.scenes.index(place))

    @property
    def chosen(self) -> str | None:
        """Id of the scene that the keyboard is at."""
        index = self.currentIndex()
        return self.scenes.scenes[index.row()].id if index.isValid() else None

    def look(self) -> CardLook:
        """How pictures must look here."""
        size = picture_size(self.room)
        return CardLook(size.width(), size.height(), theme_of(self), self.devicePixelRatioF())

    @property
    def cards(self) -> SceneCards:
        """Where cards come from."""
        return self._cards

    def rename(self, scene_id: str) -> None:
        """Open the title of a scene for typing, in its card."""
        place = self.scenes.place_of(scene_id)
        if place >= 0:
            self.setCurrentIndex(self.scenes.index(place))
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def _on_made(self, scene: Scene) -> None:
        self.scenes.announce(scene)

    # ------------------------------------------------------------------ mouse and keys

    def _on_clicked(self, index: QModelIndex) -> None:
        self.show_requested.emit(index.data(SCENE_ROLE).id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.edit_requested.emit(index.data(SCENE_ROLE).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter and Space show, Delete deletes."""
        chosen = self.chosen
        if chosen is None or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_requested.emit(chosen)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit(chosen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a scene."""
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if is_by_key else event.pos()
            self.menu_requested.emit(index.data(SCENE_ROLE).id, self.viewport().mapToGlobal(place))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel scrolls along the strip."""
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        steps = (delta.x() or delta.y()) / 120.0
        bar.setValue(bar.value() - round(steps * WHEEL_PX))
        event.accept()

    # ------------------------------------------------------------------ dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take scenes of this strip only."""
        if event.source() is self and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark where the scene would stand."""
        if event.source() is not self or not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        super().dragMoveEvent(event)
        event.acceptProposedAction()
        self._mark_drop(self.drop_row(event.position().toPoint().x()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the mark away."""
        self._mark_drop(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the scene to stand there."""
        row, self._drop_row = self.drop_row(event.position().toPoint().x()), None
        scene_id = bytes(event.mimeData().data(MIME).data()).decode("utf-8", "replace")
        start = self.scenes.place_of(scene_id)
        event.acceptProposedAction()
        self.viewport().update()
        if start >= 0 and row not in (start, start + 1):
            self.moved.emit(scene_id, row - 1 if row > start else row)

    def drop_row(self, x: int) -> int:
        """Before which scene something dropped at `x` px would stand; the number of scenes at the end."""
        count = self.scenes.rowCount()
        rects = (self.visualRect(self.scenes.index(row)) for row in range(count))
        return next((row for row, rect in enumerate(rects) if x < rect.center().x()), count)

    def _mark_drop(self, row: int | None) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and the mark between two of them while one is dragged."""
        super().paintEvent(event)
        if self._drop_row is None or not self.scenes.rowCount():
            return
        last = self.scenes.rowCount() - 1
        rect = self.visualRect(self.scenes.index(min(self._drop_row, last)))
        x = rect.left() if self._drop_row <= last else rect.right()
        painter = QPainter(self.viewport())
        painter.setPen(paint.pen(palette_of(self).accent, 3))
        painter.drawLine(x, 8, x, self.viewport().height() - 8)
        painter.end()

    # ------------------------------------------------------------------ size and look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are as high as the strip."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.doItemsLayout()

    @property
    def room(self) -> int:
        """Height for cards, in px: the place of the scroll bar is kept free, whether it is there or not."""
        return self.height() - self.horizontalScrollBar().sizeHint().height()

    def item_size(self) -> QSize:
        """Size of one card."""
        return card_size(self.room)
