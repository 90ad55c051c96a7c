"""Which points are inside: geo and every peer, on the same points, in one run.

Run ``python benchmarks/points.py``; ``--quick`` is a short run that writes no results into the
repository. The zone is 100 km about the seed's line. Half of what is asked is uniform over the
zone's box and a tenth about it; the other set lies within 200 m of the edge, where the answers
differ. The truth of both is the geodesic distance of `Polylines.nearest`, which the tests hold
against GeographicLib.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]

import numpy as np  # noqa: E402
import shapely  # noqa: E402
from installed import Missing, _postgis, _run  # noqa: E402

import geo  # noqa: E402
from geo.geodesy import azimuth_distance, destination  # noqa: E402

PLAIN = "Shapely contains_xy, prepared"
KEY, REACH_M = "ceasefire-1974", 100_000.0
# Peer, what it is asked, and the share of the points that it is given: none waits for an hour.
CASES = [
    ("geo", "geo", "exact", 1.0),
    ("geo_plain", "geo, without numba", "exact", 1.0),
    ("geo_distance", "geo, distance_m", "exact", 0.5),
    ("shapely", "Shapely contains_xy, prepared", "polygon", 1.0),
    ("shapely_threads", "Shapely, two threads", "polygon", 1.0),
    ("sedonadb", "SedonaDB ST_Contains", "polygon", 0.1),
    ("geopandas", "GeoPandas sjoin", "polygon", 0.1),
    ("postgis_contains", "PostGIS ST_Contains", "polygon", 0.1),
    ("postgis_dwithin", "PostGIS ST_DWithin(geography)", "line", 0.1),
    ("duckdb", "DuckDB spatial ST_Contains", "polygon", 0.1),
    ("spherely", "S2 (spherely) contains", "polygon", 0.1),
]
FIELDS = [
    "peer", "version", "asked", "points", "runs", "median_s", "fastest_s", "slowest_s", "cpu_s",
    "million_per_s", "to_shapely", "to_shapely_cpu", "extra_memory_mb", "wrong_uniform",
    "wrong_near_edge", "asked_near_edge", "worst_m", "load", "note",
]  # fmt: skip


def uniform(found: geo.Zone, count: int, seed: int) -> np.ndarray:
    """Points over the zone's box and a tenth about it."""
    rng = np.random.default_rng(seed)
    west, south, east, north = found.full_area.bounds
    wide, high = (east - west) / 10, (north - south) / 10
    return np.stack(
        (
            rng.uniform(west - wide, east + wide, count),
            rng.uniform(south - high, north + high, count),
        )
    )


def near_edge(found: geo.Zone, count: int, seed: int) -> np.ndarray:
    """Points within 200 m of the zone's drawn edge."""
    rng = np.random.default_rng(seed)
    xy = shapely.get_coordinates(found.full_area)
    edge = rng.integers(0, len(xy) - 1, count)
    share = rng.uniform(0, 1, count)[:, None]
    at = xy[edge] * (1 - share) + xy[edge + 1] * share
    lon, lat = destination(
        at[:, 0], at[:, 1], rng.uniform(0, 360, count), rng.uniform(0, 200, count)
    )
    return np.stack((lon, lat))


def truth(found: geo.Zone, points: np.ndarray) -> np.ndarray:
    """Exact distance of every point, by the way of a single one."""
    parts = np.array_split(np.arange(points.shape[1]), max(1, points.shape[1] // 200_000))
    return np.concatenate([found.distance_to_line(points[0, p], points[1, p])[0] for p in parts])


def ask(
    python: str, peer: str, folder: Path, points: Path, env: dict[str, str], **more: Any
) -> Any:
    """One peer, in a process of its own."""
    out = folder / f"{peer}-{points.stem}.npy"
    job = {
        "peer": peer, "points": str(points), "out": str(out), "key": KEY, "reach_m": REACH_M,
        "area": str(folder / "area.wkb"), "line": str(folder / "line.wkb"), **more,
    }  # fmt: skip
    path = folder / "job.json"
    path.write_text(json.dumps(job))
    script = str(HERE / "peers" / "points_in_zone.py")
    said = _run([python, script, str(path)], env={**os.environ, **env}, timeout=900)
    return json.loads(said.splitlines()[-1]), np.load(out)


def row(
    case: tuple[str, str, str, float], how: Any, folder: Path, distances: dict[str, np.ndarray],
    args: argparse.Namespace,
) -> dict[str, Any]:  # fmt: skip
    """Measure one peer on both sets."""
    peer, name, asked, share = case
    python, env = how
    made: dict[str, Any] = dict.fromkeys(FIELDS, "")
    made |= {"peer": name, "asked": asked, "load": round(os.getloadavg()[0], 1)}
    count = int(args.count * share)
    points = folder / f"uniform{count}.npy"
    if not points.exists():
        np.save(points, np.load(folder / "uniform.npy")[:, :count])
    try:
        said, inside = ask(python, peer, folder, points, env, repeats=args.repeats, budget_s=60)
        _, near = ask(python, peer, folder, folder / "edge.npy", env, repeats=0, budget_s=60)
    except (Missing, subprocess.TimeoutExpired, OSError) as error:
        return made | {"note": str(error)[:200]}
    far_m, near_m = distances["uniform"][:count], distances["edge"]
    seconds = said["seconds"]
    made |= {
        "version": said["version"], "points": count, "runs": len(seconds),
        "median_s": statistics.median(seconds), "fastest_s": min(seconds),
        "slowest_s": max(seconds), "cpu_s": statistics.median(said["cpu_s"] or [0]) or "",
        "million_per_s": count / statistics.median(seconds) / 1e6,
        "extra_memory_mb": "" if said["peak_mb"] is None else round(said["peak_mb"], 1),
    }  # fmt: skip
    if peer == "geo_distance":
        known = min(inside.size, far_m.size)
        off = np.abs(inside[:known] - far_m[:known]).max(), np.abs(near - near_m).max()
        return made | {"worst_m": max(off), "note": "worst_m: of the distance itself"}
    known = min(inside.size, far_m.size)
    wrong = inside[:known] != (far_m[:known] <= REACH_M)
    wrong_near = near != (near_m <= REACH_M)
    off = np.concatenate((far_m[:known][wrong], near_m[wrong_near]))
    return made | {
        "wrong_uniform": int(wrong.sum()), "wrong_near_edge": int(wrong_near.sum()),
        "asked_near_edge": near.size,
        "worst_m": float(np.abs(off - REACH_M).max()) if off.size else 0.0,
    }  # fmt: skip


def _python(folder: Path) -> str:
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        _run([sys.executable, "-m", "venv", str(folder)])
        wanted = str(HERE / "requirements-points.txt")
        _run([str(python), "-m", "pip", "install", "-q", "-r", wanted])
        (folder / "ready").touch()
    return str(python)


def main() -> None:
    """Measure, and write points.csv, points.json and the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer points, results elsewhere")
    parser.add_argument("--count", type=int, default=10_000_000, help="uniform points")
    parser.add_argument("--edge", type=int, default=200_000, help="points near the edge, for peers")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder to install the peers in and keep")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    parser.add_argument(
        "--agree", action="store_true", help="only ours against the exact distance, on every point"
    )
    args = parser.parse_args()
    found = geo.zone(KEY, distance_m=REACH_M)
    if args.agree:
        agree(found, args)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="points-")))
        if args.quick:
            args.count, args.edge, args.repeats = 1_000_000, 20_000, 2
            args.out = Path(tempfile.mkdtemp(prefix="points-results-"))
        (folder / "area.wkb").write_bytes(shapely.to_wkb(found.full_area))
        (folder / "line.wkb").write_bytes(shapely.to_wkb(found.line.geometry))
        sets = {"uniform": uniform(found, args.count, 1), "edge": near_edge(found, args.edge, 2)}
        for name, points in sets.items():
            np.save(folder / f"{name}.npy", points)
        print("exact distances ...", flush=True)
        # Of a million uniform points: the rest only takes time.
        distances = {
            "uniform": truth(found, sets["uniform"][:, :1_000_000]),
            "edge": truth(found, sets["edge"]),
        }
        try:
            python = _python((args.keep or folder) / "python")
        except Missing as error:
            print(error)
            python = sys.executable
        postgis = stack.enter_context(_postgis(HERE / "peers"))
        ours = {"PYTHONPATH": str(HERE.parent)}
        rows = []
        for case in CASES:
            how = (
                (sys.executable, ours)
                if case[0].startswith("geo") and case[0] != "geopandas"
                else (
                    (sys.executable, postgis.environment)
                    if case[0].startswith("postgis")
                    else (python, {})
                )
            )
            if case[0].startswith("postgis") and postgis.absent:
                rows.append(dict.fromkeys(FIELDS, "") | {"peer": case[1], "note": postgis.absent})
                continue
            rows.append(row(case, how, folder, distances, args))
            print({k: v for k, v in rows[-1].items() if v != ""}, flush=True)
    write(rows, args, python)


def agree(found: geo.Zone, args: argparse.Namespace) -> None:
    """Hold ours against the exact distance on every point, and say how many differ."""
    for name, points in (
        ("uniform", uniform(found, args.count, 11)),
        ("within 200 m of the edge", near_edge(found, args.count // 10, 12)),
    ):
        exact = truth(found, points)
        inside = found.contains(points[0], points[1])
        off = np.abs(found.distance_to(points[0], points[1]) - exact).max()
        wrong = int((inside != (exact <= REACH_M)).sum())
        print(f"{name}: {exact.size:,} points, {wrong} answers differ, distances by {off:.1e} m")
        # And the distance itself, by GeographicLib from the foot that was found.
        rows = np.random.default_rng(1).integers(0, exact.size, 1000)
        metres, lon, lat = found.distance_to_line(points[0, rows], points[1, rows])
        again = azimuth_distance(points[0, rows], points[1, rows], lon, lat)[2]
        print(f"  foot to point again: {np.abs(again - metres).max():.1e} m")


def write(rows: list[dict[str, Any]], args: argparse.Namespace, python: str) -> None:
    """Table, machine, and plot."""
    base = next((r["million_per_s"] for r in rows if r["peer"] == PLAIN), "")
    base_cpu = next((r["points"] / r["cpu_s"] for r in rows if base and r["peer"] == PLAIN), 0.0)
    for each in rows:
        if base and each["million_per_s"]:
            each["to_shapely"] = round(each["million_per_s"] / base, 2)
        if base and each["cpu_s"]:
            each["to_shapely_cpu"] = each["points"] / each["cpu_s"] / base_cpu
        for name, value in each.items():
            if isinstance(value, float):
                each[name] = float(f"{value:.4g}")
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "points.csv").open("w", newline="") as stream:
        table = csv.DictWriter(stream, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    about = {
        "machine": platform.machine(), "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(), "zone": KEY, "reach_m": REACH_M,
        "uniform_points": args.count, "points_near_edge": args.edge,
    }  # fmt: skip
    (args.out / "points.json").write_text(json.dumps(about, indent=1) + "\n")
    try:
        _run([python, str(HERE / "points_plot.py"), str(args.out)])
    except Missing as error:
        print(f"no plot: {error}")
    print(args.out)


if __name__ == "__main__":
    main()
