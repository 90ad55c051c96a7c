"""Files of points as streams of record batches, in constant memory.

Text formats are read as they are written: a CSV's columns stay text, so that they leave as they
came. Whole files are never held; a batch is some megabytes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.errors import BadData, BadInput
from geo.points.columns import check_degrees, described_geometry, find_columns
from geo.points.csv_stream import csv_stream
from geo.points.stream import Stream

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENDINGS", "kind_of", "open_stream"]

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
                yield csv_stream(stack, path, packed, named, delimiter)
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
    return Stream(
        name=path, kind="Parquet", schema=schema, columns=columns, batches=batches(), rows=total,
        done=done, note=kind,
    )  # fmt: skip


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

    return Stream(
        name=path, kind=kind, schema=reader.schema, columns=columns, batches=batches(), note=kind
    )
