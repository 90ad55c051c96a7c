"""The exact geodesic distances from a few points to each of several lines at once.

Lines that are drawn for the same borders share most of their segments, and whoever asks about one
point wants its distance from all of them. So every segment is looked at once, straight through the
globe and by one product of matrices; those that may be the nearest of some line are decided by the
point-to-geodesic iteration of `geo.geodesy.polylines`. That is for tens of points; for thousands,
the search trees of `Polylines.nearest` are quicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.errors import BadGeometry
from geo.geodesy.coordinates import FloatArray, IntArray, lonlat_arrays
from geo.geodesy.ellipsoid import SMALLEST_RADIUS_M, earth_centred
from geo.geodesy.polylines import Polylines, ranking_slack

__all__ = ["SeveralLines"]

# So few stay in the processor's cache, and are too few for the threads of a product of matrices.
_PAIRS_AT_ONCE: Final = 40_000
# Rounding of the squares below, in units of the last place of the largest square: some ten terms.
_ROUNDING: Final = 64 * np.finfo(np.float64).eps


@dataclass(frozen=True, eq=False)
class SeveralLines:
    """Some polylines, made ready for the distances of a few points from each.

    Parameters
    ----------
    segments : Polylines
        Every segment that any line has, once.
    of_line : tuple of ndarray of int
        For each line, which segments are its own.
    """

    segments: Polylines
    of_line: tuple[IntArray, ...]

    @classmethod
    def of(cls, lines: Sequence[Polylines]) -> SeveralLines:
        """Put the segments of some lines together.

        Parameters
        ----------
        lines : sequence of Polylines

        Raises
        ------
        BadGeometry
            If there is no line.

        Examples
        --------
        >>> equator, north = Polylines.of([([0, 1], [0, 0])]), Polylines.of([([0, 1], [1, 1])])
        >>> metres, lon, lat = SeveralLines.of([equator, north]).nearest([0.5], [0.25])
        >>> (metres[:, 0] / 1000).round(1).tolist(), lat[:, 0].round(3).tolist()
        ([27.6, 82.9], [0.0, 1.0])
        """
        if not lines:
            raise BadGeometry("no line has no distance; give at least one")
        columns = ("lon", "lat", "azimuth", "length_m", "end_lon", "end_lat")
        table = np.concatenate(
            [np.stack([getattr(line, name) for name in columns], axis=1) for line in lines]
        )
        different, back = np.unique(table, axis=0, return_inverse=True)
        cuts = np.cumsum([line.lon.size for line in lines])[:-1]
        lon, lat, azimuth, length_m, end_lon, end_lat = different.T.copy()
        part = np.zeros(lon.size, dtype=np.intp)
        return cls(
            Polylines(
                lon=lon,
                lat=lat,
                azimuth=azimuth,
                length_m=length_m,
                part=part,
                end_lon=end_lon,
                end_lat=end_lat,
            ),
            tuple(np.unique(each) for each in np.split(back.ravel(), cuts)),
        )

    def nearest(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Nearest point of every line, and the geodesic distance to it.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)
            Points asked about; checked.

        Returns
        -------
        distance_m : ndarray, metres, shape (lines, n)
            Within 1 mm of the true minimum, up to a quarter of the globe.
        lon, lat : ndarray, degrees, shape (lines, n)
            The nearest point on that line. Of several equally near, one of them.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        """
        lons, lats = (np.atleast_1d(values).ravel() for values in lonlat_arrays(lon, lat))
        found = np.empty((3, len(self.of_line), lons.size))
        step = max(1, _PAIRS_AT_ONCE // self.segments.lon.size)
        for start in range(0, lons.size, step):
            here = slice(start, start + step)
            found[:, :, here] = self._nearest(lons[here], lats[here])
        return found[0], found[1], found[2]

    @cached_property
    def _middle(self) -> FloatArray:
        return np.asarray(self.segments.starts.mean(axis=0))

    @cached_property
    def _starts(self) -> FloatArray:
        # About their middle the squares are small, and so is their rounding.
        return self.segments.starts - self._middle

    @cached_property
    def _products(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Starts and chords as the columns of a matrix, and their products with themselves."""
        starts, chords = self._starts, self.segments.chords
        squares = np.einsum("ij,ij->i", chords, chords)
        return (
            np.ascontiguousarray(np.concatenate([starts, chords]).T),
            np.einsum("ij,ij->i", starts, starts),
            np.einsum("ij,ij->i", starts, chords),
            np.where(squares > 0, squares, 1.0),
        )

    @cached_property
    def _owned(self) -> tuple[npt.NDArray[np.bool_], ...]:
        """For each line, whether a segment is its own."""
        every = np.arange(self.segments.lon.size)
        return tuple(np.isin(every, own) for own in self.of_line)

    def _squares(self, points: FloatArray) -> tuple[FloatArray, float]:
        """Squared straight distance from points to chords, and how far rounding may move it."""
        matrix, start_squares, start_by_chord, chord_squares = self._products
        about = points - self._middle
        both = about @ matrix
        to_starts, along = both[:, : start_squares.size], both[:, start_squares.size :]
        own = np.einsum("ij,ij->i", about, about)
        along -= start_by_chord
        fraction = along / chord_squares
        np.clip(fraction, 0.0, 1.0, out=fraction)
        # |p - s|² - 2 t (p - s)·c + t² c², for t the fraction of the chord that is nearest.
        along *= 2.0
        along -= fraction * chord_squares
        along *= fraction
        to_starts *= -2.0
        to_starts += start_squares
        to_starts += own[:, None]
        to_starts -= along
        return to_starts, _ROUNDING * float(own.max() + start_squares.max())

    def _nearest(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        squares, rounding = self._squares(earth_centred(lon, lat))
        longest = float(self.segments.length_m.max())
        bow = longest**2 / (4 * SMALLEST_RADIUS_M)
        keep = np.zeros(squares.shape, dtype=bool)
        for own in self.of_line:
            theirs = squares[:, own]
            least = np.sqrt(np.maximum(theirs.min(axis=1), 0.0) + rounding)
            limit = (least + ranking_slack(least) + bow) ** 2 + rounding
            keep[:, own] |= theirs <= limit[:, None]
        rows, segments = np.nonzero(keep)
        feet = np.stack(self.segments.drop_perpendicular(lon[rows], lat[rows], segments))
        found = np.empty((3, len(self.of_line), lon.size))
        for number, owned in enumerate(self._owned):
            mine = np.flatnonzero(owned[segments])
            row = rows[mine]
            first = np.flatnonzero(np.diff(row, prepend=-1))
            least = np.repeat(
                np.minimum.reduceat(feet[0, mine], first), np.diff(first, append=row.size)
            )
            nearest = mine[feet[0, mine] == least]
            # Of equally near ones the first: rows stand in order, so each row's first is its own.
            chosen = nearest[np.flatnonzero(np.diff(rows[nearest], prepend=-1))]
            found[:, number, :] = feet[:, chosen]
        return found
