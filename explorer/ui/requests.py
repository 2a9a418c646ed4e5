"""What menus, keys and the map ask of the window: each request goes to the part that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from explorer.ui.choices import choices

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow


class Requests(QObject):
    """Slots for what no single part answers. Holds nothing."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open_map_menu(self, _kind: str, target: str, place: QPoint, _lon: float, _lat: float) -> None:
        """Show what can be done with what was clicked on the map."""
        self._window.pointing.open_menu(target, place, self._window)

    def tell_renderer_died(self) -> None:
        """Say that the map is being drawn again."""
        self._window.status.showMessage("The map stopped and is being drawn again.", 6000)

    def ask_via(self) -> None:
        """Choose a place on the way."""
        self._window.asking.ask_via(self._window.looks.language)

    def set_end(self, node_id: str, side: str) -> None:
        """Make a place the origin (`from`) or the destination."""
        if side == "from":
            self._window.edits.set_origin(node_id)
        else:
            self._window.edits.set_destination(node_id)

    def toggle_selection(self) -> None:
        """Close or reopen what is selected."""
        target, network = self._window.session.selection, self._window.session.network
        if target is not None and (network.has_target(target) or target in network.new_links):
            self._window.edits.toggle(target)
        else:
            self._window.tell("Select a place, a line or a new link first.")

    def change_stay(self) -> None:
        """Change the stay at the selected place."""
        target = self._window.session.selection
        if target is not None and target in self._window.session.network.nodes:
            self._window.asking.ask_stay(target)
        else:
            self._window.tell("Select a place first.")

    def show_versions(self) -> None:
        """Show what the document was before."""
        self._window.storyboarding.settle()
        self._window.keeping.show_versions(self._window.looks.theme)

    def find(self) -> None:
        """Put the cursor into the search of the What if panel."""
        self._window.whatif_dock.show()
        self._window.whatif_dock.raise_()
        self._window.whatif.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.whatif.search.selectAll()

    def open_commands(self) -> None:
        """Open the box of commands and places."""
        self._window.commands.open_with(
            choices(
                self._window.actions_table,
                self._window.session,
                self._window.edits,
                self._window.pointing.show_target,
            )
        )

    def leave_commands(self) -> None:
        """Give the keyboard back to the map."""
        self._window.map.setFocus()

    def fold_strip(self) -> None:
        """Fold the corridor strip to its title, or unfold it."""
        self._window.arrangement.toggle_fold()
        self.show_folded()

    def show_folded(self) -> None:
        """Let the titles of the strip and of what is behind it say whether they are folded."""
        for dock in (self._window.strip_dock, self._window.storyboard_dock):
            self._window.title_of(dock).show_folded(self._window.arrangement.is_folded)

    def toggle_fullscreen(self) -> None:
        """Go to full screen, or back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def escape(self) -> None:
        """Leave what is open: the box of commands, the presentation, the selection."""
        if self._window.commands.isVisible():
            self._window.commands.close_box()
        elif self._window.comparing.is_on:
            self._window.comparing.end()
        elif self._window.presenting.is_on:
            self._window.presenting.escape()
        else:
            self._window.pointing.clear()
