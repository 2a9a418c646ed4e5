"""Where the map of a presentation looks: law by law, against a fit computed anew."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.core.geometry import Bounds
from explorer.ui.show_view import ABOVE_PX, ASIDE_PX, aspect, below_title, contains, without_title

lons = st.floats(-30.0, 175.0)
lats = st.floats(-40.0, 75.0)


def y_of(lat: float) -> float:
    """Web Mercator by its other formula, north up."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def lat_of(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def fitted(bounds: Bounds, size: tuple[int, int]) -> tuple[float, float, float]:
    """How a map fits bounds: px per unit, and the px of their upper and lower edge from above."""
    west, south, east, north = bounds
    wide, tall = math.radians(east - west), y_of(north) - y_of(south)
    scale = min((size[0] - ASIDE_PX) / wide, (size[1] - ABOVE_PX) / tall)
    middle = size[1] / 2
    return scale, middle - tall * scale / 2, middle + tall * scale / 2


@given(lons, lats, st.floats(1.0, 120.0), st.floats(1.0, 30.0), st.integers(60, 400))
def test_what_is_asked_for_lies_below_the_title_and_is_as_large_as_fits(
    west: float, south: float, wide: float, tall: float, title_px: int
) -> None:
    bounds, size = (west, south, west + wide, min(80.0, south + tall)), (1920, 810)
    asked = below_title(bounds, size, title_px)
    assume(asked[3] < 84.9)
    scale, top, bottom = fitted(asked, size)
    upper = top + (y_of(asked[3]) - y_of(bounds[3])) * scale
    assert upper >= title_px + ABOVE_PX / 2 - 1
    assert bottom <= size[1] - ABOVE_PX / 2 + 1
    # Nothing larger would fit: width or what the title leaves of the height is used up.
    is_wide = wide and math.radians(wide) * scale >= size[0] - ASIDE_PX - 1
    assert is_wide or bottom - upper >= size[1] - ABOVE_PX - title_px - 1


@given(lons, lats, st.floats(1.0, 120.0), st.floats(1.0, 30.0))
def test_without_a_title_nothing_is_added(west: float, south: float, wide: float, tall: float) -> None:
    bounds = (west, south, west + wide, south + tall)
    assert below_title(bounds, (1200, 700), 0) == bounds


def test_a_title_that_takes_all_leaves_the_journey_a_third() -> None:
    size = (1280, 540)
    bounds = (0.0, 20.0, 30.0, 60.0)
    asked = below_title(bounds, size, 5000)
    scale, top, bottom = fitted(asked, size)
    assert bottom - (top + (y_of(asked[3]) - y_of(60.0)) * scale) > 120


@pytest.mark.parametrize("size", [(100, 50), (0, 0), (128, 88)])
def test_a_map_without_room_is_asked_for_the_same(size: tuple[int, int]) -> None:
    assert below_title((0.0, 0.0, 10.0, 10.0), size, 100) == (0.0, 0.0, 10.0, 10.0)


@given(lons, lats, st.floats(1.0, 120.0), st.floats(1.0, 30.0), st.floats(0.0, 1.0))
def test_what_is_left_below_a_title_loses_its_share_of_the_height(
    west: float, south: float, wide: float, tall: float, share: float
) -> None:
    seen = (west, south, west + wide, south + tall)
    left = without_title(seen, 1000, share * 1000)
    assert left[:3] == seen[:3]
    whole, rest = y_of(seen[3]) - y_of(south), y_of(left[3]) - y_of(south)
    assert rest == pytest.approx(whole * (1 - share), abs=1e-9)
    assert contains(seen, (west, south, west + wide, min(left[3], seen[3])))


def test_aspect_is_width_by_height() -> None:
    # As many units up as the width has: a square.
    assert aspect((0.0, 0.0, 30.0, lat_of(math.radians(30.0)))) == pytest.approx(1.0)
