"""Which points of many can show in the edge of the union of their discs, and beside which others.

A Delaunay triangulation of a stereographic picture, where circles stay circles, discards the points
whose cell ends before the distance. The sphere stands in for the ellipsoid here, with a margin:
what is kept is decided exactly later.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import numpy as np

from geo.geodesy import EARTH_RADIUS_M, FloatArray, IntArray

__all__ = ["neighbours"]

# The sphere differs from the ellipsoid by less than 0.6 % in length; twice that, and as much again.
_METRIC_MARGIN: Final = 0.025
_TILE: Final = 2_000
_NEAREST: Final = 9


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


def neighbours(points: FloatArray, distance_m: float) -> tuple[IntArray, IntArray]:
    """Points that may have an arc, and the pairs by which those arcs may be covered.

    Parameters
    ----------
    points : ndarray, metres, shape (n, 3)
        Earth-centred and distinct.
    distance_m : float, metres
        Radius of the disc about every point.

    Returns
    -------
    alive : ndarray of int, shape (k,)
        Indices of the points whose disc may show in the edge of the union.
    pairs : ndarray of int, shape (m, 2)
        Indices of points whose discs may meet there.

    Examples
    --------
    >>> from geo.geodesy import earth_centred
    >>> import numpy as np
    >>> points = earth_centred(np.array([0.0, 0.5, 1.0]), np.zeros(3))
    >>> neighbours(points, 40_000.0)[0].tolist()
    [0, 1, 2]
    """
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
