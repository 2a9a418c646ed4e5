"""Names that try to run, break or overflow, and a network in which every place and every text bears one."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from tests.network_fixture import small_network

NAMES = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1//",
    "</script><script>window.hacked=1</script>",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "\u202egnissorc\u202c \u2066mixed\u2069",
    "null\x00byte \x1b[31m and \x07 bell",
    '=HYPERLINK("http://bad.example","click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "line\u2028separator\u2029 and\nbreak\tand tab",
    "$x^2$ \\frac{1}{2} \\N{BULLET} %s %(a)s {0}",
    "]]> <![CDATA[ <!ENTITY x SYSTEM 'file:///etc/passwd'> &xxe;",
    "𝕬𝖐𝖙𝖆𝖚 👩‍👩‍👧‍👦 z̸̢͈a̷l̸g̴o",
    "مرحبا שלום with latin",
    "' OR 1=1; DROP TABLE nodes; --",
)
LONG = "A very long name " * 60_000
"""About 1 MB."""


def hostile_network() -> Network:
    """The small network with a name of the corpus on every node, leg, link, corridor, event and source."""
    network = small_network()
    names = [f"{name} {number}" for number, name in enumerate(NAMES * 3)]
    nodes = {
        key: replace(
            node, name=names[k], names=MappingProxyType({"en": names[k], "local": names[k]}), note=names[k]
        )
        for k, (key, node) in enumerate(network.nodes.items())
    }
    legs = {
        key: replace(leg, note=names[k % len(names)], status_note=names[k % len(names)])
        for k, (key, leg) in enumerate(network.legs.items())
    }
    links = {
        key: replace(link, name=names[k], description=names[k], note=names[k])
        for k, (key, link) in enumerate(network.new_links.items())
    }
    corridors = {
        key: replace(corridor, name=names[k], description=names[k])
        for k, (key, corridor) in enumerate(network.corridors.items())
    }
    events = {
        key: replace(event, name=names[k], effect=names[k], note=names[k])
        for k, (key, event) in enumerate(network.events.items())
    }
    sources = {
        key: replace(source, title=names[k], url="javascript:window.hacked=1" if k % 2 else source.url)
        for k, (key, source) in enumerate(network.sources.items())
    }
    return replace(
        network,
        nodes=MappingProxyType(nodes),
        legs=MappingProxyType(legs),
        new_links=MappingProxyType(links),
        corridors=MappingProxyType(corridors),
        events=MappingProxyType(events),
        sources=MappingProxyType(sources),
        claims=tuple(
            replace(claim, claim=names[0], value=names[4], evidence=names[1]) for claim in network.claims
        ),
    )


def hostile_storyboard() -> Storyboard:
    """A scene for every name, and one with a megabyte of it."""
    trip = Trip("chengdu", "berlin")
    scenario = Scenario(name=NAMES[0]).with_closure("frontier").with_opened("short")
    scenes = [Scene(f"s{k}", scenario, trip, name, name, name) for k, name in enumerate(NAMES)]
    scenes.append(Scene("long", scenario, trip, LONG[:5_000], LONG[:50_000], LONG[:50_000]))
    return Storyboard(NAMES[0], tuple(scenes))
