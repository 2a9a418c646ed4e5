"""A file is written whole or not at all, on friendly disks and on odd ones."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from explorer.errors import ExportError
from explorer.io import atomic
from explorer.io.atomic import write_atomic


def _refuse_rename(_self: Path, _target: Path) -> Path:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_a_drive_that_refuses_to_rename_gets_the_new_content_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old and longer")
    monkeypatch.setattr(Path, "replace", _refuse_rename)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_where_even_that_fails_the_old_content_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", _refuse_rename)
    real = atomic._write_through

    def half(target: Path, content: bytes, flags: int) -> None:
        if content == b"new content":
            real(target, content[:3], flags)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(target, content, flags)

    monkeypatch.setattr(atomic, "_write_through", half)
    with pytest.raises(ExportError, match="disk is full"):
        write_atomic(path, b"new content")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_on_such_a_drive_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _refuse_rename)
    with pytest.raises(ExportError, match="permission"):
        write_atomic(tmp_path / "new.txt", b"new")
    assert list(tmp_path.iterdir()) == []


def test_drafts_that_a_killed_run_left_go_with_the_next_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.corridor"
    old, young = tmp_path / f".a.corridor.{'0' * 12}.tmp", tmp_path / f".a.corridor.{'1' * 12}.tmp"
    other = tmp_path / f".b.corridor.{'2' * 12}.tmp"
    for draft in (old, young, other):
        draft.write_bytes(b"half")
    for draft in (old, other):
        os.utime(draft, (1, 1))
    write_atomic(path, b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([path, young, other])
