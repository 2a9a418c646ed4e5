"""A page to draw on in points from its upper left corner: lines, areas and words, as true vectors.

No pyplot and no global state: pages can be made in any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke

from explorer.core.geometry import Line, Point, Polygon
from explorer.figures.faces import Faces
from explorer.housestyle.letters import drawn_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Transform

POINTS_PER_INCH: Final = 72.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is drawn: colour, width in points, dash in points, round or flat ends, opacity."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    is_round: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: face, size in points, colour; `spacing` parts letters by so many points."""

    face: str
    size: float
    colour: str
    spacing: float = 0.0


class Canvas:
    """One page. Coordinates are points, x to the right and y down, after `origin` of the part drawn now."""

    def __init__(self, width: float, height: float, faces: Faces, ground: str) -> None:
        self.width, self.height, self.faces = width, height, faces
        self.figure = Figure(
            figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), facecolor=ground, edgecolor="none"
        )
        self._axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0.0, width)
        self._axes.set_ylim(height, 0.0)
        self._axes.set_axis_off()
        self._order = 0
        self._origin = (0.0, 0.0)
        self._clip: Path | None = None
        self.link = ""
        """Where the words written now lead to, in formats that know links."""

    def window(self, left: float, top: float, width: float, height: float) -> None:
        """From now on draw from this corner, and nothing outside this rectangle."""
        self._origin = (left, top)
        self._clip = _path([_corners(left, top, width, height)], True)

    def whole_page(self) -> None:
        """From now on draw on the whole page."""
        self._origin, self._clip = (0.0, 0.0), None

    # ------------------------------------------------------------ shapes

    def lines(self, parts: Iterable[Line], ink: Ink) -> None:
        """Draw lines."""
        self._add(self._moved(parts, is_closed=False), ink, None)

    def area(
        self, polygons: Iterable[Polygon], fill: str | None, ink: Ink | None = None, opacity: float = 1.0
    ) -> None:
        """Fill polygons with their holes, and draw their outlines."""
        rings = [ring for polygon in polygons for ring in polygon]
        self._add(self._moved(rings, is_closed=True), ink, fill, opacity)

    def box(self, box: Box, fill: str | None, ink: Ink | None = None, opacity: float = 1.0) -> None:
        """Draw a rectangle."""
        left, top, right, bottom = box
        self.area([(tuple(_corners(left, top, right - left, bottom - top)),)], fill, ink, opacity)

    def circle(self, at: Point, radius: float, fill: str | None, ink: Ink | None = None) -> None:
        """Draw a circle."""
        unit = Path.unit_circle()
        middle = (at[0] + self._origin[0], at[1] + self._origin[1])
        self._add(Path(np.asarray(unit.vertices) * radius + middle, unit.codes), ink, fill)

    def hatch(self, polygons: Iterable[Polygon], gap: float, ink: Ink, box: tuple[float, float]) -> None:
        """Fill polygons with slanting lines, `gap` points apart; `box` is the frame's width and height."""
        outline = self._moved([ring for polygon in polygons for ring in polygon], is_closed=True)
        if outline is None:
            return
        width, height = box
        steps = np.arange(-height, width, gap * 2**0.5)
        strokes = [((float(x), height), (float(x + height), 0.0)) for x in steps]
        lines = self._moved(strokes, is_closed=False)
        self._add(lines, ink, None, clip=outline)

    # ------------------------------------------------------------ words

    def words(
        self,
        text: str,
        at: Point,
        look: Type,
        anchor: str = "start",
        *,
        angle: float = 0.0,
        halo: Ink | None = None,
    ) -> None:
        """Write one line with its baseline at a point; `anchor` is start, middle or end. Never clipped."""
        text = drawn_line(text)
        if not text:
            return
        if look.spacing and not angle and not _is_joined(text):
            self._spaced(text, at, look, anchor, halo)
            return
        where = (at[0] + self._origin[0], at[1] + self._origin[1])
        for effect in ([halo] if halo else []) + [None]:
            self._order += 1
            drawn = self._axes.text(
                *where,
                text,
                color=look.colour,
                fontproperties=self.faces.properties(look.face, look.size, text),
                ha={"start": "left", "middle": "center", "end": "right"}[anchor],
                va="baseline",
                rotation=angle,
                rotation_mode="anchor",
                parse_math=False,
                zorder=self._order,
                url=self.link or None,
            )
            if effect is not None:
                drawn.set_path_effects(
                    [Stroke(linewidth=effect.width, foreground=effect.colour, joinstyle="round")]
                )
            drawn.set_clip_on(False)

    def _spaced(self, text: str, at: Point, look: Type, anchor: str, halo: Ink | None) -> None:
        """Write letters apart, each in its place."""
        plain = Type(look.face, look.size, look.colour)
        places = [
            self.faces.width(text[:end], look.face, look.size) + end * look.spacing
            for end in range(len(text) + 1)
        ]
        whole = places[-1] - look.spacing
        start = at[0] - {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
        letters = [
            (letter, (start + x, at[1])) for letter, x in zip(text, places, strict=False) if letter.strip()
        ]
        for letter, where in letters:
            self.words(letter, where, plain, halo=halo)

    def width_of(self, text: str, look: Type) -> float:
        """Width of one line in points."""
        return self.faces.width(text, look.face, look.size) + len(text) * look.spacing

    # ------------------------------------------------------------ inside

    def _moved(self, parts: Iterable[Sequence[Point]], *, is_closed: bool) -> Path | None:
        return _path(
            [[(x + self._origin[0], y + self._origin[1]) for x, y in part] for part in parts], is_closed
        )

    def _add(
        self,
        path: Path | None,
        ink: Ink | None,
        fill: str | None,
        opacity: float = 1.0,
        clip: Path | None = None,
    ) -> None:
        if path is None:
            return
        self._order += 1
        patch = PathPatch(path, zorder=self._order, facecolor=fill or "none", linewidth=0.0, edgecolor="none")
        patch.set_alpha(opacity if ink is None else ink.opacity)
        if ink is not None:
            patch.set_edgecolor(ink.colour)
            patch.set_linewidth(ink.width)
            patch.set_capstyle("round" if ink.is_round else "butt")
            patch.set_joinstyle("round" if ink.is_round or not ink.dash else "miter")
            if ink.dash:
                patch.set_linestyle((0.0, tuple(part / ink.width for part in ink.dash)))
        self._axes.add_artist(patch)
        self._clipped(patch, clip)

    def _clipped(self, artist: object, clip: Path | None = None) -> None:
        transform: Transform = self._axes.transData
        shape = clip if clip is not None else self._clip
        if shape is None:
            artist.set_clip_on(False)  # type: ignore[attr-defined]
        else:
            artist.set_clip_path(shape, transform)  # type: ignore[attr-defined]


def _corners(left: float, top: float, width: float, height: float) -> list[Point]:
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def _path(parts: list[list[Point]], is_closed: bool) -> Path | None:
    """Lines or rings as one path; None without any."""
    kept = [part for part in parts if len(part) > 1]
    if not kept:
        return None
    vertices: list[Point] = []
    codes: list[int] = []
    for part in kept:
        points = [*part, part[0]] if is_closed else part
        vertices += points
        codes += [int(Path.MOVETO), *[int(Path.LINETO)] * (len(points) - 1)]
        if is_closed:
            codes[-1] = int(Path.CLOSEPOLY)
    return Path(np.array(vertices), np.array(codes, dtype=np.uint8))


def _is_joined(text: str) -> bool:
    """Whether letters of a text belong together, so that parting them would break words."""
    return any("\u0590" <= letter <= "\u0dff" or "\u0e00" <= letter <= "\u0fff" for letter in text)
