"""Storyboards as JSON values and back, every fault gathered with its place (`storyboard.scenes[2].view`)."""

from __future__ import annotations

from typing import Any, Final

from explorer.core.geometry import Bounds
from explorer.core.storyboard import MAX_FIGURES, MAX_SCENES, Figure, Scene, Storyboard
from explorer.io.scenario_json import JsonObject, scenario_to_json, trip_to_json
from explorer.io.scenario_parse import Reader, read_scenario_value, read_trip_value

MAX_TITLE: Final = 5_000
MAX_WORDS: Final = 50_000
MAX_HIGHLIGHTS: Final = 200
_WEST, _EAST = -180.0, 540.0
_MEMBERS: Final = (
    "id", "title", "text", "notes", "scenario", "trip", "view", "figures", "highlights", "sources",
)  # fmt: skip


def storyboard_to_json(storyboard: Storyboard) -> JsonObject:
    """A storyboard, every member written out."""
    return {"title": storyboard.title, "scenes": [_scene_to_json(scene) for scene in storyboard]}


def _scene_to_json(scene: Scene) -> JsonObject:
    return {
        "id": scene.id,
        "title": scene.title,
        "text": scene.text,
        "notes": scene.notes,
        "scenario": scenario_to_json(scene.scenario),
        "trip": trip_to_json(scene.trip),
        "view": None if scene.view is None else list(scene.view),
        "figures": [str(figure) for figure in scene.figures],
        "highlights": list(scene.highlights),
        "sources": list(scene.source_ids),
    }


def read_storyboard_value(reader: Reader, value: Any) -> Storyboard:
    """A storyboard from its JSON value (None: one without scenes)."""
    if value is None:
        return Storyboard()
    members = reader.members(value, "storyboard", ("title", "scenes"))
    title = reader.text(members.get("title", ""), "storyboard.title", is_needed=False, limit=MAX_TITLE)
    storyboard = Storyboard(title)
    for place, item in reader.items(members.get("scenes"), "storyboard.scenes"):
        scene = _read_scene(reader, item, place)
        if storyboard.scene(scene.id) is not None:
            reader.fault(f"{place}.id", "is the id of an earlier scene too")
        elif len(storyboard) >= MAX_SCENES:
            reader.fault(place, f"is one too many, at most {MAX_SCENES} scenes are allowed")
            break
        else:
            storyboard = storyboard.with_scene(scene)
    return storyboard


def _read_scene(reader: Reader, value: Any, place: str) -> Scene:
    members = reader.members(value, place, _MEMBERS)

    def words(name: str, limit: int) -> str:
        return reader.text(members.get(name, ""), f"{place}.{name}", is_needed=False, limit=limit)

    def ids(name: str) -> tuple[str, ...]:
        found = [reader.text(item, at) for at, item in reader.items(members.get(name), f"{place}.{name}")]
        if len(found) > MAX_HIGHLIGHTS:
            reader.fault(f"{place}.{name}", f"has {len(found)} items, at most {MAX_HIGHLIGHTS} are allowed")
        return tuple(dict.fromkeys(found))

    return Scene(
        id=reader.text(members.get("id"), f"{place}.id"),
        scenario=read_scenario_value(reader, members.get("scenario", {}), f"{place}.scenario"),
        trip=read_trip_value(reader, members.get("trip"), f"{place}.trip"),
        title=words("title", MAX_TITLE),
        text=words("text", MAX_WORDS),
        notes=words("notes", MAX_WORDS),
        view=_read_view(reader, members.get("view"), f"{place}.view"),
        figures=_read_figures(reader, members.get("figures"), f"{place}.figures"),
        highlights=ids("highlights"),
        source_ids=ids("sources"),
    )


def _read_view(reader: Reader, value: Any, place: str) -> Bounds | None:
    if value is None:
        return None
    found = list(reader.items(value, place))
    if len(found) != 4:
        reader.fault(place, "must be west, south, east, north in degrees")
        return None
    limits = ((_WEST, _EAST), (-90.0, 90.0), (_WEST, _EAST), (-90.0, 90.0))
    numbers = [
        reader.number(item, at, low, high) for (at, item), (low, high) in zip(found, limits, strict=True)
    ]
    west, south, east, north = numbers
    if west >= east or south >= north:
        reader.fault(place, "must have west below east and south below north")
    return west, south, east, north


def _read_figures(reader: Reader, value: Any, place: str) -> tuple[Figure, ...]:
    figures = []
    for at, item in reader.items(value, place):
        text = reader.text(item, at)
        figure = Figure.parse(text)
        if figure is None:
            reader.fault(at, f"“{text[:40]}” is no figure; give one like km, days, range or claim:a01")
        else:
            figures.append(figure)
    if len(figures) > MAX_FIGURES:
        reader.fault(place, f"has {len(figures)} figures, at most {MAX_FIGURES} are allowed")
    return tuple(figures)
