"""Names on the map: none on another, none on an end, none off the map; the journey's first."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from explorer.figures.frame import Size
from explorer.figures.labels import Box, Labels, placed_labels
from explorer.figures.mapscene import Caption, MapScene
from tests.figures.drawn_scenes import LOOK, NAMES, drawn

BAR = (120.0, 21.0)


def plain_width(text: str, face: str, size: float) -> float:
    """A ruler that knows no font: half an em for each letter, a little more where bold."""
    return len(text) * size * (0.56 if face == "bold" else 0.5)


def overlap(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1e-6
        and min(one[3], other[3]) - max(one[1], other[1]) > 1e-6
    )


def boxes_of(labels: Labels) -> list[tuple[str, Box]]:
    names = [(placed.caption.key, box) for placed in labels.captions for box in placed.boxes]
    return [
        *names,
        *((placed.callout.role, placed.box) for placed in labels.callouts),
        ("bar", labels.scale_bar),
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_scale", [0.8, 1.0, 1.6])
def test_no_two_names_overlap(name: str, type_scale: float) -> None:
    labels = placed_labels(drawn(name), plain_width, BAR, type_scale)
    assert len(labels.captions) > 8
    for (key, box), (other_key, other) in itertools.combinations(boxes_of(labels), 2):
        assert key == other_key or not overlap(box, other), (key, other_key)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_covers_an_end_a_closed_place_or_a_stop(name: str) -> None:
    scene = drawn(name)
    labels = placed_labels(scene, plain_width, BAR)
    for symbol in scene.symbols:
        if symbol.id in labels.hidden:
            continue
        (x, y), r = symbol.at, symbol.radius
        for key, box in boxes_of(labels):
            own = next((p.caption.keys for p in labels.captions if p.caption.key == key), ())
            assert symbol.id in own or not overlap(box, (x - r, y - r, x + r, y + r)), (key, symbol.id)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_lies_whole_on_the_map(name: str) -> None:
    width, height = LOOK.size.width, LOOK.size.height
    for key, (left, top, right, bottom) in boxes_of(placed_labels(drawn(name), plain_width, BAR)):
        assert left >= 0, key
        assert top >= 0, key
        assert right <= width, key
        assert bottom <= height, key


@pytest.mark.parametrize("name", NAMES)
def test_ends_and_closed_places_are_always_named(name: str) -> None:
    scene = drawn(name)
    placed = {label.caption.key for label in placed_labels(scene, plain_width, BAR).captions}
    wanted = {caption.key for caption in scene.captions if caption.kind in {"end", "closed"}}
    assert wanted <= placed


@pytest.mark.parametrize("name", NAMES)
def test_a_symbol_without_a_name_is_only_kept_where_it_means_something(name: str) -> None:
    scene = drawn(name)
    labels = placed_labels(scene, plain_width, BAR)
    weights = {symbol.id: symbol.weight for symbol in scene.symbols}
    assert {weights[key] for key in labels.hidden} <= {"other", "passed"}
    named = {key for placed in labels.captions for key in placed.caption.keys}
    assert not labels.hidden & named


def crowd(count: int, seed: int) -> MapScene:
    """A map with many names at random places, of random importance."""
    rng = random.Random(seed)
    size = LOOK.size
    captions = tuple(
        Caption(
            f"c{i}",
            rng.choice(["end", "stop", "place", "city"]),
            "N" * rng.randint(2, 22),
            (rng.uniform(10, size.width - 10), rng.uniform(10, size.height - 10)),
            rng.uniform(0, 100),
            5.0,
            note=rng.choice(["", "closed"]),
            note_kind="closed-note",
            must=rng.random() < 0.1,
            is_shy=rng.random() < 0.5,
        )
        for i in range(count)
    )
    ordered = tuple(sorted(captions, key=lambda caption: -caption.rank))
    return replace(drawn("border"), symbols=(), captions=ordered, callouts=())


@pytest.mark.parametrize("seed", range(8))
def test_even_in_a_crowd_no_two_names_overlap(seed: int) -> None:
    labels = placed_labels(crowd(160, seed), plain_width)
    assert 20 < len(labels.captions) < 160
    for (key, box), (other_key, other) in itertools.combinations(boxes_of(labels)[:-1], 2):
        assert key == other_key or not overlap(box, other)


def test_of_two_names_for_one_place_the_more_important_stands() -> None:
    scene = drawn("border")
    tight = replace(scene.frame, size=Size(100.0, 14.0))
    names = [
        Caption(key, "place", "Sevenoaks", (20.0, 7.0), rank, 2.0)
        for key, rank in (("minor", 10.0), ("major", 90.0))
    ]
    crowded = replace(
        scene,
        frame=tight,
        ground=(),
        network=(),
        symbols=(),
        callouts=(),
        captions=tuple(sorted(names, key=lambda caption: -caption.rank)),
    )
    labels = placed_labels(crowded, lambda text, _face, _size: 6.0 * len(text), type_scale=0.9)
    assert [placed.caption.key for placed in labels.captions] == ["major"]


def test_figure_boxes_stand_clear_of_the_journey() -> None:
    for name in ("border", "suez", "arctic", "cku"):
        scene = drawn(name)
        labels = placed_labels(scene, plain_width, BAR)
        assert {placed.callout.role for placed in labels.callouts} == {"now", "baseline"}
        for placed in labels.callouts:
            left, top, right, bottom = placed.box
            points = [point for line in scene.lines("casing") for part in line.parts for point in part]
            assert not [p for p in points if left < p[0] < right and top < p[1] < bottom], name
