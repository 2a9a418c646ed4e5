"""The page's own engine against the program: the same answers to hundreds of random questions."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.core.results import resolve
from explorer.io.geodata import load_network
from explorer.webmap.standalone_scenes import scenario_value, trip_value
from tests.story.conftest import Open
from tests.story.questions import answer_value, corridors_value, questions

PARTS, PART = 5, 100
"""Five hundred questions, a hundred a test, so that no single test takes minutes on a busy machine."""
TOLERANCE = 1e-6

ASK = """(questions) => questions.map(([scenario, trip]) => {
  const results = engine.resolve(story.network, scenario, trip);
  const plain = (journey) => journey && {
    km: journey.km, days: journey.days, nodes: journey.nodes, legs: journey.legs,
    steps: journey.steps.map((step) => step.kind === "ride"
      ? ["ride", step.leg, step.gauge, step.source, step.speed_source]
      : ["dwell", step.node, step.cause, step.source, step.confidence]),
  };
  const corridors = comparison.rows(story.network, results).map(({ corridor, baseline, current, state }) =>
    [corridor.id, state, baseline.km, baseline.days[1], current && current.km, current && current.days[1]]);
  return {
    itinerary: plain(results.itinerary), baseline: plain(results.baseline), corridors,
    cut: results.noRoute && [results.noRoute.cut, results.noRoute.anyOne],
  };
})"""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_the_page_answers_random_questions_as_the_program_does(open_page: Open, part: int) -> None:
    network, page = load_network(), open_page()
    asked = list(questions(network, PARTS * PART, seed=20260301))[part * PART : (part + 1) * PART]
    told = page.js(ASK, [[scenario_value(scenario), trip_value(trip)] for scenario, trip in asked])
    without_way = waiting = moved_gauge = 0
    for (scenario, trip), page_says in zip(asked, told, strict=True):
        results = resolve(network, scenario, trip)
        expected = answer_value(results)
        for name in ("itinerary", "baseline"):
            moved_gauge += _assert_same(expected[name], page_says[name], (name, scenario, trip))
        assert page_says["cut"] == expected["cut"], (scenario, trip)
        _assert_corridors(corridors_value(results), page_says["corridors"], (scenario, trip))
        without_way += expected["itinerary"] is None
        waiting += "closure" in str(expected["itinerary"])
    # The questions were worth asking, and ties are rare.
    assert without_way >= PART // 25
    assert waiting >= 1
    assert moved_gauge <= PART // 10


def _assert_same(expected: dict[str, Any] | None, told: dict[str, Any] | None, where: object) -> bool:
    """Same totals and legs; answers whether a gauge changes on the other side of a border hop.

    That side is a tie to the last bit where both have the same stay: days and kilometres are the same.
    """
    if expected is None or told is None:
        assert told is expected, where
        return False
    assert told["km"] == pytest.approx(expected["km"], abs=TOLERANCE), where
    assert told["days"] == pytest.approx(expected["days"], abs=TOLERANCE), where
    assert told["nodes"] == expected["nodes"], where
    assert told["legs"] == expected["legs"], where
    if told["steps"] == expected["steps"]:
        return False
    pairs = [pair for pair in zip(expected["steps"], told["steps"], strict=True) if pair[0] != pair[1]]
    for one, other in pairs:
        assert one[:2] == other[:2] if one[0] == "ride" else {one[2], other[2]} == {"gauge", "border"}, where
    return True


def _assert_corridors(expected: list[list[Any]], told: list[list[Any]], where: object) -> None:
    assert [row[:2] for row in told] == [row[:2] for row in expected], where
    for mine, other in zip(expected, told, strict=True):
        for one, two in zip(mine[2:], other[2:], strict=True):
            assert (one is None) == (two is None), where
            assert one is None or one == pytest.approx(two, abs=TOLERANCE), where
