"""What the window says of answers. No Qt."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from explorer.core.comparison import RowState
from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Mode
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.changes import ChangeKind, changes
from explorer.housestyle.corridor_rows import strip_rows, strip_title
from explorer.housestyle.format import days
from explorer.housestyle.steps import RowKind, step_rows
from explorer.housestyle.summary import summary_text
from explorer.housestyle.wording import gate_groups, itinerary_title, outcome_words, row_note, short_name
from explorer.ui.facts import facts_of
from explorer.ui.texts import about_html, claims_html, help_html, link_html, source_html, sources_html
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
EMPTY = Scenario()


def answer(scenario: Scenario = EMPTY, trip: Trip = TRIP) -> Results:
    return resolve(NETWORK, scenario, trip)


def test_a_title_names_what_tells_the_way_from_others() -> None:
    now = answer().itinerary
    assert now is not None
    assert "Małaszewicze-Frontier" in itinerary_title(NETWORK, now)
    by_sea = answer(EMPTY.with_closure("country:kz")).itinerary
    assert by_sea is not None
    assert "Haven" in itinerary_title(NETWORK, by_sea)


def test_a_new_link_is_named_first() -> None:
    now = answer(EMPTY.with_opened("short")).itinerary
    assert now is not None
    assert itinerary_title(NETWORK, now).startswith("By Short Line")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Malaszewicze / Terespol", "Malaszewicze"),
        ("Brest (Brest-Severny)", "Brest"),
        ("Aktau port", "Aktau"),
        ("Kuryk ferry port (Sarzha)", "Kuryk"),
        ("Port of Baku", "Port of Baku"),
        ("Dostyk", "Dostyk"),
    ],
)
def test_short_names_leave_out_the_finer_print(name: str, short: str) -> None:
    assert short_name(name) == short


def test_steps_add_up_to_the_totals_and_begin_and_end_at_the_ends() -> None:
    now = answer().itinerary
    assert now is not None
    rows = step_rows(NETWORK, now)
    assert rows[0].kind is RowKind.END
    assert rows[0].ids == ("chengdu",)
    assert rows[-1].ids == ("berlin",)
    assert sum(row.days.typical for row in rows) == pytest.approx(now.transit_days.typical)
    assert sum(row.days.high for row in rows) == pytest.approx(now.transit_days.high)
    legs = [leg for row in rows if row.kind is RowKind.RIDE for leg in row.ids]
    assert tuple(legs) == now.leg_ids
    for before, after in itertools.pairwise(rows):
        assert after.day == pytest.approx(before.day + before.days.typical)


def test_every_change_can_be_taken_back_by_itself() -> None:
    scenario = (
        EMPTY.with_closure("quay")
        .with_event("e01", NETWORK.events["e01"].closes, 13.0)
        .with_opened("short")
        .with_date(2030, 9)
        .with_speed("steppe--plain", 20.0)
    )
    rows = changes(NETWORK, scenario)
    assert [row.kind for row in rows] == [
        ChangeKind.CLOSED,
        ChangeKind.CLOSED,
        ChangeKind.OPENED,
        ChangeKind.SETTING,
        ChangeKind.SETTING,
    ]
    left = scenario
    while remaining := changes(NETWORK, left):
        shorter = remaining[0].without
        assert len(changes(NETWORK, shorter)) == len(remaining) - 1
        left = shorter
    assert left.is_empty


def test_a_repeated_past_closure_is_one_change() -> None:
    event = NETWORK.events["e01"]
    rows = changes(NETWORK, EMPTY.with_event("e01", event.closes))
    assert len(rows) == 1
    assert rows[0].title == "Frontier"


def test_the_status_bar_says_where_cargo_goes() -> None:
    assert outcome_words(NETWORK, answer(), 0)[0] == ""
    head, words = outcome_words(NETWORK, answer(EMPTY.with_closure("frontier")), 1)
    assert head == "1 change"
    assert words.startswith("cargo leaves the Northern corridor for")
    assert outcome_words(NETWORK, answer(EMPTY.with_closure("isle")), 1)[1] == "the journey stays on its way"
    cut = answer(EMPTY.with_closure("berlin"))
    assert outcome_words(NETWORK, cut, 1)[1] == "no way left from Chengdu to Berlin"


def test_the_strip_puts_the_journey_first_and_leaves_no_cell_empty() -> None:
    for scenario in (EMPTY, EMPTY.with_closure("frontier"), EMPTY.with_closure("country:kz")):
        results = answer(scenario)
        rows = strip_rows(NETWORK, results)
        assert rows[0].is_current
        assert sum(row.is_current for row in rows) == 1
        for row in rows:
            assert row.note
            assert row.now_days
            assert row.baseline_days
            assert "0.0" not in row.now_days


def test_a_closed_corridor_names_what_closes_it() -> None:
    results = answer(EMPTY.with_closure("frontier"))
    row = next(row for row in results.corridors if row.corridor_id == "northern")
    assert row.state is RowState.CLOSED
    assert row_note(NETWORK, row, results.scenario) == "by Małaszewicze-Frontier"
    title, note = strip_title(NETWORK, results, strip_rows(NETWORK, results))
    assert title == "Corridors for Chengdu → Berlin"
    assert note.startswith("0 of")


def test_the_strip_is_sorted_by_what_the_trip_minimises() -> None:
    results = answer(trip=replace(TRIP, objective=Objective.KM))
    assert "shortest first" in strip_title(NETWORK, results, strip_rows(NETWORK, results))[1]


def test_gate_groups_hold_every_crossing_port_and_strait() -> None:
    kinds = {"border", "port", "chokepoint"}
    wanted = {node.id for node in NETWORK.nodes.values() if node.kind.value in kinds}
    assert {node_id for _, _, nodes in gate_groups(NETWORK) for node_id in nodes} == wanted


def test_everything_that_can_be_selected_has_facts() -> None:
    results = answer()
    for target in (*NETWORK.nodes, *NETWORK.legs, *NETWORK.corridors, *NETWORK.new_links, "country:kz"):
        facts = facts_of(NETWORK, results, target)
        assert facts is not None, target
        assert facts.title
        assert all(name and value for name, value in facts.rows)
    assert facts_of(NETWORK, results, "nowhere") is None


def test_texts_with_markup_in_the_data_stay_text() -> None:
    source_ids = tuple(NETWORK.sources)
    pages = (
        source_html(NETWORK, source_ids),
        sources_html(NETWORK),
        claims_html(NETWORK),
        link_html(NETWORK, NETWORK.new_links["short"]),
        about_html(NETWORK),
        help_html(),
    )
    assert "Bulletin &lt;i&gt;7&lt;/i&gt;" in pages[0]
    assert all("<i>" not in page for page in pages)
    assert "0 sources" in sources_html(NETWORK, "nothing is called this")


def test_an_estimate_says_that_it_has_no_source() -> None:
    assert "No source was found" in source_html(NETWORK, ("estimate",))
    assert "No source is named" in source_html(NETWORK, ())


def test_copied_figures_are_those_on_the_screen() -> None:
    results = answer(EMPTY.with_closure("frontier"))
    text = summary_text(NETWORK, results)
    assert results.itinerary is not None
    assert f"{days(results.itinerary.transit_days.typical)} d" in text
    assert "Małaszewicze-Frontier: border crossing, closed" in text
    assert "No way left" in summary_text(NETWORK, answer(EMPTY.with_closure("berlin")))


def test_a_mode_that_cuts_the_trip_is_named() -> None:
    results = answer(trip=replace(TRIP, modes=frozenset({Mode.ROAD})))
    assert results.no_route is not None
    assert "mode:rail" in results.no_route.cut
    assert "rail (left out by the trip)" in summary_text(NETWORK, results)
