"""Before and after: which answers stand against each other, and the two maps that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QWidget

from explorer.core.difference import Difference, difference
from explorer.core.itinerary import Trip
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene
from explorer.housestyle.brief import shown_scene
from explorer.housestyle.difference_rows import difference_rows, difference_table, used_rows
from explorer.housestyle.difference_words import (
    difference_title,
    no_way_words,
    nothing_words,
    report_rows,
    side_words,
)
from explorer.ui.clipboard import put_table
from explorer.ui.compare_frame import CompareFrame
from explorer.ui.compare_second import SecondMap
from explorer.ui.parts.comparehead import Mode, SideChoice
from explorer.ui.show_camera import PRESENT_SCALE
from explorer.ui.show_view import aspect
from explorer.webmap.layers import bounds_of
from explorer.webmap.messages import Moving
from explorer.webmap.parts import Part

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

RELEASE_MS = 120_000
"""How long the second map waits to be wanted again before its page goes."""
SETTLE_MS = 2500
"""How long after leaving the page may learn of its sizes until it looks back for good."""
SAME_ASPECT = 0.01
_TITLE_LENGTH = 60


class Comparing(QObject):
    """Turns the middle of the window into before and after, and back.

    "After" is always what the session shows, so every edit is seen at once; "before" is the baseline or
    a scene. The window's own map shows "after": a QWebEngineView must not move to another place, so
    the second map is made beside it when it is first needed, and released a while after.
    """

    def __init__(self, window: MainWindow, frame: CompareFrame, hidden: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window, self._frame, self._hidden = window, frame, tuple(hidden)
        self._is_on, self._mode = False, Mode.SIDE_BY_SIDE
        self._before_id: str | None = None
        self._layout = QByteArray()
        self._shown: tuple[QWidget, ...] = ()
        self.second = SecondMap(window, frame.maps)
        self._answered: tuple[Results, Results, Difference] | None = None
        self._kept: tuple[Moving | None, Trip] = (None, window.session.trip)
        self._aspect = 0.0
        self._release, self._settling = QTimer(self), QTimer(self)
        for timer, wait_ms in ((self._release, RELEASE_MS), (self._settling, SETTLE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
        self._release.timeout.connect(self.release)
        self._connect()

    def _connect(self) -> None:
        window, frame, session = self._window, self._frame, self._window.session
        bar = frame.bar
        bar.mode_chosen.connect(self.set_mode)
        bar.together_chosen.connect(self._on_together_chosen)
        bar.table_chosen.connect(self._on_table_chosen)
        bar.copy_requested.connect(self.copy_table)
        bar.export_requested.connect(window.actions_table["export"].trigger)
        bar.leave_requested.connect(self.end)
        frame.before.chosen.connect(self.choose_before)
        frame.after.chosen.connect(self.choose_after)
        frame.lists.selected.connect(window.pointing.show_steps)
        frame.lists.sources_requested.connect(window.asking.show_link_reports)
        session.results_changed.connect(self._on_changed)
        session.storyboard_changed.connect(self._on_changed)
        session.begun.connect(self._on_begun)
        window.map.view_changed.connect(self._on_view_changed)
        window.looks.theme_changed.connect(self._frame.bar.refresh_icons)
        window.looks.language_changed.connect(self._on_changed)

    @property
    def is_on(self) -> bool:
        """Whether before and after are shown."""
        return self._is_on

    @property
    def mode(self) -> Mode:
        """How they are looked at."""
        return self._mode

    # ------------------------------------------------------------------ on and off

    def toggle(self) -> None:
        """Show before and after, or the window as it was."""
        if self._is_on:
            self.end()
        else:
            self.start()

    def start(self) -> None:
        """Show before and after in the place of map and panels."""
        if self._is_on:
            return
        window = self._window
        window.storyboarding.settle()
        self._is_on = True
        self._layout = window.saveState()
        self._kept = (window.map.viewpoint, window.session.trip)
        self._shown = tuple(part for part in self._hidden if not part.isHidden())
        for part in self._shown:
            part.hide()
        if window.presenting.is_on:
            window.stage.set_presenting(False)
        self._frame.set_comparing(is_on=True, has_audience=window.presenting.is_on)
        self._update()
        self.set_mode(self._mode)
        window.actions_table["compare"].setChecked(True)

    def end(self) -> None:
        """Bring the window back as it was."""
        if not self._is_on:
            return
        window = self._window
        self._is_on = False
        window.actions_table["compare"].setChecked(False)
        self.second.set_together(is_on=False)
        window.map.set_part(Part.ALONE)
        for part in self._shown:
            part.show()
        if window.presenting.is_on:
            window.stage.set_presenting(True)
        else:
            window.restoreState(self._layout)
        self._frame.set_comparing(is_on=False)
        window.presenting.camera.fit_legend()
        self._settling.start()
        self._look_back()
        self._release.start()
        window.map.setFocus()

    def _look_back(self) -> None:
        """Look where the map looked before; where the trip is another, at the journey."""
        view, trip = self._kept
        if self._window.presenting.is_on:
            self._window.presenting.camera.look_at(self._window.session.scene)
        elif view is None or trip != self._window.session.trip:
            self._window.map.fly_to_itinerary()
        else:
            self._window.map.look(view)

    def release(self) -> None:
        """Let the second map's page go, unless it is in use."""
        if not self._is_on:
            self.second.release()

    # ------------------------------------------------------------------ what is compared

    def choose_before(self, scene_id: str | None) -> None:
        """Compare with a scene, or with the baseline (None)."""
        self._before_id = scene_id
        self._update()
        self._refit()

    def choose_after(self, scene_id: str | None) -> None:
        """Go to a scene: after is always what the session shows."""
        if scene_id is not None:
            words = self._window.session.show_scene(scene_id)
            if words:
                self._window.tell(words[0])
            self._refit()

    def set_mode(self, mode: Mode) -> None:
        """Look at both in another way."""
        self._mode = mode
        if not self._is_on:
            return
        if mode is not Mode.ONE_MAP:
            self.second.make()
        self._release.stop()
        self._frame.show_mode(mode)
        self._dress_maps()
        self._set_together()
        self._window.map.fold_legend(mode is not Mode.ONE_MAP)
        self._refit()

    def copy_table(self) -> None:
        """Put the table on the clipboard, for spreadsheets and documents."""
        if self._answered is None:
            return
        before, after, found = self._answered
        put_table(difference_table(self._window.session.network, found, before, after))
        self._window.tell("Copied: before, after and change as a table.")

    # ------------------------------------------------------------------ inside

    @property
    def _before_scene(self) -> Scene | None:
        return self._window.session.storyboard.scene(self._before_id)

    def _before_results(self) -> Results:
        """The answer of before: of the scene, or where there is none the baseline of what is shown."""
        session, scene = self._window.session, self._before_scene
        if scene is not None:
            shown = shown_scene(session.network, scene)
            if shown.results is not None:
                return shown.results
            self._window.tell("That scene cannot be answered here. Compared with the baseline.")
        self._before_id = None
        if session.scenario.is_empty:
            return session.results
        return resolve(session.network, Scenario(), session.trip)

    def _on_changed(self, *_values: object) -> None:
        if self._is_on:
            self._update()

    def _on_begun(self) -> None:
        """Another document stands: its scenes are others."""
        self._before_id = None
        self._on_changed()

    def _update(self) -> None:
        """Answer both sides and show what differs."""
        window, session = self._window, self._window.session
        before, after = self._before_results(), session.results
        if self._answered is not None and self._answered[0] == before:
            before = self._answered[0]
        found = difference(session.network, before, after)
        self._answered = (before, after, found)
        network, frame, language = session.network, self._frame, window.looks.language
        frame.bar.title.set_whole(difference_title(network, before, after))
        frame.table.show_rows(difference_rows(network, found))
        words = nothing_words(found)
        if not words and after.itinerary is None:
            words = no_way_words(network, after)
        frame.lists.show_rows(
            used_rows(network, found, before, after, language), report_rows(network, before, after), words
        )
        frame.before.show_totals(found.before, no_way_words(network, before))
        frame.after.show_totals(found.after, no_way_words(network, after))
        self._name_sides(before, after)
        frame.arrange()
        self._dress_maps()

    def _name_sides(self, before: Results, after: Results) -> None:
        session, scene = self._window.session, self._before_scene
        network, current = session.network, session.scene
        scenes = [
            SideChoice(each.id, f"{place}  {self._scene_words(each)}")
            for place, each in enumerate(session.storyboard, start=1)
        ]
        words = self._scene_words(scene) if scene else side_words(network, before.scenario, after.scenario)
        baseline = SideChoice(None, "The baseline: nothing changed")
        self._frame.before.show_choices(words, (baseline, *scenes), scene.id if scene else None)
        is_scene = current is not None and session.is_on_scene
        now = SideChoice(None, "What is shown now")
        words = side_words(network, after.scenario, before.scenario)
        shown = current.id if is_scene and current is not None else None
        self._frame.after.show_choices(words, (now, *scenes), shown)

    def _scene_words(self, scene: Scene) -> str:
        title = scene.title.strip() or scene.id
        return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"

    # ------------------------------------------------------------------ the maps

    def _dress_maps(self) -> None:
        """Let each map show its side."""
        if self._answered is None or not self._is_on:
            return
        before = self._answered[0]
        part = Part.DIFFERENCE if self._mode is Mode.ONE_MAP else Part.AFTER
        self._window.map.set_part(part, before)
        self.second.show(before)
        has_audience = self._window.presenting.is_on
        scale = max(1.0, PRESENT_SCALE * self._window.stage.scale) if has_audience else 1.0
        self.second.dress(scale, has_audience=has_audience)
        if has_audience:
            self._window.map.set_scale(scale)
            # The title that keeps names away lies not over the map now.
            self._window.map.set_presenting(is_on=True, cover_px=0)

    def _set_together(self) -> None:
        is_side = self._mode is Mode.SIDE_BY_SIDE
        self.second.set_together(
            is_on=self._frame.bar.together.isChecked() if is_side else self._mode is Mode.SWIPE
        )

    def _on_together_chosen(self, _is_on: bool) -> None:
        self._set_together()

    def _on_table_chosen(self, has_table: bool) -> None:
        self._frame.set_with_table(has_table=has_table)

    def _refit(self) -> None:
        """Bring both journeys into view."""
        if self._answered is None:
            return
        session, (before, after, _) = self._window.session, self._answered
        bounds = bounds_of(session.network, session.geometry, (before.itinerary, after.itinerary))
        if bounds is not None:
            self._window.map.fit(bounds)

    def _on_view_changed(self) -> None:
        """The page learns of its new size late: what was fitted before is fitted again."""
        visible = self._window.map.visible
        if visible is None or not (self._is_on or self._settling.isActive()):
            return
        now = aspect(visible)
        if abs(now - self._aspect) > SAME_ASPECT * now:
            self._aspect = now
            if self._is_on:
                self._refit()
            else:
                self._look_back()
