"""One file against a zone: batches read ahead, decided, and written as they come."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from geo.errors import BadInput
from geo.points.columns import Columns
from geo.points.density import Density
from geo.points.rejects import Rejects, lines_of
from geo.points.streams import open_stream
from geo.points.writing import write_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.points.added_columns import Added
    from geo.points.stream import Stream

__all__ = ["Progress", "Summary", "check_file"]

Item = TypeVar("Item")
Progress = Callable[[int, float | None], None]
"""Called with the rows done so far and the share of the file, if known."""


@dataclass(slots=True)
class Summary:
    """What became of some files of points.

    Parameters
    ----------
    files, rows, inside, rejected : int
        Rows are those read, the rejected ones among them.
    seconds : float
    columns : str
        Where the points were found, for the last file.
    note : str
        Its format.
    outputs, rejects : list of str
        Files written.
    skipped : int
        Files done by an earlier run.
    density : Density or None
    """

    files: int = 0
    rows: int = 0
    inside: int = 0
    rejected: int = 0
    undecided: int | None = None
    seconds: float = 0.0
    columns: str = ""
    note: str = ""
    outputs: list[str] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)
    skipped: int = 0
    density: Density | None = None

    @property
    def outside(self) -> int:
        """Points that are not inside."""
        return self.rows - self.rejected - self.inside

    def add(self, other: Summary) -> None:
        """Count another file's rows to these."""
        self.files += other.files
        self.rows += other.rows
        self.inside += other.inside
        self.rejected += other.rejected
        self.skipped += other.skipped
        if other.undecided is not None:
            self.undecided = (self.undecided or 0) + other.undecided
        self.columns, self.note = other.columns or self.columns, other.note or self.note
        self.outputs += other.outputs
        self.rejects += other.rejects
        if other.density is not None:
            if self.density is None:
                self.density = other.density
            else:
                self.density.join(other.density)

    def to_dict(self) -> dict[str, Any]:
        """As ``geo check --points --json`` prints it."""
        kept = {
            "files": self.files,
            "skipped": self.skipped,
            "rows": self.rows,
            "inside": self.inside,
            "outside": self.outside,
            "rejected": self.rejected,
            "seconds": round(self.seconds, 3),
            "columns": self.columns,
            "format": self.note,
            "outputs": self.outputs,
            "rejects": self.rejects,
        }
        if self.undecided is not None:
            kept["undecided"] = self.undecided
        return kept


def check_file(
    path: str,
    added: Added,
    *,
    output: str | None = None,
    rejects: Path | None = None,
    kind: str | None = None,
    columns: Columns | None = None,
    delimiter: str | None = None,
    picture: bool = True,
    progress: Progress | None = None,
) -> Summary:
    r"""Check one file of points against a zone.

    Parameters
    ----------
    path : str
        What `geo.points.streams.open_stream` opens; ``-`` is standard input.
    added : Added
        The zone, and what to add to each row.
    output : str, optional
        Where to write the rows with what is added; they are only counted if not given.
    rejects : Path, optional
        Where to write the rows that hold no point.
    kind : str, optional
        Format of the input.
    columns : Columns, optional
        Names of longitude and latitude; guessed if not given.
    delimiter : str, optional
        Of a CSV.
    picture : bool
        Whether to count the density.
    progress : callable, optional

    Returns
    -------
    Summary

    Raises
    ------
    BadData
        If the file cannot be read, or the output not be written; nothing is left behind.
    BadInput
        If no points can be found in it, or a column to be added is there already.

    Examples
    --------
    >>> import tempfile
    >>> from geo.points import Added
    >>> from geo.zones import zone
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ships = Path(folder, "ships.csv")
    ...     _ = ships.write_text("name,lon,lat\nA,36.3,33.5\nB,40,33.5\nC,east,33.5\n")
    ...     done = check_file(str(ships), Added(zone("33.5,36.3", "10 km")))
    >>> done.rows, done.inside, done.rejected
    (3, 1, 1)
    """
    began = time.perf_counter()
    found = Summary(files=1)
    if picture:
        found.density = Density.about(added.zone)
    named = columns or Columns()
    with (
        open_stream(
            path, kind=kind, lon=named.lon or None, lat=named.lat or None, delimiter=delimiter
        ) as stream,
        Rejects(rejects) as kept,
    ):
        schema = _schema(stream, added)
        found.columns, found.note = str(stream.columns), stream.note
        with closing(_ahead(stream.batches)) as batches:
            rows = _decided(batches, stream, added, schema, kept, found, progress)
            if output is None:
                for _ in rows:
                    pass
            else:
                with closing(_ahead(rows)) as made:
                    write_rows(output, stream, schema, made)
                found.outputs.append(output)
        for spoiled in stream.spoiled:
            kept.add(spoiled.line, spoiled.reason, spoiled.text)
        found.rows += len(stream.spoiled)
        found.rejected = kept.count
    if rejects is not None and kept.count:
        found.rejects.append(str(rejects))
    found.seconds = time.perf_counter() - began
    return found


def _schema(stream: Stream, added: Added) -> pa.Schema:
    schema = stream.schema
    taken = [each.name for each in added.arrow_fields if each.name in schema.names]
    if taken:
        raise BadInput(
            f"{stream.name} has a column {taken[0]!r} already; "
            "give the new ones other names with --prefix"
        )
    for each in added.arrow_fields:
        schema = schema.append(each)
    return schema


def _decided(
    batches: Iterator[pa.RecordBatch],
    stream: Stream,
    added: Added,
    schema: pa.Schema,
    kept: Rejects,
    found: Summary,
    progress: Progress | None,
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    bare = schema.remove_metadata()
    at = added.names.index(f"{added.prefix}verdict") if added.verdict else -1
    for whole in batches:
        batch, seen = whole, found.rows
        lon, lat, good = stream.columns.points(batch)
        found.rows += batch.num_rows
        if not good.all():
            bad = np.flatnonzero(~good)
            kept.add_rows(
                batch, stream.columns, lon, lat, bad,
                lines_of(seen + bad, stream.first_line, stream.spoiled),
            )  # fmt: skip
            batch = batch.filter(pa.array(good))
            lon, lat = lon[good], lat[good]
        arrays, inside = added.of(lon, lat)
        found.inside += int(np.count_nonzero(inside))
        if at >= 0:
            import pyarrow.compute as pc

            unsure = pc.sum(pc.equal(arrays[at], "undecided")).as_py() or 0
            found.undecided = (found.undecided or 0) + int(unsure)
        if found.density is not None:
            found.density.add(lon, lat, inside)
        if progress is not None:
            progress(found.rows, stream.done())
        if batch.num_rows:
            yield pa.RecordBatch.from_arrays([*batch.columns, *arrays], schema=bare)


def _ahead(items: Iterator[Item], *, depth: int = 2) -> Generator[Item, None, None]:
    """The same items, made by a thread of its own, a few ahead."""
    ready: queue.Queue[tuple[bool, Any]] = queue.Queue(depth)
    stopped = threading.Event()

    def offer(what: tuple[bool, Any]) -> bool:
        while not stopped.is_set():
            try:
                ready.put(what, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not offer((True, item)):
                    return
            offer((False, None))
        except BaseException as error:
            offer((False, error))

    worker = threading.Thread(target=make, daemon=True)
    worker.start()
    try:
        while True:
            more, item = ready.get()
            if not more:
                if item is not None:
                    raise item
                return
            yield item
    finally:
        stopped.set()
        worker.join()
