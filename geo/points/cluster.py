"""The check on a Dask cluster: partitioned files and Dask frames; extra ``geo-zones[cluster]``.

A zone is sent once to each worker, as its line and distance; every worker makes its own index of
it. A partition is read, decided and written by one task, whose output takes its place when it is
whole: a worker that ends in the middle loses nothing, its task is run again by another.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import BadData, BadInput
from geo.points.added_columns import Added
from geo.points.columns import Columns
from geo.points.point_files import found_files
from geo.points.run import Summary, check_file

if TYPE_CHECKING:
    from geo.zones import Zone

__all__ = ["check_files", "check_frame", "connected"]


@contextmanager
def connected(address: str | None = None, *, workers: int | None = None) -> Iterator[Any]:
    """Connect to a scheduler, or start a local cluster of separate processes.

    Parameters
    ----------
    address : str, optional
        Of a scheduler, such as ``tcp://10.0.0.1:8786``; a local cluster if not given.
    workers : int, optional
        Processes of the local cluster; one for each core if not given.

    Yields
    ------
    distributed.Client

    Raises
    ------
    BadInput
        If Dask is not installed.
    BadData
        If the scheduler does not answer.
    """
    if importlib.util.find_spec("distributed") is None:
        raise BadInput("Dask is not installed; install it with: pip install 'geo-zones[cluster]'")
    from distributed import Client, LocalCluster

    if address is None:
        count = workers or len(os.sched_getaffinity(0))
        with (
            LocalCluster(
                n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise BadData(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        yield client


def check_files(
    points: str,
    added: Added,
    output: str,
    *,
    client: Any,
    columns: Columns | None = None,
) -> Summary:
    """Check a folder of files, each by one task.

    Parameters
    ----------
    points : str
        A file, a folder or a pattern that every worker can read.
    added : Added
        The zone, and what to add to each row.
    output : str
        Folder that every worker can write; each file keeps its name, as Parquet.
    client : distributed.Client
        From `connected`.
    columns : Columns, optional
        Names of longitude and latitude; guessed if not given.

    Returns
    -------
    Summary
        The counts of all files.

    Raises
    ------
    BadData, BadInput
        Of the first file that cannot be read or written; those done are whole.
    """
    import time

    from distributed import as_completed

    began = time.perf_counter()
    found = found_files(points)
    files, folder = found if found is not None else ([Path(points)], Path(points).parent)
    target = Path(output)
    if target.is_file():
        raise BadInput(f"{output} is a file; a cluster writes a folder")
    # A key of its own: by content, a second call would name what the first is giving up.
    sent = client.scatter(added, broadcast=True, hash=False)
    tasks = []
    for path in files:
        inner = path.relative_to(folder)
        into = (target / inner).with_name(inner.name.split(".")[0] + ".parquet")
        # Absolute: a worker has a folder of its own. Not pure: a file may change.
        tasks.append(
            client.submit(
                _check_one,
                str(path.resolve()),
                sent,
                str(into.resolve()),
                columns,
                pure=False,
                retries=2,
            )
        )
    total = Summary()
    for done in as_completed(tasks):
        total.add(done.result())
    total.outputs.sort()
    total.seconds = time.perf_counter() - began
    return total


def _check_one(path: str, added: Added, output: str, columns: Columns | None) -> Summary:
    rejects = Path(output).with_suffix(".rejects.csv")
    return check_file(path, added, output=output, rejects=rejects, columns=columns)


def check_frame(
    zone: Zone,
    frame: Any,
    *,
    lon: str | None = None,
    lat: str | None = None,
    distance: bool = False,
    verdict: bool = False,
    by_line: bool = False,
    prefix: str = "",
) -> Any:
    """Add ``inside`` and more to a frame of points, of any size.

    Parameters
    ----------
    zone : Zone
    frame : pandas.DataFrame, geopandas.GeoDataFrame, or the Dask frame of either
    lon, lat : str, optional
        Columns in degrees; guessed if not given, or the points of the active geometry.
    distance, verdict, by_line, prefix
        As for `geo.points.Added`.

    Returns
    -------
    The same kind of frame
        With the new columns last; of a Dask frame nothing is computed yet. Rows without a point
        on the globe have missing values in them.

    Raises
    ------
    BadInput
        If the points cannot be found, or a column is there already.

    Examples
    --------
    >>> import pandas
    >>> from geo.zones import zone
    >>> ships = pandas.DataFrame({"lon": [36.3, 40.0, None], "lat": [33.5, 33.5, 33.5]})
    >>> check_frame(zone("33.5,36.3", "10 km"), ships)["inside"].tolist()
    [True, False, <NA>]
    """
    added = Added(zone, distance=distance, verdict=verdict, by_line=by_line, prefix=prefix)
    meta = getattr(frame, "_meta", None)
    columns = _frame_columns(frame if meta is None else meta, lon, lat)
    if meta is None:
        return _add_to(frame, added, columns)
    from dask.delayed import delayed

    # One object in the graph, sent once to each worker, instead of one for each partition.
    sent = delayed(added, pure=True, traverse=False)
    made = _add_to(meta, added, columns)
    return frame.map_partitions(_add_to, sent, columns, meta=made)


def _frame_columns(frame: Any, lon: str | None, lat: str | None) -> Columns:
    import pyarrow as pa

    from geo.points.columns import check_degrees, find_columns

    geometry = getattr(frame, "_geometry_column_name", None)
    if lon is None and geometry is not None and geometry in frame.columns:
        check_degrees(frame.crs, "the frame")
        return Columns(geometry=geometry)
    names = [str(name) for name in frame.columns]
    return find_columns(
        pa.schema([(name, pa.null()) for name in names]), "the frame", lon=lon, lat=lat
    )


def _add_to(frame: Any, added: Added, columns: Columns) -> Any:
    import numpy as np
    import pandas as pd

    taken = [name for name in added.names if name in frame.columns]
    if taken:
        raise BadInput(f"the frame has a column {taken[0]!r} already; give the new ones a prefix")
    if columns.geometry:
        import shapely

        shapes = np.asarray(frame[columns.geometry].values)
        points = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~shapely.is_empty(
            shapes
        )
        lon, lat = np.full(shapes.size, np.nan), np.full(shapes.size, np.nan)
        lon[points], lat[points] = shapely.get_x(shapes[points]), shapely.get_y(shapes[points])
    else:
        lon, lat = (
            pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
            for name in (columns.lon, columns.lat)
        )
    good = (lat >= -90) & (lat <= 90) & (lon >= -180) & (lon <= 360)
    arrays, _ = added.of(lon[good], lat[good])
    made = frame.copy(deep=False)
    kinds: dict[str, Any] = {"bool": "boolean", "double": "float64", "string": "string"}
    for name, values in zip(added.names, arrays, strict=True):
        kind = kinds[str(values.type)]
        column = np.full(good.size, np.nan if kind == "float64" else None, dtype=object)
        column[good] = values.to_numpy(zero_copy_only=False)
        made[name] = pd.Series(column, index=frame.index).astype(kind)
    return made
