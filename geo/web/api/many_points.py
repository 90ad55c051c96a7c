"""Many points in one request: JSON, CSV or an Arrow stream in, the same with the answers out."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import orjson

from geo.errors import BadData, BadInput
from geo.geodesy import lonlat_arrays
from geo.web.operation import TooLarge
from geo.zones import Zone

__all__ = ["ARROW", "answer_json", "answer_points", "lonlat_pairs"]

ARROW: Final = "application/vnd.apache.arrow.stream"
_LON: Final = ("lon", "lng", "long", "longitude", "x")
_LAT: Final = ("lat", "latitude", "y")
_COLUMNS: Final = 200


def answer_points(
    zone: Zone, body: bytes, media_type: str, *, most: int, distances: bool
) -> tuple[bytes, str]:
    r"""Decide about the points of a table, by exact distance; the edge is inside.

    Parameters
    ----------
    zone : Zone
    body : bytes
        Columns named ``lon`` and ``lat``, and others, which are given back.
    media_type : str
        ``text/csv`` or `ARROW`.
    most : int
        Points.
    distances : bool
        Whether to measure every point's distance too, which costs about 25 µs each.

    Returns
    -------
    (bytes, str)
        The answers and their media type.

    Raises
    ------
    BadData
        If the body is not what its type says.
    TooLarge
        If there are more points.

    Examples
    --------
    >>> from geo.zones import zone
    >>> answer_points(zone("33.5,36.3", "10 km"), b"lat,lon\n33.5,36.3\n", "text/csv",
    ...               most=10, distances=False)
    (b'lat,lon,inside\r\n33.5,36.3,true\r\n', 'text/csv; charset=utf-8')
    """
    if media_type == "text/csv":
        return _csv(zone, body, most, distances), "text/csv; charset=utf-8"
    return _arrow(zone, body, most, distances), ARROW


def _few(count: int, most: int) -> None:
    if count > most:
        raise TooLarge(f"{count:,} points in one request; the limit is {most:,}")


def _answers(zone: Zone, lon: Any, lat: Any, distances: bool) -> dict[str, Any]:
    lons, lats = lonlat_arrays(lon, lat)
    found: dict[str, Any] = {"inside": zone.contains(lons, lats) if lons.size else lons > 0}
    if distances:
        found["distance_m"] = zone.distance_to(lons, lats).round(3) if lons.size else lons
    return found


def lonlat_pairs(points: Any, *, most: int) -> npt.NDArray[np.float64]:
    """Points as an array of shape (n, 2), degrees.

    Raises
    ------
    BadData
        If they are no list of pairs of numbers.
    TooLarge
        If there are more than `most`.
    """
    if not isinstance(points, list):
        raise BadData('the body must hold {"points": [[lon, lat], …]}')
    _few(len(points), most)
    try:
        pairs = np.array(points, dtype=np.float64).reshape(-1, 2) if points else np.empty((0, 2))
        if len(pairs) != len(points):
            raise ValueError  # noqa: TRY301  # one message for all shapes that are wrong
    except (ValueError, TypeError):
        raise BadData("each point must be two numbers: [longitude, latitude]") from None
    return pairs


def answer_json(zone: Zone, points: Any, *, most: int, distances: bool) -> bytes:
    """Decide about the points of a JSON body; the rest is as for `answer_points`.

    Examples
    --------
    >>> from geo.zones import zone
    >>> answer_json(zone("33.5,36.3", "10 km"), [[36.3, 33.5]], most=10, distances=False)
    b'{"count":1,"inside":[true]}'
    """
    pairs = lonlat_pairs(points, most=most)
    return orjson.dumps(
        {"count": len(pairs), **_answers(zone, pairs[:, 0], pairs[:, 1], distances)},
        option=orjson.OPT_SERIALIZE_NUMPY,
    )


def _column(names: list[str], wanted: tuple[str, ...]) -> int:
    lower = [name.strip().lower() for name in names]
    for name in wanted:
        if name in lower:
            return lower.index(name)
    raise BadData(
        f"no column {wanted[0]!r} among {', '.join(repr(name[:30]) for name in names[:8])}; "
        f"name one of {', '.join(wanted)}"
    )


def _csv(zone: Zone, body: bytes, most: int, distances: bool) -> bytes:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadData("the CSV is not UTF-8") from None
    _few(text.count("\n"), most + 1)
    sample = text.partition("\n")[0]
    mark = max(",;\t", key=sample.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    except csv.Error as error:
        raise BadData(f"the CSV cannot be read: {error}") from None
    if not rows:
        raise BadData("the CSV is empty; its first row must name the columns")
    head, rows = rows[0], rows[1:]
    if len(head) > _COLUMNS:
        raise BadInput(f"{len(head)} columns; the limit is {_COLUMNS}")
    _few(len(rows), most)
    at_lon, at_lat = _column(head, _LON), _column(head, _LAT)
    lon, lat = np.empty(len(rows)), np.empty(len(rows))
    for i, row in enumerate(rows):
        try:
            lon[i], lat[i] = float(row[at_lon]), float(row[at_lat])
        except (ValueError, IndexError):
            raise BadData(f"row {i + 2} of the CSV has no longitude and latitude") from None
    found = _answers(zone, lon, lat, distances)
    stream = io.StringIO()
    out = csv.writer(stream, delimiter=mark, lineterminator="\r\n")
    out.writerow([*head, *found])
    inside = ["true" if each else "false" for each in found["inside"].tolist()]
    more = [inside, *([found["distance_m"].tolist()] if distances else [])]
    width = len(head)
    for row, *each in zip(rows, *more, strict=True):
        out.writerow([*row[:width], *[""] * (width - len(row)), *each])
    return stream.getvalue().encode("utf-8")


def _arrow(zone: Zone, body: bytes, most: int, distances: bool) -> bytes:
    import pyarrow as pa

    try:
        with pa.ipc.open_stream(pa.py_buffer(body)) as reader:
            table = reader.read_all()
        table.validate(full=True)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, EOFError) as error:
        raise BadData(f"the body is no Arrow stream: {str(error)[:120]}") from None
    _few(table.num_rows, most)
    names = [str(name) for name in table.column_names]
    try:
        lon, lat = (
            table.column(_column(names, wanted)).cast(pa.float64()).to_numpy()
            for wanted in (_LON, _LAT)
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise BadData("the columns of longitude and latitude must hold numbers") from None
    for name, values in _answers(zone, lon, lat, distances).items():
        table = table.append_column(name, pa.array(values))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
