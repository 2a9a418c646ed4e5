"""Earlier versions of a document: kept when it is saved and every few minutes, thinned out with age.

All of the last hour, one an hour of the last day, one a day of the last month, one a month of the last
year. A version is a scenario file like any other; its name is the moment it was kept, in UTC.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from explorer.errors import ScenarioFileError
from explorer.io.atomic import write_atomic

SUFFIX: Final = ".corridor"
UNNAMED: Final = "unnamed"
"""Folder for documents that no file holds yet."""
_STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_HOUR, _DAY, _MONTH, _YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=31), timedelta(days=366)
MOST: Final = 200
"""So many versions of one document at most, whatever the clock says."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document and when it was kept."""

    path: Path
    kept: datetime


def folder_of(root: Path, document: Path | None) -> Path:
    """Where a document's versions are: by its name and a short hash of its whole path."""
    if document is None:
        return root / UNNAMED
    whole = str(document.absolute())
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in document.stem)[:60]
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return root / f"{stem}-{digest}"


def keep_version(root: Path, document: Path | None, content: bytes, now: datetime) -> Path | None:
    """Keep a version and thin out the older ones; None when the newest holds the same already.

    Raises
    ------
    ScenarioFileError
        When it cannot be written.
    """
    folder = folder_of(root, document)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        newest = next(iter(versions_of(root, document)), None)
        if newest is not None and newest.path.read_bytes() == content:
            return None
        path = folder / f"{now.astimezone(UTC).strftime(_STAMP)}{SUFFIX}"
    except OSError as error:
        raise ScenarioFileError(f"{folder}: no version could be kept ({error.strerror}).") from error
    write_atomic(path, content, ScenarioFileError)
    thin_out(root, document, now)
    return path


def versions_of(root: Path, document: Path | None) -> tuple[Version, ...]:
    """A document's versions, newest first; files that are none are passed over."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder_of(root, document).iterdir():
            kept = _moment(path)
            if kept is not None:
                found.append(Version(path, kept))
    return tuple(sorted(found, key=lambda version: version.kept, reverse=True))


def thin_out(root: Path, document: Path | None, now: datetime) -> None:
    """Let go of versions that are not worth keeping at their age."""
    versions = versions_of(root, document)
    staying = worth_keeping([version.kept for version in versions], now)
    for version in versions:
        if version.kept not in staying:
            with contextlib.suppress(OSError):
                version.path.unlink()


def worth_keeping(moments: Sequence[datetime], now: datetime) -> frozenset[datetime]:
    """Which of these moments to keep: of each hour, day and month the newest, sooner ones all.

    Moments after `now` (the clock went back) count as just now.
    """
    staying: set[datetime] = set()
    taken: set[tuple[str, int]] = set()
    for moment in sorted(moments, reverse=True):
        slot = _slot(moment, now - moment)
        if slot is None or slot in taken or len(staying) >= MOST:
            continue
        taken.add(slot)
        staying.add(moment)
    return frozenset(staying)


def _slot(moment: datetime, age: timedelta) -> tuple[str, int] | None:
    """What a version stands for at its age; of several in one slot the newest stays."""
    seconds = int(moment.timestamp())
    if age <= _HOUR:
        return "own", int(moment.timestamp() * 1_000_000)
    if age <= _DAY:
        return "hour", seconds // 3600
    if age <= _MONTH:
        return "day", seconds // 86_400
    return ("month", moment.year * 12 + moment.month) if age <= _YEAR else None


def _moment(path: Path) -> datetime | None:
    if path.suffix != SUFFIX:
        return None
    try:
        return datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
