"""Small pictures of scenes: land, baseline, journey and closures, painted from the data, never grabbed.

A picture follows from what it is asked for and from nothing else, so none is ever stale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from explorer.core.geometry import Bounds, Geometry, Line, Point, Polygon, unwrapped
from explorer.core.itinerary import Itinerary
from explorer.core.known import known_scene
from explorer.core.network import Leg, Mode, Network
from explorer.core.results import Results, resolve
from explorer.core.storyboard import Scene
from explorer.errors import ScenarioError
from explorer.housestyle.style import HATCH_OPACITY, LINES, PALETTES, Palette, Theme
from explorer.ui import paint
from explorer.webmap.layers import DEFAULT_BOUNDS

COARSE_DEG, FINE_DEG = 0.35, 0.02
"""Land has at most one point per so many degrees in wide and in close views: about a pixel."""
CLOSE_VIEW_DEG = 30.0
"""Views narrower than this are drawn with fine land."""
LEAST_SPAN_DEG = 1.5
LEAST_LAKE_DEG = 1.2
MARGIN = 0.1
"""Share of the picture left free on each side of a journey."""
MOST_LAT = 85.0
FULL_WIDTH = 420.0
"""Width in px at which lines have the weight they have on the map; smaller pictures have thinner ones."""


# ---------------------------------------------------------------- what pictures are asked for


def thumbnail(
    network: Network,
    geometry: Geometry,
    what: Scene | Results,
    size: QSize,
    theme: Theme,
    ratio: float = 1.0,
) -> QImage:
    """A small map of a scene, or of an answer as it stands (its journey fills the picture then).

    `size` is in logical px; `ratio` is device px per logical px, and the image carries it. What this
    network does not have of a scene is left out; a scene without an answer shows land only. Takes
    about 3 ms for an answer and 5 ms more for a scene, which is answered first; the first picture of
    a run also waits for `ground`. Any thread may call it.
    """
    width, height = size.width(), size.height()
    if isinstance(what, Scene):
        wanted = Sketch(answered(network, what), what.view, what.highlights, (width, height), theme, ratio)
    else:
        wanted = Sketch(what, None, (), (width, height), theme, ratio)
    return sketch(network, geometry, wanted)


def answered(network: Network, scene: Scene) -> Results | None:
    """The answer to a scene as far as this network knows it; None where it has none."""
    known, _ = known_scene(network, scene)
    if known is None:
        return None
    try:
        return resolve(network, known.scenario, known.trip)
    except ScenarioError:
        return None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a picture shows: an answer (None: land only), a view (None: the journey), ids to point out.

    `size` is width and height in logical px.
    """

    results: Results | None
    view: Bounds | None
    highlights: tuple[str, ...]
    size: tuple[int, int]
    theme: Theme
    ratio: float = 1.0


def sketch(network: Network, geometry: Geometry, wanted: Sketch) -> QImage:
    """Paint one picture."""
    width, height = (max(1, side) for side in wanted.size)
    frame = _frame(network, geometry, wanted, width, height)
    image = QImage(_land(frame, wanted.theme))
    easel = _Easel(QPainter(image), frame, PALETTES[wanted.theme])
    if wanted.results is not None:
        ways = _ways(network, geometry, is_fine=frame.is_close)
        _draw_closed_countries(easel, wanted.results, HATCH_OPACITY[wanted.theme] * 0.75)
        _draw_answer(easel, ways, network, wanted.results, wanted.highlights)
    easel.painter.end()
    return image


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the plane a picture of `width` x `height` logical px shows: its middle and its scale.

    `scale` is in logical px per degree.
    """

    x: float
    y: float
    scale: float
    width: int
    height: int
    ratio: float

    @property
    def transform(self) -> QTransform:
        """From the plane to the picture."""
        dx, dy = self.width / 2 - self.x * self.scale, self.height / 2 - self.y * self.scale
        return QTransform(self.scale, 0.0, 0.0, self.scale, dx, dy)

    @property
    def seen(self) -> QRectF:
        """The part of the plane that is in the picture, and a little around it for wide lines."""
        width, height = (self.width + 20) / self.scale, (self.height + 20) / self.scale
        return QRectF(self.x - width / 2, self.y - height / 2, width, height)

    @property
    def is_close(self) -> bool:
        """Whether it needs land and lines in all their points."""
        return self.width / self.scale < CLOSE_VIEW_DEG


# ---------------------------------------------------------------- from degrees to paths


def spot(point: Point) -> QPointF:
    """A (lon, lat) point on the plane of the pictures: Mercator, as on the map, in degrees."""
    return _on_plane(unwrapped(point[0]), point[1])


def _on_plane(lon: float, lat: float) -> QPointF:
    radians = math.radians(max(-MOST_LAT, min(MOST_LAT, lat)))
    return QPointF(lon, -math.degrees(math.asinh(math.tan(radians))))


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under every picture, on its plane: countries by code, and large lakes."""

    countries: Mapping[str, QPainterPath]
    lakes: QPainterPath


@cache
def ground(is_fine: bool = False) -> Ground:
    """Land and lakes, made once per run (0.3 s for the first: call it off the window's thread).

    Raises
    ------
    DataError
        When the packaged basemap is damaged.
    """
    from explorer.io.basemap import load_basemap

    basemap = load_basemap()
    step = FINE_DEG if is_fine else COARSE_DEG
    lakes = (polygon for polygon in basemap.lakes if is_fine or _extent_deg(polygon[0]) >= LEAST_LAKE_DEG)
    return Ground({land.code: _area(land.polygons, step) for land in basemap.lands}, _area(lakes, step))


def _extent_deg(ring: Line) -> float:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return max(max(lons) - min(lons), max(lats) - min(lats))


def _area(polygons: Iterable[Polygon], step_deg: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for polygon in polygons:
        for ring in polygon:
            points = _thinned(ring, step_deg)
            if len(points) > 2:
                path.addPolygon(points)
                path.closeSubpath()
    return path


def _thinned(line: Line, step_deg: float) -> list[QPointF]:
    """A line with one point per cell of a grid, and its last; past 180 degrees it runs on."""
    shift = 360.0 if unwrapped(max(lon for lon, _ in line)) > 180.0 else 0.0
    points: list[QPointF] = []
    last = None
    for lon, lat in line:
        cell = (round(lon / step_deg), round(lat / step_deg))
        if cell != last:
            points.append(_on_plane(lon + shift, lat))
            last = cell
    lon, lat = line[-1]
    points.append(_on_plane(lon + shift, lat))
    return points


class _Ways:
    """Paths of the legs of one network, made when first asked for."""

    def __init__(self, network: Network, geometry: Geometry, step_deg: float) -> None:
        self.nodes, self._legs = network.nodes, network.legs
        self.geometry = geometry
        self._step_deg = step_deg
        self._paths: dict[str, tuple[QPainterPath, QRectF]] = {}

    def path(self, leg_ids: Iterable[str], seen: QRectF | None = None) -> QPainterPath:
        """One path over several legs, without those wholly outside of what is seen."""
        whole = QPainterPath()
        for leg_id in leg_ids:
            if leg_id not in self._paths:
                path = self._leg(leg_id)
                # A line straight north has a box without width, which would meet nothing.
                self._paths[leg_id] = path, path.boundingRect().adjusted(-0.01, -0.01, 0.01, 0.01)
            path, box = self._paths[leg_id]
            if seen is None or seen.intersects(box):
                whole.addPath(path)
        return whole

    def _leg(self, leg_id: str) -> QPainterPath:
        leg, path = self._legs[leg_id], QPainterPath()
        for part in self.geometry.get(leg_id) or (self._ends(leg),):
            points = _thinned(part, self._step_deg)
            if len(points) > 1:
                path.addPolygon(points)
        return path

    def _ends(self, leg: Leg) -> Line:
        nodes = [self.nodes[end] for end in (leg.from_id, leg.to_id)]
        return tuple((node.lon, node.lat) for node in nodes)

    def place(self, node_id: str) -> QPointF:
        """Where a node stands."""
        node = self.nodes[node_id]
        return spot((node.lon, node.lat))


_KEPT: WeakKeyDictionary[Network, dict[bool, _Ways]] = WeakKeyDictionary()


def _ways(network: Network, geometry: Geometry, *, is_fine: bool) -> _Ways:
    """The paths of a network: kept as long as it lives."""
    kept = _KEPT.setdefault(network, {})
    if is_fine not in kept or kept[is_fine].geometry is not geometry:
        kept[is_fine] = _Ways(network, geometry, FINE_DEG if is_fine else COARSE_DEG)
    return kept[is_fine]


def _frame(network: Network, geometry: Geometry, wanted: Sketch, width: int, height: int) -> Frame:
    """All of the view or of the journey, in the middle of the picture."""
    if wanted.view is not None:
        box = _rect(wanted.view)
    else:
        box = _journey_box(_ways(network, geometry, is_fine=False), wanted.results)
    least = LEAST_SPAN_DEG
    scale = min(width / max(box.width(), least), height / max(box.height(), least))
    # Rounded, so that scenes with one journey share the land below it.
    middle = box.center()
    return Frame(round(middle.x(), 2), round(middle.y(), 2), round(scale, 3), width, height, wanted.ratio)


def _journey_box(ways: _Ways, results: Results | None) -> QRectF:
    if results is None:
        return _rect(DEFAULT_BOUNDS)
    legs = {leg for way in (results.itinerary, results.baseline) if way is not None for leg in way.leg_ids}
    box = ways.path(sorted(legs)).boundingRect()
    for end in (results.trip.origin_id, results.trip.destination_id):
        box = box.united(QRectF(ways.place(end), QSizeF(0.0, 0.0)).adjusted(-0.5, -0.5, 0.5, 0.5))
    aside, above = box.width() * MARGIN, box.height() * MARGIN
    return box.adjusted(-aside, -above, aside, above)


def _rect(bounds: Bounds) -> QRectF:
    west, south, east, north = bounds
    top, bottom = spot((0.0, north)).y(), spot((0.0, south)).y()
    return QRectF(QPointF(west, top), QPointF(east, bottom))


# ---------------------------------------------------------------- drawing


class _Easel:
    """A painter with the way from the plane to the picture, colours, and how heavy lines are."""

    def __init__(self, painter: QPainter, frame: Frame, colours: Palette) -> None:
        self.painter, self.colours = painter, colours
        self.weight = max(0.42, min(1.0, frame.width / FULL_WIDTH))
        self.seen, self._transform = frame.seen, frame.transform
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def stroke(self, path: QPainterPath, role: str, colour: str) -> None:
        """Draw lines as the map draws this role."""
        line = LINES[role]
        pen = QPen(QColor(colour))
        pen.setWidthF(max(0.8, line.width * self.weight))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        is_flat = line.cap == "butt"
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if is_flat else Qt.PenCapStyle.RoundCap)
        if line.dash:
            # Qt counts dashes in pen widths.
            pen.setDashPattern([max(0.01, float(part) / line.width) for part in line.dash.split()])
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(pen)
        self.painter.setOpacity(line.opacity)
        self.painter.drawPath(self._transform.map(path))
        self.painter.setOpacity(1.0)

    def mapped(self, path: QPainterPath) -> QPainterPath:
        """A path in the picture."""
        return self._transform.map(path)

    def point(self, place: QPointF) -> QPointF:
        """Where a place stands in the picture."""
        return self._transform.map(place)


@lru_cache(maxsize=48)
def _land(frame: Frame, theme: Theme) -> QImage:
    """The picture below the network: kept, since most scenes of a briefing share a view."""
    image = QImage(
        round(frame.width * frame.ratio),
        round(frame.height * frame.ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(frame.ratio)
    colours = PALETTES[theme]
    image.fill(QColor(colours.sea))
    below = ground(is_fine=frame.is_close)
    easel = _Easel(QPainter(image), frame, colours)
    width = 0.4 if frame.width < FULL_WIDTH else 0.7
    easel.painter.setPen(paint.pen(colours.border, width))
    easel.painter.setBrush(QColor(colours.land))
    for path in below.countries.values():
        if path.boundingRect().intersects(frame.seen):
            easel.painter.drawPath(easel.mapped(path))
    easel.painter.setPen(paint.pen(colours.coast, width))
    easel.painter.setBrush(QColor(colours.sea))
    easel.painter.drawPath(easel.mapped(below.lakes))
    easel.painter.end()
    return image


def _draw_closed_countries(easel: _Easel, results: Results, opacity: float) -> None:
    countries = ground().countries
    easel.painter.setOpacity(opacity)
    for code in results.scenario.closed_countries:
        if code in countries:
            easel.painter.fillPath(easel.mapped(countries[code]), QColor(easel.colours.closed))
    easel.painter.setOpacity(1.0)


def _draw_answer(
    easel: _Easel, ways: _Ways, network: Network, results: Results, highlights: tuple[str, ...]
) -> None:
    colours, seen = easel.colours, easel.seen
    before, now = results.baseline, results.itinerary
    if before is not None and (now is None or before.leg_ids != now.leg_ids):
        ghost = ways.path(dict.fromkeys(before.leg_ids), seen)
        easel.stroke(ghost, "ghost-band", colours.baseline)
        easel.stroke(ghost, "ghost-core", colours.baseline)
    _draw_pointed_out(easel, ways, network, highlights)
    if now is not None:
        _draw_journey(easel, ways, now)
    new = [leg for link in results.scenario.open_links(network) for leg in network.new_links[link].leg_ids]
    if new:
        easel.stroke(ways.path(new, seen), "new", colours.new)
        easel.stroke(ways.path(new, seen), "new-inside", colours.casing)
    closed = [closure.target for closure in results.scenario.closures]
    easel.stroke(ways.path((leg for leg in closed if leg in network.legs), seen), "closed", colours.closed)
    _draw_places(easel, ways, results, [node for node in closed if node in network.nodes])


def _draw_journey(easel: _Easel, ways: _Ways, now: Itinerary) -> None:
    roles = {Mode.RAIL: "now-rail", Mode.ROAD: "now-road", Mode.SEA: "now-water", Mode.FERRY: "now-water"}
    easel.stroke(ways.path(now.leg_ids, easel.seen), "casing", easel.colours.casing)
    for role in dict.fromkeys(roles.values()):
        legs = [ride.leg_id for ride in now.rides if roles[ride.mode] == role]
        easel.stroke(ways.path(legs, easel.seen), role, easel.colours.current)


def _draw_pointed_out(easel: _Easel, ways: _Ways, network: Network, highlights: tuple[str, ...]) -> None:
    painter = easel.painter
    legs = [leg for target in highlights for leg in _legs_of(network, target)]
    painter.setOpacity(0.35)
    painter.setPen(paint.pen(easel.colours.accent, 11.0 * easel.weight))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = ways.path(dict.fromkeys(legs), easel.seen)
    painter.drawPath(easel.mapped(path))
    for target in highlights:
        if target in network.nodes:
            painter.drawEllipse(easel.point(ways.place(target)), 9.0 * easel.weight, 9.0 * easel.weight)
    painter.setOpacity(1.0)


def _legs_of(network: Network, target: str) -> tuple[str, ...]:
    if target in network.corridors:
        return network.corridors[target].leg_ids
    return (target,) if target in network.legs else ()


def _draw_places(easel: _Easel, ways: _Ways, results: Results, closed: list[str]) -> None:
    painter, colours = easel.painter, easel.colours
    ends = (results.trip.origin_id, results.trip.destination_id)
    painter.setPen(paint.pen(colours.current, 2.8 * easel.weight))
    painter.setBrush(QColor(colours.casing))
    radius = max(2.6, 5.5 * easel.weight)
    for end in ends:
        painter.drawEllipse(easel.point(ways.place(end)), radius, radius)
    for node_id in closed:
        centre = easel.point(ways.place(node_id))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.octagon_ring))
        size = max(5.0, 9.0 * easel.weight)
        painter.drawEllipse(centre, size + 1.0, size + 1.0)
        paint.octagon(painter, centre, size, colours)
