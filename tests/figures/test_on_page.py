"""Lines and areas on the page: nothing outside the frame, nothing torn or doubled at 180 degrees."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from explorer.figures.frame import Frame, Size, frame_for
from explorer.figures.on_page import areas_on_page, lines_on_page, polygons_of
from explorer.io.basemap import load_basemap

SIZE = Size(500.0, 300.0)
CONE = frame_for([(100.0, 50.0), (179.0, 60.0)], SIZE)
EAST = frame_for([(-10.0, 35.0), (130.0, 60.0)], SIZE)
POLAR = frame_for([(4.0, 52.0), (195.0, 64.0), (100.0, 78.0), (121.0, 31.0)], SIZE, 10.0)
WORLD = frame_for([(-18.0, -35.0), (122.0, 52.0)], SIZE)


def russia() -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
    return next(land for land in load_basemap().lands if land.code == "ru").polygons


@pytest.mark.parametrize("frame", [CONE, POLAR, WORLD])
def test_everything_drawn_lies_in_the_frame(frame: Frame) -> None:
    basemap = load_basemap()
    box = shapely.box(-0.01, -0.01, SIZE.width + 0.01, SIZE.height + 0.01)
    lines = lines_on_page(frame, basemap.railways, 0.1)
    assert lines
    assert shapely.MultiLineString(lines).within(box)
    areas = areas_on_page(frame, [ring for land in basemap.lands for ring in land.polygons])
    assert areas.area > 0
    assert areas.within(box)


def test_a_way_over_the_bering_strait_stays_in_one_piece_on_the_polar_map() -> None:
    parts = lines_on_page(POLAR, [((160.0, 60.0), (180.0, 66.0)), ((-180.0, 66.0), (-168.0, 66.0))], 0.1)
    assert len(parts) == 1
    ends = POLAR.place_all([(160.0, 60.0), (-168.0, 66.0)])
    drawn = np.array(sorted((parts[0][0], parts[0][-1])))
    assert drawn == pytest.approx(np.array(sorted(ends.tolist())), abs=0.02)


@pytest.mark.parametrize("frame", [POLAR, frame_for([(150.0, 55.0), (188.0, 65.0)], SIZE)])
def test_no_seam_runs_through_chukotka_at_180_degrees(frame: Frame) -> None:
    area = areas_on_page(frame, russia())
    edge = shapely.boundary(area)
    seam = [frame.place((180.0, lat)) for lat in np.linspace(65.6, 68.4, 15)]
    inside = [point for point in seam if frame.holds(point, 3.0)]
    assert inside
    for point in inside:
        assert shapely.Point(point).distance(edge) > 0.3
        assert area.contains(shapely.Point(point))


def test_a_long_stretch_is_bent_as_the_projection_bends_it() -> None:
    frame = frame_for([(0.0, 50.0), (100.0, 50.0)], SIZE)
    (part,) = lines_on_page(frame, [((10.0, 50.0), (90.0, 50.0))], 0.01)
    middle = frame.place((50.0, 50.0))
    assert shapely.LineString(part).distance(shapely.Point(middle)) < 0.05
    assert len(part) > 10


def test_thinning_keeps_lines_within_the_tolerance() -> None:
    rails = load_basemap().railways[:80]
    fine = shapely.MultiLineString(lines_on_page(EAST, rails, 0.0))
    coarse = shapely.MultiLineString(lines_on_page(EAST, rails, 0.3))
    assert len(shapely.get_coordinates(coarse)) < len(shapely.get_coordinates(fine))
    assert shapely.hausdorff_distance(fine, coarse, densify=0.2) < 0.33


def test_what_several_lines_share_can_be_drawn_once() -> None:
    frame = frame_for([(0.0, 40.0), (40.0, 60.0)], SIZE)
    lines = [((5.0, 50.0), (20.0, 50.0)), ((5.0, 50.0), (20.0, 50.0), (30.0, 50.0))]
    once = sum(shapely.LineString(part).length for part in lines_on_page(frame, lines, 0.01, is_once=True))
    longest = shapely.LineString(lines_on_page(frame, lines[1:], 0.01)[0]).length
    assert once == pytest.approx(longest, rel=0.01)


def test_small_islands_are_left_out_and_holes_kept() -> None:
    outer = [(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0)]
    hole = [(10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0)]
    island = [(100.0, 100.0), (100.5, 100.0), (100.5, 100.5)]
    area = shapely.multipolygons([shapely.Polygon(outer, [hole]), shapely.Polygon(island)])
    (rings,) = polygons_of(area, 1.0)
    assert len(rings) == 2


def test_lines_without_length_are_left_out() -> None:
    assert lines_on_page(CONE, [((100.0, 50.0),)], 0.1) == ()
    assert lines_on_page(CONE, [], 0.1) == ()
    assert lines_on_page(CONE, [((0.0, -30.0), (1.0, -30.0))], 0.1) == ()
