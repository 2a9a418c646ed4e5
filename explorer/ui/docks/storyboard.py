"""The storyboard dock: scenes as a film strip, or what to do when there are none yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.core.storyboard import Storyboard
from explorer.housestyle.format import count
from explorer.ui.parts.scenecards import SceneCards
from explorer.ui.parts.scenemodel import shown_title
from explorer.ui.parts.scenestrip import SceneStrip
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label, styled_button


class StoryboardPanel(QStackedWidget):
    """Content of the Storyboard dock; `tools` belong into its title bar.

    Signals: `add_requested`, `story_requested`, `update_requested`, `back_requested`, `edit_requested`,
    `titled(str title, str note)`. Those of single scenes are the strip's.
    """

    add_requested = Signal()
    story_requested = Signal()
    update_requested = Signal()
    back_requested = Signal()
    edit_requested = Signal()
    titled = Signal(str, str)

    def __init__(self, cards: SceneCards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyboard_panel")
        self.setAccessibleName("Storyboard")
        self.strip = SceneStrip(cards)
        self.update_scene = styled_button("Update scene", "storyboard_update", "small")
        self.update_scene.setToolTip("Keep in the scene what the map shows now")
        self.update_scene.clicked.connect(self.update_requested)
        self.back = styled_button("Back to scene", "storyboard_back", "small")
        self.back.setToolTip("Show the scene again as it is kept")
        self.back.clicked.connect(self.back_requested)
        self.edit = styled_button("Edit", "storyboard_edit", "small")
        self.edit.setToolTip("Write title, text and notes; choose large figures")
        self.edit.clicked.connect(self.edit_requested)
        self.add = styled_button("Add scene", "storyboard_add", "small")
        self.add.setToolTip("Add what the map shows now as a scene")
        self.add.clicked.connect(self.add_requested)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        for button in (self.update_scene, self.back, self.edit, self.add):
            row.addWidget(button)
        self.addWidget(self._empty_page())
        self.addWidget(self.strip)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("storyboard_empty")
        page.setProperty("panel", True)
        head = label("No scenes yet")
        head.setFont(font(17, SEMIBOLD, is_serif=True))
        words = label(
            "A scene keeps what you see now: question, map, figures and your words. Add one, change"
            " something, add the next: then present them, print them or send them on.",
            "secondary",
        )
        words.setWordWrap(True)
        words.setMaximumWidth(520)
        add = styled_button("Add the present map as a scene", "storyboard_first", "primary")
        add.clicked.connect(self.add_requested)
        story = styled_button("Open a story", "storyboard_story", "plain")
        story.clicked.connect(self.story_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(add)
        buttons.addWidget(story)
        buttons.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(head)
        layout.addWidget(words)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        layout.addStretch(2)
        for part in (head, words):
            part.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return page

    def show_storyboard(self, board: Storyboard, current: str | None, *, is_changed: bool) -> None:
        """Show the scenes, the current one marked; `is_changed` when the map shows something else now."""
        self.strip.show_scenes(board.scenes, current, is_changed=is_changed)
        self.setCurrentIndex(1 if board.scenes else 0)
        self.tools.setVisible(bool(board.scenes))
        self.edit.setEnabled(current is not None)
        for button in (self.update_scene, self.back):
            button.setVisible(is_changed)
        note = count(len(board), "scene") if board.scenes else ""
        title = shown_title(board.title)
        self.titled.emit("Storyboard", f"{note} · {title}" if note and title else note or title)
