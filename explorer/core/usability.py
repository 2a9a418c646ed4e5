"""Which legs a trip may use in a scenario, and why the others are not in use."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from explorer.core.itinerary import Trip
from explorer.core.network import Leg, LegStatus, Network
from explorer.core.scenario import Scenario
from explorer.errors import ScenarioError


class Reason(Enum):
    """Why a leg is not in use though nobody closed it."""

    SUSPENDED = "suspended"
    NOT_BUILT = "not built"
    OUT_OF_SEASON = "out of season"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class NotInUse:
    """A leg that is there but shut by default, the reason and a note in words (may be empty)."""

    leg_id: str
    reason: Reason
    note: str


def reason_not_in_use(
    leg: Leg, scenario: Scenario, trip: Trip | None, open_leg_ids: frozenset[str]
) -> Reason | None:
    """Why a leg is shut by default, or None when it is in use.

    `open_leg_ids` are the legs of new links that the scenario has open. Without a trip, legs that
    are kept for some places count as in use.
    """
    if leg.status is LegStatus.SUSPENDED:
        return Reason.SUSPENDED
    if leg.status is not LegStatus.OPEN and leg.id not in open_leg_ids:
        return Reason.NOT_BUILT
    if leg.season and scenario.month not in leg.season:
        return Reason.OUT_OF_SEASON
    if leg.only_for and trip is not None and not leg.only_for & {trip.origin_id, trip.destination_id}:
        return Reason.RESTRICTED
    return None


def open_leg_ids(network: Network, scenario: Scenario) -> frozenset[str]:
    """Legs of the new links that are open in a scenario."""
    return frozenset(
        leg_id for link in scenario.open_links(network) for leg_id in network.new_links[link].leg_ids
    )


def not_in_use(network: Network, scenario: Scenario, trip: Trip | None = None) -> tuple[NotInUse, ...]:
    """All legs that are shut by default, in table order."""
    opened = open_leg_ids(network, scenario)
    ends = None if trip is None else (trip.origin_id, trip.destination_id)
    return _not_in_use(network, opened, scenario.month, ends)


@lru_cache(maxsize=64)
def _not_in_use(
    network: Network, opened: frozenset[str], month: int | None, ends: tuple[str, str] | None
) -> tuple[NotInUse, ...]:
    scenario = Scenario(month=month)
    trip = None if ends is None else Trip(*ends)
    rows = []
    for leg in network.legs.values():
        reason = reason_not_in_use(leg, scenario, trip, opened)
        if reason is not None:
            rows.append(NotInUse(leg.id, reason, leg.status_note))
    return tuple(rows)


def check_trip(network: Network, trip: Trip) -> None:
    """Refuse a trip that asks nothing.

    Raises
    ------
    ScenarioError
        Unknown place, the same place twice in a row, no mode, or a senseless number of alternatives.
    """
    places = (trip.origin_id, *trip.via_ids, trip.destination_id)
    for place in places:
        if place not in network.nodes:
            raise ScenarioError(f"There is no place “{place}” in the network. Choose another place.")
    for here, there in itertools.pairwise(places):
        if here == there:
            name = network.nodes[here].name
            raise ScenarioError(f"The trip goes from {name} to {name}. Choose two different places.")
    if not trip.modes:
        raise ScenarioError("The trip allows no mode. Allow at least one of rail, sea, ferry, road.")
    if not 0 <= trip.alternatives <= 9:
        raise ScenarioError("The number of alternatives must be between 0 and 9.")
