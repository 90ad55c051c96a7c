"""Checking a place against a zone: the verdict, and the sentence that gives the reason.

The rule for margins is in `geo.zones.verdict`, the rule for whose land a place is on in
`geo.borders.land`. Here they meet: a place is inside if it is near enough and in the right country,
and undecided if another line, which nobody has ruled out, says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.borders import (
    COUNTRY_EDGE_M,
    Membership,
    ReferenceLine,
    beyond_m,
    country,
    disputed_areas_at,
    membership,
    named_line,
    swapped_hint,
)
from geo.gazetteer import Place
from geo.geodesy import FloatArray, area_km2, format_length, length_m
from geo.references import polylines
from geo.zones.place_doubts import (
    area_of_a_point,
    exchanged_hint,
    is_exchangeable,
    with_place_doubts,
)
from geo.zones.verdict import Decision, LineVerdict, Verdict, decide, margin_sentence

__all__ = ["Measured", "check_line_or_area", "check_point", "disagreeing", "verdicts_by_line"]


class Measured(Protocol):
    """What checking needs of a zone."""

    @property
    def line(self) -> ReferenceLine:
        """What the distance is counted from."""

    @property
    def distance_m(self) -> float:
        """The distance, metres."""

    @property
    def rounding_m(self) -> float:
        """How far the distance itself may be off, metres."""

    @property
    def within(self) -> tuple[str, ...] | None:
        """Codes of the countries to which the zone is clipped."""

    @property
    def line_chosen(self) -> bool:
        """Whether somebody asked for this line by name."""

    @property
    def area(self) -> BaseGeometry:
        """The clipped polygon."""

    def distance_to_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Exact distance to the reference, and its nearest point."""

    def distance_by_line(
        self, lon: npt.ArrayLike, lat: npt.ArrayLike
    ) -> Mapping[str, tuple[float, FloatArray]]:
        """Accuracy and exact distance for every line of the same borders."""


def check_point(zone: Measured, text: str, place: Place, *, exact: bool = False) -> Verdict:
    """Decide about a place that is a point.

    Parameters
    ----------
    zone : Measured
    text : str
        The question in words.
    place : Place
    exact : bool
        Take the distance as it stands, however it was worded.
    """
    rounding_m = 0.0 if exact else zone.rounding_m
    lon, lat = place.lon, place.lat
    metres, at_lon, at_lat = (float(v[0]) for v in zone.distance_to_line(lon, lat))
    margin = zone.distance_m - metres
    uncertainty = zone.line.accuracy_m + place.accuracy_m + rounding_m
    verdict = decide(margin, uncertainty)
    because = margin_sentence(place.name, metres, zone.distance_m, zone.line.in_sentence)
    [by_line] = verdicts_by_line(zone, [place], exact=exact)
    member = _membership(zone, lon, lat, place.country, zone.line.key)
    if zone.within is not None and member != "in":
        because = _not_in_country(zone, place, member, because)
    elif verdict == "undecided":
        because = f"{because[:-1]}, but {_what_is_unsure(zone, place, rounding_m)}."
    verdict = by_line[zone.line.key].verdict
    differing = disagreeing(zone, by_line)
    if differing:
        verdict = "undecided"
        because = _depends(zone, place, metres, by_line, differing[0])
    if zone.within is not None:
        for area in disputed_areas_at(lon, lat)[:1]:
            because = f"{because} {area.sentence}."
    if verdict == "outside" and place.kind == "point":
        because = f"{because} {_exchanged(zone, place, metres)}".rstrip()
    answer = Verdict(
        query=text,
        place=place,
        verdict=verdict,
        distance_m=metres,
        margin_m=margin,
        nearest=(at_lon, at_lat),
        uncertainty_m=uncertainty,
        because=because,
        by_line=by_line,
    )
    if place.stands_for_area:
        answer = area_of_a_point(answer, zone.line.in_sentence)
    return with_place_doubts(text, answer)


def _exchanged(zone: Measured, place: Place, metres: float) -> str:
    """What to say of a pair of coordinates that may have been meant the other way round."""
    lon, lat = place.lon, place.lat
    if is_exchangeable(place):
        lines, solid = polylines(zone.line)
        there = float(lines.nearest([lat], [lon])[0][0])
        if solid is not None and shapely.intersects_xy(solid, lat, lon):
            there = 0.0
        hint = exchanged_hint(place, metres, there, zone.distance_m)
        if hint:
            return hint
    return swapped_hint(lon, lat)


def _what_is_unsure(zone: Measured, place: Place, rounding_m: float) -> str:
    causes = [
        f"{cause} may be off by {format_length(amount)}"
        for cause, amount in (
            ("the line as drawn", zone.line.accuracy_m),
            ("the town's extent" if place.kind == "city" else "the place", place.accuracy_m),
            ("the distance as worded", rounding_m),
        )
        if amount > 0
    ]
    return " and ".join((", ".join(causes[:-1]), causes[-1])) if len(causes) > 1 else causes[0]


def _not_in_country(zone: Measured, place: Place, member: Membership, because: str) -> str:
    assert zone.within is not None
    names = " or ".join(country(code).in_sentence for code in zone.within)
    if member == "out":
        # Of disputed land no sentence says whose it is: the one about the area follows.
        known = place.country and not disputed_areas_at(place.lon, place.lat)
        own = f"in {country(place.country).name}, " if known else ""
        return f"{place.name} is {own}not in {names}; {because}"
    if member == "edge":
        gap = format_length(beyond_m(place.lon, place.lat, zone.within, zone.line.key))
        return (
            f"{because[:-1]}, but it is {gap} outside {names} as drawn, which holds within "
            f"{format_length(COUNTRY_EDGE_M)}."
        )
    recorded = country(place.country).name
    drawn = names if place.country not in zone.within else f"not {names}"
    return (
        f"{because[:-1]}, but its record puts it in {recorded}, and the land there is drawn as "
        f"{drawn}."
    )


def _depends(
    zone: Measured, place: Place, metres: float, by_line: dict[str, LineVerdict], other: str
) -> str:
    own, theirs = zone.line.in_sentence, named_line(other).in_sentence
    reach = by_line[other].distance_m
    if (metres <= zone.distance_m) == (reach <= zone.distance_m):
        return (
            f"{place.name} is {by_line[zone.line.key].verdict} counted from {own} but "
            f"{by_line[other].verdict} counted from {theirs}, which decides whose land it is."
        )
    return (
        f"{place.name} is {format_length(metres)} from {own} but {format_length(reach)} from "
        f"{theirs}: it depends on whose line is meant."
    )


def verdicts_by_line(
    zone: Measured, places: Sequence[Place], *, exact: bool = False
) -> list[dict[str, LineVerdict]]:
    """What every line that describes the same borders answers for points.

    Parameters
    ----------
    zone : Measured
    places : sequence of Place
        With points, not lines or areas.
    exact : bool
        Take the distance as it stands, however it was worded.

    Returns
    -------
    list of dict
        For each place, `LineVerdict` by key, this zone's own line first. A line may decide
        whose land an area is (`geo.borders.land.LAND_BY_LINE`), and so what `within` holds.
    """
    rounding_m = 0.0 if exact else zone.rounding_m
    lon = np.array([place.lon for place in places])
    lat = np.array([place.lat for place in places])
    measured = zone.distance_by_line(lon, lat)
    return [
        {
            key: LineVerdict(
                _clipped_verdict(
                    decide(
                        zone.distance_m - float(metres[i]),
                        line_m + place.accuracy_m + rounding_m,
                    ),
                    _membership(zone, float(lon[i]), float(lat[i]), place.country, key),
                ),
                float(metres[i]),
            )
            for key, (line_m, metres) in measured.items()
        }
        for i, place in enumerate(places)
    ]


def _membership(zone: Measured, lon: float, lat: float, recorded: str, line: str) -> Membership:
    if zone.within is None:
        return "in"
    return membership(lon, lat, recorded, zone.within, line)


def _clipped_verdict(verdict: Decision, member: Membership) -> Decision:
    if member == "out":
        return "outside"
    return verdict if member == "in" or verdict == "outside" else "undecided"


def disagreeing(zone: Measured, by_line: dict[str, LineVerdict]) -> tuple[str, ...]:
    """Keys of the lines that decide otherwise, if nobody chose this zone's line.

    Parameters
    ----------
    zone : Measured
    by_line : dict of str to LineVerdict
        For one point, from `verdicts_by_line`.
    """
    if zone.line_chosen:
        return ()
    own = by_line[zone.line.key].verdict
    return tuple(key for key, each in by_line.items() if each.verdict not in ("undecided", own))


def check_line_or_area(zone: Measured, text: str, place: Place, *, exact: bool = False) -> Verdict:
    """Decide about a line or an area: how much of it is inside.

    Parameters
    ----------
    zone : Measured
    text : str
        The question in words.
    place : Place
    exact : bool
        Take the distance as it stands, however it was worded.
    """
    rounding_m = 0.0 if exact else zone.rounding_m
    geometry = place.geometry
    lon, lat = (np.array(axis) for axis in shapely.get_coordinates(geometry).T)
    metres, at_lon, at_lat = zone.distance_to_line(lon, lat)
    nearest = int(np.argmin(metres))
    least, most = float(metres.min()), float(metres.max())
    inside = shapely.intersection(geometry, zone.area)
    flat = geometry.length == 0 or geometry.area == 0
    if flat:
        whole, part = length_m(geometry) / 1000, length_m(inside) / 1000
    else:
        whole, part = area_km2(geometry), area_km2(inside)
    share = part / whole if whole else 0.0
    if shapely.intersects(geometry, zone.line.geometry):
        least = 0.0
    uncertainty = zone.line.accuracy_m + place.accuracy_m + rounding_m
    unit = "km" if flat else "km²"
    what = f"{part:,.0f} of {whole:,.0f} {unit}"
    if 0 < share < 0.0005:  # the seam between two drawings of one edge
        share = 0.0
    if share >= 0.9995 and zone.distance_m - most > uncertainty:
        verdict: Decision = "inside"
        because = f"All of {place.name} ({whole:,.0f} {unit}) lies inside the zone."
    elif share == 0 and least - zone.distance_m > uncertainty:
        verdict = "outside"
        because = f"{place.name} lies {format_length(least)} or more from {zone.line.in_sentence}."
    elif share == 0 and zone.within is not None:
        verdict = "outside"
        names = " or ".join(country(code).in_sentence for code in zone.within)
        because = f"No part of {place.name} lies inside the zone in {names}."
    else:
        verdict = "undecided"
        percent = f"{share:.0%}" if 0.005 <= share <= 0.995 else f"{share:.1%}"
        because = f"{percent} of {place.name} lies inside the zone: {what}."
    answer = Verdict(
        query=text,
        place=place,
        verdict=verdict,
        distance_m=least,
        margin_m=zone.distance_m - least,
        nearest=(float(at_lon[nearest]), float(at_lat[nearest])),
        uncertainty_m=uncertainty,
        because=because,
        by_line={zone.line.key: LineVerdict(verdict, least)},
    )
    return with_place_doubts(text, answer)
