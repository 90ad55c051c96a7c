"""Place names: which names of an article are places where they stand, and what is said of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.reading.mentions import THRESHOLD, Occurrence, occurrence_score
from geo.reading.names import Name, Word, find_names
from geo.reading.persons import Persons
from geo.reading.resolution import Hints, senses_of
from geo.reading.sentences import Sentence

__all__ = ["PlaceName", "hints_of", "is_nation", "place_names"]

_KIND_WORDS: Final = {
    "province": "admin1",
    "provinces": "admin1",
    "governorate": "admin1",
    "state": "admin1",
    "region": "admin1",
    "prefecture": "admin1",
    "oblast": "admin1",
    "city": "city",
    "town": "city",
    "village": "city",
    "capital": "city",
    "port": "city",
    "airport": "city",
}
_SURE: Final = 1.0
_ELSEWHERE: Final = 1.2
"""What a name gains everywhere once it has passed `THRESHOLD` by `_SURE` somewhere."""
_LARGE: Final = 500_000


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name that was taken for a place.

    Parameters
    ----------
    name : Name
    sentence : int
        Index of its sentence.
    container : str
        The state or country that follows, as in "Paris, Texas"; empty if none.
    kind_word : str
        The kind that a word beside it tells, ``"admin1"`` or ``"city"``; empty if none.
    """

    name: Name
    sentence: int
    container: str
    kind_word: str


def place_names(
    text: str, sentences: Sequence[Sentence], words: Sequence[Sequence[Word]]
) -> list[PlaceName]:
    """Find the names that mean a place where they stand.

    Parameters
    ----------
    text : str
        Plain text.
    sentences : sequence of Sentence
    words : sequence of sequence of Word
        The words of each sentence.

    Returns
    -------
    list of PlaceName
        In the order of the text.

    Examples
    --------
    >>> from geo.reading.names import words_of
    >>> text = "Michael Jordan flew from Amman to Paris, Texas."
    >>> whole = Sentence(0, len(text))
    >>> [(p.name.written, p.container) for p in place_names(text, [whole], [words_of(text, whole)])]
    [('Amman', ''), ('Paris', 'Texas'), ('Texas', '')]
    """
    persons = Persons()
    small: Counter[str] = Counter()
    for here in words:
        persons.note(text, here)
        small.update(text[word.start : word.end] for word in here if not word.capital)
    scored: list[tuple[float, PlaceName]] = []
    for index, names in enumerate(find_names(text, words)):
        titled = _is_titled(words[index])
        for position, name in enumerate(names):
            container = _container(text, names, position)
            occurrence = Occurrence(
                text,
                words[index],
                name,
                sentences[index].start,
                sentences[index].end,
                titled,
                container,
                _in_list(text, names, position),
            )
            senses = senses_of(name.written) if name.listed else ()
            score = occurrence_score(occurrence, senses, persons, small)
            scored.append((score, PlaceName(name, index, container, _kind_word(text, name))))
    sure = {found.name.written for score, found in scored if score >= THRESHOLD + _SURE}
    return [
        found
        for score, found in scored
        if score + _ELSEWHERE * (found.name.written in sure) >= THRESHOLD
    ]


def hints_of(found: Sequence[PlaceName]) -> list[Hints]:
    """Gather what the text says around the occurrences of each name that is to be resolved."""
    hints: dict[str, Hints] = {}
    for each in found:
        wide = each.name.nation is not None and not each.name.nation.codes
        if wide or not each.name.listed:
            continue
        hint = hints.setdefault(each.name.written, Hints(each.name.written))
        if each.container:
            hint.containers[each.container] += 1
        if each.kind_word:
            hint.kinds[each.kind_word] += 1
    return list(hints.values())


def is_nation(name: Name, counts: Counter[str]) -> bool:
    """Say whether a name means a country or its people, and not a province that shares the name.

    Parameters
    ----------
    name : Name
    counts : Counter of str
        How often the article names each country, by alpha-3 code: "Georgia" is the state where
        the United States are named more often than Georgia itself.
    """
    nation = name.nation
    if nation is None or not nation.codes:
        return False
    if nation.form == "demonym":
        return True
    code = nation.codes[0]
    rivals = [
        sense.country
        for sense in senses_of(name.written)
        if sense.kind == "admin1" and sense.country != code and sense.population > 4 * _LARGE
    ]
    return not any(counts[rival] > 1 and counts[rival] >= counts[code] for rival in rivals)


def _is_titled(words: Sequence[Word]) -> bool:
    """Whether most words have capitals, as in a headline."""
    long = [word for word in words if word.end - word.start > 3]
    return len(long) > 2 and sum(word.capital for word in long) > 0.8 * len(long)


def _container(text: str, names: Sequence[Name], position: int) -> str:
    """Give the state or country behind "Paris, Texas" and "Austin (Texas)"."""
    if position + 1 >= len(names):
        return ""
    name, following = names[position], names[position + 1]
    between = text[name.end : following.start]
    nation = following.nation
    if between not in (", ", " (", ",\n") or (nation is not None and nation.form == "demonym"):
        return ""
    senses = senses_of(name.written)
    if any(sense.kind == "admin1" and sense.population > _LARGE for sense in senses):
        return ""  # "Oklahoma, Pennsylvania and Ohio" is a list
    if nation is not None:
        inside = any(s.country in nation.codes and s.kind != "country" for s in senses)
    else:
        states = {(s.country, s.name) for s in senses_of(following.written) if s.kind == "admin1"}
        inside = any(s.row[10] and (s.country, s.row[10]) in states for s in senses)
    return following.written if inside else ""


def _in_list(text: str, names: Sequence[Name], position: int) -> bool:
    """Whether another name stands next to this in a list: "Aleppo, Homs and Hama"."""
    name = names[position]
    gaps = []
    if position:
        gaps.append(text[names[position - 1].end : name.start])
    if position + 1 < len(names):
        gaps.append(text[name.end : names[position + 1].start])
    return any(gap in (", ", " and ", ", and ", " or ", " to ") for gap in gaps)


def _kind_word(text: str, name: Name) -> str:
    after = re.match(r" (?:'s )?([a-z]+)", text[name.end : name.end + 24])
    if after and after[1] in _KIND_WORDS:
        return _KIND_WORDS[after[1]]
    before = re.search(r"\b([a-z]+)(?: of|,)? $", text[max(0, name.start - 24) : name.start])
    return _KIND_WORDS.get(before[1], "") if before else ""
