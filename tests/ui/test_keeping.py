"""Work is kept: journal, versions, lock and the offer after a crash, around the small network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.core.scenario import Scenario
from explorer.housestyle.style import Theme
from explorer.io.scenario_file import write_scenario
from explorer.ui.filelock import FileLock, lock_path
from explorer.ui.keeping import Conflict, Keeping
from explorer.ui.session import Session

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def keeping(session: Session, tmp_path: Path, qtbot: QtBot) -> Generator[Keeping]:
    window = QWidget()
    qtbot.addWidget(window)
    keeper = Keeping(session, tmp_path / "own", window, lambda: NOW)
    keeper.begin()
    yield keeper
    keeper.finish()


def _file(session: Session, path: Path) -> Path:
    write_scenario(path, session.scenario, session.trip, session.network)
    return path


def test_after_a_crash_the_work_is_offered_and_comes_back_with_its_steps(
    session: Session, keeping: Keeping, qtbot: QtBot
) -> None:
    session.toggle_closed("quay", "Quay")
    session.toggle_closed("frontier", "Frontier")
    session.undo_group.undo()
    state = session.state
    keeping.journaling._close()  # what the system does to a process that dies
    session.load(Scenario(), None, None)
    left = keeping.begin()
    dialog = keeping.offer(left)
    assert dialog is not None
    assert "Close Quay" in dialog.rows.item(0).text()
    with qtbot.waitSignal(keeping.restored):
        dialog.restore.click()
    assert session.state == state
    session.undo_group.redo()
    assert session.scenario.is_closed("frontier")
    assert keeping.left() == ()


def test_not_now_offers_it_again_and_discard_does_not(session: Session, keeping: Keeping) -> None:
    session.toggle_closed("quay", "Quay")
    keeping.journaling._close()
    left = keeping.begin()
    dialog = keeping.offer(left)
    assert dialog is not None
    dialog.reject()
    assert keeping.left() == left
    again = keeping.offer(left)
    assert again is not None
    again.discard.click()
    assert keeping.left() == ()
    assert keeping.offer(()) is None


def test_a_file_changed_or_deleted_meanwhile_is_noticed(
    session: Session, keeping: Keeping, tmp_path: Path
) -> None:
    path = _file(session, tmp_path / "a.corridor")
    session.load(Scenario(), None, path)
    keeping.claim(path)
    keeping.opened(path)
    assert keeping.conflict(path) is Conflict.NONE
    os.utime(path, ns=(1, 1))
    assert keeping.conflict(path) is Conflict.CHANGED
    path.unlink()
    assert keeping.conflict(path) is Conflict.GONE
    assert keeping.conflict(tmp_path / "other.corridor") is Conflict.NONE
    _file(session, path)
    keeping.saved(path)
    assert keeping.conflict(path) is Conflict.NONE


def test_two_windows_on_one_file_know_of_each_other(
    session: Session, keeping: Keeping, tmp_path: Path
) -> None:
    path = _file(session, tmp_path / "a.corridor")
    session.load(Scenario(), None, path)
    assert keeping.claim(path) is None
    keeping.opened(path)
    program = (
        "import sys; from pathlib import Path; from explorer.ui.filelock import FileLock;"
        "lock = FileLock(); path = Path(sys.argv[1]); holder = lock.take(path);"
        "print(holder.process_id if holder else 0); lock.take_over(path); print(lock.is_held, flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == str(os.getpid())
        assert other.stdout.readline().strip() == "True"
        assert keeping.conflict(path) is Conflict.TAKEN_OVER
        other.kill()
        other.wait()
    assert lock_path(path).exists()  # it died without giving it back: stale, so free
    assert FileLock().take(path) is None


def test_a_folder_that_takes_no_lock_is_used_without(tmp_path: Path) -> None:
    lock = FileLock()
    assert lock.take(tmp_path / "no-such-folder" / "a.corridor") is None
    assert lock.is_held
    lock.release()


def test_saving_keeps_what_it_replaces_and_a_crash_keeps_a_copy(
    session: Session, keeping: Keeping, tmp_path: Path
) -> None:
    path = _file(session, tmp_path / "a.corridor")
    old = path.read_bytes()
    session.load(Scenario(), None, path)
    session.toggle_closed("quay", "Quay")
    keeping.before_saving(path)
    assert [version.path.read_bytes() for version in keeping.versions()] == [old]
    keeping._now = lambda: NOW + timedelta(minutes=5)
    keeping.save_first()
    assert b"quay" in keeping.versions()[0].path.read_bytes()
    assert len(keeping.versions()) == 2


def test_an_earlier_version_is_shown_and_going_back_is_one_step(
    session: Session, keeping: Keeping, qtbot: QtBot
) -> None:
    assert keeping.show_versions(Theme.LIGHT).back.isHidden()
    session.toggle_closed("quay", "Quay")
    keeping.keep_copy()
    before = session.state
    session.toggle_closed("frontier", "Frontier")
    dialog = keeping.show_versions(Theme.DARK)
    qtbot.waitUntil(dialog.back.isEnabled)
    assert "Close Quay" in dialog.held.text()
    assert not dialog.picture.pixmap().isNull()
    dialog.back.click()
    assert session.state == before
    session.undo_group.undo()
    assert session.scenario.is_closed("frontier")


def test_a_version_that_is_damaged_says_so_and_cannot_be_gone_back_to(
    session: Session, keeping: Keeping, qtbot: QtBot
) -> None:
    session.toggle_closed("quay", "Quay")
    keeping.keep_copy()
    keeping.versions()[0].path.write_bytes(b"{")
    dialog = keeping.show_versions(Theme.LIGHT)
    qtbot.waitUntil(lambda: bool(dialog.held.text()))
    assert "cannot be read" in dialog.held.text()
    assert not dialog.back.isEnabled()
    dialog.reject()


def test_the_version_that_is_there_already_is_no_way_back(
    session: Session, keeping: Keeping, qtbot: QtBot
) -> None:
    session.toggle_closed("quay", "Quay")
    keeping.keep_copy()
    dialog = keeping.show_versions(Theme.LIGHT)
    qtbot.waitUntil(lambda: "The same as now" in dialog.held.text())
    assert not dialog.back.isEnabled()
    dialog.reject()


def test_unfinished_work_is_offered_again_when_asked_for(
    session: Session, keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("explorer.ui.keeping.tell", lambda _parent, title, _words: said.append(title))
    keeping.show_left()
    assert said == ["No unfinished work"]
