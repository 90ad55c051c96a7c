"""Head nouns: the word of a reference that says what it is, and which places answer to it.

"20 km around the Fukushima Daiichi plant" is counted from the plant, not from the town of the
name; "10 km of the Dnipro river" from the river. A place of another kind is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from geo.gazetteer import Place
from geo.reading.text import word_set

__all__ = ["answers_to", "reference_noun"]

_WATER: Final = word_set("head nouns", "water")
_COAST: Final = word_set("head nouns", "coast")
_GROUND: Final = word_set("head nouns", "ground")
_FACILITY: Final = word_set("head nouns", "facility")
_DIVISION: Final = word_set("head nouns", "division")
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(_WATER, frozenset(("river", "lake", "sea", "strait", "water", "canal"))),
    **dict.fromkeys(_COAST, frozenset(("coast",))),
    **dict.fromkeys(
        _GROUND,
        frozenset(
            ("island", "mountain", "volcano", "valley", "admin1", "admin2", "region", "country")
        ),
    ),
    **dict.fromkeys(
        _FACILITY, frozenset(("facility", "crossing", "airport", "plant", "dam", "base", "port"))
    ),
    **dict.fromkeys(
        _DIVISION, frozenset(("admin1", "admin2", "region", "area", "separation area", "country"))
    ),
}
"""A head noun to the kinds of place that answer to it."""
_NOUN: Final = "|".join(sorted(_KINDS, key=len, reverse=True))
_QUALIFIED: Final = (
    r"(?:(?:nuclear|power|thermal|gas|oil|air|naval|military|chemical|international|main|border|"
    r"refugee|train|research|hydroelectric|wind|solar|steel|coal|fuel|enrichment|missile|space|"
    r"army|offshore|desalination|water)[ -])*"
)
_FIRST: Final = re.compile(
    rf"(?:the )?{_QUALIFIED}(?P<noun>{_NOUN}) (?:of|at|in|near) ", re.IGNORECASE
)
_AT: Final = re.compile(
    rf"(?P<noun>{'|'.join(sorted(_FACILITY | _WATER | _COAST, key=len, reverse=True))})"
    r"(?: of| at| in| near)(?: the)? $",
    re.IGNORECASE,
)
_LAST: Final = re.compile(rf"[ -](?P<noun>{_NOUN})$", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"(?:'s)? {_QUALIFIED}(?P<noun>{_NOUN})(?![\w-])", re.IGNORECASE)
_AHEAD: Final = re.compile(
    r"(?P<noun>River|Lake|Mount|Mt\.?|Cape|Camp|Fort|Gulf of|Bay of|Strait of|"
    r"(?:strait|gulf|bay|mouth|banks?|shores?) of(?: the)?) $"
)
_AHEAD_NOUNS: Final = {"mount": "mountain", "mt": "mountain", "fort": "base", "mouth": "river"}


def reference_noun(before: str, words: str, behind: str) -> str:
    """Find the noun that says what a reference is.

    Parameters
    ----------
    before, words, behind : str
        What stands before the reference, its own words, and what stands behind it.

    Returns
    -------
    str
        In small letters; empty if none of the nouns that are known.

    Examples
    --------
    >>> reference_noun("around the ", "Fukushima Daiichi", " nuclear plant")
    'plant'
    >>> reference_noun("around ", "Homs", ".")
    ''
    """
    for pattern, text in ((_FIRST, words), (_BEHIND, behind)):
        match = pattern.match(text)
        if match is not None:
            return match["noun"].lower()
    match = _LAST.search(words) or _AT.search(before)
    if match is not None:
        return match["noun"].lower()
    match = _AHEAD.search(before)
    if match is None:
        return ""
    noun = match["noun"].lower().split()[0].rstrip(".")
    noun = _AHEAD_NOUNS.get(noun, noun)
    return noun if noun in _KINDS else "river"


def answers_to(noun: str, place: Place) -> bool:
    """Say whether a place is of the kind that a head noun names.

    Parameters
    ----------
    noun : str
        As `reference_noun` gives it; an empty one is answered by every place.
    place : Place
    """
    if not noun or place.kind in _KINDS[noun] or place.kind == noun:
        return True
    # "the Falkland Islands", "Gaza Strip": the noun belongs to the name of an area as it is filed.
    own = place.name.lower().split()
    return noun in own and (noun in _GROUND or noun in _DIVISION)
