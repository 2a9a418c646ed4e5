"""What opens a window of its own: help, sources, stays, a place on the way."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from explorer.core.network import Span
from explorer.housestyle.steps import StepRow
from explorer.ui.dialogs import PlaceDialog, SourcesDialog, StayDialog, TextDialog
from explorer.ui.edits import Edits
from explorer.ui.session import Session
from explorer.ui.texts import about_html, claims_html, help_html, link_html, source_html


class Asking(QObject):
    """Opens dialogs over a window; edits go through `Edits`."""

    def __init__(self, session: Session, edits: Edits, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._edits = edits
        self._window = window

    def show_help(self) -> None:
        """Keyboard and how-to."""
        TextDialog("Keyboard and how-to", help_html(), self._window, (600, 640)).show()

    def show_sources(self) -> None:
        """All sources."""
        SourcesDialog(self._session.network, self._window).show()

    def show_claims(self) -> None:
        """The claims of the two articles."""
        TextDialog(
            "Claims of the two articles", claims_html(self._session.network), self._window, (720, 640)
        ).show()

    def show_about(self) -> None:
        """Version and attributions."""
        TextDialog("About", about_html(self._session.network), self._window, (520, 560)).show()

    def show_link_reports(self, link_id: str) -> None:
        """What each source reports of a new link."""
        network = self._session.network
        link = network.new_links[link_id]
        TextDialog(link.name, link_html(network, link), self._window).show()

    def show_step_sources(self, row: StepRow) -> None:
        """Sources of one step, with its range and confidence."""
        html = f"<p>{row.note}</p>" + source_html(self._session.network, row.source_ids)
        title = f"{row.title} {row.detail}".strip()
        TextDialog(title, html, self._window, (520, 320)).show()

    def show_source_list(self, source_ids: tuple[str, ...]) -> None:
        """Sources of what is selected."""
        TextDialog("Sources", source_html(self._session.network, source_ids), self._window, (520, 340)).show()

    def ask_via(self, language: str) -> None:
        """Choose a place on the way."""
        dialog = PlaceDialog(self._session.network, language, "Through which place?", self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.node_id:
            self._edits.add_via(dialog.node_id)

    def ask_stay(self, node_id: str) -> None:
        """Change the stay at a place."""
        node = self._session.network.nodes.get(node_id)
        if node is None or node.dwell is None:
            return
        current: Span = dict(self._session.scenario.dwells).get(node_id, node.dwell)
        dialog = StayDialog(node, current, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._edits.set_stay(
                node_id, None if dialog.is_reset or dialog.span == node.dwell else dialog.span
            )
