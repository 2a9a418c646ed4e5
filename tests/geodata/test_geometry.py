"""What good geometry means (DATA.md): measured on the committed files."""

import itertools

import shapely
from shapely import LineString, STRtree
from shapely.geometry import shape

from tests.geodata.files import (
    GEOD,
    corridor_legs,
    distance_km,
    leg_km,
    legs,
    line_km,
    node_point,
    nodes,
    read_derived,
    read_table,
)

LONGEST_CHORD_KM = 60
RAIL_RATIO, SEA_RATIO = (0.80, 1.02), (0.95, 1.05)
# Kilometres on land that a sea leg may have: ports lie inside the simplified coast.
LAND_KM = 30
LAND_KM_OF = {
    "suez-canal": 130,  # the canal, and the Nile delta's port side
    "bab-el-mandeb--suez-canal--sea": 60,  # Suez to the node in mid-canal
    "astrakhan": 110,  # the Volga channel
    "olya": 60,
    "tatvan--van--ferry": 110,  # a lake
    "hamburg": 110,  # the Elbe
}


# Pairs of legs that share most of the shorter one's track, because the tables have no node where they part.
SHARED_TRACK = {
    ("gorgan--amirabad", "gorgan--garmsar"),  # they part where the port branch leaves, west of Behshahr
    ("kuznica--warsaw", "trakiszki--warsaw"),  # they meet at Sokolka
    ("malaszewicze--siedlce", "malaszewicze--lodz"),  # they part at Lukow
    ("malaszewicze--siedlce", "malaszewicze--slawkow"),
}


def test_every_leg_has_geometry_and_no_geometry_is_left_over():
    assert set(read_derived("legs.json")) == {leg["id"] for leg in legs()}


def test_legs_start_and_end_exactly_at_their_nodes():
    for leg in legs():
        parts = read_derived("legs.json")[leg["id"]]
        assert tuple(parts[0][0]) == node_point(leg["from"]), leg["id"]
        assert tuple(parts[-1][-1]) == node_point(leg["to"]), leg["id"]


def test_parts_of_a_leg_meet_and_stay_within_the_map():
    for leg_id, parts in read_derived("legs.json").items():
        assert all(len(part) >= 2 for part in parts), leg_id
        assert all(-180 <= lon <= 180 and -90 < lat < 90 for part in parts for lon, lat in part), leg_id
        for part, following in itertools.pairwise(parts):
            assert abs(part[-1][0]) == 180, leg_id
            assert following[0] == [-part[-1][0], part[-1][1]], leg_id


def test_no_line_jumps_across_the_map():
    for leg_id, parts in read_derived("legs.json").items():
        for part in parts:
            assert all(abs(a[0] - b[0]) < 90 for a, b in itertools.pairwise(part)), leg_id


def test_corridor_legs_on_land_have_no_long_chords():
    for leg in legs():
        if leg["mode"] in ("rail", "road") and leg["id"] in corridor_legs():
            for part in read_derived("legs.json")[leg["id"]]:
                longest = max(distance_km(a, b) for a, b in itertools.pairwise(part))
                assert longest <= LONGEST_CHORD_KM, leg["id"]


def test_length_of_geometry_agrees_with_the_table_or_is_explained():
    rows = [row for row in read_table("derived/exceptions.csv") if row["check"] == "length_ratio"]
    explained = {row["leg_id"]: row for row in rows}
    assert all(row["reason"] for row in explained.values())
    off = {}
    for leg in legs():
        if leg["mode"] == "road":
            continue
        low, high = RAIL_RATIO if leg["mode"] == "rail" else SEA_RATIO
        ratio = leg_km(leg["id"]) / float(leg["length_km"])
        if not low <= round(ratio, 3) <= high:
            off[leg["id"]] = ratio
    assert set(off) == set(explained)
    for leg_id, ratio in off.items():
        assert abs(ratio - float(explained[leg_id]["value"])) < 0.002, leg_id


def test_every_leg_found_its_way():
    missing = [row["reason"] for row in read_table("derived/exceptions.csv") if row["check"] == "not_routed"]
    assert not missing


def test_no_leg_is_shorter_than_the_great_circle():
    for leg in legs():
        air_km = distance_km(node_point(leg["from"]), node_point(leg["to"]))
        # Positions are good to some kilometres at both ends.
        assert float(leg["length_km"]) >= air_km - 3, leg["id"]


def test_sea_legs_keep_to_the_water():
    polygons = [
        part
        for feature in read_derived("countries.json")["features"]
        for part in shapely.get_parts(shape(feature["geometry"]).buffer(0))
    ]
    tree = STRtree(polygons)
    for leg in legs():
        if leg["mode"] not in ("sea", "ferry"):
            continue
        allowed = max([LAND_KM, *(km for key, km in LAND_KM_OF.items() if key in leg["id"])])
        on_land_km = 0.0
        for part in read_derived("legs.json")[leg["id"]]:
            line = LineString(part)
            for i in tree.query(line, predicate="intersects"):
                on_land_km += GEOD.geometry_length(line.intersection(polygons[i])) / 1000
        assert on_land_km <= allowed, f"{leg['id']}: {on_land_km:.0f} km on land"


def test_no_two_rail_legs_are_the_same_stretch():
    """A hidden duplicate would let cargo slip past a closure."""
    rail = [leg for leg in legs() if leg["mode"] == "rail" and float(leg["length_km"]) > 40]
    lines = {leg["id"]: LineString(read_derived("legs.json")[leg["id"]][0]) for leg in rail}
    near = {leg_id: shapely.simplify(line, 0.02).buffer(0.03) for leg_id, line in lines.items()}
    ids = list(lines)
    pairs = STRtree(list(lines.values())).query(list(near.values()), predicate="intersects").T
    doubles = []
    for i, j in pairs:
        if i == j or lines[ids[i]].length > lines[ids[j]].length:
            continue
        share = lines[ids[i]].intersection(near[ids[j]]).length / lines[ids[i]].length
        if share > 0.8:
            doubles.append((ids[i], ids[j]))
    assert set(doubles) <= SHARED_TRACK


def test_countries_passed_through_are_known_and_not_those_of_the_ends():
    codes = {feature["id"].upper() for feature in read_derived("countries.json")["features"]}
    by_id = {leg["id"]: leg for leg in legs()}
    for row in read_table("derived/leg_countries.csv"):
        leg = by_id[row["leg_id"]]
        passed = set(row["countries"].split(";"))
        assert passed <= codes
        assert not passed & {nodes()[leg["from"]]["country"], nodes()[leg["to"]]["country"]}


def test_legs_known_to_cross_a_third_country_say_so():
    passed = {
        row["leg_id"]: set(row["countries"].split(";")) for row in read_table("derived/leg_countries.csv")
    }
    assert passed["khavast--andijan"] == {"TJ"}
    assert passed["duisburg--milan"] == {"CH"}
    assert passed["aghband--ordubad"] == {"AM"}


def test_vias_name_legs_that_exist():
    known = {leg["id"] for leg in legs()}
    assert {row["leg_id"] for row in read_table("tables/leg_vias.csv")} <= known


def test_a_line_in_the_far_north_is_longer_than_its_map_suggests():
    """Guards the measure itself: degrees of longitude shrink towards the pole."""
    assert line_km([(0, 70), (10, 70)]) < line_km([(0, 10), (10, 10)]) / 2
