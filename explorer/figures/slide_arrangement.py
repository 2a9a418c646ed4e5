"""Where map, key, figures and text stand on a scene's slide: a wide map above, or a tall one at the left.

A journey from east to west fills a wide strip; one around Africa or through the Arctic is shown
larger in a frame that is nearly square.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from explorer.core.geometry import Geometry
from explorer.core.network import Network
from explorer.figures.frame import Size, frame_for
from explorer.figures.map_network import seen_points
from explorer.figures.mapscene import MapLook
from explorer.figures.slide_shapes import EMU_PER_INCH, EMU_PER_POINT, Box
from explorer.housestyle.brief import ShownScene

SCALE: Final = 0.92
"""Points for one px of the house style: legible from the back of a room."""

_GAP: Final = round(0.25 * EMU_PER_INCH)
_STEP: Final = round(1.14 * EMU_PER_INCH)
"""From one figure to the next, where they stand below each other."""

_TEXT_SHARE: Final = 0.38
_MARGIN_PX: Final = 46.0
_TALL_IS_LARGER: Final = 0.85
"""The tall map is taken where it shows things so much larger (metres a point, against the wide one)."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The places of a scene's parts. `figures` is the room for all large figures and the text."""

    map: Box
    key: Box
    figures: Box
    is_wide: bool

    @property
    def map_size(self) -> Size:
        """Width and height of the map in points."""
        return Size(self.map.width / EMU_PER_POINT, self.map.height / EMU_PER_POINT)

    def figure_boxes(self, number: int, *, with_text: bool) -> list[Box]:
        """Places of so many figures: side by side below a wide map, one below the other beside a tall one."""
        room = self.figures
        if self.is_wide:
            share, columns = (1 - _TEXT_SHARE, max(2, number)) if with_text else (1.0, 3)
            width = round((room.width * share - _GAP * columns) / columns)
            return [replace(room, left=room.left + (width + _GAP) * i, width=width) for i in range(number)]
        height = _STEP - _GAP // 2
        return [replace(room, top=room.top + _STEP * i, height=height) for i in range(number)]

    def text_box(self, number: int) -> Box:
        """The place of the text, beside or below so many figures."""
        room = self.figures
        if self.is_wide:
            width = round(room.width * _TEXT_SHARE)
            return replace(room, left=room.left + room.width - width, width=width)
        top = room.top + _STEP * number + _GAP // 2
        return replace(room, top=top, height=room.top + room.height - top)


WIDE: Final = Arrangement(
    map=Box.inches(0, 1.3, 13.3333333, 4.26),
    key=Box.inches(0.5, 5.63, 12.33, 0.24),
    figures=Box.inches(0.5, 5.92, 12.33, 0.98),
    is_wide=True,
)
TALL: Final = Arrangement(
    map=Box.inches(0, 1.3, 9.0, 5.2),
    key=Box.inches(0.5, 6.58, 8.4, 0.24),
    figures=Box.inches(9.35, 1.36, 3.48, 5.4),
    is_wide=False,
)


def arrangement_for(network: Network, shown: ShownScene, geometry: Geometry) -> Arrangement:
    """The arrangement that shows a scene's map larger; the wide one where it hardly matters."""
    points = seen_points(network, shown, geometry)
    wide, tall = (
        frame_for(points, kind.map_size, _MARGIN_PX * SCALE, shown.scene.view).metres_per_pt
        for kind in (WIDE, TALL)
    )
    return TALL if tall < _TALL_IS_LARGER * wide else WIDE


def map_look(arrangement: Arrangement) -> MapLook:
    """How the map of a slide looks: every leg of the journey a line of its own."""
    return MapLook(arrangement.map_size, SCALE, by_leg=True)
