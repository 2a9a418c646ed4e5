# ruff: noqa: T201
"""The page that travels, in a real Chromium: from opening the file to the drawn map, and one what-if."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from explorer.housestyle.brief import brief_of
from explorer.io.geodata import load_geometry, load_network
from explorer.webmap.standalone import story_page
from tests.story.board import board
from tests.story.browser import StoryPage, chromium

OPENINGS = 9
CHANGES = 200
OPEN_TARGET_MS, ANSWER_TARGET_MS = 1500, 20

# What a reader does: close and reopen one place after another, figures, map and steps following.
CHANGE = """(count) => {
  const ids = panel.onTheWay(), times = [], engineOnly = [];
  for (let at = 0; at < count; at++) {
    const target = ids[Math.floor(at / 2) % ids.length];
    story.toggle(target);
    times.push(story.answeredMs);
    const started = performance.now();
    engine.resolve(story.network, story.scenario, story.trip);
    engineOnly.push(performance.now() - started);
  }
  return [times, engineOnly];
}"""


def _words(values: list[float]) -> str:
    ordered = sorted(values)
    p50, p99 = (ordered[min(len(values) - 1, int(len(values) * share))] for share in (0.5, 0.99))
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def test_opening_and_asking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network = load_network()
    text = story_page(brief_of(network, board(network), datetime(2026, 3, 1, tzinfo=UTC)), load_geometry())
    file = tmp_path / "story.html"
    file.write_text(text, encoding="utf-8")
    opened, told = [], []
    with chromium() as browser:
        for _ in range(OPENINGS):
            page = StoryPage(browser, file)
            opened.append(page.js("performance.getEntriesByName('painted')[0].startTime"))
            told.append(page.js("performance.getEntriesByName('told-figures')[0].startTime"))
            page.close()
        page = StoryPage(browser, file)
        page.js(CHANGE, CHANGES)
        times, engine_only = page.js(CHANGE, CHANGES)
        page.close()
    with capsys.disabled():
        print(f"\nsize {len(text.encode()) / 1e6:.2f} MB (target below 4)")
        print(f"figures told: {_words(told)}, n={OPENINGS}")
        print(f"map drawn: {_words(opened)} (target {OPEN_TARGET_MS}), n={OPENINGS}")
        print(f"what-if with figures and map: {_words(times)} (target {ANSWER_TARGET_MS}), n={CHANGES}")
        print(f"engine alone: {_words(engine_only)}")
