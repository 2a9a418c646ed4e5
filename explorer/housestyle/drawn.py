"""What of an answer is drawn, alike on every map: corridors beside the journey, big places, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from explorer.core.comparison import CorridorRow, RowState
from explorer.core.network import Corridor, Network, Node, NodeKind
from explorer.core.results import Results

MAX_CORRIDORS = 5
"""Most corridors drawn beside the journey."""

MAX_DETOUR = 3.5
"""A corridor that takes so many times the days of the fastest is no way for this trip."""

_SHOWABLE = (RowState.OPEN, RowState.CLOSED, RowState.OUT_OF_SEASON)


SHORT_COUNTRIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"cn": "China", "cz": "Czechia", "ae": "UAE"},
        "ru": {"cn": "Китай", "ae": "ОАЭ"},
        "zh": {"cn": "中国", "ae": "阿联酋"},
    }
)
"""Country names as a map has room for them, where the basemap carries the official ones."""


def drawn_corridors(network: Network, results: Results) -> tuple[Corridor, ...]:
    """The corridors drawn beside the journey: the fastest of each hue, chosen by the trip alone.

    The scenario does not count, so that an edit never repaints corridors it does not touch.
    """
    rows = sorted((row for row in results.corridors if row.state in _SHOWABLE), key=_baseline_days)
    limit = MAX_DETOUR * min((_baseline_days(row)[0] for row in rows), default=0.0)
    chosen: dict[int, Corridor] = {}
    for row in rows:
        corridor = network.corridors[row.corridor_id]
        if row.baseline is not None and corridor.hue not in chosen and _baseline_days(row)[0] <= limit:
            chosen[corridor.hue] = corridor
    return tuple(chosen.values())[:MAX_CORRIDORS]


def _baseline_days(row: CorridorRow) -> tuple[float, str]:
    days = row.baseline.transit_days.typical if row.baseline is not None else float("inf")
    return days, row.corridor_id


def node_ranks(network: Network) -> dict[str, int]:
    """How early a node shows when zooming in: 1 big places, 2 places with a task, 3 the rest."""
    uses = Counter(node_id for corridor in network.corridors.values() for node_id in set(corridor.node_ids))
    ranks = {}
    for node in network.nodes.values():
        is_town = node.kind in (NodeKind.CITY, NodeKind.TERMINAL, NodeKind.PORT)
        if is_town and uses[node.id] >= 5:
            ranks[node.id] = 1
        elif uses[node.id] and node.kind is not NodeKind.JUNCTION:
            ranks[node.id] = 2
        else:
            ranks[node.id] = 3
    return ranks


def label_name(node: Node, language: str) -> str:
    """A node's name as it stands on a map: in a language where the tables have it, without brackets."""
    return node.names.get(language, node.name).split(" (")[0].split("（")[0]
