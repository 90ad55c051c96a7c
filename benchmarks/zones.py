"""How exact, how fast, how large: zones of geo and of six other programs, on the same lines.

Run ``python benchmarks/zones.py`` (or ``make bench``); ``--quick`` is a short run that writes no
results into the repository. README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import platform
import queue
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]

import numpy as np  # noqa: E402
import pyproj  # noqa: E402
import shapely  # noqa: E402
from exactness import Truth, check_ground_truth, measure  # noqa: E402
from installed import Peer, Peers, peers  # noqa: E402
from lines import Line, detailed, joined, sample, seed  # noqa: E402

from geo.references import geometry_reference, polylines  # noqa: E402

Case = tuple[str, str, dict[str, Any]]

GEO: list[Case] = [
    ("geo", "0.1 m", {"tolerance": 0.1}),
    ("geo", "0.01 m", {"tolerance": 0.01}),
]


def _segments(tool: str, label: str, option: str, counts: list[int], **more: Any) -> list[Case]:
    default = [(tool, f"{label}default", {**more})]
    return default + [(tool, f"{label}{n}", {option: n, **more}) for n in counts]


ON_SEED: list[Case] = [
    *GEO,
    *_segments("GeoPandas", "UTM, ", "quad_segs", [64, 256, 1024], projection="utm"),
    *_segments("GeoPandas", "AEQD, ", "quad_segs", [64, 256, 1024, 4096], projection="aeqd"),
    ("GeoPandas", "Web Mercator, default", {"projection": "mercator"}),
    ("GeoPandas", "degrees, default", {"projection": "degrees"}),
    *_segments("PostGIS", "", "quad_segs", [64, 256, 1024]),
    *_segments("Turf", "", "steps", [64, 256]),
    *_segments("mapshaper", "", "quad-segs", [64, 256]),
    ("mapshaper", "256, tolerance=0", {"quad-segs": 256, "tolerance": 0}),
    *_segments("SedonaDB", "", "quad_segs", [64, 400]),
    ("hand-made", "AEQD of 10 km pieces, 64", {"projection": "pieces", "quad_segs": 64}),
    ("hand-made", "AEQD of 10 km pieces, 256", {"projection": "pieces", "quad_segs": 256}),
    ("hand-made", "AEQD of 10 km pieces, 1024", {"projection": "pieces", "quad_segs": 1024}),
    ("hand-made", "AEQD of 10 km pieces, 4096", {"projection": "pieces", "quad_segs": 4096}),
]
"""Every setting, on the first line at 100 km. A number is segments for each quarter of a circle."""

ON_BORDERS: list[Case] = [
    *GEO,
    ("GeoPandas", "UTM, 256", {"projection": "utm", "quad_segs": 256}),
    ("GeoPandas", "AEQD, 1024", {"projection": "aeqd", "quad_segs": 1024}),
    ("GeoPandas", "AEQD, 4096", {"projection": "aeqd", "quad_segs": 4096}),
    ("PostGIS", "256", {"quad_segs": 256}),
    ("Turf", "64", {"steps": 64}),
    ("mapshaper", "64", {"quad-segs": 64}),
    ("SedonaDB", "64", {"quad_segs": 64}),
    ("hand-made", "AEQD of 10 km pieces, 1024", {"projection": "pieces", "quad_segs": 1024}),
]
"""Settings at which each has all but stopped to improve on the first line, for the borders."""

BEHIND: dict[str, str] = {"hand-made": "GeoPandas"}
"""What is a program written with a peer, not a setting of it."""


@dataclass(slots=True)
class Row:
    """One line of the table; its fields are the columns."""

    part: str
    line: str
    line_km: float
    line_vertices: int
    distance_m: float
    tool: str
    version: str
    setting: str
    status: str = "absent"
    seconds: float | None = None
    fastest_s: float | None = None
    cpu_s: float | None = None
    runs: int = 0
    load: float | None = None
    vertices: int | None = None
    vertex_error_m: float | None = None
    edge_error_m: float | None = None
    missing_m: float | None = None
    extra_m: float | None = None
    worst_m: float | None = None
    note: str = ""


@dataclass(slots=True)
class Bench:
    """A run: where its files are, how often to repeat, and the rows so far."""

    folder: Path
    out: Path
    found: Peers
    repeats: int
    points: int
    budget_s: float = 5.0
    rows: list[Row] = field(default_factory=list)
    checked_m: float = 0.0
    checked: int = 0

    def run(
        self, part: str, line: Line, distances: list[float], cases: list[Case], *, limit_s: float
    ) -> None:
        """Ask all peers about one line, and measure what they answer."""
        path = self.folder / f"{line.key}.geojson"
        path.write_text(shapely.to_geojson(line.geometry))
        lines, _ = polylines(geometry_reference(line.geometry))
        truths = {reach: Truth.of(lines, reach, count=self.points) for reach in distances}
        for truth in truths.values() if part != "scaling" else ():
            count = 40 if part == "seed" else 4
            wrong = check_ground_truth(line.geometry, truth, count=count)
            self.checked_m, self.checked = max(self.checked_m, wrong), self.checked + count
        print(f"\n{line.key}, {line.vertices:,} vertices", flush=True)
        kilometres = round(lines.total_length_m / 1000, 1)
        for tool in dict.fromkeys(case[0] for case in cases):
            peer = self.found.every[BEHIND.get(tool, tool)]
            own = [(reach, case) for reach in distances for case in cases if case[0] == tool]
            rows = [
                Row(part, line.key, kilometres, line.vertices, reach, tool, peer.version, setting)
                for reach, (_, setting, _) in own
            ]
            jobs = [
                {"id": i, "line": str(path), "distance_m": reach, "setting": given,
                 "repeats": self.repeats, "budget_s": self.budget_s,
                 "out": str(self.folder / f"area-{i}")}
                for i, (reach, (_, _, given)) in enumerate(own)
            ]  # fmt: skip
            for number, answer in _answers(peer, jobs, self.folder, limit_s):
                _fill(rows[number], answer, Path(jobs[number]["out"]), truths[own[number][0]])
                _show(rows[number])
            self.rows += rows
        # A run that is broken off leaves what it measured.
        _write(self, self.out)


def _answers(
    peer: Peer, jobs: list[dict[str, Any]], folder: Path, limit_s: float
) -> Iterator[tuple[int, dict[str, Any]]]:
    """What the peer says to each job; it is started again after one that takes too long."""
    if peer.absent:
        yield from ((job["id"], {"absent": peer.absent}) for job in jobs)
        return
    left = list(jobs)
    while left:
        asked = folder / "jobs.json"
        asked.write_text(json.dumps(left))
        heard = folder / "stderr"
        with (
            heard.open("w") as errors,
            subprocess.Popen(
                [*peer.command, str(asked)],
                env={**os.environ, **peer.environment},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as process,
        ):
            try:
                for number, answer in _while_in_time(process, left, limit_s):
                    left = [job for job in left if job["id"] != number]
                    if "ended" in answer:
                        said = heard.read_text().strip().splitlines()
                        answer = {"failed": (said or [answer["ended"]])[-1][:200]}  # noqa: PLW2901
                    yield number, answer
            finally:
                # Without it, leaving this block would wait for a peer that hangs.
                process.kill()


def _while_in_time(
    process: subprocess.Popen[str], jobs: list[dict[str, Any]], limit_s: float
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Answers until all jobs are done, one takes too long, or the peer ends."""
    said: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(process, said), daemon=True).start()
    waiting = [job["id"] for job in jobs]
    deadline = time.monotonic() + limit_s + 60
    while waiting:
        try:
            text = said.get(timeout=max(0.1, deadline - time.monotonic()))
        except queue.Empty:
            yield waiting[0], {"failed": f"not done in {limit_s:g} s"}
            return
        if text is None:
            process.wait()
            yield waiting[0], {"ended": f"exit code {process.returncode}"}
            return
        answer = json.loads(text) if text.startswith("{") else {}
        if answer.get("started"):
            deadline = time.monotonic() + limit_s + 5
        elif "id" in answer:
            waiting.remove(answer["id"])
            yield answer["id"], answer


def _listen(process: subprocess.Popen[str], said: queue.Queue[str | None]) -> None:
    for line in process.stdout or ():
        said.put(line)
    said.put(None)


def _fill(row: Row, answer: dict[str, Any], out: Path, truth: Truth) -> None:
    if "seconds" not in answer:
        row.status = "absent" if "absent" in answer else "failed"
        row.note = answer.get("absent") or answer["failed"]
        return
    row.load = os.getloadavg()[0]
    row.status, row.runs = "ok", len(answer["seconds"])
    row.seconds, row.fastest_s = statistics.median(answer["seconds"]), min(answer["seconds"])
    if "cpu" in answer:
        row.cpu_s = statistics.median(answer["cpu"])
    held = out.read_bytes()
    area = shapely.from_geojson(held) if held[:1] == b"{" else shapely.from_wkb(held)
    found = measure(area, truth)
    if area.is_empty or not area.is_valid:
        row.note = "empty" if area.is_empty else f"not valid: {shapely.is_valid_reason(area)}"[:80]
    row.vertices = found.vertices
    row.vertex_error_m, row.edge_error_m = found.vertex_m, found.edge_m
    row.missing_m, row.extra_m, row.worst_m = found.missing_m, found.extra_m, found.worst_m


def _show(row: Row) -> None:
    name = f"  {row.tool:10} {row.setting:26} {row.distance_m / 1000:4g} km"
    if row.status != "ok":
        print(f"{name} {row.status}: {row.note}", flush=True)
        return
    print(
        f"{name} {row.seconds:8.4f} s {row.vertices:8,} vertices, worst {row.worst_m:.4f} m "
        f"(edge {row.edge_error_m:.4f}, missing {row.missing_m:.4f}, extra {row.extra_m:.4f}) "
        f"{row.note}",
        flush=True,
    )


def exponents(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Slope of log CPU time over log vertices, for each scaling series.

    Parameters
    ----------
    rows : list of Row

    Returns
    -------
    dict
        By series: over ``all`` sizes, and for each ``step``, named by the larger size. 1 is linear.
        The slope over all is lowered by what a zone costs however short its line; the steps at
        the end are what tells how it grows.
    """
    slopes: dict[str, dict[str, float]] = {}
    done = [row for row in rows if row.part == "scaling" and row.status == "ok"]
    for series in dict.fromkeys(row.line.split("-")[0] for row in done):
        own = [row for row in done if row.line.startswith(series)]
        if len(own) > 1:
            held = np.log(np.array([(row.line_vertices, row.cpu_s) for row in own], dtype=float))
            steps = np.diff(held[:, 1]) / np.diff(held[:, 0])
            slopes[series] = {"all": round(float(np.polyfit(*held.T, 1)[0]), 2)} | {
                str(row.line_vertices): round(float(step), 2)
                for row, step in zip(own[1:], steps, strict=True)
            }
    return slopes


def _fingerprint() -> str:
    held = hashlib.sha256()
    for path in sorted((HERE.parent / "geo").glob("*.py")):
        held.update(path.read_bytes())
    return held.hexdigest()[:12]


def _summary(bench: Bench) -> dict[str, Any]:
    done = [row for row in bench.rows if row.status == "ok"]
    on_seed = [row for row in done if row.part == "seed"]

    def closest(own: list[Row]) -> list[Any] | None:
        best = min(own, key=lambda row: row.worst_m or 0.0, default=None)
        return best and [best.tool, best.setting, best.worst_m]

    others = [row for row in on_seed if row.tool not in ("geo", *BEHIND)]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "geo_sha256": _fingerprint(),
        "cores": os.cpu_count(),
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "numpy": np.__version__,
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "pyproj": pyproj.__version__,
        "proj": pyproj.proj_version_str,
        "peers": {
            peer.name: peer.version or f"absent: {peer.absent}"
            for peer in bench.found.every.values()
        },
        "ground_truth": {"points": bench.checked, "largest_difference_m": bench.checked_m},
        "closest_peer_on_seed": closest(others),
        "closest_hand_made_on_seed": closest([row for row in on_seed if row.tool in BEHIND]),
        "exponents": exponents(bench.rows),
    }


def _write(bench: Bench, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "zones.csv.new"
    with fresh.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(asdict(bench.rows[0])), lineterminator="\n")
        writer.writeheader()
        for row in bench.rows:
            writer.writerow({
                key: f"{value:.6g}" if isinstance(value, float) else value
                for key, value in asdict(row).items()
            })  # fmt: skip
    fresh.replace(folder / "zones.csv")
    about = folder / "zones.json.new"
    about.write_text(json.dumps(_summary(bench), indent=2) + "\n")
    about.replace(folder / "zones.json")


def _lines(bench: Bench, *, quick: bool) -> None:
    """All parts, in order."""
    first = seed()
    whole = {"tolerance": 0.1, "all": True, "reference": first.key}
    cases = [*ON_SEED, ("geo", "0.1 m, inner and outer too", whole)]
    bench.run("seed", first, [100_000.0], cases, limit_s=60)
    bench.repeats, bench.points, bench.budget_s = 3, bench.points // 2, 1.0
    reaches = [30_000.0] if quick else [2_000.0, 30_000.0, 100_000.0, 300_000.0]
    for line in sample(3 if quick else 6):
        bench.run("borders", line, reaches, ON_BORDERS, limit_s=20)
    bench.budget_s = 5.0
    sizes = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000]
    for make in (detailed, joined):
        for size in sizes[: 3 if quick else None]:
            bench.run("scaling", make(size), [100_000.0], GEO[:1], limit_s=600)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a short run, not kept in results/")
    parser.add_argument("--keep", type=Path, help="folder to install the peers in and use again")
    parser.add_argument("--out", type=Path, help="where to write the results")
    given = parser.parse_args()
    # A run that is ended still stops the server that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    out = given.out or (
        Path(tempfile.mkdtemp(prefix="zones-")) if given.quick else HERE / "results"
    )
    with tempfile.TemporaryDirectory(prefix="zones-") as temporary:
        home = given.keep or Path(temporary) / "peers"
        home.mkdir(parents=True, exist_ok=True)
        print("installing the peers ...", flush=True)
        with peers(home.resolve()) as found:
            for peer in found.every.values():
                print(f"  {peer.name:10} {peer.version or 'absent: ' + peer.absent}")
            points = 10_000 if given.quick else 40_000
            bench = Bench(Path(temporary), out, found, 3 if given.quick else 7, points)
            _lines(bench, quick=given.quick)
        drawn = subprocess.run([found.python, str(HERE / "plot.py"), str(out)], check=False)
    print(f"\n{json.dumps(_summary(bench), indent=2)}\n{out / 'zones.csv'}")
    sys.exit(drawn.returncode)


if __name__ == "__main__":
    main()
