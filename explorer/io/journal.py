"""The journal: every edit on disk as it happens, so that a crash or power cut loses at most the last second.

A file of lines, only ever appended to. Each line is the CRC-32 of its text in eight hexadecimal digits, a
blank, and the text: one JSON object without line breaks. A line that is torn or damaged is passed over; as
every state is written whole again after `CHECKPOINT` edits, what follows a damaged stretch can be read.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from explorer.core.state import State
from explorer.core.storyboard import Storyboard
from explorer.errors import JournalError, ScenarioFileError
from explorer.io.atomic import words_for, write_atomic
from explorer.io.scenario_file import parse_json
from explorer.io.scenario_json import JsonObject, scenario_to_json, trip_to_json
from explorer.io.scenario_parse import Reader, read_scenario_value, read_trip_value
from explorer.io.storyboard_json import read_storyboard_value, storyboard_to_json

SUFFIX: Final = ".journal"
CHECKPOINT: Final = 25
"""After so many edits a state is written whole, not as what differs from the one before."""
MAX_STEPS: Final = 500
"""How many undo steps are brought back."""
MAX_BYTES: Final = 200_000_000
MAX_LINE: Final = 10_000_000
COMPACT_BYTES: Final = 8_000_000
"""A journal larger than this is written anew with the steps that still count."""


@dataclass(frozen=True, slots=True)
class Step:
    """One undo step: its words, and the state after it."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class History:
    """What a journal tells of one document.

    `first` is the state before all `steps`; `index` counts the steps that are done (the others can be
    redone); `saved_index` is the step at which the document was last saved or opened (None: never, or
    no longer among the steps). `path` is its file. `damaged` counts lines that could not be read.
    """

    first: State
    steps: tuple[Step, ...] = ()
    index: int = 0
    saved_index: int | None = None
    path: Path | None = None
    damaged: int = 0

    @property
    def state(self) -> State:
        """The state as it was last."""
        return self.steps[self.index - 1].state if self.index else self.first

    @property
    def is_modified(self) -> bool:
        """Whether there is something that no file holds."""
        return self.index != self.saved_index and (bool(self.steps) or self.path is None)

    def with_step(self, step: Step) -> History:
        """One more edit: what could be redone is gone, and so are the oldest steps beyond MAX_STEPS."""
        saved = self.saved_index if self.saved_index is not None and self.saved_index <= self.index else None
        longer = replace(
            self, steps=(*self.steps[: self.index], step), index=self.index + 1, saved_index=saved
        )
        if longer.index <= MAX_STEPS:
            return longer
        saved = None if saved is None or saved == 0 else saved - 1
        return replace(
            longer,
            first=longer.steps[0].state,
            steps=longer.steps[1:],
            index=longer.index - 1,
            saved_index=saved,
        )


class JournalFile:
    """Appends to a journal. Every `append` reaches the operating system; `sync` makes sure of the disk.

    Raises JournalError, saying what is in the way, when the disk does not take it; the next append that
    succeeds begins with a whole state, so that nothing hangs on what was lost.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: State | None = None
        self._since_whole = 0
        self._is_torn = False
        self._size = 0
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, flags, 0o600)
            self._size = os.fstat(self._descriptor).st_size
        except OSError as error:
            raise _journal_error(path, error) from error
        self._is_torn = self._size > 0

    @property
    def size_bytes(self) -> int:
        """How large the journal is."""
        return self._size

    def open_document(self, state: State, path: Path | None, *, is_saved: bool) -> None:
        """A document begins: new or opened; what was before is over."""
        self._last = None
        self._append({"do": "open", "path": None if path is None else str(path), "saved": is_saved}, state)

    def push(self, text: str, state: State) -> None:
        """An edit; what could be redone is gone."""
        self._append({"do": "push", "text": text[:500]}, state)

    def move(self, index: int) -> None:
        """Undo or redo, until so many steps are done."""
        self._append({"do": "move", "index": index}, None)

    def saved(self, path: Path) -> None:
        """The document is in a file."""
        self._append({"do": "saved", "path": str(path)}, None)

    def sync(self) -> None:
        """Wait until the disk holds everything."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise _journal_error(self.path, error) from error

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _append(self, record: JsonObject, state: State | None) -> None:
        if state is not None:
            is_whole = self._last is None or self._since_whole >= CHECKPOINT
            record = {**record, "state": _state_json(state, None if is_whole else self._last)}
        line = _line(record)
        content = b"\n" + line if self._is_torn else line
        try:
            done = os.write(self._descriptor, content)
            if done != len(content):
                raise OSError(28, "No space left on device")
        except OSError as error:
            self._is_torn, self._last = True, None
            raise _journal_error(self.path, error) from error
        self._size += done
        self._is_torn = False
        if state is not None:
            self._since_whole = 0 if is_whole else self._since_whole + 1
            self._last = state


def write_history(path: Path, history: History) -> None:
    """Write a journal anew with what still counts, whole or not at all.

    Raises
    ------
    JournalError
        When it cannot be written.
    """
    is_saved = history.saved_index == 0
    file = None if history.path is None else str(history.path)
    records: list[JsonObject] = [
        {"do": "open", "path": file, "saved": is_saved, "state": _state_json(history.first, None)}
    ]
    before = history.first
    for number, step in enumerate(history.steps, start=1):
        last = None if number % CHECKPOINT == 0 else before
        records.append({"do": "push", "text": step.text, "state": _state_json(step.state, last)})
        if history.saved_index == number and file is not None:
            records.append({"do": "saved", "path": file})
        before = step.state
    if history.index != len(history.steps):
        records.append({"do": "move", "index": history.index})
    write_atomic(path, b"".join(_line(record) for record in records), JournalError)


def read_history(path: Path) -> History | None:
    """What a journal tells of its last document; None when it holds none that can be read.

    Raises
    ------
    JournalError
        When the file cannot be read at all. Damage inside never raises: it is counted.
    """
    history: History | None = None
    state: State | None = None
    damaged = 0
    for record in _records(path):
        try:
            if record is None:
                raise _BadRecordError
            history, state = _follow(record, history, state)
        except _BadRecordError:
            damaged += 1
            # What differs from a state that is not known any more says nothing.
            state = None if record is None or "state" in record else state
    return None if history is None else replace(history, damaged=damaged)


class _BadRecordError(ValueError):
    """A line that says nothing that can be followed."""


def _follow(
    record: JsonObject, history: History | None, last: State | None
) -> tuple[History | None, State | None]:
    """The history one record later, and the state that the next record's difference counts from."""
    match record.get("do"):
        case "open":
            state = _read_state(record.get("state"), None)
            return History(
                state, saved_index=0 if record.get("saved") is True else None, path=_path(record)
            ), state
        case "push":
            state = _read_state(record.get("state"), last)
            text = record.get("text")
            if not isinstance(text, str):
                raise _BadRecordError
            # Without a beginning that can be read, the first state that can be is one.
            begun = history or History(state)
            return begun.with_step(Step(text[:500], state)), state
        case "move" if history is not None:
            index = record.get("index")
            if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index <= len(history.steps):
                raise _BadRecordError
            return replace(history, index=index), last
        case "saved" if history is not None:
            return replace(history, saved_index=history.index, path=_path(record)), last
        case _:
            raise _BadRecordError


def _path(record: JsonObject) -> Path | None:
    found = record.get("path")
    if found is None:
        return None
    if not isinstance(found, str) or not found or len(found) > 4096 or "\0" in found:
        raise _BadRecordError
    return Path(found)


def _records(path: Path) -> Iterator[JsonObject | None]:
    """The records of a journal; None for a line that is torn, damaged or too long."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise JournalError(f"{path}: is no journal of this program. Delete it.")
        with path.open("rb") as file:
            while line := file.readline(MAX_LINE + 1):
                if line.strip():
                    yield _record(line)
    except OSError as error:
        raise _journal_error(path, error) from error


def _record(line: bytes) -> JsonObject | None:
    body = line[9:-1]
    if not line.endswith(b"\n") or line[8:9] != b" " or len(line) > MAX_LINE:
        return None
    if line[:8] != _checksum(body):
        return None
    try:
        record = parse_json(body)
    except ScenarioFileError:
        return None
    return record if isinstance(record, dict) else None


def _line(record: JsonObject) -> bytes:
    body = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return _checksum(body) + b" " + body + b"\n"


def _checksum(body: bytes) -> bytes:
    return f"{zlib.crc32(body):08x}".encode()


def _state_json(state: State, last: State | None) -> JsonObject:
    """A state as JSON; only what differs from `last` where there is one."""
    document: JsonObject = {"is_whole": last is None, "scene": state.scene_id}
    if last is None or (state.scenario, state.scenario.name) != (last.scenario, last.scenario.name):
        document["scenario"] = scenario_to_json(state.scenario)
    if last is None or state.trip != last.trip:
        document["trip"] = trip_to_json(state.trip)
    if last is None or state.storyboard != last.storyboard:
        document["storyboard"] = storyboard_to_json(state.storyboard)
    return document


def _read_state(value: Any, last: State | None) -> State:
    if not isinstance(value, dict) or (last is None and value.get("is_whole") is not True):
        raise _BadRecordError
    reader = Reader()
    scene_id = value.get("scene")
    scenario = None if last is None else last.scenario
    trip = None if last is None else last.trip
    storyboard = Storyboard() if last is None else last.storyboard
    if "scenario" in value:
        scenario = read_scenario_value(reader, value["scenario"])
    if "trip" in value:
        trip = read_trip_value(reader, value["trip"])
    if "storyboard" in value:
        storyboard = read_storyboard_value(reader, value["storyboard"])
    if reader.faults or scenario is None or trip is None:
        raise _BadRecordError
    known = storyboard.scene(scene_id) if isinstance(scene_id, str) else None
    return State(scenario, trip, storyboard, None if known is None else known.id)


def _journal_error(path: Path, error: OSError) -> JournalError:
    return JournalError(f"{path}: the journal of your edits cannot be kept: {words_for(error)}.")
