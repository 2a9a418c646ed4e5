"""Scenes of the packaged network that tests of paper look at: one of every kind of answer."""

from __future__ import annotations

from functools import cache

from explorer.core.geometry import Basemap, Geometry
from explorer.core.itinerary import Trip
from explorer.core.network import Mode, Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene
from explorer.figures.frame import Size
from explorer.figures.mapscene import MapLook, MapScene, map_scene
from explorer.housestyle.brief import ShownScene, shown_scene
from explorer.io.basemap import load_basemap
from explorer.io.geodata import load_geometry, load_network

RAIL = Trip("xian", "duisburg")
SEA = Trip("shanghai", "rotterdam", modes=frozenset((Mode.SEA,)))
NAMES = ("baseline", "border", "russia", "suez", "arctic", "cku", "cut off", "view")
LOOK = MapLook(Size(520.0, 385.0))


@cache
def packaged() -> tuple[Network, Geometry, Basemap]:
    """The packaged network, geometry and basemap."""
    return load_network(), load_geometry(), load_basemap()


@cache
def shown(name: str) -> ShownScene:
    """One scene, answered."""
    network = packaged()[0]
    scenario = Scenario()
    scenes = {
        "baseline": (scenario, RAIL),
        "border": (scenario.with_event("e01", network.events["e01"].closes), RAIL),
        "russia": (
            scenario.with_closure("country:ru")
            .with_closure("aktau")
            .with_closure("kuryk")
            .with_opened("cku"),
            RAIL,
        ),
        "suez": (scenario.with_closure("suez-canal"), SEA),
        "arctic": (scenario.with_date(2026, 9), SEA),
        "cku": (scenario.with_opened("cku"), Trip("kashgar", "tashkent")),
        "cut off": (scenario.with_closure("duisburg"), RAIL),
    }
    if name == "view":
        return shown_scene(network, Scene("view", scenario, RAIL, view=(40.0, 35.0, 90.0, 60.0)))
    return shown_scene(network, Scene(name.replace(" ", "-"), *scenes[name]))


@cache
def drawn(name: str, language: str = "en") -> MapScene:
    """The map of one scene."""
    look = MapLook(LOOK.size, LOOK.scale, language)
    return map_scene(packaged()[0], shown(name), packaged()[1], packaged()[2], look)
