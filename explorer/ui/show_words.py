"""What an audience is told at one moment of a presentation. No Qt: tested without a window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Figure, FigureKind, Scene
from explorer.housestyle.changes import ChangeKind, changes
from explorer.housestyle.format import list_words
from explorer.housestyle.key_figures import (
    NO_WAY,
    KeyFigure,
    headline,
    key_figures,
    source_line,
    subtitle,
)
from explorer.housestyle.wording import name_of, no_route_words, short_name, short_of

Question = tuple[Scenario, Trip]

_SAID_BY_OTHERS = {
    FigureKind.REPORTED_KM,
    FigureKind.REPORTED_DAYS,
    FigureKind.CLAIM,
    FigureKind.EVENT_DAYS,
}
"""Figures that stay what they are, whatever is closed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A scene (None: no story, the window as it stands) and the answer that stands now.

    `told` is the question of the scene; a scene without an answer has `faults`, and `told` is the
    question that stood when it was reached.
    """

    scene: Scene | None
    results: Results
    told: Question
    faults: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether something was changed since the scene was reached."""
        return (self.results.scenario, self.results.trip) != self.told


@dataclass(frozen=True, slots=True)
class Telling:
    """What an audience reads. `live` is what was changed live; `fault` why the scene cannot be shown.

    Of `figures` and `fault` one is empty.
    """

    title: str
    text: str
    figures: tuple[KeyFigure, ...]
    source: str
    live: str = ""
    fault: str = ""


def telling_of(network: Network, moment: Moment) -> Telling:
    """The words and figures of a moment.

    A scene's own title and text are told as long as its own answer stands. Once something is changed
    live, the title is what the answer is now, so that it never contradicts the figures below it.
    """
    scene, results = moment.scene, moment.results
    if moment.is_live:
        figures = _figures(network, results, _of_answer(scene))
        source = source_line(network, figures, results.itinerary)
        live = live_words(network, moment.told, (results.scenario, results.trip))
        return Telling(headline(network, results), subtitle(network, results), figures, source, live)
    if moment.faults and scene is not None:
        fault = f"This scene cannot be shown: {_reasons(moment.faults)}. The map stays as it was."
        return Telling(scene_title(network, scene), scene.text.strip(), (), "", fault=fault)
    figures = _figures(network, results, () if scene is None else scene.figures)
    text = scene.text.strip() if scene is not None else ""
    told = scene.source_ids if scene is not None and text else ()
    source = source_line(network, figures, results.itinerary, told)
    return Telling(headline(network, results, scene), text or subtitle(network, results), figures, source)


def _reasons(faults: tuple[str, ...]) -> str:
    more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
    return "; ".join(fault.rstrip(".") for fault in faults[:3]) + more


def scene_title(network: Network, scene: Scene) -> str:
    """A scene's title for lists; from where to where when nobody gave it one."""
    if scene.title.strip():
        return " ".join(scene.title.split())
    ends = [
        short_name(name_of(network, place)) for place in (scene.trip.origin_id, scene.trip.destination_id)
    ]
    return f"{ends[0]} → {ends[1]}"


def _of_answer(scene: Scene | None) -> tuple[Figure, ...]:
    """A scene's figures where one of them follows the answer; else those that fit the answer."""
    chosen = () if scene is None else scene.figures
    return chosen if any(figure.kind not in _SAID_BY_OTHERS for figure in chosen) else ()


def _figures(network: Network, results: Results, choice: tuple[Figure, ...]) -> tuple[KeyFigure, ...]:
    figures = key_figures(network, results, choice)
    if figures != (NO_WAY,) or results.no_route is None:
        return figures
    names = list_words([short_of(network, target) for target in results.no_route.cut], 4)
    words = f"{no_route_words(network, results.no_route)} {names}".strip()
    return (replace(NO_WAY, words=words),)


def live_words(network: Network, before: Question, now: Question) -> str:
    """What was changed live, against the scene: `Aktau closed, Brest open again, to Istanbul`."""
    old = {(row.kind, row.title): row for row in changes(network, before[0])}
    new = {(row.kind, row.title): row for row in changes(network, now[0])}
    words = [_added(kind, title) for kind, title in new if (kind, title) not in old]
    words += [_gone(kind, title) for kind, title in old if (kind, title) not in new]
    words += _trip_words(network, before[1], now[1])
    return list_words(words or ["settings"], 3)


def _added(kind: ChangeKind, title: str) -> str:
    return title if kind is ChangeKind.SETTING else f"{title} {kind.value}"


def _gone(kind: ChangeKind, title: str) -> str:
    gone = {
        ChangeKind.CLOSED: "open again",
        ChangeKind.OPENED: "left out",
        ChangeKind.SETTING: "as in the tables",
    }
    return f"{title} {gone[kind]}"


def _trip_words(network: Network, before: Trip, now: Trip) -> list[str]:
    words = []
    if before.origin_id != now.origin_id:
        words.append(f"from {short_name(name_of(network, now.origin_id))}")
    if before.destination_id != now.destination_id:
        words.append(f"to {short_name(name_of(network, now.destination_id))}")
    if before.objective is not now.objective:
        words.append("fastest way" if now.objective is Objective.DAYS else "shortest way")
    if before.modes != now.modes:
        words.append("other modes")
    if before.via_ids != now.via_ids:
        words.append("another way")
    return words
