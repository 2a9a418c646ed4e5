"""What an audience reads: never a title that the figures below contradict. No window."""

from __future__ import annotations

import itertools

import pytest

from explorer.core.itinerary import Mode, Objective, Trip
from explorer.core.network import Span
from explorer.core.results import resolve
from explorer.core.scenario import Closure, Scenario
from explorer.core.storyboard import Figure, FigureKind, Scene
from explorer.housestyle.key_figures import Basis
from explorer.ui.show_clock import Stopwatch, clock_words
from explorer.ui.show_words import Moment, live_words, scene_title, telling_of
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
SHUT = Scenario().with_closure("frontier")


def _moment(scene: Scene | None, scenario: Scenario, trip: Trip = TRIP) -> Moment:
    told = (scenario, trip) if scene is None else (scene.scenario, scene.trip)
    return Moment(scene, resolve(NETWORK, scenario, trip), told)


def test_a_scene_is_told_in_its_own_words() -> None:
    scene = Scene("a", SHUT, TRIP, "  The border shuts ", "What follows.")
    telling = telling_of(NETWORK, _moment(scene, SHUT))
    assert (telling.title, telling.text) == ("The border shuts", "What follows.")
    assert telling.live == ""
    assert len(telling.figures) == 3


def test_a_live_change_takes_the_title_of_the_answer() -> None:
    scene = Scene("a", Scenario(), TRIP, "Nothing can stop it", "Trains run every day.")
    telling = telling_of(NETWORK, _moment(scene, SHUT))
    assert telling.live == "Małaszewicze-Frontier closed"
    assert "Nothing can stop it" not in (telling.title, telling.text)
    assert "Małaszewicze-Frontier closed" in telling.text
    assert telling.title.startswith("Cargo leaves the Northern corridor")


def test_a_scene_without_text_says_from_where_to_where() -> None:
    telling = telling_of(NETWORK, _moment(Scene("a", Scenario(), TRIP, "Title"), Scenario()))
    assert telling.text.startswith("Chengdu → Berlin")


def test_chosen_figures_are_kept_live_where_one_follows_the_answer() -> None:
    figures = (Figure(FigureKind.CORRIDORS_LEFT), Figure(FigureKind.REPORTED_KM, "short"))
    scene = Scene("a", Scenario(), TRIP, "x", figures=figures)
    told = telling_of(NETWORK, _moment(scene, Scenario())).figures
    live = telling_of(NETWORK, _moment(scene, SHUT)).figures
    assert [figure.unit for figure in live] == [figure.unit for figure in told] == ["corridors", "km"]
    assert live[0].value != told[0].value
    assert live[1].basis is Basis.REPORTED


def test_a_scene_without_an_answer_has_its_reasons_in_the_place_of_figures() -> None:
    scene = Scene("a", Scenario(), Trip("atlantis", "berlin"), "Atlantis")
    results = resolve(NETWORK, Scenario(), TRIP)
    faults = ("trip, since there is no place “atlantis”", "b", "c", "d", "e")
    telling = telling_of(NETWORK, Moment(scene, results, (Scenario(), TRIP), faults))
    assert telling.figures == ()
    assert telling.source == ""
    assert telling.fault.startswith("This scene cannot be shown: trip, since there is no place “atlantis”")
    assert "and 2 more" in telling.fault


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (Scenario(), SHUT, "Małaszewicze-Frontier closed"),
        (SHUT, Scenario(), "Małaszewicze-Frontier open again"),
        (Scenario(), Scenario().with_opened("short"), "Short Line opened"),
        (Scenario().with_opened("short"), Scenario(), "Short Line left out"),
        (
            SHUT,
            Scenario().with_closure("quay"),
            "Quay closed and Małaszewicze-Frontier open again",
        ),
    ],
)
def test_a_live_change_is_named_against_the_scene(before: Scenario, after: Scenario, words: str) -> None:
    assert live_words(NETWORK, (before, TRIP), (after, TRIP)) == words


@pytest.mark.parametrize(
    ("trip", "words"),
    [
        (Trip("chengdu", "haven"), "to Haven"),
        (Trip("harbour", "berlin"), "from Harbour's End"),
        (Trip("chengdu", "berlin", objective=Objective.KM), "shortest way"),
        (Trip("chengdu", "berlin", modes=frozenset({Mode.RAIL})), "other modes"),
        (Trip("chengdu", "berlin", ("quay",)), "another way"),
    ],
)
def test_another_trip_is_named_too(trip: Trip, words: str) -> None:
    assert live_words(NETWORK, (Scenario(), TRIP), (Scenario(), trip)) == words


def test_no_live_change_is_without_words() -> None:
    for_a_while = Scenario().with_closure(Closure("frontier", 0.0, 11.0))
    other_stay = Scenario().with_dwell("frontier", Span(1.0, 2.0, 3.0))
    scenarios = (Scenario(), SHUT, for_a_while, other_stay, Scenario().with_date(2030, 2))
    for before, after in itertools.permutations(scenarios, 2):
        assert live_words(NETWORK, (before, TRIP), (after, TRIP))


def test_a_scene_without_a_title_is_named_by_its_ends() -> None:
    assert scene_title(NETWORK, Scene("a", Scenario(), TRIP)) == "Chengdu → Berlin"
    assert scene_title(NETWORK, Scene("a", Scenario(), Trip("atlantis", "berlin"))) == "atlantis → Berlin"


def test_the_stopwatch_counts_without_its_pauses() -> None:
    time = [100.0]
    watch = Stopwatch(lambda: time[0])
    time[0] = 130.0
    watch.toggle()
    time[0] = 500.0
    assert watch.is_paused
    assert watch.elapsed_s == 30.0
    watch.toggle()
    time[0] = 512.0
    assert watch.elapsed_s == 42.0
    watch.reset()
    assert watch.elapsed_s == 0.0
    time[0] = 515.0
    assert watch.elapsed_s == 3.0


def test_a_paused_stopwatch_that_is_reset_waits_at_zero() -> None:
    time = [0.0]
    watch = Stopwatch(lambda: time[0])
    time[0] = 9.0
    watch.toggle()
    watch.reset()
    time[0] = 20.0
    assert watch.elapsed_s == 0.0
    assert watch.is_paused


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (67.9, "1:07"), (3599, "59:59"), (3729, "1:02:09"), (-3, "0:00")]
)
def test_elapsed_time_in_words(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words
