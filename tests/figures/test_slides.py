"""The deck: one slide a scene, then tables, chart and sources; editable, whole, the same every time."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.dom import minidom

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import Slide

from explorer.core.geometry import Basemap, Border, Land, MapName
from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Figure, Scene, Storyboard
from explorer.errors import ExportCancelled
from explorer.figures.slides import deck
from explorer.housestyle.brief import Brief, brief_of, go_on
from tests.network_fixture import small_geometry, small_network

TRIP = Trip("chengdu", "berlin")
LONG = "A title that goes on and on " * 190
HOSTILE = f'<b>Bold</b> & "quoted" \x07\x1b{LONG}'
RIGHT_TO_LEFT = "إغلاق الحدود بين بولندا وبيلاروسيا"

SCENES = (
    Scene(
        "a", Scenario(), TRIP, title="All corridors open", text="As it was.", notes="Say hello.\nThen wait."
    ),
    Scene(
        "b",
        Scenario().with_closure("frontier"),
        TRIP,
        title="The frontier closes",
        figures=tuple(Figure.parse(text) for text in ("days_change", "claim:a01")),  # type: ignore[misc]
        source_ids=("atlas",),
    ),
    Scene("c", Scenario().with_closure("berlin"), TRIP),
    Scene("d", Scenario(), Trip("atlantis", "berlin"), title="Gone", text="Words of a lost place."),
    Scene("e", Scenario(), TRIP, title=HOSTILE, text="<script>alert(1)</script>"),
    Scene("f", Scenario().with_opened("short"), TRIP, title=RIGHT_TO_LEFT),
)
MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def small_basemap() -> Basemap:
    """Two countries with a border between them, one lake, one sea name."""

    def box(west: float, south: float, east: float, north: float) -> tuple[tuple[float, float], ...]:
        return ((west, south), (east, south), (east, north), (west, north), (west, south))

    return Basemap(
        lands=(
            Land("cn", {"en": "China"}, (105.0, 35.0), 1, False, ((box(75, 20, 125, 50),),)),
            Land("kz", {"en": "Kazakhstan"}, (65.0, 48.0), 1, False, ((box(45, 40, 75, 55),),)),
        ),
        borders=(Border((((75.0, 40.0), (75.0, 50.0)),), False),),
        lakes=((box(59, 44, 61, 46),),),
        rivers=((((80.0, 45.0), (90.0, 48.0)), 1.0),),
        railways=(((100.0, 30.0), (110.0, 35.0)),),
        cities=(),
        seas=(MapName({"en": "Caspian Sea"}, (50.0, 42.0), 1),),
    )


@pytest.fixture(scope="module")
def network() -> Network:
    return small_network()


@pytest.fixture(scope="module")
def brief(network: Network) -> Brief:
    return brief_of(network, Storyboard("Corridors under strain", SCENES), MADE)


@pytest.fixture(scope="module")
def data(brief: Brief) -> bytes:
    return deck(brief, small_geometry(), small_basemap(), go_on)


@pytest.fixture
def slides(data: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(data))


def all_shapes(shapes) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from all_shapes(shape.shapes)


def words_of(slide: Slide) -> str:
    return "\n".join(shape.text_frame.text for shape in all_shapes(slide.shapes) if shape.has_text_frame)


def notes_of(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return str(frame.text)


# ---------------------------------------------------------------- the deck as a whole


def test_the_first_slides_are_the_scenes_one_each_and_in_order(slides: Presentation, brief: Brief) -> None:
    titles = [slide.shapes.title.text for slide in slides.slides]  # type: ignore[union-attr]
    assert titles[:4] == [shown.title for shown in brief.scenes[:4]]
    assert titles[5] == RIGHT_TO_LEFT
    assert all(
        title.startswith(f"{number}. ") for number, title in zip((1, 2, 3, 5, 6), titles[6:11], strict=True)
    )
    assert titles[-1].startswith("Sources")
    assert slides.slide_width / slides.slide_height == pytest.approx(16 / 9, rel=1e-5)  # type: ignore[operator]


def test_every_slide_has_a_title_first_and_no_empty_placeholder(slides: Presentation) -> None:
    for slide in slides.slides:
        assert slide.shapes[0].is_placeholder
        assert slide.shapes[0].placeholder_format.type is PP_PLACEHOLDER.TITLE
        for place in slide.placeholders:
            assert place.text_frame.text.strip() or "slidenum" in place._element.xml


def test_names_and_ids_are_unique_on_every_slide(slides: Presentation) -> None:
    for slide in slides.slides:
        marks = re.findall(r'<p:cNvPr id="(\d+)" name="([^"]*)"', slide._element.xml)
        ids, names = [mark[0] for mark in marks], [mark[1] for mark in marks]
        assert len(set(ids)) == len(ids)
        assert len(set(names)) == len(names)


def test_every_part_is_well_formed_and_every_relationship_leads_somewhere(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            document = minidom.parseString(archive.read(name))  # noqa: S318 - our own
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in document.getElementsByTagName("Relationship"):
                if link.getAttribute("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join(folder, link.getAttribute("Target")))
                    assert target.lstrip("/") in names
    assert "docProps/thumbnail.jpeg" not in names
    assert not [name for name in names if "printerSettings" in name]


def test_same_brief_gives_the_same_bytes(brief: Brief, data: bytes) -> None:
    assert deck(brief, small_geometry(), small_basemap(), go_on) == data


def test_the_file_says_what_it_is_when_and_of_which_data(slides: Presentation, network: Network) -> None:
    properties = slides.core_properties
    assert properties.title == "Corridors under strain"
    assert properties.created == MADE.replace(tzinfo=None)
    assert network.version in (properties.subject or "")
    assert "Canny" not in (properties.author or "") + (properties.last_modified_by or "")


def test_a_brief_without_a_date_says_no_date_of_today(network: Network) -> None:
    made = deck(brief_of(network, Storyboard("", SCENES[:1]), None), small_geometry(), small_basemap(), go_on)
    assert pptx.Presentation(io.BytesIO(made)).core_properties.created == datetime(2000, 1, 1)  # noqa: DTZ001


def test_sections_hold_every_slide_once_story_first(data: bytes, slides: Presentation) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = minidom.parseString(archive.read("ppt/presentation.xml"))  # noqa: S318 - our own
    sections = {
        section.getAttribute("name"): [
            int(entry.getAttribute("id")) for entry in section.getElementsByTagName("p14:sldId")
        ]
        for section in document.getElementsByTagName("p14:section")
    }
    assert list(sections) == ["Story", "Details", "Sources"]
    assert [number for ids in sections.values() for number in ids] == [s.slide_id for s in slides.slides]
    assert len(sections["Story"]) == len(SCENES)


def test_colours_and_fonts_are_those_of_the_theme(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
        shown = "".join(archive.read(f"ppt/slides/slide{number}.xml").decode() for number in range(1, 7))
    assert 'typeface="Source Serif 4 Semibold"' in theme
    assert 'typeface="Source Sans 3"' in theme
    assert "0F4C81" in theme
    assert 'schemeClr val="accent1"' in shown
    assert set(re.findall(r'typeface="([^"]+)"', shown)) <= {
        f"+{face}-{script}" for face in ("mj", "mn") for script in ("lt", "ea", "cs")
    }


def test_progress_is_told_for_every_scene_and_stop_stops(brief: Brief) -> None:
    told: list[tuple[int, int]] = []

    def look_on(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 3

    with pytest.raises(ExportCancelled):
        deck(brief, small_geometry(), small_basemap(), look_on)
    assert [done for done, _ in told] == [0, 1, 2, 3]
    told.clear()
    deck(brief, small_geometry(), small_basemap(), lambda done, total: told.append((done, total)) or True)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


# ---------------------------------------------------------------- what slides say


def test_notes_hold_what_to_say_the_text_and_every_source_with_its_address(
    slides: Presentation, network: Network
) -> None:
    first, second = notes_of(slides.slides[0]), notes_of(slides.slides[1])
    assert first.startswith("Say hello.\nThen wait.")
    assert "As it was." in first
    for source in ("atlas", "bulletin"):
        assert network.sources[source].url in second
        assert network.sources[source].title in second


def test_large_figures_and_their_words_stand_on_the_slide(slides: Presentation, brief: Brief) -> None:
    for slide, shown in zip(list(slides.slides)[:2], brief.scenes, strict=False):
        words = words_of(slide)
        assert all(f"{figure.value} {figure.unit}".strip() in words for figure in shown.figures)
        assert shown.subtitle in words
        assert shown.source_line in words


def test_a_scene_without_a_way_says_so_and_what_has_to_reopen(slides: Presentation) -> None:
    words = words_of(slides.slides[2])
    assert "No way left" in words
    assert "This has to reopen: Berlin" in words


def test_a_scene_that_cannot_be_answered_keeps_its_slide_with_its_text_and_the_faults(
    slides: Presentation, brief: Brief
) -> None:
    words = words_of(slides.slides[3])
    assert "Words of a lost place." in words
    assert all(fault in words for fault in brief.scenes[3].faults)
    assert "atlantis" in words


def test_a_hostile_title_stays_text_is_shortened_and_stands_whole_in_the_notes(slides: Presentation) -> None:
    slide = slides.slides[4]
    title = slide.shapes.title.text  # type: ignore[union-attr]
    assert title.startswith('<b>Bold</b> & "quoted" A title')
    assert title.endswith("…")
    assert len(title) < 300
    assert LONG.strip() in notes_of(slide)
    assert "<script>alert(1)</script>" in words_of(slide)


def test_a_title_right_to_left_runs_so_and_stands_at_the_right(slides: Presentation) -> None:
    xml = slides.slides[5].shapes.title._element.xml  # type: ignore[union-attr]
    assert 'rtl="1"' in xml
    assert 'algn="r"' in xml
    assert 'lang="ar-SA"' in xml


def test_the_journey_is_a_native_table_whose_rows_sum_up_to_the_answer(
    slides: Presentation, brief: Brief
) -> None:
    results = brief.scenes[0].results
    assert results is not None
    assert results.itinerary is not None
    table = next(shape.table for shape in slides.slides[len(SCENES)].shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    heads, *body, total = rows
    kms = [int(row[heads.index("km")].replace("\u202f", "")) for row in body if row[heads.index("km")]]
    assert sum(kms) == pytest.approx(results.itinerary.distance_km, abs=len(kms))
    assert total[heads.index("km")].replace("\u202f", "") == str(round(results.itinerary.distance_km))
    assert total[heads.index("Days")] == f"{results.itinerary.transit_days.typical:.1f}"
    assert body[0][1] == "Chengdu"
    assert body[-1][1] == "Berlin"


def test_corridors_are_a_native_chart_with_the_days_of_the_answer(slides: Presentation, brief: Brief) -> None:
    results = brief.scenes[5].results
    assert results is not None
    slide = next(s for s in slides.slides if s.shapes.title.text.startswith("6. "))  # type: ignore[union-attr]
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    by_name = {series.name: list(series.values) for series in frame.chart.plots[0].series}
    assert set(by_name) == {"Baseline", "Scenario"}
    known = {
        round(row.current.transit_days.typical, 1) for row in results.corridors if row.current is not None
    } | {round(way.transit_days.typical, 1) for way in (results.itinerary,) if way is not None}
    shown = {value for value in by_name["Scenario"] if value is not None}
    assert shown
    assert shown <= known
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr", "").startswith("Typical days by corridor.")


def test_every_source_of_the_deck_is_listed_with_a_link(slides: Presentation, network: Network) -> None:
    last = list(slides.slides)[-1]
    table = next(shape.table for shape in last.shapes if shape.has_table)
    titles = [row.cells[1].text for row in table.rows]
    assert network.sources["atlas"].title in titles
    assert network.sources["bulletin"].title in titles
    links = {relation.target_ref for relation in last.part.rels.values() if relation.is_external}
    assert {network.sources["atlas"].url, network.sources["bulletin"].url} <= links


# ---------------------------------------------------------------- another program


@pytest.mark.slow
def test_libreoffice_opens_the_deck_and_prints_every_slide(data: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed here: nothing else opens slides")
    pypdf = pytest.importorskip("pypdf")
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    done = subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(path)),
        ],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = pypdf.PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(pptx.Presentation(io.BytesIO(data)).slides)
    assert "All corridors open" in pages[0].extract_text()
    assert float(pages[0].mediabox.width) == pytest.approx(960, abs=1)
