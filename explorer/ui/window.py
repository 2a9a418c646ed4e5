"""The window: builds bars, docks and menus, and connects them to the session. It decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from explorer.core.itinerary import Objective
from explorer.core.results import Results
from explorer.housestyle.style import Theme
from explorer.ui.actions import Actions
from explorer.ui.arrangement import Arrangement
from explorer.ui.asking import Asking
from explorer.ui.commandbox import CommandBox
from explorer.ui.compare import Comparing
from explorer.ui.compare_frame import CompareFrame
from explorer.ui.dialogs import tell
from explorer.ui.docks.corridors import CorridorTable
from explorer.ui.docks.journey import JourneyPanel
from explorer.ui.docks.storyboard import StoryboardPanel
from explorer.ui.docks.whatif import WhatIfPanel
from explorer.ui.docktitle import DockTitle
from explorer.ui.edits import Edits
from explorer.ui.files import SUFFIX, FileDesk, write_picture
from explorer.ui.following_menus import FollowingMenus
from explorer.ui.keeping import Keeping
from explorer.ui.looks import Looks
from explorer.ui.outgoing import Outgoing
from explorer.ui.parts.scenecards import SceneCards
from explorer.ui.parts.sceneeditor import SceneEditor
from explorer.ui.pointing import Pointing
from explorer.ui.present import MapStage
from explorer.ui.presenting import Presenting
from explorer.ui.requests import Requests
from explorer.ui.scene_edits import SceneEdits
from explorer.ui.session import Session
from explorer.ui.settings import Settings, data_dir
from explorer.ui.startpage import Starting
from explorer.ui.statusbar import StatusLine
from explorer.ui.storyboarding import Storyboarding
from explorer.ui.tripbar import TripBar
from explorer.ui.wiring import connect_actions, connect_parts

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
        self.scene_edits = SceneEdits(session, map_view, self)
        self.scene_cards = SceneCards(session.network, session.geometry, self)
        self.actions_table = Actions(self)
        self.trip_bar = TripBar(self)
        self.whatif, self.journey, self.strip = WhatIfPanel(), JourneyPanel(), CorridorTable()
        self.storyboard, self.scene_editor = StoryboardPanel(self.scene_cards), SceneEditor()
        self.stage = MapStage(map_view)
        self.status = StatusLine(self)
        self.keeping = Keeping(session, data_dir(), self)
        self.files = FileDesk(session, settings, self.keeping, self)
        self.asking = Asking(session, self.edits, self)
        self.pointing = Pointing(session, self.edits, map_view, (self.journey, self.strip))
        self.requests = Requests(self)
        self.outgoing = Outgoing(self)
        self._build()
        self.storyboarding = Storyboarding(self)
        self.starting = Starting(self)
        self._connect_session()
        self.comparing = Comparing(self, self.compare_frame, (self.trip_bar, *self._docks))
        connect_parts(self)
        connect_actions(self)
        self._fill()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.addToolBar(self.trip_bar)
        self.trip_bar.set_history(self.actions_table["undo"], self.actions_table["redo"])
        self.compare_frame = CompareFrame(self.stage)
        self.setCentralWidget(self.compare_frame)
        self.setStatusBar(self.status)
        self.whatif_dock = self._dock("What if", "dock_whatif", self.whatif)
        self.journey_dock = self._dock("Journey", "dock_journey", self.journey)
        self.strip_dock = self._dock("Corridors", "dock_corridors", self.strip, can_fold=True)
        self.storyboard_dock = self._dock("Storyboard", "dock_storyboard", self.storyboard, can_fold=True)
        self.scene_dock = self._dock("Scene", "dock_scene", self.scene_editor)
        docks = (self.whatif_dock, self.journey_dock, self.strip_dock)
        behind = (self.scene_dock, self.storyboard_dock)
        self.arrangement = Arrangement(self, docks, behind)
        self.title_of(self.storyboard_dock).add_tools(self.storyboard.tools)
        self.commands = CommandBox(self)
        self.commands.closed.connect(self.requests.leave_commands)
        hidden = (self.menuBar(), self.trip_bar, self.status, *docks, *behind)
        self.presenting = Presenting(self, hidden)
        self._following = FollowingMenus(self.session, self.edits, self.files, self.settings, self)
        self._menus()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self.requests.escape)

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

    @property
    def _docks(self) -> tuple[QDockWidget, ...]:
        return self.whatif_dock, self.journey_dock, self.scene_dock, self.strip_dock, self.storyboard_dock

    def title_of(self, dock: QDockWidget) -> DockTitle:
        """The title bar of one of the docks."""
        bar = dock.titleBarWidget()
        assert isinstance(bar, DockTitle)  # noqa: S101 (made in _dock)
        return bar

    def _menus(self) -> None:
        menus = self.actions_table.fill(self.menuBar())
        menus["View"].addSeparator()
        for dock in self._docks:
            menus["View"].addAction(dock.toggleViewAction())
        self.story_menu = menus["Storyboard"].addMenu("&Open a story")
        self.story_menu.setObjectName("menu_story")
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
        session.refused.connect(self.refuse)
        stack = session.undo_group
        stack.canUndoChanged.connect(self.actions_table["undo"].setEnabled)
        stack.canRedoChanged.connect(self.actions_table["redo"].setEnabled)
        stack.undoTextChanged.connect(self._on_undo_text_changed)
        stack.redoTextChanged.connect(self._on_redo_text_changed)
        for name in ("undo", "redo"):
            self.actions_table[name].setEnabled(False)
        self.looks.theme_changed.connect(self._on_theme_changed)
        self.looks.language_changed.connect(self._on_language_changed)
        self.files.told.connect(self.tell)
        self.keeping.told.connect(self.tell)

    # ------------------------------------------------------------------ the session says

    def _on_results_changed(self, old: Results | None, new: Results) -> None:
        self.map.show_results(old, new)
        is_days = new.trip.objective is Objective.DAYS
        self.actions_table["objective_days" if is_days else "objective_km"].setChecked(True)
        self.actions_table["reset"].setEnabled(not new.scenario.is_empty)
        if self.presenting.is_on:
            # Nobody sees the panels: the audience's figures do not wait for them.
            return
        self.show_panels()
        if old is not None and (old.trip.origin_id, old.trip.destination_id) != (
            new.trip.origin_id,
            new.trip.destination_id,
        ):
            self.map.fly_to_itinerary()

    def show_panels(self) -> None:
        """Show the answer in everything around the map."""
        network, results = self.session.network, self.session.results
        self.journey.show_results(network, results, self.looks.language)
        self.strip.show_results(network, results)
        self.whatif.show_results(network, results)
        self.trip_bar.show_results(network, results)
        self.status.show_results(network, results, self.session.elapsed_ms)

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

    def refuse(self, why: str) -> None:
        """Say why something cannot be answered; before an audience no window opens for it."""
        if self.presenting.is_on:
            self.presenting.hint(why)
        else:
            tell(self, "This cannot be answered", why)

    def tell(self, words: str) -> None:
        """Say something in passing, in the status bar; before an audience over the map."""
        self.status.showMessage(words, 6000)
        self.presenting.hint(words)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.map.set_theme(theme)
        self.actions_table.refresh_icons()
        for part in (self.trip_bar, self.whatif, self.journey):
            part.refresh_icons()
        self.scene_editor.refresh_icons()
        for dock in self._docks:
            self.title_of(dock).refresh_icons()
        self.actions_table[f"theme_{self.looks.choice}"].setChecked(True)

    def _on_language_changed(self, language: str) -> None:
        network, results = self.session.network, self.session.results
        self.trip_bar.set_network(network, language)
        self.whatif.set_language(network, results, language)
        self.whatif.show_effects(self.session.closing_effects())
        self.journey.show_results(network, results, language)
        self.map.set_language(language)

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
        if not self.presenting.is_on and not self.comparing.is_on:
            self.arrangement.follow_size()
            self.requests.show_folded()

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
        self.storyboarding.settle()
        if not self.files.may_go():
            event.ignore()
            return
        self.comparing.end()
        self.comparing.release()
        self.presenting.end()
        self.arrangement.save(self.settings)
        self.settings.sync()
        self.files.finish()
        self.outgoing.close()
        event.accept()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The scenario file that is dropped, None for anything else."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix == SUFFIX:
            return path
    return None
