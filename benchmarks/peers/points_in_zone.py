"""How every peer is asked which points are inside: a job in, one line of JSON out.

Only the test is timed: the points are in memory in the peer's own form, indexes are made, and the
answer is an array of booleans. The first run, which warms up, is dropped unless it is the only one.
PostGIS's time is its server's own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

Test = Callable[[], Any]


def geo(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """Ours: the exact distance, by cells."""
    import geo as ours

    found = ours.zone(job["key"], distance_m=job["reach_m"])
    return ours.__version__, lambda: found.contains(lon, lat)


def geo_distance(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """Ours: the distance itself."""
    import geo as ours

    found = ours.zone(job["key"], distance_m=job["reach_m"])
    return ours.__version__, lambda: found.distance_to(lon, lat)


def geo_plain(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """Ours without numba."""
    os.environ["GEO_PLAIN"] = "1"
    return geo(job, lon, lat)


def _area(job: dict[str, Any]) -> Any:
    import shapely

    return shapely.from_wkb(Path(job["area"]).read_bytes())


def shapely(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """`contains_xy` of the prepared polygon."""
    import shapely as peer

    area = _area(job)
    peer.prepare(area)
    return peer.__version__, lambda: peer.contains_xy(area, lon, lat)


def shapely_threads(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """The same shared out to as many threads as there are cores, which its users must write."""
    from concurrent.futures import ThreadPoolExecutor

    import shapely as peer

    area = _area(job)
    peer.prepare(area)
    cores = len(os.sched_getaffinity(0))
    # Two threads that ask first at once end the process.
    peer.contains_xy(area, lon[:1], lat[:1])

    def test() -> Any:
        with ThreadPoolExecutor(cores) as pool:
            parts = zip(np.array_split(lon, cores), np.array_split(lat, cores), strict=True)
            return np.concatenate(list(pool.map(lambda xy: peer.contains_xy(area, *xy), parts)))

    return peer.__version__, test


def geopandas(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """`sjoin` of points with the zone."""
    import geopandas as peer

    points = peer.GeoDataFrame(geometry=peer.points_from_xy(lon, lat, crs=4326))
    area = peer.GeoDataFrame(geometry=[_area(job)], crs=4326)

    def test() -> Any:
        joined = peer.sjoin(points, area, predicate="within")
        inside = np.zeros(len(points), dtype=bool)
        inside[joined.index.to_numpy()] = True
        return inside

    return peer.__version__, test


def spherely(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """S2: the polygon with edges as great circles of a sphere."""
    import spherely as peer

    area = peer.from_wkb(Path(job["area"]).read_bytes())
    peer.prepare(area)
    points = peer.points(lon, lat)
    return peer.__version__, lambda: peer.contains(area, points)


def duckdb(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """`ST_Contains` of its spatial extension."""
    import duckdb as peer
    import pyarrow as pa
    from duckdb_extensions import import_extension

    connection = peer.connect()
    import_extension("spatial", con=connection)
    connection.execute("LOAD spatial")
    points = pa.table({"n": np.arange(lon.size), "lon": lon, "lat": lat})
    connection.register("given", points)
    connection.execute("CREATE TABLE p AS SELECT n, ST_Point(lon, lat) AS pt FROM given")
    wkb = Path(job["area"]).read_bytes()
    connection.execute("CREATE TABLE z AS SELECT ST_GeomFromWKB(?) AS area", [wkb])

    def test() -> Any:
        query = "SELECT n, ST_Contains(area, pt) AS inside FROM p, z"
        found = connection.execute(query).fetchnumpy()
        inside = np.zeros(lon.size, dtype=bool)
        inside[found["n"]] = found["inside"]
        return inside

    return peer.__version__, test


def sedonadb(job: dict[str, Any], lon: Any, lat: Any) -> tuple[str, Test]:
    """`ST_Contains` of geometries."""
    import pyarrow as pa
    import sedonadb as peer

    database = peer.connect()
    table = pa.table({"n": np.arange(lon.size), "lon": lon, "lat": lat})
    database.create_data_frame(table).to_view("given", overwrite=True)
    text = "SELECT n, ST_Point(lon, lat) AS at FROM given"
    database.sql(text).to_memtable().to_view("p", overwrite=True)
    hexed = Path(job["area"]).read_bytes().hex()
    database.sql(f"SELECT ST_GeomFromWKB(X'{hexed}') AS area").to_memtable().to_view(
        "z", overwrite=True
    )

    def test() -> Any:
        # As a join: given the polygon as a constant it is not prepared, and ten times slower.
        answer = database.sql("SELECT n FROM p JOIN z ON ST_Contains(area, at)").to_arrow_table()
        inside = np.zeros(lon.size, dtype=bool)
        inside[answer["n"].to_numpy()] = True
        return inside

    import importlib.metadata

    return importlib.metadata.version("sedonadb"), test


def _psql(script: str) -> list[str]:
    ran = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", "-"],
        input=script, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip().splitlines()[0])
    return ran.stdout.split()


def postgis(job: dict[str, Any], lon: Any, lat: Any) -> dict[str, Any]:
    """`ST_DWithin` of geographies, or `ST_Contains` of geometries; points in a table."""
    _psql("DROP TABLE IF EXISTS p, z; CREATE TABLE raw (n int, lon float8, lat float8);")
    rows = "".join(
        f"{n}\t{x!r}\t{y!r}\n"
        for n, (x, y) in enumerate(zip(lon.tolist(), lat.tolist(), strict=True))
    )
    _psql("COPY raw FROM STDIN;\n" + rows + "\\.\n")
    line, area = (Path(job[name]).read_bytes().hex() for name in ("line", "area"))
    geography = job["peer"] == "postgis_dwithin"
    cast = "::geography" if geography else ""
    _psql(
        f"CREATE TABLE p AS SELECT n, ST_SetSRID(ST_Point(lon, lat), 4326){cast} AS at FROM raw;"
        f"DROP TABLE raw; CREATE TABLE z AS SELECT ST_GeogFromWKB('\\x{line}') AS line,"
        f" ST_SetSRID(ST_GeomFromWKB('\\x{area}'), 4326) AS area; ANALYZE p;"
    )
    test = f"ST_DWithin(line, at, {job['reach_m']!r})" if geography else "ST_Contains(area, at)"
    timed = (
        "SELECT set_config('jit', 'off', false);"
        f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) SELECT count(*) FROM p, z WHERE {test};"
    )
    seconds = []
    for _ in range(job["repeats"] + 1):
        said = "".join(_psql(timed))
        said = said[said.index("[") :]
        seconds.append(json.loads(said)[0]["ExecutionTime"] / 1000)
    inside = np.zeros(lon.size, dtype=bool)
    inside[np.array(_psql(f"SELECT n FROM p, z WHERE {test}"), dtype=int)] = True
    np.save(job["out"], inside)
    [version] = _psql("SELECT postgis_lib_version()")
    return {"version": version, "seconds": seconds[1:], "peak_mb": None, "cpu_s": []}


def _memory(what: str) -> float:
    """Resident memory, kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(what)))


def main() -> None:
    """Run the job named on the command line."""
    job = json.loads(Path(sys.argv[1]).read_text())
    points = np.load(job["points"])
    lon, lat = np.ascontiguousarray(points[0]), np.ascontiguousarray(points[1])
    if job["peer"].startswith("postgis"):
        print(json.dumps(postgis(job, lon, lat)))
        return
    began = time.perf_counter()
    version, test = globals()[job["peer"]](job, lon, lat)
    made = time.perf_counter() - began
    inside = test()
    seconds, cpu = [time.perf_counter() - began - made], []
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of making ready
    before = _memory("VmRSS")
    while len(seconds) <= job["repeats"] and sum(seconds) < job["budget_s"]:
        started, worked = time.perf_counter(), time.process_time()
        inside = test()
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
    peak = _memory("VmHWM")
    np.save(job["out"], np.asarray(inside))
    first = seconds[0] if len(seconds) > 1 else None
    print(
        json.dumps(
            {
                "version": version,
                "seconds": seconds[1:] or seconds,
                "first_s": first,
                "peak_mb": (peak - before) / 1000,
                "cpu_s": cpu,
            }
        )
    )


if __name__ == "__main__":
    main()
