"""The session: one state, one way to change it, exact undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Span
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.ui.edits import Edits
from explorer.ui.session import Session
from tests.network_fixture import small_geometry, small_network

TARGETS = ("frontier", "quay", "steppe--plain", "country:kz", "berlin", "isle")


def test_an_edit_answers_and_tells_old_and_new(session: Session, qtbot: QtBot) -> None:
    old = session.results
    with qtbot.waitSignal(session.results_changed) as told:
        session.edit("Close the frontier", session.scenario.with_closure("frontier"))
    assert told.args == [old, session.results]
    assert session.results == resolve(session.network, session.scenario, session.trip)
    assert session.undo_stack.undoText() == "Close the frontier"


def test_an_edit_that_changes_nothing_leaves_no_step(session: Session) -> None:
    session.edit("Nothing", session.scenario)
    assert session.undo_stack.count() == 0


def test_an_edit_that_cannot_be_answered_is_refused_and_leaves_the_state(
    session: Session, qtbot: QtBot
) -> None:
    old = session.results
    with qtbot.waitSignals([session.refused, session.results_changed]):
        session.edit("Round trip", trip=Trip("berlin", "berlin"))
    assert session.results is old
    assert session.undo_stack.count() == 0


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("toggle"), st.sampled_from(TARGETS)),
            st.tuples(st.just("link"), st.just("short")),
            st.tuples(st.just("date"), st.integers(min_value=2024, max_value=2035)),
            st.tuples(st.just("objective"), st.sampled_from(list(Objective))),
        ),
        max_size=8,
    )
)
def test_undoing_everything_brings_back_the_first_answer_and_redoing_the_last(
    qapp: object, steps: list[tuple[str, object]]
) -> None:
    session = Session(small_network(), small_geometry())
    session.load(Scenario(), Trip("chengdu", "berlin"), None)
    edits = Edits(session)
    seen = [session.results]
    for kind, value in steps:
        before = session.undo_stack.count()
        if kind == "toggle":
            edits.toggle(str(value))
        elif kind == "link":
            session.toggle_link(str(value))
        elif kind == "date":
            edits.set_date(int(str(value)), 9)
        elif isinstance(value, Objective):
            edits.set_objective(value)
        if session.undo_stack.count() > before:
            seen.append(session.results)
    last = session.results
    for expected in reversed(seen[:-1]):
        session.undo_stack.undo()
        assert session.results == expected
    assert not session.undo_stack.canUndo()
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    assert session.results == last


def test_what_closing_adds_comes_after_the_answer(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.effects_changed, timeout=2000) as told:
        session.edit("Later", session.scenario.with_date(2027, None))
    effects = told.args[0]
    assert effects["frontier"] > 0
    assert effects["far-quay"] == 0.0
    other = session.scenario.with_closure("frontier")
    longer = resolve(session.network, other, session.trip).itinerary
    now = session.results.itinerary
    assert longer is not None
    assert now is not None
    assert effects["frontier"] == pytest.approx(longer.transit_days.typical - now.transit_days.typical)


def test_choosing_the_other_end_swaps(session: Session) -> None:
    edits = Edits(session)
    edits.set_origin("berlin")
    assert (session.trip.origin_id, session.trip.destination_id) == ("berlin", "chengdu")
    edits.set_destination("berlin")
    assert (session.trip.origin_id, session.trip.destination_id) == ("chengdu", "berlin")


def test_reset_takes_every_change_back_in_one_step(session: Session) -> None:
    edits = Edits(session)
    first = session.results
    edits.toggle("quay")
    edits.toggle("short")
    edits.set_stay("frontier", Span(2.0, 3.0, 4.0))
    changed = session.results
    edits.reset()
    assert session.results == first
    session.undo_stack.undo()
    assert session.results == changed


def test_a_cut_is_brought_back_by_what_it_names(session: Session) -> None:
    edits = Edits(session)
    edits.toggle("berlin")
    assert session.results.no_route is not None
    target = session.results.no_route.cheapest_reopening
    assert target == "berlin"
    edits.reopen(target)
    assert session.results.itinerary is not None


def test_leaving_every_mode_out_is_refused(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.refused):
        Edits(session).set_modes(frozenset())
    assert session.trip.modes


def test_opening_a_file_empties_the_undo_stack(session: Session, tmp_path: Path) -> None:
    session.edit("Close", session.scenario.with_closure("quay"))
    assert session.is_modified
    session.load(Scenario().with_closure("frontier"), None, tmp_path / "a.corridor")
    assert not session.is_modified
    assert session.undo_stack.count() == 0
    assert session.trip == Trip("chengdu", "berlin")
