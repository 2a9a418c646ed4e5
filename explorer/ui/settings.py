"""What the program remembers between runs: the one door to QSettings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MAX_RECENT = 10


def data_dir() -> Path:
    """Folder for what the program keeps for itself (made when missing)."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Settings:
    """Window state, theme, language and recent files, in an INI file."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            scope, form = QSettings.Scope.UserScope, QSettings.Format.IniFormat
            self._store = QSettings(form, scope, "corridor-explorer", "corridor-explorer")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

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
