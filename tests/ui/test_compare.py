"""Before and after over fake maps: live figures, what can be chosen, everything back afterwards."""

from __future__ import annotations

from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from explorer.core.itinerary import Trip
from explorer.core.network import Span
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.housestyle.format import days, km
from explorer.ui.compare_maps import WHOLE, SwipeBar
from explorer.ui.parts.comparehead import Mode
from explorer.ui.parts.comparetable import DifferenceTable, Field
from explorer.ui.window import MainWindow
from explorer.webmap.messages import Moving
from explorer.webmap.parts import Part
from tests.ui.fake_map import FakeMap
from tests.ui.fake_screens import FakeScreens

W = TypeVar("W", bound=QWidget)
TRIP = Trip("chengdu", "berlin")
CLOSED = Scenario().with_closure("frontier")
SCENES = (
    Scene("today", Scenario(), TRIP, "Today"),
    Scene("shut", CLOSED, TRIP, "Frontier <b>shut</b> & more"),
    Scene("gone", Scenario(), Trip("atlantis", "berlin"), "Nowhere"),
)


def part(window: MainWindow, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def press(window: MainWindow, name: str) -> None:
    part(window, QAbstractButton, name).click()


def text(window: MainWindow, name: str) -> str:
    return part(window, QLabel, name).text()


def main_map(window: MainWindow) -> FakeMap:
    return cast(FakeMap, window.map)


def second_map(window: MainWindow) -> FakeMap:
    view = window.comparing.second.view
    assert view is not None
    return cast(FakeMap, view)


def cells(window: MainWindow, row: int) -> list[str]:
    model = part(window, DifferenceTable, "compare_table").model()
    return [str(model.index(row, field).data()) for field in (Field.BEFORE, Field.AFTER, Field.CHANGE)]


def lists(window: MainWindow) -> list[str]:
    """Titles and names in the lists beside the table."""
    return [label.text() for label in part(window, QWidget, "compare_lists").findChildren(QLabel)]


@pytest.fixture
def comparing(window: MainWindow) -> MainWindow:
    """The window with before and after shown."""
    window.actions_table["compare"].trigger()
    return window


def test_nothing_of_it_is_there_until_it_is_asked_for(window: MainWindow) -> None:
    assert window.comparing.second.view is None
    for name in ("compare_bar", "compare_heads", "compare_foot", "compare_swipe"):
        assert not part(window, QWidget, name).isVisible()
    assert window.stage.size() == part(window, QWidget, "compare_maps").size()


def test_the_menu_the_key_and_the_journey_panel_open_it(window: MainWindow) -> None:
    action = window.findChild(QAction, "compare")
    assert action is not None
    assert action.shortcut().toString() == "Ctrl+B"
    press(window, "journey_compare")
    assert window.comparing.is_on
    assert action.isChecked()
    action.trigger()
    assert not window.comparing.is_on
    assert not action.isChecked()


def test_both_sides_show_their_figures(comparing: MainWindow) -> None:
    comparing.edits.toggle("frontier")
    results = comparing.session.results
    assert results.baseline is not None
    assert results.itinerary is not None
    for name, way in (("before", results.baseline), ("after", results.itinerary)):
        assert text(comparing, f"compare_km_{name}") == km(way.distance_km)
        assert text(comparing, f"compare_days_{name}") == days(way.transit_days.typical)
    assert cells(comparing, 0)[:2] == [
        f"{km(results.baseline.distance_km)} km",
        f"{km(results.itinerary.distance_km)} km",
    ]


def test_every_edit_is_seen_at_once_and_undo_too(comparing: MainWindow) -> None:
    before = cells(comparing, 0)
    comparing.edits.toggle("frontier")
    assert cells(comparing, 0) != before
    assert "Małaszewicze-Frontier" in lists(comparing)
    assert main_map(comparing).shown is comparing.session.results
    comparing.session.undo_group.undo()
    assert cells(comparing, 0) == before
    assert "Małaszewicze-Frontier" not in lists(comparing)


def test_the_maps_are_told_what_they_are(comparing: MainWindow) -> None:
    comparing.edits.toggle("frontier")
    one, other = main_map(comparing), second_map(comparing)
    assert (one.part, other.part) == (Part.AFTER, Part.BEFORE)
    assert other.shown is not None
    assert other.shown.scenario.is_empty
    assert one.before is not None
    assert one.before.itinerary == comparing.session.results.baseline
    comparing.comparing.set_mode(Mode.ONE_MAP)
    assert one.part is Part.DIFFERENCE
    comparing.comparing.end()
    assert one.part is Part.ALONE


def test_side_by_side_gives_both_maps_one_size(comparing: MainWindow) -> None:
    for width in (1280, 1281, 1440):
        comparing.resize(width, 800)
        assert second_map(comparing).size() == comparing.stage.size()
        left = second_map(comparing).mapTo(comparing, second_map(comparing).rect().topRight()).x()
        assert left < comparing.stage.mapTo(comparing, comparing.stage.rect().topLeft()).x()


def test_swiping_moves_the_bar_and_leaves_both_maps_alone(comparing: MainWindow) -> None:
    press(comparing, "compare_mode_swipe")
    bar = part(comparing, SwipeBar, "compare_swipe")
    clip = part(comparing, QWidget, "compare_clip")
    assert bar.isVisible()
    assert second_map(comparing).geometry().topLeft() == comparing.stage.geometry().topLeft()
    assert second_map(comparing).size() == comparing.stage.size()
    sizes = (second_map(comparing).size(), clip.width())
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(bar, key)
    assert clip.width() < sizes[1]
    assert second_map(comparing).size() == sizes[0]
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert (bar.value(), clip.width()) == (WHOLE, comparing.stage.width())
    QTest.keyClick(bar, Qt.Key.Key_Home)
    assert (bar.value(), clip.width()) == (0, 0)
    assert bar.accessibleName()


def test_the_bar_follows_the_mouse(comparing: MainWindow) -> None:
    press(comparing, "compare_mode_swipe")
    bar, clip = part(comparing, SwipeBar, "compare_swipe"), part(comparing, QWidget, "compare_clip")
    middle = bar.rect().center()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(bar, middle + comparing.rect().topLeft() + bar.rect().topRight() * 4)
    moved = clip.width()
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)
    assert moved > comparing.stage.width() / 2
    QTest.mouseMove(bar, middle)
    assert clip.width() == moved


def test_one_map_needs_no_second_page(window: MainWindow) -> None:
    window.comparing.set_mode(Mode.ONE_MAP)
    window.comparing.start()
    assert window.comparing.second.view is None
    press(window, "compare_mode_side")
    assert window.comparing.second.view is not None


def test_maps_move_together_until_that_is_switched_off(comparing: MainWindow) -> None:
    one, other, where = main_map(comparing), second_map(comparing), Moving(60.0, 45.0, 4.0, False)
    one.moving.emit(where)
    assert other.looks[-1] == where
    back = Moving(70.0, 45.0, 5.0, True)
    other.moving.emit(back)
    assert one.looks == [back]
    press(comparing, "compare_together")
    assert not one.is_followed
    count = len(other.looks)
    one.moving.emit(where)
    assert len(other.looks) == count
    press(comparing, "compare_mode_swipe")
    assert one.is_followed
    assert not part(comparing, QAbstractButton, "compare_together").isEnabled()


def test_switching_it_on_again_brings_them_together(comparing: MainWindow) -> None:
    press(comparing, "compare_together")
    main_map(comparing).viewpoint = Moving(50.0, 40.0, 3.5, False)
    press(comparing, "compare_together")
    assert second_map(comparing).looks[-1] == Moving(50.0, 40.0, 3.5, False)


def test_before_can_be_a_scene(comparing: MainWindow) -> None:
    session = comparing.session
    session.load(Scenario(), TRIP, None, Storyboard("", SCENES))
    menu = part(comparing, QMenu, "compare_menu_before")
    words = [action.text() for action in menu.actions()]
    assert "&&" in words[2]
    assert [action.isChecked() for action in menu.actions()][:2] == [True, False]
    menu.actions()[2].trigger()
    shut = resolve(session.network, CLOSED, TRIP)
    assert shut.itinerary is not None
    assert text(comparing, "compare_km_before") == km(shut.itinerary.distance_km)
    assert second_map(comparing).shown == shut
    badge = part(comparing, QAbstractButton, "compare_badge_before")
    assert badge.accessibleName() == "Before · Frontier <b>shut</b> & more"


def test_after_is_always_what_is_shown_and_choosing_a_scene_goes_there(comparing: MainWindow) -> None:
    comparing.session.load(Scenario(), TRIP, None, Storyboard("", SCENES))
    part(comparing, QMenu, "compare_menu_after").actions()[2].trigger()
    assert comparing.session.scenario == CLOSED
    assert comparing.session.state.scene_id == "shut"
    checked = [action.isChecked() for action in part(comparing, QMenu, "compare_menu_after").actions()]
    assert checked == [False, False, True, False]
    comparing.session.undo_group.undo()
    assert comparing.session.scenario.is_empty


def test_a_scene_that_cannot_be_answered_or_is_gone_falls_back_to_the_baseline(comparing: MainWindow) -> None:
    session = comparing.session
    session.load(CLOSED, TRIP, None, Storyboard("", SCENES))
    comparing.comparing.choose_before("gone")
    baseline = session.results.baseline
    assert baseline is not None
    assert text(comparing, "compare_km_before") == km(baseline.distance_km)
    assert "baseline" in comparing.status.currentMessage()
    comparing.comparing.choose_before("shut")
    session.edit_storyboard("Delete", session.storyboard.without("shut"))
    assert text(comparing, "compare_km_before") == km(baseline.distance_km)


def test_another_document_is_compared_with_its_own_baseline(comparing: MainWindow) -> None:
    comparing.session.load(Scenario(), TRIP, None, Storyboard("", SCENES))
    comparing.comparing.choose_before("shut")
    comparing.session.load(Scenario(), TRIP, None, Storyboard("", SCENES))
    assert part(comparing, QMenu, "compare_menu_before").actions()[0].isChecked()


def test_nothing_differs_is_said_with_what_to_do(comparing: MainWindow) -> None:
    assert text(comparing, "compare_nothing") == "Nothing differs"
    assert "Double-click" in text(comparing, "compare_note")
    comparing.edits.toggle("frontier")
    assert "Nothing differs" not in lists(comparing)


def test_no_way_is_said_in_words_with_what_has_to_reopen(comparing: MainWindow) -> None:
    comparing.edits.toggle("berlin")
    assert text(comparing, "compare_km_after") == "No way left"
    assert not part(comparing, QLabel, "compare_days_after").isVisible()
    assert "Berlin" in part(comparing, QLabel, "compare_words_after").accessibleName()
    assert cells(comparing, 0)[1:] == ["no way", "no way left"]
    assert "no way left" in part(comparing, QWidget, "compare_after").accessibleName()
    comparing.session.undo_group.undo()
    assert part(comparing, QLabel, "compare_days_after").isVisible()


def test_an_opened_link_shows_what_is_reported_beside_this_trip(comparing: MainWindow) -> None:
    comparing.edits.toggle("short")
    assert text(comparing, "compare_reported_short") == "−900 km, −7 to −8 d"
    assert text(comparing, "compare_modelled_short").endswith(" d")
    part(comparing, QAbstractButton, "compare_sources_short").click()
    dialogs = [w for w in QGuiApplication.topLevelWindows() if w.isVisible() and w.title() == "Short Line"]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_a_changed_stay_stands_in_a_list_of_its_own(comparing: MainWindow) -> None:
    comparing.edits.set_stay("frontier", Span(2.0, 4.0, 8.0))
    assert "Used as before, in other days" in lists(comparing)


def test_a_row_shows_its_place_on_the_map(comparing: MainWindow) -> None:
    comparing.edits.toggle("frontier")
    row = part(comparing, QWidget, "compare_lost_frontier")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert comparing.session.selection == "frontier"
    assert main_map(comparing).selected == "frontier"


def test_double_clicks_on_either_map_close_a_place_in_after(comparing: MainWindow) -> None:
    second_map(comparing).node_toggle_requested.emit("frontier")
    assert comparing.session.scenario.is_closed("frontier")
    assert second_map(comparing).shown is not None
    assert second_map(comparing).shown.scenario.is_empty


def test_the_table_goes_to_the_clipboard_as_cells_and_as_html(comparing: MainWindow) -> None:
    comparing.edits.toggle("frontier")
    press(comparing, "compare_copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Figure\tUnit\tBefore\tAfter\tChange"
    assert "<table" in data.html()
    assert "<b>& Co" not in data.html()


def test_the_table_can_be_put_away_for_larger_maps(comparing: MainWindow) -> None:
    small = comparing.stage.height()
    press(comparing, "compare_with_table")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert comparing.stage.height() > small


def test_everything_is_as_it_was_afterwards(window: MainWindow) -> None:
    window.strip_dock.hide()
    shown = [dock.objectName() for dock in window._docks if dock.isVisible()]
    layout = window.saveState()
    main_map(window).viewpoint = Moving(33.0, 44.0, 4.5, False)
    window.comparing.start()
    assert not window.trip_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.comparing.is_on
    assert [dock.objectName() for dock in window._docks if dock.isVisible()] == shown
    assert window.trip_bar.isVisible()
    assert window.saveState() == layout
    assert main_map(window).looks[-1] == Moving(33.0, 44.0, 4.5, False)


def test_the_second_page_is_kept_a_while_and_then_let_go(comparing: MainWindow) -> None:
    kept = second_map(comparing)
    comparing.comparing.end()
    comparing.comparing.start()
    assert second_map(comparing) is kept
    comparing.comparing.release()
    assert second_map(comparing) is kept
    comparing.comparing.end()
    comparing.comparing.release()
    assert comparing.comparing.second.view is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    main_map(comparing).moving.emit(Moving(1.0, 2.0, 3.0, False))
    comparing.comparing.start()
    assert second_map(comparing) is not kept


def test_closing_the_window_while_comparing_remembers_the_panels(window: MainWindow) -> None:
    window.comparing.start()
    window.session.undo_stack.setClean()
    window.close()
    assert not window.comparing.is_on
    assert not window.settings.state("window/layout").isEmpty()
    assert not window.journey_dock.isHidden()


def test_theme_and_language_reach_the_second_map(comparing: MainWindow) -> None:
    comparing.looks.choose_theme("dark", is_kept=False)
    assert second_map(comparing).theme == main_map(comparing).theme
    comparing.looks.choose_language("zh")
    assert second_map(comparing).language == "zh"
    comparing.looks.choose_theme("light", is_kept=False)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 720), (1440, 900), (1920, 1080)])
def test_nothing_is_cut_and_the_maps_keep_their_share(comparing: MainWindow, size: tuple[int, int]) -> None:
    comparing.edits.toggle("frontier")
    comparing.resize(*size)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert comparing.size().width() == size[0]
    assert comparing.stage.height() > 0.3 * size[1]
    for name in ("compare_km_before", "compare_days_before", "compare_km_after", "compare_days_after"):
        label = part(comparing, QLabel, name)
        assert label.width() >= label.sizeHint().width(), name
        assert label.height() >= label.fontMetrics().ascent(), name
    for mode in Mode:
        button = part(comparing, QAbstractButton, f"compare_mode_{mode.value}")
        assert button.width() >= button.sizeHint().width()


class TestBeforeAnAudience:
    """While a presentation runs."""

    @pytest.fixture(autouse=True)
    def _fake_screens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("explorer.ui.presenting.Screens", FakeScreens)

    def test_it_is_one_key_away_and_esc_comes_back_to_the_show(self, window: MainWindow) -> None:
        window.session.load(Scenario(), TRIP, None, Storyboard("", SCENES[:2]))
        window.presenting.start()
        action = window.actions_table["compare"]
        assert action.isVisible()
        action.trigger()
        assert not window.stage.title.isVisible()
        window.presenting.show.go_by(1)
        assert cells(window, 0)[0] != cells(window, 0)[1]
        window.requests.escape()
        assert window.presenting.is_on
        assert window.stage.title.isVisible()
        assert not window.trip_bar.isVisible()

    def test_the_end_of_the_show_ends_it_too(self, window: MainWindow) -> None:
        window.session.load(Scenario(), TRIP, None, Storyboard("", SCENES[:2]))
        window.presenting.start()
        window.comparing.start()
        window.presenting.end()
        assert not window.comparing.is_on
        assert window.trip_bar.isVisible()
        assert window.journey_dock.isVisible()
        assert main_map(window).part is Part.ALONE

    def test_a_show_that_begins_while_comparing_starts_from_the_story(self, comparing: MainWindow) -> None:
        comparing.presenting.start()
        assert not comparing.comparing.is_on
        assert comparing.stage.title.isVisible()
        comparing.presenting.end()
        assert comparing.trip_bar.isVisible()


def test_the_words_of_the_data_stay_words(comparing: MainWindow) -> None:
    comparing.edits.set_destination("plain")
    labels = part(comparing, QWidget, "compare_frame").findChildren(QLabel)
    assert any("<b>&" in label.text() for label in labels)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
