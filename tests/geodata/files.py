"""The committed tables and geometry as the geodata tests read them."""

import csv
import itertools
import json
from functools import cache
from pathlib import Path

from pyproj import Geod

ROOT = Path(__file__).resolve().parents[2]
GEODATA = ROOT / "geodata"
GEOD = Geod(ellps="WGS84")


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table in geodata/."""
    with (GEODATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def read_derived(name: str):
    """A JSON file of geodata/derived."""
    return json.loads((GEODATA / "derived" / name).read_text(encoding="utf-8"))


@cache
def nodes() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_table("tables/nodes.csv")}


@cache
def legs() -> list[dict[str, str]]:
    return read_table("tables/legs.csv")


def node_point(node_id: str) -> tuple[float, float]:
    node = nodes()[node_id]
    return float(node["lon"]), float(node["lat"])


def distance_km(a, b) -> float:
    return GEOD.inv(*a, *b)[2] / 1000


def line_km(line) -> float:
    lons, lats = zip(*line, strict=True)
    return GEOD.line_length(lons, lats) / 1000


def leg_km(leg_id: str) -> float:
    return sum(line_km(part) for part in read_derived("legs.json")[leg_id])


@cache
def corridor_legs() -> set[str]:
    """Ids of the legs between two neighbours of a named corridor."""
    pairs = set()
    for row in read_table("tables/corridors.csv"):
        chain = row["node_ids"].split(";")
        pairs |= {frozenset(pair) for pair in itertools.pairwise(chain)}
    return {leg["id"] for leg in legs() if frozenset((leg["from"], leg["to"])) in pairs}
