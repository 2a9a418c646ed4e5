"""Builds the geometry of every leg and the tables beside it: exceptions and countries passed through."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from builder.geo import Line, parts_km, rounded, simplified, split_at_antimeridian
from builder.land import load_land
from builder.network_graph import Graph, load_graph
from builder.paths import DERIVED, BuildError, write_json
from builder.places import load_towns
from builder.rail import Traced, trace
from builder.sea import trace_sea
from builder.tables import LegRow, NodeRow, Via, read_legs, read_nodes, read_vias

# Degrees. Rail keeps its bends to about 200 m; roads in mountains would cost more points than all rail of a country.
TOLERANCE = {"rail": 0.0022, "road": 0.004, "sea": 0.002, "ferry": 0.002}
LENGTH_RATIO = {"rail": (0.80, 1.02), "sea": (0.95, 1.05), "ferry": (0.95, 1.05)}
# A country counts as passed through from this many km on; less is noise of borders that follow the line.
TRANSIT_KM = 10.0


@dataclass(frozen=True, slots=True)
class LegGeometry:
    """A leg with its finished geometry, in parts that each stay within -180..180."""

    leg: LegRow
    parts: list[Line]
    drawn_km: float

    @property
    def length_ratio(self) -> float:
        """Geodesic length of the geometry over the length in the table."""
        return parts_km(self.parts) / self.leg.length_km


def build_legs() -> list[LegGeometry]:
    """Trace every leg and write legs.json, exceptions.csv and leg_countries.csv.

    Raises
    ------
    BuildError
        With one line for each leg that could not be traced.
    """
    nodes = read_nodes()
    legs = read_legs(nodes)
    vias = read_vias(legs)
    faults: list[str] = []
    built = list(_traced(legs, nodes, vias, faults))
    if faults:
        raise BuildError("\n".join(faults))
    size = write_json(DERIVED / "legs.json", {item.leg.id: item.parts for item in built})
    print(f"legs.json: {len(built)} legs, {size / 1e6:.2f} MB")
    write_exceptions(built)
    write_countries(built, nodes)
    return built


def _traced(
    legs: list[LegRow], nodes: dict[str, NodeRow], vias: dict[str, list[Via]], faults: list[str]
) -> Iterable[LegGeometry]:
    land, towns = load_land(), load_towns()
    graphs: dict[str, Graph] = {"rail": load_graph("world_railways")}
    if any(leg.mode == "road" for leg in legs):
        graphs["road"] = load_graph("world_highways")
    for leg in legs:
        try:
            if leg.mode in ("sea", "ferry"):
                traced = trace_sea(leg, nodes, vias.get(leg.id, []), land)
            else:
                traced = trace(leg, nodes, vias.get(leg.id, []), graphs[leg.mode], towns)
        except BuildError as fault:
            faults.append(str(fault))
            continue
        yield LegGeometry(leg, _finished(traced, leg, nodes), traced.drawn_km)


def _finished(traced: Traced, leg: LegRow, nodes: dict[str, NodeRow]) -> list[Line]:
    parts = split_at_antimeridian(simplified(traced.line, TOLERANCE[leg.mode]))
    parts = [part for part in map(rounded, parts) if len(part) > 1]
    # The rounding and unwrapping must not move the ends off the nodes.
    parts[0][0] = nodes[leg.start].point
    parts[-1][-1] = nodes[leg.end].point
    return parts


def write_exceptions(built: list[LegGeometry]) -> None:
    """Write the legs whose length is off, with the reason; reasons given by hand are kept."""
    path = DERIVED / "exceptions.csv"
    known: dict[tuple[str, str], str] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as handle:
            known = {(row["leg_id"], row["check"]): row["reason"] for row in csv.DictReader(handle)}
    rows = []
    for item in built:
        low, high = LENGTH_RATIO.get(item.leg.mode, (0.0, 9.0))
        ratio = item.length_ratio
        if not low <= round(ratio, 3) <= high:
            reason = known.get((item.leg.id, "length_ratio"), "") or _usual_reason(item)
            rows.append([item.leg.id, "length_ratio", f"{ratio:.3f}", reason])
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["leg_id", "check", "value", "reason"])
        writer.writerows(rows)
    print(f"exceptions.csv: {len(rows)}, {sum(not row[3] for row in rows)} without a reason")


def _usual_reason(item: LegGeometry) -> str:
    if item.leg.length_km <= 30 and item.leg.mode == "rail":
        return "short hop: node positions are good to 1-5 km, table length runs between yards"
    return ""


def write_countries(built: list[LegGeometry], nodes: dict[str, NodeRow]) -> None:
    """Write the countries that a land leg passes through besides those of its ends."""
    land = load_land()
    rows = []
    for item in built:
        if item.leg.mode in ("sea", "ferry"):
            continue
        own = {nodes[item.leg.start].country.lower(), nodes[item.leg.end].country.lower()}
        totals: dict[str, float] = {}
        for part in item.parts:
            for code, km in land.km_by_country(part).items():
                totals[code] = totals.get(code, 0.0) + km
        passed = sorted(code.upper() for code, km in totals.items() if km > TRANSIT_KM and code not in own)
        if passed:
            rows.append([item.leg.id, ";".join(passed)])
    with (DERIVED / "leg_countries.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["leg_id", "countries"])
        writer.writerows(rows)
    print(f"leg_countries.csv: {len(rows)} legs")


