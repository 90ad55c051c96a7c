"""The edge of a union of equal discs on the ellipsoid, as arcs.

The circles about two neighbours are intersected by Newton's method; what no neighbour covers of
each circle is an arc of the edge. A place where another point turns out to be nearer adds that
point, and the arcs are computed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo.geodesy import (
    EARTH_RADIUS_M,
    FloatArray,
    IntArray,
    azimuth_distance,
    destination,
    earth_centred,
    ranking_slack,
)
from geo.offsets.visible_discs import neighbours

__all__ = ["Arcs", "exposed_arcs"]

_ROUNDS: Final = 12


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
    alive, pairs = neighbours(points, distance_m)
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
    near = reach.reshape(-1, k) <= (own + margin + ranking_slack(own))[:, None]
    near &= index != site[:, None]
    row, column = np.nonzero(near)
    return np.column_stack((site[row], index[row, column])).astype(np.intp)
