"""The exact geodesic distance from points to polylines.

Candidates are found by straight chords through the globe in a tree, bounded by how much chords and
geodesics can differ, and decided by the point-to-geodesic iteration. `Polylines.nearest` is within
1 mm of the true minimum, which the tests hold against GeographicLib.

Source of the iteration: Baselga, S. and Martinez-Llario, J. C. (2018), Intersection and
point-to-line solutions for geodesics on the ellipsoid, Stud. Geophys. Geod. 62, 353-363,
doi:10.1007/s11200-017-1020-z.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo.errors import BadGeometry
from geo.geodesy.coordinates import FloatArray, lonlat_arrays
from geo.geodesy.ellipsoid import (
    EARTH_RADIUS_M,
    LARGEST_RADIUS_M,
    SMALLEST_RADIUS_M,
    azimuth_distance,
    densify,
    earth_centred,
    follow,
)

__all__ = ["Polylines", "ranking_slack"]

# Below this many point-segment pairs every pair is tried: scipy costs 0.3 s to import, and
# `geo check` asks for one point.
_TRY_ALL_PAIRS: Final = 4_000_000
# Once the trees are there, they are quicker from so many points on.
_TREES_PAY: Final = 16
_PIECE_M: Final = 5_000.0
_CONVERGED_M: Final = 1e-5
_NEIGHBOURS: Final = 8
_CHUNK: Final = 200_000


@dataclass(frozen=True, kw_only=True)
class Polylines:
    """Geodesic polylines and points, made ready for exact distances.

    Parameters
    ----------
    lon, lat : ndarray, degrees, shape (n,)
        Start of each segment.
    azimuth : ndarray, degrees, shape (n,)
        Direction of the segment at its start.
    length_m : ndarray, metres, shape (n,)
        Length of the segment; 0 for a single point.
    part : ndarray of int, shape (n,)
        Which of the given polylines the segment is of.
    end_lon, end_lat : ndarray, degrees, shape (n,)
        End of each segment.
    """

    lon: FloatArray
    lat: FloatArray
    azimuth: FloatArray
    length_m: FloatArray
    part: npt.NDArray[np.intp]
    end_lon: FloatArray
    end_lat: FloatArray

    @classmethod
    def of(cls, parts: Iterable[tuple[npt.ArrayLike, npt.ArrayLike]]) -> Polylines:
        """Make the segments of some polylines.

        Parameters
        ----------
        parts : iterable of (lon, lat)
            Degrees, each of shape (n,); a single vertex is a point. Repeated vertices are dropped.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        BadGeometry
            If there is no vertex at all.

        Examples
        --------
        >>> line = Polylines.of([([0.0, 1.0], [0.0, 0.0])])
        >>> distance_m, lon, lat, part = line.nearest([0.5, 2.0], [1.0, 0.0])
        >>> distance_m.round(3).tolist(), lon.round(6).tolist()
        ([110574.389, 111319.491], [0.5, 1.0])
        """
        collected: list[tuple[FloatArray, ...]] = []
        for number, (part_lon, part_lat) in enumerate(parts):
            lons, lats = lonlat_arrays(part_lon, part_lat)
            if lons.size == 0:
                continue
            moved = np.ones(lons.size, dtype=bool)
            moved[1:] = (np.diff(lons) != 0) | (np.diff(lats) != 0)
            lons, lats = lons[moved], lats[moved]
            if lons.size == 1:
                lons, lats = np.repeat(lons, 2), np.repeat(lats, 2)
            # Pieces of at most 5 km keep the straight chord, by which candidates are found,
            # within half a metre of the geodesic.
            lons, lats = densify(lons, lats, spacing_m=_PIECE_M)
            azimuth, _, length = azimuth_distance(lons[:-1], lats[:-1], lons[1:], lats[1:])
            number_array = np.full(length.size, number)
            collected.append(
                (lons[:-1], lats[:-1], azimuth, length, number_array, lons[1:], lats[1:])
            )
        if not collected:
            raise BadGeometry("an empty geometry has no distance; give at least one point")
        lon, lat, azimuth, length, part, end_lon, end_lat = (
            np.concatenate([piece[i] for piece in collected]) for i in range(7)
        )
        return cls(
            lon=lon,
            lat=lat,
            azimuth=azimuth,
            length_m=length,
            part=part.astype(np.intp),
            end_lon=end_lon,
            end_lat=end_lat,
        )

    @property
    def total_length_m(self) -> float:
        """Length of all polylines, metres."""
        return float(self.length_m.sum())

    def build_trees(self) -> None:
        """Grow the search trees now, for somebody who will ask often about a few points each."""
        self._nodes(_PIECE_M)

    def nearest(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> tuple[FloatArray, FloatArray, FloatArray, npt.NDArray[np.intp]]:
        """Nearest point of the polylines, and the geodesic distance to it.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)
            Points asked about; checked.

        Returns
        -------
        distance_m : ndarray, metres, shape (n,)
            Within 1 mm of the true minimum, up to a quarter of the globe.
        lon, lat : ndarray, degrees, shape (n,)
            The nearest point on the polylines. Of several equally near, one of them.
        part : ndarray of int, shape (n,)
            Which polyline it is on.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        """
        lons, lats = (np.atleast_1d(values).ravel() for values in lonlat_arrays(lon, lat))
        best = np.full(lons.size, np.inf)
        near_lon, near_lat = np.empty(lons.size), np.empty(lons.size)
        part = np.zeros(lons.size, dtype=np.intp)
        for rows, segments in self._candidates(lons, lats):
            metres, at_lon, at_lat = self.drop_perpendicular(lons[rows], lats[rows], segments)
            # The smallest of each row's candidates: sort by row, then by distance.
            order = np.lexsort((metres, rows))
            first = np.unique(rows[order], return_index=True)[1]
            chosen = order[first]
            row = rows[chosen]
            best[row], near_lon[row], near_lat[row] = metres[chosen], at_lon[chosen], at_lat[chosen]
            part[row] = self.part[segments[chosen]]
        return best, near_lon, near_lat, part

    @cached_property
    def starts(self) -> FloatArray:
        """Start of each segment, earth-centred, metres, shape (n, 3)."""
        return earth_centred(self.lon, self.lat)

    @cached_property
    def chords(self) -> FloatArray:
        """Straight way from start to end of each segment, metres, shape (n, 3)."""
        return earth_centred(self.end_lon, self.end_lat) - self.starts

    @cached_property
    def _chord_squares(self) -> FloatArray:
        squares = np.einsum("ij,ij->i", self.chords, self.chords)
        return np.where(squares > 0, squares, 1.0)

    @cached_property
    def _trees(self) -> dict[float, tuple[Any, npt.NDArray[np.intp], float]]:
        return {}

    def _nodes(self, spacing_m: float) -> tuple[Any, npt.NDArray[np.intp], float]:
        """A tree over points along the segments, the segment of each, and their half spacing."""
        from scipy.spatial import cKDTree

        if spacing_m not in self._trees:
            pieces = np.maximum(np.ceil(self.length_m / spacing_m), 1).astype(np.intp)
            segment = np.repeat(np.arange(pieces.size), pieces)
            step = np.arange(segment.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
            fraction = (step + 0.5) / pieces[segment]
            points = self.starts[segment] + self.chords[segment] * fraction[:, None]
            half = float((self.length_m / pieces).max() / 2)
            self._trees[spacing_m] = cKDTree(points), segment, half
        return self._trees[spacing_m]

    def _spacings(self, points: FloatArray) -> FloatArray:
        """Spacing of nodes at which each point has few that compete to be its nearest."""
        finest = float(np.clip(self.total_length_m / 50_000, 100.0, _PIECE_M))
        reach = self._nodes(_PIECE_M)[0].query(points)[0]
        # From far away a stretch of the line as long as the root of twice the distance times the
        # spacing is equally near: a 128th of the distance makes that some thirty nodes.
        wanted = np.clip(reach / 128, finest, _PIECE_M)
        # Powers of four of the longest: few trees, each made once.
        return np.asarray(_PIECE_M / 4.0 ** np.round(np.log(_PIECE_M / wanted) / np.log(4)))

    def _candidates(
        self, lon: FloatArray, lat: FloatArray
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
        """Pairs of a point and a segment that may be its nearest, all pairs of a point at once."""
        points = earth_centred(lon, lat)
        few = lon.size < _TREES_PAY or not self._trees
        if few and lon.size * self.lon.size <= _TRY_ALL_PAIRS:
            chunk = max(1, 200_000 // self.lon.size)
            every = np.arange(self.lon.size)
            for start in range(0, lon.size, chunk):
                rows = np.arange(start, min(start + chunk, lon.size))
                pairs = np.repeat(rows, every.size), np.tile(every, rows.size)
                yield self._plausible(points, *pairs)
            return
        spacings = self._spacings(points)
        for spacing, start in product(np.unique(spacings).tolist(), range(0, lon.size, _CHUNK)):
            rows = start + np.flatnonzero(spacings[start : start + _CHUNK] == spacing)
            tree, segment, half = self._nodes(spacing)
            k = min(_NEIGHBOURS, segment.size)
            while rows.size:
                reach, index = tree.query(points[rows], k=k)
                reach, index = reach.reshape(rows.size, k), index.reshape(rows.size, k)
                limit = reach[:, 0] + 2 * half + ranking_slack(reach[:, 0])
                done = (reach[:, -1] > limit) | (k == segment.size)
                if done.any():
                    keep = reach[done] <= limit[done, None]
                    row = np.repeat(rows[done], keep.sum(axis=1))
                    unique = np.unique(row * np.int64(self.lon.size) + segment[index[done][keep]])
                    yield self._plausible(
                        points, unique // self.lon.size, (unique % self.lon.size).astype(np.intp)
                    )
                far = ranking_slack(reach[:, 0]) > 50.0
                if k >= 64 * _NEIGHBOURS:
                    far |= True
                for block in _blocks(rows[~done & far], 2_000):
                    yield self._branch_and_bound(lon, lat, block)
                rows = rows[~done & ~far]
                k = min(k * 4, segment.size)

    @cached_property
    def _levels(self) -> list[tuple[int, npt.NDArray[np.intp], FloatArray]]:
        """Runs of consecutive segments, coarse to fine: their size, middle segment, and reach."""
        levels = []
        count = self.lon.size
        for size in (32**3, 32**2, 32, 1):
            if size > 1 and size >= count:
                continue
            first = np.arange(0, count, size)
            middle = np.minimum(first + size // 2, count - 1)
            owner = np.arange(count) // size
            from_middle = self.starts - self.starts[middle][owner]
            reach = np.linalg.norm(from_middle, axis=1) * 1.01 + self.length_m
            # A chord may be far shorter than the way along the globe; blocks that wide are
            # never ruled out.
            reach[reach > 3e6] = np.inf
            levels.append((size, middle, np.maximum.reduceat(reach, first)))
        return levels

    def _branch_and_bound(
        self, lon: FloatArray, lat: FloatArray, rows: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Candidates by the triangle inequality, which holds on any ellipsoid at any distance."""
        upper = np.full(lon.size, np.inf)
        row = block = np.empty(0, dtype=np.intp)
        coarser = 0
        for size, middle, reach in self._levels:
            if coarser == 0:
                row = np.repeat(rows, middle.size)
                block = np.tile(np.arange(middle.size), rows.size)
            else:
                split = coarser // size
                row = np.repeat(row, split)
                block = (block[:, None] * split + np.arange(split)).ravel()
                inside = block < middle.size
                row, block = row[inside], block[inside]
            coarser = size
            at = middle[block]
            metres = azimuth_distance(lon[row], lat[row], self.lon[at], self.lat[at])[2]
            np.minimum.at(upper, row, metres)
            keep = metres - reach[block] <= upper[row]
            row, block = row[keep], block[keep]
        return row, block

    def _plausible(
        self, points: FloatArray, rows: npt.NDArray[np.intp], segments: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Of the pairs given, those whose straight distance does not rule them out."""
        towards = points[rows] - self.starts[segments]
        chords = self.chords[segments]
        along = np.einsum("ij,ij->i", towards, chords) / self._chord_squares[segments]
        towards -= chords * np.clip(along, 0.0, 1.0)[:, None]
        reach = np.sqrt(np.einsum("ij,ij->i", towards, towards))
        _, starts = np.unique(rows, return_index=True)
        least = np.minimum.reduceat(reach, starts)
        longest = float(self.length_m.max())
        limit = least + ranking_slack(least) + longest**2 / (4 * SMALLEST_RADIUS_M)
        keep = reach <= np.repeat(limit, np.diff(np.append(starts, rows.size)))
        return rows[keep], segments[keep]

    def drop_perpendicular(
        self, lon: FloatArray, lat: FloatArray, segments: npt.NDArray[np.intp]
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Distance to one segment for each point, and the foot on it.

        Parameters
        ----------
        lon, lat : ndarray, degrees, shape (n,)
        segments : ndarray of int, shape (n,)
            The segment that each point is held against.

        Returns
        -------
        distance_m : ndarray, metres, shape (n,)
            Within 1 mm.
        lon, lat : ndarray, degrees, shape (n,)
            The nearest point of that segment.
        """
        start_lon, start_lat = self.lon[segments], self.lat[segments]
        azimuth, length = self.azimuth[segments], self.length_m[segments]
        towards = earth_centred(lon, lat) - self.starts[segments]
        fraction = np.einsum("ij,ij->i", towards, self.chords[segments])
        along = np.clip(fraction / self._chord_squares[segments], 0.0, 1.0) * length
        foot_lon, foot_lat, heading = follow(start_lon, start_lat, azimuth, along)
        ahead, _, metres = azimuth_distance(foot_lon, foot_lat, lon, lat)
        active = np.flatnonzero(length > 0)
        for _ in range(12):
            if active.size == 0:
                break
            turn = np.radians(ahead[active] - heading[active])
            angle = metres[active] / EARTH_RADIUS_M
            step = EARTH_RADIUS_M * np.arctan2(np.cos(turn) * np.sin(angle), np.cos(angle))
            moved = np.clip(along[active] + step, 0.0, length[active])
            step = moved - along[active]
            along[active] = moved
            going = np.abs(step) > _CONVERGED_M
            active = active[going]
            if active.size:
                foot_lon[active], foot_lat[active], heading[active] = follow(
                    start_lon[active], start_lat[active], azimuth[active], along[active]
                )
                ahead[active], _, metres[active] = azimuth_distance(
                    foot_lon[active], foot_lat[active], lon[active], lat[active]
                )
        return metres, foot_lon, foot_lat


def ranking_slack(chord_m: FloatArray) -> FloatArray:
    """How much two geodesics of nearly this chord can differ on an ellipsoid that is no sphere.

    Parameters
    ----------
    chord_m : ndarray, metres
        Straight distance through the globe.

    Returns
    -------
    ndarray, metres
        An upper bound; what is nearer by more than this by its chord is nearer by its geodesic.

    Examples
    --------
    >>> bool(ranking_slack(np.array([100_000.0]))[0] < 1.0)
    True
    """
    half = np.minimum(chord_m / 2, SMALLEST_RADIUS_M)
    small = 2 * SMALLEST_RADIUS_M * np.arcsin(half / SMALLEST_RADIUS_M)
    large = 2 * LARGEST_RADIUS_M * np.arcsin(half / LARGEST_RADIUS_M)
    return np.asarray(1.5 * (small - large) + 1e-3, dtype=np.float64)


def _blocks(rows: npt.NDArray[np.intp], size: int) -> Iterator[npt.NDArray[np.intp]]:
    for start in range(0, rows.size, size):
        yield rows[start : start + size]
