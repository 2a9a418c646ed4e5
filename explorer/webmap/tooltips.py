"""What the map tells about the node or leg under the pointer, as plain texts for textContent."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.core.network import Confidence, Leg, Network, Node, Span
from explorer.core.results import Results
from explorer.core.scenario import MONTHS
from explorer.webmap.words import EN_DASH, format_km, node_name, words

Tip = dict[str, object]


def tooltip(network: Network, results: Results | None, target: str, language: str = "en") -> Tip | None:
    """Title, subtitle, rows of [name, value] and hint for a node or leg id; None for any other."""
    if target in network.nodes:
        return _node_tip(network, results, network.nodes[target], language)
    if target in network.legs:
        return _leg_tip(network, results, network.legs[target], language)
    return None


def _node_tip(network: Network, results: Results | None, node: Node, language: str) -> Tip:
    said = words(language)
    name, local = node_name(node, language), node.names.get("local", "")
    is_closed = results is not None and results.scenario.is_closed(node.id)
    subtitle = [said[node.kind.value], node.country.upper()]
    if local and local != name:
        subtitle.insert(0, local)
    if is_closed:
        subtitle.append(said["closed"])
    rows = []
    if node.dwell is not None:
        rows.append([said["stay"], _span(node.dwell, said["days"]) + _doubt(node.dwell_confidence, said)])
        rows.extend(_source_rows(network, node.dwell_source_id, said))
    else:
        rows.extend(row for source in node.source_ids[:1] for row in _source_rows(network, source, said))
    hint = said["toggle_open" if is_closed else "toggle_close"]
    return {"title": name, "subtitle": " · ".join(subtitle), "rows": rows, "hint": hint}


def _leg_tip(network: Network, results: Results | None, leg: Leg, language: str) -> Tip:
    said = words(language)
    ends = (node_name(network.nodes[end], language) for end in (leg.from_id, leg.to_id))
    is_closed = results is not None and results.scenario.is_closed(leg.id)
    rows = [[said["length"], format_km(leg.length_km) + _doubt(leg.length_confidence, said)]]
    if leg.gauges_mm:
        rows.append([said["gauge"], ", ".join(str(gauge) for gauge in leg.gauges_mm) + " mm"])
    rows.append([said["speed"], f"{leg.speed_kph.typical:.0f} km/h"])
    rows.append([said["ride"], _span(leg.days, said["days"])])
    state = said["closed"] if is_closed else said[leg.status.value]
    rows.append([said["state"], f"{state}. {leg.status_note}" if leg.status_note else state])
    if leg.season:
        rows.append([said["season"], f"{MONTHS[min(leg.season) - 1]}{EN_DASH}{MONTHS[max(leg.season) - 1]}"])
    rows.extend(_source_rows(network, leg.source_id, said))
    hint = said["toggle_open" if is_closed else "toggle_close_leg"]
    return {"title": f" {EN_DASH} ".join(ends), "subtitle": said[leg.mode.value], "rows": rows, "hint": hint}


def _span(span: Span, unit: str) -> str:
    """Typical first, then the range: `1.5 d (0.3–5.0)`."""
    if span.low == span.high:
        return f"{span.typical:.1f} {unit}"
    return f"{span.typical:.1f} {unit} ({span.low:.1f}{EN_DASH}{span.high:.1f})"


def _doubt(confidence: Confidence, said: Mapping[str, str]) -> str:
    return f", {said['estimate']}" if confidence is Confidence.ESTIMATE else ""


def _source_rows(network: Network, source_id: str, said: Mapping[str, str]) -> list[list[str]]:
    source = network.sources.get(source_id)
    return [] if source is None else [[said["source"], source.title]]
