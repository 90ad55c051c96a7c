/* The key, which is also the layer control; the table of places; the cards of what is on the map. */
var geoKey = (function () {
  "use strict";
  var WORDS = geoElements.WORDS;
  var element = geoElements.element;

  return {
    /* Layer control and legend in one: Leaflet's own control, its entries with their symbols. */
    key: function () {
      var page = this;
      var Key = L.Control.Layers.extend({
        _addItem: function (item) {
          var label = L.Control.Layers.prototype._addItem.call(this, L.extend({}, item, { name: "" }));
          var span = label.querySelector("span span");
          span.textContent = "";
          span.appendChild(geoElements.swatch(page.root.id, item.layer.geoSwatch || {}));
          span.appendChild(element("span", "geo-key-name", item.name));
          return label;
        }
      });
      var control = new Key(null, null, { collapsed: false, sortLayers: false });
      this.entries.forEach(function (entry) {
        entry.layer.geoSwatch = entry.swatch;
        control.addOverlay(entry.layer, entry.name);
      });
      control.addOverlay(this.tiles, "Online street map (loads from openstreetmap.org)");
      control.addTo(this.map);
      var holder = this.root.querySelector(".geo-key");
      holder.appendChild(control.getContainer());
      var reading = element("ul", "geo-marks");
      if (this.data.places.some(function (place) { return place.answers.length; })) {
        Object.keys(WORDS).forEach(function (verdict) {
          var item = element("li", "");
          item.appendChild(element("i", "geo-pin geo-" + verdict));
          item.appendChild(document.createTextNode(WORDS[verdict].toLowerCase()));
          reading.appendChild(item);
        });
        holder.appendChild(reading);
      }
      this.control = control;
    },

    table: function () {
      var page = this;
      var holder = this.root.querySelector(".geo-places");
      if (!this.data.places.length) {
        holder.remove();
        return;
      }
      var table = element("table", "");
      var zones = this.zones.length;
      var head = element("tr", "");
      ["Place"].concat(zones ? ["Distance", "Verdict"] : ["Kind"]).forEach(function (text) {
        var cell = element("th", "", text);
        cell.scope = "col";
        head.appendChild(cell);
      });
      table.appendChild(element("thead", "")).appendChild(head);
      var body = table.appendChild(element("tbody", ""));
      this.data.places.forEach(function (place) {
        var row = element("tr", "");
        var cell = element("th", "");
        cell.scope = "row";
        var button = element("button", "geo-goto", place.name);
        button.type = "button";
        button.addEventListener("click", function () {
          if (page.places && !page.map.hasLayer(page.places)) page.map.addLayer(page.places);
          page.map.setView([place.lat, place.lon], Math.max(page.map.getZoom(), 7), { animate: false });
          place.marker.openPopup();
        });
        cell.appendChild(button);
        row.appendChild(cell);
        if (zones) {
          var answer = place.answers[place.decides];
          row.appendChild(element("td", "geo-number", answer ? answer.short : "–"));
          var verdicts = element("td", "");
          // Zones about several places: a town is in one of them, or in none.
          (page.data.separate ? [answer] : place.answers).forEach(function (each) {
            var mark = element("span", "geo-word");
            mark.appendChild(element("i", "geo-pin geo-" + each.verdict));
            mark.appendChild(document.createTextNode((WORDS[each.verdict] || each.verdict).toLowerCase()));
            verdicts.appendChild(mark);
          });
          row.appendChild(verdicts);
        } else row.appendChild(element("td", "", place.kind));
        body.appendChild(row);
      });
      holder.appendChild(table);
    },

    card: function (thing) {
      var card = element("div", "geo-card");
      var title = element("h3", "", thing.name);
      if (thing.native) {
        var native = element("span", "geo-native", thing.native);
        native.dir = "auto";
        title.appendChild(document.createTextNode(" "));
        title.appendChild(native);
      }
      card.appendChild(title);
      if (thing.about) card.appendChild(element("p", "geo-quiet", thing.about));
      (thing.answers || []).forEach(function (answer) {
        if (WORDS[answer.verdict]) {
          var line = element("p", "geo-verdict geo-" + answer.verdict);
          line.appendChild(element("strong", "", WORDS[answer.verdict]));
          line.appendChild(document.createTextNode(" · " + answer.text));
          card.appendChild(line);
        }
        card.appendChild(element("p", "", answer.because));
      });
      if (thing.source) card.appendChild(element("p", "geo-quiet", "Source: " + thing.source));
      return card;
    }
  };
})();
