/* The page of a saved map: its shapes, its lettering and its layers, all from the data that the page
 * carries. Text from an article reaches the page only as text nodes, never as HTML. */
var geoMap = (function () {
  "use strict";
  // Loaded only when the reader switches the online map on.
  var TILE_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
  var ACCENTS = geoElements.ACCENTS;
  var WORDS = geoElements.WORDS;
  var drawn = geoElements.drawn;
  var flip = geoElements.flip;
  var polygons = geoElements.polygons;
  var latlngs = geoElements.latlngs;
  var STYLES = {
    reference: { size: 12.5, weight: 700, colour: "#1f1c19", haloWidth: 4, halo: "rgba(255,255,255,.92)" },
    place: { size: 13.5, weight: 700, colour: "#171512", haloWidth: 4, halo: "rgba(255,255,255,.92)" },
    country: { size: 14, weight: 600, colour: "#8b857b", spacing: 2.6, caps: true, haloWidth: 3 },
    city: { size: 12.5, weight: 600, colour: "#45413b", nativeColour: "#6c665d", room: 7 },
    town: { size: 11.5, weight: 400, colour: "#59544c", nativeColour: "#7a746a", room: 9 },
    admin: { size: 11, weight: 400, italic: true, colour: "#a19a8e", spacing: 1 },
    border: { size: 11.5, weight: 600, colour: "#4f4187", haloWidth: 3.5 },
    area: { size: 12, weight: 600, italic: true, colour: "#5c5346" },
    water: { size: 12, weight: 400, italic: true, colour: "#6d8ea3", spacing: 0.6, halo: "rgba(226,236,241,.8)" }
  };
  ACCENTS.forEach(function (colour, i) {
    STYLES["edge" + i] = { size: 12.5, weight: 700, colour: colour, haloWidth: 4, halo: "rgba(255,255,255,.9)" };
  });

  function Page(map, name, data) {
    this.map = map;
    this.data = data;
    this.root = document.getElementById(name + "-page");
    this.lines = data.lines.map(function (line) {
      var parts = line.parts.map(function (text) { return geoDistance.decode(text, 6); });
      return {
        about: line,
        polylines: new geoDistance.Polylines(parts),
        stretches: line.stretches.map(function (stretch) {
          var alike = stretch[1].map(function (number) { return parts[number]; });
          return { accuracy: stretch[0], polylines: new geoDistance.Polylines(alike) };
        }),
        drawn: line.drawn.map(function (text) { return geoDistance.decode(text, 6); }),
        areas: polygons(line.areas, 6)
      };
    });
    this.zones = data.zones.map(function (zone) {
      return {
        about: zone,
        line: this.lines[zone.line],
        lands: zone.lands && zone.lands.map(function (land) { return polygons(land); }),
        firm: polygons(zone.firm)
      };
    }, this);
    this.prepare();
    this.basemap();
    this.subject();
    this.onlineTiles();
    this.key();
    this.table();
    this.asking();
    this.fit();
  }

  L.extend(Page.prototype, geoKey, geoAnswers, {
    /* Longitudes of the page run without a break round its own middle. */
    unroll: function (lon) {
      var from = this.data.view.middle - 180;
      return lon - 360 * Math.floor((lon - from) / 360);
    },

    prepare: function () {
      var map = this.map;
      var heights = { "geo-base": 210, "geo-tiles": 220, "geo-zone": 410, "geo-line": 430, "geo-names": 450 };
      for (var name in heights) {
        var pane = map.createPane(name);
        pane.style.zIndex = heights[name];
        if (name !== "geo-line") pane.style.pointerEvents = "none";
      }
      this.canvas = L.canvas({ pane: "geo-base", padding: 0.25 });
      this.zonePaper = L.svg({ pane: "geo-zone", padding: 0.5 }).addTo(map);
      this.linePaper = L.svg({ pane: "geo-line", padding: 0.5 }).addTo(map);
      map.attributionControl.setPrefix(false);
      this.data.sources.forEach(function (source) {
        source.attributions.forEach(function (text) { map.attributionControl.addAttribution(geoElements.escaped(text)); });
      });
      L.control.scale({ maxWidth: 130, metric: true, imperial: true }).addTo(map);
      map.getContainer().setAttribute("role", "region");
      map.getContainer().setAttribute("aria-label", this.data.view.label);
      map.getContainer().setAttribute("aria-describedby", this.root.id + "-help");
      var defs = drawn("defs", {});
      defs.appendChild(geoElements.hatch(this.root.id + "-hatch0", ACCENTS[0], { step: 7, turn: 45, tint: 0.17 }));
      defs.appendChild(geoElements.hatch(this.root.id + "-hatch-depends", "#171512", { step: 11, turn: 90, tint: 0.08 }));
      this.zonePaper._container.insertBefore(defs, this.zonePaper._container.firstChild);
    },

    basemap: function () {
      var map = this.map;
      var canvas = this.canvas;
      var group = L.layerGroup();
      var fine = [];
      this.data.base.sheets.forEach(function (sheet) {
        function decode(text) { return flip(geoDistance.decode(text, sheet.digits)); }
        function paint(make, list, options) {
          if (!list.length) return null;
          var shapes = list.map(function (item) { return typeof item === "string" ? decode(item) : item.map(decode); });
          var layer = make(shapes, L.extend({ renderer: canvas, interactive: false, smoothFactor: 0.6 }, options));
          group.addLayer(layer);
          return layer;
        }
        paint(L.polygon, sheet.land, { fillColor: "#f6f3ec", fillOpacity: 1, stroke: false });
        fine.push(paint(L.polyline, sheet.admin1, { color: "#ddd6c9", weight: 0.9, dashArray: "3 3" }));
        paint(L.polygon, sheet.lakes, { fillColor: "#dde9ef", fillOpacity: 1, color: "#b4c9d4", weight: 0.6 });
        sheet.rivers.forEach(function (level, i) {
          paint(L.polyline, level, { color: "#bcd2de", weight: i ? 0.8 : 1.2 });
        });
        paint(L.polyline, sheet.coast, { color: "#aebfc8", weight: 0.8 });
        paint(L.polyline, sheet.borders, { color: "#fbf9f5", weight: 3.6, opacity: 0.8 });
        paint(L.polyline, sheet.disputed, { color: "#fbf9f5", weight: 3.6, opacity: 0.8 });
        paint(L.polyline, sheet.borders, { color: "#98917f", weight: 1.1 });
        paint(L.polyline, sheet.disputed, { color: "#98917f", weight: 1.1, dashArray: "5 4" });
      });
      this.detail = function () {
        fine.forEach(function (layer) {
          if (layer) layer.setStyle({ opacity: map.getZoom() >= 6.5 ? 1 : 0 });
        });
      };
      map.on("zoomend", this.detail);
      this.base = group.addTo(map);
    },

    /* What the map is about: zones, lines, places, in layers of their own. */
    subject: function () {
      var page = this;
      this.entries = [];
      this.zones.forEach(function (zone, i) {
        var accent = ACCENTS[i % ACCENTS.length];
        var about = zone.about;
        var paint = { renderer: page.zonePaper, interactive: false, smoothFactor: 0.4 };
        if (about.full && about.within.length) {
          zone.whole = L.polygon(latlngs(polygons(about.full)), L.extend({
            color: accent, weight: 1.2, opacity: 0.75, dashArray: "2 4", fillColor: accent, fillOpacity: 0.07
          }, paint));
          page.enter(L.layerGroup([zone.whole]), about.wholeName, { fill: accent, opacity: 0.1, stroke: accent, dash: "2 3" }, page.zones.length > 1);
        }
        var shape = polygons(about.area);
        var several = page.zones.length > 1;
        var dash = several ? geoElements.DASHES[i % geoElements.DASHES.length] : null;
        // Hatches of several zones on top of each other would tell nothing: their edges do.
        zone.layer = L.polygon(latlngs(shape), L.extend({ color: accent, weight: 0.8, opacity: 0.55, stroke: !about.rough }, several
          ? { fillColor: accent, fillOpacity: 0.06, stroke: false }
          : { fillColor: "url(#" + page.root.id + "-hatch0)", fillOpacity: 1 }, paint));
        zone.edge = about.edge.map(function (text) { return flip(geoDistance.decode(text, 5)); });
        // A rough zone ends nowhere sharply: its edge is dashed and fades to both sides.
        var strokes = about.rough
          ? [[16, 0.1], [10, 0.14], [5, 0.2]].map(function (each) { return { weight: each[0], opacity: each[1], dashArray: null }; })
          : [];
        strokes.push(about.rough ? { weight: 1.4, opacity: 0.7, dashArray: "3 6" } : { weight: 2.4, dashArray: dash });
        var edges = strokes.map(function (stroke) {
          return L.polyline(zone.edge, L.extend({ color: accent, lineCap: "butt", className: about.rough ? "geo-soft" : "" }, stroke, paint));
        });
        page.enter(L.layerGroup([zone.layer].concat(edges)), about.name, several
          ? { fill: accent, opacity: 0.12, stroke: accent, dash: dash }
          : { pattern: 0, stroke: accent });
        if (about.depends) {
          var open = L.polygon(latlngs(polygons(about.depends)), L.extend({
            color: "#171512", weight: 0.8, opacity: 0.6, dashArray: "1 4", fillColor: "url(#" + page.root.id + "-hatch-depends)", fillOpacity: 1
          }, paint));
          page.enter(L.layerGroup([open]), about.dependsName, { pattern: "-depends", stroke: "#171512", dash: "1 3" }, !about.dependsShown);
        }
        if (about.inner || about.outer) {
          var band = [about.inner, about.outer].filter(Boolean).map(function (encoded) {
            return L.polygon(latlngs(polygons(encoded)), L.extend({
              fill: false, color: accent, weight: 1, dashArray: "1 4"
            }, paint));
          });
          page.enter(L.layerGroup(band), about.bandName, { stroke: accent, dash: "1 3" });
        }
      });
      this.lines.forEach(function (line) {
        var shape = line.drawn.map(flip);
        var layers = [];
        if (line.areas.length) {
          layers.push(L.polygon(latlngs(line.areas), { renderer: page.linePaper, interactive: false, color: "#1f1c19", weight: 2, fill: false }));
        }
        var single = shape.filter(function (part) { return part.length === 1; });
        var drawnParts = shape.filter(function (part) { return part.length > 1; });
        layers.push(
          L.polyline(drawnParts, { renderer: page.linePaper, interactive: false, color: "#fff", weight: 6.5, opacity: 0.9, smoothFactor: 0.5 }),
          L.polyline(drawnParts, { renderer: page.linePaper, interactive: false, color: "#1f1c19", weight: line.about.shown ? 3 : 1.8, dashArray: line.about.shown ? null : "7 4", smoothFactor: 0.5, className: "geo-reference" })
        );
        single.forEach(function (part) {
          layers.push(L.circleMarker(part[0], { renderer: page.linePaper, interactive: false, radius: 6, color: "#fff", weight: 2, fillColor: "#1f1c19", fillOpacity: 1 }));
        });
        line.shape = drawnParts;
        line.group = page.enter(L.layerGroup(layers), line.about.title, !drawnParts.length && single.length ? { dot: true } : { stroke: "#1f1c19", width: line.about.shown ? 3 : 1.8, dash: line.about.shown ? "none" : "6 3" }, !line.about.shown);
      });
      this.articleShapes();
      this.articlePlaces();
      this.townNames = page.enter(L.layerGroup(), "Names of towns and countries", { letters: true });
      this.names = new GeoLabels(function () { return page.allNames(); }, STYLES, { pane: "geo-names", ratio: 1.5 });
      this.names.addTo(this.map);
      this.map.on("layeradd layerremove", function (event) {
        var ours = page.entries.some(function (entry) { return entry.layer === event.layer; });
        if (ours) page.names.redraw();
      });
    },

    articleShapes: function () {
      var page = this;
      var layers = [];
      this.data.shapes.forEach(function (shape) {
        var common = { renderer: page.linePaper, bubblingMouseEvents: false, smoothFactor: 0.6 };
        var parts = shape.parts.map(function (text) { return flip(geoDistance.decode(text, 5)); });
        var layer = shape.kind === "line"
          ? L.polyline(parts, L.extend({ color: "#5b4a9c", weight: 3, opacity: 0.85, dashArray: "9 5", className: "geo-border" }, common))
          : L.polygon(latlngs(polygons(shape.areas)), L.extend({ color: "#5c5346", weight: 1.4, dashArray: "2 3", fill: false }, common));
        layer.bindPopup(function () { return page.card(shape); }, { maxWidth: 280 });
        shape.path = shape.kind === "line" ? parts : null;
        shape.bounds = layer.getBounds();
        layers.push(layer);
      });
      if (layers.length) {
        this.shapes = this.enter(L.layerGroup(layers), "Borders and areas in the article", { stroke: "#5b4a9c", dash: "6 3", width: 3 });
      }
    },

    articlePlaces: function () {
      var page = this;
      var layers = [];
      this.data.places.forEach(function (place) {
        var verdict = place.answers.length ? place.answers[place.decides].verdict : "none";
        place.marker = L.marker([place.lat, place.lon], {
          icon: L.divIcon({ className: "geo-pin geo-" + verdict, iconSize: [14, 14], html: "" }),
          keyboard: true
        });
        // Leaflet names an icon for screen readers only if it is an image.
        place.marker.on("add", function () {
          place.marker.getElement().setAttribute("aria-label", place.name + (WORDS[verdict] ? ", " + WORDS[verdict].toLowerCase() : ""));
        });
        place.marker.bindPopup(function () { return page.card(place); }, { maxWidth: 280, autoPanPadding: [20, 20] });
        layers.push(place.marker);
      });
      if (layers.length) {
        this.places = this.enter(L.layerGroup(layers), "Places in the article", { dot: true });
      }
    },

    /* Off until the reader switches it on: a tile layer asks for nothing before it is on a map. */
    onlineTiles: function () {
      var page = this;
      this.tiles = L.tileLayer(TILE_URL, {
        pane: "geo-tiles",
        maxZoom: 19,
        attribution: "Map tiles © OpenStreetMap contributors",
        referrerPolicy: "strict-origin-when-cross-origin"
      });
      this.tiles.geoSwatch = { tiles: true };
      this.tiles.on("add remove", function () {
        setTimeout(function () { page.names.redraw(); }, 0);
      });
    },

    enter: function (layer, name, swatch, hidden) {
      if (!hidden) layer.addTo(this.map);
      this.entries.push({ layer: layer, name: name.charAt(0).toUpperCase() + name.slice(1), swatch: swatch });
      return layer;
    },

    allNames: function () {
      var map = this.map;
      var zoom = map.getZoom();
      var names = [];
      function on(layer) { return layer && map.hasLayer(layer); }
      if (on(this.places)) {
        this.data.places.forEach(function (place) {
          names.push({ text: place.name, native: place.native, style: "place", spots: [[place.lat, place.lon]], gap: 9, keep: true });
        });
      }
      this.lines.forEach(function (line) {
        if (on(line.group) && line.shape.length) names.push({ text: line.about.label, style: "reference", path: line.shape, fallback: true });
      });
      this.zones.forEach(function (zone, i) {
        if (map.hasLayer(zone.layer)) {
          names.push({ text: zone.about.label, shorter: zone.about.shortLabel, style: "edge" + (i % ACCENTS.length), path: zone.edge, bend: 60 });
        }
      });
      var shapes = [];
      if (on(this.shapes)) {
        this.data.shapes.forEach(function (shape) {
          // A name over an area of a few pixels names nothing that can be seen.
          var a = map.project(shape.bounds.getNorthWest()), b = map.project(shape.bounds.getSouthEast());
          if (Math.max(b.x - a.x, b.y - a.y) < 80) return;
          if (shape.path) {
            shapes.push({ text: shape.name, style: "border", path: shape.path, bend: 14 });
            return;
          }
          // In an area much narrower than its name, the name stands beside it.
          var narrow = b.x - a.x < shape.name.length * 3.5;
          // Beside a small area it would seem to name what lies there.
          if (narrow && b.y - a.y < 110) return;
          shapes.push({
            text: shape.name,
            native: shape.native,
            style: "area",
            spots: narrow ? [[shape.at[0][0], shape.bounds.getEast()]] : shape.at,
            centred: !narrow
          });
        });
      }
      names = names.concat(shapes.filter(function (name) { return name.spots; }));
      var towns = on(this.townNames) && !on(this.tiles) ? this.data.base.names : [];
      towns.forEach(function (row) {
        if (zoom < row.zoom) return;
        names.push({
          text: row.name,
          native: row.native && zoom >= row.zoom + 0.5 ? row.native : "",
          style: row.kind,
          spots: row.at,
          centred: row.kind === "country" || row.kind === "water",
          dot: row.kind === "city" ? 2.6 : row.kind === "town" ? 2 : 0,
          square: row.capital,
          hollow: row.kind === "town"
        });
      });
      return names.concat(shapes.filter(function (name) { return name.path; }));
    },

    fit: function () {
      var view = this.data.view;
      var map = this.map;
      map.fitBounds(view.bounds, { padding: [18, 18], animate: false });
      map.setMinZoom(Math.max(1, Math.min(map.getZoom() - 3, 3)));
      this.detail();
      // Paper has another shape than the window, and no resize event tells of it.
      window.matchMedia("print").addEventListener("change", function () {
        map.invalidateSize({ animate: false });
      });
    }
  });

  function start(map, name) {
    var data = JSON.parse(document.getElementById(name + "-data").textContent);
    var page = new Page(map, name, data);
    (window.geoPages = window.geoPages || []).push(page);
    return page;
  }

  return start;
})();
