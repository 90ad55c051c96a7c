"""The inner loops of the cell index, compiled by numba: the extra ``geo-zones[fast]``.

Only `geo.zones.threads` imports this room, and does without it where numba is missing. Every loop
releases the lock of the interpreter, so that threads share the work, and is kept on disk after its
first use.

The distance to a segment. Segments are pieces of at most 5 km. A piece is the parabola through
three points of its geodesic, which is within `geo.zones.line_pieces.PIECE_ERROR_M` of it (measured
when it is made). Along it the straight distance through the earth is minimised, and the length of
the geodesic over a chord ``c`` follows from the normal curvature ``k`` at its middle and its ends,

    c² = s² - s⁴K/12 + s⁶K²/360 - s⁸K³/20160 …,   K = (4 k² of the middle + k² of the ends) / 5

which is the series of a space curve about its middle, terms with the second derivative of the
curvature taken from the ends. Its error is `arc_error_m`; tests hold it against GeographicLib.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

__all__ = [
    "FAST_WITHIN_M",
    "arc_error_m",
    "block_distances",
    "classify",
    "count_cells",
    "list_distances",
    "lists",
    "pair_distances",
]

FAST_WITHIN_M = 1e6
"""How far the series for the arc over a chord is within 1 mm."""

_A = 6_378_137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)
_EP2 = _E2 / (1 - _E2)  # second eccentricity, squared
_R_SMALL = _A * (1 - _F) ** 2
_R_LARGE = _A / (1 - _F)
_R_MEAN = 6_371_008.771
_DEGREE = math.pi / 180.0
_BLOCK = 16

_compile: Any = njit(nogil=True, cache=True, error_model="numpy")
_inline: Any = njit(nogil=True, cache=True, error_model="numpy", inline="always")


@_compile
def arc_error_m(s: float) -> float:
    """Bound of the error of a distance of `s` metres, metres, up to 1,000 km and beyond."""
    u = s / 6.37e6
    return 2e-5 + 2e-5 * s * u**4 * u**2


@_inline
def _centred(lon: float, lat: float) -> tuple[float, float, float]:
    lam, phi = lon * _DEGREE, lat * _DEGREE
    sin = math.sin(phi)
    normal = _A / math.sqrt(1 - _E2 * sin * sin)
    across = normal * math.cos(phi)
    return across * math.cos(lam), across * math.sin(lam), normal * (1 - _E2) * sin


@_compile
def slack_m(c: float) -> float:
    """How much two geodesics of nearly this chord can differ on an ellipsoid that is no sphere."""
    half = min(c / 2, _R_SMALL)
    small = 2 * _R_SMALL * math.asin(half / _R_SMALL)
    large = 2 * _R_LARGE * math.asin(half / _R_LARGE)
    return 1.5 * (small - large) + 1e-4


@_inline
def _curvature(x: float, y: float, z: float, tz: float) -> float:
    """Normal curvature of the ellipsoid at a point of it, in a direction whose z is `tz`."""
    q = (1 + _EP2) * z
    return (1 + _EP2 * tz * tz) / math.sqrt(x * x + y * y + q * q)


@_inline
def _end_curvature(x: float, y: float, z: float, ux: float, uy: float, uz: float) -> float:
    q = (1 + _EP2) * z
    n = math.sqrt(x * x + y * y + q * q)
    nx, ny, nz = x / n, y / n, q / n
    up = ux * nx + uy * ny + uz * nz
    tx, ty, tz = ux - up * nx, uy - up * ny, uz - up * nz
    tz2 = tz * tz / (tx * tx + ty * ty + tz * tz)
    return (1 + _EP2 * tz2) / n


@_compile
def _arc(x: float, y: float, z: float, fx: float, fy: float, fz: float) -> float:
    """Length of the geodesic between two points of the ellipsoid, earth-centred metres."""
    dx, dy, dz = fx - x, fy - y, fz - z
    c2 = dx * dx + dy * dy + dz * dz
    if c2 < 1.0:
        return math.sqrt(c2)
    c = math.sqrt(c2)
    ux, uy, uz = dx / c, dy / c, dz / c
    mx, my, mz = (x + fx) / 2, (y + fy) / 2, (z + fz) / 2
    lift = _A / math.sqrt(mx * mx + my * my + (1 + _EP2) * mz * mz)
    k = _curvature(mx * lift, my * lift, mz * lift, uz)
    k1 = _end_curvature(x, y, z, ux, uy, uz)
    k2 = _end_curvature(fx, fy, fz, ux, uy, uz)
    curved = 0.8 * k * k + 0.1 * (k1 * k1 + k2 * k2)
    radius = 1 / math.sqrt(curved)
    half = min(c / 2 / radius, 1.0)
    return 2 * radius * math.asin(half)


@_inline
def _straight2(piece: Any, x: float, y: float, z: float) -> float:
    """Squared distance from a point to the chord of a piece."""
    px, py, pz = x - piece[0], y - piece[1], z - piece[2]
    t = (px * piece[3] + py * piece[4] + pz * piece[5]) * piece[9]
    t = min(max(t, 0.0), 1.0)
    px -= t * piece[3]
    py -= t * piece[4]
    pz -= t * piece[5]
    return px * px + py * py + pz * pz


@_compile
def _to_piece(piece: Any, x: float, y: float, z: float) -> float:
    """Geodesic distance from a point to a piece."""
    px, py, pz = x - piece[0], y - piece[1], z - piece[2]
    dx, dy, dz = piece[3], piece[4], piece[5]
    bx, by, bz = piece[6], piece[7], piece[8]
    t = (px * dx + py * dy + pz * dz) * piece[9]
    t = min(max(t, 0.0), 1.0)
    for _ in range(3):
        w, v = t * (1 - t), 1 - 2 * t
        gx, gy, gz = px - t * dx - w * bx, py - t * dy - w * by, pz - t * dz - w * bz
        vx, vy, vz = dx + v * bx, dy + v * by, dz + v * bz
        slope = gx * vx + gy * vy + gz * vz
        bend = vx * vx + vy * vy + vz * vz + 2 * (gx * bx + gy * by + gz * bz)
        if bend <= 0.0:
            break
        t = min(max(t + slope / bend, 0.0), 1.0)
    w = t * (1 - t)
    return _arc(
        x, y, z,
        piece[0] + t * dx + w * bx, piece[1] + t * dy + w * by, piece[2] + t * dz + w * bz,
    )  # fmt: skip


@_compile
def _nearest_listed(
    pieces: Any, items: Any, first: int, last: int, sag: float, x: float, y: float, z: float
) -> float:
    least = np.inf
    for k in range(first, last):
        least = min(least, _straight2(pieces[items[k]], x, y, z))
    straight = math.sqrt(least)
    limit = straight + slack_m(straight) + 2 * sag
    limit *= limit
    found = np.inf
    for k in range(first, last):
        if _straight2(pieces[items[k]], x, y, z) <= limit:
            found = min(found, _to_piece(pieces[items[k]], x, y, z))
    return found


@_compile
def _nearest_in_blocks(
    pieces: Any, first: int, last: int, blocks: Any, sag: float, x: float, y: float, z: float
) -> float:
    """Distance to pieces `first` to `last`, a run of whole blocks; rough beyond `FAST_WITHIN_M`."""
    low, high = first // _BLOCK, (last + _BLOCK - 1) // _BLOCK
    start, reach = low, np.inf
    for b in range(low, high):
        px, py, pz = x - blocks[b, 0], y - blocks[b, 1], z - blocks[b, 2]
        upper = math.sqrt(px * px + py * py + pz * pz)
        if upper < reach:
            start, reach = b, upper
    least = np.inf
    for k in range(max(start * _BLOCK, first), min(start * _BLOCK + _BLOCK, last)):
        least = min(least, _straight2(pieces[k], x, y, z))
    straight = math.sqrt(least)
    for b in range(low, high):
        px, py, pz = x - blocks[b, 0], y - blocks[b, 1], z - blocks[b, 2]
        far = straight + blocks[b, 3]
        if b != start and px * px + py * py + pz * pz < far * far:
            for k in range(max(b * _BLOCK, first), min(b * _BLOCK + _BLOCK, last)):
                least = min(least, _straight2(pieces[k], x, y, z))
            straight = math.sqrt(least)
    if straight > FAST_WITHIN_M:
        half = min(straight / 2 / _R_MEAN, 1.0)
        return 2 * _R_MEAN * math.asin(half)
    limit = straight + slack_m(straight) + 2 * sag
    found = np.inf
    for b in range(low, high):
        px, py, pz = x - blocks[b, 0], y - blocks[b, 1], z - blocks[b, 2]
        far = limit + blocks[b, 3]
        if px * px + py * py + pz * pz < far * far:
            for k in range(max(b * _BLOCK, first), min(b * _BLOCK + _BLOCK, last)):
                if _straight2(pieces[k], x, y, z) <= limit * limit:
                    found = min(found, _to_piece(pieces[k], x, y, z))
    return found


@_compile
def block_distances(lon: Any, lat: Any, out: Any, pieces: Any, blocks: Any, sag: float) -> None:
    """Distance of points anywhere to all pieces, metres; rough beyond `FAST_WITHIN_M`."""
    for i in range(lon.size):
        x, y, z = _centred(lon[i], lat[i])
        out[i] = _nearest_in_blocks(pieces, 0, pieces.shape[0], blocks, sag, x, y, z)


@_compile
def pair_distances(
    lon: Any, lat: Any, of: Any, out: Any, starts: Any, stops: Any, pieces: Any, blocks: Any,
    sag: float,
) -> None:  # fmt: skip
    """Distance of each point to the pieces of one zone: ``starts[of]`` up to ``stops[of]``."""
    for i in range(lon.size):
        x, y, z = _centred(lon[i], lat[i])
        first, last = starts[of[i]], stops[of[i]]
        out[i] = _nearest_in_blocks(pieces, first, last, blocks, sag, x, y, z)


@_compile
def lists(
    sphere: Any, pieces: Any, lengths: Any, parents: Any, above: Any, known: Any, sag: float,
    items: Any, starts: Any,
) -> int:  # fmt: skip
    """Pieces that may be nearest to a point of each sphere; returns how many, all told.

    Of two pieces the difference of the distances from a point changes, as the point moves through
    a ball, by no more than the way times the angle at which both are seen, at most 2. So a piece
    further from the middle than the nearest by more than that is nearest nowhere in the ball.
    With `items` empty, they are counted only.
    """
    total = 0
    counting = items.size == 0
    distances = np.empty(lengths.size)
    for n in range(sphere.shape[0]):
        x, y, z, radius = sphere[n, 0], sphere[n, 1], sphere[n, 2], sphere[n, 3]
        first, last = above[parents[n]], above[parents[n] + 1]
        least, best = np.inf, 0
        for k in range(first, last):
            distances[k - first] = _straight2(pieces[known[k]], x, y, z)
            if distances[k - first] < least:
                least, best = distances[k - first], known[k]
        least = math.sqrt(least)
        near = least - radius - sag
        spare = slack_m(least + radius) + 2 * sag
        widest = least + 2 * radius + spare
        widest *= widest
        bx = pieces[best, 0] + pieces[best, 3] / 2
        by = pieces[best, 1] + pieces[best, 4] / 2
        bz = pieces[best, 2] + pieces[best, 5] / 2
        starts[n] = total
        for k in range(first, last):
            if distances[k - first] > widest:
                continue
            j = known[k]
            angle = 2.0
            if near > 0:
                px = pieces[j, 0] + pieces[j, 3] / 2 - bx
                py = pieces[j, 1] + pieces[j, 4] / 2 - by
                pz = pieces[j, 2] + pieces[j, 5] / 2 - bz
                apart = math.sqrt(px * px + py * py + pz * pz)
                apart += (lengths[j] + lengths[best]) / 2 + 2 * sag
                angle = min(2.0, apart / near)
            if math.sqrt(distances[k - first]) <= least + radius * angle + spare:
                if not counting:
                    items[total] = j
                total += 1
    starts[sphere.shape[0]] = total
    return total


@_compile
def list_distances(
    lon: Any, lat: Any, out: Any, lon0: float, lat0: float, per_lon: float, per_lat: float,
    nx: int, ny: int, slots: Any, starts: Any, items: Any, pieces: Any, blocks: Any, sag: float,
) -> int:  # fmt: skip
    """Distance of points to all pieces; returns how many coordinates are off the globe."""
    bad = 0
    for i in range(lon.size):
        lo, la = np.float64(lon[i]), np.float64(lat[i])
        if not (la >= -90.0 and la <= 90.0 and lo >= -180.0 and lo <= 360.0):
            bad += 1
            continue
        east, north = lo - lon0, la - lat0
        if east < 0.0:
            east += 360.0
        if east >= 360.0:
            east -= 360.0
        x, y, z = _centred(lo, la)
        slot = -1
        if north >= 0.0:
            ix, iy = int(east * per_lon), int(north * per_lat)
            if ix < nx and iy < ny:
                slot = slots[iy * nx + ix]
        if slot >= 0:
            out[i] = _nearest_listed(pieces, items, starts[slot], starts[slot + 1], sag, x, y, z)
        else:
            out[i] = _nearest_in_blocks(pieces, 0, pieces.shape[0], blocks, sag, x, y, z)
    return bad


@_compile
def classify(
    lon: Any, lat: Any, out: Any, states: Any, lon0: float, lat0: float, per_lon: float,
    per_lat: float, nx: int, ny: int, coarse: int, coarse_nx: int, slots: Any, starts: Any,
    items: Any, pieces: Any, sag: float, reach: float, open_m: float, solid: bool,
) -> tuple[int, int]:  # fmt: skip
    """State of each point, decided by distance in edge cells; how many are open, how many bad."""
    bad = 0
    left = 0
    for i in range(lon.size):
        lo, la = np.float64(lon[i]), np.float64(lat[i])
        east, north = lo - lon0, la - lat0
        if east < 0.0:
            east += 360.0
        if east >= 360.0:
            east -= 360.0
        if not (la >= -90.0 and la <= 90.0 and lo >= -180.0 and lo <= 360.0):
            bad += 1
            out[i] = 0
            continue
        ix, iy = int(east * per_lon), int(north * per_lat)
        if ix >= nx or iy >= ny or north < 0.0:
            out[i] = 0
            continue
        state = states[iy * nx + ix]
        if state > 1:
            if state & 2:
                slot = slots[(iy >> coarse) * coarse_nx + (ix >> coarse)]
                x, y, z = _centred(lo, la)
                metres = _nearest_listed(
                    pieces, items, starts[slot], starts[slot + 1], sag, x, y, z
                )
                if metres <= reach - open_m:
                    state = (state & 4) | 1
                elif metres > reach + open_m:
                    state = (state & 4) | 8 if solid else 0
            if state > 1:
                left += 1
        out[i] = state
    return left, bad


@_compile
def count_cells(
    lon: Any, lat: Any, inside: Any, west: float, south: float, per_lon: float, per_lat: float,
    counts: Any,
) -> int:  # fmt: skip
    """Count points in a raster, outside and inside; returns how many lie beyond it."""
    _, ny, nx = counts.shape
    beyond = 0
    for i in range(lon.size):
        east, north = np.float64(lon[i]) - west, np.float64(lat[i]) - south
        if east < 0.0:
            east += 360.0
        x, y = int(east * per_lon), int(north * per_lat)
        if north >= 0.0 and x < nx and y < ny:
            counts[1 if inside[i] else 0, y, x] += 1
        else:
            beyond += 1
    return beyond
