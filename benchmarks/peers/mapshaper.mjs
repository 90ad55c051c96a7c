// mapshaper: -buffer, which is geodesic on a sphere when the input is in degrees. The time counts
// its reading and writing of GeoJSON in memory, for its commands cannot be had without.
import { peer, serve } from "./jobs.mjs";

const mapshaper = peer("mapshaper");

await serve(async (line, distance, setting) => {
  const options = [];
  if (setting["quad-segs"]) options.push(`quad-segs=${setting["quad-segs"]}`);
  if (setting.tolerance !== undefined) options.push(`tolerance=${setting.tolerance}`);
  const command = `-i line.json -buffer ${distance}m ${options.join(" ")} -o area.json format=geojson`;
  const files = await mapshaper.applyCommands(command, { "line.json": JSON.stringify(line) });
  const found = JSON.parse(files["area.json"]);
  const shapes = found.features ? found.features.map((each) => each.geometry) : found.geometries ?? [found];
  const polygons = shapes.flatMap((each) => (each.type === "Polygon" ? [each.coordinates] : each.coordinates));
  return { type: "MultiPolygon", coordinates: polygons };
});
