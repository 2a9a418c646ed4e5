"""One map as a pure description on paper: what is drawn where, in which colour and width, from below upwards.

Coordinates and widths are points (1/72 inch) from the frame's upper left corner, y downwards. Paper
and slides draw the same description, so both show the same map.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from explorer.core.geometry import Basemap, Geometry, Line, Point, Polygon
from explorer.core.network import Network
from explorer.figures.frame import Frame, ScaleBar, Size, frame_for, scale_bar
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.style import PALETTES, Palette, Theme

PALETTE: Final[Palette] = PALETTES[Theme.LIGHT]
"""Paper is light."""

A4_SCALE: Final = 0.66
"""Points on A4 for one px of the house style (print: 1.3 px at 150 dpi, a little more to read well)."""


@dataclass(frozen=True, slots=True)
class MapLook:
    """How large a map is: its frame, points per px of the house style, and the language of names.

    `by_leg` makes a line of every leg of the journey, where each is to be picked by itself.
    """

    size: Size
    scale: float = A4_SCALE
    language: str = "en"
    by_leg: bool = False


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area: `role` is land, country, lake or closed-country (hatched); `id` an ISO code, or empty."""

    role: str
    id: str
    title: str
    polygons: tuple[Polygon, ...]
    colour: str
    opacity: float = 1.0
    is_hatched: bool = False


@dataclass(frozen=True, slots=True)
class MapLine:
    """Lines of one look. `dash` is on and off in points (empty: solid); `id` a leg, link or corridor.

    `role` is a line of the house style (now-rail, ghost-core, corridor-water ...) or one of the ground:
    glow-far, glow-near, coast, river, railway, border, border-disputed, graticule.
    """

    role: str
    id: str
    title: str
    parts: tuple[Line, ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    is_round: bool = True
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class MapSymbol:
    """A symbol: `role` is a node kind, end or closed. `weight` tells what it is to the journey.

    `radius` is that of the house style in points; `weight` is journey (a stop), passed, baseline or other.
    """

    role: str
    id: str
    title: str
    at: Point
    radius: float
    weight: str = "other"


@dataclass(frozen=True, slots=True)
class Caption:
    """A name that wants a place. Kinds are those of `CAPTION_LOOKS`.

    It stands around `at`, clear of a symbol of `gap` points; or, where `spots` is given, with its
    middle on one of them (best first), turned by `angle` degrees (counter-clockwise). Higher `rank`
    goes first; `must` means that it is never left out; `is_shy` names leave the journey's lines alone.
    `keys` are the symbols it may cover: its own.
    """

    key: str
    kind: str
    text: str
    at: Point
    rank: float
    gap: float = 0.0
    note: str = ""
    note_kind: str = ""
    spots: tuple[Point, ...] = ()
    angle: float = 0.0
    must: bool = False
    is_shy: bool = False
    has_dot: bool = False
    keys: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True)
class CaptionLook:
    """Type of a caption: size in px of the house style, face, letter spacing in px, colour role."""

    size: float
    face: str
    colour: str
    spacing: float = 0.0
    is_upper: bool = False


CAPTION_LOOKS: Final = {
    "end": CaptionLook(15.0, "bold", "text"),
    "closed": CaptionLook(12.5, "bold", "closed_text"),
    "closed-note": CaptionLook(12.0, "regular", "closed_text"),
    "country-note": CaptionLook(12.0, "semibold", "closed_text"),
    "stop": CaptionLook(12.5, "semibold", "text"),
    "new": CaptionLook(12.5, "semibold", "new_text"),
    "place": CaptionLook(11.5, "regular", "text_secondary"),
    "city": CaptionLook(11.0, "regular", "city_name"),
    "country-large": CaptionLook(13.0, "regular", "country_name", 4.5, True),
    "country-medium": CaptionLook(11.5, "regular", "country_name", 2.6, True),
    "country-small": CaptionLook(10.5, "regular", "country_name", 1.4, True),
    "corridor": CaptionLook(11.5, "italic", "text_secondary"),
    "sea": CaptionLook(12.0, "serif-italic", "sea_name", 0.4),
}
"""Faces are regular, semibold, bold, italic, serif and serif-italic."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box with figures (`title` now or baseline) tied to one of the spots on its line, best first."""

    role: str
    title: str
    text: str
    colour: str
    spots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """A degree at the frame's edge: `side` is top, bottom, left or right; `at` is the place along it."""

    side: str
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class MapScene:
    """A whole map. Areas, lines, symbols are drawn in this order, captions last, where they find room.

    `sea` is the ground (less than the frame only where the globe ends in it). `hatch_gap` and
    `hatch_width` are those of closed countries; `scale` points for one px of the house style.
    """

    frame: Frame
    scale: float
    sea: tuple[Polygon, ...]
    ground: tuple[MapArea | MapLine, ...]
    network: tuple[MapArea | MapLine, ...]
    symbols: tuple[MapSymbol, ...]
    captions: tuple[Caption, ...]
    callouts: tuple[Callout, ...]
    marks: tuple[EdgeMark, ...]
    scale_bar: ScaleBar

    @property
    def hatch_gap(self) -> float:
        """Points from one hatching line to the next."""
        return 7.0 * self.scale

    @property
    def hatch_width(self) -> float:
        """Width of a hatching line in points."""
        return 1.1 * self.scale

    def areas(self, *roles: str) -> Iterator[MapArea]:
        """The areas of these roles, in drawing order."""
        return (
            item for item in (*self.ground, *self.network) if isinstance(item, MapArea) and item.role in roles
        )

    def lines(self, *roles: str) -> Iterator[MapLine]:
        """The lines of these roles, in drawing order."""
        return (
            item for item in (*self.ground, *self.network) if isinstance(item, MapLine) and item.role in roles
        )


def map_scene(
    network: Network, shown: ShownScene, geometry: Geometry, basemap: Basemap, look: MapLook
) -> MapScene:
    """Describe the map of one scene; a scene without an answer shows its ends, or Eurasia."""
    from explorer.figures.map_captions import callouts_of, captions_of
    from explorer.figures.map_ground import ground_of
    from explorer.figures.map_network import network_of, seen_points

    points = seen_points(network, shown, geometry)
    frame = frame_for(points, look.size, margin_pt=46.0 * look.scale, view=shown.scene.view)
    ground = ground_of(frame, basemap, look.scale)
    drawn = network_of(network, shown, geometry, frame, look)
    hatched = ground.hatched(network, shown.scene.scenario)
    return MapScene(
        frame=frame,
        scale=look.scale,
        sea=ground.sea,
        ground=ground.shapes,
        network=(*hatched, *drawn.lines),
        symbols=drawn.symbols,
        captions=captions_of(network, shown, basemap, ground, drawn, look),
        callouts=callouts_of(shown, drawn),
        marks=ground.marks,
        scale_bar=scale_bar(frame, min(look.size.width * 0.2, 150.0)),
    )
