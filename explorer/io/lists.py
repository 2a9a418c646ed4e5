"""What the network holds, as rows: nodes, legs, new links, corridors, claims, events, sources.

Each row is a JSON object with units in the names of its members; `nodes --json` and its sisters
print them (resources/schemas/lists-1.schema.json).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explorer import PROGRAM
from explorer.core.network import Network, SavingClaim
from explorer.core.scenario import Scenario
from explorer.io.leg_state import leg_states, node_states
from explorer.io.scenario_json import JsonObject, span_to_json

Rows = list[JsonObject]


def _nodes(network: Network, scenario: Scenario) -> Rows:
    states = node_states(network, scenario)
    stays = dict(scenario.dwells)
    rows = []
    for node in network.nodes.values():
        stay = stays.get(node.id, node.dwell)
        rows.append(
            {
                "id": node.id,
                "name": node.name,
                "names": dict(node.names),
                "country": node.country,
                "kind": node.kind.value,
                "lon": node.lon,
                "lat": node.lat,
                "status": states[node.id].word,
                "dwell_days": None if stay is None else span_to_json(stay),
                "confidence": node.dwell_confidence.value,
                "source": node.dwell_source_id,
                "sources": list(node.source_ids),
                "note": node.note,
            }
        )
    return rows


def _legs(network: Network, scenario: Scenario) -> Rows:
    states = leg_states(network, scenario)
    speeds = dict(scenario.speeds)
    return [
        {
            "id": leg.id,
            "from": leg.from_id,
            "to": leg.to_id,
            "mode": leg.mode.value,
            "status": states[leg.id].word,
            "status_note": leg.status_note,
            "length_km": leg.length_km,
            "speed_kph": span_to_json(leg.speed_kph) if leg.id not in speeds else speeds[leg.id],
            "gauges_mm": list(leg.gauges_mm),
            "open_months": sorted(leg.season),
            "opened_year": leg.opened_year,
            "new_link": network.new_link_of(leg.id),
            "confidence": leg.length_confidence.value,
            "source": leg.source_id,
            "speed_source": leg.speed_source_id,
            "note": leg.note,
        }
        for leg in network.legs.values()
    ]


def _links(network: Network, scenario: Scenario) -> Rows:
    is_open = frozenset(scenario.open_links(network))
    return [
        {
            "id": link.id,
            "name": link.name,
            "opening_year": link.opening_year,
            "is_open": link.id in is_open,
            "legs": list(link.leg_ids),
            "length_km": sum(network.legs[leg].length_km for leg in link.leg_ids),
            "reported": None if link.headline is None else _claimed(link.headline),
            "all_reported": [_claimed(claim) for claim in link.saving_claims],
            "description": link.description,
            "sources": list(link.source_ids),
        }
        for link in network.new_links.values()
    ]


def _claimed(claim: SavingClaim) -> JsonObject:
    return {
        "id": claim.id,
        "km": claim.saving_km,
        "days_low": claim.days_low,
        "days_high": claim.days_high,
        "origin": claim.origin,
        "destination": claim.destination,
        "year": claim.year,
        "source": claim.source_id,
        "note": claim.note,
    }


def _corridors(network: Network, scenario: Scenario) -> Rows:
    states = leg_states(network, scenario)
    rows = []
    for corridor in network.corridors.values():
        shut = [leg for leg in corridor.leg_ids if states[leg].word not in ("open", "new")]
        rows.append(
            {
                "id": corridor.id,
                "name": corridor.name,
                "description": corridor.description,
                "status": "open" if not shut else states[shut[0]].word,
                "length_km": sum(network.legs[leg].length_km for leg in corridor.leg_ids),
                "nodes": list(corridor.node_ids),
                "legs": list(corridor.leg_ids),
                "gates": list(corridor.gate_ids),
                "legs_not_in_use": shut,
            }
        )
    return rows


def _claims(network: Network, scenario: Scenario) -> Rows:
    del scenario
    return [
        {
            "id": claim.id,
            "claim": claim.claim,
            "subject": claim.subject,
            "value": claim.value,
            "unit": claim.unit,
            "as_of": claim.as_of,
            "verdict": claim.verdict,
            "best_value": claim.best_value,
            "evidence": claim.evidence,
            "nodes": list(claim.node_ids),
            "legs": list(claim.leg_ids),
            "corridors": list(claim.corridor_ids),
            "confidence": claim.confidence,
            "sources": list(claim.source_ids),
        }
        for claim in network.claims
    ]


def _events(network: Network, scenario: Scenario) -> Rows:
    done = {closure.event_id for closure in scenario.closures}
    return [
        {
            "id": event.id,
            "name": event.name,
            "kind": event.kind,
            "country": event.country,
            "start": event.start,
            "end": event.end,
            "days": event.days,
            "is_ongoing": event.is_ongoing,
            "is_applied": event.id in done,
            "closes": list(event.closes),
            "effect": event.effect,
            "confidence": event.confidence,
            "sources": list(event.source_ids),
        }
        for event in network.events.values()
    ]


def _sources(network: Network, scenario: Scenario) -> Rows:
    del scenario
    return [{"id": s.id, "title": s.title, "url": s.url, "kind": s.kind} for s in network.sources.values()]


LISTS: Mapping[str, Callable[[Network, Scenario], Rows]] = MappingProxyType(
    {
        "nodes": _nodes,
        "legs": _legs,
        "links": _links,
        "corridors": _corridors,
        "claims": _claims,
        "events": _events,
        "sources": _sources,
    }
)


def list_to_json(what: str, network: Network, scenario: Scenario) -> JsonObject:
    """One list as a document."""
    return {
        "schema": f"corridor-explorer/{what}/1",
        "program": PROGRAM,
        "data_version": network.version,
        what: LISTS[what](network, scenario),
    }


_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "nodes": (
            ("id", "ID"),
            ("name", "NAME"),
            ("country", "COUNTRY"),
            ("kind", "KIND"),
            ("status", "STATUS"),
        ),
        "legs": (
            ("id", "ID"),
            ("mode", "MODE"),
            ("length_km", "KM"),
            ("status", "STATUS"),
            ("source", "SOURCE"),
        ),
        "links": (
            ("id", "ID"),
            ("name", "NAME"),
            ("opening_year", "OPENS"),
            ("length_km", "KM"),
            ("is_open", "OPEN"),
        ),
        "corridors": (("id", "ID"), ("name", "NAME"), ("length_km", "KM"), ("status", "STATUS")),
        "claims": (("id", "ID"), ("verdict", "VERDICT"), ("claim", "CLAIM"), ("best_value", "BEST FIGURE")),
        "events": (("id", "ID"), ("start", "FROM"), ("end", "TO"), ("name", "NAME"), ("closes", "CLOSES")),
        "sources": (("id", "ID"), ("title", "TITLE"), ("url", "ADDRESS")),
    }
)


def list_to_text(what: str, network: Network, scenario: Scenario) -> str:
    """One list as a table for people, the most telling columns only."""
    rows = LISTS[what](network, scenario)
    columns = _COLUMNS[what]
    cells = [[title for _, title in columns], *([_cell(row[key]) for key, _ in columns] for row in rows)]
    widths = [min(max(len(line[i]) for line in cells), 60) for i in range(len(columns))]
    numeric = [key == "length_km" for key, _ in columns]
    lines = []
    for line in cells:
        padded = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True))
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
