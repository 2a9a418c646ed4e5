"""Options -> the question: network, scenario and trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.cli.talking import tell_dropped

if TYPE_CHECKING:
    import argparse

    from explorer.core.network import Network
    from explorer.core.results import Results
    from explorer.io.request import Request


def request_of(options: argparse.Namespace) -> Request:
    """What was asked, as typed."""
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


def packaged_network() -> Network:
    """The network that comes with the program."""
    # By its module: tests put another network there.
    from explorer.io import geodata

    return geodata.load_network()


def results_of(options: argparse.Namespace, network: Network) -> Results:
    """Answer the trip and scenario of the options."""
    from explorer.core.itinerary import Trip
    from explorer.core.results import resolve
    from explorer.io.request import DEFAULT_TRIP, understand

    found = understand(network, request_of(options))
    tell_dropped(found.dropped)
    return resolve(network, found.scenario, found.trip or Trip(*DEFAULT_TRIP))
