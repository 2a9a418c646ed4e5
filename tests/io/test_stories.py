"""The built-in stories as files: all there, in order, and told apart from damage in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explorer.assets import stories_dir
from explorer.core.network import Network
from explorer.errors import DataError
from explorer.io.geodata import load_network
from explorer.io.scenario_file import read_scenario, write_scenario
from explorer.io.stories import load_story, stories, story_ids
from tests.network_fixture import small_network


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the stories to damage."""
    copy = tmp_path / "stories"
    shutil.copytree(stories_dir(), copy)
    monkeypatch.setattr("explorer.io.stories.stories_dir", lambda: copy)
    return copy


def test_the_index_names_every_story_and_no_other() -> None:
    files = sorted(path.stem for path in stories_dir().glob("*.corridor"))
    assert sorted(story_ids()) == files
    assert len(files) == 4


def test_the_list_says_what_each_story_is_about(network: Network) -> None:
    listed = stories(network)
    assert tuple(story.id for story in listed) == story_ids()
    for story in listed:
        board = load_story(story.id, network).storyboard
        assert (story.title, story.scenes) == (board.title, len(board.scenes))
        assert 20 < len(story.description) <= 110


def test_a_story_opens_with_its_first_scene_as_the_question(network: Network) -> None:
    for story_id in story_ids():
        found = load_story(story_id, network)
        first = found.storyboard.scenes[0]
        assert (found.scenario, found.trip) == (first.scenario, first.trip)
        assert found.dropped == ()


def test_a_story_saved_as_a_users_own_file_stays_the_same(network: Network, tmp_path: Path) -> None:
    for story_id in story_ids():
        found = load_story(story_id, network)
        own = tmp_path / "own.corridor"
        write_scenario(own, found.scenario, found.trip, network, found.storyboard)
        assert read_scenario(own, network).storyboard == found.storyboard


def test_with_other_data_a_story_still_opens_and_says_what_is_gone() -> None:
    found = load_story("eleven-days", small_network())
    assert len(found.storyboard) == 8
    assert any("xian" in words for words in found.dropped)


@pytest.mark.parametrize("name", ["nowhere", "", "../tables/nodes", "eleven-days.corridor"])
def test_a_story_that_is_not_there_is_named_with_those_that_are(name: str, network: Network) -> None:
    with pytest.raises(DataError, match="There are: eleven-days, ten-million-tonnes"):
        load_story(name, network)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b'{"schema": "corridor-explorer/scenario/2", "scenario": {', "seems cut off"),
        (b'{"schema": "corridor-explorer/scenario/2", "scenario": {}}', "holds no scenes"),
        (b"PK\x03\x04\xff\xfe", "not text in UTF-8"),
    ],
)
def test_a_damaged_story_is_refused_with_its_name_and_what_to_do(
    content: bytes | None, words: str, folder: Path, network: Network
) -> None:
    path = folder / "over-the-top.corridor"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=words) as caught:
        load_story("over-the-top", network)
    assert "over-the-top.corridor" in str(caught.value)
    assert "Install the program again" in str(caught.value)
    assert load_story("eleven-days", network).storyboard.scenes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "index.csv: the file is missing"),
        ("id\neleven-days\n", "description: is missing from the header"),
        ("id,description\neleven-days,\n", "row 2, column description"),
        ("id,description\na,One\na,Two\n", "row 3, column id: “a” stands twice"),
    ],
)
def test_a_damaged_index_is_refused_with_row_and_column(
    content: str | None, words: str, folder: Path
) -> None:
    (folder / "index.csv").unlink()
    if content is not None:
        (folder / "index.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        story_ids()
