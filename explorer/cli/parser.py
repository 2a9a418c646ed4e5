"""The command line's grammar: commands, options, and what is said of a wrong one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from explorer import __version__
from explorer.cli.talking import BAD_INPUT, PROGRAM

LISTS: Final = ("nodes", "legs", "links", "corridors", "claims", "events", "sources")
OBJECTIVES: Final = ("days", "km")
THEMES: Final = ("light", "dark")
# As explorer.export and explorer.figures know them (a test compares): those are too heavy for a --help.
PAPERS: Final = ("a4", "a3", "letter", "16:9")
LANGUAGES: Final = ("en", "local", "zh", "ru")
_EPILOG: Final = """\
Places are given by id or by name in any language. Without a command the window opens.
Exit codes: 0 answered, 1 something broke, 2 bad input, 3 no route.

  corridor-explorer route "Xi'an" Duisburg --close Malaszewicze
  corridor-explorer compare xian duisburg --event e01 --json
  corridor-explorer export out/map.html --close country:by --open cku
  corridor-explorer export out/briefing.pptx --story eleven-days
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and say where help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{PROGRAM}: {message}. Help: {self.prog} --help\n")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None


def _dpi(text: str) -> int:
    if not text.isdecimal() or not 72 <= int(text) <= 1200:
        raise argparse.ArgumentTypeError(f"“{text}” is no resolution; give 72 to 1200 dots per inch")
    return int(text)


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
        prog=PROGRAM,
        description="Freight corridors between China and Europe, and what happens when one closes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    scenario, window, as_json = _scenario_options(), _window_options(), _Parser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print one JSON document")
    both = [scenario, as_json]
    add = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command").add_parser
    gui = add("gui", parents=[scenario, window], help="open the window (default)")
    gui.add_argument("file", metavar="FILE", nargs="?", type=Path, help="scenario to open (.corridor)")
    gui.add_argument("--story", metavar="ID|FILE", help="open a story: built in, or a file with scenes")
    gui.add_argument("--smoke", action="store_true", help="start, draw the map, exit 0")
    gui.add_argument("--safe-mode", action="store_true", help="settings as at first and a plain map")
    gui.add_argument("--screenshot", metavar="F", type=Path, help="with --smoke: save a picture (.png)")
    answers = {"route": "baseline, itinerary, alternatives, saving", "compare": "every corridor"}
    for name, words in answers.items():
        command = add(name, parents=both, help=words)
        command.add_argument("origin", metavar="ORIGIN")
        command.add_argument("destination", metavar="DESTINATION")
    for name in LISTS:
        what = {"links": "new links", "events": "past closures"}.get(name, name)
        add(name, parents=both, help=f"list the {what}")
    add("stories", parents=[as_json], help="list the built-in stories")
    _export_options(add("export", parents=[*both, window], help="write a file, by extension"))
    check = add("check", parents=both, help="validate files; every fault with its place")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    return parser


def _export_options(export: _Parser) -> None:
    kinds = ".pdf, .pptx, .html, .svg, .png, .geojson or .csv"
    export.add_argument("out", metavar="OUT", type=Path, help=kinds)
    option = export.add_argument_group("briefing").add_argument
    option("--story", metavar="ID|FILE", help="all scenes of a story: built in, or a file that holds scenes")
    option("--scene", metavar="N", type=_whole, help="only scene N, counted from 1")
    option("--paper", choices=PAPERS, type=str.lower, default="a4", help="size of a page (default: a4)")
    option("--dpi", metavar="N", type=_dpi, default=200, help="how fine a .png is, 72-1200 (default: 200)")
    option("--language", choices=LANGUAGES, default="en", help="names in English, local script, zh or ru")
    words = "what a .png shows: the sheet as printed (default), or the program's window"
    option("--picture", choices=("sheet", "window"), default="sheet", help=words)
    export.add_argument("--table", metavar="NAME", default="itinerary", help="what a .csv holds (itinerary)")
    export.add_argument("--reproducible", action="store_true", help="write no time: same input, same bytes")


def command_first(arguments: Sequence[str]) -> list[str]:
    """Arguments with the command in front: `gui` where none is named."""
    if arguments and arguments[0] in ("-h", "--help", "--version"):
        return list(arguments)
    commands = {"gui", "route", "compare", "export", "check", "stories", *LISTS}
    flags = {"--json", "--smoke", "--safe-mode", "--reproducible"}
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
