"""What is known of one place, leg, country, corridor or new link, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.ui.facts import Facts, facts_of
from explorer.ui.icons import icon
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import FlowLayout, clear, label, link_button, styled_button


class DetailPanel(QScrollArea):
    """Facts about the selection.

    Signals: `closed()`, `toggle_requested(str)`, `stay_requested(str)`,
    `sources_requested(tuple of source ids)`, `end_requested(str id, str "from" | "to")`.
    """

    closed = Signal()
    toggle_requested = Signal(str)
    stay_requested = Signal(str)
    sources_requested = Signal(object)
    end_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = styled_button("Journey", "detail_back", "row")
        self.back.clicked.connect(self.closed)
        self._title = label("")
        self._title.setObjectName("detail_title")
        self._title.setFont(font(20, SEMIBOLD, is_serif=True))
        self._title.setWordWrap(True)
        self._kind = label("", "secondary")
        self._kind.setWordWrap(True)
        self._actions = FlowLayout(gap=6)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(6)
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self._note = label("", "secondary", selectable=True)
        self._note.setWordWrap(True)
        self._sources = link_button("Sources", "detail_sources")
        self._sources.clicked.connect(lambda: self.sources_requested.emit(self._source_ids))
        self._source_ids: tuple[str, ...] = ()
        self.setWidget(self._content())
        self.refresh_icons()

    def _content(self) -> QWidget:
        content = QWidget()
        content.setProperty("panel", True)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(14, 6, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._title)
        layout.addWidget(self._kind)
        layout.addLayout(self._actions)
        layout.addSpacing(4)
        layout.addLayout(self._facts)
        layout.addWidget(self._note)
        layout.addWidget(self._sources, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return content

    def refresh_icons(self) -> None:
        """Draw the icon again, in the colours of the theme."""
        self.back.setIcon(icon("chevron-left", palette_of(self)))

    def show_target(self, network: Network, results: Results, target: str) -> bool:
        """Show a target; False when there is nothing to say of it."""
        facts = facts_of(network, results, target)
        if facts is None:
            return False
        self._title.setText(facts.title)
        self._kind.setText(facts.kind)
        self._note.setText(facts.note)
        self._note.setVisible(bool(facts.note))
        self._source_ids = facts.source_ids
        self._sources.setVisible(bool(facts.source_ids))
        self._fill_facts(facts)
        self._fill_actions(facts, target)
        return True

    def _fill_facts(self, facts: Facts) -> None:
        clear(self._facts)
        for row, (name, value) in enumerate(facts.rows):
            words = label(value, selectable=True)
            words.setWordWrap(True)
            words.setMinimumWidth(40)
            self._facts.addWidget(label(name, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(words, row, 1)

    def _fill_actions(self, facts: Facts, target: str) -> None:
        clear(self._actions)
        if facts.toggle:
            button = styled_button(facts.toggle, "detail_toggle", "small")
            button.clicked.connect(lambda: self.toggle_requested.emit(target))
            self._actions.addWidget(button)
        if facts.has_stay:
            stay = styled_button("Change stay…", "detail_stay", "small")
            stay.clicked.connect(lambda: self.stay_requested.emit(target))
            self._actions.addWidget(stay)
        if facts.is_place:
            for word, side in (("From here", "from"), ("To here", "to")):
                button = styled_button(word, f"detail_{side}", "small")
                button.clicked.connect(lambda _=False, s=side: self.end_requested.emit(target, s))
                self._actions.addWidget(button)
