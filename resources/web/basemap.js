"use strict";
/* Land, sea, borders, rivers, lakes and context railways, drawn once per view into one canvas. */

const explorer = { world: null, settled: 0, style: {}, words: {}, layers: { railways: true, rivers: true, corridors: true, labels: true } };

explorer.WORLD = 256;

/** Zoom-0 world pixel (0-256) of a place; the one projection of the page (Web Mercator). */
explorer.project = (lon, lat) => {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [((lon + 180) / 360) * explorer.WORLD, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * explorer.WORLD];
};

explorer.Basemap = L.Renderer.extend({
  options: { pane: "basemap", padding: 0.4 },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._shapes = {};
    this.features = {};
  },

  /** Take one basemap file: GeoJSON features, bare lines (railways), or named points (seas, cities). */
  add(name, content) {
    const things = content.features ? content.features.map((feature) => ({ ...feature.properties, geometry: feature.geometry }))
      : name === "railways" ? [{ geometry: { type: "MultiLineString", coordinates: content } }] : content;
    this.features[name] = things;
    for (const thing of things) {
      thing.world = thing.point && explorer.project(...thing.point);
      if (name === "countries") explorer.prepareLand(thing);
      else if (thing.geometry) explorer.trace(this._shapes[explorer.shapeKey(name, thing)] ??= new Path2D(), thing.geometry);
    }
    if (name === "railways" || name === "rivers") this.features[name] = [];
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    this._container.remove();
    delete this._context;
  },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._onMove };
  },

  /* While dragging past the drawn edge, draw what comes into view. */
  _onMove() {
    if (this._bounds && !this._map._animatingZoom) this._update();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    if (this._stands()) return;
    L.Renderer.prototype._update.call(this);
    const { min, max } = this._bounds, size = max.subtract(min), ratio = window.devicePixelRatio || 1;
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, min);
    const width = Math.round(size.x * ratio), height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this.draw(ratio);
    this.fire("update");
  },

  /* Whether what is drawn still serves: same zoom, and the view lies inside it. Drawing costs 50-150 ms. */
  _stands() {
    const origin = this._map.getPixelOrigin(), key = `${this._map.getZoom()} ${origin.x} ${origin.y}`;
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const isInside = this._bounds && this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())));
    const stands = key === this._drawn && isInside;
    this._drawn = key;
    return stands;
  },

  redraw() {
    this._drawn = null;
    if (this._map && this._bounds) this._update();
  },

  /** Paint everything for the current view. */
  draw(ratio) {
    const context = this._context, style = explorer.style, canvas = this._container;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = style["--sea"] || "#D3E1E8";
    context.fillRect(0, 0, canvas.width, canvas.height);
    const zoom = this._map.getZoom(), scale = this._map.getZoomScale(zoom, 0);
    const corner = this._map.getPixelOrigin().add(this._bounds.min);
    const first = Math.floor(corner.x / scale / explorer.WORLD);
    const last = Math.floor((corner.x + canvas.width / ratio) / scale / explorer.WORLD);
    const copies = [];
    for (let copy = first; copy <= last; copy++) {
      const west = corner.x / scale - copy * explorer.WORLD, north = corner.y / scale;
      copies.push({ west, north, east: west + canvas.width / ratio / scale, south: north + canvas.height / ratio / scale });
    }
    const aim = ({ west, north }) => context.setTransform(scale * ratio, 0, 0, scale * ratio, -west * scale * ratio, -north * scale * ratio);
    this._paintLand(context, style, scale, copies, aim, explorer.detailAt(zoom));
    for (const copy of copies) {
      aim(copy);
      this._paintLines(context, style, scale, zoom);
    }
  },

  /* Land twice for the glow along the coast; only countries in view, as fine as the zoom shows. All glows
     come before all land, so that no coast shows at 180 degrees, where one copy of the world meets the next. */
  _paintLand(context, style, scale, copies, aim, detail) {
    const reach = 6 / scale, seen = copies.map((view) => (this.features.countries || []).filter(({ bounds: box }) =>
      box.west - reach < view.east && box.east + reach > view.west && box.north - reach < view.south && box.south + reach > view.north));
    const each = (act) => copies.forEach((view, index) => { aim(view); seen[index].forEach(act); });
    context.lineJoin = "bevel";
    // The dash of the last border drawn: far out, one from a close view would cut coasts into millions of bits.
    context.setLineDash([]);
    // Opaque, so that the glows of neighbours do not add up. The coast line is twice as wide, half of it under land.
    for (const [colour, width, isSoft] of [[style["--coast-glow-far"], 9, true], [style["--coast-glow"], 4.5, true], [style["--coast"], 1.4, false]]) {
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      each((country) => context.stroke(explorer.landPath(country, detail, isSoft)));
    }
    context.fillStyle = style["--land"];
    copies.forEach((view, index) => {
      const land = new Path2D();
      for (const country of seen[index]) land.addPath(explorer.landPath(country, detail));
      aim(view);
      context.fill(land, "nonzero");
    });
    this._hideSeam(context, style, scale, copies, aim, seen);
  },

  /* Cover the hairline of sea that antialiasing leaves where land goes on past 180 degrees. */
  _hideSeam(context, style, scale, copies, aim, seen) {
    context.strokeStyle = style["--land"];
    context.lineWidth = 1.5 / scale;
    copies.forEach((view, index) => {
      aim(view);
      for (const country of seen[index]) {
        for (const ring of country.seams) {
          context.beginPath();
          ring.forEach(({ x, y }, at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
          context.stroke();
        }
      }
    });
  },

  _paintLines(context, style, scale, zoom) {
    const shapes = this._shapes;
    const line = (path, colour, width, alpha = 1, dash = []) => {
      if (!path) return;
      context.globalAlpha = alpha;
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      context.setLineDash(dash.map((part) => part / scale));
      context.stroke(path);
      context.globalAlpha = 1;
    };
    for (const level of explorer.RIVER_LEVELS) {
      if (explorer.layers.rivers && level <= zoom + 1) line(shapes[`rivers-${level}`], style["--river"], 0.8);
    }
    context.fillStyle = style["--sea"];
    if (shapes.lakes) context.fill(shapes.lakes, "evenodd");
    line(shapes.lakes, style["--coast"], 0.6);
    if (explorer.layers.railways) line(shapes.railways, style["--context-rail"], zoom < 4 ? 0.6 : 0.8, 0.55);
    line(shapes.borders, style["--border"], 0.9);
    line(shapes["borders-disputed"], style["--border"], 0.9, 1, [3, 2]);
  },

  /** The country at a zoom-0 pixel, or null. */
  countryAt(x, y) {
    return (this.features.countries || []).find((country) => this._holds(country, x, y)) || null;
  },

  /** Whether a layer pixel lies in a country. */
  isInside(country, point) {
    return this._holds(country, ...explorer.toWorldOf(point), 0);
  },

  _holds(country, x, y, detail = explorer.DETAILS.length - 1) {
    const wrapped = ((x % explorer.WORLD) + explorer.WORLD) % explorer.WORLD, { west, east, north, south } = country.bounds;
    if (wrapped < west || wrapped > east || y < north || y > south) return false;
    this._probe ??= document.createElement("canvas").getContext("2d");
    return this._probe.isPointInPath(explorer.landPath(country, detail), wrapped, y, "nonzero");
  },
});

/* Rivers come in by zoom, as Natural Earth ranks them. */
explorer.RIVER_LEVELS = [2, 3, 4, 5, 6, 7, 8];

/** Which path a shape joins: rivers by zoom, borders by whether they are disputed. */
explorer.shapeKey = (name, thing) => {
  if (name === "rivers") return `rivers-${Math.max(2, Math.min(8, Math.ceil(thing.min_zoom)))}`;
  return name === "borders" && thing.disputed ? "borders-disputed" : name;
};

/** A line of [lon, lat] as zoom-0 pixels. */
explorer.projectLine = (line) => line.map(([lon, lat]) => {
  const [x, y] = explorer.project(lon, lat);
  return { x, y };
});

/** Add a GeoJSON geometry to a canvas path, in zoom-0 pixels. */
explorer.trace = (path, geometry) => {
  const { type, coordinates } = geometry;
  const lines = type === "LineString" ? [coordinates]
    : type === "MultiPolygon" ? coordinates.flat()
    : type === "Polygon" || type === "MultiLineString" ? coordinates : [];
  const closed = /Polygon/.test(type);
  for (const points of lines) {
    points.forEach(([lon, lat], index) => {
      const [x, y] = explorer.project(lon, lat);
      if (index) path.lineTo(x, y); else path.moveTo(x, y);
    });
    if (closed) path.closePath();
  }
  return path;
};

/** Project a country's rings once; the outline is kept at each level of detail that was needed. */
explorer.prepareLand = (country) => {
  const { type, coordinates } = country.geometry;
  country.rings = (type === "Polygon" ? coordinates : coordinates.flat()).map(explorer.projectLine);
  country.bounds = explorer.boundsOf(country.rings);
  country.paths = [];
  delete country.geometry;
  const isEdge = ({ x }) => x < 0.001 || x > explorer.WORLD - 0.001, { west, east } = country.bounds;
  country.seams = west > 0.001 && east < explorer.WORLD - 0.001 ? [] : country.rings.flatMap((ring) =>
    ring.slice(1).map((point, at) => [ring[at], point]).filter((pair) => pair.every(isEdge)));
};

/* The soft outline is for the glow: coarser, as nobody sees a wide line's corners. */
explorer.landPath = (country, detail, isSoft = false) => country.paths[2 * detail + Number(isSoft)] ??= country.rings.reduce((path, ring) => {
  const points = explorer.coarser(ring, detail, isSoft ? 1.5 : 0.5);
  if (points.length < 4) return path;
  points.forEach(({ x, y }, index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
  path.closePath();
  return path;
}, new Path2D());

/** Fetch one basemap file of the package. */
explorer.fetchBasemap = async (name) => {
  const response = await fetch(`explorer://map/basemap/${name}.json`);
  if (!response.ok) throw new Error(`basemap ${name}: ${response.status}`);
  explorer.basemap.add(name, await response.json());
};
