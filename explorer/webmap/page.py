"""The map page: one folium map with local files only, rendered at build time into resources/web.

`python -m explorer.webmap.page` writes the page anew; a test asserts that the committed page equals
a fresh one. The program itself only serves the file, so folium is never imported at start.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

from explorer import assets

if TYPE_CHECKING:
    from folium import Map

BASE_URL = "explorer://map/"
PAGE = "index.html"
MAP_SCRIPTS = (
    "basemap.js",
    "vectors.js",
    "symbols.js",
    "network.js",
    "room.js",
    "labels.js",
    "controls.js",
    "main.js",
)
"""The map's own scripts (resources/web), in order; the page that travels takes them too."""
SCRIPTS = ("leaflet.js", "qwebchannel.js", *MAP_SCRIPTS)
STYLES = ("leaflet.css", "map.css")
ATTRIBUTION = "© OpenStreetMap contributors · Natural Earth · GeoNames · SeaRoute"
MAP_NAME = "map_explorer"

MIN_ZOOM, MAX_ZOOM = 2, 11
BOUNDS_SOUTH_WEST = (-52.0, -40.0)
BOUNDS_NORTH_EAST = (84.0, 220.0)
"""(lat, lon) a reader cannot leave: the Cape in the south, the Bering Strait past 180 degrees."""

PANES = {
    "basemap": 200,
    "hatch": 405,
    "corridors": 410,
    "ghost": 420,
    "casing": 430,
    "journey": 431,
    "new": 432,
    "nodes": 450,
    "closed": 460,
    "labels": 470,
}
"""Panes and their height above one another."""

_POLICY = (
    "default-src 'none'; script-src explorer: {hashes}; style-src explorer: 'unsafe-inline'; "
    "img-src explorer: data:; font-src explorer:; connect-src explorer:; base-uri 'none'; form-action 'none'"
)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _new_map() -> Map:
    """Make the folium map: own files, fixed ids, no tiles."""
    import folium

    class ExplorerMap(folium.Map):
        """The map without any of folium's outside files."""

        default_js = [(name, BASE_URL + name) for name in SCRIPTS]  # noqa: RUF012
        default_css = [(name, BASE_URL + name) for name in STYLES]  # noqa: RUF012

    world = ExplorerMap(
        location=[45.0, 52.0],
        zoom_start=3,
        tiles=None,
        zoom_control=False,
        font_size="12px",
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
        double_click_zoom=False,
        inertia=False,
        bounce_at_zoom_limits=False,
        max_bounds=True,
        min_lat=BOUNDS_SOUTH_WEST[0],
        min_lon=BOUNDS_SOUTH_WEST[1],
        max_lat=BOUNDS_NORTH_EAST[0],
        max_lon=BOUNDS_NORTH_EAST[1],
        max_bounds_viscosity=1.0,
    )
    world._id = "explorer"
    # folium hands these two to its tiles only, and there are none.
    world.options |= {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM}
    return world


def render() -> str:
    """Render the page with folium: same input, same bytes."""
    from branca.element import MacroElement
    from folium.template import Template

    panes = "".join(
        f'{MAP_NAME}.createPane("{name}").style.zIndex = {height};' for name, height in PANES.items()
    )
    settings = MacroElement()  # type: ignore[no-untyped-call]
    settings._id = "settings"
    settings._template = Template(
        "{% macro script(this, kwargs) %}"
        f"{panes}"
        f'{MAP_NAME}.attributionControl.setPrefix(false).addAttribution("{html.escape(ATTRIBUTION)}");'
        f"explorer.begin({MAP_NAME});"
        "{% endmacro %}"
    )
    world = _new_map()
    world.add_child(settings)
    figure = world.get_root()
    figure._id = "page"
    figure.title = "Corridor Explorer"  # type: ignore[attr-defined]
    return _with_policy(figure.render())


def _with_policy(text: str) -> str:
    """Put the content security policy first; inline scripts run by their hash only."""
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _SCRIPT.findall(text)
    ]
    policy = _POLICY.format(hashes=" ".join(f"'sha256-{value}'" for value in hashes))
    meta = f'<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="{policy}">'
    return text.replace("<head>", f"<head>\n    {meta}", 1)


def page_path() -> Path:
    """The committed page."""
    return assets.resources_dir() / "web" / PAGE


if __name__ == "__main__":
    page_path().write_text(render(), encoding="utf-8")
