"""A difference in words: what both sides are called, what links are said to save, and empty differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from explorer.core.difference import Difference
from explorer.core.network import DATA_YEAR, Network, SavingClaim
from explorer.core.results import Results
from explorer.core.savings import LinkSaving
from explorer.core.scenario import Scenario
from explorer.housestyle.changes import Change, ChangeKind, changes
from explorer.housestyle.format import LRM_ARROW, list_words, reported_range, signed
from explorer.housestyle.wording import no_route_words, short_link_name, short_name, short_of

NO_WAY: Final = "no way"
NOTHING_DIFFERS: Final = "Nothing differs"
_MAX_CHANGES = 2


def side_words(network: Network, scenario: Scenario, other: Scenario | None = None) -> str:
    """What one side is called: `baseline 2026`, `CKU railway open`, `Aktau closed, Kuryk closed and 2 more`.

    What the other side has not comes first.
    """
    rows = changes(network, scenario)
    if not rows:
        return f"baseline {DATA_YEAR}"
    shared = () if other is None else _words_of(network, other)
    return list_words(sorted(_words_of(network, scenario), key=lambda words: words in shared), _MAX_CHANGES)


def _words_of(network: Network, scenario: Scenario) -> tuple[str, ...]:
    return tuple(_change_words(row) for row in changes(network, scenario))


def _change_words(row: Change) -> str:
    match row.kind:
        case ChangeKind.CLOSED:
            # A past closure is called a closure by its name.
            return row.title if "clos" in row.title.lower() else f"{row.title} closed"
        case ChangeKind.OPENED:
            return f"{row.title} open"
        case _:
            return row.title if row.detail == "date" else f"{row.title} {row.detail}"


def difference_title(network: Network, before: Results, after: Results) -> str:
    """`Kashgar → Tashkent: today and with CKU railway open`; both trips where they differ."""
    ends = [_ends(network, results) for results in (before, after)]
    sides = [_in_title(network, results.scenario) for results in (before, after)]
    if ends[0] != ends[1]:
        return f"{ends[0]}, {sides[0]}, and {ends[1]}, {sides[1]}"
    if before.scenario == after.scenario:
        return f"{ends[0]}: before and after"
    old, new = (_words_of(network, results.scenario) for results in (before, after))
    if old and set(old) < set(new):
        more = list_words([words for words in new if words not in old], _MAX_CHANGES)
        return f"{ends[0]}: {sides[0]}, and {more} too"
    return f"{ends[0]}: {sides[0]} and {sides[1]}"


def _ends(network: Network, results: Results) -> str:
    trip = results.trip
    return f" {LRM_ARROW} ".join(
        short_name(short_of(network, place)) for place in (trip.origin_id, trip.destination_id)
    )


def _in_title(network: Network, scenario: Scenario) -> str:
    rows = changes(network, scenario)
    if not rows:
        return "today"
    if all(row.detail == "date" for row in rows):
        return f"in {rows[0].title}"
    return f"with {list_words(_words_of(network, scenario), _MAX_CHANGES)}"


def no_way_words(network: Network, results: Results) -> str:
    """Why there is no way, in one sentence that names what has to reopen."""
    cut = results.no_route
    if cut is None:
        return ""
    words = no_route_words(network, cut)
    if not cut.cut:
        return words
    return f"{words} {list_words([short_of(network, target) for target in cut.cut])}"


def nothing_words(found: Difference) -> str:
    """Why nothing is to be seen, and what to do about it; empty where something differs."""
    if not found.is_same_journey:
        return ""
    hint = "Double-click a place on the map to close it, open a new link, or choose another “Before”."
    if found.after is None:
        return f"There is no way in either. {hint}"
    if found.is_empty:
        return f"Before and after are the same. {hint}"
    return f"What was changed does not touch this journey: it goes the same way in the same time. {hint}"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A new link that only "after" has open: what is reported beside what this trip gives."""

    link_id: str
    title: str
    reported: str
    modelled: str
    gains: bool
    reports: int


def report_rows(network: Network, before: Results, after: Results) -> tuple[ReportRow, ...]:
    """One row for each new link that is open after and was not before."""
    known = set(before.scenario.open_links(network))
    savings = (saving for saving in after.new_links if saving.is_open and saving.link_id not in known)
    return tuple(_report_row(network, saving) for saving in savings)


def _report_row(network: Network, saving: LinkSaving) -> ReportRow:
    link = network.new_links[saving.link_id]
    claim = saving.reported
    modelled, gains = "no way to compare with", False
    if saving.modelled is not None:
        km, days = round(saving.modelled.km), round(saving.modelled.days, 1)
        gains = km > 0 or days > 0
        modelled = f"{signed(-km, 0)} km, {signed(-days, 1)} d" if km or days else "no gain"
    title = f"{short_link_name(link)} is reported to save"
    if claim is not None and claim.origin and claim.destination:
        title = f"{short_link_name(link)}, reported for {claim.origin} to {claim.destination}"
    return ReportRow(link.id, title, _reported(claim), modelled, gains, len(link.saving_claims))


def _reported(claim: SavingClaim | None) -> str:
    if claim is None:
        return "nothing reported"
    parts = [] if claim.saving_km is None else [f"{signed(-claim.saving_km, 0)} km"]
    if claim.days_low is not None:
        parts.append(reported_range(claim.days_low, claim.days_high))
    return ", ".join(parts) or "no figure"
