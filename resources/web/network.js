"use strict";
/* Legs and nodes: made once, then only their classes change. What to show is decided in Python. */

/* Extra lines of a leg by state: pane, class, and the test on its classes. */
explorer.ROLES = [
  { pane: "ghost", name: "ghost-band", when: (is) => is.has("is-baseline") && !is.has("is-kept") && !is.has("is-altered") },
  { pane: "ghost", name: "ghost-core", when: (is) => is.has("is-baseline") && !is.has("is-kept") && !is.has("is-altered") },
  { pane: "ghost", name: "lost-ticks", when: (is) => is.has("is-lost") },
  { pane: "corridors", name: "halo", when: (is) => is.has("is-selected") || is.has("is-highlighted") },
  { pane: "casing", name: "casing", when: (is) => is.has("is-on-itinerary") || is.has("is-new") },
  { pane: "journey", name: "now", when: (is) => is.has("is-on-itinerary") && !is.has("is-new") },
  { pane: "new", name: "new-line", when: (is) => is.has("is-new") },
  { pane: "new", name: "new-inside", when: (is) => is.has("is-new") },
  { pane: "new", name: "gained-inside", when: (is) => is.has("is-gained") && !is.has("is-new") },
  { pane: "new", name: "altered-inside", when: (is) => is.has("is-altered") && !is.has("is-new") },
];

explorer.Network = class {
  constructor(panes) {
    this.panes = panes;
    this.legs = new Map();
    this.nodes = new Map();
    this.countries = new Map();
    this.marks = new Set();
    this.hovered = null;
    this.detail = 0;
  }

  /** Take the whole network: legs as (lon, lat) lines, nodes with their kind and name. */
  set({ legs, nodes }) {
    for (const item of [...this.legs.values(), ...this.nodes.values()]) this._drop(item);
    this.legs.clear();
    this.nodes.clear();
    this.detail = explorer.detailAt(explorer.map.getZoom());
    for (const leg of legs) this._addLeg(leg);
    for (const node of nodes) this._addNode(node);
  }

  _drop(item) {
    item.element.remove();
    for (const path of Object.values(item.paths || {})) path.remove();
    if (item.sign) item.sign.remove();
  }

  _addLeg({ id, mode, parts, from, to }) {
    const world = parts.map((points) => explorer.projectLine(points.map(([lat, lon]) => [lon, lat])));
    const leg = { id, mode, from, to, parts: world, bounds: explorer.boundsOf(world), data: [], paths: {}, state: "", is: new Set() };
    leg.element = this.panes.corridors.put(explorer.svg("path", { class: this._legClass(leg), d: explorer.pathData(leg, this.detail) }));
    leg.element.dataset.id = id;
    this.legs.set(id, leg);
  }

  _legClass(leg) {
    return `leg leg-${leg.id} mode-${leg.mode} ${leg.state}${this._marked(leg)}`;
  }

  _marked(item) {
    return `${this.marks.has(item.id) ? " is-highlighted" : ""}${this.selected === item.id ? " is-selected" : ""}`;
  }

  _addNode({ id, kind, rank, name, label, lat_lon: [lat, lon] }) {
    const node = { id, kind, rank, name, label, world: explorer.project(lon, lat), state: "", is: new Set(), sign: null };
    node.element = this.panes.nodes.put(explorer.svg("g", { role: "button", tabindex: "-1", "aria-label": label }));
    node.element.dataset.id = id;
    explorer.svg("circle", { class: "ring", r: 10 }, node.element);
    const symbol = explorer.svg("g", { class: "symbol" }, node.element);
    explorer.symbols[kind](symbol);
    explorer.svg("circle", { class: "end", r: 5.2 }, symbol);
    node.element.addEventListener("keydown", (event) => this._onKey(event, node));
    node.element.addEventListener("focus", () => explorer.hover("node", id));
    this._styleNode(node);
    this._placeNode(node);
    this.nodes.set(id, node);
  }

  _onKey(event, node) {
    if (event.key === "Enter") explorer.say({ type: "clicked", kind: "node", id: node.id });
    else if (event.key === " ") explorer.say({ type: "toggle", kind: "node", id: node.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  _placeNode(node) {
    const [x, y] = explorer.toLayer(...node.world);
    const transform = `translate(${x.toFixed(2)} ${y.toFixed(2)})`;
    node.at = [x, y];
    node.element.setAttribute("transform", transform);
    if (node.sign) node.sign.setAttribute("transform", transform);
  }

  _styleNode(node) {
    node.is = new Set(`${node.state}${this._marked(node)}`.split(" ").filter(Boolean));
    node.element.setAttribute("class", `node node-${node.id} kind-${node.kind} rank-${node.rank} ${[...node.is].join(" ")}`);
    node.isShown = this._isShown(node);
    node.element.setAttribute("tabindex", node.isShown ? "0" : "-1");
    node.element.classList.toggle("is-out", !node.isShown);
    if (node.is.has("is-closed") && !node.sign) {
      node.sign = this.panes.closed.put(explorer.svg("g", { class: `closed-sign sign-${node.id}`, transform: node.element.getAttribute("transform") || "" }));
      explorer.octagon(explorer.svg("g", { class: "symbol" }, node.sign));
    } else if (!node.is.has("is-closed") && node.sign) {
      node.sign.remove();
      node.sign = null;
    }
  }

  /* Far out: only the journey, what is closed, and big cities. */
  _isShown(node) {
    const zoom = explorer.apparentZoom();
    if (node.is.has("is-closed") || node.is.has("is-end") || node.is.has("is-selected") || node.is.has("is-highlighted")) return true;
    if (node.is.has("is-stop") || node.is.has("is-baseline-stop")) return true;
    if (zoom < 4) return node.rank === 1;
    return zoom >= 5.5 || node.rank <= 2 || node.is.has("is-on-itinerary");
  }

  /** New view: symbols move, lines change their fineness if it is due. */
  place(zoom) {
    for (const node of this.nodes.values()) {
      this._placeNode(node);
      if (this._isShown(node) !== node.isShown) this._styleNode(node);
    }
    for (const leg of this.legs.values()) if (leg.sign) this._placeLegSign(leg);
    const detail = explorer.detailAt(zoom);
    if (detail === this.detail) return;
    this.detail = detail;
    for (const leg of this.legs.values()) {
      const data = explorer.pathData(leg, detail);
      for (const path of [leg.element, ...Object.values(leg.paths)]) path.setAttribute("d", data);
    }
  }

  /** Apply the difference between two answers: id -> classes. */
  patch({ legs = {}, nodes = {}, labels = {} }) {
    for (const [id, state] of Object.entries(legs)) {
      const leg = this.legs.get(id);
      leg.state = state;
      this._styleLeg(leg);
    }
    for (const [id, state] of Object.entries(nodes)) {
      const node = this.nodes.get(id);
      node.state = state;
      this._styleNode(node);
    }
    for (const [id, label] of Object.entries(labels)) {
      const node = this.nodes.get(id);
      node.label = label;
      node.element.setAttribute("aria-label", label);
    }
  }

  _styleLeg(leg) {
    leg.is = new Set(`${leg.state}${this._marked(leg)}`.split(" ").filter(Boolean));
    leg.element.setAttribute("class", this._legClass(leg));
    for (const role of explorer.ROLES) {
      const path = leg.paths[role.name];
      if (!role.when(leg.is)) {
        if (path) path.remove();
        delete leg.paths[role.name];
        continue;
      }
      const name = `${role.name} of-${leg.id} mode-${leg.mode} ${leg.state}${this._marked(leg)}`;
      if (path) path.setAttribute("class", name);
      else {
        leg.paths[role.name] = explorer.svg("path", { class: name, d: explorer.pathData(leg, this.detail) });
        if (role.name === "halo") leg.element.before(leg.paths.halo);
        else this.panes[role.pane].put(leg.paths[role.name]);
      }
    }
    this._signLeg(leg);
  }

  /* A leg closed by itself carries the octagon half-way: shape, not only colour. */
  _signLeg(leg) {
    if (!leg.is.has("is-closed-itself")) {
      if (leg.sign) leg.sign.remove();
      leg.sign = null;
      return;
    }
    if (leg.sign) return;
    leg.middle ??= explorer.middleOf(leg.parts);
    leg.sign = this.panes.closed.put(explorer.svg("g", { class: `closed-sign sign-${leg.id}` }));
    explorer.octagon(explorer.svg("g", { class: "symbol" }, leg.sign), 6.5);
    this._placeLegSign(leg);
  }

  _placeLegSign(leg) {
    leg.at = explorer.toLayer(...leg.middle);
    leg.sign.setAttribute("transform", `translate(${leg.at[0].toFixed(2)} ${leg.at[1].toFixed(2)})`);
  }

  /** Hatch exactly these countries (ISO codes). */
  closeCountries(codes) {
    for (const [code, path] of this.countries) if (!codes.includes(code)) { path.remove(); this.countries.delete(code); }
    for (const code of codes) {
      if (this.countries.has(code)) continue;
      const shapes = (explorer.basemap.features.countries || []).filter((country) => country.id === code);
      const data = shapes.map((country) => explorer.shapeData(country)).join("");
      this.countries.set(code, this.panes.hatch.put(explorer.svg("path", { class: `country country-${code} is-closed`, d: data })));
    }
  }

  /** Restyle what was and what is selected or highlighted. */
  mark(selected, ids) {
    const before = new Set([...this.marks, this.selected]);
    this.selected = selected;
    this.marks = new Set(ids);
    for (const id of new Set([...before, ...this.marks, selected])) {
      if (this.legs.has(id)) this._styleLeg(this.legs.get(id));
      if (this.nodes.has(id)) this._styleNode(this.nodes.get(id));
    }
  }

  /** What lies under a container pixel: the nearest node within 12 px, else a leg within 7 px. */
  at(point) {
    const layer = explorer.map.containerPointToLayerPoint(point);
    let best = null, least = 12 * 12;
    for (const node of this.nodes.values()) {
      if (!node.isShown) continue;
      const distance = (node.at[0] - layer.x) ** 2 + (node.at[1] - layer.y) ** 2;
      if (distance < least) [best, least] = [{ kind: "node", id: node.id }, distance];
    }
    return best || this._legAt(point);
  }

  _legAt(point) {
    const [x, y] = explorer.toWorld(point), reach = 7 / explorer.map.getZoomScale(explorer.map.getZoom(), 0);
    let best = null, least = reach * reach;
    for (const leg of this.legs.values()) {
      const { west, east, north, south } = leg.bounds;
      if (x < west - reach || x > east + reach || y < north - reach || y > south + reach) continue;
      if (!explorer.layers.corridors && !leg.is.has("is-on-itinerary") && !leg.is.has("is-baseline")) continue;
      const distance = explorer.distanceTo(leg.parts, x, y) * (leg.is.has("is-on-itinerary") ? 0.25 : 1);
      if (distance < least) [best, least] = [{ kind: "leg", id: leg.id }, distance];
    }
    return best;
  }
};

/** `d` of a country's outline, with its copy past 180 degrees where it has a part there. */
explorer.shapeData = (country) => country.rings.map((ring) => {
  const points = explorer.coarser(ring, 2);
  if (points.length < 4) return "";
  const draw = (shift) => `M${points.map(({ x, y }) => `${(x + shift).toFixed(4)} ${y.toFixed(4)}`).join("L")}Z`;
  return draw(0) + (points[0].x < 20 ? draw(explorer.WORLD) : "");
}).join("");
