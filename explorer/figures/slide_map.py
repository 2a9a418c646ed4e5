"""The map of a scene as native shapes: every country, leg, place and name can be moved and recoloured.

What is drawn comes from `mapscene`, as on paper; here it only becomes freeforms, symbols and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.figures.labels import Labels, placed_labels
from explorer.figures.mapscene import MapArea, MapLine, MapScene, MapSymbol
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_labels import callout_shapes, measure, name_shapes
from explorer.figures.slide_master import SLIDE
from explorer.figures.slide_places import Plan, place_shapes
from explorer.figures.slide_shapes import EMU_PER_POINT, Box, Drawing, Fill, Paint, Shape, Stroke
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.format import km_unit, list_words
from explorer.housestyle.steps import RowKind, step_rows
from explorer.housestyle.wording import short_of

GROUPS: Final = (
    (
        "Sea and land",
        ("glow-far", "glow-near", "country", "coast", "river", "lake", "lake-shore"),
    ),
    ("Borders", ("border", "border-disputed")),
    ("Closed countries", ("closed-country",)),
    ("Other corridors", ("quiet", "corridor-rail", "corridor-water", "corridor-road")),
    ("Closed and not in use", ("suspended", "planned", "closed")),
    ("Pointed out", ("halo",)),
    ("Baseline", ("ghost-band", "ghost-core")),
    ("Journey", ("casing", "now-rail", "now-water", "now-road", "new", "new-inside")),
)
"""Groups of the selection pane, from below upwards, and the roles in each."""

_PARTS: Final = {
    "casing": "edge",
    "ghost-band": "band",
    "new-inside": "stripes",
    "glow-far": "outer",
    "glow-near": "inner",
    "lake-shore": "shores",
}
"""What tells a line from others of its name."""

_SKIPPED = frozenset({"land", "graticule"})
"""All land in one piece: countries take its place. Degrees have no edge to be written on."""

_EDGE_PT: Final = 9.0
_MOST_STOPS = 8


def map_shape(drawing: Drawing, scene: MapScene, box: Box, description: str) -> Shape | None:
    """A described map as one group of groups in a box, with words for who cannot see it."""
    labels = placed_labels(_with_shy_names(scene), measure)
    plan = Plan(box.left, box.top, scene.scale)
    items = [*scene.ground, *scene.network]
    named = {role for _, roles in GROUPS for role in roles} | _SKIPPED
    other = tuple(dict.fromkeys(item.role for item in items if item.role not in named))
    shapes = [
        drawing.group(
            name,
            [
                *(_sea(drawing, scene, plan) if name == GROUPS[0][0] else ()),
                *_drawn(drawing, [item for role in roles for item in items if item.role == role], plan),
            ],
        )
        for name, roles in (*GROUPS, ("More lines", other))
    ]
    shapes.append(drawing.group("Places", place_shapes(drawing, _seen(scene, labels), plan)))
    shapes.append(drawing.group("Edges of the map", _edges(drawing, box)))
    shapes.append(drawing.group("Names", name_shapes(drawing, labels, plan)))
    shapes.append(drawing.group("Figures on the map", callout_shapes(drawing, labels, plan)))
    return drawing.group("Map", shapes, description)


def _with_shy_names(scene: MapScene) -> MapScene:
    """Names on slides have no halo: those of borders and of places off the way keep off the journey's line.

    Ports, straits and terminals of the journey are what a briefing speaks of: they are named all the same.
    """
    borders = {symbol.id for symbol in scene.symbols if symbol.role == "border"}
    captions = (
        replace(caption, is_shy=True)
        if caption.kind == "place" or (caption.kind == "stop" and borders.issuperset(caption.keys))
        else caption
        for caption in scene.captions
    )
    return replace(scene, captions=tuple(captions))


def _seen(scene: MapScene, labels: Labels) -> list[MapSymbol]:
    return [symbol for symbol in scene.symbols if symbol.id not in labels.hidden]


def _drawn(drawing: Drawing, items: Iterable[MapArea | MapLine], plan: Plan) -> list[Shape | None]:
    return [
        _area(drawing, item, plan) if isinstance(item, MapArea) else _line(drawing, item, plan)
        for item in items
    ]


def _area(drawing: Drawing, area: MapArea, plan: Plan) -> Shape | None:
    """An area as one freeform; land has a seam of its own colour, so that no sea shows between countries."""
    rings = [plan.place_all(ring) for polygon in area.polygons for ring in polygon]
    seam = Stroke(area.colour, 0.4) if area.role == "country" else None
    fill = Fill(area.colour, area.opacity, is_hatched=area.is_hatched)
    return drawing.freeform(area.title or area.role, rings, Paint(fill, seam), is_closed=True)


def _line(drawing: Drawing, line: MapLine, plan: Plan) -> Shape | None:
    """Lines of one look as one freeform."""
    dash = tuple(part / line.width for part in line.dash) if line.width else ()
    stroke = Stroke(line.colour, line.width, dash, is_round=line.is_round, opacity=line.opacity)
    part = _PARTS.get(line.role, "now" if line.role.startswith("now-") else "")
    name = f"{line.title or line.role}, {part}" if part else line.title or line.role
    return drawing.freeform(name, [plan.place_all(points) for points in line.parts], Paint(stroke=stroke))


def _sea(drawing: Drawing, scene: MapScene, plan: Plan) -> list[Shape | None]:
    rings = [plan.place_all(ring) for polygon in scene.sea for ring in polygon]
    return [drawing.freeform("Sea", rings, Paint(Fill(PALETTE.sea)), is_closed=True)]


def _edges(drawing: Drawing, box: Box) -> list[Shape | None]:
    """Strips that cut off what thick lines and round ends draw beyond the map, and a hairline along each."""
    reach = round(_EDGE_PT * EMU_PER_POINT)
    left, right, top, bottom = box.left, box.left + box.width, box.top, box.top + box.height
    strips = {
        "Above the map": Box(left, top - reach, box.width, reach),
        "Below the map": Box(left, bottom, box.width, reach),
    }
    lines = {"Upper edge": ((left, top), (right, top)), "Lower edge": ((left, bottom), (right, bottom))}
    if right < SLIDE.width:
        strips["Beside the map"] = Box(right, top - reach, reach, box.height + 2 * reach)
        lines["Right edge"] = ((right, top), (right, bottom))
    hairline = Paint(stroke=Stroke(PALETTE.hairline, 0.75))
    return [
        *(drawing.symbol(name, "rect", strip, Paint(Fill(PALETTE.panel))) for name, strip in strips.items()),
        *(drawing.freeform(name, [ends], hairline) for name, ends in lines.items()),
    ]


# ---------------------------------------------------------------- read aloud


def description_of(network: Network, shown: ShownScene) -> str:
    """The map in words, for who cannot see it."""
    parts = [f"Map. {shown.subtitle}." if shown.subtitle else "Map."]
    if shown.results is not None:
        parts += _journey_words(network, shown.results)
        closed = [short_of(network, closure.target) for closure in shown.results.scenario.closures]
        if closed:
            parts.append(f"Closed: {list_words(closed, _MOST_STOPS)}.")
    return " ".join(parts)


def _journey_words(network: Network, results: Results) -> list[str]:
    words = []
    for name, way in (("Now", results.itinerary), ("Baseline", results.baseline)):
        if way is None:
            words.append(f"{name}: no way.")
            continue
        stops = [row.title for row in step_rows(network, way) if row.kind is not RowKind.RIDE]
        words.append(f"{name}: {list_words(stops, _MOST_STOPS)}, {km_unit(way.distance_km)}.")
        if results.baseline is not None and results.baseline == results.itinerary:
            break
    return words
