"""What a map shows below a title, against Mercator written another way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.show_view import aspect, contains, without_title

lons = st.floats(-30.0, 175.0)
lats = st.floats(-40.0, 54.0)


def y_of(lat: float) -> float:
    """Web Mercator by its other formula, north up."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def lat_of(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


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
