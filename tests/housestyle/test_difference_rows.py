"""The table before, after, change: a reader can subtract, nothing is zero for want of a way, words fit."""

from __future__ import annotations

import re

import pytest

from explorer.core.difference import Difference, Fate, difference
from explorer.core.itinerary import Trip
from explorer.core.network import Network, Span
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.difference_rows import (
    DifferenceRow,
    UsedRow,
    difference_rows,
    difference_table,
    used_rows,
)
from explorer.housestyle.difference_words import (
    difference_title,
    no_way_words,
    nothing_words,
    report_rows,
    side_words,
)
from explorer.housestyle.key_figures import Tone
from explorer.housestyle.tables import html_table, tab_separated
from explorer.io.geodata import load_network
from tests.network_fixture import small_network

SMALL = small_network()
TRIP = Trip("chengdu", "berlin")
NOTHING = Scenario()


def sides(
    before: Scenario, after: Scenario, trip: Trip = TRIP, network: Network = SMALL
) -> tuple[Difference, Results, Results]:
    old, new = resolve(network, before, trip), resolve(network, after, trip)
    return difference(network, old, new), old, new


def rows(before: Scenario, after: Scenario) -> dict[str, DifferenceRow]:
    return {row.title: row for row in difference_rows(SMALL, sides(before, after)[0])}


def used(before: Scenario, after: Scenario, fate: Fate) -> list[UsedRow]:
    return [row for row in used_rows(SMALL, *sides(before, after)) if row.fate is fate]


def value(text: str) -> float:
    """The first number of a cell."""
    found = re.search(r"[−+±]?[\d\u202f.]+", text)
    assert found is not None, text
    return float(found.group().replace("\u202f", "").replace("−", "-").replace("±", "").replace("+", ""))


@pytest.mark.parametrize("title", ["Distance", "Transit, typical", "Moving", "Standing"])
@pytest.mark.parametrize("target", ["frontier", "plain", "steppe"])
def test_a_reader_can_subtract_what_is_shown(title: str, target: str) -> None:
    row = rows(NOTHING, NOTHING.with_closure(target))[title]
    assert value(row.after) - value(row.before) == pytest.approx(value(row.change), abs=1e-9)
    change = value(row.change)
    assert row.tone is (Tone.WORSE if change > 0 else Tone.BETTER if change < 0 else Tone.PLAIN)


def test_the_range_says_both_ends_of_the_change() -> None:
    row = rows(NOTHING, NOTHING.with_closure("frontier"))["Low to high"]
    low, high = (value(part) for part in row.change.split(" to "))
    old, new = ([value(part) for part in text.split("–")] for text in (row.before, row.after))
    assert (low, high) == pytest.approx((new[0] - old[0], new[1] - old[1]))


def test_no_way_is_a_word_and_never_a_number() -> None:
    found = rows(NOTHING, NOTHING.with_closure("berlin"))
    assert found["Distance"].after == "no way"
    assert (found["Distance"].change, found["Distance"].tone) == ("no way left", Tone.CLOSED)
    assert {row.after for title, row in found.items() if title != "Distance"} == {"–"}
    assert not any(re.search(r"\d", row.after + row.change) for row in found.values())
    assert all(row.bars is None for row in found.values())


def test_a_way_that_opens_is_said_to_open() -> None:
    row = rows(NOTHING.with_closure("berlin"), NOTHING)["Distance"]
    assert (row.before, row.change, row.tone) == ("no way", "a way opens", Tone.BETTER)


def test_no_way_on_both_sides_is_no_change() -> None:
    closed = NOTHING.with_closure("berlin")
    row = rows(closed, closed)["Distance"]
    assert (row.before, row.after, row.change, row.tone) == ("no way", "no way", "", Tone.PLAIN)


def test_what_is_no_longer_used_and_what_instead() -> None:
    after = NOTHING.with_closure("frontier")
    lost, gained = used(NOTHING, after, Fate.LOST), used(NOTHING, after, Fate.GAINED)
    assert "Małaszewicze-Frontier" in [row.title for row in lost]
    assert not {row.title for row in lost} & {row.title for row in gained}
    assert all(row.days != "0.0 d" for row in (*lost, *gained))


def test_rides_that_follow_one_another_are_one_stretch() -> None:
    after = NOTHING.with_closure("gate-west")
    lines = [row for row in used(NOTHING, after, Fate.LOST) if len(row.ids) > 1]
    assert lines
    before = resolve(SMALL, NOTHING, TRIP).itinerary
    assert before is not None
    for row in lines:
        place = before.leg_ids.index(row.ids[0])
        assert before.leg_ids[place : place + len(row.ids)] == row.ids
        length = sum(SMALL.legs[leg_id].length_km for leg_id in row.ids)
        assert value(row.detail) == round(length)


def test_another_stay_is_told_with_both_values() -> None:
    (row,) = used(NOTHING, NOTHING.with_dwell("frontier", Span(1.0, 2.5, 9.0)), Fate.CHANGED)
    assert row.title == "Małaszewicze-Frontier"
    assert "1.0 d, now" in row.detail
    assert row.days == "+1.5 d"


def test_every_lost_or_gained_leg_stands_in_exactly_one_row() -> None:
    found, old, new = sides(NOTHING, NOTHING.with_closure("plain"))
    listed = [i for row in used_rows(SMALL, found, old, new) for i in row.ids if i in SMALL.legs]
    wanted = [leg.leg_id for leg in found.legs if leg.fate is not Fate.KEPT]
    assert sorted(listed) == sorted(wanted)


def test_sides_are_called_by_what_they_change() -> None:
    closed = NOTHING.with_closure("frontier")
    assert side_words(SMALL, NOTHING) == "baseline 2026"
    assert side_words(SMALL, closed) == "Małaszewicze-Frontier closed"
    assert side_words(SMALL, NOTHING.with_opened("short")) == "Short Line open"
    both = closed.with_closure("quay")
    assert side_words(SMALL, both, closed).startswith("Quay closed")


def test_the_title_says_from_where_to_where_and_both_sides() -> None:
    _, old, new = sides(NOTHING, NOTHING.with_opened("short"))
    assert difference_title(SMALL, old, new) == "Chengdu → Berlin: today and with Short Line open"
    other = resolve(SMALL, NOTHING, Trip("chengdu", "haven"))
    assert "Haven" in difference_title(SMALL, old, other)
    closed, more = NOTHING.with_closure("frontier"), NOTHING.with_closure("frontier").with_closure("quay")
    _, old, new = sides(closed, more)
    assert difference_title(SMALL, old, new).endswith("and Quay closed too")


def test_nothing_differs_is_said_with_what_to_do() -> None:
    found, _, _ = sides(NOTHING, NOTHING)
    assert nothing_words(found).startswith("Before and after are the same.")
    beside, _, _ = sides(NOTHING, NOTHING.with_closure("isle"))
    assert nothing_words(beside)
    quay, _, _ = sides(NOTHING, NOTHING.with_closure("springfield-1"))
    assert "does not touch this journey" in nothing_words(quay)
    other, _, _ = sides(NOTHING, NOTHING.with_closure("frontier"))
    assert nothing_words(other) == ""
    closed = NOTHING.with_closure("berlin")
    assert nothing_words(sides(closed, closed)[0]).startswith("There is no way in either.")


def test_no_way_names_what_has_to_reopen() -> None:
    _, old, new = sides(NOTHING, NOTHING.with_closure("berlin"))
    assert "Berlin" in no_way_words(SMALL, new)
    assert no_way_words(SMALL, old) == ""


def test_a_link_that_is_opened_shows_report_beside_model() -> None:
    _, old, new = sides(NOTHING, NOTHING.with_opened("short"))
    (row,) = report_rows(SMALL, old, new)
    assert row.link_id == "short"
    assert row.reported == "−900 km, −7 to −8 d"
    assert value(row.modelled) == pytest.approx(
        round(
            (new.itinerary.distance_km if new.itinerary else 0)
            - (old.itinerary.distance_km if old.itinerary else 0)
        )
    )
    assert report_rows(SMALL, new, new) == ()
    assert report_rows(SMALL, new, old) == ()


def test_the_table_holds_numbers_for_spreadsheets() -> None:
    found, old, new = sides(NOTHING, NOTHING.with_closure("frontier"))
    table = difference_table(SMALL, found, old, new)
    lines = [line.split("\t") for line in tab_separated(table).splitlines()]
    assert lines[0] == ["Figure", "Unit", "Before", "After", "Change"]
    for _, _, before, after, change in lines[1:]:
        assert float(after) - float(before) == pytest.approx(float(change))
    assert any(note.startswith("No longer used: ") for note in table.notes)
    assert "<b>&" not in html_table(table)


def test_the_table_says_no_way_in_words() -> None:
    found, old, new = sides(NOTHING, NOTHING.with_closure("berlin"))
    lines = [
        line.split("\t") for line in tab_separated(difference_table(SMALL, found, old, new)).splitlines()[1:]
    ]
    assert {after for _, _, _, after, _ in lines} == {"no way"}
    assert {change for *_, change in lines} == {""}


def test_rows_of_the_real_network_can_be_read_aloud() -> None:
    network = load_network()
    trip = Trip("kashgar", "tashkent")
    found, old, new = sides(NOTHING, NOTHING.with_opened("cku"), trip, network)
    told = {row.title: row for row in difference_rows(network, found)}
    assert told["Countries"].before == "China, Kazakhstan, Uzbekistan"
    assert told["Countries"].after == "China, Kyrgyzstan, Uzbekistan"
    assert told["Gauge changes"].after == "1 · Makmal"
    listed = [row.sentence for row in used_rows(network, found, old, new)]
    assert any(line.startswith("Khorgos, customs") and line.endswith("no longer used") for line in listed)
    assert any("new line" in line and line.endswith("used instead") for line in listed)
