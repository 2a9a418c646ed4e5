"""Documents as readers get them: true vectors, fonts in the file, words to search for, same bytes again."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from explorer import assets
from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Figure, FigureKind, Scene, Storyboard
from explorer.errors import ExportCancelled, ExportError
from explorer.figures.paper import (
    Paper,
    PaperKind,
    PaperOrder,
    PaperResult,
    _check,
    document,
    document_with_faults,
)
from explorer.housestyle.brief import ATTRIBUTION, Brief, brief_of, go_on
from explorer.io.basemap import load_basemap
from tests.figures.drawn_scenes import packaged, shown
from tests.network_fixture import small_geometry, small_network

ROOT = Path(__file__).parents[2]
SANS = {f"SourceSans3-{face}" for face in ("Regular", "Semibold", "Bold", "It")}
CREATED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
CLOSED = Scenario().with_event("e01", ("frontier",))
HOSTILE = r"<b>Bold</b> & $x^2$ \alpha {curly} %s"


def brief(*scenes: Scene, title: str = "Briefing") -> Brief:
    return brief_of(NETWORK, Storyboard(title, scenes), CREATED)


def scene(number: int = 1, scenario: Scenario = Scenario(), **more: object) -> Scene:  # noqa: B008
    return Scene(f"scene-{number}", scenario, more.pop("trip", TRIP), **more)  # type: ignore[arg-type]


def lost(number: int = 1, **more: object) -> Scene:
    """A scene without an answer: a page of words, made in no time."""
    return scene(number, trip=Trip("atlantis", "berlin"), **more)


def made(told: Brief, kind: PaperKind = PaperKind.PDF, **more: object) -> PaperResult:
    order = PaperOrder(kind, **more)  # type: ignore[arg-type]
    return document_with_faults(told, small_geometry(), load_basemap(), order, go_on)


@lru_cache
def texts(content: bytes) -> list[str]:
    """The text of every page with its spaces evened out."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def fonts_of(reader: PdfReader) -> list[DictionaryObject]:
    found = []
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found += [child.get_object() for child in font.get_object()["/DescendantFonts"]]
    return found


@lru_cache
def one() -> bytes:
    """The sheet of a trip on today's network."""
    return made(brief(scene(title="Berlin waits for nobody"))).content


def frontier_closed() -> Brief:
    return brief(scene(scenario=CLOSED, title="Frontier closed", text="Trains stood for 13 days."))


@lru_cache
def cut() -> bytes:
    """The sheet of a trip that has to go another way."""
    return made(frontier_closed()).content


@pytest.mark.parametrize("paper", list(Paper))
def test_a_page_has_the_size_of_its_paper(paper: Paper) -> None:
    reader = PdfReader(BytesIO(made(brief(lost()), paper=paper).content))
    wanted = {
        Paper.A4: (297.0, 210.0),
        Paper.A3: (420.0, 297.0),
        Paper.LETTER: (279.4, 215.9),
        Paper.WIDE: (338.67, 190.5),
    }
    box = reader.pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx(
        wanted[paper], abs=0.1
    )
    assert len(reader.pages) == 1


def test_the_map_is_made_of_paths_and_holds_no_picture() -> None:
    reader = PdfReader(BytesIO(cut()))
    page = reader.pages[0]
    assert not [
        x for x in page["/Resources"].get("/XObject", {}).values() if x.get_object()["/Subtype"] == "/Image"
    ]
    operators = [operator for _, operator in page.get_contents().operations]
    assert operators.count(b"l") > 5000
    assert operators.count(b"f") + operators.count(b"f*") + operators.count(b"B") > 10
    assert not {b"BI", b"EI", b"sh"} & set(operators)


def test_every_font_is_in_the_file_as_truetype() -> None:
    fonts = fonts_of(PdfReader(BytesIO(cut())))
    assert len(fonts) >= 4
    for font in fonts:
        assert font["/Subtype"] == "/CIDFontType2"
        assert "/FontFile2" in font["/FontDescriptor"]
        assert (
            "+Source" in font["/BaseFont"] or "+Noto" in font["/BaseFont"] or "+DejaVu" in font["/BaseFont"]
        )


def test_title_figures_steps_and_rights_can_be_found_as_text() -> None:
    (page,) = texts(cut())
    told = frontier_closed().scenes[0]
    assert "Frontier closed" in page
    assert told.subtitle in page
    assert "Trains stood for 13 days." in page
    for figure in told.figures:
        assert " ".join(figure.value.split()) in page
        assert " ".join(figure.words.split()) in page
    for words in ("Step by step", "Far Quay", "ferry", "Total", "Lambert conformal conic", "24 Nov 2026"):
        assert words in page
    assert ATTRIBUTION in page
    assert f"data {NETWORK.version}" in page


def test_totals_on_the_page_are_those_of_the_answer() -> None:
    results = brief(scene(scenario=CLOSED)).scenes[0].results
    assert results is not None
    assert results.itinerary is not None
    (page,) = texts(cut())
    assert f"Total {results.itinerary.transit_days.typical:.1f} days" in page
    assert f"{results.itinerary.distance_km:,.0f}".replace(",", " ") in page.replace("\u202f", " ")


def test_only_what_is_drawn_stands_in_the_legend() -> None:
    before, after = texts(one())[0], texts(cut())[0]
    for words in ("Closed place", "Baseline: nothing changed", "Now, by water"):
        assert words not in before
        assert words in after
    assert "Closed country" not in after


def test_a_document_carries_title_author_and_date() -> None:
    data = PdfReader(BytesIO(one())).metadata
    assert data is not None
    assert data.title == "Briefing"
    assert data.author == "Corridor Explorer"
    assert data.creation_date == CREATED


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_same_input_gives_the_same_bytes(kind: PaperKind) -> None:
    told = brief(scene(scenario=CLOSED, title="Again"))
    assert made(told, kind, dpi=72).content == made(told, kind, dpi=72).content


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, '.');"
        "from tests.figures.test_paper import *;"
        "print(hashlib.sha256(cut()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "99")
    }
    assert len(hashes) == 1


def test_without_a_date_none_is_written() -> None:
    told = replace(brief(lost()), created=None)
    content = made(told).content
    assert b"CreationDate" not in content
    assert "2026" not in texts(content)[0].replace(NETWORK.version, "").split("data")[1]


def test_hostile_titles_stand_as_they_were_written() -> None:
    (page,) = texts(made(brief(lost(title=HOSTILE, text=HOSTILE))).content)
    assert page.count(HOSTILE) == 2


def test_a_title_of_5000_letters_is_cut_with_an_ellipsis() -> None:
    (page,) = texts(made(brief(lost(title="endless " * 625))).content)
    assert "…" in page
    assert 5 < page.count("endless") < 60


@pytest.mark.parametrize("title", ["הגבול סגור", "الحدود مغلقة", "边境关闭", "Граница закрыта"])
def test_titles_of_any_script_are_written_with_fonts_of_ours(title: str) -> None:
    result = made(brief(lost(title=title)))
    assert result.faults == ()
    names = {font["/BaseFont"].partition("+")[2] for font in fonts_of(PdfReader(BytesIO(result.content)))}
    assert names <= {"SourceSerif4-Semibold", "NotoSansSC-Common-Regular", "DejaVuSans"} | SANS
    if title.startswith(("边", "Г")):
        assert title in texts(result.content)[0]


def test_no_way_left_is_said_large_with_what_cuts_it() -> None:
    shut = Scenario().with_closure("berlin")
    (page,) = texts(made(brief(scene(scenario=shut))).content)
    assert "No way left" in page
    assert "What cuts the way" in page
    assert "Berlin, the destination, is closed itself." in page


def test_a_scene_that_cannot_be_answered_gets_its_page_all_the_same() -> None:
    told = brief(lost(1), lost(2, title="Lost", text="We meant this."), scene(3))
    pages = texts(made(told).content)
    assert "Lost" in pages[1]
    assert "atlantis" in pages[1]
    assert "We meant this." in pages[1]
    assert "Step by step" in pages[2]


def test_what_was_left_out_of_a_scene_is_told_on_its_page() -> None:
    told = brief(scene(scenario=Scenario().with_closure("atlantis")))
    assert "atlantis" in texts(made(told).content)[0]


# ---------------------------------------------------------------- hand-out


@lru_cache
def handout() -> bytes:
    scenes = (
        scene(1, title="First, the way today"),
        scene(2, CLOSED, title="Then the frontier closes", figures=(Figure(FigureKind.EVENT_DAYS, "e01"),)),
        scene(3, CLOSED, title="Again", source_ids=("bulletin",)),
    )
    return made(brief(*scenes, title="For the minister")).content


def test_a_storyboard_becomes_a_page_for_each_scene_and_annexes() -> None:
    pages = texts(handout())
    for number, title in enumerate(("First, the way today", "Then the frontier closes", "Again")):
        assert title in pages[number]
        assert "For the minister" in pages[number]
        assert f"{number + 1} / {len(pages)}" in pages[number]
    assert "Annex: itineraries" in pages[3]
    assert "Annex: sources" in pages[-1]


def test_the_annex_has_every_journey_once() -> None:
    annex = texts(handout())[3]
    assert annex.count("First, the way today") == 1
    assert annex.count("Then the frontier closes") == 1
    assert "Scene 3" not in annex


def test_the_annex_has_every_source_with_its_address_and_a_link() -> None:
    reader = PdfReader(BytesIO(handout()))
    page = texts(handout())[-1]
    links = {note.get_object()["/A"]["/URI"] for note in reader.pages[-1]["/Annots"]}
    for key in ("atlas", "bulletin"):
        source = NETWORK.sources[key]
        assert source.title in page
        assert source.url in page
        assert source.url in links


# ---------------------------------------------------------------- pictures


def test_svg_is_drawn_with_paths_and_tells_what_it_shows() -> None:
    content = made(brief(scene(scenario=CLOSED, title=HOSTILE)), PaperKind.SVG).content
    root = ElementTree.fromstring(content)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    titles = root.findall(f"{space}title")
    assert [title.text for title in titles] == [HOSTILE]
    (told,) = root.findall(f"{space}desc")
    assert told.text is not None
    assert "Far Quay" in told.text or "Chengdu" in told.text
    assert root.get("aria-labelledby") == f"{titles[0].get('id')} {told.get('id')}"
    assert not list(root.iter(f"{space}image"))
    assert not list(root.iter(f"{space}text"))
    assert len(list(root.iter(f"{space}path"))) > 100
    assert b"http-equiv" not in content
    assert b"<script" not in content


@pytest.mark.parametrize(
    ("paper", "dpi", "size"),
    [
        (Paper.A4, 72, (842, 595)),
        (Paper.A4, 150, (1754, 1240)),
        (Paper.LETTER, 100, (1100, 850)),
        (Paper.WIDE, 144, (1920, 1080)),
    ],
)
def test_a_picture_has_as_many_dots_as_paper_and_dpi_make(
    paper: Paper, dpi: int, size: tuple[int, int]
) -> None:
    content = made(brief(lost(title="Dots")), PaperKind.PNG, paper=paper, dpi=dpi).content
    with Image.open(BytesIO(content)) as picture:
        assert picture.size == size
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
        assert picture.info["Title"] == "Dots"
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50


def test_a_picture_is_of_the_scene_that_was_asked_for() -> None:
    told = brief(lost(1, title="One"), lost(2, title="Two"))
    first, second = (
        ElementTree.fromstring(made(told, PaperKind.SVG, scene=number).content) for number in (0, 1)
    )
    space = "{http://www.w3.org/2000/svg}"
    assert [root.findtext(f"{space}title") for root in (first, second)] == ["One", "Two"]


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (PaperOrder(PaperKind.PNG, scene=3), "no scene 4"),
        (PaperOrder(PaperKind.SVG, scene=-1), "Choose 1 to 1"),
        (PaperOrder(PaperKind.PNG, dpi=50), "72 to 1200"),
        (PaperOrder(PaperKind.PNG, dpi=2400), "72 to 1200"),
        (PaperOrder(PaperKind.PNG, Paper.A3, dpi=1200), "Choose at most"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(order: PaperOrder, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        document(brief(lost()), small_geometry(), load_basemap(), order, go_on)


def test_the_largest_picture_offered_is_one_that_is_made() -> None:
    with pytest.raises(ExportError) as refused:
        made(brief(lost()), PaperKind.PNG, paper=Paper.A3, dpi=1200)
    most = int(str(refused.value).split("at most ")[1].split(",")[0])

    _check(brief(lost()), PaperOrder(PaperKind.PNG, Paper.A3, dpi=most))
    with pytest.raises(ExportError):
        _check(brief(lost()), PaperOrder(PaperKind.PNG, Paper.A3, dpi=most + 50))


def test_no_scenes_make_no_document() -> None:
    with pytest.raises(ExportError, match="no scene to print"):
        made(Brief(NETWORK, "Empty", (), None))


def test_an_export_can_be_stopped_between_pages() -> None:
    told: list[tuple[int, int]] = []

    def stop_at_two(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    with pytest.raises(ExportCancelled):
        document(
            brief(lost(1), lost(2), lost(3)), small_geometry(), load_basemap(), PaperOrder(), stop_at_two
        )
    assert [done for done, _ in told] == [0, 1, 2]
    assert len({total for _, total in told}) == 1
    assert told[0][1] >= 3


def test_documents_can_be_made_in_threads_at_the_same_time() -> None:
    told = frontier_closed()
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda _: made(told).content, range(3)))
    assert set(results) == {cut()}


def test_without_the_fonts_a_page_is_made_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "resources_dir", lambda: tmp_path)
    result = made(brief(lost(title="Plain letters", text="西安")))
    assert "Plain letters" in texts(result.content)[0]
    assert any("SourceSans3-Regular.ttf" in fault for fault in result.faults)


@pytest.mark.parametrize("name", ["russia", "arctic"])
def test_a_scene_of_the_packaged_network_stays_below_two_megabytes(name: str) -> None:
    network, geometry, basemap = packaged()
    told = Brief(network, name, (shown(name),), CREATED)
    content = document(told, geometry, basemap, PaperOrder(language="zh"), go_on)
    assert len(content) < 2_000_000
    assert shown(name).title in texts(content)[0]
