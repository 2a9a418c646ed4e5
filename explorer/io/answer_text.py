"""Results -> text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from explorer import PROGRAM
from explorer.core.comparison import RowState
from explorer.core.itinerary import Dwell, Itinerary, Objective, Ride, Step
from explorer.core.network import Confidence, Network, SavingClaim, Span
from explorer.core.results import Results
from explorer.core.savings import LinkSaving, Saving
from explorer.core.scenario import Scenario, date_words, target_name

_CAUSES = {
    "border": "border and customs",
    "gauge": "change of gauge",
    "transshipment": "transshipment",
    "port": "port",
    "passage": "passage",
    "loading": "loading",
    "unloading": "unloading",
    "closure": "waiting for the closure to end",
}


def km_words(km: float) -> str:
    """`9,862 km`."""
    return f"{km:,.0f} km"


def days_words(days: Span) -> str:
    """`17.2 days (12.1–25.3)`: typical, then low to high."""
    return f"{days.typical:.1f} days ({days.low:.1f}–{days.high:.1f})"


def saving_words(saving: Saving) -> str:
    """`243 km longer, 2.1 days slower`; what does not change is left out."""
    parts = []
    if abs(saving.km) >= 0.5:
        parts.append(f"{abs(saving.km):,.0f} km {'shorter' if saving.km > 0 else 'longer'}")
    if abs(saving.days) >= 0.05:
        parts.append(f"{abs(saving.days):.1f} days {'faster' if saving.days > 0 else 'slower'}")
    return ", ".join(parts) or "no change"


def scenario_words(network: Network, scenario: Scenario) -> list[str]:
    """The scenario, one line per kind of change."""
    lines = []
    if scenario.closures:
        names = []
        for closure in scenario.closures:
            span = (
                f" (days {closure.from_day or 0:g}–{closure.to_day:g})" if closure.to_day is not None else ""
            )
            names.append(
                f"{target_name(network, closure.target, lambda code: f'country {code.upper()}')}{span}"
            )
        lines.append(f"Closed    {', '.join(names)}")
    if opened := scenario.open_links(network):
        lines.append(f"Opened    {', '.join(network.new_links[link].name for link in opened)}")
    if scenario.speeds or scenario.dwells:
        count = len(scenario.speeds) + len(scenario.dwells)
        lines.append(f"Changed   {count} speed{'' if count == 1 else 's'} or stays")
    lines.append(f"Date      {date_words(scenario)}")
    return lines


def route_text(network: Network, results: Results) -> str:
    """Baseline, itinerary step by step, alternatives and savings."""
    return "\n".join((*_route_lines(network, results), "", _imprint(network)))


def _route_lines(network: Network, results: Results) -> Iterator[str]:
    yield from _head(network, results)
    if results.no_route is not None or results.itinerary is None:
        yield from _no_route_lines(network, results)
        return
    now = results.itinerary
    yield f"  {km_words(now.distance_km)}   {days_words(now.transit_days)}"
    yield f"  moving {now.moving_days.typical:.1f} days, standing {now.standing_days.typical:.1f} days"
    if results.baseline is not None and results.saving is not None and not results.scenario.is_empty:
        base = results.baseline
        yield (
            f"  {saving_words(results.saving)} against the baseline"
            f" ({km_words(base.distance_km)}, {base.transit_days.typical:.1f} days)"
        )
    yield ""
    yield from _step_lines(network, now)
    yield ""
    yield from _alternative_lines(network, results, now)
    yield from _link_lines(network, results)
    yield f"Sources: corridor-explorer sources. est. = estimate, no source was found. Data {network.version}."


def _head(network: Network, results: Results) -> Iterator[str]:
    trip = results.trip
    places = (trip.origin_id, *trip.via_ids, trip.destination_id)
    chosen = "fastest" if trip.objective is Objective.DAYS else "shortest"
    modes = ", ".join(sorted(mode.value for mode in trip.modes))
    yield f"{' – '.join(network.nodes[place].name for place in places)}   ({chosen} way by {modes})"
    yield from scenario_words(network, results.scenario)
    yield ""


def _no_route_lines(network: Network, results: Results) -> Iterator[str]:
    yield "  No route."
    if results.no_route is not None:
        yield f"  {results.no_route.reason}"
        if results.no_route.cut:
            how = (
                "Any one of these would bring a way back"
                if results.no_route.any_one
                else "All of these must reopen"
            )
            names = (f"{_cut_name(network, target)} ({target})" for target in results.no_route.cut)
            yield f"  {how}: {', '.join(names)}."
    if results.baseline is not None:
        base = results.baseline
        yield f"  Baseline: {km_words(base.distance_km)}, {days_words(base.transit_days)}."


def _cut_name(network: Network, target: str) -> str:
    return target_name(network, target, lambda code: f"country {code.upper()}")


def _step_lines(network: Network, itinerary: Itinerary) -> Iterator[str]:
    rows = [_step_cells(network, step) for step in itinerary.steps]
    width = min(max((len(row[1]) for row in rows), default=0), 58)
    yield f"  {'':<6}  {'':<{width}}  {'KM':>7}  {'DAYS':>5}  {'LOW–HIGH':>10}  SOURCE"
    for kind, words, km, days, span, source in rows:
        yield f"  {kind:<6}  {words:<{width}}  {km:>7}  {days:>5}  {span:>10}  {source}"


def _step_cells(network: Network, step: Step) -> tuple[str, str, str, str, str, str]:
    days, span = f"{step.days.typical:.1f}", f"{step.days.low:.1f}–{step.days.high:.1f}"
    source = "est." if step.confidence is Confidence.ESTIMATE else step.source_id
    if isinstance(step, Ride):
        new = "  (new)" if step.new_link_id else ""
        words = f"{network.nodes[step.from_id].name} → {network.nodes[step.to_id].name}{new}"
        return step.mode.value, words, f"{step.length_km:,.0f}", days, span, source
    words = f"· {network.nodes[step.node_id].name}: {_CAUSES[step.cause.value]}"
    return "stay", words, "", days, span, source


def _alternative_lines(network: Network, results: Results, now: Itinerary) -> Iterator[str]:
    if not results.alternatives:
        return
    yield "Other ways"
    for way in results.alternatives:
        totals = f"{km_words(way.distance_km):>10}  {days_words(way.transit_days):<24}"
        yield f"  {totals}  by {_marks(network, way, now)}"
    yield ""


def _marks(network: Network, way: Itinerary, now: Itinerary) -> str:
    """The places that tell a way from the present one: where it stands, else where it passes."""
    stands = [
        step.node_id for step in way.steps if isinstance(step, Dwell) and step.node_id not in now.node_ids
    ]
    passes = [node for node in way.node_ids if node not in now.node_ids]
    chosen = list(dict.fromkeys(stands)) or passes
    return ", ".join(network.nodes[node].name for node in chosen[:5]) or "the same places"


def _link_lines(network: Network, results: Results) -> Iterator[str]:
    rows = [row for row in results.new_links if row.is_open or _is_worth_showing(row)]
    if not rows:
        return
    yield "New links: what sources report, and what the network gives for this trip"
    width = max(len(network.new_links[row.link_id].name) for row in rows)
    for row in rows:
        name = network.new_links[row.link_id].name
        state = "open" if row.is_open else "shut"
        yield f"  {name:<{width}}  {state}  modelled {_modelled_words(row)}"
        yield f"  {'':<{width}}        reported {_reported_words(row.reported)}"
        if row.held_km is not None or row.held_days_low is not None:
            yield f"  {'':<{width}}        if that held for this trip: {_held_words(row)}"
    yield ""


def _is_worth_showing(row: LinkSaving) -> bool:
    saving = row.modelled
    return saving is not None and (abs(saving.km) >= 0.5 or abs(saving.days) >= 0.05)


def _modelled_words(row: LinkSaving) -> str:
    return "nothing: no way without it" if row.modelled is None else saving_words(row.modelled)


def _reported_words(claim: SavingClaim | None) -> str:
    if claim is None:
        return "nothing"
    parts = [] if claim.saving_km is None else [f"{claim.saving_km:,.0f} km"]
    if claim.days_low is not None and claim.days_high is not None:
        span = (
            f"{claim.days_low:g}"
            if claim.days_low == claim.days_high
            else f"{claim.days_low:g}–{claim.days_high:g}"
        )
        parts.append(f"{span} days")
    figures = " and ".join(parts) or "no figure"
    return f"{figures} saved, {claim.origin} – {claim.destination} [{claim.source_id}]"


def _held_words(row: LinkSaving) -> str:
    """The trip's totals with the reported saving applied; a total of 0 says that it cannot apply."""
    parts = []
    if row.held_km is not None:
        parts.append(km_words(row.held_km) if row.held_km > 0 else "more km than the trip has")
    if row.held_days_low is not None and row.held_days_high is not None:
        span = f"{row.held_days_low:.1f}–{row.held_days_high:.1f} days"
        parts.append(span if row.held_days_high > 0 else "more days than the trip takes")
    return ", ".join(parts)


def compare_text(network: Network, results: Results) -> str:
    """Every corridor for one trip: baseline against scenario."""
    lines = list(_head(network, results))
    width = max((len(c.name) for c in network.corridors.values()), default=8)
    lines.append(f"  {'CORRIDOR':<{width}}  {'BASELINE':>18}  {'SCENARIO':>18}  STATE")
    for row in results.corridors:
        name = network.corridors[row.corridor_id].name
        by = ", ".join(_cut_name(network, target) for target in row.blocked_by)
        link = " by " if row.state is RowState.CLOSED else ": "
        state = f"{row.state.value}{link}{by}" if by else row.state.value
        lines.append(f"  {name:<{width}}  {_totals(row.baseline):>18}  {_totals(row.current):>18}  {state}")
    if results.no_route is not None:
        lines += ["", *_no_route_lines(network, results)]
    return "\n".join((*lines, "", _imprint(network)))


def _imprint(network: Network) -> str:
    """Which program and data answered."""
    return f"{PROGRAM} · data {network.version}"


def _totals(itinerary: Itinerary | None) -> str:
    if itinerary is None:
        return "–"
    return f"{itinerary.distance_km:,.0f} km {itinerary.transit_days.typical:.1f} d"
