"""Length clues: what stands around a distance, as far as it tells a claim from another length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo.reading.claims import length_words as words
from geo.reading.claims.anchors import Anchor
from geo.reading.claims.distances import Distance
from geo.reading.claims.name_marks import BORDER

__all__ = ["LengthClues", "length_clues"]

_LOOK_BACK: Final = 200
"""Characters before a distance in which words speak for or against it."""
_LOOK_AHEAD: Final = 160
_TITLED: Final = 0.6
"""Share of words with capitals from which a sentence is written like a headline."""


@dataclass(frozen=True, slots=True)
class LengthClues:
    """What the rules look at: a distance in its sentence, and what its surroundings say.

    Parameters
    ----------
    distance, anchor : Distance, Anchor
    clause : str
        What stands before the distance, from the last stop on, with names marked.
    after : str
        What stands behind it and its equivalents.
    following : str
        What stands behind its unit.
    zone : bool
        Whether a zone or a radius is what it measures.
    order : bool
        Whether somebody demands, forbids, agrees: a word of order.
    to_border : bool
        Whether it is counted from a border.
    road : bool
        Whether another place follows the reference: "from Aleppo to Hama".
    in_a_name : bool
        Whether it is a part of a name, as in "the 14-Mile Area".
    """

    distance: Distance
    anchor: Anchor
    clause: str
    after: str
    following: str
    zone: bool
    order: bool
    to_border: bool
    road: bool
    in_a_name: bool

    @property
    def across(self) -> bool:
        """Whether it is a width or a depth."""
        return self.distance.dimension in ("wide", "deep")

    @property
    def kept_off(self) -> bool:
        """Whether "closer than" stands before it."""
        return words.KEPT_OFF.search(self.clause) is not None

    @property
    def retreat(self) -> bool:
        """Whether somebody goes back by it."""
        return words.RETREAT.search(self.clause[-60:]) is not None

    @property
    def within(self) -> bool:
        """Whether "within" or the like stands before it."""
        return words.WITHIN.search(self.clause) is not None

    @property
    def forces(self) -> bool:
        """Whether forces are spoken of before it."""
        return words.FORCES.search(self.clause) is not None

    @property
    def in_flight(self) -> bool:
        """Whether a weapon flies it."""
        flies = words.FLIGHT.search(self.clause + " " + self.after[:40]) is not None
        weapon = words.WEAPON.search(self.clause) is not None
        return weapon and flies and not self.zone and not self.kept_off

    @property
    def located(self) -> bool:
        """Whether it says where something lies."""
        return not self.zone and words.LOCATED.search(self.clause) is not None

    @property
    def event(self) -> bool:
        """Whether it says where something happened."""
        happened = words.EVENT.search(self.clause) is not None
        return happened and not self.zone and not self.retreat

    @property
    def by_offset(self) -> bool:
        """Whether it gives a place by direction: "10 km north of Homs"."""
        return self.anchor.link == "offset" and not self.to_border and not self.zone

    @property
    def posted(self) -> bool:
        """Whether forces stand there."""
        return self.forces and words.POSTED.search(self.clause) is not None


def length_clues(marked: str, offset: int, distance: Distance, anchor: Anchor) -> LengthClues:
    """Look around a distance; parameters as for `geo.reading.claims.length_rules.weigh_length`."""
    begin, tail, end = (at - offset for at in (distance.start, distance.tail, distance.end))
    clause = re.split(r"[;:]|\. ", marked[max(0, begin - _LOOK_BACK) : begin])[-1]
    after = marked[tail : tail + _LOOK_AHEAD]
    following = marked[end : end + _LOOK_AHEAD // 2]
    radius = distance.dimension == "radius" or words.RADIUS_BEFORE.search(clause) is not None
    behind = anchor.link == "from" and not anchor.before and anchor.end >= 0
    return LengthClues(
        distance=distance,
        anchor=anchor,
        clause=clause,
        after=after,
        following=following,
        zone=anchor.zone or radius,
        order=words.NORMATIVE.search(clause) is not None
        or words.NORMATIVE.search(after) is not None,
        to_border=anchor.start >= 0 and marked[anchor.start - offset] == BORDER,
        road=behind and words.TO_PLACE.match(marked, anchor.end - offset) is not None,
        in_a_name=distance.adjective
        and words.PART_OF_A_NAME.match(following) is not None
        and not _is_titled(marked),
    )


def _is_titled(marked: str) -> bool:
    """Whether most words have capitals, so that a capital says little."""
    spelled = re.findall(r"\b[A-Za-z]{4,}", marked)
    capitals = sum(1 for word in spelled if word[0].isupper())
    return capitals > _TITLED * len(spelled)
