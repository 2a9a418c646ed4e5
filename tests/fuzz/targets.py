"""Every parser of what comes from outside, as a function of bytes: only its own error may come out of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.core.state import State
from explorer.core.storyboard import Figure, FigureKind, Scene, Storyboard
from explorer.errors import JournalError, MessageError, PlaceError, ScenarioError, ScenarioFileError
from explorer.io import check, tables
from explorer.io.journal import JournalFile, read_history
from explorer.io.request import Request, understand
from explorer.io.scenario_file import check_scenario, parse_json, read_scenario, write_scenario
from explorer.webmap import messages
from tests.network_fixture import small_network


@dataclass(frozen=True, slots=True)
class Target:
    """A parser, the errors that are its own, and inputs to start from."""

    run: Callable[[bytes], object]
    errors: tuple[type[Exception], ...]
    seeds: tuple[bytes, ...]


@cache
def _network() -> Network:
    return small_network()


@cache
def _place() -> Path:
    """A folder in memory where there is one."""
    root = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=root))


def _written(name: str, content: bytes) -> Path:
    path = _place() / name
    path.write_bytes(content)
    return path


def _scenario_file(content: bytes) -> object:
    path = _written("a.corridor", content)
    check_scenario(path, _network())
    found = read_scenario(path, _network())
    # What was read can be answered, saved and read again: the same.
    trip = found.trip or Trip("chengdu", "berlin")
    try:
        resolve(_network(), found.scenario, trip)
    except ScenarioFileError:
        raise
    except ScenarioError:
        trip = Trip("chengdu", "berlin")
    again = _place() / "again.corridor"
    write_scenario(again, found.scenario, trip, _network(), found.storyboard)
    back = read_scenario(again, _network())
    assert (back.scenario, back.trip, back.storyboard) == (found.scenario, trip, found.storyboard)
    return found


def _journal(content: bytes) -> object:
    return read_history(_written("a.journal", content))


def _message(content: bytes) -> object:
    return messages.parse(content.decode("utf-8", "replace"))


def _geojson(content: bytes) -> object:
    return check.check_file(_written("a.geojson", content), _network())


def _table(content: bytes) -> object:
    faults = tables.Faults()
    rows = tables.read_table(_written("nodes.csv", content), ("id", "name"), faults)
    for row in rows:
        row.number_needed("lon")
        row.whole_or_none("year")
        row.choice("kind", FigureKind, FigureKind.KM)
        row.span_or_none("low", "typical", "high")
    return faults.messages


def _request(content: bytes) -> object:
    words = content.decode("utf-8", "surrogateescape").split("\n")
    origin, destination, close, modes, via, *_ = [*words, "", "", "", "", ""]
    return understand(
        _network(),
        Request(closes=(close,), origin=origin, destination=destination, modes=modes or None, vias=(via,)),
    )


def _figure(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    figure = Figure.parse(text)
    assert figure is None or str(figure) == text
    return figure


@cache
def _scenario_seeds() -> tuple[bytes, ...]:
    path = _place() / "seed.corridor"
    scenario = Scenario(name="seed").with_closure("quay").with_opened("short").with_date(2030, 9)
    trip = Trip("chengdu", "berlin", ("quay",))
    scene = Scene(
        "s1", scenario, trip, "Title", "Text", "Notes", (1.0, 2.0, 3.0, 4.0), (Figure(FigureKind.KM),)
    )
    write_scenario(path, scenario, trip, _network(), Storyboard("Told", (scene,)))
    old = {"schema": "corridor-explorer/scenario/1", "scenario": {"closures": [{"target": "quay"}]}}
    return path.read_bytes(), json.dumps(old).encode(), b"{}", b"[1]"


@cache
def _journal_seeds() -> tuple[bytes, ...]:
    path = _place() / "seed.journal"
    path.unlink(missing_ok=True)
    file = JournalFile(path)
    trip = Trip("chengdu", "berlin")
    file.open_document(State(Scenario(), trip), Path("/x.corridor"), is_saved=True)
    file.push("Close", State(Scenario().with_closure("quay"), trip))
    file.move(0)
    file.saved(Path("/x.corridor"))
    file.close()
    content = path.read_bytes()
    return content, content[:-9], b"00000000 {}\n"


_MESSAGES = (
    b'{"type": "opened"}',
    b'{"type": "view", "west": 1, "south": 2, "east": 3, "north": 4, "zoom": 5}',
    b'{"type": "menu", "kind": "node", "id": "quay", "x": 1, "y": 2, "lon": 3, "lat": 4}',
    b'{"type": "layers", "layers": {"rivers": true}}',
    b'{"type": "settled", "count": 1e3, "labels": 2}',
)
_GEOJSON = (
    (
        b'{"type": "FeatureCollection", "metadata": {}, "features": [{"type": "Feature", "id": "a",'
        b' "properties": {"feature": "leg"}, "geometry": {"type": "LineString",'
        b' "coordinates": [[1, 2], [3, 4]]}}]}'
    ),
)
_TABLES = (b"id,name,lon,year,kind,low,typical,high\na,A,1.5,2020,km,1,2,3\n",)


@cache
def targets() -> Mapping[str, Target]:
    """All parsers by name."""
    return MappingProxyType(
        {
            "scenario-file": Target(_scenario_file, (ScenarioFileError,), _scenario_seeds()),
            "json": Target(parse_json, (ScenarioFileError,), (*_scenario_seeds(), *_MESSAGES)),
            "journal": Target(_journal, (JournalError,), _journal_seeds()),
            "page-message": Target(_message, (MessageError,), _MESSAGES),
            "geojson-check": Target(_geojson, (), _GEOJSON),
            "table": Target(_table, (), _TABLES),
            "request": Target(_request, (PlaceError, ScenarioError), (b"chengdu\nberlin\nquay\nrail\nquay",)),
            "figure": Target(_figure, (), (b"km", b"claim:a01", b"reported_km:cku")),
        }
    )
