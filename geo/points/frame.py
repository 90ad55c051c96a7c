"""A frame in memory, or the Dask frame of one, against a zone: the columns of `added_columns`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import BadInput
from geo.points.added_columns import Added
from geo.points.columns import Columns, check_degrees, find_columns

if TYPE_CHECKING:
    from geo.zones import Zone

__all__ = ["check_frame"]


def check_frame(
    zone: Zone,
    frame: Any,
    *,
    lon: str | None = None,
    lat: str | None = None,
    distance: bool = False,
    verdict: bool = False,
    by_line: bool = False,
    prefix: str = "",
) -> Any:
    """Add ``inside`` and more to a frame of points, of any size.

    Parameters
    ----------
    zone : Zone
    frame : pandas.DataFrame, geopandas.GeoDataFrame, or the Dask frame of either
    lon, lat : str, optional
        Columns in degrees; guessed if not given, or the points of the active geometry.
    distance, verdict, by_line, prefix
        As for `geo.points.Added`.

    Returns
    -------
    The same kind of frame
        With the new columns last; of a Dask frame nothing is computed yet. Rows without a point
        on the globe have missing values in them.

    Raises
    ------
    BadInput
        If the points cannot be found, or a column is there already.

    Examples
    --------
    >>> import pandas
    >>> from geo.zones import zone
    >>> ships = pandas.DataFrame({"lon": [36.3, 40.0, None], "lat": [33.5, 33.5, 33.5]})
    >>> check_frame(zone("33.5,36.3", "10 km"), ships)["inside"].tolist()
    [True, False, <NA>]
    """
    added = Added(zone, distance=distance, verdict=verdict, by_line=by_line, prefix=prefix)
    meta = getattr(frame, "_meta", None)
    columns = _frame_columns(frame if meta is None else meta, lon, lat)
    if meta is None:
        return _add_to(frame, added, columns)
    from dask.delayed import delayed

    # One object in the graph, sent once to each worker, instead of one for each partition.
    sent = delayed(added, pure=True, traverse=False)
    made = _add_to(meta, added, columns)
    return frame.map_partitions(_add_to, sent, columns, meta=made)


def _frame_columns(frame: Any, lon: str | None, lat: str | None) -> Columns:
    import pyarrow as pa

    geometry = getattr(frame, "_geometry_column_name", None)
    if lon is None and geometry is not None and geometry in frame.columns:
        check_degrees(frame.crs, "the frame")
        return Columns(geometry=geometry)
    names = [str(name) for name in frame.columns]
    return find_columns(
        pa.schema([(name, pa.null()) for name in names]), "the frame", lon=lon, lat=lat
    )


def _add_to(frame: Any, added: Added, columns: Columns) -> Any:
    import numpy as np
    import pandas as pd

    taken = [name for name in added.names if name in frame.columns]
    if taken:
        raise BadInput(f"the frame has a column {taken[0]!r} already; give the new ones a prefix")
    if columns.geometry:
        import shapely

        shapes = np.asarray(frame[columns.geometry].values)
        points = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~shapely.is_empty(
            shapes
        )
        lon, lat = np.full(shapes.size, np.nan), np.full(shapes.size, np.nan)
        lon[points], lat[points] = shapely.get_x(shapes[points]), shapely.get_y(shapes[points])
    else:
        lon, lat = (
            pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
            for name in (columns.lon, columns.lat)
        )
    good = (lat >= -90) & (lat <= 90) & (lon >= -180) & (lon <= 360)
    arrays, _ = added.of(lon[good], lat[good])
    made = frame.copy(deep=False)
    kinds: dict[str, Any] = {"bool": "boolean", "double": "float64", "string": "string"}
    for name, values in zip(added.names, arrays, strict=True):
        kind = kinds[str(values.type)]
        column = np.full(good.size, np.nan if kind == "float64" else None, dtype=object)
        column[good] = values.to_numpy(zero_copy_only=False)
        made[name] = pd.Series(column, index=frame.index).astype(kind)
    return made
