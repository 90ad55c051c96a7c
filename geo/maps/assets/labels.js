/* Map lettering: one canvas above the shapes, drawn again after every move, on which no two names
 * touch. Names come in order of importance; one that finds no room is left out. */
var GeoLabels = (function () {
  "use strict";
  var SANS =
    '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, ' +
    '"Noto Sans", "DejaVu Sans", sans-serif';
  var GAP = 3;

  var Layer = L.Layer.extend({
    /* names: function of the map that returns the names in order, each
     * {text, native, style, spots: [[lat, lon], ...]} or {text, style, path: [[[lat, lon], ...]]};
     * styles: {name: {size, weight, italic, colour, halo, spacing, caps, native}}. */
    initialize: function (names, styles, options) {
      this._names = names;
      this._styles = styles;
      L.setOptions(this, options);
    },

    getEvents: function () {
      return {
        viewreset: this._draw,
        moveend: this._draw,
        resize: this._draw,
        zoomanim: this._follow
      };
    },

    onAdd: function (map) {
      this._map = map;
      if (!this._canvas) {
        this._canvas = L.DomUtil.create("canvas", "geo-labels leaflet-zoom-animated");
        this._canvas.setAttribute("aria-hidden", "true");
      }
      this.getPane().appendChild(this._canvas);
      this._draw();
    },

    onRemove: function () {
      L.DomUtil.remove(this._canvas);
    },

    redraw: function () {
      if (this._map) this._draw();
    },

    _follow: function (event) {
      var scale = this._map.getZoomScale(event.zoom, this._zoom);
      var to = this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center);
      L.DomUtil.setTransform(this._canvas, to, scale);
    },

    _draw: function () {
      var map = this._map;
      var size = map.getSize();
      // A margin beside the view, so that names do not pop up at once while the map is dragged.
      var margin = Math.round(Math.min(size.x, size.y) * 0.15);
      var corner = map.containerPointToLayerPoint([-margin, -margin]);
      var width = size.x + 2 * margin;
      var height = size.y + 2 * margin;
      var ratio = Math.max(window.devicePixelRatio || 1, this.options.ratio || 1);
      var canvas = this._canvas;
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = width + "px";
      canvas.style.height = height + "px";
      L.DomUtil.setPosition(canvas, corner);
      this._zoom = map.getZoom();
      this._corner = map.layerPointToLatLng(corner);
      var ink = canvas.getContext("2d");
      ink.scale(ratio, ratio);
      ink.lineJoin = "round";
      ink.textBaseline = "middle";
      this._ink = ink;
      this._taken = [];
      this._frame = { x: margin, y: margin, right: margin + size.x, bottom: margin + size.y };
      this._width = width;
      this._height = height;
      this._shown = [];
      this._naming = undefined;
      var self = this;
      var names = this._names(map);
      // The symbols of the important points are kept free before any name is set.
      names.forEach(function (name) {
        if (!name.keep) return;
        self._take(self._around(map.latLngToLayerPoint(name.spots[0]).subtract(corner), name.gap || 6));
      });
      names.forEach(function (name, index) {
        self._naming = index;
        var set = name.path
          ? self._alongPath(name, corner)
          : name.spots.some(function (spot) {
              return self._atPoint(name, map.latLngToLayerPoint(spot).subtract(corner));
            });
        if (!set && name.path && name.shorter && name.shorter !== name.text) {
          name = Object.assign({}, name, { text: name.shorter });
          set = self._alongPath(name, corner);
        }
        if (set) self._shown.push(name.text);
      });
    },

    /* Names drawn last, for tests and for screen readers. */
    shown: function () {
      return this._shown.slice();
    },

    _around: function (p, r) {
      return { x: p.x - r, y: p.y - r, right: p.x + r, bottom: p.y + r };
    },

    _take: function (box) {
      box.name = this._naming;
      this._taken.push(box);
    },

    /* Room taken by names, one entry for each box, for tests. */
    boxes: function () {
      return this._taken.filter(function (box) { return box.name !== undefined; });
    },

    _free: function (box, within) {
      var f = within || { x: 0, y: 0, right: this._width, bottom: this._height };
      if (box.x < f.x || box.y < f.y || box.right > f.right || box.bottom > f.bottom) return false;
      return !this._taken.some(function (other) {
        return (
          box.x < other.right && other.x < box.right && box.y < other.bottom && other.y < box.bottom
        );
      });
    },

    _font: function (style, native) {
      return (
        (style.italic && !native ? "italic " : "") +
        (native ? 400 : style.weight || 400) + " " +
        (native ? style.native || style.size * 0.88 : style.size) + "px " + SANS
      );
    },

    _measure: function (name, broken) {
      var style = this._styles[name.style];
      var ink = this._ink;
      var text = style.caps ? name.text.toUpperCase() : name.text;
      var lines = (broken ? halves(text) : [text]).map(function (part) {
        return { text: part, native: false };
      });
      if (name.native) lines.push({ text: name.native, native: true });
      lines.forEach(function (line) {
        ink.font = line.font = this._font(style, line.native);
        line.spacing = line.native ? 0 : style.spacing || 0;
        if ("letterSpacing" in ink) ink.letterSpacing = line.spacing + "px";
        line.width = ink.measureText(line.text).width;
        line.height = (line.native ? style.native || style.size * 0.88 : style.size) * 1.18;
      }, this);
      if ("letterSpacing" in ink) ink.letterSpacing = "0px";
      return {
        lines: lines,
        width: Math.max.apply(null, lines.map(function (line) { return line.width; })),
        height: lines.reduce(function (sum, line) { return sum + line.height; }, 0)
      };
    },

    _write: function (text, x, y, align, style) {
      var ink = this._ink;
      ink.textAlign = align;
      // A native name may run right to left; the browser shapes and orders it.
      ink.direction = "inherit";
      text.lines.forEach(function (line) {
        ink.font = line.font;
        if ("letterSpacing" in ink) ink.letterSpacing = line.spacing + "px";
        ink.lineWidth = style.haloWidth || 3.2;
        ink.strokeStyle = style.halo || "rgba(255,255,255,.85)";
        ink.strokeText(line.text, x, y + line.height / 2);
        ink.fillStyle = line.native ? style.nativeColour || style.colour : style.colour;
        ink.fillText(line.text, x, y + line.height / 2);
        y += line.height;
      });
      if ("letterSpacing" in ink) ink.letterSpacing = "0px";
    },

    _atPoint: function (name, p) {
      var style = this._styles[name.style];
      if (p.x < -60 || p.y < -30 || p.x > this._width + 60 || p.y > this._height + 30) return false;
      var text = this._measure(name);
      // A kept symbol's own room must not stand in the way of its name.
      var gap = name.keep ? name.gap + (style.room || GAP) : name.dot ? 5 : 0;
      var w = text.width, h = text.height;
      var first = text.lines[0].height / 2;
      var places = name.centred
        ? [[p.x - w / 2, p.y - h / 2, "center"]]
        : [
            [p.x + gap + 1, p.y - first, "left"],
            [p.x - gap - 1 - w, p.y - first, "right"],
            [p.x - w / 2, p.y - gap - h - 1, "center"],
            [p.x - w / 2, p.y + gap + 1, "center"],
            [p.x + gap, p.y - gap - h + 2, "left"],
            [p.x + gap, p.y + gap - 2, "left"],
            [p.x - gap - w, p.y - gap - h + 2, "right"],
            [p.x - gap - w, p.y + gap - 2, "right"]
          ];
      var dot = name.dot ? this._around(p, name.dot + 1) : null;
      if (dot && !name.keep && !this._free(dot)) return false;
      for (var i = 0; i < places.length; i++) {
        var x = places[i][0], y = places[i][1], align = places[i][2];
        var room = style.room || GAP;
        var box = { x: x - room, y: y - room / 2, right: x + w + room, bottom: y + h + room / 2 };
        if (!this._free(box, name.whole ? this._frame : null)) continue;
        this._take(box);
        if (dot) {
          this._take(dot);
          this._dot(p, name, style);
        }
        var anchor = align === "left" ? x : align === "right" ? x + w : x + w / 2;
        this._write(text, anchor, y, align, style);
        return true;
      }
      return false;
    },

    _dot: function (p, name, style) {
      var ink = this._ink;
      ink.beginPath();
      if (name.square) ink.rect(p.x - name.dot, p.y - name.dot, 2 * name.dot, 2 * name.dot);
      else ink.arc(p.x, p.y, name.dot, 0, 2 * Math.PI);
      ink.fillStyle = name.hollow ? "#fff" : style.colour;
      ink.strokeStyle = name.hollow ? style.colour : "#fff";
      ink.lineWidth = 1.2;
      ink.stroke();
      ink.fill();
    },

    /* A name beside a line, along its straightest stretch in view. */
    _alongPath: function (name, corner) {
      var style = this._styles[name.style];
      var text = this._measure(name);
      var need = text.width + 12;
      var frame = this._frame;
      var best = null;
      this._runs(name.path, corner).forEach(function (part) {
        var points = even(part, 6);
        var span = Math.ceil(need / 6);
        for (var i = 0; i < points.length; i += 2) {
          // The end of the stretch is where the chord, not the winding line, is long enough.
          var j = i + span;
          while (j < points.length && far(points[i], points[j]) < need && j < i + 2 * span) j++;
          if (j >= points.length) break;
          var chord = far(points[i], points[j]);
          if (chord < need) continue;
          var off = 0;
          var mean = 0;
          for (var k = i; k <= j; k++) {
            var side = beside(points[i], points[j], points[k]);
            mean += side / (j - i + 1);
            off = Math.max(off, Math.abs(side));
          }
          var mid = { x: (points[i].x + points[j].x) / 2, y: (points[i].y + points[j].y) / 2 };
          if (mid.x < frame.x || mid.x > frame.right || mid.y < frame.y || mid.y > frame.bottom) {
            continue;
          }
          var centre = Math.hypot(
            mid.x - (frame.x + frame.right) / 2,
            mid.y - (frame.y + frame.bottom) / 2
          );
          best = best || [];
          best.push({ a: points[i], b: points[j], mid: mid, off: off, cost: off + centre * 0.02 });
        }
      });
      if (!best) return name.fallback ? this._besidePath(name, corner, style) : false;
      best.sort(function (p, q) { return p.cost - q.cost; });
      for (var n = 0; n < best.length; n += 1 + Math.floor(best.length / 60)) {
        if (best[n].off > (name.bend || 36)) break;
        for (var sign = 0; sign < 2; sign++) {
          if (this._rotated(best[n], text, style, (sign === 0) === !name.below)) return true;
        }
      }
      return name.fallback ? this._besidePath(name, corner, style) : false;
    },

    /* The stretches of some lines that may be seen, in pixels: a line is long, a view is not. */
    _runs: function (path, corner) {
      var map = this._map;
      var width = this._width, height = this._height;
      var runs = [];
      path.forEach(function (part) {
        var run = [];
        var before = null;
        part.forEach(function (at) {
          var p = map.latLngToLayerPoint(at).subtract(corner);
          var near = p.x > -width && p.x < 2 * width && p.y > -height && p.y < 2 * height;
          if (near) {
            if (!run.length && before) run.push(before);
            run.push(p);
          } else if (run.length) {
            run.push(p);
            runs.push(run);
            run = [];
          }
          before = p;
        });
        if (run.length > 1) runs.push(run);
      });
      return runs;
    },

    _rotated: function (run, text, style, above) {
      var angle = Math.atan2(run.b.y - run.a.y, run.b.x - run.a.x);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle < -Math.PI / 2) angle += Math.PI;
      var away = (run.off + text.height / 2 + 6) * (above ? -1 : 1);
      var x = run.mid.x - Math.sin(angle) * away;
      var y = run.mid.y + Math.cos(angle) * away;
      var boxes = [];
      var steps = Math.max(Math.ceil(text.width / text.height), 1);
      for (var i = 0; i <= steps; i++) {
        var along = (i / steps - 0.5) * text.width;
        boxes.push(
          this._around(
            { x: x + Math.cos(angle) * along, y: y + Math.sin(angle) * along },
            text.height / 2
          )
        );
      }
      var self = this;
      var room = boxes.every(function (box) { return self._free(box, self._frame); });
      if (!room) return false;
      boxes.forEach(function (box) { self._take(box); });
      this._ink.save();
      this._ink.translate(x, y);
      this._ink.rotate(angle);
      this._write(text, 0, -text.height / 2, "center", style);
      this._ink.restore();
      return true;
    },

    /* No stretch is straight enough: the name stands level, left or right of the line's middle. */
    _besidePath: function (name, corner, style) {
      var frame = this._frame;
      var text = this._measure(name);
      // On a phone a long name would cover what it names.
      if (text.width > (frame.right - frame.x) * 0.4) text = this._measure(name, true);
      var points = [];
      this._runs(name.path, corner).forEach(function (part) {
        part.forEach(function (p) {
          if (p.x > frame.x && p.x < frame.right && p.y > frame.y && p.y < frame.bottom) {
            points.push(p);
          }
        });
      });
      for (var n = 0; n < 12 && points.length; n++) {
        var p = points[Math.floor((points.length * ((n * 5) % 12 + 0.5)) / 12)];
        for (var reach = 14; reach < 90; reach += 25) {
          var options = [
            [p.x - reach - text.width, p.y - text.height / 2],
            [p.x + reach, p.y - text.height / 2]
          ];
          for (var o = 0; o < 2; o++) {
            var x = options[o][0], y = options[o][1];
            var box = { x: x - GAP, y: y - GAP, right: x + text.width + GAP, bottom: y + text.height + GAP };
            if (!this._free(box, frame)) continue;
            this._take(box);
            var ink = this._ink;
            ink.beginPath();
            ink.moveTo(p.x, p.y);
            ink.lineTo(o ? x - 3 : x + text.width + 3, p.y);
            ink.lineWidth = 1;
            ink.strokeStyle = style.colour;
            ink.stroke();
            this._write(text, x, y, "left", style);
            return true;
          }
        }
      }
      return false;
    }
  });

  /* A text in two lines, broken at the space nearest its middle. */
  function halves(text) {
    var middle = text.length / 2;
    var at = -1;
    for (var i = 0; i < text.length; i++) {
      if (text[i] === " " && (at < 0 || Math.abs(i - middle) < Math.abs(at - middle))) at = i;
    }
    return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  }

  function far(a, b) {
    return Math.hypot(a.x - b.x, a.y - b.y);
  }

  function beside(a, b, p) {
    return ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / (far(a, b) || 1);
  }

  /* Points of a line at even steps, in pixels; a line far out of view costs no more than one in it. */
  function even(points, step) {
    var found = points.length ? [points[0]] : [];
    var left = step;
    for (var i = 1; i < points.length && found.length < 4000; i++) {
      var a = points[i - 1], b = points[i];
      var length = far(a, b);
      while (length >= left && length > 0 && found.length < 4000) {
        a = { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
        found.push(a);
        length = far(a, b);
        left = step;
      }
      left -= length;
    }
    return found;
  }

  return Layer;
})();
