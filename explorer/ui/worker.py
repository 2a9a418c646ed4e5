"""Long work beside the window, in a process of its own: the window's thread neither works nor waits.

A thread would not do: matplotlib and python-pptx hold Python's one lock for longer than an eye forgives,
while they are imported most of all. A process also can be ended in the middle, and takes its faults with it.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer

import explorer
from explorer.ui.worker_process import (
    COMMITTING,
    DONE,
    FAILED,
    HEAD,
    JOB,
    PROGRESS,
    STOP,
    Job,
    pack,
)

GRACE_MS: Final = 1500
"""How long a job that shall stop may take to do so by itself."""
LAST_WRITE_MS: Final = 10_000
"""How long a file that is being written may take when the program ends."""
MAX_DETAILS: Final = 20_000
_START: Final = (
    "import sys; sys.path.append(sys.argv[1]); from explorer.ui.worker_process import main; main()"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer, in words; `details` for whoever mends it."""

    words: str
    is_cancelled: bool = False
    details: str = ""


OnDone = Callable[[bytes], None]
OnFailed = Callable[[Failure], None]
OnProgress = Callable[[int, int], None]


def _ignore_failure(_failure: Failure) -> None:
    """Whoever asked does not mind."""


def _ignore_progress(_done: int, _total: int) -> None:
    """Nobody looks on."""


@dataclass(slots=True)
class _Task:
    ticket: int
    job: Job
    on_done: OnDone
    on_failed: OnFailed
    on_progress: OnProgress
    is_dropped: bool = False
    is_committing: bool = False


class Worker(QObject):
    """Runs jobs one after the other. Answers come by callbacks in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = itertools.count(1)
        self._tasks: list[_Task] = []
        self._process: QProcess | None = None
        self._inbox = bytearray()
        self._said = b""
        self._is_closed = False
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self._on_grace_over)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None

    def run(
        self,
        job: Job,
        on_done: OnDone,
        on_failed: OnFailed = _ignore_failure,
        on_progress: OnProgress = _ignore_progress,
    ) -> int:
        """Do a job when those before it are done; returns its ticket. Once closed, nothing is done."""
        task = _Task(next(self._tickets), job, on_done, on_failed, on_progress)
        if self._is_closed:
            return task.ticket
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self._begin()
        return task.ticket

    def stop(self, ticket: int) -> None:
        """Stop a job: it fails as cancelled, unless its file is being written already."""
        task = self._task(ticket)
        if task is None or task.is_committing:
            return
        if task is self._tasks[0]:
            self._send(STOP, ticket)
            self._grace.start()
        else:
            self._tasks.remove(task)
            task.on_failed(Failure("Stopped before it began.", is_cancelled=True))

    def drop(self, ticket: int) -> None:
        """Forget a job: its answer is stale and nobody hears of it."""
        task = self._task(ticket)
        if task is None:
            return
        task.is_dropped = True
        if task is self._tasks[0]:
            self._send(STOP, ticket)
        else:
            self._tasks.remove(task)

    def close(self) -> None:
        """End the process; only a file that is being written is waited for. Nobody is called back."""
        tasks, self._tasks = self._tasks, []
        self._is_closed = True
        self._grace.stop()
        process = self._let_go()
        if process is not None and tasks and tasks[0].is_committing:
            process.closeWriteChannel()
            process.waitForFinished(LAST_WRITE_MS)
        # Those that were ended before may not have heard of it yet.
        for left in self.findChildren(QProcess):
            if left.state() is not QProcess.ProcessState.NotRunning:
                left.kill()
                left.waitForFinished(LAST_WRITE_MS)
            left.deleteLater()

    # ------------------------------------------------------------------ to the process

    def _task(self, ticket: int) -> _Task | None:
        return next((task for task in self._tasks if task.ticket == ticket), None)

    def _begin(self) -> None:
        """Hand the first job over, to a new process where there is none."""
        if self._process is None:
            self._start()
        task = self._tasks[0]
        self._send(JOB, task.ticket, pack(task.job))

    def _start(self) -> None:
        self._process = process = QProcess(self)
        self._inbox.clear()
        self._said = b""
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_words)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        root = str(Path(explorer.__file__).resolve().parents[1])
        # -P: no module is taken from the folder the user happens to be in.
        process.start(sys.executable, ["-P", "-c", _START, root])

    def _send(self, kind: bytes, ticket: int, content: bytes = b"") -> None:
        if self._process is not None:
            self._process.write(HEAD.pack(kind, ticket, len(content)) + content)

    def _on_grace_over(self) -> None:
        """End a process whose job does not stop by itself."""
        self._on_output()
        if self._tasks and self._process is not None and not self._tasks[0].is_committing:
            self._end(Failure("Stopped; nothing was written.", is_cancelled=True))

    def _end(self, failure: Failure) -> None:
        """Kill the process, fail its job, and go on with the next."""
        process = self._let_go()
        if process is not None:
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
            else:
                process.finished.connect(process.deleteLater)
                process.kill()
        self._finish(lambda task: task.on_failed(failure))

    def _let_go(self) -> QProcess | None:
        """The process, which is not listened to any more."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.readyReadStandardError.disconnect(self._on_words)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
        return process

    # ------------------------------------------------------------------ from the process

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._inbox += self._process.readAllStandardOutput().data()
        while len(self._inbox) >= HEAD.size:
            kind, ticket, length = HEAD.unpack_from(self._inbox)
            end = HEAD.size + length
            if len(self._inbox) < end:
                return
            content = bytes(self._inbox[HEAD.size : end])
            del self._inbox[:end]
            self._take(kind, ticket, content)

    def _take(self, kind: bytes, ticket: int, content: bytes) -> None:
        """Act on one frame; those of a job that is no longer first are stale."""
        task = self._tasks[0] if self._tasks else None
        if task is None or task.ticket != ticket:
            return
        if kind == PROGRESS and not task.is_dropped:
            task.on_progress(*json.loads(content))
        elif kind == COMMITTING:
            task.is_committing = True
        elif kind == DONE:
            self._finish(lambda task: task.on_done(content))
        elif kind == FAILED:
            failure = Failure(**json.loads(content))
            self._finish(lambda task: task.on_failed(failure))

    def _finish(self, tell: Callable[[_Task], None]) -> None:
        """Take the first task out, begin the next, then tell who asked."""
        if not self._tasks:
            return
        task = self._tasks.pop(0)
        self._grace.stop()
        if self._tasks:
            self._begin()
        if not task.is_dropped:
            tell(task)

    def _on_words(self) -> None:
        if self._process is not None:
            self._said = (self._said + self._process.readAllStandardError().data())[-MAX_DETAILS:]

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        """The process ended although nobody asked it to."""
        self._on_output()
        self._on_words()
        details = f"exit code {code}{os.linesep}{self._said.decode(errors='replace')}"
        self._end(Failure(_BROKEN, details=details))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._end(Failure(f"{_NOT_STARTED} ({self._process.errorString()})", details=sys.executable))


_BROKEN: Final = (
    "The program met a fault of its own while it made the file. The old file, if any, is untouched. Try"
    " again, or choose another format; the details help whoever mends it."
)
_NOT_STARTED: Final = (
    "The process that makes files could not be started. Free some memory, or install the program again."
)
