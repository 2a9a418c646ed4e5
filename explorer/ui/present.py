"""What an audience sees: the map, the title over it, big figures below it; nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.housestyle.key_figures import Basis, KeyFigure
from explorer.ui.show_parts import Curtain, Dots, Face, Fitted, Setting, Whisper
from explorer.ui.show_words import Telling
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import label, set_role

FULL_WIDTH, FULL_HEIGHT = 1920.0, 1080.0
LEAST_SCALE, MOST_SCALE = 0.42, 4.0
ASIDE = 72.0
"""Margin left and right, in px at full height."""
LIVE_HEIGHT, LIVE_GAP = 42.0, 6.0
FADE = 56.0
"""How far the ground of the title fades into the map."""
FIGURES_HEIGHT = 278.0
COLUMNS = 3
BASES = {Basis.MODELLED: "", Basis.REPORTED: "reported", Basis.ESTIMATE: "est."}

_TITLE = (Setting(58, 1), Setting(50, 2), Setting(42, 2), Setting(36, 3))
_TEXT = (Setting(27, 2), Setting(24, 2))
_VALUE = (Setting(92, 1), Setting(76, 1), Setting(60, 1), Setting(46, 1), Setting(36, 1))
_WORDS = (Setting(27, 1), Setting(27, 2), Setting(23, 2), Setting(20, 3))
_FAULT = (Setting(40, 2), Setting(32, 3), Setting(26, 4))


class PresentTitle(QWidget):
    """Title, text and what was changed live, on a ground that fades into the map; the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("present_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._scale = 1.0
        self.title = Fitted("present_title", _TITLE, Face(SEMIBOLD, is_serif=True), self)
        self.under = Fitted("present_text", _TEXT, Face(), self)
        set_role(self.under, "present-words")
        self.live = LiveChip(self)
        self._told = self._content = 0

    def show_telling(self, telling: Telling, way_back: str) -> None:
        """Say what is told; `way_back` says behind a live change how to undo it."""
        self.title.set_words(telling.title)
        self.under.set_words(telling.text)
        self.live.show_words(f"Changed live: {telling.live}" if telling.live else "", way_back)
        self.arrange(self._scale, self.width())

    @property
    def covered_px(self) -> int:
        """How much of the map the words cover, from above.

        With the room of the live words, said or not: a change never hides the journey, nor moves the map.
        """
        return self._told + round((LIVE_HEIGHT + LIVE_GAP + FADE / 3) * self._scale)

    def arrange(self, scale: float, width: int) -> None:
        """Place the words for a screen of so much width; 1 is 1080 px high."""
        self._scale = scale
        x, y = round(ASIDE * scale), round(34 * scale)
        room = max(10, width - 2 * x)
        for part, gap in ((self.title, 6), (self.under, 10)):
            part.set_scale(scale)
            height = part.height_at(room)
            part.setGeometry(x, y, room, height)
            y += height + (round(gap * scale) if height else 0)
        self._told = y
        self.live.arrange(scale, x, y, room)
        if self.live.words:
            y += round((LIVE_HEIGHT + LIVE_GAP) * scale)
        self._content = y
        self.setGeometry(0, 0, width, y + round(FADE * scale))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground: full behind the words, then fading."""
        painter = QPainter(self)
        colour = QColor(palette_of(self).panel)
        fade = QLinearGradient(0.0, 0.0, 0.0, float(self.height()))
        solid = self._content / max(1, self.height())
        for at, alpha in ((0.0, 0.97), (solid * 0.8, 0.94), (solid, 0.8), (1.0, 0.0)):
            colour.setAlphaF(alpha)
            fade.setColorAt(at, colour)
        painter.fillRect(self.rect(), fade)
        painter.end()


class LiveChip(QWidget):
    """What was changed live, in the colour of what is new, and how to go back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("present_live")
        self._scale, self._back = 1.0, ""
        self.words = ""
        self.hide()

    def show_words(self, words: str, way_back: str) -> None:
        """Say it, or go when there is nothing to say."""
        self.words, self._back = words, way_back
        self.setAccessibleName(f"{words}. {way_back}" if words else "")
        self.setVisible(bool(words))
        self.update()

    def arrange(self, scale: float, x: int, y: int, room: int) -> None:
        """Stand below the text."""
        self._scale = scale
        face = QFontMetricsF(font(22 * scale, SEMIBOLD))
        back = QFontMetricsF(font(20 * scale)).horizontalAdvance(self._back)
        wanted = face.horizontalAdvance(self.words) + back + 62 * scale
        self.setGeometry(x, y, round(min(room, wanted)), round(LIVE_HEIGHT * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and way back."""
        painter, colours, scale = QPainter(self), palette_of(self), self._scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(self.rect(), 6 * scale, 6 * scale)
        area = QRectF(self.rect()).adjusted(16 * scale, 0, -16 * scale, 0)
        small, middle = font(20 * scale), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text_on_accent))
        painter.setFont(small)
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignRight), self._back)
        area.setRight(area.right() - QFontMetricsF(small).horizontalAdvance(self._back) - 24 * scale)
        face = font(22 * scale, SEMIBOLD)
        painter.setFont(face)
        shown = QFontMetricsF(face).elidedText(self.words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()


class FigureCell(QWidget):
    """One big figure: value, unit and where it comes from on one line, its words below."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.value = Fitted(f"present_value_{number}", _VALUE, Face(SEMIBOLD), self)
        self.unit, self.basis = label(""), label("")
        self.words = Fitted(f"present_words_{number}", _WORDS, Face(), self)
        for part in (self.unit, self.basis):
            part.setParent(self)
        self.unit.setObjectName(f"present_unit_{number}")
        self.basis.setObjectName(f"present_basis_{number}")
        set_role(self.basis, "present-basis")
        set_role(self.unit, "present-unit")
        set_role(self.words, "present-words")

    def show_figure(self, figure: KeyFigure | None) -> None:
        """Show a figure; None shows nothing."""
        self.setVisible(figure is not None)
        if figure is None:
            self.value.set_words("")
            return
        self.value.set_words(figure.value)
        self.unit.setText(figure.unit)
        self.basis.setText(BASES[figure.basis])
        self.words.set_words(figure.words)
        set_role(self.value, f"big-{figure.tone.value}" if figure.tone.value else "big")
        parts = (figure.value, figure.unit, BASES[figure.basis], figure.words)
        self.setAccessibleName(" ".join(part for part in parts if part))

    def arrange(self, scale: float) -> None:
        """Place the parts on one baseline, the words below."""
        self.unit.setFont(font(34 * scale))
        self.basis.setFont(font(22 * scale))
        gap = round(10 * scale)
        behind = sum(part.sizeHint().width() + gap for part in (self.unit, self.basis) if part.text())
        self.value.set_scale(scale)
        room = max(10, self.width() - behind)
        height, face = self.value.height_at(room), QFontMetricsF(self.value.font_at(room))
        # The line is as high as for the largest size, so that figures of three sizes share a baseline.
        baseline = QFontMetricsF(font(_VALUE[0].size_px * scale, SEMIBOLD)).ascent()
        self.value.setGeometry(0, round(baseline - face.ascent()), room, height)
        x = round(self.value.width_at(room)) + gap
        for part in (self.unit, self.basis):
            metrics, size = QFontMetricsF(part.font()), part.sizeHint()
            part.setGeometry(x, round(baseline - metrics.ascent()), size.width(), size.height())
            x += size.width() + gap if part.text() else 0
        top = round(baseline + 26 * scale)
        self.words.set_scale(scale)
        self.words.setGeometry(0, top, self.width(), max(0, self.height() - top))


class PresentFigures(QWidget):
    """Up to three big figures, the sources, and where the story is. Its height never changes with a scene."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("present_figures")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cells = [FigureCell(number, self) for number in range(COLUMNS)]
        self.fault = Fitted("present_fault", _FAULT, Face(SEMIBOLD), self)
        set_role(self.fault, "big-closed")
        self.source = Fitted("present_source", (Setting(20, 1),), Face(), self)
        set_role(self.source, "present-unit")
        self.dots = Dots(self)
        self._scale, self._count = 1.0, 0

    def show_telling(self, telling: Telling, place: int | None, count: int) -> None:
        """Show the figures, or why there are none."""
        figures = telling.figures
        self._count = len(figures)
        for number, cell in enumerate(self.cells):
            cell.show_figure(figures[number] if number < len(figures) else None)
        self.fault.set_words(telling.fault)
        self.fault.setVisible(bool(telling.fault))
        self.source.set_words(telling.source)
        self.dots.show_place(place, count)
        self.arrange(self._scale)

    def arrange(self, scale: float) -> None:
        """Fit everything to the screen: 1 is 1080 px high."""
        self._scale = scale
        self.setFixedHeight(round(FIGURES_HEIGHT * scale))
        x, gap = round(ASIDE * scale), round(36 * scale)
        room = max(30, self.width() - 2 * x)
        top, foot = round(14 * scale), round(62 * scale)
        # A single figure is a statement ("No way left") and has all of the width.
        columns = 1 if self._count == 1 else COLUMNS
        wide = (room - gap * (columns - 1)) // columns
        for number, cell in enumerate(self.cells):
            cell.setGeometry(x + number * (wide + gap), top, wide, self.height() - top - foot)
            cell.arrange(scale)
        self.fault.set_scale(scale)
        self.fault.setGeometry(x, top + round(20 * scale), room, self.height() - top - foot)
        self.dots.set_scale(scale)
        line = self.height() - round(50 * scale)
        self.dots.move(self.width() - x - self.dots.width(), line)
        self.source.set_scale(scale)
        left = self.dots.x() - x - round(24 * scale)
        self.source.setGeometry(x, line, max(10, left), self.dots.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline parts the figures from the map."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(palette_of(self).hairline))
        painter.drawLine(QPointF(0.0, 0.5), QPointF(self.width(), 0.5))
        painter.end()


class MapStage(QWidget):
    """The middle of the window: the map; while presenting the title over it and figures below.

    The title lies over the map and the figures have one height, so the map keeps its size from scene
    to scene: the page never has to be told of a new one, and a flight starts at once.
    Signal: `resized()`.
    """

    resized = Signal()

    def __init__(self, map_view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._map = map_view
        self.figures = PresentFigures()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(map_view, 1)
        layout.addWidget(self.figures)
        self.title = PresentTitle(self)
        self.whisper = Whisper("present_hint", self)
        self.typed = Whisper("present_typed", self)
        self.curtain = Curtain(self)
        self._is_on = False
        self.title.hide()
        self.figures.hide()
        map_view.installEventFilter(self)

    @property
    def scale(self) -> float:
        """How large type is: 1 on a screen 1080 px high."""
        fit = min(self.height() / FULL_HEIGHT, self.width() / FULL_WIDTH)
        return max(LEAST_SCALE, min(MOST_SCALE, fit))

    def set_presenting(self, is_on: bool) -> None:
        """Show or hide title and figures."""
        self._is_on = is_on
        self.title.setVisible(is_on)
        self.figures.setVisible(is_on)
        if is_on:
            self.title.raise_()
            self.arrange()
        else:
            self.curtain.hide()
            self.whisper.silence()
            self.typed.silence()

    def show_telling(self, telling: Telling, way_back: str, place: int | None, count: int) -> None:
        """Show what is told."""
        self.title.show_telling(telling, way_back)
        self.figures.show_telling(telling, place, count)

    def arrange(self) -> None:
        """Keep everything in proportion to the screen."""
        scale = self.scale
        self.title.arrange(scale, self.width())
        self.figures.arrange(scale)
        bottom = self._map.geometry().bottom()
        for part in (self.whisper, self.typed):
            part.set_scale(scale)
        self.whisper.set_place(self.width() // 2, bottom - round(18 * scale))
        self.typed.set_place(self.width() // 2, bottom // 2)
        if self.curtain.isVisible():
            self.curtain.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the map, which learns of its size after the stage does."""
        if self._is_on and watched is self._map and event.type() is QEvent.Type.Resize:
            self.arrange()
            self.resized.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the type in proportion."""
        super().resizeEvent(event)
        if self._is_on:
            self.arrange()
