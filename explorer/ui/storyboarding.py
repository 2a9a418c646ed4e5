"""The storyboard in the window: strip, editor, menu and session kept at one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QInputDialog, QMenu

from explorer.core.known import known_scene
from explorer.core.results import Results
from explorer.core.state import State
from explorer.core.storyboard import Figure
from explorer.errors import ExplorerError
from explorer.ui.dialogs import tell
from explorer.ui.parts.scenefigures import FigureBox
from explorer.ui.parts.scenemodel import shown_title
from explorer.ui.storyshelf import StoryShelf

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

SCENE_ACTIONS = (
    "scene_edit",
    "scene_rename",
    "scene_duplicate",
    "scene_earlier",
    "scene_later",
    "scene_delete",
)
"""Commands that need a scene, in the order of a scene's own menu."""


class Storyboarding(QObject):
    """Connects the parts; which scene a command means is the one the strip's keyboard is at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._edits = window.session, window.scene_edits
        self._panel, self._editor = window.storyboard, window.scene_editor
        self.figures = FigureBox(window)
        self.figures.closed.connect(self._on_figures_closed)
        self.shelf = StoryShelf(window.session.network)
        self._menu: QMenu | None = None
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self._on_turn)

    def connect_parts(self) -> None:
        """Connect strip, editor and menu to what answers them."""
        session, edits, panel, editor = self._session, self._edits, self._panel, self._editor
        session.storyboard_changed.connect(self._on_storyboard_changed)
        session.results_changed.connect(self._on_results_changed)
        panel.add_requested.connect(edits.add)
        panel.update_requested.connect(edits.update)
        panel.back_requested.connect(edits.back)
        panel.edit_requested.connect(self.edit_scene)
        panel.story_requested.connect(self.open_story_menu)
        panel.titled.connect(self._window.title_of(self._window.storyboard_dock).set_words)
        strip = panel.strip
        strip.show_requested.connect(edits.show)
        strip.edit_requested.connect(self.edit_scene)
        strip.delete_requested.connect(edits.delete)
        strip.renamed.connect(edits.rename)
        strip.moved.connect(edits.move)
        strip.menu_requested.connect(self.open_scene_menu)
        editor.add_requested.connect(edits.add)
        editor.words_changed.connect(edits.set_words)
        editor.figure_requested.connect(self.choose_figure)
        editor.figure_dropped.connect(edits.drop_figure)
        editor.highlight_requested.connect(edits.add_highlight)
        editor.highlights_changed.connect(edits.set_highlights)
        editor.view_requested.connect(lambda scene_id, is_whole: edits.set_view(scene_id, is_whole=is_whole))
        editor.sources_requested.connect(self._window.asking.show_source_list)
        edits.told.connect(self._window.tell)
        edits.shown.connect(self._on_shown)
        self._window.scene_dock.visibilityChanged.connect(self._on_editor_visible)
        self._window.story_menu.aboutToShow.connect(self._fill_story_menu)

    # ------------------------------------------------------------------ what the session says

    def _on_storyboard_changed(self, old: State, new: State) -> None:
        self.refresh()
        self._refresh.start(0)
        if old.storyboard.title != new.storyboard.title:
            self._session.file_changed.emit()
        if not old.storyboard.scenes and new.storyboard.scenes and not self._session.is_showing:
            self._window.storyboard_dock.show()
            self._window.storyboard_dock.raise_()

    def _on_results_changed(self, _old: Results | None, _new: Results) -> None:
        """Whether the map still shows the scene; behind the figures, which must not wait for it."""
        self._refresh.start(0)

    def refresh(self) -> None:
        """Mark in strip and menu what the session holds; the editor follows in the next turn."""
        session, scene = self._session, self._session.scene
        current = None if scene is None else scene.id
        can_be_shown = scene is not None and known_scene(session.network, scene)[0] is not None
        is_changed = can_be_shown and not session.is_on_scene
        self._panel.show_storyboard(session.storyboard, current, is_changed=is_changed)
        has_scenes = bool(session.storyboard.scenes)
        for name in (*SCENE_ACTIONS, "scene_next", "scene_previous"):
            self._window.actions_table[name].setEnabled(has_scenes)
        self._window.actions_table["scene_update"].setEnabled(scene is not None)

    def _on_turn(self) -> None:
        self.refresh()
        if self._window.scene_dock.isVisible():
            self._show_in_editor()

    def _show_in_editor(self) -> None:
        session, scene = self._session, self._session.scene
        place = session.storyboard.position(None if scene is None else scene.id)
        if scene is None or place is None:
            self._editor.show_nothing()
        else:
            shown = self._window.scene_cards.answered(scene)
            self._editor.show_scene(session.network, shown, scene, (place + 1, len(session.storyboard)))

    def _on_editor_visible(self, is_visible: bool) -> None:
        if is_visible:
            self._show_in_editor()

    def _on_shown(self, _scene_id: str, words: tuple[str, ...]) -> None:
        if words:
            self._window.tell(f"Left out, since this data does not have it: {'; '.join(words)[:300]}")

    # ------------------------------------------------------------------ what menus and keys ask

    @property
    def meant(self) -> str | None:
        """Id of the scene that a command means: the one the keyboard is at in the strip, else the current."""
        strip = self._panel.strip
        if strip.hasFocus() and strip.chosen is not None:
            return strip.chosen
        scene = self._session.scene
        return strip.chosen if scene is None else scene.id

    def edit_scene(self, scene_id: str = "") -> None:
        """Open the editor at a scene, which is shown."""
        target = scene_id or self.meant
        if target is None:
            self._window.tell("There are no scenes yet.")
            return
        scene = self._session.scene
        if scene is None or scene.id != target:
            self._edits.show(target)
        self._window.scene_dock.show()
        self._window.scene_dock.raise_()
        self._show_in_editor()
        self._editor.focus_title()

    def rename(self) -> None:
        """Type another title in the scene's card."""
        target = self.meant
        if target is not None:
            if self._window.arrangement.is_folded:
                self._window.requests.fold_strip()
            self._window.storyboard_dock.show()
            self._window.storyboard_dock.raise_()
            self._panel.strip.rename(target)

    def duplicate(self) -> None:
        """Put a copy behind the scene."""
        if self.meant is not None:
            self._edits.duplicate(self.meant)

    def delete(self) -> None:
        """Take the scene out."""
        if self.meant is not None:
            self._edits.delete(self.meant)

    def move_by(self, steps: int) -> None:
        """Move the scene earlier or later."""
        if self.meant is not None:
            self._edits.move_by(self.meant, steps)

    def ask_title(self) -> None:
        """Give the storyboard another title."""
        old = self._session.storyboard.title
        words, is_given = QInputDialog.getText(
            self._window, "Title of the storyboard", "Title of the briefing, on its first page:", text=old
        )
        if is_given:
            self._edits.set_board_title(words)

    def choose_figure(self, scene_id: str) -> None:
        """Choose one more large figure for a scene."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is None:
            return

        def choose(figure: Figure) -> None:
            self._edits.add_figure(scene_id, figure)

        shown = self._window.scene_cards.answered(scene)
        self.figures.open_for(self._session.network, shown.results, scene, choose)

    def _on_figures_closed(self) -> None:
        self._editor.add_figure.setFocus()

    def settle(self) -> None:
        """Take up what was typed and not told yet."""
        self._editor.settle()

    # ------------------------------------------------------------------ menus

    def open_scene_menu(self, scene_id: str, place: QPoint) -> None:
        """What can be done with one scene."""
        menu = QMenu(self._window)
        menu.setObjectName("scene_menu")
        title = shown_title(getattr(self._session.storyboard.scene(scene_id), "title", ""))[:40]
        show = menu.addAction(f"Show {title.replace('&', '&&') or 'this scene'}")
        show.triggered.connect(partial(self._on_show, scene_id))
        menu.addSeparator()
        for name in SCENE_ACTIONS:
            menu.addAction(self._window.actions_table[name])
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(place)

    def _on_show(self, scene_id: str, _is_on: bool = False) -> None:
        self._edits.show(scene_id)

    def _fill_story_menu(self) -> None:
        """Offer the built-in stories."""
        menu = self._window.story_menu
        menu.clear()
        for story in self.shelf.offers:
            action = QAction(story.title.replace("&", "&&"), menu)
            action.setObjectName(f"story_{story.id}")
            action.triggered.connect(partial(self._on_story, story.id))
            menu.addAction(action)

    def _on_story(self, story_id: str, _is_on: bool = False) -> None:
        self.open_story(story_id)

    def open_story_menu(self) -> None:
        """The stories as a menu at the pointer."""
        self._window.story_menu.popup(QCursor.pos())

    def open_story(self, story_id: str) -> bool:
        """Open a built-in story as a new document at its first scene; False when it is not opened."""
        if not self._window.files.may_go():
            return False
        try:
            self.shelf.open(story_id, self._session)
        except ExplorerError as error:
            tell(self._window, "This story cannot be opened", str(error))
            return False
        scene = self._session.scene
        if scene is not None:
            self._edits.show(scene.id)
        return True
