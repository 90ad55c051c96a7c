"""CSV as a stream: its encoding, delimiter and header found, every column kept as it is written."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from geo.errors import BadData
from geo.points.columns import find_columns
from geo.points.stream import Spoiled, Stream

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["csv_stream"]

_BLOCK_BYTES: Final = 1 << 24
_SNIFFED: Final = 1 << 20


def csv_stream(
    stack: ExitStack,
    path: str,
    packed: str,
    named: tuple[str | None, str | None],
    delimiter: str | None,
) -> Stream:
    """Open a CSV, from a file or from standard input.

    Parameters
    ----------
    stack : ExitStack
        Closes what is opened.
    path : str
        ``-`` is standard input.
    packed : str
        Compression, such as ``"gzip"``; empty for none.
    named : tuple of str or None
        Columns of longitude and latitude, if somebody named them.
    delimiter : str or None
        Guessed from the first line if not given.

    Raises
    ------
    BadData
        If it is empty or no text.
    """
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
        name=path,
        kind="CSV",
        schema=reader.schema,
        columns=columns,
        batches=batches(),
        first_line=2,
        done=lambda: raw.tell() / size if size else None,
        spoiled=spoiled,
        delimiter=mark,
        note=note,
    )


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
