"""The state "No way left": what cuts origin from destination, each with a button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.core.itinerary import NoRoute
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.housestyle.wording import no_route_words, short_of, what_is
from explorer.ui import paint
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import Elided, clear, label, styled_button


class ClosedSign(QWidget):
    """An octagon with an X."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        paint.octagon(painter, QPointF(9, 9), 8, palette_of(self))
        painter.end()


class NoRoutePanel(QWidget):
    """Signals: `reopen_requested(str)` with a target or `mode:rail`, `selected(str)`, `reset_requested()`."""

    reopen_requested = Signal(str)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("no_route")
        title = label("No way left")
        title.setObjectName("no_route_title")
        title.setFont(font(28, SEMIBOLD, is_serif=True))
        self._ends = label("", "secondary")
        self._ends.setWordWrap(True)
        self._ask = label("")
        self._ask.setFont(font(14, SEMIBOLD))
        self._ask.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (title, self._ends, self._ask):
            layout.addWidget(part)
        layout.addLayout(self._rows)
        layout.addStretch(1)

    def show_cut(
        self, network: Network, scenario: Scenario, no_route: NoRoute, ends: tuple[str, str]
    ) -> None:
        """Show what has to reopen, cheapest first."""
        names = [short_of(network, end) for end in ends]
        self._ends.setText(f"From {names[0]} to {names[1]} nothing gets through.")
        self._ask.setText(no_route_words(network, no_route))
        clear(self._rows)
        for target in no_route.cut:
            self._rows.addWidget(self._row(network, scenario, target))
        if not no_route.cut:
            again = styled_button("Reset all", "no_route_reset", "small")
            again.clicked.connect(self.reset_requested)
            self._rows.addWidget(again)

    def _row(self, network: Network, scenario: Scenario, target: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        name = short_of(network, target)
        title = Elided(name)
        title.setFont(font(14, SEMIBOLD))
        layout.addWidget(ClosedSign())
        layout.addWidget(title, 1)
        layout.addWidget(label(what_is(network, target), "tertiary"))
        word = _verb(network, scenario, target)
        if word:
            button = styled_button(word, f"reopen_{target}", "small")
            button.setAccessibleName(f"{word} {name}")
            button.clicked.connect(lambda: self.reopen_requested.emit(target))
            layout.addWidget(button)
        else:
            layout.addWidget(label("not in use", "tertiary"))
        return row


def _verb(network: Network, scenario: Scenario, target: str) -> str:
    """What the button says: empty where the user cannot bring it back."""
    if target.startswith("mode:"):
        return "Allow"
    if scenario.is_closed(target):
        return "Reopen"
    return "Open" if network.new_link_of(target) else ""
