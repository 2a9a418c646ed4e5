"""The command that opens the window: `gui`, and `export` where it takes the window's picture."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.asking import packaged_network, request_of
from explorer.cli.talking import ANSWERED, BROKEN, complain, tell_dropped
from explorer.errors import ExportError, ScenarioError

if TYPE_CHECKING:
    import argparse

    from explorer.core.itinerary import Trip
    from explorer.core.results import Results
    from explorer.core.scenario import Scenario
    from explorer.core.storyboard import Storyboard


def open_window(options: argparse.Namespace) -> int:
    """Open the window, or only show that it opens."""
    if options.screenshot is not None and not options.smoke:
        raise ExportError(
            "--screenshot goes with --smoke. Give both, or use:"
            " corridor-explorer export OUT.png --picture window"
        )
    if options.smoke and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _has_display():
        return complain(
            "there is no display, so no window can open. On a machine without one use: route ORIGIN"
            " DESTINATION, export OUT, or gui --smoke --screenshot F.",
            BROKEN,
        )
    return _start(options, None)


def save_window_picture(options: argparse.Namespace, results: Results) -> None:
    """A picture of the window; taken elsewhere first, so that a failure leaves the old file alone."""
    from tempfile import TemporaryDirectory

    from explorer.io.atomic import write_atomic

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "window.png"
        options.file, options.smoke, options.screenshot, options.story = None, True, draft, None
        code = _start(options, results)
        if code != ANSWERED or not draft.is_file():
            raise ExportError(f"{options.out}: the window could not be drawn, so there is no picture.")
        write_atomic(options.out, draft.read_bytes())


def _has_display() -> bool:
    """Whether a window can appear somewhere: X, Wayland, a chosen Qt platform, or no Linux at all."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _start(options: argparse.Namespace, results: Results | None) -> int:
    try:
        from explorer.ui.app import GuiOptions, run_gui
    except ImportError as error:
        return complain(
            f"the window needs PySide6 with QtWebEngine, which does not load here ({error}). Install the"
            " program again with: bash packaging/run.sh. The other commands work without it.",
            BROKEN,
        )
    question = _question(options, results)
    return run_gui(
        GuiOptions(
            file=question.file,
            smoke=options.smoke,
            safe_mode=getattr(options, "safe_mode", False),
            screenshot=options.screenshot,
            scenario=question.scenario,
            trip=question.trip,
            storyboard=question.storyboard,
            size=options.size,
            theme=options.theme,
        )
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What the window shows first; all None: what it likes."""

    file: Path | None = None
    scenario: Scenario | None = None
    trip: Trip | None = None
    storyboard: Storyboard | None = None


def _question(options: argparse.Namespace, results: Results | None) -> _Question:
    """An answer, a story, a file, or what was typed."""
    if results is not None:
        return _Question(scenario=results.scenario, trip=results.trip)
    request = request_of(options)
    if options.story is not None:
        from explorer.cli.exporting import story_of

        if not request.is_empty:
            raise ScenarioError("--story brings its own scenarios and trips. Leave out the other options.")
        story = story_of(options, packaged_network())
        tell_dropped(story.dropped)
        return _Question(scenario=story.scenario, trip=story.trip, storyboard=story.storyboard)
    if request.is_file_only:
        return _Question(file=request.scenario_file)
    from explorer.io.request import understand

    found = understand(packaged_network(), request)
    tell_dropped(found.dropped)
    return _Question(scenario=found.scenario, trip=found.trip)
