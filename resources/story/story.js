"use strict";
/* The story: scenes one after another on a live map. Every text of a scene is set as text, never as HTML. */

const story = { data: JSON.parse(document.getElementById("data").textContent), place: 0, past: [], marking: marking.EMPTY, selected: null };

story.byId = (id) => document.getElementById(id);
story.element = (...parts) => explorer.element(...parts);

/** A button that does something. */
story.button = (text, act, parent, attributes = {}) => {
  const button = story.element("button", { type: "button", ...attributes }, text, parent);
  button.addEventListener("click", act);
  return button;
};

/** A link to a source that opens outside; plain text where there is no address. */
story.link = (text, address, parent) => (/^https?:\/\//.test(address)
  ? story.element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text, parent)
  : story.element("span", {}, text, parent));

Object.defineProperty(story, "scene", { get: () => story.data.scenes[story.place] });

/* ------------------------------------------------------------------ the map without the program behind it */

/* Not before the view stands: every move of the map would draw all of it. */
explorer.fetchBasemap = async (name) => {
  await story.begun;
  explorer.basemap.add(name, story.basemap(name));
};

explorer.connect = () => explorer.meet({ receive: (text) => story.receive(JSON.parse(text)) });

/** One basemap file, its lines written out again. */
story.basemap = (name) => {
  const written = (value) => (typeof value === "string" ? lines.decoded(value) : Array.isArray(value) ? value.map(written) : value);
  const content = story.data.basemap[name];
  if (name === "railways") return content.map(lines.decoded);
  if (Array.isArray(content)) return content;
  return { features: content.features.map(({ properties, geometry }) => ({ properties, geometry: { type: geometry.type, coordinates: written(geometry.coordinates) } })) };
};

/** What the map says: what was pointed at, chosen or double-clicked. */
story.receive = (message) => {
  if (message.type === "toggle" && (message.kind === "node" || message.kind === "leg")) story.toggle(message.id);
  else if (message.type === "clicked") story.select(message.id || null);
  else if (message.type === "menu") story.select(message.id || null);
  else if (message.type === "hovered" && message.id) explorer.calls.tip({ id: message.id, tip: marking.tip(story.network, story.scenario, message.id, explorer.words) });
  else if (message.type === "failed") throw new Error(message.text);
};

story.begun = new Promise((done) => { story.onBegun = done; });

story.begin = () => {
  explorer.loadFonts();
  explorer.Basemap.prototype.options.padding = 0.12; // scenes jump more than readers drag
  const { data } = story;
  story.network = engine.network(data.network);
  for (const leg of story.network.legList) leg.parts = leg.parts.map(lines.decoded);
  story.saidOf = (id) => story.network.nodes.get(id).name;
  const map = L.map("map_explorer", { ...data.map, keyboard: false, tap: true });
  for (const [name, height] of Object.entries(data.panes)) map.createPane(name).style.zIndex = height;
  map.attributionControl.setPrefix(false).addAttribution(data.attribution);
  map.setView([45, 52], 3, { animate: false });
  // Links lead outside: before the map's own listener, which hands them to the program.
  document.addEventListener("click", (event) => { if (event.target.closest && event.target.closest("a[href]")) event.stopImmediatePropagation(); }, true);
  explorer.begin(map);
  explorer.calls.motion(!window.matchMedia("(prefers-reduced-motion: reduce)").matches);
  story.fitScale();
  explorer.calls.words({ language: data.language, words: data.words, countries: data.countries });
  explorer.calls.network({
    legs: story.network.legList,
    nodes: [...story.network.nodes.values()].map(({ id, kind, rank, map_name, said, at }) => ({ id, kind, rank, name: map_name, label: said, lat_lon: at })),
  });
  explorer.calls.legend({ folded: true });
  explorer.setLayers({ corridors: false }); // a button of the map shows them
  story.connectControls();
  story.show(Number(/^#(\d+)$/.exec(location.hash)?.[1] || 1) - 1, false);
  performance.mark("told-figures");
  story.onBegun();
};

/** Signs, lines and names larger on a large screen, as on a projector. */
story.fitScale = () => {
  const scale = Math.round(20 * Math.max(1, Math.min(1.85, 1.85 * Math.min(innerWidth / 1920, innerHeight / 1080)))) / 20;
  const grown = Object.fromEntries(Object.entries(story.data.style).map(([name, value]) => {
    if (name.endsWith("-width")) return [name, `${parseFloat(value) * scale}px`];
    if (name.endsWith("-dash") && value !== "none") return [name, value.split(" ").map((part) => part * scale).join(" ")];
    return [name, name === "--scale" ? String(scale) : value];
  }));
  explorer.calls.style({ variables: grown, theme: "light" });
};

/* ------------------------------------------------------------------ scenes and questions */

/** Show a scene as it was written. */
story.show = (place, isFlying = true) => {
  story.place = Math.max(0, Math.min(story.data.scenes.length - 1, place));
  story.past = [];
  story.selected = null;
  const { scenario, trip } = story.scene;
  story.answer(scenario || engine.emptyScenario(story.network), trip);
  story.look(isFlying);
};

/** Ask another question than the scene does. */
story.ask = (scenario, trip = story.trip) => {
  story.past.push([story.scenario, story.trip]);
  story.answer(scenario, trip);
  if (!story.isInView()) story.look(true);
};

story.undo = () => {
  const before = story.past.pop();
  if (before) story.answer(...before);
};

/** Answer a question and show it everywhere. A scene without a trip shows the bare map. */
story.answer = (scenario, trip) => {
  const started = performance.now();
  story.scenario = scenario;
  story.trip = trip;
  const fault = trip ? engine.fault(story.network, trip) : null;
  story.results = trip && !fault ? engine.resolve(story.network, scenario, trip) : null;
  story.isChanged = story.past.length > 0 && JSON.stringify([scenario, trip]) !== JSON.stringify([story.scene.scenario, story.scene.trip]);
  const now = marking.of(story.network, story.results, explorer.words);
  explorer.calls.patch(marking.difference(story.marking, now, story.network, explorer.words));
  story.marking = now;
  story.tell(fault);
  story.answeredMs = performance.now() - started;
  panel.show();
};

/** Close what is open, reopen what is closed. */
story.toggle = (target) => {
  if (!story.trip) return;
  const isClosed = story.scenario.closures.some((closure) => closure.target === target), reopened = engine.without(story.scenario, target);
  story.ask(isClosed ? reopened : { ...reopened, closures: [...reopened.closures, { target, from_day: null, to_day: null, event: null }] });
};

/** Point something out on the map, and say what it is. */
story.select = (id) => {
  story.selected = story.network.nodes.has(id) || story.network.legs.has(id) || (id || "").startsWith("country:") ? id : null;
  story.mark();
  story.showCard();
};

story.mark = () => explorer.calls.mark({ selected: story.selected, highlighted: story.isChanged ? [] : story.scene.highlights });

/* ------------------------------------------------------------------ what is shown */

story.figuresNow = () => (story.isChanged ? [] : story.scene.figures);

story.tell = (fault) => {
  const { network, results, scene } = story, title = story.byId("title");
  title.textContent = story.isChanged && results ? words.question(network, results) : scene.title;
  title.className = title.textContent.length > 160 ? "is-longer" : title.textContent.length > 52 ? "is-long" : "";
  story.byId("under").textContent = results ? words.subtitle(network, results) : "";
  story.byId("text").textContent = story.isChanged ? "" : scene.text;
  story.byId("faults").replaceChildren(...[...(story.isChanged ? [] : scene.faults.map((words_) => `Left out, not in this data: ${words_}`)), ...(fault ? [fault] : [])].map((text) => story.element("li", {}, text)));
  story.byId("mine").hidden = !story.isChanged;
  document.title = story.isChanged ? title.textContent : story.data.title;
  story.figures = results ? words.figures(network, results, story.figuresNow(), story.data.ready) : [];
  story.showFigures(story.byId("figures"), story.figures);
  story.showSource(story.byId("source"));
  story.showDots();
  story.mark();
  story.showCard();
};

story.showFigures = (parent, figures) => {
  parent.replaceChildren();
  if (figures[0] === words.NO_WAY) return story.showNoWay(parent);
  for (const { value, unit, words: said, tone, basis } of figures) {
    const figure = story.element("div", { class: `figure ${tone}${value.length > 11 ? " is-wordy" : ""}` }, null, parent), line = story.element("div", { class: "value" }, value, figure);
    if (unit) story.element("span", { class: "unit" }, unit, line);
    const under = story.element("div", { class: "said" }, said, figure);
    if (basis === "estimate") story.element("span", { class: "basis" }, `${said ? " \u00b7 " : ""}estimate`, under);
  }
  return null;
};

/* The state "no way": what must reopen, each with its button where a button can do it. */
story.showNoWay = (parent) => {
  const { noRoute } = story.results, box = story.element("div", { class: "figure closed no-way" }, null, parent);
  story.element("div", { class: "value" }, words.NO_WAY.value, box);
  const row = story.element("div", { class: "reopen" }, words.noWay(noRoute), box);
  for (const target of noRoute.cut) {
    const isClosed = story.scenario.closures.some((closure) => closure.target === target), name = words.shortOf(story.network, target);
    if (isClosed) story.button(`Reopen ${name}`, () => story.toggle(target), row, { class: "plain" });
    else story.element("span", {}, target.startsWith("mode:") ? `${target.slice(5)}, left out by the trip` : `${name}, not in use`, row);
  }
};

story.showSource = (parent) => {
  parent.textContent = story.results ? words.sourceLine(story.network, story.figures, story.results.itinerary, story.isChanged ? [] : story.scene.sources) : "";
  if (!story.results) return;
  parent.append(" ");
  story.button("all sources", () => panel.open("sources"), parent);
};

story.showDots = () => {
  const { scenes } = story.data, dots = story.byId("dots");
  story.byId("count").textContent = `${story.place + 1} of ${scenes.length}`;
  story.byId("previous").disabled = story.place === 0;
  story.byId("next").disabled = story.place === scenes.length - 1;
  story.byId("print").textContent = story.isChanged || scenes.length === 1 ? "Print" : "Print all";
  for (const id of ["previous", "next", "count"]) story.byId(id).hidden = scenes.length === 1;
  if (scenes.length === 1 || scenes.length > 12) return;
  if (!dots.childElementCount) scenes.forEach((scene, place) => story.button("", () => story.show(place), dots, { "aria-label": `Scene ${place + 1}: ${scene.title.slice(0, 100)}` }));
  [...dots.children].forEach((dot, place) => {
    dot.classList.toggle("is-past", place < story.place);
    if (place === story.place) dot.setAttribute("aria-current", "step"); else dot.removeAttribute("aria-current");
  });
};

/** What is selected, with the button that closes or reopens it. */
story.showCard = () => {
  const card = story.byId("card"), id = story.selected;
  card.replaceChildren();
  card.hidden = !id;
  if (!id) return;
  const isClosed = story.scenario.closures.some((closure) => closure.target === id);
  const tip = marking.tip(story.network, story.scenario, id, explorer.words) || { title: words.shortOf(story.network, id), subtitle: isClosed ? "country \u00b7 closed" : "country", rows: [] };
  story.element("h2", { dir: "auto" }, tip.title, card);
  story.element("p", {}, tip.subtitle, card);
  const list = story.element("dl", {}, null, card);
  for (const [name, value] of tip.rows) {
    story.element("dt", {}, name, list);
    story.element("dd", {}, value, list);
  }
  const acts = story.element("div", { class: "acts" }, null, card), isPlace = story.network.nodes.has(id);
  story.button(isClosed ? "Reopen" : isPlace ? "Close this place" : id.startsWith("country:") ? "Close this country" : "Close this line", () => story.toggle(id), acts, { class: isClosed ? "open" : "close" });
  if (isPlace && story.trip) {
    story.button("From here", () => story.ask(story.scenario, { ...story.trip, origin: id, vias: [] }), acts);
    story.button("To here", () => story.ask(story.scenario, { ...story.trip, destination: id, vias: [] }), acts);
  }
  const shut = story.button("", () => story.select(null), card, { class: "shut", "aria-label": "Done" });
  explorer.svg("path", { d: "M4 4l8 8M12 4l-8 8" }, explorer.svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shut));
};

/* ------------------------------------------------------------------ the view */

/** West, south, east and north of some legs; null without any. */
story.boundsOf = (legs) => {
  const points = legs.flatMap((id) => story.network.legs.get(id).parts.flat());
  return points.length ? L.latLngBounds(points) : null;
};

story.journeyBounds = () => {
  const { itinerary, baseline } = story.results || {}, { nodes } = story.network;
  const found = story.boundsOf([...(itinerary ? itinerary.legs : []), ...(baseline ? baseline.legs : [])]);
  if (found || !story.trip) return found;
  return L.latLngBounds([story.trip.origin, story.trip.destination].map((id) => nodes.get(id).at));
};

/** Bring the scene's view, or else the journey, between headline and figures. */
story.look = (isFlying) => {
  const { view } = story.scene, { map } = explorer;
  const bounds = view && !story.isChanged ? L.latLngBounds([view[1], view[0]], [view[3], view[2]]) : story.journeyBounds();
  if (!bounds) return;
  map.invalidateSize({ animate: false });
  const room = story.padding();
  if (isFlying && explorer.motion) map.flyToBounds(bounds, { ...room, duration: 0.8, maxZoom: 8 });
  else map.fitBounds(bounds, { ...room, animate: false, maxZoom: 8 });
};

/* The headline covers the map's upper part, except on a telephone. */
story.padding = () => {
  const stage = story.byId("stage").getBoundingClientRect(), head = story.byId("head").getBoundingClientRect();
  const covered = Math.max(0, Math.min(head.bottom - stage.top, stage.height * 0.6));
  story.byId("stage").style.setProperty("--covered", `${Math.max(0, covered - 24)}px`);
  const side = Math.min(70, stage.width * 0.08);
  return { paddingTopLeft: [side, covered + 14], paddingBottomRight: [side, Math.min(56, stage.height * 0.12)] };
};

story.isInView = () => {
  const bounds = story.journeyBounds();
  return !bounds || explorer.map.getBounds().pad(0.02).contains(bounds);
};

/* ------------------------------------------------------------------ keys, fingers, buttons */

story.KEYS = {
  ArrowRight: () => story.show(story.place + 1), PageDown: () => story.show(story.place + 1), " ": () => story.show(story.place + 1),
  ArrowLeft: () => story.show(story.place - 1), PageUp: () => story.show(story.place - 1),
  Home: () => story.show(0), End: () => story.show(story.data.scenes.length - 1),
  w: () => panel.toggle(), r: () => story.show(story.place), Backspace: () => story.undo(),
  Escape: () => (story.selected ? story.select(null) : panel.isOpen ? panel.close() : story.show(story.place)),
};

story.onKey = (event) => {
  const target = event.target.closest ? event.target : document.body, isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
  if (target.closest("input, select, textarea")) return;
  if (isUndo) story.undo();
  else if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(story.KEYS, event.key)) return;
  else if (event.key === " " && target.closest("button, a, summary, [role=button]")) return;
  else if (target.closest("[role=tab]") && event.key.startsWith("Arrow")) return;
  else story.KEYS[event.key]();
  event.preventDefault();
};

/** A finger that strokes the headline or the figures turns the scene. */
story.listenForStrokes = (area) => {
  let start = null;
  area.addEventListener("touchstart", ({ touches }) => { start = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null; }, { passive: true });
  area.addEventListener("touchend", ({ changedTouches }) => {
    if (!start) return;
    const dx = changedTouches[0].clientX - start[0], dy = changedTouches[0].clientY - start[1];
    if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) story.show(story.place + (dx < 0 ? 1 : -1));
  }, { passive: true });
};

story.connectControls = () => {
  const on = (id, act) => story.byId(id).addEventListener("click", act);
  on("previous", () => story.show(story.place - 1));
  on("next", () => story.show(story.place + 1));
  on("back", () => story.show(story.place));
  on("print", () => sheets.print());
  document.addEventListener("keydown", story.onKey);
  for (const id of ["head", "figures"]) story.listenForStrokes(story.byId(id));
  panel.connect();
  sheets.connect();
  let later = 0;
  window.addEventListener("resize", () => {
    clearTimeout(later);
    later = setTimeout(() => { story.fitScale(); story.look(false); }, 80);
  });
};
