"""Trips (the question) and itineraries (the answer), with the state `no route`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explorer.core.network import ZERO, Confidence, Mode, Span


class Objective(Enum):
    """What an itinerary is chosen by."""

    DAYS = "days"
    KM = "km"


class DwellCause(Enum):
    """Why a shipment stands at a node."""

    BORDER = "border"
    GAUGE = "gauge"
    TRANSSHIPMENT = "transshipment"
    PORT = "port"
    PASSAGE = "passage"
    LOADING = "loading"
    UNLOADING = "unloading"
    CLOSURE = "closure"


ALL_MODES = frozenset(Mode)
DEFAULT_MODES = frozenset((Mode.RAIL, Mode.SEA, Mode.FERRY))
"""Modes of a trip unless it says otherwise: containers do not take the lorry across a continent."""


@dataclass(frozen=True, slots=True)
class Trip:
    """A question: from origin to destination through vias in order, by these modes.

    `alternatives` is how many really different other ways are wanted (0-9).
    """

    origin_id: str
    destination_id: str
    via_ids: tuple[str, ...] = ()
    objective: Objective = Objective.DAYS
    modes: frozenset[Mode] = DEFAULT_MODES
    alternatives: int = 3


@dataclass(frozen=True, slots=True)
class Ride:
    """Cargo moving over one leg; `source_id` is behind its length, `speed_source_id` behind its days."""

    leg_id: str
    mode: Mode
    gauge_mm: int | None
    from_id: str
    to_id: str
    length_km: float
    days: Span
    source_id: str
    speed_source_id: str
    confidence: Confidence
    new_link_id: str | None


@dataclass(frozen=True, slots=True)
class Dwell:
    """Cargo standing at one node, and why."""

    node_id: str
    cause: DwellCause
    days: Span
    source_id: str
    confidence: Confidence


Step = Ride | Dwell


@dataclass(frozen=True, slots=True)
class Itinerary:
    """The ordered rides and dwells of one answer; totals are sums of the steps.

    `node_ids` are the places in order, `leg_ids` the legs ridden.
    """

    steps: tuple[Step, ...]
    node_ids: tuple[str, ...]
    leg_ids: tuple[str, ...]
    distance_km: float
    transit_days: Span
    moving_days: Span
    standing_days: Span

    @property
    def rides(self) -> tuple[Ride, ...]:
        """The rides, in order."""
        return tuple(step for step in self.steps if isinstance(step, Ride))

    @property
    def dwells(self) -> tuple[Dwell, ...]:
        """The dwells, in order."""
        return tuple(step for step in self.steps if isinstance(step, Dwell))


@dataclass(frozen=True, slots=True)
class NoRoute:
    """No way is left, and what cuts origin from destination.

    `cut` lists what must reopen, cheapest first: where `any_one` is true each alone brings a way
    back, else all of them are needed together. Entries are closure targets, leg ids that are not
    in use, or `mode:rail` for a mode that the trip leaves out. Empty: nothing joins the places.
    """

    cut: tuple[str, ...]
    any_one: bool
    reason: str

    @property
    def cheapest_reopening(self) -> str | None:
        """The first to reopen, None where nothing helps."""
        return self.cut[0] if self.cut else None


def itinerary_of(steps: tuple[Step, ...], node_ids: tuple[str, ...]) -> Itinerary:
    """Sum the steps up to an itinerary."""
    moving, standing, km = ZERO, ZERO, 0.0
    for step in steps:
        if isinstance(step, Ride):
            moving = moving + step.days
            km += step.length_km
        else:
            standing = standing + step.days
    leg_ids = tuple(step.leg_id for step in steps if isinstance(step, Ride))
    return Itinerary(steps, node_ids, leg_ids, km, moving + standing, moving, standing)
