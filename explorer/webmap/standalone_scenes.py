"""Scenes as the page that travels alone takes them. Notes for the speaker stay at home."""

from __future__ import annotations

from html import escape

from explorer.core.itinerary import Trip
from explorer.core.network import COUNTRY_PREFIX, Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import FigureKind
from explorer.housestyle.brief import Brief, ShownScene
from explorer.housestyle.key_figures import KeyFigure, key_figures

JsonObject = dict[str, object]

READY_KINDS = frozenset(
    {FigureKind.CLAIM, FigureKind.EVENT_DAYS, FigureKind.REPORTED_KM, FigureKind.REPORTED_DAYS}
)
"""Figures that no answer changes: they travel as they are."""


def scene_value(network: Network, shown: ShownScene) -> JsonObject:
    """A scene as JSON value; without trip where this network cannot answer it."""
    scene, is_answered = shown.scene, shown.results is not None
    return {
        "title": shown.title,
        "text": scene.text.strip(),
        "view": scene.view,
        "figures": [str(figure) for figure in scene.figures],
        "highlights": [part for target in scene.highlights for part in _parts(network, target)],
        "sources": list(scene.source_ids),
        "faults": list(shown.faults),
        "scenario": scenario_value(scene.scenario) if is_answered else None,
        "trip": trip_value(scene.trip) if is_answered else None,
    }


def still_scene(shown: ShownScene) -> str:
    """A scene as escaped HTML without a map, for readers that run no scripts (many mail previews)."""
    figures = [
        f"<b>{escape(f'{figure.value} {figure.unit}'.strip())}</b> {escape(figure.words)}"
        for figure in shown.figures
    ]
    lines = [escape(shown.subtitle), escape(shown.scene.text.strip()), *figures, *map(escape, shown.faults)]
    lines.append(f"<small>{escape(shown.source_line)}</small>")
    return f'<h2 dir="auto">{escape(shown.title)}</h2>' + "".join(
        f'<p dir="auto">{line}</p>' for line in lines
    )


def scenario_value(scenario: Scenario) -> JsonObject:
    """A scenario as `engine.js` reads it; days from departure."""
    return {
        "closures": [
            {
                "target": closure.target,
                "from_day": closure.from_day,
                "to_day": closure.to_day,
                "event": closure.event_id,
            }
            for closure in scenario.closures
        ],
        "opened": list(scenario.opened),
        "year": scenario.year,
        "month": scenario.month,
        "speeds": dict(scenario.speeds),
        "dwells": {node: [days.low, days.typical, days.high] for node, days in scenario.dwells},
    }


def trip_value(trip: Trip) -> JsonObject:
    """A trip as `engine.js` reads it."""
    return {
        "origin": trip.origin_id,
        "destination": trip.destination_id,
        "vias": list(trip.via_ids),
        "objective": trip.objective.value,
        "modes": sorted(mode.value for mode in trip.modes),
    }


def ready_figures(brief: Brief) -> JsonObject:
    """The figures of all scenes that no answer changes, by how files write them (`claim:a01`)."""
    found: JsonObject = {}
    for shown in brief.scenes:
        for figure in shown.scene.figures:
            if shown.results is not None and figure.kind in READY_KINDS:
                (ready,) = key_figures(brief.network, shown.results, (figure,))
                found[str(figure)] = _figure(ready)
    return found


def _figure(figure: KeyFigure) -> JsonObject:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "words": figure.words,
        "tone": figure.tone.value,
        "basis": figure.basis.value,
        "sources": list(figure.source_ids),
    }


def _parts(network: Network, target: str) -> tuple[str, ...]:
    """The nodes and legs to point out for a highlight: a corridor's legs, a country's places."""
    if target in network.corridors:
        return network.corridors[target].leg_ids
    if target.startswith(COUNTRY_PREFIX):
        country = target.removeprefix(COUNTRY_PREFIX)
        return tuple(node.id for node in network.nodes.values() if node.country.lower() == country)
    return (target,)
