"""What the map page says, as frozen values: JSON text -> message, or MessageError.

The page is not trusted: every field is checked, nothing is converted silently.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.errors import MessageError

MAX_LENGTH = 4000
"""Longest text, in characters, that the page has reason to send."""

KINDS = frozenset({"node", "leg", "country", ""})


@dataclass(frozen=True, slots=True)
class Opened:
    """The page runs and takes calls."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The basemap stands; `elapsed_ms` since the page began to load."""

    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Clicked:
    """A click on a node or leg; kind and id are empty for the background."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class ToggleRequested:
    """A double-click on a node or leg: close or reopen it."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class MenuRequested:
    """A right click at page pixel (x, y) and (lon, lat); a country's id is `country:xx`."""

    kind: str
    id: str
    x: float
    y: float
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Hovered:
    """The pointer came to a node or leg, and the page asks what to tell."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class ViewChanged:
    """The map shows west, south, east, north (degrees, east may pass 180) at this zoom."""

    west: float
    south: float
    east: float
    north: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Moving:
    """The map looks at (lon, lat) at this zoom, or flies there; said while another map follows it."""

    lon: float
    lat: float
    zoom: float
    flies: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """All that was asked is drawn: the running count, and how much stands on the map."""

    count: int
    labels: int


@dataclass(frozen=True, slots=True)
class LayersChanged:
    """The reader switched a layer on or off on the map itself."""

    layers: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class LinkClicked:
    """The reader clicked a web address."""

    url: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An error inside the page."""

    text: str


Message = (
    Opened
    | Drawn
    | Clicked
    | ToggleRequested
    | MenuRequested
    | Hovered
    | ViewChanged
    | Moving
    | Settled
    | LayersChanged
    | LinkClicked
    | Failed
)


def parse(text: str) -> Message:
    """Read one message of the page.

    Raises
    ------
    MessageError
        When the text is no message of this protocol.
    """
    if len(text) > MAX_LENGTH:
        raise MessageError(f"The map sent {len(text)} characters, more than any message has.")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MessageError(f"The map sent no JSON: {error}") from None
    if not isinstance(raw, dict):
        raise MessageError("The map sent JSON that is no message.")
    return _message(raw)


def _message(raw: Mapping[str, object]) -> Message:
    match raw.get("type"):
        case "opened":
            return Opened()
        case "drawn":
            return Drawn(_number(raw, "elapsed_ms"))
        case "clicked":
            return Clicked(_kind(raw), _text(raw, "id"))
        case "toggle":
            return ToggleRequested(_kind(raw), _text(raw, "id"))
        case "menu":
            x, y, lon, lat = (_number(raw, name) for name in ("x", "y", "lon", "lat"))
            return MenuRequested(_kind(raw), _text(raw, "id"), x, y, lon, lat)
        case "hovered":
            return Hovered(_kind(raw), _text(raw, "id"))
        case _:
            return _report(raw)


def _report(raw: Mapping[str, object]) -> Message:
    match raw.get("type"):
        case "view":
            names = ("west", "south", "east", "north", "zoom")
            return ViewChanged(*(_number(raw, name) for name in names))
        case "moving":
            lon, lat, zoom = (_number(raw, name) for name in ("lon", "lat", "zoom"))
            return Moving(lon, lat, zoom, _switch(raw, "flies"))
        case "settled":
            return Settled(int(_number(raw, "count")), int(_number(raw, "labels")))
        case "layers":
            return LayersChanged(_switches(raw))
        case "link":
            return LinkClicked(_text(raw, "url"))
        case "failed":
            return Failed(_text(raw, "text"))
        case other:
            raise MessageError(f"The map sent a message of unknown type {other!r}.")


def _text(raw: Mapping[str, object], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str):
        raise MessageError(f"The map sent {value!r} as {name}, where a text is due.")
    return value


def _kind(raw: Mapping[str, object]) -> str:
    value = _text(raw, "kind")
    if value not in KINDS:
        raise MessageError(f"The map sent the unknown kind {value!r}.")
    return value


def _switch(raw: Mapping[str, object], name: str) -> bool:
    value = raw.get(name)
    if not isinstance(value, bool):
        raise MessageError(f"The map sent {value!r} as {name}, where yes or no is due.")
    return value


def _number(raw: Mapping[str, object], name: str) -> float:
    value = raw.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MessageError(f"The map sent {value!r} as {name}, where a number is due.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise MessageError(f"The map sent no finite number as {name}.")
    return number


def _switches(raw: Mapping[str, object]) -> tuple[tuple[str, bool], ...]:
    value = raw.get("layers")
    if not isinstance(value, dict) or not all(isinstance(on, bool) for on in value.values()):
        raise MessageError("The map sent layers that are not switched on or off.")
    return tuple(sorted((str(name), bool(on)) for name, on in value.items()))
