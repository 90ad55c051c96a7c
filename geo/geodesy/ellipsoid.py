"""Geodesics on WGS84: distance, destination, densify, and the exact distance to polylines.

Arrays in, arrays out; nothing is opened here. Edges of a polyline are geodesics between its
vertices, never straight lines on a map. Accuracy: `distance` and `destination` are Karney's
series as in PROJ (15 nm), which the tests hold against GeographicLib.

Source of the algorithms: Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, 43-55,
doi:10.1007/s00190-012-0578-z.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from geo.geodesy.coordinates import FloatArray, lonlat_arrays

__all__ = [
    "EARTH_RADIUS_M",
    "FLATTENING",
    "LARGEST_RADIUS_M",
    "SEMI_MAJOR_AXIS_M",
    "SMALLEST_RADIUS_M",
    "azimuth_distance",
    "densify",
    "destination",
    "distance",
    "earth_centred",
    "follow",
]

SEMI_MAJOR_AXIS_M: Final = 6_378_137.0
"""WGS84 equatorial radius. Source: NGA.STND.0036_1.0.0_WGS84, table 3.1."""

FLATTENING: Final = 1 / 298.257223563
"""WGS84 flattening. Source: NGA.STND.0036_1.0.0_WGS84, table 3.1."""

EARTH_RADIUS_M: Final = 6_371_008.771
"""Mean radius of WGS84, (2a + b)/3. Source: Moritz (2000), Geodetic Reference System 1980."""

# Bounds of the radii of curvature of WGS84: along the meridian at the equator, and at the poles.
SMALLEST_RADIUS_M: Final = SEMI_MAJOR_AXIS_M * (1 - FLATTENING) ** 2
LARGEST_RADIUS_M: Final = SEMI_MAJOR_AXIS_M / (1 - FLATTENING)


_GEOD: Final = Geod(a=SEMI_MAJOR_AXIS_M, f=FLATTENING)


def azimuth_distance(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Solve the inverse geodesic problem.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : array_like of float, degrees
        Start and end points, broadcast against each other.

    Returns
    -------
    azimuth1, azimuth2 : ndarray, degrees clockwise from north
        Direction of travel at the start and at the end.
    distance_m : ndarray, metres
        Length of the shortest geodesic, within 15 nm.

    Examples
    --------
    >>> start, end, metres = azimuth_distance(0.0, 0.0, 90.0, 0.0)
    >>> float(start), round(float(metres), 3)
    (90.0, 10018754.171)
    """
    arrays = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (lon1, lat1, lon2, lat2))
    )
    shape = arrays[0].shape
    lons1, lats1, lons2, lats2 = (np.array(array).ravel() for array in arrays)
    ahead, back, metres = _GEOD.inv(lons1, lats1, lons2, lats2)
    ends = np.asarray(back) + 180.0
    ends = np.where(ends > 180.0, ends - 360.0, ends)
    return (
        np.asarray(ahead, dtype=np.float64).reshape(shape),
        np.asarray(ends, dtype=np.float64).reshape(shape),
        np.asarray(metres, dtype=np.float64).reshape(shape),
    )


def distance(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> FloatArray:
    """Geodesic distance between points.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : array_like of float, degrees
        Points, broadcast against each other; checked.

    Returns
    -------
    ndarray, metres
        Within 15 nm of the true distance on WGS84.

    Raises
    ------
    BadCoordinate
        If a value is NaN, infinite or off the globe.

    Examples
    --------
    >>> round(float(distance(36.2913, 33.5102, 35.2137, 31.7683)), 1)
    218032.0
    """
    return azimuth_distance(*lonlat_arrays(lon1, lat1), *lonlat_arrays(lon2, lat2))[2]


def destination(
    lon: npt.ArrayLike, lat: npt.ArrayLike, azimuth: npt.ArrayLike, distance_m: npt.ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Point reached by following a geodesic.

    Parameters
    ----------
    lon, lat : array_like of float, degrees
        Start.
    azimuth : array_like of float, degrees clockwise from north
        Direction at the start.
    distance_m : array_like of float, metres
        How far; negative goes backwards.

    Returns
    -------
    lon, lat : ndarray, degrees
        Longitude in [-180, 180].

    Examples
    --------
    >>> lon, lat = destination(0.0, 0.0, 90.0, 111_319.490793)
    >>> round(float(lon), 6), round(float(lat), 6)
    (1.0, 0.0)
    """
    arrays = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (lon, lat, azimuth, distance_m))
    )
    shape = arrays[0].shape
    start_lon, start_lat, heading, metres = (np.array(array).ravel() for array in arrays)
    lons, lats, _ = _GEOD.fwd(start_lon, start_lat, heading, metres)
    return (
        np.asarray(lons, dtype=np.float64).reshape(shape),
        np.asarray(lats, dtype=np.float64).reshape(shape),
    )


def densify(
    lon: npt.ArrayLike, lat: npt.ArrayLike, *, spacing_m: float
) -> tuple[FloatArray, FloatArray]:
    """Add points on the geodesics of a polyline until none of its edges exceeds a length.

    Parameters
    ----------
    lon, lat : array_like of float, degrees, shape (n,)
        Vertices, kept as they are.
    spacing_m : float, metres
        Longest edge allowed.

    Returns
    -------
    lon, lat : ndarray, degrees, shape (m,), m >= n
        The original vertices and equally spaced points between them.

    Examples
    --------
    >>> lon, lat = densify([0.0, 1.0], [0.0, 0.0], spacing_m=30_000)
    >>> len(lon)
    5
    """
    lons = np.asarray(lon, dtype=np.float64)
    lats = np.asarray(lat, dtype=np.float64)
    if lons.size < 2:
        return lons.copy(), lats.copy()
    azimuth, _, length = azimuth_distance(lons[:-1], lats[:-1], lons[1:], lats[1:])
    pieces = np.maximum(np.ceil(length / spacing_m - 1e-9), 1).astype(np.intp)
    edge = np.repeat(np.arange(pieces.size), pieces)
    step = np.arange(edge.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    new_lon, new_lat = lons[edge].copy(), lats[edge].copy()
    between = step > 0
    if between.any():
        at = edge[between]
        new_lon[between], new_lat[between] = destination(
            lons[at], lats[at], azimuth[at], length[at] * step[between] / pieces[at]
        )
    return np.append(new_lon, lons[-1]), np.append(new_lat, lats[-1])


def earth_centred(lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
    """Earth-centred Cartesian coordinates of points on the ellipsoid.

    Parameters
    ----------
    lon, lat : array_like of float, degrees, shape (n,)

    Returns
    -------
    ndarray, metres, shape (n, 3)
        x through (0, 0), y through (90, 0), z through the north pole.

    Examples
    --------
    >>> earth_centred([0.0], [0.0]).tolist()
    [[6378137.0, 0.0, 0.0]]
    """
    lam, phi = np.radians(lon), np.radians(lat)
    squared = FLATTENING * (2 - FLATTENING)
    normal = SEMI_MAJOR_AXIS_M / np.sqrt(1 - squared * np.sin(phi) ** 2)
    return np.stack(
        (
            normal * np.cos(phi) * np.cos(lam),
            normal * np.cos(phi) * np.sin(lam),
            normal * (1 - squared) * np.sin(phi),
        ),
        axis=-1,
    )


def follow(
    lon: FloatArray, lat: FloatArray, azimuth: FloatArray, along_m: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Solve the direct problem, with the direction of travel on arrival.

    Parameters
    ----------
    lon, lat, azimuth : ndarray, degrees, shape (n,)
        Starts and directions.
    along_m : ndarray, metres, shape (n,)

    Returns
    -------
    lon, lat, azimuth : ndarray, degrees, shape (n,)
        Ends, and the directions there, clockwise from north.

    Examples
    --------
    >>> arrived = follow(*(np.array([value]) for value in (0.0, 0.0, 90.0, 111_319.491)))
    >>> [round(float(value[0]), 3) for value in arrived]
    [1.0, 0.0, 90.0]
    """
    lons, lats, back = _GEOD.fwd(lon, lat, azimuth, along_m)
    return np.asarray(lons), np.asarray(lats), np.asarray(back) + 180.0
