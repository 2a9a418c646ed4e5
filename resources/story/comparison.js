"use strict";
/* The named corridors for one trip, and what a new link saves: explorer/core/comparison.py and savings.py in JavaScript. */

const comparison = { MAX_DETOUR: 3 };

/** All ways through a corridor's core, in both directions and by every carriage at either end; kept once found. */
comparison.cores = (network, corridor) => {
  if (corridor.cores) return corridor.cores;
  const { graph } = network, { gates } = corridor;
  if (gates.length === 1) return (corridor.cores = graph.departing.get(gates[0]).map((state) => ({ entry: state, leave: state, edges: [] })));
  const first = corridor.nodes.indexOf(gates[0]), last = corridor.nodes.indexOf(gates[gates.length - 1]);
  const nodes = corridor.nodes.slice(first, last + 1), legs = corridor.legs.slice(first, last);
  corridor.cores = [...comparison.oneWay(network, nodes, legs), ...comparison.oneWay(network, [...nodes].reverse(), [...legs].reverse())];
  return corridor.cores;
};

comparison.oneWay = (network, nodes, legs) => network.graph.departing.get(nodes[0]).flatMap((entry) => {
  let reached = new Map([[entry, { days: 0, edges: [] }]]);
  legs.forEach((id, at) => {
    reached = comparison.ride(network, reached, network.legIndex.get(id), nodes[at + 1]);
    if (at < legs.length - 1) reached = comparison.pass(network, reached, nodes[at + 1]);
  });
  return [...reached].map(([leave, { edges }]) => ({ entry, leave, edges }));
});

comparison.ride = (network, reached, leg, there) => {
  const { graph } = network, result = new Map();
  for (const [state, { days, edges }] of reached) {
    for (const arrival of graph.arriving.get(there)) {
      const edge = graph.at.get(state * graph.count + arrival);
      if (edge && edge.leg === leg) result.set(arrival, { days: days + network.legList[leg].days[1], edges: [...edges, edge] });
    }
  }
  return result;
};

/* Pass a node of a chain, keeping the cheapest way to each departing state. */
comparison.pass = (network, reached, id) => {
  const { graph } = network, result = new Map(), departing = graph.departing.get(id), stay = (network.nodes.get(id).stay || [0, 0, 0])[1];
  for (const [state, { days, edges }] of reached) {
    if (departing.includes(state)) {
      result.set(state, { days, edges });
      continue;
    }
    for (const departure of departing) {
      const edge = graph.at.get(state * graph.count + departure);
      if (!edge) continue;
      const total = days + (edge.cause === null ? 0 : stay);
      if (!result.has(departure) || total < result.get(departure).days) result.set(departure, { days: total, edges: [...edges, edge] });
    }
  }
  return result;
};

/** The best itinerary by each corridor, null where there is none that serves the trip; kept with the answer. */
comparison.itineraries = (network, trip, answer) => (answer.byCorridor ??= comparison.findItineraries(network, trip, answer));

comparison.findItineraries = (network, trip, { costs, forward, backward }) => {
  const least = Math.min(...forward.flatMap((tree, layer) => tree.cost.map((cost, state) => cost + backward[layer].cost[state])));
  const limit = least * comparison.MAX_DETOUR;
  return [...network.corridors.values()].map((corridor) => {
    let best = Infinity, found = null;
    forward.forEach((_, layer) => {
      for (const core of comparison.cores(network, corridor)) {
        const total = forward[layer].cost[core.entry] + core.edges.reduce((sum, edge) => sum + costs.data[edge.index], 0) + backward[layer].cost[core.leave];
        if (!(total < limit && total < best)) continue;
        const itinerary = comparison.assemble(network, trip, { costs, forward, backward }, core, layer);
        if (itinerary) [best, found] = [total, itinerary];
      }
    });
    return found;
  });
};

/** The itinerary through one core; null when it visits a place twice. */
comparison.assemble = (network, trip, { costs, forward, backward }, core, layer) => {
  const { graph } = network, lead = engine.path(forward, layer, core.entry, false).reverse(), tail = engine.path(backward, layer, core.leave, true);
  const nodes = [...lead, ...core.edges.map((edge) => edge.head), ...tail].map((state) => graph.stateNode[state]);
  const visited = nodes.filter((node, at) => !at || nodes[at - 1] !== node);
  if (new Set(visited).size !== visited.length) return null;
  return engine.itinerary(network, trip, costs, [...engine.edgesOf(graph, lead), ...core.edges, ...engine.edgesOf(graph, tail)]);
};

/** Every corridor that serves the trip in the baseline: {corridor, baseline, current, state}. */
comparison.rows = (network, { scenario, trip, answers }) => {
  const before = comparison.itineraries(network, trip, answers.baseline), after = comparison.itineraries(network, trip, answers.current);
  return [...network.corridors.values()].map((corridor, at) => {
    const state = after[at] ? "open" : before[at] ? comparison.blocked(network, scenario, trip, corridor, before[at]) : null;
    return { corridor, baseline: before[at], current: after[at], state };
  }).filter((row) => row.baseline);
};

/* Why a corridor that served in the baseline gives no way now. */
comparison.blocked = (network, scenario, trip, corridor, before) => {
  const { gates } = corridor, core = corridor.legs.slice(corridor.nodes.indexOf(gates[0]), corridor.nodes.indexOf(gates[gates.length - 1]));
  const legs = new Set([...core, ...before.legs].map((id) => network.legIndex.get(id)));
  if (scenario.closures.some(({ target }) => engine.legsOf(network, target).some((leg) => legs.has(leg)))) return "closed";
  const opened = engine.openLegs(network, scenario);
  const reason = core.map((id) => engine.notInUse(network.legs.get(id), scenario.month, trip, opened)).find(Boolean);
  return reason || "not for this trip";
};

/** Kilometres and days that a new link adds to this trip (negative: saves); null where either way is missing. */
comparison.linkChange = (network, { scenario, trip, itinerary }, link) => {
  const isOpen = engine.openLinks(network, scenario).includes(link), other = engine.bestItinerary(network, scenario, trip, link);
  const [without, withLink] = isOpen ? [other, itinerary] : [itinerary, other];
  return without && withLink ? { km: -(without.km - withLink.km), days: -(without.days[1] - withLink.days[1]) } : null;
};
