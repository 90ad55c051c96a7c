"""How every peer is asked: a file of jobs in, one line of JSON out for each.

A job is ``{"id", "line", "distance_m", "setting", "repeats", "budget_s",
"out"}``: `line` names a GeoJSON
geometry, `out` a file to write the polygon to. Only the making of the polygon is timed, not the
start of the program, the reading of the line, or the writing of the result. The first run warms
up caches and is dropped, unless it alone uses up
`budget_s`.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

__all__ = ["serve"]


def serve(make: Callable[[BaseGeometry, float, dict[str, Any]], BaseGeometry]) -> None:
    """Run all jobs of the file named on the command line.

    Parameters
    ----------
    make : callable
        From a line (lon/lat degrees), a distance (metres) and a setting to a polygon (lon/lat).
    """
    jobs = json.loads(Path(sys.argv[1]).read_text())
    with contextlib.suppress(Exception):
        # Libraries load on first use: a line of a kilometre pays for it, and no job does.
        make(shapely.LineString([(35.0, 33.0), (35.01, 33.0)]), 1000.0, jobs[0]["setting"])
    for job in jobs:
        line = shapely.from_geojson(Path(job["line"]).read_text())
        print(json.dumps({"id": job["id"], "started": True}), flush=True)
        try:
            seconds: list[float] = []
            cpu: list[float] = []
            area: BaseGeometry = shapely.Polygon()
            while len(seconds) <= job["repeats"] and sum(seconds) < job["budget_s"]:
                began, worked = time.perf_counter(), time.process_time()
                area = make(line, job["distance_m"], job["setting"])
                seconds.append(time.perf_counter() - began)
                cpu.append(time.process_time() - worked)
            Path(job["out"]).write_bytes(shapely.to_wkb(area))
            answer: dict[str, Any] = {"id": job["id"]}
            answer |= {"seconds": seconds[1:] or seconds, "cpu": cpu[1:] or cpu}
        except Exception as error:
            answer = {"id": job["id"], "failed": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer), flush=True)
