"""Scenario files (`.corridor`): JSON with a version, read with distrust and written whole.

The format is described by resources/schemas/scenario-2.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from explorer.core.itinerary import Trip
from explorer.core.known import known_scenario, known_scene, known_trip
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Storyboard
from explorer.errors import ScenarioFileError
from explorer.io.atomic import words_for, write_atomic
from explorer.io.scenario_json import JsonObject, scenario_to_json, trip_to_json
from explorer.io.scenario_parse import Reader, read_scenario_value, read_trip_value
from explorer.io.storyboard_json import read_storyboard_value, storyboard_to_json

SCHEMA: Final = "corridor-explorer/scenario/"
VERSION: Final = 2
SUFFIX: Final = ".corridor"
MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 20
MAX_FAULTS: Final = 20


def _add_storyboard(document: JsonObject) -> JsonObject:
    """Version 1 had no storyboard."""
    return {**document, "schema": f"{SCHEMA}2"}


UPGRADES: Mapping[int, Callable[[JsonObject], JsonObject]] = {1: _add_storyboard}
"""Version n -> the step that makes version n + 1 of it. Version 1 is the first there was."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What a scenario file holds for one network.

    `trip` is None where the file names none, or a place of it is gone. `dropped` says in words what
    the file names and this network does not have. `data_version` is the one it was saved with.
    Scenes of `storyboard` are whole, whatever the network has: core.known tells what can be shown.
    """

    scenario: Scenario
    trip: Trip | None
    dropped: tuple[str, ...]
    data_version: str
    storyboard: Storyboard = Storyboard()  # noqa: RUF009 - frozen


class _FaultyJson(ValueError):
    """JSON that Python would read but that no other program should."""


def read_scenario(path: Path, network: Network) -> ScenarioFile:
    """Open a scenario file; ids that this network does not have are dropped and listed.

    Raises
    ------
    ScenarioFileError
        When it is no scenario file of a version this program reads; with every fault and its place.
    """
    document = _read_json(path)
    faults, result = _understand(document, network)
    if faults or result is None:
        shown = faults[:MAX_FAULTS]
        more = [f"and {len(faults) - MAX_FAULTS} more faults"] if len(faults) > MAX_FAULTS else []
        raise ScenarioFileError("\n".join(f"{path}: {fault}" for fault in (*shown, *more)))
    return result


def check_scenario(path: Path, network: Network) -> tuple[str, ...]:
    """Every fault of a scenario file, ids that do not exist included; empty when it is sound."""
    try:
        document = _read_json(path)
    except ScenarioFileError as error:
        return (str(error).removeprefix(f"{path}: "),)
    faults, result = _understand(document, network)
    return (*faults, *(result.dropped if result else ()))


def write_scenario(
    path: Path,
    scenario: Scenario,
    trip: Trip | None,
    network: Network,
    storyboard: Storyboard | None = None,
) -> None:
    """Save a scenario, trip and storyboard if there are any; the old file stays until the new is safe.

    Raises
    ------
    ScenarioFileError
        When it cannot be written there.
    """
    try:
        content = scenario_bytes(scenario, trip, network, storyboard)
    except ScenarioFileError as error:
        raise ScenarioFileError(f"{path}: {error}") from None
    write_atomic(path, content, ScenarioFileError)


def scenario_bytes(
    scenario: Scenario, trip: Trip | None, network: Network, storyboard: Storyboard | None = None
) -> bytes:
    """What a scenario file holds.

    Raises
    ------
    ScenarioFileError
        When it could not be read again as it stands: too long a text, too many scenes.
    """
    document: JsonObject = {
        "schema": f"{SCHEMA}{VERSION}",
        "data_version": network.version,
        "scenario": scenario_to_json(scenario),
    }
    if trip is not None:
        document["trip"] = trip_to_json(trip)
    if storyboard is not None and storyboard != Storyboard():
        document["storyboard"] = storyboard_to_json(storyboard)
    faults, _ = _understand(document, network)
    if faults:
        raise ScenarioFileError(f"this scenario cannot be saved: {'; '.join(faults)}")
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def _read_json(path: Path) -> Any:
    """The parsed JSON of a file of sane size."""
    try:
        return parse_json(_read_bytes(path))
    except ScenarioFileError as error:
        raise ScenarioFileError(f"{path}: {error}") from None


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ScenarioFileError("this is a folder. Give a file.")
        if path.exists() and not path.is_file():
            raise ScenarioFileError("this is no ordinary file. Give a scenario file.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ScenarioFileError("there is no such file. Check its name and folder.") from None
    except PermissionError:
        raise ScenarioFileError("no permission to read it. Ask its owner for it.") from None
    except OSError as error:
        raise ScenarioFileError(f"could not be read: {words_for(error)}.") from None
    except ValueError as error:
        raise ScenarioFileError(f"is no usable file name ({error}).") from None
    if len(content) > MAX_BYTES:
        raise ScenarioFileError(
            f"is larger than {MAX_BYTES // 1_000_000} MB, so it is no scenario file. Choose another file."
        )
    return content


def parse_json(content: bytes) -> Any:
    """Parse bytes as strict JSON: UTF-8, no NaN, no member twice, no deeper than 20.

    Raises
    ------
    ScenarioFileError
        Saying what is wrong and in which line and column.
    """
    if not content.strip():
        raise ScenarioFileError("is empty. Choose another file or save the scenario again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioFileError(f"line {line}: is not text in UTF-8, so it is no scenario file.") from None
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_members_once)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        end = " The file seems cut off." if is_cut else ""
        raise ScenarioFileError(f"line {error.lineno}, column {error.colno}: {error.msg}.{end}") from None
    except (_FaultyJson, RecursionError) as error:
        what = str(error) if isinstance(error, _FaultyJson) else f"is nested deeper than {MAX_DEPTH}"
        raise ScenarioFileError(f"{what}.") from None
    except ValueError:
        raise ScenarioFileError("holds a number with thousands of digits.") from None
    if _is_deeper(value, MAX_DEPTH):
        raise ScenarioFileError(f"is nested deeper than {MAX_DEPTH}.")
    return value


def _refuse_constant(text: str) -> float:
    raise _FaultyJson(f"holds {text}, which is no number")


def _members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _FaultyJson(f"names the member {json.dumps(twice[:40])} twice in one object")
    return members


def _is_deeper(value: Any, limit: int) -> bool:
    """Whether lists and objects are nested deeper than `limit`; level by level, no recursion."""
    level = [value]
    for _ in range(limit + 1):
        inside: list[Any] = []
        for item in level:
            inside.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
        if not inside:
            return False
        level = inside
    return True


def _understand(document: Any, network: Network) -> tuple[tuple[str, ...], ScenarioFile | None]:
    """Faults, and what the document says when there are none."""
    fault = _version_fault(document)
    if fault:
        return (fault,), None
    version = int(document["schema"].removeprefix(SCHEMA))
    while version < VERSION:
        document = UPGRADES[version](document)
        version += 1
    reader = Reader()
    members = reader.members(document, "file", ("schema", "data_version", "scenario", "trip", "storyboard"))
    data_version = reader.text(members.get("data_version", "unknown"), "data_version")
    if "scenario" not in members:
        reader.fault("scenario", "is missing")
    scenario = read_scenario_value(reader, members.get("scenario", {}))
    trip = None if members.get("trip") is None else read_trip_value(reader, members["trip"])
    storyboard = read_storyboard_value(reader, members.get("storyboard"))
    if reader.faults:
        return tuple(reader.faults), None
    scenario, dropped = known_scenario(network, scenario)
    if trip is not None:
        trip, gone = known_trip(network, trip)
        dropped = (*dropped, *gone)
    dropped = (*dropped, *_unknown_in_scenes(network, storyboard))
    return (), ScenarioFile(scenario, trip, dropped, data_version, storyboard)


def _unknown_in_scenes(network: Network, storyboard: Storyboard) -> tuple[str, ...]:
    """What the scenes name and this network does not have, each with the number of its scene."""
    return tuple(
        f"scene {number}: {words}"
        for number, scene in enumerate(storyboard, start=1)
        for words in known_scene(network, scene)[1]
    )


def _version_fault(document: Any) -> str:
    """Why a document is of no version this program reads; empty when it is."""
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, str) or not schema.startswith(SCHEMA):
        return f"is no scenario file: its member “schema” must begin with “{SCHEMA}”."
    number = schema.removeprefix(SCHEMA)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return f"schema: “{number[:40]}” is no version number."
    if int(number) > VERSION:
        return (
            f"schema: was saved by a newer version of this program (file version {int(number)}, this"
            f" program reads up to {VERSION}). Update the program, or save the file in the older form there."
        )
    if int(number) < VERSION and int(number) not in UPGRADES:
        return f"schema: there never was a file version {int(number)}."
    return ""
