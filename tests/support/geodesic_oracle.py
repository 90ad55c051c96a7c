"""The distance from a point to geodesic polylines, by GeographicLib alone.

Nothing of geo is imported here. Each edge is a geodesic between its vertices, however long, and
the distance to it is least where the way to the point is square to it; no edge is left out that
the triangle inequality does not rule out. Slow and plain on purpose: it is what the tests hold geo
against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from scipy.optimize import brentq

WGS84 = Geodesic.WGS84
_RADIUS_M = 6_371_008.8
_WANTED = Geodesic.DISTANCE
_PLACE = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.AZIMUTH

Line = tuple[Sequence[float], Sequence[float]]


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance between two points, metres."""
    return float(WGS84.Inverse(lat1, lon1, lat2, lon2, _WANTED)["s12"])


def destination(lon: float, lat: float, azimuth: float, metres: float) -> tuple[float, float]:
    """Point reached along a geodesic."""
    there = WGS84.Direct(lat, lon, azimuth, metres)
    return there["lon2"], there["lat2"]


def midpoint(lon1: float, lat1: float, lon2: float, lat2: float) -> tuple[float, float]:
    """Middle of a geodesic."""
    way = WGS84.InverseLine(lat1, lon1, lat2, lon2)
    there = way.Position(way.s13 / 2)
    return there["lon2"], there["lat2"]


def lines_of(geometry: shapely.Geometry) -> list[Line]:
    """Every polyline, ring and point of a geometry, as lon and lat."""
    found: list[Line] = []
    stack = [geometry]
    while stack:
        each = stack.pop()
        if isinstance(each, shapely.Polygon):
            stack += [each.exterior, *each.interiors]
        elif hasattr(each, "geoms"):
            stack += list(each.geoms)
        else:
            xy = shapely.get_coordinates(each)
            found.append((xy[:, 0].tolist(), xy[:, 1].tolist()))
    return found


class Oracle:
    """Polylines, and the least distance of a point to them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        starts, ends = [], []
        for lon, lat in lines:
            points = list(zip(lon, lat, strict=True))
            starts += points[:-1] if len(points) > 1 else points
            ends += points[1:] if len(points) > 1 else points
        self.start = np.array(starts, dtype=float)
        self.end = np.array(ends, dtype=float)
        self._a, self._b = _unit(self.start), _unit(self.end)
        self._chord = np.linalg.norm(self._a - self._b, axis=1)
        self._lengths: dict[int, float] = {}

    @classmethod
    def of(cls, geometry: shapely.Geometry) -> Oracle:
        """The lines of a geometry."""
        return cls(lines_of(geometry))

    def distance_m(self, lon: float, lat: float) -> float:
        """Least geodesic distance, metres."""
        # On a sphere first, with room for the ellipsoid, to leave out what is far.
        point = _unit(np.array([[lon, lat]]))[0]
        to_a, to_b = (
            2 * _RADIUS_M * np.arcsin(np.minimum(np.linalg.norm(end - point, axis=1) / 2, 1))
            for end in (self._a, self._b)
        )
        long = 2 * _RADIUS_M * np.arcsin(np.minimum(self._chord / 2, 1))
        least = np.maximum((to_a + to_b - long) / 2, 0) - 0.008 * (to_a + to_b + long)
        most = np.minimum(to_a, to_b) * 1.008
        best = float(most.min())
        candidates = np.flatnonzero(least <= best)
        order = candidates[np.argsort(least[candidates])]
        found = np.inf
        ends: dict[tuple[float, float], float] = {}

        def to_end(xy: np.ndarray) -> float:
            key = (float(xy[0]), float(xy[1]))
            if key not in ends:
                ends[key] = distance_m(lon, lat, *key)
            return ends[key]

        for edge in order.tolist():
            found = min(found, to_end(self.start[edge]), to_end(self.end[edge]))
        for edge in order.tolist():
            length = self._length(edge)
            bound = (to_end(self.start[edge]) + to_end(self.end[edge]) - length) / 2
            if length > 0 and bound < found:
                found = min(found, self._to_edge(edge, lon, lat, length))
        return found

    def _length(self, edge: int) -> float:
        if edge not in self._lengths:
            self._lengths[edge] = distance_m(*self.start[edge], *self.end[edge])
        return self._lengths[edge]

    def _to_edge(self, edge: int, lon: float, lat: float, length: float) -> float:
        (lon1, lat1), (lon2, lat2) = self.start[edge], self.end[edge]
        way = WGS84.InverseLine(lat1, lon1, lat2, lon2)

        def at(along: float) -> tuple[float, float]:
            there = way.Position(along, _PLACE)
            ways = WGS84.Inverse(there["lat2"], there["lon2"], lat, lon, _WANTED | Geodesic.AZIMUTH)
            turn = np.radians(ways["azi1"] - there["azi2"])
            return float(ways["s12"]), -float(np.cos(turn))

        # A search needs one valley: an edge of up to 1000 km has one.
        pieces = max(1, int(np.ceil(length / 1e6)))
        cuts = [length * i / pieces for i in range(pieces + 1)]
        return min(_least(at, *ends) for ends in pairwise(cuts))


def _least(at: Callable[[float], tuple[float, float]], low: float, high: float) -> float:
    """Least value of a function with one valley, from its values and slopes."""
    found = []

    def slope(along: float) -> float:
        value, steepness = at(along)
        found.append(value)
        return steepness

    if slope(low) < 0 < slope(high):
        # A hundredth of a millimetre of way is less of distance, and beside the foot far less.
        brentq(slope, low, high, xtol=1e-5)
    return min(found)


def _unit(lonlat: np.ndarray) -> np.ndarray:
    lam, phi = np.radians(lonlat).T
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


def edge_points(
    area: shapely.Geometry, count: int, rng: np.random.Generator, *, geodesic: bool = True
) -> list[tuple[float, float]]:
    """Points of a polygon's edge: vertices, quarters and middles of edges, geodesic middles.

    Cuts along the antimeridian and the poles are no edges of a zone. `count` edges are drawn, and
    each gives five points; the longest edges in degrees and the sharpest corners are among them.
    """
    edges = []
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            xy = shapely.get_coordinates(ring)
            cut = (np.abs(xy[:, 0]) == 180) | (np.abs(xy[:, 1]) == 90)
            real = ~(cut[:-1] & cut[1:])
            ahead = np.diff(xy, axis=0)
            behind = np.roll(ahead, 1, axis=0)
            turn = np.abs(ahead[:, 0] * behind[:, 1] - ahead[:, 1] * behind[:, 0])
            sides = np.linalg.norm(ahead, axis=1) * np.linalg.norm(behind, axis=1)
            sharp = turn / np.maximum(sides, 1e-300)
            at = np.flatnonzero(real)
            edges.append(np.column_stack((xy[at], xy[at + 1], np.hypot(*ahead[at].T), sharp[at])))
    table = np.concatenate(edges)
    chosen = set(rng.choice(len(table), size=min(count, len(table)), replace=False).tolist())
    few = max(1, count // 4)
    chosen |= set(np.argsort(table[:, 4])[-few:].tolist())
    chosen |= set(np.argsort(table[:, 5])[-few:].tolist())
    points = []
    for lon1, lat1, lon2, lat2, *_ in table[sorted(chosen)].tolist():
        points += [
            (lon1 + (lon2 - lon1) * share, lat1 + (lat2 - lat1) * share)
            for share in (0.0, 0.25, 0.5, 0.75)
        ]
        if geodesic:
            points.append(midpoint(lon1, lat1, lon2, lat2))
    return points


def edge_error_m(
    area: shapely.Geometry,
    oracle: Oracle,
    metres: float,
    *,
    count: int = 12,
    seed: int = 0,
    geodesic: bool = True,
) -> float:
    """Largest deviation found on a polygon's edge, metres."""
    points = edge_points(area, count, np.random.default_rng(seed), geodesic=geodesic)
    return max(abs(oracle.distance_m(*point) - metres) for point in points)
