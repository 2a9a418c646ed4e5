"""Small hand-made networks for the laws, and an independent brute force over all simple paths."""

from __future__ import annotations

import itertools
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
    """Least days or km over every simple path and every gauge choice, by plain enumeration.

    Written without the state graph: walks node by node, tries each gauge of each leg, and adds a
    stay wherever carriage changes or a border or strait is passed.
    """
    best: float | None = None
    open_legs = [g for g in net.legs.values() if g.id not in closed and g.mode in trip.modes]
    others = [n for n in net.nodes if n not in (trip.origin_id, trip.destination_id)]
    for size in range(len(others) + 1):
        for middle in itertools.permutations(others, size):
            chain = (trip.origin_id, *middle, trip.destination_id)
            options = []
            for a, b in itertools.pairwise(chain):
                fitting = [g for g in open_legs if {g.from_id, g.to_id} == {a, b}]
                options.append([(g, gauge) for g in fitting for gauge in g.gauges_mm or (0,)])
            if not all(options):
                continue
            for choice in itertools.product(*options):
                cost = _cost(net, trip, chain, choice)
                if cost is not None and (best is None or cost < best):
                    best = cost
    return best


def _cost(
    net: Network, trip: Trip, chain: tuple[str, ...], choice: tuple[tuple[Leg, int], ...]
) -> float | None:
    total = 0.0
    for i, (ridden, gauge) in enumerate(choice):
        total += ridden.length_km if trip.objective is Objective.KM else ridden.days.typical
        if i == 0:
            continue
        place = net.nodes[chain[i]]
        before, before_gauge = choice[i - 1]
        is_change = before.mode is not ridden.mode or before_gauge != gauge
        if before.mode is ridden.mode and before_gauge != gauge and place.dwell is None:
            return None
        is_passing = place.kind in (NodeKind.BORDER, NodeKind.CHOKEPOINT)
        if (is_change or is_passing) and place.dwell is not None and trip.objective is Objective.DAYS:
            total += place.dwell.typical
    return total
