"""What the map shows while presenting: each scene's view below the title, and the old view afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from explorer.core.geometry import Bounds
from explorer.core.storyboard import Scene
from explorer.ui.present import MapStage
from explorer.ui.scene_edits import pointed_out
from explorer.ui.session import Session
from explorer.ui.show_view import aspect, contains, without_title
from explorer.webmap.layers import line_parts
from explorer.webmap.messages import Moving

if TYPE_CHECKING:
    from explorer.ui.mapview import MapView

PRESENT_SCALE = 1.85
"""How much heavier lines, symbols and names are on a screen 1080 px high."""
LEGEND_WIDTH, LEGEND_HEIGHT = 760, 460
"""A smaller map starts with its legend folded."""
SAME_ASPECT, MOST_COVERED = 0.01, 0.55


class ShowCamera(QObject):
    """Points the map. The page learns of a new size late: then what was asked for is asked for again."""

    def __init__(self, session: Session, map_view: MapView, stage: MapStage) -> None:
        super().__init__(stage)
        self._session, self._map, self._stage = session, map_view, stage
        self._is_on = False
        self._aim: Bounds | None = None
        self._kept: tuple[Moving, float] | None = None
        self._aspect = 0.0
        self._was_small: bool | None = None
        self._boxes: dict[str, Bounds] = {}
        map_view.view_changed.connect(self._on_view_changed)
        map_view.map_ready.connect(self.fit_legend)
        map_view.installEventFilter(self)
        stage.resized.connect(self._on_resized)

    def begin(self) -> None:
        """Remember what the map shows."""
        visible, viewpoint = self._map.visible, self._map.viewpoint
        self._aspect = 0.0 if visible is None else aspect(visible)
        self._kept = None if viewpoint is None else (viewpoint, self._aspect)
        self._is_on = True
        self._dress()

    def end(self) -> None:
        """Bring back what the map showed."""
        self._is_on = False
        self._aim = None
        self._dress()
        self._map.highlight(())
        self.fit_legend()
        if self._kept is not None:
            self._map.look(self._kept[0])

    def look_at(self, scene: Scene | None) -> None:
        """Go to a scene's view, or to the journey, and point out what the scene does."""
        self._dress()
        self._aim = None if scene is None else scene.view
        self._go(fly=True)
        highlights = () if scene is None else scene.highlights
        self._map.highlight(pointed_out(self._session.network, highlights))

    def follow(self) -> None:
        """After a live change: go to the journey where it is not in view."""
        self._dress()
        journey, visible = self._journey(), self._map.visible
        if journey is None:
            return
        if visible is not None:
            visible = without_title(visible, self._map.height(), self._cover_px)
        if visible is None or not contains(visible, journey):
            self._aim = None
            self._go(fly=True)

    def fit_legend(self) -> None:
        """Fold the legend on a small map."""
        self._was_small = self._is_small()
        self._map.fold_legend(self._is_on or self._was_small)

    # ------------------------------------------------------------------ inside

    def _dress(self) -> None:
        """Lines, symbols and names in proportion to the screen; names keep out of the title."""
        scale = max(1.0, PRESENT_SCALE * self._stage.scale) if self._is_on else 1.0
        self._map.set_scale(scale)
        self._map.set_presenting(is_on=self._is_on, cover_px=self._cover_px)

    @property
    def _cover_px(self) -> int:
        """How much of the map the title takes; never so much that the journey shrinks to a stripe."""
        return min(self._stage.title.covered_px, round(MOST_COVERED * self._map.height()))

    def _go(self, *, fly: bool) -> None:
        bounds = self._aim or self._journey()
        if bounds is not None:
            self._map.fit(bounds, fly=fly)

    def _journey(self) -> Bounds | None:
        """All of the journey and of the baseline, as `bounds_of` has it, from boxes kept leg by leg."""
        found = (self._session.results.itinerary, self._session.results.baseline)
        legs = {leg for itinerary in found if itinerary is not None for leg in itinerary.leg_ids}
        boxes = [self._box(leg_id) for leg_id in legs]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    def _box(self, leg_id: str) -> Bounds:
        if leg_id not in self._boxes:
            session = self._session
            parts = line_parts(session.network.legs[leg_id], session.network, session.geometry)
            lats, lons = zip(*(point for part in parts for point in part), strict=True)
            self._boxes[leg_id] = min(lons), min(lats), max(lons), max(lats)
        return self._boxes[leg_id]

    def _is_small(self) -> bool:
        return self._map.width() < LEGEND_WIDTH or self._map.height() < LEGEND_HEIGHT

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold or open the legend where the map crosses a size; between, the reader's choice stands."""
        if (
            watched is self._map
            and event.type() is QEvent.Type.Resize
            and self._is_small() != self._was_small
        ):
            self.fit_legend()
        return super().eventFilter(watched, event)

    def _on_resized(self) -> None:
        if self._is_on:
            self._dress()
            self._go(fly=False)

    def _on_view_changed(self) -> None:
        visible = self._map.visible
        if visible is None or not (self._is_on or self._kept):
            return
        now = aspect(visible)
        if abs(now - self._aspect) <= SAME_ASPECT * now:
            return
        self._aspect = now
        if self._is_on:
            self._go(fly=False)
        elif self._kept is not None and abs(now - self._kept[1]) <= SAME_ASPECT * now:
            viewpoint, self._kept = self._kept[0], None
            self._map.look(viewpoint)
