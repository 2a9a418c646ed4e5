"""What an export shall hold, as chosen, and the order that follows from it. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.storyboard import Storyboard
from explorer.errors import ScenarioError
from explorer.export import FORMATS, Format, Order
from explorer.housestyle.brief import shown_scene

PAPERS = {
    "a4": "A4, 297 × 210 mm",
    "a3": "A3, 420 × 297 mm",
    "letter": "Letter, 11 × 8.5 in",
    "16:9": "Screen, 16:9",
}
"""Papers by the name that exports know them by; all lie on their long side."""

DPI = 200
MAX_NAME = 80
PREVIEW_DPI = 72


class What(Enum):
    """What goes into the file."""

    ANSWER = "answer"
    SCENES = "scenes"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be exported now: the answer on screen and the scenes."""

    network: Network
    results: Results
    storyboard: Storyboard


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One way to export. `scene` counts from 0 and is of use with What.SCENE."""

    suffix: str = ".pdf"
    what: What = What.ANSWER
    scene: int = 0
    paper: str = "a4"
    dpi: int = DPI
    language: str = "en"
    table: str = "itinerary"

    @property
    def format(self) -> Format:
        """The chosen format."""
        return next(known for known in FORMATS if known.suffix == self.suffix)

    @property
    def has_preview(self) -> bool:
        """Whether a sheet can be shown beforehand that looks like the file's first page."""
        return self.suffix == ".pdf" or self.format.is_sheet


def fitted(choice: ExportChoice, shown: Shown) -> ExportChoice:
    """The choice with what is not possible put right: scenes that are gone, formats that take one only."""
    count = len(shown.storyboard)
    scene = max(0, min(choice.scene, count - 1))
    if count == 0:
        return replace(choice, what=What.ANSWER, scene=0)
    if choice.what is What.SCENES and not choice.format.holds_scenes:
        return replace(choice, what=What.SCENE, scene=scene)
    return replace(choice, scene=scene)


def order_of(choice: ExportChoice, shown: Shown, created: datetime | None) -> Order:
    """The order for write_export.

    Raises
    ------
    ScenarioError
        When data is asked of a scene that cannot be answered.
    """
    choice = fitted(choice, shown)
    order = Order(
        network=shown.network,
        results=shown.results,
        created=created,
        table=choice.table,
        paper=choice.paper,
        dpi=choice.dpi,
        language=choice.language,
    )
    if choice.what is What.ANSWER:
        return order
    if choice.what is What.SCENES:
        return replace(order, storyboard=shown.storyboard)
    scene = shown.storyboard.scenes[choice.scene]
    if choice.format.holds_scenes or choice.format.is_sheet:
        return replace(order, storyboard=replace(shown.storyboard, scenes=(scene,)))
    found = shown_scene(shown.network, scene)
    if found.results is None:
        raise ScenarioError(f"This scene cannot be answered: {'; '.join(found.faults)}.")
    return replace(order, results=found.results)


def preview_order(choice: ExportChoice, shown: Shown) -> Order:
    """The order for a small picture of the first page."""
    choice = fitted(choice, shown)
    if choice.what is What.SCENES:
        choice = replace(choice, what=What.SCENE, scene=0)
    return order_of(replace(choice, suffix=".png", dpi=PREVIEW_DPI), shown, None)


def file_name(name: str, choice: ExportChoice, shown: Shown) -> str:
    """A name for the file that every system takes: `Polish border, scene 3.pdf`."""
    choice = fitted(choice, shown)
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", name)
    stem = " ".join(plain.split())[:MAX_NAME].strip(". ") or "Corridors"
    if choice.what is What.SCENE:
        stem += f", scene {choice.scene + 1}"
    if choice.suffix == ".csv":
        stem += f", {choice.table}"
    return stem + choice.suffix


def size_words(size_bytes: int) -> str:
    """A file's size: `84 kB`, `1.2 MB`."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1e6:.1f} MB"
