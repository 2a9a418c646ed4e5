"""What the storyboard's cards show, made one by one while the window has nothing else to do."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from explorer.core.geometry import Geometry
from explorer.core.network import Network
from explorer.core.storyboard import Scene
from explorer.errors import ExplorerError
from explorer.housestyle.brief import ShownScene, shown_scene
from explorer.housestyle.style import Theme
from explorer.ui.thumbnails import Sketch, ground, sketch

MAX_KEPT = 450
"""Answers and pictures kept: a full storyboard in two looks."""
LOOK_AGAIN_MS = 25
"""How often it looks whether the land is ready."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Card:
    """A scene, answered, with its picture (a null image where the land cannot be read)."""

    shown: ShownScene
    image: QImage


@dataclass(frozen=True, slots=True)
class CardLook:
    """How large a picture is (logical px), for which theme and screen."""

    width: int
    height: int
    theme: Theme
    ratio: float


class SceneCards(QObject):
    """Makes cards and keeps them; a card follows from scene and look alone. Signal: `made(Scene)`."""

    made = Signal(object)

    def __init__(self, network: Network, geometry: Geometry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network, self._geometry = network, geometry
        self._answers: OrderedDict[Scene, ShownScene] = OrderedDict()
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()
        self._waiting: dict[tuple[Scene, CardLook], None] = {}
        self._land = threading.Thread(target=_prepare_land, name="land", daemon=True)
        self._is_land_asked = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)

    def card(self, scene: Scene, look: CardLook) -> Card | None:
        """The card of a scene; None when it is not made yet, and `made` tells when it is."""
        image = self._images.get(_picture(scene, look))
        if image is not None:
            return Card(self.answered(scene), image)
        self._waiting[scene, look] = None
        self._turn.start(0)
        return None

    def answer(self, scene: Scene) -> ShownScene | None:
        """What a scene answers, None when nobody asked yet."""
        return self._answers.get(scene)

    @property
    def is_idle(self) -> bool:
        """Whether every card that was asked for is made."""
        return not self._waiting

    def _on_turn(self) -> None:
        """Make one card, then let the window have its turn."""
        if not self._is_land_asked:
            self._is_land_asked = True
            self._land.start()
        if self._land.is_alive():
            self._turn.start(LOOK_AGAIN_MS)
            return
        if self._waiting:
            # The last one asked for is what is seen now; those before may be scrolled away.
            (scene, look), _ = self._waiting.popitem()
            self._make(scene, look)
            self.made.emit(scene)
        if self._waiting:
            self._turn.start(0)

    def _make(self, scene: Scene, look: CardLook) -> None:
        results = self.answered(scene).results
        wanted = Sketch(
            results, scene.view, scene.highlights, (look.width, look.height), look.theme, look.ratio
        )
        try:
            image = sketch(self._network, self._geometry, wanted)
        except ExplorerError:
            image = QImage()
        _keep(self._images, _picture(scene, look), image)

    def answered(self, scene: Scene) -> ShownScene:
        """What a scene answers (4 ms when nobody asked before)."""
        shown = self._answers.get(scene)
        if shown is None:
            shown = shown_scene(self._network, scene)
        _keep(self._answers, scene, shown)
        return shown


def _picture(scene: Scene, look: CardLook) -> Hashable:
    """What a picture follows from: the words of a scene are not in it."""
    return scene.scenario, scene.trip, scene.view, scene.highlights, look


def _keep(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > MAX_KEPT:
        kept.popitem(last=False)


def _prepare_land() -> None:
    """Read the land beside the window; what is wrong with it is told by whoever draws it."""
    try:
        ground()
    except ExplorerError:
        return
