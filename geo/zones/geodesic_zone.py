"""Zones: a reference line and a geodesic distance to an area with a measured edge, and its test.

Two answers, never mixed. What is drawn and exported is a polygon whose edge is within `tolerance`
of the true offset everywhere; `edge_error_m` is measured when it is made. What is asked about a
point is decided by the exact geodesic distance to the line, never by the polygon. A point exactly
on the edge is inside.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import DEFAULT_LINES, ReferenceLine, alternatives, country, land_of, named_line
from geo.errors import BadDistance, BadInput, DisputedBorder
from geo.gazetteer import Place
from geo.geodesy import (
    FloatArray,
    Polylines,
    area_km2,
    format_length,
    is_approximate,
    lonlat_arrays,
    parse_length,
    unit_m,
)
from geo.offsets import WORLD
from geo.references import place_asked, polylines, reference_line
from geo.zones.cells import Cells
from geo.zones.checking import check_extended, check_point
from geo.zones.outline import Outline, distances
from geo.zones.verdict import Verdict, roundness

__all__ = ["DEFAULT_TOLERANCE_M", "Reach", "Zone", "zone"]

DEFAULT_TOLERANCE_M: Final = 0.1
"""Largest deviation of the drawn edge from the true offset, if none is asked for."""

_EXACT_AT_ONCE: Final = 5_000
# Shares of areas are told in per cent: what another line says needs no finer edge.
_OTHER_LINE_TOLERANCE_M: Final = 10.0


class Reach(float):
    """A zone's distance in metres, which also measures: ``zone.distance_m(lon, lat)``.

    A plain number in every other respect. The published interface gives both to one name, and
    they are one idea: how far the zone reaches, and how far a point is.

    Examples
    --------
    >>> around = zone("33.5,36.3", "10 km")
    >>> around.distance_m
    10000.0
    >>> around.distance_m([36.3, 36.4], [33.5, 33.5]).round(1).tolist()
    [0.0, 9292.3]
    """

    _outline: Outline

    @classmethod
    def of(cls, metres: float, outline: Outline) -> Reach:
        """Tie a distance to what it is counted from."""
        reach = cls(metres)
        reach._outline = outline
        return reach

    def __call__(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
        """Exact geodesic distance of points from the reference line.

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
        """
        if max(np.size(lon), np.size(lat)) > _EXACT_AT_ONCE:
            return self._outline.cells.distances(lon, lat)
        lons, lats = lonlat_arrays(lon, lat)
        return self._outline.distances(lons.ravel(), lats.ravel()).reshape(lons.shape)


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """All points within a geodesic distance of a reference line, and inside some countries.

    The polygons `area`, `full_area`, `inner` and `outer`, and `edge_error_m`, are computed when
    they are first asked for; checks do not need them.

    Parameters
    ----------
    line : ReferenceLine
        What the distance is counted from.
    distance_m : Reach, metres
        The distance: a float, and called with points it gives theirs.
    within : tuple of str, or None
        Alpha-3 codes of the countries to which the zone is clipped.
    tolerance_m : float, metres
        What was asked for.
    line_chosen : bool
        Whether the line was asked for by name; if not, and other lines describe the same borders,
        a place on which they disagree is undecided.
    phrase_uncertainty_m : float, metres
        How far the distance itself may be off, because it was worded as a rough one.
    """

    line: ReferenceLine = field(repr=False)
    distance_m: Reach
    within: tuple[str, ...] | None
    tolerance_m: float
    line_chosen: bool
    phrase_uncertainty_m: float
    _outline: Outline = field(repr=False)

    @property
    def area(self) -> BaseGeometry:
        """Polygon or MultiPolygon, lon/lat degrees, clipped to `within`; may be empty."""
        return self._outline.clipped

    @property
    def full_area(self) -> BaseGeometry:
        """The same, not clipped."""
        return self._outline.measured[0]

    @property
    def land(self) -> BaseGeometry:
        """Land of the countries in `within` as the zone's line has it; the globe if None."""
        return WORLD if self.within is None else land_of(self.within, self.line.key)

    @property
    def inner(self) -> BaseGeometry:
        """Not clipped: in the zone even if the line is off by its accuracy."""
        return self._outline.inner

    @property
    def outer(self) -> BaseGeometry:
        """Not clipped: outside of it is out of the zone even if the line is off by its accuracy."""
        return self._outline.outer

    @property
    def cells(self) -> Cells:
        """The grid by which many points are tested at once; made when first asked for."""
        return self._outline.cells

    @property
    def lines(self) -> Polylines:
        """The reference as segments ready for exact distances."""
        return self._outline.lines

    @property
    def is_plain(self) -> bool:
        """Whether the distance to the line alone decides: no area, and not clipped."""
        return self._outline.solid is None and self.within is None

    @property
    def edge_error_m(self) -> float:
        """Largest deviation of `full_area`'s edge from the true offset, in metres.

        As measured on every edge of it before the vertices that lie on the way between others
        were left out, plus the most by which that can move an edge: a bound.
        """
        return self._outline.measured[1]

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON feature of the area, with what it stands on."""
        return {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(self.area),
            "properties": {
                "role": "zone",
                "distance_m": float(self.distance_m),
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
        return distances(self._outline.lines, self._outline.solid, lons, lats)

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
        >>> around = zone("33.5,36.3", "10 km")
        >>> around.contains([36.3, 37.3], [33.5, 33.5]).tolist()
        [True, False]
        """
        if max(np.size(lon), np.size(lat)) > _EXACT_AT_ONCE:
            return self._outline.cells.contains(lon, lat)
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
        phrase_uncertainty_m: float | None = None,
    ) -> Verdict:
        """Whether a place lies inside the zone, with the margin and the reason.

        Parameters
        ----------
        query : str, Place, (lon, lat), or shapely geometry
            Text is a name or ``LAT,LON``; of namesakes, one in a country of the zone is meant
            before a larger one elsewhere. A tuple is longitude first, degrees.
        exact : bool
            Take the distance as it stands, however it was worded.
        phrase_uncertainty_m : float, metres, optional
            How far the distance may be off; the zone's own if not given.

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
        >>> answer = zone("33.5,36.3", "10 km").check((36.3, 33.55))
        >>> answer.verdict, round(answer.margin_m)
        ('inside', 4454)
        """
        text, place = place_asked(query, among=(*(self.within or ()), *self.line.sides))
        phrase_m = (
            self.phrase_uncertainty_m if phrase_uncertainty_m is None else phrase_uncertainty_m
        )
        phrase_m = 0.0 if exact else phrase_m
        if place.geometry.geom_type == "Point":
            return check_point(self, text, place, phrase_m)
        answer = check_extended(self, text, place, phrase_m)
        if self.line_chosen or not self.line.pairs:
            return answer
        return self._against_other_lines(answer, phrase_m)

    def check_frame(self, frame: Any, **more: Any) -> Any:
        """Add ``inside`` and more to a pandas, GeoPandas or Dask frame of points.

        Parameters
        ----------
        frame : DataFrame or GeoDataFrame, of pandas, GeoPandas or Dask
        **more
            `lon`, `lat`, `distance`, `verdict`, `by_line`, `prefix`: see
            `geo.points.cluster.check_frame`.

        Returns
        -------
        The same kind of frame
            With the new columns last.
        """
        return import_module("geo.points.cluster").check_frame(self, frame, **more)

    def prepare(self) -> None:
        """Make ready what answers about a few points at a time, asked often, are quicker with.

        Examples
        --------
        >>> around = zone("33.5,36.3", "10 km")
        >>> around.prepare()
        >>> around.check((36.3, 33.55)).verdict
        'inside'
        """
        self._outline.lines.plant()
        for key in alternatives(self.line.pairs) if self.line.pairs else ():
            _named_polylines(key)[1].plant()

    def distance_by_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> dict[str, tuple[float, FloatArray]]:
        """Exact distance from every line that describes the borders of this zone's line.

        Parameters
        ----------
        lon, lat : array_like of float, degrees, shape (n,)

        Returns
        -------
        dict of str to (accuracy_m, distance_m)
            Keyed by line, this zone's own first: how exact that line is, and metres, shape (n,).
        """
        answers = {self.line.key: (self.line.accuracy_m, self.distance_to_line(lon, lat)[0])}
        for key in alternatives(self.line.pairs) if self.line.pairs else ():
            if key != self.line.key:
                other, lines = _named_polylines(key)
                answers[key] = (other.accuracy_m, lines.nearest(lon, lat)[0])
        return answers

    def _against_other_lines(self, answer: Verdict, phrase_m: float) -> Verdict:
        """The same answer for an area or a line, undecided if another line decides otherwise."""
        by_line = dict(answer.by_line)
        because = answer.because
        for key in alternatives(self.line.pairs):
            if key == self.line.key:
                continue
            theirs = zone(
                named_line(key),
                self.distance_m,
                within=self.within,
                line=key,
                tolerance=max(self.tolerance_m, _OTHER_LINE_TOLERANCE_M),
            )
            other = check_extended(theirs, answer.query, answer.place, phrase_m)
            by_line[key] = other.by_line[key]
            if answer.verdict not in (other.verdict, "undecided") and because == answer.because:
                because = (
                    f"{answer.because[:-1]} counted from {self.line.in_sentence}. Counted from "
                )
                because += f"{named_line(key).in_sentence}: {other.because}"
        if because == answer.because:
            return replace(answer, by_line=by_line)
        return replace(answer, verdict="undecided", because=because, by_line=by_line)


def zone(
    reference: str | ReferenceLine | Place | BaseGeometry | dict[str, Any],
    distance: str | float,
    *,
    within: str | Iterable[str] | None = None,
    line: str | None = None,
    tolerance: str | float = DEFAULT_TOLERANCE_M,
    approximate: bool | None = None,
) -> Zone:
    """Compute the zone within a geodesic distance of a reference.

    Parameters
    ----------
    reference : str, ReferenceLine, Place, shapely geometry, or GeoJSON geometry as dict
        See `geo.references.reference_line`.
    distance : str or float
        ``"100 km"``, ``"about 62 miles"``, or metres; at most a quarter of the globe.
    within : str or iterable of str, optional
        Countries to clip to, by name, demonym or code.
    line : str, optional
        Key of the named line to take, where several describe the same borders.
    tolerance : str or float
        How far the drawn edge may be from the true offset; 0.1 m if not given. Between vertices,
        edges are straight in longitude and latitude.
    approximate : bool, optional
        Whether the distance is a rough one, so that its roundness counts in verdicts; if not
        given, the wording tells ("about 100 km").

    Returns
    -------
    Zone
        With `edge_error_m` measured; `area` is empty if the zone does not reach `within`.

    Raises
    ------
    BadDistance
        If the distance or the tolerance cannot make a zone.
    NotFound
        If the reference or a country is not known.
    BadGeometry
        If the reference geometry is empty or not in degrees.

    Examples
    --------
    >>> around = zone("51.389,30.099", "30 km")
    >>> round(around.area_km2), around.edge_error_m <= 0.1
    (2827, True)
    """
    metres = parse_length(distance)
    try:
        allowed = parse_length(tolerance)
    except BadDistance:
        allowed = 0.0
    if not 0.0 < allowed < metres:
        raise BadDistance(
            f"a tolerance of {tolerance} does not fit a distance of {format_length(metres)}; it "
            'must be a length such as "0.1 m", more than 0 and less than the distance'
        )
    rough = is_approximate(distance) if approximate is None else approximate
    codes = _codes(within)
    with warnings.catch_warnings():
        if line is not None:
            warnings.simplefilter("ignore", DisputedBorder)
        found = reference_line(reference, line=line)
    chosen = line is not None or found.key not in DEFAULT_LINES or reference == found.key
    lines, solid = polylines(found)
    outline = Outline(lines, solid, metres, allowed, found.accuracy_m, codes, found.key)
    return Zone(
        line=found,
        distance_m=Reach.of(metres, outline),
        within=codes,
        tolerance_m=allowed,
        line_chosen=chosen,
        phrase_uncertainty_m=roundness(metres, unit_m=unit_m(distance)) if rough else 0.0,
        _outline=outline,
    )


def _codes(within: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if within is None:
        return None
    names = [within] if isinstance(within, str) else list(within)
    if not names:
        raise BadInput("`within` is empty; name a country, or leave it out")
    return tuple(dict.fromkeys(country(name).code for name in names))


@lru_cache(maxsize=8)
def _named_polylines(key: str) -> tuple[ReferenceLine, Polylines]:
    found = named_line(key)
    return found, polylines(found)[0]
