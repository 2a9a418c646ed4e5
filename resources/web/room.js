"use strict";
/* The free room on the map while names are placed: boxes taken, symbols, and where strong lines run. */

explorer.Room = class {
  constructor() {
    this.boxes = [];
    this.cells = new Map();
    const map = explorer.map;
    this.view = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    for (const box of explorer.controlBoxes()) this.take([box.min.x, box.min.y, box.max.x, box.max.y]);
    for (const node of explorer.network.nodes.values()) {
      if (!node.isShown || !node.is.size) continue;
      const reach = (node.is.has("is-closed") ? 9 : node.is.has("is-end") ? 8 : node.is.has("is-stop") ? 6 : 4) * explorer.scale();
      this.take([node.at[0] - reach, node.at[1] - reach, node.at[0] + reach, node.at[1] + reach], `node-${node.id}`);
    }
    for (const leg of explorer.network.legs.values()) {
      if (leg.is.has("is-on-itinerary") || leg.is.has("is-baseline") || leg.is.has("is-new")) this._line(leg);
    }
  }

  /* Note points every 6 px of a line, by cells of 16 px. */
  _line(leg) {
    for (const points of leg.parts) {
      let before = null;
      for (const { x: wx, y: wy } of points) {
        const [x, y] = explorer.toLayer(wx, wy);
        if (before) {
          const length = Math.hypot(x - before[0], y - before[1]);
          if (length < 6 && points[points.length - 1].x !== wx) continue;
          const steps = Math.max(1, Math.ceil(length / 6));
          for (let step = 1; step <= steps; step++) this._note(before[0] + ((x - before[0]) * step) / steps, before[1] + ((y - before[1]) * step) / steps);
        } else this._note(x, y);
        before = [x, y];
      }
    }
  }

  _note(x, y) {
    const key = Math.floor(x / 16) * 65536 + Math.floor(y / 16), cell = this.cells.get(key);
    if (cell) cell.push(x, y); else this.cells.set(key, [x, y]);
  }

  /** How many noted line points lie in a box. */
  lines([left, top, right, bottom]) {
    let count = 0;
    for (let column = Math.floor((left - 3) / 16); column <= (right + 3) / 16; column++) {
      for (let row = Math.floor((top - 2) / 16); row <= (bottom + 2) / 16; row++) {
        const cell = this.cells.get(column * 65536 + row);
        for (let at = 0; cell && at < cell.length; at += 2) {
          if (cell[at] > left - 3 && cell[at] < right + 3 && cell[at + 1] > top - 2 && cell[at + 1] < bottom + 2) count++;
        }
      }
    }
    return count;
  }

  /** How many taken boxes a box overlaps, its own symbol aside. */
  overlap([left, top, right, bottom], keys) {
    let count = 0;
    for (const box of this.boxes) {
      if (!keys.includes(box.key) && left < box.right && right > box.left && top < box.bottom && bottom > box.top) count++;
    }
    return count;
  }

  /** Whether a point is in view, or could come into it by dragging half a screen. */
  isNear({ x, y }) {
    const { min, max } = this.view, side = (max.x - min.x) / 2, up = (max.y - min.y) / 2;
    return x > min.x - side && x < max.x + side && y > min.y - up && y < max.y + up;
  }

  /** Whether a box leaves the view. */
  isOutside([left, top, right, bottom]) {
    const { min, max } = this.view;
    return left < min.x + 4 || top < min.y + 4 || right > max.x - 4 || bottom > max.y - 4;
  }

  take([left, top, right, bottom], key = null) {
    this.boxes.push({ left, top, right, bottom, key });
  }
};

/* Where a callout may stand beside its line: x and y of its centre against the anchor, in px. */
explorer.CALLOUT_PLACES = [[0, -36], [0, 36], [46, -36], [-46, -36], [46, 36], [-46, 36], [0, -60], [0, 60], [0, -92], [0, 92], [110, -64], [-110, -64], [110, 64], [-110, 64]];

/** Find a place for a figure box near the part of its line that is in view. */
explorer.placeCallout = (labels, { id, title, text, legs }, room) => {
  const title_ = labels._line(title, "stop"), text_ = labels._line(text, "stop"), scale = explorer.scale();
  const width = title_.width + text_.width + 42 * scale, height = 22 * scale;
  const view = room.view;
  const anchors = legs.flatMap((leg) => (explorer.network.legs.get(leg) || { parts: [] }).parts.flat()).map((point) => explorer.toLayer(point.x, point.y))
    .filter(([x, y]) => x > view.min.x + 70 && x < view.max.x - 20 && y > view.min.y + 30 && y < view.max.y - 40);
  if (!anchors.length) return null;
  const step = Math.max(1, Math.floor(anchors.length / 14));
  let best = null;
  for (let at = 0; at < anchors.length; at += step) {
    const [x, y] = anchors[at], middle = Math.abs(at / anchors.length - 0.5);
    explorer.CALLOUT_PLACES.forEach(([dx, dy], index) => {
      const cx = x + dx * scale, cy = y + dy * scale;
      const box = [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2];
      const outside = box[0] < view.min.x + 60 || box[2] > view.max.x - 6 || box[1] < view.min.y + 6 || box[3] > view.max.y - 30;
      let cost = index * 0.5 + middle * 14 + (outside ? 400 : 0);
      if (best && cost >= best.cost) return;
      cost += room.overlap([box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6], []) * 30 + room.lines(box) * 8;
      if (!best || cost < best.cost) best = { cost, x, y, cx, cy, box };
    });
  }
  const [left, top, right, bottom] = best.box;
  room.take([left - 4, top - 4, right + 4, bottom + 4]);
  const build = () => explorer.buildCallout(labels, { id, title: title_, text: text_, width, height }, best);
  return { key: `callout-${id}`, lines: [], signature: JSON.stringify([title, text, best.box.map(Math.round), scale]), build, box: best.box };
};

explorer.buildCallout = (labels, { id, title, text, width, height }, { x, y, cx, cy, box }) => {
  const group = explorer.svg("g", { class: `callout callout-${id}` }), scale = explorer.scale();
  explorer.svg("path", { class: "leader", d: `M${x} ${y}L${Math.max(box[0] + 8, Math.min(box[2] - 8, x))} ${cy}` }, group);
  explorer.svg("rect", { x: box[0], y: box[1], width, height, rx: 2.5 }, group);
  const font = `font:${labels._font(explorer.TYPE.stop)}`;
  const one = explorer.svg("text", { x: box[0] + 10 * scale, y: cy + 4.4 * scale, style: font }, group);
  const two = explorer.svg("text", { x: box[2] - 10 * scale, y: cy + 4.4 * scale, "text-anchor": "end", style: font }, group);
  one.textContent = title.text;
  two.textContent = text.text;
  return group;
};
