"""The status bar: what the last edit did, and how large and how fast the data is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.housestyle.changes import changes
from explorer.housestyle.format import NARROW_SPACE, count
from explorer.housestyle.wording import outcome_words
from explorer.ui.widgets import label, plain_tip


class StatusLine(QStatusBar):
    """Words on the left, figures about the data on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setSizeGripEnabled(False)
        self.outcome = QLabel()
        self.outcome.setObjectName("outcome")
        self.outcome.setTextFormat(Qt.TextFormat.RichText)
        self.outcome.setMinimumWidth(60)
        self._size = label("")
        self._version = label("")
        self.time = label("")
        self.time.setObjectName("answer_time")
        self.addWidget(self.outcome, 1)
        for part in (self._version, self._size, self.time):
            self.addPermanentWidget(part)

    def warn(self, words: str) -> None:
        """Mark the data version, with the reason to read on it."""
        self._version.setText(f"⚠ {self._version.text()}")
        self._version.setToolTip(plain_tip(words))
        self.showMessage(words, 15_000)

    def show_network(self, network: Network) -> None:
        """Say how large the data is."""
        self._size.setText(f"{count(len(network.nodes), 'place')} · {count(len(network.legs), 'leg')}")
        self._version.setText(f"Data {network.version}")

    def show_results(self, network: Network, results: Results, elapsed_ms: float) -> None:
        """Say what the changes did, and how long the answer took."""
        head, words = outcome_words(network, results, len(changes(network, results.scenario)))
        text = f"<b>{escape(head)}</b>: {escape(words)}" if head else escape(words)
        self.outcome.setText(text)
        self.outcome.setAccessibleName(f"{head}: {words}" if head else words)
        shown = "<1" if elapsed_ms < 1 else f"{elapsed_ms:.0f}"
        self.time.setText(f"answered in {shown}{NARROW_SPACE}ms")
