"""What a recipient sees and does: scenes, figures, what-if, keys, telephone, paper, hostile words."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.housestyle.brief import Brief
from explorer.housestyle.key_figures import NO_WAY, key_figures, source_line, subtitle
from explorer.housestyle.steps import RowKind, step_rows
from explorer.io.geodata import load_network
from tests.story.board import SECRET, XIAN_DUISBURG, board
from tests.story.conftest import Open

NETWORK = load_network()
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_every_scene_shows_the_figures_and_words_of_the_program(open_page: Open, brief: Brief) -> None:
    page = open_page()
    for place, shown in enumerate(brief.scenes):
        page.js("(place) => story.show(place, false)", place)
        assert page.text("#title") == shown.title
        assert page.text("#under") == shown.subtitle
        assert page.text("#text") == shown.scene.text
        if shown.figures == (NO_WAY,):
            assert page.texts("#figures .value") == ["No way left"]
        else:
            expected = [(figure.value, figure.unit, figure.words) for figure in shown.figures]
            told = [(value, unit, words.removesuffix(" · estimate")) for value, unit, words in page.figures()]
            assert told == expected
        if shown.results is not None:
            assert page.text("#source") == f"{shown.source_line} all sources".strip()


def test_a_scene_that_the_data_cannot_show_says_why_and_the_show_goes_on(open_page: Open) -> None:
    page = open_page()
    page.press("End")
    assert page.text("#title") == "Lost"
    assert "there is no place “atlantis”" in " ".join(page.texts("#faults li"))
    assert page.figures() == []
    page.press("w")
    page.press("ArrowLeft")
    assert page.texts("#figures .value") == ["No way left"]


def test_keys_turn_the_scenes_and_stop_at_both_ends(open_page: Open) -> None:
    page = open_page()
    last = len(board(NETWORK)) - 1
    keys = [
        "ArrowRight",
        "PageDown",
        "Space",
        "ArrowLeft",
        "PageUp",
        "End",
        "ArrowRight",
        "Home",
        "ArrowLeft",
    ]
    places = []
    for key in keys:
        page.press(key)
        places.append(page.js("story.place"))
    assert places == [1, 2, 3, 2, 1, last, last, 0, 0]
    assert page.text("#count") == f"1 of {last + 1}"
    assert page.js("document.getElementById('previous').disabled") is True


def test_double_clicking_a_place_closes_it_and_figures_and_steps_follow(open_page: Open) -> None:
    page = open_page()
    page.press("w")
    page.page.click("#tab-steps")
    page.page.mouse.dblclick(*page.point_of("brest"))
    page.wait("story.isChanged")
    scenario = Scenario().with_closure("brest")
    results = resolve(NETWORK, scenario, XIAN_DUISBURG)
    assert results.itinerary is not None
    expected = key_figures(NETWORK, results)
    assert [figure[:2] for figure in page.figures()] == [(f.value, f.unit) for f in expected]
    assert page.text("#under") == subtitle(NETWORK, results)
    assert page.text("#source") == f"{source_line(NETWORK, expected, results.itinerary)} all sources"
    rows = step_rows(NETWORK, results.itinerary)
    assert page.texts(".steps .what b") == [row.title for row in rows if row.kind is not RowKind.RIDE]
    assert page.js("document.querySelectorAll('.closed-sign').length") == 1
    page.page.click("#back")
    assert page.js("story.isChanged") is False
    assert page.js("document.querySelectorAll('.closed-sign').length") == 0


def test_a_place_is_closed_by_tap_and_button_on_a_telephone(open_page: Open) -> None:
    page = open_page(**PHONE)
    before = page.figures()
    page.page.touchscreen.tap(*page.point_of("brest"))
    page.wait("!document.getElementById('card').hidden")
    page.page.tap(".card .acts button")
    page.wait("story.isChanged")
    assert page.figures() != before
    page.page.tap("#back")
    assert page.figures() == before


def test_the_panel_changes_everything_and_each_change_has_its_undo(open_page: Open) -> None:
    page = open_page()
    page.press("w")
    panel = page.page.locator("#panel")
    panel.get_by_label("Close", exact=True).fill("Актау")
    page.press("Enter")
    assert page.js("story.scenario.closures.map((closure) => closure.target)") == ["aktau"]
    panel.get_by_role("switch", name="Dostyk is open").click()
    panel.get_by_role("switch", name="China–Kyrgyzstan–Uzbekistan railway").click()
    panel.get_by_label("Year").select_option("2030")
    panel.get_by_label("Month").select_option("9")
    panel.get_by_text("road").click()
    panel.get_by_label("From").fill("重庆")
    page.press("Enter")
    results = resolve(
        NETWORK,
        Scenario(year=2030, month=9).with_closure("aktau").with_closure("dostyk").with_opened("cku"),
        Trip("chongqing", "duisburg", modes=frozenset(mode for mode in _modes())),
    )
    expected = key_figures(NETWORK, results)
    assert [figure[0] for figure in page.figures()] == [figure.value for figure in expected]
    undo = panel.get_by_role("button", name="Undo: ")
    assert undo.count() == 4
    for _ in range(4):
        undo.first.click()
    assert page.js("words.changes(story.network, story.scenario).length") == 0
    page.press("r")
    assert page.js("story.isChanged") is False


def _modes() -> list[object]:
    from explorer.core.network import Mode

    return list(Mode)


def test_no_way_left_names_what_must_reopen_and_offers_it(open_page: Open) -> None:
    page = open_page()
    page.js("story.show(6, false)")
    reopen = page.page.get_by_role("button", name="Reopen Duisburg")
    reopen.click()
    results = resolve(NETWORK, Scenario().with_closure("country:kz"), XIAN_DUISBURG)
    assert [figure[0] for figure in page.figures()] == [f.value for f in key_figures(NETWORK, results)]


def test_a_place_that_is_not_there_is_said_and_nothing_changes(open_page: Open) -> None:
    page = open_page()
    page.press("w")
    page.page.locator("#panel").get_by_role("combobox", name="To").fill("<img src=x onerror=alert(1)>")
    page.press("Enter")
    assert "No place is called" in page.text(".complaint:not(:empty)")
    assert page.js("story.isChanged") is False


def test_a_telephone_shows_all_without_scrolling_sideways(open_page: Open) -> None:
    page = open_page(**PHONE)
    for place in range(len(board(NETWORK))):
        page.js("(place) => story.show(place, false)", place)
        assert page.js("document.documentElement.scrollWidth") <= 390
        small = """[...document.querySelectorAll("#title, #under, #text, .said, #source, .unit")]
          .filter((found) => found.textContent && parseFloat(getComputedStyle(found).fontSize) < 12).length"""
        assert page.js(small) == 0
    page.page.tap("#open-panel")
    assert page.js("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (820, 1180), (1024, 600)])
def test_the_journey_stands_between_headline_and_figures(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    assert page.js("document.documentElement.scrollWidth") <= size[0]
    head = page.js("document.getElementById('under').getBoundingClientRect().bottom")
    stage = page.js("document.getElementById('stage').getBoundingClientRect().bottom")
    for end in ("xian", "duisburg"):
        x, y = page.point_of(end)
        assert 0 < x < size[0]
        assert head < y < stage


def test_on_paper_every_scene_is_a_page_with_its_words_and_figures(open_page: Open, brief: Brief) -> None:
    page = open_page()
    page.js("story.show(1, false)")
    before = page.figures()
    pages = PdfReader(io.BytesIO(page.page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == len(brief.scenes)
    for sheet, shown in zip(pages, brief.scenes, strict=True):
        assert float(sheet.mediabox.width) > float(sheet.mediabox.height)
        text = " ".join(sheet.extract_text().split())
        assert " ".join(shown.title.split()) in text
        for figure in shown.figures:
            assert figure.value.replace("\u202f", " ") in text.replace("\u202f", " ")
        assert brief.imprint in text
    assert page.figures() == before
    assert page.js("document.getElementById('pages').childElementCount") == 0


HOSTILE = [
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>",
    "</script><script>window.hacked = 1</script><!--",
    "{data} {{ 7 * 7 }} ${window.hacked = 1} \u2028 \\u003cscript\\u003e",
    "W" * 5000,
    "إغلاق الحدود بين بولندا وبيلاروس \u202e desrever",
    "北方走廊关闭 · Закрыта граница",
]


@pytest.mark.parametrize("words", HOSTILE, ids=["script", "end", "template", "long", "rtl", "scripts"])
def test_hostile_words_run_nothing_and_break_nothing(open_page: Open, words: str) -> None:
    scene = Scene("one", Scenario(), XIAN_DUISBURG, words, words, highlights=("brest",))
    page = open_page(Storyboard(words, (scene, replace(scene, id="two"))))
    assert page.js("typeof window.hacked") == "undefined"
    assert page.text("#title") == words.strip()
    assert page.js("document.querySelectorAll('#title *, #text *').length") == 0
    assert page.js("document.documentElement.scrollWidth") <= 1280
    bottom = page.js("document.getElementById('title').getBoundingClientRect().bottom")
    assert bottom < page.js("document.getElementById('stage').getBoundingClientRect().bottom") * 0.7
    assert page.js("document.getElementById('next').getBoundingClientRect().bottom") <= 720


def test_what_the_speaker_keeps_to_himself_stays_at_home(page_file: Path) -> None:
    assert SECRET not in page_file.read_text(encoding="utf-8")


def test_without_scripts_the_scenes_are_told_in_words(open_page: Open, brief: Brief, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(open_page().page.url.partition("#")[0])
    text = " ".join(page.inner_text("body").split())
    for shown in brief.scenes:
        assert " ".join(shown.title.split()) in text
        for figure in shown.figures:
            assert " ".join(figure.words.split()) in text
    context.close()
