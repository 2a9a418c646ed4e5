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
class Offer:
    """A story on the shelf: its title, one line on it, how many scenes, and the one that stands for it."""

    id: str
    title: str
    line: str
    scenes: int
    cover: Scene


class StoryShelf:
    """Reads the stories when they are first asked for."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The stories, in their order.

        Raises
        ------
        DataError
            When a packaged story is missing or damaged.
        """
        from explorer.io.stories import load_story, stories

        return tuple(
            Offer(
                story.id,
                story.title,
                story.description,
                story.scenes,
                _cover(load_story(story.id, self._network).storyboard),
            )
            for story in stories(self._network)
        )

    def open(self, story_id: str, session: Session) -> None:
        """Make a story the session's document: without a file, nothing changed yet, at its first scene.

        Raises
        ------
        ExplorerError
            When the story cannot be read or answered.
        """
        from explorer.io.stories import load_story

        found = load_story(story_id, self._network)
        first = found.storyboard.scenes[0]
        shown, _ = known_scene(self._network, first)
        if shown is None:
            session.load(found.scenario, found.trip, None, found.storyboard)
        else:
            session.load(shown.scenario, shown.trip, None, found.storyboard, first.id)


def _cover(board: Storyboard) -> Scene:
    """The scene that changes most, the earliest of them: its picture tells the most."""
    return max(board.scenes, key=lambda scene: len(scene.scenario.closures) + len(scene.scenario.opened))
