"""GeoJSON that somebody sends as the reference: RFC 7946, read strictly, one line for each fault.

Heights and properties are left out. A polygon is an area: what lies in it is at distance 0, and
outside of it the distance is counted from its rings, whose edges are geodesics.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine
from geo.errors import BadGeometry
from geo.geodesy import lonlat_arrays
from geo.references import geometry_reference
from geo.web.operation import TooLarge

__all__ = ["TYPES", "geojson_reference", "json_words", "limit_nesting"]

TYPES: Final = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
)
"""Geometries that can be a reference."""

_CRS84: Final = frozenset(
    (
        "crs84", "ogc:crs84", "epsg:4326", "urn:ogc:def:crs:ogc:1.3:crs84",
        "urn:ogc:def:crs:ogc::crs84", "urn:ogc:def:crs:epsg::4326",
        "http://www.opengis.net/def/crs/ogc/1.3/crs84",
        "http://www.opengis.net/def/crs/ogc/0/crs84",
        "http://www.opengis.net/def/crs/epsg/0/4326",
    )
)  # fmt: skip
_SHOWN: Final = 40
_RADIUS_KM: Final = 6_371.0088
_MOST_CROSSING: Final = 500


def limit_nesting(sent: Any, most: int) -> None:
    """Refuse JSON that is nested deeper than anybody needs.

    Parameters
    ----------
    sent : object
        As `orjson` read it, which itself stops at 1,024.
    most : int
        Levels; the outermost object or array is the first.

    Raises
    ------
    BadGeometry

    Examples
    --------
    >>> limit_nesting({"geometry": [[1.0, 2.0]]}, 3)
    >>> limit_nesting([[[[]]]], 3)
    Traceback (most recent call last):
        ...
    geo.errors.BadGeometry: the JSON is nested deeper than 3 levels
    """
    level = [sent]
    for _ in range(most):
        if not level:
            return
        level = [
            child
            for each in level
            if isinstance(each, (dict, list))
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, (dict, list))
        ]
    if level:
        raise BadGeometry(f"the JSON is nested deeper than {most} levels")


def geojson_reference(sent: Any, *, most: int, most_km: float = math.inf) -> ReferenceLine:
    """Take GeoJSON as what a distance is counted from.

    Parameters
    ----------
    sent : object
        A geometry of `TYPES`, a Feature or a FeatureCollection of them, as JSON was read.
        Longitudes in [-180, 360], latitudes in [-90, 90], degrees of WGS84.
    most : int
        Vertices in all.
    most_km : float
        Length of all lines and rings, on a sphere: true to 0.6 %.

    Returns
    -------
    ReferenceLine
        All geometries together. Its accuracy is taken to be perfect, for nobody said otherwise.

    Raises
    ------
    BadGeometry
        If it is none of these; the message names the value.
    TooLarge
        If there are more vertices, or the lines are longer.

    Examples
    --------
    >>> sent = {"type": "LineString", "coordinates": [[36, 33], [37, 33, 900]]}
    >>> list(geojson_reference(sent, most=9).geometry.coords)
    [(36.0, 33.0), (37.0, 33.0)]
    >>> geojson_reference(sent, most=1)
    Traceback (most recent call last):
        ...
    geo.web.operation.limits.TooLarge: the geometry has more than 1 vertices, which is the limit
    """
    vertices = _Vertices(most, most_km)
    made = [vertices.geometry(each) for each in _geometries(sent)]
    if not made:
        raise BadGeometry("the FeatureCollection holds no geometry; a distance needs one")
    _do_not_cross(made)
    return geometry_reference(made[0] if len(made) == 1 else shapely.GeometryCollection(made))


def json_words(value: Any) -> str:
    """A value of JSON as the sender wrote it, short.

    Examples
    --------
    >>> json_words(None), json_words("x"), json_words([1])
    ('null', '"x"', 'an array')
    """
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "an array"
    if isinstance(value, str) and len(value) > _SHOWN:
        return f'"{value[:_SHOWN]}…"'
    return orjson.dumps(value).decode()


def _geometries(sent: Any) -> list[dict[str, Any]]:
    """The geometries of a Feature or a FeatureCollection, or the one that it is."""
    kind = _kind(sent, "the geometry")
    if kind == "FeatureCollection":
        features = sent.get("features")
        if not isinstance(features, list):
            raise BadGeometry(f'"features" is {json_words(features)}, not an array of features')
        found = []
        for feature in features:
            if _kind(feature, "a feature") != "Feature":
                raise BadGeometry(f'"features" holds {json_words(feature["type"])}, not a Feature')
            found += _of_feature(feature)
        return found
    if kind == "Feature":
        found = _of_feature(sent)
        if not found:
            raise BadGeometry("the Feature holds no geometry; a distance needs one")
        return found
    return [sent]


def _do_not_cross(made: list[BaseGeometry]) -> None:
    """Refuse large polygons that cross: where many edges cross, their union fills the memory."""
    polygons = [
        part for each in made for part in shapely.get_parts(each) if part.geom_type == "Polygon"
    ]
    if sum(map(shapely.get_num_coordinates, polygons)) <= _MOST_CROSSING:
        return
    together = shapely.MultiPolygon(polygons)
    if not together.is_valid:
        raise BadGeometry(
            f"the polygons cross or share edges ({shapely.is_valid_reason(together)[:80]}); "
            f"with more than {_MOST_CROSSING:,} vertices they must not: dissolve them first"
        )


def _of_feature(feature: dict[str, Any]) -> list[dict[str, Any]]:
    geometry = feature.get("geometry")
    if geometry is None:
        return []
    _kind(geometry, 'the "geometry" of a feature')
    return [geometry]


def _kind(sent: Any, name: str) -> str:
    """Type of a GeoJSON object; one in another reference system is refused."""
    if not isinstance(sent, dict):
        raise BadGeometry(f"{name} is {json_words(sent)}, not a GeoJSON object")
    kind = sent.get("type")
    if not isinstance(kind, str):
        raise BadGeometry(f'the "type" of {name} is {json_words(kind)}, not a name of GeoJSON')
    system = sent.get("crs")
    if system is not None:
        name_of = system.get("properties") if isinstance(system, dict) else system
        name_of = name_of.get("name") if isinstance(name_of, dict) else name_of
        if not isinstance(name_of, str) or name_of.lower() not in _CRS84:
            raise BadGeometry(
                f'"crs" is {json_words(name_of)}; send longitude and latitude in WGS84 '
                "(OGC:CRS84, EPSG:4326) and leave it out"
            )
    return kind


class _Vertices:
    """Reads coordinates and counts them, and stops at the limit."""

    def __init__(self, most: int, most_km: float) -> None:
        self._most, self._count = most, 0
        self._most_km, self._km = most_km, 0.0

    def geometry(self, sent: dict[str, Any]) -> BaseGeometry:
        kind, values = sent["type"], sent.get("coordinates")
        if kind not in TYPES:
            raise BadGeometry(
                f"{json_words(kind)} is no geometry that can be a reference; send "
                f"{', '.join(TYPES)}, a Feature or a FeatureCollection"
            )
        if kind == "Point":
            return shapely.Point(self._positions([values], kind, 1)[0])
        if kind == "MultiPoint":
            return shapely.MultiPoint(self._positions(values, kind, 1))
        if kind == "LineString":
            return shapely.LineString(self._positions(values, kind, 2))
        if kind == "Polygon":
            return self._polygon(values, kind)
        parts = self._array(values, kind)
        if kind == "MultiLineString":
            return shapely.MultiLineString([self._positions(each, kind, 2) for each in parts])
        return shapely.MultiPolygon([self._polygon(each, kind) for each in parts])

    def _array(self, values: Any, kind: str) -> list[Any]:
        if not isinstance(values, list):
            raise BadGeometry(
                f'the "coordinates" of a {kind} hold {json_words(values)}, not an array'
            )
        if not values:
            raise BadGeometry(f'the "coordinates" of a {kind} hold an empty array')
        return values

    def _polygon(self, values: Any, kind: str) -> shapely.Polygon:
        rings = []
        for each in self._array(values, kind):
            ring = self._positions(each, kind, 4)
            if (ring[0] != ring[-1]).any():
                raise BadGeometry(
                    f"a ring of a {kind} begins at {ring[0][0]:g},{ring[0][1]:g} and ends at "
                    f"{ring[-1][0]:g},{ring[-1][1]:g}; it must end where it begins"
                )
            rings.append(ring)
        return shapely.Polygon(rings[0], rings[1:])

    def _positions(self, values: Any, kind: str, least: int) -> np.ndarray[Any, Any]:
        values = self._array(values, kind)
        self._count += len(values)
        if self._count > self._most:
            raise TooLarge(
                f"the geometry has more than {self._most:,} vertices, which is the limit"
            )
        flat = np.empty((len(values), 2))
        for i, each in enumerate(values):
            if not isinstance(each, list):
                raise BadGeometry(f"{json_words(each)} in a {kind} is no position [lon, lat]")
            if len(each) < 2:
                raise BadGeometry(
                    f"a position of a {kind} has {len(each)} values; it needs [lon, lat]"
                )
            for value in each[:3]:
                if type(value) not in (int, float) or not math.isfinite(value):
                    raise BadGeometry(f"{json_words(value)} in a {kind} is no number of degrees")
            flat[i] = each[0], each[1]
        if len(values) < least:
            what = f"a ring of a {kind}" if "Polygon" in kind else f"a {kind}"
            raise BadGeometry(f"{what} has {len(values)} positions; it needs at least {least}")
        lonlat_arrays(flat[:, 0], flat[:, 1])
        if least > 1:
            self._km += _length_km(flat)
        if self._km > self._most_km:
            raise TooLarge(
                f"the geometry has more than {self._most_km:,.0f} km of lines, the limit here"
            )
        return flat


def _length_km(flat: np.ndarray[Any, Any]) -> float:
    """Length on a sphere; the exact one of millions of kilometres takes too long to find out."""
    lon, lat = np.radians(flat).T
    half = np.sin(np.diff(lat) / 2) ** 2
    half += np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return float(2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))).sum())
