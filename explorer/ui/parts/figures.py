"""The journey's figures: distance and days with their change, range, moving and standing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.itinerary import Itinerary
from explorer.core.network import Span
from explorer.housestyle.format import (
    days,
    days_change,
    days_change_words,
    days_range,
    days_unit,
    km,
    km_change,
    km_change_words,
    km_unit,
    round_maximum,
    span_words,
)
from explorer.ui import paint
from explorer.ui.theme import REGULAR, SEMIBOLD, font, palette_of
from explorer.ui.widgets import figure_label, label, set_role


class Figure(QWidget):
    """One big number with its unit, its change and the baseline below."""

    def __init__(self, title: str, unit: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = figure_label(37, f"{name}_value")
        self._unit = label(unit, "tertiary")
        self._unit.setFont(font(17, REGULAR))
        self._unit.setStyleSheet("font-size: 17px;")
        self.change = label("")
        self.change.setObjectName(f"{name}_change")
        self.change.setFont(font(15, SEMIBOLD))
        self.baseline = label("", "tertiary")
        self.baseline.setObjectName(f"{name}_baseline")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._unit.setContentsMargins(0, 0, 0, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(label(title, "secondary"))
        layout.addLayout(row)
        layout.addWidget(self.change)
        layout.addWidget(self.baseline)

    def show_values(self, value: str, change: float | None, words: str, baseline: str) -> None:
        """Show a number; `change` decides colour and triangle (None: no baseline)."""
        self.value.setText(value)
        if change is None:
            self.change.setText("")
        else:
            sign = "▲ " if change > 0 else "▼ " if change < 0 else ""
            self.change.setText(sign + words)
            set_role(self.change, "worse" if change > 0 else "better" if change < 0 else "same")
        self.baseline.setText(baseline)


class RangeBar(QWidget):
    """Best to worst case of baseline (hollow) and now (filled) on one axis of days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("range_bar")
        self.setFixedHeight(58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._baseline: Span | None = None
        self._now: Span | None = None

    def show_spans(self, baseline: Span | None, now: Span | None) -> None:
        """Show both ranges."""
        if (baseline, now) != (self._baseline, self._now):
            self._baseline, self._now = baseline, now
            words = f"now {span_words(now)}" if now else "no way"
            self.setAccessibleName(
                f"Days: {words}" + (f", baseline {span_words(baseline)}" if baseline else "")
            )
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw axis, bars and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = palette_of(self)
        spans = [span for span in (self._baseline, self._now) if span is not None]
        end, step = round_maximum(max((span.high for span in spans), default=10.0))
        left, right = 6.0, self.width() - 14.0

        def x_of(value: float) -> float:
            return left + (right - left) * min(value, end) / end

        painter.setFont(font(11.5))
        tick = 0.0
        while tick <= end + 0.01:
            x = round(x_of(tick)) + 0.5
            painter.setPen(paint.pen(colours.hairline, 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, 40))
            painter.setPen(QColor(colours.text_tertiary))
            text = f"{tick:g}" + (" d" if tick + step > end + 0.01 else "")
            width = QFontMetricsF(painter.font()).horizontalAdvance(text)
            place = min(max(0.0, x - width / 2), self.width() - width)
            painter.drawText(QRectF(place, 41, width + 2, 16), 0, text)
            tick += step
        if self._baseline is not None:
            self._bar(
                painter,
                (x_of(self._baseline.low), x_of(self._baseline.typical), x_of(self._baseline.high)),
                10,
                False,
            )
        if self._now is not None:
            self._bar(painter, (x_of(self._now.low), x_of(self._now.typical), x_of(self._now.high)), 29, True)
        painter.end()

    def _bar(self, painter: QPainter, xs: tuple[float, float, float], y: float, is_now: bool) -> None:
        colours = palette_of(self)
        colour = QColor(colours.current if is_now else colours.baseline)
        colour.setAlphaF(0.32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(QRectF(xs[0], y - 3.5, xs[2] - xs[0], 7))
        if is_now:
            painter.setBrush(QColor(colours.current))
            painter.drawEllipse(QPointF(xs[1], y), 6, 6)
        else:
            painter.setPen(paint.pen(colours.baseline, 1.8))
            painter.setBrush(QColor(colours.panel))
            painter.drawEllipse(QPointF(xs[1], y), 5.2, 5.2)


class MovingBar(QWidget):
    """Typical days moving (solid) against standing (hatched)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moving_bar")
        self._moving, self._standing = 0.0, 0.0

    def sizeHint(self) -> QSize:
        """A bar."""
        return QSize(120, 9)

    def minimumSizeHint(self) -> QSize:
        """A bar."""
        return QSize(40, 9)

    def show_days(self, moving: float, standing: float) -> None:
        """Show both parts."""
        if (moving, standing) != (self._moving, self._standing):
            self._moving, self._standing = moving, standing
            self.setAccessibleName(f"{days(moving)} days moving, {days(standing)} days standing")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both parts."""
        total = self._moving + self._standing
        if total <= 0:
            return
        painter = QPainter(self)
        colours = palette_of(self)
        rect = QRectF(0, 0, self.width(), 9)
        split = round(rect.width() * self._moving / total)
        painter.fillRect(QRectF(0, 0, split, 9), QColor(colours.current))
        if self._standing > 0:
            paint.hatch(
                painter, QRectF(split + 1, 0, rect.width() - split - 1, 9), colours.current, colours.panel
            )
        painter.end()


class Figures(QWidget):
    """All figures of one journey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.distance = Figure("Distance", "km", "distance")
        self.transit = Figure("Transit, typical", "days", "transit")
        self._range = QLabel()
        self._range.setObjectName("range_words")
        self._range.setTextFormat(Qt.TextFormat.RichText)
        self._range.setProperty("role", "tertiary")
        self._range.setToolTip("Low and high are plain sums of every step: the best and the worst case")
        self.range_bar = RangeBar()
        self.moving_bar = MovingBar()
        self._moving = label("")
        self._standing = label("")
        self._build()

    def _build(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.distance, 1)
        pair.addWidget(self.transit, 1)
        head = QHBoxLayout()
        head.addWidget(label("Best to worst, days", "secondary"))
        head.addStretch(1)
        head.addWidget(self._range)
        words = QGridLayout()
        words.addWidget(self._moving, 0, 0)
        words.addWidget(self._standing, 0, 1, Qt.AlignmentFlag.AlignRight)
        for part in (self._moving, self._standing):
            part.setTextFormat(Qt.TextFormat.RichText)
            part.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(pair)
        layout.addSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.range_bar)
        layout.addWidget(self.moving_bar)
        layout.addLayout(words)

    def show_itineraries(self, baseline: Itinerary | None, now: Itinerary) -> None:
        """Show a journey against its baseline."""
        before_km = None if baseline is None else baseline.distance_km
        before_days = None if baseline is None else baseline.transit_days.typical
        self.distance.show_values(
            km(now.distance_km),
            None if before_km is None else km_change(before_km, now.distance_km),
            "" if before_km is None else km_change_words(before_km, now.distance_km),
            "not possible in the baseline" if before_km is None else f"baseline {km_unit(before_km)}",
        )
        self.transit.show_values(
            days(now.transit_days.typical),
            None if before_days is None else days_change(before_days, now.transit_days.typical),
            "" if before_days is None else days_change_words(before_days, now.transit_days.typical, "days"),
            "" if before_days is None else f"baseline {days_unit(before_days)}",
        )
        self._show_range(baseline, now)
        self.moving_bar.show_days(now.moving_days.typical, now.standing_days.typical)
        self._moving.setText(f"<b>{days_unit(now.moving_days.typical)}</b> moving")
        places = len({dwell.node_id for dwell in now.dwells})
        where = f" at {places} places" if places > 1 else " at one place" if places else ""
        self._standing.setText(f"<b>{days_unit(now.standing_days.typical)}</b> standing{where}")

    def _show_range(self, baseline: Itinerary | None, now: Itinerary) -> None:
        same = baseline is not None and baseline.transit_days == now.transit_days
        self.range_bar.show_spans(None if baseline is None else baseline.transit_days, now.transit_days)
        text = f"<b>{days_range(now.transit_days)}</b>"
        if baseline is not None and not same:
            text += f" · baseline {days_range(baseline.transit_days)}"
        self._range.setText(text)
