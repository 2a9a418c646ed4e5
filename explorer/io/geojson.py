"""Results -> GeoJSON, strictly by RFC 7946; described by resources/schemas/geojson-1.schema.json.

WGS 84 longitude and latitude, no crs member, at most 6 decimals, nothing across 180 degrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from explorer import PROGRAM
from explorer.core.geometry import Geometry, Point
from explorer.core.itinerary import Itinerary
from explorer.core.network import Leg, Network, Node, Span
from explorer.core.results import Results
from explorer.io.answer_json import route_to_json
from explorer.io.leg_state import State, ends_words, leg_states, node_states
from explorer.io.scenario_json import JsonObject, scenario_to_json, trip_to_json

SCHEMA: Final = "corridor-explorer/geojson/1"
DECIMALS: Final = 6

ATTRIBUTION: Final = (
    "Rail lines © OpenStreetMap contributors (ODbL)",
    "Sea ways after Eurostat SeaRoute",
    "Borders, lakes and rivers: Natural Earth (public domain)",
    "Towns: GeoNames (CC BY 4.0)",
)

Parts = tuple[tuple[Point, ...], ...]


def geojson_text(network: Network, geometry: Geometry, results: Results, created: str | None) -> str:
    """The whole collection as text, one feature per line.

    `created` is an ISO 8601 time, or None to leave it out: the same answer then gives the same bytes.
    """
    members = {"type": "FeatureCollection", "metadata": _metadata(network, results, created)}
    head = ",\n".join(f"{json.dumps(key)}: {_dump(value)}" for key, value in members.items())
    lines = ",\n".join(_dump(feature) for feature in features(network, geometry, results))
    return f'{{{head},\n"features": [\n{lines}\n]}}\n'


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _metadata(network: Network, results: Results, created: str | None) -> JsonObject:
    answer = route_to_json(network, results)
    return {
        "schema": SCHEMA,
        "program": PROGRAM,
        "data_version": network.version,
        **({} if created is None else {"created": created}),
        "trip": trip_to_json(results.trip),
        "scenario": scenario_to_json(results.scenario),
        "saving": answer["saving"],
        "new_links": answer["new_links"],
        "no_route": answer["no_route"],
        "attribution": list(ATTRIBUTION),
    }


def features(network: Network, geometry: Geometry, results: Results) -> Iterator[JsonObject]:
    """All features: itineraries, corridors, legs, nodes; ids are stable and unique in the collection."""
    for role, itinerary in _ways(results):
        yield _itinerary_feature(network, geometry, role, itinerary)
    yield from _corridor_features(network, geometry, results)
    states = leg_states(network, results.scenario, results.trip)
    used = frozenset(results.itinerary.leg_ids) if results.itinerary else frozenset()
    for leg in network.legs.values():
        yield _leg_feature(network, geometry, leg, states[leg.id], leg.id in used)
    stays = dict(results.scenario.dwells)
    passed = frozenset(results.itinerary.node_ids) if results.itinerary else frozenset()
    places = node_states(network, results.scenario)
    for node in network.nodes.values():
        yield _node_feature(network, node, stays.get(node.id, node.dwell), places[node.id], node.id in passed)


def _ways(results: Results) -> Iterator[tuple[str, Itinerary]]:
    """Itineraries with their role: current, baseline, alternative-1 ..."""
    if results.itinerary is not None:
        yield "current", results.itinerary
    if results.baseline is not None:
        yield "baseline", results.baseline
    for number, itinerary in enumerate(results.alternatives, start=1):
        yield f"alternative-{number}", itinerary


def _feature(kind: str, local_id: str, shape: JsonObject | None, properties: JsonObject) -> JsonObject:
    return {
        "type": "Feature",
        "id": f"{kind}:{local_id}",
        "geometry": shape,
        "properties": {"feature": kind, f"{kind}_id": local_id, **properties},
    }


def _itinerary_feature(network: Network, geometry: Geometry, role: str, itinerary: Itinerary) -> JsonObject:
    rides = [(ride.leg_id, network.legs[ride.leg_id].from_id == ride.from_id) for ride in itinerary.rides]
    ends = [network.nodes[itinerary.node_ids[end]] for end in (0, -1)]
    sources = dict.fromkeys(step.source_id for step in itinerary.steps)
    confidences = {step.confidence.value for step in itinerary.steps}
    return _feature(
        "itinerary",
        role,
        line_shape(_chained(geometry, rides)),
        {
            "role": role.partition("-")[0],
            "name": f"{ends[0].name} – {ends[1].name}",
            "distance_km": _figure(itinerary.distance_km),
            **_span("transit_days", itinerary.transit_days),
            **_span("moving_days", itinerary.moving_days),
            **_span("standing_days", itinerary.standing_days),
            "node_ids": list(itinerary.node_ids),
            "leg_ids": list(itinerary.leg_ids),
            "confidence": next(
                (word for word in ("estimate", "low", "medium") if word in confidences), "high"
            ),
            "source_ids": list(sources),
        },
    )


def _corridor_features(network: Network, geometry: Geometry, results: Results) -> Iterator[JsonObject]:
    rows = {row.corridor_id: row for row in results.corridors}
    for corridor in network.corridors.values():
        rides = [
            (leg_id, network.legs[leg_id].from_id == here)
            for leg_id, here in zip(corridor.leg_ids, corridor.node_ids, strict=False)
        ]
        row = rows.get(corridor.id)
        current = None if row is None else row.current
        yield _feature(
            "corridor",
            corridor.id,
            line_shape(_chained(geometry, rides)),
            {
                "name": corridor.name,
                "description": corridor.description,
                "status": "unknown" if row is None else row.state.value,
                "blocked_by": [] if row is None else list(row.blocked_by),
                "length_km": _figure(sum(network.legs[leg].length_km for leg in corridor.leg_ids)),
                "trip_distance_km": None if current is None else _figure(current.distance_km),
                "trip_transit_days_typical": None
                if current is None
                else _figure(current.transit_days.typical),
                "node_ids": list(corridor.node_ids),
                "leg_ids": list(corridor.leg_ids),
            },
        )


def _leg_feature(network: Network, geometry: Geometry, leg: Leg, state: State, is_used: bool) -> JsonObject:
    return _feature(
        "leg",
        leg.id,
        line_shape(geometry.get(leg.id, ())),
        {
            "name": ends_words(network, leg),
            "from_node_id": leg.from_id,
            "to_node_id": leg.to_id,
            "mode": leg.mode.value,
            **_state(state),
            "status_note": leg.status_note,
            "is_on_itinerary": is_used,
            "length_km": _figure(leg.length_km),
            **_span("speed_kph", leg.speed_kph),
            **_span("days", leg.days),
            "gauges_mm": list(leg.gauges_mm),
            "capacity_mt": leg.capacity_mt,
            "opened_year": leg.opened_year,
            "open_months": sorted(leg.season),
            "new_link_id": network.new_link_of(leg.id),
            "confidence": leg.length_confidence.value,
            **_source(network, leg.source_id),
            "speed_source_id": leg.speed_source_id,
            "note": leg.note,
        },
    )


def _node_feature(network: Network, node: Node, stay: Span | None, state: State, is_used: bool) -> JsonObject:
    return _feature(
        "node",
        node.id,
        {"type": "Point", "coordinates": [round(node.lon, DECIMALS), round(node.lat, DECIMALS)]},
        {
            "name": node.name,
            **{f"name_{code}": name for code, name in node.names.items() if code != "en"},
            "country": node.country,
            "kind": node.kind.value,
            **_state(state),
            "is_on_itinerary": is_used,
            **_span("dwell_days", stay),
            "confidence": node.dwell_confidence.value,
            **_source(network, node.dwell_source_id),
            "source_ids": list(node.source_ids),
            "capacity_note": node.capacity_note,
            "note": node.note,
        },
    )


def _state(state: State) -> JsonObject:
    closure = state.closure
    return {
        "status": state.word,
        "closed_by": None if closure is None else closure.target,
        "closed_from_day": None if closure is None else closure.from_day,
        "closed_to_day": None if closure is None else closure.to_day,
        "event_id": None if closure is None else closure.event_id,
    }


def _source(network: Network, source_id: str) -> JsonObject:
    source = network.sources.get(source_id)
    return {
        "source_id": source_id,
        "source_title": "" if source is None else source.title,
        "source_url": "" if source is None else source.url,
    }


def _figure(value: float) -> float:
    return round(value, 3) + 0.0


def _span(name: str, span: Span | None) -> JsonObject:
    """Three properties of a quantity, unit in the name; None where there is none."""
    if span is None:
        return {f"{name}_low": None, f"{name}_typical": None, f"{name}_high": None}
    return {
        f"{name}_low": _figure(span.low),
        f"{name}_typical": _figure(span.typical),
        f"{name}_high": _figure(span.high),
    }


def _chained(geometry: Geometry, rides: Iterable[tuple[str, bool]]) -> Parts:
    """Line parts of legs ridden one after the other; False turns a leg round."""
    parts: list[tuple[Point, ...]] = []
    for leg_id, is_forward in rides:
        own = geometry.get(leg_id, ())
        for part in own if is_forward else tuple(part[::-1] for part in reversed(own)):
            if parts and _rounded(parts[-1][-1]) == _rounded(part[0]):
                parts[-1] = (*parts[-1], *part[1:])
            else:
                parts.append(part)
    return tuple(parts)


def _rounded(point: Point) -> tuple[float, float]:
    return round(point[0], DECIMALS) + 0.0, round(point[1], DECIMALS) + 0.0


def line_shape(parts: Parts) -> JsonObject | None:
    """A LineString, or a MultiLineString of several parts; None where there is no line."""
    lines = []
    for part in parts:
        points: list[tuple[float, float]] = []
        for point in map(_rounded, part):
            if not points or points[-1] != point:
                points.append(point)
        if len(points) >= 2:
            lines.append([list(point) for point in points])
    if not lines:
        return None
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}
