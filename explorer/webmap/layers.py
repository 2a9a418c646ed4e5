"""The network as the page takes it. The only place where (lon, lat) becomes (lat, lon).

West of 160 degrees west, 360 is added, so that the ways by the Bering Strait run on without a break.
"""

from __future__ import annotations

from collections.abc import Iterable

from explorer.core.geometry import Bounds, Geometry, Point, unwrapped
from explorer.core.itinerary import Itinerary
from explorer.core.network import Leg, Network, Node
from explorer.housestyle.drawn import label_name, node_ranks
from explorer.webmap.words import node_name, words

DEFAULT_BOUNDS: Bounds = (-8.0, 22.0, 113.0, 63.0)
"""Europe to China: what the map shows before a journey is known."""

_DECIMALS = 4


def lat_lon(point: Point) -> list[float]:
    """A (lon, lat) point in the page's order."""
    lon, lat = point
    return [round(lat, _DECIMALS), round(unwrapped(lon), _DECIMALS)]


def line_parts(leg: Leg, network: Network, geometry: Geometry) -> list[list[list[float]]]:
    """A leg's line parts as (lat, lon) in degrees; a straight one where the geometry has none.

    Parts that meet at 180 degrees join; a line that crosses the map's own seam is parted there.
    """
    ends = [(network.nodes[end].lon, network.nodes[end].lat) for end in (leg.from_id, leg.to_id)]
    parts: list[list[list[float]]] = []
    for line in geometry.get(leg.id) or [ends]:
        for index, point in enumerate(line):
            spot = lat_lon(point)
            goes_on = bool(parts) and abs(parts[-1][-1][1] - spot[1]) < 180.0
            if (not index and not (goes_on and parts[-1][-1] == spot)) or not goes_on:
                parts.append([spot])
            elif parts[-1][-1] != spot:
                parts[-1].append(spot)
    return [part for part in parts if len(part) > 1]


def network_payload(network: Network, geometry: Geometry, language: str = "en") -> dict[str, object]:
    """Everything the page draws once: legs with their lines, nodes with kind, rank and names."""
    ranks = node_ranks(network)
    return {
        "legs": [
            {
                "id": leg.id,
                "mode": leg.mode.value,
                "from": leg.from_id,
                "to": leg.to_id,
                "parts": line_parts(leg, network, geometry),
            }
            for leg in network.legs.values()
        ],
        "nodes": [
            {
                "id": node.id,
                "kind": node.kind.value,
                "rank": ranks[node.id],
                "name": label_name(node, language),
                "label": accessible_name(node, language, is_closed=False),
                "lat_lon": lat_lon((node.lon, node.lat)),
            }
            for node in network.nodes.values()
        ],
    }


def accessible_name(node: Node, language: str, *, is_closed: bool) -> str:
    """A node in words for who cannot see it: `Aktau, port, closed`."""
    said = words(language)
    parts = [node_name(node, language), said[node.kind.value]]
    if is_closed:
        parts.append(said["closed"])
    return ", ".join(parts)


def bounds_of(network: Network, geometry: Geometry, itineraries: Iterable[Itinerary | None]) -> Bounds | None:
    """What must be in view to see all these itineraries; None where there is none."""
    points = [
        point
        for itinerary in itineraries
        if itinerary is not None
        for leg_id in itinerary.leg_ids
        for part in line_parts(network.legs[leg_id], network, geometry)
        for point in part
    ]
    if not points:
        return None
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return min(lons), min(lats), max(lons), max(lats)
