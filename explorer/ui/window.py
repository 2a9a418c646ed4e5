"""The window: builds bars, docks and menus, and connects them to the session. It decides nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from explorer.core.itinerary import Objective
from explorer.core.results import Results
from explorer.housestyle.style import Theme
from explorer.housestyle.summary import summary_text
from explorer.ui.actions import Actions
from explorer.ui.arrangement import Arrangement
from explorer.ui.asking import Asking
from explorer.ui.choices import choices
from explorer.ui.commandbox import CommandBox
from explorer.ui.dialogs import tell
from explorer.ui.docks.corridors import CorridorTable
from explorer.ui.docks.journey import JourneyPanel
from explorer.ui.docks.whatif import WhatIfPanel
from explorer.ui.docktitle import DockTitle
from explorer.ui.edits import Edits
from explorer.ui.files import SUFFIX, FileDesk, write_picture
from explorer.ui.following_menus import FollowingMenus
from explorer.ui.looks import LANGUAGES, THEMES, Looks
from explorer.ui.pointing import Pointing
from explorer.ui.present import MapStage
from explorer.ui.presenting import Presenting
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.statusbar import StatusLine
from explorer.ui.tripbar import TripBar

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView

FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Corridor Explorer's window over one session. `map_view` is made outside, so that tests need no page."""

    def __init__(self, session: Session, settings: Settings, map_view: MapView) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.session, self.settings, self.map = session, settings, map_view
        self.looks = Looks(settings, self)
        self.edits = Edits(session, self)
        self.actions_table = Actions(self)
        self.trip_bar = TripBar(self)
        self.whatif, self.journey, self.strip = WhatIfPanel(), JourneyPanel(), CorridorTable()
        self.stage = MapStage(map_view)
        self.status = StatusLine(self)
        self.files = FileDesk(session, settings, self)
        self.files.take_picture = self.save_picture
        self.asking = Asking(session, self.edits, self)
        self.pointing = Pointing(session, self.edits, map_view, (self.journey, self.strip))
        self._build()
        self._connect_session()
        self._connect_parts()
        self._connect_actions()
        self._fill()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.addToolBar(self.trip_bar)
        self.trip_bar.set_history(self.actions_table["undo"], self.actions_table["redo"])
        self.setCentralWidget(self.stage)
        self.setStatusBar(self.status)
        self.whatif_dock = self._dock("What if", "dock_whatif", self.whatif)
        self.journey_dock = self._dock("Journey", "dock_journey", self.journey)
        self.strip_dock = self._dock("Corridors", "dock_corridors", self.strip, can_fold=True)
        docks = (self.whatif_dock, self.journey_dock, self.strip_dock)
        self.arrangement = Arrangement(self, docks)
        self.commands = CommandBox(self)
        self.commands.closed.connect(self._on_commands_closed)
        hidden = (self.menuBar(), self.trip_bar, self.status, *docks)
        self.presenting = Presenting(self, self.stage, self.map, hidden)
        self._following = FollowingMenus(self.session, self.edits, self.files, self.settings, self)
        self._menus()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._on_escape)

    def _dock(self, title: str, name: str, content: QWidget, can_fold: bool = False) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(content)
        bar = DockTitle(dock, title, can_fold)
        dock.setTitleBarWidget(bar)
        areas = Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        dock.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea if can_fold else areas)
        if not can_fold:
            dock.setMinimumWidth(260 if name == "dock_whatif" else 280)
        return dock

    def _title_of(self, dock: QDockWidget) -> DockTitle:
        bar = dock.titleBarWidget()
        assert isinstance(bar, DockTitle)  # noqa: S101 (made in _dock)
        return bar

    def _menus(self) -> None:
        menus = self.actions_table.fill(self.menuBar())
        menus["View"].addSeparator()
        for dock in (self.whatif_dock, self.journey_dock, self.strip_dock):
            menus["View"].addAction(dock.toggleViewAction())
        self._following.put_into(menus["File"], self.actions_table["save"], menus["Scenario"])
        self._scenario_name = QLabel()
        self._scenario_name.setObjectName("scenario_name")
        self._scenario_name.setTextFormat(Qt.TextFormat.PlainText)
        self._scenario_name.setProperty("role", "secondary")
        self._scenario_name.setContentsMargins(0, 6, 16, 0)
        self.menuBar().setCornerWidget(self._scenario_name)

    def _fill(self) -> None:
        network, language = self.session.network, self.looks.language
        self.status.show_network(network)
        self.trip_bar.set_network(network, language)
        self.whatif.set_network(network, language)
        self.map.set_language(language)
        self.map.set_network(network, self.session.geometry)

    def start(self, size: tuple[int, int] | None = None) -> None:
        """Bring back the last layout, show the first answer and the window."""
        self.resize(*(size or FIRST_SIZE))
        self.arrangement.restore(self.settings)
        if size is not None:
            self.resize(*size)
        self.looks.dress()
        self.session.start()
        self.map.fly_to_itinerary()
        self.show()
        self.map.setFocus()

    # ------------------------------------------------------------------ connecting

    def _connect_session(self) -> None:
        session = self.session
        session.results_changed.connect(self._on_results_changed)
        session.effects_changed.connect(self.whatif.show_effects)
        session.file_changed.connect(self._on_file_changed)
        session.refused.connect(self._on_refused)
        stack = session.undo_stack
        stack.canUndoChanged.connect(self.actions_table["undo"].setEnabled)
        stack.canRedoChanged.connect(self.actions_table["redo"].setEnabled)
        stack.undoTextChanged.connect(self._on_undo_text_changed)
        stack.redoTextChanged.connect(self._on_redo_text_changed)
        for name in ("undo", "redo"):
            self.actions_table[name].setEnabled(False)
        self.looks.theme_changed.connect(self._on_theme_changed)
        self.looks.language_changed.connect(self._on_language_changed)
        self.files.told.connect(self._on_told)

    def _connect_parts(self) -> None:
        bar, edits, asking, pointing = self.trip_bar, self.edits, self.asking, self.pointing
        bar.origin_chosen.connect(edits.set_origin)
        bar.destination_chosen.connect(edits.set_destination)
        bar.swap_requested.connect(edits.swap)
        bar.via_requested.connect(self._on_via)
        bar.via_dropped.connect(edits.drop_via)
        bar.objective_chosen.connect(edits.set_objective)
        bar.modes_chosen.connect(edits.set_modes)
        bar.date_chosen.connect(edits.set_date)
        bar.refused.connect(self._on_refused)
        bar.present.clicked.connect(self.actions_table["present"].trigger)
        self._connect_whatif()
        journey = self.journey
        journey.selected.connect(pointing.show_steps)
        journey.steps.sources_requested.connect(asking.show_step_sources)
        journey.alternatives.previewed.connect(pointing.preview)
        journey.no_route.reopen_requested.connect(edits.reopen)
        journey.no_route.reset_requested.connect(edits.reset)
        journey.detail.closed.connect(pointing.clear)
        journey.detail.toggle_requested.connect(edits.toggle)
        journey.detail.stay_requested.connect(asking.ask_stay)
        journey.detail.sources_requested.connect(asking.show_source_list)
        journey.detail.end_requested.connect(self._on_end_requested)
        self.strip.selected.connect(pointing.show_corridor)
        self.strip.titled.connect(self._title_of(self.strip_dock).set_words)
        self._title_of(self.strip_dock).fold_requested.connect(self._on_fold)
        self._connect_map()

    def _connect_whatif(self) -> None:
        panel, edits = self.whatif, self.edits
        panel.selected.connect(self.pointing.show_target)
        panel.changed.undo_requested.connect(edits.take_back)
        panel.changed.reset_requested.connect(edits.reset)
        panel.crossings.toggle_requested.connect(edits.toggle)
        panel.countries.toggle_requested.connect(edits.toggle)
        panel.links.toggle_requested.connect(edits.toggle)
        panel.links.sources_requested.connect(self.asking.show_link_reports)
        panel.events.apply_requested.connect(edits.apply_event)
        panel.events.drop_requested.connect(edits.drop_event)

    def _connect_map(self) -> None:
        view, pointing, edits = self.map, self.pointing, self.edits
        view.node_clicked.connect(pointing.show_clicked)
        view.leg_clicked.connect(pointing.show_clicked)
        view.background_clicked.connect(pointing.clear)
        view.node_toggle_requested.connect(edits.toggle)
        view.leg_toggle_requested.connect(edits.toggle)
        view.context_menu_requested.connect(self._on_map_menu)
        view.renderer_died.connect(self._on_renderer_died)

    def _connect_actions(self) -> None:
        files, edits, asking, looks = self.files, self.edits, self.asking, self.looks
        slots = {
            "new": files.new,
            "open": files.open,
            "save": files.save,
            "save_as": files.save_as,
            "export_geojson": partial(files.export, ".geojson"),
            "export_table": partial(files.export, ".csv"),
            "export_html": partial(files.export, ".html"),
            "export_png": partial(files.export, ".png"),
            "print": self._on_print,
            "quit": self.close,
            "undo": self.session.undo_stack.undo,
            "redo": self.session.undo_stack.redo,
            "reset": edits.reset,
            "find": self._on_find,
            "commands": self._on_commands,
            "copy": self._on_copy,
            "fit": self.map.fly_to_itinerary,
            "fullscreen": self._on_fullscreen,
            "present": self.toggle_presenting,
            "reset_layout": self.arrangement.reset,
            "swap": edits.swap,
            "via": self._on_via,
            "objective_days": partial(edits.set_objective, Objective.DAYS),
            "objective_km": partial(edits.set_objective, Objective.KM),
            "all_modes": edits.allow_all_modes,
            "toggle_selection": self._on_toggle_selection,
            "stay": self._on_stay,
            "help": asking.show_help,
            "sources": asking.show_sources,
            "claims": asking.show_claims,
            "about": asking.show_about,
            **{f"theme_{choice}": partial(looks.choose_theme, choice) for choice in THEMES},
            **{f"language_{language}": partial(looks.choose_language, language) for language in LANGUAGES},
        }
        for name, slot in slots.items():
            self.actions_table[name].triggered.connect(lambda _=False, run=slot: run())
        self.actions_table[f"theme_{looks.choice}"].setChecked(True)
        self.actions_table[f"language_{looks.language}"].setChecked(True)

    # ------------------------------------------------------------------ the session says

    def _on_results_changed(self, old: Results | None, new: Results) -> None:
        network, language = self.session.network, self.looks.language
        self.map.show_results(old, new)
        self.journey.show_results(network, new, language)
        self.strip.show_results(network, new)
        self.whatif.show_results(network, new)
        self.trip_bar.show_results(network, new)
        self.stage.show_results(network, new)
        self.status.show_results(network, new, self.session.elapsed_ms)
        is_days = new.trip.objective is Objective.DAYS
        self.actions_table["objective_days" if is_days else "objective_km"].setChecked(True)
        self.actions_table["reset"].setEnabled(not new.scenario.is_empty)
        if old is not None and (old.trip.origin_id, old.trip.destination_id) != (
            new.trip.origin_id,
            new.trip.destination_id,
        ):
            self.map.fly_to_itinerary()

    def _on_file_changed(self) -> None:
        is_modified, name = self.session.is_modified, self.files.name
        self._scenario_name.setText(f"Scenario: {name}{' · not saved' if is_modified else ''}")
        self.menuBar().adjustSize()
        self.setWindowTitle(f"{name}[*] – Corridor Explorer")
        self.setWindowModified(is_modified)

    def _on_undo_text_changed(self, text: str) -> None:
        self.actions_table["undo"].setText(f"&Undo {text}".strip())

    def _on_redo_text_changed(self, text: str) -> None:
        self.actions_table["redo"].setText(f"&Redo {text}".strip())

    def _on_refused(self, why: str) -> None:
        tell(self, "This cannot be answered", why)

    def _on_told(self, words: str) -> None:
        self.status.showMessage(words, 6000)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.map.set_theme(theme)
        self.actions_table.refresh_icons()
        for part in (self.trip_bar, self.whatif, self.journey):
            part.refresh_icons()
        for dock in (self.whatif_dock, self.journey_dock, self.strip_dock):
            self._title_of(dock).refresh_icons()
        self.actions_table[f"theme_{self.looks.choice}"].setChecked(True)

    def _on_language_changed(self, language: str) -> None:
        network, results = self.session.network, self.session.results
        self.trip_bar.set_network(network, language)
        self.whatif.set_language(network, results, language)
        self.whatif.show_effects(self.session.closing_effects())
        self.journey.show_results(network, results, language)
        self.map.set_language(language)

    # ------------------------------------------------------------------ the user asks

    def _on_map_menu(self, _kind: str, target: str, place: QPoint, _lon: float, _lat: float) -> None:
        self.pointing.open_menu(target, place, self)

    def _on_renderer_died(self) -> None:
        self.status.showMessage("The map stopped and is being drawn again.", 6000)

    def _on_via(self) -> None:
        self.asking.ask_via(self.looks.language)

    def _on_end_requested(self, node_id: str, side: str) -> None:
        if side == "from":
            self.edits.set_origin(node_id)
        else:
            self.edits.set_destination(node_id)

    def _on_toggle_selection(self) -> None:
        target, network = self.session.selection, self.session.network
        if target is not None and (network.has_target(target) or target in network.new_links):
            self.edits.toggle(target)
        else:
            self._on_told("Select a place, a line or a new link first.")

    def _on_stay(self) -> None:
        target = self.session.selection
        if target is not None and target in self.session.network.nodes:
            self.asking.ask_stay(target)
        else:
            self._on_told("Select a place first.")

    def _on_find(self) -> None:
        self.whatif_dock.show()
        self.whatif_dock.raise_()
        self.whatif.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.whatif.search.selectAll()

    def _on_commands(self) -> None:
        self.commands.open_with(
            choices(self.actions_table, self.session, self.edits, self.pointing.show_target)
        )

    def _on_commands_closed(self) -> None:
        self.map.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(summary_text(self.session.network, self.session.results))
        self._on_told("Copied: figures and steps as text.")

    def _on_print(self) -> None:
        from explorer.ui.printing import print_picture

        print_picture(self.grab(), self)

    def _on_fold(self) -> None:
        self.arrangement.toggle_fold()
        self._title_of(self.strip_dock).show_folded(self.arrangement.is_folded)

    def _on_fullscreen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_escape(self) -> None:
        if self.presenting.is_on:
            self.toggle_presenting()
        elif self.commands.isVisible():
            self.commands.close_box()
        else:
            self.pointing.clear()

    def toggle_presenting(self) -> None:
        """Show map and big figures only, or everything again."""
        self.pointing.clear()
        self.presenting.toggle()

    def save_picture(self, path: Path) -> None:
        """Save the window as it stands, whole or not at all."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.grab().save(buffer, "PNG")
        write_picture(bytes(buffer.data().data()), path)

    # ------------------------------------------------------------------ Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size: tabs when narrow, a folded strip when low."""
        super().resizeEvent(event)
        if not self.presenting.is_on:
            self.arrangement.follow_size()
            self._title_of(self.strip_dock).show_folded(self.arrangement.is_folded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take scenario files."""
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a scenario file that is dropped."""
        path = _dropped_file(event)
        if path is not None and self.files.may_go():
            event.acceptProposedAction()
            self.files.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before changes get lost; remember size and layout."""
        if not self.files.may_go():
            event.ignore()
            return
        if self.presenting.is_on:
            self.toggle_presenting()
        self.arrangement.save(self.settings)
        self.settings.sync()
        self.files.finish()
        event.accept()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The scenario file that is dropped, None for anything else."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix == SUFFIX:
            return path
    return None
