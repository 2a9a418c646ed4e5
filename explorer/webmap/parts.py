"""What a map shows as a part of a comparison: before, after with a ghost of before, or both in one map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from explorer.core.difference import Difference, Fate
from explorer.core.difference import difference as difference_of
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.webmap.marking import Marking, marking_of
from explorer.webmap.messages import Moving, ViewChanged
from explorer.webmap.words import words


class Part(Enum):
    """What a map is of a comparison."""

    ALONE = "alone"
    BEFORE = "before"
    AFTER = "after"
    DIFFERENCE = "difference"


_CLASSES = {
    Fate.LOST: "is-lost",
    Fate.GAINED: "is-gained",
    Fate.CHANGED: "is-altered",
    Fate.KEPT: "is-kept",
}


def part_marking(
    network: Network, results: Results, part: Part, before: Results | None, language: str = "en"
) -> Marking:
    """What each leg and node shows. `before` is the other answer; without one the baseline is the ghost.

    Beside big figures no box on the map repeats them; in one map the boxes are called before and after.
    """
    if part is Part.ALONE or (before is None and part is not Part.BEFORE):
        return marking_of(network, results, language)
    if before is None or part is Part.BEFORE:
        return replace(marking_of(network, replace(results, baseline=None), language), callouts=())
    shown = replace(results, baseline=before.itinerary)
    if part is Part.AFTER:
        return replace(marking_of(network, shown, language), callouts=())
    # Other corridors would be a fifth kind of line where four have to be told apart.
    marking = marking_of(network, replace(shown, corridors=()), language)
    said = words(language)
    titles = {"now": said["after"], "baseline": said["before"]}
    found = difference_of(network, before, results)
    return replace(
        marking,
        legs=_with_legs(marking.legs, found),
        nodes=_with_nodes(marking.nodes, found),
        callouts=tuple(replace(callout, title=titles[callout.id]) for callout in marking.callouts),
    )


def _with_legs(classes: Mapping[str, str], found: Difference) -> dict[str, str]:
    result = dict(classes)
    for leg in found.legs:
        result[leg.leg_id] = f"{result.get(leg.leg_id, '')} {_CLASSES[leg.fate]}".strip()
    return result


def _with_nodes(classes: Mapping[str, str], found: Difference) -> dict[str, str]:
    result = dict(classes)
    for node in found.nodes:
        if node.fate in (Fate.LOST, Fate.GAINED):
            result[node.node_id] = f"{result.get(node.node_id, '')} {_CLASSES[node.fate]}".strip()
    return result


def looking_at(view: ViewChanged) -> Moving:
    """Where a map looks that shows this view: the middle of its picture, not of its degrees of latitude."""
    south, north = (math.asinh(math.tan(math.radians(lat))) for lat in (view.south, view.north))
    lat = math.degrees(math.atan(math.sinh((south + north) / 2)))
    return Moving((view.west + view.east) / 2, lat, view.zoom, False)
