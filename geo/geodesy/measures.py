"""Area and length of geometries on the WGS84 ellipsoid."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.geodesy.ellipsoid import FLATTENING, SEMI_MAJOR_AXIS_M

__all__ = ["area_km2", "length_m"]

_GEOD: Final = Geod(a=SEMI_MAJOR_AXIS_M, f=FLATTENING)
# Degrees of longitude in which a polygon's area is computed at once.
_WIDE: Final = 120.0


def area_km2(geometry: BaseGeometry) -> float:
    """Area on the ellipsoid, edges taken as geodesics.

    Parameters
    ----------
    geometry : shapely geometry
        Lon/lat degrees; what is no polygon counts nothing.

    Returns
    -------
    float, square kilometres
        Source: Karney (2013), section 6, through PROJ.

    Examples
    --------
    >>> round(area_km2(shapely.box(0.0, 0.0, 1.0, 1.0)), 1)
    12308.8
    """
    pieces = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    if any(part.bounds[2] - part.bounds[0] > _WIDE for part in pieces):
        # Of more than half of the globe, the ellipsoid's area is that of the rest.
        lunes = [
            shapely.box(west, south, west + _WIDE, south + 90.0)
            for west in (-180.0, -60.0, 60.0)
            for south in (-90.0, 0.0)
        ]
        cut = shapely.intersection(np.array(pieces)[:, None], np.array(lunes)).ravel()
        pieces = [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon"]
    areas = (_GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0] for part in pieces)
    return sum(map(abs, areas)) / 1e6


def length_m(geometry: BaseGeometry) -> float:
    """Length of lines on the ellipsoid, edges taken as geodesics.

    Parameters
    ----------
    geometry : shapely geometry
        Lon/lat degrees.

    Returns
    -------
    float, metres

    Examples
    --------
    >>> round(length_m(shapely.LineString([(0, 0), (1, 0)])), 1)
    111319.5
    """
    return abs(float(_GEOD.geometry_length(geometry)))
