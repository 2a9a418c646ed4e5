"""What places, itineraries and results are called in the window. No Qt: tested without a window."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.core.comparison import CorridorRow, RowState
from explorer.core.itinerary import DwellCause, Itinerary, NoRoute
from explorer.core.network import COUNTRY_PREFIX, Corridor, Event, Mode, Network, NewLink, Node, NodeKind
from explorer.core.results import Results
from explorer.core.scenario import Scenario, target_name
from explorer.core.usability import NotInUse, Reason
from explorer.housestyle.countries import country_name
from explorer.housestyle.format import count, list_words, months_words

_KINDS = {
    NodeKind.BORDER: "border crossing",
    NodeKind.PORT: "port",
    NodeKind.CHOKEPOINT: "strait or canal",
    NodeKind.TERMINAL: "terminal",
    NodeKind.JUNCTION: "junction",
    NodeKind.CITY: "city",
}
_CAUSES = {
    DwellCause.BORDER: "customs",
    DwellCause.GAUGE: "gauge change",
    DwellCause.TRANSSHIPMENT: "transshipment",
    DwellCause.PORT: "port",
    DwellCause.PASSAGE: "passage",
    DwellCause.LOADING: "loading",
    DwellCause.UNLOADING: "unloading",
    DwellCause.CLOSURE: "waits for reopening",
}
_MODES = {Mode.RAIL: "rail", Mode.SEA: "sea", Mode.FERRY: "ferry", Mode.ROAD: "road"}
GROUPS = {
    1: "Northern",
    2: "Trans-Siberian and Mongolian",
    3: "Arctic",
    4: "Middle",
    5: "Middle",
    6: "Kyrgyzstan (CKU)",
    7: "Southern and North–South",
    8: "Suez and Cape",
}
"""Corridor families by colour slot."""

ELSEWHERE = "Elsewhere"


def kind_words(kind: NodeKind) -> str:
    """`border crossing`, `strait or canal` ..."""
    return _KINDS[kind]


def cause_words(cause: DwellCause) -> str:
    """Why cargo stands, in a word or two."""
    return _CAUSES[cause]


def mode_words(mode: Mode) -> str:
    """`rail`, `sea`, `ferry`, `road`."""
    return _MODES[mode]


def name_of(network: Network, target: str, language: str = "en") -> str:
    """Name of a node (in a language where the tables have it), leg, country, new link or corridor."""
    if target in network.nodes:
        return network.nodes[target].names.get(language, network.nodes[target].name)
    if target in network.new_links:
        return network.new_links[target].name
    if target in network.corridors:
        return network.corridors[target].name
    if target.startswith("mode:"):
        return f"{target.removeprefix('mode:')} (left out by the trip)"
    return target_name(network, target, country_name)


def short_of(network: Network, target: str) -> str:
    """Short name of a target for lists and sentences."""
    if target in network.nodes:
        return short_name(network.nodes[target].name)
    if target in network.legs:
        leg = network.legs[target]
        ends = (network.nodes[leg.from_id].name, network.nodes[leg.to_id].name)
        return f"{short_name(ends[0])} – {short_name(ends[1])}"
    return name_of(network, target)


def what_is(network: Network, target: str) -> str:
    """What sort of thing a target is: `port`, `rail line`, `country` ..."""
    if target in network.nodes:
        return kind_words(network.nodes[target].kind)
    if target in network.legs:
        return f"{mode_words(network.legs[target].mode)} line"
    if target.startswith("mode:"):
        return "mode"
    return "country" if target.startswith(COUNTRY_PREFIX) else ""


def other_name(node: Node, language: str) -> str:
    """A second name to show beside the first: the user's language, else the local one; may be empty."""
    for key in (language, "local", "zh", "ru"):
        name = node.names.get(key, "")
        if name and name != node.name and key != "en":
            return name
    return ""


def short_link_name(link: NewLink) -> str:
    """A new link's name short enough for a title: `CKU` for a short id, else its name."""
    return link.id.upper() if len(link.id) <= 4 else link.name


def short_name(name: str) -> str:
    """A place's name for a title: without second names, brackets and the word port."""
    return name.partition(" / ")[0].partition(" (")[0].removesuffix(" port").removesuffix(" ferry").strip()


def corridor_title(corridor: Corridor) -> str:
    """A corridor's name without what stands in brackets."""
    name = corridor.name
    if " (" in name and ")" in name:
        before, rest = name.split(" (", 1)
        after = rest.split(")", 1)[1]
        return f"{before}{after}" if after else name
    return name


def event_title(event: Event) -> str:
    """A past closure's name without its finer print."""
    return event.name.split(",")[0].split(" (")[0].strip()


def group_of(corridor: Corridor) -> str:
    """The family a corridor belongs to."""
    return GROUPS.get(corridor.hue, ELSEWHERE)


def gate_groups(network: Network) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Crossings, ports and straits by corridor family: (family, colour slot, node ids).

    A place stands under every family that runs through it; those on no corridor come last.
    """
    wanted = {NodeKind.BORDER, NodeKind.PORT, NodeKind.CHOKEPOINT}
    groups: dict[str, dict[str, None]] = {}
    hues: dict[str, int] = {}
    for corridor in network.corridors.values():
        family = group_of(corridor)
        hues.setdefault(family, corridor.hue)
        nodes = groups.setdefault(family, {})
        for node_id in corridor.node_ids:
            if network.nodes[node_id].kind in wanted:
                nodes[node_id] = None
    seen = {node_id for nodes in groups.values() for node_id in nodes}
    rest = [n.id for n in network.nodes.values() if n.kind in wanted and n.id not in seen]
    result = [(family, hues[family], tuple(nodes)) for family, nodes in groups.items() if nodes]
    if rest:
        result.append((ELSEWHERE, 0, tuple(sorted(rest, key=lambda node_id: network.nodes[node_id].name))))
    return tuple(result)


def characteristic_names(
    network: Network, itinerary: Itinerary, avoid: Iterable[str] = ()
) -> tuple[str, ...]:
    """Up to two names, in travel order, that tell this way from others.

    New links come first, then gates of corridors, ports and straits where cargo stops, borders.
    `avoid` are nodes that say nothing new (those of the way it is compared with).
    """
    avoided = set(avoid)
    links = {
        ride.from_id: ride.new_link_id
        for ride in itinerary.rides
        if ride.new_link_id is not None and not {ride.from_id, ride.to_id} <= avoided
    }
    gates = {gate for corridor in network.corridors.values() for gate in corridor.gate_ids}
    stays = {dwell.node_id: dwell.days.typical for dwell in itinerary.dwells}
    changes = {dwell.node_id for dwell in itinerary.dwells if dwell.cause is DwellCause.GAUGE}

    def weight(node_id: str) -> float:
        node = network.nodes[node_id]
        rank = {NodeKind.CHOKEPOINT: 5.0, NodeKind.PORT: 4.0, NodeKind.BORDER: 3.0}.get(node.kind, 0.0)
        due = stays.get(node_id, 0.0)
        if rank and not due and node.kind is not NodeKind.CHOKEPOINT:
            rank = 0.5
        bonus = (1.5 if node_id in gates else 0.0) + (1.6 if node_id in changes else 0.0) + min(due, 3.0) / 3
        return rank + bonus + (0.1 if rank else -9.0)

    order = {node_id: place for place, node_id in enumerate(itinerary.node_ids)}
    inner = [n for n in itinerary.node_ids[1:-1] if n not in avoided]
    picked: list[tuple[int, str]] = []
    for node_id, link_id in links.items():
        name = short_link_name(network.new_links[link_id])
        if name not in [known for _, known in picked]:
            picked.append((order[node_id], name))
    picked = picked[:2]
    on_links = {end for ride in itinerary.rides if ride.new_link_id for end in (ride.from_id, ride.to_id)}
    inner = [node_id for node_id in inner if node_id not in on_links]
    apart = max(1, len(itinerary.node_ids) // 6)
    for node_id in sorted(inner, key=weight, reverse=True):
        if len(picked) == 2 or weight(node_id) <= 0:
            break
        if all(abs(order[node_id] - place) >= apart for place, _ in picked):
            picked.append((order[node_id], short_name(network.nodes[node_id].name)))
    return tuple(name for _, name in sorted(picked))


def itinerary_title(network: Network, itinerary: Itinerary, avoid: Iterable[str] = ()) -> str:
    """`By CKU and Turkmenbashi`; `Direct` where nothing stands out."""
    known = set(avoid)
    names = characteristic_names(network, itinerary, known)
    if not names and known:
        own = [node_id for node_id in itinerary.node_ids if node_id not in known]
        names = (short_of(network, own[len(own) // 2]),) if own else ()
    names = names or characteristic_names(network, itinerary)
    return f"By {list_words(names)}" if names else "Direct"


def modes_summary(itinerary: Itinerary) -> str:
    """Modes by kilometres, largest first: `rail and ferry`."""
    totals: dict[Mode, float] = {}
    for ride in itinerary.rides:
        totals[ride.mode] = totals.get(ride.mode, 0.0) + ride.length_km
    return list_words([mode_words(mode) for mode in sorted(totals, key=lambda m: -totals[m])], 4)


def countries_of(network: Network, itinerary: Itinerary) -> tuple[str, ...]:
    """Codes of the countries with places on the way, in travel order."""
    return tuple(dict.fromkeys(network.nodes[node_id].country.lower() for node_id in itinerary.node_ids))


def way_note(network: Network, itinerary: Itinerary, current: Itinerary | None) -> str:
    """What an alternative does: its corridor, or `rail through Russia and Belarus` (not what both share)."""
    corridor = corridor_of(network, itinerary)
    if corridor is not None and (current is None or corridor != corridor_of(network, current)):
        return f"{corridor}, {modes_summary(itinerary)}"
    shared = set(countries_of(network, current)) if current else set()
    ends = {network.nodes[itinerary.node_ids[i]].country.lower() for i in (0, -1)}
    own = [c for c in countries_of(network, itinerary) if c not in ends]
    names = [country_name(code) for code in own if code not in shared]
    through = f" through {list_words(names, 2)}" if names else ", the same countries" if own else ""
    return f"{modes_summary(itinerary)}{through}"


def corridor_of(network: Network, itinerary: Itinerary) -> str | None:
    """Name of the corridor whose gates the itinerary passes in order, the longest chain first."""
    place = {node_id: i for i, node_id in enumerate(itinerary.node_ids)}
    used = set(itinerary.leg_ids)
    best: tuple[float, str] | None = None
    for corridor in network.corridors.values():
        steps = [place.get(gate, -1) for gate in corridor.gate_ids]
        if -1 in steps or steps not in (sorted(steps), sorted(steps, reverse=True)):
            continue
        shared = sum(network.legs[leg].length_km for leg in corridor.leg_ids if leg in used)
        if best is None or shared > best[0]:
            best = (shared, corridor_title(corridor))
    return best[1] if best else None


def route_label(network: Network, itinerary: Itinerary) -> str:
    """The corridor of an itinerary, else its characteristic places."""
    corridor = corridor_of(network, itinerary)
    if corridor and corridor.lower().endswith(" route"):
        return f"the {corridor}"
    if corridor:
        head, by, tail = corridor.partition(" by ")
        return f"the {head} corridor{by}{tail}"
    return list_words(characteristic_names(network, itinerary)) or "the direct way"


def outcome_words(network: Network, results: Results, number: int) -> tuple[str, str]:
    """What the changes did, for the status bar: (`5 changes`, `cargo leaves ... for ...`)."""
    head = count(number, "change") if number else ""
    trip = results.trip
    if results.itinerary is None:
        ends = (short_of(network, trip.origin_id), short_of(network, trip.destination_id))
        return head or "No way", f"no way left from {ends[0]} to {ends[1]}"
    if not number:
        return "", f"Today's network: {_lower_first(itinerary_title(network, results.itinerary))}"
    if results.baseline is None:
        return head, f"a way opens by {_lower_first(itinerary_title(network, results.itinerary))[3:]}"
    if results.baseline.leg_ids == results.itinerary.leg_ids:
        return head, "the journey stays on its way"
    before, after = route_label(network, results.baseline), route_label(network, results.itinerary)
    if before == after:
        names = characteristic_names(network, results.itinerary, results.baseline.node_ids)
        return head, f"cargo stays with {after}" + (f", now by {list_words(names)}" if names else "")
    return head, f"cargo leaves {before} for {after}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def no_route_words(network: Network, no_route: NoRoute) -> str:
    """What has to reopen, in one sentence."""
    if not no_route.cut:
        return "Nothing in the network joins these two places by the modes allowed."
    if len(no_route.cut) == 1:
        return "This has to reopen:"
    return "Any one of these brings a way back:" if no_route.any_one else "All of these have to reopen:"


def row_note(network: Network, row: CorridorRow, scenario: Scenario) -> str:
    """Why a corridor stands where it does: never empty, never zero."""
    names = list_words([short_of(network, target) for target in row.blocked_by], 2)
    match row.state:
        case RowState.CLOSED:
            return f"by {names}" if names else "closed"
        case RowState.NOT_IN_USE:
            return _suspended_note(network, row) or (f"{names} not in use" if names else "not in use")
        case RowState.NOT_BUILT:
            return _opening_note(network, row)
        case RowState.OUT_OF_SEASON:
            return _season_note(network, row, scenario)
        case RowState.NOT_FOR_TRIP:
            return "does not serve this trip"
        case _:
            return _open_note(row)


def _open_note(row: CorridorRow) -> str:
    if row.baseline is None:
        return "not in the baseline"
    if row.current is None or row.baseline.leg_ids == row.current.leg_ids:
        same = row.current is None or row.current.transit_days == row.baseline.transit_days
        return "unchanged" if same else "other stays"
    return "another way round"


def _suspended_note(network: Network, row: CorridorRow) -> str:
    for target in row.blocked_by:
        if target in network.legs and network.legs[target].status_note:
            return network.legs[target].status_note
    return ""


def _opening_note(network: Network, row: CorridorRow) -> str:
    for target in row.blocked_by:
        link_id = network.new_link_of(target)
        if link_id is not None:
            year = network.new_links[link_id].opening_year
            return f"not built, due {year}" if year else "not built"
    return "not built"


def _season_note(network: Network, row: CorridorRow, scenario: Scenario) -> str:
    for target in row.blocked_by:
        if target in network.legs and network.legs[target].season:
            hint = "; choose a month" if scenario.month is None else ""
            return f"opens {months_words(network.legs[target].season)}{hint}"
    return "out of season"


def not_in_use_words(network: Network, row: NotInUse) -> str:
    """Why a leg is not in use, in words."""
    leg = network.legs[row.leg_id]
    if row.note:
        return row.note
    if row.reason is Reason.OUT_OF_SEASON:
        return f"opens {months_words(leg.season)}"
    if row.reason is Reason.RESTRICTED:
        return f"only for {list_words([network.nodes[n].name for n in sorted(leg.only_for)], 2)}"
    if row.reason is Reason.NOT_BUILT:
        return f"not built, due {leg.opened_year}" if leg.opened_year else "not built"
    return str(row.reason.value)
