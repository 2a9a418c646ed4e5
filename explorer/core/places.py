"""Places by id or by name in any language: for the command line and for completers.

Case, accents, punctuation and spaces do not count: `Xi'an`, `XIAN` and `xian` are one, and so are
`Małaszewicze` and `malaszewicze`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from explorer.core.network import Network
from explorer.errors import PlaceError

_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters that Unicode does not split into a plain letter and an accent."""

_ENOUGH: Final = 0.6
"""Least likeness (0-1) of two names for one to be offered for the other."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place that fits what was typed. `name` is the name to show; `score` 0-1, 1 fits exactly."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """One spelling of one place: whole and as words, both plain."""

    id: str
    spelling: str
    plain: str
    words: tuple[str, ...]
    is_id: bool


def plain(text: str) -> str:
    """Text as compared: no case, accents, punctuation or spaces."""
    # Compatibility forms first: letters of mathematics only then have a case to fold.
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN_LETTERS)
    folded = unicodedata.normalize("NFKD", decomposed).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def resolve_place(network: Network, text: str) -> str:
    """Node id of the place that `text` names.

    Raises
    ------
    PlaceError
        When no place has that id or name, or several have; with the nearest matches.
    """
    if text in network.nodes:
        return text
    typed = plain(text)
    entries = _entries(network)
    by_id = [entry.id for entry in entries if entry.is_id and entry.plain == typed]
    found = by_id or list(dict.fromkeys(entry.id for entry in entries if entry.plain == typed))
    if typed and len(found) == 1:
        return found[0]
    if typed and found:
        raise PlaceError(
            f"“{text}” is the name of {len(found)} places: {_listed(network, found)}. Give the id instead.",
            tuple(found),
        )
    near = tuple(match.id for match in find_places(network, text, 5))
    hint = f"Nearest: {_listed(network, near)}." if near else "Nothing in the network is spelt like it."
    raise PlaceError(f"There is no place “{text}”. {hint}", near)


def find_places(network: Network, text: str, limit: int = 8) -> tuple[Match, ...]:
    """Places whose id or name begins with, holds or resembles `text`, best first."""
    typed = plain(text)
    if not typed:
        return ()
    best: dict[str, tuple[float, _Entry]] = {}
    for entry in _entries(network):
        _keep(best, entry, _score(typed, entry))
    if len(best) < limit:
        for entry, likeness in _alike(typed, _entries(network)):
            _keep(best, entry, likeness * _ENOUGH)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], network.nodes[pair[1].id].name, pair[1].id))
    return tuple(Match(entry.id, _shown(network, entry), score) for score, entry in ranked[:limit])


def _keep(best: dict[str, tuple[float, _Entry]], entry: _Entry, score: float) -> None:
    if score > best.get(entry.id, (0.0, entry))[0]:
        best[entry.id] = (score, entry)


def _score(typed: str, entry: _Entry) -> float:
    """How well an entry fits: whole, from its start, from a word's start, anywhere (0: not)."""
    if entry.plain == typed:
        return 1.0
    share = len(typed) / max(len(entry.plain), 1)
    malus = 0.01 if entry.is_id else 0.0
    if entry.plain.startswith(typed):
        return 0.85 + 0.1 * share - malus
    if any(word.startswith(typed) for word in entry.words):
        return 0.75 + 0.1 * share - malus
    if len(typed) >= 2 and typed in entry.plain:
        return 0.65 + 0.1 * share - malus
    return 0.0


def _alike(typed: str, entries: Iterable[_Entry]) -> Iterable[tuple[_Entry, float]]:
    """Entries that differ from what was typed by a few letters, with their likeness."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(typed)
    for entry in entries:
        matcher.set_seq1(entry.plain)
        if matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH:
            continue
        likeness = matcher.ratio()
        if likeness >= _ENOUGH:
            yield entry, likeness


@lru_cache(maxsize=8)
def _entries(network: Network) -> tuple[_Entry, ...]:
    """Every spelling of every place, in table order."""
    found: dict[tuple[str, str], _Entry] = {}
    for node in network.nodes.values():
        spellings = [(node.id, True), *((name, False) for name in (node.name, *node.names.values()))]
        for spelling, is_id in spellings:
            bare = spelling.partition("(")[0].strip()
            for variant in dict.fromkeys((spelling, bare)):
                key = plain(variant)
                words = tuple(plain(word) for word in _split(variant))
                if key and (node.id, key) not in found:
                    found[(node.id, key)] = _Entry(node.id, spelling, key, words, is_id)
    return tuple(found.values())


def _split(text: str) -> list[str]:
    """Words of a name, parted by anything that is no letter or digit (an apostrophe parts none)."""
    spaced = "".join(c if c.isalnum() or c in "'’ʼ" or unicodedata.combining(c) else " " for c in text)
    return spaced.split()


def _shown(network: Network, entry: _Entry) -> str:
    """The English name, followed by the spelling that fitted where it is another one."""
    name = network.nodes[entry.id].name
    return name if entry.is_id or entry.spelling == name else f"{name} · {entry.spelling}"


def _listed(network: Network, node_ids: Iterable[str]) -> str:
    """Names with ids and countries, for a message."""
    nodes = [network.nodes[node_id] for node_id in node_ids]
    return ", ".join(f"{node.name}, {node.country.upper()} ({node.id})" for node in nodes)
