"""The page that travels, in a real Chromium: opened from a file, watched for whatever it should not do."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_S = 30.0


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of playwright's; the test is skipped where this machine has none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (group test)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class StoryPage:
    """One open page: what it shows, and what a reader does there."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        settings = {"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce", **context}
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url, file))
        self.page.goto(file.as_uri())
        self.wait("typeof explorer !== 'undefined' && explorer.settled >= 2")

    def _note(self, url: str, file: Path) -> None:
        """Keep what the page asks for beyond itself and what it holds inside."""
        if not url.startswith("data:") and not url.startswith(file.as_uri()):
            self.requests.append(url)

    def js(self, expression: str, value: Any = None) -> Any:
        return self.page.evaluate(expression, value)

    def wait(self, condition: str) -> None:
        """Until a condition holds. The page's policy forbids playwright's own way, which needs eval."""
        end = time.monotonic() + PATIENCE_S
        while not self.js(condition):
            assert time.monotonic() < end, f"never: {condition}; {self.faults}"
            time.sleep(0.02)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def text(self, selector: str) -> str:
        return str(self.page.text_content(selector) or "").strip()

    def texts(self, selector: str) -> list[str]:
        script = "selector => [...document.querySelectorAll(selector)].map((found) => found.textContent)"
        return list(self.js(script, selector))

    def figures(self) -> list[tuple[str, str, str]]:
        """Value, unit and words of each big figure, as the page shows them."""
        script = """() => [...document.querySelectorAll("#figures .figure")].map((figure) => {
          const unit = figure.querySelector(".unit")?.textContent || "";
          const value = figure.querySelector(".value").textContent;
          const said = figure.querySelector(".said")?.textContent || "";
          return [value.slice(0, value.length - unit.length), unit, said];
        })"""
        return [(value, unit, words) for value, unit, words in self.js(script)]

    def point_of(self, node_id: str) -> tuple[float, float]:
        """Where a node stands on the screen."""
        script = """(id) => {
          const at = explorer.map.layerPointToContainerPoint(explorer.network.nodes.get(id).at);
          const corner = explorer.map.getContainer().getBoundingClientRect();
          return [at.x + corner.left, at.y + corner.top];
        }"""
        x, y = self.js(script, node_id)
        return x, y

    def close(self) -> None:
        """Close, and be sure that nothing went wrong and nothing was asked of anybody."""
        self.context.close()
        assert self.faults == []
        assert self.requests == []
