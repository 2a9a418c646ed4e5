"""Theme, language and motion of the whole window: chosen, remembered, and handed to every part."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.housestyle.style import Theme
from explorer.ui.motion import wants_less_motion
from explorer.ui.settings import Settings
from explorer.ui.theme import apply_theme, system_theme

THEMES = ("light", "dark", "system")
LANGUAGES = ("en", "local", "zh", "ru")


class Looks(QObject):
    """Signals: `theme_changed(Theme)`, `language_changed(str)`, `motion_changed(bool has_motion)`."""

    theme_changed = Signal(object)
    language_changed = Signal(str)
    motion_changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        kept, language = settings.text("theme", "system"), settings.text("language", "en")
        self._choice = kept if kept in THEMES else "system"
        self._language = language if language in LANGUAGES else "en"
        kept = settings.text("less_motion")
        self._has_less_motion = kept == "true" if kept else wants_less_motion(os.environ)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """`light`, `dark` or `system`."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The theme shown."""
        return system_theme() if self._choice == "system" else Theme(self._choice)

    @property
    def language(self) -> str:
        """Language of names: `en`, `local`, `zh` or `ru`."""
        return self._language

    @property
    def has_less_motion(self) -> bool:
        """Whether pictures change at once: as the desktop asks, until the user chose otherwise."""
        return self._has_less_motion

    def toggle_motion(self) -> None:
        """Have less motion, or all of it, and remember the choice."""
        self._has_less_motion = not self._has_less_motion
        self._settings.set_text("less_motion", "true" if self._has_less_motion else "false")
        self.motion_changed.emit(not self._has_less_motion)

    def choose_theme(self, choice: str, *, is_kept: bool = True) -> None:
        """Change the theme; `is_kept` remembers it for the next run."""
        self._choice = choice
        if is_kept:
            self._settings.set_text("theme", choice)
        self.dress()

    def choose_language(self, language: str) -> None:
        """Change the language of names and remember it."""
        if language != self._language:
            self._language = language
            self._settings.set_text("language", language)
            self.language_changed.emit(language)

    def dress(self) -> None:
        """Dress the application in the theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.theme)
        self.theme_changed.emit(self.theme)

    def _on_system_changed(self, _scheme: object) -> None:
        if self._choice == "system":
            self.dress()
