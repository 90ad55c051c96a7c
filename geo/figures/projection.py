"""A projection that fits what is shown, and shapes cut and projected with it.

No Web Mercator: a map of some hundred kilometres is a transverse Mercator about its own middle, a
larger one Lambert's azimuthal equal-area projection, and one about a pole a polar stereographic.
All three are true to scale in the middle of the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import numpy.typing as npt
import shapely

from geo.errors import BadInput
from geo.geodesy import densify
from geo.maps import Window, roll, unbroken

if TYPE_CHECKING:
    from pyproj import Proj
    from shapely.geometry.base import BaseGeometry

__all__ = ["Projection", "View", "bounds_of", "fitting_projection"]

FloatArray = npt.NDArray[np.float64]

_DEGREE_M: Final = 111_195.0
# Up to this radius a transverse Mercator's scale is within 0.4 % everywhere on the map.
_SMALL: Final = 5.0
_NEAR_POLE: Final = 87.0
# Beyond this distance from the middle an azimuthal map is more rim than picture.
_REACH: Final = 150.0
_CELL: Final = 15.0


@dataclass(frozen=True)
class Projection:
    """A projection about the middle of a map; plane coordinates are metres.

    Parameters
    ----------
    kind : str
        ``"tmerc"``, ``"laea"`` or ``"stere"``.
    lon, lat : float, degrees
        Its middle.
    """

    kind: str
    lon: float
    lat: float

    @cached_property
    def _proj(self) -> Proj:
        from pyproj import Proj

        return Proj(
            f"+proj={self.kind} +lat_0={self.lat:.6f} +lon_0={self.lon:.6f} "
            "+datum=WGS84 +units=m +no_defs"
        )

    @property
    def name(self) -> str:
        """Its name with its middle, for the source line."""
        names = {
            "tmerc": "Transverse Mercator",
            "laea": "Lambert azimuthal equal-area",
            "stere": "Polar stereographic",
        }
        east = f"{abs(self.lon):.1f}° {'E' if self.lon >= 0 else 'W'}"
        north = f"{abs(self.lat):.1f}° {'N' if self.lat >= 0 else 'S'}"
        return f"{names[self.kind]} projection about {north}, {east}"

    @property
    def world(self) -> Window:
        """The whole globe, with the cut behind the map's back."""
        return (self.lon - 180.0, -90.0, self.lon + 180.0, 90.0)

    def forward(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Project degrees to metres; what cannot be projected is infinite."""
        x, y = self._proj(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        return np.asarray(x), np.asarray(y)

    def inverse(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Bring metres back to degrees, longitudes near the middle's."""
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        lon, lat = self._proj(x, y, inverse=True)
        lon = self.lon + (np.asarray(lon) - self.lon + 180.0) % 360.0 - 180.0
        return lon, np.asarray(lat)

    def angle(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
        """Degrees of arc from the middle, on the sphere."""
        here = _unit(np.array([self.lon]), np.array([self.lat]))[0]
        cosine = _unit(np.asarray(lon, float), np.asarray(lat, float)) @ here
        return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


@dataclass(frozen=True)
class View:
    """The rectangle of a projection's plane that a map shows.

    Parameters
    ----------
    projection : Projection
    west, south, east, north : float, metres
    """

    projection: Projection
    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Metres."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Metres."""
        return self.north - self.south

    @cached_property
    def box(self) -> shapely.Polygon:
        """The rectangle."""
        return shapely.box(self.west, self.south, self.east, self.north)

    @cached_property
    def _rim(self) -> tuple[FloatArray, FloatArray]:
        grown = shapely.box(
            self.west - 0.06 * self.width,
            self.south - 0.06 * self.height,
            self.east + 0.06 * self.width,
            self.north + 0.06 * self.height,
        )
        edge = shapely.segmentize(grown.exterior, max(self.width, self.height) / 60)
        return self.projection.inverse(*shapely.get_coordinates(edge).T)

    @cached_property
    def is_round(self) -> bool:
        """Whether all longitudes are seen: a pole is inside, or half of the globe."""
        lon, lat = self._rim
        if not np.isfinite(lon).all() or self.radius_deg > 60.0:
            return True
        for pole in (-90.0, 90.0):
            x, y = self.projection.forward(self.projection.lon, pole)
            if np.isfinite(x) and shapely.box(
                self.west, self.south, self.east, self.north
            ).intersects(shapely.Point(float(x), float(y))):
                return True
        return bool(np.ptp(np.unwrap(lon, period=360.0)) > 340.0 or np.abs(lat).max() > 89.5)

    @cached_property
    def radius_deg(self) -> float:
        """Degrees of arc from the middle to the farthest corner."""
        lon, lat = self._rim
        good = np.isfinite(lon) & np.isfinite(lat)
        if not good.all():
            return _REACH
        return float(min(self.projection.angle(lon, lat).max() * 1.02, _REACH))

    @cached_property
    def window(self) -> Window:
        """West, south, east, north in degrees of all that is seen."""
        if self.is_round:
            lon, lat = self._rim
            west, south, east, north = self.projection.world
            reach = self.radius_deg
            return (
                west,
                max(south, self.projection.lat - reach),
                east,
                min(north, self.projection.lat + reach),
            )
        lon, lat = self._rim
        return (
            float(max(lon.min(), self.projection.world[0])),
            float(max(lat.min(), -90.0)),
            float(min(lon.max(), self.projection.world[2])),
            float(min(lat.max(), 90.0)),
        )

    def shape(self, geometry: BaseGeometry, *, geodesic: bool = False) -> BaseGeometry:
        """Cut a shape to what is seen, project it, and cut it to the rectangle.

        Parameters
        ----------
        geometry : shapely geometry
            Lon/lat degrees; edges are straight there unless `geodesic`.
        geodesic : bool
            Whether vertices of lines are joined by geodesics.

        Returns
        -------
        shapely geometry, metres
            Whole at the antimeridian and at the poles; what passes the rectangle is cut.
        """
        if geometry.is_empty:
            return geometry
        if geodesic:
            geometry = _along_geodesics(geometry, max(self.width, self.height) / 40)
        geometry = unbroken(geometry) if shapely.get_dimensions(geometry) == 1 else geometry
        step = min(max(self.width, self.height) / _DEGREE_M / 60, 1.0)
        if self.is_round:
            rolled = roll(geometry, self.projection.world)
            pieces = _cells(rolled, self.projection, self.radius_deg)
        else:
            pieces = np.array([roll(geometry, self.window)])
        pieces = shapely.get_parts(shapely.get_parts(shapely.get_parts(pieces)))
        # GEOS 3.14 crashes when it densifies a line without length.
        pieces = pieces[~shapely.is_empty(pieces)]
        points = shapely.get_dimensions(pieces) == 0
        pieces = pieces[points | (shapely.length(pieces) > 1e-12)]
        if not len(pieces):
            return shapely.GeometryCollection()
        pieces = shapely.segmentize(pieces, step)
        flat = shapely.transform(
            pieces, lambda points: np.column_stack(self.projection.forward(*points.T))
        )
        flat = flat[np.isfinite(shapely.bounds(flat)).all(axis=1)]
        grown = shapely.buffer(self.box, 0.05 * max(self.width, self.height), join_style="mitre")
        if self.is_round and len(flat) and shapely.get_dimensions(flat).max() == 2:
            # Cells meet along meridians; grown by a hair, they are one again.
            hair = max(self.width, self.height) * 2e-5
            whole = shapely.union_all(shapely.buffer(shapely.make_valid(flat), hair))
            parts = shapely.get_parts(shapely.intersection(shapely.buffer(whole, -hair), grown))
            # Where cells meet in a point, at a pole, a splinter may be left.
            return _collected(parts[shapely.area(parts) > hair**2])
        if shapely.get_dimensions(flat).max() == 2:
            flat = shapely.make_valid(flat)
        cut = shapely.get_parts(shapely.intersection(flat, grown))
        cut = cut[~shapely.is_empty(cut)]
        return _collected(cut)


def fitting_projection(geometries: Iterable[BaseGeometry]) -> Projection:
    """Choose a projection for what is to be shown.

    Parameters
    ----------
    geometries : iterable of shapely geometry
        Lon/lat degrees.

    Returns
    -------
    Projection
        Centred on them; a polar one if they reach a pole.

    Raises
    ------
    BadInput
        If there is nothing to show.

    Examples
    --------
    >>> fitting_projection([shapely.box(35.5, 32.5, 37.0, 34.0)]).kind
    'tmerc'
    >>> round(fitting_projection([shapely.box(177, -18, 180, -16), shapely.box(-180, -18, -179,
    ... -16)]).lon)
    179
    """
    # Corners alone would hide that a box round a pole goes all the way round.
    points = _sampled(geometries, 5.0)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        raise BadInput("there is nothing to draw: every shape is empty")
    middle = _unit(points[:, 0], points[:, 1]).mean(axis=0)
    if np.linalg.norm(middle) < 1e-6:
        middle = np.array([1.0, 0.0, 0.0])
    lon = float(np.degrees(np.arctan2(middle[1], middle[0])))
    lat = float(np.degrees(np.arctan2(middle[2], np.hypot(middle[0], middle[1]))))
    found = Projection("laea", lon, lat)
    for _ in range(4):
        x, y = found.forward(points[:, 0], points[:, 1])
        good = np.isfinite(x) & np.isfinite(y)
        at_x = (x[good].min() + x[good].max()) / 2
        at_y = (y[good].min() + y[good].max()) / 2
        lon_, lat_ = found.inverse(at_x, at_y)
        if not (np.isfinite(lon_) and np.isfinite(lat_)):
            break
        lon = float((lon_ + 180.0) % 360.0 - 180.0)
        found = Projection("laea", lon, float(lat_))
    radius = float(found.angle(points[:, 0], points[:, 1]).max())
    if abs(found.lat) + radius > _NEAR_POLE and radius < 45.0 and abs(found.lat) > 60.0:
        # Round the pole itself no meridian is nearer than another: Greenwich's points down.
        lon = 0.0 if 90.0 - abs(found.lat) < 0.1 * radius else round(found.lon, 1)
        return Projection("stere", lon, 90.0 if found.lat > 0 else -90.0)
    if radius < _SMALL:
        return Projection("tmerc", round(found.lon, 2), round(found.lat, 2))
    return Projection("laea", round(found.lon, 1), round(found.lat, 1))


def _sampled(geometries: Iterable[BaseGeometry], step: float) -> FloatArray:
    """Points along shapes; a line across the antimeridian runs on instead of round the globe."""
    found = [
        unbroken(shape) if shapely.get_dimensions(shape) == 1 else shape for shape in geometries
    ]
    pieces = shapely.get_parts(shapely.get_parts(found))
    lines = shapely.length(pieces) > 1e-12
    points = shapely.get_coordinates(pieces[~lines])
    return np.concatenate(
        (points, shapely.get_coordinates(shapely.segmentize(pieces[lines], step)))
    )


def _collected(pieces: npt.NDArray[np.object_]) -> BaseGeometry:
    """Put polygons, lines or points together."""
    if not len(pieces):
        return shapely.GeometryCollection()
    if len(pieces) == 1:
        return cast("BaseGeometry", pieces[0])
    dimensions = shapely.get_dimensions(pieces)
    kept = pieces[dimensions == dimensions.max()]
    kinds = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
    return cast("BaseGeometry", kinds[int(dimensions.max())](kept))


def _unit(lon: FloatArray, lat: FloatArray) -> FloatArray:
    east, north = np.radians(lon), np.radians(lat)
    return np.stack(
        (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=-1
    )


def _along_geodesics(geometry: BaseGeometry, spacing_m: float) -> BaseGeometry:
    parts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.geom_type in ("LineString", "LinearRing"):
            lon, lat = shapely.get_coordinates(part).T
            parts.append(
                shapely.LineString(np.column_stack(densify(lon, lat, spacing_m=spacing_m)))
            )
        else:
            parts.append(part)
    if all(part.geom_type == "LineString" for part in parts):
        return shapely.MultiLineString(parts)
    return shapely.GeometryCollection(parts)


def _cells(
    geometry: BaseGeometry, projection: Projection, radius: float
) -> npt.NDArray[np.object_]:
    """Cut a shape of the whole globe into cells, and keep those that the map can show."""
    west = projection.world[0]
    corners = [
        (west + _CELL * column, -90.0 + _CELL * row)
        for column in range(int(360 / _CELL))
        for row in range(int(180 / _CELL))
    ]
    near = [
        (lon, lat)
        for lon, lat in corners
        if projection.angle([lon + _CELL / 2], [lat + _CELL / 2])[0] < radius + _CELL
    ]
    if shapely.get_dimensions(geometry) == 2:
        parts = shapely.get_parts(shapely.get_parts(geometry))
        parts = shapely.make_valid(parts[shapely.get_dimensions(parts) == 2])
        geometry = shapely.union_all(parts)
    pieces = [
        shapely.clip_by_rect(geometry, lon, lat, lon + _CELL, lat + _CELL) for lon, lat in near
    ]
    return np.array([piece for piece in pieces if not piece.is_empty], dtype=object)


def bounds_of(
    projection: Projection, geometries: Iterable[BaseGeometry]
) -> tuple[float, float, float, float]:
    """West, south, east and north of shapes in a projection's plane, metres."""
    points = _sampled(geometries, 1.0)
    near = projection.angle(points[:, 0], points[:, 1]) <= _REACH
    x, y = projection.forward(points[near, 0], points[near, 1])
    good = np.isfinite(x) & np.isfinite(y)
    return (
        float(x[good].min()),
        float(y[good].min()),
        float(x[good].max()),
        float(y[good].max()),
    )
