"""Builds the geometry of every leg and the tables beside it: exceptions and countries passed through."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from builder.geo import Line, great_circle, parts_km, rounded, simplified, split_at_antimeridian, unwrapped
from builder.land import load_land
from builder.network_graph import Graph, load_graph
from builder.paths import DERIVED, GEODATA, BuildError, write_json
from builder.places import load_towns
from builder.rail import Traced, trace
from builder.sea import trace_sea
from builder.tables import LegRow, NodeRow, Via, read_legs, read_nodes, read_rows, read_vias

REASONS = GEODATA / "builder" / "exception_reasons.csv"
# Degrees. Rail keeps its bends to about 200 m; roads in mountains would cost more points than all rail of
# a country.
TOLERANCE = {"rail": 0.0012, "road": 0.004, "sea": 0.002, "ferry": 0.002}
LENGTH_RATIO = {"rail": (0.80, 1.02), "sea": (0.95, 1.05), "ferry": (0.95, 1.05)}
# A country counts as passed through from this many km on; less is noise of borders that follow the line.
TRANSIT_KM = 10.0
SHORT_HOP_KM = 30.0
# Simplifying must not take out the points that a straight line through a desert has.
LONGEST_CHORD_KM = 55.0


@dataclass(frozen=True, slots=True)
class LegGeometry:
    """A leg with its finished geometry, in parts that each stay within -180..180."""

    leg: LegRow
    parts: list[Line]
    drawn_km: float
    track_km: float
    fault: str = ""

    @property
    def length_ratio(self) -> float:
        """Geodesic length of the geometry over the length in the table."""
        return parts_km(self.parts) / self.leg.length_km


def build_legs() -> None:
    """Trace every leg and write legs.json, exceptions.csv and leg_countries.csv.

    A leg without a way is drawn straight, named on the screen and listed in exceptions.csv as `not_routed`,
    which a test refuses: whoever adds a leg can go on working and sees what is missing.
    """
    nodes = read_nodes()
    legs = read_legs(nodes)
    built = list(_traced(legs, nodes, read_vias(legs)))
    size = write_json(DERIVED / "legs.json", {item.leg.id: item.parts for item in built})
    print(f"legs.json: {len(built)} legs, {size / 1e6:.2f} MB")
    write_exceptions(built)
    write_countries(built, nodes)


def _traced(
    legs: list[LegRow], nodes: dict[str, NodeRow], vias: dict[str, list[Via]]
) -> Iterable[LegGeometry]:
    land, towns = load_land(), load_towns()
    by_rail = {node for leg in legs if leg.mode == "rail" for node in (leg.start, leg.end)}
    graphs: dict[str, Graph] = {
        "rail": load_graph("world_railways", [nodes[node].point for node in sorted(by_rail)])
    }
    if any(leg.mode == "road" for leg in legs):
        graphs["road"] = load_graph("world_highways")
    for leg in legs:
        fault = ""
        try:
            if leg.mode in ("sea", "ferry"):
                traced = trace_sea(leg, nodes, vias.get(leg.id, []), land)
            else:
                traced = trace(leg, nodes, vias.get(leg.id, []), graphs[leg.mode], towns)
        except BuildError as error:
            fault = str(error)
            print(f"NOT ROUTED, drawn straight: {fault}")
            line = unwrapped(great_circle(nodes[leg.start].point, nodes[leg.end].point, LONGEST_CHORD_KM))
            traced = Traced(line, leg.length_km, leg.length_km)
        yield LegGeometry(leg, _finished(traced, leg, nodes), traced.drawn_km, traced.track_km, fault)


def _finished(traced: Traced, leg: LegRow, nodes: dict[str, NodeRow]) -> list[Line]:
    longest_km = LONGEST_CHORD_KM if leg.mode in ("rail", "road") else 1e9
    parts = split_at_antimeridian(simplified(traced.line, TOLERANCE[leg.mode], longest_km))
    parts = [part for part in map(rounded, parts) if len(part) > 1]
    # The rounding and unwrapping must not move the ends off the nodes.
    parts[0][0] = nodes[leg.start].point
    parts[-1][-1] = nodes[leg.end].point
    return parts


def write_exceptions(built: list[LegGeometry]) -> None:
    """Write the legs whose length is off, with the reason: from exception_reasons.csv, or the usual one."""
    given = {row["leg_id"]: row["reason"] for row in read_rows(REASONS)}
    rows = []
    for item in built:
        if item.fault:
            rows.append([item.leg.id, "not_routed", "", item.fault])
        low, high = LENGTH_RATIO.get(item.leg.mode, (0.0, 9.0))
        if not low <= round(item.length_ratio, 3) <= high:
            reason = given.get(item.leg.id) or _usual_reason(item)
            rows.append([item.leg.id, "length_ratio", f"{item.length_ratio:.3f}", reason])
    _write_csv("exceptions.csv", ["leg_id", "check", "value", "reason"], rows)
    print(f"exceptions.csv: {len(rows)}; without a reason: {[row[0] for row in rows if not row[3]]}")


def _write_csv(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (DERIVED / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _usual_reason(item: LegGeometry) -> str:
    leg = item.leg
    if leg.mode != "rail":
        return ""
    if leg.length_km <= SHORT_HOP_KM:
        return "short hop: node positions are good to 1-5 km, the table length runs between yards"
    if item.drawn_km > 0.3 * leg.length_km:
        return "drawn through known places: the network has no track here yet"
    if abs(item.track_km - leg.length_km) > 0.03 * leg.length_km:
        return (
            f"track in OpenStreetMap measures {item.track_km:.0f} km against {leg.length_km:.0f} in the table"
        )
    return "node positions are good to 1-5 km and the table length is rounded"


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
    _write_csv("leg_countries.csv", ["leg_id", "countries"], rows)
    print(f"leg_countries.csv: {len(rows)} legs")
