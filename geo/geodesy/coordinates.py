"""Longitude and latitude: arrays, their checks, and the point that a person types."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.errors import BadCoordinate

__all__ = [
    "FloatArray",
    "IntArray",
    "format_point",
    "lonlat_arrays",
    "parse_point",
    "wrap_longitude",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]

_NUMBER = r"[+\-−]?\d+(?:\.\d*)?|[+\-−]?\.\d+"
_POINT: Final = re.compile(
    rf"\s*(?P<lat>{_NUMBER})\s*°?\s*(?P<ns>[NS])?\s*[,;\s]\s*(?P<lon>{_NUMBER})\s*°?\s*(?P<ew>[EW])?\s*",
    re.IGNORECASE,
)
_POINT_LIKE: Final = re.compile(r"[\s\d.,;+\-−°NSEW]*\d[\s\d.,;+\-−°NSEW]*", re.IGNORECASE)


def wrap_longitude(lon: npt.ArrayLike) -> FloatArray:
    """Bring longitudes into [-180, 180).

    Parameters
    ----------
    lon : array_like of float, degrees
        Any finite longitude.

    Returns
    -------
    ndarray of float64, degrees
        The same meridians in [-180, 180).

    Examples
    --------
    >>> wrap_longitude([0.0, 181.0, 360.0, -180.0]).tolist()
    [0.0, -179.0, 0.0, -180.0]
    """
    degrees = np.asarray(lon, dtype=np.float64)
    inside = (degrees >= -180.0) & (degrees < 180.0)
    wrapped = (degrees + 180.0) % 360.0 - 180.0
    return np.asarray(np.where(inside, degrees, wrapped), dtype=np.float64)


def lonlat_arrays(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Check longitudes and latitudes and broadcast them against each other.

    Parameters
    ----------
    lon, lat : array_like of float, degrees
        Longitudes in [-180, 360], latitudes in [-90, 90].

    Returns
    -------
    lon, lat : ndarray of float64, degrees, of one shape
        Longitudes wrapped into [-180, 180).

    Raises
    ------
    BadCoordinate
        If a value is NaN, infinite or off the globe; the message names the first one.

    Examples
    --------
    >>> lon, lat = lonlat_arrays([35.5, 181.0], 33.0)
    >>> lon.tolist(), lat.tolist()
    ([35.5, -179.0], [33.0, 33.0])
    """
    try:
        lons, lats = np.broadcast_arrays(
            np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        )
    except (TypeError, ValueError) as error:
        raise BadCoordinate(
            f"longitudes and latitudes must be numbers of one shape: {error}"
        ) from None
    for values, name, low, high in (
        (lats, "latitude", -90.0, 90.0),
        (lons, "longitude", -180.0, 360.0),
    ):
        bad = ~((values >= low) & (values <= high))
        if bad.any():
            value = float(values[bad].flat[0])
            raise BadCoordinate(f"{name} {value:g} is not in [{low:g}, {high:g}] degrees")
    return wrap_longitude(lons), np.array(lats)


def parse_point(text: str) -> tuple[float, float] | None:
    """Read the ``LAT,LON`` that maps print, latitude first.

    Parameters
    ----------
    text : str
        ``"33.51,36.29"``, ``"33.51 N, 36.29 E"``, ``"-33.9;18.4"``.

    Returns
    -------
    (lon, lat) : tuple of float, degrees, or None
        None if the text does not look like a point at all, so that it may be a name.

    Raises
    ------
    BadCoordinate
        If it looks like a point but is none, or lies off the globe.

    Examples
    --------
    >>> parse_point("33.51,36.29")
    (36.29, 33.51)
    >>> parse_point("33.9 S, 18.4 E")
    (18.4, -33.9)
    >>> parse_point("Damascus") is None
    True
    """
    match = _POINT.fullmatch(text)
    if match is None:
        if _POINT_LIKE.fullmatch(text):
            raise BadCoordinate(
                f"{text!r} is not a point; write LAT,LON in degrees, like 33.51,36.29"
            )
        return None
    lat = float(match["lat"].replace("−", "-")) * (-1 if (match["ns"] or "").upper() == "S" else 1)
    lon = float(match["lon"].replace("−", "-")) * (-1 if (match["ew"] or "").upper() == "W" else 1)
    if abs(lat) > 90 and abs(lon) <= 90:
        raise BadCoordinate(
            f"latitude {lat:g} in {text!r} is not in [-90, 90]; the order is LAT,LON: "
            f"did you mean {lon:g},{lat:g}?"
        )
    if -180.0 <= lon < 180.0 and abs(lat) <= 90.0:
        return lon, lat
    lons, lats = lonlat_arrays(lon, lat)
    return float(lons), float(lats)


def format_point(lon: float, lat: float, *, digits: int = 4) -> str:
    """Write a point as maps print it, latitude first.

    Examples
    --------
    >>> format_point(36.2913, 33.5102)
    '33.5102° N, 36.2913° E'
    """
    return (
        f"{abs(lat):.{digits}f}° {'N' if lat >= 0 else 'S'}, "
        f"{abs(lon):.{digits}f}° {'E' if lon >= 0 else 'W'}"
    )
