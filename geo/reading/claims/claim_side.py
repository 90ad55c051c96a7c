"""Claim side: in which country a claim holds, and on which side of its line.

Each of `RULES` reads one way of saying so; the first that fires decides. "30 km deep inside
Syria" is that side; a strip that an authority declares along its own border lies on its own land,
unless the text says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from geo.reading.claims.anchors import Anchor
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.claim_reference import Reference
from geo.reading.claims.distances import Distance
from geo.reading.claims.name_marks import BORDER, DEMONYM, NATION
from geo.reading.names import Nation

__all__ = ["RULES", "ClaimSide", "MarkedClaim", "SideRule", "claim_side"]

_BEFORE: Final = 90
"""Characters before a distance in which a country speaks for it."""
_BEHIND: Final = 60
_IN_LAND: Final = re.compile(
    rf"\b(?:in|inside|within|across|"
    rf"throughout) (?:(?:[a-z]+-?){{1,2}} ){{0,2}}?(?P<land>{NATION}+)(?:,| (?:to )?(?:be|stay|"
    rf"remain|kept|move|at least|some|about|up to|"
    r"around|a|roughly|approximately|back|by|for|is|are|were|was|will|must|should|shall|"
    r"more than))*[ ,(]{1,2}$",
    re.IGNORECASE,
)
_LAND_BEHIND: Final = re.compile(
    rf"[ ,]{{1,2}}(?:and |but )?(?:inside|into|in|within|on) (?:the )?(?:(?P<land>{NATION}+)|"
    rf"(?P<land_of>{DEMONYM}+) (?:side|territory|soil|land)\b)(?!\w|(?<!side) and)",
    re.IGNORECASE,
)
_LAND_BETWEEN: Final = re.compile(
    rf" (?:inside|into|in|within) (?P<land>{NATION}+) (?=along|from|on|at|of)", re.IGNORECASE
)
_ITS: Final = re.compile(r"(?:its|their|his|her|our)\b", re.IGNORECASE)
_AUTHORITY: Final = re.compile(
    r"\b(?:declar|clos|seal|evacuat|bann?|forb|prohibit|impos|introduc|designat|restrict|outlaw)"
    r"(?:e|es|ed|ing|s|ade|id|ids|idden|eed)?\b(?! by)|\bno-go\b|\bpermit\b"
)
"""What an authority does on its own land alone."""
_DECLARED_BY: Final = re.compile(
    rf"\b(?:declared|closed|sealed|imposed|introduced|designated|ordered) by (?:the )?"
    rf"(?:[a-z]+ ){{0,2}}(?P<land>{NATION}+)"
)


class ClaimSide(NamedTuple):
    """Where a claim holds: alpha-3 codes of the countries or None, and a side or None."""

    within: tuple[str, ...] | None
    side: str | None


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim in its sentence, for the rules that say where it holds.

    Parameters
    ----------
    marked : str
        The sentence with its names marked.
    offset : int
        Where the sentence begins in the plain text.
    nations : sequence of Nation
        Of the sentence.
    distance, anchor : Distance, Anchor
    reference : Reference
    phrase : BorderPhrase or None
        The border that the reference is, if it is one.
    words : str
        Of the reference, in the plain text.
    """

    marked: str
    offset: int
    nations: Sequence[Nation]
    distance: Distance
    anchor: Anchor
    reference: Reference
    phrase: BorderPhrase | None
    words: str

    @property
    def parties(self) -> set[str]:
        """The countries that the border parts."""
        return {code for pair in self.reference.pairs or () for code in pair}

    def nation_at(self, start: int, end: int) -> Nation | None:
        """Give the nation at some characters of the sentence."""
        start, end = start + self.offset, end + self.offset
        return next((n for n in self.nations if n.start < end and n.end > start), None)

    def party_at(self, match: re.Match[str], shift: int = 0) -> str:
        """Give the code of the country that a match says, if it can be where the claim holds."""
        group = "land" if match["land"] else "land_of"
        land = self.nation_at(match.start(group) + shift, match.end(group) + shift)
        possible = land is not None and (not self.parties or land.code in self.parties)
        return land.code if land is not None and possible else ""


def _named_with_the_distance(claim: MarkedClaim) -> str:
    if claim.anchor.land is None:
        return ""
    start, end = claim.anchor.land
    land = claim.nation_at(start - claim.offset, end - claim.offset)
    return land.code if land is not None else ""


def _named_behind(claim: MarkedClaim) -> str:
    shift = max(claim.anchor.end, claim.distance.tail) - claim.offset
    match = _LAND_BEHIND.match(claim.marked[shift : shift + _BEHIND])
    return claim.party_at(match, shift) if match is not None else ""


def _named_between(claim: MarkedClaim) -> str:
    tail = claim.distance.tail - claim.offset
    match = _LAND_BETWEEN.search(claim.marked, tail, max(claim.anchor.start - claim.offset, 0))
    if match is None:
        return ""
    land = claim.nation_at(match.start("land"), match.end("land"))
    return land.code if land is not None and land.code in claim.parties else ""


def _own_side(claim: MarkedClaim) -> str:
    """Read "Finland will fence off a strip on its side of the Russian border"."""
    if not claim.anchor.own_land or claim.phrase is None:
        return ""
    parties, begin = claim.parties, claim.distance.start
    acting = [n.code for n in claim.nations if n.end <= begin and n.code in parties]
    return acting[0] if acting else claim.phrase.owner


def _own_strip(claim: MarkedClaim) -> str:
    """Read a strip "three kilometres deep along its border": it lies on the owner's side."""
    phrase = claim.phrase
    along = claim.distance.dimension == "deep" and claim.anchor.link == "along"
    if phrase is None or not along or _ITS.match(claim.words) is None:
        return ""
    return phrase.owner


def _own_authority(claim: MarkedClaim) -> str:
    """Read "Niger declared a no-go strip along its frontier": an authority rules its own land."""
    if claim.anchor.each_side or claim.phrase is None or BORDER not in claim.marked:
        return ""
    named = _DECLARED_BY.search(claim.marked)
    if named is not None:
        return claim.party_at(named)
    verb = _AUTHORITY.search(claim.marked)
    if verb is None:
        return ""
    at = verb.start() + claim.offset
    acting = [n for n in claim.nations if n.form == "name" and n.end <= at and not n.part]
    others = {n.code for n in claim.nations if not _inside(n, claim.phrase)} - {
        n.code for n in acting
    }
    actors = {n.code for n in acting}
    if len(actors) != 1 or others & claim.parties or not actors <= claim.parties:
        return ""
    return actors.pop()


def _inside(nation: Nation, phrase: BorderPhrase) -> bool:
    return phrase.start <= nation.start and nation.end <= phrase.end


def _named_before(claim: MarkedClaim) -> str:
    shift = max(0, claim.distance.start - claim.offset - _BEFORE)
    match = _IN_LAND.search(claim.marked[shift : claim.distance.start - claim.offset])
    if match is None:
        return ""
    land = claim.nation_at(match.start("land") + shift, match.end("land") + shift)
    possible = land is not None and (not claim.parties or land.code in claim.parties)
    return land.code if land is not None and possible else ""


class SideRule(NamedTuple):
    """One way of saying where a claim holds.

    Parameters
    ----------
    name : str
    land : callable
        Gives the alpha-3 code of the country, or an empty string if the rule does not fire.
    on_that_side : bool
        Whether that country is the side of the line too.
    example : str
        A sentence in which it fires first.
    """

    name: str
    land: Callable[[MarkedClaim], str]
    on_that_side: bool
    example: str


RULES: Final = (
    SideRule(
        "named with the distance",
        _named_with_the_distance,
        True,
        "Turkey wants a zone 30 km deep inside Syria along the border.",
    ),
    SideRule(
        "named behind the border",
        _named_behind,
        True,
        "Troops must stay 10 km from the Turkish border in Syria.",
    ),
    SideRule(
        "named between distance and border",
        _named_between,
        True,
        "A 20-km buffer zone in Syria along the Turkish-Syrian border was agreed.",
    ),
    SideRule(
        "named before the distance",
        _named_before,
        False,
        "Troops in Syria must stay 20 km from the Turkish border.",
    ),
    SideRule(
        "its own side",
        _own_side,
        True,
        "Finland will fence off a strip 2 km wide along its side of the Russian border.",
    ),
    SideRule(
        "a strip along its border",
        _own_strip,
        True,
        "Poland set up a strip three kilometres deep along its border with Belarus.",
    ),
    SideRule(
        "an authority rules its own land",
        _own_authority,
        True,
        "Niger declared a no-go strip of 30 miles along its frontier with Algeria.",
    ),
)
"""How a text says on which side of a border a claim holds; the first that fires decides."""


def claim_side(claim: MarkedClaim) -> ClaimSide:
    """Say in which country a claim holds, and on which side of its line.

    Parameters
    ----------
    claim : MarkedClaim

    Returns
    -------
    ClaimSide
        Both None if the text does not say.
    """
    direction = claim.anchor.direction if claim.anchor.link == "offset" else None
    for rule in RULES:
        code = rule.land(claim)
        if code:
            return ClaimSide((code,), code if rule.on_that_side else direction)
    return ClaimSide(None, direction)
