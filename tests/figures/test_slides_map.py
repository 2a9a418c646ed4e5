"""The map on a slide: native shapes in the right places, named, described, and free to be changed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pptx
import pytest
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide
from pyproj import Geod

from explorer.core.itinerary import Trip
from explorer.core.network import Mode, Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.figures.slides import deck
from explorer.housestyle.brief import Brief, brief_of, go_on
from explorer.io.basemap import load_basemap
from explorer.io.geodata import load_geometry, load_network

LAND = Trip("xian", "duisburg")
SEA = Trip("shanghai", "rotterdam", modes=frozenset({Mode.SEA}))
SCENES = (
    Scene("ordinary", Scenario(), LAND),
    Scene("round", Scenario().with_closure("country:ru").with_closure("aktau").with_opened("cku"), LAND),
    Scene("cape", Scenario().with_closure("suez-canal"), SEA),
    Scene("gone", Scenario().with_closure("duisburg"), LAND),
)
ORDINARY, ROUND, CAPE, GONE = range(4)


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture(scope="module")
def brief(network: Network) -> Brief:
    return brief_of(network, Storyboard("", SCENES), None)


@pytest.fixture(scope="module")
def data(brief: Brief) -> bytes:
    return deck(brief, load_geometry(), load_basemap(), go_on)


@pytest.fixture(scope="module")
def slides(data: bytes) -> list[Slide]:
    return list(pptx.Presentation(io.BytesIO(data)).slides)


def leaves(shape: Any) -> Iterator[Any]:
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        for inner in shape.shapes:
            yield from leaves(inner)
    else:
        yield shape


def group(slide: Slide, *names: str) -> Any:
    found: Any = slide
    for name in names:
        found = next(shape for shape in found.shapes if shape.name == name)
    return found


def middle(shape: Any) -> tuple[float, float]:
    return shape.left + shape.width / 2, shape.top + shape.height / 2


def points(shape: Any) -> list[tuple[float, float]]:
    """The points of a freeform in EMU on the slide (groups stand where they are: no further scaling)."""
    path = re.search(r'<a:path w="(\d+)" h="(\d+)"', shape._element.xml)
    assert path is not None
    across, down = shape.width / int(path[1]), shape.height / int(path[2])
    pairs = re.findall(r'<a:pt x="(\d+)" y="(\d+)"', shape._element.xml)
    return [(shape.left + int(x) * across, shape.top + int(y) * down) for x, y in pairs]


def test_every_leg_of_the_journey_is_a_native_line_of_its_own(
    slides: list[Slide], brief: Brief, network: Network
) -> None:
    results = brief.scenes[ORDINARY].results
    assert results is not None
    assert results.itinerary is not None
    lines = [shape for shape in leaves(group(slides[ORDINARY], "Map", "Journey")) if ", now" in shape.name]
    assert len(lines) == len(results.itinerary.leg_ids)
    assert all(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in lines)
    lines[0].line.color.rgb = RGBColor(255, 0, 0)
    assert lines[0].line.color.rgb == RGBColor(255, 0, 0)


def test_the_journey_runs_on_paper_from_end_to_end_without_a_gap(slides: list[Slide]) -> None:
    lines = [shape for shape in leaves(group(slides[ORDINARY], "Map", "Journey")) if ", now" in shape.name]
    places = {shape.name: middle(shape) for shape in leaves(group(slides[ORDINARY], "Map", "Places"))}
    ends = [(points(line)[0], points(line)[-1]) for line in lines]

    def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
        return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5) / 12_700

    at = places["Xi'an"]
    left = list(ends)
    while left:
        step = min(left, key=lambda pair: min(apart(at, pair[0]), apart(at, pair[1])))
        near, far = sorted(step, key=lambda point: apart(at, point))
        assert apart(at, near) < 3.0
        at = far
        left.remove(step)
    assert apart(at, places["Duisburg"]) < 3.0


def test_west_is_left_north_is_up_and_the_scale_tells_the_truth(
    slides: list[Slide], network: Network
) -> None:
    slide = slides[ORDINARY]
    places = {shape.name: middle(shape) for shape in leaves(group(slide, "Map", "Places"))}
    assert places["Duisburg"][0] < places["Petropavl"][0] < places["Xi'an"][0]
    assert places["Petropavl"][1] < places["Dostyk"][1]
    bar = next(shape for shape in leaves(group(slide, "Key")) if shape.name == "Scale")
    words = next(shape for shape in leaves(group(slide, "Key")) if shape.name.endswith(" km"))
    km_per_emu = int(words.text_frame.text.removesuffix(" km").replace("\u202f", "")) / bar.width
    one, other = network.nodes["petropavl"], network.nodes["dostyk"]
    metres = Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)[2]
    dx, dy = (places["Petropavl"][axis] - places["Dostyk"][axis] for axis in (0, 1))
    assert (dx**2 + dy**2) ** 0.5 * km_per_emu == pytest.approx(metres / 1000, rel=0.06)


def test_names_lie_on_the_map_and_on_no_other_name(slides: list[Slide]) -> None:
    for number in (ORDINARY, ROUND, CAPE, GONE):
        names = list(leaves(group(slides[number], "Map", "Names")))
        labels = [shape for shape in names if shape.has_text_frame and shape.text_frame.text]
        assert len(labels) > 10
        level = [shape for shape in labels if not shape.rotation]
        for shape in level:
            assert shape.left >= 0
            assert shape.left + shape.width <= 12_192_000
        for one, other in combinations(level, 2):
            apart = (
                one.left + one.width <= other.left + 12_700
                or other.left + other.width <= one.left + 12_700
                or one.top + one.height <= other.top + 12_700
                or other.top + other.height <= one.top + 12_700
            )
            assert apart, f"{one.text_frame.text!r} lies on {other.text_frame.text!r}"


def test_a_closed_place_is_told_by_shape_word_and_colour(slides: list[Slide]) -> None:
    slide = slides[ROUND]
    sign = group(slide, "Map", "Places", "Aktau")
    assert [shape.name for shape in sign.shapes] == ["Aktau: octagon", "Aktau: X"]
    words = [shape.text_frame.text for shape in leaves(group(slide, "Map", "Names")) if shape.has_text_frame]
    assert "Aktau" in words
    assert "closed" in words
    assert "closed in this scenario" in words
    hatched = group(slide, "Map", "Closed countries")
    assert [shape.name for shape in hatched.shapes] == ["Russia, closed"]
    assert "pattFill" in hatched._element.xml


def test_a_new_link_is_striped_and_water_is_dashed(slides: list[Slide]) -> None:
    names = {shape.name: shape for shape in leaves(group(slides[ROUND], "Map", "Journey"))}
    stripes = [shape for name, shape in names.items() if name.endswith("stripes")]
    assert stripes
    assert all("custDash" in shape._element.xml for shape in stripes)
    sea = [shape for name, shape in names.items() if name.startswith(("ferry", "sea")) and ", now" in name]
    assert sea
    assert all("custDash" in shape._element.xml for shape in sea)
    rail = next(shape for name, shape in names.items() if name.startswith("rail") and ", now" in name)
    assert "custDash" not in rail._element.xml


def test_countries_are_native_areas_that_can_be_recoloured(slides: list[Slide]) -> None:
    land = {shape.name: shape for shape in leaves(group(slides[ORDINARY], "Map", "Sea and land"))}
    assert {"Kazakhstan", "Poland", "China"} <= set(land)
    land["Kazakhstan"].fill.solid()
    land["Kazakhstan"].fill.fore_color.rgb = RGBColor(200, 200, 100)
    assert "C8C864" in land["Kazakhstan"]._element.xml


def test_who_cannot_see_the_map_is_told_the_way_and_what_is_closed(slides: list[Slide]) -> None:
    told = group(slides[ROUND], "Map")._element.nvGrpSpPr.cNvPr.get("descr")
    for words in ("Xi'an", "Duisburg", "Now:", "Baseline:", "Closed: Russia and Aktau."):
        assert words in told
    assert "Now: no way." in group(slides[GONE], "Map")._element.nvGrpSpPr.cNvPr.get("descr")


def test_a_way_around_africa_gets_a_taller_map_than_one_across_asia(slides: list[Slide]) -> None:
    def map_shape(number: int) -> float:
        sea = next(
            shape for shape in leaves(group(slides[number], "Map", "Sea and land")) if shape.name == "Sea"
        )
        return float(sea.width / sea.height)

    assert map_shape(ORDINARY) > 3.0
    assert map_shape(CAPE) < 2.0


def test_key_explains_only_what_is_there(slides: list[Slide]) -> None:
    def entries(number: int) -> str:
        return " ".join(
            shape.text_frame.text for shape in leaves(group(slides[number], "Key")) if shape.has_text_frame
        )

    assert "Now, by water" not in entries(ORDINARY)
    assert "Closed" not in entries(ORDINARY)
    for words in ("Now, by rail", "Now, by water", "New link", "Baseline", "Closed country"):
        assert words in entries(ROUND)
    assert "Now, by rail" not in entries(CAPE)


def test_ten_such_scenes_stay_below_eight_megabytes(data: bytes) -> None:
    assert len(data) / len(SCENES) * 10 < 8e6
