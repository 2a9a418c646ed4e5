"""The network on paper for one answer: lines and symbols, decided as on the map page.

The journey lies over its baseline, both over the corridors; what is closed and what is not in use
is drawn where neither runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np

from explorer.core.geometry import Geometry, Line, Point
from explorer.core.itinerary import Dwell, Itinerary, Ride
from explorer.core.network import COUNTRY_PREFIX, Mode, Network, Node
from explorer.core.results import Results
from explorer.core.usability import Reason
from explorer.figures.frame import Frame, zoom_of
from explorer.figures.mapscene import PALETTE, MapLine, MapLook, MapSymbol
from explorer.figures.on_page import lines_on_page
from explorer.figures.projection import Array
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.drawn import drawn_corridors, label_name, node_ranks
from explorer.housestyle.style import LINES, NODE_RADII
from explorer.housestyle.wording import corridor_title, mode_words, name_of, short_name, short_of

_TOLERANCE_PT: Final = 0.12
_LEG_SIGN_RADIUS: Final = 6.5
_BY_COUNTRY_OPACITY: Final = 0.55
_TOWNS_FROM_ZOOM: Final = 3.3
_STUB: Final = 24.0
"""A corridor of which less than so many px is left beside the journey tells nothing."""

_HALO_WIDTH: Final = 11.0
_HALO_RADIUS: Final = 11.0
_HALO_OPACITY: Final = 0.22
_WATER = (Mode.SEA, Mode.FERRY)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines and symbols of the network, and the stretches that callouts and notes may stand on."""

    lines: tuple[MapLine, ...]
    symbols: tuple[MapSymbol, ...]
    journey: tuple[Line, ...] = ()
    own: tuple[Line, ...] = ()
    baseline: tuple[Line, ...] = ()
    links: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    corridors: dict[str, MapLine] = field(default_factory=dict)


def seen_points(network: Network, shown: ShownScene, geometry: Geometry) -> list[Point]:
    """The points (lon, lat) that a map of this scene must show: journey, baseline, both ends."""
    results = shown.results
    if results is None:
        return [_at(network.nodes[node_id]) for node_id in _ends(shown) if node_id in network.nodes]
    points = [_at(network.nodes[node_id]) for node_id in _ends(shown)]
    for itinerary in (results.baseline, results.itinerary):
        for leg_id in () if itinerary is None else itinerary.leg_ids:
            points += [point for part in _leg_parts(network, geometry, leg_id) for point in part]
    return points


def network_of(network: Network, shown: ShownScene, geometry: Geometry, frame: Frame, look: MapLook) -> Drawn:
    """Everything of the network that this scene shows."""
    if shown.results is None:
        return Drawn((), tuple(_Symbols(network, shown, frame, look).of_ends()))
    pen = _Pen(network, geometry, frame, look)
    now, before = shown.results.itinerary, shown.results.baseline
    on_journey = set() if now is None else set(now.leg_ids)
    on_ghost = set() if before is None else set(before.leg_ids) - on_journey
    corridors = _corridors(network, shown.results, pen, on_journey | on_ghost)
    journey, own, links = _journey(network, shown.results, pen)
    ghost = [] if before is None else pen.rides(_rides_on(before, on_ghost))
    unused = _unused(network, shown.results, pen, on_journey | on_ghost)
    band = [replace(line, role="ghost-band") for line in ghost]
    lines = [
        *_halos(network, shown.scene.highlights, pen),
        *corridors.values(),
        *unused,
        *(pen.styled("ghost-band", line, PALETTE.baseline) for line in band),
        *(pen.styled("ghost-core", line, PALETTE.baseline) for line in ghost),
        *journey,
    ]
    symbols = _Symbols(network, shown, frame, look)
    return Drawn(
        lines=tuple(line for line in lines if line.parts),
        symbols=(*symbols.of_answer(shown.results), *pen.signs(shown.results)),
        journey=tuple(part for line in journey if line.role == "casing" for part in line.parts),
        own=tuple(part for line in own for part in line.parts),
        baseline=tuple(part for line in ghost for part in line.parts),
        links=links,
        corridors=corridors,
    )


def _at(node: Node) -> Point:
    return node.lon, node.lat


def _ends(shown: ShownScene) -> tuple[str, ...]:
    trip = shown.scene.trip
    return trip.origin_id, *trip.via_ids, trip.destination_id


def _rides_on(itinerary: Itinerary, legs: set[str]) -> list[Ride]:
    return [ride for ride in itinerary.rides if ride.leg_id in legs]


def _leg_parts(network: Network, geometry: Geometry, leg_id: str) -> tuple[Line, ...]:
    """A leg's line in degrees; a straight one where the geometry has none."""
    leg = network.legs[leg_id]
    return geometry.get(leg_id) or ((_at(network.nodes[leg.from_id]), _at(network.nodes[leg.to_id])),)


# ---------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws legs in the house style on one frame."""

    network: Network
    geometry: Geometry
    frame: Frame
    look: MapLook

    @property
    def scale(self) -> float:
        """Points for one px of the house style."""
        return self.look.scale

    def legs(self, leg_ids: Iterable[str]) -> tuple[Line, ...]:
        """Legs as lines on the page."""
        parts = [part for leg_id in leg_ids for part in _leg_parts(self.network, self.geometry, leg_id)]
        return lines_on_page(self.frame, parts, _TOLERANCE_PT)

    def rides(self, rides: Iterable[Ride], *, by_leg: bool = False) -> list[MapLine]:
        """Rides as plain lines, one for each stretch by one mode or each leg, named by its ends."""
        groups: list[list[Ride]] = []
        for ride in rides:
            last = groups[-1][-1] if groups and not by_leg else None
            if last and (last.mode, last.new_link_id, last.to_id) == (
                ride.mode,
                ride.new_link_id,
                ride.from_id,
            ):
                groups[-1].append(ride)
            else:
                groups.append([ride])
        return [self._stretch(group) for group in groups]

    def _stretch(self, group: list[Ride]) -> MapLine:
        first, last = group[0], group[-1]
        ends = (short_of(self.network, first.from_id), short_of(self.network, last.to_id))
        title = f"{mode_words(first.mode)}, {ends[0]} – {ends[1]}"
        parts = self.legs(ride.leg_id for ride in group)
        return MapLine(
            _by_mode("now", first.mode), first.new_link_id or "", title, parts, PALETTE.current, 0.0
        )

    def styled(self, role: str, line: MapLine, colour: str, opacity: float | None = None) -> MapLine:
        """The same stretch in the look of a role of the house style."""
        style = LINES[role]
        dash = tuple(round(float(part) * self.scale, 3) for part in style.dash.split())
        return replace(
            line,
            role=role,
            colour=colour,
            width=round(style.width * self.scale, 3),
            dash=dash,
            is_round=style.cap == "round",
            opacity=style.opacity if opacity is None else opacity,
        )

    def line(self, role: str, key: str, title: str, leg_ids: Iterable[str], colour: str) -> MapLine:
        """Legs in the look of a role."""
        parts = [part for leg_id in leg_ids for part in _leg_parts(self.network, self.geometry, leg_id)]
        drawn = lines_on_page(self.frame, parts, _TOLERANCE_PT, is_once=True)
        plain = MapLine(role, key, title, drawn, colour, 0.0)
        return self.styled(role, plain, colour)

    def signs(self, results: Results) -> list[MapSymbol]:
        """Octagons half-way along the legs that are closed themselves."""
        signs = []
        for closure in results.scenario.closures:
            if closure.target not in self.network.legs:
                continue
            parts = self.legs([closure.target])
            if parts:
                leg = self.network.legs[closure.target]
                ends = (self.network.nodes[end] for end in (leg.from_id, leg.to_id))
                names = " – ".join(short_name(label_name(node, self.look.language)) for node in ends)
                title = f"{names}, closed"
                radius = round(_LEG_SIGN_RADIUS * self.scale, 3)
                signs.append(
                    MapSymbol("closed", closure.target, title, halfway(parts, 0.5), radius, "journey")
                )
        return signs


def _by_mode(role: str, mode: Mode) -> str:
    return f"{role}-{'water' if mode in _WATER else mode.value}"


def _journey(
    network: Network, results: Results, pen: _Pen
) -> tuple[list[MapLine], list[MapLine], dict[str, tuple[Line, ...]]]:
    """Casing, journey and open new links; the stretches of its own; the parts of each new link."""
    now, before = results.itinerary, results.baseline
    stretches = [] if now is None else pen.rides(now.rides, by_leg=pen.look.by_leg)
    known = set() if before is None else set(before.leg_ids)
    own_legs = set() if now is None else set(now.leg_ids) - known or set(now.leg_ids)
    own = [] if now is None else pen.rides(_rides_on(now, own_legs))
    links = {
        link_id: pen.legs(network.new_links[link_id].leg_ids)
        for link_id in results.scenario.open_links(network)
    }
    fresh = [
        MapLine("new", key, f"New: {name_of(network, key)}", parts, PALETTE.new, 0.0)
        for key, parts in links.items()
    ]
    plain = [line for line in stretches if not line.id]
    lines = [pen.styled("casing", line, PALETTE.casing) for line in (*stretches, *fresh)]
    lines += [pen.styled(line.role, line, PALETTE.current) for line in plain]
    lines += [pen.styled("new", line, PALETTE.new) for line in fresh]
    lines += [pen.styled("new-inside", line, PALETTE.casing) for line in fresh]
    return lines, own, links


def _corridors(network: Network, results: Results, pen: _Pen, taken: set[str]) -> dict[str, MapLine]:
    """Corridors beside the journey, by mode, never on legs that are taken; keys are `id mode`."""
    shut = set().union(*(network.legs_of_target(closure.target) for closure in results.scenario.closures))
    drawn: set[str] = set(taken) | shut | {row.leg_id for row in results.not_in_use}
    found: dict[str, MapLine] = {}
    for corridor in drawn_corridors(network, results):
        free = [leg for leg in dict.fromkeys(corridor.leg_ids) if leg not in drawn]
        drawn.update(free)
        colour = PALETTE.corridors[corridor.hue - 1]
        roles: dict[str, list[str]] = {}
        for leg_id in free:
            roles.setdefault(_by_mode("corridor", network.legs[leg_id].mode), []).append(leg_id)
        for role, leg_ids in roles.items():
            line = pen.line(role, corridor.id, corridor_title(corridor), leg_ids, colour)
            if sum(_length(np.array(part)) for part in line.parts) >= _STUB * pen.scale:
                found[f"{corridor.id} {role}"] = line
    return found


def _unused(network: Network, results: Results, pen: _Pen, taken: set[str]) -> list[MapLine]:
    """Legs that are closed, suspended or planned, one line for each kind."""
    targets = [closure.target for closure in results.scenario.closures]
    direct: set[str] = set()
    by_country: set[str] = set()
    for target in targets:
        (by_country if target.startswith(COUNTRY_PREFIX) else direct).update(network.legs_of_target(target))
    on_corridor = {leg for corridor in drawn_corridors(network, results) for leg in corridor.leg_ids}
    before = set() if results.baseline is None else set(results.baseline.leg_ids)
    far = (by_country - direct) & (on_corridor | before)
    reasons: dict[Reason, set[str]] = {}
    for row in results.not_in_use:
        reasons.setdefault(row.reason, set()).add(row.leg_id)
    shut = direct | by_country
    suspended = reasons.get(Reason.SUSPENDED, set()) - shut - taken
    planned = reasons.get(Reason.NOT_BUILT, set()) - shut - taken
    closed = pen.line("closed", "", "Closed lines", sorted(direct), PALETTE.closed)
    faint = pen.line("closed", "", "Lines in closed countries", sorted(far - taken), PALETTE.closed)
    return [
        pen.line("suspended", "", "Not in use", sorted(suspended), PALETTE.not_in_use),
        replace(pen.line("planned", "", "Planned", sorted(planned), PALETTE.new), opacity=0.75),
        replace(faint, opacity=_BY_COUNTRY_OPACITY),
        closed,
    ]


def halfway(parts: Iterable[Line], share: float) -> Point:
    """The point at this share of the way along the longest of some lines."""
    longest = max((np.array(part) for part in parts), key=_length)
    steps = np.hypot(*np.diff(longest, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    at = along[-1] * share
    return float(np.interp(at, along, longest[:, 0])), float(np.interp(at, along, longest[:, 1]))


def _length(line: Array) -> float:
    return sum(float(np.hypot(*(second - first))) for first, second in pairwise(line))


def _halos(network: Network, targets: Iterable[str], pen: _Pen) -> list[MapLine]:
    """A soft band along highlighted legs and corridors, a ring around highlighted places."""
    halos = []
    for target in targets:
        width = _HALO_WIDTH * pen.scale
        if target in network.nodes:
            node = network.nodes[target]
            parts: tuple[Line, ...] = (_ring(pen.frame.place(_at(node)), _HALO_RADIUS * pen.scale),)
            width = 2.0 * pen.scale
        elif target in network.legs:
            parts = pen.legs([target])
        elif target in network.corridors:
            parts = pen.legs(network.corridors[target].leg_ids)
        else:
            continue
        opacity = 1.0 if target in network.nodes else _HALO_OPACITY
        title = f"{short_of(network, target)}, highlighted"
        halos.append(MapLine("halo", target, title, parts, PALETTE.accent, round(width, 3), opacity=opacity))
    return halos


def _ring(at: Point, radius: float) -> Line:
    turns = np.linspace(0.0, 2 * np.pi, 37)
    ring = np.column_stack((at[0] + radius * np.cos(turns), at[1] + radius * np.sin(turns)))
    return tuple((round(x, 2), round(y, 2)) for x, y in ring.tolist())


# ---------------------------------------------------------------- symbols


@dataclass(frozen=True, slots=True)
class _Symbols:
    """Chooses and places the symbols of one scene."""

    network: Network
    shown: ShownScene
    frame: Frame
    look: MapLook

    @property
    def zoom(self) -> float:
        """How near the map looks, as zoom levels of a map on screen."""
        return zoom_of(self.frame, self.look.scale)

    def of_ends(self) -> list[MapSymbol]:
        """The ends alone, for a scene without an answer."""
        ids = [node_id for node_id in _ends(self.shown) if node_id in self.network.nodes]
        return self._made(dict.fromkeys(ids, ("end", "journey")))

    def of_answer(self, results: Results) -> list[MapSymbol]:
        """Symbols in drawing order: what matters most comes last, on top."""
        return self._made(self._roles(results))

    def _roles(self, results: Results) -> dict[str, tuple[str, str]]:
        """Role and weight by node id; later ones overrule earlier ones."""
        network = self.network
        roles: dict[str, tuple[str, str]] = {}

        def mark(ids: Iterable[str], weight: str, role: str = "") -> None:
            for node_id in ids:
                if node_id in network.nodes:
                    roles.pop(node_id, None)
                    roles[node_id] = (role or network.nodes[node_id].kind.value, weight)

        ranks = node_ranks(network)
        if self.zoom >= _TOWNS_FROM_ZOOM:
            mark((node_id for node_id, rank in ranks.items() if rank == 1), "other")
        mark(_stops(results.baseline), "baseline")
        mark((node for node in _inner(results.itinerary) if ranks[node] <= 2), "passed")
        mark(_stops(results.itinerary), "journey")
        mark((target for target in self.shown.scene.highlights), "journey")
        mark((results.trip.origin_id, *results.trip.via_ids, results.trip.destination_id), "journey", "end")
        for node_id in results.trip.via_ids:
            mark([node_id], "journey")
        mark((closure.target for closure in results.scenario.closures), "journey", "closed")
        return roles

    def _made(self, roles: dict[str, tuple[str, str]]) -> list[MapSymbol]:
        ids = list(roles)
        if not ids:
            return []
        placed = self.frame.place_all([_at(self.network.nodes[node_id]) for node_id in ids])
        result = []
        for node_id, (x, y) in zip(ids, placed.tolist(), strict=True):
            role, weight = roles[node_id]
            if np.isfinite((x, y)).all() and self.frame.holds((x, y)):
                radius = round(NODE_RADII[role] * self.look.scale, 3)
                title = short_name(label_name(self.network.nodes[node_id], self.look.language))
                result.append(MapSymbol(role, node_id, title, (round(x, 2), round(y, 2)), radius, weight))
        return result


def _stops(itinerary: Itinerary | None) -> list[str]:
    steps = () if itinerary is None else itinerary.steps
    return [step.node_id for step in steps if isinstance(step, Dwell)]


def _inner(itinerary: Itinerary | None) -> tuple[str, ...]:
    return () if itinerary is None else itinerary.node_ids[1:-1]
