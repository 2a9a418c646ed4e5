"""The basemap: size, coverage, names."""

import shapely
from shapely import Point
from shapely.geometry import shape

from tests.geodata.files import GEODATA, distance_km, node_point, nodes, read_derived

BASEMAP = ("countries", "borders", "lakes", "rivers", "seas", "cities", "railways")


def test_the_basemap_stays_small():
    sizes = {name: (GEODATA / "derived" / f"{name}.json").stat().st_size for name in BASEMAP}
    assert sum(sizes.values()) <= 2_300_000
    assert (GEODATA / "derived" / "legs.json").stat().st_size <= 700_000


def test_every_country_of_a_node_is_on_the_map_and_has_its_names():
    features = {feature["id"].upper(): feature for feature in read_derived("countries.json")["features"]}
    assert {node["country"] for node in nodes().values()} <= set(features)
    for feature in features.values():
        names = feature["properties"]["names"]
        assert names["en"]
        assert names["ru"]
        assert names["zh"]


def test_countries_are_valid_and_do_not_overlap():
    polygons = [shape(feature["geometry"]) for feature in read_derived("countries.json")["features"]]
    tree = shapely.STRtree(polygons)
    for i, polygon in enumerate(polygons):
        clean = polygon.buffer(0)
        assert abs(clean.area - polygon.area) < 0.02
        for j in tree.query(polygon):
            if i < j:
                assert clean.intersection(polygons[j].buffer(0)).area < 0.05


def test_inland_nodes_lie_in_their_own_country():
    countries = {
        f["id"].upper(): shape(f["geometry"]).buffer(0) for f in read_derived("countries.json")["features"]
    }
    for node in nodes().values():
        if node["kind"] in ("city", "terminal", "junction"):
            point = Point(node_point(node["id"]))
            # The coast and the borders are simplified to some kilometres.
            assert countries[node["country"]].distance(point) < 0.12, node["id"]


def test_borders_are_on_both_countries():
    countries = {
        f["id"]: shape(f["geometry"]).buffer(0.01) for f in read_derived("countries.json")["features"]
    }
    for feature in read_derived("borders.json")["features"]:
        line = shape(feature["geometry"])
        for code in feature["properties"]["between"]:
            assert line.difference(countries[code]).length < 0.05 * line.length + 0.01, (
                code,
                feature["properties"],
            )


def test_borders_of_territories_called_disputed_are_marked():
    dashed = {
        code
        for feature in read_derived("borders.json")["features"]
        if feature["properties"]["disputed"]
        for code in feature["properties"]["between"]
    }
    assert {"xk", "ps", "eh"} <= dashed
    assert "kz" not in dashed


def test_cities_have_ranks_and_names_and_know_their_node():
    cities = read_derived("cities.json")
    assert 300 <= len(cities) <= 450
    assert {city["rank"] for city in cities} == {1, 2, 3, 4, 5}
    for city in cities:
        assert city["names"]["en"]
        if "node" in city:
            assert distance_km(city["point"], node_point(city["node"])) <= 20.5


def test_seas_have_names_in_the_three_languages_and_lie_in_water():
    land = [shape(feature["geometry"]).buffer(0) for feature in read_derived("countries.json")["features"]]
    for sea in read_derived("seas.json"):
        assert sea["names"]["en"]
        assert sea["names"]["ru"]
        assert sea["names"]["zh"]
        if sea["id"] != "aral-sea":
            assert not any(polygon.contains(Point(sea["point"])) for polygon in land), sea["id"]
