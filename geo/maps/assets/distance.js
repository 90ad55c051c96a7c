/* Exact distances in the page: coordinates from their compact form, the nearest point of a
 * geodesic polyline, and whether a point lies in a polygon. The same steps as geo/geodesy.py, on
 * GeographicLib's own series, so that the page and Python agree. */
var geoDistance = (function () {
  "use strict";
  var earth = geodesic.Geodesic.WGS84;
  var FLATTENING = 1 / 298.257223563;
  var MAJOR = 6378137;
  var MEAN = 6371008.771;
  var SMALLEST = MAJOR * (1 - FLATTENING) * (1 - FLATTENING);
  var LARGEST = MAJOR / (1 - FLATTENING);
  var PIECE = 5000;
  var INVERSE = geodesic.Geodesic.DISTANCE | geodesic.Geodesic.AZIMUTH;
  var POSITION =
    geodesic.Geodesic.LATITUDE | geodesic.Geodesic.LONGITUDE | geodesic.Geodesic.AZIMUTH;
  var AHEAD = POSITION | geodesic.Geodesic.DISTANCE_IN;

  /* Text to [[lon, lat], ...]: differences of whole steps of 10^-digits degrees, five bits a
   * letter, the sign in the lowest bit. */
  function decode(text, digits) {
    var scale = Math.pow(10, -digits);
    var points = [];
    var at = 0;
    var sum = [0, 0];
    var axis = 0;
    while (at < text.length) {
      var value = 0;
      var weight = 1;
      var bits;
      do {
        bits = text.charCodeAt(at++) - 63;
        value += (bits & 31) * weight;
        weight *= 32;
      } while (bits >= 32);
      sum[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (axis) points.push([sum[0] * scale, sum[1] * scale]);
      axis = 1 - axis;
    }
    return points;
  }

  function wrap(lon) {
    return lon >= -180 && lon < 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
  }

  function earthCentred(lon, lat, into, at) {
    var lam = (lon * Math.PI) / 180;
    var phi = (lat * Math.PI) / 180;
    var squared = FLATTENING * (2 - FLATTENING);
    var normal = MAJOR / Math.sqrt(1 - squared * Math.sin(phi) * Math.sin(phi));
    into[at] = normal * Math.cos(phi) * Math.cos(lam);
    into[at + 1] = normal * Math.cos(phi) * Math.sin(lam);
    into[at + 2] = normal * (1 - squared) * Math.sin(phi);
  }

  /* How much two geodesics with nearly this chord can differ, the ellipsoid being no sphere. */
  function slack(chord) {
    var half = Math.min(chord / 2, SMALLEST);
    var small = 2 * SMALLEST * Math.asin(half / SMALLEST);
    var large = 2 * LARGEST * Math.asin(half / LARGEST);
    return 1.5 * (small - large) + 0.001;
  }

  /* Polylines and points, given as lists of [lon, lat], made ready for distances. */
  function Polylines(parts) {
    var starts = [];
    this.segments = [];
    parts.forEach(function (points, part) {
      for (var i = 0; i < Math.max(points.length - 1, 1); i++) {
        var a = points[i];
        var b = points[Math.min(i + 1, points.length - 1)];
        var whole = earth.Inverse(a[1], a[0], b[1], b[0], INVERSE);
        if (whole.s12 === 0 && points.length > 1) continue;
        var pieces = Math.max(Math.ceil(whole.s12 / PIECE - 1e-9), 1);
        var line = earth.Line(a[1], a[0], whole.azi1, AHEAD);
        for (var k = 0; k < pieces; k++) {
          this.segments.push({
            line: line,
            from: (whole.s12 * k) / pieces,
            to: (whole.s12 * (k + 1)) / pieces,
            part: part
          });
          var p = k ? line.Position((whole.s12 * k) / pieces, POSITION) : { lon2: a[0], lat2: a[1] };
          starts.push(p.lon2, p.lat2);
        }
        starts.push(b[0], b[1]);
      }
    }, this);
    var count = this.segments.length;
    this.start = new Float64Array(3 * count);
    this.chord = new Float64Array(3 * count);
    this.longest = 0;
    var end = new Float64Array(3);
    var at = 0;
    for (var n = 0; n < count; n++) {
      var segment = this.segments[n];
      earthCentred(starts[at], starts[at + 1], this.start, 3 * n);
      earthCentred(starts[at + 2], starts[at + 3], end, 0);
      for (var axis = 0; axis < 3; axis++) {
        this.chord[3 * n + axis] = end[axis] - this.start[3 * n + axis];
      }
      this.longest = Math.max(this.longest, segment.to - segment.from);
      var next = this.segments[n + 1];
      at += next && next.line === segment.line ? 2 : 4;
    }
  }

  /* {metres, lon, lat, part} of the point of the polylines that is nearest. */
  Polylines.prototype.nearest = function (lon, lat) {
    var point = new Float64Array(3);
    earthCentred(lon, lat, point, 0);
    var count = this.segments.length;
    var reach = new Float64Array(count);
    var share = new Float64Array(count);
    var least = Infinity;
    for (var n = 0, i = 0; n < count; n++, i += 3) {
      var cx = this.chord[i], cy = this.chord[i + 1], cz = this.chord[i + 2];
      var tx = point[0] - this.start[i];
      var ty = point[1] - this.start[i + 1];
      var tz = point[2] - this.start[i + 2];
      var along = (tx * cx + ty * cy + tz * cz) / (cx * cx + cy * cy + cz * cz || 1);
      share[n] = along = Math.min(Math.max(along, 0), 1);
      tx -= cx * along;
      ty -= cy * along;
      tz -= cz * along;
      reach[n] = Math.sqrt(tx * tx + ty * ty + tz * tz);
      if (reach[n] < least) least = reach[n];
    }
    var limit = least + slack(least) + (this.longest * this.longest) / (4 * SMALLEST);
    var tries = [];
    var best = Infinity;
    for (n = 0; n < count; n++) {
      if (reach[n] > limit) continue;
      var found = this.at(n, share[n], lon, lat);
      tries.push(found);
      best = Math.min(best, found.metres);
    }
    // A foot found by the straight chord is off by metres at most for a near point and little
    // more, sideways, for a far one: only those that can still win are made exact.
    var nearest = null;
    for (n = 0; n < tries.length; n++) {
      if (tries[n].metres > best + 50) continue;
      var exact = this.settle(tries[n], lon, lat);
      if (!nearest || exact.metres < nearest.metres) nearest = exact;
    }
    return {
      metres: nearest.metres,
      lon: nearest.lon,
      lat: nearest.lat,
      part: this.segments[nearest.segment].part
    };
  };

  Polylines.prototype.at = function (n, share, lon, lat) {
    var segment = this.segments[n];
    var along = segment.from + share * (segment.to - segment.from);
    var foot = segment.line.Position(along, POSITION);
    var towards = earth.Inverse(foot.lat2, foot.lon2, lat, lon, INVERSE);
    return {
      segment: n,
      along: along,
      lon: foot.lon2,
      lat: foot.lat2,
      heading: foot.azi2,
      bearing: towards.azi1,
      metres: towards.s12
    };
  };

  /* Slide a foot along its segment until the way to the point stands at a right angle. */
  Polylines.prototype.settle = function (foot, lon, lat) {
    var segment = this.segments[foot.segment];
    var length = segment.to - segment.from;
    for (var round = 0; round < 12 && length > 0; round++) {
      var turn = ((foot.bearing - foot.heading) * Math.PI) / 180;
      var angle = foot.metres / MEAN;
      var step = MEAN * Math.atan2(Math.cos(turn) * Math.sin(angle), Math.cos(angle));
      var along = Math.min(Math.max(foot.along + step, segment.from), segment.to);
      if (Math.abs(along - foot.along) < 1e-4) break;
      foot = this.at(foot.segment, (along - segment.from) / length, lon, lat);
    }
    return foot;
  };

  /* Points along the shortest way between two points, close enough to look smooth. */
  function way(a, b) {
    var whole = earth.Inverse(a[1], a[0], b[1], b[0], INVERSE);
    var line = earth.Line(a[1], a[0], whole.azi1, AHEAD);
    var pieces = Math.min(Math.max(Math.ceil(whole.s12 / 20000), 1), 200);
    var points = [];
    for (var k = 0; k <= pieces; k++) {
      var p = line.Position((whole.s12 * k) / pieces, POSITION);
      points.push([p.lon2, p.lat2]);
    }
    return points;
  }

  /* Polygons are lists of rings of [lon, lat]; a point in a hole is outside. */
  function inPolygons(polygons, lon, lat) {
    return polygons.some(function (rings) {
      var inside = false;
      rings.forEach(function (ring) {
        for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          var a = ring[i], b = ring[j];
          if (a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) {
            inside = !inside;
          }
        }
      });
      return inside;
    });
  }

  /* Metres to the point of an outline that is nearest in degrees, as geo.land measures it. */
  function nearEdge(polygons, lon, lat) {
    var least = Infinity;
    var best = [lon, lat];
    polygons.forEach(function (rings) {
      rings.forEach(function (ring) {
        for (var i = 1; i < ring.length; i++) {
          var a = ring[i - 1];
          var dx = ring[i][0] - a[0], dy = ring[i][1] - a[1];
          var along = ((lon - a[0]) * dx + (lat - a[1]) * dy) / (dx * dx + dy * dy || 1);
          along = Math.min(Math.max(along, 0), 1);
          var x = a[0] + dx * along, y = a[1] + dy * along;
          var reach = (x - lon) * (x - lon) + (y - lat) * (y - lat);
          if (reach < least) {
            least = reach;
            best = [x, y];
          }
        }
      });
    });
    return earth.Inverse(lat, lon, best[1], best[0], INVERSE).s12;
  }

  return { nearEdge: nearEdge, decode: decode, wrap: wrap, Polylines: Polylines, way: way, inPolygons: inPolygons };
})();
