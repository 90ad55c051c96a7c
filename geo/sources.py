"""Where a data file comes from, and the only place that knows the path of ``data/``.

`data_file` gives a path, `table` the columns of a GeoParquet file without pandas, `source` and
`sources` the provenance that every result repeats.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import BadData, NotFound

__all__ = ["Source", "data_file", "seeds_folder", "source", "sources", "table", "verify"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who made some data, under what licence, how good it is.

    Parameters
    ----------
    key : str
        The name by which results point here.
    title, publisher, licence, edition : str
        As the publisher gives them; `edition` is a version or a date.
    accuracy_m : float
        Metres within which the data's positions hold, as far as the publisher or a measurement
        says; `data/README.md` tells which.
    sha256 : str
        Of the shipped files made from it, in the order of their paths, joined by spaces; empty
        for a source that comes as a Python package.
    attribution : str
        The sentence that a map must show.
    licence_url : str
        Where the licence's text stands; empty if the licence needs none.
    """

    key: str
    title: str
    publisher: str
    licence: str
    edition: str
    accuracy_m: float
    sha256: str
    attribution: str
    licence_url: str = ""


def _beside(name: str) -> Path:
    package = Path(__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise BadData(f"the folder {name}/ is missing from this installation of geo; install it again")


def data_file(name: str) -> Path:
    """Path of a shipped data file.

    Raises
    ------
    BadData
        If this installation lacks it.

    Examples
    --------
    >>> data_file("sources.toml").name
    'sources.toml'
    """
    path = _beside("data") / name
    if not path.is_file():
        raise BadData(f"the data file {name} is missing from this installation of geo")
    return path


def seeds_folder() -> Path:
    """Folder of the shipped article digests."""
    return _beside("seeds")


@cache
def _provenance() -> dict[str, Any]:
    with data_file("sources.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def sources() -> tuple[Source, ...]:
    """Every source of the shipped data, in the order of the provenance table.

    Examples
    --------
    >>> any("OpenStreetMap" in entry.attribution for entry in sources())
    True
    """
    files = _provenance()["file"]
    return tuple(
        Source(
            key=entry["key"],
            title=entry["title"],
            publisher=entry["publisher"],
            licence=entry["licence"],
            edition=entry["edition"],
            accuracy_m=float(entry["accuracy_m"]),
            sha256=" ".join(
                file["sha256"]
                for file in sorted(files, key=lambda file: str(file["path"]))
                if entry["key"] in file["sources"]
            ),
            attribution=entry["attribution"],
            licence_url=entry.get("licence_url", ""),
        )
        for entry in _provenance()["source"]
    )


def source(key: str) -> Source:
    """Look one source up by its key.

    Raises
    ------
    NotFound
        If there is none; the message lists the keys.
    """
    for entry in sources():
        if entry.key == key:
            return entry
    raise NotFound(f"no source {key!r}; there are {', '.join(entry.key for entry in sources())}")


def verify() -> tuple[str, ...]:
    """Names of the shipped files whose bytes are not those of the provenance table.

    Returns
    -------
    tuple of str
        Empty if every file is what it should be.
    """
    return tuple(
        file["path"]
        for file in _provenance()["file"]
        if hashlib.sha256(data_file(file["path"]).read_bytes()).hexdigest() != file["sha256"]
    )


def table(
    name: str, *, columns: tuple[str, ...] | None = None, **equals: str
) -> list[dict[str, Any]]:
    """Rows of a shipped GeoParquet file; the geometry stays WKB until someone needs it.

    Parameters
    ----------
    name : str
        File name, such as ``"borders.parquet"``.
    columns : tuple of str, optional
        Columns to read; all if not given.
    **equals : str
        Keep the rows whose column has this value.

    Returns
    -------
    list of dict
        One for each row.

    Examples
    --------
    >>> [row["key"] for row in table("borders.parquet", columns=("key",), key="ISR-LBN")]
    ['ISR-LBN']
    """
    file = _parquet(name)
    chosen = list(columns) if columns else None
    if not equals:
        return list(file.read(columns=chosen).to_pylist())
    wanted = _values(name, tuple(equals))
    rows: list[dict[str, Any]] = []
    first = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        hits = [i for i in range(count) if wanted[first + i] == equals]
        first += count
        if hits:
            held = file.read_row_group(group, columns=chosen)
            # `take` would do the same, but it imports pandas, which costs 0.13 s.
            rows += [row for hit in hits for row in held.slice(hit, 1).to_pylist()]
    return rows


@cache
def _parquet(name: str) -> Any:
    # A dataset with a filter would do the same, but importing pyarrow.dataset costs 0.2 s.
    import pyarrow.parquet as pq

    return pq.ParquetFile(data_file(name))


@cache
def _values(name: str, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return list(_parquet(name).read(columns=list(columns)).to_pylist())
