"""What every leg and node shows for one answer, and the difference between two answers.

The page gets differences only: an edit that shifts twenty legs sends twenty legs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from explorer.core.itinerary import Dwell, Itinerary
from explorer.core.network import COUNTRY_PREFIX, Network
from explorer.core.results import Results
from explorer.core.usability import Reason
from explorer.housestyle.drawn import drawn_corridors
from explorer.webmap.layers import accessible_name
from explorer.webmap.words import format_days, format_km, words


@dataclass(frozen=True, slots=True)
class Callout:
    """A box with figures, tied to the legs it speaks of."""

    id: str
    title: str
    text: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A name written at the middle of some legs."""

    id: str
    text: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """DOM classes by leg and node id (absent: none), and what else the answer puts on the map."""

    legs: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    closed_nodes: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    callouts: tuple[Callout, ...] = ()
    notes: tuple[Note, ...] = ()


EMPTY = Marking()


def marking_of(network: Network, results: Results, language: str = "en") -> Marking:
    """Work out what each leg and node shows."""
    targets = [closure.target for closure in results.scenario.closures]
    closed_nodes = frozenset(target for target in targets if target in network.nodes)
    countries = tuple(sorted(results.scenario.closed_countries))
    return Marking(
        legs=_leg_classes(network, results, targets),
        nodes=_node_classes(results, closed_nodes),
        closed_nodes=closed_nodes,
        countries=countries,
        callouts=_callouts(results, language),
        notes=_notes(network, results, language),
    )


def _leg_classes(network: Network, results: Results, targets: list[str]) -> dict[str, str]:
    """Classes of the legs that show anything beyond their plain line."""
    marks: dict[str, list[str]] = {}

    def mark(leg_ids: Iterable[str], name: str) -> None:
        for leg_id in leg_ids:
            marks.setdefault(leg_id, []).append(name)

    for corridor in drawn_corridors(network, results):
        mark(
            (leg for leg in dict.fromkeys(corridor.leg_ids) if leg not in marks),
            f"is-corridor hue-{corridor.hue}",
        )
    mark(_legs(results.baseline), "is-baseline")
    mark(_legs(results.itinerary), "is-on-itinerary")
    for link_id in results.scenario.open_links(network):
        mark(network.new_links[link_id].leg_ids, "is-new")
    for row in results.not_in_use:
        name = {Reason.SUSPENDED: "is-suspended", Reason.NOT_BUILT: "is-planned"}.get(row.reason)
        if name is not None:
            mark((row.leg_id,), name)
    _mark_closed(network, targets, mark)
    return {leg_id: " ".join(names) for leg_id, names in marks.items()}


def _mark_closed(network: Network, targets: list[str], mark: Callable[[Iterable[str], str], None]) -> None:
    """Mark the legs that closures shut; those of a closed country are told apart."""
    direct: set[str] = set()
    for target in targets:
        if not target.startswith(COUNTRY_PREFIX):
            direct |= network.legs_of_target(target)
    by_country: set[str] = set()
    for target in targets:
        if target.startswith(COUNTRY_PREFIX):
            by_country |= network.legs_of_target(target)
    mark(sorted(direct | by_country), "is-closed")
    mark(sorted(by_country - direct), "is-by-country")
    mark(sorted(target for target in targets if target in network.legs), "is-closed-itself")


def _legs(itinerary: Itinerary | None) -> tuple[str, ...]:
    return () if itinerary is None else tuple(dict.fromkeys(itinerary.leg_ids))


def _node_classes(results: Results, closed: frozenset[str]) -> dict[str, str]:
    """Classes of the nodes that any answer touches."""
    marks: dict[str, list[str]] = {}
    for itinerary, name in ((results.baseline, "is-baseline"), (results.itinerary, "is-on-itinerary")):
        if itinerary is None:
            continue
        stops = {step.node_id for step in itinerary.steps if isinstance(step, Dwell)}
        stop_name = "is-stop" if name == "is-on-itinerary" else "is-baseline-stop"
        for node_id in dict.fromkeys(itinerary.node_ids):
            marks.setdefault(node_id, []).append(f"{name} {stop_name}" if node_id in stops else name)
    for node_id, name in (
        (results.trip.origin_id, "is-end is-origin"),
        (results.trip.destination_id, "is-end is-destination"),
    ):
        marks.setdefault(node_id, []).append(name)
    for node_id in results.trip.via_ids:
        marks.setdefault(node_id, []).append("is-via")
    for node_id in sorted(closed):
        marks.setdefault(node_id, []).append("is-closed")
    return {node_id: " ".join(names) for node_id, names in marks.items()}


def _callouts(results: Results, language: str) -> tuple[Callout, ...]:
    """The two figure boxes; one where nothing changed. Each stands on the legs that are its own."""
    said = words(language)
    now, before = results.itinerary, results.baseline
    boxes = []
    if now is not None:
        own = tuple(leg for leg in _legs(now) if leg not in _legs(before)) or _legs(now)
        boxes.append(Callout("now", said["now"], _figures(now, said["days"]), own))
    if before is not None and _legs(before) != _legs(now):
        own = tuple(leg for leg in _legs(before) if leg not in _legs(now)) or _legs(before)
        boxes.append(Callout("baseline", said["baseline"], _figures(before, said["days"]), own))
    return tuple(boxes)


def _figures(itinerary: Itinerary, unit: str) -> str:
    return f"{format_km(itinerary.distance_km)} · {format_days(itinerary.transit_days.typical, unit)}"


def _notes(network: Network, results: Results, language: str) -> tuple[Note, ...]:
    """The names of opened new links."""
    links = (network.new_links[link_id] for link_id in results.scenario.open_links(network))
    return tuple(Note(link.id, words(language)["new"].format(name=link.name), link.leg_ids) for link in links)


def difference(old: Marking, new: Marking, network: Network, language: str = "en") -> dict[str, object]:
    """The patch from one marking to another: only what differs, empty when nothing does."""
    patch: dict[str, object] = {}
    for name, before, after in (("legs", old.legs, new.legs), ("nodes", old.nodes, new.nodes)):
        changed = {
            key: after.get(key, "") for key in {**before, **after} if before.get(key) != after.get(key)
        }
        if changed:
            patch[name] = changed
    labels = {
        node_id: accessible_name(network.nodes[node_id], language, is_closed=node_id in new.closed_nodes)
        for node_id in sorted(old.closed_nodes ^ new.closed_nodes)
    }
    if labels:
        patch["labels"] = labels
    if old.countries != new.countries:
        patch["countries"] = list(new.countries)
    if old.callouts != new.callouts:
        patch["callouts"] = [_plain(callout) for callout in new.callouts]
    if old.notes != new.notes:
        patch["notes"] = [{"id": note.id, "text": note.text, "legs": list(note.legs)} for note in new.notes]
    return patch


def _plain(callout: Callout) -> dict[str, object]:
    return {"id": callout.id, "title": callout.title, "text": callout.text, "legs": list(callout.legs)}
