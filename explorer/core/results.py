"""The frozen snapshot that window, command line and Python all show, and `resolve` that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.comparison import CorridorRow, compare_corridors
from explorer.core.itinerary import Itinerary, NoRoute, Trip
from explorer.core.network import Network
from explorer.core.routing import Answer, answer, baseline_answer
from explorer.core.savings import LinkSaving, Saving, link_savings, saving_between
from explorer.core.scenario import Scenario
from explorer.core.usability import NotInUse, check_trip, not_in_use


@dataclass(frozen=True, slots=True)
class Results:
    """Everything there is to show for one scenario and trip.

    `baseline` answers the same trip in the empty scenario; `saving` is baseline minus itinerary,
    None when either is missing. `not_in_use` lists the legs that are there but shut by default.
    """

    trip: Trip
    scenario: Scenario
    baseline: Itinerary | None
    itinerary: Itinerary | None
    alternatives: tuple[Itinerary, ...]
    saving: Saving | None
    new_links: tuple[LinkSaving, ...]
    no_route: NoRoute | None
    corridors: tuple[CorridorRow, ...]
    not_in_use: tuple[NotInUse, ...]


def resolve(network: Network, scenario: Scenario, trip: Trip) -> Results:
    """Answer a trip in a scenario, beside its baseline. Pure: same input, same output.

    Raises
    ------
    ScenarioError
        When the trip names unknown places, the same place twice in a row, or no mode.
    """
    check_trip(network, trip)
    baseline = baseline_answer(network, trip)
    current = baseline if scenario.is_empty else answer(network, scenario, trip)
    return Results(
        trip=trip,
        scenario=scenario,
        baseline=baseline.itinerary,
        itinerary=current.itinerary,
        alternatives=current.alternatives,
        saving=saving_between(baseline.itinerary, current.itinerary),
        new_links=link_savings(network, scenario, trip, current),
        no_route=current.no_route,
        corridors=compare_corridors(network, scenario, trip, baseline, current),
        not_in_use=not_in_use(network, scenario, trip),
    )


__all__ = ["Answer", "Results", "resolve"]
