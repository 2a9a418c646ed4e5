"""What a map shows as a part of a comparison."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.difference import Fate, difference
from explorer.core.itinerary import Trip
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.style import PALETTES, Theme, css_variables
from explorer.webmap.marking import Marking, marking_of
from explorer.webmap.messages import ViewChanged
from explorer.webmap.parts import Part, looking_at, part_marking
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
CLASSES = {
    Fate.LOST: "is-lost",
    Fate.GAINED: "is-gained",
    Fate.CHANGED: "is-altered",
    Fate.KEPT: "is-kept",
}


def answer(scenario: Scenario | None = None) -> Results:
    return resolve(NETWORK, scenario or Scenario(), TRIP)


BEFORE, AFTER = answer(), answer(Scenario().with_closure("frontier"))


def legs_with(marking: Marking, name: str) -> set[str]:
    return {leg_id for leg_id, classes in marking.legs.items() if name in classes.split()}


def test_a_map_alone_shows_what_it_always_shows() -> None:
    assert part_marking(NETWORK, AFTER, Part.ALONE, BEFORE) == marking_of(NETWORK, AFTER)


def test_before_shows_its_journey_and_no_ghost() -> None:
    marking = part_marking(NETWORK, AFTER, Part.BEFORE, None)
    assert AFTER.itinerary is not None
    assert legs_with(marking, "is-on-itinerary") == set(AFTER.itinerary.leg_ids)
    assert not legs_with(marking, "is-baseline")
    assert marking.callouts == ()
    assert marking.closed_nodes == {"frontier"}


def test_after_has_the_other_journey_as_its_ghost_whatever_the_baseline() -> None:
    other = answer(Scenario().with_closure("steppe"))
    assert other.itinerary is not None
    assert AFTER.itinerary is not None
    marking = part_marking(NETWORK, AFTER, Part.AFTER, other)
    assert legs_with(marking, "is-baseline") == set(other.itinerary.leg_ids)
    assert legs_with(marking, "is-on-itinerary") == set(AFTER.itinerary.leg_ids)


def test_one_map_gives_every_leg_of_either_journey_exactly_its_fate() -> None:
    marking = part_marking(NETWORK, AFTER, Part.DIFFERENCE, BEFORE)
    found = difference(NETWORK, BEFORE, AFTER)
    for fate, name in CLASSES.items():
        assert legs_with(marking, name) == {leg.leg_id for leg in found.legs_of(fate)}
    assert not legs_with(marking, "is-corridor")
    assert [callout.title for callout in marking.callouts] == ["After", "Before"]


def test_one_map_names_what_became_of_places() -> None:
    marking = part_marking(NETWORK, AFTER, Part.DIFFERENCE, BEFORE)
    assert "is-lost" in marking.nodes["frontier"].split()
    assert "is-closed" in marking.nodes["frontier"].split()
    found = difference(NETWORK, BEFORE, AFTER)
    gained = {node.node_id for node in found.nodes_of(Fate.GAINED)}
    assert {key for key, classes in marking.nodes.items() if "is-gained" in classes.split()} == gained


def test_one_map_speaks_the_language_of_the_map() -> None:
    titles = [c.title for c in part_marking(NETWORK, AFTER, Part.DIFFERENCE, BEFORE, "zh").callouts]
    assert titles == ["之后", "之前"]


def test_without_a_way_after_all_of_before_is_lost() -> None:
    none = answer(Scenario().with_closure("berlin"))
    marking = part_marking(NETWORK, none, Part.DIFFERENCE, BEFORE)
    assert BEFORE.itinerary is not None
    assert legs_with(marking, "is-lost") == set(BEFORE.itinerary.leg_ids)
    assert not legs_with(marking, "is-on-itinerary")


@given(
    st.floats(-170, 170),
    st.floats(-60, 75),
    st.floats(3.0, 10.0),
    st.integers(200, 2000),
    st.integers(200, 1200),
)
def test_the_middle_of_a_view_is_the_middle_of_its_picture(
    lon: float, lat: float, zoom: float, width: int, height: int
) -> None:
    """An independent Web Mercator: the view that a centre gives has that centre again."""
    world = 256 * 2**zoom
    x = (lon + 180) / 360 * world
    y = (1 - math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat))) / math.pi) / 2 * world

    def lat_of(pixel: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * pixel / world))))

    def lon_of(pixel: float) -> float:
        return pixel / world * 360 - 180

    view = ViewChanged(
        west=lon_of(x - width / 2),
        east=lon_of(x + width / 2),
        south=lat_of(y + height / 2),
        north=lat_of(y - height / 2),
        zoom=zoom,
    )
    found = looking_at(view)
    assert (found.lon, found.lat, found.zoom) == pytest.approx((lon, lat, zoom), abs=1e-7)
    assert not found.flies


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("role", ["new", "baseline", "current"])
@pytest.mark.parametrize("ground", ["land", "sea"])
def test_lines_of_the_difference_stand_out_from_land_and_sea(theme: Theme, role: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 3.0


def test_fates_differ_by_more_than_colour() -> None:
    variables = css_variables(Theme.LIGHT)
    looks = {
        "gained": (variables["--gained-width"], variables["--gained-inside-width"], "solid inside"),
        "kept": (variables["--kept-width"], "", ""),
        "altered": (variables["--altered-width"], variables["--altered-inside-width"], "dots inside"),
        "lost": (variables["--ghost-band-width"], variables["--lost-ticks-width"], "ticks"),
    }
    assert len(set(looks.values())) == len(looks)
    assert variables["--altered-inside-dash"] != "none"
    assert variables["--lost-ticks-dash"] != "none"
    assert variables["--gained-inside-dash"] == "none"
