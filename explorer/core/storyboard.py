"""Storyboards: ordered scenes, each a question with its view, words and figures. Frozen: edits make new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from explorer.core.geometry import Bounds
from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario

MAX_SCENES = 200
MAX_FIGURES = 3
"""How many figures an audience takes in at once."""


class FigureKind(Enum):
    """What a big figure shows. Those of SUBJECT_KINDS name what they are about."""

    KM = "km"
    DAYS = "days"
    KM_CHANGE = "km_change"
    DAYS_CHANGE = "days_change"
    RANGE = "range"
    CORRIDORS_LEFT = "corridors_left"
    REPORTED_KM = "reported_km"
    REPORTED_DAYS = "reported_days"
    MODELLED_KM = "modelled_km"
    MODELLED_DAYS = "modelled_days"
    CLAIM = "claim"
    EVENT_DAYS = "event_days"


SUBJECT_KINDS = {
    FigureKind.REPORTED_KM: "new link",
    FigureKind.REPORTED_DAYS: "new link",
    FigureKind.MODELLED_KM: "new link",
    FigureKind.MODELLED_DAYS: "new link",
    FigureKind.CLAIM: "claim",
    FigureKind.EVENT_DAYS: "past closure",
}
"""Kinds that need a subject, and what it is: the id of a new link, a claim or a past closure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to show large: its kind, and the id it is about where the kind needs one."""

    kind: FigureKind
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.subject}" if self.subject else self.kind.value

    @staticmethod
    def parse(text: str) -> Figure | None:
        """A figure as files write it (`days`, `claim:a01`); None for anything else."""
        name, colon, subject = text.partition(":")
        kind = next((kind for kind in FigureKind if kind.value == name), None)
        if kind is None or bool(subject) != (kind in SUBJECT_KINDS) or bool(colon) != bool(subject):
            return None
        return Figure(kind, subject)


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a briefing: a question, how it is looked at, and what is said.

    `id` is unique in its storyboard and stays when the scene moves. `view` is what the map shows
    (west, south, east, north in degrees; None: the journey). `figures` are shown large, at most
    three; empty: those that fit the answer. `highlights` are ids of nodes, legs, countries
    (`country:xx`) or corridors to point out. `source_ids` stand behind the figures in the text.
    """

    id: str
    scenario: Scenario
    trip: Trip
    title: str = ""
    text: str = ""
    notes: str = ""
    view: Bounds | None = None
    figures: tuple[Figure, ...] = ()
    highlights: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Storyboard:
    """Scenes in the order they are shown, under one title."""

    title: str = ""
    scenes: tuple[Scene, ...] = ()

    def __len__(self) -> int:
        return len(self.scenes)

    def __iter__(self) -> Iterator[Scene]:
        return iter(self.scenes)

    def scene(self, scene_id: str | None) -> Scene | None:
        """The scene of this id, None where there is none."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)

    def position(self, scene_id: str | None) -> int | None:
        """Where the scene stands, counted from 0; None where there is none."""
        return next((place for place, scene in enumerate(self.scenes) if scene.id == scene_id), None)

    def free_id(self) -> str:
        """An id that no scene has: `scene-1`, `scene-2` ..."""
        taken = {scene.id for scene in self.scenes}
        number = len(self.scenes) + 1
        while f"scene-{number}" in taken:
            number += 1
        return f"scene-{number}"

    def with_scene(self, scene: Scene, after: str | None = None) -> Storyboard:
        """Add a scene behind another one, at the end without one; its id must be free."""
        if self.scene(scene.id) is not None:
            raise ValueError(f"there is a scene {scene.id} already")
        place = self.position(after)
        cut = len(self.scenes) if place is None else place + 1
        return replace(self, scenes=(*self.scenes[:cut], scene, *self.scenes[cut:]))

    def with_changed(self, scene: Scene) -> Storyboard:
        """Put a scene in the place of the one with its id; nothing happens without one."""
        return replace(self, scenes=tuple(scene if old.id == scene.id else old for old in self.scenes))

    def with_duplicate(self, scene_id: str) -> Storyboard:
        """Put a copy of a scene behind it, under a free id."""
        scene = self.scene(scene_id)
        return self if scene is None else self.with_scene(replace(scene, id=self.free_id()), scene_id)

    def with_moved(self, scene_id: str, place: int) -> Storyboard:
        """Move a scene so that it stands at `place` (0 is first); out of range means the nearest end."""
        scene = self.scene(scene_id)
        if scene is None:
            return self
        rest = [old for old in self.scenes if old.id != scene_id]
        rest.insert(max(0, min(place, len(rest))), scene)
        return replace(self, scenes=tuple(rest))

    def without(self, scene_id: str) -> Storyboard:
        """Take a scene out."""
        return replace(self, scenes=tuple(scene for scene in self.scenes if scene.id != scene_id))

    def with_title(self, title: str) -> Storyboard:
        """Give the storyboard another title."""
        return replace(self, title=title)
