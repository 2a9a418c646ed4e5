"""Every connection from widgets, map and menus to what answers them, in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from explorer.core.itinerary import Objective
from explorer.ui.looks import LANGUAGES, THEMES

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow


def connect_parts(window: MainWindow) -> None:
    """Connect what the widgets ask for to what does it."""
    bar, edits, asking, pointing = window.trip_bar, window.edits, window.asking, window.pointing
    bar.origin_chosen.connect(edits.set_origin)
    bar.destination_chosen.connect(edits.set_destination)
    bar.swap_requested.connect(edits.swap)
    bar.via_requested.connect(window.requests.ask_via)
    bar.via_dropped.connect(edits.drop_via)
    bar.objective_chosen.connect(edits.set_objective)
    bar.modes_chosen.connect(edits.set_modes)
    bar.date_chosen.connect(edits.set_date)
    bar.refused.connect(window.refuse)
    bar.present.clicked.connect(window.actions_table["present"].trigger)
    _connect_whatif(window)
    journey = window.journey
    journey.selected.connect(pointing.show_steps)
    journey.steps.sources_requested.connect(asking.show_step_sources)
    journey.alternatives.previewed.connect(pointing.preview)
    journey.no_route.reopen_requested.connect(edits.reopen)
    journey.no_route.reset_requested.connect(edits.reset)
    journey.detail.closed.connect(pointing.clear)
    journey.compare.clicked.connect(window.actions_table["compare"].trigger)
    journey.detail.toggle_requested.connect(edits.toggle)
    journey.detail.stay_requested.connect(asking.ask_stay)
    journey.detail.sources_requested.connect(asking.show_source_list)
    journey.detail.end_requested.connect(window.requests.set_end)
    window.strip.selected.connect(pointing.show_corridor)
    window.strip.titled.connect(window.title_of(window.strip_dock).set_words)
    for dock in (window.strip_dock, window.storyboard_dock):
        window.title_of(dock).fold_requested.connect(window.requests.fold_strip)
    window.storyboarding.connect_parts()
    _connect_map(window)


def _connect_whatif(window: MainWindow) -> None:
    panel, edits = window.whatif, window.edits
    panel.selected.connect(window.pointing.show_target)
    panel.changed.undo_requested.connect(edits.take_back)
    panel.changed.reset_requested.connect(edits.reset)
    panel.crossings.toggle_requested.connect(edits.toggle)
    panel.countries.toggle_requested.connect(edits.toggle)
    panel.links.toggle_requested.connect(edits.toggle)
    panel.links.sources_requested.connect(window.asking.show_link_reports)
    panel.events.apply_requested.connect(edits.apply_event)
    panel.events.drop_requested.connect(edits.drop_event)


def _connect_map(window: MainWindow) -> None:
    view, pointing, edits = window.map, window.pointing, window.edits
    view.node_clicked.connect(pointing.show_clicked)
    view.leg_clicked.connect(pointing.show_clicked)
    view.background_clicked.connect(pointing.clear)
    view.node_toggle_requested.connect(edits.toggle)
    view.leg_toggle_requested.connect(edits.toggle)
    view.context_menu_requested.connect(window.requests.open_map_menu)
    view.renderer_died.connect(window.requests.tell_renderer_died)


def _scene_slots(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the menu "Storyboard" does."""
    board, scenes = window.storyboarding, window.scene_edits
    return {
        "scene_add": scenes.add,
        "scene_update": scenes.update,
        "scene_edit": board.edit_scene,
        "scene_rename": board.rename,
        "scene_duplicate": board.duplicate,
        "scene_delete": board.delete,
        "scene_earlier": partial(board.move_by, -1),
        "scene_later": partial(board.move_by, 1),
        "scene_next": partial(scenes.show_by, 1),
        "scene_previous": partial(scenes.show_by, -1),
        "storyboard_title": board.ask_title,
    }


def connect_actions(window: MainWindow) -> None:
    """Connect every command of the table to its slot."""
    files, edits, asking, looks = window.files, window.edits, window.asking, window.looks
    slots = {
        "new": files.new,
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "versions": window.requests.show_versions,
        "unfinished": window.keeping.show_left,
        "export": window.outgoing.export,
        "export_pdf": partial(window.outgoing.export, ".pdf"),
        "export_pptx": partial(window.outgoing.export, ".pptx"),
        "export_html": partial(window.outgoing.export, ".html"),
        "export_png": partial(window.outgoing.export, ".png"),
        "export_svg": partial(window.outgoing.export, ".svg"),
        "export_geojson": partial(window.outgoing.export, ".geojson"),
        "export_table": partial(window.outgoing.export, ".csv"),
        "print": window.outgoing.print,
        "start_page": window.starting.open,
        "quit": window.close,
        "undo": window.session.undo_group.undo,
        "redo": window.session.undo_group.redo,
        "reset": edits.reset,
        "find": window.requests.find,
        "commands": window.requests.open_commands,
        "copy": window.outgoing.clipboard.copy_figures,
        "copy_itinerary": window.outgoing.clipboard.copy_itinerary,
        "copy_corridors": window.outgoing.clipboard.copy_corridors,
        "copy_map": window.outgoing.copy_map,
        "copy_sheet": window.outgoing.copy_sheet,
        "fit": window.map.fly_to_itinerary,
        "compare": window.comparing.toggle,
        "fullscreen": window.requests.toggle_fullscreen,
        "present": window.presenting.start,
        "present_current": partial(window.presenting.start, is_from_first=False),
        "less_motion": looks.toggle_motion,
        "reset_layout": window.arrangement.reset,
        "swap": edits.swap,
        "via": window.requests.ask_via,
        "objective_days": partial(edits.set_objective, Objective.DAYS),
        "objective_km": partial(edits.set_objective, Objective.KM),
        "all_modes": edits.allow_all_modes,
        "toggle_selection": window.requests.toggle_selection,
        "stay": window.requests.change_stay,
        **_scene_slots(window),
        "help": asking.show_help,
        "sources": asking.show_sources,
        "claims": asking.show_claims,
        "about": asking.show_about,
        **{f"theme_{choice}": partial(looks.choose_theme, choice) for choice in THEMES},
        **{f"language_{language}": partial(looks.choose_language, language) for language in LANGUAGES},
    }
    for name, slot in slots.items():
        window.actions_table[name].triggered.connect(lambda _=False, run=slot: run())
    window.actions_table["less_motion"].setChecked(looks.has_less_motion)
    window.actions_table[f"theme_{looks.choice}"].setChecked(True)
    window.actions_table[f"language_{looks.language}"].setChecked(True)
