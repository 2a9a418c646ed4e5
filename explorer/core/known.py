"""What of a scenario, trip or scene this network knows; the rest is named in words, not lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.scenario import Closure, Scenario
from explorer.core.storyboard import SUBJECT_KINDS, Figure, FigureKind, Scene

T = TypeVar("T")


def known_scenario(network: Network, scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario without ids that the network does not have, and what was left out, in words."""
    dropped: list[str] = []
    closures: list[Closure] = []
    for closure in scenario.closures:
        if not network.has_target(closure.target):
            dropped.append(f"closure of “{closure.target}”: no such node, leg or country")
        elif closure.event_id is not None and closure.event_id not in network.events:
            dropped.append(
                f"past closure “{closure.event_id}”: not in the data; {closure.target} stays closed"
            )
            closures.append(replace(closure, event_id=None))
        else:
            closures.append(closure)

    def kept(items: Iterable[T], known: Mapping[str, object], words: str) -> tuple[T, ...]:
        result = []
        for item in items:
            key = item if isinstance(item, str) else item[0]  # type: ignore[index]
            if key in known:
                result.append(item)
            else:
                dropped.append(words.format(key))
        return tuple(result)

    result = replace(
        scenario,
        closures=tuple(closures),
        opened=kept(scenario.opened, network.new_links, "new link “{}”: not in the data"),
        speeds=kept(scenario.speeds, network.legs, "speed of “{}”: no such leg"),
        dwells=kept(scenario.dwells, network.nodes, "stay at “{}”: no such node"),
    )
    return result, tuple(dropped)


def known_trip(network: Network, trip: Trip) -> tuple[Trip | None, tuple[str, ...]]:
    """The trip without vias the network does not have; None when an end is gone; and what was left out."""
    gone = [place for place in (trip.origin_id, trip.destination_id) if place not in network.nodes]
    if gone:
        return None, tuple(f"trip, since there is no place “{place}”" for place in dict.fromkeys(gone))
    dropped = tuple(f"via “{place}”: no such node" for place in trip.via_ids if place not in network.nodes)
    return replace(trip, via_ids=tuple(place for place in trip.via_ids if place in network.nodes)), dropped


def known_scene(network: Network, scene: Scene) -> tuple[Scene | None, tuple[str, ...]]:
    """The scene as this network can show it; None when its trip has no ends left; and what was left out.

    The scene itself is not touched: it is kept whole in its file and may be whole again with other data.
    """
    scenario, dropped = known_scenario(network, scene.scenario)
    trip, gone = known_trip(network, scene.trip)
    figures = tuple(figure for figure in scene.figures if has_subject(network, figure))
    highlights = tuple(target for target in scene.highlights if is_target(network, target))
    words = (
        *dropped,
        *gone,
        *(f"figure “{figure}”: not in the data" for figure in scene.figures if figure not in figures),
        *(
            f"highlight “{target}”: not in the data"
            for target in scene.highlights
            if target not in highlights
        ),
        *(
            f"source “{source}”: not in the data"
            for source in scene.source_ids
            if source not in network.sources
        ),
    )
    if trip is None:
        return None, words
    sources = tuple(source for source in scene.source_ids if source in network.sources)
    shown = replace(
        scene, scenario=scenario, trip=trip, figures=figures, highlights=highlights, source_ids=sources
    )
    return shown, words


def is_target(network: Network, target: str) -> bool:
    """Whether a highlight's target is a node, leg, country or corridor of this network."""
    return network.has_target(target) or target in network.corridors


def has_subject(network: Network, figure: Figure) -> bool:
    """Whether what a figure is about is in this network."""
    if figure.kind not in SUBJECT_KINDS:
        return True
    if figure.kind is FigureKind.CLAIM:
        return any(claim.id == figure.subject for claim in network.claims)
    if figure.kind is FigureKind.EVENT_DAYS:
        event = network.events.get(figure.subject)
        return event is not None and event.days is not None
    return figure.subject in network.new_links
