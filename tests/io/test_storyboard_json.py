"""Storyboards in files: what is written reads back the same; every fault is named with its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import MAX_SCENES, Figure, FigureKind, Scene, Storyboard
from explorer.errors import ScenarioFileError
from explorer.io.scenario_file import check_scenario, read_scenario, write_scenario
from explorer.io.storyboard_json import MAX_TITLE, MAX_WORDS
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_lon, _lat = st.floats(-180, 540, allow_nan=False), st.floats(-90, 90, allow_nan=False)
_figures = st.sampled_from(
    [
        *(Figure(kind) for kind in (FigureKind.KM, FigureKind.DAYS_CHANGE, FigureKind.CORRIDORS_LEFT)),
        Figure(FigureKind.REPORTED_DAYS, "short"),
        Figure(FigureKind.CLAIM, "a01"),
        Figure(FigureKind.EVENT_DAYS, "gone: with a colon"),
    ]
)


@st.composite
def views(draw: st.DrawFn) -> tuple[float, float, float, float]:
    west, east = sorted(draw(st.lists(_lon, min_size=2, max_size=2, unique=True)))
    south, north = sorted(draw(st.lists(_lat, min_size=2, max_size=2, unique=True)))
    return west, south, east, north


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    closures = draw(st.lists(st.sampled_from(["frontier", "quay", "country:ru", "sunken-port"]), unique=True))
    scenario = Scenario()
    for target in closures:
        scenario = scenario.with_closure(target)
    return Scene(
        draw(_ids),
        scenario,
        Trip(draw(st.sampled_from(["chengdu", "atlantis"])), "berlin"),
        title=draw(_texts),
        text=draw(_texts),
        notes=draw(_texts),
        view=draw(st.none() | views()),
        figures=tuple(draw(st.lists(_figures, max_size=3))),
        highlights=tuple(draw(st.lists(_ids, max_size=4, unique=True))),
        source_ids=tuple(draw(st.lists(_ids, max_size=4, unique=True))),
    )


@QUICK
@given(title=_texts, found=st.lists(scenes(), max_size=5, unique_by=lambda scene: scene.id))
def test_a_storyboard_reads_back_as_it_was_written(tmp_path: Path, title: str, found: list[Scene]) -> None:
    path = tmp_path / "story.corridor"
    storyboard = Storyboard(title, tuple(found))
    write_scenario(path, Scenario(), TRIP, NETWORK, storyboard)
    assert read_scenario(path, NETWORK).storyboard == storyboard


def test_scenes_whose_places_are_gone_stay_in_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "story.corridor"
    scene = Scene(
        "one", Scenario().with_closure("sunken-port"), Trip("atlantis", "berlin"), highlights=("lemuria",)
    )
    write_scenario(path, Scenario(), TRIP, NETWORK, Storyboard("", (scene,)))
    found = read_scenario(path, NETWORK)
    write_scenario(path, found.scenario, found.trip, NETWORK, found.storyboard)
    assert read_scenario(path, NETWORK).storyboard.scenes == (scene,)


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202eright to left \u2066 and back",
    "سيناريو إغلاق الحدود",
    "x" * MAX_TITLE,
    '"}], "scenes": [',
    "a\x00b\x1b[31m",
    "👩‍👩‍👧‍👦 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_come_back_letter_by_letter(tmp_path: Path, title: str) -> None:
    path = tmp_path / "story.corridor"
    storyboard = Storyboard(title, (Scene("one", Scenario(), TRIP, title, title, title),))
    write_scenario(path, Scenario(), TRIP, NETWORK, storyboard)
    assert read_scenario(path, NETWORK).storyboard == storyboard


def test_a_storyboard_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "story.corridor"
    write_scenario(path, Scenario(), TRIP, NETWORK)
    before = path.read_bytes()
    scene = Scene("one", Scenario(), TRIP, "x" * (MAX_TITLE + 1))
    with pytest.raises(ScenarioFileError, match=r"storyboard\.scenes\[0\]\.title"):
        write_scenario(path, Scenario(), TRIP, NETWORK, Storyboard("", (scene,)))
    many = Storyboard("", tuple(Scene(f"s{at}", Scenario(), TRIP) for at in range(MAX_SCENES + 1)))
    with pytest.raises(ScenarioFileError, match=str(MAX_SCENES)):
        write_scenario(path, Scenario(), TRIP, NETWORK, many)
    assert path.read_bytes() == before


def document(tmp_path: Path) -> Any:
    """A sound file with two scenes, as parsed JSON."""
    path = tmp_path / "sound.corridor"
    pair = (Scene("one", Scenario(), TRIP, "One"), Scene("two", Scenario(), TRIP, view=(0.0, 1.0, 2.0, 3.0)))
    write_scenario(path, Scenario(), TRIP, NETWORK, Storyboard("Two", pair))
    return json.loads(path.read_text(encoding="utf-8"))


FAULTS: tuple[tuple[str, Any, str], ...] = (
    ("title", 7, "storyboard.scenes[1].title"),
    ("title", "x" * (MAX_TITLE + 1), "storyboard.scenes[1].title"),
    ("text", ["a"], "storyboard.scenes[1].text"),
    ("notes", "x" * (MAX_WORDS + 1), "storyboard.scenes[1].notes"),
    ("id", "one", "storyboard.scenes[1].id"),
    ("id", "", "storyboard.scenes[1].id"),
    ("trip", None, "storyboard.scenes[1].trip"),
    ("scenario", "closed", "storyboard.scenes[1].scenario"),
    ("view", [0, 1, 2], "storyboard.scenes[1].view"),
    ("view", [10, 1, 2, 3], "storyboard.scenes[1].view"),
    ("view", [0, 3, 2, 1], "storyboard.scenes[1].view"),
    ("view", [0, 1, 2, 91], "storyboard.scenes[1].view[3]"),
    ("view", [0, 1, "2", 3], "storyboard.scenes[1].view[2]"),
    ("figures", ["weight"], "storyboard.scenes[1].figures[0]"),
    ("figures", ["days", "claim"], "storyboard.scenes[1].figures[1]"),
    ("figures", ["km", "days", "range", "km_change"], "storyboard.scenes[1].figures"),
    ("highlights", "frontier", "storyboard.scenes[1].highlights"),
    ("highlights", ["frontier", 3], "storyboard.scenes[1].highlights[1]"),
    ("highlights", [str(at) for at in range(201)], "storyboard.scenes[1].highlights"),
    ("colour", "red", "storyboard.scenes[1]: has an unknown member “colour”"),
)


@pytest.mark.parametrize(
    ("member", "value", "place"), FAULTS, ids=[f"{m}-{i}" for i, (m, _, _) in enumerate(FAULTS)]
)
def test_a_fault_in_a_scene_is_named_with_its_place(
    tmp_path: Path, member: str, value: Any, place: str
) -> None:
    broken = copy.deepcopy(document(tmp_path))
    broken["storyboard"]["scenes"][1][member] = value
    path = tmp_path / "broken.corridor"
    path.write_text(json.dumps(broken), encoding="utf-8")
    faults = check_scenario(path, NETWORK)
    assert any(fault.startswith(place) for fault in faults), faults
    with pytest.raises(ScenarioFileError, match="storyboard"):
        read_scenario(path, NETWORK)


def test_all_faults_of_a_storyboard_are_told_at_once(tmp_path: Path) -> None:
    broken = copy.deepcopy(document(tmp_path))
    broken["storyboard"]["title"] = None
    broken["storyboard"]["scenes"][0]["figures"] = ["weight"]
    broken["storyboard"]["scenes"][1]["view"] = "everything"
    path = tmp_path / "broken.corridor"
    path.write_text(json.dumps(broken), encoding="utf-8")
    told = "\n".join(check_scenario(path, NETWORK))
    for place in ("storyboard.title", "storyboard.scenes[0].figures[0]", "storyboard.scenes[1].view"):
        assert place in told


@pytest.mark.parametrize("value", [[], "scenes", 3, {"scenes": {}}, {"scenes": [1]}, {"pages": []}])
def test_what_is_no_storyboard_is_refused(tmp_path: Path, value: Any) -> None:
    broken = document(tmp_path)
    broken["storyboard"] = value
    path = tmp_path / "broken.corridor"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(ScenarioFileError, match="storyboard"):
        read_scenario(path, NETWORK)
