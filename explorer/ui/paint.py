"""Symbols and small drawings shared by delegates and painted widgets; shapes as on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from explorer.core.network import Mode, NodeKind
from explorer.housestyle.style import Palette

SWITCH_WIDTH, SWITCH_HEIGHT = 28.0, 15.0


def polygon(*points: tuple[float, float]) -> QPolygonF:
    """A polygon of (x, y)."""
    return QPolygonF([QPointF(x, y) for x, y in points])


def pen(colour: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> QPen:
    """A pen; `dash` in px, flat ends where dashed."""
    result = QPen(QColor(colour), width)
    result.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        result.setDashPattern([part / width for part in dash])
    return result


def switch(painter: QPainter, rect: QRectF, is_on: bool, colours: Palette, is_enabled: bool = True) -> None:
    """A switch 28 x 15: filled when on; when off a red outline with an X, so that no colour is needed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(
        rect.center().x() - SWITCH_WIDTH / 2,
        rect.center().y() - SWITCH_HEIGHT / 2,
        SWITCH_WIDTH,
        SWITCH_HEIGHT,
    )
    radius = SWITCH_HEIGHT / 2
    if is_on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if is_enabled else colours.disabled))
        painter.drawRoundedRect(body, radius, radius)
        painter.setBrush(QColor(colours.text_on_accent))
        painter.drawEllipse(QPointF(body.right() - radius, body.center().y()), radius - 2.2, radius - 2.2)
    else:
        colour = colours.closed if is_enabled else colours.disabled
        painter.setPen(pen(colour, 1.5))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(body.adjusted(0.75, 0.75, -0.75, -0.75), radius - 0.75, radius - 0.75)
        cross(painter, QPointF(body.left() + radius + 1.5, body.center().y()), 2.6, colour, 1.5)
    painter.restore()


def link_switch(painter: QPainter, rect: QRectF, is_on: bool, colours: Palette) -> None:
    """A switch for something that is off by nature: no red, no X."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(
        rect.center().x() - SWITCH_WIDTH / 2,
        rect.center().y() - SWITCH_HEIGHT / 2,
        SWITCH_WIDTH,
        SWITCH_HEIGHT,
    )
    radius = SWITCH_HEIGHT / 2
    painter.setPen(Qt.PenStyle.NoPen if is_on else pen(colours.text_tertiary, 1.3))
    painter.setBrush(QColor(colours.accent) if is_on else QBrush(Qt.BrushStyle.NoBrush))
    inset = 0.0 if is_on else 0.65
    painter.drawRoundedRect(body.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text_on_accent if is_on else colours.text_tertiary))
    x = body.right() - radius if is_on else body.left() + radius
    painter.drawEllipse(QPointF(x, body.center().y()), radius - 2.6, radius - 2.6)
    painter.restore()


def cross(painter: QPainter, centre: QPointF, reach: float, colour: str, width: float = 1.5) -> None:
    """An X."""
    painter.setPen(pen(colour, width))
    x, y = centre.x(), centre.y()
    painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
    painter.drawLine(QPointF(x + reach, y - reach), QPointF(x - reach, y + reach))


def octagon(painter: QPainter, centre: QPointF, radius: float, colours: Palette) -> None:
    """The closed sign: a red octagon with an X."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y, short = centre.x(), centre.y(), radius * 0.414
    shape = polygon(
        (x - short, y - radius), (x + short, y - radius), (x + radius, y - short), (x + radius, y + short),
        (x + short, y + radius), (x - short, y + radius), (x - radius, y + short), (x - radius, y - short),
    )  # fmt: skip
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.closed))
    painter.drawPolygon(shape)
    cross(painter, centre, radius * 0.42, colours.on_closed, max(1.2, radius * 0.24))
    painter.restore()


def closed_box(painter: QPainter, rect: QRectF, colours: Palette) -> None:
    """The sign of a closure in a list: a red rounded square with an X."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.closed))
    painter.drawRoundedRect(rect, 2.5, 2.5)
    cross(painter, rect.center(), rect.width() * 0.2, colours.on_closed, 1.6)
    painter.restore()


def opened_box(painter: QPainter, rect: QRectF, colours: Palette, sign: str = "+") -> None:
    """The sign of an opened link (plus) or of a changed setting (bar) in a list."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.new if sign == "+" else colours.text_tertiary))
    painter.drawRoundedRect(rect, 2.5, 2.5)
    painter.setPen(pen(colours.panel, 1.6))
    x, y, reach = rect.center().x(), rect.center().y(), rect.width() * 0.24
    painter.drawLine(QPointF(x - reach, y), QPointF(x + reach, y))
    if sign == "+":
        painter.drawLine(QPointF(x, y - reach), QPointF(x, y + reach))
    painter.restore()


def symbol(painter: QPainter, centre: QPointF, kind: NodeKind, colour: str, fill: str) -> None:
    """A place's symbol by kind: diamond, ring with a wave, square, hourglass, dot, ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(colour, 1.4))
    painter.setBrush(QColor(fill))
    x, y = centre.x(), centre.y()
    if kind is NodeKind.BORDER:
        painter.drawPolygon(polygon((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)))
    elif kind is NodeKind.PORT:
        painter.drawEllipse(centre, 5.2, 5.2)
        _wave(painter, x, y)
    elif kind is NodeKind.TERMINAL:
        painter.drawRect(QRectF(x - 4.2, y - 4.2, 8.4, 8.4))
    elif kind is NodeKind.CHOKEPOINT:
        painter.drawPolygon(polygon((x - 4.5, y - 5), (x + 4.5, y - 5), (x - 4.5, y + 5), (x + 4.5, y + 5)))
    elif kind is NodeKind.CITY:
        painter.drawEllipse(centre, 3.2, 3.2)
    else:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(centre, 1.6, 1.6)
    painter.restore()


def _wave(painter: QPainter, x: float, y: float) -> None:
    points = [(-3.0, 0.4), (-1.5, -0.9), (0.0, 0.0), (1.5, 0.9), (3.0, -0.4)]
    painter.drawPolyline(polygon(*((x + dx, y + dy) for dx, dy in points)))


def end_symbol(painter: QPainter, centre: QPointF, colours: Palette) -> None:
    """Origin or destination: a strong ring in the journey's colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(colours.current, 2.6))
    painter.setBrush(QColor(colours.casing))
    painter.drawEllipse(centre, 4.2, 4.2)
    painter.restore()


def mode_line(painter: QPainter, start: QPointF, end: QPointF, mode: Mode, colour: str, width: float) -> None:
    """A stretch of line, dashed by mode: rail solid, water dashed, road dotted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mode in (Mode.SEA, Mode.FERRY):
        painter.setPen(pen(colour, width, (6.0, 3.5)))
    elif mode is Mode.ROAD:
        painter.setPen(pen(colour, width, (width, width)))
    else:
        flat = pen(colour, width)
        flat.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(flat)
    painter.drawLine(start, end)
    painter.restore()


def new_line(painter: QPainter, start: QPointF, end: QPointF, colours: Palette, width: float = 6.2) -> None:
    """The sign of a new link: green with a broken inside, as on old railway maps."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outer = pen(colours.new, width)
    outer.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(outer)
    painter.drawLine(start, end)
    painter.setPen(pen(colours.casing, width * 0.45, (5.0, 4.5)))
    painter.drawLine(start, end)
    painter.restore()


def hatch(painter: QPainter, rect: QRectF, colour: str, ground: str) -> None:
    """A hatched bar with an outline: time spent standing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, QColor(ground))
    painter.setClipRect(rect)
    painter.setPen(pen(colour, 1.3))
    step, x = 4.5, rect.left() - rect.height()
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.setClipping(False)
    painter.setPen(pen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, colours: Palette) -> None:
    """The keyboard focus: a 2 px ring in the accent colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(colours.accent, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
    painter.restore()


def elided(face: QFont, words: str, width: float) -> str:
    """Words shortened with an ellipsis to a width in px."""
    return QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, width)
