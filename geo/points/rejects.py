"""Rows that hold no point: kept in a file of their own, with line and reason."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import BadData

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.points.columns import Columns
    from geo.points.stream import Spoiled

__all__ = ["Rejects"]


class Rejects:
    """A CSV of line, reason and the row as it was; made only if there is one.

    Parameters
    ----------
    target : Path or None
        Where it takes its place when everything is done; None counts only.
    """

    def __init__(self, target: Path | None) -> None:
        self.target = target
        self.count = 0
        self._file: Any = None
        self._writer: Any = None

    def __enter__(self) -> Rejects:
        return self

    def add(self, line: int, reason: str, row: str) -> None:
        """Keep one row."""
        self.count += 1
        if self.target is None:
            return
        try:
            if self._file is None:
                self.target.parent.mkdir(parents=True, exist_ok=True)
                self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
                    "w", prefix=".geo-", suffix=".csv", dir=self.target.parent, delete=False,
                    newline="", encoding="utf-8",
                )  # fmt: skip
                self._writer = csv.writer(self._file, lineterminator="\n")
                self._writer.writerow(("line", "reason", "row"))
            self._writer.writerow((line, reason, row))
        except OSError as error:
            raise BadData(f"cannot write {self.target}: {error.strerror or error}") from None

    def add_rows(
        self, batch: pa.RecordBatch, columns: Columns, lon: Any, lat: Any, bad: Any, lines: Any
    ) -> None:
        """Keep the rows of a batch at the places `bad`, whose lines are `lines`."""
        for row, line in zip(bad.tolist(), lines.tolist(), strict=True):
            reason = columns.reason(batch, row, float(lon[row]), float(lat[row]))
            if self.target is None:
                self.count += 1
                continue
            written = {
                name: values[row].as_py()
                for name, values in zip(batch.schema.names, batch.columns, strict=True)
            }
            self.add(line, reason, json.dumps(written, ensure_ascii=False, default=_shown))

    def __exit__(
        self, kind: type[BaseException] | None, value: object, traceback: TracebackType | None
    ) -> None:
        if self._file is None:
            if kind is None and self.target is not None:
                # Of an earlier run: it would be read as this one's.
                self.target.unlink(missing_ok=True)
            return
        try:
            self._file.close()
        except OSError as error:
            if kind is None:
                Path(self._file.name).unlink(missing_ok=True)
                raise BadData(f"cannot write {self.target}: {error.strerror or error}") from None
        if kind is None:
            assert self.target is not None
            Path(self._file.name).chmod(0o666 & ~_umask())
            os.replace(self._file.name, self.target)  # noqa: PTH105
        else:
            Path(self._file.name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _shown(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, (bytes, bytearray)) else str(value)


def lines_of(rows: Any, first_line: int, spoiled: list[Spoiled]) -> Any:
    """Lines of rows counted from 0, when lines between them could not be taken apart."""
    at = first_line + rows
    if not spoiled:
        return at
    skipped = np.sort(np.array([each.line for each in spoiled]))
    return at + np.searchsorted(skipped - np.arange(skipped.size), at, side="right")
