"""What a user asks in words -> Scenario and Trip: ids or names in any language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import COUNTRY_PREFIX, Mode, Network
from explorer.core.places import resolve_place
from explorer.core.scenario import FIRST_YEAR, LAST_YEAR, Scenario
from explorer.errors import PlaceError, ScenarioError
from explorer.io.scenario_file import read_scenario


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, as typed. None or empty: nothing was said, the file or the default holds."""

    scenario_file: Path | None = None
    closes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    origin: str | None = None
    destination: str | None = None
    vias: tuple[str, ...] = ()
    objective: str | None = None
    modes: str | None = None
    alternatives: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Request()

    @property
    def is_file_only(self) -> bool:
        """Whether at most a file was named, which the window itself can open."""
        return replace(self, scenario_file=None).is_empty


@dataclass(frozen=True, slots=True)
class Understood:
    """Scenario and trip (None where no places were named), and what a file named in vain."""

    scenario: Scenario
    trip: Trip | None
    dropped: tuple[str, ...]


DEFAULT_TRIP = ("xian", "duisburg")
"""The trip of a request that names none: the one the September 2025 closure hit."""


def understand(network: Network, request: Request) -> Understood:
    """Turn a request into a scenario and a trip.

    Raises
    ------
    PlaceError
        When a place, leg or country is unknown or ambiguous; with the nearest matches.
    ScenarioError
        When something else is unknown or out of range.
    """
    scenario, trip = Scenario(), None
    dropped: tuple[str, ...] = ()
    if request.scenario_file is not None:
        found = read_scenario(request.scenario_file, network)
        scenario, trip, dropped = found.scenario, found.trip, found.dropped
    for text in request.closes:
        scenario = scenario.with_closure(_target(network, text))
    for text in request.events:
        scenario = _with_event(network, scenario, text)
    for text in request.opens:
        scenario = scenario.with_opened(_one_of(text, network.new_links, "new link", "links"))
    scenario = _with_date(scenario, request)
    return Understood(scenario, _trip(network, request, trip), dropped)


def _target(network: Network, text: str) -> str:
    """A closure's target: node id, leg id, `country:xx`, or the name of a place."""
    if network.has_target(text):
        return text
    if text.casefold().startswith(COUNTRY_PREFIX):
        country = text.casefold()
        if network.has_target(country):
            return country
        known = ", ".join(network.countries())
        raise PlaceError(f"There is no “{text}” in the network. Countries: {known}.")
    try:
        return resolve_place(network, text)
    except PlaceError as error:
        near = _near(text, network.legs)
        legs = f" Legs: {', '.join(near)}." if near else ""
        raise PlaceError(f"{error}{legs} A country is written country:pl.", error.matches) from None


def _with_event(network: Network, scenario: Scenario, text: str) -> Scenario:
    event = network.events[_one_of(text, network.events, "past closure", "events")]
    if not event.closes:
        raise ScenarioError(
            f"“{event.name}” ({event.id}) closed nothing that this network has. Choose another."
        )
    return scenario.with_event(event.id, event.closes)


def _with_date(scenario: Scenario, request: Request) -> Scenario:
    year = scenario.year if request.year is None else request.year
    month = scenario.month if request.month is None else request.month
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ScenarioError(f"The year {year} is out of range. Give one from {FIRST_YEAR} to {LAST_YEAR}.")
    if month is not None and not 1 <= month <= 12:
        raise ScenarioError(f"The month {month} is out of range. Give one from 1 to 12.")
    return scenario.with_date(year, month)


def _trip(network: Network, request: Request, saved: Trip | None) -> Trip | None:
    """The trip asked for; what is left unsaid comes from the file's trip, else from the default."""
    says_nothing = replace(
        request, scenario_file=None, closes=(), opens=(), events=(), year=None, month=None
    ).is_empty
    if says_nothing:
        return saved
    base = saved or _default_trip(network, request)
    trip = replace(
        base,
        origin_id=base.origin_id if request.origin is None else resolve_place(network, request.origin),
        destination_id=base.destination_id
        if request.destination is None
        else resolve_place(network, request.destination),
    )
    if request.vias:
        trip = replace(trip, via_ids=tuple(resolve_place(network, text) for text in request.vias))
    elif saved is not None and (trip.origin_id, trip.destination_id) != (
        saved.origin_id,
        saved.destination_id,
    ):
        trip = replace(trip, via_ids=())
    if request.objective is not None:
        trip = replace(trip, objective=Objective(request.objective))
    if request.modes is not None:
        trip = replace(trip, modes=_modes(request.modes))
    if request.alternatives is not None:
        trip = replace(trip, alternatives=request.alternatives)
    return trip


def _default_trip(network: Network, request: Request) -> Trip:
    ends = (request.origin, request.destination)
    origin, destination = (
        default if end is None else resolve_place(network, end)
        for end, default in zip(ends, DEFAULT_TRIP, strict=True)
    )
    return Trip(origin, destination)


def _modes(text: str) -> frozenset[Mode]:
    known = {mode.value: mode for mode in Mode}
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    wrong = [word for word in words if word not in known]
    if wrong or not words:
        what = f"There is no mode “{wrong[0]}”" if wrong else "No mode is named"
        raise ScenarioError(f"{what}. Give one or more of {', '.join(known)}, parted by commas.")
    return frozenset(known[word] for word in words)


def _one_of(text: str, known: Iterable[str], what: str, listing: str) -> str:
    """An id of a list as typed, whatever its case."""
    ids = list(known)
    typed = text.strip().casefold()
    if typed in ids:
        return typed
    near = _near(typed, ids)
    hint = f"Nearest: {', '.join(near)}." if near else f"See them all with: corridor-explorer {listing}."
    raise ScenarioError(f"There is no {what} “{text}”. {hint}")


def _near(text: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(text.casefold(), list(known), n=4, cutoff=0.55)
