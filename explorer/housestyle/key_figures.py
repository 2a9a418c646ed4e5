"""The figures shown large: value, unit and words of each, with what stands behind it.

One place for presenter, paper, slides and pages, so that a figure reads the same wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from explorer.core.comparison import RowState
from explorer.core.itinerary import Itinerary, Ride
from explorer.core.network import Confidence, Network
from explorer.core.results import Results
from explorer.core.savings import LinkSaving
from explorer.core.scenario import Scenario
from explorer.core.storyboard import MAX_FIGURES, Figure, FigureKind, Scene
from explorer.housestyle.changes import ChangeKind, changes
from explorer.housestyle.claim_words import claim_unit, claim_value, claim_words, cut_words
from explorer.housestyle.format import (
    EN_DASH,
    count,
    days,
    days_change,
    km,
    km_change,
    km_unit,
    list_words,
    period_words,
    reported_range,
    signed,
    whole_days_range,
)
from explorer.housestyle.wording import (
    event_title,
    itinerary_title,
    modes_summary,
    name_of,
    outcome_words,
    short_link_name,
    short_name,
)


class Basis(Enum):
    """Where a figure comes from: the network's answer, a source, or neither."""

    MODELLED = "modelled"
    REPORTED = "reported"
    ESTIMATE = "estimate"


class Tone(Enum):
    """How a figure is coloured."""

    PLAIN = ""
    BETTER = "better"
    WORSE = "worse"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One big figure: `+2 970`, `km`, `longer: 12 625 km instead of 9 655 km`."""

    value: str
    unit: str
    words: str
    tone: Tone = Tone.PLAIN
    basis: Basis = Basis.MODELLED
    source_ids: tuple[str, ...] = ()


MAX_FIGURE_WORDS = 70
"""How many characters fit in the one or two lines under a figure."""

ESTIMATE = "estimates"
"""What stands in a source line for figures without a source."""

_AS_BEFORE = "as in the baseline"
NO_WAY = KeyFigure("No way left", "", "", Tone.CLOSED)


def key_figures(network: Network, results: Results, choice: Iterable[Figure] = ()) -> tuple[KeyFigure, ...]:
    """The chosen figures of an answer, at most three; without a choice those that fit it.

    A figure that the answer does not have says so in its words; none is ever 0 for want of an answer.
    """
    chosen = tuple(choice)[:MAX_FIGURES] or default_figures(results)
    if results.itinerary is None and all(figure.kind in _OF_JOURNEY for figure in chosen):
        return (NO_WAY,)
    return tuple(_figure(network, results, figure) for figure in chosen)


_OF_JOURNEY = {
    FigureKind.KM,
    FigureKind.DAYS,
    FigureKind.KM_CHANGE,
    FigureKind.DAYS_CHANGE,
    FigureKind.RANGE,
}


def default_figures(results: Results) -> tuple[Figure, ...]:
    """Distance, days and range; the change where the journey is another than in the baseline."""
    now, before = results.itinerary, results.baseline
    has_changed = before is not None and now is not None and before.leg_ids != now.leg_ids
    kinds = (
        (FigureKind.KM_CHANGE, FigureKind.DAYS_CHANGE, FigureKind.RANGE)
        if has_changed
        else (FigureKind.KM, FigureKind.DAYS, FigureKind.RANGE)
    )
    return tuple(Figure(kind) for kind in kinds)


def _figure(network: Network, results: Results, figure: Figure) -> KeyFigure:
    match figure.kind:
        case FigureKind.CLAIM:
            return _claim(network, figure.subject)
        case FigureKind.EVENT_DAYS:
            return _event(network, figure.subject)
        case FigureKind.CORRIDORS_LEFT:
            return _corridors_left(results)
        case FigureKind.REPORTED_KM | FigureKind.REPORTED_DAYS:
            return _reported(network, figure)
        case FigureKind.MODELLED_KM | FigureKind.MODELLED_DAYS:
            return _modelled(network, results, figure)
        case _:
            return _of_journey(results, figure.kind)


def _of_journey(results: Results, kind: FigureKind) -> KeyFigure:
    now, before = results.itinerary, results.baseline
    if now is None:
        return NO_WAY
    basis = _basis(now)
    if kind is FigureKind.KM:
        return KeyFigure(km(now.distance_km), "km", _beside_km(before, now), basis=basis)
    if kind is FigureKind.DAYS:
        return KeyFigure(days(now.transit_days.typical), "days", _beside_days(before, now), basis=basis)
    if kind is FigureKind.RANGE:
        return KeyFigure(whole_days_range(now.transit_days), "days", "from best to worst case", basis=basis)
    if before is None:
        words = "not possible in the baseline"
        return KeyFigure(
            *(
                (km(now.distance_km), "km")
                if kind is FigureKind.KM_CHANGE
                else (days(now.transit_days.typical), "days")
            ),
            words,
            basis=basis,
        )
    if kind is FigureKind.KM_CHANGE:
        more = km_change(before.distance_km, now.distance_km)
        words = (
            f"{_than(more, 'longer', 'shorter')}{km_unit(now.distance_km)}"
            f" instead of {km_unit(before.distance_km)}"
        )
        return KeyFigure(signed(more, 0), "km", words if more else _AS_BEFORE, change_tone(more), basis)
    more = days_change(before.transit_days.typical, now.transit_days.typical)
    words = (
        f"{_than(more, 'later', 'sooner')}{days(now.transit_days.typical)}"
        f" instead of {days(before.transit_days.typical)} days"
    )
    return KeyFigure(signed(more, 1), "days", words if more else _AS_BEFORE, change_tone(more), basis)


def _beside_km(before: Itinerary | None, now: Itinerary) -> str:
    if before is None:
        return "not possible in the baseline"
    more = km_change(before.distance_km, now.distance_km)
    return f"{signed(more, 0)} km against the baseline" if more else _AS_BEFORE


def _beside_days(before: Itinerary | None, now: Itinerary) -> str:
    if before is None:
        return "typical; not possible in the baseline"
    more = days_change(before.transit_days.typical, now.transit_days.typical)
    return f"typical; {signed(more, 1)} d against the baseline" if more else "typical"


def _basis(itinerary: Itinerary) -> Basis:
    """Estimate where more than half of the kilometres have no source."""
    guessed = sum(ride.length_km for ride in itinerary.rides if ride.confidence is Confidence.ESTIMATE)
    return Basis.ESTIMATE if guessed > itinerary.distance_km / 2 else Basis.MODELLED


def _corridors_left(results: Results) -> KeyFigure:
    serving = [row for row in results.corridors if row.baseline is not None]
    is_open = sum(row.state is RowState.OPEN and row.current is not None for row in serving)
    tone = Tone.CLOSED if serving and not is_open else Tone.PLAIN
    return KeyFigure(f"{is_open} of {len(serving)}", "corridors", "still carry this trip", tone)


def _reported(network: Network, figure: Figure) -> KeyFigure:
    link = network.new_links.get(figure.subject)
    headline = None if link is None else link.headline
    is_km = figure.kind is FigureKind.REPORTED_KM
    unit = "km" if is_km else "days"
    if link is None or headline is None or (headline.saving_km if is_km else headline.days_high) is None:
        name = figure.subject if link is None else short_link_name(link)
        return KeyFigure(EN_DASH, unit, f"nothing reported for {name}", basis=Basis.REPORTED)
    value = (
        signed(-(headline.saving_km or 0.0), 0)
        if is_km
        else reported_range(headline.days_low, headline.days_high).removesuffix(" d")
    )
    words = f"reported for {short_link_name(link)}"
    return KeyFigure(value, unit, words, basis=Basis.REPORTED, source_ids=(headline.source_id,))


def _modelled(network: Network, results: Results, figure: Figure) -> KeyFigure:
    row: LinkSaving | None = next((row for row in results.new_links if row.link_id == figure.subject), None)
    is_km = figure.kind is FigureKind.MODELLED_KM
    unit = "km" if is_km else "days"
    name = short_link_name(network.new_links[figure.subject]) if row is not None else figure.subject
    if row is None or row.modelled is None:
        return KeyFigure(EN_DASH, unit, f"{name}: no way to compare with")
    value = -row.modelled.km if is_km else -row.modelled.days
    shown = signed(value, 0 if is_km else 1)
    return KeyFigure(shown, unit, f"this trip with {name}", change_tone(value if shown[0] != "±" else 0.0))


def _claim(network: Network, claim_id: str) -> KeyFigure:
    claim = next((claim for claim in network.claims if claim.id == claim_id), None)
    if claim is None:
        return KeyFigure(EN_DASH, "", f"claim {claim_id} is not in the data", basis=Basis.REPORTED)
    words = claim_words(claim, MAX_FIGURE_WORDS)
    return KeyFigure(
        claim_value(claim), claim_unit(claim), words, basis=Basis.REPORTED, source_ids=claim.source_ids
    )


def _event(network: Network, event_id: str) -> KeyFigure:
    event = network.events.get(event_id)
    if event is None or event.days is None:
        return KeyFigure(
            EN_DASH, "days", f"past closure {event_id} has no length in the data", basis=Basis.REPORTED
        )
    period = period_words(event.start, event.end, None)
    words = f"{cut_words(event_title(event), MAX_FIGURE_WORDS - len(period) - 2)}, {period}"
    unit = "day" if event.days == 1 else "days"
    return KeyFigure(f"{event.days:g}", unit, words, basis=Basis.REPORTED, source_ids=event.source_ids)


def _than(change: float, more: str, less: str) -> str:
    return f"{more}: " if change > 0 else f"{less}: " if change < 0 else ""


def change_tone(change: float) -> Tone:
    """Longer and later is worse, shorter and sooner better."""
    return Tone.WORSE if change > 0 else Tone.BETTER if change < 0 else Tone.PLAIN


# ---------------------------------------------------------------- the words around the figures


def headline(network: Network, results: Results, scene: Scene | None = None) -> str:
    """A scene's title; without one, what the answer is, in one sentence."""
    if scene is not None and scene.title.strip():
        return scene.title.strip()
    rows = changes(network, results.scenario)
    _, words = outcome_words(network, results, len(rows))
    if not rows and results.itinerary is not None:
        words = itinerary_title(network, results.itinerary)
    return words[:1].upper() + words[1:]


def subtitle(network: Network, results: Results) -> str:
    """From where to where, by what, and what is changed: `Xi'an → Duisburg by rail · Aktau closed`."""
    trip = results.trip
    ends = [short_name(name_of(network, place)) for place in (trip.origin_id, trip.destination_id)]
    by = f" by {modes_summary(results.itinerary)}" if results.itinerary else ""
    return " · ".join((f"{ends[0]} → {ends[1]}{by}", *_changed(network, results.scenario)))


def _changed(network: Network, scenario: Scenario) -> list[str]:
    """What is changed, alike changes together: `Russia and Belarus closed`, `Brest closed, day 8 to 21`."""
    groups: dict[str, list[str]] = {}
    for row in changes(network, scenario):
        verb = "" if row.kind is ChangeKind.SETTING else f" {row.kind.value}"
        how_long = row.detail.partition(", day ")[2]
        groups.setdefault(f"{verb}, day {how_long}" if how_long else verb, []).append(row.title)
    return [f"{list_words(titles)}{verb}" for verb, titles in groups.items()]


def journey_sources(itinerary: Itinerary | None) -> tuple[str, ...]:
    """Ids of the sources behind an itinerary's lengths, speeds and stays; most kilometres first."""
    weight: dict[str, float] = {}
    for step in () if itinerary is None else itinerary.steps:
        if isinstance(step, Ride):
            weight[step.source_id] = weight.get(step.source_id, 0.0) + step.length_km
            weight[step.speed_source_id] = weight.get(step.speed_source_id, 0.0) + step.length_km / 2
        else:
            weight[step.source_id] = weight.get(step.source_id, 0.0) + 200.0 * step.days.typical
    return tuple(sorted((key for key in weight if key), key=lambda key: (-weight[key], key)))


def publisher(network: Network, source_id: str) -> str:
    """Who published a source, short: the host of its address, else its title; ESTIMATE without one."""
    source = network.sources.get(source_id)
    if source is None or source.kind == "estimate":
        return ESTIMATE
    host = urlsplit(source.url.split(" ")[0]).hostname or ""
    return host.removeprefix("www.") or source.title


def source_line(
    network: Network,
    figures: Iterable[KeyFigure],
    itinerary: Itinerary | None,
    told: Iterable[str] = (),
    limit: int = 4,
) -> str:
    """One line on what stands behind the figures: those of reported ones first, then of the journey.

    `told` are ids of the sources behind a scene's words; they follow those of the reported figures.
    `Reported: railfreight.com, osw.waw.pl · Journey: openstreetmap.org and 17 others`.
    """
    ids = [key for figure in figures for key in figure.source_ids]
    reported = _publishers(network, (*ids, *told))
    journey = [name for name in _publishers(network, journey_sources(itinerary)) if name not in reported]
    parts = []
    if reported:
        parts.append(f"Reported: {_some(reported, limit)}")
    if journey:
        parts.append(f"Journey: {_some(journey, max(2, limit - len(reported)))}")
    return " · ".join(parts)


def _publishers(network: Network, ids: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(publisher(network, key) for key in ids))
    return sorted(names, key=lambda name: name == ESTIMATE)


def _some(names: list[str], limit: int) -> str:
    if len(names) <= limit:
        return list_words(names, limit)
    return f"{', '.join(names[:limit])} and {count(len(names) - limit, 'other')}"


def figure_title(network: Network, figure: Figure) -> str:
    """What a figure shows, for the list to choose from: `Change in days`, `Reported for CKU, km`."""
    titles = {
        FigureKind.KM: "Distance",
        FigureKind.DAYS: "Transit days",
        FigureKind.KM_CHANGE: "Change in distance",
        FigureKind.DAYS_CHANGE: "Change in days",
        FigureKind.RANGE: "Best to worst case",
        FigureKind.CORRIDORS_LEFT: "Corridors still open",
        FigureKind.REPORTED_KM: "Reported saving in km: {}",
        FigureKind.REPORTED_DAYS: "Reported saving in days: {}",
        FigureKind.MODELLED_KM: "Saving on this trip in km: {}",
        FigureKind.MODELLED_DAYS: "Saving on this trip in days: {}",
        FigureKind.CLAIM: "Claim: {}",
        FigureKind.EVENT_DAYS: "Length of the closure: {}",
    }
    return titles[figure.kind].format(_subject_words(network, figure))


def _subject_words(network: Network, figure: Figure) -> str:
    if figure.kind is FigureKind.CLAIM:
        return next((claim.claim for claim in network.claims if claim.id == figure.subject), figure.subject)
    if figure.kind is FigureKind.EVENT_DAYS and figure.subject in network.events:
        return event_title(network.events[figure.subject])
    if figure.subject in network.new_links:
        return network.new_links[figure.subject].name
    return figure.subject
