"""Scenarios: what is closed, opened and changed, and when. Frozen; an edit makes a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from explorer.core.network import COUNTRY_PREFIX, DATA_YEAR, Network, Span

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_YEAR, LAST_YEAR = 2020, 2060


@dataclass(frozen=True, slots=True)
class Closure:
    """A node, leg or country (`country:xx`, lower case) out of service.

    `from_day` and `to_day` count days from departure (day 0); both None means for good. Cargo that
    meets a closure of limited length may wait for its end. `event_id` names the past closure that
    this one repeats, so that they can be undone together.
    """

    target: str
    from_day: float | None = None
    to_day: float | None = None
    event_id: str | None = None

    @property
    def is_temporary(self) -> bool:
        """Whether it ends."""
        return self.to_day is not None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Closures, opened new links, date and changed settings over one network.

    `opened` are new-link ids. `month` 1-12 or None: without a month, seasonal legs stay shut.
    `speeds` maps leg id to km/h, `dwells` node id to days; as sorted tuples, so that equal
    scenarios compare equal.
    """

    closures: tuple[Closure, ...] = ()
    opened: tuple[str, ...] = ()
    year: int = DATA_YEAR
    month: int | None = None
    speeds: tuple[tuple[str, float], ...] = ()
    dwells: tuple[tuple[str, Span], ...] = ()
    name: str = field(default="", compare=False)

    def is_closed(self, target: str) -> bool:
        """Whether the scenario itself lists `target` as closed (not by way of its country)."""
        return any(closure.target == target for closure in self.closures)

    @property
    def closed_countries(self) -> tuple[str, ...]:
        """ISO codes, lower case, of the countries that the scenario closes, in the order of the closures."""
        targets = (closure.target for closure in self.closures)
        return tuple(
            target.removeprefix(COUNTRY_PREFIX) for target in targets if target.startswith(COUNTRY_PREFIX)
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs from the baseline."""
        return self == Scenario()

    def with_closure(self, closure: Closure | str) -> Scenario:
        """Close one more target; closing it again replaces the older closure."""
        new = Closure(closure) if isinstance(closure, str) else closure
        kept = tuple(old for old in self.closures if old.target != new.target)
        return replace(self, closures=(*kept, new))

    def without_closure(self, target: str) -> Scenario:
        """Reopen a target; nothing happens if it was not closed."""
        return replace(self, closures=tuple(c for c in self.closures if c.target != target))

    def with_event(self, event_id: str, targets: tuple[str, ...], days: float | None = None) -> Scenario:
        """Repeat a past closure: for good, or for its first `days` days from departure."""
        result = self
        for target in targets:
            from_day = None if days is None else 0.0
            result = result.with_closure(Closure(target, from_day, days, event_id))
        return result

    def without_event(self, event_id: str) -> Scenario:
        """Reopen what a repeated past closure had shut."""
        return replace(self, closures=tuple(c for c in self.closures if c.event_id != event_id))

    def with_opened(self, link_id: str) -> Scenario:
        """Open a new link."""
        return replace(self, opened=tuple(sorted({*self.opened, link_id})))

    def without_opened(self, link_id: str) -> Scenario:
        """Take an opened new link away again."""
        return replace(self, opened=tuple(link for link in self.opened if link != link_id))

    def with_date(self, year: int, month: int | None) -> Scenario:
        """Set year (2020-2060) and month (1-12 or None)."""
        return replace(self, year=year, month=month)

    def with_speed(self, leg_id: str, kph: float | None) -> Scenario:
        """Set one leg's speed in km/h; None takes the change back."""
        kept = {key: value for key, value in self.speeds if key != leg_id}
        if kph is not None:
            kept[leg_id] = kph
        return replace(self, speeds=tuple(sorted(kept.items())))

    def with_dwell(self, node_id: str, days: Span | None) -> Scenario:
        """Set one node's dwell in days; None takes the change back."""
        kept = {key: value for key, value in self.dwells if key != node_id}
        if days is not None:
            kept[node_id] = days
        return replace(self, dwells=tuple(sorted(kept.items(), key=lambda item: item[0])))

    def open_links(self, network: Network) -> tuple[str, ...]:
        """Ids of new links that are open: opened here, or due by the scenario's year.

        In the data year itself none opens by itself: the tables describe its beginning.
        """
        return tuple(
            link.id
            for link in network.new_links.values()
            if link.id in self.opened
            or (link.opening_year is not None and DATA_YEAR < self.year >= link.opening_year)
        )


def target_name(network: Network, target: str, country_name: Callable[[str], str] = str.upper) -> str:
    """Name of a closure's target in words; the id itself where the network does not know it."""
    if target.startswith(COUNTRY_PREFIX):
        return country_name(target.removeprefix(COUNTRY_PREFIX))
    if target in network.nodes:
        return network.nodes[target].name
    if target in network.legs:
        leg = network.legs[target]
        return f"{network.nodes[leg.from_id].name} – {network.nodes[leg.to_id].name}"
    return target


def describe(
    old: Scenario, new: Scenario, network: Network, country_name: Callable[[str], str] = str.upper
) -> str:
    """Say in words what an edit from `old` to `new` did; empty when they are equal."""
    before, after = {c.target for c in old.closures}, {c.target for c in new.closures}

    def names(targets: set[str]) -> str:
        return ", ".join(target_name(network, target, country_name) for target in sorted(targets))

    parts = []
    if after - before:
        parts.append(f"Close {names(after - before)}")
    if before - after:
        parts.append(f"Reopen {names(before - after)}")
    if not parts and set(old.closures) != set(new.closures):
        parts.append("Change how long the closure lasts")
    links = network.new_links
    for verb, ids in (
        ("Open", set(new.opened) - set(old.opened)),
        ("Drop", set(old.opened) - set(new.opened)),
    ):
        parts.extend(f"{verb} {links[i].name if i in links else i}" for i in sorted(ids))
    if (old.year, old.month) != (new.year, new.month):
        parts.append(f"Set date to {date_words(new)}")
    parts.extend(_describe_settings(old, new, network))
    return "; ".join(parts)


def _describe_settings(old: Scenario, new: Scenario, network: Network) -> list[str]:
    """Say which speeds and dwells an edit changed."""
    parts = []
    for key in sorted({leg for leg, _ in set(old.speeds) ^ set(new.speeds)}):
        kph = dict(new.speeds).get(key)
        what = "to the tables' value" if kph is None else f"to {kph:g} km/h"
        parts.append(f"Set speed of {target_name(network, key)} {what}")
    for key in sorted({node for node, _ in set(old.dwells) ^ set(new.dwells)}):
        days = dict(new.dwells).get(key)
        what = "to the tables' value" if days is None else f"to {days.typical:g} days"
        parts.append(f"Set stay at {target_name(network, key)} {what}")
    return parts


def date_words(scenario: Scenario) -> str:
    """The scenario's date: `2026`, or `Sep 2026`."""
    return str(scenario.year) if scenario.month is None else f"{MONTHS[scenario.month - 1]} {scenario.year}"
