"""The start page: what a new user sees, by mouse and by keys, and that it is asked for only once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.scenario import Scenario
from explorer.io.geodata import load_geometry, load_network
from explorer.io.stories import story_ids
from explorer.ui import files as files_module
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.startpage import MAX_RECENT, SETTING, StartPage, StoryCard
from explorer.ui.widgets import Clickable
from explorer.ui.window import MainWindow


@pytest.fixture
def session(qapp: object) -> Session:
    """A session over the real network, since the stories are about it."""
    return Session(load_network(), load_geometry())


@pytest.fixture
def page(window: MainWindow) -> StartPage:
    window.actions_table["start_page"].trigger()
    assert window.starting.page is not None
    return window.starting.page


def stories(page: StartPage) -> list[StoryCard]:
    return page.findChildren(StoryCard)


def test_the_page_offers_every_built_in_story_with_title_and_number_of_scenes(page: StartPage) -> None:
    assert page.isVisible()
    assert [card.offer.id for card in stories(page)] == list(story_ids())
    for card in stories(page):
        words = [found.text() for found in card.findChildren(QLabel)]
        assert card.offer.title in words
        assert f"{card.offer.scenes} scenes" in words
        assert card.offer.title in card.accessibleName()


def test_pictures_of_the_stories_come_by_themselves(page: StartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(not card.picture.pixmap().isNull() for card in stories(page)), timeout=30_000)


def test_explore_is_first_and_gives_the_keyboard_to_the_map(page: StartPage, window: MainWindow) -> None:
    assert page.explore.hasFocus()
    QTest.keyClick(page.explore, Qt.Key.Key_Space)
    assert not page.isVisible()
    assert window.focusWidget() is not None
    assert window.focusWidget() not in page.findChildren(QWidget)


@pytest.mark.parametrize("where", ["button", "card"])
def test_escape_closes_the_page_wherever_the_keyboard_is(
    page: StartPage, window: MainWindow, where: str
) -> None:
    target: QWidget = page.explore if where == "button" else stories(page)[0]
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Escape)
    assert not window.starting.is_open


def test_a_click_beside_the_sheet_closes_the_page(page: StartPage) -> None:
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.rect().bottomLeft())
    assert not page.isVisible()


def test_tab_reaches_everything_and_stays_in_the_page(
    window: MainWindow, page: StartPage, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.add_recent_file(_saved(tmp_path / "one.corridor", window))
    window.starting.open()
    qtbot.waitUntil(lambda: all(card.isVisible() for card in stories(page)))
    seen = []
    for _ in range(12):
        now = window.focusWidget()
        assert now is not None
        assert page.isAncestorOf(now)
        seen.append(now.objectName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    wanted = {"start_explore", "start_open", "start_recent", "start_again"}
    wanted |= {f"story_card_{story_id}" for story_id in story_ids()}
    assert wanted <= set(seen)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert page.isAncestorOf(window.focusWidget())


def _saved(path: Path, window: MainWindow) -> Path:
    from explorer.io.scenario_file import write_scenario

    write_scenario(path, Scenario().with_closure("aktau"), None, window.session.network)
    return path


def test_a_story_opens_as_a_new_document_at_its_first_scene(page: StartPage, window: MainWindow) -> None:
    card = stories(page)[1]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    session = window.session
    assert session.path is None
    assert not session.is_modified
    assert session.undo_stack.count() == 0
    assert session.scene == session.storyboard.scenes[0]
    assert session.is_on_scene
    assert window.windowTitle().startswith(card.offer.title[:20])
    assert not page.isVisible()
    assert window.storyboard.strip.isVisible()


def test_the_menu_opens_a_story_too_and_asks_before_changes_get_lost(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    session.edit("Close", Scenario().with_closure("aktau"))
    asked: list[str] = []

    def keep(_window: object, name: str) -> QMessageBox.StandardButton:
        asked.append(name)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(files_module, "ask_to_save", keep)
    window.story_menu.aboutToShow.emit()
    offered = window.story_menu.actions()
    assert [action.objectName() for action in offered] == [f"story_{story_id}" for story_id in story_ids()]
    offered[0].trigger()
    assert asked
    assert session.scenario.is_closed("aktau")
    assert not session.storyboard.scenes


def test_recent_files_are_offered_with_their_folder_and_open(
    window: MainWindow, page: StartPage, settings: Settings, tmp_path: Path
) -> None:
    for number in range(MAX_RECENT + 2):
        settings.add_recent_file(_saved(tmp_path / f"<b>{number}.corridor", window))
    window.starting.open()
    rows = page.findChildren(Clickable, "start_recent")
    assert len(rows) == MAX_RECENT
    words = [found.text() for found in rows[0].findChildren(QLabel)]
    assert words[0] == f"<b>{MAX_RECENT + 1}"
    assert tmp_path.name in words[1]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert window.session.scenario.is_closed("aktau")
    assert not page.isVisible()


def test_open_a_file_asks_for_one(
    window: MainWindow, page: StartPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = _saved(tmp_path / "own.corridor", window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(path), ""))
    QTest.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert window.session.path == path
    assert not page.isVisible()


def test_the_page_comes_when_the_map_stands_unless_it_was_switched_off(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    window.starting.show_at_start()
    assert not window.starting.is_open, "the map comes first"
    window.map.map_ready.emit()
    qtbot.waitUntil(lambda: window.starting.is_open, timeout=30_000)
    page = window.starting.page
    assert page is not None
    box = page.findChild(QCheckBox, "start_again")
    assert box is not None
    assert box.isChecked()
    box.click()
    assert not settings.is_on(SETTING, default=True)
    page.closed.emit()
    window.starting.show_at_start()
    window.map.map_ready.emit()
    qtbot.wait(120)
    assert not window.starting.is_open
    window.actions_table["start_page"].trigger()
    assert window.starting.is_open
    assert not box.isChecked()


def test_who_opens_something_before_the_page_comes_is_not_disturbed(window: MainWindow, qtbot: QtBot) -> None:
    window.starting.show_at_start()
    assert window.storyboarding.open_story(story_ids()[0])
    window.map.map_ready.emit()
    qtbot.wait(150)
    assert not window.starting.is_open


@pytest.mark.parametrize("size", [(1000, 600), (1280, 720), (1920, 1080)])
def test_the_sheet_stays_inside_the_window(
    page: StartPage, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.arrange()
    sheet = page.findChild(QWidget, "start_sheet")
    assert sheet is not None
    assert page.rect().contains(sheet.geometry())
    left = [card.mapTo(sheet, card.rect().topLeft()).x() for card in stories(page)]
    right = [card.mapTo(sheet, card.rect().topRight()).x() for card in stories(page)]
    assert min(left) >= 0
    assert max(right) <= sheet.width()
