"""What the command line says and how it ends: messages, JSON, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from explorer.io.scenario_json import JsonObject

PROGRAM: Final = "corridor-explorer"
ANSWERED, BROKEN, BAD_INPUT, NO_ROUTE = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141


def complain(message: str, code: int) -> int:
    """Say something on standard error, each line under the program's name; returns the code."""
    for line in message.splitlines() or [""]:
        print(f"{PROGRAM}: {line}", file=sys.stderr)
    return code


def tell_dropped(dropped: Sequence[str]) -> None:
    """Say what a file names and the network does not have."""
    for words in dropped:
        complain(f"left out of the scenario: {words}.", ANSWERED)


def print_json(document: JsonObject) -> None:
    """Print one JSON document, in letters that the terminal can show."""
    import json

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not is_unicode, indent=1, allow_nan=False))


def drop_output() -> None:
    """Let go of output that nobody can take, so that Python does not complain when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class ProgressLine:
    """How far an export is: one line on standard error that is written over; nothing without a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._has_line = False

    def __call__(self, done: int, total: int) -> bool:
        """Show it; the answer is to go on."""
        if self._is_shown and done < total:
            self._has_line = True
            print(f"\r{PROGRAM}: {done + 1} of {total} ...", end="", file=sys.stderr, flush=True)
        elif done >= total:
            self.end()
        return True

    def end(self) -> None:
        """Clear the line."""
        if self._has_line:
            self._has_line = False
            print("\r\033[K", end="", file=sys.stderr, flush=True)
