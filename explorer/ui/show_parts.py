"""What a presentation is built from: text that fits its room, dots, a word in passing, a curtain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QEvent,
    QPointF,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.housestyle.letters import is_right_to_left
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of

MOST_LETTERS = 900
"""More letters than any room here shows: what comes behind them is not even measured."""


class Setting(NamedTuple):
    """One way to set a text: size in px at full height, and how many lines it may take."""

    size_px: float
    lines: int


class Face(NamedTuple):
    """Weight and kind of type."""

    weight: QFont.Weight = REGULAR
    is_serif: bool = False


class Fitted(QLabel):
    """A plain text in the largest of some settings that hold it; what is left over ends in an ellipsis.

    Right-to-left text starts at the right. The whole text stays its `text()` and accessible name.
    """

    def __init__(
        self, object_name: str, settings: Sequence[Setting], face: Face, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._settings, self._face = tuple(settings), face
        self._scale = 1.0
        self._laid: tuple[tuple[str, int, float], QTextLayout, QFont] | None = None

    def set_words(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.update()

    def set_scale(self, scale: float) -> None:
        """Fit the type to the screen: 1 is 1080 px high."""
        self._scale = scale
        self.update()

    def height_at(self, width: int) -> int:
        """Height in px that the text takes in so much width; 0 without text."""
        if not self.text().strip():
            return 0
        layout, _ = self._layout_at(width)
        return round(sum(layout.lineAt(row).height() for row in range(layout.lineCount())) + 0.5)

    def width_at(self, width: int) -> float:
        """Width in px that the text takes of so much."""
        layout, _ = self._layout_at(width)
        return max((layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())), default=0.0)

    def font_at(self, width: int) -> QFont:
        """The font the text is set in at a width."""
        return self._layout_at(width)[1]

    def shown_at(self, width: int) -> str:
        """The text as it is set at a width: whole, or with an ellipsis."""
        return self._layout_at(width)[0].text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        layout, _ = self._layout_at(self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(0.0, 0.0))
        painter.end()

    def _layout_at(self, width: int) -> tuple[QTextLayout, QFont]:
        key = (self.text(), width, self._scale)
        if self._laid is None or self._laid[0] != key:
            layout, face = self._fit(" ".join(self.text()[: 2 * MOST_LETTERS].split())[:MOST_LETTERS], width)
            self._laid = (key, layout, face)
        return self._laid[1], self._laid[2]

    def _fit(self, text: str, width: int) -> tuple[QTextLayout, QFont]:
        is_whole = len(self.text()) <= MOST_LETTERS
        for setting in self._settings:
            face = font(setting.size_px * self._scale, self._face.weight, is_serif=self._face.is_serif)
            layout = _layout(text, face, width)
            if layout.lineCount() <= setting.lines and is_whole:
                return layout, face
        lines = self._settings[-1].lines
        if layout.lineCount() < lines:
            return layout, face
        start = layout.lineAt(lines - 1).textStart()
        metrics = QFontMetricsF(face)
        last = metrics.elidedText(f"{text[start:]} …", Qt.TextElideMode.ElideRight, width * 0.99)
        shorter = _layout(text[:start] + last, face, width)
        while shorter.lineCount() > lines and len(last) > 1:
            last = f"{last.rstrip('…')[:-1].rstrip()}…"
            shorter = _layout(text[:start] + last, face, width)
        return shorter, face


def _layout(text: str, face: QFont, width: int) -> QTextLayout:
    """Lines of a text in a width, set from the side where its language starts."""
    layout = QTextLayout(text, face)
    is_rtl = is_right_to_left(text)
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0.0, y))
        y += line.height()
    layout.endLayout()
    return layout


class Dots(QWidget):
    """Where the story is: a dot for each scene, the current one long, and `3 of 7`."""

    MOST_DOTS = 15

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("present_dots")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place, self._count, self._scale = 0, 0, 1.0

    @property
    def words(self) -> str:
        """`3 of 7`; empty without scenes."""
        return f"{self._place + 1} of {self._count}" if self._count else ""

    def show_place(self, place: int | None, count: int) -> None:
        """Show where the story is; None where there is none."""
        self._place, self._count = place or 0, 0 if place is None else count
        self.setAccessibleName(f"Scene {self.words}" if self.words else "")
        self._resize()

    def set_scale(self, scale: float) -> None:
        """Fit the type to the screen: 1 is 1080 px high."""
        self._scale = scale
        self._resize()

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for dots and words."""
        text = QFontMetricsF(font(20 * self._scale)).horizontalAdvance(self.words)
        return QSize(round(self._dots_width() + text + 2), round(30 * self._scale))

    def _dots_width(self) -> float:
        has_dots = 0 < self._count <= self.MOST_DOTS
        return ((self._count - 1) * 26 + 36 + 18) * self._scale if has_dots else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots and words."""
        painter, colours, scale = QPainter(self), palette_of(self), self._scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, x = self.height() / 2, 0.0
        for number in range(self._count if self._dots_width() else 0):
            if number == self._place:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent))
                painter.drawRoundedRect(
                    QRectF(x, middle - 6 * scale, 36 * scale, 12 * scale), 6 * scale, 6 * scale
                )
                x += 36 * scale + 14 * scale
                continue
            is_told = number < self._place
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.NoPen if is_told else Qt.PenStyle.SolidLine)
            pen.setColor(QColor(colours.text_secondary))
            pen.setWidthF(1.6 * scale)
            painter.setPen(pen)
            painter.setBrush(QColor(colours.text_secondary) if is_told else Qt.BrushStyle.NoBrush)
            radius = 6 * scale if is_told else 5.2 * scale
            painter.drawEllipse(QPointF(x + 6 * scale, middle), radius, radius)
            x += 26 * scale
        painter.setFont(font(20 * scale))
        painter.setPen(QColor(colours.text_secondary))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()), int(flags), self.words)
        painter.end()


class Whisper(QWidget):
    """A word in passing over the map, that fades by itself: `P presenter view · Esc ends`."""

    FADE_MS = 600

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.has_motion = True
        self._words, self._scale, self._alpha = "", 1.0, 1.0
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.timeout.connect(self._on_due)
        self._fade = QPropertyAnimation(self, b"alpha", self)
        self._fade.setDuration(self.FADE_MS)
        self._fade.setEndValue(0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._fade.finished.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; empty when nothing is."""
        return self._words if not self.isHidden() else ""

    def say(self, words: str, stay_ms: int) -> None:
        """Say something for a while."""
        self._fade.stop()
        self._alpha = 1.0
        self._words = words
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._stay.start(stay_ms)

    def silence(self) -> None:
        """Say no more."""
        self._stay.stop()
        self._fade.stop()
        self.hide()

    def set_scale(self, scale: float) -> None:
        """Fit the type to the screen: 1 is 1080 px high."""
        self._scale = max(0.65, scale)
        self._place()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        metrics = QFontMetricsF(self._font())
        return QSize(
            round(metrics.horizontalAdvance(self._words) + 48 * self._scale),
            round(metrics.height() + 20 * self._scale),
        )

    def set_place(self, middle_x: int, bottom: int) -> None:
        """Stand with the middle of the lower edge at a point of the parent."""
        self._middle = (middle_x, bottom)
        self._place()

    _middle = (0, 0)

    def _place(self) -> None:
        size = self.sizeHint()
        self.setGeometry(
            self._middle[0] - size.width() // 2, self._middle[1] - size.height(), *size.toTuple()
        )

    def _font(self) -> QFont:
        return font(20 * self._scale, SEMIBOLD)

    def _on_due(self) -> None:
        if self.has_motion:
            self._fade.setStartValue(self._alpha)
            self._fade.start()
        else:
            self.hide()

    def _read_alpha(self) -> float:
        return self._alpha

    def _set_alpha(self, alpha: float) -> None:
        self._alpha = alpha
        self.update()

    alpha = Property(float, _read_alpha, _set_alpha)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words on a dark ground."""
        painter, colours = QPainter(self), palette_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._alpha * 0.94)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.text))
        radius = self.height() / 2
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setPen(QColor(colours.panel))
        painter.setFont(self._font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()


class Curtain(QWidget):
    """Covers what the audience sees, in one colour. Signal: `lift_requested()` by any key or click."""

    lift_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("curtain")
        self.setAccessibleName("Nothing is shown. Any key comes back.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._colour = QColor(Qt.GlobalColor.black)
        self.hide()

    def fall(self, colour: QColor) -> None:
        """Cover everything."""
        self._colour = colour
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keys that are commands elsewhere only lift the curtain here."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key lifts it, but for those that are only held."""
        held = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
        if event.key() not in held:
            self.lift_requested.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click lifts it."""
        self.lift_requested.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()
