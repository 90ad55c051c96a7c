// Turf: buffer() projects to an azimuthal equidistant plane of the sphere and lets JSTS buffer there.
import { peer, serve } from "./jobs.mjs";

const turf = peer("@turf/turf");

await serve((line, distance, setting) => {
  const options = { units: "meters" };
  if (setting.steps) options.steps = setting.steps;
  return turf.buffer(turf.feature(line), distance, options).geometry;
});
