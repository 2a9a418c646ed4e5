"""What the program remembers between runs: the one door to QSettings."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MAX_RECENT = 10
MAX_BYTES = 1_000_000

_ITEM = re.compile(rb'"(?:[^"\\]|\\.)*"?|[^,"]+')
"""One value of a line, which may hold several between commas."""
_FOREIGN = re.compile(rb'\s*"?(?:@|\\x40)(?!@|ByteArray\(|Invalid\(\))')
"""A value of a kind that this program never writes: Qt would build an object from its bytes."""

DAMAGED_WORDS = "The settings could not be read, so they are as at first. The old file is kept as {name}."


def data_dir() -> Path:
    """Folder for what the program keeps for itself (made when missing)."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Settings:
    """Window state, theme, language and recent files, in an INI file.

    A damaged file is set aside, and `notice` says so; it is empty otherwise.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.notice = ""
        if path is None:
            scope, form = QSettings.Scope.UserScope, QSettings.Format.IniFormat
            path = Path(QSettings(form, scope, "corridor-explorer", "corridor-explorer").fileName())
        if is_damaged(path):
            self._set_aside(path)
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def _set_aside(self, path: Path) -> None:
        aside = path.with_name(f"{path.name}.damaged")
        with contextlib.suppress(OSError):
            path.replace(aside)
            self.notice = DAMAGED_WORDS.format(name=aside.name)

    def text(self, key: str, default: str = "") -> str:
        """A remembered word."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._store.setValue(key, value)

    def is_on(self, key: str, default: bool = False) -> bool:
        """A remembered switch."""
        return self.text(key, "true" if default else "false") == "true"

    def state(self, key: str) -> QByteArray:
        """A remembered window geometry or dock layout; empty at first."""
        value = self._store.value(key, QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Remember a window geometry or dock layout."""
        self._store.setValue(key, value)

    def recent_files(self) -> tuple[Path, ...]:
        """Scenario files opened or saved last, newest first; those that are gone are left out."""
        names = self.text("recent_files").split("\n")
        return tuple(path for name in names if name and (path := Path(name)).exists())

    def add_recent_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        names = [str(path.absolute()), *(str(old) for old in self.recent_files() if old != path.absolute())]
        self.set_text("recent_files", "\n".join(names[:MAX_RECENT]))

    def sync(self) -> None:
        """Write everything down now."""
        self._store.sync()


def is_damaged(path: Path) -> bool:
    """Whether a settings file is one that this program cannot have written. Never raises."""
    try:
        if not path.exists():
            return False
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return True
        content = path.read_bytes()
    except OSError:
        return False  # not readable is not damaged: Qt goes on without
    if b"\0" in content or any(_is_foreign(line) for line in content.splitlines()):
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    store = QSettings(str(path), QSettings.Format.IniFormat)
    return store.status() is QSettings.Status.FormatError


def _is_foreign(line: bytes) -> bool:
    value = line.partition(b"=")[2]
    return any(_FOREIGN.match(item) for item in _ITEM.findall(value))
