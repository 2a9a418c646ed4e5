"""The built-in stories: what there is to tell, and opening one as a new document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from explorer.core.known import known_scene
from explorer.core.network import Network
from explorer.core.storyboard import Scene, Storyboard

if TYPE_CHECKING:
    from explorer.ui.session import Session


@dataclass(frozen=True, slots=True)
class Story:
    """A story on the shelf: its title, one line on what it tells, and its scenes."""

    id: str
    title: str
    line: str
    board: Storyboard

    @property
    def cover(self) -> Scene:
        """The scene that stands for the story: the first that changes something, else the first."""
        changed = [scene for scene in self.board if not scene.scenario.is_empty]
        return changed[0] if changed else self.board.scenes[0]


class StoryShelf:
    """Reads the stories when they are first asked for."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def _stories(self) -> tuple[Story, ...]:
        from explorer.io.stories import load_story, story_ids

        found = []
        for story_id in story_ids():
            board = load_story(story_id, self._network).storyboard
            if board.scenes:
                found.append(Story(story_id, board.title or board.scenes[0].title, _line(board), board))
        return tuple(found)

    def stories(self) -> tuple[Story, ...]:
        """The stories, in their order.

        Raises
        ------
        ExplorerError
            When a packaged story is missing or damaged.
        """
        return self._stories

    def open(self, story_id: str, session: Session) -> None:
        """Make a story the session's document: without a file, nothing changed yet, at its first scene.

        Raises
        ------
        ExplorerError
            When the story cannot be read or answered.
        """
        from explorer.io.stories import load_story

        found = load_story(story_id, self._network)
        first = found.storyboard.scenes[0] if found.storyboard.scenes else None
        shown = None if first is None else known_scene(self._network, first)[0]
        if first is None or shown is None:
            session.load(found.scenario, found.trip, None, found.storyboard)
        else:
            session.load(shown.scenario, shown.trip, None, found.storyboard, first.id)


def _line(board: Storyboard) -> str:
    """The first sentence of the story, on one line."""
    words = " ".join(next((scene.text for scene in board if scene.text.strip()), "").split())
    end = min((at for mark in (". ", "? ", "! ") if (at := words.find(mark)) > 0), default=len(words) - 1)
    return words[: end + 1]
