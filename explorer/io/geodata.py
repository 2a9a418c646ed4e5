"""Packaged tables and geometry -> Network; every fault with file, row and column.

The tables are the program's source of truth (geodata/README.md explains each column). Only the
standard library is used here: the command line must start fast.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from explorer import assets
from explorer.core.geometry import Geometry
from explorer.core.network import (
    Confidence,
    Corridor,
    Leg,
    LegStatus,
    Mode,
    Network,
    NewLink,
    Node,
    NodeKind,
    SavingClaim,
    Span,
)
from explorer.errors import DataError
from explorer.io.evidence import read_claims, read_events, read_reported, read_savings
from explorer.io.sources import SourceBook
from explorer.io.tables import Faults, Row, read_table

TABLES = (
    "nodes",
    "legs",
    "corridors",
    "new_links",
    "speed_classes",
    "sources",
    "reported",
    "holdout",
    "savings_claims",
    "claims",
    "events",
)
"""Tables that make the network; their bytes make the data version."""

EDITION = "2026.1"

_ONE = Span(1.0, 1.0, 1.0)


def load_network(directory: Path | None = None) -> Network:
    """Read all tables.

    Raises
    ------
    DataError
        With every fault found, each with file, row and column.
    """
    tables = (directory or assets.geodata_dir()) / "tables"
    faults = Faults()
    book = SourceBook(tables / "sources.csv", faults)
    nodes = _read_nodes(tables, book, faults)
    legs = _read_legs(tables, nodes, book, faults)
    corridors = _read_corridors(tables, nodes, legs, faults)
    savings = read_savings(tables, book, faults)
    links = _read_new_links(tables, legs, savings, book, faults)
    network = Network(
        nodes=MappingProxyType(nodes),
        legs=MappingProxyType(legs),
        corridors=MappingProxyType(corridors),
        new_links=MappingProxyType(links),
        sources=MappingProxyType(book.sources),
        claims=read_claims(tables, book, faults),
        events=MappingProxyType(read_events(tables, {*nodes, *legs}, book, faults)),
        reported=read_reported(tables, nodes, book, faults),
        saving_claims=savings,
        version=data_version(tables),
    )
    if faults.messages:
        raise DataError(faults.messages)
    return network


def data_version(tables: Path) -> str:
    """Edition and short hash of the tables, e.g. `2026.1+1a2b3c4d`."""
    digest = hashlib.sha256()
    for name in TABLES:
        path = tables / f"{name}.csv"
        digest.update(path.read_bytes() if path.is_file() else b"")
    return f"{EDITION}+{digest.hexdigest()[:8]}"


def load_geometry(directory: Path | None = None) -> Geometry:
    """Read the derived geometry of all legs.

    Raises
    ------
    DataError
        When the file is missing or damaged.
    """
    path = (directory or assets.geodata_dir()) / "derived" / "legs.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {
            leg_id: tuple(tuple((float(x), float(y)) for x, y in part) for part in parts)
            for leg_id, parts in raw.items()
        }
    except FileNotFoundError:
        raise DataError([f"{path.name}: the file is missing. Install the program again."]) from None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DataError([f"{path.name}: is damaged ({error}). Install the program again."]) from None


def _unique(rows: list[Row]) -> Iterator[tuple[str, Row]]:
    """Rows with their id; a second row of the same id is a fault."""
    seen: set[str] = set()
    for row in rows:
        row_id = row.needed("id")
        if row_id in seen:
            row.fault("id", f"“{row_id}” stands twice")
        elif row_id:
            seen.add(row_id)
            yield row_id, row


def _read_nodes(tables: Path, book: SourceBook, faults: Faults) -> dict[str, Node]:
    columns = ("id", "name", "country", "kind", "lat", "lon", "dwell_low", "dwell_typical", "dwell_high")
    return {
        node_id: _node(node_id, row, book)
        for node_id, row in _unique(read_table(tables / "nodes.csv", columns, faults))
    }


def _node(node_id: str, row: Row, book: SourceBook) -> Node:
    names = {"en": row.needed("name")}
    for code in ("local", "zh", "ru"):
        if value := row.text(f"name_{code}"):
            names[code] = value
    lat, lon = row.number_needed("lat"), row.number_needed("lon")
    if not (-90 <= lat <= 90):
        row.fault("lat", f"{lat:g} is outside -90 to 90")
    if not (-180 <= lon <= 180):
        row.fault("lon", f"{lon:g} is outside -180 to 180")
    dwell = row.span_or_none("dwell_low", "dwell_typical", "dwell_high")
    source_ids = book.ids(row, "source")
    dwell_sources = book.ids(row, "dwell_source") if row.text("dwell_source") else ()
    confidence = Confidence.ESTIMATE
    if dwell is not None and dwell_sources and dwell_sources[0] != book.ESTIMATE:
        confidence = row.choice("dwell_confidence", Confidence, Confidence.LOW)
    return Node(
        id=node_id,
        name=names["en"],
        names=MappingProxyType(names),
        country=row.needed("country"),
        kind=row.choice("kind", NodeKind, NodeKind.CITY),
        lon=lon,
        lat=lat,
        dwell=dwell,
        dwell_confidence=confidence,
        dwell_source_id=dwell_sources[0] if dwell_sources else book.ESTIMATE,
        source_ids=source_ids,
        capacity_note=row.text("capacity_note"),
        note=row.text("note"),
        dwell_at_ends=row.text("dwell_at_ends") == "yes",
        is_international=row.text("international") == "yes",
    )


def _read_speeds(tables: Path, book: SourceBook, faults: Faults) -> dict[str, tuple[Span, str]]:
    """Speed class -> km/h and source id."""
    speeds = {}
    rows = read_table(
        tables / "speed_classes.csv", ("id", "kph_low", "kph_typical", "kph_high", "source"), faults
    )
    for class_id, row in _unique(rows):
        span = row.span_or_none("kph_low", "kph_typical", "kph_high")
        if span is None or span.low <= 0:
            row.fault("kph_low", "a speed class needs speeds above 0")
            span = _ONE
        ids = book.ids(row, "source")
        speeds[class_id] = (span, ids[0] if ids else book.ESTIMATE)
    return speeds


def _read_legs(tables: Path, nodes: Mapping[str, Node], book: SourceBook, faults: Faults) -> dict[str, Leg]:
    speeds = _read_speeds(tables, book, faults)
    columns = ("id", "from", "to", "mode", "length_km", "gauge_mm", "speed_class", "status", "length_source")
    legs = {}
    for leg_id, row in _unique(read_table(tables / "legs.csv", columns, faults)):
        for column in ("from", "to"):
            if row.text(column) not in nodes:
                row.fault(column, f"“{row.text(column)}” is not in nodes.csv")
        legs[leg_id] = _leg(leg_id, row, speeds, book)
    return legs


def _leg(leg_id: str, row: Row, speeds: Mapping[str, tuple[Span, str]], book: SourceBook) -> Leg:
    length = row.number_needed("length_km")
    if not length > 0:
        row.fault("length_km", "must be above 0")
        length = 1.0
    mode = row.choice("mode", Mode, Mode.RAIL)
    gauges = tuple(int(g) for g in row.texts("gauge_mm") if g.isdigit())
    if (mode is Mode.RAIL) != bool(gauges):
        row.fault("gauge_mm", "is needed for rail and for rail only")
    speed, speed_source = _speed(row, speeds, book)
    source_ids = book.ids(row, "length_source")
    source_id = source_ids[0] if source_ids else book.ESTIMATE
    confidence = row.choice("length_confidence", Confidence, Confidence.LOW)
    return Leg(
        id=leg_id,
        from_id=row.text("from"),
        to_id=row.text("to"),
        mode=mode,
        length_km=length,
        gauges_mm=gauges,
        speed_kph=speed,
        days=Span(*(length / kph / 24 for kph in (speed.high, speed.typical, speed.low))),
        status=row.choice("status", LegStatus, LegStatus.OPEN),
        length_confidence=Confidence.ESTIMATE if source_id == book.ESTIMATE else confidence,
        source_id=source_id,
        speed_source_id=speed_source,
        opened_year=row.whole_or_none("opened_year"),
        season=_season(row),
        only_for=frozenset(row.texts("only_for")),
        countries=row.texts("crosses"),
        capacity_mt=row.number_or_none("capacity_mt"),
        note=row.text("note"),
        status_note=row.text("status_note"),
    )


def _speed(row: Row, speeds: Mapping[str, tuple[Span, str]], book: SourceBook) -> tuple[Span, str]:
    """A leg's speed in km/h: its class, or its own figure spread as its class is."""
    class_id = row.needed("speed_class")
    if class_id not in speeds:
        if class_id:
            row.fault("speed_class", f"“{class_id}” is not in speed_classes.csv")
        return _ONE, book.ESTIMATE
    speed, source = speeds[class_id]
    own = row.number_or_none("own_speed_kph")
    if own is None:
        return speed, source
    if not own > 0:
        row.fault("own_speed_kph", "must be above 0")
        return speed, source
    factor = own / speed.typical
    own_sources = book.ids(row, "length_source")
    return Span(speed.low * factor, own, speed.high * factor), own_sources[0] if own_sources else source


def _season(row: Row) -> frozenset[int]:
    """Open months of `7-11`; empty for all year."""
    text = row.text("season")
    if not text:
        return frozenset()
    first, _, last = text.partition("-")
    if not (first.isdigit() and last.isdigit() and 1 <= int(first) <= int(last) <= 12):
        row.fault("season", f"“{text}” is not like 7-11")
        return frozenset()
    return frozenset(range(int(first), int(last) + 1))


def _read_corridors(
    tables: Path, nodes: Mapping[str, Node], legs: Mapping[str, Leg], faults: Faults
) -> dict[str, Corridor]:
    between = {frozenset((leg.from_id, leg.to_id)): leg.id for leg in reversed(list(legs.values()))}
    corridors = {}
    rows = read_table(tables / "corridors.csv", ("id", "name", "node_ids", "gate_ids", "hue"), faults)
    for corridor_id, row in _unique(rows):
        chain, gates = row.texts("node_ids"), row.texts("gate_ids")
        leg_ids = []
        for here, there in itertools.pairwise(chain):
            leg_id = between.get(frozenset((here, there)))
            if leg_id is None:
                row.fault("node_ids", f"no leg joins {here} and {there}")
            else:
                leg_ids.append(leg_id)
        if not gates or [node for node in chain if node in gates] != list(gates):
            row.fault("gate_ids", "must be places of the chain, in its order")
            gates = chain[:1]
        hue = row.whole_or_none("hue") or 0
        if not 1 <= hue <= 8:
            row.fault("hue", "must be 1 to 8")
            hue = 1
        name, words = row.needed("name"), row.text("description")
        corridors[corridor_id] = Corridor(corridor_id, name, words, chain, tuple(leg_ids), gates, hue)
    return corridors


def _read_new_links(
    tables: Path,
    legs: Mapping[str, Leg],
    savings: tuple[SavingClaim, ...],
    book: SourceBook,
    faults: Faults,
) -> dict[str, NewLink]:
    links = {}
    rows = read_table(tables / "new_links.csv", ("id", "name", "leg_ids", "opening_year", "source"), faults)
    for link_id, row in _unique(rows):
        leg_ids = row.texts("leg_ids")
        for leg_id in leg_ids:
            if leg_id not in legs:
                row.fault("leg_ids", f"“{leg_id}” is not in legs.csv")
            elif legs[leg_id].status in (LegStatus.OPEN, LegStatus.SUSPENDED):
                row.fault("leg_ids", f"“{leg_id}” is {legs[leg_id].status.value}, so it is no new link")
        claims = tuple(claim for claim in savings if claim.link == link_id)
        headline = row.text("headline_claim")
        chosen = next((claim for claim in claims if claim.id == headline), None)
        if headline and chosen is None:
            row.fault("headline_claim", f"“{headline}” is no saving claim of {link_id}")
        links[link_id] = NewLink(
            id=link_id,
            name=row.needed("name"),
            leg_ids=leg_ids,
            opening_year=row.whole_or_none("opening_year"),
            description=row.text("description"),
            source_ids=book.ids(row, "source"),
            saving_claims=claims,
            headline=chosen,
            note=row.text("note"),
        )
    grouped = {leg_id for link in links.values() for leg_id in link.leg_ids}
    for leg in legs.values():
        if leg.status in (LegStatus.PLANNED, LegStatus.CONSTRUCTION) and leg.id not in grouped:
            faults.messages.append(f"new_links.csv: no new link opens {leg.id}, so it could never open")
    return links
