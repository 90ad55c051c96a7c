"""A stream of points: the rows of one file as record batches, and where the points are in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.points.columns import Columns

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Spoiled", "Stream"]


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A row that the parser could not take apart."""

    line: int
    reason: str
    text: str


@dataclass(slots=True)
class Stream:
    """Rows of one file.

    Parameters
    ----------
    name : str
        As messages call it.
    kind : str
        One of the values of `geo.points.streams.ENDINGS`.
    schema : pyarrow.Schema
    columns : Columns
        Where the points are.
    batches : iterator of pyarrow.RecordBatch
    first_line : int
        Line, or number, of the first row.
    rows : int or None
        How many there are, if the file says so.
    done : callable
        Share of the file that was read, 0 to 1; None if it cannot be known.
    spoiled : list of Spoiled
        Grows while the batches are read.
    delimiter : str
        Of a CSV.
    note : str
        What was guessed, for the user.
    """

    name: str
    kind: str
    schema: pa.Schema
    columns: Columns
    batches: Iterator[pa.RecordBatch]
    first_line: int = 1
    rows: int | None = None
    done: Callable[[], float | None] = lambda: None
    spoiled: list[Spoiled] = field(default_factory=list)
    delimiter: str = ","
    note: str = ""
