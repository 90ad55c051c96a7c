"""Claims: the distances of an article that somebody wants kept, agreed on or reported from a line.

`geo.reading.claims.claim_sentence` reads them out of a sentence; here is what they are, and which
of them only say one again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import Place
from geo.geodesy import Length
from geo.reading.claims.claim_reference import Reference
from geo.reading.claims.distances import Equivalent
from geo.reading.claims.doubt import Doubt
from geo.reading.names import RunnerUp
from geo.reading.text import Status

__all__ = ["Claim", "NamedPlace", "OffsetPlace", "distinct_claims", "same_length", "says_again"]

_SAME = 0.02
"""Two distances within 2 % are one that was rounded differently, as 100 km and 62 miles are."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A distance that an article counts from a line or place.

    Parameters
    ----------
    text : str
        The words from the distance to its reference.
    start, end : int
        Characters of the article's text, end exclusive.
    distance_m : float
        Metres from the reference; half of `width_m` where a width lies on both sides of a line.
    equivalents : tuple of Equivalent
        The same distance in other units, as the text gives it.
    reference : Reference
        What it is counted from.
    within : tuple of str or None
        Alpha-3 codes of the countries in which it holds; None if the text does not say.
    side : str or None
        The country's code or compass direction on which it lies, or ``"both"``.
    status : str
        ``"proposed"``, ``"demanded"``, ``"rejected"``, ``"agreed"``, ``"in force"`` or
        ``"reported"``.
    speaker : str or None
        Who says so, in the words of the article.
    approximate : bool
        "about", "some", "up to", "at least" and the like.
    sentence : str
        The sentence in which it stands.
    width_m : float or None
        The width that the text gives, where it gives one.
    heading : bool
        Whether it stands in a headline.
    unit : str
        Symbol of the unit in which the text gives it, a key of `geo.geodesy.METRES_PER_UNIT`.
    doubts : tuple of Doubt
        What the reader is not sure of in it.
    """

    text: str
    start: int
    end: int
    distance_m: float
    equivalents: tuple[Equivalent, ...]
    reference: Reference
    within: tuple[str, ...] | None
    side: str | None
    status: Status
    speaker: str | None
    approximate: bool
    sentence: str
    width_m: float | None = None
    heading: bool = False
    unit: str = "km"
    doubts: tuple[Doubt, ...] = ()

    @property
    def distance(self) -> Length:
        """The distance as it is said: its metres, its unit, and how rough it is."""
        return Length.of(self.distance_m, unit=self.unit, approximate=self.approximate)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in the text that a distance may be counted from.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    place : Place or None
        None if the gazetteer does not know it.
    rival : RunnerUp or None
        A namesake that it may well have been.
    """

    start: int
    end: int
    place: Place | None
    rival: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class OffsetPlace:
    """A place that the text gives by distance and direction: "50 km north-east of Baghdad".

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    distance_m : float
    direction : str
        ``"north"``, ``"north-east"`` and so on.
    place : Place
        From which it is counted.
    """

    start: int
    end: int
    distance_m: float
    direction: str
    place: Place


def same_length(a: float, b: float) -> bool:
    """Whether two lengths in metres are roundings of one."""
    return abs(a - b) <= _SAME * max(a, b)


def distinct_claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Leave out of the claims of an article those that only say another again.

    Parameters
    ----------
    claims : sequence of Claim

    Returns
    -------
    tuple of Claim
        Of each group of equal claims the fullest, in the order of the first of each group.
    """
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=_fullness, reverse=True):
        group = next((group for group in groups if says_again(claim, group[0])), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    order = {id(claim): index for index, claim in enumerate(claims)}
    groups.sort(key=lambda group: min(order[id(claim)] for claim in group))
    return tuple(group[0] for group in groups)


def _fullness(claim: Claim) -> tuple[bool, int, int, int]:
    return (
        claim.reference.line is not None or claim.reference.place is not None,
        len(claim.reference.pairs or ()),
        len(claim.within or ()),
        len(claim.equivalents),
    )


def says_again(claim: Claim, fuller: Claim) -> bool:
    """Whether a claim only says a fuller one again: distance, reference and land agree."""
    if not same_length(claim.distance_m, fuller.distance_m):
        return False
    if claim.within and fuller.within and claim.within != fuller.within:
        return False
    mine, other = claim.reference, fuller.reference
    if mine.pairs and other.pairs:
        return set(mine.pairs) <= set(other.pairs)
    if mine.place is not None and other.place is not None:
        return (mine.place.name, mine.place.source_id) == (other.place.name, other.place.source_id)
    return mine.pairs is None and mine.place is None
