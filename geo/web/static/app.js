/* The page: what is asked stands in the address, and everything follows from it. */
import { address, ask, read, zoneQuery } from "./state.js";
import { draw } from "./drawing.js";
import { search } from "./search.js";
import { points } from "./points.js";
const { element, metric } = geoElements;
const byId = (name) => document.getElementById(name);
const SHOWN = 10;
const FORMATS = ["html", "png", "svg", "pdf", "geojson", "gpkg", "kml", "parquet", "csv"];
const NAMES = { html: "Map (HTML)", png: "PNG", svg: "SVG", pdf: "PDF", geojson: "GeoJSON", gpkg: "GeoPackage", kml: "KML", parquet: "GeoParquet", csv: "Towns (CSV)" };

let state = read(location.search);
let page = null;
let zones = [];
/* An article that was pasted, as it is sent to the server. It stays in this page: the address, and
   so a link, holds its first claim instead. */
let sent = null;
let server = { edition: "", figures: false, fetch: false };
let lines = [];
let turn = 0;

/* The names of units that a slider's number can be given in, as the text has them. */
function unit(text) {
  const found = /(nautical miles?|nmi|miles?|mi)\s*$/i.exec(text || "");
  return found ? (/^n/i.test(found[1]) ? ["nmi", 1.852] : ["mi", 1.609344]) : ["km", 1];
}

function tidy(value) {
  if (value < 10) return Math.round(value * 2) / 2;
  if (value < 50) return Math.round(value);
  return Math.round(value / 5) * 5;
}

function fill() {
  byId("reference").value = state.reference || "";
  byId("distance").value = state.distance.join("; ");
  byId("within").value = state.within[0] || "";
  if (state.within[0] && byId("within").value !== state.within[0]) {
    const named = [...byId("within").options].find((each) => each.textContent.toLowerCase() === state.within[0].toLowerCase());
    if (named) byId("within").value = named.value;
  }
  const last = state.distance.at(-1) || "";
  const number = parseFloat(last.replace(/^\D+/, "").replace(/,/g, ""));
  const kilometres = number * unit(last)[1] / (/\d\s*m$/.test(last) ? 1000 : 1);
  if (kilometres > 0) byId("slider").value = Math.min(Math.max(Math.log10(kilometres) * 100, 0), 300);
  byId("slider").setAttribute("aria-valuetext", last);
  byId("seed").value = state.article;
}

/* An article's own zone, in the fields; what is changed there leaves the article. */
function hint() {
  if (state.reference || !zones.length) return;
  byId("reference").value = zones[0].reference;
  byId("distance").value = zones.filter((zone) => zone.reference === zones[0].reference).map((zone) => zone.distance).join("; ");
  byId("within").value = (zones[0].within || [])[0] || "";
}

function notice(text, { candidates = [], rough = false } = {}) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
  if (candidates.length) byId("notice").append(offered(candidates));
  if (rough) byId("notice").append(element("br"), drawnAllTheSame());
}

function drawnAllTheSame() {
  const button = element("button", "quiet", "Draw it all the same, as a rough zone");
  button.type = "button";
  button.addEventListener("click", () => go({ rough: "1" }));
  return button;
}

/* The names that a name which is none may have meant: a click asks for one. */
function offered(candidates) {
  const list = element("ul", "candidates");
  list.append(...candidates.map((each) => {
    const item = element("li", "");
    const button = element("button", "quiet", [each.name, each.country_name].filter(Boolean).join(", "));
    button.type = "button";
    button.addEventListener("click", () => go({ article: "", line: "", reference: button.textContent, distance: state.distance.length ? state.distance : ["100 km"] }));
    item.append(button);
    return item;
  }));
  return list;
}

function go(change, { replace = false, keep = false } = {}) {
  if (change.reference) change = { guess: "", rough: "", ...change };
  if (change.reference || change.article) sent = null;
  state = { ...state, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", address(state));
  fill();
  return show(keep);
}

/* What a link can hold: of a pasted article, its first claim. */
function linked() {
  if (!sent || !zones.length) return state;
  const { reference, distance, within, line } = zones[0];
  return { ...state, reference, distance: [distance], within: within || [], line: line || state.line };
}

function posted(path, more = {}) {
  const body = JSON.stringify({ ...sent, ...more });
  return ask(path, { method: "POST", headers: { "content-type": "application/json" }, body });
}

async function mapData() {
  if (sent) return (await posted("/api/v1/map", state.line ? { line: state.line } : {})).json();
  return (await ask(`/api/v1/map?${zoneQuery(state, { edition: state.edition })}`)).json();
}

async function asking() {
  if (state.article && !state.reference) {
    const reading = await (await ask(`/api/v1/articles/${encodeURIComponent(state.article)}`)).json();
    return reading.zones.map((zone) => ({ ...zone, line: state.line || zone.line }));
  }
  return state.distance.map((distance) => ({ reference: state.reference, distance, within: state.within, line: state.line, guess: state.guess }));
}

async function show(keep = false) {
  const mine = ++turn;
  notice("");
  const slow = setTimeout(() => { byId("busy").hidden = false; }, 250);
  try {
    const [data, found] = await Promise.all([mapData(), sent ? null : asking()]);
    if (mine !== turn) return;
    zones = found || data.reading.zones.map((zone) => ({ ...zone, line: state.line || zone.line }));
    if (sent) {
      claims(data.reading);
      history.replaceState(null, "", address(linked()));
    }
    page = draw(data, { zonesAsked: zones, asked: remember, before: page && { map: page.map, keep } });
    words(data);
    towns(data);
    whose(data);
    take();
    hint();
    if (state.at) {
      const [lat, lon] = state.at.split(",").map(Number);
      if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) await page.ask(lon, lat, state.place);
    }
  } catch (error) {
    if (mine === turn) {
      notice(error.message, error);
      // On a phone the field that was refused may be a screen below.
      byId("notice").scrollIntoView({ block: "nearest" });
    }
    if (error.name === "TypeError" || error.name === "ReferenceError") throw error;
  } finally {
    clearTimeout(slow);
    if (mine === turn) byId("busy").hidden = true;
  }
}

function remember({ lon, lat, where }) {
  state.at = `${+lat.toFixed(5)},${+lon.toFixed(5)}`;
  state.place = where;
  history.replaceState(null, "", address(linked()));
}

function words(data) {
  const { heading } = data;
  byId("title").textContent = heading.title.replace(/ (km|mi)\b/g, "\u00a0$1");
  document.title = `${heading.title} · geo`;
  byId("doubt").textContent = heading.doubt || "";
  byId("doubt").hidden = !heading.doubt;
  byId("status").textContent = heading.status || "";
  byId("status").hidden = !heading.status;
  const about = heading.article;
  byId("article-line").hidden = !about;
  byId("article-line").replaceChildren(...(about ? [element("cite", "", about.title || ""), element("br"), [about.publisher, about.date].filter(Boolean).join(", ")] : []));
  if (data.notes.length) notice(data.notes.join(" "));
  byId("facts").hidden = !data.facts.length;
  byId("facts").querySelector("dl").replaceChildren(...data.facts.flatMap(([term, text]) => [element("dt", "", term), element("dd", "", text)]));
  const doubts = byId("doubts");
  doubts.hidden = !data.doubts.length;
  if (data.doubts.length) {
    const list = element("ul", "");
    list.append(...data.doubts.map((text) => element("li", "", text)));
    doubts.replaceChildren(element("h2", "", "Doubts about the reading"), list);
  }
  byId("sources").querySelector("ul").replaceChildren(...data.sources.map((source) => {
    const item = element("li", "", `${source.publisher}: ${source.titles.join("; ")} (${source.editions.join(", ")}). `);
    if (/^https:\/\//.test(source.licence_url)) {
      const link = element("a", "", source.licence);
      link.href = source.licence_url;
      link.rel = "noopener noreferrer license";
      link.target = "_blank";
      item.append(link);
    } else item.append(source.licence);
    return item;
  }));
}

function towns(data) {
  const holder = byId("towns");
  holder.replaceChildren();
  if (!data.asked.length) return;
  // Of several zones the table is the last one's: the outermost ring, or another claim's.
  const last = data.asked.at(-1);
  const whose = data.asked.length > 1 ? ` ${metric(last.distance)} of ${last.name}` : "";
  const title = element("h2", "", `Towns inside or on the edge${whose} (${data.townsInAll})`);
  title.id = "towns-title";
  holder.append(title);
  if (!data.towns.length) {
    holder.append(element("p", "geo-quiet", "No town of 1,000 people or more is recorded inside."));
    return;
  }
  const table = element("table", "");
  const head = element("tr", "");
  for (const [text, kind] of [["Town", ""], ["People", "geo-number"], ["Distance", "geo-number"], ["", "mark"]]) {
    const cell = element("th", kind, text);
    if (!text) cell.append(element("span", "geo-hidden", "Verdict"));
    cell.scope = "col";
    head.append(cell);
  }
  table.append(element("thead", ""));
  table.tHead.append(head);
  const body = element("tbody", "");
  const add = (town) => {
    const row = element("tr", "");
    const cell = element("th", "");
    cell.scope = "row";
    const button = element("button", "geo-goto", town.name);
    button.type = "button";
    button.addEventListener("click", () => visit({ lon: town.lon, lat: town.lat, where: town.name }));
    cell.append(button);
    if (town.native) {
      const native = element("bdi", "geo-native", town.native);
      cell.append(" ", native);
    }
    const mark = element("td", "mark");
    const pin = element("i", `geo-pin geo-${town.verdict}`);
    mark.append(pin, element("span", "geo-hidden", town.verdict));
    mark.title = town.verdict;
    row.append(cell, element("td", "geo-number", town.population.toLocaleString("en")), element("td", "geo-number", metric(town.distance_m)), mark);
    body.append(row);
  };
  data.towns.slice(0, SHOWN).forEach(add);
  table.append(body);
  holder.append(table);
  if (data.towns.length > SHOWN) {
    const more = element("button", "quiet", data.townsInAll > data.towns.length ? `Show the ${data.towns.length} largest` : `Show all ${data.towns.length}`);
    more.type = "button";
    more.addEventListener("click", () => { data.towns.slice(SHOWN).forEach(add); more.remove(); });
    holder.append(more);
  }
}

/* The switch between the lines that describe the same borders. */
function whose(data) {
  const pairs = (list) => JSON.stringify(list.map((pair) => pair.join("-")).sort());
  const own = data.asked[0];
  const same = own && own.pairs.length ? lines.filter((line) => pairs(line.pairs) === pairs(own.pairs)) : [];
  byId("whose").hidden = same.length < 2;
  byId("line").replaceChildren(...[["", "Not chosen: where they disagree, undecided"], ...same.map((line) => [line.key, line.name])].map(([key, name]) => {
    const option = element("option", "", name);
    option.value = key;
    return option;
  }));
  byId("line").value = state.line;
}

function take() {
  const query = zoneQuery(state);
  byId("kept").hidden = !sent;
  byId("downloads").replaceChildren(...FORMATS.filter((kind) => server.figures || !["png", "svg", "pdf"].includes(kind)).map((kind) => {
    const item = element("li", "");
    if (sent) item.append(saver(kind));
    else {
      const link = element("a", "", NAMES[kind]);
      link.href = `/api/v1/zone.${kind}?${query}`;
      link.download = `zone.${kind}`;
      item.append(link);
    }
    return item;
  }));
  const shown = zoneQuery(linked(), { at: state.at, edition: server.edition });
  const title = byId("title").textContent;
  const frame = element("iframe", "");
  frame.setAttribute("src", `${location.origin}/embed?${shown}`);
  frame.setAttribute("title", title);
  frame.setAttribute("loading", "lazy");
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "560");
  // The letters alone are wanted; an iframe that is in no document loads nothing.
  byId("embed-code").value = frame.outerHTML.replace(' width="100%"', ' width="100%" style="border:0;height:clamp(420px,70vw,640px)"');
}

/* A file of what was pasted: the text is sent again, and nothing of it stands in an address. */
function saver(kind) {
  const button = element("button", "", NAMES[kind]);
  button.type = "button";
  button.addEventListener("click", async () => {
    byId("said").textContent = "Making the file…";
    try {
      const file = await (await posted(`/api/v1/zone.${kind}`, state.line ? { line: state.line } : {})).blob();
      const link = element("a", "");
      link.href = URL.createObjectURL(file);
      link.download = `zone.${kind}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      byId("said").textContent = `${NAMES[kind]} saved.`;
    } catch (error) {
      byId("said").textContent = error.message;
    }
  });
  return button;
}

function visit(where) {
  const at = [where.lat, page.unroll(where.lon)];
  page.map.setView(at, Math.max(page.map.getZoom(), 7.5), { animate: false });
  return page.ask(where.lon, where.lat, where.where);
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    byId("said").textContent = said;
  } catch {
    byId("said").textContent = text;
  }
}

function claims(reading) {
  const holder = byId("claims");
  holder.replaceChildren();
  if (!reading.zones.length) {
    holder.append(element("p", "notice", "No distance from a border, line or place that is known is named."));
  }
  const list = element("ul", "claims");
  reading.zones.forEach((zone) => {
    const claim = reading.claims[zone.claim];
    const item = element("li", "");
    const button = element("button", "", "");
    button.type = "button";
    button.append(element("q", "", claim.text), element("span", "geo-quiet", [zone.distance, claim.status].filter(Boolean).join(" · ")));
    button.addEventListener("click", () => take_claim(zone));
    item.append(button);
    list.append(item);
  });
  holder.append(list);
}

function take_claim(zone) {
  go({ article: "", reference: zone.reference, distance: [zone.distance], within: zone.within || [], line: zone.line || "", at: "", place: "", edition: "" });
}

function listen() {
  const change = (value) => go({ edition: "", ...value });
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("reference").addEventListener("change", (event) => change({ article: "", line: "", reference: event.target.value.trim(), distance: state.distance.length ? state.distance : ["100 km"] }));
  byId("distance").addEventListener("change", (event) => {
    const all = event.target.value.split(";").map((text) => text.trim()).filter(Boolean);
    const chosen = state.reference ? {} : { article: "", reference: zones[0]?.reference || "", within: zones[0]?.within || [] };
    change({ ...chosen, distance: all.length ? all : ["100 km"] });
  });
  let timer = 0;
  byId("slider").addEventListener("input", (event) => {
    const [name, factor] = unit(state.distance.at(-1));
    const value = tidy(10 ** (event.target.value / 100) / factor);
    const text = `${Math.max(value, 0.5)} ${name}`;
    byId("distance").value = [...state.distance.slice(0, -1), text].join("; ");
    event.target.setAttribute("aria-valuetext", text);
    clearTimeout(timer);
    timer = setTimeout(() => byId("distance").dispatchEvent(new Event("change")), 350);
  });
  byId("within").addEventListener("change", (event) => change({ within: event.target.value ? [event.target.value] : [], ...(state.reference ? {} : { article: "", reference: zones[0]?.reference || "", distance: zones.map((zone) => zone.distance) }) }));
  byId("line").addEventListener("change", (event) => go({ line: event.target.value, edition: "" }, { keep: true }));
  byId("seed").addEventListener("change", async (event) => {
    if (!event.target.value) return;
    await go({ article: event.target.value, reference: "", distance: [], within: [], line: "", at: "", place: "", edition: "" });
    claims(await (await ask(`/api/v1/articles/${encodeURIComponent(state.article)}`)).json());
  });
  byId("reader").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = byId("text").value;
    const url = byId("url").value.trim();
    if (!text.trim() && !url) return;
    byId("claims").replaceChildren(element("p", "", "Reading…"));
    const before = [sent, state];
    sent = text.trim() ? { text } : { url };
    await go({ article: "", reference: "", distance: [], within: [], line: "", at: "", place: "", edition: "" });
    if (byId("claims").textContent === "Reading…") {
      // Refused: the page keeps what it showed, and says why where the text was pasted.
      byId("claims").replaceChildren(element("p", "notice", byId("notice").textContent));
      notice("");
      [sent, state] = before;
      history.replaceState(null, "", address(linked()));
      fill();
      hint();
    }
  });
  byId("copy-link").addEventListener("click", () => copy(location.origin + address(linked()), "Link copied."));
  byId("copy-permanent").addEventListener("click", () => copy(location.origin + address(linked(), { edition: server.edition }), `Link copied; it names edition ${server.edition} of the data.`));
  byId("copy-embed").addEventListener("click", () => copy(byId("embed-code").value, "HTML copied."));
  byId("show-embed").addEventListener("click", (event) => {
    take();
    const box = byId("embed-box");
    box.hidden = !box.hidden;
    event.target.setAttribute("aria-expanded", String(!box.hidden));
  });
  window.addEventListener("popstate", () => { sent = null; state = read(location.search); fill(); show(); });
  search(byId("search"), byId("found"), visit);
  points({ drop: byId("drop"), file: byId("file"), out: byId("points-answer"), state: () => (state.reference ? state : { ...state, ...zones[0], distance: [zones[0]?.distance || ""] }), page: () => page });
}

async function catalogue() {
  const get = async (path) => (await ask(path)).json();
  const [about, named, countries, articles, borders] = await Promise.all(
    ["edition", "lines", "countries", "articles", "borders"].map((name) => get(`/api/v1/${name}`)));
  server = about;
  byId("url-field").hidden = !about.fetch;
  lines = named;
  byId("edition").textContent = `${about.edition}, geo ${about.version}`;
  byId("within").append(...countries.map((each) => { const option = element("option", "", each.name); option.value = each.code; return option; }));
  byId("seed").append(...articles.map((each) => { const option = element("option", "", `${each.title} (${each.publisher || each.date})`); option.value = each.id; return option; }));
  const offered = [["Israel's northern border", "Blue Line and 1974 ceasefire line, unless you choose"], ...named.map((line) => [line.key, line.name]), ...borders.map((line) => [line.key, line.name])];
  byId("references").append(...offered.map(([value, name]) => { const option = element("option", "", name); option.value = value; return option; }));
}

listen();
fill();
const ready = catalogue().catch((error) => notice(error.message));
await Promise.all([ready, show()]);
fill();
hint();
if (page) { whose(page.data); take(); }
document.documentElement.dataset.ready = "yes";
