"""The network as the page that travels alone takes it: what routing, map and words need, and no more.

Members that say nothing are left out. `resources/story/engine.js` reads it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from explorer.core.geometry import Geometry
from explorer.core.network import DATA_YEAR, Corridor, Event, Leg, Network, NewLink, Node, Source, Span
from explorer.housestyle.countries import country_name
from explorer.housestyle.drawn import label_name, node_ranks
from explorer.housestyle.format import months_words, period_words
from explorer.housestyle.key_figures import publisher
from explorer.housestyle.wording import corridor_title, event_title, group_of, short_link_name
from explorer.webmap.layers import accessible_name, lat_lon, line_parts
from explorer.webmap.standalone_lines import encoded

JsonObject = dict[str, object]


def network_model(network: Network, geometry: Geometry, language: str) -> JsonObject:
    """Nodes, legs with their lines, corridors, new links, past closures and sources as JSON values."""
    ranks = node_ranks(network)
    return {
        "year": DATA_YEAR,
        "nodes": [_node(node, ranks[node.id], language) for node in network.nodes.values()],
        "legs": [_leg(leg, network, geometry) for leg in network.legs.values()],
        "corridors": [_corridor(corridor) for corridor in network.corridors.values()],
        "links": [_link(link) for link in network.new_links.values()],
        "events": [_event(event) for event in network.events.values() if event.closes],
        "sources": {key: _source(network, source) for key, source in network.sources.items()},
        "countries": {code: country_name(code) for code in network.countries()},
    }


def _kept(**members: object) -> JsonObject:
    """Members without those that are empty; zero is something."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and value is not False and value not in ("", [])
    }


def _span(span: Span | None) -> list[float] | None:
    return None if span is None else [span.low, span.typical, span.high]


def _node(node: Node, rank: int, language: str) -> JsonObject:
    name = node.names.get(language, node.name)
    others = dict.fromkeys(other for other in node.names.values() if other != name)
    return _kept(
        id=node.id,
        name=name,
        english=node.name if node.name != name else None,
        map_name=label_name(node, language),
        also=list(others),
        local=node.names.get("local"),
        said=accessible_name(node, language, is_closed=False),
        country=node.country.lower(),
        kind=node.kind.value,
        at=lat_lon((node.lon, node.lat)),
        rank=rank,
        stay=_span(node.dwell),
        confidence=node.dwell_confidence.value,
        source=node.dwell_source_id,
        sources=list(node.source_ids[:1]),
        at_ends=node.dwell_at_ends,
        is_international=node.is_international,
    )


def _leg(leg: Leg, network: Network, geometry: Geometry) -> JsonObject:
    parts = line_parts(leg, network, geometry)
    return {
        "from": leg.from_id,
        "parts": [encoded((lat, lon) for lat, lon in part) for part in parts],
        **_kept(
            id=leg.id,
            to=leg.to_id,
            mode=leg.mode.value,
            km=leg.length_km,
            gauges=list(leg.gauges_mm),
            kph=leg.speed_kph.typical,
            days=_span(leg.days),
            status=leg.status.value,
            season=sorted(leg.season),
            season_words=months_words(leg.season) if leg.season else None,
            only_for=sorted(leg.only_for),
            countries=list(leg.countries),
            link=network.new_link_of(leg.id),
            source=leg.source_id,
            speed_source=leg.speed_source_id,
            confidence=leg.length_confidence.value,
            note=leg.status_note,
        ),
    }


def _corridor(corridor: Corridor) -> JsonObject:
    return {
        "id": corridor.id,
        "name": corridor_title(corridor),
        "family": group_of(corridor),
        "hue": corridor.hue,
        "nodes": list(corridor.node_ids),
        "legs": list(corridor.leg_ids),
        "gates": list(corridor.gate_ids),
    }


def _link(link: NewLink) -> JsonObject:
    return _kept(
        id=link.id,
        name=link.name,
        short=short_link_name(link),
        legs=list(link.leg_ids),
        year=link.opening_year,
        sources=list(link.source_ids),
    )


def _event(event: Event) -> JsonObject:
    return _kept(
        id=event.id,
        title=event_title(event),
        period=period_words(event.start, event.end, event.days),
        days=event.days,
        closes=list(event.closes),
        sources=list(event.source_ids),
    )


def _source(network: Network, source: Source) -> list[str]:
    """Title, publisher, and the address where it is one that a reader can open."""
    address = source.url.split(" ")[0]
    is_web = urlsplit(address).scheme in ("http", "https")
    return [source.title, publisher(network, source.id), address if is_web else ""]
