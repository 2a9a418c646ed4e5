"""The journal of a running session, and what a run that was killed leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.errors import JournalError
from explorer.io import journal
from explorer.io.journal import read_history
from explorer.ui import journaling
from explorer.ui.journaling import Journaling, unfinished
from explorer.ui.session import Session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals"


def _kept(session: Session, folder: Path) -> Journaling:
    keeper = Journaling(session, folder, session)
    keeper.begin()
    return keeper


def _history_of(keeper: Journaling) -> journal.History:
    assert keeper.path is not None
    history = read_history(keeper.path)
    assert history is not None
    return history


def test_every_edit_is_on_disk_before_anything_else_happens(session: Session, folder: Path) -> None:
    keeper = _kept(session, folder)
    for target in ("frontier", "quay"):
        session.toggle_closed(target, target)
        assert _history_of(keeper).state == session.state
    session.undo_group.undo()
    assert _history_of(keeper).state == session.state
    assert _history_of(keeper).index == 1
    keeper.finish()


def test_an_orderly_end_leaves_nothing_a_killed_run_leaves_its_steps(session: Session, folder: Path) -> None:
    keeper = _kept(session, folder)
    session.toggle_closed("quay", "Quay")
    assert unfinished(folder) == ()  # the run holds its lock
    keeper._close()  # what the system does to a process that dies
    left = unfinished(folder)
    assert [item.history.state for item in left] == [session.state]
    assert [step.text for step in left[0].history.steps] == ["Close Quay"]
    again = _kept(session, folder)
    again.finish()
    assert unfinished(folder) == left
    journaling.discard(left[0].journal)
    assert list(folder.iterdir()) == []


def test_a_killed_run_without_unsaved_edits_is_not_offered(session: Session, folder: Path) -> None:
    keeper = _kept(session, folder)
    session.toggle_closed("quay", "Quay")
    session.mark_saved(folder / "a.corridor")
    keeper._close()
    assert unfinished(folder) == ()
    assert list(folder.glob("*.journal")) == []


def test_edits_made_while_the_journal_cannot_be_written_come_back_with_it(
    session: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journaling, "RETRY_MS", 20)
    keeper = _kept(session, folder)
    keeper._retry.setInterval(20)

    def full(_self: object, *_rest: object) -> None:
        raise JournalError("the journal of your edits cannot be kept: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(journal.JournalFile, "_append", full)
        patch.setattr(journaling, "write_history", full)
        with qtbot.waitSignal(keeper.told, check_params_cb=lambda words: "disk is full" in words):
            session.toggle_closed("quay", "Quay")
        session.toggle_closed("frontier", "Frontier")
    with qtbot.waitSignal(keeper.told, check_params_cb=lambda words: "again" in words):
        pass
    history = _history_of(keeper)
    assert history.state == session.state
    assert len(history.steps) == 2
    assert len(list(folder.glob("*.journal"))) == 1
    keeper.finish()


def test_a_long_journal_is_written_anew_and_loses_nothing(
    session: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "COMPACT_BYTES", 20_000)
    monkeypatch.setattr(journal, "MAX_STEPS", 20)
    keeper = _kept(session, folder)
    for number in range(200):
        session.edit("Month", session.scenario.with_date(2026, number % 12 + 1))
        if number % 50 == 0:
            qtbot.wait(30)
    qtbot.waitUntil(lambda: keeper._since is None and keeper.path is not None)
    session.toggle_closed("quay", "Quay")
    history = _history_of(keeper)
    assert history.state == session.state
    assert history.damaged == 0
    assert keeper.path is not None
    assert keeper.path.stat().st_size < 60_000
    keeper.finish()
    assert list(folder.iterdir()) == []


def test_a_damaged_journal_is_offered_as_far_as_it_can_be_read(session: Session, folder: Path) -> None:
    keeper = _kept(session, folder)
    for target in ("quay", "frontier"):
        session.toggle_closed(target, target)
    path = keeper.path
    assert path is not None
    keeper._close()
    path.write_bytes(path.read_bytes()[:-4])
    left = unfinished(folder)
    assert left[0].history.damaged == 1
    assert left[0].history.state.scenario.is_closed("quay")
