"""Laws of figures as the window writes them. No Qt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.network import Span
from explorer.housestyle import format as fmt

numbers = st.floats(min_value=0, max_value=1e6, allow_nan=False)


@given(numbers, numbers)
def test_a_change_of_km_is_the_difference_of_the_shown_values(before: float, after: float) -> None:
    shown = [int(fmt.km(value).replace(fmt.NARROW_SPACE, "")) for value in (before, after)]
    assert fmt.km_change(before, after) == shown[1] - shown[0]


@given(numbers, numbers)
def test_a_change_of_days_is_the_difference_of_the_shown_values(before: float, after: float) -> None:
    shown = [float(fmt.days(value)) for value in (before, after)]
    assert fmt.days_change(before, after) == pytest.approx(shown[1] - shown[0], abs=0.051)
    assert fmt.signed(fmt.days_change(before, after), 1) == fmt.signed(round(shown[1] - shown[0], 1), 1)


@given(st.floats(min_value=-1e6, max_value=1e6, allow_nan=False), st.sampled_from([0, 1]))
def test_a_signed_number_always_says_its_direction(value: float, decimals: int) -> None:
    words = fmt.signed(value, decimals)
    assert words[0] in "+\u2212\u00b1"
    assert "-" not in words
    assert (words == fmt.NO_CHANGE) == (round(value, decimals) == 0)


@given(st.floats(min_value=0.0001, max_value=0.0499))
def test_a_short_stay_is_never_shown_as_nothing(value: float) -> None:
    assert fmt.days_shown(value) == "<0.1"


@given(st.floats(min_value=0.1, max_value=5000))
def test_an_axis_ends_at_a_whole_number_of_steps_at_or_above_its_largest_value(value: float) -> None:
    end, step = fmt.round_maximum(value)
    assert end >= value
    assert end / step == pytest.approx(round(end / step))
    assert end / step <= 10


@given(st.frozensets(st.integers(min_value=1, max_value=12), min_size=1))
def test_a_season_names_every_open_month_once(months: frozenset[int]) -> None:
    words = fmt.months_words(months)
    if len(months) == 12:
        assert words == "all year"
        return
    named: list[int] = []
    for run in words.split(", "):
        first, _, last = run.partition(fmt.EN_DASH)
        start, end = fmt.MONTHS.index(first) + 1, fmt.MONTHS.index(last or first) + 1
        while start != end:
            named.append(start)
            start = start % 12 + 1
        named.append(end)
    assert sorted(named) == sorted(months)


def test_thousands_are_parted_by_a_thin_space_and_minus_is_a_minus() -> None:
    assert fmt.km_unit(12677.4) == "12\u202f677 km"
    assert fmt.km_change_words(12677.4, 9655.0) == "\u22123\u202f022 km"
    assert fmt.span_words(Span(21.0, 31.5, 67.4)) == "31.5 d (21.0\u201367.4)"
    assert fmt.days_change_words(15.7, 31.5) == "+15.8 d"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (7.0, 8.0, "\u22127 to \u22128 d"),
        (5.0, 5.0, "\u22125 d"),
        (0.0, 1.0, "0 to \u22121 d"),
        (None, 8.0, "not said"),
    ],
)
def test_a_reported_saving_is_written_as_a_change(low: float | None, high: float | None, words: str) -> None:
    assert fmt.reported_range(low, high) == words


@pytest.mark.parametrize(
    ("start", "end", "days", "words"),
    [
        ("2025-09-12", "2025-09-25", 13.0, "12\u201325 Sep 2025 · 13 days"),
        ("2025-04-22", "2025-06-30", 70.0, "22 Apr\u201330 Jun 2025 · 70 days"),
        ("2021-12-30", "2022-01-02", 3.0, "30 Dec 2021\u20132 Jan 2022 · 3 days"),
        ("2024-07", "", None, "since Jul 2024"),
        ("2024-11", "2024-12", None, "Nov\u2013Dec 2024"),
        ("2022", "", None, "since 2022"),
    ],
)
def test_a_period_is_short_and_complete(start: str, end: str, days: float | None, words: str) -> None:
    assert fmt.period_words(start, end, days) == words


def test_lists_say_how_many_are_left_out() -> None:
    assert fmt.list_words([]) == ""
    assert fmt.list_words(["A"]) == "A"
    assert fmt.list_words(["A", "B"]) == "A and B"
    assert fmt.list_words(["A", "B", "C", "D", "E"], 2) == "A, B and 3 more"
