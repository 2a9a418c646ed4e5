"""A presentation leaves no trace: what is tried out while showing is gone when the show ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.state import State
from explorer.core.storyboard import Scene, Storyboard
from explorer.ui.session import Session


def _with_scenes(session: Session) -> Storyboard:
    ends = session.trip
    storyboard = Storyboard(
        "Two",
        (
            Scene("one", Scenario(), ends, "As it is"),
            Scene("two", Scenario().with_closure("frontier"), ends, "Closed"),
        ),
    )
    session.edit_storyboard("Add two scenes", storyboard, "one")
    return storyboard


def test_scenes_are_undone_like_any_edit(session: Session) -> None:
    told: list[tuple[State, State]] = []
    session.storyboard_changed.connect(lambda old, new: told.append((old, new)))
    storyboard = _with_scenes(session)
    assert session.storyboard == storyboard
    session.undo_stack.undo()
    assert len(session.storyboard) == 0
    assert [new.storyboard for _, new in told] == [storyboard, Storyboard()]


def test_editing_words_of_a_scene_asks_the_network_nothing(session: Session) -> None:
    before = session.results
    answers: list[object] = []
    session.results_changed.connect(lambda _old, new: answers.append(new))
    _with_scenes(session)
    assert session.results is before
    assert answers == []


def test_a_scene_that_was_changed_says_so(session: Session) -> None:
    _with_scenes(session)
    assert session.show_scene("two") == ()
    assert session.is_on_scene
    assert session.scenario.is_closed("frontier")
    session.toggle_closed("quay", "Quay")
    assert not session.is_on_scene
    session.undo_stack.undo()
    assert session.is_on_scene


def test_a_show_leaves_state_undo_and_saved_mark_as_they_were(session: Session, tmp_path: Path) -> None:
    _with_scenes(session)
    session.toggle_closed("quay", "Quay")
    session.undo_stack.undo()
    session.mark_saved(tmp_path / "a.corridor")
    state, results, redo = session.state, session.results, session.undo_stack.redoText()
    session.begin_show()
    session.show_scene("two")
    session.toggle_closed("isle", "Isle")
    assert session.undo_group.canUndo()
    session.undo_group.undo()
    assert not session.scenario.is_closed("isle")
    assert session.document == state
    assert not session.is_modified
    session.end_show()
    assert session.state == state
    assert session.results == results
    assert session.undo_stack.redoText() == redo
    assert not session.is_modified


@pytest.mark.parametrize("gone", ["origin", "via", "closure"])
def test_a_scene_whose_places_are_gone_is_kept_and_tells_why(session: Session, gone: str) -> None:
    trip, scenario = session.trip, Scenario()
    if gone == "origin":
        trip = Trip("atlantis", session.trip.destination_id)
    elif gone == "via":
        trip = Trip(session.trip.origin_id, session.trip.destination_id, ("atlantis",))
    else:
        scenario = scenario.with_closure("atlantis")
    scene = Scene("odd", scenario, trip)
    session.edit_storyboard("Add", Storyboard("", (scene,)))
    words = session.show_scene("odd")
    assert any("atlantis" in word for word in words)
    assert session.scene == scene
    assert session.results.itinerary is not None
