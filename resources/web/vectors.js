"use strict";
/* SVG panes. Lines keep zoom-0 coordinates and one transform per pane takes them to the screen, so that
   neither zooming nor a new answer ever projects a line again. Symbols and labels are placed in pixels. */

explorer.svg = (name, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.appendChild(element);
  return element;
};

explorer.Vectors = L.SVG.extend({
  options: { padding: 0.5, isScaled: true, onPlaced: null },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.SVG.prototype._update.call(this);
    const origin = this._map.getPixelOrigin(), zoom = this._map.getZoom();
    const key = `${origin.x} ${origin.y} ${zoom}`;
    if (key === this._placed) return;
    this._placed = key;
    if (this.options.isScaled) {
      const scale = this._map.getZoomScale(zoom, 0);
      this._rootGroup.setAttribute("transform", `translate(${-origin.x} ${-origin.y}) scale(${scale})`);
    }
    if (this.options.onPlaced) this.options.onPlaced(zoom);
  },

  /** Put an element on this pane. */
  put(element) {
    this._rootGroup.appendChild(element);
    return element;
  },
});

/** Layer pixel of a zoom-0 pixel in the current view. */
explorer.toLayer = (x, y) => {
  const map = explorer.map, scale = map.getZoomScale(map.getZoom(), 0), origin = map.getPixelOrigin();
  return [x * scale - origin.x, y * scale - origin.y];
};

/** Zoom-0 pixel of a container pixel. */
explorer.toWorld = (point) => {
  const map = explorer.map, scale = map.getZoomScale(map.getZoom(), 0);
  const world = map.containerPointToLayerPoint(point).add(map.getPixelOrigin()).divideBy(scale);
  return [world.x, world.y];
};

/** Zoom-0 pixel of a layer pixel. */
explorer.toWorldOf = ([x, y]) => {
  const map = explorer.map, scale = map.getZoomScale(map.getZoom(), 0), origin = map.getPixelOrigin();
  return [(x + origin.x) / scale, (y + origin.y) / scale];
};

/* How fine lines are drawn: below this zoom, points closer than a fraction of a pixel are left out. */
explorer.DETAILS = [3.5, 4.5, 5.75, 7, Infinity];

explorer.detailAt = (zoom) => explorer.DETAILS.findIndex((limit) => zoom < limit);

/** A line without the points that nobody sees at a level of detail: off by half a pixel at its largest zoom. */
explorer.coarser = (points, detail, pixels = 0.5) => {
  const limit = explorer.DETAILS[detail];
  if (limit === Infinity || points.length < 3) return points;
  return L.LineUtil.simplify(points, pixels / 2 ** limit);
};

/** `d` of a line made of zoom-0 points, at one level of detail; kept once made. */
explorer.pathData = (leg, detail) => leg.data[detail] ??= leg.parts.map((points) =>
  `M${explorer.coarser(points, detail).map(({ x, y }) => `${x.toFixed(5)} ${y.toFixed(5)}`).join("L")}`).join("");

explorer.boundsOf = (parts) => {
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const points of parts) {
    for (const { x, y } of points) {
      if (x < box.west) box.west = x;
      if (x > box.east) box.east = x;
      if (y < box.north) box.north = y;
      if (y > box.south) box.south = y;
    }
  }
  return box;
};

/** Squared distance from (x, y) to a line, in zoom-0 pixels. */
explorer.distanceTo = (parts, x, y) => {
  let best = Infinity;
  for (const points of parts) {
    for (let index = 1; index < points.length; index++) {
      const { x: ax, y: ay } = points[index - 1], { x: bx, y: by } = points[index], dx = bx - ax, dy = by - ay;
      const length = dx * dx + dy * dy;
      const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      const ex = ax + along * dx - x, ey = ay + along * dy - y;
      best = Math.min(best, ex * ex + ey * ey);
    }
  }
  return best;
};

/** The point half-way along a line, in zoom-0 pixels. */
explorer.middleOf = (parts) => {
  const lengths = [], points = parts.flat();
  let total = 0;
  for (let index = 1; index < points.length; index++) {
    total += Math.hypot(points[index].x - points[index - 1].x, points[index].y - points[index - 1].y);
    lengths.push(total);
  }
  const at = Math.max(0, lengths.findIndex((length) => length >= total / 2));
  const before = at ? lengths[at - 1] : 0, span = (lengths[at] || 0) - before;
  const share = span ? (total / 2 - before) / span : 0, { x: ax, y: ay } = points[at], { x: bx, y: by } = points[Math.min(at + 1, points.length - 1)];
  return [ax + share * (bx - ax), ay + share * (by - ay)];
};
