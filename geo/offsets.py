"""The curve at a fixed geodesic distance from polylines, with its error proven.

How it works. A polyline densified to a spacing h is replaced by its points: the union of their
discs differs from the true zone by at most h²/8d. Almost all discs lie wholly inside the union, so
a Delaunay triangulation (of a stereographic picture, where circles stay circles) discards the
points whose cell ends before the distance d. For the rest, the circles about two neighbours are
intersected on the ellipsoid by Newton's method; what no neighbour covers of each circle is an arc
of the edge. Arcs are sampled finely enough for the tolerance, joined at their corners into rings,
and every edge is measured against the exact distance. A place where another point turns out to be
nearer adds that point, and the arcs are computed again.

Nothing is projected and nothing is simplified, so the result is as good at the poles and the
antimeridian as elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo.coordinates import FloatArray
from geo.errors import BadDistance, BadGeometry
from geo.geodesy import (
    EARTH_RADIUS_M,
    Polylines,
    azimuth_distance,
    destination,
    earth_centred,
)

__all__ = ["Arcs", "exposed_arcs", "offset_rings"]

IntArray = npt.NDArray[np.intp]
Ring = tuple[FloatArray, FloatArray]

# The sphere differs from the ellipsoid by less than 0.6 % in length; twice that, and as much again.
_METRIC_MARGIN: Final = 0.025
_JOIN_M: Final = 2e-3
_ROUNDS: Final = 12
_TILE: Final = 2_000
_NEAREST: Final = 9


@dataclass(frozen=True)
class Arcs:
    """Arcs of equal radius that together are the edge of a zone.

    Parameters
    ----------
    site : ndarray of int, shape (n,)
        Index of the point about which the arc turns.
    start, sweep : ndarray, degrees, shape (n,)
        Azimuth at which the arc begins, and how far it goes clockwise, in (0, 360].
    """

    site: IntArray
    start: FloatArray
    sweep: FloatArray


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


def exposed_arcs(lon: FloatArray, lat: FloatArray, distance_m: float) -> Arcs:
    """Parts of the circles about points that lie in no other point's disc.

    Parameters
    ----------
    lon, lat : ndarray, degrees, shape (n,)
        Distinct points.
    distance_m : float, metres
        Radius of every circle.

    Returns
    -------
    Arcs
        The edge of the union of the discs, site by site, clockwise.

    Examples
    --------
    >>> import numpy as np
    >>> arcs = exposed_arcs(np.array([0.0, 1.0]), np.array([0.0, 0.0]), 100_000.0)
    >>> arcs.site.tolist(), arcs.sweep.round(0).tolist()
    ([0, 1], [248.0, 248.0])
    """
    from scipy.spatial import cKDTree

    points = earth_centred(lon, lat)
    alive, pairs = _neighbours(points, distance_m)
    around = np.union1d(alive, pairs.ravel())
    tree = cKDTree(points[around])
    known = np.unique(_pair_keys(pairs, lon.size))
    intervals = _covered(lon, lat, _pairs_of(known, lon.size), distance_m)
    arcs = _gaps(alive, intervals, lon.size)
    for _ in range(_ROUNDS):
        missing = _nearer_sites(lon, lat, around, tree, arcs, distance_m)
        fresh = np.setdiff1d(np.unique(_pair_keys(missing, lon.size)), known)
        if fresh.size == 0:
            break
        known = np.union1d(known, fresh)
        added = _pairs_of(fresh, lon.size)
        new = _covered(lon, lat, added, distance_m)
        intervals = tuple(np.concatenate(both) for both in zip(intervals, new, strict=True))  # type: ignore[assignment]
        arcs = _gaps(alive, intervals, lon.size)
    return arcs


def _pair_keys(pairs: IntArray, count: int) -> npt.NDArray[np.int64]:
    low, high = pairs.min(axis=1, initial=count), pairs.max(axis=1, initial=0)
    return np.asarray(low.astype(np.int64) * count + high, dtype=np.int64)


def _pairs_of(keys: npt.NDArray[np.int64], count: int) -> IntArray:
    return np.column_stack((keys // count, keys % count)).astype(np.intp)


def _stereographic(points: FloatArray) -> FloatArray:
    """Plane picture of directions in which every circle of the sphere is a circle."""
    unit = points / np.linalg.norm(points, axis=1)[:, None]
    centre = unit.mean(axis=0)
    norm = float(np.linalg.norm(centre))
    centre = centre / norm if norm > 1e-3 else unit[0]
    helper = np.eye(3)[np.argmin(np.abs(centre))]
    east = np.cross(helper, centre)
    east /= np.linalg.norm(east)
    north = np.cross(centre, east)
    # 1 + cos is computed from the chord to the antipode: exact where the plain sum cancels.
    scale = 2.0 / np.maximum(np.einsum("ij,ij->i", unit + centre, unit + centre) / 2, 1e-12)
    picture: FloatArray = np.column_stack((unit @ east * scale, unit @ north * scale))
    return picture


def _circumradius_m(points: FloatArray, triangles: IntArray) -> FloatArray:
    """Radius along the sphere of the circle through three points."""
    unit = points / np.linalg.norm(points, axis=1)[:, None]
    a, b, c = (unit[triangles[:, i]] for i in range(3))
    normal = np.cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=1)
    sides = (
        np.linalg.norm(b - a, axis=1)
        * np.linalg.norm(c - b, axis=1)
        * np.linalg.norm(a - c, axis=1)
    )
    # The plane's circle has radius abc / 4K, and K is half of |normal|.
    flat = np.divide(sides, 2 * length, out=np.full(length.size, np.inf), where=length > 0)
    angle = np.arcsin(np.minimum(flat, 1.0))
    outside = np.einsum("ij,ij->i", normal, a) < 0
    return np.asarray(EARTH_RADIUS_M * np.where(outside, np.pi - angle, angle), dtype=np.float64)


def _triangulated(points: FloatArray, distance_m: float) -> tuple[IntArray, IntArray]:
    """Indices of the points whose cells may reach the distance, and the pairs of neighbours."""
    from scipy.spatial import Delaunay, QhullError, cKDTree

    count = len(points)
    if count < 4:
        return np.arange(count), np.array(
            [(i, j) for i in range(count) for j in range(i)], dtype=np.intp
        ).reshape(-1, 2)
    picture = _stereographic(points)
    picture -= picture.mean(axis=0)
    picture /= max(float(np.abs(picture).max()), 1e-300)
    try:
        mesh: Any = Delaunay(picture)
    except QhullError:
        # All on one line: neighbours along it are the only ones that matter.
        axis = np.linalg.svd(picture, full_matrices=False)[2][0]
        order = np.argsort(picture @ axis, kind="stable")
        return np.arange(count), np.column_stack((order[:-1], order[1:])).astype(np.intp)
    triangles = np.asarray(mesh.simplices, dtype=np.intp)
    # scipy orients its triangles only in recent versions; orientation tells which of the two
    # circumscribed caps is meant.
    a, b, c = (picture[triangles[:, i]] for i in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    triangles = np.where((turn < 0)[:, None], triangles[:, [0, 2, 1]], triangles)
    wide = _circumradius_m(points, triangles) > distance_m * (1 - _METRIC_MARGIN)
    kept = np.zeros(count, dtype=bool)
    kept[triangles[wide].ravel()] = True
    kept[np.asarray(mesh.convex_hull).ravel()] = True
    edges = np.concatenate((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]))
    # Qhull leaves out points of a straight line, and names only some of them as coplanar: their
    # neighbours are those nearest to them.
    joined = np.zeros(count, dtype=bool)
    joined[triangles.ravel()] = True
    left_out = np.flatnonzero(~joined)
    if left_out.size:
        kept[left_out] = True
        nearest = cKDTree(points).query(points[left_out], k=min(_NEAREST, count))[1]
        pairs = np.column_stack((np.repeat(left_out, nearest.shape[1]), nearest.ravel()))
        edges = np.concatenate((edges, pairs[pairs[:, 0] != pairs[:, 1]]))
    return np.flatnonzero(kept), edges


def _tiles(points: FloatArray, distance_m: float) -> Iterator[tuple[IntArray, IntArray]]:
    """Points of one tile of space after another, and those with all that are within reach of them.

    A circle is covered by discs about points within twice the distance, so each tile can be
    triangulated alone; Qhull takes quadratic time for many points on a straight line.
    """
    reach = 2.05 * distance_m
    side = 3 * reach
    corner = points.min(axis=0)
    while True:
        cell = ((points - corner) // side).astype(np.int64)
        # One number for each cell, so that its 26 neighbours are found by adding to it.
        wide = int(cell.max()) + 3
        step = np.array([1, wide, wide * wide])
        cells, owner = np.unique(cell @ step, return_inverse=True)
        if len(cells) <= max(1, len(points) // _TILE):
            break
        side *= 2
    if len(cells) == 1:
        every = np.arange(len(points))
        yield every, every
        return
    order = np.argsort(owner, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(owner))[:-1])
    of_cell = dict(zip(cells.tolist(), members, strict=True))
    beside = [int(np.dot(each, step)) for each in product((-1, 0, 1), repeat=3)]
    for number, own in of_cell.items():
        near = [of_cell[number + away] for away in beside if number + away in of_cell]
        around = np.concatenate(near)
        low, high = points[own].min(axis=0) - reach, points[own].max(axis=0) + reach
        within = ((points[around] >= low) & (points[around] <= high)).all(axis=1)
        yield own, np.sort(around[within])


def _triangulated_in_tiles(points: FloatArray, distance_m: float) -> tuple[IntArray, IntArray]:
    """As `_triangulated`, in nearly linear time."""
    kept = np.zeros(len(points), dtype=bool)
    own = np.zeros(len(points), dtype=bool)
    collected = []
    for members, around in _tiles(points, distance_m):
        alive, pairs = _triangulated(points[around], distance_m)
        own[:] = False
        own[members] = True
        alive, pairs = around[alive], around[pairs]
        kept[alive[own[alive]]] = True
        collected.append(pairs[own[pairs].any(axis=1)])
    return np.flatnonzero(kept), np.concatenate(collected)


def _neighbours(points: FloatArray, distance_m: float) -> tuple[IntArray, IntArray]:
    """Points that may have an arc, and the pairs by which those arcs may be covered."""
    alive, pairs = _triangulated_in_tiles(points, distance_m)
    has_arc = np.zeros(len(points), dtype=bool)
    has_arc[alive] = True
    # A point without an arc of its own still covers its neighbours' circles.
    pairs = pairs[has_arc[pairs[:, 0]] | has_arc[pairs[:, 1]]]
    # Without them, cells of what is left are bounded by what is left.
    _, local = _triangulated_in_tiles(points[alive], distance_m)
    pairs = np.concatenate((pairs, alive[local]))
    chord = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    return alive, pairs[chord <= 2.02 * distance_m]


def _covered(
    lon: FloatArray, lat: FloatArray, pairs: IntArray, distance_m: float
) -> tuple[IntArray, FloatArray, FloatArray]:
    """For each circle and neighbour, the azimuths that the neighbour's disc covers.

    Returns the circle's site, the azimuth at which covering begins, and how far it goes clockwise.
    """
    site = np.concatenate((pairs[:, 0], pairs[:, 1]))
    other = np.concatenate((pairs[:, 1], pairs[:, 0]))
    towards, _, apart = azimuth_distance(lon[site], lat[site], lon[other], lat[other])
    # Discs meet if the midpoint of their centres is within reach of both.
    meet = apart < 2 * distance_m
    site, other, towards, apart = site[meet], other[meet], towards[meet], apart[meet]
    rho, half = distance_m / EARTH_RADIUS_M, apart / (2 * EARTH_RADIUS_M)
    opening = np.degrees(np.arccos(np.clip(np.tan(half) / np.tan(rho), -1.0, 1.0)))
    ends = []
    for sign in (-1.0, 1.0):
        azimuth = towards + sign * opening
        ends.append(_crossing(lon, lat, site, other, azimuth, distance_m))
    start, stop = ends
    sweep = np.mod(stop - start, 360.0)
    return site, np.mod(start, 360.0), sweep


def _crossing(
    lon: FloatArray,
    lat: FloatArray,
    site: IntArray,
    other: IntArray,
    azimuth: FloatArray,
    distance_m: float,
) -> FloatArray:
    """Azimuth from the site at which its circle meets the other's, by Newton's method."""
    azimuth = azimuth.copy()
    reduced = EARTH_RADIUS_M * np.sin(distance_m / EARTH_RADIUS_M)
    active = np.arange(site.size)
    for _ in range(25):
        if active.size == 0:
            break
        i, j = site[active], other[active]
        at_lon, at_lat = destination(lon[i], lat[i], azimuth[active], distance_m)
        ahead_i = azimuth_distance(lon[i], lat[i], at_lon, at_lat)[1]
        _, ahead_j, reach = azimuth_distance(lon[j], lat[j], at_lon, at_lat)
        excess = reach - distance_m
        # Moving clockwise by an angle moves the point sideways by reduced * angle, and changes
        # the distance to the other site by the sine between the two arrivals.
        slope = reduced * np.sin(np.radians(ahead_j - ahead_i))
        step = np.degrees(np.divide(excess, slope, out=np.zeros_like(excess), where=slope != 0))
        step = np.clip(step, -10.0, 10.0)
        azimuth[active] -= step
        active = active[np.abs(np.radians(step)) * reduced > 1e-6]
    return azimuth


def _gaps(alive: IntArray, intervals: tuple[IntArray, FloatArray, FloatArray], count: int) -> Arcs:
    """What the covered azimuths leave open on each circle."""
    site, start, sweep = intervals
    asked = np.isin(site, alive)
    site, start, sweep = site[asked], start[asked], sweep[asked]
    # Intervals over north are split, so that on each circle [0, 360] is swept once.
    over = start + sweep > 360.0
    site = np.concatenate((site, site[over]))
    begin = np.concatenate((start, np.zeros(int(over.sum()))))
    end = np.concatenate((np.minimum(start + sweep, 360.0), (start + sweep)[over] - 360.0))
    # An empty interval at each end of every circle closes the sweep.
    site = np.concatenate((site, alive, alive))
    begin = np.concatenate((begin, np.zeros(alive.size), np.full(alive.size, 360.0)))
    end = np.concatenate((end, np.zeros(alive.size), np.full(alive.size, 360.0)))
    order = np.lexsort((end, begin, site))
    site, begin, end = site[order], begin[order], end[order]
    # Running maximum of `end` within each circle: circles are kept apart by an offset.
    shift = site.astype(np.float64) * 1000.0
    reach = np.maximum.accumulate(end + shift) - shift
    same = site[1:] == site[:-1]
    gap = same & (begin[1:] > reach[:-1])
    arc_site, arc_start, arc_end = site[1:][gap], reach[:-1][gap], begin[1:][gap]
    # An arc over north was cut there in two: join it again.
    first = np.full(count, -1, dtype=np.intp)
    last = np.full(count, -1, dtype=np.intp)
    number = np.arange(arc_site.size)
    at_north = arc_start == 0.0
    first[arc_site[at_north]] = number[at_north]
    to_north = arc_end == 360.0
    last[arc_site[to_north]] = number[to_north]
    joined = np.flatnonzero((first >= 0) & (last >= 0) & (first != last))
    sweeps = arc_end - arc_start
    sweeps[last[joined]] += sweeps[first[joined]]
    keep = np.ones(arc_site.size, dtype=bool)
    keep[first[joined]] = False
    return Arcs(arc_site[keep], arc_start[keep], sweeps[keep])


def _nearer_sites(
    lon: FloatArray, lat: FloatArray, around: IntArray, tree: Any, arcs: Arcs, distance_m: float
) -> IntArray:
    """Pairs (site, other) where another site is nearer to an arc than its own."""
    if arcs.site.size == 0:
        return np.empty((0, 2), dtype=np.intp)
    reduced = EARTH_RADIUS_M * np.sin(distance_m / EARTH_RADIUS_M)
    # At both ends, and so often between that a disc which pokes in there is found by a margin of
    # a metre or a thousandth of the radius.
    often = np.sqrt(4 * min(distance_m, EARTH_RADIUS_M) * min(1.0, distance_m / 1000))
    pieces = np.clip(np.ceil(np.radians(arcs.sweep) * reduced / often), 1, 5000).astype(np.intp)
    arc = np.repeat(np.arange(arcs.site.size), pieces + 1)
    step = np.arange(arc.size) - np.repeat(np.cumsum(pieces + 1) - (pieces + 1), pieces + 1)
    azimuth = arcs.start[arc] + arcs.sweep[arc] * step / pieces[arc]
    site = arcs.site[arc]
    at_lon, at_lat = destination(lon[site], lat[site], azimuth, distance_m)
    span = np.radians(arcs.sweep[arc]) * reduced / pieces[arc]
    margin = span**2 / (4 * min(distance_m, EARTH_RADIUS_M)) + 1e-3
    at = earth_centred(at_lon, at_lat)
    own = np.linalg.norm(at - earth_centred(lon[site], lat[site]), axis=1)
    k = min(4, around.size)
    reach, index = tree.query(at, k=k)
    index = around[index.reshape(-1, k)]
    from geo.geodesy import _ranking_slack

    near = reach.reshape(-1, k) <= (own + margin + _ranking_slack(own))[:, None]
    near &= index != site[:, None]
    row, column = np.nonzero(near)
    return np.column_stack((site[row], index[row, column])).astype(np.intp)


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
