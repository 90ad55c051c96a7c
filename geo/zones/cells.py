"""A grid that settles most points at once: certainly in, certainly out, or on the edge of a zone.

A cell is certainly in or out by the triangle inequality: the exact distance of its middle, and the
longest way from there to any of its points. Points of the few cells that are neither are decided
by their distance to the pieces of the line that can be nearest in that cell; those within a
millimetre of the edge, by the exact geodesic distance. So the answers are those of
`geo.zones.zone_shape.distances` to the last point; a point exactly on the edge is inside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from geo.geodesy import FloatArray, Polylines, lonlat_arrays
from geo.zones.cell_grid import Grid, extent_of, states_of
from geo.zones.line_pieces import Pieces
from geo.zones.piece_lists import Lists, lists_of
from geo.zones.threads import SHAPE_LOCK, compiled, in_shape, in_threads

if TYPE_CHECKING:
    from types import ModuleType

    from shapely.geometry.base import BaseGeometry

__all__ = ["Cells"]

_CELL_BITS: Final = 20  # 2^20 cells of a byte stay in the cache of one core
_CELL_BITS_PLAIN: Final = 18
_OPEN_M: Final = 1e-3

Exact = Callable[[FloatArray, FloatArray], FloatArray]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one zone, and its tests on arrays.

    Parameters
    ----------
    lines : Polylines
        What the distance is counted from.
    solid : shapely Polygon or MultiPolygon, or None
        What lies at distance 0.
    land : shapely Polygon or MultiPolygon, or None
        What the zone is clipped to.
    distance_m : float, metres
        How far the zone reaches.
    exact : callable
        From lon, lat (degrees, shape (n,)) to exact distances in metres.

    Examples
    --------
    >>> line = Polylines.of([([36.0, 36.5], [33.0, 33.2])])
    >>> cells = Cells(line, None, None, 10_000.0, lambda lon, lat: line.nearest(lon, lat)[0])
    >>> cells.contains(np.array([36.1, 36.9]), np.array([33.1, 33.1])).tolist()
    [True, False]
    """

    lines: Polylines = field(repr=False)
    solid: BaseGeometry | None = field(repr=False)
    land: BaseGeometry | None = field(repr=False)
    distance_m: float
    exact: Exact = field(repr=False)

    def contains(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> BoolArray:
        """Whether points lie in the zone; on the edge is inside.

        Parameters
        ----------
        lon, lat : array_like of float, degrees
            Longitudes in [-180, 360]. float32 and float64 arrays are not copied.

        Returns
        -------
        ndarray of bool, of the points' shape
            The answers of the exact distance, point by point.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        """
        _ = self.states  # made once, before the threads ask for it
        if compiled() is not None:
            _ = self._edge_lists
        lons, lats = _aligned(lon, lat)
        out = np.empty(lons.size, dtype=np.uint8)

        def work(rows: slice) -> None:
            x, y = _chunk(lons, rows), _chunk(lats, rows)
            left = self._classify(x, y, out[rows])
            if left:
                self._settle(x, y, out[rows])

        in_threads(work, lons.size)
        return out.view(np.bool_).reshape(lons.shape)

    def distances(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
        """Distance to the line, to the segment and not to its ends.

        Parameters
        ----------
        lon, lat : array_like of float, degrees

        Returns
        -------
        ndarray, metres, of the points' shape
            Within 1 mm of the true minimum; 0 in an area. The series for the arc over a chord
            serves up to 1,000 km, the exact distance beyond and within a millimetre of the edge.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        """
        loops = compiled()
        if loops is None:
            lons, lats = lonlat_arrays(lon, lat)
            return self._exact(lons.ravel(), lats.ravel()).reshape(lons.shape)
        listed, pieces, grid = self._all_lists, self._pieces, self.grid.widened()
        lons, lats = _aligned(lon, lat)
        out = np.empty(lons.size)

        def work(rows: slice) -> None:
            x, y, metres = _chunk(lons, rows), _chunk(lats, rows), out[rows]
            bad = loops.list_distances(
                x, y, metres, grid.lon0, grid.lat0,
                grid.per_lon / listed.size, grid.per_lat / listed.size,
                listed.nx, listed.ny, listed.slots, listed.starts, listed.items,
                pieces.table, pieces.blocks, pieces.sag_m,
            )  # fmt: skip
            if bad:
                lonlat_arrays(x, y)
            open_m = self._open_m(loops)
            again = (metres > loops.FAST_WITHIN_M) | (np.abs(metres - self.distance_m) <= open_m)
            if self.solid is not None:
                metres[in_shape(self.solid, *lonlat_arrays(x, y))] = 0.0
                again &= metres > 0
            if again.any():
                metres[again] = self._exact(*lonlat_arrays(x[again], y[again]))

        in_threads(work, lons.size)
        return out.reshape(lons.shape)

    @cached_property
    def grid(self) -> Grid:
        """Where the cells are."""
        bits = _CELL_BITS_PLAIN if compiled() is None else _CELL_BITS
        return extent_of(self._middle_distances, self.distance_m, bits)

    @cached_property
    def states(self) -> npt.NDArray[np.uint8]:
        """State of each cell: 0 out, 1 in, 2 on the edge; 4 is added on the edge of the land."""
        return states_of(self.grid, self._middle_distances, self.distance_m, self.land)

    def _middle_distances(self, lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Distances, and how far off they may be."""
        loops = compiled()
        if loops is None or lon.size < 16:
            metres = self._exact(lon, lat)
            return metres, np.full(lon.size, 1e-3)
        pieces, metres = self._pieces, np.empty(lon.size)
        loops.block_distances(lon, lat, metres, pieces.table, pieces.blocks, pieces.sag_m)
        if self.solid is not None:
            metres[in_shape(self.solid, *lonlat_arrays(lon, lat))] = 0.0
        # Beyond, a sphere only bounds: a tenth is more than it can be off.
        return metres, np.where(metres > loops.FAST_WITHIN_M, metres / 10, 2e-3)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces.of(self.lines)

    @cached_property
    def _edge_lists(self) -> Lists:
        return lists_of(self.grid, self._pieces, (self.states & 2) > 0)

    @cached_property
    def _all_lists(self) -> Lists:
        return lists_of(self.grid.widened(), self._pieces, None)

    def _exact(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        if self.solid is None:
            return self.exact(lon, lat)
        with SHAPE_LOCK:
            return self.exact(lon, lat)

    def _open_m(self, loops: ModuleType) -> float:
        return max(_OPEN_M, 4 * float(loops.arc_error_m(self.distance_m)))

    def _classify(self, lon: Any, lat: Any, out: npt.NDArray[np.uint8]) -> int:
        """Write the states of points; returns how many are still open."""
        grid, states, loops = self.grid, self.states, compiled()
        if loops is None:
            lons, lats = lonlat_arrays(lon, lat)
            out[:] = grid.look_up(states, lons, lats)
            return int(np.count_nonzero(out > 1))
        listed, pieces = self._edge_lists, self._pieces
        left, bad = loops.classify(
            lon, lat, out, states, grid.lon0, grid.lat0, grid.per_lon, grid.per_lat,
            grid.nx, grid.ny, listed.shift, listed.nx, listed.slots, listed.starts, listed.items,
            pieces.table, pieces.sag_m, self.distance_m, self._open_m(loops),
            self.solid is not None,
        )  # fmt: skip
        if bad:
            lonlat_arrays(lon, lat)
        return int(left)

    def _settle(self, lon: Any, lat: Any, out: npt.NDArray[np.uint8]) -> None:
        """Decide the points that the cells leave open."""
        rows = np.flatnonzero(out > 1)
        state = out[rows]
        lons, lats = lonlat_arrays(lon[rows], lat[rows])
        inside = np.ones(rows.size, dtype=bool)
        near = (state & 2) > 0
        if near.any():
            inside[near] = self._exact(lons[near], lats[near]) <= self.distance_m
        beyond = (state & 8) > 0
        if beyond.any():
            assert self.solid is not None
            inside[beyond] = in_shape(self.solid, lons[beyond], lats[beyond])
        coast = inside & ((state & 4) > 0)
        if coast.any():
            assert self.land is not None
            inside[coast] = in_shape(self.land, lons[coast], lats[coast])
        out[rows] = inside


def _aligned(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Any, Any]:
    """As arrays of one shape, not copied; text and the like is refused where it is checked."""
    lons, lats = np.asarray(lon), np.asarray(lat)
    if lons.shape != lats.shape or "f" not in (lons.dtype.kind, lats.dtype.kind):
        return lonlat_arrays(lon, lat)
    return lons, lats


def _chunk(values: Any, rows: slice) -> Any:
    """Part of an array of any shape, float32 or float64 in one run, which the loops take."""
    part = values.ravel()[rows] if values.flags.c_contiguous else values.flat[rows]
    kept = part.dtype if part.dtype in (np.float32, np.float64) else np.float64
    try:
        return np.ascontiguousarray(part, dtype=kept)
    except (TypeError, ValueError):
        return lonlat_arrays(part, 0.0)[0]
