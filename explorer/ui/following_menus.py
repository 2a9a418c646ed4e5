"""Menus whose entries follow the scenario: recent files, past closures, new links."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.housestyle.wording import event_title
from explorer.ui.edits import Edits
from explorer.ui.files import FileDesk
from explorer.ui.session import Session
from explorer.ui.settings import Settings


class FollowingMenus(QObject):
    """Filled anew each time one opens."""

    def __init__(
        self, session: Session, edits: Edits, files: FileDesk, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._edits, self._files, self._settings = session, edits, files, settings
        self._recent = QMenu("Open &recent", window)
        self._recent.setObjectName("menu_recent")
        self._events: QMenu | None = None
        self._links: QMenu | None = None

    def put_into(self, file_menu: QMenu, before: QAction, scenario_menu: QMenu) -> None:
        """Put the menus where they belong."""
        file_menu.insertMenu(before, self._recent)
        self._events = scenario_menu.addMenu("&Past closures")
        self._links = scenario_menu.addMenu("&New links")
        self._recent.aboutToShow.connect(self._fill_recent)
        self._events.aboutToShow.connect(self._fill_events)
        self._links.aboutToShow.connect(self._fill_links)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent_files():
            self._recent.addAction(str(path)).triggered.connect(partial(self._on_recent, path))
        if self._recent.isEmpty():
            self._recent.addAction("No recent files").setEnabled(False)

    def _on_recent(self, path: Path, _checked: bool = False) -> None:
        self._files.open_recent(path)

    def _fill_events(self) -> None:
        if self._events is None:
            return
        self._events.clear()
        applied = {closure.event_id for closure in self._session.scenario.closures}
        for event in self._session.network.events.values():
            if event.closes:
                action = self._events.addAction(f"{event_title(event)}, {event.start[:7]}")
                action.setCheckable(True)
                action.setChecked(event.id in applied)
                action.triggered.connect(partial(self._on_event, event.id))

    def _on_event(self, event_id: str, is_on: bool) -> None:
        if is_on:
            self._edits.apply_event(event_id, None)
        else:
            self._edits.drop_event(event_id)

    def _fill_links(self) -> None:
        if self._links is None:
            return
        self._links.clear()
        scenario = self._session.scenario
        is_open = scenario.open_links(self._session.network)
        for link in self._session.network.new_links.values():
            action = self._links.addAction(link.name)
            action.setCheckable(True)
            action.setChecked(link.id in is_open)
            action.setEnabled(link.id not in is_open or link.id in scenario.opened)
            action.triggered.connect(partial(self._on_link, link.id))

    def _on_link(self, link_id: str, _is_on: bool) -> None:
        self._edits.toggle(link_id)
