"""From what a person asks for to a zone: its reference, its distance, its countries."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from geo.borders import DEFAULT_LINES, ReferenceLine, country
from geo.errors import BadDistance, BadInput, DisputedBorder, RoughReference
from geo.gazetteer import Place
from geo.geodesy import Length, format_length, parse_length
from geo.references import reference_line
from geo.zones.countries_reached import require_reach
from geo.zones.gate import roughness
from geo.zones.geodesic_zone import Zone
from geo.zones.zone_claim import ZoneClaim

__all__ = ["DEFAULT_TOLERANCE_M", "length_asked", "zone"]

DEFAULT_TOLERANCE_M: Final = 0.1
"""Largest deviation of the drawn edge from the true offset, if none is asked for."""


def zone(
    reference: str | ReferenceLine | Place | BaseGeometry | dict[str, Any],
    distance: str | Length | None = None,
    *,
    distance_m: float | None = None,
    within: str | Iterable[str] | None = None,
    line: str | None = None,
    tolerance: str | float = DEFAULT_TOLERANCE_M,
    claim: ZoneClaim | None = None,
    rough: bool = False,
    guess: bool = False,
) -> Zone:
    """Compute the zone within a geodesic distance of a reference.

    Parameters
    ----------
    reference : str, ReferenceLine, Place, shapely geometry, or GeoJSON geometry as dict
        See `geo.references.reference_line`.
    distance : str or Length
        ``"100 km"``, ``"about 62 miles"``; at most a quarter of the globe. Within the rounding of
        a rough distance a verdict is undecided.
    distance_m : float, metres
        Instead of `distance`, where it is a number.
    within : str or iterable of str, optional
        Countries to clip to, by name, demonym or code.
    line : str, optional
        Key of the named line to take, where several describe the same borders.
    tolerance : str or float
        How far the drawn edge may be from the true offset; 0.1 m if not given. Between vertices,
        edges are straight in longitude and latitude.
    claim : ZoneClaim, optional
        The claim of an article that asks for it, for whoever names the zone.
    rough : bool
        Make a zone of a reference too uncertain for the distance; whatever shows it says
        "approximately" and why.
    guess : bool
        Take the place that is spelled most nearly so, where no place has the name; the line's name
        then says so.

    Returns
    -------
    Zone
        With `edge_error_m` measured. What an article claims is drawn as it is: `area` is empty if
        the zone does not reach `within`.

    Raises
    ------
    BadInput
        If the zone does not reach a country in `within`.
    RoughReference
        If the reference may be off by more than a quarter of the distance, or is one point that
        stands for an area, and no rough zone is asked for.
    BadDistance
        If the distance or the tolerance cannot make a zone, or a number says no unit.
    NotFound
        If the reference or a country is not known.
    BadGeometry
        If the reference geometry is empty or not in degrees.

    Warns
    -----
    DisputedBorder
        If a text names a border that the data knows as claimed, de facto, or a ceasefire line.

    Examples
    --------
    >>> around = zone("51.389,30.099", "30 km")
    >>> round(around.area_km2), around.edge_error_m <= 0.1
    (2827, True)
    """
    length = length_asked(distance, distance_m)
    allowed_m = _tolerance_m(tolerance, length)
    codes = _codes(within)
    found = reference_line(reference, line=line, guess=guess)
    if isinstance(reference, str) and line is None and found.dispute:
        warnings.warn(DisputedBorder(found.dispute), stacklevel=2)
    why = roughness(found, length)
    if why and not rough:
        raise RoughReference(f"{why}; to draw it all the same, ask for a rough zone")
    made = Zone.of(
        found,
        length,
        within=codes,
        tolerance_m=allowed_m,
        line_chosen=line is not None or found.key not in DEFAULT_LINES or reference == found.key,
        claim=claim,
    )
    for code in codes or () if claim is None else ():
        require_reach(made, code)
    return made


def _tolerance_m(tolerance: str | float, length: Length) -> float:
    why = "it must be more than 0 and less than the distance"
    allowed_m = 0.0
    try:
        allowed_m = parse_length(tolerance).metres if isinstance(tolerance, str) else tolerance
    except BadDistance as error:
        why = str(error)
    if not 0.0 < allowed_m < length.metres:
        raise BadDistance(
            f"a tolerance of {tolerance} does not fit a distance of "
            f"{format_length(length.metres)}: {why}"
        )
    return float(allowed_m)


def length_asked(distance: str | Length | None, distance_m: float | None) -> Length:
    """The distance of a zone, from one of the two ways to give it.

    Parameters
    ----------
    distance : str, Length, or None
    distance_m : float or None, metres

    Raises
    ------
    BadDistance
        If it is given in neither way or in both, or a number says no unit.

    Examples
    --------
    >>> length_asked("100 km", None).metres, length_asked(None, 30_000).in_unit
    (100000.0, '30 km')
    """
    if distance_m is not None:
        if distance is not None:
            raise BadDistance(f"a distance is given twice, as {distance!r} and as {distance_m!r}")
        return Length.of(distance_m)
    if distance is None:
        raise BadDistance('a zone needs a distance, such as "100 km", or distance_m=100_000')
    if isinstance(distance, Length):
        return distance
    if not isinstance(distance, str):
        raise BadDistance(
            f"a distance of {distance!r} has no unit; write it like '100 km', or as metres: "
            f"distance_m={distance!r}"
        )
    return parse_length(distance)


def _codes(within: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if within is None:
        return None
    names = [within] if isinstance(within, str) else list(within)
    if not names:
        raise BadInput("`within` is empty; name a country, or leave it out")
    return tuple(dict.fromkeys(country(name).code for name in names))
