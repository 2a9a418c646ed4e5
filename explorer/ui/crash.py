"""What no code caught: the work is safe first, then it is told in words, with a report to copy.

Two kinds: an exception of Python, told at once; and a crash below Python (Qt, Chromium, the system), whose
trace faulthandler writes to a file that the next start shows.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import platform
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, qVersion

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.ui.dialogs import FaultDialog

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

MOST_LOG = 200_000
UNEXPECTED = (
    "The program met a fault of its own. Your work is safe: every edit is in the journal. You can go on"
    " working; if it happens again, save your scenario and start the program anew. The report helps whoever"
    " mends it; it names no file or folder of yours."
)
ENDED = (
    "Last time the program was ended by a fault below it. Your work was kept and is offered at the start."
    " The report helps whoever mends it; it names no file or folder of yours."
)
_IN_PROGRAM = re.compile(r"[^\s\"']*[/\\](explorer[/\\][\w/\\]+\.py)")
_ANY_PATH = re.compile(r"(?:[A-Za-z]:\\|(?<![\w.:/])/)(?:[^\s\"':<>|]+[/\\])+([^\s\"':<>|]+)")


class CrashGuard(QObject):
    """Stands in for sys.excepthook. `save` is called first; it must not raise."""

    def __init__(self, is_silent: bool) -> None:
        super().__init__()
        self.window: MainWindow | None = None
        self.save: Callable[[], None] = _nothing
        self.count = 0
        self._is_silent = is_silent
        self._is_showing = False

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save, then say what happened; one dialog at a time."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        self.count += 1
        self.save()
        if self._is_silent:
            sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
            return
        if self._is_showing:
            return
        self._is_showing = True
        words = str(error) if isinstance(error, ExplorerError) else UNEXPECTED
        FaultDialog("Something went wrong", words, report(kind, error, trace), self.window).exec()
        self._is_showing = False


def _nothing() -> None:
    """Nothing is to be saved yet."""


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What happened, for who mends it: versions and trace, without paths of this computer."""
    return impersonal(f"{_versions()}\n\n{''.join(traceback.format_exception(kind, error, trace))}")


def _versions() -> str:
    return (
        f"Corridor Explorer {__version__} · Python {platform.python_version()} · Qt {qVersion()}"
        f" · {platform.system()} {platform.release()} {platform.machine()}"
    )


def impersonal(text: str) -> str:
    """A report without folders and user of this computer: our modules from `explorer/` on, others by name."""
    text = _IN_PROGRAM.sub(r"\1", text)
    text = _ANY_PATH.sub(r"\1", text)
    for name in (str(Path.home()), os.environ.get("USER", ""), os.environ.get("USERNAME", "")):
        if len(name) > 2:
            text = text.replace(name, "…")
    return text


class FaultLog:
    """The file that a crash below Python writes its trace to: one a run, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"crash-{os.getpid()}.log"
        self._file: IO[str] | None = None

    def left(self) -> str:
        """Reports of runs that crashed, which are let go with it; empty when all ended otherwise."""
        texts = []
        for path in sorted(self._folder.glob("crash-*.log")):
            with contextlib.suppress(OSError):
                text = path.read_text(encoding="utf-8", errors="replace")[:MOST_LOG].strip()
                if text:
                    texts.append(impersonal(text))
                if text or not _runs(path):
                    path.unlink()
        return "\n\n".join((_versions(), *texts)) if texts else ""

    def begin(self) -> None:
        """Have the next crash written to the file; to standard error where no disk takes it."""
        try:
            self._file = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            with contextlib.suppress(OSError, RuntimeError, ValueError):
                faulthandler.enable()

    def finish(self) -> None:
        """The program ends in order."""
        faulthandler.disable()
        if self._file is not None:
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def _runs(path: Path) -> bool:
    """Whether the run that keeps this file still goes on."""
    number = path.stem.removeprefix("crash-")
    if not number.isdecimal() or not hasattr(os, "kill") or sys.platform == "win32":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return int(number) != os.getpid()
