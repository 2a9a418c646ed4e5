"""What differs between two answers: legs, places and totals. Pure: same input, same output.

Two laws hold for every pair: taken the other way round each difference is the mirror of itself, and
the differences of legs and places add up to the difference of the totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from explorer.core.itinerary import Dwell, DwellCause, Itinerary
from explorer.core.network import ZERO, Confidence, Mode, Network, Span
from explorer.core.results import Results

_LAND = (Mode.RAIL, Mode.ROAD)


class Fate(Enum):
    """What became of a leg or place of a journey."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"
    KEPT = "kept"


_MIRRORED = {Fate.LOST: Fate.GAINED, Fate.GAINED: Fate.LOST}


@dataclass(frozen=True, slots=True)
class LegUse:
    """How one journey rides a leg: km and days of all its rides; `place` counts legs from 0."""

    place: int
    mode: Mode
    length_km: float
    days: Span
    new_link_id: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """How one journey passes a place: causes and days of its stays (none: straight through)."""

    place: int
    causes: tuple[DwellCause, ...]
    days: Span


@dataclass(frozen=True, slots=True)
class LegDifference:
    """One leg that either journey rides; None where that one does not."""

    leg_id: str
    before: LegUse | None
    after: LegUse | None

    @property
    def fate(self) -> Fate:
        """Lost, gained, ridden in other days or length, or kept as it was."""
        if self.before is None or self.after is None:
            return Fate.GAINED if self.before is None else Fate.LOST
        same = (self.before.mode, self.before.length_km, self.before.days) == (
            self.after.mode,
            self.after.length_km,
            self.after.days,
        )
        return Fate.KEPT if same else Fate.CHANGED


@dataclass(frozen=True, slots=True)
class NodeDifference:
    """One place that either journey passes; None where that one does not."""

    node_id: str
    before: Stay | None
    after: Stay | None

    @property
    def fate(self) -> Fate:
        """Lost, gained, passed with other stays, or kept as it was."""
        if self.before is None or self.after is None:
            return Fate.GAINED if self.before is None else Fate.LOST
        same = (self.before.causes, self.before.days) == (self.after.causes, self.after.days)
        return Fate.KEPT if same else Fate.CHANGED


@dataclass(frozen=True, slots=True)
class Totals:
    """One journey, summed up: km, days, and what it meets on its way.

    `gauge_change_ids` and `stay_ids` are places; `border_leg_ids` are legs over land from one country
    to another; `countries` are ISO codes in travel order. `sourced` of `rides` have a length with a source.
    """

    distance_km: float
    transit_days: Span
    moving_days: Span
    standing_days: Span
    stay_ids: tuple[str, ...]
    gauge_change_ids: tuple[str, ...]
    border_leg_ids: tuple[str, ...]
    countries: tuple[str, ...]
    sourced: int
    rides: int


@dataclass(frozen=True, slots=True)
class Difference:
    """From one answer to another. Totals are None where there is no way.

    `legs` and `nodes` are in table order and hold what either journey uses. `shut_leg_ids` could be
    ridden before and not after, `opened_leg_ids` the other way round, whether or not a journey did.
    """

    legs: tuple[LegDifference, ...]
    nodes: tuple[NodeDifference, ...]
    before: Totals | None
    after: Totals | None
    shut_leg_ids: frozenset[str]
    opened_leg_ids: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return self.is_same_journey and not self.shut_leg_ids and not self.opened_leg_ids

    @property
    def is_same_journey(self) -> bool:
        """Whether both go the same way in the same time; also when there is no way in both."""
        if (self.before is None) != (self.after is None):
            return False
        fates = {leg.fate for leg in self.legs} | {node.fate for node in self.nodes}
        return self.before == self.after and fates <= {Fate.KEPT}

    def legs_of(self, fate: Fate) -> tuple[LegDifference, ...]:
        """The legs of one fate, in travel order."""
        return tuple(sorted((leg for leg in self.legs if leg.fate is fate), key=_place))

    def nodes_of(self, fate: Fate) -> tuple[NodeDifference, ...]:
        """The places of one fate, in travel order."""
        return tuple(sorted((node for node in self.nodes if node.fate is fate), key=_place))

    def mirrored(self) -> Difference:
        """The same difference seen from the other side."""
        return Difference(
            legs=tuple(replace(leg, before=leg.after, after=leg.before) for leg in self.legs),
            nodes=tuple(replace(node, before=node.after, after=node.before) for node in self.nodes),
            before=self.after,
            after=self.before,
            shut_leg_ids=self.opened_leg_ids,
            opened_leg_ids=self.shut_leg_ids,
        )


def _place(part: LegDifference | NodeDifference) -> int:
    """Where something stands on the journey that has it; on the later one where both do."""
    use = part.after or part.before
    return -1 if use is None else use.place


def difference(network: Network, before: Results, after: Results) -> Difference:
    """Compare two answers of one network; they may be of different trips."""
    there, here = before.itinerary, after.itinerary
    leg_uses = (_leg_uses(there), _leg_uses(here))
    stays = (_stays(there), _stays(here))
    shut = (shut_legs(network, before), shut_legs(network, after))
    return Difference(
        legs=tuple(
            LegDifference(leg_id, leg_uses[0].get(leg_id), leg_uses[1].get(leg_id))
            for leg_id in network.legs
            if leg_id in leg_uses[0] or leg_id in leg_uses[1]
        ),
        nodes=tuple(
            NodeDifference(node_id, stays[0].get(node_id), stays[1].get(node_id))
            for node_id in network.nodes
            if node_id in stays[0] or node_id in stays[1]
        ),
        before=None if there is None else totals_of(network, there),
        after=None if here is None else totals_of(network, here),
        shut_leg_ids=shut[1] - shut[0],
        opened_leg_ids=shut[0] - shut[1],
    )


def shut_legs(network: Network, results: Results) -> frozenset[str]:
    """Legs that cargo of this trip rides on no day: not in use, of a mode left out, or closed for good."""
    shut = {row.leg_id for row in results.not_in_use}
    shut |= {leg.id for leg in network.legs.values() if leg.mode not in results.trip.modes}
    for closure in results.scenario.closures:
        if not closure.is_temporary:
            shut |= network.legs_of_target(closure.target)
    return frozenset(shut)


def totals_of(network: Network, itinerary: Itinerary) -> Totals:
    """Sum up one journey."""
    rides = itinerary.rides
    sourced = [ride for ride in rides if ride.confidence is not Confidence.ESTIMATE]
    country = {node_id: network.nodes[node_id].country.lower() for node_id in itinerary.node_ids}
    return Totals(
        distance_km=itinerary.distance_km,
        transit_days=itinerary.transit_days,
        moving_days=itinerary.moving_days,
        standing_days=itinerary.standing_days,
        stay_ids=_once(dwell.node_id for dwell in itinerary.dwells),
        gauge_change_ids=tuple(
            dwell.node_id for dwell in itinerary.dwells if dwell.cause is DwellCause.GAUGE
        ),
        border_leg_ids=tuple(
            ride.leg_id
            for ride in rides
            if ride.mode in _LAND and country[ride.from_id] != country[ride.to_id]
        ),
        countries=_once(country[node_id] for node_id in itinerary.node_ids),
        sourced=len(sourced),
        rides=len(rides),
    )


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _leg_uses(itinerary: Itinerary | None) -> dict[str, LegUse]:
    """Every leg of a journey, with the sum of its rides."""
    uses: dict[str, LegUse] = {}
    for place, ride in enumerate(() if itinerary is None else itinerary.rides):
        known = uses.get(ride.leg_id)
        if known is None:
            uses[ride.leg_id] = LegUse(place, ride.mode, ride.length_km, ride.days, ride.new_link_id)
        else:
            length = known.length_km + ride.length_km
            uses[ride.leg_id] = replace(known, length_km=length, days=known.days + ride.days)
    return uses


def _stays(itinerary: Itinerary | None) -> dict[str, Stay]:
    """Every place of a journey, with the sum of its stays."""
    if itinerary is None:
        return {}
    stays = {
        node_id: Stay(place, (), ZERO) for place, node_id in reversed(tuple(enumerate(itinerary.node_ids)))
    }
    for step in itinerary.steps:
        if isinstance(step, Dwell):
            known = stays[step.node_id]
            stays[step.node_id] = replace(
                known, causes=(*known.causes, step.cause), days=known.days + step.days
            )
    return stays
