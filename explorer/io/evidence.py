"""Reading what sources report: claims, past closures, published routes and savings."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from explorer.core.network import Claim, Event, ReportedRoute, SavingClaim
from explorer.io.sources import SourceBook
from explorer.io.tables import Faults, Row, read_table


def read_savings(tables: Path, book: SourceBook, faults: Faults) -> tuple[SavingClaim, ...]:
    """Savings that sources report of new links and past openings."""
    columns = ("id", "link", "saving_km", "saving_days_low", "saving_days_high", "source")
    return tuple(
        SavingClaim(
            id=row.needed("id"),
            link=row.needed("link"),
            origin=row.text("origin_text"),
            destination=row.text("destination_text"),
            saving_km=row.number_or_none("saving_km"),
            days_low=row.number_or_none("saving_days_low"),
            days_high=row.number_or_none("saving_days_high"),
            year=row.whole_or_none("year"),
            source_id=_first(row, book, "source"),
            note=row.text("note"),
        )
        for row in read_table(tables / "savings_claims.csv", columns, faults)
    )


def read_claims(tables: Path, book: SourceBook, faults: Faults) -> tuple[Claim, ...]:
    """Figures and statements of the two starting articles."""
    columns = ("id", "claim", "subject", "value", "verdict", "best_value", "evidence", "source1")
    return tuple(
        Claim(
            id=row.needed("id"),
            claim=row.needed("claim"),
            subject=row.text("subject"),
            value=row.text("value"),
            unit=row.text("unit"),
            as_of=row.text("as_of"),
            node_ids=row.texts("node_ids"),
            leg_ids=row.texts("leg_ids"),
            corridor_ids=row.texts("corridor_ids"),
            verdict=row.needed("verdict"),
            best_value=row.text("best_value"),
            evidence=row.text("evidence"),
            source_ids=book.ids(row, "source1", "source2", "source3"),
            confidence=row.text("confidence"),
            note=row.text("note"),
        )
        for row in read_table(tables / "claims.csv", columns, faults)
    )


def read_events(tables: Path, known: Collection[str], book: SourceBook, faults: Faults) -> dict[str, Event]:
    """Dated closures of the past; `closes` must name known nodes and legs."""
    events = {}
    columns = ("id", "name", "type", "start", "end", "ongoing", "effect", "source", "closes")
    for row in read_table(tables / "events.csv", columns, faults):
        closes = row.texts("closes")
        for target in closes:
            if target not in known:
                row.fault("closes", f"“{target}” is neither a node nor a leg")
        events[row.needed("id")] = Event(
            id=row.text("id"),
            name=row.needed("name"),
            kind=row.text("type"),
            mode=row.text("mode"),
            country=row.text("country"),
            start=row.text("start"),
            end=row.text("end"),
            days=row.number_or_none("days"),
            is_ongoing=row.text("ongoing") == "yes",
            effect=row.text("effect"),
            closes=closes,
            node_ids=row.texts("node_ids"),
            corridor_ids=row.texts("corridor_ids"),
            source_ids=book.ids(row, "source", "source2"),
            confidence=row.text("confidence"),
            note=row.text("note"),
        )
    return events


def read_reported(
    tables: Path, known: Collection[str], book: SourceBook, faults: Faults
) -> tuple[ReportedRoute, ...]:
    """Published lengths and transit times; those of holdout.csv were kept out of calibration."""
    routes = []
    columns = (
        "id",
        "origin_id",
        "destination_id",
        "via_ids",
        "km",
        "days_low",
        "days_high",
        "kind",
        "source",
    )
    for file in ("reported.csv", "holdout.csv"):
        for row in read_table(tables / file, columns, faults):
            places = (row.needed("origin_id"), row.needed("destination_id"), *row.texts("via_ids"))
            for place in places:
                if place not in known:
                    row.fault("via_ids", f"“{place}” is not in nodes.csv")
            routes.append(
                ReportedRoute(
                    id=row.needed("id"),
                    origin_id=places[0],
                    destination_id=places[1],
                    via_ids=places[2:],
                    km=row.number_or_none("km"),
                    days_low=row.number_or_none("days_low"),
                    days_high=row.number_or_none("days_high"),
                    kind=row.needed("kind"),
                    year=row.whole_or_none("year"),
                    source_id=_first(row, book, "source"),
                    note=row.text("note"),
                    is_held_out=file == "holdout.csv",
                )
            )
    return tuple(routes)


def _first(row: Row, book: SourceBook, column: str) -> str:
    """The first source of a cell; `estimate` where there is none."""
    ids = book.ids(row, column)
    return ids[0] if ids else book.ESTIMATE
