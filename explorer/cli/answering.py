"""The commands that print: `route`, `compare`, the lists and `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.cli.asking import packaged_network, request_of, results_of
from explorer.cli.talking import ANSWERED, BAD_INPUT, NO_ROUTE, PROGRAM, print_json, tell_dropped

if TYPE_CHECKING:
    import argparse


def answer(options: argparse.Namespace) -> int:
    """`route` and `compare`."""
    network = packaged_network()
    results = results_of(options, network)
    if options.json:
        from explorer.io.answer_json import compare_to_json, route_to_json

        print_json((route_to_json if options.command == "route" else compare_to_json)(network, results))
    else:
        from explorer.io.answer_text import compare_text, route_text

        print((route_text if options.command == "route" else compare_text)(network, results))
    return NO_ROUTE if results.itinerary is None else ANSWERED


def list_things(options: argparse.Namespace) -> int:
    """`nodes`, `legs`, `links`, `corridors`, `claims`, `events`, `sources`."""
    from explorer.io.lists import list_to_json, list_to_text
    from explorer.io.request import understand

    network = packaged_network()
    found = understand(network, request_of(options))
    tell_dropped(found.dropped)
    if options.json:
        print_json(list_to_json(options.command, network, found.scenario))
    else:
        print(list_to_text(options.command, network, found.scenario))
    return ANSWERED


def check(options: argparse.Namespace) -> int:
    """Validate files; 2 when one has faults."""
    from explorer.io.check import check_file

    network = packaged_network()
    faults = {str(path): check_file(path, network) for path in options.files}
    if options.json:
        rows = [
            {"file": path, "is_sound": not found, "faults": list(found)} for path, found in faults.items()
        ]
        print_json({"schema": f"{PROGRAM}/check/1", "data_version": network.version, "files": rows})
    else:
        for path, found in faults.items():
            print("\n".join(f"{path}: {fault}" for fault in found) if found else f"{path}: sound")
    return BAD_INPUT if any(faults.values()) else ANSWERED
