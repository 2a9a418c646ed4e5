# ruff: noqa: T201
"""How fast `resolve` answers on the packaged network, and against the same question in networkx."""

from __future__ import annotations

import contextlib
import random
import time

import networkx
import numpy as np
import pytest

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import resolve
from explorer.core.routing import costs_of
from explorer.core.scenario import Scenario
from explorer.core.stategraph import state_graph
from explorer.io.geodata import load_network

TRIPS = (("xian", "duisburg"), ("shanghai", "rotterdam"), ("kashgar", "tashkent"), ("chengdu", "lodz"))


@pytest.fixture(scope="module")
def network() -> Network:
    return load_network()


def questions(network: Network, count: int, seed: int) -> list[tuple[Scenario, Trip]]:
    """Random scenarios of one to four closures, each asked of one of four trips."""
    rng = random.Random(seed)
    nodes = sorted(network.nodes)
    asked = []
    for _ in range(count):
        trip = Trip(*rng.choice(TRIPS))
        scenario = Scenario()
        for target in rng.sample(nodes, rng.randint(1, 4)):
            if target not in (trip.origin_id, trip.destination_id):
                scenario = scenario.with_closure(target)
        asked.append((scenario, trip))
    return asked


def timed(network: Network, asked: list[tuple[Scenario, Trip]]) -> list[float]:
    times = []
    for scenario, trip in asked:
        start = time.perf_counter()
        resolve(network, scenario, trip)
        times.append((time.perf_counter() - start) * 1e3)
    return sorted(times)


def networkx_answer(network: Network, scenario: Scenario, trip: Trip) -> None:
    """The same question the plain way: baseline, best, three more ways, and the best with each link toggled.

    Left out: corridors, reasons, assembly of steps. The graph is built per scenario, as one does there.
    """
    best_in(network, Scenario(), trip)
    digraph, starts, end = best_in(network, scenario, trip)
    if end is not None:
        ways = networkx.shortest_simple_paths(digraph, starts[0], end, weight="w")
        with contextlib.suppress(networkx.NetworkXNoPath):
            for _ in zip(range(4), ways, strict=False):
                pass
    for link in network.new_links:
        best_in(network, scenario, trip, link)


def best_in(
    network: Network, scenario: Scenario, trip: Trip, link: str | None = None
) -> tuple[networkx.DiGraph, list[int], int | None]:
    """The best end state of a trip by networkx."""
    graph = state_graph(network)
    costs = costs_of(network, scenario, trip, link)
    digraph = networkx.DiGraph()
    for edge in np.flatnonzero(np.isfinite(costs.data)).tolist():
        digraph.add_edge(int(graph.tail[edge]), int(graph.head[edge]), w=float(costs.data[edge]))
    starts = [s for s in graph.departing[trip.origin_id] if s in digraph]
    if not starts:
        return digraph, starts, None
    distance, _ = networkx.multi_source_dijkstra(digraph, set(starts), weight="w")
    ends = [s for s in graph.arriving[trip.destination_id] if s in distance]
    return digraph, starts, min(ends, key=distance.__getitem__, default=None)


def test_resolve(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    timed(network, questions(network, 50, 0))
    times = timed(network, questions(network, 500, 1))
    asked = questions(network, 8, 2)
    start = time.perf_counter()
    for scenario, trip in asked:
        networkx_answer(network, scenario, trip)
    naive = (time.perf_counter() - start) / len(asked) * 1e3
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    with capsys.disabled():
        print(f"\nresolve: p50 {p50:.2f} ms (target 2), p99 {p99:.2f} ms (target 6), n=500")
        print(f"networkx, same questions: {naive:.1f} ms = {naive / p50:.0f}x of resolve p50 (target 15x)")
