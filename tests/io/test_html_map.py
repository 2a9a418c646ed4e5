from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from html.parser import HTMLParser

from explorer.core.itinerary import Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.style import PALETTES, Theme
from explorer.io.html_map import Look, html_text, script_json
from tests.network_fixture import small_geometry, small_network

NETWORK = small_network()
LAND = {"type": "FeatureCollection", "features": []}


def page(scenario: Scenario | None = None) -> str:
    results = resolve(NETWORK, scenario or Scenario(), Trip("chengdu", "berlin"))
    return html_text(NETWORK, small_geometry(), results, datetime(2026, 1, 2, tzinfo=UTC), LAND)


class _Loads(HTMLParser):
    """Everything a page would load, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loaded += [
            value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")
        ]


def test_the_page_loads_nothing() -> None:
    text = page()
    loads = _Loads()
    loads.feed(text)
    assert loads.loaded == []
    styles = "".join(re.findall(r"(?s)<style>(.*?)</style>", text))
    assert "url(" not in styles
    assert "@import" not in styles
    assert "default-src 'none'" in text
    assert text.index("Content-Security-Policy") < text.index("<script")


def test_hostile_names_stay_text() -> None:
    text = page(Scenario().with_closure("frontier"))
    assert "<b>& Co" not in text
    assert "Bulletin <i>" not in text
    assert "Plain \\u003cb\\u003e\\u0026 Co" in text
    assert "innerHTML" not in re.sub(r"(?s)<script>/\* @preserve.*?</script>", "", text)


def test_json_in_a_script_cannot_end_it() -> None:
    hostile = {"a": "</script><!--\u2028{{ 7 * 7 }}"}
    text = script_json(hostile)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == hostile


def test_the_page_is_the_same_each_time() -> None:
    assert page() == page()


def test_no_route_is_said() -> None:
    assert "No route. Berlin, the destination, is closed itself." in page(Scenario().with_closure("berlin"))


def test_colours_are_those_of_the_window() -> None:
    palette = asdict(PALETTES[Theme.LIGHT])
    mine = asdict(Look())
    assert mine.pop("other") == palette["context_rail"]
    assert mine == {role: palette[role] for role in mine}
