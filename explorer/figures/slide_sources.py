"""Where the figures of a deck come from: the sources slides, and the speaker's notes of each scene."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from explorer.core.network import Network, Source
from explorer.figures.slide_table import Column, Row
from explorer.housestyle.brief import ATTRIBUTION, BORDERS_NOTE, Brief, ShownScene
from explorer.housestyle.format import EN_DASH, list_words
from explorer.housestyle.key_figures import journey_sources
from explorer.housestyle.letters import legal, one_line
from explorer.housestyle.wording import no_route_words, short_of

SOURCE_COLUMNS: Final = (Column("Scene", 1.05), Column("Source", 6.2), Column("Address", 5.0))


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source and the scenes (counted from 1) whose figures rest on it."""

    source: Source
    scenes: tuple[int, ...]


def sources_of(network: Network, shown: ShownScene) -> tuple[Source, ...]:
    """The sources of a scene: behind its figures, named by it, then behind its journey. Without estimates."""
    keys = [key for figure in shown.figures for key in figure.source_ids]
    keys += shown.scene.source_ids
    if shown.results is not None:
        keys += journey_sources(shown.results.itinerary)
    found = (network.sources.get(key) for key in dict.fromkeys(keys))
    return tuple(source for source in found if source is not None and source.kind != "estimate")


def used_sources(brief: Brief) -> tuple[UsedSource, ...]:
    """Every source of the deck, in the order in which scenes first need it."""
    scenes: dict[str, list[int]] = {}
    sources: dict[str, Source] = {}
    for number, shown in enumerate(brief.scenes, start=1):
        for source in sources_of(brief.network, shown):
            sources[source.id] = source
            scenes.setdefault(source.id, []).append(number)
    return tuple(UsedSource(source, tuple(scenes[key])) for key, source in sources.items())


def address_of(source: Source) -> str:
    """The first web address of a source; empty where it has none that a browser may open."""
    words = source.url.split()
    address = words[0] if words else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""


def source_row(used: UsedSource, link_id: str) -> Row:
    """A source as a row of the sources table."""
    shown = address_of(used.source).partition("://")[2].removeprefix("www.").rstrip("/")
    return Row((number_words(used.scenes), one_line(used.source.title), shown), link_id=link_id)


def number_words(numbers: Sequence[int]) -> str:
    """Numbers with runs put together: `1–3, 5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}{EN_DASH}{run[-1]}" for run in runs)


def notes_of(brief: Brief, shown: ShownScene) -> str:
    """What the speaker reads: own notes first, then everything that the slide had to leave out."""
    parts = [legal(shown.scene.notes).strip(), one_line(shown.title), legal(shown.scene.text).strip()]
    parts += [
        one_line(f"{figure.value} {figure.unit} {EN_DASH} {figure.words}").strip(f" {EN_DASH}")
        for figure in shown.figures
    ]
    if shown.results is not None and shown.results.itinerary is None:
        parts.append(no_way_sentence(brief.network, shown))
    parts += [one_line(fault) for fault in shown.faults]
    listed = _listed(sources_of(brief.network, shown))
    if listed:
        parts.append("Sources\n" + "\n".join(listed))
    parts.append(f"{ATTRIBUTION}. {BORDERS_NOTE}.\n{brief.imprint}")
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _listed(sources: Iterable[Source]) -> list[str]:
    return [
        one_line(f"{number}. {source.title} {address_of(source) or source.url}")
        for number, source in enumerate(sources, start=1)
    ]


def no_way_sentence(network: Network, shown: ShownScene) -> str:
    """What has to reopen, with names: `This has to reopen: Duisburg`. Empty where there is a way."""
    if shown.results is None or shown.results.no_route is None:
        return ""
    cut = shown.results.no_route
    names = list_words([short_of(network, target) for target in cut.cut], 6)
    words = no_route_words(network, cut)
    return f"{words} {names}".strip() if names else words
