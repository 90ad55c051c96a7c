"""The curve at a fixed geodesic distance from polylines, with its error proven.

How it works. A polyline densified to a spacing h is replaced by its points: the union of their
discs differs from the true zone by at most h²/8d. Almost all discs lie wholly inside the union, so
a Delaunay triangulation (`geo.offsets.visible_discs`) discards the points whose cell ends before
the distance d. What the circles about the rest show is the edge, as arcs (`geo.offsets.arcs`). They
are sampled finely enough for the tolerance and joined at their corners into rings;
`geo.offsets.rings` measures every edge against the exact distance.

Nothing is projected, so the result is as good at the poles and the
antimeridian as elsewhere.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from geo.errors import BadDistance, BadGeometry
from geo.geodesy import EARTH_RADIUS_M, FloatArray, IntArray, Polylines, destination, earth_centred
from geo.offsets.arcs import Arcs, exposed_arcs

__all__ = ["offset_rings"]

Ring = tuple[FloatArray, FloatArray]

_JOIN_M: Final = 2e-3


def offset_rings(line: Polylines, distance_m: float, *, tolerance_m: float) -> list[Ring]:
    """Closed curves at a geodesic distance from polylines.

    Parameters
    ----------
    line : Polylines
        The reference.
    distance_m : float, metres
        Offset; above 0, at most a quarter of the globe.
    tolerance_m : float, metres
        Largest deviation of the curve, its edges drawn straight in longitude and latitude
        included, from the true offset; below `distance_m`.

    Returns
    -------
    list of (lon, lat)
        Rings, degrees, last point not repeated, the zone on the right of each; longitudes are in
        [-180, 180] and may jump there. Empty if the zone is the whole globe.

    Raises
    ------
    BadDistance
        If the tolerance is not between 0 and the distance.
    BadGeometry
        If the arcs do not close, which would be a defect of this module.

    Examples
    --------
    >>> import numpy as np
    >>> from geo.geodesy import azimuth_distance
    >>> [(lon, lat)] = offset_rings(Polylines.of([([0.0], [0.0])]), 1000.0, tolerance_m=0.1)
    >>> bool(np.abs(azimuth_distance(0.0, 0.0, lon, lat)[2] - 1000.0).max() < 0.1)
    True
    """
    if not 0 < tolerance_m < distance_m:
        raise BadDistance(
            f"a tolerance of {tolerance_m:g} m does not fit a distance of {distance_m:g} m; "
            "it must be above 0 and below the distance"
        )
    # A quarter of the budget goes to replacing the line by points, not quite half to the chords.
    spacing = float(np.sqrt(2 * distance_m * tolerance_m))
    lon, lat = _sites(line, spacing, same_m=max(tolerance_m / 50, 1e-4))
    arcs = exposed_arcs(lon, lat, distance_m)
    if arcs.site.size == 0:
        return []
    return _join(lon, lat, arcs, distance_m, 0.44 * tolerance_m)


def _sites(
    line: Polylines, spacing_m: float, *, same_m: float = 1e-4
) -> tuple[FloatArray, FloatArray]:
    """Points along the polylines, without repetition, no further apart than the spacing."""
    from scipy.spatial import cKDTree

    pieces = np.maximum(np.ceil(line.length_m / spacing_m), 1).astype(np.intp)
    segment = np.repeat(np.arange(pieces.size), pieces)
    step = np.arange(segment.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    lon, lat = line.lon[segment].copy(), line.lat[segment].copy()
    between = step > 0
    at = segment[between]
    lon[between], lat[between] = destination(
        line.lon[at], line.lat[at], line.azimuth[at], line.length_m[at] * step[between] / pieces[at]
    )
    points = np.column_stack((np.append(lon, line.end_lon), np.append(lat, line.end_lat)))
    # Two points that are nearer than shows in the edge are one: the crossing of their circles is
    # all but undefined.
    places = earth_centred(points[:, 0], points[:, 1])
    kept = np.sort(np.unique(np.round(places * 1e4), axis=0, return_index=True)[1])
    close = cKDTree(places[kept]).query_pairs(same_m, output_type="ndarray")
    kept = np.delete(kept, _dispensable(close, kept.size))
    return points[kept, 0], points[kept, 1]


def _dispensable(close: IntArray, count: int) -> IntArray:
    """Points to leave out so that of any two that are close one is kept, and none far from one."""
    gone = np.zeros(count, dtype=bool)
    for first, second in close[np.lexsort((close[:, 1], close[:, 0]))].tolist():
        if not gone[first]:
            gone[second] = True
    return np.flatnonzero(gone)


def _join(
    lon: FloatArray, lat: FloatArray, arcs: Arcs, distance_m: float, chord_error_m: float
) -> list[Ring]:
    """Sample the arcs and chain them end to end."""
    begin = destination(lon[arcs.site], lat[arcs.site], arcs.start, distance_m)
    finish = destination(lon[arcs.site], lat[arcs.site], arcs.start + arcs.sweep, distance_m)
    count = arcs.site.size
    whole = arcs.sweep >= 360.0 - 1e-12
    corner = _corners(np.concatenate((earth_centred(*begin), earth_centred(*finish))), whole)
    start_corner, end_corner = corner[:count], corner[count:]
    speck = (start_corner == end_corner) & (arcs.sweep < 1.0) & ~whole
    leaving: dict[int, list[int]] = {}
    for number in np.flatnonzero(~whole & ~speck).tolist():
        leaving.setdefault(int(start_corner[number]), []).append(number)
    samples = _samples(lon, lat, arcs, distance_m, chord_error_m)
    rings = [samples[number] for number in np.flatnonzero(whole).tolist()]
    arriving_azimuth = arcs.start + arcs.sweep
    while leaving:
        origin = next(iter(leaving))
        chain = [leaving[origin].pop()]
        here = int(end_corner[chain[0]])
        while here != origin:
            choices = leaving.get(here)
            if not choices:
                raise BadGeometry(
                    f"the edge of the zone does not close near {finish[1][chain[-1]]:.6f},"
                    f"{finish[0][chain[-1]]:.6f}; please report this line and distance"
                )
            # Where two rings touch, the sharpest turn stays on the ring that was come by.
            pick = 0
            if len(choices) > 1:
                turns = [
                    (arcs.start[choice] - arriving_azimuth[chain[-1]]) % 360.0 for choice in choices
                ]
                pick = int(np.argmax(turns))
            chain.append(choices.pop(pick))
            if not choices:
                del leaving[here]
            here = int(end_corner[chain[-1]])
        if not leaving.get(origin, True):
            del leaving[origin]
        ring = tuple(np.concatenate([samples[number][axis] for number in chain]) for axis in (0, 1))
        if ring[0].size >= 3:
            rings.append((ring[0], ring[1]))
    return rings


def _corners(ends: FloatArray, whole: npt.NDArray[np.bool_]) -> IntArray:
    """Number the corners: ends of arcs that are one point, though found twice.

    A corner is found once on each of its circles, within micrometres where the circles cross
    plainly. Circles about points a few millimetres apart cross so flatly that the crossing is only
    known within metres; there, arcs that lack a partner are joined over a longer way, along circles
    that are the same to within the points' distance.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    count = whole.size
    corner: IntArray = np.arange(2 * count)
    # The arcs that begin and end at a corner must be equally many.
    sign = np.concatenate((np.where(whole, 0, 1), np.where(whole, 0, -1)))
    links = np.empty((0, 2), dtype=np.intp)
    for reach in _JOIN_M * 10.0 ** np.arange(6):
        lacking = np.flatnonzero(np.bincount(corner, weights=sign)[corner] != 0)
        if lacking.size == 0:
            break
        found = cKDTree(ends[lacking]).query_pairs(reach, output_type="ndarray")
        links = np.concatenate((links, lacking[found]))
        graph = coo_array((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(2 * count,) * 2)
        corner = np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)
    return corner


def _samples(
    lon: FloatArray, lat: FloatArray, arcs: Arcs, distance_m: float, chord_error_m: float
) -> list[Ring]:
    """Points along each arc, from its start and without its end."""
    angle = distance_m / EARTH_RADIUS_M
    radius = EARTH_RADIUS_M * np.sin(angle)
    # Curvature of the circle as seen on the globe, and of a straight line in longitude and
    # latitude there: both bend the chord away.
    steepest = _highest_latitude(lon, lat, arcs, distance_m)
    bend = 1 / (EARTH_RADIUS_M * np.tan(angle)) + np.tan(np.radians(steepest)) / EARTH_RADIUS_M
    chord = np.sqrt(8 * 0.9 * chord_error_m / bend)
    pieces = np.maximum(np.ceil(np.radians(arcs.sweep) * radius / chord), 1).astype(np.intp)
    pieces = np.where(arcs.sweep >= 360.0 - 1e-12, np.maximum(pieces, 8), pieces)
    arc = np.repeat(np.arange(arcs.site.size), pieces)
    step = np.arange(arc.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    azimuth = arcs.start[arc] + arcs.sweep[arc] * step / pieces[arc]
    site = arcs.site[arc]
    at_lon, at_lat = destination(lon[site], lat[site], azimuth, distance_m)
    cuts = np.cumsum(pieces)[:-1]
    return list(zip(np.split(at_lon, cuts), np.split(at_lat, cuts), strict=True))


def _highest_latitude(
    lon: FloatArray, lat: FloatArray, arcs: Arcs, distance_m: float
) -> FloatArray:
    """Latitude, north or south, that an arc may reach; degrees, short of the poles."""
    count = 9
    azimuth = arcs.start[:, None] + arcs.sweep[:, None] * np.linspace(0.0, 1.0, count)
    _, at = destination(lon[arcs.site][:, None], lat[arcs.site][:, None], azimuth, distance_m)
    radius = np.sin(distance_m / EARTH_RADIUS_M)
    # Between two samples the latitude cannot rise by more than half of the way between them.
    between = np.degrees(np.radians(arcs.sweep) * radius / (count - 1) / 2)
    return np.asarray(np.minimum(np.abs(at).max(axis=1) + between, 89.9), dtype=np.float64)
