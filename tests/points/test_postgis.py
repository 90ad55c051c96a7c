"""PostGIS: zones and places go in, points come out, and its own check agrees; on a real server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely

from geo.errors import BadData, BadInput
from geo.gazetteer import places
from geo.points import find_columns
from geo.points.postgis import check_sql, connected, read_points, write_places, write_zone
from geo.zones import zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


def _programs() -> Path | None:
    for control in sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        programs = Path("/usr/lib/postgresql") / control.parts[-3] / "bin"
        if (programs / "initdb").exists():
            return programs
    return None


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of our own, in a temporary folder, reached by a socket there."""
    programs = _programs()
    if programs is None:
        reason = "no PostGIS: apt-get install postgresql postgresql-postgis"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Sockets need a short path, and PostgreSQL refuses to run as root.
    home = Path(tempfile.mkdtemp(prefix="geo-pg-", dir="/tmp"))
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    before = ["runuser", "-u", user, "--"] if root else []
    if root:
        shutil.chown(home, user, user)
    control = [*before, str(programs / "pg_ctl"), "-D", str(home / "data"), "-w"]
    try:
        subprocess.run(
            [*before, str(programs / "initdb"), "-D", str(home / "data"), "-A", "trust"],
            check=True, capture_output=True, cwd=home, timeout=60,
        )  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
        subprocess.run(
            [*control, "-l", str(home / "log"), "-o", options, "start"],
            check=True, cwd=home, timeout=60, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        yield f"postgresql://{user}@/postgres?host={home}"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=home
        )
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def engine(server: str) -> Iterator[Any]:
    import sqlalchemy

    with pytest.raises(BadData, match="CREATE EXTENSION postgis"):
        connected(server)
    plain = sqlalchemy.create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with plain.begin() as open_one:
        open_one.execute(sqlalchemy.text("CREATE EXTENSION postgis"))
    plain.dispose()
    found = connected(server)
    yield found
    found.dispose()


def _points(count: int, bounds: tuple[float, ...], edge: np.ndarray) -> geopandas.GeoDataFrame:
    rng = np.random.default_rng(1)
    west, south, east, north = bounds
    near = edge[rng.integers(0, len(edge), count)] + rng.normal(0, 0.002, (count, 2))
    xy = np.column_stack((rng.uniform(west, east, count), rng.uniform(south, north, count)))
    xy = np.vstack((xy, near))
    shapes = geopandas.points_from_xy(xy[:, 0], xy[:, 1], crs="EPSG:4326")
    return geopandas.GeoDataFrame({"id": range(len(xy))}, geometry=shapes)


@pytest.mark.parametrize("within", [None, "Syria"])
def test_the_check_in_the_database_is_ours(engine: Any, within: str | None) -> None:
    """Of points anywhere and near the edge, SQL says what `Zone.contains` says, to 5 cm."""
    found = zone("Israel's northern border", "100 km", within=within)
    assert write_zone(found, engine, table="seed") >= 4
    ships = _points(250, found.full_area.bounds, shapely.get_coordinates(found.full_area))
    ships.to_postgis("ships", engine, if_exists="replace", index=False)
    answer = geopandas.read_postgis(
        check_sql("ships", zone="seed", distance=True) + " ORDER BY id", engine, geom_col="geometry"
    )
    lon, lat = answer.geometry.x.to_numpy(), answer.geometry.y.to_numpy()
    exact = found.distance_to_line(lon, lat)[0]
    assert np.abs(answer["distance_m"] - exact).max() < 0.05
    sure = np.abs(exact - 100_000) > 0.05
    assert (answer["inside"].to_numpy() == found.contains(lon, lat))[sure].all()
    assert sure.mean() > 0.99
    assert 0 < answer["inside"].sum() < len(answer)


def test_a_zone_is_drawn_as_it_is_written(engine: Any) -> None:
    """The rows are those of a zone's file, with the same polygon, line, source and licence."""
    found = zone("33.5,36.3", "10 km")
    write_zone(found, engine, table="public.around")
    rows = geopandas.read_postgis("SELECT * FROM around", engine, geom_col="geometry")
    assert sorted(rows["role"]) == ["inner", "outer", "reference", "zone"]
    [drawn] = rows.loc[rows["role"] == "zone", "geometry"]
    assert drawn.equals(found.area)
    assert {"source", "licence", "edge_error_m", "distance_m"} <= set(rows.columns)


def test_places_arrive_with_what_is_known_of_them(engine: Any) -> None:
    """Names in any script, country, accuracy and source."""
    every = list(places("Damascus"))
    assert write_places(every, engine, table="known") == len(every)
    rows = geopandas.read_postgis("SELECT * FROM known", engine, geom_col="geometry")
    assert rows["name"].tolist() == [place.name for place in every]
    assert rows["accuracy_m"].tolist() == [place.accuracy_m for place in every]
    assert rows.crs.to_epsg() == 4326


def test_points_are_read_in_batches(engine: Any) -> None:
    """From a table of numbers and from a query of geometries, in parts, as the check takes them."""
    import pandas as pd

    found = zone("33.5,36.3", "10 km")
    rng = np.random.default_rng(2)
    frame = pd.DataFrame({"id": range(2_500), "lon": rng.uniform(36, 37, 2_500), "lat": 33.5})
    frame.to_sql("numbers", engine, if_exists="replace", index=False)
    batches = list(read_points(engine, "numbers", rows=1_000))
    assert [batch.num_rows for batch in batches] == [1_000, 1_000, 500]
    columns = find_columns(batches[0].schema, "numbers")
    inside = [found.contains(*columns.points(batch)[:2]) for batch in batches]
    query = "SELECT id, ST_Point(lon, lat, 4326)::geography AS at FROM numbers ORDER BY id"
    shapes = list(read_points(engine, query, geometry="at"))
    columns = find_columns(shapes[0].schema, "shapes", geometry="at")
    again = [found.contains(*columns.points(batch)[:2]) for batch in shapes]
    assert np.concatenate(inside).tolist() == np.concatenate(again).tolist()
    assert np.concatenate(inside).any()


def test_what_the_database_cannot_do_is_one_line(engine: Any, tmp_path: Path) -> None:
    """No server, no table, no address, and names that are more than names."""
    with pytest.raises(BadData, match="does not answer") as refused:
        connected(f"postgresql://nobody@/none?host={tmp_path}")
    assert "\n" not in str(refused.value)
    with pytest.raises(BadInput, match="is no address"):
        connected("mysql://x")
    with pytest.raises(BadData, match="missing_table"):
        list(read_points(engine, "missing_table"))
    for name in ("zone; DROP TABLE x", 'a"b', "a.b.c", ""):
        with pytest.raises(BadInput, match="no plain name"):
            check_sql(name)
        with pytest.raises(BadInput, match="no plain name"):
            write_places([], engine, table=name)
