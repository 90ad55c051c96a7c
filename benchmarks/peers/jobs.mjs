// How a peer on Node is asked; the same as jobs.py says. NODE_HOME holds node_modules.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export const peer = createRequire(join(process.env.NODE_HOME, "package.json"));

export async function serve(make) {
  const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
  // Code is compiled on first use: a line of a kilometre pays for it, and no job does.
  const tiny = { type: "LineString", coordinates: [[35, 33], [35.01, 33]] };
  try { await make(tiny, 1000, jobs[0].setting); } catch { /* the job itself will say why */ }
  for (const job of jobs) {
    const line = JSON.parse(readFileSync(job.line, "utf8"));
    console.log(JSON.stringify({ id: job.id, started: true }));
    try {
      const seconds = [], cpu = [];
      let area, spent = 0;
      while (seconds.length <= job.repeats && spent < job.budget_s) {
        const began = process.hrtime.bigint(), worked = process.cpuUsage();
        area = await make(line, job.distance_m, job.setting);
        seconds.push(Number(process.hrtime.bigint() - began) / 1e9);
        const { user, system } = process.cpuUsage(worked);
        cpu.push((user + system) / 1e6);
        spent += seconds.at(-1);
      }
      writeFileSync(job.out, JSON.stringify(area));
      const kept = (runs) => (runs.length > 1 ? runs.slice(1) : runs);
      console.log(JSON.stringify({ id: job.id, seconds: kept(seconds), cpu: kept(cpu) }));
    } catch (error) {
      console.log(JSON.stringify({ id: job.id, failed: String(error).slice(0, 300) }));
    }
  }
}
