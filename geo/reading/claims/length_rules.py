"""Length rules: which lengths of a text are claims, by the sum of the rules that fire.

Most lengths are the ranges of missiles, journeys, races, roads and places by offset. Each rule has
a name, a weight and a sentence in which it fires; a sum above zero is a claim. The weights order
the rules (a verb of travel beats "from the border", a buffer zone beats both); the tests read each
rule's own sentence, and fifty claims and fifty traps from the manner of the news.
"""

from __future__ import annotations

from typing import Final

from geo.reading.claims import length_words as words
from geo.reading.claims.anchors import Anchor
from geo.reading.claims.distances import Distance
from geo.reading.claims.length_clues import LengthClues, length_clues
from geo.reading.text import VETOED, Evidence, Rule, weigh

__all__ = ["RULES", "VETOES", "LengthEvidence", "LengthRule", "weigh_length"]

_BARE: Final = 2
"""Words before a distance up to which it stands by itself, as in a headline."""


LengthRule = Rule[LengthClues]
LengthEvidence = Evidence[LengthClues]


VETOES: Final = (
    LengthRule(
        "measures something else",
        VETOED,
        lambda c: c.distance.dimension in words.OTHER_DIMENSIONS,
        "Syria built a wall 3 metres high along the Turkish border.",
    ),
    LengthRule(
        "hangs on nothing",
        VETOED,
        lambda c: c.anchor.link == "none",
        "They walked 12 km before it rained in Damascus.",
    ),
    LengthRule(
        "how long something is",
        VETOED,
        lambda c: (
            c.distance.dimension == "long"
            or (not c.across and words.LONG_THING.match(c.following) is not None)
        ),
        "Poland built a 186-km fence along the border with Belarus.",
    ),
    LengthRule(
        "a radius round nothing",
        VETOED,
        lambda c: c.distance.dimension == "radius" and c.anchor.start < 0 and not c.anchor.zone,
        "The crater is 5 km in radius inside Syria.",
    ),
    LengthRule(
        "part of a name",
        VETOED,
        lambda c: c.in_a_name,
        "Sudan and South Sudan will clear the 14-Mile Area along their border.",
    ),
)
"""What is never a claim."""

RULES: Final = (
    LengthRule(
        "a zone measures it",
        4.0,
        lambda c: c.zone,
        "Colombia proposed a 20-mile buffer zone along its border with Venezuela.",
    ),
    LengthRule(
        "a word of order",
        2.0,
        lambda c: c.order,
        "Troops must stay 10 km from the Syrian-Turkish border.",
    ),
    LengthRule(
        "counted from something",
        1.0,
        lambda c: c.anchor.link in ("from", "along", "inside", "zone"),
        "Troops must stay 10 km from the Syrian-Turkish border.",
    ),
    LengthRule(
        "around something",
        1.5,
        lambda c: c.anchor.link == "around",
        "A zone of 15 km around Idlib was agreed.",
    ),
    LengthRule(
        "in a direction from something",
        -0.5,
        lambda c: c.anchor.link == "offset",
        "The village lies 10 km north of Homs.",
    ),
    LengthRule(
        "a width or depth",
        1.0,
        lambda c: c.across,
        "Poland has closed a strip three kilometres deep along its border with Belarus.",
    ),
    LengthRule(
        "counted from a border",
        1.0,
        lambda c: c.to_border,
        "Troops must stay 10 km from the Syrian-Turkish border.",
    ),
    LengthRule(
        "no closer than",
        2.5,
        lambda c: c.order and words.NO_CLOSER.search(c.clause[-60:]) is not None,
        "Ships may not come closer than 5 miles to Latakia.",
    ),
    LengthRule(
        "within it, by forces or by order",
        1.0,
        lambda c: c.within and not c.zone and (c.order or c.forces),
        "No militia may be within 60 km of the Jordanian border.",
    ),
    LengthRule(
        "within it",
        0.5,
        lambda c: c.within and not c.zone and not (c.order or c.forces),
        "People within 5 km of the Turkish border sang.",
    ),
    LengthRule(
        "a piece of something",
        -4.0,
        lambda c: (
            not c.within
            and c.anchor.link == "from"
            and not c.anchor.before
            and words.OF_BEHIND.match(c.after) is not None
        ),
        "The army holds 500 km of the Turkish border.",
    ),
    LengthRule(
        "a weapon's range",
        -9.0,
        lambda c: (
            words.RANGE.search(c.clause) is not None or words.RANGE_AFTER.match(c.after) is not None
        ),
        "The missile has a range of 300 km from the border with Israel.",
    ),
    LengthRule(
        "a weapon flies it",
        -3.0,
        lambda c: c.in_flight,
        "A rocket fired from Gaza struck 40 km from the border with Israel.",
    ),
    LengthRule(
        "a weapon flies it, without order",
        -3.0,
        lambda c: c.in_flight and not c.order,
        "A rocket struck a field 40 km from the border with Israel.",
    ),
    LengthRule(
        "a journey",
        -6.0,
        lambda c: (
            words.TRAVEL.search(c.clause[-90:]) is not None
            and not c.zone
            and not c.retreat
            and not c.kept_off
        ),
        "They walked 30 km from the Syrian border.",
    ),
    LengthRule(
        "a structure runs along it",
        -9.0,
        lambda c: (
            words.STRETCH.search(c.clause[-70:]) is not None
            and c.anchor.link == "along"
            and not c.across
        ),
        "The trench runs 50 km along the Ukrainian border.",
    ),
    LengthRule(
        "how far something reaches",
        -4.0,
        lambda c: (
            words.EXTENT.search(c.clause[-40:]) is not None
            and words.FROM_BEHIND.match(c.after) is not None
            and not c.zone
        ),
        "The hills extend 40 km from the Turkish border.",
    ),
    LengthRule(
        "a road between two places",
        -6.0,
        lambda c: c.road,
        "It is 150 km from Aleppo to Hama.",
    ),
    LengthRule(
        "where something lies",
        -3.0,
        lambda c: c.located,
        "The village is 10 km from the Turkish border.",
    ),
    LengthRule(
        "where something lies, without order",
        -3.0,
        lambda c: c.located and not c.order,
        "The village is 10 km from the Turkish border.",
    ),
    LengthRule(
        "where something lies, by direction",
        -1.0,
        lambda c: c.located and c.anchor.link == "offset",
        "The village is 10 km north of Homs.",
    ),
    LengthRule(
        "where something happened",
        -0.5,
        lambda c: c.event,
        "A bomb exploded 10 km from the Turkish border.",
    ),
    LengthRule(
        "where something happened, without order",
        -2.5,
        lambda c: c.event and not c.order,
        "A bomb exploded 10 km from the Turkish border.",
    ),
    LengthRule(
        "a place by offset",
        -1.0,
        lambda c: c.by_offset,
        "The camp is 10 km north of Homs.",
    ),
    LengthRule(
        "a place by offset, without order",
        -2.0,
        lambda c: c.by_offset and not c.order,
        "The camp is 10 km north of Homs.",
    ),
    LengthRule(
        "inside a country, without zone or order",
        -2.0,
        lambda c: c.anchor.link == "inside" and not c.zone and not c.order,
        "The column went 10 km into Syria from the Turkish border.",
    ),
    LengthRule(
        "nobody's forces, zone or order",
        -3.0,
        lambda c: (
            c.anchor.link in ("from", "offset")
            and not c.zone
            and not c.order
            and len(c.clause.split()) > _BARE
            and not c.posted
        ),
        "She bought a new bicycle some 10 km from the Turkish border.",
    ),
)
"""What speaks for a claim and against it. Without a word of order or a zone only where forces stand
is worth one; a phrase by itself, as in a headline, is."""


def weigh_length(marked: str, offset: int, distance: Distance, anchor: Anchor) -> LengthEvidence:
    """Weigh what speaks for reading a distance as a claim.

    Parameters
    ----------
    marked : str
        The sentence with its names marked.
    offset : int
        Where the sentence begins in the text.
    distance : Distance
        One of the sentence.
    anchor : Anchor
        What it is counted from.

    Returns
    -------
    LengthEvidence
        A claim if its weight is greater than 0.
    """
    clues = length_clues(marked, offset, distance, anchor)
    return weigh(clues, rules=RULES, vetoes=VETOES)
