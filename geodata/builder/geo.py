"""Geodesic measures and line surgery. Points are (lon, lat) in degrees, lengths in km."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from pyproj import Geod
from shapely import LineString

from builder.paths import DECIMALS

Point = tuple[float, float]
Line = list[Point]

GEOD = Geod(ellps="WGS84")
EARTH_RADIUS_KM = 6371.0088


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance on the sphere: quick, and within 0.5 % of the geodesic."""
    lon_a, lat_a, lon_b, lat_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def geodesic_km(line: Sequence[Point]) -> float:
    """Length of a line on the ellipsoid."""
    if len(line) < 2:
        return 0.0
    lons, lats = zip(*line, strict=True)
    return float(GEOD.line_length(lons, lats)) / 1000.0


def parts_km(parts: Iterable[Sequence[Point]]) -> float:
    """Length of a line in parts; the gap at the antimeridian has no length."""
    return sum(geodesic_km(part) for part in parts)


def great_circle(a: Point, b: Point, step_km: float) -> Line:
    """Points along the geodesic from a to b, at most `step_km` apart, both ends included."""
    count = int(distance_km(a, b) // step_km)
    if count < 1:
        return [a, b]
    return [a, *[(lon, lat) for lon, lat in GEOD.npts(*a, *b, count)], b]


def without_repeats(line: Iterable[Point]) -> Line:
    """The line without equal neighbours."""
    kept: Line = []
    for point in line:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def rounded(line: Iterable[Point], decimals: int = DECIMALS) -> Line:
    """The line at the precision of the committed files, without equal neighbours."""
    return without_repeats((round(lon, decimals), round(lat, decimals)) for lon, lat in line)


def unwrapped(line: Sequence[Point]) -> Line:
    """The same line with longitudes that run on past 180 instead of jumping."""
    result: Line = []
    turn = 0.0
    for lon, lat in line:
        if result:
            while lon + turn - result[-1][0] > 180:
                turn -= 360
            while lon + turn - result[-1][0] < -180:
                turn += 360
        result.append((lon + turn, lat))
    return result


def simplified(line: Line, tolerance: float, longest_km: float = 1e9) -> Line:
    """Douglas-Peucker in degrees; the ends stay, and points that keep chords below `longest_km`."""
    if len(line) < 3:
        return line
    kept = [(x, y) for x, y in LineString(line).simplify(tolerance).coords]
    result, at = [kept[0]], 0
    for point in kept[1:]:
        end = line.index(point, at + 1)
        result.extend(_stays(line[at : end + 1], longest_km))
        result.append(point)
        at = end
    return result


def _stays(piece: Line, longest_km: float) -> Line:
    """Points within a simplified-away piece that are needed to halve its chord until it is short enough."""
    if len(piece) < 3 or distance_km(piece[0], piece[-1]) <= longest_km:
        return []
    middle = min(
        range(1, len(piece) - 1),
        key=lambda k: max(distance_km(piece[0], piece[k]), distance_km(piece[k], piece[-1])),
    )
    before, after = _stays(piece[: middle + 1], longest_km), _stays(piece[middle:], longest_km)
    return [*before, piece[middle], *after]


def split_at_antimeridian(line: Sequence[Point]) -> list[Line]:
    """Parts of a line that each stay within -180..180 (RFC 7946, section 3.1.9)."""
    parts: list[Line] = []
    current: Line = []
    for point in unwrapped(line):
        if current and _turn(current[-1]) != _turn(point):
            crossing_lon, crossing_lat = _crossing(current[-1], point)
            current.append((crossing_lon, crossing_lat))
            parts.append(current)
            current = [(crossing_lon, crossing_lat)]
        current.append(point)
    parts.append(current)
    return [[(lon - 360 * _part_turn(part), lat) for lon, lat in part] for part in parts]


def _turn(point: Point) -> int:
    return int((point[0] + 180) // 360)


def _part_turn(part: Line) -> int:
    # The middle decides: the ends may lie exactly on the antimeridian and belong to both sides.
    return _turn(((part[0][0] + part[-1][0]) / 2, 0.0)) if len(part) > 1 else _turn(part[0])


def _crossing(a: Point, b: Point) -> Point:
    meridian = 360.0 * max(_turn(a), _turn(b)) - 180.0
    share = (meridian - a[0]) / (b[0] - a[0])
    return meridian, a[1] + share * (b[1] - a[1])
