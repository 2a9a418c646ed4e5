"""Print how the model compares with published routes: `python geodata/calibration.py [--table]`.

The table is what geodata/README.md shows; the medians are what tests/io/test_geodata.py checks.
"""

from __future__ import annotations

import sys

from explorer.core.claims import compare_reported, median_errors
from explorer.io.geodata import load_network

CALIBRATED = frozenset(("observed", "scheduled"))


def _percent(error: float | None) -> str:
    return "" if error is None else f"{error:+.1%}"


def main() -> None:
    """Medians first, then a Markdown table with a row per published route."""
    rows = compare_reported(load_network())
    km, days = median_errors(rows, CALIBRATED)
    print(f"observed and scheduled: median error {km:.1%} in km, {days:.1%} in days")
    held = [row for row in rows if row.route.is_held_out]
    errors = sorted(abs(row.days_error) for row in held if row.days_error is not None)
    if errors:
        print(f"held out: median error {errors[len(errors) // 2]:.1%} in days over {len(errors)} routes")
    if "--table" not in sys.argv:
        return
    print("\n| route | kind | year | km reported | km model | error | days reported | model | error |")
    print("|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        route, found = row.route, row.itinerary
        span = "" if route.days_high is None else f"{route.days_low or route.days_high:g}–{route.days_high:g}"
        km_model = "no way" if found is None else f"{found.distance_km:.0f}"
        days_model = "" if found is None else f"{found.transit_days.typical:.1f}"
        name = f"{route.id}{' (held out)' if route.is_held_out else ''}"
        cells = (name, route.kind, route.year or "", f"{route.km:g}" if route.km else "", km_model)
        more = (_percent(row.km_error), span, days_model, _percent(row.days_error))
        print("| " + " | ".join(str(cell) for cell in (*cells, *more)) + " |")


if __name__ == "__main__":
    main()
