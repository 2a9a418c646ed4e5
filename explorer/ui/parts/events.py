"""Past closures that can be applied with one click, for good or for their days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from explorer.core.network import Event, Network
from explorer.core.results import Results
from explorer.housestyle.format import period_words
from explorer.housestyle.wording import event_title
from explorer.ui.widgets import Elided, Section, label, plain_tip, set_role, styled_button

FIRST_SHOWN = 3


class EventRow(QWidget):
    """One past closure with its Apply button."""

    apply_requested = Signal(str, object)
    drop_requested = Signal(str)

    def __init__(self, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"event_{event.id}")
        self._event = event
        self.is_applied = False
        words = f"{event.name}. {event.effect}".strip()
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(f"Past closure: {words}")
        title = Elided(event_title(event))
        self._when = label(period_words(event.start, event.end, event.days), "tertiary")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(title)
        text.addWidget(self._when)
        self.button = self._make_button()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.addLayout(text, 1)
        layout.addWidget(self.button)

    def _make_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"apply_{self._event.id}")
        button.setProperty("apply", True)
        button.setText("Apply")
        button.clicked.connect(self._on_clicked)
        if self._event.days:
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            menu = QMenu(button)
            menu.addAction(self._choice("Close for good", None))
            days = self._event.days
            menu.addAction(self._choice(f"Close for its {days:g} days, from departure", days))
            button.setMenu(menu)
        return button

    def _choice(self, text: str, days: float | None) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda: self.apply_requested.emit(self._event.id, days))
        return action

    def _on_clicked(self) -> None:
        if self.is_applied:
            self.drop_requested.emit(self._event.id)
        else:
            self.apply_requested.emit(self._event.id, None)

    def show_applied(self, is_applied: bool) -> None:
        """Show whether the scenario repeats it."""
        self.is_applied = is_applied
        self.button.setText("Undo" if is_applied else "Apply")
        self.button.setAccessibleName(f"{'Undo' if is_applied else 'Apply'} {event_title(self._event)}")
        when = period_words(self._event.start, self._event.end, self._event.days)
        self._when.setText("✕ applied" if is_applied else when)
        set_role(self._when, "closed" if is_applied else "tertiary")

    def search_text(self) -> str:
        """What a search looks in."""
        return f"{self._event.name} {self._event.start} {self._event.country}".casefold()


class PastClosures(Section):
    """Section "Past closures". Signals: `apply_requested(str, float | None)`, `drop_requested(str)`."""

    apply_requested = Signal(str, object)
    drop_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Past closures", "past_closures", parent)
        self._rows: dict[str, EventRow] = {}
        self._is_all = False
        self._search = ""
        self._more = styled_button("", "more_events", "more")
        self._more.clicked.connect(self._on_more)

    def set_network(self, network: Network) -> None:
        """Make a row for each past closure that can be repeated, the best known and latest first."""
        events = [event for event in network.events.values() if event.closes]
        events.sort(
            key=lambda e: (e.days is not None, len(e.corridor_ids) + len(e.closes), e.start), reverse=True
        )
        for event in events:
            row = EventRow(event)
            row.apply_requested.connect(self.apply_requested)
            row.drop_requested.connect(self.drop_requested)
            self._rows[event.id] = row
            self.body.addWidget(row)
        self.body.addWidget(self._more)
        self._fold()

    def show_results(self, results: Results) -> None:
        """Show which ones are applied."""
        applied = {closure.event_id for closure in results.scenario.closures}
        for event_id, row in self._rows.items():
            row.show_applied(event_id in applied)
        self._fold()

    def search(self, text: str) -> int:
        """Show only those that match; returns how many."""
        self._search = text.strip().casefold()
        self._fold()
        return sum(self._search in row.search_text() for row in self._rows.values())

    def _on_more(self) -> None:
        self._is_all = not self._is_all
        self._fold()

    def _fold(self) -> None:
        for place, row in enumerate(self._rows.values()):
            is_hit = self._search in row.search_text()
            is_first = self._is_all or self._search != "" or place < FIRST_SHOWN or row.is_applied
            row.setVisible(is_hit and is_first)
        hidden = max(0, len(self._rows) - FIRST_SHOWN)
        self._more.setVisible(hidden > 0 and not self._search)
        self._more.setText("Show fewer" if self._is_all else f"Show {hidden} more")
