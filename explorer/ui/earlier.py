"""Earlier versions of the document: when each was kept, what it held, and going back to one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.core.results import resolve
from explorer.core.scenario import Scenario, describe
from explorer.core.state import State
from explorer.errors import ExplorerError
from explorer.housestyle.format import count
from explorer.housestyle.style import Theme
from explorer.io.versions import Version
from explorer.ui.recovery import moment_words
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.thumbnails import thumbnail
from explorer.ui.widgets import label

if TYPE_CHECKING:
    from explorer.core.geometry import Geometry
    from explorer.core.network import Network
    from explorer.io.scenario_file import ScenarioFile

PICTURE = QSize(360, 220)
WORDS = (
    "Kept when the document is saved and every five minutes while it has unsaved edits; the older, the fewer."
    " Going back is one step that Undo takes back."
)
EMPTY = (
    "No earlier version of this document is kept yet. One is kept each time it is saved over, and every five"
    " minutes while it has unsaved edits."
)


class EarlierDialog(QDialog):
    """Lists versions, newest first, with a picture of the chosen one.

    `wanted(State, str)` asks to go back to a state, with the words of the step.
    """

    wanted = Signal(object, str)

    def __init__(
        self,
        versions: tuple[Version, ...],
        present: State,
        place: tuple[Network, Geometry, Theme],
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("earlier_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Earlier versions")
        self._versions, self._present, self._now = versions, present, now
        self._network, self._geometry, self._theme = place
        self._found: State | None = None
        head = label("Earlier versions")
        head.setFont(font(22, SEMIBOLD, is_serif=True))
        words = label(WORDS if versions else EMPTY)
        words.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setObjectName("earlier_rows")
        self.rows.setAccessibleName("Versions, newest first")
        for version in versions:
            self.rows.addItem(QListWidgetItem(moment_words(version.kept, now, has_seconds=True)))
        self.picture, self.held = label(""), label("", "secondary")
        self.picture.setFixedSize(PICTURE)
        self.picture.setObjectName("earlier_picture")
        self.held.setObjectName("earlier_held")
        self.held.setWordWrap(True)
        self.held.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back = QPushButton("Go back to this version")
        self.back.setObjectName("earlier_back")
        self.back.setDefault(True)
        self.back.setEnabled(False)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        self.back.clicked.connect(self._on_back)
        self.rows.itemDoubleClicked.connect(self._on_back)
        # Holding an arrow key passes over many: only the one it stops at is read and drawn.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(60)
        self._rest.timeout.connect(self._show)
        self.rows.currentRowChanged.connect(self._on_row_changed)
        self._lay_out(head, words, close)
        self.rows.setCurrentRow(0)
        for part in (self.rows, self.picture, self.held, self.back):
            part.setVisible(bool(versions))

    def _lay_out(self, head: QWidget, words: QWidget, close: QPushButton) -> None:
        right = QVBoxLayout()
        right.addWidget(self.picture)
        right.addWidget(self.held, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.rows, 1)
        middle.addLayout(right)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(12)
        box.addWidget(head)
        box.addWidget(words)
        box.addLayout(middle, 1)
        if not self._versions:
            box.addStretch(1)
        box.addLayout(buttons)
        self.resize(*((700, 460) if self._versions else (560, 190)))

    def _on_row_changed(self, _row: int) -> None:
        self.back.setEnabled(False)
        self._rest.start()

    def _show(self) -> None:
        """Read the chosen version, and say and draw what it holds."""
        row = self.rows.currentRow()
        self._found = None
        if not 0 <= row < len(self._versions):
            return
        from explorer.io.scenario_file import read_scenario

        try:
            found = read_scenario(self._versions[row].path, self._network)
            state = self._state(found)
            results = resolve(self._network, state.scenario, state.trip)
        except ExplorerError as error:
            self.picture.setPixmap(QPixmap())
            self.held.setText(f"This version cannot be read: {error}")
            return
        self._found = state
        image = thumbnail(
            self._network, self._geometry, results, PICTURE, self._theme, self.devicePixelRatioF()
        )
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.held.setText(self._words(found, state))
        self.back.setEnabled(state != self._present)

    def _state(self, found: ScenarioFile) -> State:
        scene_id = self._present.scene_id
        if found.storyboard.scene(scene_id) is None:
            scene_id = None
        return replace(
            self._present,
            scenario=found.scenario,
            trip=found.trip or self._present.trip,
            storyboard=found.storyboard,
            scene_id=scene_id,
        )

    def _words(self, found: ScenarioFile, state: State) -> str:
        nodes = self._network.nodes
        ends = " – ".join(nodes[end].name for end in (state.trip.origin_id, state.trip.destination_id))
        changed = describe(Scenario(), state.scenario, self._network) or "Nothing changed"
        parts = [ends, changed]
        if found.storyboard.scenes:
            parts.append(count(len(found.storyboard), "scene"))
        if found.dropped:
            parts.append(f"Not in this data, so left out: {', '.join(found.dropped[:3])}")
        if state == self._present:
            parts.append("The same as now")
        return "\n".join(part[:300] for part in parts)

    def _on_back(self) -> None:
        if self._found is None or self._found == self._present:
            return
        kept = self._versions[self.rows.currentRow()].kept
        self.wanted.emit(self._found, f"Go back to {moment_words(kept, self._now)}")
        self.accept()
