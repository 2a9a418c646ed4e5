"""Small hand-made networks for the laws, and an independent brute force over all simple paths."""

from __future__ import annotations

from types import MappingProxyType

from explorer.core.itinerary import Mode, Objective, Trip
from explorer.core.network import (
    Confidence,
    Corridor,
    Leg,
    LegStatus,
    Network,
    NewLink,
    Node,
    NodeKind,
    SavingClaim,
    Span,
)


def node(
    node_id: str,
    kind: NodeKind = NodeKind.JUNCTION,
    dwell: float | None = None,
    country: str = "AA",
    **more: object,
) -> Node:
    span = None if dwell is None else Span(dwell / 2, dwell, dwell * 2)
    return Node(
        id=node_id,
        name=node_id.title(),
        names=MappingProxyType({"en": node_id.title()}),
        country=country,
        kind=kind,
        lon=0.0,
        lat=0.0,
        dwell=span,
        dwell_confidence=Confidence.LOW,
        dwell_source_id="s",
        source_ids=("s",),
        **more,  # type: ignore[arg-type]
    )


def leg(
    here: str,
    there: str,
    km: float,
    mode: Mode = Mode.RAIL,
    gauges: tuple[int, ...] = (1435,),
    kph: float = 25.0,
    **more: object,
) -> Leg:
    suffix = "" if mode is Mode.RAIL else f"--{mode.value}"
    days = km / kph / 24
    return Leg(
        id=f"{here}--{there}{suffix}",
        from_id=here,
        to_id=there,
        mode=mode,
        length_km=km,
        gauges_mm=gauges if mode is Mode.RAIL else (),
        speed_kph=Span(kph / 2, kph, kph * 2),
        days=Span(days / 2, days, days * 2),
        status=more.pop("status", LegStatus.OPEN),  # type: ignore[arg-type]
        length_confidence=Confidence.HIGH,
        source_id="s",
        speed_source_id="s",
        **more,  # type: ignore[arg-type]
    )


def network(
    nodes: list[Node],
    legs: list[Leg],
    links: list[NewLink] | None = None,
    corridors: list[Corridor] | None = None,
) -> Network:
    return Network(
        nodes={n.id: n for n in nodes},
        legs={g.id: g for g in legs},
        corridors={c.id: c for c in corridors or []},
        new_links={link.id: link for link in links or []},
    )


def new_link(link_id: str, leg_ids: tuple[str, ...], year: int | None = None) -> NewLink:
    claim = SavingClaim("c", link_id, "", "", 900.0, 7.0, 8.0, 2024, "s", "")
    return NewLink(link_id, link_id, leg_ids, year, "", ("s",), (claim,), claim)


def brute_force(net: Network, trip: Trip, closed: frozenset[str]) -> float | None:
    """Least days or km over every walk and every gauge choice, by plain search from leg to leg.

    Written without the state graph: adds a stay wherever carriage changes or a border or strait is
    passed. A walk may come back to a place (to a crane and back), but never in the same carriage.
    """
    open_legs = [g for g in net.legs.values() if g.id not in closed and g.mode in trip.modes]
    best: list[float] = []

    def go(place: str, carriage: tuple[Mode, int] | None, cost: float, seen: frozenset[object]) -> None:
        if best and cost >= best[0]:
            return
        if place == trip.destination_id and carriage is not None:
            best[:] = [cost]
            return
        for ridden in open_legs:
            if place not in (ridden.from_id, ridden.to_id):
                continue
            for gauge in ridden.gauges_mm or (0,):
                following = (ridden.mode, gauge)
                stay = _stay(net.nodes[place], trip, carriage, following)
                there = (ridden.other_end(place), following)
                if stay is not None and there not in seen:
                    ride = ridden.length_km if trip.objective is Objective.KM else ridden.days.typical
                    go(there[0], following, cost + stay + ride, seen | {there})

    go(trip.origin_id, None, 0.0, frozenset())
    return best[0] if best else None


def _stay(place: Node, trip: Trip, before: tuple[Mode, int] | None, after: tuple[Mode, int]) -> float | None:
    """Days of a stay (0 by km), None where a gauge cannot change."""
    if before is None:
        return 0.0
    if place.dwell is None:
        return None if before[0] is after[0] and before[1] != after[1] else 0.0
    is_passing = place.kind in (NodeKind.BORDER, NodeKind.CHOKEPOINT)
    is_due = before != after or is_passing
    return place.dwell.typical if is_due and trip.objective is Objective.DAYS else 0.0
