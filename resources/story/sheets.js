"use strict";
/* Paper: one page a scene, or the one question that the reader asks. The map is drawn at the page's size and
   finer than the screen; its lines and names stay vectors. */

const sheets = { WIDTH: 998, FINENESS: 2 };

sheets.connect = () => {
  window.addEventListener("beforeprint", sheets.make);
  window.addEventListener("afterprint", () => { story.byId("pages").replaceChildren(); });
};

sheets.print = () => window.print();

/** Make all pages; then everything on the screen stands as before. */
sheets.make = () => {
  const pages = story.byId("pages"), { place, past, scenario, trip, selected, isChanged } = story, { map, motion } = explorer, view = [map.getCenter(), map.getZoom()];
  const stage = story.byId("map_explorer"), { style } = explorer;
  pages.replaceChildren();
  document.body.classList.add("is-printing"); // what floats over the map on the screen takes no room on paper
  explorer.calls.motion(false);
  explorer.calls.style({ variables: story.data.style, theme: "light" });
  const shown = isChanged ? [place] : story.data.scenes.map((_, at) => at);
  for (const at of shown) {
    if (!isChanged) story.show(at, false);
    pages.append(sheets.page(stage, at));
  }
  stage.removeAttribute("style");
  document.body.classList.remove("is-printing");
  explorer.calls.style({ variables: style, theme: "light" });
  Object.assign(story, { place, past: isChanged ? past : [], selected });
  story.answer(scenario, trip);
  map.invalidateSize({ animate: false });
  map.setView(...view, { animate: false });
  story.padding(); // the zoom buttons stand below the headline again
  explorer.calls.motion(motion);
};

/* One page: what the screen says, copied, around a map of the page's size. */
sheets.page = (stage, at) => {
  const page = story.element("section", { class: "page" }), copy = (id) => { const twin = story.byId(id).cloneNode(true); twin.removeAttribute("id"); twin.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id")); return twin; };
  const head = copy("head"), figures = copy("figures"), source = copy("source");
  head.querySelectorAll(".mine").forEach((element) => element.remove());
  for (const part of [head, figures, source]) part.querySelectorAll("button").forEach((button) => button.remove());
  const box = story.element("div", { class: "map" });
  page.append(head, box, figures, source);
  const imprint = story.element("p", { class: "imprint" }, null, page);
  story.element("span", {}, story.data.imprint.join(" \u00b7 "), imprint);
  story.element("span", {}, story.isChanged ? "" : `${at + 1} of ${story.data.scenes.length}`, imprint);
  sheets.draw(stage, box, sheets.heightLeft(page));
  return page;
};

/* How high the map can be: what the page's other parts leave, measured off the screen. */
sheets.heightLeft = (page) => {
  const probe = story.element("div", { class: "probe" }, null, document.body);
  probe.append(page);
  const taken = [...page.children].filter((child) => child.className !== "map").reduce((sum, child) => sum + child.getBoundingClientRect().height, 0);
  page.remove();
  probe.remove();
  return Math.max(220, Math.floor(698 - taken));
};

sheets.draw = (stage, box, height) => {
  const { map, basemap } = explorer;
  Object.assign(stage.style, { inset: "auto", width: `${sheets.WIDTH}px`, height: `${height}px` });
  map.invalidateSize({ animate: false, pan: false });
  const { view } = story.scene, bounds = view && !story.isChanged ? L.latLngBounds([view[1], view[0]], [view[3], view[2]]) : story.journeyBounds();
  if (bounds) map.fitBounds(bounds, { paddingTopLeft: [50, 34], paddingBottomRight: [50, 34], animate: false, maxZoom: 8 });
  explorer.labels.layout();
  const shift = L.DomUtil.getPosition(map.getPane("mapPane"));
  box.append(sheets.ground(basemap, shift));
  for (const pane of Object.keys(story.data.panes).filter((name) => name !== "basemap")) {
    for (const svg of map.getPane(pane).querySelectorAll(":scope > svg")) box.append(sheets.twin(svg, shift));
  }
  const scale = box.appendChild(explorer.controls.scale.getContainer().cloneNode(true));
  Object.assign(scale.style, { left: "10px", top: "auto", bottom: "8px" });
  const credit = story.element("div", { class: "leaflet-control-attribution" }, story.data.attribution, box);
  Object.assign(credit.style, { left: "auto", top: "auto", right: "0", bottom: "0", background: "var(--panel)", padding: "1px 6px", fontSize: "10px" });
};

/* The land, drawn once more and finer. */
sheets.ground = (basemap, shift) => {
  const canvas = document.createElement("canvas"), { _container: container, _context: context } = basemap, size = basemap._bounds.getSize(), corner = basemap._bounds.min.add(shift);
  canvas.width = Math.round(size.x * sheets.FINENESS);
  canvas.height = Math.round(size.y * sheets.FINENESS);
  Object.assign(canvas.style, { width: `${size.x}px`, height: `${size.y}px`, transform: `translate(${corner.x}px, ${corner.y}px)` });
  basemap._container = canvas;
  basemap._context = canvas.getContext("2d");
  basemap.draw(sheets.FINENESS);
  basemap._container = container;
  basemap._context = context;
  return canvas;
};

/* A pane's lines, with a hatch pattern of its own. */
sheets.twin = (svg, shift) => {
  const twin = svg.cloneNode(true), place = L.DomUtil.getPosition(svg).add(shift);
  const pattern = twin.querySelector("pattern");
  if (pattern) {
    pattern.id = `hatch-${story.byId("pages").childElementCount}`;
    twin.querySelectorAll(".country").forEach((path) => { path.style.fill = `url(#${pattern.id})`; });
  }
  twin.style.transform = `translate(${place.x}px, ${place.y}px)`;
  return twin;
};
