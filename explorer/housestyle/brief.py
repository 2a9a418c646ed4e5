"""A briefing, answered: every scene with its answer, figures and words, ready for paper, slides or pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from explorer import __version__
from explorer.core.known import known_scene
from explorer.core.network import Network
from explorer.core.results import Results, resolve
from explorer.core.storyboard import Scene, Storyboard
from explorer.errors import ExportCancelled, ScenarioError
from explorer.housestyle.key_figures import KeyFigure, headline, key_figures, source_line, subtitle

Progress = Callable[[int, int], bool]
"""Told how many of how many parts are done; answers whether to go on."""

ATTRIBUTION = "Map © OpenStreetMap contributors (ODbL), Natural Earth, GeoNames (CC BY 4.0), SeaRoute"
BORDERS_NOTE = "Borders as in Natural Earth, without taking sides"


def go_on(_done: int, _total: int) -> bool:
    """Nobody looks on and nobody stops it."""
    return True


def step(progress: Progress, done: int, total: int) -> None:
    """Tell how far it is.

    Raises
    ------
    ExportCancelled
        When whoever looks on wants no more of it.
    """
    if not progress(done, total):
        raise ExportCancelled("stopped; nothing was written")


@dataclass(frozen=True, slots=True)
class ShownScene:
    """A scene and what it shows. `results` is None where it cannot be answered; `faults` tell why."""

    scene: Scene
    results: Results | None
    title: str
    subtitle: str
    figures: tuple[KeyFigure, ...]
    source_line: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """All scenes of a briefing. `created` is None where no time may be written (same input, same bytes)."""

    network: Network
    title: str
    scenes: tuple[ShownScene, ...]
    created: datetime | None

    @property
    def imprint(self) -> str:
        """Program, data version and day, for the foot of a page."""
        day = "" if self.created is None else f" · {self.created.day} {self.created:%b %Y}"
        return f"Corridor Explorer {__version__} · data {self.network.version}{day}"


def brief_of(network: Network, storyboard: Storyboard, created: datetime | None) -> Brief:
    """Answer every scene of a storyboard."""
    scenes = tuple(shown_scene(network, scene) for scene in storyboard)
    title = storyboard.title.strip() or (scenes[0].title if scenes else "Briefing")
    return Brief(network, title, scenes, created)


def brief_of_results(network: Network, results: Results, created: datetime | None) -> Brief:
    """One scene: the answer as it stands."""
    scene = Scene("scene-1", results.scenario, results.trip)
    shown = _shown(network, scene, results, ())
    return Brief(network, shown.title, (shown,), created)


def shown_scene(network: Network, scene: Scene) -> ShownScene:
    """Answer one scene; what this network does not have is left out and named in `faults`."""
    known, faults = known_scene(network, scene)
    if known is None:
        return ShownScene(
            scene, None, scene.title.strip() or "This scene cannot be shown", "", (), "", faults
        )
    try:
        results = resolve(network, known.scenario, known.trip)
    except ScenarioError as error:
        title = scene.title.strip() or "This scene cannot be shown"
        return ShownScene(known, None, title, "", (), "", (*faults, str(error)))
    return _shown(network, known, results, faults)


def _shown(network: Network, scene: Scene, results: Results, faults: tuple[str, ...]) -> ShownScene:
    figures = key_figures(network, results, scene.figures)
    return ShownScene(
        scene=scene,
        results=results,
        title=headline(network, results, scene),
        subtitle=subtitle(network, results),
        figures=figures,
        source_line=source_line(network, figures, results.itinerary, scene.source_ids),
        faults=faults,
    )
