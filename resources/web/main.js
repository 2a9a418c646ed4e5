"use strict";
/* The page's one door in (`explorer.call`) and one door out (`explorer.say`), and what the reader does. */

/** Send one message to the program; what comes before the channel stands waits for it. */
explorer.unsaid = [];
explorer.say = (message) => {
  if (explorer.bridge) explorer.bridge.receive(JSON.stringify(message));
  else explorer.unsaid.push(message);
};

explorer.scale = () => Number(explorer.style["--scale"] || 1);

/** The zoom at which as much fits as here: larger signs and names need more room. */
explorer.apparentZoom = () => explorer.map.getZoom() - Math.log2(explorer.scale());

explorer.nameOf = (feature) => explorer.shortCountries[feature.id] || feature.names[explorer.language] || feature.names.en;

/** Everything asked for is drawn: count it and say so. */
explorer.settle = () => {
  explorer.settled += 1;
  explorer.say({ type: "settled", count: explorer.settled, labels: explorer.labels.elements.size });
};

/** Folium made the map; put panes, layers and controls on it. */
explorer.begin = (map) => {
  explorer.map = map;
  explorer.language = "en";
  explorer.shortCountries = {};
  explorer.motion = true;
  explorer.basemap = new explorer.Basemap().addTo(map);
  const pane = (name, options) => new explorer.Vectors({ pane: name, ...options }).addTo(map);
  const panes = { hatch: pane("hatch", { onPlaced: (zoom) => explorer.turnHatch?.(zoom) }) };
  for (const name of ["corridors", "ghost", "casing", "journey", "new"]) panes[name] = pane(name, {});
  for (const name of ["closed", "labels"]) panes[name] = pane(name, { isScaled: false });
  panes.nodes = pane("nodes", { isScaled: false, onPlaced: (zoom) => explorer.onPlaced(zoom) });
  explorer.turnHatch = explorer.hatch(panes.hatch);
  explorer.turnHatch(map.getZoom());
  explorer.labels = new explorer.Labels(panes.labels);
  explorer.network = new explorer.Network(panes);
  explorer.controls = new explorer.Controls(map);
  explorer.listen(map);
  explorer.load();
  explorer.connect();
};

/** Find the program; a page that travels alone has its own answer to this. */
explorer.connect = () => new QWebChannel(qt.webChannelTransport, (channel) => explorer.meet(channel.objects.bridge));

/** Somebody answers from now on: hand over what was said meanwhile. */
explorer.meet = (bridge) => {
  explorer.bridge = bridge;
  explorer.say({ type: "opened" });
  explorer.unsaid.splice(0).forEach(explorer.say);
};

/** Load the faces that every map needs; others come when a name asks for them. */
explorer.loadFonts = () => Promise.all(["400", "600", "700"].map((face) => document.fonts.load(`${face} 12px "Source Sans 3"`))
  .concat(document.fonts.load('italic 400 12px "Source Serif 4"')));

/* Until the program has told style and words, nothing is worth drawing. */
explorer.told = new Promise((done) => { explorer.onTold = done; });

/** Wait until a frame with what was drawn is out; a hidden window paints none, so not for ever. */
explorer.painted = () => Promise.race([
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  new Promise((done) => setTimeout(done, 400)),
]);

/** Load the basemap: land first, context afterwards. */
explorer.load = async () => {
  try {
    performance.mark("fetch");
    const fonts = explorer.loadFonts();
    await Promise.all(["countries", "borders", "lakes", "seas", "cities"].map(explorer.fetchBasemap));
    performance.mark("fetched");
    await explorer.told;
    explorer.basemap.redraw(); // land waits for no font
    await fonts;
    performance.mark("told");
    explorer.isDrawn = true;
    explorer.labels.widths.clear();
    explorer.network.closeCountries([]);
    explorer.network.closeCountries(explorer.labels.closedCountries);
    explorer.labels.layout();
    performance.mark("laid-out");
    await explorer.painted();
    performance.mark("painted");
    explorer.say({ type: "drawn", elapsed_ms: performance.now() });
    explorer.settle();
    await Promise.all(["rivers", "railways"].map(explorer.fetchBasemap));
    explorer.basemap.redraw();
    explorer.settle();
  } catch (error) {
    explorer.say({ type: "failed", text: String(error) });
  }
};

/** The view is another: symbols and names follow. */
explorer.onPlaced = (zoom) => {
  if (!explorer.network) return;
  explorer.network.place(zoom);
  explorer.labels.later(explorer.motion ? 30 : 0);
};

explorer.listen = (map) => {
  // At once: a pan back inside the bounds that is still on its way goes on from wherever the map is sent next.
  map.off("moveend", map._panInsideMaxBounds);
  explorer.bounds = map.options.maxBounds;
  map.on("moveend", () => { if (map.options.maxBounds && !map._enforcingBounds) map.panInsideBounds(explorer.bounds, { animate: false }); });
  const isRepeat = (event) => event.originalEvent.detail > 1;
  map.on("click", (event) => {
    if (isRepeat(event)) return;
    const hit = explorer.network.at(event.containerPoint) || { kind: "", id: "" };
    explorer.say({ type: "clicked", ...hit });
  });
  map.on("dblclick", (event) => {
    const hit = explorer.network.at(event.containerPoint);
    if (hit) explorer.say({ type: "toggle", ...hit });
    else map.setZoomAround(event.containerPoint, map.getZoom() + (event.originalEvent.shiftKey ? -1 : 1));
  });
  map.on("contextmenu", (event) => {
    const hit = explorer.network.at(event.containerPoint) || explorer.countryHit(event.containerPoint);
    const { x, y } = event.originalEvent.type ? { x: event.originalEvent.clientX, y: event.originalEvent.clientY } : event.containerPoint;
    explorer.say({ type: "menu", ...hit, x, y, lon: event.latlng.lng, lat: event.latlng.lat });
  });
  map.on("mousemove", (event) => explorer.onPointer(event.containerPoint));
  map.on("mouseout", () => explorer.hover(null));
  map.on("move", () => explorer.lead(explorer.centre(), map.getZoom(), false));
  map.on("zoomanim", (event) => explorer.lead(event.center, event.zoom, true));
  // Whoever the reader touched last leads; a map that follows never answers back.
  for (const kind of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(kind, () => { explorer.isLeading = true; }, { capture: true, passive: true });
  map.on("movestart", () => explorer.hover(null));
  map.on("moveend", () => {
    const bounds = map.getBounds();
    explorer.lead(explorer.centre(), map.getZoom(), false);
    explorer.say({ type: "view", west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth(), zoom: map.getZoom() });
    explorer.labels.later(explorer.motion ? 60 : 0);
  });
  document.fonts.addEventListener("loadingdone", () => explorer.labels.forget());
  window.addEventListener("resize", () => explorer.labels.later(60));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    if (event.isTrusted) explorer.say({ type: "link", url: link.href });
  });
  document.addEventListener("dragstart", (event) => event.preventDefault());
};

/** The place in the very middle. Leaflet's own centre is the one it was asked for, up to a pixel away. */
explorer.centre = () => {
  const map = explorer.map, corner = map.getPixelOrigin().subtract(map._getMapPanePos());
  return map.unproject(corner.add(map.getSize().divideBy(2)), map.getZoom());
};

/** Say where this map looks, or is about to, where another map follows it. */
explorer.lead = ({ lat, lng }, zoom, isFlying) => {
  if (explorer.isFollowed && explorer.isLeading) explorer.say({ type: "moving", lon: lng, lat, zoom, flies: isFlying });
};

explorer.countryHit = (point) => {
  const country = explorer.basemap.countryAt(...explorer.toWorld(point));
  return country ? { kind: "country", id: `country:${country.id}` } : { kind: "", id: "" };
};

explorer.onPointer = (point) => {
  explorer.pointer = point;
  const hit = explorer.network.at(point);
  explorer.map.getContainer().classList.toggle("is-over", Boolean(hit));
  explorer.hover(hit && hit.kind, hit && hit.id);
  explorer.controls.moveTip(point);
};

/** The pointer or the focus came to something, or left: ask the program what to tell. */
explorer.hover = (kind, id = null) => {
  if (explorer.hovered === id) return;
  const node = explorer.network.nodes.get(explorer.hovered), next = explorer.network.nodes.get(id);
  if (node) node.element.classList.remove("is-hovered");
  if (next) next.element.classList.add("is-hovered");
  explorer.hovered = id;
  explorer.controls.hideTip();
  if (id) explorer.say({ type: "hovered", kind, id });
};

explorer.setLayers = (layers) => {
  Object.assign(explorer.layers, layers);
  explorer.map.getContainer().classList.toggle("without-corridors", !explorer.layers.corridors);
  explorer.basemap.redraw();
  explorer.controls.showLayers();
  explorer.labels.later();
};

/* What the program may call. Each takes one JSON value. */
explorer.calls = {
  style({ variables, theme }) {
    explorer.style = variables;
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.documentElement.dataset.theme = theme;
    explorer.basemap.redraw();
    explorer.network.place(explorer.map.getZoom());
    explorer.labels.forget();
  },
  words({ language, words, countries }) {
    explorer.shortCountries = countries;
    explorer.language = language;
    explorer.words = words;
    document.documentElement.lang = language;
    explorer.controls.translate(words);
    explorer.onTold();
    explorer.labels.later();
  },
  network(payload) {
    explorer.network.set(payload);
    explorer.labels.later();
  },
  names(names) {
    for (const [id, name] of Object.entries(names)) explorer.network.nodes.get(id).name = name;
    explorer.labels.later();
  },
  patch(patch) {
    explorer.network.patch(patch);
    if (patch.countries) {
      explorer.labels.closedCountries = patch.countries;
      explorer.network.closeCountries(patch.countries);
    }
    if (patch.callouts) explorer.labels.callouts = patch.callouts;
    if (patch.notes) explorer.labels.notes = patch.notes;
    explorer.patchedAt = performance.now();
    explorer.labels.later();
  },
  mark({ selected, highlighted }) {
    explorer.network.mark(selected, highlighted);
    explorer.labels.later();
  },
  tip({ id, tip }) {
    if (explorer.hovered !== id) return;
    const node = explorer.network.nodes.get(id);
    explorer.controls.showTip(tip, node ? explorer.map.layerPointToContainerPoint(node.at) : explorer.pointer || L.point(0, 0));
  },
  motion(isOn) {
    explorer.motion = isOn;
    document.documentElement.classList.toggle("without-motion", !isOn);
    Object.assign(explorer.map.options, { zoomAnimation: isOn, fadeAnimation: isOn });
    // Leaflet reads its own copy of the option, taken when the map was made.
    explorer.map._zoomAnimated = isOn && L.Browser.any3d;
  },
  fit({ west, south, east, north, fly }) {
    explorer.isLeading = true;
    const bounds = L.latLngBounds([south, west], [north, east]), padding = { paddingTopLeft: [64, 40 + explorer.controls.covered], paddingBottomRight: [64, 48] };
    if (fly && explorer.motion) explorer.map.flyToBounds(bounds, { ...padding, duration: 0.6 });
    else explorer.map.fitBounds(bounds, { ...padding, animate: false });
  },
  layers(layers) {
    explorer.setLayers(layers);
  },
  follow(isOn) {
    explorer.isFollowed = isOn;
    explorer.isLeading = false;
  },
  /* Look where another map looks: same centre and zoom, to the pixel where both are of one size. */
  look({ lon, lat, zoom, flies }) {
    const map = explorer.map, centre = L.latLng(lat, lon);
    explorer.isLeading = false;
    if (zoom !== map.getZoom() || map._animatingZoom) {
      map.setView(centre, zoom, { animate: flies && explorer.motion });
      return;
    }
    const shift = map.project(centre, zoom).subtract(map.project(explorer.centre(), zoom)).round();
    if (shift.x || shift.y) map.panBy(shift, { animate: false });
  },
  /* What this map is of a comparison: "alone", "before", "after", or the "difference" in one map. */
  part(name) {
    document.documentElement.dataset.part = name;
    explorer.labels.later();
  },
  legend({ folded }) {
    explorer.controls.foldLegend(folded);
  },
  present({ on, cover }) {
    // Below a title the far north must come down further than the map goes up.
    explorer.map.options.maxBounds = on ? null : explorer.bounds;
    document.documentElement.classList.toggle("is-presenting", on);
    explorer.controls.cover(cover);
  },
};

/** The program's way in: name and one value; answers JSON. */
explorer.call = (name, value) => {
  explorer.calls[name](value);
  return JSON.stringify({ done: name });
};

window.addEventListener("error", (event) => explorer.say({ type: "failed", text: String(event.message) }));
window.addEventListener("unhandledrejection", (event) => explorer.say({ type: "failed", text: String(event.reason) }));
