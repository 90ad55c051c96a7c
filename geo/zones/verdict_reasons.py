"""Why a verdict is undecided, in a sentence for each cause.

Every sentence names the place, the line, the distance, and what would have to be known better.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo.geodesy import format_length
from geo.zones.verdict import LineVerdict, Unsure

__all__ = ["area_reason", "by_lines", "open_reason", "what_is_open"]

_SIDES: Final = ("inside", "outside")
_WORDS: Final = {"undecided": "at the edge"}


def what_is_open(unsure: Unsure, zone_m: float) -> str:
    """Name the largest thing that is not known, as a clause.

    Parameters
    ----------
    unsure : Unsure
    zone_m : float, metres
        The distance that was asked for.

    Examples
    --------
    >>> what_is_open(Unsure(1_000.0), 30_000.0)
    'the line itself may be off by 1 km here'
    >>> what_is_open(Unsure(50.0, 0.0, 500.0), 10_000.0)
    '“about 10 km” may mean anything from 9.5 km to 10.5 km'
    """
    return _clause(unsure.cause, unsure, zone_m)


def _clause(cause: str, unsure: Unsure, zone_m: float) -> str:
    if cause == "extent":
        return f"the town reaches some {format_length(unsure.place_m)} from its centre"
    if cause == "position":
        return f"the place itself is known within {format_length(unsure.place_m)}"
    if cause == "line accuracy":
        return f"the line itself may be off by {format_length(unsure.line_m)} here"
    least, most = zone_m - unsure.phrase_m, zone_m + unsure.phrase_m
    return (
        f"“about {format_length(zone_m)}” may mean anything from {format_length(least)} to "
        f"{format_length(most)}"
    )


def _together(unsure: Unsure, zone_m: float) -> str:
    """Name everything that is not known, the largest first."""
    parts = {
        "extent" if unsure.extended else "position": unsure.place_m,
        "line accuracy": unsure.line_m,
        "rounding of the phrase": unsure.phrase_m,
    }
    ordered = sorted((cause for cause in parts if parts[cause] > 0), key=lambda c: -parts[c])
    return " and ".join(_clause(cause, unsure, zone_m) for cause in ordered)


def open_reason(name: str, distance_m: float, zone_m: float, line: str, unsure: Unsure) -> str:
    """Say why a margin decides nothing about a place that is a point.

    Parameters
    ----------
    name : str
    distance_m, zone_m : float, metres
        Of the place from the line, and of the zone's edge from it.
    line : str
        Its name with an article.
    unsure : Unsure

    Examples
    --------
    >>> town = Unsure(50.0, 1_200.0, extended=True)
    >>> open_reason("Dumayr", 100_600.0, 100_000.0, "the line", town)
    "Dumayr's centre is outside, its edge within reach: 100.6 km from the line, 600 m beyond the \
edge, and the town reaches some 1.2 km from its centre."
    """
    margin = zone_m - distance_m
    side = "inside" if margin >= 0 else "beyond"
    far = f"{format_length(distance_m)} from {line}, {format_length(abs(margin))} {side} the edge"
    largest = max(unsure.line_m, unsure.place_m, unsure.phrase_m)
    if largest < abs(margin):  # no one thing would do: all that add up to it are named
        return f"{name} is {far}; {_together(unsure, zone_m)}: together that may be more."
    clause = what_is_open(unsure, zone_m)
    if unsure.cause == "extent":
        at = "inside, its edge may be outside" if margin >= 0 else "outside, its edge within reach"
        return f"{name}'s centre is {at}: {far}, and {clause}."
    return f"{name} is {far}, and {clause}."


def by_lines(name: str, zone_m: float, answers: Sequence[tuple[str, LineVerdict]]) -> str:
    """Say what several lines answer about a place, where two of them disagree.

    Parameters
    ----------
    name : str
    zone_m : float, metres
        The distance that was asked for.
    answers : sequence of (str, LineVerdict)
        Name with an article and answer of each line.

    Examples
    --------
    >>> held, before = LineVerdict("inside", 89_500.0), LineVerdict("outside", 103_800.0)
    >>> answers = [("the ceasefire line", held), ("the pre-1967 line", before)]
    >>> by_lines("Dumayr", 100_000.0, answers)
    'Dumayr is inside by the ceasefire line (89.5 km), outside by the pre-1967 line (103.8 km): it \
depends on whose line is meant.'
    """
    told = ", ".join(
        f"{_WORDS.get(answer.verdict, answer.verdict)} by {line} "
        f"({format_length(answer.distance_m)})"
        for line, answer in answers
    )
    near = {answer.distance_m <= zone_m for _, answer in answers if answer.verdict in _SIDES}
    depends = "it depends on whose line is meant"
    if len(near) == 1:
        depends = "the line decides whose land it is on"
    return f"{name} is {told}: {depends}."


def area_reason(name: str, share: float, part: float, whole: float, unit: str) -> str:
    """Say how much of a line or an area is inside.

    Examples
    --------
    >>> area_reason("Daraa", 0.384, 1_434.0, 3_730.0, "km²")
    '38% of Daraa lies inside the zone: 1,434 of 3,730 km².'
    """
    if share == 0:
        return f"No part of {name} lies inside the zone."
    if share >= 0.9995:
        return f"All of {name} ({whole:,.0f} {unit}) lies inside the zone."
    percent = f"{share:.0%}" if 0.005 <= share <= 0.995 else f"{share:.1%}"
    return f"{percent} of {name} lies inside the zone: {part:,.0f} of {whole:,.0f} {unit}."
