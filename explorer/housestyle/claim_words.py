"""Claims as words: the value, its unit, and who says what of it, short enough to stand under a figure."""

from __future__ import annotations

import re

from explorer.core.network import Claim
from explorer.housestyle.format import EN_DASH, LRM_ARROW, MINUS, date_words

_BRACKETS = re.compile(r" *\([^()]*\)")
_NEGATIVE = re.compile(r"(?<![\w.])-(?=\d)")
_BARE_NUMBER = re.compile(r"[\d.,]+( to [\d.,]+)?")

_NO_UNITS = {"count", "date", "event", "rank", "state", "text", "trend", "year"}
"""What the table of claims writes as a unit where the value is no quantity: its kind, not to be shown."""

_UNIT_WORDS = {"x": "times", "Mt/yr": "Mt a year", "USD bn": "bn USD"}

_VERDICTS = {
    "confirmed": ("sources", "sources agree"),
    "refined": ("sources", "sources are more exact"),
    "contradicted": ("the record", "the record says otherwise"),
    "unsourced": ("no source found; found", "no source found"),
}
"""By verdict: what leads in what other sources say, and what stands there where that does not fit."""


def claim_value(claim: Claim) -> str:
    """What is claimed, large: `4.5 → 10`, `closed`, `10 Jun 2025`; a dash where it has no value."""
    value = date_words(claim.value) if claim.unit == "date" else claim.value.replace("->", LRM_ARROW)
    return value or EN_DASH


def claim_unit(claim: Claim) -> str:
    """The unit beside it; empty where the value is no quantity."""
    return "" if claim.unit in _NO_UNITS else _UNIT_WORDS.get(claim.unit, claim.unit)


def claim_words(claim: Claim, limit: int) -> str:
    """What the figure is, that an article says it, and what sources say, in `limit` characters.

    `closure duration, says an article; the record: 13 days`. Where only one of the two fits, what the
    sources say goes before what the figure is, but for a figure that they confirm.
    """
    lead, short = _VERDICTS.get(claim.verdict, _VERDICTS["refined"])
    if not claim.source_ids and claim.verdict != "unsourced":
        lead, short = "worked out", "worked out"
    subject = f"{claim.subject}, says an article"
    openings = [f"{subject}; {lead}: "]
    if claim.verdict not in {"confirmed", "unsourced"}:
        openings += [f"an article says; {lead}: ", f"an article; {lead}: "]
    found = _found(claim)
    whole = [f"{opening}{found}" for opening in openings if found]
    fitting = [words for words in whole if len(words) <= limit]
    cut = [cut_words(words, limit) for words in whole]
    parts = [words for words, opening in zip(cut, openings, strict=False) if len(words) > len(opening)]
    brief = f"{subject}; {short}"
    if len(brief) > limit:
        brief = f"an article says; {short}"
    return next(iter((*fitting, *parts)), brief)


def _found(claim: Claim) -> str:
    """What other sources say, without the remarks in brackets; empty where that is the claim itself."""
    best = _BRACKETS.sub("", claim.best_value).strip()
    if best == claim.value:
        return ""
    if _BARE_NUMBER.fullmatch(best):
        return f"{best} {claim_unit(claim)}".strip()
    return _NEGATIVE.sub(MINUS, date_words(best))


def cut_words(text: str, limit: int) -> str:
    """A text cut to `limit` characters: at its last pause, or after a whole word and with an ellipsis."""
    if len(text) <= limit:
        return text
    for pause in ("; ", ", "):
        head = text[: limit + len(pause)].rpartition(pause)[0]
        if head:
            return head
    return f"{text[:limit].rpartition(' ')[0] or text[: limit - 1]}…"
