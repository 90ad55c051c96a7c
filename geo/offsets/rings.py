"""Closed curves on the globe to polygons in longitude and latitude, and their measured error.

A polygon's edge is what files and maps draw: a straight line in longitude and latitude. Rings that
cross the antimeridian are cut there; rings that go round a pole are closed along it. Those cuts
are no edges of the zone and are not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy import (
    EARTH_RADIUS_M,
    FLATTENING,
    SEMI_MAJOR_AXIS_M,
    FloatArray,
    IntArray,
    Polylines,
    azimuth_distance,
    densify,
    destination,
    wrap_longitude,
)

__all__ = ["WORLD", "edge_error", "geodesic_area", "polygons", "refine", "thinned"]

Ring = tuple[FloatArray, FloatArray]

WORLD: Final = shapely.box(-180.0, -90.0, 180.0, 90.0)
"""The whole globe as a polygon."""

# A chord of this length strays from its geodesic by 2 cm at 45 degrees of latitude.
_SIDE_M: Final = 1_000.0


def polygons(rings: Sequence[Ring], *, south_pole: bool) -> BaseGeometry:
    """Area that some rings enclose.

    Parameters
    ----------
    rings : sequence of (lon, lat)
        Degrees, last point not repeated, disjoint or touching in points; longitudes may jump.
    south_pole : bool
        Whether the south pole is inside, which tells the inside of a ring round the globe.

    Returns
    -------
    shapely Polygon or MultiPolygon
        Valid, longitudes in [-180, 180]; holes where rings lie in rings.

    Examples
    --------
    >>> import numpy as np
    >>> ring = (np.array([179.0, -179.0, -179.0, 179.0]), np.array([0.0, 0.0, 1.0, 1.0]))
    >>> [part.bounds for part in polygons([ring], south_pole=False).geoms]
    [(179.0, 0.0, 180.0, 1.0), (-180.0, 0.0, -179.0, 1.0)]
    """
    plain: list[BaseGeometry] = []
    cut: list[BaseGeometry] = []
    round_globe = 0
    for lon, lat in rings:
        unwrapped = np.unwrap(np.append(lon, lon[0]), period=360.0)
        turns = round((unwrapped[-1] - unwrapped[0]) / 360.0)
        lats = np.append(lat, lat[0])
        if turns:
            round_globe += 1
            unwrapped, lats = _from_antimeridian(unwrapped, lats)
            unwrapped = np.concatenate(([unwrapped[0]], unwrapped, [unwrapped[-1]]))
            lats = np.concatenate(([-90.0], lats, [-90.0]))
        if not turns and unwrapped.min() >= -180.0 and unwrapped.max() <= 180.0:
            plain.append(shapely.LineString(np.column_stack((unwrapped, lats))))
        else:
            cut.append(_cut_at_antimeridian(unwrapped, lats))
    area = _enclosed(plain)
    for piece in cut:
        area = shapely.symmetric_difference(area, piece)
    if bool(round_globe % 2) != south_pole:
        area = shapely.symmetric_difference(WORLD, area)
    return _only_areas(area)


def _enclosed(lines: list[BaseGeometry]) -> BaseGeometry:
    if not lines:
        return shapely.Polygon()
    if len(lines) == 1:
        polygon: BaseGeometry = shapely.Polygon(shapely.get_coordinates(lines[0]))
    else:
        polygon = shapely.build_area(shapely.GeometryCollection(lines))
    return polygon if polygon.is_valid else shapely.make_valid(polygon, method="structure")


def _from_antimeridian(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The same ring round the globe, begun where it crosses the antimeridian."""
    window = np.floor((lon + 180.0) / 360.0)
    at = int(np.flatnonzero(np.diff(window))[0])
    eastward = lon[-1] > lon[0]
    cross = 360.0 * max(window[at], window[at + 1]) - 180.0
    fraction = (cross - lon[at]) / (lon[at + 1] - lon[at])
    level = lat[at] + fraction * (lat[at + 1] - lat[at])
    turn = 360.0 if eastward else -360.0
    first, last = lon[at + 1 : -1] - cross, lon[: at + 1] + turn - cross
    moved = np.concatenate(([0.0], first, last, [turn]))
    levels = np.concatenate(([level], lat[at + 1 : -1], lat[: at + 1], [level]))
    return moved + (-180.0 if eastward else 180.0), levels


def _cut_at_antimeridian(lon: FloatArray, lat: FloatArray) -> BaseGeometry:
    polygon: BaseGeometry = shapely.Polygon(np.column_stack((lon, lat)))
    if not polygon.is_valid:
        polygon = shapely.make_valid(polygon, method="structure")
    pieces: BaseGeometry = shapely.Polygon()
    for turn in range(
        int(np.floor((lon.min() + 180) / 360)), int(np.floor((lon.max() + 180) / 360)) + 1
    ):
        window = shapely.box(-180.0 + 360 * turn, -90.0, 180.0 + 360 * turn, 90.0)
        inside = shapely.intersection(polygon, window)
        shift = np.array([360.0 * turn, 0.0])
        piece = shapely.set_coordinates(inside, shapely.get_coordinates(inside) - shift)
        pieces = shapely.symmetric_difference(pieces, piece)
    return pieces


def _only_areas(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    parts = [part for part in parts if part.area > 0]
    if not parts:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def geodesic_area(polygon: BaseGeometry) -> BaseGeometry:
    """Land that a polygon encloses if its vertices are joined by geodesics.

    Parameters
    ----------
    polygon : shapely Polygon
        Lon/lat degrees. An edge over 180 degrees of longitude or more goes the short way, over the
        antimeridian, except along a pole, where it is a cut. A ring round a pole holds that pole.

    Returns
    -------
    shapely Polygon or MultiPolygon
        Valid, longitudes in [-180, 180], long edges bent to their geodesics.

    Examples
    --------
    >>> east, west = geodesic_area(shapely.box(179, -1, 181, 1)).geoms
    >>> east.bounds[0], west.bounds[2]
    (179.0, -179.0)
    >>> round(east.bounds[3], 6)  # a geodesic bulges polewards of its ends
    1.000153
    """
    assert isinstance(polygon, shapely.Polygon)
    shell, *holes = (
        _face(shapely.get_coordinates(ring)) for ring in (polygon.exterior, *polygon.interiors)
    )
    return shapely.difference(shell, shapely.union_all(holes)) if holes else shell


def _face(xy: FloatArray) -> BaseGeometry:
    lon, lat = densify(xy[:, 0], xy[:, 1], spacing_m=_SIDE_M)
    step = np.diff(lon)
    along_pole = (np.abs(lat[:-1]) == 90.0) & (np.abs(lat[1:]) == 90.0)
    step = np.where(along_pole | (np.abs(step) < 180.0), step, (step + 180.0) % 360.0 - 180.0)
    # Whole turns are added, so that no longitude is rounded.
    lon = lon + 360.0 * np.append(0.0, np.cumsum(np.round((step - np.diff(lon)) / 360.0)))
    if abs(lon[-1] - lon[0]) > 180.0:
        pole = np.copysign(90.0, lat.mean())
        lon, lat = np.append(lon, (lon[-1], lon[0])), np.append(lat, (pole, pole))
    if lon.min() < -180.0 or lon.max() > 180.0:
        return _cut_at_antimeridian(lon, lat)
    area: BaseGeometry = shapely.Polygon(np.column_stack((lon, lat)))
    return area if area.is_valid else shapely.make_valid(area, method="structure")


def refine(
    rings: Sequence[Ring], line: Polylines, distance_m: float, *, tolerance_m: float
) -> tuple[list[Ring], float]:
    """Measure the edges of rings, and split those that are off until none is.

    Parameters
    ----------
    rings : sequence of (lon, lat)
        Degrees, near the true offset.
    line : Polylines
        The reference.
    distance_m, tolerance_m : float, metres
        The offset, and what an edge may be off.

    Returns
    -------
    rings : list of (lon, lat)
        With points added on the true offset where they were needed.
    error_m : float, metres
        Largest deviation from the offset found at a vertex or the middle of an edge, where a chord
        is furthest from its arc; a measurement by exact distance, not an estimate.
    """
    done: list[Ring] = []
    worst = 0.0
    sizes = [ring[0].size for ring in rings]
    lons = np.concatenate([ring[0] for ring in rings]) if rings else np.empty(0)
    lats = np.concatenate([ring[1] for ring in rings]) if rings else np.empty(0)
    number = np.repeat(np.arange(len(sizes)), sizes)
    follower = _followers(number)
    fresh = np.ones(lons.size, dtype=bool)
    if lons.size:
        worst = float(np.abs(line.nearest(lons, lats)[0] - distance_m).max())
    for _ in range(24):
        start = np.flatnonzero(fresh)
        if start.size == 0:
            break
        error = _edge_errors(lons, lats, start, follower[start], line, distance_m, at=(0.5,))
        off = error > tolerance_m * 0.98
        worst = max(worst, float(error[~off].max(initial=0.0)))
        if not off.any():
            break
        split = start[off]
        new_lon, new_lat = _between(lons, lats, split, follower[split], line, distance_m)
        worst = max(worst, float(np.abs(line.nearest(new_lon, new_lat)[0] - distance_m).max()))
        order = np.argsort(np.concatenate((np.arange(lons.size), split + 0.5)), kind="stable")
        lons = np.concatenate((lons, new_lon))[order]
        lats = np.concatenate((lats, new_lat))[order]
        number = np.concatenate((number, number[split]))[order]
        follower = _followers(number)
        changed = np.zeros(lons.size, dtype=bool)
        is_new = order >= order.size - split.size
        changed[is_new] = True
        changed[np.flatnonzero(is_new) - 1] = True
        fresh = changed
    else:
        worst = max(worst, float(error.max(initial=0.0)))
    for ring in range(len(sizes)):
        chosen = number == ring
        done.append((lons[chosen], lats[chosen]))
    return done, worst


def thinned(ring: Ring, most_m: float) -> Ring:
    """Leave out the vertices of a ring that lie on the way between others.

    Parameters
    ----------
    ring : (lon, lat)
        Degrees, last point not repeated.
    most_m : float, metres
        How far the edge may move, whether its edges are read as straight in longitude and latitude
        or as geodesics.

    Returns
    -------
    (lon, lat)
        Some of the vertices, in their order.

    Examples
    --------
    >>> import numpy as np
    >>> square = np.array([0.0, 0.001, 0.002, 0.002, 0.0]), np.array([0.0, 0.0, 0.0, 0.002, 0.002])
    >>> [axis.tolist() for axis in thinned(square, 0.01)]
    [[0.002, 0.002, 0.0, 0.0], [0.0, 0.002, 0.002, 0.0]]
    """
    lon, lat = (np.append(axis, axis[0]) for axis in ring)
    if lon.size < 5:
        return ring
    # A geodesic bulges polewards from the straight edge by length² tan(latitude) / 8R: no edge may
    # grow so long that this shows, and half of what is allowed is kept for each of the two.
    height = np.radians(np.minimum(np.abs(lat), 89.999))
    longest = np.sqrt(4 * most_m * EARTH_RADIUS_M / np.maximum(np.tan(height), 1e-3))
    east = (np.diff(lon) + 180.0) % 360.0 - 180.0
    step = np.radians(np.hypot(np.diff(lat), east * np.cos(height[:-1]))) * EARTH_RADIUS_M
    piece = np.floor(np.cumsum(step / np.minimum(longest[:-1], longest[1:]))).astype(np.intp)
    over = np.abs(np.diff(lon)) > 180.0
    ends = np.flatnonzero((np.diff(piece) > 0) | over[:-1] | over[1:]) + 1
    ends = np.concatenate(([0], ends, [lon.size - 1]))
    size = np.diff(ends) + 1
    taken = np.repeat(ends[:-1] - np.cumsum(size) + size, size) + np.arange(int(size.sum()))
    lines = shapely.linestrings(
        np.column_stack((lon, lat))[taken], indices=np.repeat(np.arange(size.size), size)
    )
    # No degree is longer than one of latitude at the poles.
    longest_degree_m = np.radians(SEMI_MAJOR_AXIS_M / (1 - FLATTENING))
    kept = shapely.simplify(lines, most_m / 2 / longest_degree_m)
    xy, owner = shapely.get_coordinates(kept, return_index=True)
    # Each line begins where the one before ends.
    first = np.diff(owner, prepend=-1) > 0
    return xy[~first, 0], xy[~first, 1]


def _followers(number: IntArray) -> IntArray:
    """Index of the next vertex of the same ring."""
    follower = np.arange(1, number.size + 1)
    ends = np.flatnonzero(np.diff(number, append=-1) != 0)
    starts = np.concatenate(([0], ends[:-1] + 1)) if ends.size else ends
    follower[ends] = starts
    return follower


def _edge_errors(
    lon: FloatArray,
    lat: FloatArray,
    start: IntArray,
    end: IntArray,
    line: Polylines,
    distance_m: float,
    *,
    at: tuple[float, ...] = (0.25, 0.5, 0.75),
) -> FloatArray:
    """Largest deviation at some points of each edge, drawn straight in longitude and latitude."""
    span = (lon[end] - lon[start] + 180.0) % 360.0 - 180.0
    rise = lat[end] - lat[start]
    error = np.zeros(start.size)
    for fraction in at:
        point = wrap_longitude(lon[start] + fraction * span), lat[start] + fraction * rise
        error = np.maximum(error, np.abs(line.nearest(*point)[0] - distance_m))
    return error


def _between(
    lon: FloatArray,
    lat: FloatArray,
    start: IntArray,
    end: IntArray,
    line: Polylines,
    distance_m: float,
) -> Ring:
    """A point of the true offset between the ends of each edge."""
    azimuth, _, length = azimuth_distance(lon[start], lat[start], lon[end], lat[end])
    at_lon, at_lat = destination(lon[start], lat[start], azimuth, length / 2)
    for _ in range(3):
        _, foot_lon, foot_lat, _ = line.nearest(at_lon, at_lat)
        outward, _, _ = azimuth_distance(foot_lon, foot_lat, at_lon, at_lat)
        at_lon, at_lat = destination(foot_lon, foot_lat, outward, distance_m)
    return at_lon, at_lat


def edge_error(area: BaseGeometry, line: Polylines, distance_m: float) -> float:
    """Largest deviation of a polygon's edge from the offset, measured anew from the polygon.

    Parameters
    ----------
    area : shapely Polygon or MultiPolygon
        Lon/lat degrees. Edges along the antimeridian and the poles are cuts and do not count.
    line : Polylines
        The reference.
    distance_m : float, metres
        The offset.

    Returns
    -------
    float, metres
        Over all vertices and over the quarters and middles of all edges.
    """
    worst = 0.0
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            xy = shapely.get_coordinates(ring)
            lon, lat = xy[:, 0], xy[:, 1]
            cut = (np.abs(lon) == 180.0) | (np.abs(lat) == 90.0)
            real = ~(cut[:-1] & cut[1:])
            if not real.any():
                continue
            start = np.flatnonzero(real)
            measured = _edge_errors(lon, lat, start, start + 1, line, distance_m)
            corner = (
                line.nearest(lon[~cut], lat[~cut])[0] if (~cut).any() else np.array([distance_m])
            )
            worst = max(worst, float(measured.max()), float(np.abs(corner - distance_m).max()))
    return worst
