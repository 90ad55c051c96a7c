"""Checked rows to files: the format told by the ending, the order of the rows kept."""

from __future__ import annotations

import csv as plain_csv
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import BadData, BadInput
from geo.points.columns import Columns, point_wkb
from geo.points.stream import Stream
from geo.points.streams import kind_of
from geo.zones import write_whole

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_rows"]


def write_rows(
    target: str | os.PathLike[str],
    stream: Stream,
    schema: pa.Schema,
    rows: Iterator[pa.RecordBatch],
) -> None:
    """Write rows as they come; the file takes its place when it is whole.

    Parameters
    ----------
    target : path
        Its ending tells the format; ``-`` is CSV on standard output.
    stream : Stream
        What the rows were read from.
    schema : pyarrow.Schema
        Of the rows.
    rows : iterator of pyarrow.RecordBatch

    Raises
    ------
    BadInput
        If the ending tells no format, or one that cannot be packed.
    BadData
        If the file cannot be written; nothing is left behind.
    """
    if str(target) == "-":
        _write_csv(sys.stdout.buffer, stream, schema, rows)
        return
    kind, packed = kind_of(target)
    if packed and kind != "CSV":
        raise BadInput(
            f"cannot write {Path(target).name}: only CSV is packed, as .csv.gz or .csv.zst"
        )
    if kind == "CSV":
        mark = "\t" if Path(target).suffix.lower() == ".tsv" else None

        def write(at: Path) -> None:
            import pyarrow as pa

            with pa.output_stream(str(at), compression=packed or None) as out:
                _write_csv(out, stream, schema, rows, mark)

    elif kind == "Parquet":

        def write(at: Path) -> None:
            _write_parquet(at, stream, schema, rows)

    else:

        def write(at: Path) -> None:
            _write_by_gdal(at, kind, stream.columns, schema, rows)

    import pyarrow as pa

    try:
        write_whole(target, write)
    except pa.ArrowInvalid as error:
        raise BadData(f"cannot write {target}: {' '.join(str(error).split())[:200]}") from None


def _with_numbers(
    columns: Columns, schema: pa.Schema, rows: Iterator[pa.RecordBatch]
) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Geometries as two columns, lon and lat, where a format has none."""
    import pyarrow as pa

    if not columns.geometry:
        return schema, rows
    at = schema.get_field_index(columns.geometry)
    wider = schema.remove(at).insert(at, pa.field("lat", pa.float64()))
    wider = wider.insert(at, pa.field("lon", pa.float64())).remove_metadata()

    def turned() -> Iterator[pa.RecordBatch]:
        for batch in rows:
            lon, lat, _ = columns.points(batch)
            arrays = list(batch.columns)
            arrays[at : at + 1] = [pa.array(lon), pa.array(lat)]
            yield pa.RecordBatch.from_arrays(arrays, schema=wider)

    return wider, turned()


def _write_csv(
    out: Any, stream: Stream, schema: pa.Schema, rows: Iterator[pa.RecordBatch],
    mark: str | None = None,
) -> None:  # fmt: skip
    import pyarrow as pa
    from pyarrow import csv

    schema, rows = _with_numbers(stream.columns, schema, rows)
    delimiter = mark or (stream.delimiter if stream.kind == "CSV" else ",")
    # Quotation marks where a value needs them, and nowhere else: Arrow sets them everywhere or
    # nowhere, and refuses the second where one is needed.
    bare, quoted = (
        csv.WriteOptions(include_header=False, delimiter=delimiter, quoting_style=style)
        for style in ("none", "needed")
    )
    header = io.StringIO()
    plain_csv.writer(header, delimiter=delimiter, lineterminator="\n").writerow(schema.names)
    out.write(header.getvalue().encode())
    try:
        for batch in rows:
            lines = pa.BufferOutputStream()
            try:
                csv.write_csv(batch, lines, bare)
            except pa.ArrowInvalid:
                lines = pa.BufferOutputStream()
                csv.write_csv(batch, lines, quoted)
            out.write(lines.getvalue())
    except (pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        said = " ".join(str(error).split())[:160]
        raise BadInput(f"a column cannot be written as CSV, use .parquet: {said}") from None


def _write_parquet(
    at: Path, stream: Stream, schema: pa.Schema, rows: Iterator[pa.RecordBatch]
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    metadata = schema.metadata or {}
    if stream.columns.geometry and b"geo" not in metadata:
        described = (
            '{"version":"1.1.0","primary_column":"%s","columns":{"%s":'
            '{"encoding":"WKB","geometry_types":["Point"]}}}'
        )
        name = stream.columns.geometry
        metadata = {**metadata, b"geo": (described % (name, name)).encode()}
    schema = schema.with_metadata(metadata)
    text = [
        each.name for each in schema
        if pa.types.is_string(each.type) or pa.types.is_dictionary(each.type)
    ]  # fmt: skip
    with parquet.ParquetWriter(
        at, schema, compression="snappy", use_dictionary=text or False, write_statistics=True
    ) as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(metadata))


def _write_by_gdal(
    at: Path, kind: str, columns: Columns, schema: pa.Schema, rows: Iterator[pa.RecordBatch]
) -> None:
    import pyarrow as pa
    from pyogrio import errors, raw, read_info

    geometry = columns.geometry or "geometry"
    kept = [each for each in schema if each.name != geometry]
    whole = pa.schema([*kept, pa.field(geometry, pa.binary(), metadata={
        b"ARROW:extension:name": b"geoarrow.wkb"})])  # fmt: skip

    def turned() -> Iterator[pa.RecordBatch]:
        for batch in rows:
            lon, lat, _ = columns.points(batch)
            wkb = point_wkb(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
            arrays = [batch.column(schema.get_field_index(each.name)) for each in kept]
            yield pa.RecordBatch.from_arrays([*arrays, wkb], schema=whole)

    failure: list[BaseException] = []
    count = 0

    def watched() -> Iterator[pa.RecordBatch]:
        try:
            nonlocal count
            for batch in turned():
                count += batch.num_rows
                yield batch
        except BaseException as error:
            failure.append(error)
            raise

    # An index of FlatGeobuf would put the rows in another order.
    options = {"SPATIAL_INDEX": "NO"} if kind == "FlatGeobuf" else {}
    try:
        raw.write_arrow(
            pa.RecordBatchReader.from_batches(whole, watched()), at, driver=kind, layer="points",
            geometry_name=geometry, geometry_type="Point", crs="EPSG:4326", **options,
        )  # fmt: skip
    except (errors.DataSourceError, errors.DataLayerError, errors.FeatureError, RuntimeError,
            pa.ArrowException) as error:  # fmt: skip
        if failure:
            raise failure[0] from None
        raise BadData(f"cannot write {at.name}: {' '.join(str(error).split())[:200]}") from None
    # Of a full disk some drivers say nothing.
    try:
        there = read_info(at, layer="points" if kind == "GPKG" else None, force_feature_count=True)
        whole_file = there["features"] == count
    except errors.DataSourceError:
        whole_file = False
    if not whole_file:
        raise BadData(f"cannot write {at.name}: rows are missing, is the disk full?")
