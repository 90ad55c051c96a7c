"""How far a polygon's edge is from the true geodesic offset of a line, measured in both directions.

The ground truth is the exact geodesic distance to the line (`geo.geodesy.Polylines.nearest`); a
sample of its answers is computed again with GeographicLib alone, by `check_ground_truth`.

From the polygon to the truth: at every vertex and at points along every edge, drawn straight in
longitude and latitude as maps and files draw it, the distance to the line less the distance asked
for. From the truth to the polygon: points near the true edge and all over the zone; one that is
inside the truth and outside the polygon is missing, by as much as it lies inside; one that is in
the polygon only is extra. The second finds what the first cannot see: a hole filled, a part lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry.base import BaseGeometry

from geo.geodesy import FloatArray, Polylines, azimuth_distance, destination

__all__ = ["Exactness", "Truth", "check_ground_truth", "measure"]

_MOST_EDGES = 25_000
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Exactness:
    """What was measured on one polygon, in metres.

    Parameters
    ----------
    vertices : int
    vertex_m, edge_m : float
        Worst deviation from the offset at a vertex, and at a vertex or along an edge.
    missing_m, extra_m : float
        How deep inside the true zone a point lies that the polygon lacks; and the reverse.
    """

    vertices: int
    vertex_m: float
    edge_m: float
    missing_m: float
    extra_m: float

    @property
    def worst_m(self) -> float:
        """The worst of all, in metres."""
        return max(self.edge_m, self.missing_m, self.extra_m)


@dataclass(frozen=True, slots=True)
class Truth:
    """Points about a line's zone with their exact distance to the line.

    Parameters
    ----------
    lines : Polylines
    distance_m : float, metres
    lon, lat, at_m : ndarray
        Degrees, and exact metres to the line.
    """

    lines: Polylines
    distance_m: float
    lon: FloatArray
    lat: FloatArray
    at_m: FloatArray

    @classmethod
    def of(cls, lines: Polylines, distance_m: float, *, count: int, seed: int = 1974) -> Truth:
        """Draw points: half on the way over the true edge, half within 1.3 distances.

        Parameters
        ----------
        lines : Polylines
        distance_m : float, metres
        count : int
            How many points.
        seed : int
            Of the generator, so that each run draws the same points.
        """
        random = np.random.default_rng(seed)
        lon, lat = cls._about(lines, distance_m, 1.3, count // 2, random)
        # Seen from a point outside, the way from its nearest point of the line crosses the true
        # edge at the distance asked for, and that nearest point stays the nearest all along. Such
        # points are spread over the whole edge, holes included, whatever any program draws there.
        out_lon, out_lat = cls._about(lines, distance_m, 1.6, 4 * count, random)
        far, foot_lon, foot_lat, _ = lines.nearest(out_lon, out_lat)
        outside = np.flatnonzero(far > distance_m)[: count // 2]
        azimuth, _, _ = azimuth_distance(
            foot_lon[outside], foot_lat[outside], out_lon[outside], out_lat[outside]
        )
        # From a millimetre to a fifth of the distance off the edge, either side.
        off = 10 ** random.uniform(-3.0, np.log10(distance_m / 5), outside.size)
        off *= random.choice([-1.0, 1.0], outside.size)
        near = destination(foot_lon[outside], foot_lat[outside], azimuth, distance_m + off)
        lon, lat = np.concatenate((lon, near[0])), np.concatenate((lat, near[1]))
        return cls(lines, distance_m, lon, lat, lines.nearest(lon, lat)[0])

    @staticmethod
    def _about(
        lines: Polylines, distance_m: float, reach: float, count: int, random: np.random.Generator
    ) -> tuple[FloatArray, FloatArray]:
        segment = random.integers(0, lines.lon.size, count)
        metres = distance_m * reach * np.sqrt(random.uniform(0.0, 1.0, count))
        azimuth = random.uniform(0.0, 360.0, count)
        return destination(lines.lon[segment], lines.lat[segment], azimuth, metres)


def measure(area: BaseGeometry, truth: Truth) -> Exactness:
    """Measure one polygon against the truth.

    Parameters
    ----------
    area : shapely Polygon or MultiPolygon
        Lon/lat degrees. Edges along the antimeridian or a pole are cuts and do not count.
    truth : Truth

    Returns
    -------
    Exactness
        Of polygons with more than 25,000 edges, the 5,000 longest and a fixed random 20,000 are
        measured along; vertices and the reverse direction likewise.
    """
    start, end = _edges(area)
    vertices = len(start)
    if vertices > _MOST_EDGES:
        span = np.hypot(*(end - start).T)
        order = np.argsort(-span, kind="stable")
        rest = np.random.default_rng(0).permutation(order[_LONGEST:])[: _MOST_EDGES - _LONGEST]
        chosen = np.concatenate((order[:_LONGEST], rest))
        start, end = start[chosen], end[chosen]
    inside_edge = 15 if vertices < 3_000 else 5
    vertex = edge = 0.0
    for step in range(inside_edge + 1):
        at = start + (end - start) * (step / (inside_edge + 1))
        exact = truth.polylines.nearest(at[:, 0], at[:, 1])[0]
        off = np.abs(exact - truth.distance_m).max(initial=0.0)
        vertex = float(off) if step == 0 else vertex
        edge = max(edge, float(off))
    valid = area if area.is_valid else shapely.make_valid(area)
    shapely.prepare(valid)
    drawn = shapely.intersects_xy(valid, truth.lon, truth.lat)
    margin = truth.distance_m - truth.at_m
    missing = float(margin[(margin > 0) & ~drawn].max(initial=0.0))
    extra = float((-margin[(margin < 0) & drawn]).max(initial=0.0))
    return Exactness(vertices, vertex, edge, missing, extra)


def _edges(area: BaseGeometry) -> tuple[FloatArray, FloatArray]:
    starts, ends = [], []
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            at = shapely.get_coordinates(ring)
            cut = (np.abs(at[:, 0]) >= 180.0) | (np.abs(at[:, 1]) >= 90.0)
            real = ~(cut[:-1] & cut[1:]) & np.any(at[:-1] != at[1:], axis=1)
            starts.append(at[:-1][real])
            ends.append(at[1:][real])
    return (np.concatenate(starts), np.concatenate(ends)) if starts else (np.empty((0, 2)),) * 2


def check_ground_truth(line: BaseGeometry, truth: Truth, *, count: int) -> float:
    """Compute distances again with GeographicLib alone, and compare.

    Parameters
    ----------
    line : shapely LineString or MultiLineString
        Lon/lat degrees; edges are geodesics.
    truth : Truth
    count : int
        How many of its points, evenly taken.

    Returns
    -------
    float, metres
        Largest difference.
    """
    chosen = np.linspace(0, truth.lon.size - 1, count).astype(int)
    found = [_by_geographiclib(line, truth.lon[i], truth.lat[i]) for i in chosen]
    return float(np.abs(np.array(found) - truth.at_m[chosen]).max())


def _by_geographiclib(line: BaseGeometry, lon: float, lat: float) -> float:
    """Distance of a point to a polyline: every edge that may be nearest, by golden section."""
    best = np.inf
    for part in shapely.get_parts(line):
        at = shapely.get_coordinates(part)
        about = _great_circle(at[:, 0], at[:, 1], lon, lat)
        length = _great_circle(at[:-1, 0], at[:-1, 1], at[1:, 0], at[1:, 1])
        # The sphere is off by less than 0.6 % in any length; 1 % keeps every candidate.
        least = np.minimum(about[:-1], about[1:]) * 0.99 - length * 1.01
        for edge in np.flatnonzero(least <= min(best, float(about.min()) * 1.01)):
            best = min(best, _along_edge(at[edge], at[edge + 1], lon, lat))
    return best


def _along_edge(start: FloatArray, end: FloatArray, lon: float, lat: float) -> float:
    edge = Geodesic.WGS84.InverseLine(start[1], start[0], end[1], end[0])

    def away(along: float) -> float:
        at = edge.Position(along)
        return float(Geodesic.WGS84.Inverse(at["lat2"], at["lon2"], lat, lon)["s12"])

    low, high, golden = 0.0, edge.s13, (5**0.5 - 1) / 2
    ends = min(away(low), away(high))
    a, b = high - golden * (high - low), low + golden * (high - low)
    at_a, at_b = away(a), away(b)
    while high - low > 0.02:
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - golden * (high - low)
            at_a = away(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + golden * (high - low)
            at_b = away(b)
    return min(ends, at_a, at_b)


def _great_circle(
    lon1: FloatArray | float,
    lat1: FloatArray | float,
    lon2: FloatArray | float,
    lat2: FloatArray | float,
) -> FloatArray:
    a, b = np.radians(lat1), np.radians(lat2)
    turn = np.radians(np.asarray(lon2) - lon1)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn / 2) ** 2
    return np.asarray(2 * 6_371_008.771 * np.arcsin(np.sqrt(half)))
