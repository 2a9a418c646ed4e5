"""Fonts, palette and style sheet of the window, from the tokens in `housestyle.style`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer import assets
from explorer.housestyle.style import PALETTES, Palette, Theme
from explorer.ui.qss import TEMPLATE

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
CHINESE = "Noto Sans SC"

REGULAR = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold


def load_fonts() -> None:
    """Register the packaged fonts; without them the system's fonts stand in."""
    folder = assets.resources_dir() / "fonts"
    if folder.is_dir():
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            QFontDatabase.addApplicationFont(str(path))


def font(size_px: float, weight: QFont.Weight = REGULAR, is_serif: bool = False) -> QFont:
    """A font of the window: size in px, sans unless serif is asked for."""
    result = QFont()
    result.setFamilies(
        [SERIF, "DejaVu Serif", "serif"] if is_serif else [SANS, CHINESE, "Noto Sans", "sans-serif"]
    )
    result.setStyleHint(QFont.StyleHint.Serif if is_serif else QFont.StyleHint.SansSerif)
    result.setPixelSize(round(size_px))
    result.setWeight(weight)
    return result


def theme_of(widget: QWidget | None) -> Theme:
    """The theme a widget shows now; it follows the palette that the application hands down."""
    palette = widget.palette() if widget is not None else QGuiApplication.palette()
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    return Theme.DARK if dark else Theme.LIGHT


def palette_of(widget: QWidget | None) -> Palette:
    """Colours by role for a painted widget."""
    return PALETTES[theme_of(widget)]


def system_theme() -> Theme:
    """The theme the desktop asks for."""
    hints = QGuiApplication.styleHints()
    return Theme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Theme.LIGHT


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; painted widgets follow by their palette."""
    colours = PALETTES[theme]
    sheet = style_sheet(colours, assets.resources_dir() / "icons")
    if app.styleSheet() != sheet:
        app.setPalette(_qt_palette(colours))
        app.setStyleSheet(sheet)


def style_sheet(colours: Palette, icons: Path) -> str:
    """The style sheet with the colours of a theme filled in."""
    text = TEMPLATE.replace("@icons", icons.as_posix())
    names = sorted(
        (name for name in Palette.__dataclass_fields__ if name != "corridors"), key=len, reverse=True
    )
    for name in names:
        text = text.replace(f"@{name.replace('_', '-')}", getattr(colours, name))
    return text


def _qt_palette(colours: Palette) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.field,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.panel,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_closed,
        role.Highlight: colours.selected,
        role.HighlightedText: colours.text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.panel,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.text_tertiary,
        role.Mid: colours.hairline,
        role.Dark: colours.control_edge,
        role.Light: colours.panel,
        role.Midlight: colours.hover,
        role.Shadow: colours.control_edge,
        role.Accent: colours.accent,
    }
    palette = QPalette()
    for key, colour in pairs.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.disabled))
    return palette
