/* Small things that the page is made of: elements, lengths in words, shapes, symbols. */
var geoElements = (function () {
  "use strict";
  var ACCENTS = ["#b3142b", "#1d5b8f", "#6d4c00", "#4b2e83"];
  // The edges of several zones, told apart without colour.
  var DASHES = [null, "14 5", "3 4", "14 4 3 4"];
  var INK = "#33302c";
  var WORDS = { inside: "Inside", outside: "Outside", undecided: "Undecided" };

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function drawn(tag, attributes) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (var name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  }

  function number(value, digits) {
    return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function metric(metres) {
    if (metres < 1) return metres.toPrecision(2).replace(/\.?0+$/, "") + " m";
    if (metres < 1000) return number(metres, metres < 10 ? 1 : 0).replace(/\.0$/, "") + " m";
    return number(metres / 1000, metres < 1e5 ? 2 : 1) + " km";
  }

  function length(metres) {
    return metric(metres) + (metres < 1000 ? "" : " (" + number(metres / 1609.344, 1) + " mi)");
  }

  function written(lon, lat) {
    return (
      number(Math.abs(lat), 4) + "° " + (lat < 0 ? "S" : "N") + ", " +
      number(Math.abs(lon), 4) + "° " + (lon < 0 ? "W" : "E")
    );
  }

  function flip(points) {
    return points.map(function (p) { return [p[1], p[0]]; });
  }

  /* Encoded polygons to lists of rings of [lon, lat]. */
  function polygons(encoded, digits) {
    return (encoded || []).map(function (rings) {
      return rings.map(function (ring) { return geoDistance.decode(ring, digits || 5); });
    });
  }

  function latlngs(shapes) {
    return shapes.map(function (rings) { return rings.map(flip); });
  }

  function escaped(text) {
    var node = element("span", "", text);
    return node.innerHTML;
  }

  /* Lines across a tint, for readers who see no colour. */
  function hatch(id, colour, look) {
    var step = look.step;
    var pattern = drawn("pattern", {
      id: id, width: step, height: step, patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(" + look.turn + ")"
    });
    pattern.appendChild(drawn("rect", { width: step, height: step, fill: colour, "fill-opacity": look.tint }));
    pattern.appendChild(drawn("path", { d: "M0 0V" + step, stroke: colour, "stroke-width": 1.3, "stroke-opacity": 0.45 }));
    return pattern;
  }

  /* The symbol of a layer in the key; `id` is that of the page, whose patterns it shows. */
  function swatch(id, kind) {
    var svg = drawn("svg", { width: 26, height: 16, viewBox: "0 0 26 16", "aria-hidden": "true", class: "geo-swatch" });
    if (kind.pattern !== undefined || kind.fill) {
      svg.appendChild(drawn("rect", {
        x: 1, y: 1, width: 24, height: 14,
        fill: kind.fill || "url(#" + id + "-hatch" + kind.pattern + ")",
        "fill-opacity": kind.opacity || 1,
        stroke: kind.stroke, "stroke-width": 1.4, "stroke-dasharray": kind.dash || "none"
      }));
    } else if (kind.stroke) {
      svg.appendChild(drawn("path", { d: "M1 8H25", stroke: kind.stroke, "stroke-width": kind.width || 1.5, "stroke-dasharray": kind.dash || "none" }));
    } else if (kind.dot) {
      svg.appendChild(drawn("circle", { cx: 13, cy: 8, r: 5, fill: "#171512", stroke: "#fff", "stroke-width": 1.5 }));
    } else {
      var letters = drawn("text", { x: 13, y: 12, "text-anchor": "middle", "font-size": 11, fill: INK });
      letters.textContent = kind.tiles ? "▦" : "Aa";
      svg.appendChild(letters);
    }
    return svg;
  }

  return {
    ACCENTS: ACCENTS,
    DASHES: DASHES,
    WORDS: WORDS,
    element: element,
    drawn: drawn,
    metric: metric,
    length: length,
    written: written,
    flip: flip,
    polygons: polygons,
    latlngs: latlngs,
    escaped: escaped,
    hatch: hatch,
    swatch: swatch
  };
})();
