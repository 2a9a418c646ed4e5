"""Words on slides: legal, in their direction, and never wider than their place."""

from __future__ import annotations

import unicodedata
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import assets
from explorer.figures import slide_text
from explorer.figures.slide_text import (
    BODY,
    TextLook,
    fitted,
    language_of,
    lines_of,
    paragraph_xml,
    sized,
    width_pt,
)
from explorer.housestyle.letters import is_right_to_left, legal, one_line

LOOK = TextLook(14, "#1B2733")
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@given(ANY_TEXT)
def test_any_text_makes_xml_that_a_parser_accepts(text: str) -> None:
    xml = paragraph_xml((text, LOOK), link_id='"><evil/>')
    document = minidom.parseString(f"<x {NAMESPACES}>{xml}</x>".encode())  # noqa: S318 - our own
    read = "".join(
        node.firstChild.data if node.firstChild else "" for node in document.getElementsByTagName("a:t")
    )
    assert read == legal(text)
    assert not document.getElementsByTagName("evil")


@given(ANY_TEXT)
def test_legal_text_has_no_controls_but_tab_and_break_and_stays_so(text: str) -> None:
    kept = legal(text)
    assert not [c for c in kept if unicodedata.category(c) == "Cs" or (ord(c) < 32 and c not in "\t\n")]
    assert legal(kept) == kept
    assert "\n" not in one_line(text)


def test_markup_and_line_breaks_of_any_system_survive_as_text() -> None:
    assert legal("<b>a & b</b>\r\nc\rd\x00\x07e") == "<b>a & b</b>\nc\nde"


@given(ANY_TEXT, st.integers(40, 600), st.integers(1, 4))
def test_fitted_text_takes_no_more_lines_than_it_may(text: str, width: int, lines: int) -> None:
    shown = fitted(text, LOOK, width, lines)
    assert len(lines_of(shown, LOOK, width)) <= lines or len(shown) <= lines


@given(ANY_TEXT, st.integers(40, 600))
def test_lines_are_no_wider_than_told_and_lose_no_letter(text: str, width: int) -> None:
    broken = lines_of(text, LOOK, width)
    assert all(width_pt(line, LOOK) <= width or len(line) == 1 for line in broken)
    assert "".join(broken).replace(" ", "") == legal(text).replace("\n", "").replace(" ", "")


def test_text_that_fits_is_left_as_it_is_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert fitted("Aktau closed", LOOK, 400, 1) == "Aktau closed"
    shown = fitted("word " * 1000, LOOK, 400, 2)
    assert shown.endswith("…")
    assert len(shown) < 200


def test_widths_are_those_of_the_font_itself() -> None:
    """Against the advance widths in the font's own table, read by another library."""
    font_tools = pytest.importorskip("fontTools.ttLib")
    font = font_tools.TTFont(assets.resources_dir() / "fonts" / "SourceSans3-Regular.ttf")
    names, advances = font.getBestCmap(), font["hmtx"]
    word = "Małaszewicze 12 677"
    units = sum(advances[names[ord(letter)]][0] for letter in word)
    assert width_pt(word, LOOK) == pytest.approx(units / font["head"].unitsPerEm * 14, rel=1e-3)


def test_without_our_fonts_widths_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    slide_text._em_width.cache_clear()
    monkeypatch.setattr(slide_text, "_font", lambda face, is_bold: None)
    try:
        assert width_pt("Duisburg", LOOK) == pytest.approx(8 * 14 * 0.56)
        assert fitted("word " * 500, LOOK, 300, 2).endswith("…")
    finally:
        slide_text._em_width.cache_clear()


def test_a_figure_too_wide_shrinks_to_its_place_but_not_below_the_least() -> None:
    large = TextLook(40, "#000000", is_bold=True, face=BODY)
    shrunk = sized("−7 to −8, perhaps", large, 200, 20)
    assert 20 <= shrunk.size_pt < 40
    assert width_pt("−7 to −8, perhaps", shrunk) <= 200
    assert sized("x" * 200, large, 200, 20).size_pt == 20
    assert sized("13", large, 200, 20) is large


@pytest.mark.parametrize(
    ("text", "is_rtl", "language"),
    [
        ("إغلاق الحدود", True, "ar-SA"),
        ("123 שלום", True, "he-IL"),
        ("Brest إغلاق", False, "en-GB"),
        ("中欧班列", False, "zh-CN"),
        ("Малашевиче", False, "ru-RU"),
        ("სატვირთო", False, "ka-GE"),
        ("", False, "en-GB"),
        ("13.4", False, "en-GB"),
    ],
)
def test_direction_and_language_follow_the_first_letter(text: str, is_rtl: bool, language: str) -> None:
    assert is_right_to_left(text) is is_rtl
    assert language_of(text) == language


def test_right_to_left_paragraphs_stand_at_the_right() -> None:
    xml = paragraph_xml(("إغلاق الحدود", LOOK))
    assert 'rtl="1"' in xml
    assert 'algn="r"' in xml
    assert "rtl" not in paragraph_xml(("Brest", LOOK))
