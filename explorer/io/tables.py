"""Reading the CSV tables with every fault named by file, row and column."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from explorer.core.network import Span

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Faults:
    """The faults found so far; readers add to them and go on, so that all are told at once."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, file: str, row: int, column: str, what: str) -> None:
        """Note one fault. Rows count as in a text editor: the header is row 1."""
        self.messages.append(f"{file}, row {row}, column {column}: {what}")


class Row:
    """One row of a table: typed access to its cells, faults noted instead of raised."""

    def __init__(self, file: str, number: int, cells: dict[str, str], faults: Faults) -> None:
        self.file = file
        self.number = number
        self._cells = cells
        self._faults = faults

    def fault(self, column: str, what: str) -> None:
        """Note a fault in this row."""
        self._faults.add(self.file, self.number, column, what)

    def text(self, column: str) -> str:
        """A cell's text without outer blanks; empty where the table has no such column."""
        return self._cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.text(column)
        if not value:
            self.fault(column, "is empty, a value is needed")
        return value

    def texts(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """A list cell, split by `;`."""
        return tuple(part.strip() for part in self.text(column).split(separator) if part.strip())

    def number_or_none(self, column: str) -> float | None:
        """A finite number, or None for an empty cell."""
        return self._convert(column, _finite, "is not a number")

    def number_needed(self, column: str) -> float:
        """A finite number; NaN stands in after a fault, so that reading can go on."""
        if not self.needed(column):
            return math.nan
        value = self.number_or_none(column)
        return math.nan if value is None else value

    def whole_or_none(self, column: str) -> int | None:
        """A whole number, or None for an empty cell."""
        return self._convert(column, int, "is not a whole number")

    def choice(self, column: str, kind: type[E], default: E) -> E:
        """A member of an Enum by its value."""
        value = self.needed(column)
        for member in kind:
            if member.value == value:
                return member
        if value:
            allowed = ", ".join(str(member.value) for member in kind)
            self.fault(column, f"“{value}” is none of {allowed}")
        return default

    def span_or_none(self, low: str, typical: str, high: str) -> Span | None:
        """Three cells as low, typical and high; None where all are empty."""
        values = [self.number_or_none(column) for column in (low, typical, high)]
        if all(value is None for value in values):
            return None
        if any(value is None for value in values):
            self.fault(typical, f"{low}, {typical} and {high} are needed together")
            return None
        span = Span(*[value for value in values if value is not None])
        if not (span.is_ordered and span.low >= 0):
            self.fault(typical, "low, typical and high must rise from 0 or more")
            return None
        return span

    def _convert(self, column: str, convert: Callable[[str], T], what: str) -> T | None:
        value = self.text(column)
        if not value:
            return None
        try:
            return convert(value)
        except ValueError:
            self.fault(column, f"“{value[:40]}” {what}")
            return None


def _finite(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def read_table(path: Path, columns: Iterable[str], faults: Faults) -> list[Row]:
    """Read a UTF-8 CSV with a header; missing files and columns are noted as faults."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.messages.append(f"{path.name}: the file is missing. Install the program again.")
        return []
    except (OSError, UnicodeDecodeError) as error:
        faults.messages.append(f"{path.name}: cannot be read ({error}). Install the program again.")
        return []
    reader = csv.reader(io.StringIO(text))
    try:
        lines = list(reader)
    except csv.Error as error:
        faults.messages.append(f"{path.name}, row {reader.line_num}: {error}")
        return []
    header = lines[0] if lines else []
    missing = [column for column in columns if column not in header]
    if missing:
        faults.add(path.name, 1, ", ".join(missing), "is missing from the header")
        return []
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            faults.add(path.name, number, "-", f"has {len(cells)} cells, the header has {len(header)}")
            continue
        rows.append(Row(path.name, number, dict(zip(header, cells, strict=True)), faults))
    return rows
