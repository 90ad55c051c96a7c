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
from geo.wording import sentence_case, with_article
from geo.zones.place_doubts import (
    area_of_a_point,
    exchanged_hint,
    is_exchangeable,
    with_place_doubts,
)
from geo.zones.verdict import (
    Cause,
    Decision,
    LineVerdict,
    Unsure,
    Verdict,
    decide,
    margin_sentence,
)
from geo.zones.verdict_reasons import area_reason, by_lines, open_reason, what_is_open

__all__ = ["Measured", "check_line_or_area", "check_point", "settled", "verdicts_by_line"]


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
    ) -> Mapping[str, tuple[FloatArray, FloatArray]]:
        """How far each line of the same borders may be off there, and the exact distance."""


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
    lon, lat = place.lon, place.lat
    metres, at_lon, at_lat = (float(v[0]) for v in zone.distance_to_line(lon, lat))
    [by_line] = verdicts_by_line(zone, [place], exact=exact)
    own = by_line[zone.line.key]
    verdict, cause = settled(zone, by_line)
    unsure = own.unsure or Unsure(zone.line.accuracy_m)
    because = margin_sentence(place.name, metres, zone.distance_m, zone.line.in_sentence)
    member = _membership(zone, lon, lat, place.country, zone.line.key)
    opposed = _opposed(zone, by_line)
    if opposed:
        keys = dict.fromkeys((zone.line.key, *opposed))
        answers = [(_named(zone, key), by_line[key]) for key in keys]
        because = by_lines(place.name, zone.distance_m, answers)
    elif member != "in":
        because = _not_in_country(zone, place, member, because)
    elif verdict == "undecided":
        because = open_reason(place.name, metres, zone.distance_m, zone.line.in_sentence, unsure)
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
        margin_m=zone.distance_m - metres,
        nearest=(at_lon, at_lat),
        uncertainty_m=unsure.total_m,
        because=because,
        by_line=by_line,
        cause=cause,
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


def _not_in_country(zone: Measured, place: Place, member: Membership, because: str) -> str:
    assert zone.within is not None
    names = " or ".join(country(code).in_sentence for code in zone.within)
    if member == "out":
        # Of disputed land no sentence says whose it is: the one about the area follows.
        known = place.country and not disputed_areas_at(place.lon, place.lat)
        own = f"in {country(place.country).in_sentence}, " if known else ""
        return f"{place.name} is {own}not in {names}; {because}"
    if member == "edge":
        gap = format_length(beyond_m(place.lon, place.lat, zone.within, zone.line.key))
        return (
            f"{because[:-1]}, but it is {gap} outside {names} as drawn, which holds within "
            f"{format_length(COUNTRY_EDGE_M)}."
        )
    recorded = country(place.country).in_sentence
    drawn = names if place.country not in zone.within else f"not {names}"
    return (
        f"{because[:-1]}, but its record puts it in {recorded}, and the land there is drawn as "
        f"{drawn}."
    )


def _named(zone: Measured, key: str) -> str:
    return (zone.line if key == zone.line.key else named_line(key)).in_sentence


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
    answers: list[dict[str, LineVerdict]] = []
    for i, place in enumerate(places):
        answers.append({})
        for key, (line_m, metres) in measured.items():
            unsure = Unsure(float(line_m[i]), place.accuracy_m, rounding_m, place.kind == "city")
            by_distance = decide(zone.distance_m - float(metres[i]), unsure.total_m)
            member = _membership(zone, float(lon[i]), float(lat[i]), place.country, key)
            verdict = _clipped_verdict(by_distance, member)
            cause: Cause | None = None
            if verdict == "undecided":
                cause = unsure.cause if member == "in" else "whose land"
            answers[-1][key] = LineVerdict(verdict, float(metres[i]), cause, unsure)
    return answers


def _membership(zone: Measured, lon: float, lat: float, recorded: str, line: str) -> Membership:
    if zone.within is None:
        return "in"
    return membership(lon, lat, recorded, zone.within, line)


def _clipped_verdict(verdict: Decision, member: Membership) -> Decision:
    if member == "out":
        return "outside"
    return verdict if member == "in" or verdict == "outside" else "undecided"


def _opposed(zone: Measured, by_line: dict[str, LineVerdict]) -> tuple[str, str] | None:
    """Keys of two lines that decide differently, if nobody chose one; the zone's own first."""
    if zone.line_chosen:
        return None
    decided = [key for key, each in by_line.items() if each.verdict != "undecided"]
    for key in decided[1:]:
        if by_line[key].verdict != by_line[decided[0]].verdict:
            return decided[0], key
    return None


def settled(zone: Measured, by_line: dict[str, LineVerdict]) -> tuple[Decision, Cause | None]:
    """Give the verdict of all lines together, and why it is undecided if it is.

    Parameters
    ----------
    zone : Measured
    by_line : dict of str to LineVerdict
        For one point, from `verdicts_by_line`.
    """
    if _opposed(zone, by_line):
        return "undecided", "line choice"
    own = by_line[zone.line.key]
    return own.verdict, own.cause


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
    unsure = Unsure(zone.line.accuracy_m, place.accuracy_m, rounding_m)
    uncertainty = unsure.total_m
    unit = "km" if flat else "km²"
    name = with_article(place.name, kind="" if place.kind == "admin1" else place.kind)
    cause: Cause | None = None
    if 0 < share < 0.0005:  # the seam between two drawings of one edge
        share = 0.0
    if share >= 0.9995 and zone.distance_m - most > uncertainty:
        verdict: Decision = "inside"
        because = f"All of {name} ({whole:,.0f} {unit}) lies inside the zone."
    elif share == 0 and least - zone.distance_m > uncertainty:
        verdict = "outside"
        far = f"{format_length(least)} or more from {zone.line.in_sentence}"
        because = f"{sentence_case(name)} lies {far}."
    elif share == 0 and zone.within is not None:
        verdict = "outside"
        names = " or ".join(country(code).in_sentence for code in zone.within)
        because = f"No part of {name} lies inside the zone in {names}."
    else:
        verdict = "undecided"
        parted = 0 < share < 0.9995
        cause = "extent" if parted else unsure.cause
        because = area_reason(name, share, part, whole, unit)
        if not parted:
            short = format_length(abs(zone.distance_m - (most if share else least)))
            because = f"{because[:-1]}, {short} from its edge, and "
            because += f"{what_is_open(unsure, zone.distance_m)}."
    answer = Verdict(
        query=text,
        place=place,
        verdict=verdict,
        distance_m=least,
        margin_m=zone.distance_m - least,
        nearest=(float(at_lon[nearest]), float(at_lat[nearest])),
        uncertainty_m=uncertainty,
        because=because,
        by_line={zone.line.key: LineVerdict(verdict, least, cause, unsure)},
        cause=cause,
    )
    return with_place_doubts(text, answer)
