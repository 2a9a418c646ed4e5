"use strict";
/* Figures, names and sentences as explorer/housestyle writes them. Texts only: nothing here touches the page. */

const words = {
  MINUS: "\u2212",
  EN_DASH: "\u2013",
  NO_CHANGE: "\u00b10",
  THIN: "\u202f",
  ESTIMATE: "estimates",
  MONTHS: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  CAUSES: { border: "customs", gauge: "gauge change", transshipment: "transshipment", port: "port", passage: "passage", loading: "loading", unloading: "unloading", closure: "waits for reopening" },
  KINDS: { border: "border crossing", port: "port", chokepoint: "strait or canal", terminal: "terminal", junction: "junction", city: "city" },
  NO_WAY: { value: "No way left", unit: "", words: "", tone: "closed", basis: "modelled", sources: [] },
};

/* ------------------------------------------------------------------ numbers */

/** Rounded to whole tenths or units; an exact half goes to the even one, as Python does. */
words.rounded = (value, decimals) => {
  const factor = 10 ** decimals, scaled = value * factor, low = Math.floor(scaled);
  // Only multiples of a quarter can be exact halves of a tenth; toFixed is exact for all others.
  if (scaled - low === 0.5 && Number.isInteger(value * 4)) return (low % 2 === 0 ? low : low + 1) / factor;
  return Number(value.toFixed(decimals)) + 0;
};

words.grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, words.THIN);

words.km = (value) => words.grouped(String(words.rounded(value, 0))).replace("-", words.MINUS);
words.kmUnit = (value) => `${words.km(value)} km`;
words.days = (value) => words.rounded(value, 1).toFixed(1).replace("-", words.MINUS);
words.daysShown = (value) => (value > 0 && value < 0.05 ? "<0.1" : words.days(value));
words.range = ([low, , high]) => `${words.days(low)}${words.EN_DASH}${words.days(high)}`;
words.wholeRange = ([low, , high]) => `${words.rounded(low, 0)}${words.EN_DASH}${words.rounded(high, 0)}`;

words.signed = (value, decimals) => {
  const shown = words.rounded(value, decimals);
  if (shown === 0) return words.NO_CHANGE;
  const [whole, rest] = Math.abs(shown).toFixed(decimals).split(".");
  return (shown > 0 ? "+" : words.MINUS) + words.grouped(whole) + (rest ? `.${rest}` : "");
};

/* A change is the difference of the values as shown, so that a reader can subtract. */
words.kmChange = (before, after) => words.rounded(after, 0) - words.rounded(before, 0);
words.daysChange = (before, after) => words.rounded(words.rounded(after, 1) - words.rounded(before, 1), 1);

words.list = (names, limit = 3) => {
  if (names.length <= 1) return names[0] || "";
  if (names.length > limit) return `${names.slice(0, limit).join(", ")} and ${names.length - limit} more`;
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
};

words.count = (number, singular, plural = `${singular}s`) => `${number} ${number === 1 ? singular : plural}`;

/* ------------------------------------------------------------------ names */

words.short = (name) => {
  let text = name.split(" / ")[0].split(" (")[0];
  for (const end of [" port", " ferry"]) if (text.endsWith(end)) text = text.slice(0, -end.length);
  return text.trim();
};

words.english = (node) => node.english || node.name;

/** Short name of a closure's target, new link or mode. */
words.shortOf = (network, target) => {
  if (network.nodes.has(target)) return words.short(words.english(network.nodes.get(target)));
  if (network.legs.has(target)) {
    const leg = network.legs.get(target);
    return [leg.from, leg.to].map((id) => words.short(words.english(network.nodes.get(id)))).join(" \u2013 ");
  }
  if (network.links.has(target)) return network.links.get(target).name;
  if (target.startsWith("mode:")) return `${target.slice(5)} (left out by the trip)`;
  return target.startsWith("country:") ? network.countries[target.slice(8)] || target.slice(8).toUpperCase() : target;
};

words.whatIs = (network, target) => {
  if (network.nodes.has(target)) return words.KINDS[network.nodes.get(target).kind];
  if (network.legs.has(target)) return `${network.legs.get(target).mode} line`;
  return target.startsWith("mode:") ? "mode" : target.startsWith("country:") ? "country" : "";
};

words.modes = (itinerary) => {
  const totals = {};
  for (const step of itinerary.steps) if (step.kind === "ride") totals[step.mode] = (totals[step.mode] || 0) + step.km;
  return words.list(Object.keys(totals).sort((one, other) => totals[other] - totals[one]), 4);
};

words.date = ({ year, month }) => (month === null ? String(year) : `${words.MONTHS[month - 1]} ${year}`);

/* ------------------------------------------------------------------ what a scenario changes */

/** One row per change: kind, title, detail, target, and the scenario without it. */
words.changes = (network, scenario) => {
  const rows = [], seen = new Set();
  const length = ({ from_day, to_day }) => (to_day === null ? "" : `, day ${from_day || 0} to ${to_day}`);
  for (const closure of scenario.closures) {
    const event = network.events.get(closure.event);
    if (!event) {
      rows.push({ kind: "closed", title: words.shortOf(network, closure.target), detail: words.whatIs(network, closure.target) + length(closure), target: closure.target, without: engine.without(scenario, closure.target) });
    } else if (!seen.has(event.id)) {
      seen.add(event.id);
      const same = scenario.closures.filter((other) => other.event === event.id);
      rows.push({ kind: "closed", title: event.title, detail: words.count(same.length, "closure") + length(closure), target: same[0].target, without: { ...scenario, closures: scenario.closures.filter((other) => other.event !== event.id) } });
    }
  }
  for (const id of scenario.opened) {
    const link = network.links.get(id), title = link.short !== link.name && link.name.includes("railway") ? `${link.short} railway` : link.short;
    rows.push({ kind: "opened", title, detail: "new link", target: id, without: { ...scenario, opened: scenario.opened.filter((other) => other !== id) } });
  }
  if (scenario.year !== network.year || scenario.month !== null) {
    rows.push({ kind: "setting", title: words.date(scenario), detail: "date", target: null, without: { ...scenario, year: network.year, month: null } });
  }
  const dropped = (things, id) => Object.fromEntries(Object.entries(things).filter(([key]) => key !== id));
  for (const [id, days] of Object.entries(scenario.dwells)) {
    rows.push({ kind: "setting", title: words.shortOf(network, id), detail: `stay ${days[1]} days`, target: id, without: { ...scenario, dwells: dropped(scenario.dwells, id) } });
  }
  for (const [id, kph] of Object.entries(scenario.speeds)) {
    rows.push({ kind: "setting", title: words.shortOf(network, id), detail: `${kph} km/h`, target: id, without: { ...scenario, speeds: dropped(scenario.speeds, id) } });
  }
  return rows;
};

/** From where to where, by what, and what is changed. */
words.subtitle = (network, { scenario, trip, itinerary }) => {
  const ends = [trip.origin, trip.destination].map((id) => words.short(words.english(network.nodes.get(id))));
  const by = itinerary ? ` by ${words.modes(itinerary)}` : "";
  const groups = new Map();
  for (const { kind, title, detail } of words.changes(network, scenario)) {
    const howLong = detail.split(", day ")[1], verb = `${kind === "setting" ? "" : ` ${kind}`}${howLong ? `, day ${howLong}` : ""}`;
    groups.set(verb, [...(groups.get(verb) || []), title]);
  }
  return [`${ends[0]} \u2192 ${ends[1]}${by}`, ...[...groups].map(([verb, titles]) => `${words.list(titles)}${verb}`)].join(" \u00b7 ");
};

/** The headline of a question that no scene asks. */
words.question = (network, { scenario, trip }) => {
  const rows = words.changes(network, scenario), titles = (kind) => rows.filter((row) => row.kind === kind).map((row) => row.title);
  const parts = [["closed", "closed"], ["opened", "opened"]].flatMap(([kind, word]) => (titles(kind).length ? [`${words.list(titles(kind))} ${word}`] : []));
  if (titles("setting").length) parts.push(words.list(titles("setting")));
  if (parts.length) return `What if: ${parts.join(", ")}?`;
  const ends = [trip.origin, trip.destination].map((id) => words.short(words.english(network.nodes.get(id))));
  return `${ends[0]} to ${ends[1]}, nothing changed`;
};

/* ------------------------------------------------------------------ big figures */

words.tone = (change) => (change > 0 ? "worse" : change < 0 ? "better" : "");
words.than = (change, more, less) => (change > 0 ? `${more}: ` : change < 0 ? `${less}: ` : "");

words.OF_JOURNEY = ["km", "days", "km_change", "days_change", "range"];

/** The figures of an answer: those chosen (`kind` or `kind:subject`), or those that fit; at most three. */
words.figures = (network, results, choice, ready) => {
  const { itinerary, baseline } = results;
  const hasChanged = baseline && itinerary && baseline.legs.join() !== itinerary.legs.join();
  const chosen = choice.length ? choice.slice(0, 3) : hasChanged ? ["km_change", "days_change", "range"] : ["km", "days", "range"];
  if (!itinerary && chosen.every((figure) => words.OF_JOURNEY.includes(figure))) return [words.NO_WAY];
  return chosen.map((figure) => ready[figure] || words.figure(network, results, figure));
};

words.figure = (network, results, figure) => {
  const [kind, subject] = figure.split(":");
  if (kind === "corridors_left") return words.corridorsLeft(network, results);
  if (kind === "modelled_km" || kind === "modelled_days") return words.modelled(network, results, kind === "modelled_km", subject);
  return words.ofJourney(results, kind);
};

words.plain = (value, unit, text, more = {}) => ({ value, unit, words: text, tone: "", basis: "modelled", sources: [], ...more });

words.ofJourney = ({ itinerary: now, baseline: before }, kind) => {
  if (!now) return words.NO_WAY;
  const guessed = now.steps.reduce((sum, step) => sum + (step.kind === "ride" && step.confidence === "estimate" ? step.km : 0), 0);
  const basis = guessed > now.km / 2 ? "estimate" : "modelled", isKm = kind === "km" || kind === "km_change";
  if (kind === "range") return words.plain(words.wholeRange(now.days), "days", "from best to worst case", { basis });
  const value = isKm ? words.km(now.km) : words.days(now.days[1]), unit = isKm ? "km" : "days";
  if (!before) return words.plain(value, unit, kind === "days" ? "typical; not possible in the baseline" : "not possible in the baseline", { basis });
  const change = isKm ? words.kmChange(before.km, now.km) : words.daysChange(before.days[1], now.days[1]);
  if (kind === "km") return words.plain(value, unit, change ? `${words.signed(change, 0)} km against the baseline` : "as in the baseline", { basis });
  if (kind === "days") return words.plain(value, unit, change ? `typical; ${words.signed(change, 1)} d against the baseline` : "typical", { basis });
  const text = isKm ? `${words.than(change, "longer", "shorter")}${words.kmUnit(now.km)} instead of ${words.kmUnit(before.km)}`
    : `${words.than(change, "later", "sooner")}${value} instead of ${words.days(before.days[1])} days`;
  return words.plain(words.signed(change, isKm ? 0 : 1), unit, change ? text : "as in the baseline", { tone: words.tone(change), basis });
};

words.corridorsLeft = (network, results) => {
  const rows = comparison.rows(network, results), open = rows.filter((row) => row.current).length;
  return words.plain(`${open} of ${rows.length}`, "corridors", "still carry this trip", { tone: rows.length && !open ? "closed" : "" });
};

words.modelled = (network, results, isKm, subject) => {
  const name = network.links.get(subject).short, change = comparison.linkChange(network, results, subject), unit = isKm ? "km" : "days";
  if (!change) return words.plain(words.EN_DASH, unit, `${name}: no way to compare with`);
  const value = isKm ? change.km : change.days, shown = words.signed(value, isKm ? 0 : 1);
  return words.plain(shown, unit, `this trip with ${name}`, { tone: words.tone(shown === words.NO_CHANGE ? 0 : value) });
};

/* ------------------------------------------------------------------ what stands behind them */

/** Ids of the sources behind a journey, those of most kilometres first. */
words.journeySources = (itinerary) => {
  const weight = new Map(), add = (id, more) => { if (id) weight.set(id, (weight.get(id) || 0) + more); };
  for (const step of itinerary ? itinerary.steps : []) {
    if (step.kind === "ride") {
      add(step.source, step.km);
      add(step.speed_source, step.km / 2);
    } else add(step.source, 200 * step.days[1]);
  }
  return [...weight.keys()].sort((one, other) => weight.get(other) - weight.get(one) || (one < other ? -1 : 1));
};

words.publishers = (network, ids) => {
  const names = [...new Set(ids.map((id) => (network.sources[id] ? network.sources[id][1] : words.ESTIMATE)))];
  return [...names.filter((name) => name !== words.ESTIMATE), ...names.filter((name) => name === words.ESTIMATE)];
};

words.some = (names, limit) => (names.length <= limit ? words.list(names, limit) : `${names.slice(0, limit).join(", ")} and ${words.count(names.length - limit, "other")}`);

/** One line on what stands behind the figures: reported ones first and what the scene says, then the journey. */
words.sourceLine = (network, figures, itinerary, told = [], limit = 4) => {
  const reported = words.publishers(network, [...figures.flatMap((figure) => figure.sources), ...told]);
  const journey = words.publishers(network, words.journeySources(itinerary)).filter((name) => !reported.includes(name)), parts = [];
  if (reported.length) parts.push(`Reported: ${words.some(reported, limit)}`);
  if (journey.length) parts.push(`Journey: ${words.some(journey, Math.max(2, limit - reported.length))}`);
  return parts.join(" \u00b7 ");
};

/* ------------------------------------------------------------------ the journey step by step */

/** Rows in travel order: the origin, rides merged by mode and gauge, stays, the destination. */
words.steps = (network, itinerary) => {
  const groups = [], key = (step) => (step.kind === "ride" ? ["ride", step.mode, step.gauge, step.link] : ["stay", step.node]).join("|");
  for (const step of itinerary.steps) {
    const last = groups[groups.length - 1];
    if (last && key(last[0]) === key(step)) last.push(step); else groups.push([step]);
  }
  const ends = [itinerary.nodes[0], itinerary.nodes[itinerary.nodes.length - 1]], rows = [];
  let day = 0;
  const bare = (id) => rows.push({ kind: "end", ids: [id], title: words.short(network.nodes.get(id).name), detail: "", day, days: [0, 0, 0], node: network.nodes.get(id).kind, sources: [] });
  if (!groups.length || groups[0][0].kind === "ride") bare(ends[0]);
  for (const group of groups) {
    const row = group[0].kind === "ride" ? words.rideRow(group) : words.stayRow(network, group, ends);
    rows.push({ ...row, day, days: group.reduce((sum, step) => engine.plus(sum, step.days), [0, 0, 0]) });
    day += rows[rows.length - 1].days[1];
  }
  if (!groups.length || groups[groups.length - 1][0].kind === "ride") bare(ends[1]);
  return rows;
};

words.rideRow = (rides) => {
  const [first] = rides, km = rides.reduce((sum, ride) => sum + ride.km, 0), gauge = first.gauge ? ` \u00b7 ${first.gauge} mm` : "";
  const guessed = rides.reduce((sum, ride) => sum + (ride.confidence === "estimate" ? ride.km : 0), 0);
  return {
    kind: "ride", ids: rides.map((ride) => ride.leg), title: first.link ? "new line" : first.mode, detail: `${words.kmUnit(km)}${gauge}`, mode: first.mode, isNew: Boolean(first.link),
    isEstimate: guessed > 0.25 * km, sources: [...new Set(rides.flatMap((ride) => [ride.source, ride.speed_source]))],
  };
};

words.stayRow = (network, stays, ends) => {
  const node = network.nodes.get(stays[0].node);
  return {
    kind: ends.includes(node.id) ? "end" : "stop", ids: [node.id], title: words.short(node.name), detail: [...new Set(stays.map((stay) => words.CAUSES[stay.cause]))].join(", "), node: node.kind,
    isEstimate: stays[0].confidence === "estimate", sources: [...new Set(stays.map((stay) => stay.source))],
  };
};

/** What has to reopen, in one sentence. */
words.noWay = ({ cut, anyOne }) => {
  if (!cut.length) return "Nothing in the network joins these two places by the modes allowed.";
  if (cut.length === 1) return "This has to reopen:";
  return anyOne ? "Any one of these brings a way back:" : "All of these have to reopen:";
};
