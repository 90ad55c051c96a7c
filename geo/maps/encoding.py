"""Coordinates of a map page: what it shows, lines unbroken, and all of it as short texts.

A text holds differences in whole steps, five bits a letter; ``assets/distance.js`` reads it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Window

__all__ = ["MERCATOR_LATITUDE", "encode", "encode_areas", "encode_lines", "unbroken", "view_of"]

AREA_DIGITS: Final = 5
"""Decimals of a degree kept if none are asked for; 5 is 1 m."""

MERCATOR_LATITUDE: Final = 85.05
"""Where a Web Mercator map ends, degrees."""


def encode(coordinates: npt.ArrayLike, *, digits: int) -> str:
    """Write coordinates compactly: differences of whole steps, five bits a letter.

    Parameters
    ----------
    coordinates : array_like of float, degrees, shape (n, 2)
        Lon, lat.
    digits : int
        Decimals kept; 6 is 0.1 m.

    Returns
    -------
    str
        Letters from ``?`` to ``~``; none of them means anything to HTML.

    Examples
    --------
    >>> encode([(0.0, 0.0), (0.001, -0.002)], digits=3)
    '??AB'
    """
    pairs = np.asarray(coordinates, dtype=np.float64)
    if not pairs.size:
        return ""
    steps = np.rint(pairs[:, :2] * 10.0**digits)
    moves = np.diff(steps.astype(np.int64), axis=0, prepend=0).ravel()
    left = np.where(moves < 0, -2 * moves - 1, 2 * moves).astype(np.uint64)
    columns = []
    going = np.ones(left.size, dtype=bool)
    while going.any():
        rest = left >> np.uint64(5)
        letter = (left & np.uint64(31)) + np.where(rest > 0, 95, 63).astype(np.uint64)
        columns.append(np.where(going, letter, 0))
        going &= rest > 0
        left = rest
    letters = (
        np.stack(columns, axis=1).astype(np.uint8).ravel() if columns else np.empty(0, np.uint8)
    )
    return letters[letters > 0].tobytes().decode("ascii")


def encode_areas(geometry: BaseGeometry, *, digits: int = AREA_DIGITS) -> list[list[str]]:
    """Polygons of a geometry, each a list of encoded rings, the shell first.

    Examples
    --------
    >>> import shapely
    >>> encode_areas(shapely.box(0, 0, 1, 1), digits=0)
    [['A??A@??@A?']]
    """
    return [
        [encode(shapely.get_coordinates(ring), digits=digits) for ring in _rings(part)]
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type == "Polygon"
    ]


def _rings(polygon: shapely.Polygon) -> list[shapely.LinearRing]:
    return [polygon.exterior, *polygon.interiors]


def encode_lines(geometry: BaseGeometry, *, digits: int = AREA_DIGITS) -> list[str]:
    """Lines and points of a geometry, each as one encoded text; polygons give their rings."""
    texts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.geom_type == "Polygon":
            texts += [encode(shapely.get_coordinates(ring), digits=digits) for ring in _rings(part)]
        elif not part.is_empty:
            texts.append(encode(shapely.get_coordinates(part), digits=digits))
    return texts


def view_of(geometries: Sequence[BaseGeometry]) -> tuple[Window, Window]:
    """Choose the middle of the map and what it shows at first.

    Parameters
    ----------
    geometries : sequence of shapely geometry
        What should be seen; longitudes in [-180, 180].

    Returns
    -------
    world, seen : (west, south, east, north), degrees
        The 360 degrees of the map, cut where nothing lies, and the part to show.

    Examples
    --------
    >>> import shapely
    >>> view_of([shapely.box(178, -20, 180, -10), shapely.box(-180, -20, -176, -10)])
    ((-359.0, -85.05, 1.0, 85.05), (-182.0, -20.0, -176.0, -10.0))
    """
    boxes = shapely.bounds([part for g in geometries for part in shapely.get_parts(unbroken(g))])
    boxes = boxes[~np.isnan(boxes).any(axis=1)]
    spans = boxes[np.argsort(boxes[:, 0])][:, [0, 2]]
    # The widest gap between the spans, walking once round the globe.
    reached = np.maximum.accumulate(spans[:, 1])
    gaps = np.append(spans[1:, 0], spans[0, 0] + 360.0) - reached
    widest = int(np.argmax(gaps))
    south = max(float(boxes[:, 1].min()), -MERCATOR_LATITUDE)
    north = min(float(boxes[:, 3].max()), MERCATOR_LATITUDE)
    if gaps[widest] < 1.0:
        return (-180.0, -MERCATOR_LATITUDE, 180.0, MERCATOR_LATITUDE), (-180.0, south, 180.0, north)
    cut = float(reached[widest] + gaps[widest] / 2)
    west = float(spans[(widest + 1) % len(spans), 0])
    east = float(reached[widest])
    if widest < len(spans) - 1:
        east += 360.0
    start = cut - 360.0 if cut > 180.0 else cut
    if west < start:
        west, east = west + 360.0, east + 360.0
    if (west + east) / 2 > 180.0:
        start, west, east = start - 360.0, west - 360.0, east - 360.0
    return (
        (start, -MERCATOR_LATITUDE, start + 360.0, MERCATOR_LATITUDE),
        (west, south, east, north),
    )


def unbroken(geometry: BaseGeometry) -> BaseGeometry:
    """Let the lines of a geometry run on over the antimeridian instead of round the globe.

    Examples
    --------
    >>> import shapely
    >>> unbroken(shapely.LineString([(179, 0), (-179, 0)])).bounds
    (179.0, 0.0, 181.0, 0.0)
    """
    parts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.geom_type in ("LineString", "LinearRing"):
            lon, lat = shapely.get_coordinates(part).T
            parts.append(shapely.LineString(np.column_stack((np.unwrap(lon, period=360.0), lat))))
        else:
            parts.append(part)
    return shapely.GeometryCollection(parts)
