/* What is shown, as the address holds it: copy the address and another person sees the same. */
const ONE = ["reference", "line", "article", "at", "place", "guess", "rough", "edition"];
export const DEFAULT = { reference: "Israel's northern border", distance: ["100 km"], within: ["SYR"] };

export function read(search) {
  const asked = new URLSearchParams(search);
  const state = { distance: asked.getAll("distance").filter(Boolean), within: asked.getAll("within").filter(Boolean) };
  for (const name of ONE) state[name] = asked.get(name) || "";
  if (!state.article && !state.reference) Object.assign(state, structuredClone(DEFAULT));
  if (!state.distance.length && !state.article) state.distance = [...DEFAULT.distance];
  return state;
}

/* The zone's part of a query, as the API takes it. */
export function zoneQuery(state, more = {}) {
  const query = new URLSearchParams();
  if (state.article) query.set("article", state.article);
  if (state.reference) {
    query.set("reference", state.reference);
    for (const each of state.distance) query.append("distance", each);
    for (const each of state.within) query.append("within", each);
  }
  if (state.line) query.set("line", state.line);
  if (state.guess) query.set("guess", state.guess);
  if (state.rough) query.set("rough", state.rough);
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  return query;
}

export function address(state, more = {}) {
  const query = zoneQuery(state, { at: state.at, place: state.place, edition: state.edition, ...more });
  return `/?${query}`;
}

/* A refusal in one line, and the places that a name which is none may have meant. */
export class Refused extends Error {
  constructor(message, { candidates = [], parameter = "" } = {}) {
    super(message);
    this.candidates = candidates;
    this.rough = parameter === "rough";
  }
}

/* JSON of the API, or its one line of refusal. */
export async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("The server does not answer.");
  }
  if (!answer.ok) {
    let said = {};
    try { said = await answer.json(); } catch { /* no problem+json */ }
    throw new Refused(said.detail || `The server answered ${answer.status}.`, said);
  }
  return answer;
}
