"""Text that fits its room, dots, words in passing, screens, and whether motion is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.housestyle.key_figures import KeyFigure, Tone
from explorer.ui.motion import VARIABLE, wants_less_motion
from explorer.ui.present import PresentFigures
from explorer.ui.show_parts import Dots, Face, Fitted, Setting, Whisper
from explorer.ui.show_screens import audience_first
from explorer.ui.show_words import Telling
from explorer.ui.theme import load_fonts
from tests.ui.fake_screens import LAPTOP, PROJECTOR, FakeScreen

SETTINGS = (Setting(58, 1), Setting(44, 2), Setting(30, 3))


@pytest.fixture
def title(qtbot: QtBot) -> Fitted:
    load_fonts()
    label = Fitted("title", SETTINGS, Face())
    qtbot.addWidget(label)
    label.resize(900, 300)
    return label


def test_a_short_text_stands_in_one_line_of_the_largest_size(title: Fitted) -> None:
    title.set_words("Brest shut")
    assert title.font_at(900).pixelSize() == 58
    assert title.shown_at(900) == "Brest shut"
    assert title.height_at(900) < 58 * 1.6


def test_a_longer_text_takes_more_lines_before_it_loses_a_letter(title: Fitted) -> None:
    words = "Brest shut, no way through Russia: cargo crosses the Caspian and waits"
    title.set_words(words)
    assert title.font_at(900).pixelSize() == 44
    assert title.shown_at(900) == words


@pytest.mark.parametrize("words", ["word " * 1000, "x" * 5000, "م" * 5000, "字" * 5000])
def test_an_endless_text_ends_in_an_ellipsis_within_its_lines(title: Fitted, words: str) -> None:
    title.set_words(words)
    shown = title.shown_at(900)
    assert shown.endswith("…")
    assert 20 < len(shown) < 900
    assert title.font_at(900).pixelSize() == 30
    assert title.height_at(900) <= 3 * 30 * 1.7
    assert title.width_at(900) <= 900
    assert title.text() == words


@pytest.mark.parametrize(("words", "is_right"), [("الطريق الأوسط", True), ("דרך", True), ("By Brest", False)])
def test_text_starts_where_its_language_starts(title: Fitted, words: str, is_right: bool) -> None:
    title.set_words(words)
    title.setStyleSheet("color: #000000; background: #ffffff;")
    picture = title.grab().toImage()
    inked = [
        x
        for x in range(picture.width())
        if any(QColor(picture.pixel(x, y)).lightness() < 128 for y in range(0, 100, 2))
    ]
    assert inked
    assert (min(inked) > 450) is is_right
    assert (max(inked) < 450) is not is_right


def test_markup_is_shown_not_obeyed(title: Fitted) -> None:
    title.set_words("<b>a</b>\n\tb")
    assert title.shown_at(900) == "<b>a</b> b"


@pytest.mark.parametrize(
    ("place", "count", "words"), [(0, 1, "1 of 1"), (2, 7, "3 of 7"), (36, 200, "37 of 200"), (None, 0, "")]
)
def test_dots_say_where_the_story_is(qtbot: QtBot, place: int | None, count: int, words: str) -> None:
    dots = Dots()
    qtbot.addWidget(dots)
    dots.show_place(place, count)
    assert dots.words == words
    assert dots.accessibleName() == (f"Scene {words}" if words else "")
    # Two hundred dots would fill the line: then the words alone say it.
    assert dots.width() < 520


def test_a_word_in_passing_goes_by_itself(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    whisper = Whisper("hint", parent)
    whisper.has_motion = False
    whisper.say("Esc ends", 30)
    assert whisper.words == "Esc ends"
    qtbot.waitUntil(lambda: not whisper.isVisible(), timeout=2000)
    assert whisper.words == ""
    whisper.has_motion = True
    whisper.say("Again", 10)
    qtbot.waitUntil(lambda: not whisper.isVisible(), timeout=4000)


def test_the_figures_keep_one_height_whatever_a_scene_tells(qtbot: QtBot) -> None:
    load_fonts()
    panel = PresentFigures()
    qtbot.addWidget(panel)
    panel.resize(1280, 200)
    panel.arrange(0.667)
    heights = set()
    long = KeyFigure("reported as 4.5 to 10 Mt a year", "million tonnes", "words " * 40, Tone.WORSE)
    for figures in ((), (KeyFigure("1", "km", "x"),), (long, long, long)):
        for fault in ("", "no " * 300):
            panel.show_telling(Telling("t", "x", figures, "source " * 60, fault=fault), 3, 9)
            heights.add(panel.height())
            for cell in panel.cells[: len(figures)]:
                assert cell.value.shown_at(cell.value.width())
                assert cell.unit.geometry().right() <= cell.width() + 1
    assert len(heights) == 1


def test_the_audience_has_the_screen_that_is_not_the_first() -> None:
    wall = FakeScreen("wall", QRect(0, 0, 3840, 2160))
    assert audience_first([LAPTOP, PROJECTOR], LAPTOP) == (PROJECTOR, LAPTOP)
    assert audience_first([PROJECTOR, LAPTOP], LAPTOP) == (PROJECTOR, LAPTOP)
    assert audience_first([LAPTOP, PROJECTOR], LAPTOP, is_swapped=True) == (LAPTOP, PROJECTOR)
    assert audience_first([LAPTOP, PROJECTOR, wall], LAPTOP) == (wall, LAPTOP)
    assert audience_first([LAPTOP], LAPTOP) == (LAPTOP, LAPTOP)
    assert audience_first([PROJECTOR], LAPTOP) == (PROJECTOR, PROJECTOR)
    with pytest.raises(ValueError, match="no screen"):
        audience_first([], LAPTOP)


@pytest.mark.parametrize(
    ("files", "variable", "is_less"),
    [
        ({}, "", False),
        ({}, "1", True),
        ({"gtk-3.0/settings.ini": "[Settings]\ngtk-enable-animations=0\n"}, "", True),
        ({"gtk-4.0/settings.ini": "[Settings]\ngtk-enable-animations=true\n"}, "", False),
        ({"kdeglobals": "[KDE]\nAnimationDurationFactor=0\n"}, "", True),
        ({"kdeglobals": "[KDE]\nAnimationDurationFactor=0\n"}, "0", False),
        ({"kdeglobals": "neither section = nor %(sense)s\n\x00"}, "", False),
    ],
)
def test_less_motion_as_the_desktop_asks(
    tmp_path: Path, files: dict[str, str], variable: str, is_less: bool
) -> None:
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    environment = {"XDG_CONFIG_HOME": str(tmp_path), VARIABLE: variable}
    assert wants_less_motion(environment, "linux") is is_less


def test_a_settings_file_that_is_no_text_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "kdeglobals").write_bytes(b"\xff\xfe[KDE]\nAnimationDurationFactor=0")
    assert not wants_less_motion({"XDG_CONFIG_HOME": str(tmp_path)}, "linux")
