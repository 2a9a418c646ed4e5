"""The one mutable object: network, question, answer, selection and undo stack."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoGroup

from explorer.core.itinerary import Trip
from explorer.core.known import known_scenario, known_scene, known_trip
from explorer.core.network import Network, NodeKind
from explorer.core.results import Results, resolve
from explorer.core.scenario import Closure, Scenario
from explorer.core.state import State
from explorer.core.storyboard import Scene, Storyboard
from explorer.errors import ExplorerError
from explorer.ui.statestack import StateStack

if TYPE_CHECKING:
    from explorer.core.geometry import Geometry
    from explorer.io.journal import History

EFFECTS_DELAY_MS = 30
"""How long "closing adds" waits, so that map and figures move first."""

FIRST_TRIP = ("xian", "duisburg")


def first_trip(network: Network) -> Trip:
    """The trip of a new window: Xi'an to Duisburg, or the ends of the first corridor."""
    if all(place in network.nodes for place in FIRST_TRIP):
        return Trip(*FIRST_TRIP)
    corridor = next(iter(network.corridors.values()))
    return Trip(corridor.node_ids[0], corridor.node_ids[-1])


class Session(QObject):
    """Holds the state of the window; everything else shows it.

    Signals carry frozen values: `results_changed(old, new)` with `Results | None` each,
    `selection_changed(str | None)`, `effects_changed(dict)` with what closing each place adds,
    `refused(str)` when an edit cannot be answered (the state stays as it was),
    `storyboard_changed(old, new)` with `State` each when scenes or the current scene differ,
    `show_changed(bool)` when a presentation begins or ends.

    For who keeps a journal: `begun()` when a document begins, `pushed(text, State)` for an edit,
    `stepped(int)` when undo or redo leaves so many edits done, `saved(Path)`.
    """

    results_changed = Signal(object, object)
    selection_changed = Signal(object)
    effects_changed = Signal(object)
    file_changed = Signal()
    refused = Signal(str)
    storyboard_changed = Signal(object, object)
    show_changed = Signal(bool)
    begun = Signal()
    pushed = Signal(str, object)
    stepped = Signal(int)
    saved = Signal(object)

    def __init__(self, network: Network, geometry: Geometry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.network = network
        self.geometry = geometry
        self.undo_group = QUndoGroup(self)
        self._state = State(Scenario(), first_trip(network))
        self._steps = StateStack(self._state, self.undo_group, self)
        self._show_steps = StateStack(self._state, self.undo_group, self)
        self.undo_stack = self._steps.stack
        self.undo_group.setActiveStack(self.undo_stack)
        started = time.perf_counter()
        self._results = resolve(network, self._state.scenario, self._state.trip)
        self._elapsed_ms = (time.perf_counter() - started) * 1000
        self._asked = (self._state, self._results)
        self._selection: str | None = None
        self._path: Path | None = None
        self._document: State | None = None
        self._is_pushing = False
        self._effects_timer = QTimer(self)
        self._effects_timer.setSingleShot(True)
        self._effects_timer.setInterval(EFFECTS_DELAY_MS)
        self._effects_timer.timeout.connect(self._compute_effects)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)
        self._steps.moved.connect(self._on_document_moved)
        self._show_steps.moved.connect(self._apply)

    @property
    def scenario(self) -> Scenario:
        """The scenario shown."""
        return self._state.scenario

    @property
    def trip(self) -> Trip:
        """The trip shown."""
        return self._state.trip

    @property
    def storyboard(self) -> Storyboard:
        """The scenes."""
        return self._state.storyboard

    @property
    def scene(self) -> Scene | None:
        """The scene that was shown last, None where there is none."""
        return self._state.storyboard.scene(self._state.scene_id)

    @property
    def state(self) -> State:
        """Everything that an edit can replace."""
        return self._state

    @property
    def is_on_scene(self) -> bool:
        """Whether what is shown is what the current scene holds: False once it was changed."""
        scene = self.scene
        if scene is None:
            return False
        shown, _ = known_scene(self.network, scene)
        return shown is not None and (shown.scenario, shown.trip) == (self.scenario, self.trip)

    @property
    def results(self) -> Results:
        """The answer shown."""
        return self._results

    @property
    def selection(self) -> str | None:
        """Id of the selected node, leg, corridor or country."""
        return self._selection

    @property
    def path(self) -> Path | None:
        """The scenario file, None for a new one."""
        return self._path

    @property
    def elapsed_ms(self) -> float:
        """How long the last answer took."""
        return self._elapsed_ms

    @property
    def is_modified(self) -> bool:
        """Whether something would be lost by closing."""
        return not self.undo_stack.isClean()

    def start(self) -> None:
        """Announce the first answer to widgets that were connected meanwhile."""
        self.results_changed.emit(None, self._results)
        self.file_changed.emit()
        self._effects_timer.start()

    def edit(self, text: str, scenario: Scenario | None = None, trip: Trip | None = None) -> None:
        """Replace scenario, trip or both by one undoable step; nothing happens when they are equal."""
        before = self._state
        self._push(text, replace(before, scenario=scenario or before.scenario, trip=trip or before.trip))

    def go_to(self, text: str, state: State) -> None:
        """Replace everything by one undoable step, as for an earlier version of the document."""
        self._push(text, state)

    def edit_storyboard(self, text: str, storyboard: Storyboard, scene_id: str | None = None) -> None:
        """Replace the scenes by one undoable step; `scene_id` is the current one then (None: as it was)."""
        current = scene_id or self._state.scene_id
        if storyboard.scene(current) is None:
            current = None
        self._push(text, replace(self._state, storyboard=storyboard, scene_id=current))

    def restore(self, history: History) -> None:
        """Take up a document as a journal tells of it: its state, its undo steps, and what was saved."""
        old_state, old = self._state, self._results
        states = [self._known(state) for state in (history.first, *(step.state for step in history.steps))]
        self._path = history.path
        self._document = None
        self._show_steps.restart(states[0])
        self.undo_group.setActiveStack(self.undo_stack)
        texts = [step.text for step in history.steps]
        steps = tuple(zip(texts, states[1:], strict=True))
        self._steps.rebuild(states[0], steps, history.saved_index, history.index)
        self._state = states[history.index]
        self._results = self._answer(self._state)
        self.select(None)
        self._tell(old_state, old)
        self.file_changed.emit()

    def _known(self, state: State) -> State:
        """A state that this network can answer: ids that are gone since are left out."""
        scenario, _ = known_scenario(self.network, state.scenario)
        trip, _ = known_trip(self.network, state.trip)
        return replace(state, scenario=scenario, trip=trip or first_trip(self.network))

    def show_scene(self, scene_id: str) -> tuple[str, ...]:
        """Go to a scene: its scenario and trip are answered, in one undoable step.

        Returns what this network does not have of it, in words; where its trip has no ends left, the
        scene becomes the current one and scenario and trip stay as they are.
        """
        scene = self._state.storyboard.scene(scene_id)
        if scene is None:
            return (f"There is no scene “{scene_id}”.",)
        shown, words = known_scene(self.network, scene)
        after = replace(self._state, scene_id=scene_id)
        if shown is not None:
            asked = replace(after, scenario=shown.scenario, trip=shown.trip)
            try:
                self._asked = (asked, self._answer(asked))
                after = asked
            except ExplorerError as error:
                words = (*words, str(error))
        self._push(f"Show “{scene.title[:40] or scene_id}”", after)
        return words

    def begin_show(self) -> None:
        """From here on edits belong to a presentation, with an undo stack of its own."""
        if self._document is None:
            self._document = self._state
            self._show_steps.restart(self._state)
            self.undo_group.setActiveStack(self._show_steps.stack)
            self.show_changed.emit(True)

    def end_show(self) -> None:
        """Bring back the state and the undo stack from before the presentation."""
        if self._document is None:
            return
        old_state, old = self._state, self._results
        self._state, self._document = self._document, None
        self._show_steps.restart(self._state)
        self.undo_group.setActiveStack(self.undo_stack)
        self._results = self._answer(self._state)
        self._tell(old_state, old)
        self.show_changed.emit(False)

    @property
    def document(self) -> State:
        """What saving keeps: the state, or while presenting the one from before."""
        return self._document or self._state

    @property
    def is_showing(self) -> bool:
        """Whether a presentation is on."""
        return self._document is not None

    def _push(self, text: str, after: State) -> bool:
        """Make `after` the state by one undoable step; False when it cannot be answered."""
        before = self._state
        if after == before:
            return True
        try:
            self._asked = (after, self._answer(after))
        except ExplorerError as error:
            self.refused.emit(str(error))
            self.results_changed.emit(self._results, self._results)
            return False
        if self._document is not None:
            self._show_steps.push(text, after)
            return True
        # Told first: what the edit sets off may fail, and must not take the edit with it.
        self.pushed.emit(text, after)
        self._is_pushing = True
        try:
            self._steps.push(text, after)
        finally:
            self._is_pushing = False
        return True

    def toggle_closed(self, target: str, name: str) -> None:
        """Close a node, leg or country, or reopen it when the scenario lists it as closed."""
        if self.scenario.is_closed(target):
            self.edit(f"Reopen {name}", self.scenario.without_closure(target))
        else:
            self.edit(f"Close {name}", self.scenario.with_closure(Closure(target)))

    def toggle_link(self, link_id: str) -> None:
        """Open a new link, or take it away again when the scenario opened it."""
        name = self.network.new_links[link_id].name
        if link_id in self.scenario.opened:
            self.edit(f"Drop {name}", self.scenario.without_opened(link_id))
        else:
            self.edit(f"Open {name}", self.scenario.with_opened(link_id))

    def select(self, target: str | None) -> None:
        """Select something on the map and in the panels; None clears."""
        if target != self._selection:
            self._selection = target
            self.selection_changed.emit(target)

    def load(
        self,
        scenario: Scenario,
        trip: Trip | None,
        path: Path | None,
        storyboard: Storyboard | None = None,
        scene_id: str | None = None,
    ) -> None:
        """Start over from a file or from nothing (path None): the undo stack empties.

        `scene_id` is the scene that scenario and trip are those of, None for none.
        """
        old_state, old = self._state, self._results
        state = State(scenario, trip or self._state.trip, storyboard or Storyboard(), scene_id)
        self._results = self._answer(state)
        self._state = state
        self._path = path
        self._document = None
        self._show_steps.restart(state)
        self.undo_group.setActiveStack(self.undo_stack)
        self._steps.restart(state)
        self.begun.emit()
        self.select(None)
        self._tell(old_state, old)
        self.file_changed.emit()

    def mark_saved(self, path: Path) -> None:
        """Say that the present state is in a file."""
        self._path = path
        self.undo_stack.setClean()
        self.saved.emit(path)
        self.file_changed.emit()

    def _on_document_moved(self, state: State) -> None:
        self._apply(state)
        if not self._is_pushing:
            self.stepped.emit(self.undo_stack.index())

    def _apply(self, state: State) -> None:
        old_state, old = self._state, self._results
        self._results = self._answer(state)
        self._state = state
        self._tell(old_state, old)

    def _tell(self, old_state: State, old: Results) -> None:
        """Announce what differs: the answer, the scenes or both."""
        new = self._state
        if (old_state.storyboard, old_state.scene_id) != (new.storyboard, new.scene_id):
            self.storyboard_changed.emit(old_state, new)
        if old is not self._results:
            self._announce(old)

    def _answer(self, state: State) -> Results:
        if (state.scenario, state.trip) == (self._results.scenario, self._results.trip):
            return self._results
        asked = self._asked[0]
        if (state.scenario, state.trip) == (asked.scenario, asked.trip):
            return self._asked[1]
        started = time.perf_counter()
        results = resolve(self.network, state.scenario, state.trip)
        self._elapsed_ms = (time.perf_counter() - started) * 1000
        return results

    def _announce(self, old: Results) -> None:
        self.results_changed.emit(old, self._results)
        # While presenting nobody sees what closing would add.
        if self._document is None:
            self._effects_timer.start()

    def _compute_effects(self) -> None:
        self.effects_changed.emit(self.closing_effects())

    def closing_effects(self) -> Mapping[str, float | None]:
        """What closing each crossing, port or strait of the journey would add (days or km)."""
        from explorer.core.routing import answer
        from explorer.core.savings import closing_effects

        itinerary = self._results.itinerary
        if itinerary is None:
            return {}
        nodes = self.network.nodes
        kinds = (NodeKind.BORDER, NodeKind.PORT, NodeKind.CHOKEPOINT)
        targets = tuple(n.id for n in nodes.values() if n.kind in kinds and not self.scenario.is_closed(n.id))
        current = answer(self.network, self.scenario, self.trip)
        return closing_effects(self.network, self.scenario, self.trip, current, targets)

    def _on_clean_changed(self, _clean: bool) -> None:
        self.file_changed.emit()
