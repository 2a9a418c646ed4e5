"""What is there but not in use now, with the reason: folded until asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.usability import NotInUse
from explorer.housestyle.wording import mode_words, name_of, not_in_use_words
from explorer.ui.icons import icon
from explorer.ui.theme import palette_of
from explorer.ui.widgets import Clickable, Elided, Section, clear, plain_tip, styled_button


class UnusedList(Section):
    """Section "Not in use now". Signal: `selected(str)`."""

    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "not_in_use", parent)
        self._rows: tuple[NotInUse, ...] | None = None
        self._toggle = styled_button("Not in use now", "not_in_use_toggle", "row")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._on_toggled)
        self.head.insertWidget(0, self._toggle)
        self._box = QWidget()
        self._list = QVBoxLayout(self._box)
        self._list.setContentsMargins(20, 0, 0, 0)
        self._list.setSpacing(4)
        self.body.addWidget(self._box)
        self._box.hide()

    def show_results(self, network: Network, results: Results) -> None:
        """Show the legs that are shut by default."""
        if results.not_in_use == self._rows:
            return
        self._rows = results.not_in_use
        clear(self._list)
        for row in self._rows:
            self._list.addWidget(self._row(network, row))
        self.set_count(len(self._rows))
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the icon again, in the colours of the theme."""
        sign = "chevron-down" if self._toggle.isChecked() else "chevron-right"
        self._toggle.setIcon(icon(sign, palette_of(self)))

    def _row(self, network: Network, row: NotInUse) -> QWidget:
        name, why = name_of(network, row.leg_id), not_in_use_words(network, row)
        mode = mode_words(network.legs[row.leg_id].mode)
        item = Clickable(f"{name}, {mode}: {why}")
        item.setToolTip(plain_tip(f"{name}, {mode}: {why}"))
        item.clicked.connect(lambda: self.selected.emit(row.leg_id))
        layout = QVBoxLayout(item)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        reason = Elided(f"{mode}: {why}")
        reason.setProperty("role", "tertiary")
        layout.addWidget(Elided(name))
        layout.addWidget(reason)
        return item

    def _on_toggled(self, is_on: bool) -> None:
        self._box.setVisible(is_on)
        self.refresh_icons()
