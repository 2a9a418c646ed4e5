"""An itinerary as a table on paper: where and when, how one gets there, how long one stands and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from explorer.core.itinerary import Itinerary
from explorer.core.network import Network, Span
from explorer.figures.canvas import Canvas, Ink, Type
from explorer.figures.mapscene import PALETTE
from explorer.figures.symbols import draw_symbol
from explorer.figures.textflow import fitted
from explorer.housestyle.format import days, days_range, days_shown, km
from explorer.housestyle.steps import RowKind, StepRow, step_rows
from explorer.housestyle.style import NODE_RADII
from explorer.housestyle.wording import name_of, short_name

ROW: Final = 10.3
_SIZE: Final = 7.6
_SMALL: Final = 6.6
ESTIMATE_MARK: Final = "~"
ESTIMATE_NOTE: Final = "~ estimate: no source found"
HEADER: Final = ("Day", "Place and stay", "By", "km", "Ride", "Stay")
_ENDS: Final = (0.08, 0.0, 0.0, 0.79, 0.895, 1.0)
"""Right edges of the columns with numbers, as shares of the width."""
_PLACE, _BY = 0.145, 0.6


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """One row: a place with what brought the cargo there and how long it stands. Days are typical ones.

    `symbol` is the role of its symbol, `is_new` says that a new line leads there.
    """

    day: str
    place: str
    cause: str
    mode: str
    km: str
    ride: str
    stay: str
    symbol: str
    is_new: bool = False


def journey_rows(network: Network, itinerary: Itinerary, language: str) -> tuple[JourneyRow, ...]:
    """The rows in travel order: every stop, every change of mode, gauge or new line."""
    result: list[JourneyRow] = []
    ride: StepRow | None = None
    for row in step_rows(network, itinerary, language):
        if row.kind is RowKind.RIDE:
            if ride is not None:
                result.append(_passing(network, itinerary, ride, language))
            ride = row
            continue
        result.append(_stop(row, ride))
        ride = None
    return tuple(result)


def _stop(row: StepRow, ride: StepRow | None) -> JourneyRow:
    symbol = "end" if row.kind is RowKind.END else row.node_kind.value if row.node_kind else "city"
    return JourneyRow(
        day=days(row.day),
        place=row.title,
        cause=row.detail,
        mode="" if ride is None else _mode(ride),
        km="" if ride is None else _km(ride),
        ride="" if ride is None else _days(ride),
        stay=_days(row) if row.days.typical else "",
        symbol=symbol,
        is_new=ride is not None and ride.is_new,
    )


def _passing(network: Network, itinerary: Itinerary, ride: StepRow, language: str) -> JourneyRow:
    """Where one ride ends and another begins without a stay."""
    last = next(step for step in reversed(itinerary.rides) if step.leg_id == ride.ids[-1])
    node = network.nodes[last.to_id]
    return JourneyRow(
        day=days(ride.day + ride.days.typical),
        place=short_name(name_of(network, node.id, language)),
        cause="",
        mode=_mode(ride),
        km=_km(ride),
        ride=_days(ride),
        stay="",
        symbol=node.kind.value,
        is_new=ride.is_new,
    )


def _mode(ride: StepRow) -> str:
    return "new" if ride.is_new else ride.title


def _km(ride: StepRow) -> str:
    return ride.detail.partition(" km")[0]


def _days(row: StepRow) -> str:
    shown = days_shown(row.days.typical)
    return f"{ESTIMATE_MARK}{shown}" if row.is_estimate and shown[0].isdigit() else shown


def totals_row(itinerary: Itinerary) -> JourneyRow:
    """The last row: kilometres, days on the way and standing."""
    moving, standing = itinerary.moving_days, itinerary.standing_days
    return JourneyRow(
        "",
        f"Total {days(itinerary.transit_days.typical)} days",
        "",
        "",
        km(itinerary.distance_km),
        days(moving.typical),
        days(standing.typical),
        "",
    )


def range_words(span: Span) -> str:
    """Best to worst case in words."""
    return f"{days_range(span)} days from best to worst case"


def has_estimates(rows: Sequence[JourneyRow]) -> bool:
    """Whether any figure of the rows is an estimate."""
    return any(text.startswith(ESTIMATE_MARK) for row in rows for text in (row.ride, row.stay))


def draw_header(canvas: Canvas, left: float, top: float, width: float, unit: float) -> float:
    """Draw the names of the columns; the height taken."""
    look = Type("semibold", _SMALL * unit, PALETTE.text_secondary)
    baseline = top + 7.0 * unit
    for number, words in enumerate(HEADER):
        if number in (1, 2):
            canvas.words(words, (left + (_PLACE, _BY)[number - 1] * width, baseline), look)
        else:
            canvas.words(words, (left + _ENDS[number] * width, baseline), look, "end")
    line = top + 9.6 * unit
    canvas.lines([((left, line), (left + width, line))], Ink(PALETTE.control_edge, 0.5 * unit))
    return 11.6 * unit


def draw_row(
    canvas: Canvas,
    row: JourneyRow,
    at: tuple[float, float],
    width: float,
    unit: float,
    *,
    is_total: bool = False,
) -> None:
    """Draw one row from its upper left corner."""
    left, top = at
    baseline = top + 7.4 * unit
    face = "semibold" if is_total else "regular"
    number = Type(face, _SIZE * unit, PALETTE.text)
    quiet = Type("regular", _SIZE * unit, PALETTE.text_secondary)
    canvas.words(row.day, (left + _ENDS[0] * width, baseline), quiet, "end")
    if row.symbol:
        radius = NODE_RADII[row.symbol] * 0.55 * unit
        draw_symbol(canvas, row.symbol, (left + 0.112 * width, top + 4.9 * unit), radius)
    _place(canvas, row, (left + _PLACE * width, baseline), (_BY - _PLACE - 0.01) * width, unit, is_total)
    mode = Type(
        "semibold" if row.is_new else "regular",
        _SIZE * unit,
        PALETTE.new_text if row.is_new else quiet.colour,
    )
    canvas.words(fitted(canvas, row.mode, mode, 0.125 * width), (left + _BY * width, baseline), mode)
    for end, text in zip(_ENDS[3:], (row.km, row.ride, row.stay), strict=True):
        canvas.words(text, (left + end * width, baseline), number, "end")


def _place(
    canvas: Canvas, row: JourneyRow, at: tuple[float, float], width: float, unit: float, is_total: bool
) -> None:
    """A place's name, and why the cargo stands there in smaller letters behind it."""
    strong = is_total or row.symbol == "end" or row.stay
    name = Type("semibold" if strong else "regular", _SIZE * unit, PALETTE.text)
    shown = fitted(canvas, row.place, name, width)
    canvas.words(shown, at, name)
    taken = canvas.width_of(shown, name) + 4.0 * unit
    small = Type("regular", _SMALL * unit, PALETTE.text_secondary)
    if row.cause and width - taken > 16.0 * unit:
        canvas.words(fitted(canvas, row.cause, small, width - taken), (at[0] + taken, at[1]), small)


def rule(canvas: Canvas, left: float, y: float, width: float, unit: float) -> None:
    """Draw the line above a total."""
    canvas.lines([((left, y), (left + width, y))], Ink(PALETTE.control_edge, 0.5 * unit))
