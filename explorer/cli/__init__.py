"""The command line: dispatch, and what happens when something fails.

Exit codes: 0 answered, 1 something broke, 2 bad input, 3 no route. Whatever is heavy is imported by the
command that needs it: `--help` and `--version` load none of numpy, scipy, shapely, PySide6, folium.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from explorer.cli.parser import LISTS, OBJECTIVES, build_parser, command_first
from explorer.cli.talking import (
    ANSWERED,
    BAD_INPUT,
    BROKEN,
    INTERRUPTED,
    NO_ROUTE,
    READER_GONE,
    complain,
    drop_output,
)
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    import argparse

_COMMANDS: Final = {
    "gui": ("opening", "open_window"),
    "route": ("answering", "answer"),
    "compare": ("answering", "answer"),
    "check": ("answering", "check"),
    "export": ("exporting", "export"),
    "stories": ("exporting", "list_stories"),
    **dict.fromkeys(LISTS, ("answering", "list_things")),
}
"""Command -> the module and function that carry it out; imported when it is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; whatever happens, the user sees words and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except ExplorerError as error:
        code = complain(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        code = complain("stopped.", INTERRUPTED)
    except BrokenPipeError:
        code = READER_GONE
        drop_output()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        code = complain(
            f"{where}{error.strerror or error}. Check the file, the disk and your rights.", BROKEN
        )
        drop_output()
    except Exception as error:
        if os.environ.get("EXPLORER_DEBUG") == "1":
            raise
        code = complain(
            f"something went wrong inside the program ({type(error).__name__}: {error}). Please report it"
            " with what you typed; EXPLORER_DEBUG=1 shows the details.",
            BROKEN,
        )
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = build_parser().parse_args(command_first(arguments))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    module, name = _COMMANDS[options.command]
    run: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"explorer.cli.{module}"), name
    )
    return run(options)


__all__ = ["ANSWERED", "BAD_INPUT", "BROKEN", "LISTS", "NO_ROUTE", "OBJECTIVES", "command_first", "main"]
