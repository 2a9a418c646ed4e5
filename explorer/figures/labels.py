"""Where the names on a map stand: most important first, each where it collides with nothing.

A name of a place tries eight places around its symbol; one that must stand tries further off. A name
of a country or sea drifts around its own spot. What finds no room is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, radians, sin
from typing import Final

import numpy as np

from explorer.core.geometry import Line, Point
from explorer.figures.mapscene import CAPTION_LOOKS, Callout, Caption, MapScene, MapSymbol
from explorer.figures.projection import Array

Measure = Callable[[str, str, float], float]
"""Width in points of a text in a face (`regular`, `bold` ...) at a size in points."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""

LINE_HEIGHT: Final = 1.2
_AIR: Final = 1.2
_EDGE: Final = 1.5
_PLACES: Final = (
    (1.0, 0.0, "start"),
    (-1.0, 0.0, "end"),
    (0.0, -1.0, "middle"),
    (0.0, 1.0, "middle"),
    (0.75, -0.8, "start"),
    (0.75, 0.8, "start"),
    (-0.75, -0.8, "end"),
    (-0.75, 0.8, "end"),
)
_FURTHER: Final = (1.0, 2.0, 3.2, 4.6, 6.2, 8.0)
_STRIDES: Final = (16.0, 24.0, 34.0, 46.0, 60.0, 78.0)
_DIRECTIONS: Final = ((0.0, 1.0), (0.0, -1.0), (0.7, 0.9), (-0.7, 0.9), (0.7, -0.9), (-0.7, -0.9), (1.0, 0.2))
_CALLOUT_RANK: Final = 90.0
_CALLOUT_TYPE: Final = 12.5
_SAMPLE_PT: Final = 1.5
_SHY_HITS: Final = 1


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a placed name: its text as shown, caption kind, size in points and width."""

    text: str
    kind: str
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class PlacedCaption:
    """A name with its place: the box it takes, or `boxes` along a turned one; `x` is where it is anchored.

    `anchor` is start, middle or end; lines stand below each other from `top`.
    """

    caption: Caption
    lines: tuple[PlacedLine, ...]
    x: float
    top: float
    anchor: str
    boxes: tuple[Box, ...]

    @property
    def middle(self) -> Point:
        """The middle of the name, about which it is turned."""
        height = sum(line.size * LINE_HEIGHT for line in self.lines)
        return self.x, self.top + height / 2


@dataclass(frozen=True, slots=True)
class PlacedCallout:
    """A figure box with its place, and the spot on the line that it speaks of."""

    callout: Callout
    box: Box
    size: float
    spot: Point

    @property
    def foot(self) -> Point:
        """Where the line to the spot leaves the box."""
        left, top, right, bottom = self.box
        x, y = self.spot
        if top <= y <= bottom:
            return left if x < left else right, y
        return min(max(x, left + self.size), right - self.size), top if y < top else bottom

    @property
    def leader(self) -> Box:
        """The room of the line to the spot."""
        (x, y), (foot_x, foot_y) = self.spot, self.foot
        return min(x, foot_x) - 1.0, min(y, foot_y), max(x, foot_x) + 1.0, max(y, foot_y)


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything placed. `hidden` are the symbols that stay away, as nothing tells what they are."""

    captions: tuple[PlacedCaption, ...]
    callouts: tuple[PlacedCallout, ...]
    hidden: frozenset[str]
    scale_bar: Box


def placed_labels(
    scene: MapScene, measure: Measure, bar: tuple[float, float] = (0.0, 0.0), type_scale: float = 1.0
) -> Labels:
    """Find room for the names and figure boxes of a map.

    `bar` is the room (width, height in points) of a scale bar, kept free in one of the lower corners.
    `type_scale` enlarges the letters alone.
    """
    placing = _Placing(scene, measure, type_scale)
    bar_box = placing.corner(bar)
    waiting = list(scene.callouts)
    for caption in scene.captions:
        if caption.rank < _CALLOUT_RANK:
            placing.put_callouts(waiting)
            waiting = []
        placing.put(caption)
    placing.put_callouts(waiting)
    return Labels(tuple(placing.captions), tuple(placing.callouts), placing.hidden(), bar_box)


class _Room:
    """What is taken on a map: boxes of names, boxes of symbols by id, and points along lines."""

    def __init__(self, scene: MapScene) -> None:
        self.width, self.height = scene.frame.size.width, scene.frame.size.height
        self.taken: list[Box] = []
        self.symbols: dict[str, Box] = {
            symbol.id: _around(symbol.at, symbol.radius + 0.6 * scene.scale)
            for symbol in scene.symbols
            if not _is_optional(symbol)
        }
        self.strong = _samples(scene, "casing", "ghost-core")
        self.faint = _samples(scene, "corridor-rail", "corridor-water", "corridor-road", "closed")

    def is_outside(self, box: Box) -> bool:
        """Whether a box leaves the frame."""
        left, top, right, bottom = box
        edge = _EDGE
        return left < edge or top < edge or right > self.width - edge or bottom > self.height - edge

    def collides(self, box: Box, keys: Iterable[str]) -> bool:
        """Whether a box lies on a name, or on a symbol other than its own."""
        if any(_overlap(box, other) for other in self.taken):
            return True
        own = set(keys)
        return any(_overlap(box, other) for key, other in self.symbols.items() if key not in own)

    def hits(self, boxes: Sequence[Box]) -> tuple[int, int]:
        """How many points of journey and baseline, and of other lines, lie under boxes."""
        return (
            sum(_count(self.strong, box) for box in boxes),
            sum(_count(self.faint, box) for box in boxes),
        )


class _Placing:
    """Places one map's names, in the order in which they come."""

    def __init__(self, scene: MapScene, measure: Measure, type_scale: float) -> None:
        self.scene, self.measure = scene, measure
        self.scale = scene.scale * type_scale
        self.room = _Room(scene)
        self.captions: list[PlacedCaption] = []
        self.callouts: list[PlacedCallout] = []
        self._symbols = {symbol.id: symbol for symbol in scene.symbols}

    def hidden(self) -> frozenset[str]:
        """Symbols that are only worth showing with a name, and have none."""
        named = {key for placed in self.captions for key in placed.caption.keys}
        return frozenset(s.id for s in self.scene.symbols if _is_optional(s) and s.id not in named)

    def corner(self, bar: tuple[float, float]) -> Box:
        """The lower corner for the scale bar where it covers less; taken when it has a size."""
        width, height = bar
        gap = 4.0
        top = self.room.height - gap - height
        boxes = [
            (self.room.width - gap - width, top, self.room.width - gap, top + height),
            (gap, top, gap + width, top + height),
            (self.room.width - gap - width, gap, self.room.width - gap, gap + height),
            (gap, gap, gap + width, gap + height),
        ]
        if not width:
            return boxes[0]

        def cost(box: Box) -> float:
            symbols = sum(_overlap(box, other) for other in self.room.symbols.values())
            strong, faint = self.room.hits([box])
            return 10.0 * symbols + 3.0 * strong + 0.5 * faint

        best = min(boxes, key=cost)
        self.room.taken.append(best)
        return best

    def put(self, caption: Caption) -> None:
        """Place one name, if it finds room."""
        lines = self._lines(caption)
        own = self._own_box(caption)
        if own is not None and any(_overlap(own, other) for other in self.room.taken):
            return
        best: tuple[float, PlacedCaption] | None = None
        for order, placed in enumerate(self._choices(caption, lines)):
            base = order * 0.5
            if best is not None and base >= best[0]:
                break
            cost = self._cost(placed, base)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, placed)
        if best is None:
            return
        self.captions.append(best[1])
        self.room.taken.extend(best[1].boxes)
        if own is not None:
            self.room.symbols[caption.keys[0] if caption.keys else caption.key] = own

    def _own_box(self, caption: Caption) -> Box | None:
        """The symbol or dot that comes and goes with its name."""
        if caption.has_dot:
            return _around(caption.at, 2.0 * self.scale)
        symbol = self._symbols.get(caption.keys[0]) if caption.keys else None
        if symbol is None or not _is_optional(symbol):
            return None
        return _around(symbol.at, symbol.radius)

    def _cost(self, placed: PlacedCaption, base: float) -> float | None:
        """What a place costs; None where it must not stand."""
        room = self.room
        keys = placed.caption.keys or (placed.caption.key,)
        if any(room.is_outside(box) or room.collides(box, keys) for box in placed.boxes):
            return None
        strong, faint = room.hits(placed.boxes)
        is_shy = placed.caption.is_shy
        if is_shy and not placed.caption.must and strong > _SHY_HITS:
            return None
        return base + strong * (3.0 if is_shy else 0.5) + faint * (1.0 if is_shy else 0.15)

    def _lines(self, caption: Caption) -> tuple[PlacedLine, ...]:
        lines = [self._line(caption.text, caption.kind)]
        if caption.note:
            lines.append(self._line(caption.note, caption.note_kind))
        return tuple(lines)

    def _line(self, text: str, kind: str) -> PlacedLine:
        look = CAPTION_LOOKS[kind]
        shown = text.upper() if look.is_upper else text
        size = look.size * self.scale
        width = self.measure(shown, look.face, size) + len(shown) * look.spacing * self.scale
        return PlacedLine(shown, kind, size, width)

    def _choices(self, caption: Caption, lines: tuple[PlacedLine, ...]) -> Iterable[PlacedCaption]:
        width = max(line.width for line in lines)
        height = sum(line.size * LINE_HEIGHT for line in lines)
        if caption.note_kind == "country-note":
            width = max(width, lines[1].width + 15.0 * self.scale)
        if caption.spots:
            for x, y in caption.spots:
                boxes = _boxes_along((x, y), width, height, caption.angle)
                yield PlacedCaption(caption, lines, x, y - height / 2, "middle", boxes)
            return
        further = _FURTHER if caption.must else _FURTHER[:1]
        for distance, (dx, dy, anchor) in product(further, _PLACES):
            gap = caption.gap + 1.0
            x = caption.at[0] + dx * gap * distance
            left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
            top = _top(caption.at[1], (dx, dy), gap * distance, height)
            box = (left - _AIR, top, left + width + _AIR, top + height)
            yield PlacedCaption(caption, lines, x, top, anchor, (box,))

    def put_callouts(self, callouts: Iterable[Callout]) -> None:
        """Place figure boxes beside their lines, as near as they find room."""
        for callout in callouts:
            placed = self._callout(callout)
            if placed is not None:
                self.callouts.append(placed)
                self.room.taken += [placed.box, placed.leader]

    def _callout(self, callout: Callout) -> PlacedCallout | None:
        size = _CALLOUT_TYPE * self.scale
        width = self.measure(callout.title, "bold", size) + self.measure(callout.text, "semibold", size)
        width += size * 2.6
        height = size * 1.9
        best: tuple[float, PlacedCallout] | None = None
        for (number, spot), stride, (dx, dy) in product(enumerate(callout.spots), _STRIDES, _DIRECTIONS):
            if not self.scene.frame.holds(spot):
                continue
            x = spot[0] + dx * (stride * self.scale + (width / 2 if abs(dx) == 1.0 else 0.0))
            y = spot[1] + dy * (stride * self.scale + height / 2)
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            cost = number * 1.2 + stride * 0.12
            if (best is not None and cost >= best[0]) or self.room.is_outside(box):
                continue
            placed = PlacedCallout(callout, box, size, spot)
            if self.room.collides(box, ()) or self.room.collides(placed.leader, ()):
                continue
            strong, faint = self.room.hits([_inflated(box, 5.0 * self.scale)])
            cost += strong * 12.0 + faint * 0.5
            if best is None or cost < best[0]:
                best = (cost, placed)
        return None if best is None else best[1]


def _top(y: float, direction: tuple[float, float], reach: float, height: float) -> float:
    """Top of a name that stands in a direction from a place; slanting ones tuck in a little."""
    dx, dy = direction
    if dy == 0.0:
        return y - height / 2
    tuck = height * 0.25 if dx else 0.0
    return y + dy * reach - height + tuck if dy < 0 else y + dy * reach - tuck


def _is_optional(symbol: MapSymbol) -> bool:
    return symbol.weight in ("other", "passed")


def _around(at: Point, radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _inflated(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _boxes_along(middle: Point, width: float, height: float, angle: float) -> tuple[Box, ...]:
    """Boxes that cover a name: one, or a row of small ones along a turned name."""
    x, y = middle
    if not angle:
        return ((x - width / 2 - _AIR, y - height / 2, x + width / 2 + _AIR, y + height / 2),)
    count = max(2, round(width / height))
    step = width / count
    turn = radians(angle)
    half_x = (step * abs(cos(turn)) + height * abs(sin(turn))) / 2
    half_y = (step * abs(sin(turn)) + height * abs(cos(turn))) / 2
    boxes = []
    for number in range(count):
        along = (number + 0.5) * step - width / 2
        cx, cy = x + along * cos(turn), y - along * sin(turn)
        boxes.append((cx - half_x, cy - half_y, cx + half_x, cy + half_y))
    return tuple(boxes)


def _samples(scene: MapScene, *roles: str) -> Array:
    """Points along lines, close enough that no name slips between two; shape (n, 2), sorted by x."""
    points = [_dense(part) for line in scene.lines(*roles) for part in line.parts]
    if not points:
        return np.empty((0, 2))
    joined = np.concatenate(points)
    return joined[np.argsort(joined[:, 0])]


def _dense(part: Line) -> Array:
    line = np.array(part)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    at = np.arange(0.0, along[-1] + _SAMPLE_PT, _SAMPLE_PT)
    return np.column_stack((np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])))


def _count(points: Array, box: Box) -> int:
    low, high = np.searchsorted(points[:, 0], (box[0], box[2]))
    rows = points[low:high, 1]
    return int(np.count_nonzero((rows > box[1]) & (rows < box[3])))
