"""References: the line or place that a distance is counted from, with its countries or its key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from geo.errors import BorderNotFound, LineNotFound, NotFound
from geo.gazetteer import Place
from geo.reading.claims.border_context import Pair
from geo.reading.claims.border_mentions import BorderPhrase

__all__ = ["Reference", "border_reference", "place_reference"]

_NAMES: Final = (
    (re.compile(r"golan armistice|1967", re.IGNORECASE), "pre-1967"),
    (re.compile(r"bravo", re.IGNORECASE), "bravo-1974"),
    (re.compile(r"golan|1974|alpha|purple", re.IGNORECASE), "Golan ceasefire line"),
    (re.compile(r"demilitari|DMZ|military demarcation", re.IGNORECASE), "Korean DMZ"),
)
"""What a line is called in the news, to the name or key that `geo.borders` knows."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a distance is counted from.

    Parameters
    ----------
    text : str
        The words of the article.
    kind : str
        ``"border"``, ``"line"`` (one with a name, such as the Blue Line), or ``"place"``.
    pairs : tuple of (str, str) or None
        Alpha-3 codes of the countries parted, each pair and the pairs in alphabetical order.
    place : Place or None
        For a place; None if the gazetteer does not know it.
    line : str or None
        Key for `geo.borders.line`; None if the data holds no such line.
    """

    text: str
    kind: Literal["border", "place", "line"]
    pairs: tuple[Pair, ...] | None = None
    place: Place | None = None
    line: str | None = None


def place_reference(text: str, place: Place | None) -> Reference:
    """Take a place as what a distance is counted from."""
    return Reference(text, "place", place=place)


def border_reference(text: str, phrase: BorderPhrase) -> tuple[Reference, str]:
    """Find the countries and the key of the line that a border phrase means.

    Parameters
    ----------
    text : str
        The words of the article.
    phrase : BorderPhrase
        What the grammar made of them.

    Returns
    -------
    Reference
        Without pairs or key if the data holds no such line.
    doubt : str
        What is uncertain about it, in one sentence; empty if nothing is.
    """
    kind: Literal["border", "line"] = "line" if phrase.line else "border"
    try:
        key, pairs = _known_line(phrase.line, phrase.owner, phrase.side, phrase.pairs)
    except (NotFound, BorderNotFound, LineNotFound) as error:
        return Reference(text, kind, phrase.pairs or None), f"{text!r}: {error}"
    if not key:
        why = phrase.because or "it is not in the data"
        return Reference(text, kind, phrase.pairs or None), f"{text!r} could not be placed: {why}"
    doubt = f"{text!r}: {phrase.because}" if phrase.because else ""
    return Reference(text, kind, pairs, line=key), doubt


@lru_cache(maxsize=512)
def _known_line(
    name: str, owner: str, side: str, pairs: tuple[Pair, ...]
) -> tuple[str, tuple[Pair, ...]]:
    from geo.borders import DEFAULT_LINES, border_side, find_border, line, named_line

    if name:
        known = next((key for pattern, key in _NAMES if pattern.search(name)), name)
        found = find_border(known)
        if found is not None:
            return found.key, _pairs(found)
    if owner and side and not pairs:
        found = border_side(owner, side)
        return found.key, _pairs(found)
    if not pairs:
        return "", ()
    for key in DEFAULT_LINES:
        if set(named_line(key).pairs) == set(pairs):
            return key, pairs
    found = line("+".join("-".join(pair) for pair in pairs))
    return found.key, pairs


def _pairs(line: object) -> tuple[Pair, ...]:
    from geo.borders import ReferenceLine

    assert isinstance(line, ReferenceLine)
    return tuple(sorted((pair[0], pair[1]) for pair in line.pairs))
