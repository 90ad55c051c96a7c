"""PostGIS: `ST_Buffer` of a geography, over `psql` to the server whose socket PGHOST names.

The time is the server's own: the buffer is made inside a function and never sent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import shapely

_TIMED = """
CREATE OR REPLACE FUNCTION pg_temp.timed(given geography, reach float8, style text)
RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp(); area geography;
BEGIN
  IF style = '' THEN area := ST_Buffer(given, reach);
  ELSE area := ST_Buffer(given, reach, style); END IF;
  RETURN extract(epoch FROM clock_timestamp() - began);
END $$;
"""


def _ask(script: str) -> list[str]:
    ran = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", "-"],
        input=script, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip().splitlines()[0])
    return ran.stdout.split()


def _run(job: dict[str, Any]) -> dict[str, Any]:
    line = shapely.from_geojson(Path(job["line"]).read_text())
    style = f"quad_segs={job['setting']['quad_segs']}" if "quad_segs" in job["setting"] else ""
    loaded = (
        "CREATE TEMP TABLE given AS SELECT "
        f"ST_GeogFromWKB(decode('{shapely.to_wkb(line, hex=True)}', 'hex')) AS line;"
    )
    timed = f"SELECT pg_temp.timed(line, {job['distance_m']!r}, '{style}') FROM given;"
    seconds = [float(_ask(loaded + _TIMED + timed)[0])]
    if seconds[0] < job["budget_s"]:
        repeats = min(job["repeats"], max(1, int(job["budget_s"] / max(seconds[0], 1e-3))))
        seconds = [float(value) for value in _ask(loaded + _TIMED + timed * (repeats + 1))][1:]
    argument = f", '{style}'" if style else ""
    buffered = f"ST_Buffer(line, {job['distance_m']!r}{argument})"
    [area] = _ask(f"{loaded} SELECT encode(ST_AsBinary({buffered}), 'hex') FROM given;")
    Path(job["out"]).write_bytes(bytes.fromhex(area))
    return {"id": job["id"], "seconds": seconds}


def _main() -> None:
    for job in json.loads(Path(sys.argv[1]).read_text()):
        print(json.dumps({"id": job["id"], "started": True}), flush=True)
        try:
            answer = _run(job)
        except (RuntimeError, ValueError) as error:
            answer = {"id": job["id"], "failed": str(error)[:300]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _main()
