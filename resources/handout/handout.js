/* The exported map: draws the features that the page carries. Every text is set as text, never as HTML. */
"use strict";
(function (map, data) {
  const ink = data.look;
  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const tip = (lines) => {
    const box = element("div");
    lines.filter(Boolean).forEach((line, index) => box.append(element(index ? "div" : "b", line)));
    return box;
  };
  const panes = ["land", "network", "baseline", "current", "places"];
  panes.forEach((name, index) => { map.createPane(name).style.zIndex = 300 + 20 * index; });
  const dash = { rail: null, sea: "10 5", ferry: "10 5", road: "1 6" };
  const lines = (features, pane, style, lead) => L.geoJSON({ type: "FeatureCollection", features: features }, {
    pane: pane, style: style, onEachFeature: (feature, layer) => lead && layer.bindTooltip(() => lead(feature.properties), { sticky: true }),
  }).addTo(map);
  const of = (kind, test) => data.features.filter((f) => f.geometry && f.properties.feature === kind && (!test || test(f.properties)));
  const figure = (value, unit, digits) => value.toLocaleString("en", { minimumFractionDigits: digits || 0, maximumFractionDigits: digits || 0 }) + " " + unit;
  const legTip = (p) => tip([p.name, p.mode + ", " + figure(p.length_km, "km") + ", " + figure(p.days_typical, "days", 1), p.status, p.status_note,
    "Source: " + (p.source_title || p.source_id) + (p.confidence === "estimate" ? " (estimate)" : "")]);

  L.geoJSON(data.basemap, { pane: "land", interactive: false, style: (country) => ({
    color: ink.border, weight: 0.8, fillColor: data.closed_countries.includes(country.id) ? ink.closed_ground : ink.land, fillOpacity: 1,
  }) }).addTo(map);
  const isClosed = (p) => p.status.startsWith("closed");
  const notInUse = (p) => !isClosed(p) && p.status !== "open" && p.status !== "new";
  lines(of("leg", (p) => p.status === "open"), "network", (f) => ({ color: ink.other, weight: 1.4, dashArray: dash[f.properties.mode], opacity: 0.7 }), legTip);
  lines(of("leg", notInUse), "network", { color: ink.not_in_use, weight: 1.4, dashArray: "1 5" }, legTip);
  lines(of("leg", isClosed), "network", { color: ink.closed, weight: 2, dashArray: "3 4" }, legTip);
  lines(of("leg", (p) => p.status === "new"), "network", { color: ink.new, weight: 4, dashArray: "7 5" }, legTip);
  lines(of("itinerary", (p) => p.role === "baseline"), "baseline", { color: ink.baseline, weight: 7, opacity: 0.4 }, (p) => tip(["Baseline", figure(p.distance_km, "km")]));
  const used = of("leg", (p) => p.is_on_itinerary);
  lines(used, "current", { color: ink.casing, weight: 8, opacity: 0.95 });
  lines(used, "current", (f) => ({ color: f.properties.status === "new" ? ink.new : ink.current, weight: 4.6, dashArray: dash[f.properties.mode], lineCap: "butt" }), legTip);

  L.geoJSON({ type: "FeatureCollection", features: of("node") }, {
    pointToLayer: (feature, at) => isClosed(feature.properties) && feature.properties.closed_by === feature.properties.node_id
      ? L.marker(at, { pane: "places", icon: L.divIcon({ className: "closed-mark", html: element("span", "✕"), iconSize: [22, 22] }), alt: feature.properties.name + ", closed" })
      : L.circleMarker(at, { pane: "places", radius: feature.properties.is_on_itinerary ? 4.5 : 2.6, color: isClosed(feature.properties) ? ink.closed : ink.text, weight: feature.properties.is_on_itinerary ? 1.8 : 1, fillColor: ink.casing, fillOpacity: 1 }),
    onEachFeature: (feature, layer) => layer.bindTooltip(() => {
      const p = feature.properties;
      return tip([p.name, p.kind + ", " + p.country + ", " + p.status, p.dwell_days_typical === null ? "" : "stay when due: " + figure(p.dwell_days_typical, "days", 1),
        "Source: " + (p.source_title || p.source_id) + (p.confidence === "estimate" ? " (estimate)" : "")]);
    }),
  }).addTo(map);

  const shown = used.length ? used : of("itinerary").length ? of("itinerary") : of("node");
  map.fitBounds(L.geoJSON({ type: "FeatureCollection", features: shown }).getBounds(), { padding: [30, 30] });

  const panel = document.getElementById("journey");
  panel.append(element("h1", data.title));
  data.scenario.forEach((line) => panel.append(element("p", line)));
  const now = data.now;
  if (now) {
    const km = element("div", figure(now.distance_km, "km"), "figure");
    const days = element("div", figure(now.transit_days.typical, "days", 1) + " ", "figure");
    days.append(element("small", now.transit_days.low.toFixed(1) + " to " + now.transit_days.high.toFixed(1)));
    panel.append(km, days);
    if (data.change) panel.append(element("p", data.change.words, data.change.tone));
    panel.append(element("h2", "Step by step"));
    const table = element("table");
    const head = element("tr");
    ["", "km", "days", "source"].forEach((title) => head.append(element("th", title)));
    table.append(head);
    now.steps.forEach((step) => {
      const row = element("tr", undefined, step.kind);
      row.append(element("td", step.words), element("td", step.km), element("td", step.days));
      const cell = element("td");
      if (/^https?:\/\//.test(step.url)) {
        const link = element("a", step.source);
        link.href = step.url;
        link.rel = "noopener noreferrer";
        cell.append(link);
      } else { cell.textContent = step.source; }
      row.append(cell);
      table.append(row);
    });
    panel.append(table);
  } else { panel.append(element("p", data.no_route, "no-route")); }
  panel.append(element("h2", "On the map"));
  [["current", "this way"], ["baseline", "the way without any change"], ["closed", "closed in this scenario"], ["new", "new link"], ["not_in_use", "not in use"]].forEach(([role, words]) => {
    const row = element("p", undefined, "key");
    const line = element("span", undefined, "key-line key-" + role);
    row.append(line, words);
    panel.append(row);
  });
  const foot = element("footer");
  data.footer.forEach((line) => foot.append(element("div", line)));
  panel.append(foot);
})(map_handout, explorer_data);
