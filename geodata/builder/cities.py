"""Cities worth a label, from the Natural Earth places in blips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from shapely import Point as ShapelyPoint

from builder.countries import WINDOW
from builder.geo import Point, distance_km
from builder.land import Land, load_land
from builder.paths import DERIVED, write_json
from builder.tables import name_changes, read_nodes
from builder.water import blips_data

MOST_CITIES = 400
LANGUAGES = ("en", "ru", "zh", "de", "fr", "tr", "pl", "uk", "fa")
# A node within this distance is the same place: the node's own label wins, so the city says so.
SAME_PLACE_KM = 20.0
# Between two labels of one rank; a smaller city too near a larger one would never be drawn.
LEAST_GAP_KM = 45.0
# Corridors decide what is worth a name: populations count in full here, and less elsewhere.
WEIGHTS = {
    **dict.fromkeys(("kz", "uz", "tm", "kg", "tj", "mn", "az", "ge", "am"), 9.0),
    **dict.fromkeys(("ru", "tr", "ir", "by", "ua", "lt", "lv", "ee", "fi", "se", "no", "af"), 2.5),
    **dict.fromkeys(
        ("de", "fr", "pl", "it", "es", "nl", "be", "at", "cz", "sk", "hu", "ro", "bg", "rs", "gr"), 2.5
    ),
    **dict.fromkeys(
        ("ch", "gb", "ie", "pt", "dk", "hr", "si", "ba", "mk", "al", "md", "me", "xk", "is"), 2.5
    ),
    "cn": 1.0,
    "in": 0.35,
}
WEIGHT_ELSEWHERE = 0.3
# China's west lies on the corridors and is empty beside its coast.
WEST_CHINA = shapely.box(73, 30, 106, 50)


@dataclass(frozen=True, slots=True)
class City:
    """A candidate with its weight: population times the interest of its region."""

    point: Point
    name: str
    names: dict[str, str]
    population: int
    country: str
    weight: float


def build_cities() -> None:
    """Write cities.json, most important first; rank 1 (world cities) to 5."""
    land = load_land()
    cities = sorted(_candidates(land), key=lambda city: -city.weight)
    chosen: list[City] = []
    for city in cities:
        if all(distance_km(city.point, other.point) > LEAST_GAP_KM for other in chosen):
            chosen.append(city)
        if len(chosen) == MOST_CITIES:
            break
    nodes = list(read_nodes().values())
    items: list[dict[str, Any]] = []
    for place, city in enumerate(chosen):
        item: dict[str, Any] = {
            "names": city.names,
            "point": [round(city.point[0], 3), round(city.point[1], 3)],
            "country": city.country,
            "population": city.population,
            "rank": _rank(place),
        }
        near = [(distance_km(node.point, city.point), node.id) for node in nodes]
        if near and min(near)[0] <= SAME_PLACE_KM:
            item["node"] = min(near)[1]
        items.append(item)
    size = write_json(DERIVED / "cities.json", items)
    print(f"cities.json: {len(items)} cities, {size / 1e6:.2f} MB")


def _rank(place: int) -> int:
    return 1 + sum(place >= limit for limit in (25, 75, 160, 270))


def _candidates(land: Land) -> list[City]:
    found = []
    changes = name_changes("city")
    for lon, lat, population, name, *rest in blips_data()["cities"]:
        spot = ShapelyPoint(lon, lat)
        if not WINDOW.contains(spot):
            continue
        codes = [land.codes[i] for i in land.tree.query(spot, predicate="intersects")]
        country = codes[0] if codes else land.codes[land.tree.nearest(spot)]
        weight = WEIGHTS.get(country, WEIGHT_ELSEWHERE)
        if country == "cn" and WEST_CHINA.contains(spot):
            weight = 3.0
        given = rest[0] if rest else {}
        names = {"en": given.get("en", name), **{k: given[k] for k in LANGUAGES[1:] if k in given}}
        names |= changes.get(names["en"], {})
        found.append(City((lon, lat), name, names, int(population), country, max(population, 20000) * weight))
    return found
