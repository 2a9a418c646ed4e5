"""Big figures: what each kind shows, in which words, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from explorer.core.itinerary import Itinerary, Trip
from explorer.core.network import Claim, Event, Network
from explorer.core.results import Results, resolve
from explorer.core.scenario import Closure, Scenario
from explorer.core.storyboard import MAX_FIGURES, SUBJECT_KINDS, Figure, FigureKind, Scene
from explorer.housestyle.brief import brief_of_results, shown_scene
from explorer.housestyle.claim_words import cut_words
from explorer.housestyle.format import EN_DASH, MINUS, NARROW_SPACE
from explorer.housestyle.key_figures import (
    MAX_FIGURE_WORDS,
    NO_WAY,
    Basis,
    KeyFigure,
    Tone,
    default_figures,
    figure_title,
    headline,
    key_figures,
    source_line,
    subtitle,
)
from explorer.io.geodata import load_network
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
EMPTY = Scenario()
ROUND = EMPTY.with_closure("frontier")
STRANDED = Trip("chengdu", "isle")


def answer(scenario: Scenario = EMPTY, trip: Trip = TRIP) -> Results:
    return resolve(NETWORK, scenario, trip)


def shown(text: str, results: Results, network: Network = NETWORK) -> KeyFigure:
    figure = Figure.parse(text)
    assert figure is not None
    return key_figures(network, results, (figure,))[0]


def both(results: Results) -> tuple[Itinerary, Itinerary]:
    assert results.baseline is not None
    assert results.itinerary is not None
    return results.baseline, results.itinerary


def number(text: str) -> float:
    """A figure read back as a person would."""
    return float(text.replace(NARROW_SPACE, "").replace(MINUS, "-").replace("+", "").replace("±", ""))


def claim(**fields: str) -> Claim:
    known = {
        "id": "c1",
        "claim": "It lasted 11 days",
        "subject": "closure",
        "value": "11",
        "unit": "days",
        "as_of": "2025-09",
        "verdict": "contradicted",
        "best_value": "13",
        "evidence": "",
        "confidence": "high",
        "note": "",
        **fields,
    }
    return Claim(node_ids=(), leg_ids=(), corridor_ids=(), source_ids=("bulletin",), **known)


def with_claims(*claims: Claim) -> Network:
    return replace(NETWORK, claims=claims)


def of_claim(item: Claim) -> KeyFigure:
    return shown(f"claim:{item.id}", answer(), with_claims(item))


# ---------------------------------------------------------------- of the journey


def test_kilometres_are_the_sum_of_the_legs_ridden() -> None:
    results = answer()
    _, now = both(results)
    total = sum(NETWORK.legs[leg_id].length_km for leg_id in now.leg_ids)
    figure = shown("km", results)
    assert number(figure.value) == round(total)
    assert (figure.unit, figure.words, figure.tone) == ("km", "as in the baseline", Tone.PLAIN)


def test_days_are_rides_and_stays_with_one_decimal() -> None:
    results = answer()
    _, now = both(results)
    total = sum(step.days.typical for step in now.steps)
    figure = shown("days", results)
    assert number(figure.value) == pytest.approx(total, abs=0.051)
    assert (figure.unit, figure.words) == ("days", "typical")


def test_changes_are_what_a_reader_gets_by_subtracting_the_figures_in_the_words() -> None:
    results = answer(ROUND)
    before, now = both(results)
    longer, later = shown("km_change", results), shown("days_change", results)
    assert number(longer.value) == round(now.distance_km) - round(before.distance_km)
    assert longer.value.startswith("+")
    assert longer.words.startswith("longer: ")
    assert (longer.tone, later.tone) == (Tone.WORSE, Tone.WORSE)
    after_days, before_days = (float(word) for word in later.words.split() if word.replace(".", "").isdigit())
    assert number(later.value) == pytest.approx(after_days - before_days)
    assert later.words.startswith("later: ")


def test_a_better_way_is_shorter_and_sooner_with_a_true_minus() -> None:
    results = answer(EMPTY.with_opened("short"))
    before, now = both(results)
    figure = shown("km_change", results)
    assert number(figure.value) == round(now.distance_km) - round(before.distance_km) < 0
    assert figure.value.startswith(MINUS)
    assert figure.words.startswith("shorter: ")
    assert figure.tone is Tone.BETTER
    assert shown("days_change", results).words.startswith("sooner: ")


def test_no_change_is_said_in_words_and_without_a_colour() -> None:
    for kind in ("km_change", "days_change"):
        figure = shown(kind, answer())
        assert (figure.value, figure.words, figure.tone) == ("±0", "as in the baseline", Tone.PLAIN)


def test_the_range_goes_from_the_best_to_the_worst_case_in_whole_days() -> None:
    results = answer()
    _, now = both(results)
    low = round(sum(step.days.low for step in now.steps))
    high = round(sum(step.days.high for step in now.steps))
    figure = shown("range", results)
    assert (figure.value, figure.words) == (f"{low}{EN_DASH}{high}", "from best to worst case")


def test_without_a_baseline_the_totals_stand_alone() -> None:
    trip = replace(TRIP, via_ids=("haven",), modes=TRIP.modes)
    results = replace(answer(trip=trip), baseline=None)
    for kind in ("km", "km_change", "days_change"):
        figure = shown(kind, results)
        assert "not possible in the baseline" in figure.words
        assert figure.value[0] not in f"+{MINUS}±"


def test_a_journey_of_mostly_estimated_lengths_is_marked_as_an_estimate() -> None:
    results = answer()
    _, now = both(results)
    assert shown("km", results).basis is Basis.MODELLED
    ids = {"km", "days", "range"}
    steps = tuple(
        replace(step, confidence=NETWORK.nodes["gate-east"].dwell_confidence)
        if hasattr(step, "leg_id")
        else step
        for step in now.steps
    )
    guessed = replace(results, itinerary=replace(now, steps=steps))
    assert {shown(kind, guessed).basis for kind in ids} == {Basis.ESTIMATE}


def test_no_way_is_a_state_and_never_a_zero() -> None:
    results = answer(trip=STRANDED)
    assert results.itinerary is None
    assert key_figures(NETWORK, results) == (NO_WAY,)
    mixed = key_figures(NETWORK, results, (Figure(FigureKind.KM), Figure(FigureKind.EVENT_DAYS, "e01")))
    assert mixed[0] == NO_WAY
    assert mixed[1].value == "13"


def test_corridors_left_counts_those_that_served_the_trip() -> None:
    before, after = shown("corridors_left", answer()), shown("corridors_left", answer(ROUND))
    assert (before.value, before.tone) == ("1 of 1", Tone.PLAIN)
    assert (after.value, after.tone) == ("0 of 1", Tone.CLOSED)


# ---------------------------------------------------------------- reported


def test_a_reported_saving_is_shown_as_less_with_its_source() -> None:
    results = answer()
    km, days = shown("reported_km:short", results), shown("reported_days:short", results)
    assert (km.value, km.unit) == (f"{MINUS}900", "km")
    assert (days.value, days.unit) == (f"{MINUS}7 to {MINUS}8", "days")
    for figure in (km, days):
        assert figure.basis is Basis.REPORTED
        assert figure.source_ids == ("bulletin",)
        assert figure.words == "reported for Short Line"


def test_where_nothing_is_reported_that_is_said() -> None:
    link = replace(NETWORK.new_links["short"], headline=None)
    network = replace(NETWORK, new_links={"short": link})
    figure = shown("reported_km:short", answer(), network)
    assert (figure.value, figure.words) == (EN_DASH, "nothing reported for Short Line")


def test_the_modelled_saving_is_the_difference_of_two_answers() -> None:
    without, with_link = answer().itinerary, answer(EMPTY.with_opened("short")).itinerary
    assert without is not None
    assert with_link is not None
    for results in (answer(), answer(EMPTY.with_opened("short"))):
        figure = shown("modelled_km:short", results)
        assert number(figure.value) == round(with_link.distance_km - without.distance_km) < 0
        assert figure.tone is Tone.BETTER
        days = shown("modelled_days:short", results)
        difference = with_link.transit_days.typical - without.transit_days.typical
        assert number(days.value) == pytest.approx(difference, abs=0.051)


def test_a_saving_without_a_way_to_compare_with_is_not_a_zero() -> None:
    figure = shown("modelled_km:short", answer(trip=STRANDED))
    assert (figure.value, figure.words) == (EN_DASH, "Short Line: no way to compare with")


def test_what_is_not_in_the_data_is_named() -> None:
    results = answer()
    assert shown("claim:z99", results).words == "claim z99 is not in the data"
    assert "e02 has no length" in shown("event_days:e02", results).words
    assert "z9 has no length" in shown("event_days:z9", results).words
    assert shown("reported_km:gone", results).value == EN_DASH


# ---------------------------------------------------------------- claims


def test_a_contradicted_claim_shows_what_was_said_and_what_the_record_is() -> None:
    figure = of_claim(claim())
    assert (figure.value, figure.unit, figure.basis) == ("11", "days", Basis.REPORTED)
    assert figure.words == "closure, says an article; the record: 13 days"
    assert figure.source_ids == ("bulletin",)


@pytest.mark.parametrize(
    ("verdict", "best", "words"),
    [
        ("confirmed", "11", "closure, says an article; sources agree"),
        ("confirmed", "", "closure, says an article; sources agree"),
        ("confirmed", "11 to 13", "closure, says an article; sources: 11 to 13 days"),
        ("refined", "12 (of which 3 nights)", "closure, says an article; sources: 12 days"),
        ("refined", "-30 to -40% in 2022", "closure, says an article; sources: −30 to −40% in 2022"),
        ("refined", "2025-09-25", "closure, says an article; sources: 25 Sep 2025"),
        ("unsourced", "", "closure, says an article; no source found"),
        ("unsourced", "9", "closure, says an article; no source found; found: 9 days"),
    ],
)
def test_every_verdict_says_who_says_what(verdict: str, best: str, words: str) -> None:
    assert of_claim(claim(verdict=verdict, best_value=best)).words == words


@pytest.mark.parametrize(
    ("value", "unit", "shown_as"),
    [
        ("4.5 -> 10", "Mt/yr", ("4.5 → 10", "Mt a year")),
        (">12", "x", (">12", "times")),
        ("80", "USD bn", ("80", "bn USD")),
        ("closed", "state", ("closed", "")),
        ("2025-06-10", "date", ("10 Jun 2025", "")),
        ("", "text", (EN_DASH, "")),
        ("46", "%", ("46", "%")),
    ],
)
def test_values_and_units_read_as_an_audience_reads_them(
    value: str, unit: str, shown_as: tuple[str, str]
) -> None:
    figure = of_claim(claim(value=value, unit=unit))
    assert (figure.value, figure.unit) == shown_as


def test_what_does_not_fit_gives_way_to_what_the_sources_say() -> None:
    found = "three hundred trains along the corridor"
    figure = of_claim(claim(subject="trains held back at the border", verdict="refined", best_value=found))
    assert figure.words == f"an article says; sources: {found}"
    cut = of_claim(claim(verdict="refined", best_value=f"twelve days; {found}"))
    assert cut.words == "closure, says an article; sources: twelve days"
    nothing = of_claim(claim(verdict="refined", best_value=found * 2))
    assert nothing.words == "closure, says an article; sources are more exact"
    long = of_claim(claim(subject="trains held back at the border " * 2, best_value=found * 2))
    assert long.words == "an article says; the record says otherwise"


def test_arithmetic_without_a_source_is_not_said_to_have_one() -> None:
    item = replace(claim(verdict="refined", best_value="2.2", unit="x"), source_ids=())
    assert of_claim(item).words == "closure, says an article; worked out: 2.2 times"


def test_every_claim_and_closure_of_the_data_fits_under_a_figure() -> None:
    network = load_network()
    results = answer()
    figures = [shown(f"claim:{item.id}", results, network) for item in network.claims]
    figures += [
        shown(f"event_days:{event.id}", results, network)
        for event in network.events.values()
        if event.days is not None
    ]
    assert len(figures) > 60
    for figure in figures:
        assert 0 < len(figure.words) <= MAX_FIGURE_WORDS, figure
        assert not figure.words.endswith((";", ":", ","))
        assert "->" not in figure.value
        assert figure.basis is Basis.REPORTED


# ---------------------------------------------------------------- past closures


def test_a_past_closure_shows_its_days_its_name_and_its_dates() -> None:
    figure = shown("event_days:e01", answer())
    assert (figure.value, figure.unit, figure.words) == ("13", "days", "Frontier, 12–25 Sep 2025")
    assert figure.source_ids == ("bulletin",)


def test_one_day_is_a_day_and_a_long_name_is_cut_before_the_dates() -> None:
    event: Event = replace(NETWORK.events["e01"], days=1.0, name="Station " * 20)
    network = replace(NETWORK, events={"e01": event})
    figure = shown("event_days:e01", answer(), network)
    assert (figure.value, figure.unit) == ("1", "day")
    assert len(figure.words) <= MAX_FIGURE_WORDS
    assert figure.words.endswith("…, 12–25 Sep 2025")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 5, "short"),
        ("one; two; three", 8, "one; two"),
        ("one, two; three, four", 18, "one, two"),
        ("one, two, three", 9, "one, two"),
        ("one two three", 9, "one two…"),
        ("onetwothree", 5, "onet…"),
        ("", 5, ""),
    ],
)
def test_words_are_cut_at_a_pause(text: str, limit: int, cut: str) -> None:
    assert cut_words(text, limit) == cut
    assert len(cut) <= limit


# ---------------------------------------------------------------- choice, titles, sources


def test_at_most_three_figures_are_shown_and_without_a_choice_those_that_fit() -> None:
    five = tuple(Figure(kind) for kind in (FigureKind.KM, FigureKind.DAYS, FigureKind.RANGE) * 2)
    assert len(key_figures(NETWORK, answer(), five)) == MAX_FIGURES
    assert [f.kind for f in default_figures(answer())][:2] == [FigureKind.KM, FigureKind.DAYS]
    assert [f.kind for f in default_figures(answer(ROUND))][:2] == [
        FigureKind.KM_CHANGE,
        FigureKind.DAYS_CHANGE,
    ]


def subjects() -> Iterator[Figure]:
    known = {"new link": "short", "claim": "a01", "past closure": "e01"}
    for kind in FigureKind:
        yield Figure(kind, known[SUBJECT_KINDS[kind]] if kind in SUBJECT_KINDS else "")


def test_every_kind_has_a_title_of_its_own_for_the_list_and_shows_something() -> None:
    titles = [figure_title(NETWORK, figure) for figure in subjects()]
    assert len(set(titles)) == len(FigureKind)
    assert "Saving on this trip in km: Short Line" in titles
    assert "Claim: The frontier closed" in titles
    assert "Length of the closure: Frontier" in titles
    for figure in subjects():
        found = key_figures(NETWORK, answer(ROUND), (figure,))[0]
        assert found.value
        assert found.words


def test_a_scenes_title_is_the_headline_and_without_one_the_answer_is() -> None:
    scene = Scene("s", ROUND, TRIP, "  Closed  ")
    assert headline(NETWORK, answer(ROUND), scene) == "Closed"
    assert headline(NETWORK, answer(ROUND), replace(scene, title=" ")) == headline(NETWORK, answer(ROUND))
    assert headline(NETWORK, answer(ROUND))


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        (EMPTY, ""),
        (ROUND, " · Małaszewicze-Frontier closed"),
        (ROUND.with_closure("quay"), " · Małaszewicze-Frontier and Quay closed"),
        (EMPTY.with_opened("short").with_closure("quay"), " · Quay closed · Short Line opened"),
        (EMPTY.with_event("e01", ("frontier",), 13.0), " · Frontier closed, day 0 to 13"),
        (
            ROUND.with_closure(Closure("quay", 2.0, 5.5)).with_date(2031, 9),
            " · Małaszewicze-Frontier closed · Quay closed, day 2 to 5.5 · Sep 2031",
        ),
    ],
)
def test_under_the_title_stands_the_trip_and_what_is_changed(scenario: Scenario, told: str) -> None:
    words = subtitle(NETWORK, answer(scenario))
    assert words.startswith("Chengdu → Berlin by ")
    assert words[words.find(" · ") :] == told if told else " · " not in words


def test_the_source_line_names_reported_figures_first_then_words_then_the_journey() -> None:
    results = answer()
    figures = key_figures(NETWORK, results, (Figure(FigureKind.EVENT_DAYS, "e01"),))
    line = source_line(NETWORK, figures, results.itinerary, ("atlas",))
    assert line.startswith("Reported: bulletin.example and atlas.example")
    without = source_line(NETWORK, (), results.itinerary)
    assert without.startswith("Journey: ")
    assert "atlas.example" in without


def test_a_scenes_own_sources_stand_in_its_source_line() -> None:
    scene = Scene("s", EMPTY, TRIP, "Closed", source_ids=("bulletin",))
    assert shown_scene(NETWORK, scene).source_line.startswith("Reported: bulletin.example")
    plain = brief_of_results(NETWORK, answer(), None).scenes[0]
    assert plain.source_line.startswith("Journey: ")
