"""The only undo command: one state for another."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtGui import QUndoCommand

from explorer.core.state import State


class ReplaceState(QUndoCommand):
    """Go from one state to another, and back. `apply` is a bound method; its object is not kept alive.

    WORKAROUND PySide6 6.11: a command that holds the last reference to its session would, as its stack
    deletes it, delete session and stack in the middle of that, and crash.
    """

    def __init__(self, apply: Callable[[State], None], before: State, after: State, text: str) -> None:
        super().__init__(text)
        self._apply = WeakMethod(apply)
        self._before = before
        self._after = after

    def redo(self) -> None:
        """Set the state after the edit."""
        self._set(self._after)

    def undo(self) -> None:
        """Set the state before the edit."""
        self._set(self._before)

    def _set(self, state: State) -> None:
        apply = self._apply()
        if apply is not None:
            apply(state)


__all__ = ["ReplaceState", "State"]
