"""Style variables, words and tooltips."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from explorer import assets
from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.drawn import label_name
from explorer.housestyle.style import Theme, corridor_colour, css_variables, mixed
from explorer.webmap.tooltips import tooltip
from explorer.webmap.words import WORDS, format_km, words
from tests.network_fixture import small_network


def test_light_and_dark_set_the_same_variables() -> None:
    assert css_variables(Theme.LIGHT).keys() == css_variables(Theme.DARK).keys()


def test_the_style_sheet_uses_only_variables_that_exist() -> None:
    sheet = (assets.resources_dir() / "web" / "map.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[\w-]+)", sheet))
    assert used <= css_variables(Theme.LIGHT).keys()


def test_scale_enlarges_lines_and_dashes() -> None:
    variables = css_variables(Theme.LIGHT, 2.0)
    assert variables["--now-rail-width"] == "9.2px"
    assert variables["--corridor-water-dash"] == "12 8"


def test_corridor_slots_count_from_one() -> None:
    assert corridor_colour(1, Theme.LIGHT) == "#0072B2"


def test_mixing_takes_the_ends_and_the_middle() -> None:
    assert mixed("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
    assert mixed("#000000", "#FF0000", 0.5) == "#800000"


def test_every_language_has_every_word() -> None:
    assert all(said.keys() == words("en").keys() and all(said.values()) for said in WORDS.values())


def test_an_unknown_language_is_english() -> None:
    assert words("tlh") is words("en")
    assert words("ru_RU") is words("ru")


def test_kilometres_have_narrow_thousands() -> None:
    assert format_km(12677.4) == "12\u202f677 km"


def test_labels_leave_out_what_stands_in_brackets() -> None:
    node = replace(
        small_network().nodes["quay"], names=MappingProxyType({"en": "Quay (North)"}), name="Quay (North)"
    )
    assert label_name(node, "en") == "Quay"


def test_a_node_tells_stay_source_and_how_to_close_it() -> None:
    tip = tooltip(small_network(), None, "frontier")
    assert tip is not None
    assert tip["title"] == "Małaszewicze-Frontier"
    assert ["Stay when due", "1.0 d (0.5–3.0)"] in tip["rows"]  # type: ignore[operator]
    assert ["Source", "Bulletin <i>7</i>"] in tip["rows"]  # type: ignore[operator]
    assert tip["hint"] == "Double-click closes it"


def test_a_closed_node_tells_how_to_reopen_it() -> None:
    network = small_network()
    results = resolve(network, Scenario().with_closure("frontier"), Trip("chengdu", "berlin"))
    tip = tooltip(network, results, "frontier")
    assert tip is not None
    assert "closed" in str(tip["subtitle"])
    assert tip["hint"] == "Double-click reopens it"


def test_an_estimate_says_so() -> None:
    tip = tooltip(small_network(), None, "quay")
    assert tip is not None
    assert ["Stay when due", "1.0 d (0.5–3.0), estimate"] in tip["rows"]  # type: ignore[operator]


def test_a_leg_tells_mode_length_gauge_days_and_state() -> None:
    tip = tooltip(small_network(), None, "plain--haven")
    assert tip is not None
    rows = dict(tip["rows"])  # type: ignore[call-overload]
    assert tip["subtitle"] == "rail"
    assert rows["Length"] == "2\u202f600 km"
    assert rows["Gauge"] == "1520 mm"
    assert rows["State"] == "not in use. since 2022"


def test_an_unknown_id_tells_nothing() -> None:
    assert tooltip(small_network(), None, "nowhere") is None
