"""JSON values -> Scenario and Trip, every fault gathered with its place (`scenario.closures[2].target`)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, TypeVar

from explorer.core.itinerary import ALL_MODES, Objective, Trip
from explorer.core.network import DATA_YEAR, Mode, Span
from explorer.core.scenario import FIRST_YEAR, LAST_YEAR, Closure, Scenario

E = TypeVar("E", bound=Enum)

MAX_ITEMS: Final = 5000
MAX_TEXT: Final = 500
MAX_DAYS: Final = 3650.0
MAX_KPH: Final = 1000.0


class Reader:
    """Typed access to parsed JSON; faults are noted with their place and reading goes on."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, place: str, what: str) -> None:
        """Note one fault."""
        self.faults.append(f"{place}: {what}")

    def members(self, value: Any, place: str, known: tuple[str, ...]) -> dict[str, Any]:
        """An object's members; unknown names are faults, for they would be lost silently."""
        if not isinstance(value, dict):
            self.fault(place, f"is {_kind(value)}, an object is needed")
            return {}
        for name in value:
            if name not in known:
                self.fault(place, f"has an unknown member “{_short(name)}”; known are {', '.join(known)}")
        return value

    def items(self, value: Any, place: str) -> Iterator[tuple[str, Any]]:
        """Items of a list (None: no list) with their places."""
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(place, f"is {_kind(value)}, a list is needed")
            return
        if len(value) > MAX_ITEMS:
            self.fault(place, f"has {len(value)} items, at most {MAX_ITEMS} are allowed")
            return
        for index, item in enumerate(value):
            yield f"{place}[{index}]", item

    def entries(self, value: Any, place: str) -> Iterator[tuple[str, str, Any]]:
        """Members of an object that is a table of ids (None: no table) as place, id, value."""
        if value is None:
            return
        if not isinstance(value, dict):
            self.fault(place, f"is {_kind(value)}, an object is needed")
            return
        if len(value) > MAX_ITEMS:
            self.fault(place, f"has {len(value)} members, at most {MAX_ITEMS} are allowed")
            return
        for name, item in value.items():
            here = f"{place}.{_short(name)}"
            yield here, self.text(name, here), item

    def text(self, value: Any, place: str, is_needed: bool = True, limit: int = MAX_TEXT) -> str:
        """A text of at most `limit` characters; a fault and `` where it is none."""
        if not isinstance(value, str):
            self.fault(place, f"is {_kind(value)}, a text is needed")
        elif len(value) > limit:
            self.fault(place, f"has {len(value)} characters, at most {limit} are allowed")
        elif is_needed and not value:
            self.fault(place, "is empty, a text is needed")
        elif any(0xD800 <= ord(c) <= 0xDFFF for c in value):
            self.fault(place, "holds half a character; save the file as UTF-8")
        else:
            return value
        return ""

    def number(self, value: Any, place: str, low: float, high: float) -> float:
        """A finite number between two limits; a fault and `low` where it is none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(place, f"is {_kind(value)}, a number is needed")
            return low
        if (isinstance(value, float) and not math.isfinite(value)) or not low <= value <= high:
            self.fault(place, f"is {_short(str(value))}, it must be from {low:g} to {high:g}")
            return low
        return float(value)

    def whole(self, value: Any, place: str, low: int, high: int) -> int:
        """A whole number between two limits; a fault and `low` where it is none."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(place, f"is {_kind(value)}, a whole number is needed")
            return low
        return int(self.number(value, place, low, high))


def _kind(value: Any) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "missing or null"
    names = {bool: "true or false", dict: "an object", list: "a list", str: "a text", int: "a number"}
    return names.get(type(value), "a number")


def _short(text: str) -> str:
    """Text fit for a message: one line, at most 40 characters, nothing unprintable."""
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= 40 else f"{clean[:39]}…"


def read_scenario_value(reader: Reader, value: Any, at: str = "scenario") -> Scenario:
    """A scenario from its JSON value, named `at` in faults; members that are missing keep their default."""
    known = ("name", "closures", "opened", "year", "month", "speeds_kph", "dwells_days")
    members = reader.members(value, at, known)
    scenario = Scenario(name=reader.text(members.get("name", ""), f"{at}.name", is_needed=False))
    for place, item in reader.items(members.get("closures"), f"{at}.closures"):
        closure = _read_closure(reader, item, place)
        if scenario.is_closed(closure.target):
            reader.fault(place, f"“{_short(closure.target)}” is closed twice")
        scenario = scenario.with_closure(closure)
    for place, item in reader.items(members.get("opened"), f"{at}.opened"):
        scenario = scenario.with_opened(reader.text(item, place))
    year = reader.whole(members.get("year", DATA_YEAR), f"{at}.year", FIRST_YEAR, LAST_YEAR)
    month = members.get("month")
    scenario = scenario.with_date(year, None if month is None else reader.whole(month, f"{at}.month", 1, 12))
    for place, leg_id, item in reader.entries(members.get("speeds_kph"), f"{at}.speeds_kph"):
        scenario = scenario.with_speed(leg_id, reader.number(item, place, 0.1, MAX_KPH))
    for place, node_id, item in reader.entries(members.get("dwells_days"), f"{at}.dwells_days"):
        scenario = scenario.with_dwell(node_id, _read_span(reader, item, place))
    return scenario


def _read_closure(reader: Reader, value: Any, place: str) -> Closure:
    members = reader.members(value, place, ("target", "from_day", "to_day", "event"))
    target = reader.text(members.get("target"), f"{place}.target")
    days: list[float | None] = []
    for name in ("from_day", "to_day"):
        day = members.get(name)
        days.append(None if day is None else reader.number(day, f"{place}.{name}", 0.0, MAX_DAYS))
    from_day, to_day = days
    if from_day is not None and to_day is not None and from_day > to_day:
        reader.fault(f"{place}.to_day", "is before from_day")
    event = members.get("event")
    return Closure(target, from_day, to_day, None if event is None else reader.text(event, f"{place}.event"))


def _read_span(reader: Reader, value: Any, place: str) -> Span:
    members = reader.members(value, place, ("low", "typical", "high"))
    parts = (reader.number(members.get(n), f"{place}.{n}", 0.0, MAX_DAYS) for n in ("low", "typical", "high"))
    span = Span(*parts)
    if not span.is_ordered:
        reader.fault(place, "must have low <= typical <= high")
    return span


def read_trip_value(reader: Reader, value: Any, at: str = "trip") -> Trip:
    """A trip from its JSON value, named `at` in faults; all but origin and destination have defaults."""
    known = ("origin", "destination", "vias", "objective", "modes", "alternatives")
    members = reader.members(value, at, known)
    modes = ALL_MODES
    if members.get("modes") is not None:
        found = [
            read_choice(reader, item, place, Mode)
            for place, item in reader.items(members["modes"], f"{at}.modes")
        ]
        modes = frozenset(mode for mode in found if mode is not None)
        if not modes and not reader.faults:
            reader.fault(f"{at}.modes", "is empty, at least one mode is needed")
    objective = read_choice(reader, members.get("objective", "days"), f"{at}.objective", Objective)
    return Trip(
        origin_id=reader.text(members.get("origin"), f"{at}.origin"),
        destination_id=reader.text(members.get("destination"), f"{at}.destination"),
        via_ids=tuple(
            reader.text(item, place) for place, item in reader.items(members.get("vias"), f"{at}.vias")
        ),
        objective=objective or Objective.DAYS,
        modes=modes,
        alternatives=reader.whole(members.get("alternatives", 3), f"{at}.alternatives", 0, 9),
    )


def read_choice(reader: Reader, value: Any, place: str, choices: type[E]) -> E | None:
    """One of an enum's values; a fault and None where it is none of them."""
    text = reader.text(value, place)
    for choice in choices:
        if choice.value == text:
            return choice
    if text:
        allowed = ", ".join(choice.value for choice in choices)
        reader.fault(place, f"is “{_short(text)}”, it must be one of {allowed}")
    return None
