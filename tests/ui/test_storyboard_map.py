"""Scenes on the real page: the map goes where a scene was taken, time after time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.geometry import Bounds
from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.ui.scene_edits import inner_view, is_fitted
from explorer.webmap.layers import bounds_of
from tests.network_fixture import small_geometry, small_network
from tests.ui.mappage import TIMEOUT_MS, MapPage, map_page

__all__ = ["map_page"]


def look(page: MapPage, qtbot: QtBot, view: Bounds) -> Bounds:
    """What the map shows after it was asked for a view."""
    told: list[object] = []
    page.view.view_changed.connect(lambda: told.append(1))
    page.view.fit(view)
    qtbot.waitUntil(lambda: bool(told), timeout=TIMEOUT_MS)
    visible = page.view.visible
    assert visible is not None
    return visible


@pytest.mark.parametrize(
    "moved_to", [(20.0, 35.0, 70.0, 55.0), (49.0, 39.0, 53.0, 44.5), (-30.0, 10.0, 140.0, 75.0)]
)
def test_a_view_taken_from_the_map_shows_the_same_again_however_often(
    map_page: MapPage,
    qtbot: QtBot,
    moved_to: Bounds,
) -> None:
    first = look(map_page, qtbot, moved_to)
    size = map_page.view.width(), map_page.view.height()
    shown = first
    for _ in range(3):
        kept = inner_view(shown, *size)
        assert kept is not None
        look(map_page, qtbot, (0.0, 0.0, 10.0, 10.0))
        shown = look(map_page, qtbot, kept)
    width, height = first[2] - first[0], first[3] - first[1]
    assert shown[0] == pytest.approx(first[0], abs=width * 0.01)
    assert shown[2] == pytest.approx(first[2], abs=width * 0.01)
    assert shown[1] == pytest.approx(first[1], abs=height * 0.01)
    assert shown[3] == pytest.approx(first[3], abs=height * 0.01)


def test_a_map_fitted_to_the_journey_is_known_as_such(
    map_page: MapPage,
    qtbot: QtBot,
) -> None:
    network, geometry = small_network(), small_geometry()
    results = resolve(network, Scenario(), Trip("chengdu", "berlin"))
    journey = bounds_of(network, geometry, (results.itinerary, results.baseline))
    assert journey is not None
    assert is_fitted(look(map_page, qtbot, journey), journey)
    west, south, east, north = journey
    part = (west, south, (west + east) / 2, north)
    assert not is_fitted(look(map_page, qtbot, part), journey)
