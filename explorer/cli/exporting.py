"""The commands that write files: `export`, and `stories`, which lists what it can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.asking import packaged_network, request_of, results_of
from explorer.cli.talking import ANSWERED, NO_ROUTE, PROGRAM, ProgressLine, complain, print_json, tell_dropped
from explorer.errors import ExportError, ScenarioError

if TYPE_CHECKING:
    import argparse

    from explorer.core.network import Network
    from explorer.core.results import Results
    from explorer.core.storyboard import Scene, Storyboard
    from explorer.export import Order
    from explorer.io.scenario_file import ScenarioFile


@dataclass(frozen=True, slots=True)
class _Told:
    """What is to be written: scenes where there are any, else the answer."""

    results: Results
    storyboard: Storyboard


def export(options: argparse.Namespace) -> int:
    """Write one file."""
    from explorer.export import format_of, write_export

    out: Path = options.out
    suffix = format_of(out).suffix
    if options.picture == "window" and suffix != ".png":
        raise ExportError("--picture window goes with a .png file. Give OUT.png, or leave it out.")
    network = packaged_network()
    told = _told(options, network)
    if options.picture == "window":
        from explorer.cli.opening import save_window_picture

        save_window_picture(options, told.results)
    else:
        progress = ProgressLine()
        try:
            write_export(out, _order(options, network, told, progress))
        finally:
            progress.end()
    _say_written(options, network, len(told.storyboard))
    has_way = len(told.storyboard) > 0 or told.results.itinerary is not None
    return ANSWERED if has_way else NO_ROUTE


def _order(options: argparse.Namespace, network: Network, told: _Told, progress: ProgressLine) -> Order:
    """What write_export shall do."""
    from datetime import UTC, datetime

    from explorer.export import Order

    return Order(
        network=network,
        results=told.results,
        created=None if options.reproducible else datetime.now(UTC),
        table=options.table,
        storyboard=told.storyboard,
        paper=options.paper,
        dpi=options.dpi,
        language=options.language,
        progress=progress,
        warn=_warn,
    )


def _warn(words: str) -> None:
    """Say what was missing for a file that came out all the same."""
    complain(words, ANSWERED)


def _say_written(options: argparse.Namespace, network: Network, scenes: int) -> None:
    if not options.json:
        print(f"Written: {options.out}")
        return
    print_json(
        {
            "schema": f"{PROGRAM}/export/1",
            "data_version": network.version,
            "file": str(options.out),
            "bytes": options.out.stat().st_size,
            "scenes": scenes,
        }
    )


def _told(options: argparse.Namespace, network: Network) -> _Told:
    """The answer and the scenes that the options ask for.

    Scenes come from `--story`, or from a `--scenario` file where no option changes its question: a what-if
    on top of a file is one answer, which its scenes do not show.
    """
    from explorer.core.storyboard import Storyboard

    request = request_of(options)
    if options.story is not None:
        if not request.is_empty:
            raise ScenarioError(
                "--story brings its own scenarios and trips. Leave out --scenario, --close, --from and the"
                " like, or export one answer without --story."
            )
        return _chosen(options, network, story_of(options, network))
    if request.scenario_file is not None and request.is_file_only:
        from explorer.io.scenario_file import read_scenario

        return _chosen(options, network, read_scenario(request.scenario_file, network))
    if options.scene is not None:
        raise ScenarioError(_NO_SCENES)
    return _Told(results_of(options, network), Storyboard())


_NO_SCENES = (
    "--scene chooses one of several scenes. Give --story ID, or --scenario with a file that holds scenes."
)


def story_of(options: argparse.Namespace, network: Network) -> ScenarioFile:
    """The story that was named: a file, or a built-in one by its id; its first scene where it has no trip.

    Raises
    ------
    ScenarioError
        When there is none of that name, or it holds no scenes.
    """
    from explorer.io.scenario_file import SUFFIX, read_scenario
    from explorer.io.stories import load_story, story_ids

    name: str = options.story
    if name in story_ids():
        found = load_story(name, network)
    elif Path(name).suffix == SUFFIX or Path(name).exists():
        found = read_scenario(Path(name), network)
    else:
        raise ScenarioError(
            f"There is no story “{name}”. Built in: {', '.join(story_ids())}; or give a {SUFFIX} file."
        )
    if not found.storyboard.scenes:
        raise ScenarioError(f"“{name}” holds no scenes. Give a story, or export it with --scenario.")
    if found.trip is None:
        first = found.storyboard.scenes[0]
        found = replace(found, scenario=first.scenario, trip=first.trip)
    return found


def _chosen(options: argparse.Namespace, network: Network, found: ScenarioFile) -> _Told:
    """A file's scenes for a document; for the rest the scene that was asked for, or the file's own answer."""
    from explorer.core.itinerary import Trip
    from explorer.core.results import resolve
    from explorer.core.storyboard import Storyboard
    from explorer.export import format_of
    from explorer.housestyle.brief import shown_scene
    from explorer.io.request import DEFAULT_TRIP

    tell_dropped(found.dropped)
    known = format_of(options.out)
    scene = _scene_asked(options, found.storyboard, known.holds_scenes)
    results = resolve(network, found.scenario, found.trip or Trip(*DEFAULT_TRIP))
    if scene is None:
        return _Told(results, found.storyboard if known.holds_scenes else Storyboard())
    if (known.holds_scenes or known.is_sheet) and options.picture == "sheet":
        return _Told(results, replace(found.storyboard, scenes=(scene,)))
    shown = shown_scene(network, scene)
    if shown.results is None:
        raise ScenarioError(f"This scene cannot be answered: {'; '.join(shown.faults)}.")
    return _Told(shown.results, Storyboard())


def _scene_asked(options: argparse.Namespace, board: Storyboard, is_document: bool) -> Scene | None:
    """The scene that `--scene` names; of a story the first, where a file takes only one; else None."""
    number: int | None = options.scene
    if number is None:
        return None if is_document or options.story is None else board.scenes[0]
    if not board.scenes:
        raise ScenarioError(f"The file holds no scenes. {_NO_SCENES}")
    if not 1 <= number <= len(board):
        raise ScenarioError(f"There is no scene {number}. Give one from 1 to {len(board)}.")
    return board.scenes[number - 1]


def list_stories(options: argparse.Namespace) -> int:
    """`stories`: what is built in."""
    from explorer.io.stories import load_story, story_ids

    network = packaged_network()
    boards = {name: load_story(name, network).storyboard for name in story_ids()}
    if options.json:
        rows = [
            {"id": name, "title": board.title, "scenes": [scene.title for scene in board]}
            for name, board in boards.items()
        ]
        print_json({"schema": f"{PROGRAM}/stories/1", "data_version": network.version, "stories": rows})
    else:
        width = max(map(len, boards), default=0)
        for name, board in boards.items():
            print(f"{name:<{width}}  {board.title} ({len(board)} scenes)")
    return ANSWERED
