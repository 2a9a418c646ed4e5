"""The names that a map on paper wants to show, most important first; labels.py finds room for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from explorer.core.geometry import Basemap, Land, Line, MapName, Point
from explorer.core.itinerary import Itinerary
from explorer.core.network import Network
from explorer.figures.frame import Frame
from explorer.figures.map_ground import Ground
from explorer.figures.map_network import Drawn, halfway
from explorer.figures.mapscene import CAPTION_LOOKS, PALETTE, Callout, Caption, MapLine, MapLook, MapSymbol
from explorer.figures.on_page import polygons_only
from explorer.figures.projection import Array
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.drawn import SHORT_COUNTRIES
from explorer.housestyle.format import days_unit, km_unit
from explorer.housestyle.wording import event_title, short_link_name

CLOSED_NOTE: Final = "closed"
COUNTRY_NOTE: Final = "closed in this scenario"

_GROUP_REACH: Final = 20.0
_RADIUS_GAP: Final = 3.0
_SHARES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
_SEA_DRIFTS: Final = 33
_LEAST_AREA: Final = 250.0
"""Square px that a country must show before its name is tried."""


def _drifts() -> tuple[Point, ...]:
    """Places around the label point of a country or sea in px, nearest first."""
    around = ((0, -1), (0, 1), (-1.6, 0), (1.6, 0), (-1.2, -0.7), (1.2, -0.7), (-1.2, 0.7), (1.2, 0.7))
    reaches = (14.0, 28.0, 46.0, 70.0, 100.0, 140.0)
    return ((0.0, 0.0), *((dx * reach, dy * reach) for reach in reaches for dx, dy in around))


_DRIFTS: Final = _drifts()


def captions_of(
    network: Network, shown: ShownScene, basemap: Basemap, ground: Ground, drawn: Drawn, look: MapLook
) -> tuple[Caption, ...]:
    """All names that a scene's map wants to show, highest rank first."""
    closed = set(shown.scene.scenario.closed_countries)
    captions = [
        *_closed_places(drawn, look.scale, _event_titles(network, shown)),
        *(caption for symbol in drawn.symbols if (caption := _of_symbol(symbol, ground, look.scale))),
        *_links(network, drawn, look.scale),
        *_corridors(drawn, look.scale),
        *_countries(basemap, ground, closed, look),
        *_seas(basemap, ground, look),
        *_cities(basemap, ground, drawn, look),
    ]
    return tuple(sorted(captions, key=lambda caption: (-caption.rank, caption.key)))


def _event_titles(network: Network, shown: ShownScene) -> dict[str, str]:
    """What closes a target, where it is a past closure: target -> its title."""
    closures = shown.scene.scenario.closures
    events = {closure.target: network.events.get(closure.event_id or "") for closure in closures}
    return {target: event_title(event) for target, event in events.items() if event is not None}


def _closed_places(drawn: Drawn, scale: float, events: dict[str, str]) -> list[Caption]:
    """Closed places; neighbours whose octagons touch share one name: `Aktau, Kuryk`."""
    groups: list[list[MapSymbol]] = []
    for symbol in drawn.symbols:
        if symbol.role == "closed":
            reach = _GROUP_REACH * scale
            near = [group for group in groups if any(_distance(one.at, symbol.at) < reach for one in group)]
            joined = [*(one for group in near for one in group), symbol]
            groups = [*(group for group in groups if group not in near), joined]
    return [_closed_caption(group, scale, events) for group in groups]


def _closed_caption(group: list[MapSymbol], scale: float, events: dict[str, str]) -> Caption:
    x = sum(symbol.at[0] for symbol in group) / len(group)
    y = sum(symbol.at[1] for symbol in group) / len(group)
    spread = max(_distance((x, y), symbol.at) for symbol in group)
    names = ", ".join(symbol.title.removesuffix(", closed") for symbol in group)
    titles = {events.get(symbol.id, "") for symbol in group}
    if len(group) > 1 and len(titles) == 1 and (title := titles.pop()):
        names = title  # `Poland-Belarus border`, not each of its crossings
    return Caption(
        key=f"closed-{group[0].id}",
        kind="closed",
        text=names,
        note=CLOSED_NOTE,
        note_kind="closed-note",
        at=(x, y),
        gap=group[0].radius + spread + 2.0 * scale,
        rank=95,
        must=True,
        keys=tuple(symbol.id for symbol in group),
    )


def _distance(one: Point, other: Point) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _of_symbol(symbol: MapSymbol, ground: Ground, scale: float) -> Caption | None:
    """The name of one place, by what it is to the journey."""
    gap = symbol.radius + _RADIUS_GAP * scale
    kind, rank, is_shy = "place", 30.0, True
    if symbol.role == "closed":
        return None
    if symbol.role == "end":
        return Caption(
            f"node-{symbol.id}",
            "end",
            symbol.title,
            symbol.at,
            100,
            gap + 1.5 * scale,
            must=True,
            keys=(symbol.id,),
        )
    if symbol.weight == "journey":
        kind, rank, is_shy = "stop", 80.0, False
    elif symbol.weight == "baseline":
        rank, is_shy = 50.0, False
    elif symbol.weight == "passed":
        if ground.zoom < 4.0:
            return None
        rank = 35.0
    return Caption(
        f"node-{symbol.id}", kind, symbol.title, symbol.at, rank, gap, is_shy=is_shy, keys=(symbol.id,)
    )


def _links(network: Network, drawn: Drawn, scale: float) -> list[Caption]:
    """The names of open new links, half-way along."""
    result = []
    for link_id, parts in drawn.links.items():
        if parts:
            link = network.new_links[link_id]
            name = short_link_name(link)
            text = f"New: {name} railway" if name != link.name and "railway" in link.name else f"New: {name}"
            result.append(
                Caption(f"new-{link_id}", "new", text, halfway(parts, 0.5), 84, 7.0 * scale, must=True)
            )
    return result


def _corridors(drawn: Drawn, scale: float) -> list[Caption]:
    """The names of corridors along their lines, where one is long enough to carry it."""
    result: dict[str, Caption] = {}
    for key, line in drawn.corridors.items():
        name = line.title.partition(" by ")[0].partition(" (")[0].split(",")[0]
        if line.id in result or name in [caption.text for caption in result.values()]:
            continue
        spots = _beside(line, scale)
        if spots:
            at, angle = spots[0]
            result[line.id] = Caption(
                f"corridor-{key}",
                "corridor",
                name,
                at,
                42,
                spots=tuple(spot for spot, turn in spots if abs(turn - angle) < 4.0),
                angle=angle,
                is_shy=True,
                colour=line.colour,
            )
    return list(result.values())


def _beside(line: MapLine, scale: float) -> list[tuple[Point, float]]:
    """Spots just above straight stretches of a line, with the angle (degrees, counter-clockwise)."""
    reach = 45.0 * scale
    found: list[tuple[float, Point, float]] = []
    for part in line.parts:
        points = np.array(part)
        along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
        if along[-1] < 3 * reach:
            continue
        for share in _SHARES:
            at = along[-1] * share
            ends = np.clip([at - reach, at, at + reach], 0.0, along[-1])
            xs, ys = np.interp(ends, along, points[:, 0]), np.interp(ends, along, points[:, 1])
            across, down = xs[2] - xs[0], ys[2] - ys[0]
            length = float(np.hypot(across, down))
            if length < reach or abs(across) < 0.3 * abs(down):
                continue
            bend = abs((xs[1] - xs[0]) * down - (ys[1] - ys[0]) * across) / length
            turn = float(np.degrees(np.arctan2(-down, across)))
            turn = turn - 180.0 if turn > 90.0 else turn + 180.0 if turn < -90.0 else turn
            off = 9.0 * scale + bend
            normal = np.radians(turn + 90.0)
            spot = (
                float(xs.mean() + off * np.cos(normal)),
                float(ys.mean() - off * np.sin(normal)),
            )
            found.append((bend, spot, round(turn, 1)))
    return [(spot, turn) for _, spot, turn in sorted(found)]


def _countries(basemap: Basemap, ground: Ground, closed: set[str], look: MapLook) -> list[Caption]:
    """Names of countries with room for them; closed ones always."""
    limit = next((rank for most, rank in ((3.0, 2), (3.75, 3), (5.0, 4), (6.0, 5)) if ground.zoom < most), 7)
    frame_box = shapely.box(0.0, 0.0, look.size.width, look.size.height)
    result = []
    for land in basemap.lands:
        area = ground.countries.get(land.code)
        if area is None or (land.rank > limit and land.code not in closed):
            continue
        seen = polygons_only([shapely.intersection(area, frame_box)])
        caption = _country(land, land.code in closed, look.language)
        spots = _spots_in(seen, ground.frame.place(land.label), look.scale, _half_width(caption))
        if spots:
            result.append(replace(caption, at=spots[0], spots=spots))
    return result


def _half_width(caption: Caption) -> float:
    """About half the width of a name in px: what must lie on its country or sea."""
    look = CAPTION_LOOKS[caption.kind]
    wide = 0.62 if look.is_upper else 0.46
    return len(caption.text) * (wide * look.size + look.spacing) / 2


def _country(land: Land, is_closed: bool, language: str) -> Caption:
    size = "large" if land.rank <= 2 else "medium" if land.rank <= 3 else "small"
    names = SHORT_COUNTRIES.get(language, {})
    return Caption(
        key=f"country-{land.code}",
        kind=f"country-{size}",
        text=names.get(land.code) or land.names.get(language) or land.names.get("en", land.code.upper()),
        at=land.label,
        rank=88.0 if is_closed else 60.0 - land.rank,
        note=COUNTRY_NOTE if is_closed else "",
        note_kind="country-note" if is_closed else "",
        must=is_closed,
        is_shy=True,
    )


def _spots_in(seen: BaseGeometry, label: Point, scale: float, half: float) -> tuple[Point, ...]:
    """Spots for a country's name in the part of it that is seen: near its label point, or in its middle.

    `half` is half the width of the name in px; most of it must lie in the country.
    """
    if seen.area < _LEAST_AREA * scale**2:
        return ()
    biggest = max(shapely.get_parts(seen), key=lambda part: float(part.area))
    x, y = shapely.maximum_inscribed_circle(biggest, tolerance=2.0).coords[0]
    middles = [(float(x), float(y))]
    if np.isfinite(label).all() and shapely.contains_xy(seen, *label):
        middles.insert(0, label)
    reach = 0.6 * half * scale
    across = np.array([(-reach, 0.0), (0.0, 0.0), (reach, 0.0)])
    for middle in middles:
        points = np.array(middle) + np.array(_DRIFTS) * scale
        kept = _with_all(points, across, area=seen, is_inside=True)
        if kept:
            return tuple(kept)
    return ()


def _with_all(points: Array, around: Array, area: BaseGeometry, *, is_inside: bool) -> list[Point]:
    """The points around which all these places lie in an area, or all outside."""
    tried = points[:, None, :] + around[None, :, :]
    inside = shapely.contains_xy(area, tried[..., 0], tried[..., 1]) == is_inside
    return [(round(float(x), 2), round(float(y), 2)) for x, y in points[inside.all(axis=1)]]


def _seas(basemap: Basemap, ground: Ground, look: MapLook) -> list[Caption]:
    """Names of seas, on water."""
    result = []
    for sea in basemap.seas:
        middle = ground.frame.place(sea.point)
        if sea.rank > ground.zoom or not np.isfinite(middle).all() or not ground.frame.holds(middle):
            continue
        name = _name(sea, look.language)
        key = f"sea-{sea.names.get('en', name)}"
        turn = _turn(ground.frame, sea)
        caption = Caption(key, "sea", name, middle, 40, angle=round(-np.degrees(turn), 1), is_shy=True)
        shares = np.array([-1.0, -0.5, 0.0, 0.5, 1.0]) * _half_width(caption) * look.scale
        along = np.column_stack((shares * np.cos(turn), shares * np.sin(turn)))
        points = np.array(middle) + np.array(_DRIFTS[:_SEA_DRIFTS]) * look.scale
        spots = [
            spot
            for spot in _with_all(points, along, area=ground.land, is_inside=False)
            if not shapely.intersects(ground.land, shapely.LineString((middle, spot)))
        ]
        if spots:
            result.append(replace(caption, spots=tuple(spots)))
    return result


def _turn(frame: Frame, sea: MapName) -> float:
    """How far a sea's name turns on the page, in radians clockwise; level names stay level everywhere."""
    if not sea.angle:
        return 0.0
    lon, lat = sea.point
    along = np.radians(sea.angle)
    reach = 0.5
    there = (lon + reach * np.cos(along) / np.cos(np.radians(lat)), lat - reach * np.sin(along))
    (x, y), (to_x, to_y) = frame.place(sea.point), frame.place(there)
    turn = float(np.arctan2(to_y - y, to_x - x))
    return turn - np.pi if turn > np.pi / 2 else turn + np.pi if turn < -np.pi / 2 else turn


def _name(item: MapName, language: str) -> str:
    return item.names.get(language) or item.names.get("en", "")


def _cities(basemap: Basemap, ground: Ground, drawn: Drawn, look: MapLook) -> list[Caption]:
    """Names of big cities that are no places of the network on this map."""
    limit = 1 if ground.zoom < 4.5 else 2 if ground.zoom < 6.0 else 3
    taken = [symbol.at for symbol in drawn.symbols]
    result = []
    for city in basemap.cities:
        at = ground.frame.place(city.point)
        if city.rank > limit or not np.isfinite(at).all() or not ground.frame.holds(at, 4.0):
            continue
        if all(_distance(at, spot) > 14.0 * look.scale for spot in taken):
            name, rank = _name(city, look.language), 20.0 - city.rank
            key = f"city-{city.names.get('en', name)}-{city.country}"
            result.append(Caption(key, "city", name, at, rank, 4.0 * look.scale, is_shy=True, has_dot=True))
    return result


# ---------------------------------------------------------------- figures on the map


def callouts_of(shown: ShownScene, drawn: Drawn) -> tuple[Callout, ...]:
    """The two figure boxes, one where nothing changed; each stands on the stretches that are its own."""
    if shown.results is None:
        return ()
    now, before = shown.results.itinerary, shown.results.baseline
    boxes = []
    if now is not None and drawn.own:
        boxes.append(Callout("now", "Now", _figures(now), PALETTE.current, _spots_on(drawn.own)))
    if before is not None and drawn.baseline:
        boxes.append(
            Callout("baseline", "Baseline", _figures(before), PALETTE.baseline, _spots_on(drawn.baseline))
        )
    return tuple(box for box in boxes if box.spots)


def _figures(itinerary: Itinerary) -> str:
    return f"{km_unit(itinerary.distance_km)} · {days_unit(itinerary.transit_days.typical)}"


def _spots_on(parts: tuple[Line, ...]) -> tuple[Point, ...]:
    return tuple(halfway(parts, share) for share in _SHARES)
