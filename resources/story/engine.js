"use strict";
/* The answer to "what if?" without the program: the same states, costs and rules as explorer/core, step by step.
   Values in, values out: no page here. tests/story compares it with the program on hundreds of random questions.

   A scenario is {closures: [{target, from_day, to_day, event}], opened, year, month, speeds: {leg: km/h},
   dwells: {node: [low, typical, high]}}; a trip is {origin, destination, vias, objective, modes}. */

const engine = {
  TIE: 1e-9, // least cost of an edge: prefers fewer of them
  WATER: new Set(["sea", "ferry"]),
  ALL_MODES: ["rail", "sea", "ferry", "road"],
  PENALTY: { closed: 1e6, mode: 1e9, notInUse: 1e11, notBuilt: 1e13 }, // what the reader closed is named before what never ran
};

/* ------------------------------------------------------------------ network */

/** The network as the engine wants it: things by id, legs by target, and the graph of states. */
engine.network = (data) => {
  const byId = (things) => new Map(things.map((thing) => [thing.id, thing]));
  const network = { ...data, nodes: byId(data.nodes), legs: byId(data.legs), corridors: byId(data.corridors), links: byId(data.links), events: byId(data.events) };
  network.legList = data.legs;
  network.legIndex = new Map(data.legs.map((leg, index) => [leg.id, index]));
  network.shutBy = new Map();
  network.graph = engine.graph(network);
  return network;
};

/** Indices of the legs that closing a node, leg or `country:xx` shuts. */
engine.legsOf = (network, target) => {
  let found = network.shutBy.get(target);
  if (!found) network.shutBy.set(target, found = engine.findLegs(network, target));
  return found;
};

engine.findLegs = (network, target) => {
  const where = (test) => network.legList.flatMap((leg, index) => (test(leg) ? [index] : []));
  if (network.legs.has(target)) return [network.legIndex.get(target)];
  if (network.nodes.has(target)) return where((leg) => leg.from === target || leg.to === target);
  if (!target.startsWith("country:")) return [];
  const country = target.slice("country:".length);
  const isInside = (id) => { const node = network.nodes.get(id); return node.country === country && !node.is_international; };
  return where((leg) => isInside(leg.from) || isInside(leg.to) || (leg.countries || []).includes(country));
};

/** Ids of the new links that are open: opened, or due by the year. In the data's own year none opens by itself. */
engine.openLinks = (network, scenario) => [...network.links.values()].filter((link) => scenario.opened.includes(link.id)
  || (link.year !== undefined && network.year < scenario.year && scenario.year >= link.year)).map((link) => link.id);

engine.openLegs = (network, scenario) => new Set(engine.openLinks(network, scenario).flatMap((id) => network.links.get(id).legs));

/** Why a leg is shut though nobody closed it; null when it is in use. */
engine.notInUse = (leg, month, trip, opened) => {
  if (leg.status === "suspended") return "suspended";
  if (leg.status !== "open" && !opened.has(leg.id)) return "not built";
  if (leg.season && !leg.season.includes(month)) return "out of season";
  if (leg.only_for && !leg.only_for.some((id) => id === trip.origin || id === trip.destination)) return "restricted";
  return null;
};

/* ------------------------------------------------------------------ states: node, mode, gauge, arriving or departing */

/** Why a stay is due between two carriages [mode, gauge] at a node; null when cargo passes straight through. */
engine.cause = (node, before, after) => {
  if (before[0] !== after[0]) return engine.WATER.has(before[0]) || engine.WATER.has(after[0]) ? "port" : "transshipment";
  if (before[1] !== after[1]) return "gauge";
  if (node.kind === "border") return "border";
  return node.kind === "chokepoint" ? "passage" : null;
};

engine.carriages = (network) => {
  const found = new Map([...network.nodes.keys()].map((id) => [id, new Map()]));
  for (const leg of network.legList) {
    for (const gauge of leg.gauges || [0]) {
      for (const end of [leg.from, leg.to]) found.get(end).set(`${leg.mode} ${gauge}`, [leg.mode, gauge]);
    }
  }
  const order = (one, other) => (one[0] === other[0] ? one[1] - other[1] : one[0] < other[0] ? -1 : 1);
  return new Map([...found].map(([id, pairs]) => [id, [...pairs.values()].sort(order)]));
};

/** States and edges, made once. Where nothing can change or stand, one state serves for arriving and departing. */
engine.graph = (network) => {
  const carriages = engine.carriages(network), stateNode = [], stateCarriage = [], arriving = new Map(), departing = new Map(), keys = new Map();
  const isPassed = (id) => { const pairs = carriages.get(id); return pairs.length === 1 && engine.cause(network.nodes.get(id), pairs[0], pairs[0]) === null; };
  for (const [id, pairs] of carriages) {
    arriving.set(id, []);
    departing.set(id, []);
    for (const pair of pairs) {
      const add = () => { stateNode.push(id); stateCarriage.push(pair); return stateNode.length - 1; };
      const arrival = add(), departure = isPassed(id) ? arrival : add();
      arriving.get(id).push(arrival);
      departing.get(id).push(departure);
      keys.set(`${id} ${pair}`, [arrival, departure]);
    }
  }
  const edges = [];
  network.legList.forEach((leg, index) => {
    for (const gauge of leg.gauges || [0]) {
      for (const [here, there] of [[leg.from, leg.to], [leg.to, leg.from]]) {
        edges.push({ tail: keys.get(`${here} ${leg.mode},${gauge}`)[1], head: keys.get(`${there} ${leg.mode},${gauge}`)[0], leg: index, node: null, cause: null });
      }
    }
  });
  for (const node of network.nodes.values()) {
    if (isPassed(node.id)) continue;
    for (const before of carriages.get(node.id)) {
      for (const after of carriages.get(node.id)) {
        const cause = engine.cause(node, before, after);
        if (cause === "gauge" && !node.stay) continue; // no crane here
        edges.push({ tail: keys.get(`${node.id} ${before}`)[0], head: keys.get(`${node.id} ${after}`)[1], leg: -1, node: node.id, cause });
      }
    }
  }
  edges.sort((one, other) => one.tail - other.tail || one.head - other.head);
  const count = stateNode.length, out = Array.from({ length: count }, () => []), into = Array.from({ length: count }, () => []);
  edges.forEach((edge, index) => { edge.index = index; out[edge.tail].push(edge); });
  [...edges].sort((one, other) => one.head - other.head || one.tail - other.tail).forEach((edge) => into[edge.head].push(edge));
  const at = new Map(edges.map((edge) => [edge.tail * count + edge.head, edge]));
  return { count, stateNode, stateCarriage, arriving, departing, edges, out, into, at };
};

/* ------------------------------------------------------------------ costs */

/** Days [low, typical, high] of every edge, with the scenario's speeds and stays. */
engine.edgeDays = (network, scenario) => network.graph.edges.map((edge) => {
  if (edge.leg >= 0) {
    const leg = network.legList[edge.leg], kph = scenario.speeds[leg.id];
    return kph === undefined ? leg.days : leg.days.map((days) => days * (leg.kph / kph));
  }
  if (edge.cause === null) return [0, 0, 0];
  return scenario.dwells[edge.node] || network.nodes.get(edge.node).stay || [0, 0, 0];
});

/** What every edge costs, infinity where it is shut. `toggled` is a new link that is opened if shut, shut if open. */
engine.costs = (network, scenario, trip, toggled = null) => {
  const opened = engine.openLegs(network, scenario);
  if (toggled !== null) {
    const legs = network.links.get(toggled).legs, isOpen = legs.every((id) => opened.has(id));
    legs.forEach((id) => (isOpen ? opened.delete(id) : opened.add(id)));
  }
  const shut = network.legList.map((leg) => !trip.modes.includes(leg.mode) || engine.notInUse(leg, scenario.month, trip, opened) !== null);
  const windows = new Map();
  for (const { target, from_day, to_day } of scenario.closures) {
    for (const leg of engine.legsOf(network, target)) {
      if (to_day === null) shut[leg] = true;
      else windows.set(leg, [...(windows.get(leg) || []), [from_day || 0, to_day]]);
    }
  }
  for (const spans of windows.values()) spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const days = engine.edgeDays(network, scenario), isKm = trip.objective === "km";
  const open = network.graph.edges.map((edge, index) => {
    const km = edge.leg >= 0 ? network.legList[edge.leg].km : 0, typical = days[index][1];
    return isKm ? km + engine.TIE * (1 + typical) : typical + engine.TIE * (1 + km * 1e-3);
  });
  const data = open.map((cost, index) => { const { leg } = network.graph.edges[index]; return leg >= 0 && shut[leg] ? Infinity : cost; });
  return { shut, windows, days, open, data, scenario };
};

/** A heap of arrays, smallest first: by the first number, then the second ... */
engine.Heap = class {
  constructor() { this.items = []; }

  get size() { return this.items.length; }

  _isBefore(one, other) {
    for (let at = 0; at < 3; at++) if (one[at] !== other[at]) return one[at] < other[at];
    return false;
  }

  push(item) {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at) {
      const parent = (at - 1) >> 1;
      if (!this._isBefore(item, items[parent])) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  pop() {
    const { items } = this, first = items[0], item = items.pop();
    if (!items.length) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this._isBefore(items[child + 1], items[child])) child++;
      if (!this._isBefore(items[child], item)) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
    return first;
  }
};

/** Dijkstra from weighted states: cost of every state and the next one on the way back to the start (-1: none). */
engine.tree = (graph, data, starts, isBackward) => {
  const cost = new Array(graph.count).fill(Infinity), next = new Array(graph.count).fill(-1), done = new Array(graph.count).fill(false), heap = new engine.Heap();
  let ticket = 0;
  for (const [state, start] of starts) {
    if (start === Infinity) continue;
    cost[state] = start + engine.TIE;
    heap.push([cost[state], 0, ticket++, state]);
  }
  while (heap.size) {
    const [, , , state] = heap.pop();
    if (done[state]) continue;
    done[state] = true;
    for (const edge of isBackward ? graph.into[state] : graph.out[state]) {
      const there = isBackward ? edge.tail : edge.head, total = cost[state] + data[edge.index];
      if (done[there] || !(total < cost[there])) continue;
      cost[there] = total;
      next[there] = state;
      heap.push([total, 0, ticket++, there]);
    }
  }
  return { cost, next };
};

engine.endCost = (network, id, trip) => {
  const node = network.nodes.get(id);
  return node.at_ends && node.stay && trip.objective !== "km" ? node.stay[1] : 0;
};

/** Trees from the origin, then from each via in order. */
engine.forward = (network, trip, data) => {
  const { graph } = network, first = engine.endCost(network, trip.origin, trip);
  const trees = [engine.tree(graph, data, graph.departing.get(trip.origin).map((state) => [state, first]), false)];
  for (const via of trip.vias) {
    const { cost } = trees[trees.length - 1];
    trees.push(engine.tree(graph, data, graph.arriving.get(via).map((state) => [state, cost[state]]), false));
  }
  return trees;
};

/** Trees to each via in order, then to the destination. */
engine.backward = (network, trip, data) => {
  const { graph } = network, last = engine.endCost(network, trip.destination, trip);
  const trees = [engine.tree(graph, data, graph.arriving.get(trip.destination).map((state) => [state, last]), true)];
  for (const via of [...trip.vias].reverse()) {
    const { cost } = trees[trees.length - 1];
    trees.push(engine.tree(graph, data, graph.arriving.get(via).map((state) => [state, cost[state]]), true));
  }
  return trees.reverse();
};

/** States from one of a layer to the end of the trees, in walking order. */
engine.path = (trees, layer, state, isBackward) => {
  const states = [state];
  for (let at = layer; at >= 0 && at < trees.length; at += isBackward ? 1 : -1) {
    for (let now = trees[at].next[states[states.length - 1]]; now !== -1; now = trees[at].next[now]) states.push(now);
  }
  return states;
};

/** States of the cheapest way by forward trees; empty where there is none. */
engine.bestWalk = (graph, trees, destination) => {
  const { cost } = trees[trees.length - 1];
  let best = null;
  for (const state of graph.arriving.get(destination)) if (best === null || cost[state] < cost[best]) best = state;
  return best === null || cost[best] === Infinity ? [] : engine.path(trees, trees.length - 1, best, false).reverse();
};

engine.edgesOf = (graph, states) => states.slice(1).map((state, index) => graph.at.get(states[index] * graph.count + state));

/* ------------------------------------------------------------------ waiting for closures to end */

/** States of the earliest arrival when closures end: cargo may wait before a closed leg (Dreyfus 1969). */
engine.waitingWalk = (network, trip, costs) => {
  const { graph } = network, isDays = trip.objective === "days", node = network.nodes.get(trip.origin);
  const goals = [...trip.vias, trip.destination].map((id) => new Set(graph.arriving.get(id)));
  const start = node.at_ends && node.stay ? node.stay[1] : 0, heap = new engine.Heap(), came = new Map();
  let ticket = 0;
  const push = (cost, clock, layer, state, back) => heap.push([cost, clock, ticket++, layer, state, back]);
  for (const state of graph.departing.get(trip.origin)) push(isDays ? start : 0, start, 0, state, null);
  while (heap.size) {
    const [cost, clock, , layer, state, back] = heap.pop(), label = layer * graph.count + state;
    if (came.has(label)) continue;
    came.set(label, back);
    if (goals[layer].has(state)) {
      if (layer === goals.length - 1) return engine.walkTo(graph, came, label);
      push(cost, clock, layer + 1, state, label);
    }
    for (const edge of graph.out[state]) {
      if (costs.data[edge.index] === Infinity) continue;
      const arrival = engine.opening(costs.windows.get(edge.leg), clock) + costs.days[edge.index][1];
      push(isDays ? arrival : cost + costs.data[edge.index], arrival, layer, edge.head, label);
    }
  }
  return [];
};

/** When cargo that is ready at `clock` (days) can go on. */
engine.opening = (spans, clock) => {
  for (const [opens, closes] of spans || []) if (opens <= clock && clock < closes) clock = closes;
  return clock;
};

engine.walkTo = (graph, came, label) => {
  const states = [];
  for (let at = label; at !== null; at = came.get(at)) {
    const state = at % graph.count;
    if (state !== states[states.length - 1]) states.push(state); // a via counts once
  }
  return states.reverse();
};

/* ------------------------------------------------------------------ from a walk to an itinerary */

engine.plus = (one, other) => one.map((value, at) => value + other[at]);

engine.ride = (network, costs, edge) => {
  const leg = network.legList[edge.leg], { stateNode, stateCarriage } = network.graph, here = stateNode[edge.tail];
  return {
    kind: "ride", leg: leg.id, mode: leg.mode, gauge: stateCarriage[edge.tail][1] || null, from: here, to: here === leg.from ? leg.to : leg.from,
    km: leg.km, days: costs.days[edge.index], source: leg.source, confidence: leg.confidence, link: leg.status === "open" ? null : leg.link || null,
    speed_source: costs.scenario.speeds[leg.id] === undefined ? leg.speed_source : "scenario",
  };
};

engine.dwell = (node, cause, days, isChanged) => ({
  kind: "dwell", node: node.id, cause, days, source: isChanged ? "scenario" : node.source, confidence: isChanged ? "estimate" : node.confidence,
});

/** The wait before a closed leg, for the low, typical and high case each by its own clock. */
engine.wait = (steps, here, spans) => {
  const waits = [0, 1, 2].map((which) => {
    const clock = steps.reduce((sum, step) => sum + step.days[which], 0);
    return engine.opening(spans, clock) - clock;
  });
  return Math.max(...waits) > 0 ? [{ kind: "dwell", node: here, cause: "closure", days: waits, source: "scenario", confidence: "high" }] : [];
};

/** Rides and dwells of a walk over edges, with loading, unloading and waits. */
engine.itinerary = (network, trip, costs, edges) => {
  const steps = [], ends = (id, cause) => { const node = network.nodes.get(id); return node.at_ends && node.stay ? [engine.dwell(node, cause, node.stay, false)] : []; };
  steps.push(...ends(trip.origin, "loading"));
  for (const edge of edges) {
    if (edge.leg >= 0) {
      const ride = engine.ride(network, costs, edge), spans = costs.windows.get(edge.leg);
      if (spans) steps.push(...engine.wait(steps, ride.from, spans));
      steps.push(ride);
    } else if (edge.cause !== null && costs.days[edge.index][2] > 0) {
      steps.push(engine.dwell(network.nodes.get(edge.node), edge.cause, costs.days[edge.index], edge.node in costs.scenario.dwells));
    }
  }
  steps.push(...ends(trip.destination, "unloading"));
  const rides = steps.filter((step) => step.kind === "ride");
  const nodes = rides.length ? [rides[0].from, ...rides.map((ride) => ride.to)] : [];
  return engine.summed(engine.gaugeOnArrival(network, steps), nodes);
};

engine.summed = (steps, nodes) => {
  let moving = [0, 0, 0], standing = [0, 0, 0], km = 0;
  for (const step of steps) {
    if (step.kind === "ride") {
      moving = engine.plus(moving, step.days);
      km += step.km;
    } else standing = engine.plus(standing, step.days);
  }
  const legs = steps.filter((step) => step.kind === "ride").map((step) => step.leg);
  return { steps, nodes, legs, km, days: engine.plus(moving, standing), moving, standing };
};

/** Name the far side of a border hop as the place of the gauge change, where both gauges run over it. */
engine.gaugeOnArrival = (network, steps) => {
  const result = [...steps];
  for (let at = 0; at < result.length - 2; at++) {
    const [first, ride, second] = result.slice(at, at + 3);
    if (first.cause !== "gauge" || ride.kind !== "ride" || second.cause !== "border") continue;
    const earlier = result.slice(0, at).reverse().find((step) => step.kind === "ride"), before = earlier ? earlier.gauge : null;
    if (!(network.legs.get(ride.leg).gauges || []).includes(before)) continue;
    result[at] = { ...first, cause: "border" };
    result[at + 1] = { ...ride, gauge: before };
    result[at + 2] = { ...second, cause: "gauge" };
  }
  return result;
};

/* ------------------------------------------------------------------ answers */

engine.best = (network, trip, costs, forward) => {
  const states = costs.windows.size ? engine.waitingWalk(network, trip, costs) : engine.bestWalk(network.graph, forward, trip.destination);
  return states.length ? engine.itinerary(network, trip, costs, engine.edgesOf(network.graph, states)) : null;
};

/** The best itinerary alone; null where there is no way. */
engine.bestItinerary = (network, scenario, trip, toggled = null) => {
  const costs = engine.costs(network, scenario, trip, toggled);
  return engine.best(network, trip, costs, engine.forward(network, trip, costs.data));
};

/** The best itinerary, the trees it came from, and what cuts the way where there is none. */
engine.answer = (network, scenario, trip) => {
  const costs = engine.costs(network, scenario, trip), forward = engine.forward(network, trip, costs.data), backward = engine.backward(network, trip, costs.data);
  const itinerary = engine.best(network, trip, costs, forward);
  return { itinerary, noRoute: itinerary ? null : engine.cut(network, scenario, trip), costs, forward, backward };
};

engine.emptyScenario = (network) => ({ closures: [], opened: [], year: network.year, month: null, speeds: {}, dwells: {} });

/** The same trip in the network as it is; kept, since it is asked again at every change. */
engine.baseline = (network, trip) => {
  const key = JSON.stringify(trip);
  if (network.kept?.key !== key) network.kept = { key, answer: engine.answer(network, engine.emptyScenario(network), trip) };
  return network.kept.answer;
};

/** Everything there is to show: the journey, and the same trip in the network as it is. */
engine.resolve = (network, scenario, trip) => {
  const baseline = engine.baseline(network, trip), isEmpty = JSON.stringify(scenario) === JSON.stringify(engine.emptyScenario(network));
  const current = isEmpty ? baseline : engine.answer(network, scenario, trip);
  return { scenario, trip, itinerary: current.itinerary, noRoute: current.noRoute, baseline: baseline.itinerary, answers: { baseline, current } };
};

/** Why the trip asks nothing, in words; null when it does ask. */
engine.fault = (network, trip) => {
  const places = [trip.origin, ...trip.vias, trip.destination];
  for (let at = 1; at < places.length; at++) {
    if (places[at] === places[at - 1]) return `The trip goes from ${network.nodes.get(places[at]).name} to itself. Choose two different places.`;
  }
  return trip.modes.length ? null : "The trip allows no mode. Allow at least one of rail, sea, ferry, road.";
};

/* ------------------------------------------------------------------ no way: what must reopen, cheapest first */

engine.without = (scenario, target) => ({ ...scenario, closures: scenario.closures.filter((closure) => closure.target !== target) });

/** First every closure alone; where none suffices, the smallest set along the way that meets the fewest closures. */
engine.cut = (network, scenario, trip) => {
  const alone = [];
  for (const { target } of scenario.closures) {
    const itinerary = engine.bestItinerary(network, engine.without(scenario, target), trip);
    if (itinerary) alone.push([trip.objective === "km" ? itinerary.km : itinerary.days[1], target]);
  }
  if (alone.length) {
    alone.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
    return { cut: alone.map(([, target]) => target), anyOne: true };
  }
  const cut = engine.fewest(network, scenario, trip);
  return { cut, anyOne: cut.length === 1 };
};

engine.isClosedBy = (network, closure, leg) => engine.legsOf(network, closure.target).includes(leg);

/** Targets that all must reopen for the way that meets the fewest of them. */
engine.fewest = (network, scenario, trip) => {
  const { graph } = network, opened = engine.openLegs(network, scenario), { closed, mode, notInUse, notBuilt } = engine.PENALTY;
  const price = network.legList.map((leg, index) => {
    let sum = closed * scenario.closures.filter((closure) => engine.isClosedBy(network, closure, index)).length;
    sum += trip.modes.includes(leg.mode) ? 0 : mode;
    if (engine.notInUse(leg, scenario.month, trip, opened)) sum += leg.status === "planned" ? notBuilt : notInUse;
    return sum;
  });
  const data = graph.edges.map(({ leg }) => (leg >= 0 ? network.legList[leg].km + price[leg] : 1e-6));
  const states = engine.bestWalk(graph, engine.forward(network, trip, data), trip.destination), wanted = new Set();
  for (const { leg } of engine.edgesOf(graph, states)) {
    if (leg >= 0) engine.blockers(network, scenario, trip, leg, opened).forEach((target) => wanted.add(target));
  }
  return [...wanted];
};

/** Everything that shuts one leg for this trip. */
engine.blockers = (network, scenario, trip, index, opened) => {
  const leg = network.legList[index];
  const found = scenario.closures.filter((closure) => closure.to_day === null && engine.isClosedBy(network, closure, index)).map((closure) => closure.target);
  if (!trip.modes.includes(leg.mode)) found.push(`mode:${leg.mode}`);
  if (engine.notInUse(leg, scenario.month, trip, opened)) found.push(leg.id);
  return found;
};
