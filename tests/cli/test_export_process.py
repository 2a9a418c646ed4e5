"""Every format from a fresh process: a built-in story goes out, opens, and is the same every time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from explorer.core.network import Network
from explorer.export import FORMATS
from explorer.housestyle.brief import Brief, brief_of
from explorer.io.geodata import load_network
from explorer.io.scenario_file import write_scenario
from explorer.io.stories import load_story, story_ids

STORY = "eleven-days"
DPI = 80
A4_IN = (297 / 25.4, 210 / 25.4)


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def brief(network: Network) -> Brief:
    return brief_of(network, load_story(STORY, network).storyboard, None)


def export(path: Path, *words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "explorer", "export", str(path), *words],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=170,
        check=False,
    )


def flat(text: str) -> str:
    """Text without white space, since pages break lines where they like."""
    return "".join(text.split())


def check_pdf(content: bytes, title: str) -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) >= 1
    box = reader.pages[0].mediabox
    assert (float(box.width) / 72, float(box.height) / 72) == pytest.approx(A4_IN, abs=0.02)
    assert flat(title) in flat("".join(page.extract_text() for page in reader.pages))


def check_pptx(content: bytes, title: str) -> None:
    from pptx import Presentation

    deck = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title is not None]
    assert flat(title) in flat(titles[0])
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def check_html(content: bytes, title: str) -> None:
    text = content.decode()
    assert text.lstrip().lower().startswith("<!doctype html>")
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?https?://""", text.split("<script")[0])


def check_svg(content: bytes, title: str) -> None:
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find(".//{http://www.w3.org/2000/svg}image") is None
    assert flat(title) in flat("".join(root.itertext()))


def check_png(content: bytes, title: str) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == pytest.approx([inches * DPI for inches in A4_IN], abs=1.5)
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 20


def check_geojson(content: bytes, title: str) -> None:
    document = json.loads(content)
    assert document["type"] == "FeatureCollection"
    assert document["metadata"]["trip"]


def check_csv(content: bytes, title: str) -> None:
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert {row["itinerary"] for row in rows} >= {"current"}


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    ".pdf": check_pdf,
    ".pptx": check_pptx,
    ".html": check_html,
    ".svg": check_svg,
    ".png": check_png,
    ".geojson": check_geojson,
    ".csv": check_csv,
}


def test_every_format_is_checked_here() -> None:
    assert set(CHECKS) == {known.suffix for known in FORMATS}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", list(CHECKS))
def test_a_scene_of_a_story_goes_out_the_same_every_time(suffix: str, brief: Brief, tmp_path: Path) -> None:
    words = ("--story", STORY, "--scene", "2", "--dpi", str(DPI), "--reproducible")
    first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
    for path, seed in ((first, "1"), (second, "2")):
        done = export(path, *words, seed=seed)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"Written: {path}\n"
    assert first.read_bytes() == second.read_bytes()
    CHECKS[suffix](first.read_bytes(), brief.scenes[1].title)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".pdf", ".pptx"])
def test_a_story_goes_out_with_all_its_scenes(suffix: str, brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / f"story{suffix}"
    assert export(path, "--story", STORY, "--json").returncode == 0
    if suffix == ".pdf":
        from pypdf import PdfReader

        pages = PdfReader(path).pages
        assert len(pages) >= len(brief.scenes)
        text = flat("".join(page.extract_text() for page in pages))
        assert [scene.title for scene in brief.scenes if flat(scene.title) not in text] == []
        return
    from pptx import Presentation

    slides = list(Presentation(str(path)).slides)[: len(brief.scenes)]
    found = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title is not None]
    assert [flat(title) for title in found] == [flat(scene.title) for scene in brief.scenes]


@pytest.mark.slow
def test_the_scenes_of_a_file_go_out_as_those_of_a_story(network: Network, tmp_path: Path) -> None:
    story = load_story(STORY, network)
    board = type(story.storyboard)(story.storyboard.title, story.storyboard.scenes[:2])
    file = tmp_path / "two.corridor"
    write_scenario(file, story.scenario, story.trip, network, board)
    outs = [tmp_path / f"{name}.html" for name in ("story", "scenario")]
    assert export(outs[0], "--story", str(file), "--reproducible").returncode == 0
    assert export(outs[1], "--scenario", str(file), "--reproducible").returncode == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--story", "no-such-story"), story_ids()[0]),
        (("--story", STORY, "--scene", "99"), "from 1 to"),
        (("--story", STORY, "--scene", "0"), "from 1 to"),
        (("--story", STORY, "--scene", "two"), "no whole number"),
        (("--story", STORY, "--close", "aktau"), "brings its own"),
        (("--scene", "1"), "--story"),
        (("--paper", "a5"), "a4"),
        (("--dpi", "10"), "72 to 1200"),
        (("--language", "xx"), "zh"),
        (("--picture", "window"), ".png"),
        (("--story", "missing.corridor"), "no such file"),
    ],
)
def test_a_wrong_option_is_one_line_and_writes_nothing(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old")
    done = export(path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert path.read_text() == "old"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.pdf"]


def test_stories_are_listed_with_their_scenes(network: Network) -> None:
    command = [sys.executable, "-m", "explorer", "stories", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    rows = json.loads(done.stdout)["stories"]
    assert tuple(row["id"] for row in rows) == story_ids()
    for row in rows:
        board = load_story(row["id"], network).storyboard
        assert (row["title"], len(row["scenes"])) == (board.title, len(board))
