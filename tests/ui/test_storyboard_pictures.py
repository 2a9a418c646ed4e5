"""Thumbnails: painted from the data alone, and what they show is what the scene says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainterPath

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene
from explorer.housestyle.style import PALETTES, Theme
from explorer.ui import thumbnails
from explorer.ui.thumbnails import Ground, spot, thumbnail
from tests.network_fixture import small_geometry, small_network

SIZE = QSize(160, 90)
TRIP = Trip("chengdu", "berlin")
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def network() -> Network:
    return small_network()


@pytest.fixture
def _plain_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sea everywhere but for one country, `ru`, so that colours can be counted."""
    area = QPainterPath()
    area.addPolygon([spot(point) for point in ((30, 48), (60, 48), (60, 60), (30, 60))])
    area.closeSubpath()
    thumbnails._land.cache_clear()
    monkeypatch.setattr(thumbnails, "ground", lambda is_fine=False: Ground({"ru": area}, QPainterPath()))


def share(image: QImage, colour: str, within: int = 24) -> float:
    """Share of the picture's points near a colour."""
    wanted = QColor(colour)
    near = 0
    for y in range(image.height()):
        for x in range(image.width()):
            found = image.pixelColor(x, y)
            pairs = ((part(found), part(wanted)) for part in (QColor.red, QColor.green, QColor.blue))
            near += all(abs(one - other) <= within for one, other in pairs)
    return near / (image.width() * image.height())


def picture(network: Network, scene: Scene, theme: Theme = Theme.LIGHT, ratio: float = 1.0) -> QImage:
    return thumbnail(network, small_geometry(), scene, SIZE, theme, ratio)


@pytest.mark.usefixtures("_plain_ground")
@pytest.mark.parametrize("theme", list(Theme))
def test_the_journey_and_what_is_closed_are_in_the_picture(network: Network, theme: Theme) -> None:
    colours = PALETTES[theme]
    plain = picture(network, Scene("a", Scenario(), TRIP), theme)
    assert share(plain, colours.current) > 0.002
    assert share(plain, colours.closed) == 0.0
    shut = picture(network, Scene("a", Scenario().with_closure("frontier"), TRIP), theme)
    assert share(shut, colours.closed) > 0.001
    assert share(shut, colours.baseline, 40) > share(plain, colours.baseline, 40)


@pytest.mark.usefixtures("_plain_ground")
def test_a_closed_country_is_tinted_and_a_new_link_is_green(network: Network) -> None:
    colours = PALETTES[Theme.LIGHT]
    plain = picture(network, Scene("a", Scenario(), TRIP))
    closed = picture(network, Scene("a", Scenario().with_closure("country:ru"), TRIP))
    # Somewhere in the country, off every line.
    assert plain.size() == closed.size()
    assert share(closed, colours.land) < share(plain, colours.land)
    opened = picture(network, Scene("a", Scenario().with_opened("short"), TRIP))
    assert share(opened, colours.new) > share(plain, colours.new)


@pytest.mark.usefixtures("_plain_ground")
def test_a_view_crops_the_picture(network: Network) -> None:
    colours = PALETTES[Theme.LIGHT]
    near = picture(network, Scene("a", Scenario(), TRIP, view=(40.0, 50.0, 50.0, 56.0)))
    assert share(near, colours.land) > 0.7, "the view lies in the only country"
    away = picture(network, Scene("a", Scenario(), TRIP, view=(-40.0, -20.0, -20.0, -5.0)))
    assert share(away, colours.sea, 4) == 1.0


@pytest.mark.usefixtures("_plain_ground")
def test_the_same_scene_gives_the_same_picture_and_another_scenario_another(network: Network) -> None:
    scene = Scene("a", Scenario(), TRIP)
    assert picture(network, scene) == picture(network, Scene("b", Scenario(), TRIP, "Title", "Text"))
    assert picture(network, scene) != picture(network, Scene("a", Scenario().with_closure("plain"), TRIP))
    results = resolve(network, Scenario(), TRIP)
    assert picture(network, scene) == thumbnail(network, small_geometry(), results, SIZE, Theme.LIGHT)


@pytest.mark.usefixtures("_plain_ground")
def test_pictures_have_the_pixels_of_the_screen(network: Network) -> None:
    image = picture(network, Scene("a", Scenario(), TRIP), ratio=2.0)
    assert (image.width(), image.height()) == (320, 180)
    assert image.deviceIndependentSize().toSize() == SIZE


@pytest.mark.usefixtures("_plain_ground")
@pytest.mark.parametrize(
    "scene",
    [
        Scene("gone", Scenario(), Trip("atlantis", "berlin")),
        Scene("same", Scenario(), Trip("berlin", "berlin")),
        Scene("cut", Scenario().with_closure("berlin"), TRIP),
        Scene("lost", Scenario().with_closure("sunken-port"), TRIP, highlights=("atlantis", "northern")),
        Scene("point", Scenario(), TRIP, view=(10.0, 10.0, 10.000001, 10.000001)),
        Scene("pole", Scenario(), TRIP, view=(-180.0, -90.0, 540.0, 90.0)),
    ],
    ids=lambda scene: scene.id,
)
def test_a_scene_that_cannot_be_answered_has_a_picture_all_the_same(network: Network, scene: Scene) -> None:
    assert picture(network, scene).size() == SIZE


@pytest.mark.usefixtures("_plain_ground")
def test_the_way_over_180_degrees_stays_in_one_piece(network: Network) -> None:
    trip = Trip("harbour", "haven")
    polar = picture(network, Scene("a", Scenario(month=8), trip))
    colours = PALETTES[Theme.LIGHT]
    columns = [
        x
        for x in range(polar.width())
        if any(
            abs(polar.pixelColor(x, y).blue() - QColor(colours.current).blue()) < 24
            and abs(polar.pixelColor(x, y).red() - QColor(colours.current).red()) < 24
            for y in range(polar.height())
        )
    ]
    assert columns[-1] - columns[0] > polar.width() * 0.6


def test_the_real_land_is_read_once_and_has_the_countries_of_the_map() -> None:
    below = thumbnails.ground()
    assert below is thumbnails.ground()
    for code, inside in (
        ("de", (10.0, 51.0)),
        ("kz", (68.0, 48.0)),
        ("cn", (104.0, 34.0)),
        ("ru", (176.0, 67.0)),
    ):
        assert below.countries[code].contains(spot(inside)), code
    assert below.countries["ru"].contains(spot((-173.0, 66.3))), "Chukotka lies past 180 degrees"
    assert below.lakes.contains(spot((107.8, 53.0))), "Lake Baikal"
    assert not any(path.contains(spot((51.0, 42.0))) for path in below.countries.values()), "the Caspian Sea"
