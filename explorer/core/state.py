"""Everything an edit can replace: the question, the scenes, and which of them is current."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class State:
    """What can be undone: scenario, trip, storyboard, and which scene of it is current (None: none)."""

    scenario: Scenario
    trip: Trip
    storyboard: Storyboard = Storyboard()  # noqa: RUF009 - frozen
    scene_id: str | None = None
