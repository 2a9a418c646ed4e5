"""The only undo command: one state for another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from explorer.core.state import State


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


__all__ = ["ReplaceState", "State"]
