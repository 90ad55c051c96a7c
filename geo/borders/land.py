"""Land: that of some countries together, and whether a point is on any."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders.country_list import country_area
from geo.geodesy import length_m
from geo.sources import table

__all__ = [
    "COUNTRY_EDGE_M",
    "LAND_BY_LINE",
    "Membership",
    "beyond_m",
    "is_land",
    "land_of",
    "membership",
    "swapped_hint",
]

COUNTRY_EDGE_M: Final = 1_000.0
"""How far a point may lie outside a country's outline and still be taken to be in it, if its
record says so: coasts are drawn from Natural Earth, see data/README.md."""


LAND_BY_LINE: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "pre-1967": {"SYR": ("golan-heights",)},
}
"""Areas of `data/areas.parquet` that a country gains where a line is taken, and all others lose.

The outlines of countries follow the lines of the agreements of 1974 and 2000. To count from the
pre-1967 line and then to leave the Golan out of Syria would be to answer with two maps at once.
"""


@lru_cache(maxsize=16)
def land_of(codes: tuple[str, ...], line: str = "") -> BaseGeometry:
    """Land of some countries together, as a line has it; prepared for asking.

    Parameters
    ----------
    codes : tuple of str
        Alpha-3.
    line : str
        Key of the reference line that is taken.

    Returns
    -------
    shapely Polygon or MultiPolygon
        Lon/lat degrees.

    Examples
    --------
    >>> from geo.geodesy import area_km2
    >>> held, before = land_of(("SYR",)), land_of(("SYR",), "pre-1967")
    >>> round(area_km2(before) - area_km2(held), -2)
    1200.0
    """
    land = shapely.union_all([country_area(code) for code in codes])
    for code, keys in LAND_BY_LINE.get(line, {}).items():
        areas = [shapely.from_wkb(row["geometry"]) for key in keys for row in _area_rows(key)]
        moved = shapely.union_all(areas)
        land = shapely.union(land, moved) if code in codes else shapely.difference(land, moved)
    shapely.prepare(land)
    return land


@lru_cache(maxsize=1)
def _contested() -> BaseGeometry:
    keys = {key for gains in LAND_BY_LINE.values() for areas in gains.values() for key in areas}
    rows = [row for key in sorted(keys) for row in _area_rows(key)]
    areas = shapely.union_all([shapely.from_wkb(row["geometry"]) for row in rows])
    shapely.prepare(areas)
    return areas


def _area_rows(key: str) -> list[dict[str, Any]]:
    return table("areas.parquet", columns=("geometry",), key=key)


Membership = Literal["in", "out", "edge", "disputed"]
"""Whether a point is in some countries: ``"edge"`` if it lies just outside of them as drawn and
nothing records where it is, ``"disputed"`` if its record and the drawing contradict each other."""


def membership(
    lon: float, lat: float, recorded: str, codes: tuple[str, ...], line: str = ""
) -> Membership:
    """Whether a place is in some countries.

    The rule. Record and drawing agree for almost every place. Where they do not, within
    `COUNTRY_EDGE_M` of the drawn edge the record is right; further away the place is disputed. In
    an area that changes hands with the line (`LAND_BY_LINE`), the line alone decides.

    Parameters
    ----------
    lon, lat : float, degrees
    recorded : str
        Alpha-3 code of the country that the gazetteer records; empty if it is only a point.
    codes : tuple of str
        The countries asked about, alpha-3.
    line : str
        Key of the reference line that is taken.

    Examples
    --------
    >>> membership(36.29, 33.51, "SYR", ("SYR",)), membership(35.5, 33.89, "LBN", ("SYR",))
    ('in', 'out')
    """
    return _membership(lon, lat, recorded, codes, line if line in LAND_BY_LINE else "")


# One question about a place asks this for each line, and most lines move no land.
@lru_cache(maxsize=4_096)
def _membership(
    lon: float, lat: float, recorded: str, codes: tuple[str, ...], line: str
) -> Membership:
    land = land_of(codes, line)
    drawn = bool(shapely.intersects_xy(land, lon, lat))
    if shapely.intersects_xy(_contested(), lon, lat):
        return "in" if drawn else "out"
    if not recorded:
        if drawn:
            return "in"
        if _surely_beyond(land, lon, lat):
            return "out"
        return "edge" if beyond_m(lon, lat, codes, line) <= COUNTRY_EDGE_M else "out"
    if (recorded in codes) == drawn:
        return "in" if drawn else "out"
    if _to_outline_m(lon, lat, codes, line) <= COUNTRY_EDGE_M:
        return "in" if recorded in codes else "out"
    return "disputed"


def _surely_beyond(land: BaseGeometry, lon: float, lat: float) -> bool:
    """Whether land is further than `COUNTRY_EDGE_M`: spares most points the search for how far."""
    # No degree of latitude is shorter than 110 km, and one of longitude by the cosine alone.
    degrees = COUNTRY_EDGE_M / 110_000.0 / max(math.cos(math.radians(abs(lat) + 0.01)), 1e-6)
    return not shapely.dwithin(land, shapely.Point(lon, lat), degrees)


def beyond_m(lon: float, lat: float, codes: tuple[str, ...], line: str = "") -> float:
    """How far a point lies outside of countries as drawn.

    Parameters
    ----------
    lon, lat : float, degrees
    codes : tuple of str
        Alpha-3.
    line : str
        Key of the reference line that is taken.

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
    if shapely.intersects_xy(land_of(codes, line), lon, lat):
        return 0.0
    return _to_outline_m(lon, lat, codes, line)


@lru_cache(maxsize=16)
def _outline(codes: tuple[str, ...], line: str) -> shapely.STRtree:
    """The edges of land one by one, so that the nearest of many thousand is found at once."""
    rings = shapely.get_rings(shapely.get_parts(land_of(codes, line)))
    ends = [shapely.get_coordinates(ring) for ring in rings]
    edges = np.concatenate([np.stack([each[:-1], each[1:]], axis=1) for each in ends])
    lines: Any = shapely.linestrings(edges)
    return shapely.STRtree(lines)


def _to_outline_m(lon: float, lat: float, codes: tuple[str, ...], line: str) -> float:
    """To the point of the outline that is nearest in degrees, from within or without."""
    tree, point = _outline(codes, line), shapely.Point(lon, lat)
    gap: Any = shapely.shortest_line(point, tree.geometries.take(tree.nearest(point)))
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
