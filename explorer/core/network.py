"""Nodes, legs, corridors and new links: the network of freight corridors, as frozen values.

Coordinates are (lon, lat) in degrees, EPSG:4326. Lengths are km, times days, speeds km/h.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

DATA_YEAR = 2026
"""The year the tables describe: the date of an empty scenario."""

COUNTRY_PREFIX = "country:"


class Mode(Enum):
    """What carries the cargo over a leg."""

    RAIL = "rail"
    SEA = "sea"
    FERRY = "ferry"
    ROAD = "road"


class NodeKind(Enum):
    """What kind of place a node is."""

    BORDER = "border"
    PORT = "port"
    CHOKEPOINT = "chokepoint"
    TERMINAL = "terminal"
    JUNCTION = "junction"
    CITY = "city"


class LegStatus(Enum):
    """Whether a leg can be used in the data year."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CONSTRUCTION = "construction"
    PLANNED = "planned"


class Confidence(Enum):
    """How sure a figure is. ESTIMATE: no source was found."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity with its low, typical and high value (low <= typical <= high)."""

    low: float
    typical: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.typical + other.typical, self.high + other.high)

    @property
    def is_ordered(self) -> bool:
        """Whether low <= typical <= high holds."""
        return self.low <= self.typical <= self.high


ZERO = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Source:
    """A citable document behind a figure. `kind` is web, package or estimate; url may be empty."""

    id: str
    title: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Node:
    """A place where cargo can start, end, stop or change.

    `names` maps a language code (en, local, zh, ru) to the name; missing ones are absent.
    `dwell` is the stay in days when it is due; None where the tables give none.
    `dwell_at_ends` says that the stay is due at the first and last place of a haul too.
    `is_international` marks straits that stay open when the coastal state is closed.
    """

    id: str
    name: str
    names: Mapping[str, str]
    country: str
    kind: NodeKind
    lon: float
    lat: float
    dwell: Span | None
    dwell_confidence: Confidence
    dwell_source_id: str
    source_ids: tuple[str, ...]
    capacity_note: str = ""
    note: str = ""
    dwell_at_ends: bool = False
    is_international: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of one mode between two nodes, usable both ways.

    `gauges_mm` are the track gauges that run through (empty unless rail). `speed_kph` includes
    stops on the line; `days` is its ride. `season` holds the open months (empty: all year).
    `only_for` names the nodes that a trip must start or end at to be let through (empty: anyone).
    `countries` are further countries whose territory it crosses (ISO 3166-1 alpha-2, lower case).
    """

    id: str
    from_id: str
    to_id: str
    mode: Mode
    length_km: float
    gauges_mm: tuple[int, ...]
    speed_kph: Span
    days: Span
    status: LegStatus
    length_confidence: Confidence
    source_id: str
    speed_source_id: str
    opened_year: int | None = None
    season: frozenset[int] = frozenset()
    only_for: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    capacity_mt: float | None = None
    note: str = ""
    status_note: str = ""

    def other_end(self, node_id: str) -> str:
        """The node at the other end than `node_id`."""
        return self.to_id if node_id == self.from_id else self.from_id


@dataclass(frozen=True, slots=True)
class Corridor:
    """A named ordered chain of legs.

    `gate_ids` are the places, in order, that make a trip one by this corridor: the part of the
    chain between the first and the last gate is used as it stands; the way to it is free.
    `hue` is its colour slot 1-8 (see housestyle.style). `leg_ids` has one entry per two neighbours.
    """

    id: str
    name: str
    description: str
    node_ids: tuple[str, ...]
    leg_ids: tuple[str, ...]
    gate_ids: tuple[str, ...]
    hue: int


@dataclass(frozen=True, slots=True)
class SavingClaim:
    """Kilometres or days that a source says something new saves. Unknown parts are None."""

    id: str
    link: str
    origin: str
    destination: str
    saving_km: float | None
    days_low: float | None
    days_high: float | None
    year: int | None
    source_id: str
    note: str


@dataclass(frozen=True, slots=True)
class NewLink:
    """A planned or half-built link that a scenario or a year opens; `opening_year` is expected.

    `saving_claims` are what sources say it saves; `headline` is the one the card shows.
    """

    id: str
    name: str
    leg_ids: tuple[str, ...]
    opening_year: int | None
    description: str
    source_ids: tuple[str, ...]
    saving_claims: tuple[SavingClaim, ...]
    headline: SavingClaim | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or statement of the two starting articles, with what other sources say of it."""

    id: str
    claim: str
    subject: str
    value: str
    unit: str
    as_of: str
    node_ids: tuple[str, ...]
    leg_ids: tuple[str, ...]
    corridor_ids: tuple[str, ...]
    verdict: str
    best_value: str
    evidence: str
    source_ids: tuple[str, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Event:
    """A dated closure of the past. `closes` are the ids a scenario closes to repeat it (may be empty)."""

    id: str
    name: str
    kind: str
    mode: str
    country: str
    start: str
    end: str
    days: float | None
    is_ongoing: bool
    effect: str
    closes: tuple[str, ...]
    node_ids: tuple[str, ...]
    corridor_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportedRoute:
    """A published length or transit time of one itinerary (kind: observed, scheduled, promised, rough)."""

    id: str
    origin_id: str
    destination_id: str
    via_ids: tuple[str, ...]
    km: float | None
    days_low: float | None
    days_high: float | None
    kind: str
    year: int | None
    source_id: str
    note: str
    is_held_out: bool = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Network:
    """All nodes and legs, with what is said of them. Compared by identity: one is loaded per run.

    Mappings keep the order of the tables. `version` names the data (date and short hash).
    """

    nodes: Mapping[str, Node]
    legs: Mapping[str, Leg]
    corridors: Mapping[str, Corridor]
    new_links: Mapping[str, NewLink] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[Claim, ...] = ()
    events: Mapping[str, Event] = field(default_factory=lambda: MappingProxyType({}))
    reported: tuple[ReportedRoute, ...] = ()
    saving_claims: tuple[SavingClaim, ...] = ()
    version: str = "unversioned"

    def countries(self) -> tuple[str, ...]:
        """The countries with nodes, as lower-case ISO codes, sorted."""
        return tuple(sorted({node.country.lower() for node in self.nodes.values()}))

    def legs_at(self, node_id: str) -> Iterator[Leg]:
        """The legs that start or end at a node."""
        return (leg for leg in self.legs.values() if node_id in (leg.from_id, leg.to_id))

    def legs_of_target(self, target: str) -> frozenset[str]:
        """Ids of all legs that closing `target` (node id, leg id or `country:xx`) shuts.

        Closing a node is closing all its legs; closing a country is closing its nodes (save
        international straits) and every leg that crosses it. Unknown targets shut nothing.
        """
        return _legs_of_target(self, target)

    def has_target(self, target: str) -> bool:
        """Whether `target` is a node, a leg or a country of this network."""
        if target.startswith(COUNTRY_PREFIX):
            return target.removeprefix(COUNTRY_PREFIX) in self.countries()
        return target in self.nodes or target in self.legs

    def new_link_of(self, leg_id: str) -> str | None:
        """Id of the new link that a leg belongs to, or None."""
        return next((link.id for link in self.new_links.values() if leg_id in link.leg_ids), None)


@lru_cache(maxsize=4096)
def _legs_of_target(network: Network, target: str) -> frozenset[str]:
    """See `Network.legs_of_target`; kept, since panels and comparison ask for it all the time."""
    if target in network.legs:
        return frozenset((target,))
    if target in network.nodes:
        return frozenset(leg.id for leg in network.legs_at(target))
    if not target.startswith(COUNTRY_PREFIX):
        return frozenset()
    country = target.removeprefix(COUNTRY_PREFIX)
    inside = {
        node.id
        for node in network.nodes.values()
        if node.country.lower() == country and not node.is_international
    }
    return frozenset(
        leg.id
        for leg in network.legs.values()
        if leg.from_id in inside or leg.to_id in inside or country in leg.countries
    )
