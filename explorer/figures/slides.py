"""A briefing -> editable slides (.pptx, 16:9): one a scene, then tables and charts, then the sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from explorer.core.geometry import Basemap, Geometry
from explorer.housestyle.brief import Brief, Progress, ShownScene, step

if TYPE_CHECKING:
    from pptx.presentation import Presentation

SECTIONS: Final = ("Story", "Details", "Sources")


def deck(brief: Brief, geometry: Geometry, basemap: Basemap, progress: Progress) -> bytes:
    """Slides of a briefing as a PowerPoint file: native shapes, tables and charts; notes with sources.

    The first slides are the scenes, one each; behind them, in sections of their own, each scene's
    journey and corridors, and all sources. Same brief, same bytes.

    Raises
    ------
    ExportCancelled
        When `progress` said stop.
    """
    from explorer.figures.slide_appendix import add_details, add_sources
    from explorer.figures.slide_master import empty_deck
    from explorer.figures.slide_package import deck_bytes, set_properties, set_sections

    total = 2 * len(brief.scenes) + 1
    slides = empty_deck()
    ids: dict[str, list[int]] = {name: [] for name in SECTIONS}
    for done, shown in enumerate(brief.scenes):
        step(progress, done, total)
        ids["Story"].append(_add_scene(slides, brief, shown, geometry, basemap))
    for done, shown in enumerate(brief.scenes, start=len(brief.scenes)):
        step(progress, done, total)
        ids["Details"] += add_details(slides, brief, shown, done - len(brief.scenes) + 1)
    step(progress, total - 1, total)
    ids["Sources"] += add_sources(slides, brief)
    set_properties(slides, brief.title, brief.imprint, brief.created)
    set_sections(slides, ids)
    result = deck_bytes(slides)
    step(progress, total, total)
    return result


def _add_scene(
    slides: Presentation, brief: Brief, shown: ShownScene, geometry: Geometry, basemap: Basemap
) -> int:
    """Put one scene behind the others; its slide's id."""
    from explorer.figures.mapscene import map_scene
    from explorer.figures.slide_appendix import fill, new_slide, set_notes
    from explorer.figures.slide_arrangement import arrangement_for, map_look
    from explorer.figures.slide_key import key_shape
    from explorer.figures.slide_map import description_of, map_shape
    from explorer.figures.slide_places import Plan
    from explorer.figures.slide_scene import (
        figures_shape,
        foot_xml,
        heading_of,
        heading_xml,
        unanswered_xml,
    )
    from explorer.figures.slide_shapes import Drawing
    from explorer.figures.slide_sources import notes_of

    drawing = Drawing()
    heading = heading_of(brief, shown)
    parts = heading_xml(drawing, heading)
    if shown.results is None:
        parts += unanswered_xml(drawing, shown)
    else:
        places = arrangement_for(brief.network, shown, geometry)
        # Other railways are for paper: tens of thousands of points that nobody sees from the back of a room.
        plain = replace(basemap, railways=())
        scene = map_scene(brief.network, shown, geometry, plain, map_look(places))
        shapes = (
            map_shape(drawing, scene, places.map, description_of(brief.network, shown)),
            key_shape(drawing, scene, Plan(0, 0, scene.scale), places.key),
            figures_shape(drawing, brief.network, shown, places),
        )
        parts += "".join(shape.xml for shape in shapes if shape is not None)
    parts += foot_xml(drawing, heading.foot)
    slide = new_slide(slides, "Words" if shown.results is None else "Scene")
    fill(slide, parts)
    set_notes(slide, notes_of(brief, shown))
    return slide.slide_id
