"""The corridor strip's rows as words, sorted fastest first, the current one on top. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.comparison import CorridorRow, RowState
from explorer.core.itinerary import Itinerary, Objective
from explorer.core.network import Mode, Network
from explorer.core.results import Results
from explorer.housestyle.format import EN_DASH, days, km
from explorer.housestyle.wording import corridor_of, corridor_title, itinerary_title, row_note, short_of

_ORDER = {
    RowState.OPEN: 0,
    RowState.CLOSED: 1,
    RowState.OUT_OF_SEASON: 2,
    RowState.NOT_BUILT: 3,
    RowState.NOT_IN_USE: 4,
    RowState.NOT_FOR_TRIP: 5,
}


@dataclass(frozen=True, slots=True)
class StripRow:
    """One corridor as shown. Days are None where there is no way."""

    corridor_id: str
    name: str
    hue: int
    mode: Mode
    is_new: bool
    is_current: bool
    state: RowState
    baseline_km: str
    baseline_days: str
    now_km: str
    now_days: str
    baseline_value: float | None
    now_value: float | None
    note: str

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        if self.now_value is not None:
            return f"{self.name}: now {self.now_km} km, {self.now_days} days; {self.note}"
        return f"{self.name}: {self.state.value}, {self.note}"


def strip_rows(network: Network, results: Results) -> tuple[StripRow, ...]:
    """Rows for every corridor that serves the trip."""
    current = corridor_of(network, results.itinerary) if results.itinerary else None
    is_km = results.trip.objective is Objective.KM
    rows = []
    for row in results.corridors:
        if row.state is RowState.NOT_FOR_TRIP or not _serves(row):
            continue
        corridor = network.corridors[row.corridor_id]
        modes = [network.legs[leg_id] for leg_id in corridor.leg_ids]
        lengths: dict[Mode, float] = {}
        for leg in modes:
            lengths[leg.mode] = lengths.get(leg.mode, 0.0) + leg.length_km
        rows.append(
            StripRow(
                corridor_id=corridor.id,
                name=corridor_title(corridor),
                hue=corridor.hue,
                mode=max(lengths, key=lambda mode: lengths[mode]),
                is_new=any(network.new_link_of(leg_id) for leg_id in corridor.leg_ids),
                is_current=_is_now(row, results.itinerary, corridor_title(corridor) == current),
                state=row.state,
                baseline_km=km(row.baseline.distance_km) if row.baseline else EN_DASH,
                baseline_days=days(row.baseline.transit_days.typical) if row.baseline else EN_DASH,
                now_km=km(row.current.distance_km) if row.current else "",
                now_days=days(row.current.transit_days.typical) if row.current else row.state.value,
                baseline_value=row.baseline.transit_days.typical if row.baseline else None,
                now_value=row.current.transit_days.typical if row.current else None,
                note=row_note(network, row, results.scenario),
            )
        )
    if results.itinerary is not None and not any(row.is_current for row in rows):
        rows.append(_this_journey(network, results, results.itinerary))
    by_id = {row.corridor_id: row for row in results.corridors}
    return tuple(sorted(rows, key=lambda row: _rank(row, by_id.get(row.corridor_id), is_km)))


def _this_journey(network: Network, results: Results, now: Itinerary) -> StripRow:
    """The journey itself, where it follows no named corridor; its id is empty."""
    before = results.baseline
    lengths: dict[Mode, float] = {}
    for ride in now.rides:
        lengths[ride.mode] = lengths.get(ride.mode, 0.0) + ride.length_km
    return StripRow(
        corridor_id="",
        name=itinerary_title(network, now),
        hue=0,
        mode=max(lengths, key=lambda mode: lengths[mode]),
        is_new=any(ride.new_link_id for ride in now.rides),
        is_current=True,
        state=RowState.OPEN,
        baseline_km=km(before.distance_km) if before else EN_DASH,
        baseline_days=days(before.transit_days.typical) if before else EN_DASH,
        now_km=km(now.distance_km),
        now_days=days(now.transit_days.typical),
        baseline_value=before.transit_days.typical if before else None,
        now_value=now.transit_days.typical,
        note="this journey, by no named corridor",
    )


def _serves(row: CorridorRow) -> bool:
    """Whether a row tells something: a way now or before, or why there is none."""
    return row.state is not RowState.OPEN or row.current is not None


def _is_now(row: CorridorRow, itinerary: Itinerary | None, is_named: bool) -> bool:
    if itinerary is None or row.current is None:
        return False
    return row.current.leg_ids == itinerary.leg_ids or is_named


def _rank(row: StripRow, source: CorridorRow | None, is_km: bool) -> tuple[bool, int, float, str]:
    shown = (source.current or source.baseline) if source else None
    measure = float("inf")
    if shown is not None:
        measure = shown.distance_km if is_km else shown.transit_days.typical
    return (not row.is_current, _ORDER[row.state], measure, row.name)


def strip_title(network: Network, results: Results, rows: tuple[StripRow, ...]) -> tuple[str, str]:
    """Title and note of the strip."""
    ends = [short_of(network, i) for i in (results.trip.origin_id, results.trip.destination_id)]
    named = [row for row in rows if row.corridor_id]
    is_open = sum(row.state is RowState.OPEN for row in named)
    by = "shortest first" if results.trip.objective is Objective.KM else "fastest first"
    others = len(results.corridors) - len(named)
    note = f"{is_open} of {len(named)} open · {by}"
    if others:
        note += f" · {others} do not serve this trip"
    return f"Corridors for {ends[0]} → {ends[1]}", note
