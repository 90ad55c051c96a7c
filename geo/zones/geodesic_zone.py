"""Zones: a reference line and a geodesic distance to an area with a measured edge, and its test.

Two answers, never mixed. What is drawn and exported is a polygon whose edge is within `tolerance`
of the true offset everywhere; `edge_error_m` is measured when it is made. What is asked about a
point is decided by the exact geodesic distance to the line, never by the polygon. A point exactly
on the edge is inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import ReferenceLine, alternatives, land_of, named_line
from geo.gazetteer import Around, Place
from geo.geodesy import FloatArray, Length, Polylines, area_km2, lonlat_arrays
from geo.offsets import WORLD
from geo.references import named_polylines, place_asked, polylines
from geo.zones.cells import Cells
from geo.zones.checking import check_line_or_area, check_point
from geo.zones.gate import roughness
from geo.zones.line_doubt import LineDoubt, named_doubt
from geo.zones.verdict import Verdict
from geo.zones.zone_claim import ZoneClaim
from geo.zones.zone_shape import ZoneShape, distances

__all__ = ["Zone"]

_EXACT_AT_ONCE: Final = 5_000
# Shares of areas are told in per cent: what another line says needs no finer edge.
_OTHER_LINE_TOLERANCE_M: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Zone:
    """All points within a geodesic distance of a reference line, and inside some countries.

    The polygons `area`, `full_area`, `inner` and `outer`, and `edge_error_m`, are computed when
    they are first asked for; checks do not need them.

    Parameters
    ----------
    line : ReferenceLine
        What the distance is counted from.
    distance : Length
        How far it reaches, as it was asked for; `distance_m` and `rounding_m` are its metres.
    within : tuple of str, or None
        Alpha-3 codes of the countries to which the zone is clipped.
    tolerance_m : float, metres
        What was asked for.
    line_chosen : bool
        Whether the line was asked for by name; if not, and other lines describe the same borders,
        a place on which they disagree is undecided.
    claim : ZoneClaim or None
        The claim of an article that asks for it.
    """

    line: ReferenceLine = field(repr=False)
    distance: Length
    within: tuple[str, ...] | None
    tolerance_m: float
    line_chosen: bool
    claim: ZoneClaim | None = field(default=None, repr=False)
    _shape: ZoneShape = field(repr=False)
    _doubt: LineDoubt = field(repr=False)

    @classmethod
    def of(
        cls,
        line: ReferenceLine,
        distance: Length,
        *,
        within: tuple[str, ...] | None,
        tolerance_m: float,
        line_chosen: bool,
        claim: ZoneClaim | None = None,
    ) -> Zone:
        """Make a zone of what is understood already; `geo.zone` understands it."""
        lines, solid = polylines(line)
        shape = ZoneShape(
            polylines=lines,
            solid=solid,
            distance_m=distance.metres,
            tolerance_m=tolerance_m,
            accuracy_m=line.accuracy_m,
            within=within,
            line=line.key,
        )
        return cls(
            line=line,
            distance=distance,
            within=within,
            tolerance_m=tolerance_m,
            line_chosen=line_chosen,
            claim=claim,
            _shape=shape,
            _doubt=LineDoubt(line),
        )

    @property
    def distance_m(self) -> float:
        """How far it reaches, metres."""
        return self.distance.metres

    @property
    def rounding_m(self) -> float:
        """How far the distance itself may be off, because it is worded as a rough one; metres."""
        return self.distance.rounding_m

    @property
    def roughness(self) -> str:
        """Why the reference is too uncertain for the distance; empty if it is not."""
        return roughness(self.line, self.distance)

    @property
    def area(self) -> BaseGeometry:
        """Polygon or MultiPolygon, lon/lat degrees, clipped to `within`; may be empty."""
        return self._shape.clipped

    @property
    def full_area(self) -> BaseGeometry:
        """The same, not clipped."""
        return self._shape.measured[0]

    @property
    def land(self) -> BaseGeometry:
        """Land of the countries in `within` as the zone's line has it; the globe if None."""
        return WORLD if self.within is None else land_of(self.within, self.line.key)

    @property
    def inner(self) -> BaseGeometry:
        """Not clipped: in the zone even if the line is off by its accuracy."""
        return self._shape.inner

    @property
    def outer(self) -> BaseGeometry:
        """Not clipped: outside of it is out of the zone even if the line is off by its accuracy."""
        return self._shape.outer

    @property
    def cells(self) -> Cells:
        """The grid by which many points are tested at once; made when first asked for."""
        return self._shape.cells

    @property
    def polylines(self) -> Polylines:
        """The reference as segments ready for exact distances."""
        return self._shape.polylines

    @property
    def is_plain(self) -> bool:
        """Whether the distance to the line alone decides: no area, and not clipped."""
        return self._shape.solid is None and self.within is None

    @property
    def edge_error_m(self) -> float:
        """Largest deviation of `full_area`'s edge from the true offset, in metres.

        As measured on every edge of it before the vertices that lie on the way between others
        were left out, plus the most by which that can move an edge: a bound.
        """
        return self._shape.measured[1]

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON feature of the area, with what it stands on."""
        return {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(self.area),
            "properties": {
                "role": "zone",
                "distance_m": self.distance_m,
                "edge_error_m": self.edge_error_m,
                "line": self.line.key,
                "source": self.line.source,
                "within": list(self.within) if self.within else None,
            },
        }

    @property
    def area_km2(self) -> float:
        """Area on the ellipsoid, square kilometres, edges taken as geodesics.

        Source: Karney (2013), section 6, through PROJ.
        """
        return area_km2(self.area)

    def distance_to_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Exact distance to the reference, and its nearest point.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)

        Returns
        -------
        distance_m : ndarray, metres
            Within 1 mm; 0 inside a reference that is an area.
        lon, lat : ndarray, degrees
            Nearest point of the reference.
        """
        lons, lats = (np.atleast_1d(values) for values in lonlat_arrays(lon, lat))
        return distances(self._shape.polylines, self._shape.solid, lons, lats)

    def distance_to(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
        """Exact geodesic distance of points from the reference.

        Parameters
        ----------
        lon, lat : array_like of float, degrees

        Returns
        -------
        ndarray, metres, of the points' shape
            Within 1 mm of the true minimum, to the segment and not to its ends; 0 inside a
            reference that is an area.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe.

        Examples
        --------
        >>> from geo.zones import zone
        >>> zone("33.5,36.3", "10 km").distance_to([36.3, 36.4], [33.5, 33.5]).round(1).tolist()
        [0.0, 9292.3]
        """
        if max(np.size(lon), np.size(lat)) > _EXACT_AT_ONCE:
            return self._shape.cells.distances(lon, lat)
        lons, lats = lonlat_arrays(lon, lat)
        return self._shape.distances(lons.ravel(), lats.ravel()).reshape(lons.shape)

    @property
    def around(self) -> Around:
        """What a question about this zone is about: of namesakes, the one there is meant."""
        return Around(
            countries=tuple(dict.fromkeys((*(self.within or ()), *self.line.sides))),
            distance_to=self.distance_to,
            zone_m=self.distance_m,
        )

    def contains(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether points lie in the zone, by exact geodesic distance; on the edge is inside.

        Parameters
        ----------
        lon, lat : array_like of float, degrees

        Returns
        -------
        ndarray of bool, of the points' shape
            The answers of the exact distance to the last point, and inside `within` if given. Of
            many points, `geo.zones.cells` only spares those that cannot be near the edge.

        Raises
        ------
        BadCoordinate
            If a coordinate is NaN, infinite or off the globe; longitudes from 180 to 360 are those
            of the western half.

        Examples
        --------
        >>> from geo.zones import zone
        >>> around = zone("33.5,36.3", "10 km")
        >>> around.contains([36.3, 37.3], [33.5, 33.5]).tolist()
        [True, False]
        """
        if max(np.size(lon), np.size(lat)) > _EXACT_AT_ONCE:
            return self._shape.cells.contains(lon, lat)
        lons, lats = lonlat_arrays(lon, lat)
        shape, lons, lats = lons.shape, lons.ravel(), lats.ravel()
        inside = self.distance_to_line(lons, lats)[0] <= self.distance_m
        if self.within is not None and inside.any():
            inside[inside] = shapely.intersects_xy(self.land, lons[inside], lats[inside])
        return inside.reshape(shape)

    def check(
        self,
        query: str | Place | tuple[float, float] | BaseGeometry,
        *,
        exact: bool = False,
        guess: bool = False,
    ) -> Verdict:
        """Whether a place lies inside the zone, with the margin and the reason.

        Parameters
        ----------
        query : str, Place, (lon, lat), or shapely geometry
            Text is a name or ``LAT,LON``; of namesakes, one in a country of the zone or near its
            reference is meant before a larger one elsewhere. A tuple is longitude first, degrees.
        exact : bool
            Take the distance as it stands, however it was worded.
        guess : bool
            Take the place that is spelled most nearly so, where no place has the name.

        Returns
        -------
        Verdict
            Decided by exact geodesic distance; the rule is in `geo.zones.verdict`.

        Raises
        ------
        PlaceNotFound
            If nothing answers to the name.
        BadCoordinate
            If the point is off the globe.

        Examples
        --------
        >>> from geo.zones import zone
        >>> answer = zone("33.5,36.3", "10 km").check((36.3, 33.55))
        >>> answer.verdict, round(answer.margin_m)
        ('inside', 4454)
        """
        text, place = place_asked(query, around=self.around, guess=guess)
        if place.geometry.geom_type == "Point":
            return check_point(self, text, place, exact=exact)
        answer = check_line_or_area(self, text, place, exact=exact)
        if self.line_chosen or not self.line.pairs:
            return answer
        return self._against_other_lines(answer, exact=exact)

    def prepare(self) -> None:
        """Make ready what answers about a few points at a time, asked often, are quicker with."""
        self._shape.polylines.build_trees()
        self._doubt.prepare()
        for key in alternatives(self.line.pairs) if self.line.pairs else ():
            named_polylines(key).build_trees()
            named_doubt(key).prepare()

    def distance_by_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> dict[str, tuple[FloatArray, FloatArray]]:
        """Exact distance from every line that describes the borders of this zone's line.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)

        Returns
        -------
        dict of str to (doubt_m, distance_m)
            Keyed by line, this zone's own first: how far that line may be off where it decides,
            and its distance; metres, shape (n,).
        """
        metres = {self.line.key: self.distance_to_line(lon, lat)[0]}
        for key in alternatives(self.line.pairs) if self.line.pairs else ():
            if key != self.line.key:
                metres[key] = named_polylines(key).nearest(lon, lat)[0]
        return self.with_doubt(lon, lat, metres)

    def with_doubt(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike, metres: Mapping[str, FloatArray]
    ) -> dict[str, tuple[FloatArray, FloatArray]]:
        """Add to distances from lines, by key, how far each may be off: see `line_doubt`."""
        lons, lats = (np.atleast_1d(values) for values in lonlat_arrays(lon, lat))
        found = {}
        for key, each in metres.items():
            doubt = self._doubt if key == self.line.key else named_doubt(key)
            found[key] = (doubt.at(lons, lats, each, self.distance_m), each)
        return found

    def _against_other_lines(self, answer: Verdict, *, exact: bool) -> Verdict:
        """The same answer for an area or a line, undecided if another line decides otherwise."""
        by_line = dict(answer.by_line)
        because = answer.because
        for key in alternatives(self.line.pairs):
            if key == self.line.key:
                continue
            theirs = Zone.of(
                named_line(key),
                self.distance,
                within=self.within,
                tolerance_m=max(
                    self.tolerance_m, min(_OTHER_LINE_TOLERANCE_M, self.distance_m / 100)
                ),
                line_chosen=True,
            )
            other = check_line_or_area(theirs, answer.query, answer.place, exact=exact)
            by_line[key] = other.by_line[key]
            if answer.verdict not in (other.verdict, "undecided") and because == answer.because:
                because = (
                    f"{answer.because[:-1]} counted from {self.line.in_sentence}. Counted from "
                )
                because += f"{named_line(key).in_sentence}: {other.because}"
        if because == answer.because:
            return replace(answer, by_line=by_line)
        return replace(
            answer, verdict="undecided", because=because, by_line=by_line, cause="line choice"
        )
