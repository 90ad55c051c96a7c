"""Files of points: every format in and out, in order, nothing lost, in constant memory."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
import shapely
from shell import geo

from geo.points import Added, check_file, check_points
from geo.points.columns import point_wkb
from geo.zones import Zone, zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

ROOT = Path(__file__).parents[2]
ZONE = ["--reference", "33.5,36.3", "--distance", "100 km"]


@pytest.fixture(scope="module")
def around() -> Zone:
    return zone("33.5,36.3", "100 km")


@pytest.fixture(scope="module")
def table() -> pa.Table:
    rng = np.random.default_rng(1)
    count = 7_000
    return pa.table(
        {
            "code": [f"{i:05d}" for i in range(count)],
            "lon": rng.uniform(34, 39, count).round(6),
            "lat": rng.uniform(31, 36, count).round(6),
            "note": [["plain", 'a "b"', "x, y", "دمشق"][i % 4] for i in range(count)],
        }
    )


def _wanted(found: Zone, table: pa.Table) -> list[bool]:
    return (found.distance_to_line(table["lon"], table["lat"])[0] <= 100_000).tolist()


def _with_geometry(table: pa.Table, kind: str) -> pa.Table:
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    if kind == "WKB":
        column = point_wkb(lon, lat)
    else:
        column = pa.StructArray.from_arrays([pa.array(lon), pa.array(lat)], names=["x", "y"])
    described = {
        "version": "1.1.0",
        "primary_column": "place",
        "columns": {"place": {"encoding": kind, "geometry_types": ["Point"]}},
    }
    made = table.drop_columns(["lon", "lat"]).append_column("place", column)
    return made.replace_schema_metadata({b"geo": json.dumps(described).encode()})


def _write(table: pa.Table, path: Path) -> Path:
    name = path.name
    if name.endswith(".parquet"):
        kind = {"wkb.parquet": "WKB", "native.parquet": "point"}.get(name)
        pq.write_table(_with_geometry(table, kind) if kind else table, path, row_group_size=1_000)
    elif ".csv" in name or ".tsv" in name:
        options = pc.WriteOptions(
            delimiter="\t" if ".tsv" in name else ";" if "semi" in name else ","
        )
        kept = io.BytesIO()
        pc.write_csv(table, kept, options)
        packing = "gzip" if name.endswith(".gz") else "zstd" if name.endswith(".zst") else None
        with pa.output_stream(str(path), compression=packing) as out:
            out.write(kept.getvalue())
    else:
        import geopandas

        frame = table.drop_columns(["lon", "lat"]).to_pandas()
        points = geopandas.points_from_xy(table["lon"], table["lat"], crs="EPSG:4326")
        drivers = {
            ".gpkg": "GPKG",
            ".fgb": "FlatGeobuf",
            ".geojson": "GeoJSON",
            ".geojsonl": "GeoJSONSeq",
        }
        plain = path.with_suffix("") if path.suffix == ".gz" else path
        options = {"SPATIAL_INDEX": "NO"} if plain.suffix == ".fgb" else {}
        geopandas.GeoDataFrame(frame, geometry=points).to_file(
            plain, driver=drivers[plain.suffix], engine="pyogrio", **options
        )
        if path.suffix == ".gz":
            path.write_bytes(gzip.compress(plain.read_bytes()))
            plain.unlink()
    return path


@pytest.mark.parametrize(
    "name",
    [
        "a.csv", "semi.csv", "a.tsv", "a.csv.gz", "a.csv.zst", "a.parquet", "wkb.parquet",
        "native.parquet", "a.geojson", "a.geojson.gz", "a.geojsonl", "a.gpkg", "a.fgb",
    ],
)  # fmt: skip
def test_every_format_is_read(name: str, around: Zone, table: pa.Table, tmp_path: Path) -> None:
    """Row by row the answers of the exact distance, the other columns as they were, in order."""
    path = _write(table, tmp_path / name)
    out = tmp_path / "out.parquet"
    done = check_file(str(path), Added(around, distance=True), output=str(out))
    found = pq.read_table(out)
    assert done.rows == found.num_rows == 7_000
    assert found["code"].to_pylist() == table["code"].to_pylist()
    assert found["note"].to_pylist() == table["note"].to_pylist()
    wanted = _wanted(around, table)
    assert found["inside"].to_pylist() == wanted
    assert done.inside == sum(wanted)
    exact = around.distance_to_line(table["lon"], table["lat"])[0]
    assert np.abs(found["distance_m"].to_numpy() - exact).max() < 1e-3


@pytest.mark.parametrize(
    "name",
    ["o.csv", "o.tsv", "o.csv.gz", "o.parquet", "o.geojson", "o.geojsonl", "o.gpkg", "o.fgb"],
)
@pytest.mark.parametrize("source", ["a.csv", "wkb.parquet"])
def test_every_format_is_written(
    name: str, source: str, around: Zone, table: pa.Table, tmp_path: Path
) -> None:
    """What was written is read again with its points, its columns, its order and its answers."""
    path = _write(table.slice(0, 600), tmp_path / source)
    out = tmp_path / name
    check_file(str(path), Added(around), output=str(out))
    again = tmp_path / "again.parquet"
    check_file(str(out), Added(around, prefix="second_"), output=str(again))
    found = pq.read_table(again)
    wanted = _wanted(around, table)[:600]
    assert found["code"].to_pylist() == table["code"].to_pylist()[:600]
    assert found["note"].to_pylist() == table["note"].to_pylist()[:600]
    assert found["second_inside"].to_pylist() == wanted
    kept = [str(each).lower() in ("true", "1") for each in found["inside"].to_pylist()]
    assert kept == wanted


def test_a_geoparquet_stays_one(around: Zone, table: pa.Table, tmp_path: Path) -> None:
    """GeoPandas reads what was written, geometry and all."""
    import geopandas

    for source in ("wkb.parquet", "native.parquet"):
        out = tmp_path / f"out-{source}"
        check_file(str(_write(table, tmp_path / source)), Added(around), output=str(out))
        frame = geopandas.read_parquet(out)
        assert frame.geometry.x.tolist() == table["lon"].to_pylist()
        assert frame["inside"].tolist() == _wanted(around, table)


def test_a_csv_leaves_as_it_came(around: Zone, tmp_path: Path) -> None:
    """Leading zeros, empty fields, quoted commas and digits stay as they were written."""
    path = tmp_path / "a.csv"
    path.write_text('id,Longitude,LATITUDE,t\n007,36.300,33.50,"a,b"\n8,40.0,33.5,\n', "utf-8")
    out = tmp_path / "o.csv"
    done = check_file(str(path), Added(around), output=str(out))
    assert done.columns == "Longitude, LATITUDE"
    assert list(csv.reader(out.open(encoding="utf-8"))) == [
        ["id", "Longitude", "LATITUDE", "t", "inside"],
        ["007", "36.300", "33.50", "a,b", "true"],
        ["8", "40.0", "33.5", "", "false"],
    ]


def test_decimal_commas_and_old_encodings_are_read(around: Zone, tmp_path: Path) -> None:
    """A European spreadsheet's CSV: semicolons, decimal commas, Windows-1252; and UTF-16."""
    text = "Ort;lon;lat\nKöln;36,3;33,5\nBüro;40;33,5\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        out = tmp_path / "o.parquet"
        check_file(str(path), Added(around), output=str(out))
        found = pq.read_table(out)
        assert found.column(0).to_pylist() == ["Köln", "Büro"]
        assert found["inside"].to_pylist() == [True, False]


def test_verdict_and_lines_are_those_of_check(tmp_path: Path) -> None:
    """Each verdict is what `Zone.check` says of the point, by every line, clipped or not."""
    rng = np.random.default_rng(3)
    for within in (None, "Syria"):
        found = zone("Israel's northern border", "100 km", within=within)
        edge = shapely.get_coordinates(found.area)
        near = edge[rng.integers(0, len(edge), 60)] + rng.normal(0, 0.004, (60, 2))
        everywhere = np.column_stack((rng.uniform(35, 37.6, 40), rng.uniform(32, 34.8, 40)))
        points = np.vstack((near, everywhere))
        path, out = tmp_path / "a.parquet", tmp_path / "o.parquet"
        pq.write_table(pa.table({"lon": points[:, 0], "lat": points[:, 1]}), path)
        added = Added(found, distance=True, verdict=True, by_line=True)
        done = check_file(str(path), added, output=str(out))
        rows = pq.read_table(out).to_pylist()
        asked = [found.check((float(x), float(y))) for x, y in points]
        assert [row["verdict"] for row in rows] == [each.verdict for each in asked]
        assert done.undecided == sum(each.verdict == "undecided" for each in asked) > 0
        for row, each in zip(rows, asked, strict=True):
            for key, theirs in each.by_line.items():
                assert row[f"verdict_{key}"] == theirs.verdict
                assert row[f"distance_m_{key}"] == pytest.approx(theirs.distance_m, abs=1e-3)


def test_a_folder_is_checked_and_gone_on_with(
    around: Zone, table: pa.Table, tmp_path: Path
) -> None:
    """Files keep their names and folders; --resume does what is left, and only for one zone."""
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "deep").mkdir(parents=True)
    for name in ("a.csv", "b.csv.gz", "deep/c.parquet"):
        _write(table.slice(0, 500), source / name)
    (source / "readme.md").write_text("no points")
    first = check_points(str(source), Added(around), output=str(target))
    assert first.files == 3
    assert sorted(p.relative_to(target).as_posix() for p in target.rglob("*.*") if p.is_file()) == [
        ".geo-check.json", "a.csv", "b.csv.gz", "deep/c.parquet",
    ]  # fmt: skip
    before = (target / "a.csv").stat().st_mtime_ns
    (target / "b.csv.gz").unlink()
    again = check_points(str(source), Added(around), output=str(target), resume=True)
    assert (again.files, again.skipped) == (3, 2)
    assert (again.rows, again.inside) == (first.rows, first.inside)
    assert (target / "a.csv").stat().st_mtime_ns == before
    assert (target / "b.csv.gz").exists()
    refused = geo("check", "--points", str(source), "-o", str(target), "--resume",
                  "--reference", "33.5,36.3", "--distance", "90 km")  # fmt: skip
    assert refused.returncode == 2
    assert "another zone" in refused.stderr
    pattern = check_points(
        f"{source}/*.csv*", Added(around), output=str(tmp_path / "o2"), to="parquet"
    )
    assert sorted(Path(each).name for each in pattern.outputs) == ["a.parquet", "b.parquet"]


def test_standard_input_and_output(table: pa.Table, around: Zone) -> None:
    """A pipe: CSV in, CSV out, the summary on stderr."""
    kept = io.BytesIO()
    pc.write_csv(table, kept)
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", "--points", "-", "-o", "-", *ZONE],
        input=kept.getvalue(), capture_output=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [row["inside"] == "true" for row in rows] == _wanted(around, table)
    assert b"7,000 rows" in done.stderr


def test_the_shell_tells_what_became_of_the_rows(tmp_path: Path) -> None:
    """Counts in words and as JSON, and a map of the density that loads nothing."""
    path = tmp_path / "a.csv"
    path.write_text("x,y\n36.3,33.5\n40,33.5\nnowhere,33.5\n")
    done = geo("check", "--points", str(path), *ZONE, "--density-map", str(tmp_path / "m.html"))
    assert done.returncode == 0, done.stderr
    assert "inside      1 (50.0%)" in done.stdout
    assert "rejected    1" in done.stdout
    assert "x, y (CSV, delimiter ,)" in done.stdout
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "data:image/png;base64" in page
    told = json.loads(geo("check", "--points", str(path), *ZONE, "--json").stdout)
    assert (told["rows"], told["inside"], told["outside"], told["rejected"]) == (3, 1, 1, 1)


def test_an_ended_run_leaves_no_half_file(tmp_path: Path) -> None:
    """SIGTERM in the middle: the earlier output stands, and nothing else is left."""
    pipe, out = tmp_path / "in.csv", tmp_path / "out" / "o.csv"
    out.parent.mkdir()
    out.write_text("earlier")
    os.mkfifo(pipe)
    run = subprocess.Popen(
        [sys.executable, "-m", "geo", "check", "--points", "-", "-o", str(out), *ZONE],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.stdin is not None
    run.stdin.write(b"lon,lat\n" + b"36.3,33.5\n" * 4_000_000)
    run.stdin.flush()
    until = time.monotonic() + 60
    while not list(out.parent.glob(".geo-*")) and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGTERM)
    run.stdin.close()
    assert run.wait(60) != 0
    assert out.read_text() == "earlier"
    assert [each.name for each in out.parent.iterdir()] == ["o.csv"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Six million rows of Parquet take no more than 60 MB more than one million."""
    rng = np.random.default_rng(4)
    peaks = []
    for millions in (1, 6):
        path = tmp_path / f"{millions}.parquet"
        part = pa.table({"lon": rng.uniform(34, 39, 10**6), "lat": rng.uniform(31, 36, 10**6)})
        with pq.ParquetWriter(path, part.schema, use_dictionary=False) as writer:
            for _ in range(millions):
                writer.write_table(part)
        code = (
            "import sys\nfrom geo.cli import main\n"
            "try:\n    main(sys.argv[1:])\n"
            # getrusage would tell the largest of the process that started this one, too.
            "finally:\n"
            "    status = open('/proc/self/status').read()\n"
            "    print(status.split('VmHWM:')[1].split()[0])"
        )
        asked = ["check", "--points", str(path), "-o", str(tmp_path / "o.parquet"), *ZONE]
        done = subprocess.run(
            [sys.executable, "-c", code, *asked], capture_output=True, check=True, timeout=120,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        peaks.append(int(done.stdout.split()[-1]) / 1000)
    assert peaks[1] - peaks[0] < 60
    assert peaks[1] < 1000


def test_null_and_single_precision_columns(around: Zone, tmp_path: Path) -> None:
    """float32, decimals and text as numbers are read; nulls are rejected."""
    out = tmp_path / "o.parquet"
    for kind in (pa.float32(), pa.decimal128(9, 4), pa.string(), pa.large_string()):
        text = pa.array(["36.3", None, "40.0"])
        lon = text.cast(kind)
        lat = pa.array(["33.5"] * 3).cast(kind)
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table({"lon": lon, "lat": lat, "n": [1, 2, 3]}), path)
        done = check_file(str(path), Added(around), output=str(out), rejects=tmp_path / "r.csv")
        assert pq.read_table(out)["n"].to_pylist() == [1, 3]
        assert pq.read_table(out)["inside"].to_pylist() == [True, False]
        assert done.rejected == 1
        assert pd.read_csv(tmp_path / "r.csv")["line"].tolist() == [2]
