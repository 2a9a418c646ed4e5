"""A presentation as it runs: which scene stands, what was changed live, and the way back to the story."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.core.known import known_scene
from explorer.core.state import State
from explorer.core.storyboard import Scene
from explorer.ui.session import Session
from explorer.ui.show_words import Moment, Question, Telling, telling_of


class Show(QObject):
    """Walks through the scenes of a session. It holds no picture and no widget.

    Signals: `told(Telling)` whenever words or figures differ, `reached(Scene | None)` when the map is
    to look at a scene as it is told, `changed_live()` when something else is shown than the scene,
    `hinted(str)` for a word in passing.
    """

    told = Signal(object)
    reached = Signal(object)
    changed_live = Signal()
    hinted = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_going = False
        self._question: Question = (session.scenario, session.trip)
        self._faults: dict[str, tuple[str, ...]] = {}
        self._left_out: dict[str, tuple[str, ...]] = {}
        session.results_changed.connect(self._on_results_changed)
        session.storyboard_changed.connect(self._on_storyboard_changed)

    @property
    def is_on(self) -> bool:
        """Whether a presentation runs."""
        return self._session.is_showing

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes, in the order they are told."""
        return self._session.storyboard.scenes

    @property
    def place(self) -> int | None:
        """Where the story is, counted from 0; None without scenes."""
        return self._session.storyboard.position(self._scene_id)

    @property
    def moment(self) -> Moment:
        """What stands now."""
        scene = self._session.scene
        faults = () if scene is None else self._faults.get(scene.id, ())
        return Moment(scene, self._session.results, self._question, faults)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What this network does not have of a scene that it can show all the same, in words."""
        scene = self._session.scene
        return () if scene is None else self._left_out.get(scene.id, ())

    @property
    def telling(self) -> Telling:
        """The words and figures for the audience."""
        return telling_of(self._session.network, self.moment)

    def begin(self, *, is_from_first: bool) -> None:
        """Start, at the first scene or at the current one; without scenes with what is shown now."""
        self._session.begin_show()
        self._faults.clear()
        self._left_out.clear()
        self._question = (self._session.scenario, self._session.trip)
        if self.scenes:
            self.go_to(0 if is_from_first else self.place or 0)
        else:
            self._tell()
            self.reached.emit(None)

    def end(self) -> None:
        """Stop: the session is as it was before."""
        self._session.end_show()

    # ------------------------------------------------------------------ the way through the story

    def go_by(self, steps: int) -> None:
        """Go on (1) or back (-1); at the ends the scene stays."""
        if self.place is None:
            self.back()
            return
        wanted = self.place + steps
        if 0 <= wanted < len(self.scenes):
            self.go_to(wanted)
        else:
            self.hinted.emit("This is the last scene. Esc ends." if steps > 0 else "This is the first scene.")

    def go_to(self, place: int) -> None:
        """Show the scene at a place, counted from 0."""
        if not 0 <= place < len(self.scenes):
            self.hinted.emit(f"There is no scene {place + 1}: the last is {len(self.scenes)}.")
            return
        session, scene = self._session, self.scenes[place]
        self._is_going = True
        try:
            words = session.show_scene(scene.id)
        finally:
            self._is_going = False
        self._faults.pop(scene.id, None)
        self._left_out.pop(scene.id, None)
        if not session.is_on_scene:
            self._faults[scene.id] = words or ("it has no answer",)
        elif words:
            self._left_out[scene.id] = words
        self._arrive()

    def back(self) -> None:
        """Show the scene as it is told; without scenes what stood at the start."""
        if self.place is not None:
            self.go_to(self.place)
            return
        scenario, trip = self._question
        self._session.edit("Back to the start", scenario, trip)
        self.reached.emit(None)

    # ------------------------------------------------------------------ inside

    @property
    def _scene_id(self) -> str | None:
        return self._session.state.scene_id

    def _arrive(self) -> None:
        self._remember_question()
        self._tell()
        self.reached.emit(self._session.scene)

    def _remember_question(self) -> None:
        """Keep what the scene asks, to tell later whether something else is shown."""
        scene = self._session.scene
        shown = None if scene is None else known_scene(self._session.network, scene)[0]
        if scene is not None and shown is not None and scene.id not in self._faults:
            self._question = (shown.scenario, shown.trip)
        else:
            self._question = (self._session.scenario, self._session.trip)

    def _tell(self) -> None:
        self.told.emit(self.telling)

    def _on_results_changed(self, _old: object, _new: object) -> None:
        if not self.is_on or self._is_going:
            return
        self._tell()
        if self.moment.is_live:
            self.changed_live.emit()
        else:
            QTimer.singleShot(0, self, self._look)

    def _on_storyboard_changed(self, old: State, new: State) -> None:
        """Undo went over a change of scene: the story is where it was then."""
        if not self.is_on or self._is_going or old.scene_id == new.scene_id:
            return
        self._remember_question()
        self._tell()
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """Look at the scene again, once the map has the answer too."""
        if self.is_on and not self.moment.is_live:
            self.reached.emit(self._session.scene)
