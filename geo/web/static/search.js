/* A search that answers as you type: arrows choose, Enter takes, Escape leaves. */
import { ask } from "./state.js";
const { element } = geoElements;

export function search(input, list, chosen) {
  let rows = [];
  let at = -1;
  let waiting = null;
  let timer = 0;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point() {
    list.querySelectorAll("[role=option]").forEach((node, i) => {
      node.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function show(found) {
    rows = found;
    list.replaceChildren(...found.map((row, i) => {
      const node = element("li", "");
      node.id = `found-${i}`;
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", "false");
      const name = element("span", "found-name");
      const latin = element("bdi", "", row.name);
      name.append(latin);
      if (row.name_local) name.append(" ", element("bdi", "geo-native", row.name_local));
      const where = [row.admin1, row.country_name].filter(Boolean).join(", ");
      node.append(name, element("span", "found-where", where));
      node.addEventListener("pointerdown", (event) => { event.preventDefault(); take(i); });
      return node;
    }));
    if (!found.length) {
      const none = element("li", "found-none", "No place begins so.");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    at = -1;
  }

  function take(i) {
    const row = rows[i];
    if (!row) return;
    input.value = row.name;
    close();
    chosen({ lon: row.lon, lat: row.lat, where: [row.name, row.country_name].filter(Boolean).join(", ") });
  }

  function typedPoint() {
    const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([NS])?[\s,;]+([+-]?\d+(?:\.\d+)?)\s*°?\s*([EW])?\s*$/i.exec(input.value.replace("−", "-"));
    if (!match) return null;
    const lat = (/s/i.test(match[2] || "") ? -1 : 1) * match[1];
    const lon = (/w/i.test(match[4] || "") ? -1 : 1) * match[3];
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat, where: "" } : null;
  }

  async function look() {
    const text = input.value.trim();
    if (waiting) waiting.abort();
    if (!text || typedPoint()) return close();
    waiting = new AbortController();
    try {
      const answer = await ask(`/api/v1/places?${new URLSearchParams({ q: text })}`, { signal: waiting.signal });
      const found = await answer.json();
      if (input.value.trim() === text && document.activeElement === input) show(found);
      return found;
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 90);
  });
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      at = rows.length ? (at + step + rows.length) % rows.length : -1;
      point();
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      event.preventDefault();
      const typed = typedPoint();
      if (typed) { close(); return chosen(typed); }
      if (list.hidden || !rows.length) await look();
      take(at >= 0 ? at : 0);
    }
  });
  input.addEventListener("blur", close);
}
