"use strict";
/* What floats over the map: zoom and layer buttons, legend, scale, tooltip. Texts only by textContent. */

explorer.element = (name, attributes = {}, text = null, parent = null) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== null) element.textContent = text;
  if (parent) parent.appendChild(element);
  return element;
};

explorer.icon = (path, parent) => {
  const svg = explorer.svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "icon" }, parent);
  explorer.svg("path", { d: path }, svg);
};

explorer.ICONS = {
  zoom_in: "M8 3V13M3 8H13",
  zoom_out: "M3 8H13",
  layers: "M8 2.5L14 5.8 8 9 2 5.8ZM2.4 8.6L8 11.6 13.6 8.6M2.4 11L8 14 13.6 11",
};

/* Legend rows: word, how its sign is drawn (class of a line, or a symbol), and of which maps (none: all). */
explorer.LEGEND = [
  ["now_rail", "line", "now mode-rail", "journey"], ["now_water", "line", "now mode-sea", "journey"], ["gained_line", "gained", "", "difference"], ["lost_line", "lost", "", "difference"],
  ["kept_line", "kept", "", "difference"], ["altered_line", "altered", "", "difference"], ["new_link", "new", ""], ["other_corridor", "line", "leg mode-rail is-corridor hue-4", "journey"],
  ["baseline_line", "ghost", "", "journey"], ["closed_place", "octagon", ""], ["closed_country", "hatch", ""], ["not_in_use", "line", "leg is-suspended"],
  ["border", "symbol", "border", "journey"], ["port", "symbol", "port", "journey"], ["terminal", "symbol", "terminal", "journey"], ["city_junction", "symbol", "city", "journey"],
];

explorer.Controls = class {
  constructor(map) {
    this.map = map;
    this.covered = 0;
    this._addButtons();
    this._addLegend();
    const Scale = L.Control.Scale.extend({
      _updateMetric(meters) {
        const length = this._getRoundNum(meters), text = length < 1000 ? `${length} m` : `${(length / 1000).toLocaleString("en").replaceAll(",", "\u202f")} km`;
        this._updateScale(this._mScale, text, length / meters);
      },
    });
    this.scale = new Scale({ imperial: false, maxWidth: 110, position: "bottomright" }).addTo(map);
    this.tip = explorer.element("div", { class: "tip", role: "tooltip", hidden: "" }, null, map.getContainer());
  }

  _control(position, className) {
    const control = L.control({ position }), element = explorer.element("div", { class: className });
    control.onAdd = () => element;
    control.addTo(this.map);
    L.DomEvent.disableClickPropagation(element);
    L.DomEvent.disableScrollPropagation(element);
    L.DomEvent.on(element, "contextmenu", L.DomEvent.stopPropagation);
    return element;
  }

  _addButtons() {
    this.bar = this._control("topleft", "buttons");
    const button = (name, act) => {
      const element = explorer.element("button", { type: "button", class: `button button-${name}` }, null, this.bar);
      explorer.icon(explorer.ICONS[name], element);
      element.addEventListener("click", act);
    };
    button("zoom_in", () => this.map.zoomIn(0.5));
    button("zoom_out", () => this.map.zoomOut(0.5));
    button("layers", () => this._toggleLayers());
    this.panel = explorer.element("div", { class: "layer-panel", hidden: "" }, null, this.bar);
    this.boxes = {};
    for (const name of Object.keys(explorer.layers)) {
      const label = explorer.element("label", {}, null, this.panel);
      const box = explorer.element("input", { type: "checkbox" }, null, label);
      this.boxes[name] = { box, text: explorer.element("span", {}, "", label) };
      box.addEventListener("change", () => {
        explorer.setLayers({ [name]: box.checked });
        explorer.say({ type: "layers", layers: explorer.layers });
      });
    }
  }

  _toggleLayers() {
    this.panel.hidden = !this.panel.hidden;
    this.bar.querySelector(".button-layers").setAttribute("aria-expanded", String(!this.panel.hidden));
  }

  _addLegend() {
    this.legend = this._control("bottomleft", "legend");
    this.legendTitle = explorer.element("button", { type: "button", class: "legend-title", "aria-expanded": "true" }, "", this.legend);
    this.legendTitle.addEventListener("click", () => this.foldLegend(!this.legend.classList.contains("is-folded")));
    this.legendRows = explorer.element("div", { class: "legend-rows" }, null, this.legend);
    this.legendTexts = explorer.LEGEND.map(([word, kind, what, part]) => {
      const row = explorer.element("div", { class: part ? `legend-row of-${part}` : "legend-row" }, null, this.legendRows);
      this._sign(explorer.svg("svg", { width: 28, height: 16, viewBox: "-14 -8 28 16", "aria-hidden": "true" }, row), kind, what);
      return { word, text: explorer.element("span", {}, "", row) };
    });
  }

  foldLegend(isFolded) {
    this.legend.classList.toggle("is-folded", isFolded);
    this.legendTitle.setAttribute("aria-expanded", String(!isFolded));
    explorer.labels.later();
  }

  _sign(svg, kind, what) {
    const line = (name) => explorer.svg("path", { class: name, d: "M-13 0H13" }, svg);
    if (kind === "line") line(what);
    else if (kind === "new") ["new-line", "new-inside"].forEach(line);
    else if (kind === "ghost") ["ghost-band", "ghost-core"].forEach(line);
    else if (kind === "lost") ["ghost-band", "ghost-core is-lost", "lost-ticks"].forEach(line);
    else if (kind === "gained") ["now is-gained mode-rail", "gained-inside"].forEach(line);
    else if (kind === "kept") line("now is-kept mode-rail");
    else if (kind === "altered") ["now is-altered mode-rail", "altered-inside"].forEach(line);
    else if (kind === "octagon") explorer.octagon(svg, 7);
    else if (kind === "hatch") {
      explorer.svg("rect", { x: -13, y: -6, width: 26, height: 12, class: "legend-hatch" }, svg);
      for (const x of [-13, -6, 1]) explorer.svg("path", { class: "legend-hatch-line", d: `M${x} 6L${x + 12} -6` }, svg);
    } else {
      const node = explorer.svg("g", { class: `node is-stop kind-${what}` }, svg);
      explorer.symbols[what](explorer.svg("g", { class: "symbol" }, node));
    }
  }

  /** Words of the current language. */
  translate(words) {
    const name = (element, text) => { element.setAttribute("aria-label", text); element.setAttribute("title", text); };
    for (const key of Object.keys(explorer.ICONS)) name(this.bar.querySelector(`.button-${key}`), words[key]);
    for (const [key, { text }] of Object.entries(this.boxes)) text.textContent = words[key];
    this.legendTitle.textContent = words.legend;
    for (const { word, text } of this.legendTexts) text.textContent = words[word];
    this.map.getContainer().setAttribute("aria-label", words.map);
  }

  showLayers() {
    for (const [name, { box }] of Object.entries(this.boxes)) box.checked = explorer.layers[name];
  }

  /** Tell about what the pointer is on: {title, subtitle, rows: [[name, value]], hint}. */
  showTip(tip, point) {
    this.tip.replaceChildren();
    explorer.element("div", { class: "tip-title" }, tip.title, this.tip);
    if (tip.subtitle) explorer.element("div", { class: "tip-subtitle" }, tip.subtitle, this.tip);
    for (const [name, value] of tip.rows) {
      const row = explorer.element("div", { class: "tip-row" }, null, this.tip);
      explorer.element("span", { class: "tip-name" }, name, row);
      explorer.element("span", {}, value, row);
    }
    if (tip.hint) explorer.element("div", { class: "tip-hint" }, tip.hint, this.tip);
    this.tip.hidden = false;
    this.moveTip(point);
  }

  moveTip(point) {
    if (this.tip.hidden) return;
    const size = this.map.getSize(), { offsetWidth: width, offsetHeight: height } = this.tip;
    const left = point.x + 16 + width > size.x ? point.x - 16 - width : point.x + 16;
    const top = Math.max(4, Math.min(size.y - height - 4, point.y + 14));
    this.tip.style.transform = `translate(${Math.max(4, left)}px, ${top}px)`;
  }

  /** The window lays a title over the map, so many pixels high: names and what is fitted keep out of it. */
  cover(height) {
    this.covered = height;
    this.title ??= explorer.element("div", { class: "map-cover", "aria-hidden": "true" }, null, this.map.getContainer());
    const wanted = `${Math.round(height)}px`;
    if (this.title.style.height === wanted) return;
    this.title.style.height = wanted;
    explorer.labels.later();
  }

  hideTip() {
    this.tip.hidden = true;
  }
};

/** Where controls cover the map, in layer pixels. */
explorer.controlBoxes = () => {
  const map = explorer.map, corner = map.getContainer().getBoundingClientRect();
  const layer = (x, y) => map.containerPointToLayerPoint([x - corner.left, y - corner.top]);
  return [...document.querySelectorAll(".leaflet-control, .map-cover, .story-cover")].map((control) => {
    const box = control.getBoundingClientRect();
    return L.bounds(layer(box.left - 4, box.top - 4), layer(box.right + 4, box.bottom + 4));
  });
};
