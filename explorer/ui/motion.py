"""Whether the desktop asks for less motion: Qt 6.11 does not say, its hints know contrast only."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError
from pathlib import Path
from typing import Final

VARIABLE: Final = "CORRIDOR_EXPLORER_LESS_MOTION"
"""An environment variable for desktops that have no such setting: 1 asks for less motion, 0 for all of it."""

_FILES: Final = (
    ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations", ("0", "false")),
    ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations", ("0", "false")),
    ("kdeglobals", "KDE", "AnimationDurationFactor", ("0", "0.0")),
)
"""Where Linux desktops write it: file below the settings folder, section, key, and what means none."""


def wants_less_motion(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether less motion is asked for, by our variable or by the desktop's own setting."""
    asked = environment.get(VARIABLE, "").strip().lower()
    if asked:
        return asked not in ("0", "false", "no", "off")
    if platform == "win32":
        return _windows_has_no_animations()
    kept = environment.get("XDG_CONFIG_HOME")
    folder = Path(kept) if kept else Path(environment.get("HOME", "")) / ".config"
    return any(_says(folder / name, section, key, off) for name, section, key, off in _FILES)


def _says(path: Path, section: str, key: str, off: tuple[str, ...]) -> bool:
    """Whether a settings file turns animations off; one that cannot be read says nothing."""
    parser = ConfigParser(strict=False, interpolation=None)
    try:
        parser.read(path, encoding="utf-8")
        return parser.get(section, key, fallback="").strip().lower() in off
    except (ConfigError, OSError, UnicodeDecodeError):
        return False


def _windows_has_no_animations() -> bool:
    """Settings, Accessibility, Visual effects, Animation effects: off."""
    import ctypes

    get_client_area_animation = 0x1042
    is_on = ctypes.c_int(1)
    call = getattr(ctypes, "windll", None)
    if call is None or not call.user32.SystemParametersInfoW(
        get_client_area_animation, 0, ctypes.byref(is_on), 0
    ):
        return False
    return not is_on.value
