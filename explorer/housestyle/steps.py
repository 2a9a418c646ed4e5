"""An itinerary as the rows of a list: stops, and rides merged between them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explorer.core.itinerary import Dwell, Itinerary, Ride
from explorer.core.network import ZERO, Confidence, Mode, Network, NodeKind, Span
from explorer.housestyle.format import days, days_range, km_unit, span_words
from explorer.housestyle.wording import cause_words, mode_words, name_of, short_name

ESTIMATED_SHARE = 0.25
"""A merged ride counts as estimated when more than this share of its km is."""


class RowKind(Enum):
    """What a row of the step list shows."""

    END = "end"
    STOP = "stop"
    RIDE = "ride"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row: `day` is when it begins (days after departure), `ids` the node or legs behind it."""

    kind: RowKind
    ids: tuple[str, ...]
    title: str
    detail: str
    day: float
    days: Span
    mode: Mode | None = None
    node_kind: NodeKind | None = None
    is_new: bool = False
    confidence: Confidence = Confidence.HIGH
    source_ids: tuple[str, ...] = ()

    @property
    def is_estimate(self) -> bool:
        """Whether no source was found for its figure."""
        return self.confidence is Confidence.ESTIMATE

    @property
    def note(self) -> str:
        """Range and confidence, for the unfolded row."""
        words = "estimate" if self.is_estimate else f"{self.confidence.value} confidence"
        return f"{days_range(self.days)} d · {words}"

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        stay = "" if self.days == ZERO else f", {span_words(self.days)}"
        return f"Day {days(self.day)}: {self.title} {self.detail}{stay}"


def step_rows(network: Network, itinerary: Itinerary, language: str = "en") -> tuple[StepRow, ...]:
    """Rows in travel order: the origin, rides and stops, the destination."""
    rows: list[StepRow] = []
    day = 0.0
    ends = (itinerary.node_ids[0], itinerary.node_ids[-1])
    if not (itinerary.steps and isinstance(itinerary.steps[0], Dwell)):
        rows.append(_end(network, ends[0], day, language))
    for group in _grouped(itinerary):
        row = _row(network, group, day, language, ends)
        rows.append(row)
        day += row.days.typical
    if not (itinerary.steps and isinstance(itinerary.steps[-1], Dwell)):
        rows.append(_end(network, ends[1], day, language))
    return tuple(rows)


def _grouped(itinerary: Itinerary) -> list[list[Ride | Dwell]]:
    """Steps put together: rides of one mode, gauge and new link; stays at one place."""
    groups: list[list[Ride | Dwell]] = []
    for step in itinerary.steps:
        if groups and _key(groups[-1][-1]) == _key(step):
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def _key(step: Ride | Dwell) -> tuple[object, ...]:
    if isinstance(step, Dwell):
        return ("stay", step.node_id)
    return ("ride", step.mode, step.gauge_mm, step.new_link_id)


def _row(
    network: Network, group: list[Ride | Dwell], day: float, language: str, ends: tuple[str, str]
) -> StepRow:
    rides = [step for step in group if isinstance(step, Ride)]
    total = ZERO
    for step in group:
        total = total + step.days
    if rides:
        return _ride(network, rides, day, total)
    stays = [step for step in group if isinstance(step, Dwell)]
    node = network.nodes[stays[0].node_id]
    return StepRow(
        kind=RowKind.END if node.id in ends else RowKind.STOP,
        ids=(node.id,),
        title=short_name(name_of(network, node.id, language)),
        detail=", ".join(dict.fromkeys(cause_words(stay.cause) for stay in stays)),
        day=day,
        days=total,
        node_kind=node.kind,
        confidence=stays[0].confidence,
        source_ids=tuple(dict.fromkeys(stay.source_id for stay in stays)),
    )


def _ride(network: Network, rides: list[Ride], day: float, total: Span) -> StepRow:
    length = sum(ride.length_km for ride in rides)
    guessed = sum(ride.length_km for ride in rides if ride.confidence is Confidence.ESTIMATE)
    worst = max(rides, key=lambda ride: ride.length_km).confidence
    first = rides[0]
    gauge = f" · {first.gauge_mm} mm" if first.gauge_mm else ""
    sources = (source for ride in rides for source in (ride.source_id, ride.speed_source_id))
    return StepRow(
        kind=RowKind.RIDE,
        ids=tuple(ride.leg_id for ride in rides),
        title="new line" if first.new_link_id else mode_words(first.mode),
        detail=f"{km_unit(length)}{gauge}",
        day=day,
        days=total,
        mode=first.mode,
        is_new=first.new_link_id is not None,
        confidence=Confidence.ESTIMATE if guessed > ESTIMATED_SHARE * length else worst,
        source_ids=tuple(dict.fromkeys(sources)),
    )


def _end(network: Network, node_id: str, day: float, language: str) -> StepRow:
    node = network.nodes[node_id]
    name = short_name(name_of(network, node_id, language))
    return StepRow(RowKind.END, (node_id,), name, "", day, ZERO, node_kind=node.kind)
