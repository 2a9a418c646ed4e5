"""What is no longer used, what instead, and what was reported of new links, beside the table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.difference import Fate
from explorer.housestyle.difference_rows import UsedRow
from explorer.housestyle.difference_words import NOTHING_DIFFERS, ReportRow
from explorer.housestyle.format import count
from explorer.ui import paint
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Clickable, Elided, clear, label, link_button, set_role

_TITLES = {
    Fate.LOST: "No longer used",
    Fate.GAINED: "Used instead",
    Fate.CHANGED: "Used as before, in other days",
}


class FateSign(QWidget):
    """A square of 14 px: X for lost, plus for gained, a bar for changed."""

    def __init__(self, fate: Fate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fate = fate
        self.setFixedSize(15, 15)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter, colours = QPainter(self), palette_of(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._fate is Fate.LOST:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.baseline))
            painter.drawRoundedRect(rect, 2.5, 2.5)
            paint.cross(painter, rect.center(), rect.width() * 0.2, colours.panel, 1.6)
        else:
            paint.opened_box(painter, rect, colours, "+" if self._fate is Fate.GAINED else "-")
        painter.end()


class ReportBox(QWidget):
    """A new link: reported above this trip's own, with the way to the sources. Signal: `asked(str)`."""

    asked = Signal(str)

    def __init__(self, row: ReportRow, scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"compare_report_{row.link_id}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 7)
        layout.setSpacing(1)
        for key, words, figure in (
            ("reported", row.title, row.reported),
            ("modelled", "This trip", row.modelled),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            name, value = label(words), label(figure)
            name.setWordWrap(key == "reported")
            name.setFont(font(13.5 * scale))
            value.setFont(font(14.5 * scale, SEMIBOLD))
            value.setObjectName(f"compare_{key}_{row.link_id}")
            line.addWidget(name, 1 if key == "reported" else 0)
            line.addWidget(value)
            if key == "modelled":
                set_role(value, "better" if row.gains else "")
                line.addStretch(1)
                line.addWidget(self._sources(row))
            layout.addLayout(line)

    def _sources(self, row: ReportRow) -> QWidget:
        words = count(row.reports, "report") if row.reports else "Sources"
        button = link_button(words, f"compare_sources_{row.link_id}", "What each source reports")
        button.clicked.connect(partial(self.asked.emit, row.link_id))
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The green ground of what is new."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette_of(self).new_ground))
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        painter.end()


class UsedLists(QScrollArea):
    """The lists. Signals: `selected(tuple of ids)` for a row, `sources_requested(str)` for a new link."""

    selected = Signal(object)
    sources_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_lists")
        self.setAccessibleName("What is no longer used, and what instead")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scale = 1.0
        self._shown: tuple[tuple[UsedRow, ...], tuple[ReportRow, ...], str] = ((), (), "")
        body = QWidget()
        body.setProperty("panel", True)
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(20, 8, 16, 10)
        self._body.setSpacing(2)
        self.setWidget(body)

    def show_rows(self, rows: tuple[UsedRow, ...], reports: tuple[ReportRow, ...], words: str) -> None:
        """Show what differs; `words` say why nothing does, or why there is no way (empty: neither)."""
        if (rows, reports, words) != self._shown:
            self._shown = (rows, reports, words)
            self._build()

    def set_scale(self, scale: float) -> None:
        """Keep type in proportion to the window."""
        if scale != self._scale:
            self._scale = scale
            self._build()

    def _build(self) -> None:
        rows, reports, words = self._shown
        clear(self._body)
        for report in reports:
            box = ReportBox(report, self._scale)
            box.asked.connect(self.sources_requested)
            self._body.addWidget(box)
        if words:
            self._body.addWidget(self._note(words, is_nothing=not rows))
        sides = QHBoxLayout()
        sides.setSpacing(22)
        for fate in (Fate.LOST, Fate.GAINED):
            if any(row.fate in (Fate.LOST, Fate.GAINED) for row in rows):
                sides.addWidget(self._column(rows, fate), 1)
        holder = QWidget()
        holder.setLayout(sides)
        sides.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(holder)
        if any(row.fate is Fate.CHANGED for row in rows):
            self._body.addWidget(self._column(rows, Fate.CHANGED))
        self._body.addStretch(1)

    def _column(self, rows: tuple[UsedRow, ...], fate: Fate) -> QWidget:
        """All of one fate below its title; nothing is said to be nothing."""
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self._title(_TITLES[fate]))
        found = [row for row in rows if row.fate is fate]
        for row in found:
            layout.addWidget(self._row(row))
        if not found:
            layout.addWidget(label("nothing", "tertiary"))
        layout.addStretch(1)
        column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return column

    def _title(self, words: str) -> QWidget:
        title = label(words)
        title.setFont(font(14 * self._scale, SEMIBOLD))
        title.setContentsMargins(0, 5, 0, 1)
        return title

    def _note(self, words: str, *, is_nothing: bool) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 4, 0, 4)
        if is_nothing:
            head = label(NOTHING_DIFFERS)
            head.setObjectName("compare_nothing")
            head.setFont(font(20 * self._scale, SEMIBOLD, is_serif=True))
            layout.addWidget(head)
        text = label(words)
        text.setObjectName("compare_note")
        text.setWordWrap(True)
        text.setFont(font(14.5 * self._scale))
        layout.addWidget(text)
        return box

    def _row(self, row: UsedRow) -> QWidget:
        line = Clickable(row.sentence)
        line.setObjectName(f"compare_{row.fate.value}_{row.ids[0]}")
        line.clicked.connect(partial(self.selected.emit, row.ids))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(7)
        name, detail, days = Elided(row.title), Elided(row.detail), label(row.days)
        name.setFont(font(14.5 * self._scale, SEMIBOLD))
        # The name has the room it needs, as long as it leaves a third to what it is.
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        detail.setFont(font(14 * self._scale))
        set_role(detail, "present-words")
        days.setFont(font(14.5 * self._scale))
        layout.addWidget(FateSign(row.fate))
        layout.addWidget(name, 2)
        layout.addWidget(detail, 1)
        layout.addWidget(days)
        line.setFixedHeight(round(23 * self._scale))
        return line
