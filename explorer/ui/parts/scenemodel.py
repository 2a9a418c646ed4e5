"""The scenes of a storyboard as a list model: what a card shows, renaming, and dragging to another place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from explorer.core.storyboard import Scene
from explorer.housestyle.brief import ShownScene
from explorer.ui.widgets import plain_tip

SCENE_ROLE = Qt.ItemDataRole.UserRole + 1
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 2
"""`""`, `"current"` or `"changed"`: whether a scene is shown, and whether the map still shows it."""
MIME = "application/x-corridor-explorer-scene"
MAX_SHOWN = 300
"""Letters of a title that a card or a tooltip may show."""
Index = QModelIndex | QPersistentModelIndex


def shown_title(title: str) -> str:
    """A title as one line of reasonable length."""
    words = " ".join(title[: 4 * MAX_SHOWN].split())
    return words if len(words) <= MAX_SHOWN else f"{words[: MAX_SHOWN - 1].rstrip()}…"


class SceneModel(QAbstractListModel):
    """Shows what the session holds. Signal: `renamed(str id, str title)`."""

    renamed = Signal(str, str)

    def __init__(self, answer: Callable[[Scene], ShownScene | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._scenes: tuple[Scene, ...] = ()
        self._current: str | None = None
        self._is_changed = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of scenes."""
        return 0 if parent.isValid() else len(self._scenes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a card shows."""
        scene = self._scenes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_title(scene.title)
            case Qt.ItemDataRole.EditRole:
                return scene.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tooltip(index.row()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(index.row())
            case _ if role == SCENE_ROLE:
                return scene
            case _ if role == CURRENT_ROLE:
                return self._mark(scene)
            case _:
                return None

    def _mark(self, scene: Scene) -> str:
        if scene.id != self._current:
            return ""
        return "changed" if self._is_changed else "current"

    def _sentence(self, row: int) -> str:
        scene = self._scenes[row]
        words = [f"Scene {row + 1} of {len(self._scenes)}", shown_title(scene.title) or "without a title"]
        mark = self._mark(scene)
        if mark:
            words.append("shown now" if mark == "current" else "shown now, changed since")
        shown = self._answer(scene)
        if shown is not None:
            words.extend(f"{figure.value} {figure.unit}".strip() for figure in shown.figures[:1])
            words.extend(shown.faults)
        return ", ".join(words)

    def _tooltip(self, row: int) -> str:
        scene = self._scenes[row]
        shown = self._answer(scene)
        title = shown_title(scene.title) or (shown_title(shown.title) if shown else "")
        lines = [f"<b>{row + 1}. {escape(title)}</b>"]
        if shown is not None:
            lines.append(escape(shown.subtitle))
            lines.extend(f"• {escape(words)}" for words in shown.faults[:8])
        return "<p>" + "<br>".join(line for line in lines if line) + "</p>"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Scenes can be dragged and renamed; between them others can be dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another title."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            self.renamed.emit(self._scenes[index.row()].id, str(value))
            return True
        return False

    # ------------------------------------------------------------------ what the session says

    def show(self, scenes: Sequence[Scene], current: str | None, *, is_changed: bool) -> None:
        """Show these scenes. Where only words changed nothing is built anew, so that an editor stays open."""
        is_same_order = [scene.id for scene in self._scenes] == [scene.id for scene in scenes]
        if is_same_order:
            self._scenes = tuple(scenes)
        else:
            self.beginResetModel()
            self._scenes = tuple(scenes)
            self.endResetModel()
        self._current, self._is_changed = current, is_changed
        if is_same_order and scenes:
            self.dataChanged.emit(self.index(0), self.index(len(scenes) - 1))

    def announce(self, scene: Scene) -> None:
        """Have a card drawn again."""
        for row, own in enumerate(self._scenes):
            if own == scene:
                self.dataChanged.emit(self.index(row), self.index(row))

    def place_of(self, scene_id: str | None) -> int:
        """Row of a scene, -1 where there is none."""
        return next((row for row, scene in enumerate(self._scenes) if scene.id == scene_id), -1)

    @property
    def current(self) -> str | None:
        """Id of the scene that is marked as shown."""
        return self._current

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes shown."""
        return self._scenes

    # ------------------------------------------------------------------ dragging

    def supportedDropActions(self) -> Qt.DropAction:
        """Scenes move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """What is dragged: a scene's id."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The id of the scene that is dragged."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(self._scenes[indexes[0].row()].id.encode()))
        return data
