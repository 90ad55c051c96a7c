"""What a verdict says of the place itself: that it was guessed, has a rival, or is an area.

A verdict about a point would be about another thing than was asked where the point stands for an
area, and a verdict about a guess or one of two namesakes is worth no more than the choice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import shapely

from geo.gazetteer import Place, who_and_where
from geo.geodesy import format_length
from geo.spelling import fold
from geo.wording import with_article
from geo.zones.verdict import LineVerdict, Verdict

__all__ = [
    "FAR_BEYOND",
    "area_of_a_point",
    "exchanged_hint",
    "is_exchangeable",
    "with_place_doubts",
]

FAR_BEYOND: Final = 3.0
"""An area is outside though only a point of it is known if that point is so many times as far
beyond the edge as the area may reach: Texas is not in a zone in Syria."""


_NAMED: Final = frozenset(("city", "admin1", "admin2"))
"""Kinds whose other names are many and little known."""

NEIGHBOURHOOD: Final = 1.5
NEIGHBOURHOOD_M: Final = 20_000.0
"""Of a zone: half as far again, and a little more."""


def with_place_doubts(text: str, answer: Verdict) -> Verdict:
    """Add what the choice of the place leaves open to the sentence of a verdict.

    Parameters
    ----------
    text : str
        The question in words.
    answer : Verdict

    Returns
    -------
    Verdict
        The same but for `because`.
    """
    place, because = answer.place, answer.because
    if place.matched == "near":
        because = f"No place is named {text!r}; {place.name} was guessed. {because}"
    elif place.matched != "exact" and place.kind in _NAMED and fold(place.name) != fold(text):
        # Whoever asks for Bagram must see that a town in Iran of that other name was found.
        because = f"{because} {text!r} was read as {who_and_where(place)}."
    if place.rivals:
        named = " or ".join(who_and_where(rival) for rival in place.rivals)
        because = f"{because} The name may also mean {named}."
    return answer if because == answer.because else replace(answer, because=because)


def area_of_a_point(answer: Verdict, line_name: str) -> Verdict:
    """The verdict about an area of which only a point is known.

    Parameters
    ----------
    answer : Verdict
        About the point.
    line_name : str
        What the distance is counted from, as a sentence has it.

    Returns
    -------
    Verdict
        Undecided, or outside if the point is far beyond what the area may reach.
    """
    place = answer.place
    known = (
        f"Only a point in the middle of {with_article(place.name, kind=place.kind)} is known, "
        f"{format_length(answer.distance_m)} from {line_name}; its area is not"
    )
    if -answer.margin_m > FAR_BEYOND * place.accuracy_m:
        reach = format_length(place.accuracy_m)
        return replace(
            answer,
            verdict="outside",
            cause=None,
            because=f"{known}, but it can hardly reach the zone: its places lie within some "
            f"{reach} of that point.",
        )
    by_line = {
        key: LineVerdict("undecided", each.distance_m, "extent")
        for key, each in answer.by_line.items()
    }
    return replace(
        answer,
        verdict="undecided",
        cause="extent",
        because=f"{known}, so that nobody can say how much of it is inside.",
        by_line=by_line,
    )


def exchanged_hint(place: Place, asked_m: float, exchanged_m: float, zone_m: float) -> str:
    """Ask whether a pair of coordinates was meant the other way round.

    Parameters
    ----------
    place : Place
        The point as it was asked for.
    asked_m, exchanged_m : float, metres
        How far it lies from the zone's reference, and how far with its coordinates exchanged.
    zone_m : float, metres
        The zone's distance.

    Returns
    -------
    str
        A sentence; empty unless the pair falls in the zone's neighbourhood only when exchanged.
    """
    near_m = NEIGHBOURHOOD * zone_m + NEIGHBOURHOOD_M
    if not exchanged_m <= near_m < asked_m:
        return ""
    lat, lon = round(place.lat, 6), round(place.lon, 6)
    return (
        f"{lat:g},{lon:g} is {format_length(asked_m)} away; did you mean {lon:g},{lat:g}, "
        f"{format_length(exchanged_m)} away? LAT,LON is the order."
    )


def is_exchangeable(place: Place) -> bool:
    """Whether the coordinates of a point could be exchanged and still be on the globe."""
    return isinstance(place.geometry, shapely.Point) and bool(np.abs(place.lon) <= 90.0)
