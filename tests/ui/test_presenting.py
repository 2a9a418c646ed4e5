"""A presentation over a fake map: keys, live changes, screens, and everything back afterwards."""

from __future__ import annotations

from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Figure, FigureKind, Scene, Storyboard
from explorer.housestyle.format import km, km_change, signed
from explorer.ui.session import Session
from explorer.ui.show_keys import KEYS, Ask
from explorer.ui.show_parts import Curtain, Fitted
from explorer.ui.window import MainWindow
from tests.ui.fake_map import FakeMap
from tests.ui.fake_screens import LAPTOP, PROJECTOR, FakeScreens

W = TypeVar("W", bound=QWidget)
TRIP = Trip("chengdu", "berlin")
KEY = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _fake_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.ui.presenting.Screens", FakeScreens)


def screens(window: MainWindow) -> FakeScreens:
    return cast(FakeScreens, window.presenting.screens)


def fake(window: MainWindow) -> FakeMap:
    return cast(FakeMap, window.map)


def part(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def text(window: QWidget, name: str) -> str:
    return part(window, QLabel, name).text()


def hint(window: MainWindow) -> str:
    return window.stage.whisper.words


SCENES = (
    Scene("one", Scenario(), TRIP, "As it is today", "Cargo goes overland.", "Greet everybody."),
    Scene(
        "two",
        Scenario().with_closure("frontier"),
        TRIP,
        "The frontier shuts",
        view=(20.0, 40.0, 80.0, 56.0),
        highlights=("quay",),
    ),
    Scene("three", Scenario().with_opened("short"), TRIP, "", notes="The last word."),
)


@pytest.fixture
def told(window: MainWindow, session: Session) -> MainWindow:
    """A window with three scenes, of which the second is the current one."""
    session.load(Scenario(), TRIP, None, Storyboard("Three", SCENES), "two")
    return window


def press(
    window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key in a window that has the keyboard: shortcuts belong to the active window."""
    window.activateWindow()
    for _ in range(200):
        if window.isActiveWindow():
            break
        QTest.qWait(10)
    assert window.isActiveWindow()
    QTest.keyClick(window, key, modifier)


# ---------------------------------------------------------------- the way through the story


def test_f5_starts_at_the_first_scene_and_shift_f5_at_the_current_one(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    assert told.presenting.is_on
    assert text(told, "present_title") == "As it is today"
    assert told.stage.figures.dots.words == "1 of 3"
    press(told, KEY.Key_Escape)
    assert not told.presenting.is_on
    press(told, KEY.Key_F5, SHIFT)
    assert text(told, "present_title") == "The frontier shuts"
    assert told.stage.figures.dots.words == "2 of 3"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((KEY.Key_Right,), 1),
        ((KEY.Key_Space, KEY.Key_Down), 2),
        ((KEY.Key_PageDown, KEY.Key_PageDown, KEY.Key_PageDown), 2),
        ((KEY.Key_End, KEY.Key_PageUp), 1),
        ((KEY.Key_End, KEY.Key_Up, KEY.Key_Left, KEY.Key_Left), 0),
        ((KEY.Key_N, KEY.Key_Home), 0),
        ((KEY.Key_3, KEY.Key_Return), 2),
        ((KEY.Key_N, KEY.Key_9, KEY.Key_Return), 1),
        ((KEY.Key_1, KEY.Key_2, KEY.Key_Escape, KEY.Key_2, KEY.Key_Enter), 1),
    ],
)
def test_keys_walk_through_the_scenes(told: MainWindow, keys: tuple[Qt.Key, ...], place: int) -> None:
    press(told, KEY.Key_F5)
    for key in keys:
        press(told, key)
    assert told.presenting.is_on
    assert told.presenting.show.place == place


def test_every_scene_is_answered_live_and_its_figures_are_those_of_the_session(
    told: MainWindow, session: Session
) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_Right)
    now, before = session.results.itinerary, session.results.baseline
    assert now is not None
    assert before is not None
    assert session.scenario.is_closed("frontier")
    assert text(told, "present_value_0") == signed(km_change(before.distance_km, now.distance_km), 0)
    assert km(now.distance_km) in text(told, "present_words_0")
    assert fake(told).shown is session.results
    assert fake(told).highlighted == ("quay",)
    assert text(told, "present_source")


def test_a_scene_with_a_view_shows_it_and_one_without_shows_the_journey(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    journey = fake(told).views[-1]
    press(told, KEY.Key_Right)
    assert fake(told).views[-1] == SCENES[1].view
    title = part(told, QLabel, "present_title")
    assert title.geometry().bottom() < fake(told).cover_px < fake(told).height() / 2
    press(told, KEY.Key_Left)
    assert fake(told).views[-1] == journey


def test_a_number_beyond_the_story_says_so(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_1)
    press(told, KEY.Key_7)
    assert told.stage.typed.words.startswith("Scene 17")
    press(told, KEY.Key_Return)
    assert hint(told) == "There is no scene 17: the last is 3."
    assert told.stage.typed.words == ""


def test_the_ends_of_the_story_hold(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_End)
    press(told, KEY.Key_PageDown)
    assert told.presenting.show.place == 2
    assert "last scene" in hint(told)


# ---------------------------------------------------------------- live


def test_a_double_click_changes_the_scene_live_and_r_goes_back_to_the_story(
    told: MainWindow, session: Session
) -> None:
    press(told, KEY.Key_F5)
    first = session.results
    fake(told).node_toggle_requested.emit("frontier")
    assert told.stage.title.live.words == "Changed live: Małaszewicze-Frontier closed"
    assert told.stage.title.live.isVisibleTo(told)
    assert text(told, "present_title") != "As it is today"
    assert text(told, "present_value_0").startswith("+")
    press(told, KEY.Key_R)
    assert session.results is first or session.results == first
    assert text(told, "present_title") == "As it is today"
    assert not told.stage.title.live.isVisibleTo(told)


def test_undo_takes_a_live_change_back(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    first = session.results
    fake(told).node_toggle_requested.emit("frontier")
    press(told, KEY.Key_Z, CONTROL)
    assert session.results == first
    assert text(told, "present_title") == "As it is today"


def test_going_on_leaves_live_changes_behind(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    fake(told).node_toggle_requested.emit("quay")
    press(told, KEY.Key_Right)
    assert session.scenario == SCENES[1].scenario
    assert told.stage.title.live.words == ""


def test_undo_over_a_change_of_scene_tells_the_scene_that_is_shown_then(
    told: MainWindow, session: Session
) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_Right)
    press(told, KEY.Key_Z, CONTROL)
    assert session.scenario.is_empty
    assert told.presenting.show.place == 0
    assert text(told, "present_title") == "As it is today"
    assert told.stage.title.live.words == ""


def test_figures_that_others_reported_give_way_to_those_of_a_live_change(
    told: MainWindow, session: Session
) -> None:
    scene = Scene(
        "said", Scenario(), TRIP, "What was said", figures=(Figure(FigureKind.REPORTED_KM, "short"),)
    )
    session.load(Scenario(), TRIP, None, Storyboard("", (scene,)))
    press(told, KEY.Key_F5)
    assert text(told, "present_basis_0") == "reported"
    fake(told).node_toggle_requested.emit("frontier")
    assert text(told, "present_basis_0") != "reported"
    assert text(told, "present_value_1").startswith("+")


def test_no_way_left_names_what_has_to_reopen(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    session.edit("Close", Scenario().with_closure("berlin"))
    assert text(told, "present_value_0") == "No way left"
    assert "Berlin" in text(told, "present_words_0")
    assert not part(told, QWidget, "present_value_1").isVisibleTo(told)


def test_without_scenes_the_window_as_it_stands_is_presented(window: MainWindow, session: Session) -> None:
    window.edits.toggle("frontier")
    state = session.state
    press(window, KEY.Key_F5)
    assert text(window, "present_title").startswith("Cargo leaves the Northern corridor")
    assert text(window, "present_value_0").startswith("+")
    assert window.stage.figures.dots.words == ""
    assert window.stage.title.live.words == ""
    fake(window).node_toggle_requested.emit("quay")
    assert window.stage.title.live.words == "Changed live: Quay closed"
    press(window, KEY.Key_R)
    assert session.state == state
    press(window, KEY.Key_Right)
    press(window, KEY.Key_Home)
    assert session.state == state


# ---------------------------------------------------------------- bad input


def test_a_scene_whose_places_are_gone_says_so_and_the_show_goes_on(
    told: MainWindow, session: Session
) -> None:
    gone = Scene("gone", Scenario(), Trip("atlantis", "berlin"), "Atlantis", "What it carried.")
    session.load(Scenario(), TRIP, None, Storyboard("", (SCENES[0], gone, SCENES[1])))
    press(told, KEY.Key_F5)
    press(told, KEY.Key_Right)
    assert text(told, "present_title") == "Atlantis"
    assert text(told, "present_text") == "What it carried."
    fault = text(told, "present_fault")
    assert fault.startswith("This scene cannot be shown:")
    assert "atlantis" in fault
    assert part(told, QWidget, "present_fault").isVisibleTo(told)
    assert not part(told, QWidget, "present_value_0").isVisibleTo(told)
    press(told, KEY.Key_Right)
    assert text(told, "present_title") == "The frontier shuts"
    assert not part(told, QWidget, "present_fault").isVisibleTo(told)


def test_a_scene_that_asks_for_nothing_opens_no_window(told: MainWindow, session: Session) -> None:
    odd = Scene("odd", Scenario(), Trip("berlin", "berlin"), "From here to here")
    session.load(Scenario(), TRIP, None, Storyboard("", (SCENES[0], odd)))
    press(told, KEY.Key_F5)
    press(told, KEY.Key_Right)
    assert text(told, "present_title") == "From here to here"
    assert "cannot be shown" in text(told, "present_fault")
    assert told.presenting.show.place == 1
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    "title", ["x" * 5000, "weeks of waiting " * 300, "<b>bold</b><script>alert(1)</script>", "الطريق الأوسط"]
)
def test_any_title_is_text_and_fits(told: MainWindow, session: Session, title: str) -> None:
    session.load(Scenario(), TRIP, None, Storyboard("", (Scene("odd", Scenario(), TRIP, title),)))
    press(told, KEY.Key_F5)
    label = part(told, Fitted, "present_title")
    assert label.text() == title.strip()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.height() < told.stage.height() / 4
    shown = label.shown_at(label.width())
    assert shown == title if len(title) < 100 else shown.endswith("…")
    assert title.startswith(shown.rstrip("…").rstrip())


# ---------------------------------------------------------------- the curtain


@pytest.mark.parametrize("back", [KEY.Key_B, KEY.Key_X, KEY.Key_Escape, KEY.Key_PageDown])
def test_any_key_brings_the_picture_back_from_black(told: MainWindow, back: Qt.Key) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_Period)
    curtain = part(told, Curtain, "curtain")
    assert curtain.isVisible()
    assert curtain.size() == told.stage.size()
    assert curtain.grab().toImage().pixelColor(200, 200).name() == "#000000"
    QTest.keyClick(curtain, back)
    assert not curtain.isVisible()
    assert told.presenting.is_on
    assert told.presenting.show.place == 0


def test_holding_shift_does_not_lift_the_curtain(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_W)
    curtain = part(told, Curtain, "curtain")
    assert curtain.grab().toImage().pixelColor(200, 200).name() == "#ffffff"
    QApplication.sendEvent(curtain, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Shift, SHIFT))
    assert curtain.isVisible()


# ---------------------------------------------------------------- everything back


def test_the_end_brings_everything_back_bit_for_bit(told: MainWindow, session: Session) -> None:
    told.edits.toggle("quay")
    told.edits.toggle("isle")
    session.undo_stack.undo()
    told.strip_dock.hide()
    state, results, index = session.state, session.results, session.undo_stack.index()
    names = [session.undo_stack.text(place) for place in range(session.undo_stack.count())]
    layout, place, is_modified = told.saveState(), told.geometry(), session.is_modified
    legend = fake(told).is_legend_folded
    press(told, KEY.Key_F5)
    assert not told.whatif_dock.isVisible()
    assert not told.menuBar().isVisible()
    assert fake(told).is_presenting
    press(told, KEY.Key_Right)
    fake(told).node_toggle_requested.emit("far-quay")
    told.edits.reset()
    press(told, KEY.Key_3)
    press(told, KEY.Key_Return)
    press(told, KEY.Key_Escape)
    assert session.state == state
    assert session.results == results
    assert session.is_modified is is_modified
    assert session.undo_stack.index() == index
    assert [session.undo_stack.text(place) for place in range(session.undo_stack.count())] == names
    assert session.undo_stack.canRedo()
    assert told.geometry() == place
    assert told.saveState() == layout
    assert not told.strip_dock.isVisible()
    assert told.journey_dock.isVisible()
    assert fake(told).scale == 1.0
    assert not fake(told).is_presenting
    assert fake(told).is_legend_folded == legend
    assert fake(told).highlighted == ()


def test_a_floating_dock_comes_back_where_it_was(told: MainWindow) -> None:
    told.whatif_dock.setFloating(True)
    place = told.whatif_dock.geometry()
    press(told, KEY.Key_F5)
    assert not told.whatif_dock.isVisible()
    press(told, KEY.Key_Escape)
    assert told.whatif_dock.isVisible()
    assert told.whatif_dock.isFloating()
    assert told.whatif_dock.geometry() == place


def test_a_presentation_of_a_saved_document_leaves_it_saved(told: MainWindow, session: Session) -> None:
    assert not session.is_modified
    press(told, KEY.Key_F5)
    fake(told).node_toggle_requested.emit("quay")
    press(told, KEY.Key_Escape)
    assert not session.is_modified


def test_commands_that_would_edit_scenes_or_files_rest_while_presenting(told: MainWindow) -> None:
    before = {
        name: told.actions_table[name].isEnabled()
        for name in ("new", "open", "save", "scene_add", "scene_delete")
    }
    press(told, KEY.Key_F5)
    assert not any(told.actions_table[name].isEnabled() for name in before)
    press(told, KEY.Key_Right)
    assert not any(told.actions_table[name].isEnabled() for name in before)
    press(told, KEY.Key_K, CONTROL)
    offered = told.commands.texts()
    assert not any(words.startswith(("Save", "New", "Open…", "Add scene")) for words in offered)
    press(told, KEY.Key_Escape)
    assert told.presenting.is_on
    press(told, KEY.Key_Escape)
    assert {name: told.actions_table[name].isEnabled() for name in before} == before


def test_the_palette_keeps_its_keys_while_presenting(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_K, CONTROL)
    field = told.commands.field
    QTest.keyClicks(field, "close lonely 3")
    assert field.text() == "close lonely 3"
    field.clear()
    QTest.keyClicks(field, "close lonely")
    for key in (KEY.Key_Down, KEY.Key_Up, KEY.Key_Return):
        QTest.keyClick(field, key)
    assert session.scenario.is_closed("isle")
    assert told.presenting.show.place == 0
    assert told.stage.title.live.words == "Changed live: Lonely Isle closed"


def test_another_document_ends_the_presentation(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    session.load(Scenario(), TRIP, None)
    assert not told.presenting.is_on
    assert told.menuBar().isVisible()


def test_closing_the_window_ends_the_presentation_first(told: MainWindow, session: Session) -> None:
    state = session.state
    press(told, KEY.Key_F5)
    told.close()
    assert not told.presenting.is_on
    assert session.state == state


# ---------------------------------------------------------------- screens and the presenter's view


def test_two_screens_part_audience_and_presenter(told: MainWindow) -> None:
    screens(told).screens = [LAPTOP, PROJECTOR]
    press(told, KEY.Key_F5)
    assert screens(told).shown == {"main_window": "projector", "presenter_view": "laptop"}
    view = told.presenting.view
    assert view.isVisible()
    QTest.mouseClick(part(view, QAbstractButton, "presenter_swap"), Qt.MouseButton.LeftButton)
    assert screens(told).shown == {"main_window": "laptop", "presenter_view": "projector"}


def test_one_screen_shows_the_audience_alone_and_p_the_presenter_view(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    view = told.presenting.view
    assert not view.isVisible()
    assert "P presenter view" in hint(told)
    press(told, KEY.Key_P)
    assert view.isVisible()
    press(view, KEY.Key_P)
    assert not view.isVisible()
    assert told.presenting.is_on


def test_the_presenter_view_tells_notes_next_scene_and_place(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    view = told.presenting.view
    notes = part(view, QPlainTextEdit, "presenter_notes")
    assert notes.toPlainText() == "Greet everybody."
    assert text(view, "presenter_next") == "The frontier shuts"
    assert text(view, "presenter_position") == "1 of 3"
    press(view, KEY.Key_PageDown)
    assert text(view, "presenter_title") == "The frontier shuts"
    assert text(view, "presenter_value_0").startswith("+")
    press(view, KEY.Key_End)
    assert notes.toPlainText() == "The last word."
    assert text(view, "presenter_next") == "The last scene"
    press(view, KEY.Key_Escape)
    assert not told.presenting.is_on
    assert not view.isVisible()


def test_the_next_scene_has_a_picture(told: MainWindow, qtbot: QtBot) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    picture = part(told.presenting.view, QLabel, "presenter_thumbnail")
    qtbot.waitUntil(lambda: not picture.pixmap().isNull(), timeout=20_000)
    assert picture.pixmap().toImage().pixelColor(5, 5).isValid()


def test_a_click_in_the_list_of_scenes_jumps(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    scenes = told.presenting.view.list
    assert [scenes.item(row).text().split("   ")[1] for row in range(scenes.count())] == [
        "As it is today",
        "The frontier shuts",
        "Chengdu → Berlin",
    ]
    at = scenes.visualItemRect(scenes.item(2)).center()
    QTest.mouseClick(scenes.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.presenting.show.place == 2


def test_the_what_if_box_closes_live_and_gives_the_keys_back(told: MainWindow, session: Session) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    view = told.presenting.view
    press(view, KEY.Key_K, CONTROL)
    field = part(view, QLineEdit, "live_field")
    assert field.hasFocus()
    QTest.keyClicks(field, "Far 2b")
    assert field.text() == "Far 2b"
    field.clear()
    QTest.keyClicks(field, "far quay")
    assert view.live.texts()[0] == "Close Far Quay"
    QTest.keyClick(field, KEY.Key_Return)
    assert session.scenario.is_closed("far-quay")
    assert not field.hasFocus()
    assert text(view, "presenter_note") == "Changed live: Far Quay closed"
    back = part(view, QAbstractButton, "presenter_back")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not session.scenario.is_closed("far-quay")
    press(view, KEY.Key_Right)
    assert told.presenting.show.place == 1


def test_escape_in_the_what_if_box_leaves_the_box_only(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    view = told.presenting.view
    press(view, KEY.Key_K, CONTROL)
    QTest.keyClicks(view.live.field, "qu")
    QTest.keyClick(view.live.field, KEY.Key_Escape)
    assert view.live.field.text() == ""
    assert told.presenting.is_on


def test_notes_grow_and_shrink_within_limits(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    press(told, KEY.Key_P)
    view = told.presenting.view
    before = view.notes_px
    press(view, KEY.Key_Plus, CONTROL)
    assert view.notes_px > before
    for _ in range(60):
        view.enlarge(2)
    largest = view.notes_px
    assert largest < 100
    press(view, KEY.Key_Minus, CONTROL)
    assert view.notes_px < largest
    for _ in range(60):
        view.enlarge(-2)
    assert view.notes_px > 8


def test_a_screen_pulled_out_leaves_the_show_running_and_the_presenter_view_in_reach(
    told: MainWindow,
) -> None:
    screens(told).screens = [LAPTOP, PROJECTOR]
    press(told, KEY.Key_F5)
    press(told.presenting.view, KEY.Key_PageDown)
    screens(told).plug(LAPTOP)
    assert told.presenting.is_on
    assert told.presenting.show.place == 1
    assert screens(told).shown == {"main_window": "laptop", "presenter_view": "laptop"}
    assert told.presenting.view.isVisible()
    assert not part(told.presenting.view, QAbstractButton, "presenter_swap").isEnabled()
    press(told.presenting.view, KEY.Key_P)
    assert not told.presenting.view.isVisible()
    screens(told).plug(LAPTOP, PROJECTOR)
    assert screens(told).shown == {"main_window": "projector", "presenter_view": "laptop"}
    assert told.presenting.view.isVisible()
    assert told.presenting.show.place == 1


def test_screens_that_come_and_go_before_the_show_do_nothing(told: MainWindow) -> None:
    screens(told).plug(LAPTOP, PROJECTOR)
    screens(told).plug()
    assert screens(told).shown == {}
    assert not told.presenting.view.isVisible()


def test_no_screen_for_a_moment_is_no_fault(told: MainWindow) -> None:
    press(told, KEY.Key_F5)
    screens(told).plug()
    screens(told).plug(LAPTOP)
    assert told.presenting.is_on


def test_both_windows_know_the_same_keys() -> None:
    names = [name for keys in KEYS.values() for name in keys]
    assert len(names) == len(set(names))
    assert {"PgUp", "PgDown", "B", ".", "Esc"} <= set(names)
    assert set(KEYS) == set(Ask)


# ---------------------------------------------------------------- motion


def test_less_motion_is_chosen_in_the_menu_and_remembered(told: MainWindow) -> None:
    assert not told.looks.has_less_motion
    told.actions_table["less_motion"].trigger()
    assert told.looks.has_less_motion
    assert not told.stage.whisper.has_motion
    assert told.settings.text("less_motion") == "true"
    told.actions_table["less_motion"].trigger()
    assert told.stage.whisper.has_motion


def test_before_and_after_gives_way_to_the_presentation_and_ends_with_it(told: MainWindow) -> None:
    layout = told.saveState()
    told.comparing.start()
    press(told, KEY.Key_F5)
    assert not told.comparing.is_on
    assert text(told, "present_title") == "As it is today"
    told.comparing.start()
    press(told, KEY.Key_Escape)
    assert told.presenting.is_on
    told.comparing.start()
    told.presenting.end()
    assert not told.comparing.is_on
    assert told.saveState() == layout
    assert fake(told).scale == 1.0
