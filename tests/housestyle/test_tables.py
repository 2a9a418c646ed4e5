"""Tables for other programs: figures add up, numbers stay numbers, text stays text."""

from __future__ import annotations

import csv
import io
import itertools
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.itinerary import Trip
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.tables import (
    Column,
    Table,
    corridor_table,
    figures_table,
    harmless,
    html_table,
    itinerary_table,
    tab_separated,
)
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")


def answer(scenario: Scenario | None = None) -> Results:
    return resolve(NETWORK, scenario or Scenario(), TRIP)


def cells(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tab_separated(table)), dialect="excel-tab"))


class Reader(HTMLParser):
    """Rows of the table as text, and every tag there is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.values: list[str] = []
        self._is_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.values += [value or "" for name, value in attrs if name == "sdval"]
        if tag == "tr":
            self.rows.append([])
        self._is_cell = tag in ("td", "th")
        if self._is_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._is_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.rows[-1][-1] += data


def test_the_figures_are_those_of_the_answer_and_the_change_their_difference() -> None:
    results = answer(Scenario().with_closure("frontier"))
    assert results.itinerary is not None
    assert results.baseline is not None
    rows = {row["Figure"]: row for row in cells(figures_table(NETWORK, results))}
    assert float(rows["Distance"]["Now"]) == pytest.approx(results.itinerary.distance_km, abs=0.5)
    assert float(rows["Distance"]["Baseline"]) == pytest.approx(results.baseline.distance_km, abs=0.5)
    typical = rows["Transit time, typical"]
    assert float(typical["Now"]) == pytest.approx(results.itinerary.transit_days.typical, abs=0.05)
    for row in rows.values():
        assert float(row["Change"]) == pytest.approx(float(row["Now"]) - float(row["Baseline"]), abs=1e-9)


def test_a_journey_that_got_shorter_has_a_negative_change_that_is_a_number() -> None:
    results = answer(Scenario().with_opened("short"))
    rows = cells(figures_table(NETWORK, results))
    assert float(rows[0]["Change"]) < 0
    assert rows[0]["Change"].startswith("-")


def test_without_a_way_the_figures_say_so_and_are_never_nothing() -> None:
    results = answer(Scenario().with_closure("berlin"))
    table = figures_table(NETWORK, results)
    assert {row["Now"] for row in cells(table)} == {"no way"}
    assert {row["Change"] for row in cells(table)} == {""}
    assert any("No way left" in note for note in table.notes)
    assert itinerary_table(NETWORK, results) is None


def test_the_steps_add_up_to_the_journey() -> None:
    results = answer()
    table = itinerary_table(NETWORK, results)
    assert table is not None
    assert results.itinerary is not None
    rows = cells(table)
    lengths = [float(row["Length, km"]) for row in rows if row["Length, km"]]
    assert sum(lengths) == pytest.approx(results.itinerary.distance_km, abs=0.5 * len(lengths))
    for case in ("low", "typical", "high"):
        days = [float(row[f"Days, {case}"]) for row in rows if row[f"Days, {case}"]]
        assert sum(days) == pytest.approx(getattr(results.itinerary.transit_days, case), abs=0.01 * len(days))
    assert all(row["Source"] for row in rows if row["Days, typical"])


def test_rides_join_end_to_end_whichever_way_their_legs_are_written() -> None:
    for trip in (TRIP, Trip("berlin", "chengdu")):
        table = itinerary_table(NETWORK, resolve(NETWORK, Scenario(), trip))
        assert table is not None
        ends = [row["Place or ride"].split(" – ") for row in cells(table) if row["Length, km"]]
        names = [NETWORK.nodes[place].name for place in (trip.origin_id, trip.destination_id)]
        assert [ends[0][0], ends[-1][1]] == names
        assert all(first[1] == second[0] for first, second in itertools.pairwise(ends))


def test_every_corridor_has_its_kilometres_and_days_or_a_state() -> None:
    results = answer(Scenario().with_closure("frontier"))
    rows = cells(corridor_table(NETWORK, results))
    by_name = {NETWORK.corridors[row.corridor_id].name: row for row in results.corridors}
    for row in rows:
        known = by_name.get(row["Corridor"])
        if known is None:
            continue
        assert bool(row["Now, days"]) == (known.current is not None)
        if known.baseline is not None:
            assert float(row["Baseline, km"]) == pytest.approx(known.baseline.distance_km, abs=0.5)
    assert any(row["State"] == "closed" and not row["Now, km"] for row in rows)


def test_html_and_cells_hold_the_same() -> None:
    table = corridor_table(NETWORK, answer())
    page = Reader(html_table(table))
    assert page.rows == [line.split("\t") for line in tab_separated(table).splitlines()]
    shown = {cell for row in page.rows[1:] for cell in row}
    assert page.values
    assert set(page.values) <= shown


HOSTILE = Table(
    title="<script>alert(1)</script>",
    columns=(Column("<b>Name"), Column("Change", 1)),
    rows=(
        ("<img src=x onerror=alert(1)>", -7.25),
        ('=HYPERLINK("http://bad.example")', 0.0),
        ("line\nbreak\tand tab", None),
        ("@SUM(A1)", -0.01),
        ("-2+3+cmd|' /C calc'!A0", 1e6),
    ),
    notes=("</body><script>",),
)


def test_hostile_names_stay_text() -> None:
    page = Reader(html_table(HOSTILE))
    assert page.tags == {
        "html",
        "head",
        "meta",
        "body",
        "p",
        "b",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert page.rows[1][0] == "<img src=x onerror=alert(1)>"
    rows = cells(HOSTILE)
    assert [row["<b>Name"] for row in rows] == [
        "<img src=x onerror=alert(1)>",
        '\'=HYPERLINK("http://bad.example")',
        "line break and tab",
        "'@SUM(A1)",
        "'-2+3+cmd|' /C calc'!A0",
    ]


def test_numbers_are_written_for_machines() -> None:
    assert [row["Change"] for row in cells(HOSTILE)] == ["-7.2", "0.0", "", "0.0", "1000000.0"]


@pytest.mark.parametrize("text", ["+2\u202f970 km", "-718", "+0.4 d", "-3.5", "+12 %"])
def test_a_signed_figure_is_not_spoiled(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula_unless_it_is_a_plain_figure(text: str) -> None:
    shown = harmless(text)
    if shown.startswith(("=", "@", "+", "-", "\t", "\r")):
        assert shown[0] in "+-"
        assert set(shown[1:].rstrip("kmdayshMt% \u202f\u00a0")) <= set("0123456789.,\u202f\u00a0") | {
            letter for letter in shown[1:] if letter.isdecimal()
        }
    assert shown in (text, f"'{text}")


@given(st.lists(st.tuples(st.text(max_size=30), st.one_of(st.none(), st.floats(-1e9, 1e9))), max_size=6))
def test_any_table_keeps_its_shape(rows: list[tuple[str, float | None]]) -> None:
    table = Table("any", (Column("Name"), Column("Value", 3)), tuple(rows))
    lines = tab_separated(table).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])
    assert len(Reader(html_table(table)).rows) == len(rows) + 1
