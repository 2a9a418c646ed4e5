"""What there is to say of one place, leg, country, corridor or new link. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.network import COUNTRY_PREFIX, Confidence, Corridor, Leg, LegStatus, Network, NewLink, Node
from explorer.core.results import Results
from explorer.housestyle.countries import country_name
from explorer.housestyle.format import (
    count,
    date_words,
    days_range,
    days_unit,
    km_unit,
    list_words,
    months_words,
    span_words,
)
from explorer.housestyle.wording import kind_words, mode_words, name_of

_LANGUAGES = {"local": "local", "zh": "中文", "ru": "русский", "en": "English"}
_STATUS = {
    LegStatus.OPEN: "open",
    LegStatus.SUSPENDED: "not in use",
    LegStatus.CONSTRUCTION: "under construction",
    LegStatus.PLANNED: "planned",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, kind, rows of (name, value), a note, sources, and what can be done."""

    title: str
    kind: str
    rows: tuple[tuple[str, str], ...]
    note: str
    source_ids: tuple[str, ...]
    toggle: str = ""
    has_stay: bool = False
    is_place: bool = False


def facts_of(network: Network, results: Results, target: str) -> Facts | None:
    """Facts of a target; None where the network does not know it."""
    if target in network.nodes:
        return _node(network, results, network.nodes[target])
    if target in network.legs:
        return _leg(network, results, network.legs[target])
    if target in network.new_links:
        return _link(network, results, network.new_links[target])
    if target in network.corridors:
        return _corridor(network, results, network.corridors[target])
    if target.startswith(COUNTRY_PREFIX) and network.has_target(target):
        return _country(network, results, target)
    return None


def _toggle_word(results: Results, target: str) -> str:
    return "Reopen" if results.scenario.is_closed(target) else "Close"


def _sure(confidence: Confidence) -> str:
    return "estimate" if confidence is Confidence.ESTIMATE else f"{confidence.value} confidence"


def _node(network: Network, results: Results, node: Node) -> Facts:
    rows = [
        (_LANGUAGES.get(key, key), name) for key, name in node.names.items() if name and name != node.name
    ]
    if node.dwell is not None:
        changed = dict(results.scenario.dwells).get(node.id)
        rows.append(("Stay when due", f"{span_words(node.dwell)}, {_sure(node.dwell_confidence)}"))
        if changed is not None:
            rows.append(("Stay here", f"{span_words(changed)}, set in this scenario"))
    if node.capacity_note:
        rows.append(("Capacity", node.capacity_note))
    corridors = [corridor.name for corridor in network.corridors.values() if node.id in corridor.node_ids]
    if corridors:
        rows.append(("Corridors", list_words(corridors, 4)))
    legs = list(network.legs_at(node.id))
    gauges = sorted({gauge for leg in legs for gauge in leg.gauges_mm})
    if gauges:
        rows.append(("Gauges", " and ".join(f"{gauge} mm" for gauge in gauges)))
    events = [event for event in network.events.values() if node.id in event.node_ids]
    if events:
        latest = max(events, key=lambda event: event.start)
        rows.append(("Past closures", f"{count(len(events), 'event')}, latest {date_words(latest.start)}"))
    sources = tuple(
        dict.fromkeys((*node.source_ids, *(() if node.dwell is None else (node.dwell_source_id,))))
    )
    return Facts(
        title=node.name,
        kind=f"{kind_words(node.kind)} in {country_name(node.country)}" + _closed_words(results, node.id),
        rows=tuple(rows),
        note=node.note,
        source_ids=sources,
        toggle=_toggle_word(results, node.id),
        has_stay=node.dwell is not None,
        is_place=True,
    )


def _closed_words(results: Results, target: str) -> str:
    return " · closed in this scenario" if results.scenario.is_closed(target) else ""


def _leg(network: Network, results: Results, leg: Leg) -> Facts:
    state = _STATUS[leg.status]
    if leg.status in (LegStatus.CONSTRUCTION, LegStatus.PLANNED) and leg.opened_year:
        state += f", due {leg.opened_year}"
    rows = [("Length", f"{km_unit(leg.length_km)}, {_sure(leg.length_confidence)}")]
    if leg.gauges_mm:
        rows.append(("Gauge", " and ".join(f"{gauge} mm" for gauge in leg.gauges_mm)))
    rows.append(("Ride", f"{days_unit(leg.days.typical)} ({days_range(leg.days)})"))
    rows.append(("Speed", f"{leg.speed_kph.typical:.0f} km/h, stops included"))
    rows.append(("State", state))
    if leg.season:
        rows.append(("Season", months_words(leg.season)))
    if leg.capacity_mt is not None:
        rows.append(("Capacity", f"{leg.capacity_mt:g} Mt a year"))
    if leg.only_for:
        rows.append(("Only for", list_words([network.nodes[n].name for n in sorted(leg.only_for)], 3)))
    crossed = [country_name(code) for code in leg.countries]
    if crossed:
        rows.append(("Crosses", list_words(crossed, 4)))
    corridors = [corridor.name for corridor in network.corridors.values() if leg.id in corridor.leg_ids]
    if corridors:
        rows.append(("Corridors", list_words(corridors, 4)))
    return Facts(
        title=name_of(network, leg.id),
        kind=f"{mode_words(leg.mode)} line" + _closed_words(results, leg.id),
        rows=tuple(rows),
        note=" ".join(part for part in (leg.status_note, leg.note) if part),
        source_ids=tuple(dict.fromkeys((leg.source_id, leg.speed_source_id))),
        toggle=_toggle_word(results, leg.id),
    )


def _link(network: Network, results: Results, link: NewLink) -> Facts:
    length = sum(network.legs[leg_id].length_km for leg_id in link.leg_ids)
    is_open = link.id in results.scenario.open_links(network)
    rows = [("Length", km_unit(length)), ("Due", str(link.opening_year or "no date"))]
    rows.append(("Lines", str(len(link.leg_ids))))
    return Facts(
        title=link.name,
        kind="new link · open in this scenario" if is_open else "new link",
        rows=tuple(rows),
        note=" ".join(part for part in (link.description, link.note) if part),
        source_ids=link.source_ids,
    )


def _corridor(network: Network, results: Results, corridor: Corridor) -> Facts:
    gates = [network.nodes[node_id].name for node_id in corridor.gate_ids]
    length = sum(network.legs[leg_id].length_km for leg_id in corridor.leg_ids)
    ends = (network.nodes[corridor.node_ids[0]].name, network.nodes[corridor.node_ids[-1]].name)
    rows = [("From, to", f"{ends[0]} – {ends[1]}"), ("Length", km_unit(length)), ("Gates", ", ".join(gates))]
    row = next((row for row in results.corridors if row.corridor_id == corridor.id), None)
    if row is not None and row.current is not None:
        now = row.current
        rows.append(("This trip", f"{km_unit(now.distance_km)}, {span_words(now.transit_days)}"))
    return Facts(corridor.name, "corridor", tuple(rows), corridor.description, ())


def _country(network: Network, results: Results, target: str) -> Facts:
    code = target.removeprefix(COUNTRY_PREFIX)
    nodes = [node for node in network.nodes.values() if node.country.lower() == code]
    legs = network.legs_of_target(target)
    rows = (("Places", str(len(nodes))), ("Lines", f"{len(legs)} shut when it closes"))
    return Facts(
        country_name(code),
        "country" + _closed_words(results, target),
        rows,
        "",
        (),
        _toggle_word(results, target),
    )
