"use strict";
/* Names on the map: what is named, how important it is, and where it finds room (8 places, else dropped). */

const SANS = '"Source Sans 3", "Noto Sans SC", "Noto Sans Georgian", "Noto Sans Arabic", "Noto Sans Devanagari", "DejaVu Sans", sans-serif';
const SERIF = '"Source Serif 4", "Noto Sans SC", "DejaVu Serif", serif';

/* Type by label class: weight, size, letter-spacing (map.css has the colours). */
explorer.TYPE = {
  end: { font: "700", size: 15 },
  closed: { font: "700", size: 12.5 },
  note: { font: "400", size: 12 },
  "country-note": { font: "600", size: 12 },
  stop: { font: "600", size: 12.5 },
  new: { font: "600", size: 12.5 },
  gained: { font: "600", size: 12.5 },
  lost: { font: "600", size: 12.5 },
  place: { font: "400", size: 12 },
  city: { font: "400", size: 11.5 },
  "country-large": { font: "400", size: 13, spacing: 5, upper: true },
  "country-medium": { font: "400", size: 11.5, spacing: 3, upper: true },
  "country-small": { font: "400", size: 10.5, spacing: 1.6, upper: true },
  sea: { font: "italic 400", size: 12.5, serif: true, spacing: 0.4 },
};

/* Places around a symbol, best first: direction and text anchor. */
explorer.PLACES = [
  [1, 0, "start"], [-1, 0, "end"], [0, -1, "middle"], [0, 1, "middle"],
  [0.75, -0.8, "start"], [0.75, 0.8, "start"], [-0.75, -0.8, "end"], [-0.75, 0.8, "end"],
  // One line further off, for names that must stand somewhere.
  [0.75, -1, "start", 2], [0.75, 1, "start", 2], [-0.75, -1, "end", 2], [-0.75, 1, "end", 2],
];
explorer.NEAR_PLACES = [0, 1, 2, 3, 4, 5, 6, 7];
explorer.ALL_PLACES = [...explorer.PLACES.keys()];

/* Places around the label point of a country or sea, in px, nearest first: wide names drift sideways. */
explorer.DRIFTS = [[0, 0], ...[16, 32, 52, 80, 120].flatMap((reach) => [[0, -1], [0, 1], [-1.6, 0], [1.6, 0], [-1.2, -0.7], [1.2, -0.7], [-1.2, 0.7], [1.2, 0.7]]
  .map(([dx, dy]) => [dx * reach, dy * reach]))];

explorer.Labels = class {
  constructor(pane) {
    this.pane = pane;
    this.elements = new Map();
    this.widths = new Map();
    this.context = document.createElement("canvas").getContext("2d");
    this.notes = [];
    this.callouts = [];
    this.closedCountries = [];
    this.timer = 0;
  }

  /** Lay out again, soon: once after everything that asks for it. */
  later(delay = 0) {
    if (!explorer.isDrawn) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.timer = 0; this.layout(); explorer.settle(); }, delay);
  }

  get isBusy() {
    return this.timer !== 0;
  }

  _font(type) {
    return `${type.font} ${type.size * explorer.scale()}px ${type.serif ? SERIF : SANS}`;
  }

  _width(text, type) {
    const font = this._font(type), key = `${font}|${text}`;
    if (!this.widths.has(key)) {
      this.context.font = font;
      this.widths.set(key, this.context.measureText(text).width + text.length * (type.spacing || 0) * explorer.scale());
    }
    return this.widths.get(key);
  }

  /** Fonts came or changed: measure anew. */
  forget() {
    this.widths.clear();
    this.later();
  }

  _line(text, kind) {
    const type = explorer.TYPE[kind], shown = type.upper ? text.toLocaleUpperCase(explorer.language) : text;
    return { text: shown, kind, width: this._width(shown, type), height: type.size * 1.22 * explorer.scale() };
  }

  /* Closed places; neighbours whose octagons touch share one name: "Aktau, Kuryk closed". */
  _closedItems() {
    const groups = [], reach = 20 * explorer.scale();
    for (const node of explorer.network.nodes.values()) {
      if (!node.is.has("is-closed")) continue;
      const group = groups.find(([first]) => Math.hypot(first.at[0] - node.at[0], first.at[1] - node.at[1]) < reach);
      if (group) group.push(node); else groups.push([node]);
    }
    return groups.map((group) => {
      const middle = (axis) => group.reduce((sum, node) => sum + node.at[axis], 0) / group.length;
      const spread = Math.max(...group.map((node) => Math.abs(node.at[0] - middle(0))));
      const lines = [this._line(group.map((node) => node.name).join(", "), "closed"), this._line(explorer.words.closed, "note")];
      return { key: `node-${group[0].id}`, keys: group.map((node) => `node-${node.id}`), x: middle(0), y: middle(1), radius: 11 + spread, lines, rank: 95, cls: "closed", must: true };
    });
  }

  _nodeItems() {
    const items = this._closedItems(), zoom = explorer.apparentZoom(), words = explorer.words;
    for (const node of explorer.network.nodes.values()) {
      if (!node.isShown) continue;
      const is = node.is, base = { key: `node-${node.id}`, x: node.at[0], y: node.at[1], radius: node.kind === "junction" ? 4 : 8 };
      if (is.has("is-closed")) continue;
      if (is.has("is-end")) items.push({ ...base, radius: 10, lines: [this._line(node.name, "end")], rank: 100, cls: "end", must: true });
      else if (is.has("is-gained") && is.has("is-stop")) items.push({ ...base, lines: [this._line(node.name, "gained"), this._line(words.instead, "note")], rank: 82, cls: "gained" });
      else if (is.has("is-lost") && is.has("is-baseline-stop")) items.push({ ...base, lines: [this._line(node.name, "lost"), this._line(words.no_longer, "note")], rank: 81, cls: "lost" });
      else if (is.has("is-stop")) items.push({ ...base, lines: [this._line(node.name, "stop")], rank: 80, cls: "stop" });
      else if (is.has("is-selected") || is.has("is-highlighted")) items.push({ ...base, lines: [this._line(node.name, "stop")], rank: 85, cls: "stop", must: is.has("is-selected") });
      else if (is.has("is-baseline-stop")) items.push({ ...base, lines: [this._line(node.name, "place")], rank: 50, cls: "place" });
      else if (zoom >= 4.5 || node.rank === 1) items.push({ ...base, radius: 6, lines: [this._line(node.name, "place")], rank: node.rank === 1 ? 45 : 30 - node.rank, cls: "place", shy: true });
    }
    for (const leg of explorer.network.legs.values()) {
      if (leg.sign) items.push({ key: `leg-${leg.id}`, x: leg.at[0], y: leg.at[1], radius: 10, lines: [this._line(words.closed, "note")], rank: 90, cls: "closed", must: true });
    }
    return items;
  }

  _countryItems() {
    const zoom = explorer.apparentZoom(), items = [];
    for (const country of explorer.basemap.features.countries || []) {
      if (!country.label || country.rank > (zoom < 3 ? 2 : zoom < 3.75 ? 3 : zoom < 5 ? 4 : zoom < 6 ? 5 : 7)) {
        if (!this.closedCountries.includes(country.id)) continue;
      }
      const kind = country.rank <= 2 ? "country-large" : country.rank <= 3 ? "country-medium" : "country-small";
      const [x, y] = explorer.toLayer(...(country.at ??= explorer.project(...country.label)));
      const lines = [this._line(explorer.nameOf(country), kind)], isClosed = this.closedCountries.includes(country.id);
      if (isClosed) lines.push({ ...this._line(explorer.words.closed_country_note, "country-note"), sign: true });
      items.push({ key: `country-${country.id}`, x, y, lines, rank: isClosed ? 88 : 60 - country.rank, cls: isClosed ? "country is-closed" : "country", drift: (point) => explorer.basemap.isInside(country, point), must: isClosed, shy: true });
    }
    return items;
  }

  _placeItems() {
    const zoom = explorer.apparentZoom(), items = [];
    for (const sea of explorer.basemap.features.seas || []) {
      if ((sea.rank || 1) > zoom) continue;
      const [x, y] = explorer.toLayer(...sea.world);
      items.push({ key: `sea-${sea.id}`, x, y, lines: [this._line(explorer.nameOf(sea), "sea")], rank: 40, cls: "sea", drifts: 17, drift: (point) => !explorer.basemap.countryAt(...explorer.toWorldOf(point)), shy: true });
    }
    const least = zoom < 3.5 ? 9e6 : zoom < 4.25 ? 4e6 : zoom < 5 ? 2e6 : zoom < 6 ? 9e5 : zoom < 7 ? 3e5 : 0;
    const known = [...explorer.network.nodes.values()].filter((node) => node.isShown).map((node) => node.at);
    for (const city of explorer.basemap.features.cities || []) {
      if ((city.population || 0) < least) continue;
      const [x, y] = explorer.toLayer(...city.world);
      if (known.some(([nx, ny]) => Math.abs(nx - x) < 14 && Math.abs(ny - y) < 14)) continue;
      items.push({ key: `city-${city.point}`, x, y, radius: 4, dot: true, lines: [this._line(explorer.nameOf(city), "city")], rank: 20 + Math.min(9, (city.population || 0) / 4e6), cls: "city", shy: true });
    }
    return items;
  }

  _noteItems() {
    return this.notes.flatMap(({ id, text, legs }) => {
      const leg = explorer.network.legs.get(legs[Math.floor(legs.length / 2)]);
      if (!leg) return [];
      leg.middle ??= explorer.middleOf(leg.parts);
      const [x, y] = explorer.toLayer(...leg.middle);
      return [{ key: `new-${id}`, x, y, radius: 9, lines: [this._line(text, "new")], rank: 84, cls: "new", places: [2, 3, 0, 1, 4, 5, 6, 7] }];
    });
  }

  /** Place all names anew: most important first, each where it collides with nothing. */
  layout() {
    if (!explorer.network || !explorer.map) return;
    const room = new explorer.Room();
    const fresh = new Map();
    for (const callout of this.callouts) this._show(fresh, explorer.placeCallout(this, callout, room));
    const items = this._nodeItems().concat(this._noteItems());
    if (explorer.layers.labels) items.push(...this._countryItems(), ...this._placeItems());
    items.sort((one, other) => other.rank - one.rank);
    for (const item of items) if (room.isNear(item)) this._show(fresh, this._place(item, room));
    for (const [key, element] of this.elements) if (!fresh.has(key)) element.remove();
    this.elements = fresh;
  }

  _place(item, room) {
    const width = Math.max(...item.lines.map((line) => line.width + (line.sign ? 16 * explorer.scale() : 0)));
    const height = item.lines.reduce((sum, line) => sum + line.height, 0);
    const choices = item.drift ? this._drifts(item, width, height) : this._around(item, width, height);
    let best = null;
    choices.some((choice, index) => {
      // Later places only cost more.
      if (best && index * 0.5 >= best.cost) return true;
      const box = [choice.left - 2, choice.top, choice.left + width + 2, choice.top + height];
      const hard = room.overlap(box, item.keys || [item.key]);
      if (hard && !item.must) return false;
      const lines = room.lines(box);
      if (item.shy && !item.must && lines > 1) return false;
      const cost = hard * 100 + lines * (item.shy ? 9 : 1.5) + index * 0.5 + (room.isOutside(box) && !room.isOutside([item.x, item.y, item.x, item.y]) ? 40 : 0);
      if (best && cost >= best.cost) return false;
      if (index && item.drift && !item.drift([choice.x, choice.top + height / 2])) return false;
      best = { ...choice, box, cost };
      return false;
    });
    if (!best) return null;
    room.take(best.box);
    return { ...item, ...best, width, height, at: [item.x, item.y] };
  }

  _drifts(item, width, height) {
    return explorer.DRIFTS.slice(0, item.drifts).map(([dx, dy]) => ({ x: item.x + dx, anchor: "middle", left: item.x + dx - width / 2, top: item.y + dy - height / 2 }));
  }

  _around(item, width, height) {
    const order = item.places || (item.must ? explorer.ALL_PLACES : explorer.NEAR_PLACES), gap = (item.radius || 6) * explorer.scale() + 2;
    return order.map((index) => {
      const [dx, dy, anchor, further = 1] = explorer.PLACES[index];
      const x = item.x + dx * gap, left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      const top = dy === 0 ? item.y - height / 2 : dy < 0 ? item.y + dy * gap - height + (dx ? 4 : 0) : item.y + dy * gap - (dx ? 4 : 0);
      return { x, anchor, left, top: top + (further - 1) * Math.sign(dy) * height };
    });
  }

  _show(fresh, placed) {
    if (!placed) return;
    const key = placed.key, look = placed.signature || JSON.stringify([placed.cls, placed.lines.map((line) => line.text), placed.anchor, explorer.scale()]);
    let element = this.elements.get(key);
    if (element && element.dataset.look !== look) { element.remove(); element = null; }
    element ??= this.pane.put(placed.build ? placed.build() : this._build(placed));
    element.dataset.look = look;
    if (!placed.build) element.setAttribute("transform", `translate(${placed.x.toFixed(1)} ${placed.top.toFixed(1)})`);
    const dot = element.querySelector(".city-dot");
    if (dot) { dot.setAttribute("cx", placed.at[0] - placed.x); dot.setAttribute("cy", placed.at[1] - placed.top); }
    fresh.set(key, element);
  }

  _build(placed) {
    const group = explorer.svg("g", { class: `label label-${placed.cls}`, "text-anchor": placed.anchor });
    group.dataset.key = placed.key;
    if (placed.dot) explorer.svg("circle", { class: "city-dot", r: 1.6 }, group);
    let y = 0;
    for (const line of placed.lines) {
      const type = explorer.TYPE[line.kind];
      const text = explorer.svg("text", { y: y + line.height * 0.78, class: `type-${line.kind}`, style: `font:${this._font(type)};letter-spacing:${(type.spacing || 0) * explorer.scale()}px` }, group);
      text.textContent = line.text;
      if (line.sign) {
        text.setAttribute("x", 8 * explorer.scale());
        explorer.octagon(explorer.svg("g", { transform: `translate(${-line.width / 2 - 4} ${y + line.height * 0.5})` }, group), 5.5 * explorer.scale());
      }
      y += line.height;
    }
    return group;
  }
};
