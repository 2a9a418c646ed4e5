"use strict";
/* Symbols of places by kind, the octagon of what is closed, and the hatch of closed countries. */

explorer.symbols = {
  border: (group) => explorer.svg("path", { d: "M0-5.4L5.4 0 0 5.4-5.4 0Z" }, group),
  port: (group) => {
    explorer.svg("circle", { r: 5.4 }, group);
    explorer.svg("path", { d: "M-3 .5Q-1.5-2 0 0T3-.5", class: "wave" }, group);
  },
  terminal: (group) => explorer.svg("rect", { x: -4.2, y: -4.2, width: 8.4, height: 8.4 }, group),
  chokepoint: (group) => explorer.svg("path", { d: "M-4.2-5H4.2L-4.2 5H4.2Z" }, group),
  junction: (group) => explorer.svg("circle", { r: 2 }, group),
  city: (group) => explorer.svg("circle", { r: 3 }, group),
};

/** The sign of a closed thing: red octagon, light ring, X. */
explorer.octagon = (group, radius = 8) => {
  const near = radius * Math.SQRT2 * Math.sin(Math.PI / 8), far = radius * Math.cos(Math.PI / 8);
  const small = far * Math.tan(Math.PI / 8), x = radius * 0.4;
  const corners = [[small, -far], [far, -small], [far, small], [small, far], [-small, far], [-far, small], [-far, -small], [-small, -far]];
  explorer.svg("polygon", { points: corners.map((corner) => corner.map((n) => n.toFixed(2)).join(",")).join(" "), class: "octagon" }, group);
  explorer.svg("path", { d: `M${-x} ${-x}L${x} ${x}M${x} ${-x}L${-x} ${x}`, class: "octagon-x" }, group);
  return near;
};

/** The hatch pattern; its scale is kept against the pane's, so that lines stay 7 px apart. */
explorer.hatch = (pane) => {
  const defs = explorer.svg("defs", {}, pane._container);
  const pattern = explorer.svg("pattern", { id: "hatch-closed", width: 7, height: 7, patternUnits: "userSpaceOnUse" }, defs);
  explorer.svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "hatch-line" }, pattern);
  return (zoom) => pattern.setAttribute("patternTransform", `scale(${2 ** -zoom}) rotate(45)`);
};
