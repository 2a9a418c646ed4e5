"""The storyboard dock over a fake map: cards, the scene editor, and every edit undoable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import MAX_SCENES, Figure, FigureKind, Scene, Storyboard
from explorer.housestyle.key_figures import headline
from explorer.io.scenario_file import read_scenario
from explorer.ui.parts.scenecards import CardLook
from explorer.ui.parts.scenemodel import CURRENT_ROLE
from explorer.ui.parts.scenestrip import SceneStrip
from explorer.ui.scene_edits import MAX_TITLE, inner_view, is_fitted, pointed_out
from explorer.ui.session import Session
from explorer.ui.window import MainWindow
from tests.ui.fake_map import FakeMap

W = TypeVar("W", bound=QWidget)
TRIP = Trip("chengdu", "berlin")
HOSTILE = (
    "<b>bold</b><img src=x onerror=alert(1)>",
    "x" * 5_000,
    "سيناريو إغلاق الحدود البيلاروسية",
    "",
    "two\nlines\tand tabs",
)


def part(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def click(window: QWidget, name: str) -> None:
    QTest.mouseClick(part(window, QAbstractButton, name), Qt.MouseButton.LeftButton)


def fake(window: MainWindow) -> FakeMap:
    return cast(FakeMap, window.map)


def strip(window: MainWindow) -> SceneStrip:
    return window.storyboard.strip


def ids(session: Session) -> list[str]:
    return [scene.id for scene in session.storyboard]


def marks(window: MainWindow) -> list[str]:
    model = strip(window).scenes
    return [str(model.index(row).data(CURRENT_ROLE)) for row in range(model.rowCount())]


def three() -> Storyboard:
    return Storyboard(
        "Three",
        (
            Scene("one", Scenario(), TRIP, "As it is", "Words", "Say hello"),
            Scene(
                "two",
                Scenario().with_closure("frontier"),
                TRIP,
                "Closed",
                view=(10.0, 40.0, 60.0, 60.0),
                highlights=("northern", "quay"),
            ),
            Scene("three", Scenario().with_closure("quay"), Trip("berlin", "chengdu"), "Back"),
        ),
    )


@pytest.fixture
def shown(window: MainWindow, session: Session, qtbot: QtBot) -> MainWindow:
    """The window with three scenes, the strip in front and the first one shown."""
    session.load(Scenario(), TRIP, None, three(), "one")
    qtbot.waitUntil(lambda: strip(window).isVisible())
    return window


# ---------------------------------------------------------------- adding and updating


def test_an_empty_storyboard_says_what_to_do_and_its_button_adds_the_present_map(
    window: MainWindow, session: Session
) -> None:
    window.storyboard_dock.raise_()
    fake(window).visible = None
    session.edit("Close", Scenario().with_closure("frontier"))
    click(window, "storyboard_first")
    scene = session.scene
    assert scene is not None
    assert (scene.scenario, scene.trip) == (session.scenario, session.trip)
    assert scene.title == headline(session.network, session.results)
    assert session.is_on_scene
    assert strip(window).isVisible()
    session.undo_stack.undo()
    assert not session.storyboard.scenes


def test_a_scene_is_added_behind_the_current_one_and_keeps_what_was_moved_into_view(
    shown: MainWindow, session: Session
) -> None:
    fake(shown).resize(900, 600)
    fake(shown).visible = (20.0, 35.0, 60.0, 55.0)
    shown.actions_table["scene_add"].trigger()
    assert ids(session)[:2] == ["one", session.scene.id if session.scene else ""]
    view = session.scene.view if session.scene else None
    assert view is not None
    assert 20.0 < view[0] < view[2] < 60.0
    assert 35.0 < view[1] < view[3] < 55.0


def test_a_view_that_shows_the_whole_journey_is_kept_as_the_journey() -> None:
    journey = (10.0, 30.0, 100.0, 60.0)
    assert is_fitted((2.0, 24.0, 108.0, 64.0), journey)
    assert not is_fitted((20.0, 24.0, 108.0, 64.0), journey), "a part of the journey"
    assert not is_fitted((-170.0, -60.0, 280.0, 80.0), journey), "the whole world"
    assert not is_fitted((8.0, 24.0, 160.0, 64.0), journey), "moved aside"


def test_the_inner_view_leaves_the_room_that_fitting_adds() -> None:
    west, south, east, north = inner_view((0.0, 0.0, 80.0, 50.0), 800, 500) or (0, 0, 0, 0)
    assert (west, east) == pytest.approx((6.6, 73.4))
    assert 0.0 < south < 6.0
    assert 44.0 < north < 50.0
    assert inner_view((0.0, 0.0, 8.0, 5.0), 80, 50) == (0.0, 0.0, 8.0, 5.0), "too small for a margin"
    assert inner_view(None, 800, 500) is None


def test_a_changed_map_marks_the_scene_and_can_be_kept_or_taken_back(
    shown: MainWindow, session: Session, qtbot: QtBot
) -> None:
    assert marks(shown) == ["current", "", ""]
    assert part(shown, QAbstractButton, "storyboard_update").isHidden()
    session.edit("Close", Scenario().with_closure("frontier"))
    qtbot.waitUntil(lambda: marks(shown) == ["changed", "", ""])
    click(shown, "storyboard_back")
    assert session.scenario == Scenario()
    qtbot.waitUntil(lambda: marks(shown) == ["current", "", ""])
    session.edit("Close", Scenario().with_closure("frontier"))
    qtbot.waitUntil(lambda: marks(shown) == ["changed", "", ""])
    click(shown, "storyboard_update")
    scene = session.scene
    assert scene is not None
    assert scene.scenario == Scenario().with_closure("frontier")
    assert (scene.title, scene.text, scene.notes) == ("As it is", "Words", "Say hello")
    assert session.is_on_scene


def test_updating_proposes_a_new_title_only_where_the_old_one_was_proposed(
    window: MainWindow, session: Session
) -> None:
    window.scene_edits.add()
    first = session.scene.title if session.scene else ""
    session.edit("Close", Scenario().with_closure("frontier"))
    window.scene_edits.update()
    assert session.scene is not None
    assert session.scene.title == headline(session.network, session.results) != first


def test_a_full_storyboard_takes_no_more_and_says_so(window: MainWindow, session: Session) -> None:
    scenes = tuple(Scene(f"s{at}", Scenario(), TRIP) for at in range(MAX_SCENES))
    session.load(Scenario(), TRIP, None, Storyboard("", scenes), "s0")
    window.scene_edits.add()
    window.scene_edits.duplicate("s0")
    assert len(session.storyboard) == MAX_SCENES
    assert str(MAX_SCENES) in window.status.currentMessage()


# ---------------------------------------------------------------- showing


def card_place(window: MainWindow, row: int) -> QPoint:
    view = strip(window)
    view.scrollTo(view.scenes.index(row))
    return view.visualRect(view.scenes.index(row)).center()


def test_a_click_on_a_card_shows_its_question_view_and_highlights(
    shown: MainWindow, session: Session
) -> None:
    QTest.mouseClick(strip(shown).viewport(), Qt.MouseButton.LeftButton, pos=card_place(shown, 1))
    assert session.scene is not None
    assert session.scene.id == "two"
    assert session.scenario.is_closed("frontier")
    assert fake(shown).views[-1] == (10.0, 40.0, 60.0, 60.0)
    assert set(fake(shown).highlighted) == {*session.network.corridors["northern"].leg_ids, "quay"}
    assert marks(shown) == ["", "current", ""]
    flights = fake(shown).flights
    QTest.mouseClick(strip(shown).viewport(), Qt.MouseButton.LeftButton, pos=card_place(shown, 2))
    assert session.trip == Trip("berlin", "chengdu")
    assert fake(shown).flights > flights
    assert fake(shown).highlighted == ()


def test_showing_a_scene_is_one_step_that_undo_takes_back(shown: MainWindow, session: Session) -> None:
    steps = session.undo_stack.count()
    shown.scene_edits.show("two")
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert session.scenario == Scenario()
    assert session.scene is not None
    assert session.scene.id == "one"
    assert fake(shown).highlighted == ()


def test_keys_go_through_the_scenes_and_stop_at_the_ends(shown: MainWindow, session: Session) -> None:
    def current() -> str:
        return session.scene.id if session.scene else ""

    for wanted in ("two", "three", "three"):
        shown.actions_table["scene_next"].trigger()
        assert current() == wanted
    assert "last" in shown.status.currentMessage()
    for wanted in ("two", "one", "one"):
        shown.actions_table["scene_previous"].trigger()
        assert current() == wanted


def test_arrows_choose_enter_shows_and_delete_deletes(shown: MainWindow, session: Session) -> None:
    view = strip(shown)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.chosen == "two"
    assert session.scene is not None
    assert session.scene.id == "one", "choosing is not showing"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert session.scene.id == "two"
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert ids(session) == ["one", "two"]
    session.undo_stack.undo()
    assert ids(session) == ["one", "two", "three"]


def test_a_country_is_pointed_out_by_its_legs(session: Session) -> None:
    found = pointed_out(session.network, ("country:az", "berlin", "atlantis"))
    assert set(found) == {"quay--far-quay", "far-quay--berlin", "berlin"}


# ---------------------------------------------------------------- order, copies, names


def test_moving_duplicating_and_deleting_by_the_menu_are_one_step_each(
    shown: MainWindow, session: Session
) -> None:
    table, stack = shown.actions_table, session.undo_stack
    steps = stack.count()
    table["scene_later"].trigger()
    assert ids(session) == ["two", "one", "three"]
    table["scene_earlier"].trigger()
    table["scene_earlier"].trigger()
    assert ids(session) == ["one", "two", "three"]
    table["scene_duplicate"].trigger()
    copy = ids(session)[1]
    assert ids(session) == ["one", copy, "two", "three"]
    assert session.scene is not None
    assert session.scene.id == copy
    table["scene_delete"].trigger()
    assert ids(session) == ["one", "two", "three"]
    assert stack.count() == steps + 4, "moving the first one earlier is no step"
    while stack.canUndo():
        stack.undo()
    assert session.storyboard == three()


def drop(view: SceneStrip, scene_id: str, x: int) -> None:
    """Drag a scene to a place of the strip: the moves the desktop reports, then the drop."""
    model = view.scenes
    data = model.mimeData([model.index(model.place_of(scene_id))])
    moves = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    move = QDragMoveEvent(QPoint(x, 40), *moves)
    view.dragMoveEvent(move)
    view.dropEvent(QDropEvent(QPointF(x, 40), *moves))


@pytest.mark.parametrize(
    ("scene_id", "row", "wanted"),
    [
        ("one", 2, ["two", "one", "three"]),
        ("one", 3, ["two", "three", "one"]),
        ("three", 0, ["three", "one", "two"]),
        ("two", 1, ["one", "two", "three"]),
        ("two", 2, ["one", "two", "three"]),
    ],
)
def test_a_card_dropped_between_others_stands_there(
    shown: MainWindow, session: Session, scene_id: str, row: int, wanted: list[str]
) -> None:
    view = strip(shown)
    rects = [view.visualRect(view.scenes.index(at)) for at in range(3)]
    x = rects[row].left() + 2 if row < 3 else rects[2].right() - 2
    assert view.drop_row(x) == row
    steps = session.undo_stack.count()
    drop(view, scene_id, x)
    assert ids(session) == wanted
    assert session.undo_stack.count() == steps + (wanted != ["one", "two", "three"])
    assert not view.grab().isNull()


def test_what_is_no_scene_of_this_strip_is_not_taken(shown: MainWindow, session: Session) -> None:
    data = QMimeData()
    data.setText("one")
    event = QDragMoveEvent(
        QPoint(40, 40),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    strip(shown).dragMoveEvent(event)
    assert not event.isAccepted()
    strip(shown).dropEvent(
        QDropEvent(
            QPointF(400, 40),
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert ids(session) == ["one", "two", "three"]


def test_a_scene_is_renamed_in_its_card(shown: MainWindow, session: Session, qtbot: QtBot) -> None:
    shown.actions_table["scene_rename"].trigger()
    field = part(shown, QLineEdit, "scene_title_field")
    field.selectAll()
    QTest.keyClicks(field, "The way today")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.storyboard.scenes[0].title == "The way today")
    session.undo_stack.undo()
    assert session.storyboard.scenes[0].title == "As it is"


def test_the_title_of_the_storyboard_names_window_and_dock(
    shown: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: ("Nine <b>days</b>", True))
    shown.actions_table["storyboard_title"].trigger()
    assert session.storyboard.title == "Nine <b>days</b>"
    assert shown.windowTitle().startswith("Nine <b>days</b>")
    assert "Nine <b>days</b>" in shown.title_of(shown.storyboard_dock).note.whole()


def test_the_menu_of_a_card_holds_what_can_be_done_with_it(shown: MainWindow, session: Session) -> None:
    shown.storyboarding.open_scene_menu("two", QPoint(100, 100))
    menu = part(shown, QMenu, "scene_menu")
    assert [action.objectName() for action in menu.actions()[2:]] == [
        "scene_edit",
        "scene_rename",
        "scene_duplicate",
        "scene_earlier",
        "scene_later",
        "scene_delete",
    ]
    menu.actions()[0].trigger()
    assert session.scene is not None
    assert session.scene.id == "two"
    menu.close()


# ---------------------------------------------------------------- the editor


@pytest.fixture
def editing(shown: MainWindow) -> MainWindow:
    """The window with the editor open at the first scene."""
    shown.actions_table["scene_edit"].trigger()
    assert shown.scene_editor.isVisible()
    return shown


def test_the_editor_writes_title_text_and_notes_in_a_step_each(editing: MainWindow, session: Session) -> None:
    editor = editing.scene_editor
    assert (editor.title.text(), editor.text.toPlainText()) == ("As it is", "Words")
    steps = session.undo_stack.count()
    editor.title.setFocus()
    editor.title.selectAll()
    QTest.keyClicks(editor.title, "Before the closure")
    editor.text.setFocus()
    QTest.keyClicks(editor.text, "More ")
    editor.notes.setFocus()
    QTest.keyClicks(editor.notes, "Slowly. ")
    editing.map.setFocus()
    scene = session.scene
    assert scene is not None
    assert scene.title == "Before the closure"
    assert scene.text == "More Words"
    assert scene.notes == "Slowly. Say hello"
    assert session.undo_stack.count() == steps + 3
    for _ in range(3):
        session.undo_stack.undo()
    assert session.storyboard == three()


def test_a_pause_in_typing_ends_a_step_without_leaving_the_field(
    editing: MainWindow, session: Session, qtbot: QtBot
) -> None:
    editing.scene_editor.text.setFocus()
    QTest.keyClicks(editing.scene_editor.text, "Now ")
    assert session.scene is not None
    assert session.scene.text == "Words", "nothing is told while one types"
    qtbot.waitUntil(lambda: session.scene is not None and session.scene.text == "Now Words", timeout=3000)
    assert editing.scene_editor.text.hasFocus()


def test_undo_in_a_field_is_the_windows_undo(editing: MainWindow, session: Session, qtbot: QtBot) -> None:
    field = editing.scene_editor.text
    field.setFocus()
    QTest.keyClicks(field, "Now ")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.scene is not None
    assert session.scene.text == "Words"
    qtbot.waitUntil(lambda: field.toPlainText() == "Words")
    assert session.undo_stack.canRedo()


def test_saving_takes_up_what_is_being_typed(editing: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "briefing.corridor"
    assert editing.files.save_path(path)
    field = editing.scene_editor.text
    field.setFocus()
    QTest.keyClicks(field, "Last ")
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = read_scenario(path, session.network).storyboard.scene("one")
    assert saved is not None
    assert saved.text == "Last Words"
    assert not session.is_modified


def test_going_to_another_scene_does_not_carry_words_over(
    editing: MainWindow, session: Session, qtbot: QtBot
) -> None:
    editor = editing.scene_editor
    editor.text.setFocus()
    QTest.keyClicks(editor.text, "First: ")
    editing.scene_edits.show("two")
    qtbot.waitUntil(lambda: editor.title.text() == "Closed")
    first, second, _ = session.storyboard.scenes
    assert first.text == "First: Words"
    assert second.text == ""
    assert editor.text.toPlainText() == ""


def test_figures_are_chosen_from_a_list_that_narrows_and_are_at_most_three(
    editing: MainWindow, session: Session, qtbot: QtBot
) -> None:
    box = editing.storyboarding.figures
    for typed, wanted in (
        ("change in days", Figure(FigureKind.DAYS_CHANGE)),
        ("reported km short", Figure(FigureKind.REPORTED_KM, "short")),
        ("corridors", Figure(FigureKind.CORRIDORS_LEFT)),
    ):
        click(editing, "scene_add_figure")
        assert box.isVisible()
        QTest.keyClicks(box.field, typed)
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert session.scene is not None
        assert session.scene.figures[-1] == wanted, box.texts()
        qtbot.waitUntil(
            lambda figure=wanted: editing.scene_editor.findChild(QWidget, f"figure_{figure}") is not None
        )
    assert editing.scene_editor.add_figure.isHidden()
    editing.scene_edits.add_figure("one", Figure(FigureKind.KM))
    assert session.scene is not None
    assert len(session.scene.figures) == 3
    click(editing, "drop_figure_reported_km:short")
    assert [figure.kind for figure in session.scene.figures] == [
        FigureKind.DAYS_CHANGE,
        FigureKind.CORRIDORS_LEFT,
    ]


def test_the_list_offers_no_figure_that_this_data_does_not_have(
    editing: MainWindow, session: Session
) -> None:
    click(editing, "scene_add_figure")
    shown = editing.storyboarding.figures
    offered = [choice.search for choice in shown._choices]
    for text in offered:
        kind, _, subject = text.partition(" ")
        figure = Figure.parse(f"{kind}:{subject}" if subject.strip() else kind)
        assert figure is not None, text
    assert "corridors_left " in offered
    shown.close_box()


def test_the_selection_is_pointed_out_and_let_go_by_its_chip(
    editing: MainWindow, session: Session, qtbot: QtBot
) -> None:
    click(editing, "scene_add_highlight")
    assert "Select" in editing.status.currentMessage()
    session.select("frontier")
    click(editing, "scene_add_highlight")
    assert session.scene is not None
    assert session.scene.highlights == ("frontier",)
    assert fake(editing).highlighted == ("frontier",)
    qtbot.waitUntil(lambda: editing.scene_editor.findChild(QWidget, "highlight_frontier") is not None)
    click(editing, "highlight_frontier")
    assert session.scene.highlights == ()


def test_the_view_of_a_scene_can_be_taken_and_given_back(editing: MainWindow, session: Session) -> None:
    fake(editing).visible = (20.0, 35.0, 60.0, 55.0)
    click(editing, "scene_keep_view")
    assert session.scene is not None
    assert session.scene.view is not None
    editing.storyboarding.edit_scene("one")
    click(editing, "scene_whole")
    assert session.scene.view is None


def test_sources_of_the_figures_are_named_and_open(editing: MainWindow) -> None:
    words = " ".join(
        found.text() for found in part(editing, QWidget, "scene_sources").findChildren(QLabel) if found.text()
    )
    assert "Journey:" in words
    click(editing, "scene_all_sources")
    dialogs = [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "text_dialog"]
    assert dialogs
    for dialog in dialogs:
        dialog.close()


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_shown_as_letters_and_breaks_nothing(
    shown: MainWindow, session: Session, title: str
) -> None:
    board = session.storyboard
    session.edit_storyboard("Title", board.with_changed(replace(board.scenes[0], title=title)))
    shown.actions_table["scene_edit"].trigger()
    assert shown.scene_editor.title.text() == " ".join(title.split())
    assert not shown.grab().isNull()
    index = strip(shown).scenes.index(0)
    tooltip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tooltip
    assert len(tooltip) < 2_000
    assert "\n" not in str(index.data())


def test_words_that_are_too_long_are_cut_and_told(shown: MainWindow, session: Session) -> None:
    shown.scene_edits.set_words("one", "title", "x" * (MAX_TITLE + 7))
    assert len(session.storyboard.scenes[0].title) == MAX_TITLE
    assert str(MAX_TITLE) in shown.status.currentMessage()
    shown.scene_edits.set_words("one", "text", "half \ud83d a character")
    session.storyboard.scenes[0].text.encode("utf-8")


def test_a_scene_whose_places_are_gone_says_so_and_the_show_goes_on(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    gone = Scene("gone", Scenario(), Trip("atlantis", "berlin"), "Lost")
    half = Scene("half", Scenario().with_closure("sunken-port").with_closure("frontier"), TRIP, "Half")
    session.load(Scenario(), TRIP, None, Storyboard("", (gone, half)), None)
    window.scene_edits.show("gone")
    assert session.scene == gone, "nothing of it is lost"
    assert session.trip == TRIP
    assert marks(window) == ["current", ""]
    window.actions_table["scene_edit"].trigger()
    faults = part(window, QLabel, "scene_faults")
    assert faults.isVisible()
    assert "atlantis" in faults.text()
    window.scene_edits.show("half")
    assert session.scenario == Scenario().with_closure("frontier")
    assert "sunken-port" in window.status.currentMessage()
    assert session.storyboard.scenes == (gone, half)
    sentence = str(strip(window).scenes.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    qtbot.waitUntil(
        lambda: "atlantis" in str(strip(window).scenes.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    )
    assert sentence.startswith("Scene 1 of 2, Lost")


# ---------------------------------------------------------------- cards


def test_cards_are_made_one_by_one_and_follow_from_scene_and_look(shown: MainWindow, qtbot: QtBot) -> None:
    cards, look = shown.scene_cards, strip(shown).look()
    first, second, _ = three().scenes
    made: list[Scene] = []
    cards.made.connect(made.append)
    other = CardLook(look.width + 1, look.height, look.theme, 2.0)
    assert cards.card(first, other) is None
    qtbot.waitUntil(lambda: cards.is_idle, timeout=20_000)
    card = cards.card(first, other)
    assert card is not None
    assert card.image.width() == 2 * other.width
    assert first in made
    renamed = cards.card(replace(first, title="Another title"), other)
    assert renamed is not None, "the words of a scene are not in its picture"
    assert renamed.shown.title == "Another title"
    assert cards.card(replace(second, view=None), other) is None


def test_a_document_without_scenes_has_an_empty_strip_again(shown: MainWindow, session: Session) -> None:
    session.load(Scenario(), None, None)
    assert strip(shown).scenes.rowCount() == 0
    assert part(shown, QWidget, "storyboard_empty").isVisible()
    for name in ("scene_edit", "scene_delete", "scene_next"):
        assert not shown.actions_table[name].isEnabled()
