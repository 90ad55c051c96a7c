"""Where the cells of a zone lie, and which of them are certainly in or out.

The grid covers the zone: it may begin at any longitude and cross the antimeridian, and its numbers
of columns and rows are powers of two, so that it is made by halving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.geodesy import FLATTENING, SEMI_MAJOR_AXIS_M, FloatArray, wrap_longitude

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Grid", "cell_reach_m", "extent_of", "states_of"]

IntArray = npt.NDArray[np.intp]
Bounded = Callable[[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]

_SQUARED: Final = FLATTENING * (2 - FLATTENING)
# A point may be counted to the next cell by rounding, 1e-13 degrees off.
_PAD_DEGREES: Final = 1e-9


def cell_reach_m(lat: FloatArray, height: FloatArray, width: FloatArray) -> FloatArray:
    """Upper bound of the way from the middle of cells to any of their points.

    Parameters
    ----------
    lat : ndarray, degrees
        South edges.
    height, width : ndarray, degrees
        Extents in latitude and longitude.

    Returns
    -------
    ndarray, metres
        Length of the line straight in longitude and latitude, each stretch counted at its longest.
    """
    south, north = np.clip(lat, -90, 90), np.clip(lat + height, -90, 90)
    most = np.radians(np.maximum(np.abs(south), np.abs(north)))
    least = np.radians(np.where(south * north <= 0, 0.0, np.minimum(np.abs(south), np.abs(north))))
    along = SEMI_MAJOR_AXIS_M * (1 - _SQUARED) / (1 - _SQUARED * np.sin(most) ** 2) ** 1.5
    across = SEMI_MAJOR_AXIS_M / np.sqrt(1 - _SQUARED * np.sin(least) ** 2) * np.cos(least)
    half = np.hypot(along * np.radians(height) / 2, across * np.radians(width) / 2)
    return np.asarray(half * (1 + 1e-9) + 1e-3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells in longitude and latitude.

    Parameters
    ----------
    lon0, lat0 : float, degrees
        South-west corner.
    width, height : float, degrees
        Extent; up to a little more than 360 and 180.
    nx, ny : int
        Columns and rows, powers of two.
    """

    lon0: float
    lat0: float
    width: float
    height: float
    nx: int
    ny: int

    @property
    def bits(self) -> int:
        """Logarithm to base two of the number of cells."""
        return (self.nx * self.ny).bit_length() - 1

    @property
    def per_lon(self) -> float:
        """Cells in a degree of longitude."""
        return self.nx / self.width

    @property
    def per_lat(self) -> float:
        """Cells in a degree of latitude."""
        return self.ny / self.height

    def widened(self) -> Grid:
        """Cells of the same number about twice the extent, as far as the globe allows."""
        north = min(self.lat0 + self.height * 1.5, 90.0 + 1e-6)
        south = max(self.lat0 - self.height / 2, -90.0 - 1e-6)
        width = min(self.width * 2, 360.0 + 1e-6)
        lon0 = self.lon0 - (width - self.width) / 2
        return Grid(
            lon0=lon0 + 360.0 * (lon0 < -180.0),
            lat0=south,
            width=width,
            height=north - south,
            nx=self.nx,
            ny=self.ny,
        )

    def middles(
        self, ix: IntArray, iy: IntArray, size: int
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Middle (degrees) and reach (metres) of blocks of `size` by `size` cells."""
        wide, high = self.width / self.nx * size, self.height / self.ny * size
        south = np.asarray(self.lat0 + iy * high, dtype=np.float64)
        top = np.minimum(south + high, 90.0)
        lat = np.clip((np.maximum(south, -90.0) + top) / 2, -90.0, 90.0)
        reach = cell_reach_m(south, np.full(ix.size, high), np.full(ix.size, wide))
        return wrap_longitude(self.lon0 + (ix + 0.5) * wide), lat, reach

    def look_up(
        self, states: npt.NDArray[np.uint8], lon: FloatArray, lat: FloatArray
    ) -> npt.NDArray[np.uint8]:
        """State of the cells in which points lie; 0 beyond the grid."""
        east, north = lon - self.lon0, lat - self.lat0
        east = np.where(east < 0, east + 360, east)
        east = np.where(east >= 360, east - 360, east)
        ix, iy = (east * self.per_lon).astype(np.int64), (north * self.per_lat).astype(np.int64)
        there = (ix < self.nx) & (iy < self.ny) & (north >= 0)
        return np.where(there, states[np.where(there, iy * self.nx + ix, 0)], np.uint8(0))


def extent_of(distances: Bounded, reach_m: float, bits: int) -> Grid:
    """Grid of two to the power of `bits` cells that covers what lies within `reach_m`.

    Parameters
    ----------
    distances : callable
        From lon, lat (degrees) to distances and how far off those may be, both metres.
    reach_m : float, metres
        How far the zone reaches.
    bits : int
        Logarithm of the number of cells.
    """
    size = 45.0
    columns_at, rows_at = np.meshgrid(np.arange(-180, 180, size), np.arange(-90, 90, size))
    lon, lat = columns_at.ravel(), rows_at.ravel()
    kept: list[FloatArray] = []
    for _ in range(22):
        metres, off = distances(
            wrap_longitude(lon + size / 2), np.asarray(lat + size / 2, dtype=np.float64)
        )
        reach = cell_reach_m(np.asarray(lat, dtype=np.float64), *np.full((2, lon.size), size))
        inside = metres + reach + off <= reach_m
        edge = ~inside & (metres - reach - off <= reach_m)
        kept.append(np.column_stack((lon[inside], lat[inside], np.full(inside.sum(), size))))
        lon, lat = np.asarray(lon[edge]), np.asarray(lat[edge])
        if lon.size > 200:
            break
        size /= 2
        lon = np.concatenate((lon, lon + size, lon, lon + size))
        lat = np.concatenate((lat, lat, lat + size, lat + size))
    kept.append(np.column_stack((lon, lat, np.full(lon.size, size))))
    west, south, side = np.concatenate(kept).T
    lat0, lat1 = south.min() - 1e-7, (south + side).max() + 1e-7
    lon0, width = _longitudes(west, west + side)
    middle = np.radians(np.clip((lat0 + lat1) / 2, -89, 89))
    ratio = width * float(np.cos(middle)) / (lat1 - lat0)
    columns = int(np.clip(round((bits + np.log2(ratio)) / 2), 4, bits - 4))
    return Grid(
        lon0=lon0,
        lat0=float(lat0),
        width=width,
        height=float(lat1 - lat0),
        nx=1 << columns,
        ny=1 << (bits - columns),
    )


def _longitudes(west: FloatArray, east: FloatArray) -> tuple[float, float]:
    """Shortest stretch of longitudes that holds all intervals: its start and width."""
    order = np.argsort(west)
    west, east = west[order], np.maximum.accumulate(east[order])
    gaps = np.append(west[1:] - east[:-1], west[0] + 360 - east[-1])
    widest = int(np.argmax(gaps))
    if gaps[widest] <= 0:
        return -180.0, 360.0 + 1e-6
    start = float(west[(widest + 1) % west.size])
    return start - 1e-7, min(360.0 - float(gaps[widest]) + 2e-7, 360.0 + 1e-6)


def states_of(
    grid: Grid, distances: Bounded, reach_m: float, land: BaseGeometry | None
) -> npt.NDArray[np.uint8]:
    """State of each cell.

    Returns
    -------
    ndarray of uint8, shape (ny * nx,)
        0 out, 1 in, 2 if an edge of the zone may pass; 4 is added if the edge of the land may.
    """

    def zone(ix: IntArray, iy: IntArray, size: int) -> npt.NDArray[np.uint8]:
        lon, lat, reach = grid.middles(ix, iy, size)
        metres, off = distances(lon, lat)
        found = np.full(ix.size, 2, dtype=np.uint8)
        found[metres + reach + off <= reach_m] = 1
        found[metres - reach - off > reach_m] = 0
        return found

    states = _halved(grid, zone, np.ones((1, 1), dtype=np.uint8))
    if land is None:
        return states.ravel()
    shapely.prepare(land)

    def ashore(ix: IntArray, iy: IntArray, size: int) -> npt.NDArray[np.uint8]:
        wide, high = grid.width / grid.nx * size, grid.height / grid.ny * size
        west, south = grid.lon0 + ix * wide, grid.lat0 + iy * high
        turn = np.where(west >= 180.0, 360.0, np.where(west + wide <= -180.0, -360.0, 0.0))
        pad = _PAD_DEGREES
        low, high_lon = west - turn - pad, west - turn + wide + pad
        boxes = shapely.box(low, south - pad, high_lon, south + high + pad)
        found = np.full(ix.size, 2, dtype=np.uint8)
        whole = (low >= -180.0) & (high_lon <= 180.0)
        found[whole & shapely.contains_properly(land, boxes)] = 1
        found[whole & ~shapely.intersects(land, boxes)] = 0
        return found

    coast = _halved(grid, ashore, states > 0)
    both = np.where(coast == 2, states | 4, states)
    return np.where((states == 0) | (coast == 0), np.uint8(0), both).ravel().astype(np.uint8)


def _halved(
    grid: Grid,
    judge: Callable[[IntArray, IntArray, int], npt.NDArray[np.uint8]],
    asked: npt.NDArray[np.bool_] | npt.NDArray[np.uint8],
) -> npt.NDArray[np.uint8]:
    """States of cells, judged block by block: what is settled is not divided any more."""
    level = max(min(grid.nx, grid.ny).bit_length() - 4, 0)
    states = np.full((grid.ny >> level, grid.nx >> level), 2, dtype=np.uint8)
    while True:
        open_ones = states == 2
        if asked.size > 1:
            size = 1 << level
            needed = asked.reshape(grid.ny >> level, size, grid.nx >> level, size).any(axis=(1, 3))
            states[open_ones & ~needed] = 0
            open_ones &= needed
        iy, ix = np.nonzero(open_ones)
        if iy.size:
            states[iy, ix] = judge(ix, iy, 1 << level)
        if level == 0:
            return states
        level -= 1
        states = states.repeat(2, axis=0).repeat(2, axis=1)
