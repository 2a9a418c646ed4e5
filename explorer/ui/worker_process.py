"""The process beside the window that does long work. No Qt: the window's side is worker.py.

Frames go both ways over the standard streams: one letter, the ticket of the job, the length, the content.
In come `J` (a pickled job) and `S` (stop that one); out go `P` (how far), `C` (from here on it
cannot be stopped), `D` (done, with the answer) and `F` (failed, in words). What nobody foresaw ends the
process, with the traceback on standard error; the window starts another for the next job.
"""

from __future__ import annotations

import contextlib
import copyreg
import io
import json
import os
import pickle
import queue
import struct
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Protocol

from explorer.core.network import Network
from explorer.errors import ExplorerError, ExportCancelled

HEAD: Final = struct.Struct(">cII")
JOB, STOP, PROGRESS, COMMITTING, DONE, FAILED = b"J", b"S", b"P", b"C", b"D", b"F"
NICENESS: Final = 5
"""The window goes first where both want the processor."""


class Steps(Protocol):
    """What a job tells while it runs."""

    def progress(self, done: int, total: int) -> bool:
        """Tell how many of how many parts are done; False when the job shall stop."""

    def commit(self) -> None:
        """Tell that a file is being written now.

        Raises
        ------
        ExportCancelled
            When somebody stopped the job just before.
        """


class Job(Protocol):
    """Something to do, as a value that can be pickled."""

    def run(self, steps: Steps) -> bytes:
        """Do it; returns the answer."""


def pack(job: Job) -> bytes:
    """A job as bytes. A network is packed once and unpacked once: it is the same in job after job."""
    return _packed(job, {MappingProxyType: _reduce_mapping, Network: _reduce_network})


def _packed(value: object, reducers: dict[Any, Any]) -> bytes:
    target = io.BytesIO()
    pickler = pickle.Pickler(target, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **reducers}
    pickler.dump(value)
    return target.getvalue()


def _reduce_mapping(members: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """Make a plain dict of it: pickle does not know read-only mappings, which networks are full of."""
    return read_only, (dict(members),)


def _reduce_network(network: Network) -> tuple[Any, ...]:
    return network_from, (_network_content(network),)


@lru_cache(maxsize=2)
def _network_content(network: Network) -> bytes:
    return _packed(network, {MappingProxyType: _reduce_mapping})


@lru_cache(maxsize=2)
def network_from(content: bytes) -> Network:
    """A network from its bytes; the same bytes give the same object, with what was worked out for it."""
    network: Network = pickle.loads(content)  # noqa: S301 - from the window that started this process
    return network


def read_only(members: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only mapping; named here so that pickle finds it."""
    return MappingProxyType(members)


class _Out:
    """Writes frames; progress and answers come from one thread, but a frame must not be torn."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def send(self, kind: bytes, ticket: int, content: bytes = b"") -> None:
        self._stream.write(HEAD.pack(kind, ticket, len(content)) + content)
        self._stream.flush()


class _Running:
    """One job's way to tell how far it is."""

    def __init__(self, ticket: int, out: _Out, is_stopped: Callable[[int], bool]) -> None:
        self._ticket, self._out, self._is_stopped = ticket, out, is_stopped

    def progress(self, done: int, total: int) -> bool:
        """Pass it on, and say whether to go on."""
        self._out.send(PROGRESS, self._ticket, json.dumps([done, total]).encode())
        return not self._is_stopped(self._ticket)

    def commit(self) -> None:
        """Pass on that a file is being written."""
        if self._is_stopped(self._ticket):
            raise ExportCancelled("stopped; nothing was written")
        self._out.send(COMMITTING, self._ticket)


class Bench:
    """Takes jobs from a stream, one after the other, until it ends."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._source = source
        self._out = _Out(target)
        self._waiting: queue.SimpleQueue[tuple[int, bytes] | None] = queue.SimpleQueue()
        self._stopped: set[int] = set()
        self._is_orphan = False

    def work(self) -> None:
        """Do every job that comes."""
        threading.Thread(target=self._listen, daemon=True).start()
        while (item := self._waiting.get()) is not None:
            self._do(*item)

    def _listen(self) -> None:
        """Take frames in while a job runs; without a window every job stops."""
        while len(head := self._source.read(HEAD.size)) == HEAD.size:
            kind, ticket, length = HEAD.unpack(head)
            content = self._source.read(length)
            if kind == STOP:
                self._stopped.add(ticket)
            else:
                self._waiting.put((ticket, content))
        self._is_orphan = True
        self._waiting.put(None)

    def _is_stopped(self, ticket: int) -> bool:
        return self._is_orphan or ticket in self._stopped

    def _do(self, ticket: int, content: bytes) -> None:
        try:
            if self._is_stopped(ticket):
                raise ExportCancelled("stopped before it began")
            job: Job = pickle.loads(content)  # noqa: S301 - from the window that started this process
            answer = job.run(_Running(ticket, self._out, self._is_stopped))
        except ExplorerError as error:
            words = {"words": str(error), "is_cancelled": isinstance(error, ExportCancelled)}
            self._out.send(FAILED, ticket, json.dumps(words).encode())
        else:
            self._out.send(DONE, ticket, answer)


def main() -> None:
    """Work for the window that started this process; ends when the window does."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not fall between the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        Bench(source, target).work()
