"""The keys of a presentation: the same in the audience's and in the presenter's window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class Ask(Enum):
    """What a key asks for."""

    NEXT = "next"
    PREVIOUS = "previous"
    FIRST = "first"
    LAST = "last"
    BLACK = "black"
    WHITE = "white"
    BACK = "back to the story"
    PRESENTER = "presenter view"
    LEAVE = "leave"


KEYS: Final[Mapping[Ask, tuple[str, ...]]] = MappingProxyType(
    {
        Ask.NEXT: ("Right", "Down", "PgDown", "Space", "N"),
        Ask.PREVIOUS: ("Left", "Up", "PgUp"),
        Ask.FIRST: ("Home",),
        Ask.LAST: ("End",),
        Ask.BLACK: ("B", "."),
        Ask.WHITE: ("W", ","),
        Ask.BACK: ("R", "Backspace"),
        Ask.PRESENTER: ("P",),
        Ask.LEAVE: ("Esc",),
    }
)
"""Clickers send PgUp, PgDown, Esc, B and the full stop. Space stands apart: it also presses buttons."""

MOST_DIGITS = 3


class ShowKeys(QObject):
    """Shortcuts of one window, off until a presentation starts.

    Text fields keep their keys: Qt asks whoever has the keyboard before it gives a key to a shortcut.
    `leaves` is False where Esc has an owner already: two shortcuts for one key answer neither.
    Signals: `asked(Ask)`, `typed(str)` with the number so far, `jumped(int)` when Enter ends it.
    """

    asked = Signal(object)
    typed = Signal(str)
    jumped = Signal(int)

    def __init__(self, window: QWidget, *, leaves: bool = True) -> None:
        super().__init__(window)
        self._number = ""
        self._shortcuts: list[QShortcut] = []
        for ask, names in KEYS.items():
            for name in names if leaves or ask is not Ask.LEAVE else ():
                self._add(name, window).activated.connect(partial(self._on_key, ask, name))
        for digit in "0123456789":
            self._add(digit, window).activated.connect(partial(self._on_digit, digit))
        self._enter = [QShortcut(QKeySequence(name), window) for name in ("Return", "Enter")]
        for shortcut in self._enter:
            shortcut.activated.connect(self._on_enter)
        self.set_on(is_on=False)

    def _add(self, name: str, window: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(name), window)
        # A key held down, or a clicker pressed too long, is one step.
        shortcut.setAutoRepeat(False)
        self._shortcuts.append(shortcut)
        return shortcut

    def set_on(self, *, is_on: bool) -> None:
        """Listen, or leave the keys to others."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_on)
        self._set_number("")

    @property
    def number(self) -> str:
        """The digits typed so far."""
        return self._number

    def forget_number(self) -> None:
        """Start a number anew."""
        if self._number:
            self._set_number("")
            self.typed.emit("")

    def _set_number(self, number: str) -> None:
        self._number = number
        for shortcut in self._enter:
            shortcut.setEnabled(bool(number))

    def _on_digit(self, digit: str) -> None:
        self._set_number((self._number + digit)[-MOST_DIGITS:])
        self.typed.emit(self._number)

    def _on_enter(self) -> None:
        number = int(self._number)
        self.forget_number()
        self.jumped.emit(number)

    def _on_key(self, ask: Ask, name: str) -> None:
        focus = QApplication.focusWidget()
        if name == "Space" and isinstance(focus, QAbstractButton):
            focus.click()
            return
        if self._number and ask in (Ask.LEAVE, Ask.BACK):
            self.forget_number()
            return
        self.forget_number()
        self.asked.emit(ask)
