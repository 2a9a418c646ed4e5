# ruff: noqa: T201
"""How long a deck of ten scenes takes and how large it is, against an empty deck of python-pptx."""

from __future__ import annotations

import io
import time

import pptx

from explorer.core.itinerary import Trip
from explorer.core.network import Mode
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.figures.slides import deck
from explorer.housestyle.brief import brief_of, go_on
from explorer.io.basemap import load_basemap
from explorer.io.geodata import load_geometry, load_network

MOST_SECONDS = 10.0
MOST_BYTES = 8e6
LAND = Trip("xian", "duisburg")
SEA = Trip("shanghai", "rotterdam", modes=frozenset({Mode.SEA}))


def ten_scenes() -> Storyboard:
    """Land and sea, ordinary and closed: ten maps, none like another."""
    closed = ("malaszewicze", "aktau", "country:ru", "country:by", "petropavl", "duisburg")
    scenes = [Scene(f"land-{target}", Scenario().with_closure(target), LAND) for target in closed]
    scenes += [
        Scene("link", Scenario().with_opened("cku"), Trip("kashgar", "tashkent")),
        Scene("suez", Scenario(), SEA),
        Scene("cape", Scenario().with_closure("suez-canal"), SEA),
        Scene("arctic", Scenario().with_date(2026, 9), SEA),
    ]
    return Storyboard("Ten scenes", tuple(scenes))


def test_ten_scenes_take_less_than_ten_seconds_and_eight_megabytes() -> None:
    network, geometry, basemap = load_network(), load_geometry(), load_basemap()
    start = time.perf_counter()
    pptx.Presentation().save(io.BytesIO())
    empty = time.perf_counter() - start
    brief = brief_of(network, ten_scenes(), None)
    start, cpu = time.perf_counter(), time.process_time()
    data = deck(brief, geometry, basemap, go_on)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"\n10 scenes: {took:.1f} s ({cpu:.1f} s of processor), {len(data) / 1e6:.2f} MB, "
        f"{took / empty:.0f} times an empty deck"
    )
    assert cpu < MOST_SECONDS
    assert len(data) < MOST_BYTES
