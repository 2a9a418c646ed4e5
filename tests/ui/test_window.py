"""The window over a fake map: every panel by its object name, and the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Objective
from explorer.core.network import Mode
from explorer.core.scenario import Closure, Scenario
from explorer.housestyle.steps import RowKind
from explorer.housestyle.style import Theme
from explorer.io.scenario_file import write_scenario
from explorer.ui import files as files_module
from explorer.ui.actions import TABLE
from explorer.ui.commandbox import Choice, ranked
from explorer.ui.dialogs import StayDialog, TextDialog
from explorer.ui.filelock import Holder
from explorer.ui.parts.crossings import CLOSED, CLOSED_BY_COUNTRY, OPEN, CrossingsView, Role, switch_rect
from explorer.ui.parts.links import LinkCard
from explorer.ui.parts.stepview import StepView
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.theme import theme_of
from explorer.ui.widgets import Switch
from explorer.ui.window import MainWindow
from tests.ui.fake_map import FakeMap

W = TypeVar("W", bound=QWidget)


def part(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def click(window: QWidget, name: str) -> None:
    QTest.mouseClick(part(window, QAbstractButton, name), Qt.MouseButton.LeftButton)


def text(window: QWidget, name: str) -> str:
    return part(window, QLabel, name).text()


def fake(window: MainWindow) -> FakeMap:
    return cast(FakeMap, window.map)


def tree_index(tree: CrossingsView, node_id: str) -> QModelIndex:
    model = tree.crossings
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        for child in range(model.rowCount(top)):
            if model.index(child, 0, top).data(Role.ID) == node_id:
                return model.index(child, 0, top)
    raise AssertionError(node_id)


def test_every_command_of_the_table_is_connected_and_described(window: MainWindow) -> None:
    for entry in TABLE:
        action = window.actions_table[entry.id]
        assert action.receivers("2triggered(bool)") > 0, entry.id
        assert action.statusTip()
    shortcuts = [entry.shortcut for entry in TABLE if entry.shortcut]
    assert len(shortcuts) == len(set(shortcuts))


def test_the_first_answer_is_shown_everywhere(window: MainWindow, session: Session) -> None:
    now = session.results.itinerary
    assert now is not None
    assert text(window, "distance_value") == "9\u202f030"
    assert text(window, "transit_value") == f"{now.transit_days.typical:.1f}"
    assert text(window, "distance_change") == "\u00b10 km"
    assert fake(window).shown is session.results
    assert part(window, QLabel, "changed_empty").isVisibleTo(window)
    assert window.strip.corridors.rowCount() > 0


def test_a_double_click_on_the_map_closes_and_another_reopens(window: MainWindow, session: Session) -> None:
    first = session.results
    fake(window).node_toggle_requested.emit("frontier")
    assert session.scenario.is_closed("frontier")
    assert "+" in text(window, "transit_change")
    assert text(window, "outcome").startswith("<b>1 change</b>: cargo leaves the Northern corridor")
    assert not part(window, QLabel, "changed_empty").isVisibleTo(window)
    fake(window).node_toggle_requested.emit("frontier")
    assert session.results == first


def test_undo_and_redo_by_keyboard_and_button(window: MainWindow, session: Session) -> None:
    first = session.results
    fake(window).leg_toggle_requested.emit("steppe--plain")
    changed = session.results
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.results == first
    QTest.keyClick(
        window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert session.results == changed
    click(window, "trip_undo")
    assert session.results == first
    assert not window.actions_table["undo"].isEnabled()
    assert window.actions_table["redo"].isEnabled()


def test_a_change_is_taken_back_by_its_own_button(window: MainWindow, session: Session) -> None:
    window.edits.toggle("quay")
    window.edits.toggle("frontier")
    click(window, "undo_quay")
    assert session.scenario.closures == (Closure("frontier"),)
    click(window, "reset_all")
    assert session.scenario.is_empty


def test_a_switch_in_the_tree_closes_its_place(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    tree = window.whatif.crossings
    tree.expandAll()
    index = tree_index(tree, "frontier")
    tree.scrollTo(index)
    where = switch_rect(tree.visualRect(index).toRectF()).center().toPoint()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert session.scenario.is_closed("frontier")
    assert tree_index(tree, "frontier").data(Role.STATE) == CLOSED
    words = tree_index(tree, "frontier").data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Małaszewicze-Frontier, border crossing, closed"


def test_space_in_the_tree_closes_and_reopens(window: MainWindow, session: Session) -> None:
    tree = window.whatif.crossings
    tree.expandAll()
    tree.setCurrentIndex(tree_index(tree, "quay"))
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert session.scenario.is_closed("quay")
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert not session.scenario.is_closed("quay")


def test_a_closed_country_is_told_apart_in_the_tree(window: MainWindow, session: Session) -> None:
    window.edits.toggle("country:kz")
    index = tree_index(window.whatif.crossings, "quay")
    assert index.data(Role.STATE) == CLOSED_BY_COUNTRY
    window.whatif.crossings.toggle(index)
    assert session.scenario.closures == (Closure("country:kz"),)
    click(window, "country_kz")
    assert tree_index(window.whatif.crossings, "quay").data(Role.STATE) == OPEN


def test_search_narrows_the_panel_in_any_language(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.whatif.search.hasFocus)
    QTest.keyClicks(window.whatif.search, "malaszewicze")
    tree = window.whatif.crossings
    shown = [
        node_id
        for node_id in ("frontier", "quay", "haven")
        if not tree.isRowHidden(tree_index(tree, node_id).row(), tree_index(tree, node_id).parent())
    ]
    assert shown == ["frontier"]
    assert not window.whatif.links.isVisibleTo(window)
    window.whatif.search.clear()
    assert window.whatif.links.isVisibleTo(window)


def test_a_new_link_shows_what_is_reported_beside_this_trip(window: MainWindow, session: Session) -> None:
    click(window, "link_switch_short")
    assert session.scenario.opened == ("short",)
    card = part(window, LinkCard, "link_short")
    assert card.is_open
    assert text(window, "link_reported_km_short") == "\u2212900 km"
    assert text(window, "link_reported_days_short") == "\u22127 to \u22128 d"
    saving = next(row for row in session.results.new_links if row.link_id == "short")
    assert saving.modelled is not None
    assert text(window, "link_modelled_km_short").startswith("\u2212" if saving.modelled.km > 0 else "+")
    assert text(window, "link_held_km_short").endswith(" km")
    click(window, "link_switch_short")
    assert session.scenario.opened == ()


def test_a_link_that_its_year_opened_cannot_be_dropped(window: MainWindow) -> None:
    window.edits.set_date(2031, None)
    assert not part(window, Switch, "link_switch_short").isEnabled()


def test_a_past_closure_is_applied_for_good_or_for_its_days(window: MainWindow, session: Session) -> None:
    click(window, "apply_e01")
    assert session.scenario.closures == (Closure("frontier", event_id="e01"),)
    click(window, "apply_e01")
    assert session.scenario.is_empty
    window.whatif.events.apply_requested.emit("e01", 13.0)
    assert session.scenario.closures[0].to_day == 13.0


def test_no_way_left_names_what_cuts_and_reopens_it(window: MainWindow, session: Session) -> None:
    first = session.results
    window.edits.toggle("berlin")
    assert part(window, QWidget, "no_route").isVisibleTo(window)
    assert text(window, "no_route_title") == "No way left"
    assert not part(window, QWidget, "distance_value").isVisibleTo(window)
    click(window, "reopen_berlin")
    assert session.results == first
    assert part(window, QWidget, "distance_value").isVisibleTo(window)


def test_the_trip_bar_asks_another_question(window: MainWindow, session: Session) -> None:
    click(window, "objective_km")
    assert session.trip.objective is Objective.KM
    click(window, "mode_ferry")
    assert Mode.FERRY not in session.trip.modes
    click(window, "trip_swap")
    assert session.trip.origin_id == "berlin"
    window.trip_bar.year.setValue(2031)
    window.trip_bar.month.setCurrentIndex(9)
    window.trip_bar.month.activated.emit(9)
    assert (session.scenario.year, session.scenario.month) == (2031, 9)
    assert fake(window).flights >= 2


def test_a_place_is_typed_in_any_language(window: MainWindow, session: Session) -> None:
    field = window.trip_bar.origin
    field.edit.setFocus()
    field.edit.clear()
    field.edit.setText("Малашевич")
    field.edit.textEdited.emit("Малашевич")
    QTest.keyClicks(field.edit, "e")
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    field.edit.setText("Малашевиче")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert session.trip.origin_id == "frontier"


def test_suggestions_follow_what_is_typed(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    field = window.trip_bar.destination
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "frontier")
    completer = field.edit.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    model = popup.model()
    assert model is not None
    assert model.index(0, 0).data() == "Małaszewicze-Frontier"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert session.trip.destination_id == "frontier"


def test_a_place_nobody_knows_is_refused_and_the_trip_stays(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.trip_bar.refused.disconnect()
    window.trip_bar.refused.connect(said.append)
    field = window.trip_bar.origin
    field.edit.setText("Springfield")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert said
    assert "2 places" in said[0]
    assert session.trip.origin_id == "chengdu"


def test_a_step_marks_its_place_on_the_map(window: MainWindow, session: Session) -> None:
    view = part(window, StepView, "steps")
    rows = [view.steps.row(i) for i in range(view.steps.rowCount())]
    place = next(i for i, row in enumerate(rows) if row.kind is RowKind.STOP)
    view.clicked.emit(view.steps.index(place))
    assert fake(window).selected == rows[place].ids[0]
    assert view.is_unfolded(view.steps.index(place))
    ride = next(i for i, row in enumerate(rows) if row.kind is RowKind.RIDE and len(row.ids) > 1)
    view.clicked.emit(view.steps.index(ride))
    assert fake(window).highlighted == rows[ride].ids


def test_a_click_on_the_map_tells_what_is_known_and_escape_comes_back(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    fake(window).node_clicked.emit("frontier")
    assert fake(window).selected == "frontier"
    qtbot.waitUntil(lambda: text(window, "detail_title") == "Małaszewicze-Frontier")
    assert part(window, QWidget, "detail").isVisibleTo(window)
    click(window, "detail_toggle")
    assert session.scenario.is_closed("frontier")
    assert part(window, QWidget, "detail").isVisibleTo(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not part(window, QWidget, "detail").isVisibleTo(window)
    assert fake(window).selected is None


def test_a_corridor_row_marks_its_legs_and_a_second_click_takes_it_back(
    window: MainWindow, session: Session
) -> None:
    row = window.strip.corridors.place_of("northern")
    window.strip.clicked.emit(window.strip.corridors.index(row, 0))
    assert fake(window).highlighted == session.network.corridors["northern"].leg_ids
    window.strip.clicked.emit(window.strip.corridors.index(row, 0))
    assert fake(window).highlighted == ()


def test_the_map_menu_offers_what_can_be_done(window: MainWindow, session: Session) -> None:
    menu = window.pointing.open_menu("frontier", QPoint(5, 5), window)
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0] == "Close Małaszewicze-Frontier"
    assert "Close all of Poland" in words
    menu.actions()[0].trigger()
    menu.close()
    assert session.scenario.is_closed("frontier")
    assert window.pointing.open_menu("nowhere", QPoint(5, 5), window) is None


def test_the_command_box_finds_commands_places_and_closures(window: MainWindow, session: Session) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.commands.isVisible()
    QTest.keyClicks(window.commands.field, "close quay")
    assert window.commands.texts()[0] == "Close Quay"
    QTest.keyClick(window.commands.field, Qt.Key.Key_Return)
    assert session.scenario.is_closed("quay")
    assert not window.commands.isVisible()


def test_the_command_box_forgives_gaps() -> None:
    choices = [Choice(words, "", lambda: None) for words in ("Reset all", "Export GeoJSON…", "Close Aktau")]
    assert next(choice.text for choice in ranked("geojs", choices)) == "Export GeoJSON…"
    assert next(choice.text for choice in ranked("akt", choices)) == "Close Aktau"
    assert ranked("zzz", choices) == []


def test_the_theme_changes_at_once_and_is_remembered(window: MainWindow, settings: Settings) -> None:
    assert theme_of(window) is Theme.LIGHT
    window.actions_table["theme_dark"].trigger()
    assert theme_of(window) is Theme.DARK
    assert theme_of(window.strip) is Theme.DARK
    assert fake(window).theme is Theme.DARK
    assert settings.text("theme") == "dark"
    window.actions_table["theme_light"].trigger()
    assert theme_of(window) is Theme.LIGHT


def test_names_change_their_language(window: MainWindow) -> None:
    window.actions_table["language_zh"].trigger()
    assert fake(window).language == "zh"
    assert window.trip_bar.origin.edit.text() == "成都"
    window.actions_table["language_en"].trigger()
    assert window.trip_bar.origin.edit.text() == "Chengdu"


def test_presenting_shows_map_and_figures_only_and_escape_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.edits.toggle("frontier")
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.presenting.is_on
    assert not window.whatif_dock.isVisible()
    assert not window.menuBar().isVisible()
    assert text(window, "present_title").startswith("Cargo leaves the Northern corridor")
    assert text(window, "present_value_0").startswith("+")
    assert fake(window).is_legend_folded
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.presenting.is_on
    assert window.whatif_dock.isVisible()
    assert window.menuBar().isVisible()
    assert fake(window).scale == 1.0


def test_a_narrow_window_puts_what_if_behind_the_journey(window: MainWindow) -> None:
    window.resize(1100, 800)
    assert window.arrangement.is_narrow
    assert window.tabifiedDockWidgets(window.journey_dock) == [window.whatif_dock]
    window.resize(1440, 900)
    assert not window.arrangement.is_narrow
    assert window.tabifiedDockWidgets(window.journey_dock) == []


def test_a_low_window_folds_the_strip_to_its_title(window: MainWindow) -> None:
    window.resize(1440, 660)
    assert window.arrangement.is_folded
    assert window.strip_dock.height() <= 30
    window.resize(1440, 900)
    assert not window.arrangement.is_folded
    click(window.strip_dock, "dock_fold")
    assert window.arrangement.is_folded


def test_figures_are_copied_as_text(window: MainWindow) -> None:
    window.actions_table["copy"].trigger()
    assert "9\u202f030 km" in QGuiApplication.clipboard().text()


def test_a_stay_is_changed_and_given_back(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    node = session.network.nodes["frontier"]
    assert node.dwell is not None
    dialog = StayDialog(node, node.dwell, window)
    qtbot.addWidget(dialog)
    dialog.high.setValue(9.0)
    assert dialog.span.high == 9.0
    dialog.low.setValue(20.0)
    assert not dialog._buttons.button(dialog._buttons.StandardButton.Ok).isEnabled()
    window.edits.set_stay("frontier", dialog.span)
    assert dict(session.scenario.dwells)["frontier"].low == 20.0
    window.edits.set_stay("frontier", None)
    assert session.scenario.is_empty


def test_help_sources_claims_and_about_open(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("help", "sources", "claims", "about"):
        window.actions_table[name].trigger()
    dialogs = window.findChildren(TextDialog)
    assert len(dialogs) == 4
    for dialog in dialogs:
        assert len(dialog.text.toPlainText()) > 20
        dialog.close()


def test_a_scenario_is_saved_and_opened_again(window: MainWindow, session: Session, tmp_path: Path) -> None:
    window.edits.toggle("frontier")
    assert text(window, "scenario_name").endswith("not saved")
    path = tmp_path / "Frontier shut.corridor"
    assert window.files.save_path(path)
    assert text(window, "scenario_name") == "Scenario: Frontier shut"
    changed = session.results
    window.files.new()
    assert session.scenario.is_empty
    assert window.files.open_path(path)
    assert session.results == changed
    assert window.settings.recent_files() == (path,)


def test_a_dropped_scenario_file_is_opened(window: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.corridor"
    write_scenario(path, Scenario().with_closure("quay"), session.trip, session.network)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert session.scenario.is_closed("quay")


@pytest.mark.parametrize(
    ("answer", "is_closed"),
    [(QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.Discard, True)],
)
def test_unsaved_changes_are_not_lost_without_asking(
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    is_closed: bool,
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, name: str) -> QMessageBox.StandardButton:
        asked.append(name)
        return answer

    monkeypatch.setattr(files_module, "ask_to_save", ask)
    window.edits.toggle("quay")
    assert window.close() is is_closed
    assert asked == ["New scenario"]


def test_a_file_that_cannot_be_read_is_told_and_nothing_changes(
    window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(files_module, "tell", lambda _parent, _title, words: told.append(words))
    path = tmp_path / "broken.corridor"
    path.write_text("{", encoding="utf-8")
    before = session.results
    assert not window.files.open_path(path)
    assert session.results == before
    assert "broken.corridor" in told[0]


@pytest.mark.parametrize(("answer", "is_written"), [("save", True), ("", False)])
def test_a_file_that_another_program_changed_is_asked_about_before_saving(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
) -> None:
    asked: list[str] = []

    def ask(*words: object) -> str:
        asked.append(str(words[2]))
        return answer

    monkeypatch.setattr(files_module, "ask", ask)
    path = tmp_path / "shared.corridor"
    assert window.files.save_path(path)
    other = path.read_bytes() + b"\n\n"
    path.write_bytes(other)
    window.edits.toggle("frontier")
    assert window.files.save_path(path) is is_written
    assert "changed by another program" in asked[0]
    assert (path.read_bytes() != other) is is_written
    if is_written:
        assert window.keeping.versions()[0].path.read_bytes() == other


@pytest.mark.parametrize(("answer", "opened"), [("copy", True), ("over", True), ("", False)])
def test_a_file_that_is_open_elsewhere_is_asked_about(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, opened: bool
) -> None:
    path = tmp_path / "shared.corridor"
    write_scenario(path, Scenario().with_closure("quay"), window.session.trip, window.session.network)
    monkeypatch.setattr(window.keeping, "claim", lambda _path: Holder(1, "elsewhere", "corridor-explorer"))
    monkeypatch.setattr(files_module, "ask", lambda *_words: answer)
    assert window.files.open_path(path) is opened
    assert window.session.scenario.is_closed("quay") is opened
    assert window.session.path == (path if answer == "over" else None)


def test_the_window_is_saved_as_a_picture(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "window.png"
    window.save_picture(path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_size_and_layout_are_remembered(window: MainWindow, settings: Settings, session: Session) -> None:
    window.whatif_dock.hide()
    session.undo_stack.setClean()
    window.close()
    assert not settings.state("window/layout").isEmpty()


def test_markup_in_names_is_shown_as_text(window: MainWindow) -> None:
    fake(window).node_clicked.emit("plain")
    assert part(window, QLabel, "detail_title").textFormat() is Qt.TextFormat.PlainText
    window.edits.toggle("plain")
    assert "<b>& Co" not in text(window, "outcome")


def test_a_long_name_does_not_widen_the_panels(window: MainWindow, session: Session) -> None:
    widths = (window.whatif_dock.width(), window.journey_dock.width())
    for target in ("steppe--plain", "frontier", "harbour--haven--polar"):
        window.edits.toggle(target)
    window.edits.apply_event("e01", 13.0)
    assert (window.whatif_dock.width(), window.journey_dock.width()) == widths


def test_painted_parts_say_what_they_show(window: MainWindow) -> None:
    window.edits.toggle("frontier")
    assert part(window, QWidget, "range_bar").accessibleName().startswith("Days: now ")
    assert "days moving" in part(window, QWidget, "moving_bar").accessibleName()
    steps = part(window, StepView, "steps")
    words = steps.steps.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Day 0.0: Chengdu")
    row = window.strip.corridors.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "days" in row
