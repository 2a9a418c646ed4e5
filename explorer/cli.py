"""The command line: parser and dispatch.

Exit codes: 0 answered, 1 something broke, 2 bad input, 3 no route. Whatever is heavy is imported by the
command that needs it: `--help` and `--version` load none of numpy, scipy, shapely, PySide6, folium.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from explorer import __version__
from explorer.errors import ExplorerError, ExportError

if TYPE_CHECKING:
    from explorer.core.network import Network
    from explorer.core.results import Results
    from explorer.io.request import Request
    from explorer.io.scenario_json import JsonObject

ANSWERED, BROKEN, BAD_INPUT, NO_ROUTE = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141

LISTS: Final = ("nodes", "legs", "links", "corridors", "claims", "events", "sources")
OBJECTIVES: Final = ("days", "km")
THEMES: Final = ("light", "dark")
_PROGRAM: Final = "corridor-explorer"
_EPILOG: Final = """\
Places are given by id or by name in any language. Without a command the window opens.
Exit codes: 0 answered, 1 something broke, 2 bad input, 3 no route.

  corridor-explorer route "Xi'an" Duisburg --close Malaszewicze
  corridor-explorer compare xian duisburg --event e01 --json
  corridor-explorer export out/map.html --close country:by --open cku
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and say where help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{_PROGRAM}: {message}. Help: {self.prog} --help\n")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000
    ):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no size; give one like 1280x720 (320x240 to 8000x8000)"
        )
    return int(width), int(height)


def _scenario_options() -> _Parser:
    parent = _Parser(add_help=False)
    option = parent.add_argument_group("scenario").add_argument
    option("--scenario", metavar="FILE", type=Path, help="start from a saved scenario (.corridor)")
    option("--close", metavar="ID", action="append", default=[], help="node, leg, place or country:xx")
    option("--event", metavar="ID", action="append", default=[], help="close what a past closure closed")
    option("--open", metavar="LINK", action="append", default=[], help="open a new link")
    option("--year", type=_whole, help="links planned for then are open")
    option("--month", type=_whole, help="1-12; opens seasonal legs")
    option = parent.add_argument_group("trip").add_argument
    option("--via", metavar="ID", action="append", default=[], help="pass here (repeatable, in order)")
    option("--objective", choices=OBJECTIVES, help="what is least (default: days)")
    option("--modes", metavar="A,B", help="only these of rail,sea,ferry,road")
    option("--alternatives", metavar="K", type=_whole, help="how many other ways, 0-9 (default: 3)")
    return parent


def _window_options() -> _Parser:
    parent = _Parser(add_help=False)
    option = parent.add_argument_group("window").add_argument
    option("--from", dest="origin", metavar="PLACE", help="origin (the file's, or Xi'an)")
    option("--to", dest="destination", metavar="PLACE", help="destination (the file's, or Duisburg)")
    option("--theme", choices=THEMES, help="how it looks")
    option("--size", metavar="WxH", type=_size, help="size in pixels, such as 1280x720")
    return parent


def build_parser() -> _Parser:
    """The whole command line."""
    parser = _Parser(
        prog=_PROGRAM,
        description="Freight corridors between China and Europe, and what happens when one closes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    scenario, window, as_json = _scenario_options(), _window_options(), _Parser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print one JSON document")
    both = [scenario, as_json]
    add = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command").add_parser
    gui = add("gui", parents=[scenario, window], help="open the window (default)")
    gui.add_argument("file", metavar="FILE", nargs="?", type=Path, help="scenario to open (.corridor)")
    gui.add_argument("--smoke", action="store_true", help="start, draw the map, exit 0")
    gui.add_argument("--screenshot", metavar="F", type=Path, help="with --smoke: save a picture (.png)")
    gui.set_defaults(run=_gui)
    answers = {"route": "baseline, itinerary, alternatives, saving", "compare": "every corridor"}
    for name, words in answers.items():
        command = add(name, parents=both, help=words)
        command.add_argument("origin", metavar="ORIGIN")
        command.add_argument("destination", metavar="DESTINATION")
        command.set_defaults(run=_answer)
    for name in LISTS:
        what = {"links": "new links", "events": "past closures"}.get(name, name)
        add(name, parents=both, help=f"list the {what}").set_defaults(run=_list)
    export = add("export", parents=[*both, window], help="write a file, by extension")
    export.add_argument("out", metavar="OUT", type=Path, help=".geojson, .csv, .html or .png")
    export.add_argument("--table", metavar="NAME", default="itinerary", help="what a .csv holds (itinerary)")
    export.add_argument("--reproducible", action="store_true", help="write no time: same input, same bytes")
    export.set_defaults(run=_export)
    check = add("check", parents=both, help="validate files; every fault with its place")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    check.set_defaults(run=_check)
    return parser


def command_first(arguments: Sequence[str]) -> list[str]:
    """Arguments with the command in front: `gui` where none is named."""
    if arguments and arguments[0] in ("-h", "--help", "--version"):
        return list(arguments)
    commands = {"gui", "route", "compare", "export", "check", *LISTS}
    flags = {"--json", "--smoke", "--reproducible"}
    skip = False
    for index, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument.startswith("-"):
            skip = "=" not in argument and argument not in flags
        elif argument in commands:
            return [argument, *arguments[:index], *arguments[index + 1 :]]
        else:
            break
    return ["gui", *arguments]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; whatever happens, the user sees words and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except ExplorerError as error:
        code = _complain(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        code = _complain("stopped.", INTERRUPTED)
    except BrokenPipeError:
        code = READER_GONE
        _drop_output()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        code = _complain(
            f"{where}{error.strerror or error}. Check the file, the disk and your rights.", BROKEN
        )
        _drop_output()
    except Exception as error:
        if os.environ.get("EXPLORER_DEBUG") == "1":
            raise
        code = _complain(
            f"something went wrong inside the program ({type(error).__name__}: {error}). Please report it"
            " with what you typed; EXPLORER_DEBUG=1 shows the details.",
            BROKEN,
        )
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = build_parser().parse_args(command_first(arguments))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _drop_output() -> None:
    """Let go of output that nobody can take, so that Python does not complain when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int) -> int:
    for line in message.splitlines() or [""]:
        print(f"{_PROGRAM}: {line}", file=sys.stderr)
    return code


def _print_json(document: JsonObject) -> None:
    import json

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not is_unicode, indent=1, allow_nan=False))


def _request(options: argparse.Namespace) -> Request:
    from explorer.io.request import Request

    return Request(
        scenario_file=options.scenario or getattr(options, "file", None),
        closes=tuple(options.close),
        opens=tuple(options.open),
        events=tuple(options.event),
        year=options.year,
        month=options.month,
        origin=getattr(options, "origin", None),
        destination=getattr(options, "destination", None),
        vias=tuple(options.via),
        objective=options.objective,
        modes=options.modes,
        alternatives=options.alternatives,
    )


def _network() -> Network:
    from explorer.io.geodata import load_network

    return load_network()


def _results(options: argparse.Namespace, network: Network) -> Results:
    """Answer the trip and scenario of the options."""
    from explorer.core.itinerary import Trip
    from explorer.io.request import DEFAULT_TRIP, understand

    found = understand(network, _request(options))
    _tell_dropped(found.dropped)
    from explorer.core.results import resolve

    return resolve(network, found.scenario, found.trip or Trip(*DEFAULT_TRIP))


def _tell_dropped(dropped: Sequence[str]) -> None:
    for words in dropped:
        _complain(f"left out of the scenario: {words}.", ANSWERED)


def _answer(options: argparse.Namespace) -> int:
    """`route` and `compare`."""
    network = _network()
    results = _results(options, network)
    if options.json:
        from explorer.io.answer_json import compare_to_json, route_to_json

        _print_json((route_to_json if options.command == "route" else compare_to_json)(network, results))
    else:
        from explorer.io.answer_text import compare_text, route_text

        print((route_text if options.command == "route" else compare_text)(network, results))
    return NO_ROUTE if results.itinerary is None else ANSWERED


def _list(options: argparse.Namespace) -> int:
    """`nodes`, `legs`, `links`, `corridors`, `claims`, `events`, `sources`."""
    from explorer.io.lists import list_to_json, list_to_text
    from explorer.io.request import understand

    network = _network()
    found = understand(network, _request(options))
    _tell_dropped(found.dropped)
    if options.json:
        _print_json(list_to_json(options.command, network, found.scenario))
    else:
        print(list_to_text(options.command, network, found.scenario))
    return ANSWERED


def _check(options: argparse.Namespace) -> int:
    """Validate files; 2 when one has faults."""
    from explorer.io.check import check_file

    network = _network()
    faults = {str(path): check_file(path, network) for path in options.files}
    if options.json:
        rows = [
            {"file": path, "is_sound": not found, "faults": list(found)} for path, found in faults.items()
        ]
        _print_json({"schema": f"{_PROGRAM}/check/1", "data_version": network.version, "files": rows})
    else:
        for path, found in faults.items():
            print("\n".join(f"{path}: {fault}" for fault in found) if found else f"{path}: sound")
    return BAD_INPUT if any(faults.values()) else ANSWERED


def _export(options: argparse.Namespace) -> int:
    """Write one file."""
    from explorer.export import Order, format_of, write_export

    out: Path = options.out
    suffix = format_of(out).suffix
    network = _network()
    results = _results(options, network)
    if suffix == ".png":
        _export_picture(options, results)
    else:
        from datetime import UTC, datetime

        created = None if options.reproducible else datetime.now(UTC)
        write_export(out, Order(network, results, created, options.table))
    if options.json:
        size = out.stat().st_size
        _print_json(
            {
                "schema": f"{_PROGRAM}/export/1",
                "data_version": network.version,
                "file": str(out),
                "bytes": size,
            }
        )
    else:
        print(f"Written: {out}")
    return NO_ROUTE if results.itinerary is None else ANSWERED


def _export_picture(options: argparse.Namespace, results: Results) -> None:
    """A picture of the window; taken elsewhere first, so that a failure leaves the old file alone."""
    from tempfile import TemporaryDirectory

    from explorer.io.atomic import write_atomic

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "window.png"
        options.file, options.smoke, options.screenshot = None, True, draft
        code = _start_window(options, results)
        if code != ANSWERED or not draft.is_file():
            raise ExportError(f"{options.out}: the window could not be drawn, so there is no picture.")
        write_atomic(options.out, draft.read_bytes())


def _gui(options: argparse.Namespace) -> int:
    """Open the window, or only show that it opens."""
    if options.screenshot is not None and not options.smoke:
        raise ExportError(
            "--screenshot goes with --smoke. Give both, or use: corridor-explorer export OUT.png"
        )
    if options.smoke and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _has_display():
        return _complain(
            "there is no display, so no window can open. On a machine without one use: route ORIGIN"
            " DESTINATION, export OUT, or gui --smoke --screenshot F.",
            BROKEN,
        )
    return _start_window(options, None)


def _has_display() -> bool:
    """Whether a window can appear somewhere: X, Wayland, a chosen Qt platform, or no Linux at all."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _start_window(options: argparse.Namespace, results: Results | None) -> int:
    try:
        from explorer.ui.app import GuiOptions, run_gui
    except ImportError as error:
        return _complain(
            f"the window needs PySide6 with QtWebEngine, which does not load here ({error}). Install the"
            " program again with: bash packaging/run.sh. The other commands work without it.",
            BROKEN,
        )
    scenario, trip = (None, None) if results is None else (results.scenario, results.trip)
    file = options.file or options.scenario
    if results is None and not _request(options).is_file_only:
        from explorer.io.request import understand

        found = understand(_network(), _request(options))
        _tell_dropped(found.dropped)
        scenario, trip, file = found.scenario, found.trip, None
    return run_gui(
        GuiOptions(
            file=None if results is not None else file,
            smoke=options.smoke,
            screenshot=options.screenshot,
            scenario=scenario,
            trip=trip,
            size=options.size,
            theme=options.theme,
        )
    )
