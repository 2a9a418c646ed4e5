"""One scenario file, one window: a lock beside the file, and whether somebody else wrote it meanwhile."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open: the process and the computer, as far as the lock tells."""

    process_id: int
    computer: str
    program: str

    @property
    def words(self) -> str:
        """`another window on this computer`, or the computer's name."""
        return f"{self.program or 'another window'} on {self.computer or 'this computer'}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file looked like when it was read or written; None values where there was none."""

    changed_ns: int | None = None
    size_bytes: int | None = None

    @staticmethod
    def of(path: Path) -> Mark:
        """The mark of a file now."""
        try:
            found = path.stat()
        except OSError:
            return Mark()
        return Mark(found.st_mtime_ns, found.st_size)

    @property
    def is_missing(self) -> bool:
        """Whether there is no file."""
        return self.changed_ns is None


class FileLock:
    """The lock on the document's file. Folders that take no lock (read-only ones) are used without."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self.path: Path | None = None

    def take(self, path: Path) -> Holder | None:
        """Take the lock; the old one is given back. The holder where another window has it."""
        if self.path == path and self._lock is not None:
            return None
        lock = _lock_of(path)
        if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
            return _holder(lock)
        self.release()
        self._lock, self.path = lock, path
        return None

    def take_over(self, path: Path) -> None:
        """Take the lock from whoever has it."""
        lock_path(path).unlink(missing_ok=True)
        self.release()
        lock = _lock_of(path)
        lock.tryLock(0)
        self._lock, self.path = lock, path

    @property
    def is_held(self) -> bool:
        """Whether the lock is still this window's: another one may have taken it over."""
        if self._lock is None or self.path is None or not self._lock.isLocked():
            return True
        return _holder(_lock_of(self.path)).process_id == os.getpid()

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            if self.is_held:
                self._lock.unlock()
            self._lock = None
        self.path = None


def lock_path(path: Path) -> Path:
    """Where the lock of a file is: beside it, hidden."""
    return path.with_name(f".~lock.{path.name[:200]}#")


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(lock_path(path)))
    # A lock is stale when its process is gone, not when it is old: presentations take hours.
    lock.setStaleLockTime(0)
    return lock


def _holder(lock: QLockFile) -> Holder:
    found = lock.getLockInfo()
    process_id, computer, program = (*found, 0, "", "")[:3]
    return Holder(int(process_id or 0), str(computer or ""), str(program or ""))
