"""List every URL that the tables cite in tables/sources.csv, with a short stable id.

Run after adding rows: `python geodata/add_sources.py`. Known rows keep their id; new URLs get one
made from the publisher's domain and the page's name. Titles may be improved by hand afterwards.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

TABLES = Path(__file__).parent / "tables"
COLUMNS = {
    "nodes": ("source", "dwell_source"),
    "legs": ("length_source", "status_source"),
    "speed_classes": ("source",),
    "speed_evidence": ("source",),
    "dwell_evidence": ("source",),
    "new_links": ("source",),
    "reported": ("source",),
    "reported_unmapped": ("source",),
    "holdout": ("source",),
    "savings_claims": ("source",),
    "claims": ("source1", "source2", "source3"),
    "events": ("source", "source2"),
}
HEADER = ("id", "title", "url", "kind")
PACKAGES = {"package searoute 1.6.0": "searoute"}
NO_SOURCE = {"", "general knowledge", "from knowledge", "estimate"}


def cited() -> list[str]:
    """Every source text of the tables, in order of appearance."""
    found: dict[str, None] = {}
    for table, columns in COLUMNS.items():
        path = TABLES / f"{table}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    for part in (row.get(column) or "").split(" ; "):
                        if part.strip() not in NO_SOURCE:
                            found[part.strip()] = None
    return list(found)


def slug(text: str) -> str:
    """ASCII kebab-case of a text, at most 32 characters."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:32].strip("-")


def describe(text: str, taken: set[str]) -> dict[str, str]:
    """A row for a source text that is not listed yet."""
    if text in PACKAGES:
        return {"id": PACKAGES[text], "title": text, "url": "", "kind": "package"}
    url = text.split(" ", maxsplit=1)[0]
    parts = urlsplit(url)
    domain = parts.netloc.removeprefix("www.").rstrip(".") or slug(text)
    page = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1]
    base = slug(f"{domain} {page}") if slug(page) else slug(domain)
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    words = re.sub(r"\.(html?|php|aspx?)$", "", re.sub(r"[-_]+", " ", page)).strip()
    title = f"{domain}: {words}" if re.search(r"[^\W\d]{3}", words) else domain
    return {"id": candidate, "title": title[:120], "url": text, "kind": "web"}


def main() -> None:
    """Append what is missing to sources.csv."""
    path = TABLES / "sources.csv"
    rows: list[dict[str, str]] = []
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    known = {row["url"] or row["title"] for row in rows} | {row["id"] for row in rows}
    taken = {row["id"] for row in rows}
    for text in cited():
        if text not in known:
            row = describe(text, taken)
            rows.append(row)
            taken.add(row["id"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} sources in {path.name}")


if __name__ == "__main__":
    main()
