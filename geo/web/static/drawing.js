/* The map of the saved file, drawn in this page: the same scripts, fed by the API. */
import { ask as request, Refused } from "./state.js";
const { element, length, WORDS } = geoElements;

function section(name, make) {
  const old = document.querySelector(`section.${name}`);
  const fresh = old ? old.cloneNode(false) : element("section", name);
  make(fresh);
  if (old) old.replaceWith(fresh);
  // The map's script takes an empty list of places off the page.
  else document.getElementById("towns").before(fresh);
}

/* Where the answer stands; made anew with each map, so that nothing of the last one listens. */
function askSection() {
  const node = element("section", "geo-ask");
  node.setAttribute("aria-label", "Answer");
  const out = element("output", "geo-answer");
  out.id = "answer";
  out.setAttribute("aria-live", "polite");
  out.append(element("p", "", "Click anywhere on the map to measure, or type a place."));
  const help = element("p", "geo-quiet", "With the keyboard: arrow keys move the map, plus and minus zoom, Enter measures at its centre.");
  help.id = "map-page-help";
  out.append(help);
  const form = element("form", "");
  form.hidden = true;
  const input = element("input", "");
  input.setAttribute("aria-label", "Latitude, longitude");
  form.append(input);
  node.append(out, form);
  return node;
}

/* Draw the API's map data, and answer each question by the API's own verdict. */
export function draw(data, { zonesAsked, asked, before }) {
  const view = before && before.map ? { center: before.map.getCenter(), zoom: before.map.getZoom(), keep: before.keep } : null;
  if (before && before.map) before.map.remove();
  if (window.geoPages) window.geoPages.length = 0;
  const stage = document.getElementById("stage");
  const box = element("div", "folium-map");
  box.id = "map";
  document.getElementById("map").replaceWith(box);
  document.getElementById("map-data").textContent = JSON.stringify(data);
  document.getElementById("ask-holder").replaceChildren(askSection());
  section("geo-key", (node) => node.append(element("h2", "", "Key")));
  section("geo-places", (node) => { if (data.places.length) node.append(element("h2", "", data.placesTitle)); });
  const map = L.map("map", { center: [data.view.bounds[0][0], data.view.bounds[0][1]], zoom: 6, zoomSnap: 0.25, zoomDelta: 0.5, maxZoom: 14, wheelPxPerZoomLevel: 90 });
  const page = geoMap(map, "map");
  // Tiles would come from elsewhere, and this page loads nothing from elsewhere.
  page.control.removeLayer(page.tiles);
  if (view && view.keep) map.setView(view.center, view.zoom, { animate: false });
  const plain = page.ask.bind(page);
  let turn = 0;
  page.ask = async (lon, lat, where = "") => {
    const mine = ++turn;
    // The local measure draws the ways to the lines at once; the words wait for the server's.
    page.say = () => {};
    const all = plain(lon, lat);
    delete page.say;
    const typed = where || `${lat.toFixed(6)},${lon.toFixed(6)}`;
    asked({ lon, lat, where });
    try {
      const verdicts = await Promise.all(zonesAsked.map(async (zone) => {
        const query = new URLSearchParams({ where: typed, reference: zone.reference, distance: zone.distance });
        for (const each of zone.within || []) query.append("within", each);
        if (zone.line) query.set("line", zone.line);
        if (zone.guess) query.set("guess", zone.guess);
        return (await request(`/api/v1/check?${query}`)).json();
      }));
      if (mine !== turn) return verdicts;
      const far = Math.hypot(verdicts[0]?.place.lon - lon, verdicts[0]?.place.lat - lat);
      if (where && far > 0.02) return page.ask(lon, lat);
      page.say(told(page, verdicts, zonesAsked));
      return verdicts;
    } catch (error) {
      if (mine !== turn) return [];
      if (!(error instanceof Refused)) throw error;
      const node = page.told(all);
      node.append(element("p", "geo-quiet", `Measured in this page; the server says: ${error.message}`));
      page.say(node);
      return [];
    }
  };
  window.geoPage = page;
  return page;
}

function told(page, verdicts, zones) {
  const names = new Map(page.data.lines.map((line) => [line.key, line.label]));
  const node = element("div", "");
  verdicts.forEach((each, i) => {
    const head = element("p", `geo-verdict geo-${each.verdict}`);
    head.dataset.verdict = each.verdict;
    head.append(element("i", `geo-pin geo-${each.verdict}`), element("strong", "", WORDS[each.verdict]));
    if (verdicts.length > 1) head.append(` · ${zones[i].distance}`);
    const margin = element("span", "margin", `${each.margin_m < 0 ? "−" : "+"}${length(Math.abs(each.margin_m))}`);
    margin.title = "Margin: positive inside the edge";
    head.append(" ", margin);
    node.append(head);
    const because = element("p", "because", each.because);
    because.dir = "auto";
    node.append(because);
  });
  const first = verdicts[0];
  const keys = first ? Object.keys(first.by_line) : [];
  if (keys.length > 1) {
    const table = element("table", "by-line");
    table.append(element("caption", "geo-hidden", "The answer by line"));
    const body = element("tbody", "");
    keys.forEach((key) => {
      const row = element("tr", "");
      const cell = element("th", "", names.get(key) || key);
      cell.scope = "row";
      const word = element("td", "");
      const mark = element("span", "geo-word");
      mark.append(element("i", `geo-pin geo-${first.by_line[key].verdict}`), first.by_line[key].verdict);
      word.append(mark);
      row.append(cell, element("td", "geo-number", geoElements.metric(first.by_line[key].distance_m)), word);
      body.append(row);
    });
    table.append(body);
    node.append(table);
  }
  if (first) {
    const at = first.place;
    const nearest = `Nearest point of the line: ${geoElements.written(first.nearest.lon, first.nearest.lat)}.`;
    node.append(element("p", "geo-quiet", `${geoElements.written(at.lon, at.lat)}. ${nearest} Uncertainty ${length(first.uncertainty_m)}.`));
  }
  return node;
}
