"""A real Dask cluster of separate processes: the answers of one machine, whatever ends."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shell import geo

from geo.errors import BadData, BadInput
from geo.points import Added, check_frame, check_points
from geo.points.cluster import check_files, connected
from geo.zones import Zone, zone

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def around() -> Zone:
    return zone("ceasefire-1974", "100 km")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with connected(workers=2) as found:
        yield found


def _folder(path: Path, files: int, rows: int) -> Path:
    rng = np.random.default_rng(1)
    path.mkdir()
    for number in range(files):
        made = {
            "id": np.arange(rows) + number * rows,
            "lon": rng.uniform(34, 38, rows),
            "lat": rng.uniform(32, 35, rows),
        }
        pq.write_table(pa.table(made), path / f"part-{number:02d}.parquet")
    return path


def test_the_answers_are_those_of_one_machine(client: Any, around: Zone, tmp_path: Path) -> None:
    """A partitioned folder, checked by two processes and by this one: file by file the same."""
    source = _folder(tmp_path / "in", 4, 30_000)
    added = Added(around, distance=True)
    far = check_files(str(source), added, str(tmp_path / "far"), client=client)
    near = check_points(str(source), added, output=str(tmp_path / "near"))
    assert (far.files, far.rows, far.inside) == (4, near.rows, near.inside)
    for path in sorted(source.iterdir()):
        one, other = (pq.read_table(tmp_path / side / path.name) for side in ("far", "near"))
        assert one.equals(other)


def test_a_worker_that_ends_loses_nothing(client: Any, around: Zone, tmp_path: Path) -> None:
    """One of two processes is killed while it works; all rows arrive, and no half file."""
    source = _folder(tmp_path / "in", 40, 250_000)
    pids = client.run(os.getpid)
    assert len(set(pids.values())) == 2
    ended: list[int] = []

    import threading

    target = tmp_path / "out"

    def end_one() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and len(list(target.glob("part-*.parquet"))) < 3:
            time.sleep(0.005)
        victim = next(iter(pids.values()))
        ended.append(len(list(target.glob("part-*.parquet"))))
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=end_one)
    killer.start()
    found = check_files(str(source), Added(around, distance=True), str(target), client=client)
    killer.join()
    assert 3 <= ended[0] < 40, "it was killed before or after the work"
    assert found.rows == 40 * 250_000
    parts = sorted(target.glob("part-*.parquet"))
    assert len(parts) == 40
    ids = np.concatenate([pq.read_table(part, columns=["id"])["id"].to_numpy() for part in parts])
    assert (ids == np.arange(40 * 250_000)).all()
    sums = [np.count_nonzero(pq.read_table(p, columns=["inside"])["inside"]) for p in parts]
    assert sum(sums) == found.inside


def test_a_dask_frame_stays_lazy_and_exact(client: Any, around: Zone, tmp_path: Path) -> None:
    """`check_frame` of a Dask frame is one, and computes what pandas computes."""
    import dask.dataframe as dd

    source = _folder(tmp_path / "in", 3, 20_000)
    frame = dd.read_parquet(str(source))
    lazy = check_frame(around, frame, distance=True)
    assert isinstance(lazy, dd.DataFrame)
    found = lazy.compute()
    whole = pd.read_parquet(source)
    exact = around.distance_to_line(whole["lon"], whole["lat"])[0]
    assert found["id"].tolist() == whole["id"].tolist()
    assert found["inside"].tolist() == (exact <= 100_000).tolist()
    assert np.abs(found["distance_m"].to_numpy() - exact).max() < 1e-3


def test_frames_of_geopandas_and_its_dask(client: Any, around: Zone) -> None:
    """The active geometry is taken, in degrees; what is no point is missing, not outside."""
    import dask_geopandas

    points = geopandas.points_from_xy([36.0, 40.0, 35.6], [33.0, 33.5, 33.2], crs="EPSG:4326")
    frame = geopandas.GeoDataFrame({"n": [1, 2, 3]}, geometry=points)
    frame.loc[2, "geometry"] = None
    here = check_frame(around, frame)
    assert isinstance(here, geopandas.GeoDataFrame)
    assert here["inside"].tolist()[:2] == [True, False]
    assert here["inside"].isna().tolist() == [False, False, True]
    there = check_frame(around, dask_geopandas.from_geopandas(frame, npartitions=2)).compute()
    assert there["inside"].equals(here["inside"])
    with pytest.raises(BadData, match="Pseudo-Mercator"):
        check_frame(around, frame.to_crs(3857))


def test_a_frame_that_does_not_fit_is_refused(around: Zone) -> None:
    """No points to be found, or a column that is there already."""
    with pytest.raises(BadInput, match="it has a, b"):
        check_frame(around, pd.DataFrame({"a": [1], "b": [2]}))
    with pytest.raises(BadInput, match="inside"):
        check_frame(around, pd.DataFrame({"lon": [1.0], "lat": [2.0], "inside": [True]}))
    text = pd.DataFrame({"lon": ["36", "east"], "lat": ["33", "33"]})
    assert check_frame(around, text)["inside"].isna().tolist() == [False, True]


def test_the_shell_asks_a_cluster(client: Any, tmp_path: Path) -> None:
    """--cluster ADDRESS, and an address where nobody is."""
    source = _folder(tmp_path / "in", 2, 1_000)
    asked = ["check", "--points", str(source), "-o", str(tmp_path / "out"),
             "--reference", "ceasefire-1974", "--distance", "100 km"]  # fmt: skip
    done = geo(*asked, "--cluster", client.scheduler.address)
    assert done.returncode == 0, done.stderr
    assert "2,000 rows of 2 files" in done.stdout
    assert len(list((tmp_path / "out").glob("*.parquet"))) == 2
    refused = geo(*asked[:3], "--cluster", "local")
    assert refused.returncode == 2
    assert "-o FOLDER" in refused.stderr
    unknown = geo(*asked, "--cluster", "carrier pigeon")
    assert unknown.returncode == 4
    assert len(unknown.stderr.strip().splitlines()) == 1
