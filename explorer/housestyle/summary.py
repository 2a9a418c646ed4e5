"""The answer as plain text, for the clipboard. No Qt."""

from __future__ import annotations

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.scenario import date_words
from explorer.housestyle.changes import changes
from explorer.housestyle.format import days_change_words, days_unit, km_change_words, km_unit, span_words
from explorer.housestyle.steps import step_rows
from explorer.housestyle.wording import itinerary_title, name_of, no_route_words


def summary_text(network: Network, results: Results) -> str:
    """Trip, scenario, figures and steps, one a line."""
    trip, now, before = results.trip, results.itinerary, results.baseline
    ends = f"{name_of(network, trip.origin_id)} → {name_of(network, trip.destination_id)}"
    lines = [f"{ends}, {date_words(results.scenario)}"]
    lines += [f"- {row.title}: {row.detail}, {row.kind.value}" for row in changes(network, results.scenario)]
    if now is None:
        cut = results.no_route
        lines.append("No way left. " + (no_route_words(network, cut) if cut else ""))
        lines += [f"- {name_of(network, target)}" for target in (cut.cut if cut else ())]
        return "\n".join(lines)
    lines.append(itinerary_title(network, now))
    lines.append(f"{km_unit(now.distance_km)}, {span_words(now.transit_days)}")
    if before is not None:
        change = f"{km_change_words(before.distance_km, now.distance_km)}, "
        change += days_change_words(before.transit_days.typical, now.transit_days.typical)
        lines.append(
            f"Against the baseline {km_unit(before.distance_km)}, "
            f"{days_unit(before.transit_days.typical)}: {change}"
        )
    for row in step_rows(network, now):
        lines.append(f"{row.sentence}{' (estimate)' if row.is_estimate and row.days.typical else ''}")
    lines.append(
        f"Data {network.version}. Borders as in Natural Earth; "
        "lengths © OpenStreetMap contributors and others."
    )
    return "\n".join(lines)
