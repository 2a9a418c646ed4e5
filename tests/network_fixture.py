"""A small made-up network with one of everything: gauge break, ferry, sea, season, suspended, new link.

chengdu --rail 1435-- gate-east | gate-west --rail 1520-- steppe --rail 1520-- plain --1520-- frontier
frontier --rail 1435-- berlin; steppe --rail-- quay --ferry-- far-quay --rail-- berlin;
chengdu --rail-- harbour --sea-- haven --rail-- berlin; harbour --polar (Jul-Nov), over 180 degrees-- haven;
chengdu --planned link `short`-- plain; plain --suspended-- haven; isle: joined to nothing.
"""

from __future__ import annotations

from types import MappingProxyType

from explorer.core.network import (
    Claim,
    Confidence,
    Corridor,
    Event,
    Leg,
    LegStatus,
    Mode,
    Network,
    NewLink,
    Node,
    NodeKind,
    SavingClaim,
    Source,
    Span,
)

Parts = tuple[tuple[tuple[float, float], ...], ...]

_STAY = Span(0.5, 1.0, 3.0)


def _node(
    node_id: str, name: str, country: str, kind: NodeKind, lon: float, lat: float, **names: str
) -> Node:
    has_stay = kind in (NodeKind.BORDER, NodeKind.PORT)
    return Node(
        id=node_id,
        name=name,
        names=MappingProxyType({"en": name, **names}),
        country=country,
        kind=kind,
        lon=lon,
        lat=lat,
        dwell=_STAY if has_stay else None,
        dwell_confidence=Confidence.MEDIUM if node_id == "frontier" else Confidence.ESTIMATE,
        dwell_source_id="bulletin" if node_id == "frontier" else "estimate",
        source_ids=("bulletin",),
        note='=HYPERLINK("http://bad.example")' if node_id == "plain" else "",
    )


def _leg(
    leg_id: str, ends: tuple[str, str], mode: Mode, km: float, gauge: int | None = None, **more: object
) -> Leg:
    kph = Span(20.0, 30.0, 40.0)
    return Leg(
        id=leg_id,
        from_id=ends[0],
        to_id=ends[1],
        mode=mode,
        length_km=km,
        gauges_mm=() if gauge is None else (gauge,),
        speed_kph=kph,
        days=Span(km / 40 / 24, km / 30 / 24, km / 20 / 24),
        status=more.pop("status", LegStatus.OPEN),  # type: ignore[arg-type]
        length_confidence=Confidence.HIGH,
        source_id="atlas",
        speed_source_id="estimate",
        **more,  # type: ignore[arg-type]
    )


_NODES = (
    _node("chengdu", "Chengdu", "CN", NodeKind.CITY, 104.0, 30.6, zh="成都", ru="Чэнду"),
    _node("gate-east", "Gate East", "CN", NodeKind.JUNCTION, 82.0, 45.0),
    _node("gate-west", "Gate West", "KZ", NodeKind.BORDER, 82.2, 45.2, local="Қақпа"),
    _node("steppe", "Steppe", "KZ", NodeKind.JUNCTION, 70.0, 48.0, ru="Степь"),
    _node("plain", "Plain <b>& Co</b>", "RU", NodeKind.JUNCTION, 45.0, 53.0),
    _node("frontier", "Małaszewicze-Frontier", "PL", NodeKind.BORDER, 23.5, 52.0, ru="Малашевиче"),
    _node("berlin", "Berlin", "DE", NodeKind.CITY, 13.4, 52.5, zh="柏林"),
    _node("quay", "Quay", "KZ", NodeKind.PORT, 51.2, 43.6),
    _node("far-quay", "Far Quay", "AZ", NodeKind.PORT, 49.5, 40.0),
    _node("harbour", "Harbour's End", "CN", NodeKind.PORT, 121.9, 30.0),
    _node("haven", "Haven", "NL", NodeKind.PORT, 4.1, 51.9),
    _node("springfield-1", "Springfield", "DE", NodeKind.CITY, 10.0, 50.0),
    _node("springfield-2", "Springfield", "PL", NodeKind.CITY, 20.0, 51.0),
    _node("isle", "Lonely Isle", "IS", NodeKind.CITY, -20.0, 64.0),
)

_LEGS = (
    _leg("chengdu--gate-east", ("chengdu", "gate-east"), Mode.RAIL, 3200, 1435),
    _leg("gate-east--gate-west", ("gate-east", "gate-west"), Mode.RAIL, 30, 1435),
    _leg("gate-west--steppe", ("gate-west", "steppe"), Mode.RAIL, 1300, 1520),
    _leg("steppe--plain", ("steppe", "plain"), Mode.RAIL, 2000, 1520),
    _leg("plain--frontier", ("plain", "frontier"), Mode.RAIL, 1700, 1520, countries=("by",)),
    _leg("frontier--berlin", ("frontier", "berlin"), Mode.RAIL, 800, 1435),
    _leg("steppe--quay", ("steppe", "quay"), Mode.RAIL, 2300, 1520),
    _leg("quay--far-quay", ("quay", "far-quay"), Mode.FERRY, 450),
    _leg("far-quay--berlin", ("far-quay", "berlin"), Mode.RAIL, 4500, 1520),
    _leg("chengdu--harbour", ("chengdu", "harbour"), Mode.RAIL, 2000, 1435),
    _leg("harbour--haven", ("harbour", "haven"), Mode.SEA, 19500),
    _leg("harbour--haven--polar", ("harbour", "haven"), Mode.SEA, 13000, season=frozenset(range(7, 12))),
    _leg("haven--berlin", ("haven", "berlin"), Mode.RAIL, 700, 1435),
    _leg("springfield-1--berlin", ("springfield-1", "berlin"), Mode.RAIL, 300, 1435),
    _leg("springfield-2--berlin", ("springfield-2", "berlin"), Mode.ROAD, 500),
    _leg("chengdu--plain", ("chengdu", "plain"), Mode.RAIL, 4700, 1520, status=LegStatus.PLANNED),
    _leg(
        "plain--haven",
        ("plain", "haven"),
        Mode.RAIL,
        2600,
        1520,
        status=LegStatus.SUSPENDED,
        status_note="since 2022",
    ),
)

_CORRIDORS = (
    Corridor(
        "northern",
        "Northern",
        "By the frontier",
        ("chengdu", "gate-east", "gate-west", "steppe", "plain", "frontier", "berlin"),
        (
            "chengdu--gate-east",
            "gate-east--gate-west",
            "gate-west--steppe",
            "steppe--plain",
            "plain--frontier",
            "frontier--berlin",
        ),
        ("gate-west", "plain", "frontier"),
        1,
    ),
    Corridor(
        "polar",
        "Polar",
        "Round the north",
        ("harbour", "haven"),
        ("harbour--haven--polar",),
        ("harbour", "haven"),
        3,
    ),
)

_CLAIM = SavingClaim("short-1", "short", "Chengdu", "Plain", 900.0, 7.0, 8.0, 2022, "bulletin", "")

_EVENTS = (
    Event(
        "e01",
        "Frontier, all crossings",
        "border closure",
        "rail",
        "PL",
        "2025-09-12",
        "2025-09-25",
        13.0,
        False,
        "trains stood",
        ("frontier",),
        ("frontier",),
        ("northern",),
        ("bulletin",),
        "high",
        "",
    ),
    Event("e02", "Talk only", "news", "rail", "KZ", "2025", "", None, True, "", (), (), (), (), "low", ""),
)

_SOURCES = (
    Source("atlas", "Rail atlas", "https://atlas.example/rail", "web"),
    Source("bulletin", "Bulletin <i>7</i>", "https://bulletin.example/7", "web"),
    Source("estimate", "Estimate", "", "estimate"),
)


def small_network() -> Network:
    """The network drawn above."""
    return Network(
        nodes=MappingProxyType({node.id: node for node in _NODES}),
        legs=MappingProxyType({leg.id: leg for leg in _LEGS}),
        corridors=MappingProxyType({corridor.id: corridor for corridor in _CORRIDORS}),
        new_links=MappingProxyType(
            {
                "short": NewLink(
                    "short",
                    "Short Line",
                    ("chengdu--plain",),
                    2031,
                    "Planned",
                    ("bulletin",),
                    (_CLAIM,),
                    _CLAIM,
                )
            }
        ),
        sources=MappingProxyType({source.id: source for source in _SOURCES}),
        claims=(
            Claim(
                "a01",
                "The frontier closed",
                "frontier",
                "closed",
                "state",
                "2025-09",
                ("frontier",),
                (),
                ("northern",),
                "confirmed",
                "closed 12 Sep",
                "It did.",
                ("bulletin",),
                "high",
                "",
            ),
        ),
        events=MappingProxyType({event.id: event for event in _EVENTS}),
        version="test+00000000",
    )


def small_geometry() -> dict[str, Parts]:
    """Straight lines; the polar leg goes over 180 degrees in two parts."""
    nodes = {node.id: (node.lon, node.lat) for node in _NODES}
    lines: dict[str, Parts] = {leg.id: ((nodes[leg.from_id], nodes[leg.to_id]),) for leg in _LEGS}
    lines["harbour--haven--polar"] = (
        (nodes["harbour"], (170.12345678, 66.0), (180.0, 70.0)),
        ((-180.0, 70.0), (-120.0, 80.0), (-20.0, 75.0), nodes["haven"]),
    )
    return lines
