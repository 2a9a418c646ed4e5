"""Reads what the geometry needs from geodata/tables; all faults are gathered before they are raised."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from builder.geo import Point
from builder.paths import GEODATA, TABLES, BuildError

# Only these columns decide the geometry: editing a dwell or a note must not make it stale.
NODE_COLUMNS = ("id", "lon", "lat")
LEG_COLUMNS = ("id", "from", "to", "mode", "length_km")

VIAS = TABLES / "leg_vias.csv"
NAME_CHANGES = GEODATA / "builder" / "name_changes.csv"


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as the tables give it."""

    id: str
    point: Point
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg as the tables give it, without its geometry."""

    id: str
    start: str
    end: str
    mode: str
    length_km: float
    status: str


@dataclass(frozen=True, slots=True)
class Via:
    """A point that pins a leg.

    `use` is `via` (route through the network near it), `shape` (the network has a straight chord here:
    bend it to this point) or `draw` (no network: the line is drawn from point to point).
    """

    place: str
    country: str
    point: Point | None
    use: str


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV table by column name."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_nodes() -> dict[str, NodeRow]:
    """All nodes by id."""
    return {
        row["id"]: NodeRow(row["id"], (float(row["lon"]), float(row["lat"])), row["country"], row["kind"])
        for row in read_rows(TABLES / "nodes.csv")
    }


def read_legs(nodes: dict[str, NodeRow]) -> list[LegRow]:
    """All legs in the order of the table."""
    legs: list[LegRow] = []
    faults: list[str] = []
    for number, row in enumerate(read_rows(TABLES / "legs.csv"), start=2):
        faults.extend(
            f"legs.csv:{number} ({row['id']}): {column} names no node: {row[column]}"
            for column in ("from", "to")
            if row[column] not in nodes
        )
        legs.append(
            LegRow(row["id"], row["from"], row["to"], row["mode"], float(row["length_km"]), row["status"])
        )
    if faults:
        raise BuildError("\n".join(faults))
    return legs


def read_vias(legs: list[LegRow]) -> dict[str, list[Via]]:
    """Via points of each leg, in order from its `from` node to its `to` node."""
    known = {leg.id for leg in legs}
    vias: dict[str, list[Via]] = {}
    faults = []
    for number, row in enumerate(read_rows(VIAS), start=2):
        if row["leg_id"] not in known:
            # Legs come and go with the facts; their vias are worth keeping, but must not go unseen.
            print(f"leg_vias.csv:{number}: no such leg, left out: {row['leg_id']}")
            continue
        if row["use"] not in ("via", "shape", "draw"):
            faults.append(
                f"leg_vias.csv:{number} ({row['leg_id']}): use is via, shape or draw, not {row['use']!r}"
            )
        point = (float(row["lon"]), float(row["lat"])) if row["lon"] else None
        vias.setdefault(row["leg_id"], []).append(Via(row["place"], row["country"], point, row["use"]))
    if faults:
        raise BuildError("\n".join(faults))
    return vias


def drawn_stops(leg: LegRow, vias: list[Via]) -> tuple[list[Via], list[bool]]:
    """The vias between the ends, and which stops (ends included) are drawn: between two such is a line.

    The ends are drawn when every via is, or when a `draw` row names the end node itself.
    """
    places = [via.place for via in vias]
    between = [via for via in vias if via.place not in (leg.start, leg.end)]
    drawn = [via.use == "draw" for via in between if via.use != "shape"]
    everything = bool(drawn) and all(drawn) and len(between) == len(vias)
    return between, [everything or leg.start in places, *drawn, everything or leg.end in places]


def name_changes(kind: str) -> dict[str, dict[str, str]]:
    """Names that replace those of the source, by key and language: short or newer ones."""
    changes: dict[str, dict[str, str]] = {}
    for row in read_rows(NAME_CHANGES):
        if row["kind"] == kind:
            changes.setdefault(row["key"], {})[row["language"]] = row["name"]
    return changes
