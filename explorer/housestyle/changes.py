"""What a scenario changes, item by item, each with the scenario that takes it back. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explorer.core.network import COUNTRY_PREFIX, DATA_YEAR, Network
from explorer.core.scenario import Closure, Scenario, date_words
from explorer.housestyle.format import count
from explorer.housestyle.wording import event_title, kind_words, short_link_name, short_of


class ChangeKind(Enum):
    """What sort of change: it decides the symbol."""

    CLOSED = "closed"
    OPENED = "opened"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its words, what to select for it, and the scenario without it."""

    kind: ChangeKind
    title: str
    detail: str
    target: str | None
    without: Scenario


def changes(network: Network, scenario: Scenario) -> tuple[Change, ...]:
    """Everything that the scenario changes, closures first; one entry per repeated past closure."""
    return (*_closures(network, scenario), *_links(network, scenario), *_settings(network, scenario))


def _closures(network: Network, scenario: Scenario) -> list[Change]:
    rows: list[Change] = []
    seen: set[str] = set()
    for closure in scenario.closures:
        event = closure.event_id
        if event is None or event not in network.events:
            detail = _closure_detail(network, closure)
            name = short_of(network, closure.target)
            without = scenario.without_closure(closure.target)
            rows.append(Change(ChangeKind.CLOSED, name, detail, closure.target, without))
        elif event not in seen:
            seen.add(event)
            same = [c for c in scenario.closures if c.event_id == event]
            detail = count(len(same), "closure") + _length_words(closure)
            title = event_title(network.events[event])
            without = scenario.without_event(event)
            rows.append(Change(ChangeKind.CLOSED, title, detail, same[0].target, without))
    return rows


def _closure_detail(network: Network, closure: Closure) -> str:
    target = closure.target
    if target.startswith(COUNTRY_PREFIX):
        what = "country"
    elif target in network.nodes:
        what = kind_words(network.nodes[target].kind)
    else:
        what = f"{network.legs[target].mode.value} line" if target in network.legs else "not in the data"
    return what + _length_words(closure)


def _length_words(closure: Closure) -> str:
    if closure.to_day is None:
        return ""
    return f", day {closure.from_day or 0:g} to {closure.to_day:g}"


def _links(network: Network, scenario: Scenario) -> list[Change]:
    rows = []
    for link_id in scenario.opened:
        name = _link_name(network, link_id)
        without = scenario.without_opened(link_id)
        rows.append(Change(ChangeKind.OPENED, name, "new link", link_id, without))
    return rows


def _link_name(network: Network, link_id: str) -> str:
    link = network.new_links.get(link_id)
    if link is None:
        return link_id
    short = short_link_name(link)
    return f"{short} railway" if short != link.name and "railway" in link.name else short


def _settings(network: Network, scenario: Scenario) -> list[Change]:
    rows = []
    if (scenario.year, scenario.month) != (DATA_YEAR, None):
        without = scenario.with_date(DATA_YEAR, None)
        rows.append(Change(ChangeKind.SETTING, date_words(scenario), "date", None, without))
    for node_id, span in scenario.dwells:
        detail = f"stay {span.typical:g} days"
        without = scenario.with_dwell(node_id, None)
        rows.append(Change(ChangeKind.SETTING, short_of(network, node_id), detail, node_id, without))
    for leg_id, kph in scenario.speeds:
        without = scenario.with_speed(leg_id, None)
        rows.append(Change(ChangeKind.SETTING, short_of(network, leg_id), f"{kph:g} km/h", leg_id, without))
    return rows
