"""A document comes back from its journal with its undo steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.core.scenario import Scenario
from explorer.core.state import State
from explorer.io.journal import History, JournalFile, Step, read_history
from explorer.ui.session import Session


def _told(session: Session, path: Path) -> JournalFile:
    """A journal kept of a session, as the window keeps it."""
    file = JournalFile(path)
    file.open_document(session.state, session.path, is_saved=True)
    session.pushed.connect(file.push)
    session.stepped.connect(file.move)
    session.saved.connect(file.saved)
    return file


def test_edits_undo_and_redo_come_back_as_they_were(session: Session, tmp_path: Path) -> None:
    file = _told(session, tmp_path / "a.journal")
    session.toggle_closed("frontier", "Frontier")
    session.toggle_closed("quay", "Quay")
    session.mark_saved(tmp_path / "a.corridor")
    session.edit("September", session.scenario.with_date(2026, 9))
    session.undo_group.undo()
    session.undo_group.undo()
    texts = [session.undo_stack.text(k) for k in range(session.undo_stack.count())]
    state, results, index = session.state, session.results, session.undo_stack.index()
    history = read_history(tmp_path / "a.journal")
    assert history is not None
    session.load(Scenario(), None, None)
    session.restore(history)
    assert (session.state, session.results) == (state, results)
    assert session.undo_stack.index() == index
    assert [session.undo_stack.text(k) for k in range(session.undo_stack.count())] == texts
    assert session.is_modified
    session.undo_group.redo()
    assert not session.is_modified
    session.undo_group.redo()
    assert session.scenario.month == 9
    file.close()


def test_what_is_tried_in_a_presentation_is_not_journalled(session: Session, tmp_path: Path) -> None:
    file = _told(session, tmp_path / "a.journal")
    session.toggle_closed("quay", "Quay")
    state = session.state
    session.begin_show()
    session.toggle_closed("frontier", "Frontier")
    session.undo_group.undo()
    session.end_show()
    file.close()
    history = read_history(tmp_path / "a.journal")
    assert history is not None
    assert (history.state, history.index, history.damaged) == (state, 1, 0)


@pytest.mark.parametrize("gone", ["trip", "closure"])
def test_a_journal_of_other_data_is_taken_up_as_far_as_it_goes(session: Session, gone: str) -> None:
    trip, scenario = session.trip, Scenario().with_closure("quay")
    if gone == "closure":
        scenario = scenario.with_closure("atlantis")
    else:
        trip = type(trip)("atlantis", "quay")
    session.restore(History(session.state, (Step("Edit", State(scenario, trip)),), 1))
    assert session.scenario == Scenario().with_closure("quay")
    assert session.results.itinerary is not None
