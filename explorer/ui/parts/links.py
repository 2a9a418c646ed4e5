"""New links as cards: a switch, and what is reported beside what this trip gives."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.network import Network, NewLink
from explorer.core.results import Results
from explorer.core.savings import LinkSaving
from explorer.housestyle.format import EN_DASH, count, days, days_unit, km_unit, reported_range, signed
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import (
    Clickable,
    Elided,
    Section,
    Switch,
    Symbol,
    label,
    link_button,
    plain_tip,
    set_role,
)

LEAST_HELD_DAYS = 0.05
"""A trip with the reported saving applied that takes less than this is no trip: the report cannot hold."""


@dataclass(frozen=True, slots=True)
class CardText:
    """The words on one card."""

    state: str
    reported: tuple[str, str]
    modelled: tuple[str, str]
    held: tuple[str, str]
    brief: str
    gains: bool


def card_text(network: Network, link: NewLink, saving: LinkSaving, is_opened_here: bool) -> CardText:
    """Say what is reported, what this trip gives, and the totals if the report held."""
    km = sum(network.legs[leg_id].length_km for leg_id in link.leg_ids)
    due = f"due {link.opening_year}" if link.opening_year else "no date"
    state = f"{km_unit(km)} · {due}"
    if saving.is_open:
        state += " · opened here" if is_opened_here else " · open by this year"
    claim = saving.reported
    none = "not said"
    reported = (none, none)
    if claim is not None:
        km_words = none if claim.saving_km is None else f"{signed(-claim.saving_km, 0)} km"
        reported = (km_words, reported_range(claim.days_low, claim.days_high))
    modelled, gains = ("no way", "no way"), False
    if saving.modelled is not None:
        km_gain, day_gain = round(saving.modelled.km), round(saving.modelled.days, 1)
        gains = day_gain > 0 or km_gain > 0
        if not km_gain and not day_gain:
            modelled = ("no gain", "no gain")
        else:
            modelled = (f"{signed(-km_gain, 0)} km", f"{signed(-day_gain, 1)} d")
    held_km = (
        EN_DASH
        if saving.held_km is None
        else km_unit(saving.held_km)
        if saving.held_km >= 1
        else "cannot hold"
    )
    held_days = EN_DASH
    if saving.held_days_low is not None and saving.held_days_high is not None:
        low, high = days(saving.held_days_low), days(saving.held_days_high)
        held_days = days_unit(saving.held_days_low) if low == high else f"{low}{EN_DASH}{high} d"
        if saving.held_days_low < LEAST_HELD_DAYS:
            held_days = "cannot hold"
    brief = due
    if saving.modelled is not None and gains:
        brief = modelled[1] if round(saving.modelled.days, 1) > 0 else modelled[0]
    return CardText(state, reported, modelled, (held_km, held_days), brief, gains)


class LinkCard(QWidget):
    """One new link. Folded it is a row; unfolded it shows the table of savings."""

    toggle_requested = Signal(str)
    selected = Signal(str)
    sources_requested = Signal(str)

    def __init__(self, link: NewLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"link_{link.id}")
        self._link = link
        self._is_open = False
        self._is_unfolded = False
        self._text: CardText | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 1, 0, 1)
        self._outer.setSpacing(2)
        self._outer.addWidget(self._head())
        self._details = self._table()
        self._outer.addWidget(self._details)
        self._details.hide()

    def _head(self) -> QWidget:
        row = Clickable(f"{self._link.name}, new link")
        row.setObjectName(f"link_head_{self._link.id}")
        row.setToolTip(plain_tip(self._link.description))
        row.clicked.connect(self._on_head_clicked)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._title = Elided(self._link.name)
        self._brief = label("", "tertiary")
        self.switch = Switch(f"{self._link.name}, new link", is_link=True)
        self.switch.setObjectName(f"link_switch_{self._link.id}")
        self.switch.clicked.connect(lambda: self.toggle_requested.emit(self._link.id))
        layout.addWidget(Symbol("new-line"))
        layout.addWidget(self._title, 1)
        layout.addWidget(self._brief)
        layout.addWidget(self.switch)
        row.setMinimumHeight(24)
        return row

    def _table(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 4, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self._state = label("", "secondary")
        grid.addWidget(self._state, 0, 0, 1, 3)
        for column, text in ((1, "distance"), (2, "days")):
            head = label(text, "secondary")
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 1, column)
        self._cells: dict[str, tuple[QLabel, QLabel]] = {}
        for row, (key, words) in enumerate(
            (("reported", "Reported"), ("modelled", "This trip"), ("held", "If reported held")), start=2
        ):
            is_small = key == "held"
            grid.addWidget(label(words, "secondary" if is_small else ""), row, 0)
            pair = (label("", "secondary" if is_small else ""), label("", "secondary" if is_small else ""))
            for column, cell in enumerate(pair, start=1):
                cell.setObjectName(f"link_{key}_{'km' if column == 1 else 'days'}_{self._link.id}")
                cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if not is_small:
                    cell.setFont(font(14, SEMIBOLD))
                grid.addWidget(cell, row, column)
            self._cells[key] = pair
        grid.setColumnStretch(0, 1)
        number = len(self._link.saving_claims)
        words = count(number, "report") if number else "Sources"
        sources = link_button(words, f"link_sources_{self._link.id}", "What each source reports of this link")
        sources.clicked.connect(lambda: self.sources_requested.emit(self._link.id))
        show = link_button("Show on the map", f"link_show_{self._link.id}")
        show.clicked.connect(lambda: self.selected.emit(self._link.id))
        foot = QHBoxLayout()
        foot.addWidget(sources)
        foot.addStretch(1)
        foot.addWidget(show)
        grid.addLayout(foot, 5, 0, 1, 3)
        return box

    def show_saving(self, text: CardText, is_open: bool, is_by_year: bool) -> None:
        """Show a state of the link."""
        if is_open and not self._is_open and not is_by_year:
            self._is_unfolded = True
        if not is_open and self._is_open:
            self._is_unfolded = False
        self.switch.setChecked(is_open)
        self.switch.setEnabled(not is_by_year)
        self.switch.setToolTip("Open by the year of the scenario" if is_by_year else "Open or take away")
        if text != self._text or is_open != self._is_open:
            self._text, self._is_open = text, is_open
            self._state.setText(text.state)
            for key, pair in (("reported", text.reported), ("modelled", text.modelled), ("held", text.held)):
                for cell, words in zip(self._cells[key], pair, strict=True):
                    cell.setText(words)
            for cell in self._cells["modelled"]:
                set_role(cell, "better" if text.gains else "same")
        self._title.setFont(font(14, SEMIBOLD) if self._is_unfolded else font(14))
        self._brief.setText(text.brief)
        self._brief.setVisible(not self._is_unfolded)
        self._fold()

    @property
    def is_open(self) -> bool:
        """Whether the link is open."""
        return self._is_open

    def search_text(self) -> str:
        """What a search looks in."""
        return f"{self._link.id} {self._link.name} {self._link.description}".casefold()

    def unfold(self) -> None:
        """Show the table."""
        self._is_unfolded = True
        self._fold()

    def _on_head_clicked(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._fold()
        if self._is_unfolded:
            self.selected.emit(self._link.id)

    def _fold(self) -> None:
        margin = 8 if self._is_unfolded else 0
        self._outer.setContentsMargins(margin, margin or 1, margin and 6, margin or 1)
        self._details.setVisible(self._is_unfolded)
        self._brief.setVisible(not self._is_unfolded)
        self._title.setFont(font(14, SEMIBOLD) if self._is_unfolded else font(14))
        self._title.set_wrapped(is_wrapped=self._is_unfolded)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground behind an unfolded card: green when open."""
        if not self._is_unfolded:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = palette_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.new_ground if self._is_open else colours.hover))
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        painter.end()


class LinkCards(Section):
    """Section "New links". Signals: `toggle_requested(str)`, `selected(str)`, `sources_requested(str)`."""

    toggle_requested = Signal(str)
    selected = Signal(str)
    sources_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("New links", "new_links", parent)
        self.body.setSpacing(1)
        self._of = label("", "tertiary")
        self.head.addWidget(self._of)
        self._cards: dict[str, LinkCard] = {}

    def set_network(self, network: Network) -> None:
        """Make one card for each link."""
        for link in network.new_links.values():
            card = LinkCard(link)
            card.toggle_requested.connect(self.toggle_requested)
            card.selected.connect(self.selected)
            card.sources_requested.connect(self.sources_requested)
            self._cards[link.id] = card
            self.body.addWidget(card)
        self._of.setText(f"of {len(self._cards)}")

    def show_results(self, network: Network, results: Results) -> None:
        """Show savings for the trip; links that are open come first."""
        opened = set(results.scenario.opened)
        for saving in results.new_links:
            link = network.new_links[saving.link_id]
            text = card_text(network, link, saving, link.id in opened)
            is_by_year = saving.is_open and link.id not in opened
            self._cards[link.id].show_saving(text, saving.is_open, is_by_year)
        self.set_count(sum(saving.is_open for saving in results.new_links))
        order = sorted(self._cards, key=lambda link_id: not self._cards[link_id].is_open)
        for place, link_id in enumerate(order):
            if self.body.indexOf(self._cards[link_id]) != place:
                self.body.insertWidget(place, self._cards[link_id])

    def search(self, text: str) -> int:
        """Show only links whose name or description holds the text; returns how many."""
        typed, found = text.strip().casefold(), 0
        for card in self._cards.values():
            is_hit = typed in card.search_text()
            card.setVisible(is_hit)
            found += is_hit
        return found
