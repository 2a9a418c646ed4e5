"""Letters on paper: from the packaged fonts, in every script, read in their direction, never as formulas."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg

from explorer import assets
from explorer.figures.canvas import Canvas, Type
from explorer.figures.faces import Faces
from explorer.figures.textflow import fitted, is_right_to_left, wrapped

FACES = Faces()
LOOK = Type("regular", 40.0, "#000000")


def ink(text: str, look: Type = LOOK) -> np.ndarray:
    """Which columns of a picture of this text have ink, from the first to the last that has."""
    canvas = Canvas(600.0, 80.0, FACES, "#FFFFFF")
    canvas.words(FACES.legal(text), (20.0, 50.0), look)
    agg = FigureCanvasAgg(canvas.figure)
    agg.draw()
    columns = (np.asarray(agg.buffer_rgba())[:, :, 0] < 128).any(axis=0)
    (inked,) = np.nonzero(columns)
    return columns[inked[0] : inked[-1] + 1]


def runs(columns: np.ndarray) -> int:
    """How many separate pieces of ink stand side by side."""
    return int(columns[0]) + int((np.diff(columns.astype(int)) == 1).sum())


def test_the_packaged_fonts_are_all_there() -> None:
    assert FACES.faults == ()


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Duisburg", "SourceSans3-Regular.ttf"),
        ("Дуйсбург", "SourceSans3-Regular.ttf"),
        ("Αθήνα", "SourceSans3-Regular.ttf"),
        ("从西安到杜伊斯堡的新走廊", "NotoSansSC-Common-Regular.ttf"),
        ("თბილისი", "NotoSansGeorgian-Regular.ttf"),
        ("שלום", "DejaVuSans.ttf"),
    ],
)
def test_every_script_is_set_in_a_font_that_comes_along(text: str, file: str) -> None:
    assert FACES.legal(text) == text
    properties = FACES.properties("regular", 10.0, text)
    used = font_manager.fontManager._find_fonts_by_props(properties)
    holders = [Path(font).name for font in map(str, used)]
    assert any(name.startswith(file) for name in holders)
    assert all("/usr/share" not in str(font) for font in used)


def test_letters_that_join_are_joined_and_come_from_one_font() -> None:
    assert runs(ink("ببب")) == 1
    assert runs(ink("ب\u200cب\u200cب")) == 3


def test_hebrew_is_read_from_right_to_left() -> None:
    columns = ink("ייייש")
    wide = len(ink("ש"))
    # The wide letter comes last, so it stands at the left; the narrow ones, with gaps, at the right.
    assert runs(columns[: wide + 2]) <= 2
    assert runs(columns[wide + 2 :]) >= 3


def test_width_is_that_of_the_drawn_text() -> None:
    for text in ("Wagon", "12 677 km", "Сиань – Дуйсбург", "西安", "To AVAIL"):
        assert FACES.width(text, "regular", 40.0) == pytest.approx(len(ink(text)) * 72 / 100, abs=6.0)


def test_width_counts_spaces_and_grows_with_size() -> None:
    alone, spaced = FACES.width("km", "regular", 10.0), FACES.width(" km ", "regular", 10.0)
    assert alone + 3 < spaced < alone + 7
    assert FACES.width("km", "regular", 20.0) == pytest.approx(2 * alone)


def test_money_signs_and_backslashes_are_no_formulas() -> None:
    text = r"costs $80 bn or $x^2$ \alpha"
    assert FACES.legal(text) == text
    assert len(ink(text, Type("regular", 20.0, "#000000"))) * 72 / 100 == pytest.approx(
        FACES.width(text, "regular", 20.0), abs=4.0
    )


def test_letters_that_no_font_has_become_boxes_and_are_told() -> None:
    faces = Faces()
    assert faces.legal("a\U0001f682b") == "a□b"
    assert "U+1F682" in faces.faults[0]


def test_control_characters_and_halves_of_letters_are_left_out() -> None:
    assert FACES.legal("a\x00b\x07c\ud800d\r\ne\u2028f") == "abcd\ne\nf"


def test_a_mark_without_a_font_does_not_stop_the_word() -> None:
    assert FACES.legal("e\u0301") == "é"
    assert FACES.legal("\u0301x") == "x"


@pytest.mark.parametrize(
    ("text", "is_mirrored"), [("שלום Berlin", True), ("Berlin שלום", False), ("12 مرحبا", True), ("", False)]
)
def test_direction_follows_the_first_letter_that_has_one(text: str, is_mirrored: bool) -> None:
    assert is_right_to_left(text) is is_mirrored


def test_missing_fonts_are_told_and_others_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = tmp_path / "fonts"
    some.mkdir()
    shutil.copy(assets.resources_dir() / "fonts" / "SourceSans3-Regular.ttf", some)
    monkeypatch.setattr(assets, "resources_dir", lambda: tmp_path)
    faces = Faces()
    assert "SourceSans3-Bold.ttf" in faces.faults[0]
    assert "Install the program again" in faces.faults[0]
    assert faces.width("Title", "serif", 10.0) > 10


CANVAS = Canvas(600.0, 80.0, FACES, "#FFFFFF")
SMALL = Type("regular", 10.0, "#000000")


@pytest.mark.parametrize(
    "text", ["x" * 5000, "word " * 1000, "西安" * 2500, "a" * 399 + " b", "שלום " * 1000, "<b>$x$</b> " * 400]
)
def test_long_texts_fit_their_lines_and_end_in_an_ellipsis(text: str) -> None:
    line = fitted(CANVAS, text, SMALL, 200.0)
    assert line.endswith("…")
    assert CANVAS.width_of(line, SMALL) <= 200.0
    lines = wrapped(CANVAS, text, SMALL, 200.0, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(CANVAS.width_of(line, SMALL) <= 200.0 for line in lines)


def test_short_texts_stay_as_they_are() -> None:
    assert fitted(CANVAS, "Xi'an → Duisburg", SMALL, 200.0) == "Xi'an → Duisburg"
    assert wrapped(CANVAS, "one\ntwo", SMALL, 200.0, 5) == ["one", "two"]


def test_no_word_is_lost_when_a_text_is_broken_into_lines() -> None:
    text = "The Polish side closed all crossings at midnight and trains queued at Brest for days on end"
    assert " ".join(wrapped(CANVAS, text, SMALL, 120.0, 50)) == text


def test_chinese_is_broken_between_letters() -> None:
    lines = wrapped(CANVAS, "从西安到杜伊斯堡的铁路走廊", SMALL, 60.0, 10)
    assert len(lines) > 1
    assert "".join(lines) == "从西安到杜伊斯堡的铁路走廊"


def test_every_letter_of_the_text_face_can_be_set_in_every_face() -> None:
    letters = "".join(map(chr, range(0x20, 0x2000)))
    legal = FACES.legal(letters)
    # Any letter that is missing in a face would be told by a warning, which fails this test.
    for face in ("semibold", "bold", "italic", "serif", "serif-italic"):
        for start in range(0, len(legal), 200):
            assert FACES.width(legal[start : start + 200], face, 10.0) > 0
