"""Figures and dates as the window writes them. No Qt: tested without a window.

Whole kilometres with thin thousands, days with one decimal, U+2212 for minus, an en dash in ranges.
A change is the difference of the values as shown, so that a reader can subtract.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from explorer.core.network import Span
from explorer.core.scenario import MONTHS

NARROW_SPACE: Final = "\u202f"
MINUS: Final = "\u2212"
EN_DASH: Final = "\u2013"
NO_CHANGE: Final = "\u00b10"
LRM_ARROW: Final = "\u2192"


def km(value: float) -> str:
    """Whole kilometres without unit: `12 677`."""
    return f"{round(value):,}".replace(",", NARROW_SPACE).replace("-", MINUS)


def km_unit(value: float) -> str:
    """Whole kilometres: `12 677 km`."""
    return f"{km(value)} km"


def days(value: float) -> str:
    """Days with one decimal, without unit: `31.5`."""
    return f"{_tenths(value):.1f}".replace("-", MINUS)


def days_shown(value: float) -> str:
    """Days of one step: something is never shown as nothing, `<0.1`."""
    return "<0.1" if 0 < value < 0.05 else days(value)


def days_unit(value: float) -> str:
    """Days in a table: `31.5 d`."""
    return f"{days(value)} d"


def days_range(span: Span) -> str:
    """Best to worst case: `21.0–67.4`."""
    return f"{days(span.low)}{EN_DASH}{days(span.high)}"


def span_words(span: Span) -> str:
    """Typical value first: `31.5 d (21.0–67.4)`."""
    return f"{days_unit(span.typical)} ({days_range(span)})"


def whole_days_range(span: Span) -> str:
    """Whole days for an audience: `20–76`."""
    return f"{round(span.low)}{EN_DASH}{round(span.high)}"


def signed(value: float, decimals: int) -> str:
    """A number with its sign, `±0` when it shows as nothing."""
    shown = round(value, decimals)
    if shown == 0:
        return NO_CHANGE
    sign = "+" if shown > 0 else MINUS
    return sign + f"{abs(shown):,.{decimals}f}".replace(",", NARROW_SPACE)


def km_change(before: float, after: float) -> float:
    """Difference of the kilometres as shown, in km."""
    return float(round(after) - round(before))


def days_change(before: float, after: float) -> float:
    """Difference of the days as shown, in days."""
    return round(_tenths(after) - _tenths(before), 1)


def km_change_words(before: float, after: float) -> str:
    """`+3 022 km`, or `±0 km`."""
    return f"{signed(km_change(before, after), 0)} km"


def days_change_words(before: float, after: float, unit: str = "d") -> str:
    """`+15.8 d`, or `±0 d`."""
    return f"{signed(days_change(before, after), 1)} {unit}"


def added(value: float, is_km: bool) -> str:
    """What closing something adds: `+4.0 d` or `+320 km`."""
    return f"{signed(value, 0)} km" if is_km else f"{signed(value, 1)} d"


def reported_range(low: float | None, high: float | None) -> str:
    """A reported saving in days: `−7 to −8 d`; a single value stays single; `not said` without."""
    if low is None or high is None:
        return "not said"
    if low == high:
        return f"{signed(-low, 0 if float(low).is_integer() else 1)} d"
    return f"{_plain(-low)} to {_plain(-high)} d"


def _plain(value: float) -> str:
    return "0" if value == 0 else signed(value, 0 if float(value).is_integer() else 1)


def list_words(names: Sequence[str], limit: int = 3) -> str:
    """`A`, `A and B`, `A, B and C`, or `A, B and 4 more`."""
    if len(names) <= 1:
        return names[0] if names else ""
    if len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 place`, `276 places`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def date_words(text: str) -> str:
    """A date of the tables in words: `2025-09-12` -> `12 Sep 2025`, `2024-07` -> `Jul 2024`."""
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) == 1:
        return text
    if not 1 <= int(parts[1]) <= 12:
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def period_words(start: str, end: str, number: float | None) -> str:
    """`12–25 Sep 2025 · 13 days`, `since 15 Oct 2024` without an end."""
    if not end:
        return f"since {date_words(start)}"
    first, last = date_words(start), date_words(end)
    if first.split(" ")[1:] == last.split(" ")[1:] and len(first.split(" ")) == 3:
        first = first.split(" ")[0]
    elif first.split(" ")[-1] == last.split(" ")[-1]:
        first = " ".join(first.split(" ")[:-1]) or first
    span = first if first == last else f"{first}{EN_DASH}{last}"
    return span if number is None else f"{span} · {number:g} {'day' if number == 1 else 'days'}"


def months_words(months: frozenset[int]) -> str:
    """Open months of a season: `Jul–Nov`; over the year's end `Nov–Mar`."""
    if not months or len(months) == 12:
        return "all year"
    starts = [m for m in sorted(months) if (m - 2) % 12 + 1 not in months]
    runs = []
    for start in starts:
        end = start
        while end % 12 + 1 in months:
            end = end % 12 + 1
        runs.append(MONTHS[start - 1] if start == end else f"{MONTHS[start - 1]}{EN_DASH}{MONTHS[end - 1]}")
    return ", ".join(runs)


def round_maximum(value: float) -> tuple[float, float]:
    """A round axis end at or above `value`, and its step: (80, 20) for 67.4."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500):
        if value <= step * 5:
            needed = max(1, -(-value // step))
            return float(step * needed), float(step)
    return float(-(-value // 1000) * 1000), 1000.0


def _tenths(value: float) -> float:
    return round(value, 1) + 0.0
