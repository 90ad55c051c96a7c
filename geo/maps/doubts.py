"""What is rough or doubtful about a zone, in the sentences that stand above its map.

Two questions. Is what the distance is counted from known well enough for it (`Zone.roughness`)? And
did the reader have to guess what an article means (`doubts_of`)? What they answer is never folded
away: `amber` makes one sentence of it, which map, figure and report show under their title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geo.geodesy import format_length
from geo.maps.naming import distance_in_words, line_title, thing_of
from geo.wording import listed, sentence_case, with_article

if TYPE_CHECKING:
    from geo.borders import ReferenceLine
    from geo.reading import Reading
    from geo.zones import Zone

__all__ = [
    "amber",
    "approximate",
    "doubts_of",
    "exactness",
    "reach_in_words",
    "without_codes",
]

MOST_AT_ONCE: Final = 2
"""A reader takes in so many doubts at once; a page lists the rest below."""


def reach_in_words(line: ReferenceLine) -> str:
    """Say how exact a reference is, in words that fit the thing.

    Examples
    --------
    >>> from geo.references import reference_line
    >>> reach_in_words(reference_line("pre-1967"))
    'the line is drawn to within 2 km'
    >>> reach_in_words(reference_line("33.5,36.3"))
    'the point is taken as given'
    """
    thing = thing_of(line)
    if not line.accuracy_m:
        return f"the {thing} is taken as given"
    if thing == "place":
        return f"{line_title(line)} reaches {format_length(line.accuracy_m)} from its centre"
    return f"the {thing} is drawn to within {format_length(line.accuracy_m)}"


def exactness(zone: Zone) -> str:
    """Say how exact a zone is: the sum of all that is not known, then what it is made of.

    Examples
    --------
    >>> from geo.zones import zone
    >>> exactness(zone("33.5,36.3", "about 20 km", tolerance="1 m")).partition(":")[0]
    'Exact to within 1 km in all'
    """
    edge = max(zone.edge_error_m, 0.01)
    rounding = zone.rounding_m
    total = zone.line.accuracy_m + edge + rounding
    parts = [reach_in_words(zone.line)]
    if rounding:
        parts.append(
            f"“about {distance_in_words(zone)}” leaves {format_length(rounding)} either way"
        )
    parts.append(f"the edge of the zone is drawn to within {format_length(edge)}")
    return f"Exact to within {format_length(total)} in all: {listed(parts)}."


def approximate(zone: Zone) -> str:
    """The word that stands before a distance that is not to be taken at its figure."""
    if zone.roughness:
        return "approximately"
    return "about" if zone.distance.approximate else ""


def doubts_of(zone: Zone, reading: Reading | None) -> tuple[str, ...]:
    """List what is rough or guessed about a zone, the gravest first, as sentences.

    Parameters
    ----------
    zone : Zone
    reading : Reading or None
        The article that asks for it.

    Returns
    -------
    tuple of str
        Without their stops.
    """
    claim = zone.claim
    found = [zone.roughness]
    if claim is not None and reading is not None:
        words = " ".join(claim.reference.text.split())
        found += [without_codes(doubt.sentence).rstrip(".") for doubt in claim.doubts]
        place = claim.reference.place
        if place is not None and place.score < 100:
            found.append(
                f"“{words}” is not known by that name: {with_article(place.name, kind=place.kind)} "
                "is what comes nearest to it"
            )
    return tuple(dict.fromkeys(each for each in found if each))


def _unplaced(reading: Reading) -> list[str]:
    """Why a claim has no zone of whose reference nothing is known; without it a zone is missing."""
    from geo.reading import distinct_claims

    return [
        without_codes(doubt.sentence).rstrip(".")
        for claim in distinct_claims(reading.claims)
        if claim.reference.line is None and claim.reference.place is None
        for doubt in claim.doubts
        if doubt.kind == "not in the data"
    ]


def without_codes(text: str) -> str:
    """Write a sentence of the program as one for readers: names for codes, and quotation marks.

    Examples
    --------
    >>> without_codes("'the border' is that of POL and Belarus; BLR-POL, not NATO")
    '“the border” is that of Poland and Belarus; Belarus–Poland, not NATO'
    """
    from geo.borders import countries

    names = {entry.code: entry for entry in countries()}

    def pair(found: re.Match[str]) -> str:
        codes = found[0].split("-")
        if not all(code in names for code in codes):
            return found[0]
        if len(codes) == 1:
            return names[codes[0]].in_sentence
        return "–".join(names[code].name for code in codes)

    text = re.sub(r" \([a-z]+(?:-[a-z0-9]+)+\)", "", text)
    quoted = re.sub(r"(?<!\w)(['\"])(.+?)\1(?!\w)", r"“\2”", text)
    return re.sub(r"\b[A-Z]{3}(?:-[A-Z]{3})?\b", pair, quoted)


def amber(zones: Sequence[Zone], reading: Reading | None, *, most: int = MOST_AT_ONCE) -> str:
    """Make the one sentence that stands under the title of what is drawn; nothing if all is sure.

    Parameters
    ----------
    zones : sequence of Zone
    reading : Reading or None
    most : int
        How many doubts it holds; of the others it says how many there are.

    Returns
    -------
    str
        Ends with a full stop.
    """
    found = [each for zone in zones for each in doubts_of(zone, reading)]
    if reading is not None:
        from geo.reading import undrawn_of

        undrawn = undrawn_of(reading, rough=any(zone.roughness for zone in zones))
        found = [*undrawn, *found, *_unplaced(reading)]
    found = list(dict.fromkeys(found))
    if not found:
        return ""
    more = len(found) - most
    rest = f"; {more} more doubt{'s' if more > 1 else ''}" if more > 0 else ""
    return f"{sentence_case('; '.join(found[:most]))}{rest}."
