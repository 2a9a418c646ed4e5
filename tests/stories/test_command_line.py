"""The stories of the brief through the command line, on the packaged network."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from explorer.cli import main


def route(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["route", *words, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_xian_duisburg_moves_from_brest_to_the_caspian_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    trip = ("Xi'an", "Duisburg")
    first = route(capsys, *trip)
    nodes = first["itinerary"]["node_ids"]
    assert ("brest", "malaszewicze") in itertools.pairwise(nodes)

    shut = route(capsys, *trip, "--close", "malaszewicze")
    assert "malaszewicze" not in shut["itinerary"]["node_ids"]
    assert shut["saving"]["km"] < 0
    assert shut["saving"]["days"] < 0
    assert shut["baseline"] == first["itinerary"]

    border = route(capsys, *trip, "--event", "e01")
    crossings = {"malaszewicze", "kuznica", "siemianowka"}
    assert not crossings & set(border["itinerary"]["node_ids"])
    assert border["itinerary"]["transit_days"]["typical"] > shut["itinerary"]["transit_days"]["typical"]

    closed = ("--event", "e01", "--close", "country:by", "--close", "country:ru")
    middle = route(capsys, *trip, *closed)
    assert "aktau" in middle["itinerary"]["node_ids"]

    without_aktau = route(capsys, *trip, *closed, "--close", "aktau")
    nodes = set(without_aktau["itinerary"]["node_ids"])
    assert "aktau" not in nodes
    assert nodes & {"kuryk", "turkmenbashi", "suez-canal", "cape-of-good-hope"}
    assert route(capsys, *trip) == first


def test_cku_shows_reported_beside_modelled(capsys: pytest.CaptureFixture[str]) -> None:
    answer = route(capsys, "kashgar", "tashkent", "--open", "cku")
    row = next(link for link in answer["new_links"] if link["id"] == "cku")
    assert (row["reported"]["km"], row["reported"]["days_low"], row["reported"]["days_high"]) == (900, 7, 8)
    assert row["reported"]["sources"]
    assert row["modelled"]["km"] == pytest.approx(2600, rel=0.05)
    far = route(capsys, "xian", "istanbul", "--open", "cku")
    row = next(link for link in far["new_links"] if link["id"] == "cku")
    assert abs(row["modelled"]["km"]) < 100
    assert abs(row["modelled"]["days"]) < 1


def test_closing_suez_sends_ships_round_the_cape_and_never_shorter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    trip = ("shanghai", "rotterdam", "--modes", "sea")
    open_canal, shut = route(capsys, *trip), route(capsys, *trip, "--close", "suez-canal")
    assert "suez-canal" in open_canal["itinerary"]["node_ids"]
    assert "cape-of-good-hope" in shut["itinerary"]["node_ids"]
    assert shut["itinerary"]["distance_km"] > open_canal["itinerary"]["distance_km"]


def test_the_northern_sea_route_is_offered_in_september_and_not_in_february(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for month, is_offered in (("9", True), ("2", False)):
        answer = route(capsys, "shanghai", "rotterdam", "--modes", "sea", "--month", month)
        ways = [answer["itinerary"], *answer["alternatives"]]
        assert any("kara-gate" in way["node_ids"] for way in ways) is is_offered


def test_closing_every_way_out_names_the_cut(capsys: pytest.CaptureFixture[str]) -> None:
    closes = ["--close", "hannover", "--close", "milan", "--close", "rotterdam"]
    closes += ["--close", "paris", "--close", "lyon", "--close", "tilburg"]
    answer = route(capsys, "xian", "duisburg", *closes, code=3)
    assert answer["itinerary"] is None
    assert answer["saving"] is None
    assert answer["no_route"]["cheapest_reopening"] in answer["no_route"]["cut"]
    assert "hannover" in answer["no_route"]["cut"]
