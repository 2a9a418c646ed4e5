"""What the widgets ask for, turned into edits of the session: one undoable step each."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from explorer.core.itinerary import ALL_MODES, Objective, Trip
from explorer.core.network import Mode, Span
from explorer.core.scenario import MONTHS, Scenario
from explorer.housestyle.changes import Change
from explorer.housestyle.wording import event_title, name_of
from explorer.ui.session import Session


class Edits(QObject):
    """Slots for the signals of trip bar, map and panels. It holds nothing but the session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def set_origin(self, node_id: str) -> None:
        """Start elsewhere; choosing the destination swaps."""
        trip = self._session.trip
        if node_id == trip.destination_id:
            self.swap()
            return
        self._edit_trip(f"From {self._name(node_id)}", replace(trip, origin_id=node_id))

    def set_destination(self, node_id: str) -> None:
        """End elsewhere; choosing the origin swaps."""
        trip = self._session.trip
        if node_id == trip.origin_id:
            self.swap()
            return
        self._edit_trip(f"To {self._name(node_id)}", replace(trip, destination_id=node_id))

    def swap(self) -> None:
        """Turn the trip round."""
        trip = self._session.trip
        turned = replace(
            trip, origin_id=trip.destination_id, destination_id=trip.origin_id, via_ids=trip.via_ids[::-1]
        )
        self._edit_trip("Swap origin and destination", turned)

    def add_via(self, node_id: str) -> None:
        """Send the cargo through one more place."""
        trip = self._session.trip
        if node_id not in trip.via_ids:
            self._edit_trip(f"Via {self._name(node_id)}", replace(trip, via_ids=(*trip.via_ids, node_id)))

    def drop_via(self, node_id: str) -> None:
        """Leave a via out."""
        trip = self._session.trip
        rest = tuple(via for via in trip.via_ids if via != node_id)
        self._edit_trip(f"Without via {self._name(node_id)}", replace(trip, via_ids=rest))

    def set_objective(self, objective: Objective) -> None:
        """Ask for the fastest or the shortest way."""
        words = "fastest" if objective is Objective.DAYS else "shortest"
        self._edit_trip(f"Ask for the {words} way", replace(self._session.trip, objective=objective))

    def set_modes(self, modes: frozenset[Mode]) -> None:
        """Allow these modes."""
        left_out = [mode.value for mode in Mode if mode not in modes]
        words = f"Without {', '.join(left_out)}" if left_out else "By every mode"
        self._edit_trip(words, replace(self._session.trip, modes=modes))

    def set_date(self, year: int, month: int | None) -> None:
        """Move the scenario to a year and a month (None: any)."""
        words = str(year) if month is None else f"{MONTHS[month - 1]} {year}"
        self._edit(f"Set date to {words}", self._session.scenario.with_date(year, month))

    def toggle(self, target: str) -> None:
        """Close or reopen a node, leg or country; open or drop a new link."""
        if target in self._session.network.new_links:
            self._session.toggle_link(target)
        else:
            self._session.toggle_closed(target, self._name(target))

    def apply_event(self, event_id: str, days: float | None) -> None:
        """Repeat a past closure, for good or for its first days."""
        event = self._session.network.events[event_id]
        scenario = self._session.scenario.without_event(event_id).with_event(event_id, event.closes, days)
        self._edit(f"Close as in “{event_title(event)}”", scenario)

    def drop_event(self, event_id: str) -> None:
        """Reopen what a past closure had shut."""
        event = self._session.network.events[event_id]
        self._edit(f"Reopen “{event_title(event)}”", self._session.scenario.without_event(event_id))

    def take_back(self, change: Change) -> None:
        """Take one change back."""
        self._edit(f"Take back {change.title}", change.without)

    def reset(self) -> None:
        """Take every change of the scenario back; the trip stays."""
        self._edit("Reset all", Scenario(name=self._session.scenario.name))

    def reopen(self, target: str) -> None:
        """Bring back one entry of a cut: a closed target, a new link's leg, or a mode."""
        network, session = self._session.network, self._session
        if target.startswith("mode:"):
            mode = Mode(target.removeprefix("mode:"))
            self._edit_trip(f"Allow {mode.value}", replace(session.trip, modes=session.trip.modes | {mode}))
        elif session.scenario.is_closed(target):
            self._edit(f"Reopen {self._name(target)}", session.scenario.without_closure(target))
        elif (link_id := network.new_link_of(target)) is not None:
            session.toggle_link(link_id)

    def set_stay(self, node_id: str, days: Span | None) -> None:
        """Change how long cargo stays at a place; None takes the tables' value."""
        words = "as in the tables" if days is None else f"{days.typical:g} days"
        self._edit(
            f"Stay at {self._name(node_id)}: {words}", self._session.scenario.with_dwell(node_id, days)
        )

    def allow_all_modes(self) -> None:
        """Allow every mode."""
        self.set_modes(ALL_MODES)

    def _name(self, target: str) -> str:
        return name_of(self._session.network, target)

    def _edit(self, text: str, scenario: Scenario) -> None:
        self._session.edit(text, scenario=scenario)

    def _edit_trip(self, text: str, trip: Trip) -> None:
        self._session.edit(text, trip=trip)
