"""What is drawn for an answer: the journey over its baseline, corridors beside it, nothing off the map."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import Geod

from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene
from explorer.figures.map_network import seen_points
from explorer.figures.mapscene import MapArea, MapLine, map_scene
from explorer.figures.projection import Kind
from explorer.housestyle.brief import shown_scene
from explorer.housestyle.style import LINES
from tests.figures.drawn_scenes import LOOK, NAMES, RAIL, drawn, packaged, shown

RUSSIAN = {"Сиань", "Дуйсбург"}
CHINESE = {"西安", "杜伊斯堡"}


def length(lines: list[MapLine]) -> float:
    return sum(shapely.MultiLineString(line.parts).length for line in lines)


def near(lines: list[MapLine], others: list[MapLine], reach: float) -> float:
    """Points of `lines` that lie within `reach` points of `others`."""
    area = shapely.union_all([shapely.MultiLineString(line.parts).buffer(reach) for line in others])
    return sum(shapely.intersection(shapely.MultiLineString(line.parts), area).length for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_outside_the_frame(name: str) -> None:
    scene = drawn(name)
    box = shapely.box(-0.02, -0.02, LOOK.size.width + 0.02, LOOK.size.height + 0.02)
    for item in (*scene.ground, *scene.network):
        if isinstance(item, MapArea):
            assert shapely.MultiPoint([p for rings in item.polygons for ring in rings for p in ring]).within(
                box
            )
        else:
            points = shapely.MultiPoint([point for part in item.parts for point in part])
            assert item.role == "halo" or points.within(box), item.role
    assert all(scene.frame.holds(symbol.at) for symbol in scene.symbols)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "view"])
def test_journey_baseline_and_both_ends_are_in_view(name: str) -> None:
    scene, told = drawn(name), shown(name)
    placed = scene.frame.place_all(seen_points(packaged()[0], told, packaged()[1]))
    assert all(scene.frame.holds(tuple(point), 5.0) for point in placed.tolist())
    roles = {symbol.id: symbol.role for symbol in scene.symbols}
    for end in (told.scene.trip.origin_id, told.scene.trip.destination_id):
        assert roles[end] in {"end", "closed"}


def test_the_journey_is_as_long_on_paper_as_its_legs_on_the_ground() -> None:
    scene, results = drawn("baseline"), shown("baseline").results
    assert results is not None
    assert results.itinerary is not None
    paper_km = length(list(scene.lines("now-rail"))) * scene.frame.metres_per_pt / 1000
    legs = results.itinerary.leg_ids
    ground_km = 0.0
    for leg in legs:
        for part in packaged()[1][leg]:
            lons, lats = zip(*part, strict=True)
            ground_km += Geod(ellps="WGS84").line_length(lons, lats) / 1000
    assert paper_km == pytest.approx(ground_km, rel=0.06)


@pytest.mark.parametrize("name", NAMES)
def test_at_most_five_corridors_are_drawn_and_none_along_the_journey_or_its_baseline(name: str) -> None:
    scene = drawn(name)
    corridors = list(scene.lines("corridor-rail", "corridor-water", "corridor-road"))
    assert len({line.id for line in corridors}) <= 5
    taken = list(scene.lines("casing", "ghost-core"))
    if corridors and taken:
        assert near(corridors, taken, 0.15) < 0.08 * length(corridors)


def test_without_changes_there_is_no_ghost_and_with_a_detour_there_is() -> None:
    assert not list(drawn("baseline").lines("ghost-band", "ghost-core"))
    ghost = list(drawn("border").lines("ghost-core"))
    assert ghost
    assert near(ghost, list(drawn("border").lines("now-rail", "now-water")), 0.1) < 0.05 * length(ghost)


def test_water_is_dashed_rail_is_not_and_both_lie_on_a_casing() -> None:
    scene = drawn("russia")
    (rail, *_), (water, *_) = list(scene.lines("now-rail")), list(scene.lines("now-water"))
    assert not rail.dash
    assert water.dash == tuple(
        pytest.approx(float(part) * scene.scale, abs=1e-3) for part in LINES["now-water"].dash.split()
    )
    order = [item.role for item in scene.network]
    assert order.index("casing") < order.index("now-rail")
    assert max(i for i, role in enumerate(order) if role.startswith("corridor")) < order.index("ghost-band")


def test_a_closed_country_is_hatched_and_says_so() -> None:
    scene = drawn("russia")
    (hatched,) = scene.areas("closed-country")
    assert hatched.id == "ru"
    assert hatched.is_hatched
    caption = next(caption for caption in scene.captions if caption.key == "country-ru")
    assert caption.must
    assert "closed" in caption.note


def test_a_closed_place_is_an_octagon_and_named_whatever_else_is_there() -> None:
    scene = drawn("russia")
    closed = {symbol.id for symbol in scene.symbols if symbol.role == "closed"}
    assert closed == {"aktau", "kuryk"}
    named = " ".join(caption.text for caption in scene.captions if caption.kind == "closed" and caption.must)
    assert "Aktau" in named
    assert "Kuryk" in named


def test_an_open_new_link_is_drawn_as_new_and_named() -> None:
    scene = drawn("cku")
    assert [line.id for line in scene.lines("new")] == ["cku"]
    assert any(caption.kind == "new" and "CKU" in caption.text for caption in scene.captions)


def test_the_arctic_way_is_drawn_around_the_pole_and_the_journey_unbroken() -> None:
    scene = drawn("arctic")
    assert scene.frame.projection.kind is Kind.POLAR
    (way,) = scene.lines("now-water")
    assert len(way.parts) == 1


def test_a_scene_without_a_way_shows_baseline_and_what_is_closed() -> None:
    scene = drawn("cut off")
    assert not list(scene.lines("now-rail", "now-water", "casing"))
    assert list(scene.lines("ghost-core"))
    assert [symbol.id for symbol in scene.symbols if symbol.role == "closed"] == ["duisburg"]


@pytest.mark.parametrize(("language", "names"), [("ru", RUSSIAN), ("zh", CHINESE)])
def test_names_come_in_the_language_asked_for(language: str, names: set[str]) -> None:
    captions = {caption.text for caption in drawn("baseline", language).captions}
    assert names <= captions
    assert {"ru": "Россия", "zh": "中国"}[language] in captions


def test_captions_come_most_important_first() -> None:
    ranks = [caption.rank for caption in drawn("border").captions]
    assert ranks == sorted(ranks, reverse=True)
    assert drawn("border").captions[0].kind == "end"


def test_degrees_at_the_edge_stand_where_the_lines_leave_the_map() -> None:
    scene = drawn("baseline")
    height, width = LOOK.size.height, LOOK.size.width
    for mark in scene.marks:
        at = {
            "top": (mark.at, 0.0),
            "bottom": (mark.at, height),
            "left": (0.0, mark.at),
            "right": (width, mark.at),
        }
        lon, lat = scene.frame.from_page(np.array([at[mark.side]]))[0]
        number = float(mark.text.split("°")[0]) * (-1 if mark.text[-1] in "WS" else 1)
        value = lon if mark.text[-1] in "EW" or mark.side in {"top", "bottom"} else lat
        assert value == pytest.approx(number, abs=0.2), mark


def test_a_highlighted_leg_and_place_are_pointed_out() -> None:
    network, geometry, basemap = packaged()
    scene = Scene("s", Scenario(), RAIL, highlights=("malaszewicze", "northern"))
    halos = list(map_scene(network, shown_scene(network, scene), geometry, basemap, LOOK).lines("halo"))
    assert {halo.id for halo in halos} == {"malaszewicze", "northern"}
    plain = replace(scene, highlights=())
    assert not list(map_scene(network, shown_scene(network, plain), geometry, basemap, LOOK).lines("halo"))


@pytest.mark.parametrize("name", NAMES)
def test_no_corridor_is_a_mere_stub_beside_the_journey(name: str) -> None:
    for line in drawn(name).lines("corridor-rail", "corridor-water", "corridor-road"):
        assert length([line]) > 10.0, line.title


@pytest.mark.parametrize(
    "view",
    [
        (-84.7, 86.5, 259.9, 90.0),
        (-71.0, 9.5, -66.7, 44.7),
        (93.2, -57.5, 96.8, -27.7),
        (-180.0, -90.0, 180.0, 90.0),
        (179.9, 0.0, 180.1, 0.2),
        (60.0, 45.0, 60.001, 45.001),
    ],
)
def test_any_view_can_be_drawn_even_one_without_land(view: tuple[float, float, float, float]) -> None:
    told = shown("russia")
    looked_at = replace(told, scene=replace(told.scene, view=view))
    scene = map_scene(packaged()[0], looked_at, packaged()[1], packaged()[2], LOOK)
    assert scene.sea
    assert scene.scale_bar.length_pt > 0
    points = [point for line in scene.lines("coast") for part in line.parts for point in part]
    assert np.isfinite(np.array(points)).all()
