"""Bad files of points: one clear line each, and nothing lost."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shell import geo

from geo.points.columns import point_wkb

ROOT = Path(__file__).parents[2]
ZONE = ["--reference", "33.5,36.3", "--distance", "100 km"]


def _check(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return geo("check", "--points", str(path), *ZONE, *more)


def _refused(path: Path, code: int, *said: str, more: tuple[str, ...] = ()) -> None:
    out = path.with_name("refused.parquet")
    done = _check(path, "-o", str(out), *more)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("geo: ")
    assert len(done.stderr.strip().splitlines()) == 1
    for word in said:
        assert word in done.stderr
    assert not out.exists()
    assert not list(path.parent.glob(".geo-*"))


def test_rows_without_a_point_are_kept_with_line_and_reason(tmp_path: Path) -> None:
    """NaN, infinities, latitude 91, longitude 361, text, empty and torn rows; the rest is done."""
    path, out = tmp_path / "a.csv", tmp_path / "o.csv"
    rows = [
        "id,lon,lat",
        "ok,36.3,33.5",
        "nan,nan,33.5",
        "inf,inf,33.5",
        "north,36.3,91",
        "torn,36.3",
        "east,361,33.5",
        "text,east of here,33.5",
        "none,,33.5",
        "extra,36.3,33.5,1",
        "wrapped,181.5,33.5",
        "ok,36.3,33.5",
    ]
    path.write_text("\n".join(rows) + "\n")
    done = _check(path, "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert "rejected    8" in done.stdout
    assert "11 rows" in done.stdout
    kept = list(csv.reader(out.open()))
    assert [row[0] for row in kept] == ["id", "ok", "wrapped", "ok"]
    assert [row[3] for row in kept[1:]] == ["true", "false", "true"]
    rejects = {int(row["line"]): row for row in csv.DictReader((tmp_path / "o.rejects.csv").open())}
    assert sorted(rejects) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert rejects[5]["reason"] == "lat 91 is not in [-90, 90]"
    assert rejects[6]["reason"] == "2 columns instead of 3"
    assert rejects[6]["row"] == "torn,36.3"
    assert rejects[7]["reason"] == "lon 361 is not in [-180, 360]"
    assert rejects[8]["reason"] == "lon 'east of here' is not a number"
    assert rejects[9]["reason"] == "lon is empty"
    assert json.loads(rejects[3]["row"]) == {"id": "nan", "lon": "nan", "lat": "33.5"}
    # A later run without rejects leaves none of an earlier one.
    path.write_text("id,lon,lat\nok,36.3,33.5\n")
    assert _check(path, "-o", str(out)).returncode == 0
    assert not (tmp_path / "o.rejects.csv").exists()


def test_missing_columns_are_answered_with_those_seen(tmp_path: Path) -> None:
    """The message lists the file's columns; a wrong --lon too."""
    path = tmp_path / "a.csv"
    path.write_text("ship,east,north\nA,36.3,33.5\n")
    _refused(path, 2, "ship, east, north", "--lon and --lat")
    _refused(path, 2, "no column 'easting'", "ship, east, north",
             more=("--lon", "easting", "--lat", "north"))  # fmt: skip
    _refused(path, 2, "go together", more=("--lon", "east"))
    assert _check(path, "--lon", "east", "--lat", "north").returncode == 0


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two called lon, or two that may be it, are not chosen between."""
    path = tmp_path / "a.csv"
    path.write_text("lon,lon,lat\n36.3,36.3,33.5\n")
    _refused(path, 2, "2 columns", "lon")
    _refused(path, 2, "2 columns called 'lon'", more=("--lon", "lon", "--lat", "lat"))
    path.write_text("lon,LON,lat\n36.3,36.3,33.5\n")
    _refused(path, 2, "2 columns that may be lon")


def test_a_column_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    """`inside` of an earlier run is kept; --prefix makes room."""
    path = tmp_path / "a.csv"
    path.write_text("lon,lat,inside\n36.3,33.5,maybe\n")
    _refused(path, 2, "'inside'", "--prefix")
    done = _check(path, "-o", str(tmp_path / "o.csv"), "--prefix", "geo_")
    assert done.returncode == 0
    assert (tmp_path / "o.csv").read_text() == "lon,lat,inside,geo_inside\n36.3,33.5,maybe,true\n"


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.geojson", "a.gpkg", "a.fgb"])
def test_an_empty_file_is_named(name: str, tmp_path: Path) -> None:
    """Nothing in it, and none there at all."""
    path = tmp_path / name
    _refused(path, 4, "cannot read", name, "No such file")
    path.touch()
    _refused(path, 4, "is empty")


@pytest.mark.parametrize("name", ["a.parquet", "a.geojson", "a.gpkg", "a.fgb", "a.csv.gz"])
def test_a_file_that_is_something_else_is_named(name: str, tmp_path: Path) -> None:
    """A photograph by the name of a table."""
    path = tmp_path / name
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    _refused(path, 4, name)


def test_a_truncated_parquet_file_is_named(tmp_path: Path) -> None:
    """Without its end, and with a hole in its middle."""
    path = tmp_path / "a.parquet"
    rng = np.random.default_rng(0)
    made = pa.table({"lon": rng.uniform(30, 40, 10**5), "lat": rng.uniform(30, 40, 10**5)})
    pq.write_table(made, path, compression="snappy")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    _refused(path, 4, "no whole Parquet file")
    path.write_bytes(whole[:5_000] + bytes(200_000) + whole[205_000:])
    _refused(path, 4, "damaged after row")


def test_a_truncated_gzip_is_named(tmp_path: Path) -> None:
    """What a broken download leaves."""
    import gzip

    path = tmp_path / "a.csv.gz"
    rng = np.random.default_rng(0)
    text = "\n".join(f"{x:.9f},33.5" for x in rng.uniform(30, 40, 300_000).tolist())
    whole = gzip.compress(b"lon,lat\n" + text.encode())
    path.write_bytes(whole[: len(whole) // 2])
    _refused(path, 4, "a.csv.gz")


def test_an_endless_line_is_refused_in_little_memory(tmp_path: Path) -> None:
    """A line of gigabytes, which a lost line ending makes, is refused before memory is."""
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        out.write(b"lon,lat\n36.3,33.5\n36.3,")
        out.truncate(5 << 30)
    code = (
        "import sys\nfrom geo.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        # getrusage would tell the largest of the process that started this one, too.
        "finally:\n"
        "    status = open('/proc/self/status').read()\n"
        "    print(status.split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--points", str(path), *ZONE],
        capture_output=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
    )  # fmt: skip
    assert done.returncode == 4
    assert "longer than 16 MiB" in done.stderr
    assert int(done.stdout.split()[-1]) < 1_000_000
    with path.open("wb") as out:
        out.truncate(5 << 30)
    _refused(path, 4, "first line longer than")


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """The output cannot be written: one line, no half file, the earlier one stands."""
    path, out = tmp_path / "a.csv", tmp_path / "o" / "o.csv"
    lon = np.random.default_rng(0).uniform(30, 40, 150_000)
    path.write_text("lon,lat\n" + "".join(f"{x:.12f},33.5\n" for x in lon.tolist()))
    out.parent.mkdir()
    out.write_text("earlier")
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "from geo.cli import main\nmain(sys.argv[1:])"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1_000_000
    for name in ("o.csv", "p.parquet", "q.fgb"):
        target = out.with_name(name)
        done = subprocess.run(
            [sys.executable, "-c", code, "check", "--points", str(path), *ZONE, "-o", str(target),
             "--distance-column"],
            capture_output=True, check=False, timeout=120, text=True,
            # Compiled loops could not be kept on such a disk: each process would compile again.
            env={**os.environ, "PYTHONPATH": str(ROOT), "GEO_PLAIN": "1"},
        )  # fmt: skip
        assert done.returncode == 4, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert "cannot write" in done.stderr
    assert out.read_text() == "earlier"
    assert [each.name for each in out.parent.iterdir()] == ["o.csv"]


def test_geometries_that_are_no_points_are_rejected(tmp_path: Path) -> None:
    """Lines, empty points and bytes that are no WKB, beside points."""
    import shapely

    path, out = tmp_path / "a.parquet", tmp_path / "o.parquet"
    cells = [
        point_wkb([36.3], [33.5])[0].as_py(),
        shapely.to_wkb(shapely.LineString([(0, 0), (1, 1)])),
        shapely.to_wkb(shapely.Point()),
        b"garbage",
        None,
        point_wkb([36.3], [95.0])[0].as_py(),
    ]
    pq.write_table(pa.table({"geometry": pa.array(cells, pa.binary())}), path)
    done = _check(path, "-o", str(out))
    assert done.returncode == 0, done.stderr
    reasons = [row["reason"] for row in csv.DictReader((tmp_path / "o.rejects.csv").open())]
    assert reasons == [
        "geometry is a LineString, not a point",
        "geometry is empty",
        "geometry is not valid WKB",
        "geometry is empty",
        "latitude 95 is not in [-90, 90]",
    ]


def test_metres_are_not_taken_for_degrees(tmp_path: Path) -> None:
    """A file in another reference system is refused with the way to convert it."""
    import geopandas

    frame = geopandas.GeoDataFrame(
        {"n": [1]}, geometry=geopandas.points_from_xy([4e6], [4e6], crs="EPSG:3857")
    )
    for name in ("a.parquet", "a.gpkg"):
        path = tmp_path / name
        frame.to_parquet(path) if name == "a.parquet" else frame.to_file(path)
        _refused(path, 4, "Pseudo-Mercator", "EPSG:4326")


def test_options_that_do_not_fit_are_named(tmp_path: Path) -> None:
    """Unknown endings and formats, the input as output, a place beside --points, -o alone."""
    path = tmp_path / "a.csv"
    path.write_text("lon,lat\n36.3,33.5\n")
    for arguments, said in (
        (("--points", str(path), "-o", str(tmp_path / "o.xlsx")), "cannot tell what o.xlsx is"),
        (("--points", str(path), "-o", str(path)), "is the file that is read"),
        (("--points", str(path), "Damascus"), "leave out the others"),
        (("--points", str(path), "--input-format", "excel"), "unknown format 'excel'"),
        (("--points", str(path), "--delimiter", "ab"), "one character"),
        (("--points", str(path), "--resume"), "--resume"),
        (("--points", str(tmp_path), "-o", str(path)), "is a file"),
        (("Damascus", "-o", "x.csv"), "--points"),
        ((), "name a place"),
    ):
        done = geo("check", *arguments, *ZONE)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no file of points" in _check(empty).stderr
    assert path.read_text() == "lon,lat\n36.3,33.5\n"
