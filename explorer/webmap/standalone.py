"""A briefing as one HTML file that needs no internet: story, live map, and the network to ask "what if?".

Everything is inside: Leaflet, the map's own scripts and styles, basemap, fonts, network, and an engine in
JavaScript that gives the program's answers (resources/story). A content security policy refuses whatever
else a page could load; scripts run by their hash only, and every text from outside is set as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Final

from explorer import assets
from explorer.core.geometry import Geometry
from explorer.errors import DataError
from explorer.housestyle.brief import ATTRIBUTION, BORDERS_NOTE, Brief
from explorer.housestyle.drawn import SHORT_COUNTRIES
from explorer.housestyle.style import Theme, css_variables
from explorer.webmap import page
from explorer.webmap.standalone_basemap import basemap_model
from explorer.webmap.standalone_network import network_model
from explorer.webmap.standalone_scenes import ready_figures, scene_value, still_scene
from explorer.webmap.words import words

STORY_SCRIPTS: Final = (
    "lines.js",
    "engine.js",
    "comparison.js",
    "words.js",
    "marking.js",
    "story.js",
    "panel.js",
    "sheets.js",
)
"""The story's scripts (resources/story)."""

LEFT_OUT_FACES: Final = ("SourceSans3-It", "SourceSans3-Bold", "SourceSans3-Semibold")
"""Faces of the map's style that the page does without: each takes a mail 150 KB and a reader 60 ms."""

FACES: Final = (
    '@font-face { font-family: "Source Serif 4"; font-weight: 600; font-style: normal; '
    'src: url("fonts/SourceSerif4-Semibold.woff2") format("woff2"); }\n'
    '@font-face { font-family: "Source Sans 3"; font-weight: 600 700; font-style: normal; '
    'src: url("fonts/SourceSans3-Semibold.woff2") format("woff2"); }\n'
)
"""The face of headlines, which the map has no use for; and the semibold one, which stands in for bold."""

_POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_TITLE_LETTERS = 200


def story_page(brief: Brief, geometry: Geometry, language: str = "en") -> str:
    """The whole page as text: same input, same bytes.

    Raises
    ------
    DataError
        When a packaged file is missing or damaged.
    """
    leaflet = _read(assets.leaflet_dir() / "leaflet.js")
    leaflet = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", leaflet)
    resources = assets.resources_dir()
    scripts = "\n".join(
        [_read(resources / "web" / name) for name in page.MAP_SCRIPTS]
        + [_read(resources / "story" / name) for name in STORY_SCRIPTS]
        + ["story.begin();"]
    )
    parts = {
        "language": html.escape(language),
        "policy": _POLICY.format(hashes=" ".join(map(_hash, (leaflet, scripts)))),
        "title": html.escape(brief.title[:_TITLE_LETTERS]),
        "styles": _styles(),
        "still": "".join(map(still_scene, brief.scenes)),
        "data": script_json(_data(brief, geometry, language)),
        "leaflet": leaflet,
        "scripts": scripts,
    }
    template = _read(resources / "story" / "story.html")
    # One pass: what a part holds is never read as a placeholder.
    return re.sub(r"\{(\w+)\}", lambda found: parts[found[1]], template)


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end the script or open a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _data(brief: Brief, geometry: Geometry, language: str) -> dict[str, object]:
    """Everything the scripts work with."""
    # No bounds: the headline covers the map's upper part, so that the Arctic must come below the pole's edge.
    return {
        "title": brief.title[:_TITLE_LETTERS],
        "imprint": [brief.imprint, ATTRIBUTION, BORDERS_NOTE],
        "attribution": page.ATTRIBUTION,
        "language": language,
        "words": dict(words(language)),
        "countries": dict(SHORT_COUNTRIES.get(language, {})),
        "style": css_variables(Theme.LIGHT),
        "panes": page.PANES,
        "map": {
            "zoomControl": False,
            "zoomSnap": 0.25,
            "zoomDelta": 0.5,
            "wheelPxPerZoomLevel": 120,
            "doubleClickZoom": False,
            "inertia": False,
            "bounceAtZoomLimits": False,
            "minZoom": page.MIN_ZOOM,
            "maxZoom": page.MAX_ZOOM,
        },
        "scenes": [scene_value(brief.network, shown) for shown in brief.scenes],
        "ready": ready_figures(brief),
        "network": network_model(brief.network, geometry, language),
        "basemap": basemap_model(language),
    }


def _styles() -> str:
    """Leaflet's, the map's and the story's style, with colours as properties and fonts inside."""
    leaflet = re.sub(r"url\([^)]*\)", "none", _read(assets.leaflet_dir() / "leaflet.css"))
    resources = assets.resources_dir()
    variables = "".join(f"{name}:{value};" for name, value in css_variables(Theme.LIGHT).items())
    map_style = re.sub(r"@font-face [^\n]*fonts/([\w-]+)\.woff2[^\n]*\n", _without_left_out, _map_style())
    own = "\n".join([map_style, FACES, _read(resources / "story" / "story.css")])
    own = re.sub(r'url\("fonts/([^"]+)"\)', lambda found: _font(found[1]), own)
    return f"{leaflet}\n:root{{{variables}}}\n{own}"


def _map_style() -> str:
    return _read(assets.resources_dir() / "web" / "map.css")


def _without_left_out(face: re.Match[str]) -> str:
    return "" if face[1] in LEFT_OUT_FACES else face[0]


def _font(name: str) -> str:
    """A font file as a data address."""
    try:
        content = (assets.resources_dir() / "fonts" / name).read_bytes()
    except OSError as error:
        raise DataError([f"{name}: is missing ({error}). Install the program again."]) from None
    return f'url("data:font/woff2;base64,{base64.b64encode(content).decode()}")'


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DataError(
            [f"{path.name}: is missing or damaged ({error}). Install the program again."]
        ) from None


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


__all__ = ["script_json", "story_page"]
