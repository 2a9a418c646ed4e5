"""The journal tells what was done, whatever became of its file."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.state import State
from explorer.core.storyboard import Scene, Storyboard
from explorer.errors import JournalError
from explorer.io import journal
from explorer.io.journal import History, JournalFile, Step, read_history, write_history

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
TRIP = Trip("berlin", "quay")


def _state(number: int) -> State:
    scenario = Scenario(name=f"step {number}").with_closure(f"node-{number % 7}")
    scenes = tuple(Scene(f"s{k}", scenario, TRIP, title=f"Scene {k} <b>") for k in range(number % 3))
    return State(scenario, TRIP, Storyboard(f"told {number // 5}", scenes), scenes[0].id if scenes else None)


class _Model:
    """What a plain undo stack would hold: the independent account of the same edits."""

    def __init__(self, first: State) -> None:
        self.states, self.texts, self.index = [first], [""], 0

    def push(self, text: str, state: State) -> None:
        self.states = [*self.states[: self.index + 1], state]
        self.texts = [*self.texts[: self.index + 1], text]
        self.index += 1


def _write(path: Path, moves: list[int]) -> _Model:
    file = JournalFile(path)
    model = _Model(_state(0))
    file.open_document(_state(0), None, is_saved=False)
    for number, move in enumerate(moves, start=1):
        if move > 0 or not model.index:
            model.push(f"edit {number}", _state(number))
            file.push(f"edit {number}", _state(number))
        else:
            model.index = max(0, model.index + move)
            file.move(model.index)
    file.sync()
    file.close()
    return model


def _agrees(history: History, model: _Model) -> bool:
    states = [history.first, *(step.state for step in history.steps)]
    return states == model.states and history.index == model.index


@QUICK
@given(moves=st.lists(st.integers(-3, 5), max_size=80))
def test_a_journal_gives_back_the_undo_stack_as_it_was(tmp_path: Path, moves: list[int]) -> None:
    path = tmp_path / "a.journal"
    path.unlink(missing_ok=True)
    model = _write(path, moves)
    history = read_history(path)
    assert history is not None
    assert _agrees(history, model)
    assert [step.text for step in history.steps] == model.texts[1:]
    assert history.damaged == 0


@QUICK
@given(cut=st.integers(0, 10_000))
def test_a_journal_cut_anywhere_gives_back_all_whole_lines(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.journal"
    path.unlink(missing_ok=True)
    _write(path, [1] * 40)
    content = path.read_bytes()
    cut = min(cut * len(content) // 10_000, len(content))
    path.write_bytes(content[:cut])
    whole = content[:cut].count(b"\n")
    history = read_history(path)
    if whole == 0:
        assert history is None
    else:
        assert history is not None
        assert history.index == whole - 1
        assert history.state == _state(whole - 1)


@QUICK
@given(seed=st.integers(0, 2**32), hits=st.integers(1, 12))
def test_damage_in_the_middle_loses_what_it_hit_and_nothing_else(
    tmp_path: Path, seed: int, hits: int
) -> None:
    path = tmp_path / "a.journal"
    path.unlink(missing_ok=True)
    _write(path, [1] * 120)
    whole = path.read_bytes()
    content = bytearray(whole)
    chance = random.Random(seed)
    # The last whole state and what follows it stay sound: they must come back exactly.
    safe = content.rfind(b'"is_whole":true')
    begin = content.rfind(b"\n", 0, safe) + 1
    for _ in range(hits):
        content[chance.randrange(begin)] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))
    history = read_history(path)
    assert history is not None
    assert history.state == _state(120)
    assert (history.damaged > 0) == (bytes(content) != whole)


@QUICK
@given(content=st.binary(max_size=4000))
def test_any_bytes_are_read_without_a_fault_of_the_program(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.journal"
    path.write_bytes(content)
    assert read_history(path) is None


def test_an_appended_journal_goes_on_after_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    _write(path, [1, 1, 1])
    path.write_bytes(path.read_bytes()[:-7])
    file = JournalFile(path)
    file.push("after the crash", _state(9))
    file.close()
    history = read_history(path)
    assert history is not None
    assert history.state == _state(9)
    assert history.damaged == 1


def test_saving_and_moving_tell_whether_something_is_unsaved(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    file = JournalFile(path)
    file.open_document(_state(0), tmp_path / "x.corridor", is_saved=True)
    assert _modified(path) is False
    file.push("edit", _state(1))
    assert _modified(path) is True
    file.saved(tmp_path / "x.corridor")
    assert _modified(path) is False
    file.move(0)
    assert _modified(path) is True
    file.push("another", _state(2))
    history = read_history(path)
    assert history is not None
    assert history.saved_index is None
    file.close()


def _modified(path: Path) -> bool:
    history = read_history(path)
    assert history is not None
    return history.is_modified


@QUICK
@given(count=st.integers(0, 60), back=st.integers(0, 5), saved=st.none() | st.integers(0, 60))
def test_a_compacted_journal_tells_the_same(tmp_path: Path, count: int, back: int, saved: int | None) -> None:
    path = tmp_path / "a.journal"
    steps = tuple(Step(f"edit {n}", _state(n)) for n in range(1, count + 1))
    mark = None if saved is None or saved > count else saved
    history = History(_state(0), steps, max(0, count - back), mark, None if mark is None else path)
    write_history(path, history)
    assert read_history(path) == history


def test_old_steps_beyond_the_limit_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_STEPS", 10)
    history = History(_state(0), saved_index=0)
    for number in range(1, 26):
        history = history.with_step(Step(str(number), _state(number)))
    assert len(history.steps) == 10
    assert history.first == _state(15)
    assert history.state == _state(25)
    assert history.saved_index is None


def test_a_full_disk_is_told_and_the_next_line_stands_alone(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    path = tmp_path / "a.journal"
    file = JournalFile(path)
    file.open_document(_state(0), None, is_saved=False)
    good = os.dup(file._descriptor)
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, file._descriptor)
    with pytest.raises(JournalError, match="disk is full"):
        file.push("lost", _state(1))
    os.dup2(good, file._descriptor)
    file.push("kept", _state(2))
    file.close()
    history = read_history(path)
    assert history is not None
    assert history.state == _state(2)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError):
        JournalFile(tmp_path)
    with pytest.raises(JournalError):
        read_history(tmp_path)
    with pytest.raises(JournalError):
        read_history(tmp_path / "missing.journal")
