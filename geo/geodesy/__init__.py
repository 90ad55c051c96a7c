"""Geodesics on WGS84: points, lengths, exact distances to lines, areas.

Arrays of longitudes and latitudes come in, metres come out; nothing is opened. Read `coordinates`
(points and their checks), `lengths` (a length as text, once), `ellipsoid` (one geodesic),
`polylines` (the exact distance to lines), `joint_distances` (the same to several lines at once) and
`measures` (area and length).
"""

from __future__ import annotations

from geo.geodesy.coordinates import (
    FloatArray,
    IntArray,
    format_point,
    lonlat_arrays,
    parse_point,
    wrap_longitude,
)
from geo.geodesy.ellipsoid import (
    EARTH_RADIUS_M,
    FLATTENING,
    SEMI_MAJOR_AXIS_M,
    azimuth_distance,
    densify,
    destination,
    earth_centred,
)
from geo.geodesy.joint_distances import SeveralLines
from geo.geodesy.lengths import (
    MAX_DISTANCE_M,
    METRES_PER_UNIT,
    UNIT_NAMES,
    Length,
    format_length,
    parse_length,
    rounding_m,
)
from geo.geodesy.measures import area_km2, length_m
from geo.geodesy.polylines import Polylines, ranking_slack

__all__ = [
    "EARTH_RADIUS_M",
    "FLATTENING",
    "MAX_DISTANCE_M",
    "METRES_PER_UNIT",
    "SEMI_MAJOR_AXIS_M",
    "UNIT_NAMES",
    "FloatArray",
    "IntArray",
    "Length",
    "Polylines",
    "SeveralLines",
    "area_km2",
    "azimuth_distance",
    "densify",
    "destination",
    "earth_centred",
    "format_length",
    "format_point",
    "length_m",
    "lonlat_arrays",
    "parse_length",
    "parse_point",
    "ranking_slack",
    "rounding_m",
    "wrap_longitude",
]
