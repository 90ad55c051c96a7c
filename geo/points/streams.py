"""Files of points as streams of record batches, in constant memory.

Text formats are read as they are written: a CSV's columns stay text, so that they leave as they
came. Whole files are never held; a batch is some megabytes.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.errors import BadData, BadInput
from geo.points.columns import Columns, check_degrees, described_geometry, find_columns

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENDINGS", "Spoiled", "Stream", "kind_of", "open_stream"]

ENDINGS: Final = {
    ".csv": "CSV", ".tsv": "CSV", ".txt": "CSV", ".psv": "CSV",
    ".parquet": "Parquet", ".geoparquet": "Parquet", ".pq": "Parquet",
    ".geojson": "GeoJSON", ".json": "GeoJSON",
    ".geojsonl": "GeoJSONSeq", ".geojsons": "GeoJSONSeq", ".ndjson": "GeoJSONSeq",
    ".jsonl": "GeoJSONSeq", ".geojsonseq": "GeoJSONSeq",
    ".gpkg": "GPKG", ".fgb": "FlatGeobuf",
}  # fmt: skip
"""File endings and what they mean; ``.gz`` and ``.zst`` may follow."""

PACKED: Final = {".gz": "gzip", ".zst": "zstd"}
_BLOCK_BYTES: Final = 1 << 24
_ROWS: Final = 1 << 18
_SNIFFED: Final = 1 << 20


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
        One of the values of `ENDINGS`.
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


def kind_of(path: str | os.PathLike[str]) -> tuple[str, str]:
    """Format and compression that the ending of a file tells.

    Raises
    ------
    BadInput
        If it tells none.

    Examples
    --------
    >>> kind_of("ships.csv.gz"), kind_of("a.parquet")
    (('CSV', 'gzip'), ('Parquet', ''))
    """
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    packed = PACKED.get(suffixes[-1], "") if suffixes else ""
    ending = suffixes[-2] if packed and len(suffixes) > 1 else (suffixes or [""])[-1]
    if ending not in ENDINGS:
        raise BadInput(
            f"cannot tell what {Path(path).name} is: use one of {', '.join(ENDINGS)}, "
            "with .gz or .zst after it if packed"
        )
    return ENDINGS[ending], packed


@contextmanager
def open_stream(
    path: str,
    *,
    kind: str | None = None,
    lon: str | None = None,
    lat: str | None = None,
    delimiter: str | None = None,
) -> Iterator[Stream]:
    """Open a file of points.

    Parameters
    ----------
    path : str
        A file; ``-`` is standard input.
    kind : str, optional
        Format, if the ending does not tell; standard input is CSV if not given.
    lon, lat : str, optional
        Names of the columns; guessed if not given.
    delimiter : str, optional
        Of a CSV; guessed from its first line if not given.

    Raises
    ------
    BadData
        If the file cannot be read.
    BadInput
        If it holds no points that can be found.
    """
    with ExitStack() as stack:
        try:
            if path == "-":
                kind, packed = kind or "CSV", ""
                if kind != "CSV":
                    path = stack.enter_context(_spooled(sys.stdin.buffer, f".{kind.lower()}"))
            else:
                told, packed = kind_of(path) if kind is None else (kind, _packed(path))
                kind = told
                if Path(path).is_file() and Path(path).stat().st_size == 0:
                    raise BadData(f"{path} is empty")
            named = (lon, lat)
            if kind == "CSV":
                yield _csv(stack, path, packed, named, delimiter)
            elif kind == "Parquet":
                yield _parquet(stack, path, named)
            else:
                yield _by_gdal(stack, path, kind, packed, named)
        except OSError as error:
            said = error.strerror or str(error)
            raise BadData(f"cannot read {path}: {' '.join(said.split())[:300]}") from None


def _packed(path: str) -> str:
    return PACKED.get(Path(path).suffix.lower(), "")


@contextmanager
def _spooled(source: Any, suffix: str) -> Iterator[str]:
    """A file of what can only be read once."""
    with tempfile.NamedTemporaryFile(prefix="geo-", suffix=suffix) as kept:
        while piece := source.read(_BLOCK_BYTES):
            kept.write(piece)
        kept.flush()
        yield kept.name


def _csv(
    stack: ExitStack,
    path: str,
    packed: str,
    named: tuple[str | None, str | None],
    delimiter: str | None,
) -> Stream:
    import pyarrow as pa
    from pyarrow import csv

    size = 0
    if path == "-":
        # A pipe is read once: what was looked at is put before the rest.
        head = _head(sys.stdin.buffer, path)
        joined = _Joined(head, sys.stdin.buffer)
        stack.callback(joined.stop)
        raw: Any = pa.PythonFile(joined, mode="r")
        stream = raw
    else:
        with pa.OSFile(path) as first_look:
            unpacked = pa.CompressedInputStream(first_look, packed) if packed else first_look
            head = _head(unpacked, path)
        raw = stack.enter_context(pa.OSFile(path))
        size = raw.size()
        stream = stack.enter_context(pa.CompressedInputStream(raw, packed)) if packed else raw
    if not head.strip():
        raise BadData(f"{path} is empty")
    encoding, text = _decoded(head)
    first = text.splitlines()[0]
    if "\n" not in text and "\r" not in text and len(head) >= _SNIFFED:
        raise BadData(f"{path} has a first line longer than {_SNIFFED >> 20} MiB; is it a CSV?")
    mark = delimiter or _delimiter(first)
    spoiled: list[Spoiled] = []

    def keep(row: Any) -> str:
        reason = f"{row.actual_columns} columns instead of {row.expected_columns}"
        spoiled.append(Spoiled(int(row.number or 0), reason, row.text or ""))
        return "skip"

    names = next(iter(_header(first, mark)))
    try:
        reader = csv.open_csv(
            stream,
            read_options=csv.ReadOptions(
                block_size=_BLOCK_BYTES, encoding=encoding, use_threads=False
            ),
            parse_options=csv.ParseOptions(
                delimiter=mark, newlines_in_values=True, invalid_row_handler=keep
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise _csv_error(path, error, 1) from None
    columns = find_columns(
        reader.schema, path, lon=named[0], lat=named[1], decimal_comma=mark != ","
    )
    shown = {"\t": "tab", " ": "space"}.get(mark, mark)
    note = f"CSV, delimiter {shown}" + ("" if encoding == "utf8" else f", {encoding}")

    def batches() -> Iterator[pa.RecordBatch]:
        rows = 0
        try:
            for batch in reader:
                rows += batch.num_rows
                yield batch
        except pa.ArrowInvalid as error:
            raise _csv_error(path, error, rows + len(spoiled) + 1) from None

    return Stream(
        path, "CSV", reader.schema, columns, batches(), 2, None,
        lambda: raw.tell() / size if size else None, spoiled, mark, note,
    )  # fmt: skip


class _Joined:
    """What was looked at, and then the rest, as a file."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self._head, self._rest = head, rest
        self._reading = threading.Lock()
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none once it is stopped."""
        with self._reading:
            if self.closed:
                return b""
            if self._head:
                part, self._head = self._head[:size], self._head[size:]
                return part
            return bytes(self._rest.read(size))

    def stop(self) -> None:
        """Wait for a read under way, and allow no other."""
        with self._reading:
            self.closed = True

    close = stop

    def readable(self) -> bool:
        """As files say it."""
        return True

    def seekable(self) -> bool:
        """As files say it."""
        return False

    def writable(self) -> bool:
        """As files say it."""
        return False


def _head(stream: Any, path: str) -> bytes:
    head = b""
    try:
        while len(head) < _SNIFFED and (piece := stream.read(_SNIFFED - len(head))):
            head += bytes(piece)
    except OSError as error:
        raise BadData(f"cannot unpack {path}: {' '.join(str(error).split())[:200]}") from None
    return head


def _decoded(head: bytes) -> tuple[str, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf16", head.decode("utf16", "ignore")
    try:
        # The last character may be cut in two.
        return "utf8", head[: len(head) - 3 if len(head) >= _SNIFFED else None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252", head.decode("cp1252", "replace")


def _delimiter(first: str) -> str:
    bare = re.sub(r'"[^"]*"', "", first)
    counts = {mark: bare.count(mark) for mark in (",", ";", "\t", "|")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ("," if " " not in bare.strip() else " ")


def _header(first: str, mark: str) -> Iterator[list[str]]:
    import csv

    yield from csv.reader([first.lstrip("\ufeff")], delimiter=mark)


def _csv_error(path: str, error: Exception, line: int) -> BadData:
    said = " ".join(str(error).split())
    if "straddling" in said:
        return BadData(
            f"{path}: a line after line {line} is longer than {_BLOCK_BYTES >> 20} MiB, or a "
            "quotation mark is never closed"
        )
    if "UTF8" in said or "decod" in said.lower():
        return BadData(f"{path}: a line after line {line} is not text in UTF-8")
    return BadData(f"{path}, after line {line}: {said[:300]}")


def _parquet(stack: ExitStack, path: str, named: tuple[str | None, str | None]) -> Stream:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        opened = stack.enter_context(
            parquet.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
        )
    except pa.ArrowInvalid as error:
        said = " ".join(str(error).split())[:160]
        raise BadData(f"{path} is no whole Parquet file: {said}") from None
    schema = opened.schema_arrow
    geometry = described_geometry(schema.metadata, path) if named[0] is None else None
    columns = find_columns(schema, path, lon=named[0], lat=named[1], geometry=geometry)
    total = opened.metadata.num_rows
    state = {"rows": 0}

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            for batch in opened.iter_batches(batch_size=_ROWS):
                state["rows"] += batch.num_rows
                yield batch.replace_schema_metadata(None)
        except (pa.ArrowInvalid, OSError) as error:
            said = " ".join(str(error).split())[:160]
            raise BadData(f"{path} is damaged after row {state['rows']}: {said}") from None

    kind = "GeoParquet" if geometry else "Parquet"
    done = lambda: state["rows"] / total if total else 1.0  # noqa: E731
    return Stream(path, "Parquet", schema, columns, batches(), 1, total, done, note=kind)


def _by_gdal(
    stack: ExitStack, path: str, kind: str, packed: str, named: tuple[str | None, str | None]
) -> Stream:
    import pyarrow as pa
    from pyogrio import errors, raw

    opened = path
    if not Path(path).exists():
        raise BadData(f"cannot read {path}: No such file or directory")
    if packed == "gzip" and kind.startswith("GeoJSON"):
        opened = f"/vsigzip/{Path(path).resolve()}"
    elif packed:
        unpacked = stack.enter_context(pa.input_stream(path, compression=packed))
        opened = stack.enter_context(_spooled(unpacked, Path(path).suffixes[-2]))
    failed = (errors.DataSourceError, errors.DataLayerError, errors.FeatureError, pa.ArrowInvalid)
    try:
        about, reader = stack.enter_context(
            raw.open_arrow(opened, batch_size=_ROWS >> 2, use_pyarrow=True)
        )
    except (*failed, ValueError, RuntimeError) as error:
        said = " ".join(str(error).split())[:200]
        raise BadData(f"{path} is no {kind} that can be read: {said}") from None
    check_degrees(about["crs"], path)
    geometry = about["geometry_name"] or "wkb_geometry"
    columns = find_columns(
        reader.schema, path, lon=named[0], lat=named[1],
        geometry=geometry if named[0] is None else None,
    )  # fmt: skip
    state = {"rows": 0}

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            for batch in reader:
                state["rows"] += batch.num_rows
                yield batch
        except (*failed, RuntimeError, OSError) as error:
            said = " ".join(str(error).split())[:200]
            raise BadData(f"{path} cannot be read after row {state['rows']}: {said}") from None

    return Stream(path, kind, reader.schema, columns, batches(), note=kind)
