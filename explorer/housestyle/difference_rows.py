"""A difference as rows: the table before, after, change; what is no longer used, used instead, or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.core.difference import Difference, Fate, NodeDifference, Stay, Totals
from explorer.core.itinerary import Itinerary, Ride
from explorer.core.network import ZERO, Network, NodeKind, Span
from explorer.core.results import Results
from explorer.housestyle.countries import country_name
from explorer.housestyle.difference_words import NO_WAY, difference_title
from explorer.housestyle.format import (
    EN_DASH,
    count,
    days_change,
    days_change_words,
    days_range,
    days_shown,
    days_unit,
    km_change,
    km_change_words,
    km_unit,
    list_words,
    signed,
)
from explorer.housestyle.key_figures import Tone, change_tone
from explorer.housestyle.tables import Cell, Column, Table
from explorer.housestyle.wording import cause_words, mode_words, name_of, short_name

_AT_A_GLANCE = 4


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One line of the table. `bars` are the two values to draw, None where they are no amounts."""

    title: str
    before: str
    after: str
    change: str
    tone: Tone = Tone.PLAIN
    bars: tuple[float, float] | None = None

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        change = f", change {self.change}" if self.change else ""
        return f"{self.title}: before {self.before}, after {self.after}{change}"


@dataclass(frozen=True, slots=True)
class UsedRow:
    """One place or stretch of line: `ids` are the node or the legs, `days` what it takes, or takes more."""

    fate: Fate
    ids: tuple[str, ...]
    title: str
    detail: str
    days: str
    is_new: bool = False

    @property
    def sentence(self) -> str:
        """The row read aloud."""
        words = {Fate.LOST: "no longer used", Fate.GAINED: "used instead", Fate.CHANGED: "changed"}
        days = f", {self.days}" if self.days else ""
        return f"{self.title}, {self.detail}{days}: {words.get(self.fate, 'as before')}"


# ---------------------------------------------------------------- the table


def difference_rows(network: Network, found: Difference) -> tuple[DifferenceRow, ...]:
    """The lines of the table; where there is no way it says so, never zero."""
    before, after = found.before, found.after
    return (
        _km_row(before, after),
        _days_row("Transit, typical", _span(before, "transit_days"), _span(after, "transit_days")),
        _range_row(before, after),
        _days_row("Moving", _span(before, "moving_days"), _span(after, "moving_days")),
        _standing_row(before, after),
        _count_row(
            "Gauge changes", _gauge_words(network, before), _gauge_words(network, after), _gauges(found)
        ),
        _count_row("Border crossings", _border_words(before), _border_words(after), _borders(found)),
        DifferenceRow("Lengths with a source", _sourced(before), _sourced(after), ""),
        DifferenceRow("Countries", _countries(before), _countries(after), ""),
    )


def _span(totals: Totals | None, name: str) -> Span | None:
    if totals is None:
        return None
    span = getattr(totals, name)
    assert isinstance(span, Span)  # noqa: S101 (one of the three spans of Totals)
    return span


def _one_sided(title: str, before: str | None, after: str | None) -> DifferenceRow:
    """A row where one side or both have no way."""
    return DifferenceRow(title, before or EN_DASH, after or EN_DASH, "")


def _km_row(before: Totals | None, after: Totals | None) -> DifferenceRow:
    shown = [None if side is None else km_unit(side.distance_km) for side in (before, after)]
    if before is None or after is None:
        words, tone = "", Tone.PLAIN
        if (before is None) != (after is None):
            words, tone = ("a way opens", Tone.BETTER) if before is None else ("no way left", Tone.CLOSED)
        return DifferenceRow("Distance", shown[0] or NO_WAY, shown[1] or NO_WAY, words, tone)
    change = km_change(before.distance_km, after.distance_km)
    words = km_change_words(before.distance_km, after.distance_km)
    bars = (before.distance_km, after.distance_km)
    return DifferenceRow("Distance", str(shown[0]), str(shown[1]), words, change_tone(change), bars)


def _days_row(
    title: str, before: Span | None, after: Span | None, notes: tuple[str, str] = ("", "")
) -> DifferenceRow:
    shown = [
        None if span is None else days_unit(span.typical) + note
        for span, note in zip((before, after), notes, strict=True)
    ]
    if before is None or after is None:
        return _one_sided(title, *shown)
    change = days_change(before.typical, after.typical)
    words = days_change_words(before.typical, after.typical)
    bars = (before.typical, after.typical)
    return DifferenceRow(title, str(shown[0]), str(shown[1]), words, change_tone(change), bars)


def _range_row(before: Totals | None, after: Totals | None) -> DifferenceRow:
    shown = [None if side is None else f"{days_range(side.transit_days)} d" for side in (before, after)]
    if before is None or after is None:
        return _one_sided("Low to high", *shown)
    low, high = (
        days_change(getattr(before.transit_days, case), getattr(after.transit_days, case))
        for case in ("low", "high")
    )
    words = f"{signed(low, 1)} d" if low == high else f"{signed(low, 1)} to {signed(high, 1)} d"
    tone = change_tone(high) if low * high >= 0 and (low or high) else Tone.PLAIN
    return DifferenceRow("Low to high", str(shown[0]), str(shown[1]), words, tone)


def _standing_row(before: Totals | None, after: Totals | None) -> DifferenceRow:
    notes = tuple(
        "" if side is None or not side.stay_ids else f" at {count(len(side.stay_ids), 'place')}"
        for side in (before, after)
    )
    spans = (_span(before, "standing_days"), _span(after, "standing_days"))
    return _days_row("Standing", *spans, notes=(notes[0], notes[1]))


def _gauges(found: Difference) -> int | None:
    if found.before is None or found.after is None:
        return None
    return len(found.after.gauge_change_ids) - len(found.before.gauge_change_ids)


def _borders(found: Difference) -> int | None:
    if found.before is None or found.after is None:
        return None
    return len(found.after.border_leg_ids) - len(found.before.border_leg_ids)


def _count_row(title: str, before: str, after: str, change: int | None) -> DifferenceRow:
    if change is None:
        return DifferenceRow(title, before, after, "")
    return DifferenceRow(title, before, after, signed(change, 0), change_tone(change))


def _gauge_words(network: Network, side: Totals | None) -> str:
    """`1 · Altynkol`, `none`."""
    if side is None:
        return EN_DASH
    names = [short_name(name_of(network, node_id)) for node_id in dict.fromkeys(side.gauge_change_ids)]
    return f"{len(side.gauge_change_ids)} · {list_words(names, 2)}" if names else "none"


def _border_words(side: Totals | None) -> str:
    return EN_DASH if side is None else str(len(side.border_leg_ids) or "none")


def _sourced(side: Totals | None) -> str:
    return EN_DASH if side is None else f"{side.sourced} of {count(side.rides, 'leg')}"


def _countries(side: Totals | None) -> str:
    """All of them in travel order; how many first where they are too many to be counted at a glance."""
    if side is None:
        return EN_DASH
    number = f"{len(side.countries)} · " if len(side.countries) > _AT_A_GLANCE else ""
    return number + ", ".join(country_name(code) for code in side.countries)


# ---------------------------------------------------------------- what is used, and what no longer


def used_rows(
    network: Network, found: Difference, before: Results, after: Results, language: str = "en"
) -> tuple[UsedRow, ...]:
    """What is no longer used, used instead, or passed otherwise: places with a stay, then lines."""
    rows: list[UsedRow] = []
    for fate, itinerary in ((Fate.LOST, before.itinerary), (Fate.GAINED, after.itinerary)):
        rows += _places(network, found, fate, language)
        rows += _lines(network, found, fate, itinerary, language)
    rows += _changed(network, found, language)
    return tuple(rows)


def _places(network: Network, found: Difference, fate: Fate, language: str) -> Iterable[UsedRow]:
    for node in found.nodes_of(fate):
        stay = node.after or node.before
        is_strait = network.nodes[node.node_id].kind is NodeKind.CHOKEPOINT
        if stay is None or (not stay.causes and not is_strait):
            continue
        takes = f"{days_shown(stay.days.typical)} d" if stay.days.typical > 0 else ""
        name = short_name(name_of(network, node.node_id, language))
        yield UsedRow(fate, (node.node_id,), name, _causes(stay) or "passage", takes)


def _causes(stay: Stay) -> str:
    return ", ".join(dict.fromkeys(cause_words(cause) for cause in stay.causes))


def _lines(
    network: Network, found: Difference, fate: Fate, itinerary: Itinerary | None, language: str
) -> Iterable[UsedRow]:
    """Rides that follow one another, put together while mode and new link stay."""
    wanted = {leg.leg_id for leg in found.legs_of(fate)}
    run: list[Ride] = []
    for ride in () if itinerary is None else itinerary.rides:
        if run and (ride.leg_id not in wanted or (ride.mode, ride.new_link_id) != _key(run[-1])):
            yield _line(network, fate, run, language)
            run = []
        if ride.leg_id in wanted:
            run.append(ride)
    if run:
        yield _line(network, fate, run, language)


def _key(ride: Ride) -> tuple[object, object]:
    return ride.mode, ride.new_link_id


def _line(network: Network, fate: Fate, run: list[Ride], language: str) -> UsedRow:
    ends = [short_name(name_of(network, place, language)) for place in (run[0].from_id, run[-1].to_id)]
    length = sum(ride.length_km for ride in run)
    is_new = run[0].new_link_id is not None
    detail = f"{'new line' if is_new else mode_words(run[0].mode)} {km_unit(length)}"
    takes = f"{days_shown(sum(ride.days.typical for ride in run))} d"
    ids = tuple(dict.fromkeys(ride.leg_id for ride in run))
    return UsedRow(fate, ids, f"{ends[0]}{EN_DASH}{ends[1]}", detail, takes, is_new)


def _changed(network: Network, found: Difference, language: str) -> Iterable[UsedRow]:
    for node in found.nodes_of(Fate.CHANGED):
        yield _changed_stay(network, node, language)
    for leg in found.legs_of(Fate.CHANGED):
        if leg.before is None or leg.after is None:
            continue
        ends = network.legs[leg.leg_id]
        names = [short_name(name_of(network, place, language)) for place in (ends.from_id, ends.to_id)]
        old, new = leg.before.days.typical, leg.after.days.typical
        detail = f"{mode_words(leg.after.mode)} {days_shown(old)} d, now {days_shown(new)} d"
        title = EN_DASH.join(names)
        yield UsedRow(Fate.CHANGED, (leg.leg_id,), title, detail, days_change_words(old, new))


def _changed_stay(network: Network, node: NodeDifference, language: str) -> UsedRow:
    before, after = node.before or Stay(0, (), ZERO), node.after or Stay(0, (), ZERO)
    told = [
        f"{_causes(stay)} {days_shown(stay.days.typical)} d" if stay.causes else "straight through"
        for stay in (before, after)
    ]
    name = short_name(name_of(network, node.node_id, language))
    words = days_change_words(before.days.typical, after.days.typical)
    return UsedRow(Fate.CHANGED, (node.node_id,), name, f"{told[0]}, now {told[1]}", words)


# ---------------------------------------------------------------- the table for other programs

_FIGURES = (
    ("Distance", "km"),
    ("Transit time, typical", "days"),
    ("Transit time, low", "days"),
    ("Transit time, high", "days"),
    ("Moving", "days"),
    ("Standing", "days"),
    ("Places where cargo stands", ""),
    ("Gauge changes", ""),
    ("Border crossings", ""),
    ("Countries", ""),
    ("Legs", ""),
    ("Legs whose length has a source", ""),
)


def difference_table(network: Network, found: Difference, before: Results, after: Results) -> Table:
    """The difference as numbers for spreadsheets; what is used and what no longer stands below."""
    sides = (_numbers(found.before), _numbers(found.after))
    rows: list[tuple[Cell, ...]] = []
    for (title, unit), old, new in zip(_FIGURES, *sides, strict=True):
        change = None if old is None or new is None else new - old
        cells = tuple("no way" if value is None else value for value in (old, new))
        rows.append((title, unit, *cells, round(change, 1) if isinstance(change, float) else change))
    words = {Fate.LOST: "No longer used", Fate.GAINED: "Used instead", Fate.CHANGED: "Changed"}
    notes = [
        f"{words[row.fate]}: {row.title}, {row.detail}{f', {row.days}' if row.days else ''}"
        for row in used_rows(network, found, before, after)
    ]
    return Table(
        title=difference_title(network, before, after),
        columns=(
            Column("Figure"),
            Column("Unit"),
            *(Column(name, 1) for name in ("Before", "After", "Change")),
        ),
        rows=tuple(rows),
        notes=(*notes, f"Data {network.version}."),
    )


def _numbers(side: Totals | None) -> tuple[int | float | None, ...]:
    """The figures of one side as shown: whole km, days with one decimal; None where there is no way."""
    if side is None:
        return (None,) * len(_FIGURES)
    transit = side.transit_days
    spans = (transit.typical, transit.low, transit.high, side.moving_days.typical, side.standing_days.typical)
    counts = (side.stay_ids, side.gauge_change_ids, side.border_leg_ids, side.countries)
    return (
        round(side.distance_km),
        *(round(value, 1) for value in spans),
        *(len(items) for items in counts),
        side.rides,
        side.sourced,
    )
