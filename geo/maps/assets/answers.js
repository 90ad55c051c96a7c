/* What the page answers about a point, and how it is asked: by a click, a key, or typed. Decided as
 * geo.checking decides it. */
var geoAnswers = (function () {
  "use strict";
  var WORDS = geoElements.WORDS;
  var element = geoElements.element;
  var metric = geoElements.metric;
  var length = geoElements.length;
  var written = geoElements.written;

  /* How far a line may be off for a point, as geo.zones.line_doubt has it: each stretch with its own
     accuracy, and what counts is how near and how far the line may be at all. */
  function doubt(line, lon, lat, metres, reach) {
    if (!line.stretches.length) return line.about.accuracy;
    var nearer = Infinity, farther = Infinity;
    line.stretches.forEach(function (stretch) {
      var here = stretch.polylines.nearest(lon, lat).metres;
      nearer = Math.min(nearer, here - stretch.accuracy);
      farther = Math.min(farther, here + stretch.accuracy);
    });
    return metres <= reach ? farther - metres : metres - nearer;
  }

  /* The rule of geo.zones.verdict: a margin within the uncertainty decides nothing; the edge is inside. */
  function decide(margin, unsure) {
    if (unsure > 0 && Math.abs(margin) <= unsure) return "undecided";
    return margin >= 0 ? "inside" : "outside";
  }

  return {
    asking: function () {
      var page = this;
      var map = this.map;
      this.asked = L.layerGroup().addTo(map);
      if (!this.lines.length) {
        this.root.querySelector(".geo-ask").remove();
        return;
      }
      map.on("click", function (event) {
        page.ask(geoDistance.wrap(event.latlng.lng), event.latlng.lat);
      });
      var box = map.getContainer();
      box.addEventListener("pointerdown", function () { box.classList.remove("geo-keyboard"); });
      box.addEventListener("blur", function () { box.classList.remove("geo-keyboard"); });
      box.addEventListener("keyup", function (event) {
        if (event.target === box) box.classList.add("geo-keyboard");
      });
      box.addEventListener("keydown", function (event) {
        if (event.target === map.getContainer() && (event.key === "Enter" || event.key === " ")) {
          event.preventDefault();
          var at = map.getCenter();
          page.ask(geoDistance.wrap(at.lng), at.lat);
        }
      });
      var form = this.root.querySelector(".geo-ask form");
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        var input = form.querySelector("input");
        var match = /^\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([NS])?[\s,;]+([+-]?\d+(?:\.\d+)?)\s*°?\s*([EW])?\s*$/i.exec(input.value.replace("−", "-"));
        var lat = match && (/s/i.test(match[2] || "") ? -1 : 1) * match[1];
        var lon = match && (/w/i.test(match[4] || "") ? -1 : 1) * match[3];
        if (!match || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
          page.say(element("p", "", "Write latitude, then longitude, in degrees: 33.51, 36.29."));
          return;
        }
        map.panTo([lat, page.unroll(lon)], { animate: false });
        page.ask(lon, lat);
      });
    },

    say: function (node) {
      var out = this.root.querySelector(".geo-answer");
      out.textContent = "";
      out.appendChild(node);
      this.root.querySelector(".geo-ask").classList.add("geo-told");
    },

    /* Whether a point is "in" a zone's countries, "out" of them, or at the "edge", as a line has it. */
    member: function (zone, index, x, lat) {
      if (!zone.lands) return "in";
      var taken = zone.about.members[index];
      var land = zone.lands[taken[0]];
      if (geoDistance.inPolygons(land, x, lat)) return "in";
      if (!taken[1] || geoDistance.inPolygons(zone.firm, x, lat)) return "out";
      return geoDistance.nearEdge(land, x, lat) <= taken[1] ? "edge" : "out";
    },

    /* Everything that the page knows about a point, decided as geo.zones.checking decides it. */
    answers: function (lon, lat) {
      var page = this;
      var x = this.unroll(lon);
      var measured = this.lines.map(function (line) {
        if (geoDistance.inPolygons(line.areas, x, lat)) return { metres: 0, lon: lon, lat: lat };
        return line.polylines.nearest(lon, lat);
      });
      var zones = this.zones.map(function (zone) {
        var about = zone.about;
        function by(index) {
          var metres = measured[index].metres;
          var margin = about.distance - metres;
          var unsure = doubt(page.lines[index], lon, lat, metres, about.distance) + about.rounding;
          var member = page.member(zone, index, x, lat);
          var verdict = decide(margin, unsure);
          if (member === "out") verdict = "outside";
          else if (member === "edge" && verdict !== "outside") verdict = "undecided";
          return { metres: metres, margin: margin, member: member, verdict: verdict, short: page.lines[index].about.short };
        }
        var own = by(about.line);
        var names = about.within.join(" or ");
        var why = "";
        if (own.member === "out") why = own.margin >= 0 ? "near enough, but not in " + names : "";
        else if (own.member === "edge") why = own.verdict === "undecided" ? "too near the outline of " + names + ", as drawn, to tell" : "";
        else if (own.verdict === "undecided") {
          why = zone.line.about.reach +
            (about.rounding ? ", and the words leave " + metric(about.rounding) + " either way" : "");
        }
        var verdict = own.verdict;
        about.others.some(function (index) {
          var other = by(index);
          if (other.verdict === "undecided" || other.verdict === own.verdict) return false;
          verdict = "undecided";
          why = (own.margin >= 0) === (other.margin >= 0)
            ? own.verdict + " counted from " + own.short + " but " + other.verdict + " counted from " + other.short + ", which decides whose land it is"
            : "it depends on whose line is meant: " + length(other.metres) + " from " + other.short;
          return true;
        });
        return { zone: zone, metres: own.metres, margin: own.margin, verdict: verdict, why: why };
      });
      return { lon: lon, lat: lat, lines: measured, zones: zones };
    },

    ask: function (lon, lat) {
      var page = this;
      var map = this.map;
      var all = this.answers(lon, lat);
      this.asked.clearLayers();
      var x = this.unroll(lon);
      all.lines.forEach(function (found, i) {
        if (!map.hasLayer(page.lines[i].group)) return;
        var path = geoDistance.way([lon, lat], [found.lon, found.lat]);
        path = path.map(function (p) { return [p[1], page.unroll(p[0])]; });
        for (var i = 1; i < path.length; i++) {
          if (Math.abs(path[i][1] - path[i - 1][1]) > 180) path[i][1] += 360 * Math.sign(path[i - 1][1] - path[i][1]);
        }
        page.asked.addLayer(L.polyline(path, { renderer: page.linePaper, interactive: false, color: "#fff", weight: 5, opacity: 0.85 }));
        page.asked.addLayer(L.polyline(path, { renderer: page.linePaper, interactive: false, color: "#171512", weight: 1.8, dashArray: "1 5", className: "geo-way" }));
        page.asked.addLayer(L.circleMarker(path[path.length - 1], { renderer: page.linePaper, interactive: false, radius: 3, color: "#171512", weight: 1.5, fillColor: "#fff", fillOpacity: 1 }));
      });
      this.asked.addLayer(L.circleMarker([lat, x], { renderer: this.linePaper, interactive: false, radius: 5.5, color: "#fff", weight: 2, fillColor: "#171512", fillOpacity: 1, className: "geo-asked" }));
      this.say(this.told(all));
      L.popup({ className: "geo-said", offset: [0, -4], autoPanPadding: [16, 16], maxWidth: 240 })
        .setLatLng([lat, x])
        .setContent(this.inShort(all))
        .openOn(this.map);
      return all;
    },

    inShort: function (all) {
      var page = this;
      var node = element("div", "geo-card");
      all.zones.forEach(function (each) {
        var line = element("p", "geo-verdict geo-" + each.verdict);
        line.appendChild(element("strong", "", WORDS[each.verdict]));
        if (all.zones.length > 1) line.appendChild(document.createTextNode(" · " + each.zone.about.name));
        node.appendChild(line);
      });
      all.lines.forEach(function (found, i) {
        var line = page.lines[i];
        if (line.about.shown) node.appendChild(element("p", "", length(found.metres) + " from " + line.about.short));
      });
      return node;
    },

    told: function (all) {
      var page = this;
      var node = element("div", "");
      all.zones.forEach(function (each) {
        var about = each.zone.about;
        var head = element("p", "geo-verdict geo-" + each.verdict);
        head.appendChild(element("strong", "", WORDS[each.verdict]));
        head.appendChild(document.createTextNode(all.zones.length > 1 ? " · " + about.name : ""));
        head.setAttribute("data-verdict", each.verdict);
        node.appendChild(head);
        var margin = length(Math.abs(each.margin)) + (each.margin >= 0 ? " inside the edge" : " beyond the edge");
        var text = each.why ? margin + ": " + each.why : margin;
        node.appendChild(element("p", "", text + "."));
      });
      all.lines.forEach(function (found, i) {
        var about = page.lines[i].about;
        var line = element("p", about.shown ? "" : "geo-quiet", length(found.metres) + " from " + about.short + ".");
        line.setAttribute("data-metres", found.metres);
        line.setAttribute("data-line", about.key);
        node.appendChild(line);
      });
      node.appendChild(element("p", "geo-quiet", written(all.lon, all.lat)));
      return node;
    }
  };
})();
