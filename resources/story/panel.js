"use strict";
/* The panel beside the map: what can be changed, the journey step by step, and the sources. */

const panel = { isOpen: false, tab: "whatif", TABS: ["whatif", "steps", "sources"], CLOSABLE: ["border", "port", "chokepoint", "terminal"] };

panel.connect = () => {
  story.byId("open-panel").addEventListener("click", () => panel.toggle());
  story.byId("close-panel").addEventListener("click", () => panel.close());
  panel.TABS.forEach((name, at) => {
    const tab = story.byId(`tab-${name}`);
    tab.addEventListener("click", () => panel.open(name));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step) panel.open(panel.TABS[(at + step + 3) % 3], true);
    });
  });
  panel.names = panel.namesOfPlaces();
  panel.list = story.element("datalist", { id: "places" }, null, document.body);
  for (const [text, { id, others }] of panel.names) story.element("option", { value: text, label: others || words.whatIs(story.network, id) }, null, panel.list);
};

panel.toggle = () => (panel.isOpen ? panel.close() : panel.open(panel.tab));

panel.open = (name, hasFocus = false) => {
  const wasOpen = panel.isOpen;
  panel.isOpen = true;
  panel.tab = name;
  story.byId("panel").hidden = false;
  story.byId("open-panel").setAttribute("aria-expanded", "true");
  for (const other of panel.TABS) {
    const tab = story.byId(`tab-${other}`), isMine = other === name;
    tab.setAttribute("aria-selected", String(isMine));
    tab.tabIndex = isMine ? 0 : -1;
    story.byId(`sheet-${other}`).hidden = !isMine;
    if (isMine && hasFocus) tab.focus();
  }
  panel.show();
  if (!wasOpen) story.look(false);
};

panel.close = () => {
  const hadFocus = story.byId("panel").contains(document.activeElement);
  panel.isOpen = false;
  story.byId("panel").hidden = true;
  story.byId("open-panel").setAttribute("aria-expanded", "false");
  if (hadFocus) story.byId("open-panel").focus();
  story.look(false);
};

/** Show the open tab anew; focus stays on the control that has it. */
panel.show = () => {
  if (!panel.isOpen) return;
  const sheet = story.byId(`sheet-${panel.tab}`), active = document.activeElement, key = sheet.contains(active) ? active.dataset.key : null, { scrollTop } = sheet;
  const isUnfolded = Boolean(sheet.querySelector("details[open]"));
  sheet.replaceChildren();
  if (story.trip || panel.tab === "sources") panel[panel.tab](sheet);
  else story.element("p", { class: "note" }, "This scene has no journey in this data, so there is nothing to change.", sheet);
  if (isUnfolded) sheet.querySelector("details")?.setAttribute("open", "");
  sheet.scrollTop = scrollTop;
  if (key) [...sheet.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key)?.focus();
};

panel.heading = (text, note, parent) => {
  const heading = story.element("h3", {}, text, parent);
  if (note) story.element("small", {}, note, heading);
};

/** A line with a sign, a name and a switch; off means closed (or, for new links, not opened). */
panel.row = (parent, { key, name, note = "", sign, isOn, isClosed = false, said, act, adds = null }) => {
  const row = story.element("div", { class: `row${isClosed ? " is-closed" : ""}` }, null, parent);
  if (sign) sign(explorer.svg("svg", { class: "sign", viewBox: "-10 -9 20 18", "aria-hidden": "true" }, row));
  const label = story.element("span", { class: "name" }, name, row);
  if (note) story.element("small", {}, note, label);
  if (adds !== null) story.element("span", { class: "adds" }, adds, row);
  const toggle = story.button("", act, row, { class: "switch", role: "switch", "aria-checked": String(isOn), "aria-label": said });
  toggle.dataset.key = key;
};

panel.symbol = (kind, isClosed) => (svg) => {
  if (isClosed) explorer.octagon(svg, 7);
  else explorer.symbols[kind](explorer.svg("g", { class: "symbol" }, explorer.svg("g", { class: `node is-stop kind-${kind}` }, svg)));
};

/* ------------------------------------------------------------------ what if */

panel.whatif = (sheet) => {
  panel.changed(sheet);
  panel.question(sheet);
  panel.places(sheet);
  panel.countries(sheet);
  panel.links(sheet);
  panel.events(sheet);
};

panel.changed = (sheet) => {
  const rows = words.changes(story.network, story.scenario);
  panel.heading("Changed now", rows.length ? String(rows.length) : "", sheet);
  if (!rows.length) story.element("p", { class: "note" }, "Nothing changed. Double-click a place on the map to close it, or switch it off below.", sheet);
  for (const { kind, title, detail, without } of rows) {
    const row = story.element("div", { class: `row${kind === "closed" ? " is-closed" : ""}` }, null, sheet), name = story.element("span", { class: "name" }, title, row);
    story.element("small", {}, detail, name);
    story.button("Undo", () => story.ask(without), row, { class: "plain", "aria-label": `Undo: ${title}, ${detail}` });
  }
  if (story.isChanged) story.button("Back to the story", () => story.show(story.place), sheet, { class: "plain" });
};

/* Names by which a place can be chosen: its name, made clear where two places share it. */
panel.namesOfPlaces = () => {
  const { network } = story, nodes = [...network.nodes.values()], times = new Map(), names = new Map();
  for (const { name } of nodes) times.set(name, (times.get(name) || 0) + 1);
  for (const node of nodes) {
    const text = times.get(node.name) > 1 || names.has(node.name) ? `${node.name} (${words.KINDS[node.kind]}, ${node.country.toUpperCase()})` : node.name;
    names.set(names.has(text) ? `${text} ${node.id}` : text, { id: node.id, others: (node.also || []).join(", ") });
  }
  for (const [code, name] of Object.entries(network.countries)) if (!names.has(name)) names.set(name, { id: `country:${code}`, others: "" });
  return names;
};

panel.textOf = (id) => [...panel.names].find(([, place]) => place.id === id)?.[0] || "";

/** The place that a text names, in any language; its beginning is enough where only one begins so. */
panel.placeOf = (text) => {
  const wanted = text.trim().toLocaleLowerCase(), all = [...panel.names].map(([name, { id, others }]) => ({ id, names: [name, ...others.split(", ")].filter(Boolean).map((other) => other.toLocaleLowerCase()) }));
  if (!wanted) return null;
  const exact = all.find(({ names }) => names.includes(wanted)), near = all.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  return (exact || (near.length === 1 ? near[0] : null))?.id || null;
};

/** A field for a place. `act` gets the id and answers what is wrong with it, or null. */
panel.field = (parent, { key, label, value, act, hint = "" }) => {
  const field = story.element("label", { class: "field" }, null, parent);
  story.element("span", {}, label, field);
  const input = story.element("input", { list: "places", placeholder: hint, autocomplete: "off", spellcheck: "false" }, null, field), complaint = story.element("p", { class: "complaint", role: "alert" }, "", parent);
  input.value = value;
  input.dataset.key = key;
  const choose = () => {
    if (input.value === value) return;
    const id = panel.placeOf(input.value), fault = id ? act(id) : `No place is called \u201c${input.value.slice(0, 60)}\u201d here. Choose one from the list.`;
    complaint.textContent = fault || "";
    input.setAttribute("aria-invalid", String(Boolean(fault)));
  };
  input.addEventListener("change", choose);
  input.addEventListener("focus", () => input.select());
  return input;
};

panel.question = (sheet) => {
  const { network, scenario, trip } = story;
  panel.heading("Question", "", sheet);
  const set = (end, other) => (id) => {
    if (!network.nodes.has(id)) return "Choose a place, not a country.";
    if (id === trip[other]) return "Origin and destination must be two places.";
    story.ask(scenario, { ...trip, [end]: id, vias: trip.vias.filter((via) => via !== id) });
    return null;
  };
  panel.field(sheet, { key: "from", label: "From", value: panel.textOf(trip.origin), act: set("origin", "destination") });
  panel.field(sheet, { key: "to", label: "To", value: panel.textOf(trip.destination), act: set("destination", "origin") });
  if (trip.vias.length) story.element("p", { class: "note" }, `via ${words.list(trip.vias.map(story.saidOf), 4)}`, sheet);
  const date = story.element("div", { class: "field" }, null, sheet);
  story.element("span", {}, "Date", date);
  const two = story.element("div", { class: "two" }, null, date);
  const years = Array.from({ length: 25 }, (_, at) => network.year + at), months = words.MONTHS.map((name, at) => [at + 1, name]);
  panel.select(two, "Year", "year", [...new Set([...years, scenario.year])].map((year) => [year, year]), scenario.year, (value) => story.ask({ ...scenario, year: Number(value) }));
  panel.select(two, "Month", "month", [["", "any month"], ...months], scenario.month ?? "", (value) => story.ask({ ...scenario, month: value ? Number(value) : null }));
  panel.boxes(sheet, "By", engine.ALL_MODES.map((mode) => ({ text: mode, type: "checkbox", isOn: trip.modes.includes(mode), act: (isOn) => story.ask(scenario, { ...trip, modes: engine.ALL_MODES.filter((other) => (other === mode ? isOn : trip.modes.includes(other))) }) })));
  panel.boxes(sheet, "Fewest", ["days", "km"].map((objective) => ({ text: objective, type: "radio", isOn: trip.objective === objective, act: () => story.ask(scenario, { ...trip, objective }) })));
};

panel.select = (parent, label, key, options, value, act) => {
  const select = story.element("select", { "aria-label": label }, null, parent);
  for (const [option, text] of options) story.element("option", { value: option }, String(text), select);
  select.value = String(value);
  select.dataset.key = key;
  select.addEventListener("change", () => act(select.value));
};

panel.boxes = (parent, label, boxes) => {
  const field = story.element("div", { class: "field", role: "group", "aria-label": label }, null, parent);
  story.element("span", {}, label, field);
  const choices = story.element("div", { class: "choices" }, null, field);
  for (const { text, type, isOn, act } of boxes) {
    const line = story.element("label", {}, null, choices), box = story.element("input", { type, name: type === "radio" ? label : text }, null, line);
    story.element("span", {}, text, line);
    box.checked = isOn;
    box.dataset.key = `box-${text}`;
    box.addEventListener("change", () => act(box.checked));
  }
};

/** Crossings, ports and straits of the journey and of the baseline, in travel order; closed ones too. */
panel.onTheWay = () => {
  const { itinerary, baseline } = story.results || {}, { nodes } = story.network;
  const stops = (journey) => (journey ? journey.nodes.slice(1, -1) : []).filter((id) => panel.CLOSABLE.includes(nodes.get(id).kind));
  const closed = story.scenario.closures.map((closure) => closure.target).filter((target) => nodes.has(target));
  return [...new Set([...stops(itinerary), ...stops(baseline), ...closed])];
};

panel.places = (sheet) => {
  const { network, scenario } = story, ids = panel.onTheWay();
  panel.heading("Crossings and ports on the way", "closing adds", sheet);
  for (const id of ids) {
    const node = network.nodes.get(id), isClosed = scenario.closures.some((closure) => closure.target === id);
    panel.row(sheet, { key: `node-${id}`, name: words.short(node.name), note: words.KINDS[node.kind], sign: panel.symbol(node.kind, isClosed), isOn: !isClosed, isClosed, said: `${node.name} ${isClosed ? "is closed" : "is open"}`, act: () => story.toggle(id), adds: isClosed ? "closed" : "" });
  }
  panel.addEffects(sheet, ids);
  panel.field(sheet, { key: "close", label: "Close", value: "", hint: "another place or country", act: (id) => { story.toggle(id); return null; } });
};

/* What closing each would add: worked out after everything else is on the screen. */
panel.addEffects = (sheet, ids) => {
  const { network, scenario, trip, results } = story, now = results && results.itinerary, cells = [...sheet.querySelectorAll(".adds")];
  if (!now) return;
  setTimeout(() => ids.forEach((id, at) => {
    if (story.results !== results || scenario.closures.some((closure) => closure.target === id)) return;
    const isKm = trip.objective === "km", closed = { ...scenario, closures: [...scenario.closures, { target: id, from_day: null, to_day: null, event: null }] };
    const other = now.nodes.includes(id) ? engine.bestItinerary(network, closed, trip) : now;
    cells[at].textContent = other ? `${words.signed(isKm ? other.km - now.km : other.days[1] - now.days[1], isKm ? 0 : 1)} ${isKm ? "km" : "d"}` : "no way left";
  }), 60);
};

panel.countries = (sheet) => {
  const { network, scenario, results, trip } = story, { itinerary, baseline } = results || {};
  const ends = [trip.origin, trip.destination].map((id) => network.nodes.get(id).country);
  const onTheWay = [itinerary, baseline].flatMap((journey) => (journey ? journey.nodes : [])).map((id) => network.nodes.get(id).country).filter((code) => !ends.includes(code));
  const closed = scenario.closures.map((closure) => closure.target).filter((target) => target.startsWith("country:")).map((target) => target.slice(8));
  panel.heading("Countries on the way", "press to close", sheet);
  const chips = story.element("div", { class: "chips" }, null, sheet);
  for (const code of new Set([...closed, ...onTheWay])) {
    const chip = story.button(network.countries[code] || code.toUpperCase(), () => story.toggle(`country:${code}`), chips, { "aria-pressed": String(closed.includes(code)) });
    chip.dataset.key = `country-${code}`;
  }
};

panel.links = (sheet) => {
  const { network, scenario } = story, open = engine.openLinks(network, scenario);
  panel.heading("New links", `${open.length} of ${network.links.size} open`, sheet);
  for (const link of network.links.values()) {
    const isOpen = open.includes(link.id), isByYear = isOpen && !scenario.opened.includes(link.id);
    const opened = scenario.opened.includes(link.id) ? scenario.opened.filter((id) => id !== link.id) : [...scenario.opened, link.id].sort();
    const sign = (svg) => ["new-line", "new-inside"].forEach((name) => explorer.svg("path", { class: name, d: "M-9 0H9" }, svg));
    panel.row(sheet, { key: `link-${link.id}`, name: link.name, note: isByYear ? `open in ${scenario.year}` : link.year ? `due ${link.year}` : "no date", sign, isOn: isOpen, said: `${link.name} ${isOpen ? "is open" : "is not open"}`, act: () => { if (!isByYear) story.ask({ ...scenario, opened }); } });
  }
};

panel.events = (sheet) => {
  const { network, scenario } = story, details = story.element("details", {}, null, sheet), summary = story.element("summary", {}, null, details);
  panel.heading(`Past closures (${network.events.size})`, "", summary);
  for (const event of network.events.values()) {
    const isApplied = scenario.closures.some((closure) => closure.event === event.id), others = scenario.closures.filter((closure) => closure.event !== event.id && (isApplied || !event.closes.includes(closure.target)));
    const row = story.element("div", { class: `row${isApplied ? " is-closed" : ""}` }, null, details), name = story.element("span", { class: "name" }, event.title, row);
    story.element("small", {}, event.period, name);
    const closures = isApplied ? others : [...others, ...event.closes.map((target) => ({ target, from_day: null, to_day: null, event: event.id }))];
    story.button(isApplied ? "Undo" : "Apply", () => story.ask({ ...scenario, closures }), row, { class: "plain", "aria-label": `${isApplied ? "Undo" : "Apply"}: ${event.title}` }).dataset.key = `event-${event.id}`;
  }
};

/* ------------------------------------------------------------------ step by step */

panel.steps = (sheet) => {
  const { network, results } = story, journey = results && results.itinerary;
  if (!journey) {
    story.element("p", {}, words.NO_WAY.value, sheet);
    return;
  }
  const totals = story.element("p", { class: "totals" }, null, sheet);
  story.element("b", {}, words.kmUnit(journey.km), totals);
  story.element("b", {}, ` \u00b7 ${words.days(journey.days[1])} days`, totals);
  story.element("div", { class: "note" }, `${words.range(journey.days)} days from best to worst case \u00b7 ${words.days(journey.moving[1])} moving, ${words.days(journey.standing[1])} standing`, totals);
  const list = story.element("ol", { class: "steps" }, null, sheet);
  for (const row of words.steps(network, journey)) panel.step(list, row);
};

panel.step = (list, row) => {
  const { network } = story, item = story.element("li", { class: `is-${row.kind}${row.isNew ? " is-new" : ""}` }, null, list);
  story.element("span", { class: "day" }, row.kind === "ride" ? "" : words.days(row.day), item);
  const svg = explorer.svg("svg", { viewBox: "-11 -9 22 18", "aria-hidden": "true" }, item);
  if (row.kind === "ride") (row.isNew ? ["new-line", "new-inside"] : [`now mode-${row.mode}`]).forEach((name) => explorer.svg("path", { class: name, d: "M0 -9V9" }, svg));
  else panel.symbol(row.node, false)(svg);
  const what = story.element("span", { class: "what" }, null, item);
  story.element(row.kind === "ride" ? "span" : "b", { dir: "auto" }, row.title, what);
  story.element("small", {}, ` ${row.detail}`, what);
  const source = row.sources.map((id) => network.sources[id]).find((known) => known && known[2]);
  if (source) story.link("source", source[2], what).title = source[0];
  if (row.isEstimate) story.element("span", { class: "est" }, "est.", what);
  story.element("span", { class: "takes" }, row.days[2] > 0 ? `${words.daysShown(row.days[1])} d` : "", item);
};

/* ------------------------------------------------------------------ sources */

panel.sources = (sheet) => {
  const { network, results, data } = story, scene = story.isChanged ? [] : story.scene.sources, figures = (story.figures || []).flatMap((figure) => figure.sources);
  const told = [...new Set([...scene, ...figures])], journey = words.journeySources(results && results.itinerary).filter((id) => !told.includes(id));
  for (const [title, ids] of [["Behind what this scene says", told], ["Behind the journey", journey]]) {
    if (!ids.length) continue;
    panel.heading(title, "", sheet);
    const list = story.element("ul", { class: "sources" }, null, sheet);
    for (const id of ids.filter((other) => network.sources[other])) {
      const [name, publisher, address] = network.sources[id], item = story.element("li", {}, null, list);
      story.link(name, address, item);
      story.element("small", {}, publisher, item);
    }
    if (ids.includes("estimate") || ids.includes("scenario")) story.element("p", { class: "note" }, "Some figures have no source and are estimates, or were set in the scenario.", sheet);
  }
  const imprint = story.element("div", { class: "imprint" }, null, sheet);
  for (const line of data.imprint) story.element("p", {}, line, imprint);
};
