"""Writing a file whole or not at all: the old file stays until the new one is safe on disk."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from pathlib import Path
from typing import Final

from explorer.errors import ExplorerError, ExportError

DRAFT_S: Final = 600.0
"""A draft so old is nobody's: writing one takes seconds."""

_ADVICE: Final = {
    errno.EACCES: "no permission to write there. Choose another folder or ask for the right to write",
    errno.EPERM: "no permission to write there. Choose another folder or ask for the right to write",
    errno.EROFS: "the disk is read-only. Choose another folder",
    errno.ENOSPC: "the disk is full. Free some space or choose another disk",
    errno.EDQUOT: "your share of the disk is used up. Free some space or choose another disk",
    errno.ENOENT: "the folder does not exist. Make it first or choose another",
    errno.ENOTDIR: "a part of the folder's path is a file. Choose another folder",
    errno.EISDIR: "this is a folder. Give a file name",
    errno.ENAMETOOLONG: "the file name is too long. Choose a shorter one",
}


def words_for(error: OSError) -> str:
    """What went wrong with a file, and what to do."""
    fallback = error.strerror or type(error).__name__
    return _ADVICE.get(error.errno or 0, fallback)


def write_atomic(path: Path, content: bytes, error_type: type[ExplorerError] = ExportError) -> None:
    """Write `content` beside the target, flush it to disk, then put it in the target's place.

    Raises
    ------
    ExplorerError
        Of `error_type`, saying what is in the way; the old file, if any, is untouched.
    """
    try:
        target = path.resolve()
        mode = _mode_of(target)
        _replace(target, content, mode)
    except OSError as error:
        raise error_type(f"{path}: could not be written: {words_for(error)}.") from error
    except (ValueError, RuntimeError) as error:
        raise error_type(f"{path}: is no usable file name ({error}). Choose another.") from error


def _mode_of(target: Path) -> int | None:
    """Permission bits of the file to replace; None where there is none yet."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "this is no ordinary file. Choose another name")
    if not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(found.st_mode)


def _clear_drafts(target: Path) -> None:
    """Let go of drafts of this file that a run left when it was killed while writing."""
    shape = re.compile(rf"\.{re.escape(target.name[:100])}\.[0-9a-f]{{12}}\.tmp")
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            if shape.fullmatch(path.name) and time.time() - path.lstat().st_mtime > DRAFT_S:
                path.unlink()


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    _clear_drafts(target)
    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        try:
            draft.replace(target)
        except OSError:
            if not target.exists():
                raise
            # Some network drives refuse to rename over a file that is there.
            _overwrite(target, content)
            draft.unlink()
        else:
            _sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make sure the new name itself is on the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _overwrite(target: Path, content: bytes) -> None:
    """Write into the file itself, the old content kept beside it until the new one is safe.

    Raises
    ------
    OSError
        When it cannot be written; the old content is put back.
    """
    old = target.read_bytes()
    kept = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.old")
    _write_through(kept, old, os.O_CREAT | os.O_EXCL)
    try:
        _write_through(target, content, os.O_TRUNC)
    except BaseException:
        _write_through(target, old, os.O_TRUNC)
        kept.unlink()
        raise
    kept.unlink()


def _write_through(path: Path, content: bytes, flags: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | flags | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
