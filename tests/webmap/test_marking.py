"""What legs and nodes show, and that a patch holds only what changed."""

from __future__ import annotations

from typing import Any, cast

import pytest

from explorer.core.itinerary import Trip
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.drawn import drawn_corridors
from explorer.webmap.marking import EMPTY, Marking, difference, marking_of
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")


def _results(scenario: Scenario | None = None) -> Results:
    return resolve(NETWORK, scenario or Scenario(), TRIP)


def _marking(scenario: Scenario | None = None, language: str = "en") -> Marking:
    return marking_of(NETWORK, _results(scenario), language)


def _patch(before: Scenario, after: Scenario) -> dict[str, Any]:
    return difference(_marking(before), _marking(after), NETWORK)


def test_the_same_answer_gives_an_empty_patch() -> None:
    assert _patch(Scenario(), Scenario()) == {}


def test_a_patch_holds_exactly_the_legs_whose_classes_differ() -> None:
    before, after = _marking(), _marking(Scenario().with_closure("frontier"))
    patch = difference(before, after, NETWORK)
    changed = cast("dict[str, str]", patch["legs"])
    for leg_id in NETWORK.legs:
        differs = before.legs.get(leg_id, "") != after.legs.get(leg_id, "")
        assert (leg_id in changed) is differs
        if differs:
            assert changed[leg_id] == after.legs.get(leg_id, "")


def test_there_and_back_is_the_first_marking_again() -> None:
    closed = Scenario().with_closure("frontier")
    there, back = _patch(Scenario(), closed), _patch(closed, Scenario())
    assert there["legs"].keys() == back["legs"].keys()
    assert there["nodes"].keys() == back["nodes"].keys()


def test_the_first_patch_starts_from_nothing() -> None:
    marking = _marking()
    assert difference(EMPTY, marking, NETWORK)["legs"] == dict(marking.legs)


def test_a_closed_node_is_marked_and_says_so() -> None:
    patch = _patch(Scenario(), Scenario().with_closure("frontier"))
    assert "is-closed" in patch["nodes"]["frontier"].split()
    assert patch["labels"] == {"frontier": "Małaszewicze-Frontier, border crossing, closed"}
    assert "is-closed" in patch["legs"]["plain--frontier"].split()


def test_a_leg_closed_by_itself_is_told_from_one_of_a_closed_node() -> None:
    legs = _marking(Scenario().with_closure("plain--frontier")).legs
    assert "is-closed-itself" in legs["plain--frontier"].split()
    assert "is-closed-itself" not in _marking(Scenario().with_closure("frontier")).legs["plain--frontier"]


def test_a_closed_country_hatches_and_its_legs_say_by_country() -> None:
    patch = _patch(Scenario(), Scenario().with_closure("country:by"))
    assert patch["countries"] == ["by"]
    assert {"is-closed", "is-by-country"} <= set(patch["legs"]["plain--frontier"].split())


def test_journey_and_baseline_are_marked_and_ends_stand_out() -> None:
    marking = _marking(Scenario().with_closure("frontier"))
    assert "is-baseline" in marking.legs["plain--frontier"].split()
    assert "is-on-itinerary" in marking.legs["quay--far-quay"].split()
    assert {"is-end", "is-origin"} <= set(marking.nodes["chengdu"].split())
    assert {"is-end", "is-destination"} <= set(marking.nodes["berlin"].split())
    assert "is-stop" in marking.nodes["quay"].split()


def test_new_links_are_new_when_open_and_planned_before() -> None:
    assert _marking().legs["chengdu--plain"] == "is-planned"
    assert "is-new" in _marking(Scenario().with_opened("short")).legs["chengdu--plain"].split()
    assert _patch(Scenario(), Scenario().with_opened("short"))["notes"] == [
        {"id": "short", "text": "New: Short Line", "legs": ["chengdu--plain"]}
    ]


def test_suspended_legs_are_shown_as_such() -> None:
    assert _marking().legs["plain--haven"] == "is-suspended"


def test_one_callout_while_nothing_changed_and_two_afterwards() -> None:
    assert [callout.id for callout in _marking().callouts] == ["now"]
    callouts = _marking(Scenario().with_closure("frontier")).callouts
    assert [callout.title for callout in callouts] == ["Now", "Baseline"]
    assert callouts[1].text.startswith("9\u202f030 km · ")
    assert not set(callouts[0].legs) & set(callouts[1].legs)


def test_without_a_way_the_baseline_stays_and_ends_stay_marked() -> None:
    scenario = Scenario().with_closure("country:de")
    marking = _marking(scenario)
    assert [callout.id for callout in marking.callouts] == ["baseline"]
    assert "is-end" in marking.nodes["berlin"].split()


def test_corridors_do_not_change_colour_by_an_edit() -> None:
    before = drawn_corridors(NETWORK, _results())
    after = drawn_corridors(NETWORK, _results(Scenario().with_closure("frontier")))
    assert before == after
    assert len({corridor.hue for corridor in before}) == len(before) <= 5


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Now"), ("ru", "Сейчас"), ("zh", "现在"), ("xx", "Now")]
)
def test_callouts_speak_the_language(language: str, title: str) -> None:
    assert _marking(language=language).callouts[0].title == title
