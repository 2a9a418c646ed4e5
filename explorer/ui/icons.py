"""Icons: SVG files on a 16 px grid, drawn in the colour that the theme asks for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer import assets
from explorer.housestyle.style import Palette

GRID = 16
_SCALES = (1, 2, 3)


def icon(name: str, colours: Palette, role: str = "text_secondary") -> QIcon:
    """An icon in a colour role, its disabled state in the disabled colour."""
    return _icon(name, getattr(colours, role), colours.disabled)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, colour, GRID, scale), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, disabled, GRID, scale), QIcon.Mode.Disabled)
    return result


def pixmap(name: str, colour: str, size: int = GRID, scale: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` logical px; empty where the file is missing."""
    picture = QPixmap(QSize(round(size * scale), round(size * scale)))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(_svg(name, colour))
    if renderer.isValid():
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
        painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _svg(name: str, colour: str) -> QByteArray:
    path = assets.resources_dir() / "icons" / f"{name}.svg"
    if not path.is_file():
        return QByteArray()
    return QByteArray(path.read_text("utf-8").replace("currentColor", colour).encode())
