"""The page that travels, as text: what is inside, what is not, and that nothing in it can run by itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import assets
from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.errors import DataError
from explorer.housestyle.brief import brief_of
from explorer.webmap.standalone import script_json, story_page
from explorer.webmap.standalone_lines import encoded
from explorer.webmap.standalone_network import network_model
from tests.network_fixture import small_geometry, small_network

NETWORK, GEOMETRY = small_network(), small_geometry()
MAX_BYTES = 4_000_000
CREATED = datetime(2026, 1, 2, tzinfo=UTC)


def page(title: str = "Title", scenario: Scenario | None = None, language: str = "en") -> str:
    scene = Scene("one", scenario or Scenario(), Trip("chengdu", "berlin"), title, "Text", "Notes at home")
    return story_page(brief_of(NETWORK, Storyboard(title, (scene,)), CREATED), GEOMETRY, language)


class _Parts(HTMLParser):
    """Scripts, styles and everything that a page would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.scripts: list[str] = []
        self.policy = ""
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        names = ("src", "href", "srcset", "action", "data", "poster", "xlink:href")
        self.loaded += [str(value) for name, value in attrs if name in names]
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(named["content"])
        self._is_script = tag == "script" and named.get("type") != "application/json"

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.scripts.append(data)


def test_the_page_is_small_enough_for_a_mail() -> None:
    assert len(page().encode()) < MAX_BYTES


def test_the_page_names_nothing_to_load() -> None:
    text = page()
    assert _Parts(text).loaded == []
    addresses = re.findall(r"url\(([^)]{0,40})", re.sub(r"(?s)<script.*?</script>", "", text))
    assert addresses
    for address in addresses:
        assert address.startswith(('"data:font/woff2;base64,', "#", "none")), address
    assert "@import" not in text


def test_scripts_run_by_their_hash_only() -> None:
    parts = _Parts(page())
    rules = dict(rule.strip().split(" ", 1) for rule in parts.policy.split(";"))
    assert rules["default-src"] == "'none'"
    digests = [hashlib.sha256(script.encode()).digest() for script in parts.scripts]
    expected = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert rules["script-src"].split() == expected
    assert "unsafe-eval" not in parts.policy
    assert "http" not in parts.policy


def test_own_scripts_never_build_html_from_text() -> None:
    for file in (assets.resources_dir() / "story").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|Storage|fetch\(",
            text,
        ), file


def test_the_page_is_the_same_each_time() -> None:
    assert page() == page()


def test_placeholders_and_tags_in_a_title_stay_text() -> None:
    text = page("{scripts}{data}</title><script>alert(1)</script>")
    assert text.count("<script>alert(1)") == 0
    assert "<title>{scripts}{data}&lt;/title&gt;&lt;script&gt;" in text
    assert len(_Parts(text).scripts) == 2


def test_json_in_a_script_cannot_end_it() -> None:
    hostile = {"a": "</script><!--\u2028{{ 7 * 7 }}"}
    text = script_json(hostile)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == hostile


def test_notes_for_the_speaker_do_not_travel() -> None:
    assert "Notes at home" not in page()


def test_names_follow_the_language() -> None:
    data = json.loads(
        re.findall(r'(?s)<script type="application/json" id="data">(.*?)</script>', page(language="zh"))[0]
    )
    names = {node["id"]: node["name"] for node in data["network"]["nodes"]}
    expected = {node.id: node.names.get("zh", node.name) for node in NETWORK.nodes.values()}
    assert names == expected
    assert data["words"]["legend"] == "图例"


def test_the_network_travels_whole() -> None:
    model: Any = network_model(NETWORK, GEOMETRY, "en")
    assert [node["id"] for node in model["nodes"]] == list(NETWORK.nodes)
    assert [leg["id"] for leg in model["legs"]] == list(NETWORK.legs)
    for leg in model["legs"]:
        mine = NETWORK.legs[leg["id"]]
        assert (leg["from"], leg["to"], leg["km"]) == (mine.from_id, mine.to_id, mine.length_km)
        assert leg["days"] == [mine.days.low, mine.days.typical, mine.days.high]
        assert frozenset(leg.get("season", ())) == mine.season
    assert {link["id"] for link in model["links"]} == set(NETWORK.new_links)


POINTS = st.tuples(st.integers(-180_000, 380_000), st.integers(-90_000, 90_000))


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_lines_come_back_as_they_were(spots: list[tuple[int, int]]) -> None:
    text = encoded((first / 1000, second / 1000) for first, second in spots)
    assert set(text) <= set(map(chr, range(63, 127)))
    assert _decoded(text) == spots


def _decoded(text: str) -> list[tuple[int, int]]:
    """Google's encoded polyline, read by its published description."""
    numbers: list[int] = []
    bits = shift = 0
    for letter in text:
        chunk = ord(letter) - 63
        bits |= (chunk & 0x1F) << shift
        shift += 5
        if chunk < 0x20:
            numbers.append(~(bits >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    spots, at = [], (0, 0)
    for first, second in zip(numbers[::2], numbers[1::2], strict=True):
        at = (at[0] + first, at[1] + second)
        spots.append(at)
    return spots


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "geodata_dir", lambda: tmp_path)
    with pytest.raises(DataError, match=r"countries\.json: is missing or damaged"):
        page()
