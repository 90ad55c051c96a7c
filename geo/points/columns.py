"""Which columns are longitude and latitude, and their numbers out of a batch of rows."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from geo.errors import BadData, BadInput
from geo.geodesy import FloatArray

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Columns", "find_columns", "point_wkb"]

BoolArray = npt.NDArray[np.bool_]

# Pairs in the order in which they are believed.
_PAIRS: Final = (
    ("lon", "lat"),
    ("longitude", "latitude"),
    ("long", "lat"),
    ("lng", "lat"),
    ("decimallongitude", "decimallatitude"),
    ("lond", "latd"),
    ("longitudedeg", "latitudedeg"),
    ("londeg", "latdeg"),
    ("geolongitude", "geolatitude"),
    ("pointx", "pointy"),
    ("xcoord", "ycoord"),
    ("x", "y"),
)
_GEOMETRY_NAMES: Final = ("geometry", "geom", "wkb_geometry", "the_geom")
_NUMBER: Final = r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
_WKB_POINT_BYTES: Final = 21
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table holds its points: two columns of numbers, or one of geometries.

    Parameters
    ----------
    lon, lat : str
        Names of columns in degrees; empty if there is a geometry.
    geometry : str
        Name of a column of WKB or GeoArrow points; empty if there are numbers.
    decimal_comma : bool
        Whether numbers that are text may be written ``35,5``.
    """

    lon: str = ""
    lat: str = ""
    geometry: str = ""
    decimal_comma: bool = False

    def __str__(self) -> str:
        """As the shell shows what was guessed."""
        return self.geometry or f"{self.lon}, {self.lat}"

    def points(self, batch: pa.RecordBatch) -> tuple[Any, Any, BoolArray]:
        """Longitudes, latitudes and whether each row is a point on the globe.

        Parameters
        ----------
        batch : pyarrow.RecordBatch

        Returns
        -------
        lon, lat : ndarray of float, degrees, shape (n,)
            NaN where there is no number; float32 columns stay as they are.
        good : ndarray of bool, shape (n,)
        """
        if self.geometry:
            lon, lat = _geometry_points(batch.column(self.geometry))
        else:
            lon = _numbers(batch.column(self.lon), decimal_comma=self.decimal_comma)
            lat = _numbers(batch.column(self.lat), decimal_comma=self.decimal_comma)
        good = (lat >= -90) & (lat <= 90) & (lon >= -180) & (lon <= 360)
        return lon, lat, good

    def reason(self, batch: pa.RecordBatch, row: int, lon: float, lat: float) -> str:
        """Why a row is no point, in words that name the value."""
        if self.geometry:
            return _geometry_reason(batch.column(self.geometry)[row], lon, lat)
        for name, value, low, high in ((self.lat, lat, -90, 90), (self.lon, lon, -180, 360)):
            written = batch.column(name)[row].as_py()
            if written is None or (isinstance(written, str) and not written.strip()):
                return f"{name} is empty"
            if not low <= value <= high:
                if isinstance(written, str) and np.isnan(value):
                    return f"{name} {written[:_SHOWN]!r} is not a number"
                return f"{name} {value:g} is not in [{low}, {high}]"
        return "no point"


def find_columns(
    schema: pa.Schema,
    name: str,
    *,
    lon: str | None = None,
    lat: str | None = None,
    geometry: str | None = None,
    decimal_comma: bool = False,
) -> Columns:
    """Find the columns that hold the points.

    Parameters
    ----------
    schema : pyarrow.Schema
    name : str
        Of the file, for messages.
    lon, lat : str, optional
        Named by the user.
    geometry : str, optional
        Known from the file to be its geometry.
    decimal_comma : bool
        See `Columns`.

    Raises
    ------
    BadInput
        If a column is missing or there are two of one name; the message lists those seen.

    Examples
    --------
    >>> import pyarrow
    >>> find_columns(pyarrow.schema([("Longitude", "float64"), ("LAT.", "float64")]), "a.csv",
    ...              lat="LAT.", lon="Longitude")
    Columns(lon='Longitude', lat='LAT.', geometry='', decimal_comma=False)
    """
    seen = schema.names
    if (lon is None) != (lat is None):
        raise BadInput("--lon and --lat go together")
    if lon is not None and lat is not None:
        for wanted in (lon, lat):
            _once(wanted, seen, name)
        return Columns(lon, lat, "", decimal_comma)
    if geometry is not None:
        _once(geometry, seen, name)
        return Columns(geometry=geometry)
    plain = [re.sub(r"[^a-z]", "", each.lower()) for each in seen]
    for first, second in _PAIRS:
        if first in plain and second in plain:
            found = seen[plain.index(first)], seen[plain.index(second)]
            for plain_name, column in zip((first, second), found, strict=True):
                if plain.count(plain_name) > 1:
                    twice = [each for each, p in zip(seen, plain, strict=True) if p == plain_name]
                    raise BadInput(
                        f"{name} has {len(twice)} columns that may be {column}: "
                        f"{', '.join(twice)}; rename one, or name it with --lon and --lat"
                    )
            return Columns(*found, "", decimal_comma)
    for each in seen:
        if each.lower() in _GEOMETRY_NAMES:
            return Columns(geometry=each)
    raise BadInput(
        f"{name} has no columns that look like longitude and latitude; it has {_listed(seen)}; "
        "name them with --lon and --lat"
    )


def _once(wanted: str, seen: Sequence[str], name: str) -> None:
    count = list(seen).count(wanted)
    if count == 0:
        raise BadInput(f"{name} has no column {wanted!r}; it has {_listed(seen)}")
    if count > 1:
        raise BadInput(f"{name} has {count} columns called {wanted!r}; rename one")


def _listed(seen: Sequence[str]) -> str:
    return ", ".join(seen[:30]) + (f" and {len(seen) - 30} more" if len(seen) > 30 else "")


def _numbers(column: pa.Array, *, decimal_comma: bool) -> Any:
    """A column as floats, NaN where there is none; not copied where it is one already."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not pa.types.is_floating(column.type) or column.type == pa.float16():
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            if not decimal_comma:
                try:
                    return _filled(pc.cast(column, pa.float64()))
                except pa.ArrowInvalid:
                    pass
            if decimal_comma:
                column = pc.replace_substring(column, ",", ".")
            column = pc.utf8_trim_whitespace(column)
            number = pc.fill_null(pc.match_substring_regex(column, _NUMBER), fill_value=False)
            column = pc.if_else(number, column, pa.scalar(None, column.type))
        try:
            column = pc.cast(column, pa.float64())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return np.full(len(column), np.nan)
    return _filled(column)


def _filled(column: pa.Array) -> Any:
    if column.null_count:
        return column.to_numpy(zero_copy_only=False)
    return column.to_numpy()


def _geometry_points(column: pa.Array) -> tuple[Any, Any]:
    import pyarrow as pa

    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    kind = column.type
    if pa.types.is_struct(kind):
        lon, lat = (_numbers(column.field(axis), decimal_comma=False) for axis in ("x", "y"))
        if column.null_count:
            none = column.is_null().to_numpy(zero_copy_only=False)
            lon = np.where(none, np.nan, lon)
        return lon, lat
    if pa.types.is_fixed_size_list(kind):
        xy = column.flatten().to_numpy(zero_copy_only=False).reshape(-1, kind.list_size)
        if column.null_count:
            full = np.full((len(column), 2), np.nan)
            full[column.is_valid().to_numpy(zero_copy_only=False)] = xy[:, :2]
            xy = full
        return xy[:, 0].copy(), xy[:, 1].copy()
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return _wkb_points(column)
    raise BadData(f"a geometry column of type {kind} is not known; WKB and GeoArrow points are")


def _wkb_points(column: pa.Array) -> tuple[FloatArray, FloatArray]:
    """Coordinates of WKB; of plain little-endian points they are read from the bytes."""
    import pyarrow as pa
    import shapely

    wide = pa.types.is_large_binary(column.type)
    _, ends, data = column.buffers()
    offsets = np.frombuffer(ends, dtype=np.int64 if wide else np.int32)
    offsets = offsets[column.offset : column.offset + len(column) + 1]
    if len(column) and not column.null_count and (np.diff(offsets) == _WKB_POINT_BYTES).all():
        raw = np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]]
        raw = raw.reshape(-1, _WKB_POINT_BYTES)
        if (raw[:, :5] == (1, 1, 0, 0, 0)).all():
            xy = np.ascontiguousarray(raw[:, 5:]).view("<f8")
            return np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])
    geometries = shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
    lon, lat = np.full(len(column), np.nan), np.full(len(column), np.nan)
    points = shapely.get_type_id(geometries) == shapely.GeometryType.POINT
    points &= ~shapely.is_empty(geometries)
    lon[points], lat[points] = shapely.get_x(geometries[points]), shapely.get_y(geometries[points])
    return lon, lat


def _geometry_reason(value: pa.Scalar, lon: float, lat: float) -> str:
    import shapely

    written = value.as_py()
    if written is None:
        return "geometry is empty"
    if isinstance(written, bytes):
        [geometry] = shapely.from_wkb([written], on_invalid="ignore")
        if geometry is None:
            return "geometry is not valid WKB"
        if geometry.geom_type != "Point":
            return f"geometry is a {geometry.geom_type}, not a point"
        if geometry.is_empty:
            return "geometry is empty"
    if not -90 <= lat <= 90:
        return f"latitude {lat:g} is not in [-90, 90]"
    return f"longitude {lon:g} is not in [-180, 360]"


def point_wkb(lon: npt.ArrayLike, lat: npt.ArrayLike) -> pa.Array:
    """Points as a column of WKB.

    Examples
    --------
    >>> point_wkb([35.5], [33.0])[0].as_py().hex()
    '01010000000000000000c041400000000000804040'
    """
    import pyarrow as pa

    lons = np.asarray(lon, dtype="<f8")
    raw = np.zeros((lons.size, _WKB_POINT_BYTES), dtype=np.uint8)
    raw[:, 0] = raw[:, 1] = 1
    raw[:, 5:13] = (
        lons.view(np.uint8).reshape(-1, 8)
        if lons.flags.c_contiguous
        else (np.ascontiguousarray(lons).view(np.uint8).reshape(-1, 8))
    )
    raw[:, 13:] = np.ascontiguousarray(lat, dtype="<f8").view(np.uint8).reshape(-1, 8)
    offsets = np.arange(lons.size + 1, dtype=np.int32) * _WKB_POINT_BYTES
    return pa.Array.from_buffers(
        pa.binary(), lons.size, [None, pa.py_buffer(offsets), pa.py_buffer(raw)]
    )


def described_geometry(metadata: dict[bytes, bytes] | None, name: str) -> str | None:
    """Geometry column that a GeoParquet file names, if its coordinates are degrees.

    Raises
    ------
    BadData
        If they are in another reference system.
    """
    if not metadata or b"geo" not in metadata:
        return None
    try:
        described = json.loads(metadata[b"geo"])
        primary = str(described["primary_column"])
        crs = described["columns"][primary].get("crs", "OGC:CRS84")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadData(f"{name} says it is GeoParquet, but not where its geometry is") from None
    check_degrees(crs, name)
    return primary


def check_degrees(crs: Any, name: str) -> None:
    """Refuse a reference system that is not WGS84 in degrees; None is taken to be it."""
    if crs is None or crs in ("OGC:CRS84", "EPSG:4326"):
        return
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        found = CRS.from_user_input(crs)
    except CRSError:
        raise BadData(f"{name} names a reference system that is not known") from None
    if not (found.is_geographic and "WGS 84" in (found.datum.name if found.datum else "WGS 84")):
        raise BadData(
            f"{name} is in {found.name}; points are read in degrees on WGS 84: "
            f"convert it first, with ogr2ogr -t_srs EPSG:4326 or GeoPandas' to_crs(4326)"
        )
