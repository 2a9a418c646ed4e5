"""The built-in stories: which there are, and each as a scenario file with its scenes.

They lie in geodata/stories as ordinary scenario files, so that they serve as templates too;
index.csv holds their order and one line on each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.assets import stories_dir
from explorer.core.network import Network
from explorer.errors import DataError, ScenarioFileError
from explorer.io.scenario_file import SUFFIX, ScenarioFile, read_scenario
from explorer.io.tables import Faults, read_table

INDEX: Final = "index.csv"
_AGAIN: Final = "Install the program again."


@dataclass(frozen=True, slots=True)
class Story:
    """One built-in story, for a list to choose from; `scenes` is how many it has."""

    id: str
    title: str
    description: str
    scenes: int


def story_ids() -> tuple[str, ...]:
    """Ids of the built-in stories, in the order they are offered.

    Raises
    ------
    DataError
        When the index is missing or damaged.
    """
    return tuple(_descriptions())


def stories(network: Network) -> tuple[Story, ...]:
    """Every built-in story with its title, what it is about and how many scenes it has.

    Raises
    ------
    DataError
        When the index or a story is missing or damaged.
    """
    rows = []
    for story_id, description in _descriptions().items():
        storyboard = load_story(story_id, network).storyboard
        rows.append(Story(story_id, storyboard.title, description, len(storyboard)))
    return tuple(rows)


def load_story(story_id: str, network: Network) -> ScenarioFile:
    """A built-in story; `dropped` of it says what this network does not have.

    Raises
    ------
    DataError
        When there is no such story, or its file is missing, damaged or without scenes.
    """
    known = story_ids()
    if story_id not in known:
        raise DataError([f"There is no built-in story “{story_id[:60]}”. There are: {', '.join(known)}."])
    try:
        found = read_scenario(_path(story_id), network)
    except ScenarioFileError as error:
        raise DataError([*str(error).splitlines(), _AGAIN]) from None
    if not found.storyboard.scenes:
        raise DataError([f"{story_id}{SUFFIX}: holds no scenes. {_AGAIN}"])
    return found


def _path(story_id: str) -> Path:
    return stories_dir() / f"{story_id}{SUFFIX}"


def _descriptions() -> dict[str, str]:
    """One line on every story by its id, in order."""
    faults = Faults()
    found: dict[str, str] = {}
    for row in read_table(stories_dir() / INDEX, ("id", "description"), faults):
        story_id = row.needed("id")
        if story_id in found:
            row.fault("id", f"“{story_id}” stands twice")
        found[story_id] = row.needed("description")
    if faults.messages:
        raise DataError(faults.messages)
    return found
