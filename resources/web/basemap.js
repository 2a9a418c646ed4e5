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
  options: { pane: "basemap", padding: 0.25 },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._shapes = {};
    this.features = {};
  },

  /** Take one basemap file; its shapes become paths in zoom-0 pixels. */
  add(name, collection) {
    const features = Array.isArray(collection) ? collection : collection.features;
    this.features[name] = features.map((feature) => ({ ...feature.properties, geometry: feature.geometry }));
    const groups = {};
    for (const feature of this.features[name]) {
      if (!feature.geometry || /Point/.test(feature.geometry.type)) continue;
      const key = feature.disputed ? `${name}-disputed` : name;
      explorer.trace(groups[key] ??= new Path2D(), feature.geometry);
    }
    Object.assign(this._shapes, groups);
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
    if (!this._bounds || this._map._animatingZoom) return;
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    if (!this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())))) this._update();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
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

  redraw() {
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
    for (let copy = first; copy <= last; copy++) {
      const shift = copy * explorer.WORLD * scale;
      context.setTransform(scale * ratio, 0, 0, scale * ratio, (shift - corner.x) * ratio, -corner.y * ratio);
      this._paint(context, style, scale, zoom);
    }
  },

  _paint(context, style, scale, zoom) {
    const shapes = this._shapes;
    const fill = (path, colour) => { if (path) { context.fillStyle = colour; context.fill(path, "evenodd"); } };
    const line = (path, colour, width, alpha = 1, dash = []) => {
      if (!path) return;
      context.globalAlpha = alpha;
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      context.setLineDash(dash.map((part) => part / scale));
      context.stroke(path);
      context.globalAlpha = 1;
    };
    context.lineJoin = "round";
    context.lineCap = "butt";
    line(shapes.countries, style["--coast-glow"], 9, 0.55);
    line(shapes.countries, style["--coast-glow"], 4.5);
    // Twice the width, half of it under the land: so land borders get no coast line.
    line(shapes.countries, style["--coast"], 1.4);
    fill(shapes.countries, style["--land"]);
    if (explorer.layers.rivers) line(shapes.rivers, style["--river"], zoom < 4 ? 0.7 : 0.9, zoom < 4 ? 0.8 : 1);
    fill(shapes.lakes, style["--sea"]);
    line(shapes.lakes, style["--coast"], 0.6);
    if (explorer.layers.railways) line(shapes.railways, style["--context-rail"], zoom < 4 ? 0.6 : 0.8, 0.55);
    line(shapes.borders, style["--border"], 0.9);
    line(shapes["borders-disputed"], style["--border"], 0.9, 1, [3, 2]);
  },

  /** The country at a zoom-0 pixel, or null. */
  countryAt(x, y) {
    const wrapped = ((x % explorer.WORLD) + explorer.WORLD) % explorer.WORLD;
    this._context.setTransform(1, 0, 0, 1, 0, 0);
    const hit = (this.features.countries || []).find((country) => {
      country.path ??= explorer.trace(new Path2D(), country.geometry);
      return this._context.isPointInPath(country.path, wrapped, y, "evenodd");
    });
    return hit || null;
  },
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

/** Fetch one basemap file of the package. */
explorer.fetchBasemap = async (name) => {
  const response = await fetch(`explorer://map/basemap/${name}.json`);
  if (!response.ok) throw new Error(`basemap ${name}: ${response.status}`);
  explorer.basemap.add(name, await response.json());
};
