"""Scenario and trip as JSON values; the same shape in files, on the command line and in exports."""

from __future__ import annotations

from typing import Any

from explorer.core.itinerary import Trip
from explorer.core.network import Span
from explorer.core.scenario import Closure, Scenario

JsonObject = dict[str, Any]


def span_to_json(span: Span) -> JsonObject:
    """A quantity with its low, typical and high value."""
    return {"low": span.low, "typical": span.typical, "high": span.high}


def scenario_to_json(scenario: Scenario) -> JsonObject:
    """A scenario, every member written out."""
    return {
        "name": scenario.name,
        "closures": [_closure_to_json(closure) for closure in scenario.closures],
        "opened": list(scenario.opened),
        "year": scenario.year,
        "month": scenario.month,
        "speeds_kph": dict(scenario.speeds),
        "dwells_days": {node: span_to_json(days) for node, days in scenario.dwells},
    }


def _closure_to_json(closure: Closure) -> JsonObject:
    return {
        "target": closure.target,
        "from_day": closure.from_day,
        "to_day": closure.to_day,
        "event": closure.event_id,
    }


def trip_to_json(trip: Trip) -> JsonObject:
    """A trip, every member written out."""
    return {
        "origin": trip.origin_id,
        "destination": trip.destination_id,
        "vias": list(trip.via_ids),
        "objective": trip.objective.value,
        "modes": sorted(mode.value for mode in trip.modes),
        "alternatives": trip.alternatives,
    }
