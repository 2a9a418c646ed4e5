"use strict";
/* What every leg and node shows for one answer, and what the map tells under the pointer: explorer/webmap/marking.py and tooltips.py. */

const marking = { MAX_CORRIDORS: 5, MAX_DETOUR: 3.5, SHOWABLE: ["open", "closed", "out of season"], EMPTY: { legs: {}, nodes: {}, closed: [], countries: [], callouts: [], notes: [] } };

/** Classes by leg and node, and what else the answer puts on the map; nothing for a scene without an answer. */
marking.of = (network, results, said) => {
  if (!results) return marking.EMPTY;
  const targets = results.scenario.closures.map((closure) => closure.target);
  return {
    legs: marking.legs(network, results, targets),
    nodes: marking.nodes(network, results, targets),
    closed: targets.filter((target) => network.nodes.has(target)),
    countries: targets.filter((target) => target.startsWith("country:")).map((target) => target.slice(8)).sort(),
    callouts: marking.callouts(results, said),
    notes: engine.openLinks(network, results.scenario).map((id) => {
      const link = network.links.get(id);
      return { id, text: said.new.replace("{name}", link.name), legs: link.legs };
    }),
  };
};

marking.ridden = (itinerary) => (itinerary ? [...new Set(itinerary.legs)] : []);

marking.joined = (marks) => Object.fromEntries([...marks].map(([id, names]) => [id, names.join(" ")]));

marking.add = (marks) => (ids, name) => ids.forEach((id) => { if (marks.has(id)) marks.get(id).push(name); else marks.set(id, [name]); });

marking.legs = (network, results, targets) => {
  const { scenario, trip, itinerary, baseline } = results, marks = new Map(), mark = marking.add(marks), opened = engine.openLegs(network, scenario);
  for (const corridor of marking.corridors(network, results)) mark([...new Set(corridor.legs)].filter((id) => !marks.has(id)), `is-corridor hue-${corridor.hue}`);
  mark(marking.ridden(baseline), "is-baseline");
  mark(marking.ridden(itinerary), "is-on-itinerary");
  for (const id of engine.openLinks(network, scenario)) mark(network.links.get(id).legs, "is-new");
  for (const leg of network.legList) {
    const name = { suspended: "is-suspended", "not built": "is-planned" }[engine.notInUse(leg, scenario.month, trip, opened)];
    if (name) mark([leg.id], name);
  }
  const shut = (isCountry) => new Set(targets.filter((target) => target.startsWith("country:") === isCountry).flatMap((target) => engine.legsOf(network, target)).map((leg) => network.legList[leg].id));
  const direct = shut(false), byCountry = shut(true);
  mark([...new Set([...direct, ...byCountry])], "is-closed");
  mark([...byCountry].filter((id) => !direct.has(id)), "is-by-country");
  mark(targets.filter((target) => network.legs.has(target)), "is-closed-itself");
  return marking.joined(marks);
};

/** The corridors drawn beside the journey: the fastest of each hue, chosen by the trip alone. */
marking.corridors = (network, results) => {
  const days = (row) => row.baseline.days[1], chosen = new Map();
  const rows = comparison.rows(network, results).filter((row) => marking.SHOWABLE.includes(row.state))
    .sort((one, other) => days(one) - days(other) || (one.corridor.id < other.corridor.id ? -1 : 1));
  for (const row of rows) if (!chosen.has(row.corridor.hue) && days(row) <= marking.MAX_DETOUR * days(rows[0])) chosen.set(row.corridor.hue, row.corridor);
  return [...chosen.values()].slice(0, marking.MAX_CORRIDORS);
};

marking.nodes = (network, { trip, itinerary, baseline }, targets) => {
  const marks = new Map(), mark = marking.add(marks);
  for (const [journey, name, stop] of [[baseline, "is-baseline", "is-baseline-stop"], [itinerary, "is-on-itinerary", "is-stop"]]) {
    if (!journey) continue;
    const stops = new Set(journey.steps.filter((step) => step.kind === "dwell").map((step) => step.node));
    for (const id of new Set(journey.nodes)) mark([id], stops.has(id) ? `${name} ${stop}` : name);
  }
  mark([trip.origin], "is-end is-origin");
  mark([trip.destination], "is-end is-destination");
  mark(trip.vias, "is-via");
  mark(targets.filter((target) => network.nodes.has(target)), "is-closed");
  return marking.joined(marks);
};

/** The figure boxes, each on the legs that are its own. */
marking.callouts = ({ itinerary: now, baseline: before }, said) => {
  const boxes = [], mine = marking.ridden(now), old = marking.ridden(before), figures = ({ km, days }) => `${words.kmUnit(km)} \u00b7 ${words.days(days[1])} ${said.days}`;
  const own = (legs, others) => { const left = legs.filter((id) => !others.includes(id)); return left.length ? left : legs; };
  if (now) boxes.push({ id: "now", title: said.now, text: figures(now), legs: own(mine, old) });
  if (before && mine.join() !== old.join()) boxes.push({ id: "baseline", title: said.baseline, text: figures(before), legs: own(old, mine) });
  return boxes;
};

/** What differs from one marking to another, as the map takes it. */
marking.difference = (old, now, network, said) => {
  const patch = { callouts: now.callouts, notes: now.notes };
  for (const part of ["legs", "nodes"]) {
    const ids = new Set([...Object.keys(old[part]), ...Object.keys(now[part])]);
    patch[part] = Object.fromEntries([...ids].filter((id) => old[part][id] !== now[part][id]).map((id) => [id, now[part][id] || ""]));
  }
  const turned = [...old.closed.filter((id) => !now.closed.includes(id)), ...now.closed.filter((id) => !old.closed.includes(id))];
  patch.labels = Object.fromEntries(turned.map((id) => [id, marking.said(network.nodes.get(id), now.closed.includes(id), said)]));
  if (old.countries.join() !== now.countries.join()) patch.countries = now.countries;
  return patch;
};

/** A node in words for who cannot see it: `Aktau, port, closed`. */
marking.said = (node, isClosed, said) => (isClosed ? `${node.said}, ${said.closed}` : node.said);

/* ------------------------------------------------------------------ tooltips */

marking.tip = (network, scenario, id, said) => {
  const isClosed = scenario.closures.some((closure) => closure.target === id);
  if (network.nodes.has(id)) return marking.nodeTip(network, network.nodes.get(id), isClosed, said);
  return network.legs.has(id) ? marking.legTip(network, network.legs.get(id), isClosed, said) : null;
};

marking.sourceRow = (network, id, said) => (network.sources[id] ? [[said.source, network.sources[id][0]]] : []);

marking.span = ([low, typical, high], said) => `${words.days(typical)} ${said.days}${low === high ? "" : ` (${words.range([low, typical, high])})`}`;

marking.nodeTip = (network, node, isClosed, said) => {
  const doubt = node.confidence === "estimate" ? `, ${said.estimate}` : "", sources = node.stay ? [node.source] : node.sources || [];
  const about = [said[node.kind], node.country.toUpperCase(), ...(isClosed ? [said.closed] : [])];
  if (node.local && node.local !== node.name) about.unshift(node.local);
  const rows = [...(node.stay ? [[said.stay, marking.span(node.stay, said) + doubt]] : []), ...sources.flatMap((id) => marking.sourceRow(network, id, said))];
  return { title: node.name, subtitle: about.join(" \u00b7 "), rows, hint: isClosed ? said.toggle_open : said.toggle_close };
};

marking.legTip = (network, leg, isClosed, said) => {
  const state = isClosed ? said.closed : said[leg.status], rows = [[said.length, words.kmUnit(leg.km) + (leg.confidence === "estimate" ? `, ${said.estimate}` : "")]];
  if (leg.gauges) rows.push([said.gauge, `${leg.gauges.join(", ")} mm`]);
  rows.push([said.speed, `${words.rounded(leg.kph, 0)} km/h`], [said.ride, marking.span(leg.days, said)], [said.state, leg.note ? `${state}. ${leg.note}` : state]);
  if (leg.season) rows.push([said.season, leg.season_words]);
  rows.push(...marking.sourceRow(network, leg.source, said));
  const title = [leg.from, leg.to].map((id) => network.nodes.get(id).name).join(` ${words.EN_DASH} `);
  return { title, subtitle: said[leg.mode], rows, hint: isClosed ? said.toggle_open : said.toggle_close_leg };
};
