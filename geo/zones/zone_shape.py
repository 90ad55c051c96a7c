"""The drawn shape of a zone: its polygons, computed when someone asks for them, and their error.

A check needs no polygon, and a polygon no check: both stand on the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.borders import land_of
from geo.geodesy import MAX_DISTANCE_M, FloatArray, Polylines
from geo.offsets import WORLD, offset_rings, polygons, refine, thinned
from geo.zones.cells import Cells

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["ZoneShape", "distances"]

# Share of the tolerance that is given away for fewer vertices.
_THINNING = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class ZoneShape:
    """Polygons at a distance from polylines.

    Parameters
    ----------
    polylines : Polylines
        What the distance is counted from.
    solid : shapely Polygon or MultiPolygon, or None
        What lies at distance 0 because the reference is an area.
    distance_m : float, metres
        The distance.
    tolerance_m : float, metres
        Largest deviation of an edge that is allowed.
    accuracy_m : float, metres
        How far the lines themselves may be off.
    within : tuple of str, or None
        Alpha-3 codes of the countries to clip to.
    line : str
        Key of the reference line, which may decide whose land an area is.
    """

    polylines: Polylines = field(repr=False)
    solid: BaseGeometry | None = field(repr=False)
    distance_m: float
    tolerance_m: float
    accuracy_m: float
    within: tuple[str, ...] | None
    line: str = ""

    @cached_property
    def measured(self) -> tuple[BaseGeometry, float]:
        """The whole area, and the measured deviation of its edge in metres."""
        return _area(self.polylines, self.solid, self.distance_m, self.tolerance_m)

    @cached_property
    def clipped(self) -> BaseGeometry:
        """The area inside the countries; empty if it does not reach them."""
        full = self.measured[0]
        return full if self.within is None else _clipped(full, land_of(self.within, self.line))

    @cached_property
    def cells(self) -> Cells:
        """The grid by which many points are tested at once."""
        land = None if self.within is None else land_of(self.within, self.line)
        return Cells(self.polylines, self.solid, land, self.distance_m, self.distances)

    def distances(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        """Exact distance of points, degrees, shape (n,), to the reference, metres."""
        return distances(self.polylines, self.solid, lon, lat)[0]

    def __getstate__(self) -> dict[str, object]:
        """What it is made from: what is computed is computed again where it arrives."""
        made = ("measured", "clipped", "cells", "inner", "outer")
        return {name: value for name, value in self.__dict__.items() if name not in made}

    @property
    def _unsure_m(self) -> float:
        return self.accuracy_m + self.tolerance_m

    @property
    def _rough_m(self) -> float:
        """Tolerance of the inner and outer polygons, which are moved by as much."""
        return max(self.tolerance_m, min(self._unsure_m / 4, self.distance_m / 1000))

    @cached_property
    def inner(self) -> BaseGeometry:
        """What is inside even if the lines are off by their accuracy."""
        reach = self.distance_m - self._unsure_m - self._rough_m
        if reach <= self._rough_m:
            return shapely.Polygon() if self.solid is None else self.solid
        return _area(self.polylines, self.solid, reach, self._rough_m)[0]

    @cached_property
    def outer(self) -> BaseGeometry:
        """What is not outside even if the lines are off by their accuracy."""
        reach = self.distance_m + self._unsure_m + self._rough_m
        if reach > MAX_DISTANCE_M:
            return WORLD
        return _area(self.polylines, self.solid, reach, self._rough_m)[0]


def distances(
    lines: Polylines, solid: BaseGeometry | None, lon: FloatArray, lat: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Exact distance of points to polylines or an area, and the nearest point.

    Parameters
    ----------
    lines : Polylines
        The reference.
    solid : shapely Polygon or MultiPolygon, or None
        Inside it, the distance is 0.
    lon, lat : ndarray, degrees, shape (n,)

    Returns
    -------
    distance_m, lon, lat : ndarray, metres and degrees, shape (n,)
    """
    metres, at_lon, at_lat, _ = lines.nearest(lon, lat)
    if solid is not None:
        inside = shapely.intersects_xy(solid, lon, lat)
        metres = np.where(inside, 0.0, metres)
        at_lon, at_lat = np.where(inside, lon, at_lon), np.where(inside, lat, at_lat)
    return metres, at_lon, at_lat


def _area(
    lines: Polylines, solid: BaseGeometry | None, distance_m: float, tolerance_m: float
) -> tuple[BaseGeometry, float]:
    """Polygon within a distance, and the error of its edge: as measured, and the thinning's."""
    rings = offset_rings(lines, distance_m, tolerance_m=tolerance_m)
    if solid is not None:
        # Inside an area there is no edge: its boundary's inner offset is dropped.
        rings = [ring for ring in rings if not shapely.intersects_xy(solid, ring[0][0], ring[1][0])]
    thinning_m = _THINNING * tolerance_m
    rings, error = refine(rings, lines, distance_m, tolerance_m=tolerance_m - thinning_m)
    rings, error = [thinned(ring, thinning_m) for ring in rings], error + thinning_m
    south = float(lines.nearest([0.0], [-90.0])[0][0]) <= distance_m
    if solid is not None:
        south = south or bool(shapely.intersects_xy(solid, 0.0, -90.0))
    return polygons(rings, south_pole=south), error if rings else 0.0


def _clipped(area: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    clipped = shapely.intersection(area, land)
    pieces = [piece for piece in shapely.get_parts(clipped) if piece.geom_type == "Polygon"]
    return pieces[0] if len(pieces) == 1 else shapely.MultiPolygon(pieces)
