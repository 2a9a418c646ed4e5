"""Projections and frames, measured against geodesics, Snyder's formulas and Robinson's table."""

from __future__ import annotations

from math import asin, atan, cos, hypot, log, pi, radians, sin, sqrt, tan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from explorer.figures.frame import EUROPE_TO_CHINA, Frame, Size, frame_for, scale_bar
from explorer.figures.projection import Kind, Projection, bounds_of, degrees_words, projection_for

WGS84 = Geod(ellps="WGS84")
A, F = 6_378_137.0, 1 / 298.257223563
E = sqrt(2 * F - F * F)
ROBINSON_LENGTHS = {
    0: 1.0,
    10: 0.9954,
    20: 0.9822,
    30: 0.9600,
    40: 0.9216,
    50: 0.8679,
    60: 0.7986,
    70: 0.7186,
}
"""Length of parallels against the equator, from the table that Robinson published in 1974."""

JOURNEYS = {
    "Xi'an to Duisburg by land": ((6.7, 34.2, 109.0, 56.3), Kind.CONFORMAL_CONIC),
    "Kashgar to Tashkent": ((69.0, 39.4, 76.0, 42.5), Kind.CONFORMAL_CONIC),
    "Shanghai to Rotterdam by Suez": ((-10.0, 1.2, 122.0, 52.0), Kind.EQUIDISTANT_CONIC),
    "Shanghai to Rotterdam by the Cape": ((-18.0, -35.0, 122.0, 52.0), Kind.WORLD),
    "Shanghai to Rotterdam by the Arctic": ((4.0, 31.0, 190.0, 77.5), Kind.POLAR),
    "the Arctic way beside the one by Suez": ((-10.0, 1.2, 190.0, 77.5), Kind.POLAR),
}
SIZE = Size(560.0, 400.0)


def ground_metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    _, _, metres = WGS84.inv(*one, *other)
    return float(metres)


def paper_metres(projection: Projection, one: tuple[float, float], other: tuple[float, float]) -> float:
    (x1, y1), (x2, y2) = projection.project([one, other])
    return hypot(x2 - x1, y2 - y1)


def scale_along(projection: Projection, point: tuple[float, float], step: tuple[float, float]) -> float:
    lon, lat = point
    ends = (lon - step[0], lat - step[1]), (lon + step[0], lat + step[1])
    return paper_metres(projection, *ends) / ground_metres(*ends)


def snyder_lambert(lon: float, lat: float, projection: Projection) -> tuple[float, float]:
    """Snyder (1987), Map Projections: A Working Manual, equations 15-1 to 15-10, for the ellipsoid."""

    def m(phi: float) -> float:
        return cos(phi) / sqrt(1 - E * E * sin(phi) ** 2)

    def t(phi: float) -> float:
        return tan(pi / 4 - phi / 2) / ((1 - E * sin(phi)) / (1 + E * sin(phi))) ** (E / 2)

    south, north = (radians(value) for value in projection.parallels)
    n = (log(m(south)) - log(m(north))) / (log(t(south)) - log(t(north)))
    factor = m(south) / (n * t(south) ** n)
    rho, rho_0 = (A * factor * t(phi) ** n for phi in (radians(lat), (south + north) / 2))
    theta = n * radians(lon - projection.meridian)
    return rho * sin(theta), rho_0 - rho * cos(theta)


@pytest.mark.parametrize("bounds", [(0.0, 87.0, 1.0, 90.0), (20.0, 75.0, 30.0, 80.0)])
def test_near_the_pole_no_cone_is_tried(bounds: tuple[float, float, float, float]) -> None:
    assert projection_for(bounds).kind is Kind.POLAR


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_projection_follows_from_what_must_be_seen(name: str) -> None:
    bounds, kind = JOURNEYS[name]
    assert projection_for(bounds).kind is kind


def test_a_conformal_cone_agrees_with_the_published_formulas() -> None:
    projection = projection_for(JOURNEYS["Xi'an to Duisburg by land"][0])
    for lon, lat in ((6.7, 51.4), (60.0, 45.0), (109.0, 34.2), (130.0, 20.0)):
        assert projection.project([(lon, lat)])[0] == pytest.approx(
            snyder_lambert(lon, lat, projection), abs=0.01
        )


@pytest.mark.parametrize(
    "name", ["Xi'an to Duisburg by land", "Kashgar to Tashkent", "Shanghai to Rotterdam by Suez"]
)
def test_a_cone_is_true_to_scale_along_its_standard_parallels_and_too_small_between(name: str) -> None:
    projection = projection_for(JOURNEYS[name][0])
    south, north = projection.parallels
    for lat in (south, north):
        assert scale_along(projection, (projection.meridian + 20, lat), (0.01, 0.0)) == pytest.approx(
            1, abs=1e-5
        )
    assert scale_along(projection, (projection.meridian, (south + north) / 2), (0.01, 0.0)) < 1
    assert scale_along(projection, (projection.meridian, north + 10), (0.01, 0.0)) > 1


def test_a_conformal_cone_is_as_large_northwards_as_eastwards() -> None:
    projection = projection_for(JOURNEYS["Xi'an to Duisburg by land"][0])
    for point in ((0.0, 60.0), (60.0, 45.0), (120.0, 25.0)):
        across = scale_along(projection, point, (0.005, 0.0))
        assert scale_along(projection, point, (0.0, 0.005)) == pytest.approx(across, rel=1e-5)


def test_an_equidistant_cone_keeps_distances_along_meridians() -> None:
    projection = projection_for(JOURNEYS["Shanghai to Rotterdam by Suez"][0])
    for lon in (0.0, 60.0, 120.0):
        ends = (lon, 5.0), (lon, 50.0)
        assert paper_metres(projection, *ends) == pytest.approx(ground_metres(*ends), rel=1e-6)


def test_the_polar_map_keeps_distances_from_the_pole() -> None:
    projection = projection_for(JOURNEYS["Shanghai to Rotterdam by the Arctic"][0])
    for point in ((4.1, 51.9), (121.5, 31.2), (-170.0, 66.0), (80.0, 5.0)):
        distance = paper_metres(projection, (0.0, 90.0), point)
        assert distance == pytest.approx(ground_metres((0.0, 90.0), point), rel=1e-6)


def test_robinsons_parallels_have_the_published_lengths() -> None:
    projection = projection_for(JOURNEYS["Shanghai to Rotterdam by the Cape"][0])
    equator = projection.project([(projection.meridian + 90, 0.0)])[0][0]
    for lat, share in ROBINSON_LENGTHS.items():
        assert projection.project([(projection.meridian + 90, float(lat))])[0][0] / equator == pytest.approx(
            share, abs=1e-4
        )


def test_a_projection_is_named_in_words() -> None:
    assert Projection(Kind.CONFORMAL_CONIC, 60.0, (35.0, 58.0)).words == (
        "Lambert conformal conic projection, standard parallels 35° N and 58° N, central meridian 60° E"
    )
    assert "North Pole" in Projection(Kind.POLAR, -170.0).words
    assert Projection(Kind.POLAR, -170.0).words.endswith("170° W")


@pytest.mark.parametrize(
    ("value", "letters", "words"),
    [
        (60.0, "EW", "60° E"),
        (-12.5, "EW", "12.5° W"),
        (190.0, "EW", "170° W"),
        (0.0, "NS", "0°"),
        (-180.0, "EW", "180°"),
    ],
)
def test_degrees_are_written_as_on_maps(value: float, letters: str, words: str) -> None:
    assert degrees_words(value, letters) == words


@given(
    west=st.floats(-180, 175),
    width=st.floats(0.01, 360),
    south=st.floats(-90, 89),
    height=st.floats(0.01, 180),
)
def test_every_extent_has_a_projection_that_takes_its_middle_there_and_back(
    west: float, width: float, south: float, height: float
) -> None:
    north = min(90.0, south + height)
    assume(north > south)
    projection = projection_for((west, south, west + width, north))
    middle = (projection.meridian, (max(south, -60.0) + min(north, 80.0)) / 2)
    lon, lat = projection.unproject(projection.project([middle]))[0]
    assert lat == pytest.approx(middle[1], abs=1e-4)
    assert (lon - middle[0] + 180) % 360 - 180 == pytest.approx(0, abs=1e-4)


points = st.tuples(st.floats(-12, 150), st.floats(-34, 78))


@given(st.lists(points, min_size=1, max_size=8), st.floats(0, 60))
def test_all_that_must_be_seen_lies_in_the_frame_with_its_margin(
    wanted: list[tuple[float, float]], margin: float
) -> None:
    frame = frame_for(wanted, SIZE, margin)
    # The basemap ends at 38 degrees south: far southern views move north and keep less room below.
    kept = 0.0 if min(lat for _, lat in wanted) < 0 else margin
    for x, y in frame.place_all(wanted).tolist():
        assert frame.holds((x, y), kept - 0.01), (x, y)


@given(st.lists(points, min_size=2, max_size=5), st.floats(20, 200))
def test_the_scale_bar_is_round_and_as_long_as_it_says(
    wanted: list[tuple[float, float]], longest: float
) -> None:
    frame = frame_for(wanted, SIZE)
    bar = scale_bar(frame, longest)
    assert 0.39 * longest <= bar.length_pt <= longest + 1e-6
    assert f"{bar.km:e}"[0] in "1245"
    y = SIZE.height / 2
    ends = np.array([[SIZE.width / 2 - bar.length_pt / 2, y], [SIZE.width / 2 + bar.length_pt / 2, y]])
    one, other = (tuple(end) for end in frame.from_page(ends).tolist())
    assert ground_metres(one, other) / 1000 == pytest.approx(bar.km, rel=0.03)


def test_a_view_is_shown_whole_in_its_middle() -> None:
    view = (20.0, 30.0, 80.0, 60.0)
    frame = frame_for([(0.0, 0.0)], SIZE, view=view)
    assert frame.holds(frame.place((20.0, 45.0)))
    assert frame.holds(frame.place((80.0, 45.0)))
    assert frame.place((50.0, 45.0))[0] == pytest.approx(SIZE.width / 2, abs=1.0)


@pytest.mark.parametrize(
    "view",
    [
        (0.0, 0.0, 0.0, 0.0),
        (10.0, 50.0, 5.0, 60.0),
        (0.0, 60.0, 10.0, 50.0),
        (float("nan"), 0.0, 1.0, 2.0),
        (-180.0, -60.0, 180.0, 85.0),
    ],
)
def test_a_view_that_makes_no_sense_is_not_followed(view: tuple[float, float, float, float]) -> None:
    wanted = [(6.7, 51.4), (109.0, 34.2)]
    assert frame_for(wanted, SIZE, view=view) == frame_for(wanted, SIZE)


def test_a_world_map_is_no_higher_than_the_world() -> None:
    frame = frame_for([], SIZE, view=(-60.0, -37.0, 139.0, 80.0))
    corner, foot = frame.from_page(np.array([[SIZE.width / 2, 0.5], [SIZE.width / 2, SIZE.height - 0.5]]))
    assert corner[1] < 84.2
    assert foot[1] > -38.0


def test_without_anything_to_see_europe_to_china_is_shown() -> None:
    frame = frame_for([], SIZE)
    west, south, east, north = EUROPE_TO_CHINA
    assert frame.holds(frame.place(((west + east) / 2, (south + north) / 2)), 100.0)


def test_longitudes_run_on_past_180_on_the_pacific_side() -> None:
    assert bounds_of([(170.0, 60.0), (-169.0, 66.0)]) == (170.0, 60.0, 191.0, 66.0)
    assert bounds_of([]) is None


def test_a_frame_takes_places_to_the_page_and_back() -> None:
    frame = frame_for([(6.7, 51.4), (109.0, 34.2)], SIZE)
    there = frame.place_all([(60.0, 45.0), (82.5, 45.2)])
    assert frame.from_page(there) == pytest.approx(np.array([[60.0, 45.0], [82.5, 45.2]]), abs=1e-7)


def test_a_single_place_is_shown_with_its_surroundings() -> None:
    frame: Frame = frame_for([(82.5, 45.2)], SIZE)
    assert frame.km_per_pt * SIZE.height > 590


def test_the_earth_used_here_is_the_one_of_the_formulas() -> None:
    assert WGS84.a == A
    assert atan(sqrt(1 - E * E) * tan(asin(1.0) / 2)) < pi / 4
