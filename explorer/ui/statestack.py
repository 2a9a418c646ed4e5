"""A QUndoStack whose steps go from one whole state to another."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup, QUndoStack

from explorer.core.state import State
from explorer.io.journal import MAX_STEPS


class StateStack(QObject):
    """The states of a document in the order of its edits, and the QUndoStack that walks along them.

    `moved(State)` tells the state after an edit, after undo and after redo, however many steps at once.

    WORKAROUND PySide6 6.11: the steps are empty macros, which Qt makes and destroys by itself. Commands
    written in Python are destroyed twice (crash) where the collector takes them before the stack.
    """

    moved = Signal(object)

    def __init__(self, first: State, group: QUndoGroup, parent: QObject) -> None:
        super().__init__(parent)
        # Not the group's child: a stack that goes tells of index 0, which this object must not live to hear.
        self.stack = QUndoStack(self)
        group.addStack(self.stack)
        # As many as the journal brings back: memory stays bounded in a long session.
        self.stack.setUndoLimit(MAX_STEPS)
        # One more than the stack has steps: the state before each, and the last.
        self._states = deque([first])
        self._is_silent = False
        self.stack.indexChanged.connect(self._on_index_changed)

    def push(self, text: str, state: State) -> None:
        """Add a step to `state`; the steps that were undone are dropped, and the oldest over the limit."""
        while len(self._states) > self.stack.index() + 1:
            self._states.pop()
        self._states.append(state)
        self.stack.beginMacro(text)
        self.stack.endMacro()

    def restart(self, first: State) -> None:
        """Drop every step; nothing is told."""
        self._is_silent = True
        self.stack.clear()
        self._is_silent = False
        self._states = deque([first])

    def rebuild(
        self, first: State, steps: tuple[tuple[str, State], ...], saved_index: int | None, index: int
    ) -> None:
        """Take up earlier steps, of which `index` are done and `saved_index` were saved; nothing is told."""
        self.restart(first)
        self._is_silent = True
        try:
            for text, state in steps:
                self.push(text, state)
            if saved_index is None:
                self.stack.resetClean()
            else:
                self.stack.setIndex(saved_index)
                self.stack.setClean()
            self.stack.setIndex(index)
        finally:
            self._is_silent = False

    def _on_index_changed(self, index: int) -> None:
        while len(self._states) > self.stack.count() + 1:
            self._states.popleft()
        if not self._is_silent:
            self.moved.emit(self._states[index])
