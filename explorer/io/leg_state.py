"""How each leg, node and country stands in a scenario: one word, and by what."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.itinerary import Trip
from explorer.core.network import COUNTRY_PREFIX, Leg, Network, Node
from explorer.core.scenario import Closure, Scenario
from explorer.core.usability import not_in_use, open_leg_ids


@dataclass(frozen=True, slots=True)
class State:
    """`word`: open, new, closed, closed for a time, suspended, not built, out of season, restricted.

    `closure` is what closes it, None where nothing of the scenario does.
    """

    word: str
    closure: Closure | None = None


def leg_states(network: Network, scenario: Scenario, trip: Trip | None = None) -> dict[str, State]:
    """The state of every leg in a scenario; for a trip, legs kept for some places count."""
    shut = {row.leg_id: row.reason.value for row in not_in_use(network, scenario, trip)}
    opened = open_leg_ids(network, scenario)
    states = {
        leg_id: State(shut.get(leg_id, "new" if leg_id in opened else "open")) for leg_id in network.legs
    }
    for closure in sorted(scenario.closures, key=lambda c: not c.is_temporary):
        for leg_id in network.legs_of_target(closure.target):
            states[leg_id] = _closed(closure)
    return states


def node_states(network: Network, scenario: Scenario) -> dict[str, State]:
    """The state of every node: open, closed or closed for a time."""
    states = {node_id: State("open") for node_id in network.nodes}
    for closure in sorted(scenario.closures, key=lambda c: not c.is_temporary):
        for node in network.nodes.values():
            if _shuts_node(closure.target, node):
                states[node.id] = _closed(closure)
    return states


def _closed(closure: Closure) -> State:
    return State("closed for a time" if closure.is_temporary else "closed", closure)


def _shuts_node(target: str, node: Node) -> bool:
    is_its_country = target == f"{COUNTRY_PREFIX}{node.country.lower()}" and not node.is_international
    return target == node.id or is_its_country


def ends_words(network: Network, leg: Leg) -> str:
    """A leg by the names of its ends."""
    return f"{network.nodes[leg.from_id].name} – {network.nodes[leg.to_id].name}"
