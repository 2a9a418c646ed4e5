"""Results -> the map as one HTML file that needs no internet and sends nothing anywhere.

folium makes the page around our own inline Leaflet, data and script (resources/handout). The data goes in
as JSON that cannot end the script; the script sets every text as text. A content security policy refuses
whatever else a page could load.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from explorer import __version__, assets
from explorer.core.geometry import Geometry
from explorer.core.itinerary import Ride, Step
from explorer.core.network import COUNTRY_PREFIX, Confidence, Network
from explorer.core.results import Results
from explorer.core.savings import Saving
from explorer.errors import DataError
from explorer.io.answer_text import saving_words, scenario_words
from explorer.io.geojson import ATTRIBUTION, features
from explorer.io.scenario_json import JsonObject, span_to_json

POLICY: Final = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the page: those of the light map in explorer.housestyle.style (a test compares them)."""

    land: str = "#F5F1E7"
    border: str = "#B9AE9E"
    text: str = "#1B2733"
    casing: str = "#FFFFFF"
    current: str = "#0F4C81"
    baseline: str = "#5C6875"
    closed: str = "#C0281A"
    closed_ground: str = "#F9E7E2"
    new: str = "#00735C"
    not_in_use: str = "#70706A"
    other: str = "#B5AB9B"


def load_basemap() -> Any:
    """Countries as a GeoJSON value.

    Raises
    ------
    DataError
        When the packaged file is missing or damaged.
    """
    path = assets.geodata_dir() / "derived" / "countries.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            [f"{path.name}: is missing or damaged ({error}). Install the program again."]
        ) from None


def html_text(
    network: Network, geometry: Geometry, results: Results, created: datetime | None, basemap: Any = None
) -> str:
    """The whole page. `basemap` is a GeoJSON value; None takes the packaged countries."""
    import folium
    from branca.element import Element, MacroElement
    from jinja2 import Template

    class Raw(Element):
        """Text put into the page as it is, never read as a template."""

        _template = Template("{{ this.text }}")

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Script(MacroElement):
        """Script that runs once the map stands."""

        _template = Template("{% macro script(this, kwargs) %}{{ this.text }}{% endmacro %}")

        def __init__(self, text: str) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.text = text

    class HandoutMap(folium.Map):
        """A map that names no script or style of the internet."""

        default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads it as a class attribute
        default_css: list[tuple[str, str]] = []  # noqa: RUF012

    data = _page_data(network, geometry, results, created, load_basemap() if basemap is None else basemap)
    page = HandoutMap(
        location=(50, 60), zoom_start=3, tiles=None, min_zoom=2, max_zoom=9, attributionControl=False
    )
    page._id = "handout"
    figure = folium.Figure(title=html.escape(data["title"]))
    figure.add_child(page)
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        *_leaflet(),
        _style("handout.css"),
    )
    for number, tag in enumerate(head):
        figure.header.add_child(Raw(tag), name=f"head{number}", index=number)
    figure.html.add_child(Raw('<aside id="journey"></aside>'), name="journey")
    script = (assets.resources_dir() / "handout" / "handout.js").read_text(encoding="utf-8")
    page.add_child(Script(f"const explorer_data = {script_json(data)};\n{script}"), name="handout")
    text: str = figure.render()
    return text


def script_json(value: Any) -> str:
    """JSON that may stand inside a script element: nothing in it can end the script or open a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _leaflet() -> tuple[str, str]:
    """Leaflet's style and script, inline; its pictures (layer control, pins) are not used here."""
    folder = assets.leaflet_dir()
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    style = re.sub(r"url\([^)]*\)", "none", style)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    script = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script)
    return f"<style>{style}</style>", f"<script>{script}</script>"


def _style(name: str) -> str:
    return f"<style>{(assets.resources_dir() / 'handout' / name).read_text(encoding='utf-8')}</style>"


def _page_data(
    network: Network, geometry: Geometry, results: Results, created: datetime | None, basemap: Any
) -> JsonObject:
    trip = results.trip
    places = (trip.origin_id, *trip.via_ids, trip.destination_id)
    made = "" if created is None else f" on {created:%Y-%m-%d}"
    return {
        "title": " – ".join(network.nodes[place].name for place in places),
        "scenario": scenario_words(network, results.scenario),
        "now": _now(network, results),
        "change": None if results.scenario.is_empty else _change(results.saving),
        "no_route": "" if results.no_route is None else f"No route. {results.no_route.reason}",
        "footer": [*ATTRIBUTION, f"Made by Corridor Explorer {__version__}{made}, data {network.version}"],
        "closed_countries": [
            closure.target.removeprefix(COUNTRY_PREFIX)
            for closure in results.scenario.closures
            if closure.target.startswith(COUNTRY_PREFIX)
        ],
        "look": asdict(Look()),
        "basemap": basemap,
        "features": list(features(network, geometry, results)),
    }


def _now(network: Network, results: Results) -> JsonObject | None:
    itinerary = results.itinerary
    if itinerary is None:
        return None
    return {
        "distance_km": itinerary.distance_km,
        "transit_days": span_to_json(itinerary.transit_days),
        "steps": [_step(network, step) for step in itinerary.steps],
    }


def _step(network: Network, step: Step) -> JsonObject:
    source = network.sources.get(step.source_id)
    is_estimate = step.confidence is Confidence.ESTIMATE or source is None
    row = {"days": f"{step.days.typical:.1f}", "source": "est." if is_estimate else "source"}
    row["url"] = "" if source is None or is_estimate else source.url
    if isinstance(step, Ride):
        ends = f"{network.nodes[step.from_id].name} → {network.nodes[step.to_id].name}"
        return {**row, "kind": "ride", "words": f"{ends} ({step.mode.value})", "km": f"{step.length_km:,.0f}"}
    return {
        **row,
        "kind": "stay",
        "words": f"{network.nodes[step.node_id].name}: {step.cause.value}",
        "km": "",
    }


def _change(saving: Saving | None) -> JsonObject | None:
    if saving is None:
        return None
    tone = "" if saving == Saving(0.0, 0.0) else "better" if saving.days >= 0 and saving.km >= 0 else "worse"
    return {"words": f"{saving_words(saving)} against the baseline", "tone": tone}
