"""Every named corridor for one trip: baseline against scenario."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explorer.core.itinerary import Itinerary


class RowState(Enum):
    """Where a corridor stands for a trip in a scenario."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_IN_USE = "not in use"
    NOT_BUILT = "not built"
    OUT_OF_SEASON = "out of season"
    NOT_FOR_TRIP = "not for this trip"


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """One corridor for one trip.

    `baseline` and `current` are the best itineraries by the corridor's gates, None where there is
    none; `blocked_by` are the closures (targets) or default-shut legs that stop it.
    """

    corridor_id: str
    state: RowState
    baseline: Itinerary | None
    current: Itinerary | None
    blocked_by: tuple[str, ...]
