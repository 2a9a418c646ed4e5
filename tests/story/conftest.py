from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from explorer.core.storyboard import Storyboard
from explorer.housestyle.brief import Brief, brief_of
from explorer.io.geodata import load_geometry, load_network
from explorer.webmap.standalone import story_page
from tests.story.board import board
from tests.story.browser import StoryPage, chromium

Open = Callable[..., StoryPage]


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="package")
def brief() -> Brief:
    network = load_network()
    return brief_of(network, board(network), datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture(scope="package")
def page_file(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the tests' storyboard, as a recipient saves it from a mail."""
    file = tmp_path_factory.mktemp("mail") / "Briefing – 简报.html"
    file.write_text(story_page(brief, load_geometry()), encoding="utf-8")
    return file


@pytest.fixture
def open_page(browser: Any, page_file: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens the page, or that of another storyboard; at the end all must have been quiet."""
    pages: list[StoryPage] = []

    def open_it(storyboard: Storyboard | None = None, **context: Any) -> StoryPage:
        file = page_file
        if storyboard is not None:
            file = tmp_path / "story.html"
            other = brief_of(load_network(), storyboard, None)
            file.write_text(story_page(other, load_geometry()), encoding="utf-8")
        pages.append(StoryPage(browser, file, **context))
        return pages[-1]

    yield open_it
    for page in pages:
        page.close()
