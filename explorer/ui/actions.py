"""Every command of the window in one table; the window connects each id to a slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from explorer.ui.icons import icon
from explorer.ui.theme import palette_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One command. `menu` is where it stands; `group` makes it one of several choices."""

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    group: str = ""
    is_switch: bool = False
    starts_section: bool = False


_E = Entry
MENUS: Final = ("File", "Edit", "View", "Trip", "Scenario", "Storyboard", "Help")

TABLE: Final = (
    _E("new", "File", "&New", "Ctrl+N", "new", "Start with nothing changed"),
    _E("open", "File", "&Open…", "Ctrl+O", "open", "Open a scenario file"),
    _E("save", "File", "&Save", "Ctrl+S", "save", "Save the scenario and the trip", starts_section=True),
    _E("save_as", "File", "Save &as…", "Ctrl+Shift+S", "", "Save under another name"),
    _E("versions", "File", "Earlier &versions…", tip="What this document was before, and back to it"),
    _E("unfinished", "File", "Unfinished &work…", tip="What a run left that did not end in order"),
    _E("export", "File", "&Export…", "Ctrl+E", "export", "A file for others", starts_section=True),
    _E("export_pdf", "File/Export as", "Hand-out (&PDF)…", tip="Sheets with map, figures and sources"),
    _E("export_pptx", "File/Export as", "&Slides (PowerPoint)…", tip="Editable slides, one a scene"),
    _E("export_html", "File/Export as", "One &HTML file…", tip="One page that needs no internet"),
    _E("export_png", "File/Export as", "P&icture (PNG)…", tip="The sheet as a picture", starts_section=True),
    _E("export_svg", "File/Export as", "&Vector picture (SVG)…", tip="The sheet, sharp at any size"),
    _E("export_geojson", "File/Export as", "Map data (&GeoJSON)…", tip="Ways, corridors, legs and nodes"),
    _E("export_table", "File/Export as", "&Table (CSV)…", tip="Itinerary, corridors, legs, nodes or sources"),
    _E("print", "File", "&Print…", "Ctrl+P", "print", "Print the sheet, or all scenes as a hand-out"),
    _E("start_page", "File", "S&tart page", "", "", "Stories and recent files", starts_section=True),
    _E("quit", "File", "&Quit", "Ctrl+Q", "", "Leave the program", starts_section=True),
    _E("undo", "Edit", "&Undo", "Ctrl+Z", "undo", "Take the last change back"),
    _E("redo", "Edit", "&Redo", "Ctrl+Shift+Z", "redo", "Do it again"),
    _E("reset", "Edit", "Reset &all", "Ctrl+Backspace", "reset", "Take every change back; the trip stays"),
    _E(
        "find",
        "Edit",
        "&Find in What if",
        "Ctrl+F",
        "search",
        "Search crossings, ports, new links and past closures",
        starts_section=True,
    ),
    _E(
        "commands",
        "Edit",
        "&Commands and places…",
        "Ctrl+K",
        "",
        "Every command, place, closure and new link",
    ),
    _E(
        "copy",
        "Edit",
        "Copy f&igures",
        "Ctrl+Shift+C",
        "copy",
        "Distance, days, change and steps as text and as cells",
        starts_section=True,
    ),
    _E("copy_itinerary", "Edit", "Copy s&teps", tip="The journey's steps as a table"),
    _E("copy_corridors", "Edit", "Copy c&orridors", tip="All corridors as a table"),
    _E("copy_map", "Edit", "Copy &map", tip="The map as it stands, as a picture"),
    _E("copy_sheet", "Edit", "Copy s&heet", tip="Title, map, figures and sources as a picture"),
    _E("theme_light", "View/Theme", "&Light", icon="sun", group="theme"),
    _E("theme_dark", "View/Theme", "&Dark", icon="moon", group="theme"),
    _E("theme_system", "View/Theme", "As the &system", group="theme"),
    _E("language_en", "View/Names in", "&English", group="language"),
    _E("language_local", "View/Names in", "&Local script", group="language"),
    _E("language_zh", "View/Names in", "&Chinese 中文", group="language"),
    _E("language_ru", "View/Names in", "&Russian Русский", group="language"),
    _E("less_motion", "View", "Less &motion", tip="Changes at once, without flights", is_switch=True),
    _E("fit", "View", "Show the whole &journey", "Ctrl+0", "fit", starts_section=True),
    _E("compare", "View", "&Before and after", "Ctrl+B", "compare", "Both answers", is_switch=True),
    _E("fullscreen", "View", "&Full screen", "F11", "fullscreen", is_switch=True),
    _E("present", "View", "&Present", "F5", "play", "From the first scene; Esc comes back"),
    _E("present_current", "View", "Present from this s&cene", "Shift+F5", "", "From the current scene"),
    _E(
        "reset_layout",
        "View",
        "Reset la&yout",
        "",
        "",
        "Panels where they were at first",
        starts_section=True,
    ),
    _E("swap", "Trip", "&Swap origin and destination", "Ctrl+Shift+X", "swap"),
    _E("via", "Trip", "Add a place on the &way…", "", "plus"),
    _E("objective_days", "Trip", "&Fastest way", "", "", starts_section=True, group="objective"),
    _E("objective_km", "Trip", "S&hortest way", "", "", group="objective"),
    _E("all_modes", "Trip", "Allow every &mode", starts_section=True),
    _E("toggle_selection", "Scenario", "&Close or reopen what is selected", "Ctrl+D", "close-place"),
    _E("stay", "Scenario", "Change the sta&y there…", "", "clock"),
    _E("scene_add", "Storyboard", "&Add scene", "Ctrl+Shift+A", "plus", "Add what the map shows as a scene"),
    _E("scene_update", "Storyboard", "&Update scene", "Ctrl+Shift+U", "", "Keep what the map shows now"),
    _E("scene_edit", "Storyboard", "&Edit scene…", "Ctrl+Shift+T", "", "Write title, text and notes"),
    _E("scene_rename", "Storyboard", "&Rename scene", "F2"),
    _E("scene_duplicate", "Storyboard", "&Duplicate scene", "Ctrl+Shift+D"),
    _E("scene_delete", "Storyboard", "De&lete scene"),
    _E("scene_earlier", "Storyboard", "Move ea&rlier", "Alt+Left", starts_section=True),
    _E("scene_later", "Storyboard", "Move la&ter", "Alt+Right"),
    _E("scene_next", "Storyboard", "&Next scene", "Ctrl+PgDown", starts_section=True),
    _E("scene_previous", "Storyboard", "&Previous scene", "Ctrl+PgUp"),
    _E("storyboard_title", "Storyboard", "T&itle of the storyboard…", starts_section=True),
    _E("help", "Help", "&Keyboard and how-to", "F1", "help"),
    _E("sources", "Help", "&Sources…", "", "source"),
    _E("claims", "Help", "&Claims of the two articles…", "", ""),
    _E("about", "Help", "&About Corridor Explorer", "", "info", starts_section=True),
)


class Actions:
    """The QActions of the table, by id."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for entry in TABLE:
            self._actions[entry.id] = self._make(entry)
        self["redo"].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.refresh_icons()

    def _make(self, entry: Entry) -> QAction:
        action = QAction(entry.text, self._parent)
        action.setObjectName(entry.id)
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
        words = entry.tip or entry.text.replace("&", "")
        action.setStatusTip(words)
        action.setToolTip(f"{words} ({entry.shortcut})" if entry.shortcut else words)
        if entry.group:
            action.setCheckable(True)
            group = self._groups.setdefault(entry.group, QActionGroup(self._parent))
            group.addAction(action)
        action.setCheckable(action.isCheckable() or entry.is_switch)
        self._parent.addAction(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; returns them by name, `View/Theme` for a submenu."""
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menus[name] = bar.addMenu(f"&{name}")
            menus[name].setObjectName(f"menu_{name.lower()}")
        for entry in TABLE:
            if entry.menu not in menus:
                parent, title = entry.menu.split("/")
                menus[entry.menu] = menus[parent].addMenu(title)
            if entry.starts_section:
                menus[entry.menu].addSeparator()
            menus[entry.menu].addAction(self._actions[entry.id])
        return menus

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        colours = palette_of(self._parent)
        for entry in TABLE:
            if entry.icon:
                self._actions[entry.id].setIcon(icon(entry.icon, colours))
