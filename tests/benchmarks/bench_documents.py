# ruff: noqa: T201
"""How long a scene takes as PDF, SVG and PNG, beside an empty PDF page that matplotlib writes."""

from __future__ import annotations

import time
from io import BytesIO
from statistics import median

import pytest
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.figures.paper import Paper, PaperKind, PaperOrder, document
from explorer.housestyle.brief import Brief, brief_of, go_on
from explorer.io.basemap import load_basemap
from explorer.io.geodata import load_geometry, load_network

ROUNDS = 5


def told(scene_count: int = 1) -> Brief:
    """Scenes with one more place closed in each, so that every map is another."""
    network = load_network()
    places = ("malaszewicze", "aktau", "kuryk", "dostyk", "khorgos", "baku-port", "poti", "moscow")
    scenes = []
    scenario = Scenario().with_closure("brest")
    for number in range(scene_count):
        scenes.append(
            Scene(f"scene-{number}", scenario, Trip("xian", "duisburg"), title=f"Scene {number + 1}")
        )
        place = places[number % len(places)]
        scenario = scenario.with_closure(place) if place in network.nodes else scenario
    return brief_of(network, Storyboard("Briefing", tuple(scenes)), None)


def seconds(kind: PaperKind, brief: Brief, paper: Paper = Paper.A4) -> float:
    start = time.perf_counter()
    content = document(brief, load_geometry(), load_basemap(), PaperOrder(kind, paper), go_on)
    assert len(content) > 50_000
    return time.perf_counter() - start


def empty_page_seconds() -> float:
    start = time.perf_counter()
    FigureCanvasPdf(Figure(figsize=(11.69, 8.27))).print_pdf(BytesIO())
    return time.perf_counter() - start


def test_one_scene(capsys: pytest.CaptureFixture[str]) -> None:
    brief = told()
    first = seconds(PaperKind.PDF, brief)
    empty_page_seconds()
    pairs = [(seconds(PaperKind.PDF, brief), empty_page_seconds()) for _ in range(ROUNDS)]
    ours, bare = median(a for a, _ in pairs), median(b for _, b in pairs)
    svg = median(seconds(PaperKind.SVG, brief) for _ in range(3))
    png = median(seconds(PaperKind.PNG, brief) for _ in range(3))
    with capsys.disabled():
        print(f"\nPDF of one scene: first {first:.2f} s, then {ours:.2f} s (target 3)")
        print(f"empty page by matplotlib: {bare * 1e3:.1f} ms; ours {ours / bare:.0f}x of it")
        print(f"SVG {svg:.2f} s, PNG at 200 dpi {png:.2f} s")


def test_a_hand_out_of_ten_scenes(capsys: pytest.CaptureFixture[str]) -> None:
    brief = told(10)
    took = seconds(PaperKind.PDF, brief)
    with capsys.disabled():
        print(f"\nPDF hand-out of ten scenes with annexes: {took:.2f} s")
