"""What the storyboard's parts ask for, turned into edits of the session: one undoable step each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.core.network import COUNTRY_PREFIX, Network
from explorer.core.state import State
from explorer.core.storyboard import MAX_FIGURES, MAX_SCENES, Figure, Scene, Storyboard
from explorer.housestyle.key_figures import figure_title, headline
from explorer.ui.session import Session
from explorer.ui.thumbnails import answered
from explorer.webmap.layers import bounds_of

if TYPE_CHECKING:
    from explorer.core.geometry import Bounds
    from explorer.ui.mapview import MapView

MAX_TITLE, MAX_WORDS = 5_000, 50_000
"""Letters of a title, and of text or notes: as files take them."""


FREE_PX = (66, 42, 66, 50)
"""What the map leaves free around a view that it fits, left, top, right and bottom, and 2 px more."""


def inner_view(visible: Bounds | None, width: int, height: int) -> Bounds | None:
    """The view that makes the map show `visible` (degrees) again: without the margin that fitting adds.

    `width` and `height` are the map's, in px.
    """
    left, top, right, bottom = FREE_PX
    if visible is None or width <= 2 * (left + right) or height <= 2 * (top + bottom):
        return visible
    west, south, east, north = visible
    per_px = (east - west) / width
    low, high = (math.asinh(math.tan(math.radians(lat))) for lat in (south, north))
    step = (high - low) / height
    lats = (math.degrees(math.atan(math.sinh(y))) for y in (low + bottom * step, high - top * step))
    inner_south, inner_north = lats
    return west + left * per_px, inner_south, east - right * per_px, inner_north


def is_fitted(visible: Bounds, journey: Bounds) -> bool:
    """Whether a map that shows `visible` (degrees) is as it stands when it was fitted to a journey."""
    west, south, east, north = visible
    wide, high = east - west, north - south
    is_inside = west <= journey[0] and journey[2] <= east and south <= journey[1] and journey[3] <= north
    is_filled = (journey[2] - journey[0]) / wide > 0.6 or (journey[3] - journey[1]) / high > 0.6
    aside = abs((journey[0] + journey[2]) - (west + east)) / 2 / wide
    return is_inside and is_filled and aside < 0.06


def pointed_out(network: Network, highlights: Iterable[str]) -> tuple[str, ...]:
    """Ids of the nodes and legs that a scene's highlights mark on the map."""
    ids: list[str] = []
    for target in highlights:
        if target in network.corridors:
            ids.extend(network.corridors[target].leg_ids)
        elif target.startswith(COUNTRY_PREFIX):
            ids.extend(sorted(network.legs_of_target(target)))
        elif target in network.nodes or target in network.legs:
            ids.append(target)
    return tuple(dict.fromkeys(ids))


class SceneEdits(QObject):
    """Slots for strip, editor and menus. It holds nothing but session and map.

    Signals: `told(str)` for a word in passing, `shown(str id, tuple of words)` when a scene was shown
    and what this network does not have of it.
    """

    told = Signal(str)
    shown = Signal(str, object)

    def __init__(self, session: Session, map_view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_view
        self._is_showing = False
        session.storyboard_changed.connect(self._on_storyboard_changed)

    # ------------------------------------------------------------------ scenes

    def add(self) -> None:
        """Add what is shown now as a scene behind the current one, with its view and a proposed title."""
        session = self._session
        if not self._has_room():
            return
        title = headline(session.network, session.results)[:MAX_TITLE]
        scene = Scene(
            session.storyboard.free_id(), session.scenario, session.trip, title, view=self._chosen_view()
        )
        self._edit(
            f"Add scene “{_short(title)}”", session.storyboard.with_scene(scene, self._current), scene.id
        )
        self.told.emit(f"Scene {(session.storyboard.position(scene.id) or 0) + 1} added: {_short(title)}")

    def update(self) -> None:
        """Put what is shown now into the current scene; its words and figures stay.

        A title that nobody wrote is proposed anew.
        """
        session, scene = self._session, self._session.scene
        if scene is None:
            self.told.emit("Show a scene first, or add a new one.")
            return
        before = answered(session.network, scene)
        is_proposed = before is not None and scene.title == headline(session.network, before)
        title = headline(session.network, session.results)[:MAX_TITLE] if is_proposed else scene.title
        new = replace(
            scene, scenario=session.scenario, trip=session.trip, title=title, view=self._chosen_view()
        )
        self._edit(f"Update scene “{_short(scene.title)}”", session.storyboard.with_changed(new), scene.id)
        self.told.emit("The scene now shows what the map shows.")

    def duplicate(self, scene_id: str) -> None:
        """Put a copy of a scene behind it."""
        board = self._session.storyboard
        scene = board.scene(scene_id)
        if scene is None or not self._has_room():
            return
        new = board.free_id()
        current = new if scene_id == self._current else None
        self._edit(f"Duplicate scene “{_short(scene.title)}”", board.with_duplicate(scene_id), current)

    def delete(self, scene_id: str) -> None:
        """Take a scene out; Undo brings it back."""
        board = self._session.storyboard
        scene = board.scene(scene_id)
        if scene is not None:
            self._edit(f"Delete scene “{_short(scene.title)}”", board.without(scene_id))
            self.told.emit(f"Scene deleted: {_short(scene.title)}. Undo brings it back.")

    def move(self, scene_id: str, place: int) -> None:
        """Move a scene so that it stands at `place`, counted from 0."""
        board = self._session.storyboard
        scene = board.scene(scene_id)
        if scene is not None:
            self._edit(f"Move scene “{_short(scene.title)}”", board.with_moved(scene_id, place))

    def move_by(self, scene_id: str, steps: int) -> None:
        """Move a scene earlier (negative) or later."""
        place = self._session.storyboard.position(scene_id)
        if place is not None:
            self.move(scene_id, max(0, place + steps))

    # ------------------------------------------------------------------ showing

    def show(self, scene_id: str) -> None:
        """Show a scene: its question, its view and what it points out."""
        session = self._session
        self._is_showing = True
        try:
            words = session.show_scene(scene_id)
        finally:
            self._is_showing = False
        scene = session.storyboard.scene(scene_id)
        if scene is None:
            return
        session.select(None)
        if scene.view is None:
            self._map.fly_to_itinerary()
        else:
            self._map.fit(scene.view, fly=True)
        self._map.highlight(pointed_out(session.network, scene.highlights))
        self.shown.emit(scene_id, words)

    def show_by(self, steps: int) -> None:
        """Show the next scene (1) or the one before (-1); without a current one the first or last."""
        scenes = self._session.storyboard.scenes
        place = self._session.storyboard.position(self._current)
        if not scenes:
            self.told.emit("There are no scenes yet.")
            return
        wanted = (0 if steps > 0 else len(scenes) - 1) if place is None else place + steps
        if 0 <= wanted < len(scenes):
            self.show(scenes[wanted].id)
        else:
            self.told.emit("This is the last scene." if steps > 0 else "This is the first scene.")

    def back(self) -> None:
        """Show the current scene again as it is kept."""
        if self._current is not None:
            self.show(self._current)

    # ------------------------------------------------------------------ what a scene says

    def set_words(self, scene_id: str, part: str, words: str) -> None:
        """Change a scene's `title`, `text` or `notes`."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is None:
            return
        # Half a character cannot be saved: no text is worth a file that cannot be written.
        words = words.encode("utf-8", "replace").decode("utf-8")
        if part == "title":
            words = " ".join(words.split())
        limit = MAX_TITLE if part == "title" else MAX_WORDS
        if len(words) > limit:
            self.told.emit(f"Cut to {limit} letters: more does not fit into a scene's {part}.")
        old = {"title": scene.title, "text": scene.text, "notes": scene.notes}[part]
        if words[:limit] != old:
            what = {"title": "Rename scene", "text": "Text of scene", "notes": "Notes of scene"}[part]
            name = words if part == "title" else scene.title
            new = {
                "title": replace(scene, title=words[:limit]),
                "text": replace(scene, text=words[:limit]),
                "notes": replace(scene, notes=words[:limit]),
            }[part]
            self._change(f"{what} “{_short(name)}”", new)

    def rename(self, scene_id: str, title: str) -> None:
        """Give a scene another title."""
        self.set_words(scene_id, "title", title)

    def set_board_title(self, title: str) -> None:
        """Give the storyboard another title."""
        board = self._session.storyboard.with_title(" ".join(title.split())[:MAX_TITLE])
        self._edit("Title of the storyboard", board)

    def add_figure(self, scene_id: str, figure: Figure) -> None:
        """Show one more figure large; at most three."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is None or figure in scene.figures:
            return
        if len(scene.figures) >= MAX_FIGURES:
            self.told.emit(f"A scene shows at most {MAX_FIGURES} large figures: take one away first.")
            return
        words = f"Show “{_short(figure_title(self._session.network, figure))}”"
        self._change(words, replace(scene, figures=(*scene.figures, figure)))

    def drop_figure(self, scene_id: str, figure: Figure) -> None:
        """Take a large figure away; without any, those that fit the answer are shown."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is not None:
            kept = tuple(old for old in scene.figures if old != figure)
            words = f"Leave out “{_short(figure_title(self._session.network, figure))}”"
            self._change(words, replace(scene, figures=kept))

    def set_highlights(self, scene_id: str, highlights: tuple[str, ...]) -> None:
        """Point out these nodes, legs, countries or corridors."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is not None:
            self._change("Change what the scene points out", replace(scene, highlights=highlights))
            if scene_id == self._current:
                self._map.highlight(pointed_out(self._session.network, highlights))

    def add_highlight(self, scene_id: str) -> None:
        """Point out what is selected."""
        scene, target = self._session.storyboard.scene(scene_id), self._session.selection
        network = self._session.network
        if target is None or not (network.has_target(target) or target in network.corridors):
            self.told.emit("Select a place, a line or a corridor first: on the map or in a panel.")
        elif scene is not None and target not in scene.highlights:
            self.set_highlights(scene_id, (*scene.highlights, target))

    def set_view(self, scene_id: str, *, is_whole: bool) -> None:
        """Let a scene show the whole journey, or keep the part of the map that is in view now."""
        scene = self._session.storyboard.scene(scene_id)
        if scene is not None:
            words = "Fit the scene to its journey" if is_whole else "Keep this part of the map"
            view = inner_view(self._map.visible, self._map.width(), self._map.height())
            self._change(words, replace(scene, view=None if is_whole else view))

    # ------------------------------------------------------------------ inside

    @property
    def _current(self) -> str | None:
        scene = self._session.scene
        return None if scene is None else scene.id

    def _chosen_view(self) -> Bounds | None:
        """What the map shows, for a scene to keep; None where that is the whole journey."""
        session, visible = self._session, self._map.visible
        if visible is None:
            return None
        answers = (session.results.itinerary, session.results.baseline)
        journey = bounds_of(session.network, session.geometry, answers)
        if journey is not None and is_fitted(visible, journey):
            return None
        return inner_view(visible, self._map.width(), self._map.height())

    def _has_room(self) -> bool:
        if len(self._session.storyboard) < MAX_SCENES:
            return True
        self.told.emit(f"A storyboard has at most {MAX_SCENES} scenes: delete one first.")
        return False

    def _change(self, text: str, scene: Scene) -> None:
        self._edit(text, self._session.storyboard.with_changed(scene))

    def _edit(self, text: str, board: Storyboard, scene_id: str | None = None) -> None:
        self._session.edit_storyboard(text, board, scene_id)

    def _on_storyboard_changed(self, old: State, new: State) -> None:
        """What undo leaves behind points out nothing."""
        if old.scene_id != new.scene_id and not self._is_showing:
            self._map.highlight(())


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"
