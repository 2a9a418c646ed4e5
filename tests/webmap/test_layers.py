"""The network as the page takes it."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, cast

from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.drawn import node_ranks
from explorer.webmap.layers import accessible_name, bounds_of, lat_lon, network_payload
from tests.network_fixture import small_geometry, small_network


def _legs() -> dict[str, Any]:
    payload = network_payload(small_network(), small_geometry())
    return {leg["id"]: leg for leg in cast("list[dict[str, Any]]", payload["legs"])}


def test_points_turn_from_lon_lat_to_lat_lon() -> None:
    assert lat_lon((104.0, 30.6)) == [30.6, 104.0]


def test_longitudes_run_on_past_180_on_the_pacific_side_only() -> None:
    assert lat_lon((-169.0, 66.0)) == [66.0, 191.0]
    assert lat_lon((-20.0, 64.0)) == [64.0, -20.0]


def test_parts_that_meet_at_180_degrees_become_one_line() -> None:
    geometry = {"harbour--haven--polar": (((121.9, 30.0), (180.0, 70.0)), ((-180.0, 70.0), (-165.0, 75.0)))}
    payload = network_payload(small_network(), geometry)
    parts = next(
        leg["parts"]
        for leg in cast("list[dict[str, Any]]", payload["legs"])
        if leg["id"] == "harbour--haven--polar"
    )
    assert parts == [[[30.0, 121.9], [70.0, 180.0], [75.0, 195.0]]]


def test_no_line_jumps_across_the_whole_map() -> None:
    for leg in _legs().values():
        for part in leg["parts"]:
            assert all(abs(a[1] - b[1]) < 180 for a, b in pairwise(part)), leg["id"]


def test_a_leg_without_geometry_is_drawn_straight() -> None:
    payload = network_payload(small_network(), {})
    first = cast("list[dict[str, Any]]", payload["legs"])[0]
    assert first["parts"] == [[[30.6, 104.0], [45.0, 82.0]]]


def test_every_leg_and_node_is_in_the_payload_and_it_is_plain_json() -> None:
    network = small_network()
    payload = network_payload(network, small_geometry())
    assert {leg["id"] for leg in cast("list[dict[str, Any]]", payload["legs"])} == set(network.legs)
    assert {node["id"] for node in cast("list[dict[str, Any]]", payload["nodes"])} == set(network.nodes)
    assert json.loads(json.dumps(payload)) == payload


def test_names_follow_the_language() -> None:
    payload = network_payload(small_network(), {}, "ru")
    names = {node["id"]: node["name"] for node in cast("list[dict[str, Any]]", payload["nodes"])}
    assert names["frontier"] == "Малашевиче"
    assert names["isle"] == "Lonely Isle"


def test_a_node_says_in_words_what_it_is() -> None:
    node = small_network().nodes["quay"]
    assert accessible_name(node, "en", is_closed=False) == "Quay, port"
    assert accessible_name(node, "en", is_closed=True) == "Quay, port, closed"


def test_ranks_are_one_to_three() -> None:
    assert set(node_ranks(small_network()).values()) <= {1, 2, 3}


def test_bounds_hold_both_itineraries() -> None:
    network = small_network()
    results = resolve(network, Scenario().with_closure("frontier"), Trip("chengdu", "berlin"))
    bounds = bounds_of(network, small_geometry(), (results.baseline, results.itinerary))
    assert bounds is not None
    west, south, east, north = bounds
    assert west <= 13.4
    assert east >= 104.0
    assert south <= 30.6
    assert north >= 53.0


def test_no_itinerary_has_no_bounds() -> None:
    assert bounds_of(small_network(), {}, (None,)) is None
