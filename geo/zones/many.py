"""Many zones at once: which of them hold which points, through one index.

A tree over the boxes of all zones finds, for each point, the few zones that may hold it; those are
decided by the exact geodesic distance. Nothing is made for each zone but its line: ten thousand
zones are indexed in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.geodesy import FLATTENING, SEMI_MAJOR_AXIS_M, FloatArray, lonlat_arrays
from geo.zones.line_pieces import PIECES_PER_BLOCK, Pieces
from geo.zones.threads import compiled, in_threads

if TYPE_CHECKING:
    from geo.zones.geodesic_zone import Zone

__all__ = ["ManyZones"]

IntArray = npt.NDArray[np.intp]

_SMALLEST_RADIUS_M: Final = SEMI_MAJOR_AXIS_M * (1 - FLATTENING) ** 2
_OPEN_M: Final = 1e-3
_POINTS_AT_ONCE: Final = 1 << 18


@dataclass(frozen=True, eq=False)
class ManyZones:
    """An index of zones.

    Parameters
    ----------
    zones : sequence of Zone

    Examples
    --------
    >>> from geo.zones import zone
    >>> several = ManyZones.of([zone("33.5,36.3", "10 km"), zone("33.55,36.3", "10 km")])
    >>> points, zones = several.containing([36.3, 36.3, 40.0], [33.45, 33.5, 33.5])
    >>> points.tolist(), zones.tolist()
    ([0, 1, 1], [0, 0, 1])
    """

    zones: Sequence[Zone]
    _tree: Any
    _owner: IntArray
    _starts: npt.NDArray[np.int64]
    _stops: npt.NDArray[np.int64]
    _pieces: Pieces | None

    @classmethod
    def of(cls, zones: Sequence[Zone]) -> ManyZones:
        """Make the index.

        Parameters
        ----------
        zones : sequence of Zone
            Kept in this order; the numbers in answers are places in it.
        """
        boxes: list[Any] = []
        owners: list[int] = []
        tables, lengths, starts, stops = [], [], [0], []
        sag = 0.0
        for number, each in enumerate(zones):
            for box in _boxes(each):
                boxes.append(box)
                owners.append(number)
            if compiled() is not None:
                pieces = Pieces.of(each.polylines)
                count = len(pieces.table)
                # Every zone begins a block; copies of its last piece fill the rest and are unread.
                rows = np.minimum(
                    np.arange(-(-count // PIECES_PER_BLOCK) * PIECES_PER_BLOCK), count - 1
                )
                tables.append(pieces.table[rows])
                lengths.append(pieces.lengths[rows])
                stops.append(starts[-1] + count)
                starts.append(starts[-1] + rows.size)
                sag = max(sag, pieces.sag_m)
        joined = None
        if tables:
            joined = Pieces.joined(np.concatenate(tables), np.concatenate(lengths), sag)
        tree = shapely.STRtree(np.array(boxes, dtype=object))
        owner = np.array(owners, dtype=np.intp)
        first, last = (np.array(each, dtype=np.int64) for each in (starts, stops))
        return cls(
            zones=tuple(zones),
            _tree=tree,
            _owner=owner,
            _starts=first,
            _stops=last,
            _pieces=joined,
        )

    def containing(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[IntArray, IntArray]:
        """Pairs of a point and a zone that holds it; on the edge is inside.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)

        Returns
        -------
        point, zone : ndarray of int, shape (m,)
            Places in the arrays and in `zones`, by point and then by zone. The answers of
            `Zone.contains` of each zone.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.
        """
        lons, lats = (np.atleast_1d(axis).ravel() for axis in lonlat_arrays(lon, lat))
        found: list[tuple[IntArray, IntArray]] = []
        for first in range(0, lons.size, _POINTS_AT_ONCE):
            rows = slice(first, first + _POINTS_AT_ONCE)
            asked = shapely.points(lons[rows], lats[rows])
            point, box = self._tree.query(asked)
            point, of = point + first, self._owner[box]
            inside = self._inside(lons[point], lats[point], of)
            found.append((point[inside], of[inside]))
        point = np.concatenate([each[0] for each in found]) if found else np.empty(0, dtype=np.intp)
        of = np.concatenate([each[1] for each in found]) if found else np.empty(0, dtype=np.intp)
        order = np.lexsort((of, point))
        return point[order], of[order]

    @cached_property
    def _tables(self) -> tuple[FloatArray, FloatArray, npt.NDArray[np.bool_]]:
        """Of each zone: its distance, how near to that is left open, whether it alone decides."""
        loops = compiled()
        assert loops is not None
        reach = np.array([each.distance_m for each in self.zones])
        unsure = 4 * np.array([float(loops.arc_error_m(metres)) for metres in reach])
        plain = np.array([each.is_plain for each in self.zones], dtype=bool)
        return reach, np.maximum(_OPEN_M, unsure), plain

    def _inside(self, lon: FloatArray, lat: FloatArray, of: IntArray) -> npt.NDArray[np.bool_]:
        """Whether each point is in the zone beside it."""
        inside = np.zeros(lon.size, dtype=bool)
        open_ones = np.ones(lon.size, dtype=bool)
        loops = compiled()
        if loops is not None and lon.size:
            metres = np.empty(lon.size)
            pieces = self._pieces
            assert pieces is not None

            def work(rows: slice) -> None:
                loops.pair_distances(
                    lon[rows], lat[rows], of[rows], metres[rows], self._starts, self._stops,
                    pieces.table, pieces.blocks, pieces.sag_m,
                )  # fmt: skip

            in_threads(work, lon.size)
            reach, margin, plain = self._tables
            reach, margin, plain = reach[of], margin[of], plain[of]
            inside = metres <= reach - margin
            # Areas and clipped zones need more than a distance.
            open_ones = ~plain | (np.abs(metres - reach) <= margin)
            open_ones &= metres <= np.where(plain, reach + margin, np.inf)
        rows = np.flatnonzero(open_ones)
        rows = rows[np.argsort(of[rows], kind="stable")]
        edges = np.flatnonzero(np.diff(of[rows])) + 1
        for part in np.split(rows, edges):
            if part.size:
                inside[part] = self.zones[int(of[part[0]])].contains(lon[part], lat[part])
        return inside


def _boxes(found: Zone) -> list[Any]:
    """Boxes in degrees that hold a zone; two if it crosses the antimeridian."""
    lines = found.polylines
    lat = np.concatenate((lines.lat, lines.end_lat))
    # A piece of at most 5 km bulges polewards by less than a thousandth of a degree.
    angle = found.distance_m / _SMALLEST_RADIUS_M
    pad = np.degrees(angle) * (1 + 1e-9) + 1e-3
    south, north = float(lat.min()) - pad, float(lat.max()) + pad
    least = min(np.cos(np.radians(max(abs(south), abs(north)))), 1.0)
    if max(abs(south), abs(north)) >= 90 or np.sin(angle) >= least:
        return [shapely.box(-180, max(south, -90), 180, min(north, 90))]
    around = np.degrees(np.arcsin(np.sin(angle) / least)) + pad
    lon = np.sort(np.concatenate((lines.lon, lines.end_lon)))
    gaps = np.append(np.diff(lon), lon[0] + 360 - lon[-1])
    widest = int(np.argmax(gaps))
    west = float(lon[(widest + 1) % lon.size]) - around
    east = west + 360 - float(gaps[widest]) + 2 * around
    if east - west >= 360:
        return [shapely.box(-180, south, 180, north)]
    if west < -180:
        west, east = west + 360, east + 360
    if east <= 180:
        return [shapely.box(west, south, east, north)]
    return [shapely.box(west, south, 180, north), shapely.box(-180, south, east - 360, north)]
