/* A list of points: answered by the server, shown on the map, and given back with the answers. */
import { ask, zoneQuery } from "./state.js";
const { element } = geoElements;
const MOST = 50_000_000;
const DRAWN = 3000;

/* Rows of a CSV; quotes as RFC 4180 has them. */
export function parse(text, most = Infinity) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const head = text.slice(0, text.indexOf("\n") + 1 || text.length);
  const mark = [",", ";", "\t"].sort((a, b) => head.split(b).length - head.split(a).length)[0];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted) {
      if (letter === '"' && text[i + 1] === '"') { cell += '"'; i++; }
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"') quoted = true;
    else if (letter === mark) { rows.at(-1).push(cell); cell = ""; }
    else if (letter === "\n") {
      rows.at(-1).push(cell.replace(/\r$/, ""));
      cell = "";
      if (rows.length > most) return rows;
      rows.push([]);
    } else cell += letter;
  }
  if (cell || rows.at(-1).length) rows.at(-1).push(cell);
  else rows.pop();
  return rows;
}

export function points({ drop, file, out, state, page }) {
  let group = null;
  let link = "";

  async function answer(chosen) {
    if (!chosen) return;
    out.replaceChildren(element("p", "", "Checking…"));
    if (chosen.size > MOST) {
      out.replaceChildren(element("p", "notice", "The file is larger than 50 MB."));
      return;
    }
    try {
      const query = zoneQuery({ ...state(), article: "" });
      const distances = query.getAll("distance");
      query.delete("distance");
      query.append("distance", distances.at(-1) || "");
      const reply = await ask(`/api/v1/check?${query}`, { method: "POST", headers: { "content-type": "text/csv" }, body: await chosen.text() });
      const text = await reply.text();
      show(text, chosen.name);
    } catch (error) {
      out.replaceChildren(element("p", "notice", error.message));
    }
  }

  function show(text, name) {
    const rows = parse(text);
    const head = rows.shift();
    const inside = head.lastIndexOf("inside");
    const metres = head.lastIndexOf("distance_m");
    const count = rows.filter((row) => row[inside] === "true").length;
    const said = element("p", "");
    said.append(element("strong", "", `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} inside`));
    if (link) URL.revokeObjectURL(link);
    link = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    const save = element("a", "", "Download the answers");
    save.href = link;
    save.download = name.replace(/\.csv$/i, "") + "-answers.csv";
    const frame = element("div", "scroll");
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "First answers");
    const table = element("table", "");
    const top = element("tr", "");
    head.forEach((text) => { const cell = element("th", "", text); cell.scope = "col"; top.append(cell); });
    table.append(element("thead", ""));
    table.tHead.append(top);
    const body = element("tbody", "");
    rows.slice(0, 12).forEach((row) => {
      const line = element("tr", "");
      row.forEach((text) => { const cell = element("td", "", text); cell.dir = "auto"; line.append(cell); });
      body.append(line);
    });
    table.append(body);
    frame.append(table);
    out.replaceChildren(said, save, frame);
    draw(head, rows, inside, metres);
  }

  function draw(head, rows, inside) {
    const lower = head.map((name) => name.trim().toLowerCase());
    const find = (names) => lower.findIndex((name) => names.includes(name));
    const lon = find(["lon", "lng", "long", "longitude", "x"]);
    const lat = find(["lat", "latitude", "y"]);
    const map = page();
    if (group) group.remove();
    group = L.layerGroup();
    const paper = L.canvas({ pane: "geo-line" });
    rows.slice(0, DRAWN).forEach((row) => {
      const yes = row[inside] === "true";
      L.circleMarker([+row[lat], map.unroll(+row[lon])], { renderer: paper, interactive: false, radius: 3.5, weight: 1.5, color: yes ? "#fff" : "#33302c", fillColor: yes ? "#b3142b" : "#fff", fillOpacity: 1 }).addTo(group);
    });
    group.addTo(map.map);
  }

  file.addEventListener("change", () => { answer(file.files[0]); file.value = ""; });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    answer(event.dataTransfer.files[0]);
  });
}
