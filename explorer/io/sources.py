"""The book of sources: what stands in a table's source column -> ids of sources.csv."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from explorer.core.network import Source
from explorer.io.tables import Faults, Row, read_table

_NO_SOURCE = frozenset(("general knowledge", "from knowledge", "estimate"))


class SourceBook:
    """Looks up sources by what the tables write: a URL, a package name or `estimate`."""

    ESTIMATE: Final = "estimate"

    def __init__(self, path: Path, faults: Faults) -> None:
        self.sources: dict[str, Source] = {
            self.ESTIMATE: Source(self.ESTIMATE, "Estimate: no source was found", "", "estimate")
        }
        self._by_text: dict[str, str] = {}
        for row in read_table(path, ("id", "title", "url", "kind"), faults):
            source = Source(row.needed("id"), row.needed("title"), row.text("url"), row.text("kind"))
            if source.id in self.sources:
                row.fault("id", f"“{source.id}” stands twice")
            self.sources[source.id] = source
            self._by_text[source.url or source.title] = source.id
            self._by_text[source.id] = source.id

    def ids(self, row: Row, *columns: str) -> tuple[str, ...]:
        """Source ids of a row's columns (parts split by ` ; `); unknown ones are faults."""
        found: dict[str, None] = {}
        for column in columns:
            for part in row.text(column).split(" ; "):
                text = part.strip()
                if not text:
                    continue
                if text in _NO_SOURCE:
                    found[self.ESTIMATE] = None
                elif text in self._by_text:
                    found[self._by_text[text]] = None
                else:
                    row.fault(column, f"“{text[:60]}” is not in sources.csv")
        return tuple(found)
