"""The only undo command: one state of the question for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class State:
    """What can be undone: scenario, trip, storyboard, and which scene of it is current (None: none)."""

    scenario: Scenario
    trip: Trip
    storyboard: Storyboard = Storyboard()  # noqa: RUF009 - frozen
    scene_id: str | None = None


class ReplaceState(QUndoCommand):
    """Go from one state to another, and back."""

    def __init__(self, apply: Callable[[State], None], before: State, after: State, text: str) -> None:
        super().__init__(text)
        self._apply = apply
        self._before = before
        self._after = after

    def redo(self) -> None:
        """Set the state after the edit."""
        self._apply(self._after)

    def undo(self) -> None:
        """Set the state before the edit."""
        self._apply(self._before)
