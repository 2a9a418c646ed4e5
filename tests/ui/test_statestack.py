"""Undo steps: the right state at every place, also past the limit, and no crash when everything goes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoGroup

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.state import State
from explorer.io.journal import MAX_STEPS
from explorer.ui.statestack import StateStack

pytestmark = pytest.mark.ui

FIRST = State(Scenario(), Trip("a", "b"))


def numbered(number: int) -> State:
    return replace(FIRST, scenario=Scenario(name=f"edit {number}"))


class Walk:
    """A stack, and what it told."""

    def __init__(self) -> None:
        self.parent = QObject()
        self.group = QUndoGroup(self.parent)
        self.steps = StateStack(FIRST, self.group, self.parent)
        self.told: list[State] = []
        self.steps.moved.connect(self.told.append)


@given(st.lists(st.sampled_from(["push", "undo", "redo", "jump", "restart"]), max_size=60))
def test_a_walk_along_the_steps_is_that_of_a_plain_list(qapp: object, deeds: list[str]) -> None:
    walk = Walk()
    states, at = [FIRST], 0
    for number, deed in enumerate(deeds):
        walk.told.clear()
        before = at
        if deed == "push":
            states, at = [*states[: at + 1], numbered(number)], at + 1
            walk.steps.push(f"Edit {number}", states[at])
        elif deed == "undo":
            at = max(at - 1, 0)
            walk.steps.stack.undo()
        elif deed == "redo":
            at = min(at + 1, len(states) - 1)
            walk.steps.stack.redo()
        elif deed == "jump":
            at = len(states) - 1 - at
            walk.steps.stack.setIndex(at)
        else:
            states, at = [numbered(number)], 0
            walk.steps.restart(states[0])
        told = deed != "restart" and (at != before or deed == "push")
        assert walk.told == ([states[at]] if told else [])
        assert walk.steps.stack.index() == at
        assert walk.steps.stack.count() == len(states) - 1


def test_past_the_limit_the_oldest_steps_go_and_the_others_stay_right(qapp: object) -> None:
    walk = Walk()
    for number in range(MAX_STEPS + 20):
        walk.steps.push(f"Edit {number}", numbered(number))
    assert walk.steps.stack.count() == MAX_STEPS
    walk.told.clear()
    while walk.steps.stack.canUndo():
        walk.steps.stack.undo()
    assert walk.told == [numbered(number) for number in range(MAX_STEPS + 18, 18, -1)]


def test_steps_of_earlier_come_back_with_what_was_saved(qapp: object) -> None:
    walk = Walk()
    walk.steps.rebuild(FIRST, (("One", numbered(1)), ("Two", numbered(2)), ("Three", numbered(3))), 1, 2)
    assert walk.told == []
    assert walk.steps.stack.undoText() == "Two"
    walk.steps.stack.undo()
    assert walk.steps.stack.isClean()
    assert walk.told == [numbered(1)]


DROPPED = """
import gc
from PySide6.QtGui import QGuiApplication
from explorer.core.scenario import Scenario
from explorer.io.geodata import load_geometry, load_network
from explorer.ui.session import Session

app = QGuiApplication([])
network = load_network()
for _ in range(20):
    session = Session(network, load_geometry())
    ring = [session]
    ring.append(ring)
    for number in range(30):
        session.edit(f"Edit {number}", Scenario(name=str(number)))
    session.begin_show()
    session.edit("While presenting", Scenario(name="live"))
    session.undo_group.undo()
    if _ % 2:
        session.end_show()
    del session, ring
    gc.collect()
last = Session(network, load_geometry())
last.edit("Edit", Scenario(name="last"))
"""


def test_a_session_that_the_collector_takes_does_not_crash() -> None:
    # A crash shows in the exit code only, and takes the process with it.
    command = [sys.executable, "-c", DROPPED]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
