"""How a scene's card is painted: picture, number, title, first figures, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.core.storyboard import Scene
from explorer.housestyle.key_figures import Basis, Tone
from explorer.housestyle.style import Palette
from explorer.ui import paint
from explorer.ui.parts.scenemodel import CURRENT_ROLE, SCENE_ROLE, Index, shown_title
from explorer.ui.scene_edits import MAX_TITLE
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of

if TYPE_CHECKING:
    from explorer.ui.parts.scenecards import Card
    from explorer.ui.parts.scenestrip import SceneStrip

TALL, LOW = 148, 100
"""From these heights in px on, two lines or one line of the title stand below the picture; in lower strips
the title stands beside it."""
MOST_PICTURE, LEAST_PICTURE = 200, 136
PAD, GAP = 8, 6
TITLE_PX, FIGURE_PX, NUMBER_PX = 14.0, 13.0, 12.5
LINE = 18
FIGURE_LINE = 19
BESIDE_WIDTH = 150


def picture_size(height: int) -> QSize:
    """Size of the picture in a strip of this height, in px."""
    if height >= LOW:
        room = height - 2 * PAD - GAP - title_lines(height) * LINE - FIGURE_LINE - 2
        width = max(LEAST_PICTURE, min(MOST_PICTURE, room * 16 // 9))
        return QSize(width, min(room, width * 9 // 16))
    side = max(24, height - 2 * PAD - 2)
    return QSize(side * 16 // 9, side)


def title_lines(height: int) -> int:
    """How many lines of the title there is room for."""
    return 2 if height >= TALL or 2 * LINE + FIGURE_LINE <= height - 2 * PAD < LOW - 2 * PAD else 1


def card_size(height: int) -> QSize:
    """Size of a card in a strip of this height, in px."""
    picture = picture_size(height)
    if height >= LOW:
        return QSize(picture.width() + 2 * PAD, height)
    return QSize(picture.width() + 3 * PAD + BESIDE_WIDTH, height)


class SceneDelegate(QStyledItemDelegate):
    """Paints the cards of one strip; its editor is the title."""

    def __init__(self, strip: SceneStrip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One card."""
        return self._strip.item_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        scene: Scene = index.data(SCENE_ROLE)
        colours = palette_of(self._strip)
        card = self._strip.cards.card(scene, self._strip.look())
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = str(index.data(CURRENT_ROLE))
        _ground(painter, area, mark, bool(option.state & QStyle.StateFlag.State_MouseOver), colours)
        picture = self._picture_rect(option.rect)
        _picture(painter, picture, card, colours)
        _number(painter, picture, index.row() + 1, mark, colours)
        self._words(painter, option.rect, scene, card, colours)
        if option.state & QStyle.StateFlag.State_HasFocus and self._strip.hasFocus():
            paint.focus_ring(painter, area, colours)
        painter.restore()

    def _picture_rect(self, rect: QRect) -> QRectF:
        size = picture_size(self._strip.room)
        return QRectF(rect.left() + PAD, rect.top() + PAD, size.width(), size.height())

    def _title_rect(self, rect: QRect) -> QRectF:
        picture = self._picture_rect(rect)
        height = self._strip.room
        lines = title_lines(height)
        if height >= LOW:
            return QRectF(picture.left(), picture.bottom() + GAP, picture.width(), lines * LINE)
        left = picture.right() + PAD
        return QRectF(left, picture.top() - 2, rect.right() - left - PAD, lines * LINE)

    def _words(
        self, painter: QPainter, rect: QRect, scene: Scene, card: Card | None, colours: Palette
    ) -> None:
        title = shown_title(scene.title)
        colour = colours.text
        if not title:
            title, colour = (shown_title(card.shown.title) if card else ""), colours.text_secondary
        area = self._title_rect(rect)
        painter.setPen(QColor(colour))
        _lines(painter, area, title, font(TITLE_PX, SEMIBOLD))
        if card is not None:
            below = QRectF(area.left(), area.bottom() + 1, area.width(), FIGURE_LINE)
            _figures(painter, below, card, colours)

    # ------------------------------------------------------------------ renaming

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for the title."""
        field = QLineEdit(parent)
        field.setObjectName("scene_title_field")
        field.setAccessibleName("Title of the scene")
        field.setMaxLength(MAX_TITLE)
        proposed = self._strip.cards.answer(index.data(SCENE_ROLE))
        field.setPlaceholderText("" if proposed is None else shown_title(proposed.title))
        field.setProperty("in_card", True)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        """The field stands where the title stands."""
        area = self._title_rect(option.rect).toRect()
        editor.setGeometry(area.left() - 2, area.top() - 2, area.width() + 4, max(28, area.height() + 4))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the new title."""
        if isinstance(editor, QLineEdit) and editor.text() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.text())


def _ground(painter: QPainter, area: QRectF, mark: str, is_hovered: bool, colours: Palette) -> None:
    fill = colours.selected if mark else colours.hover if is_hovered else colours.panel
    painter.setBrush(QColor(fill))
    painter.setPen(paint.pen(colours.accent, 1.6) if mark else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area, 5, 5)


def _picture(painter: QPainter, area: QRectF, card: Card | None, colours: Palette) -> None:
    if card is None or card.image.isNull():
        painter.fillRect(area, QColor(colours.sea))
    else:
        painter.drawImage(area.topLeft(), card.image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(paint.pen(colours.control_edge, 1))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _number(painter: QPainter, picture: QRectF, number: int, mark: str, colours: Palette) -> None:
    """The number in the picture's corner; with the word "changed" where the map shows something else."""
    face = font(NUMBER_PX, SEMIBOLD)
    _chip(painter, picture.topLeft(), str(number), face, colours.panel, colours.text)
    if mark == "changed":
        width = QFontMetricsF(face).horizontalAdvance("changed") + 12
        place = QPointF(picture.right() - width, picture.top())
        _chip(painter, place, "changed", face, colours.accent, colours.text_on_accent)


def _chip(painter: QPainter, place: QPointF, words: str, face: QFont, fill: str, colour: str) -> None:
    width = QFontMetricsF(face).horizontalAdvance(words) + 12
    area = QRectF(place.x(), place.y(), max(20.0, width), 19.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRect(area)
    painter.setPen(QColor(colour))
    painter.setFont(face)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)


def _lines(painter: QPainter, area: QRectF, words: str, face: QFont) -> None:
    """Words over as many lines as fit, the last one shortened; from the right in right-to-left scripts."""
    metrics = QFontMetricsF(face)
    most = max(1, int(area.height() // LINE))
    layout = QTextLayout(words, face)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(face)
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        rest = words[line.textStart() :]
        is_last = number == most - 1
        shown = (
            metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
            if is_last
            else rest[: line.textLength()].strip()
        )
        place = QRectF(area.left(), area.top() + number * LINE, area.width(), LINE)
        painter.drawText(place, flags, shown)
    layout.endLayout()


def _figures(painter: QPainter, area: QRectF, card: Card, colours: Palette) -> None:
    """The first figures, or what is missing: a fault comes before any figure."""
    faults, figures = card.shown.faults, card.shown.figures
    tones = {
        Tone.WORSE: colours.worse,
        Tone.BETTER: colours.better,
        Tone.CLOSED: colours.closed_text,
        Tone.PLAIN: colours.text_secondary,
    }
    if faults:
        words, colour, weight = f"Left out: {faults[0]}", colours.closed_text, SEMIBOLD
    else:
        # The second one only where it is a number: there is no room for the words of a claim.
        told = [
            figure for at, figure in enumerate(figures[:2]) if not at or figure.basis is not Basis.REPORTED
        ]
        words = " · ".join(f"{figure.value} {figure.unit}".strip() for figure in told)
        colour = tones[figures[0].tone] if figures else colours.text_secondary
        weight = SEMIBOLD if figures and figures[0].tone is not Tone.PLAIN else REGULAR
    face = font(FIGURE_PX, weight)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    shown_words = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown_words)
