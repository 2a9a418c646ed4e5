"""Results -> the JSON that `route --json` and `compare --json` print.

The shape is a contract with scripts: resources/schemas/route-1.schema.json and compare-1.schema.json.
"""

from __future__ import annotations

from typing import Any

from explorer import PROGRAM
from explorer.core.comparison import CorridorRow
from explorer.core.itinerary import Itinerary, NoRoute, Ride, Step
from explorer.core.network import Network, NewLink, Span
from explorer.core.results import Results
from explorer.core.savings import LinkSaving, Saving
from explorer.io.scenario_json import JsonObject, scenario_to_json, trip_to_json

ROUTE_SCHEMA = "corridor-explorer/route/1"
COMPARE_SCHEMA = "corridor-explorer/compare/1"

DECIMALS = 6
"""Km and days are rounded to this many decimals: a millimetre, a tenth of a second."""


def _figure(value: float) -> float:
    return round(value, DECIMALS) + 0.0


def _days(span: Span) -> JsonObject:
    return {"low": _figure(span.low), "typical": _figure(span.typical), "high": _figure(span.high)}


def route_to_json(network: Network, results: Results) -> JsonObject:
    """The answer to one trip."""
    return {
        "schema": ROUTE_SCHEMA,
        "program": PROGRAM,
        "data_version": network.version,
        "trip": trip_to_json(results.trip),
        "scenario": scenario_to_json(results.scenario),
        "baseline": _itinerary_or_none(results.baseline),
        "itinerary": _itinerary_or_none(results.itinerary),
        "alternatives": [itinerary_to_json(way) for way in results.alternatives],
        "saving": _saving_or_none(results.saving),
        "new_links": [_link_to_json(network.new_links[row.link_id], row) for row in results.new_links],
        "no_route": _no_route_or_none(results.no_route),
    }


def compare_to_json(network: Network, results: Results) -> JsonObject:
    """Every corridor for one trip, baseline beside scenario."""
    return {
        "schema": COMPARE_SCHEMA,
        "program": PROGRAM,
        "data_version": network.version,
        "trip": trip_to_json(results.trip),
        "scenario": scenario_to_json(results.scenario),
        "corridors": [_corridor_to_json(network, row) for row in results.corridors],
        "no_route": _no_route_or_none(results.no_route),
    }


def itinerary_to_json(itinerary: Itinerary) -> JsonObject:
    """An itinerary with its steps."""
    return {
        "distance_km": _figure(itinerary.distance_km),
        "transit_days": _days(itinerary.transit_days),
        "node_ids": list(itinerary.node_ids),
        "steps": [_step_to_json(step) for step in itinerary.steps],
    }


def _itinerary_or_none(itinerary: Itinerary | None) -> JsonObject | None:
    return None if itinerary is None else itinerary_to_json(itinerary)


def _step_to_json(step: Step) -> JsonObject:
    if isinstance(step, Ride):
        return {
            "kind": "ride",
            "leg": step.leg_id,
            "mode": step.mode.value,
            "gauge_mm": step.gauge_mm,
            "from": step.from_id,
            "to": step.to_id,
            "length_km": _figure(step.length_km),
            "days": _days(step.days),
            "source": step.source_id,
            "confidence": step.confidence.value,
            "new_link": step.new_link_id,
        }
    return {
        "kind": "dwell",
        "node": step.node_id,
        "cause": step.cause.value,
        "days": _days(step.days),
        "source": step.source_id,
        "confidence": step.confidence.value,
    }


def _saving_or_none(saving: Saving | None) -> JsonObject | None:
    return None if saving is None else {"km": _figure(saving.km), "days": _figure(saving.days)}


def _link_to_json(link: NewLink, row: LinkSaving) -> JsonObject:
    return {
        "id": row.link_id,
        "is_open": row.is_open,
        "reported": _reported_or_none(link, row),
        "modelled": _saving_or_none(row.modelled),
        "if_reported_holds": _held_or_none(row),
    }


def _reported_or_none(link: NewLink, row: LinkSaving) -> JsonObject | None:
    """The headline figures and every source that gives the same ones."""
    claim = row.reported
    if claim is None:
        return None
    figures = (claim.saving_km, claim.days_low, claim.days_high)
    sources = [claim.source_id]
    sources += [
        other.source_id
        for other in link.saving_claims
        if (other.saving_km, other.days_low, other.days_high) == figures
    ]
    return {
        "km": claim.saving_km,
        "days_low": claim.days_low,
        "days_high": claim.days_high,
        "sources": list(dict.fromkeys(sources)),
    }


def _held_or_none(row: LinkSaving) -> JsonObject | None:
    """The trip's totals with the reported saving applied."""
    figures = (row.held_km, row.held_days_low, row.held_days_high)
    if all(figure is None for figure in figures):
        return None
    km, low, high = (None if figure is None else _figure(figure) for figure in figures)
    return {"distance_km": km, "transit_days_low": low, "transit_days_high": high}


def _no_route_or_none(no_route: NoRoute | None) -> JsonObject | None:
    if no_route is None:
        return None
    return {
        "cut": list(no_route.cut),
        "cheapest_reopening": no_route.cheapest_reopening,
        "any_one": no_route.any_one,
        "reason": no_route.reason,
    }


def _corridor_to_json(network: Network, row: CorridorRow) -> JsonObject:
    saving: dict[str, Any] | None = None
    if row.baseline is not None and row.current is not None:
        saving = {
            "km": _figure(row.baseline.distance_km - row.current.distance_km),
            "days": _figure(row.baseline.transit_days.typical - row.current.transit_days.typical),
        }
    return {
        "id": row.corridor_id,
        "name": network.corridors[row.corridor_id].name,
        "state": row.state.value,
        "baseline": _itinerary_or_none(row.baseline),
        "itinerary": _itinerary_or_none(row.current),
        "saving": saving,
        "blocked_by": list(row.blocked_by),
    }
