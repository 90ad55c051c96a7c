"""Land: that of some countries together, and whether a point is on any."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.countries import country_area
from geo.geodesy import length_m
from geo.sources import table

__all__ = ["COUNTRY_EDGE_M", "beyond_m", "is_land", "land_of", "swapped_hint"]

COUNTRY_EDGE_M: Final = 1_000.0
"""How far a point may lie outside a country's outline and still be taken to be in it, if its
record says so: coasts are drawn from Natural Earth, see data/README.md."""


@lru_cache(maxsize=16)
def land_of(codes: tuple[str, ...]) -> BaseGeometry:
    """Land of some countries together, prepared for asking.

    Parameters
    ----------
    codes : tuple of str
        Alpha-3.
    """
    land = shapely.union_all([country_area(code) for code in codes])
    shapely.prepare(land)
    return land


def beyond_m(lon: float, lat: float, codes: tuple[str, ...]) -> float:
    """How far a point lies outside of countries as drawn.

    Parameters
    ----------
    lon, lat : float, degrees
    codes : tuple of str
        Alpha-3.

    Returns
    -------
    float, metres
        0 inside. To the point of the outline that is nearest in degrees, so it may be a little too
        much, never too little.

    Examples
    --------
    >>> beyond_m(36.3, 33.5, ("SYR",))
    0.0
    """
    gap = shapely.shortest_line(shapely.Point(lon, lat), land_of(codes))
    return length_m(gap)


@lru_cache(maxsize=1)
def _world() -> BaseGeometry:
    rows = table("basemap-world.parquet", columns=("geometry",), layer="land")
    land = shapely.union_all([shapely.from_wkb(row["geometry"]) for row in rows])
    shapely.prepare(land)
    return land


def is_land(lon: float, lat: float) -> bool:
    """Whether a point is on land, as coarsely as a map of the world shows it.

    Examples
    --------
    >>> is_land(36.3, 33.5), is_land(33.0, 34.0)
    (True, False)
    """
    return bool(shapely.intersects_xy(_world(), lon, lat))


def swapped_hint(lon: float, lat: float) -> str:
    """Say that a point is in the sea, if it would be on land the other way round.

    Returns
    -------
    str
        A sentence, or nothing: most points in the sea are meant to be there.

    Examples
    --------
    >>> swapped_hint(33.12, 35.82)
    'It is in the sea; LAT,LON is the order: 33.12,35.82 would be on land.'
    >>> swapped_hint(35.82, 33.12)
    ''
    """
    if abs(lon) > 90 or is_land(lon, lat) or not is_land(lat, lon):
        return ""
    return f"It is in the sea; LAT,LON is the order: {lon:g},{lat:g} would be on land."
