"""The same check on a Dask cluster: partitioned files; the extra ``geo-zones[cluster]``.

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
from typing import Any

from geo.errors import BadData, BadInput
from geo.points.added_columns import Added
from geo.points.columns import Columns
from geo.points.point_files import found_files
from geo.points.run import Summary, check_file

__all__ = ["check_files", "connected"]


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
