"""Facilities: streets, rivers, churches, airports, counties, by the noun that closes their name.

The gazetteer has few of them. A facility is a mention even without a position, and the town in
its name ("Damascus International Airport") gives one where there is such a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geo.reading.names.name_runs import Name, Word
from geo.reading.text import word_set

__all__ = ["Facility", "facilities"]

_NOUNS: Final = word_set("facilities", "nouns")
_HOLDING_A_TOWN: Final = word_set("facilities", "holding a town")
_REGIONS: Final = word_set("facilities", "regions")
_SHARED: Final = frozenset(("street", "streets", "avenue", "avenues", "road", "roads", "boulevard"))
"""Written small behind the names that share them: "State and Hubbard streets"."""
_JOIN: Final = re.compile(r" |'|'s |\. |-")
_OF: Final = re.compile(r" of (?:the )?")
_NOT_FIRST: Final = word_set("facilities", "not first")
_SMALL_REGIONS: Final = frozenset(("County", "Parish", "Township", "Creek", "Hills"))
_MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Facility:
    """A facility where it stands.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    kind : str
        ``"facility"``, or ``"region"`` for counties, rivers, islands and the like.
    town : Name or None
        The name in it that says where it lies.
    in_a_town : bool
        False for islands, ranges and the like, which reach far beyond a town.
    """

    start: int
    end: int
    kind: str
    town: Name | None
    in_a_town: bool = True


def facilities(text: str, words: Sequence[Word], names: Sequence[Name]) -> tuple[Facility, ...]:
    """Find the facilities of a sentence.

    Parameters
    ----------
    text : str
        Plain text.
    words : sequence of Word
        Of the sentence.
    names : sequence of Name
        Of the sentence; a facility that is one of them already is left out.

    Returns
    -------
    tuple of Facility
        In the order of the text.

    Examples
    --------
    >>> from geo.reading import words_of
    >>> from geo.reading import Sentence
    >>> text = "They met at Holy Redeemer Church on Royal Street."
    >>> found = facilities(text, words_of(text, Sentence(0, len(text))), [])
    >>> [text[each.start : each.end] for each in found]
    ['Holy Redeemer Church', 'Royal Street']
    """
    found: list[Facility] = []
    for index, word in enumerate(words):
        noun = text[word.start : word.end]
        if noun in _SHARED:
            found.extend(_sharing(text, words, index, found[-1].end if found else 0))
            continue
        if noun not in _NOUNS:
            continue
        first, last = _first_word(text, words, index), index
        if first == index:
            # "University of Damascus"
            behind = next(
                (n for n in names if n.first > index and _OF.fullmatch(text, word.end, n.start)),
                None,
            )
            if behind is None or noun not in _HOLDING_A_TOWN:
                continue
            last = behind.last
        start, end = words[first].start, words[last].end
        inside = [
            n for n in names if n.start >= start and n.end <= end and n.listed and n.nation is None
        ]
        if any(n.last >= index and n.first <= first and last == index for n in names):
            continue
        if found and found[-1].end > start:
            continue
        town = inside[0] if inside and noun in _HOLDING_A_TOWN else None
        region = noun in _REGIONS
        small = not region or noun in _SMALL_REGIONS
        found.append(Facility(start, end, "region" if region else "facility", town, small))
    return tuple(found)


def _sharing(text: str, words: Sequence[Word], index: int, position: int) -> Iterator[Facility]:
    """Give the streets of "State and Hubbard streets", each by its own name."""
    spans: list[tuple[int, int]] = []
    last = index - 1
    while last >= 0 and words[last].capital and len(spans) < _MOST_WORDS:
        if not spans and text[words[last].end : words[index].start] != " ":
            return
        first = _first_word(text, words, last)
        if words[first].start < position or text[words[first].start : words[last].end].isdigit():
            return
        if text[words[last].start : words[last].end] in _NOT_FIRST:
            return
        spans.append((words[first].start, words[last].end))
        before = first - 1
        if before < 1 or text[words[before].start : words[before].end] != "and":
            break
        last = before - 1
    plural = text[words[index].start : words[index].end].endswith("s")
    if plural != (len(spans) > 1):
        return
    for start, end in reversed(spans):
        yield Facility(start, end, "facility", None)


def _first_word(text: str, words: Sequence[Word], index: int) -> int:
    """Find the first of the capitalised words that run up to the noun."""
    first = index
    while first and index - first < _MOST_WORDS:
        previous = words[first - 1]
        spelled = text[previous.start : previous.end]
        if _JOIN.fullmatch(text, previous.end, words[first].start) is None:
            break
        if not previous.capital and not (spelled == "s" and text[previous.start - 1] == "'"):
            break
        if spelled in _NOT_FIRST:
            break
        first -= 1
    while first < index and not words[first].capital:
        first += 1
    return first
