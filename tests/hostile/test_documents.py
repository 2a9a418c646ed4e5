"""Hostile names through every file that leaves the program: they stay text, and every file stays whole."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.figures.paper import Paper, PaperKind, PaperOrder, document
from explorer.figures.slides import deck
from explorer.housestyle.brief import Brief, brief_of, go_on
from explorer.io.answer_json import route_to_json
from explorer.io.answer_text import compare_text, route_text
from explorer.io.basemap import load_basemap
from explorer.io.csv_tables import TABLES, table_text
from explorer.io.geojson import geojson_text
from explorer.io.scenario_file import read_scenario, write_scenario
from explorer.webmap.standalone import story_page
from tests.hostile.corpus import NAMES, hostile_network, hostile_storyboard
from tests.network_fixture import small_geometry
from tests.story.browser import StoryPage, chromium

NETWORK = hostile_network()
TRIP = hostile_storyboard().scenes[0].trip


def _results() -> Results:
    return resolve(NETWORK, Scenario(name=NAMES[0]).with_closure("frontier").with_opened("short"), TRIP)


@cache
def _brief() -> Brief:
    return brief_of(NETWORK, hostile_storyboard(), None)


def test_a_scenario_file_gives_every_name_back(tmp_path: Path) -> None:
    path, board = tmp_path / "a.corridor", hostile_storyboard()
    write_scenario(path, Scenario(name=NAMES[0]), TRIP, NETWORK, board)
    assert read_scenario(path, NETWORK).storyboard == board


def test_geojson_and_answers_hold_the_names_as_they_are() -> None:
    document = json.loads(geojson_text(NETWORK, small_geometry(), _results(), None))
    names = {
        f["properties"].get("name") for f in document["features"] if f["properties"]["feature"] == "node"
    }
    assert names == {node.name for node in NETWORK.nodes.values()}
    json.loads(json.dumps(route_to_json(NETWORK, _results()), allow_nan=False))
    assert route_text(NETWORK, _results())
    assert compare_text(NETWORK, _results())


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_a_table_begins_a_formula(table: str) -> None:
    rows = list(csv.reader(io.StringIO(table_text(NETWORK, _results(), table), newline="")))
    assert len({len(row) for row in rows}) == 1
    number = re.compile(r"[-+]?\d*\.?\d+(e[-+]?\d+)?")
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or number.fullmatch(cell), cell


def test_the_svg_is_whole_and_holds_no_script_or_outside_address() -> None:
    for scene in range(len(NAMES) + 1):
        order = PaperOrder(PaperKind.SVG, Paper.WIDE, scene=scene)
        root = ET.fromstring(document(_brief(), small_geometry(), load_basemap(), order, go_on))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "foreignObject", "image", "a", "iframe"}
        for element in root.iter():
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), name
                assert "javascript:" not in value or name.endswith(("label", "title"))


def test_the_pdf_is_whole_and_runs_nothing() -> None:
    from pypdf import PdfReader

    order = PaperOrder(PaperKind.PDF, Paper.A4)
    content = document(_brief(), small_geometry(), load_basemap(), order, go_on)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) > len(NAMES)
    for forbidden in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/EmbeddedFile"):
        assert forbidden not in content
    for page in reader.pages:
        for link in page.get("/Annots") or []:
            action = link.get_object().get("/A", {})
            assert not str(action.get("/URI", "http")).lower().startswith("javascript")


def test_the_slides_are_whole_and_link_nowhere_odd() -> None:
    content = deck(_brief(), small_geometry(), load_basemap(), go_on)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(package.read(name))
                for element in root.iter():
                    target = element.attrib.get("Target", "")
                    if element.attrib.get("TargetMode") == "External":
                        assert target.startswith(("http://", "https://")), target
    from pptx import Presentation

    slides = Presentation(io.BytesIO(content)).slides
    assert len(slides) > len(NAMES)


def test_the_travelling_page_runs_nothing_in_chromium(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_text(story_page(_brief(), small_geometry()), encoding="utf-8")
    with chromium() as browser:
        page = StoryPage(browser, file)
        for place in range(len(NAMES) + 1):
            page.js("(place) => story.show(place, false)", place)
            assert page.js("typeof window.hacked") == "undefined"
        links = page.js("() => [...document.querySelectorAll('a')].map((a) => a.href)")
        assert not [link for link in links if not link.startswith(("http://", "https://", "file://"))]
        assert page.js("() => document.querySelectorAll('img, iframe, object, embed').length") == 0
        assert page.requests == []
        assert page.faults == []
