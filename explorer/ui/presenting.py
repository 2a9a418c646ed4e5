"""Starting a presentation, its windows and screens while it runs, and everything back afterwards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QWidget

from explorer.core.storyboard import Scene
from explorer.ui.choices import live_choices
from explorer.ui.commandbox import Choice
from explorer.ui.parts.scenecards import CardLook
from explorer.ui.presenter_view import THUMBNAIL, PresenterView
from explorer.ui.show import Show
from explorer.ui.show_camera import ShowCamera
from explorer.ui.show_keys import Ask, ShowKeys
from explorer.ui.show_screens import Screens
from explorer.ui.show_words import Telling, scene_title
from explorer.ui.theme import theme_of

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

HINT_MS, SHORT_HINT_MS, TYPED_MS = 6000, 3500, 4000
ONE_SCREEN = "→ next   ·   P presenter view   ·   B black   ·   R back to the story   ·   Esc ends"
NO_STORY = "Double-click closes a place   ·   R back   ·   P presenter view   ·   B black   ·   Esc ends"
ALLOWED: Final = frozenset(
    {
        "undo",
        "redo",
        "reset",
        "commands",
        "copy",
        "compare",
        "present",
        "present_current",
        "less_motion",
        "swap",
        "objective_days",
        "objective_km",
        "all_modes",
        "toggle_selection",
        "theme_light",
        "theme_dark",
        "theme_system",
        "language_en",
        "language_local",
        "language_zh",
        "language_ru",
        "quit",
    }
)
"""Commands that make sense before an audience. The others would open windows over the map, or edit
scenes, which the end of the presentation takes back."""


@dataclass(frozen=True, slots=True)
class _Before:
    """How the window stood."""

    layout: QByteArray
    place: QRect
    state: Qt.WindowState
    shown: tuple[QWidget, ...]
    floating: tuple[tuple[QDockWidget, QRect], ...]
    hidden_actions: tuple[str, ...]


class Presenting(QObject):
    """Turns the main window into the audience's view, and back.

    The map stays where it is: a QWebEngineView that moves to another window makes its surface and its
    picture anew, which flickers, and crashed in the past. So the whole window goes to the projector
    and hides what surrounds the map; notes and controls are in a window of their own.
    """

    def __init__(self, window: MainWindow, hidden: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window, self._stage, self._map = window, window.stage, window.map
        self._hidden = tuple(hidden)
        self._before: _Before | None = None
        self._is_swapped = False
        self.show = Show(window.session, self)
        self.camera = ShowCamera(window.session, window.map, window.stage)
        self.keys = ShowKeys(window, leaves=False)
        self.view = PresenterView(window, self._offer, time.monotonic, datetime.now)
        self.screens = Screens(self)
        self._connect()

    def _connect(self) -> None:
        show, view = self.show, self.view
        show.told.connect(self._on_told)
        show.reached.connect(self.camera.look_at)
        show.changed_live.connect(self.camera.follow)
        show.hinted.connect(self.hint)
        self.screens.changed.connect(self._on_screens_changed)
        for keys in (self.keys, view.keys):
            keys.asked.connect(self.answer)
            keys.typed.connect(self._on_typed)
            keys.jumped.connect(self._on_jumped)
        view.asked.connect(self.answer)
        view.jumped.connect(self._on_jumped)
        view.swap_requested.connect(self.swap_screens)
        view.woken.connect(self._lift)
        view.closed.connect(self._on_view_closed)
        self._stage.curtain.lift_requested.connect(self._lift)
        self._window.scene_cards.made.connect(self._on_card_made)
        self._window.session.begun.connect(self._on_begun)
        self._window.looks.motion_changed.connect(self._set_motion)
        if self._window.looks.has_less_motion:
            self._set_motion(False)

    def _set_motion(self, has_motion: bool) -> None:
        self._map.set_motion(has_motion)
        for part in (self._stage.whisper, self._stage.typed):
            part.has_motion = has_motion

    @property
    def is_on(self) -> bool:
        """Whether a presentation runs."""
        return self._before is not None

    def toggle(self) -> None:
        """Start from the first scene, or end."""
        if self.is_on:
            self.end()
        else:
            self.start()

    def start(self, *, is_from_first: bool = True) -> None:
        """Show title, map and big figures only; while it runs, go to the first scene or stay."""
        if self.is_on:
            if is_from_first and self.show.scenes:
                self.show.go_to(0)
            return
        # What is being typed into a scene belongs to the scene, not to the presentation.
        self._window.storyboarding.settle()
        self._window.comparing.end()
        self._window.pointing.clear()
        self._before = self._remember()
        self.camera.begin()
        self._stage.set_presenting(True)
        for keys in (self.keys, self.view.keys):
            keys.set_on(is_on=True)
        for name in self._before.hidden_actions:
            # Hidden rather than disabled: nobody can enable a hidden one while the show runs.
            self._window.actions_table[name].setVisible(False)
        self._window.setAcceptDrops(False)
        self.camera.fit_legend()
        self.show.begin(is_from_first=is_from_first)
        self._place_windows()
        self.view.time.start()
        self._map.setFocus()
        self._say_keys()

    def end(self) -> None:
        """Bring everything back: window, docks, map, and the state of the session."""
        if self._before is None:
            return
        self._window.comparing.end()
        before, self._before = self._before, None
        window = self._window
        self.view.hide()
        self.view.time.stop()
        for keys in (self.keys, self.view.keys):
            keys.set_on(is_on=False)
        self._stage.set_presenting(False)
        self.show.end()
        window.show_panels()
        for name in before.hidden_actions:
            window.actions_table[name].setVisible(True)
        window.setAcceptDrops(True)
        for part in before.shown:
            part.show()
        self._put_back(before)
        window.restoreState(before.layout)
        for dock, floated in before.floating:
            # restoreState keeps floating docks on the screen by its own idea of frames: it moves them.
            dock.setGeometry(floated)
        self.camera.end()
        self._map.setFocus()

    def _put_back(self, before: _Before) -> None:
        """The window as large, and where, it was. Not by restoreGeometry, which cuts what a screen cuts."""
        window = self._window
        window.setWindowState(Qt.WindowState.WindowNoState)
        if QGuiApplication.screenAt(before.place.center()) is None:
            # Its screen was unplugged meanwhile.
            area = window.screen().availableGeometry()
            window.setGeometry(QRect(area.topLeft(), before.place.size().boundedTo(area.size())))
        else:
            window.setGeometry(before.place)
        window.setWindowState(before.state)

    def _remember(self) -> _Before:
        window = self._window
        # Layout and sizes are asked for before anything hides.
        layout, state = window.saveState(), window.windowState()
        is_plain = state == Qt.WindowState.WindowNoState
        place = window.geometry() if is_plain else window.normalGeometry()
        shown = tuple(part for part in self._hidden if not part.isHidden())
        docks = (part for part in shown if isinstance(part, QDockWidget) and part.isFloating())
        floating = tuple((dock, dock.geometry()) for dock in docks)
        for part in shown:
            part.hide()
        names = [action.objectName() for action in window.actions_table if action.isVisible()]
        resting = tuple(name for name in names if name not in ALLOWED)
        return _Before(layout, place, state, shown, floating, resting)

    # ------------------------------------------------------------------ screens

    def _place_windows(self) -> None:
        """Bring the windows to their screens; with one screen the presenter's view waits for P."""
        self.screens.show_audience(self._window, is_swapped=self._is_swapped)
        if self.screens.count() > 1:
            self.screens.show_presenter(self.view, is_swapped=self._is_swapped)
            self.view.activateWindow()
        elif self.view.isVisible():
            self.screens.show_presenter(self.view, is_swapped=self._is_swapped)
            self.view.raise_()
        self.view.swap.setEnabled(self.screens.count() > 1)

    def swap_screens(self) -> None:
        """Turn the two screens round."""
        self._is_swapped = not self._is_swapped
        self._place_windows()

    def toggle_view(self) -> None:
        """Show or hide the presenter's view."""
        if self.view.isVisible():
            self.view.hide()
            self._window.activateWindow()
            self._map.setFocus()
        else:
            self._show_on_view()
            self.screens.show_presenter(self.view, is_swapped=self._is_swapped)
            self.view.activateWindow()
            self.view.raise_()

    def _on_screens_changed(self) -> None:
        """A screen came or went: the show goes on on what is there."""
        if not self.is_on or not self.screens.count():
            return
        self._place_windows()
        self.hint(
            "Two screens: the presenter view is on the other one."
            if self.screens.count() > 1
            else "One screen left. P shows or hides the presenter view."
        )

    def _on_view_closed(self) -> None:
        if self.is_on:
            self.hint("P shows the presenter view again.")

    # ------------------------------------------------------------------ what is asked

    def answer(self, ask: Ask) -> None:
        """Do what a key or a button asks; with the curtain down every key only lifts it."""
        if not self.is_on:
            return
        if self._lift() and ask is not Ask.PRESENTER:
            return
        steps = {
            Ask.NEXT: lambda: self.show.go_by(1),
            Ask.PREVIOUS: lambda: self.show.go_by(-1),
            Ask.FIRST: lambda: self.show.go_to(0),
            Ask.LAST: lambda: self.show.go_to(len(self.show.scenes) - 1),
            Ask.BACK: self.show.back,
            Ask.BLACK: lambda: self._stage.curtain.fall(QColor(Qt.GlobalColor.black)),
            Ask.WHITE: lambda: self._stage.curtain.fall(QColor(Qt.GlobalColor.white)),
            Ask.PRESENTER: self.toggle_view,
            Ask.LEAVE: self.end,
        }
        if self.show.scenes or ask not in (Ask.FIRST, Ask.LAST):
            steps[ask]()

    def escape(self) -> None:
        """Leave what is open: a number, the curtain, the presentation."""
        if self.keys.number:
            self.keys.forget_number()
        else:
            self.answer(Ask.LEAVE)

    def _lift(self) -> bool:
        """Lift the curtain; False when there is none."""
        curtain = self._stage.curtain
        if curtain.isHidden():
            return False
        curtain.hide()
        self._map.setFocus()
        return True

    def _on_typed(self, number: str) -> None:
        if number:
            self._lift()
            self._stage.typed.say(f"Scene {number}   ↵", TYPED_MS)
        else:
            self._stage.typed.silence()

    def _on_jumped(self, number: int) -> None:
        if self.is_on:
            self._lift()
            self.show.go_to(number - 1)

    def _offer(self) -> Sequence[Choice]:
        return live_choices(self._window.session, self._window.edits)

    def _on_begun(self) -> None:
        """Another document stands: there is nothing left to show of the old one."""
        if self.is_on:
            self.end()

    # ------------------------------------------------------------------ what is shown

    def hint(self, words: str) -> None:
        """Say something in passing over the map."""
        if self.is_on:
            self._stage.whisper.say(words[:160], SHORT_HINT_MS)

    def _say_keys(self) -> None:
        if self.screens.count() == 1:
            self._stage.whisper.say(ONE_SCREEN if self.show.scenes else NO_STORY, HINT_MS)

    def _on_told(self, telling: Telling) -> None:
        scenes, place = self.show.scenes, self.show.place
        scene = None if place is None else scenes[place]
        name = "" if scene is None else f" “{scene_title(self._window.session.network, scene)[:40]}”"
        self._stage.show_telling(telling, f"R goes back{' to' if name else ''}{name}", place, len(scenes))
        if self.view.isVisible() or self.screens.count() > 1:
            self._show_on_view()

    def _show_on_view(self) -> None:
        network, show = self._window.session.network, self.show
        place, scene = show.place, show.moment.scene
        self.view.show_telling(show.telling, show.left_out)
        titles = [scene_title(network, scene) for scene in show.scenes]
        self.view.show_scene(titles, place, "" if scene is None else scene.notes)
        self._show_thumbnail()

    def _show_thumbnail(self) -> None:
        place, scenes = self.show.place, self.show.scenes
        following: Scene | None = None
        if place is not None and place + 1 < len(scenes):
            following = scenes[place + 1]
        card = None if following is None else self._window.scene_cards.card(following, self._look())
        self.view.show_thumbnail(None if card is None else card.image)

    def _look(self) -> CardLook:
        theme, ratio = theme_of(self.view), self.view.devicePixelRatioF()
        return CardLook(THUMBNAIL.width(), THUMBNAIL.height(), theme, ratio)

    def _on_card_made(self, _scene: Scene) -> None:
        if self.is_on and self.view.isVisible():
            self._show_thumbnail()
