/* The map in another site's frame: the zone, an answer to a click, and whose data it is. */
import { ask, read, zoneQuery } from "./state.js";
import { draw } from "./drawing.js";
const byId = (name) => document.getElementById(name);

const state = read(location.search);
try {
  const data = await (await ask(`/api/v1/map?${zoneQuery(state, { edition: state.edition })}`)).json();
  const zones = state.reference
    ? state.distance.map((distance) => ({ reference: state.reference, distance, within: state.within, line: state.line, guess: state.guess }))
    : (await (await ask(`/api/v1/articles/${encodeURIComponent(state.article)}`)).json()).zones;
  byId("title").textContent = data.heading.title;
  byId("doubt").textContent = data.heading.doubt || "";
  byId("doubt").hidden = !data.heading.doubt;
  const page = draw(data, { zonesAsked: zones, asked: () => {}, before: null });
  // A frame is small: the answer stands below the map, and a card upon it would hide it.
  page.map.on("popupopen", () => page.map.closePopup());
  byId("credit").textContent = [...new Set(data.sources.flatMap((source) => source.attributions))].join(", ");
  byId("open").href = `/${location.search}`;
  if (state.at) {
    const [lat, lon] = state.at.split(",").map(Number);
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) await page.ask(lon, lat, state.place);
  }
} catch (error) {
  byId("notice").textContent = error.message;
  byId("notice").hidden = false;
}
document.documentElement.dataset.ready = "yes";
