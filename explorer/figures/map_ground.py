"""What lies under the network on paper: land with its glow, lakes, rivers, railways, borders, graticule."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from explorer.core.geometry import Basemap, Line, Polygon
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.figures.frame import Frame, zoom_of
from explorer.figures.mapscene import PALETTE, EdgeMark, MapArea, MapLine
from explorer.figures.on_page import areas_on_page, line_of, lines_on_page, polygons_of, polygons_only
from explorer.figures.projection import Kind, degrees_words
from explorer.housestyle.countries import country_name
from explorer.housestyle.style import HATCH_OPACITY, Theme, mixed

_TOLERANCE_PT: Final = 0.16
_COVERAGE_PT: Final = 0.35
_SMALLEST_PT2: Final = 0.5
_WIDTHS: Final = {
    "glow-far": 9.0,
    "glow-near": 4.5,
    "coast": 0.7,
    "river": 0.8,
    "railway": 0.6,
    "border": 0.9,
    "graticule": 0.6,
    "lake-shore": 0.6,
}
_STEPS: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_MERIDIANS_WANTED = 11
_MARK_APART_PT: Final = 26.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of one frame: shapes to draw, and land by country to see what a name would cover."""

    frame: Frame
    sea: tuple[Polygon, ...]
    shapes: tuple[MapArea | MapLine, ...]
    marks: tuple[EdgeMark, ...]
    countries: dict[str, BaseGeometry]
    land: BaseGeometry
    zoom: float

    def hatched(self, network: Network, scenario: Scenario) -> tuple[MapArea, ...]:
        """The closed countries as hatched areas."""
        codes = [code for code in scenario.closed_countries if code in network.countries()]
        return tuple(
            MapArea(
                role="closed-country",
                id=code,
                title=f"{country_name(code)}, closed",
                polygons=_rings(_framed(self.frame, self.countries[code])),
                colour=PALETTE.closed,
                opacity=HATCH_OPACITY[Theme.LIGHT],
                is_hatched=True,
            )
            for code in codes
            if code in self.countries
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """A ground with what it was made for; scenes of one story often look at the same land."""

    frame: Frame
    scale: float
    basemap: Basemap
    ground: Ground


_KEPT_MOST: Final = 6
_kept: tuple[_Kept, ...] = ()


def ground_of(frame: Frame, basemap: Basemap, scale: float) -> Ground:
    """The ground of a frame; `scale` is points for one px of the house style. The last few are kept."""
    global _kept  # noqa: PLW0603 - a tuple put in place of another: safe from any thread
    for kept in _kept:
        if kept.basemap is basemap and (kept.frame, kept.scale) == (frame, scale):
            return kept.ground
    ground = _ground(frame, basemap, scale)
    _kept = (_Kept(frame, scale, basemap, ground), *_kept[: _KEPT_MOST - 1])
    return ground


def _ground(frame: Frame, basemap: Basemap, scale: float) -> Ground:
    zoom = zoom_of(frame, scale)
    countries = _countries(frame, basemap, 10.0 * scale)
    land = shapely.union_all(list(countries.values())) if countries else shapely.MultiPolygon()
    coast = _clipped_edge(frame, land)
    lakes = areas_on_page(frame, basemap.lakes)
    lake_areas = polygons_of(shapely.simplify(lakes, _TOLERANCE_PT), _SMALLEST_PT2)
    rivers = [line for line, min_zoom in basemap.rivers if min_zoom <= zoom + 1.0]
    far = mixed(PALETTE.sea, PALETTE.coast_glow, 0.5)
    graticule, marks = _graticule(frame)
    shapes: list[MapArea | MapLine] = [
        _line("glow-far", "Coast glow", coast, far, scale),
        _line("glow-near", "Coast glow", coast, PALETTE.coast_glow, scale),
        MapArea("land", "", "Land", _rings(_framed(frame, land)), PALETTE.land),
        *_country_areas(frame, countries),
        _line(
            "graticule", "Degrees", graticule, mixed(PALETTE.land, PALETTE.border, 0.45), scale, opacity=0.55
        ),
        _line("coast", "Coast", coast, PALETTE.coast, scale),
        _line("river", "Rivers", lines_on_page(frame, rivers, _TOLERANCE_PT), PALETTE.river, scale),
        MapArea("lake", "", "Lakes", lake_areas, PALETTE.sea),
        _line("lake-shore", "Lakes", _edges_of(lake_areas, frame), PALETTE.coast, scale),
        _line(
            "railway",
            "Other railways",
            lines_on_page(frame, basemap.railways, _TOLERANCE_PT),
            PALETTE.context_rail,
            scale,
            opacity=0.55,
        ),
        *_borders(frame, basemap, scale),
    ]
    return Ground(
        frame,
        _sea(frame),
        tuple(shape for shape in shapes if _has_something(shape)),
        marks,
        countries,
        land,
        zoom,
    )


def _has_something(shape: MapArea | MapLine) -> bool:
    return bool(shape.polygons if isinstance(shape, MapArea) else shape.parts)


def _line(
    role: str, title: str, parts: tuple[Line, ...], colour: str, scale: float, *, opacity: float = 1.0
) -> MapLine:
    return MapLine(role, "", title, parts, colour, round(_WIDTHS[role] * scale, 3), opacity=opacity)


def _countries(frame: Frame, basemap: Basemap, pad_pt: float) -> dict[str, BaseGeometry]:
    """Land by country on the page and a little around it, thinned out together so that borders still meet."""
    placed = [(land.code, areas_on_page(frame, land.polygons, pad_pt)) for land in basemap.lands]
    seen = [(code, area) for code, area in placed if not area.is_empty]
    if not seen:
        return {}
    thinned = shapely.coverage_simplify([area for _, area in seen], _COVERAGE_PT)
    return {
        code: polygons_only([shapely.make_valid(area)])
        for (code, _), area in zip(seen, thinned, strict=True)
        if not area.is_empty
    }


def _rings(area: BaseGeometry) -> tuple[Polygon, ...]:
    return polygons_of(area, _SMALLEST_PT2)


def _framed(frame: Frame, area: BaseGeometry) -> BaseGeometry:
    return shapely.intersection(area, shapely.box(0.0, 0.0, frame.size.width, frame.size.height))


def _clipped_edge(frame: Frame, land: BaseGeometry) -> tuple[Line, ...]:
    """Coasts in the frame: the edge of all land, without the edges that clipping made."""
    kept = shapely.MultiPolygon(
        [
            part
            for part in shapely.get_parts(land)
            if part.geom_type == "Polygon" and part.area >= _SMALLEST_PT2
        ]
    )
    edge = _framed(frame, shapely.boundary(kept))
    parts = [part for part in shapely.get_parts(edge) if part.geom_type == "LineString"]
    if not parts:
        return ()
    merged = shapely.line_merge(shapely.multilinestrings(parts))
    return tuple(line_of(part) for part in shapely.get_parts(merged))


def _edges_of(polygons: tuple[Polygon, ...], frame: Frame) -> tuple[Line, ...]:
    """Shores of lakes, without those that run along the frame."""
    if not polygons:
        return ()
    inner = shapely.box(0.05, 0.05, frame.size.width - 0.05, frame.size.height - 0.05)
    rings = shapely.multilinestrings([shapely.LineString(ring) for rings in polygons for ring in rings])
    cut = shapely.intersection(rings, inner)
    return tuple(line_of(part) for part in shapely.get_parts(cut) if part.geom_type == "LineString")


def _country_areas(frame: Frame, countries: dict[str, BaseGeometry]) -> list[MapArea]:
    return [
        MapArea(
            "country",
            code,
            country_name(code),
            _rings(_framed(frame, area)),
            PALETTE.land,
        )
        for code, area in sorted(countries.items())
    ]


def _borders(frame: Frame, basemap: Basemap, scale: float) -> list[MapLine]:
    result = []
    for role, title, is_disputed in (
        ("border", "Borders", False),
        ("border-disputed", "Borders in dispute", True),
    ):
        lines = [
            line for border in basemap.borders if border.is_disputed is is_disputed for line in border.lines
        ]
        parts = lines_on_page(frame, lines, _TOLERANCE_PT)
        width = round(_WIDTHS["border"] * scale, 3)
        dash = (round(3.0 * scale, 3), round(2.0 * scale, 3)) if is_disputed else ()
        result.append(MapLine(role, "", title, parts, PALETTE.border, width, dash, is_round=False))
    return result


def _sea(frame: Frame) -> tuple[Polygon, ...]:
    """The globe as far as it is in the frame."""
    width, height = frame.size.width, frame.size.height
    whole: Polygon = (((0.0, 0.0), (width, 0.0), (width, height), (0.0, height)),)
    if frame.projection.kind is not Kind.WORLD:
        return (whole,)
    west, east = frame.projection.meridian - 179.999, frame.projection.meridian + 179.999
    rim = [(west, lat) for lat in range(-89, 90)] + [(east, lat) for lat in range(89, -90, -1)]
    globe = shapely.make_valid(shapely.Polygon(frame.place_all([(float(x), float(y)) for x, y in rim])))
    return polygons_of(_framed(frame, globe))


# ---------------------------------------------------------------- degrees


def _graticule(frame: Frame) -> tuple[tuple[Line, ...], tuple[EdgeMark, ...]]:
    """Meridians and parallels in the frame, and the degrees where they leave it."""
    step = _step(frame)
    lons = np.arange(-180.0, 180.0, step)
    lats = np.arange(-80.0, 90.0, step)
    top = 90.0 - step if step < 90.0 else 80.0
    meridians = {f"{lon:g}": tuple((float(lon), lat) for lat in np.linspace(-60.0, top, 76)) for lon in lons}
    parallels = {
        f"{lat:g}": tuple((lon, float(lat)) for lon in np.linspace(-180.0, 180.0, 181)) for lat in lats
    }
    marks: list[EdgeMark] = []
    lines: list[Line] = []
    for key, line in meridians.items():
        parts = lines_on_page(frame, [line], 0.05)
        lines += parts
        sides = ("top", "bottom") if frame.projection.is_straight else ("top", "bottom", "left", "right")
        marks += _marks(frame, parts, degrees_words(float(key), "EW"), sides)
    for key, line in parallels.items():
        parts = lines_on_page(frame, [line], 0.05)
        lines += parts
        marks += _marks(frame, parts, degrees_words(float(key), "NS"), ("left", "right"))
    return tuple(lines), tuple(_apart(marks))


def _step(frame: Frame) -> float:
    """Degrees between meridians, so that some ten are seen."""
    height = frame.size.height
    edge = np.column_stack((np.linspace(0, frame.size.width, 41), np.full(41, height / 2)))
    lons = frame.from_page(edge)[:, 0]
    lons = lons[np.isfinite(lons)]
    turns = [abs((second - first + 180.0) % 360.0 - 180.0) for first, second in pairwise(lons.tolist())]
    if len(turns) < 20:
        return _STEPS[-1]  # hardly anything of the globe on the middle line: a map of the world
    wanted = max(sum(turns), 1.0) / _MERIDIANS_WANTED
    return min(_STEPS, key=lambda step: abs(np.log(step / wanted)))


def _marks(frame: Frame, parts: tuple[Line, ...], text: str, sides: tuple[str, ...]) -> list[EdgeMark]:
    """Degrees where lines end on these sides of the frame."""
    width, height = frame.size.width, frame.size.height
    found = []
    for part in parts:
        for x, y in (part[0], part[-1]):
            places = {"top": (abs(y), x), "bottom": (abs(y - height), x), "left": (abs(x), y)}
            places["right"] = (abs(x - width), y)
            side = min(places, key=lambda name: places[name][0])
            if places[side][0] < 0.5 and side in sides:
                found.append(EdgeMark(side, round(places[side][1], 2), text))
    return found


def _apart(marks: list[EdgeMark]) -> list[EdgeMark]:
    """The marks of each side, without those that would touch another."""
    kept: list[EdgeMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.side, mark.at)):
        last = kept[-1] if kept else None
        apart = _MARK_APART_PT if mark.side in ("top", "bottom") else _MARK_APART_PT / 2
        if last is None or last.side != mark.side or mark.at - last.at >= apart:
            kept.append(mark)
    return kept
