"""Names: the longest runs of words in a text that some country, place or region is called.

The index of place names answers for whole words at once, so no automaton over its half a million
spellings is built: that took 2 s at every start, and an article has only some hundred runs of
capitalised words to ask for. Word boundaries, articles, accents and case come with the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.gazetteer import is_vague, known
from geo.reading.names.nations import NationName, nation_named
from geo.reading.text import Sentence, state_abbreviations, word_set

__all__ = ["Name", "Word", "find_names", "words_of"]

_WORD: Final = re.compile(r"[^\W_]+")
_JOIN: Final = re.compile(r" |\n|-|'|\. ?|\.?-| ?& ?")
_SMALL: Final = word_set("names", "small")
_ARTICLES: Final = word_set("names", "articles")
_INSIDE: Final = _SMALL | _ARTICLES
_SHOUTED: Final = frozenset(("AS", "IN", "OF", "ON", "AND", "AT", "FOR", "TO", "BY", "AN", "IS"))
"""Small words in a headline of capitals: no name begins or ends with them."""
_LONGEST: Final = 6
_LEAST_LETTERS: Final = 3
"""Letters that a run with digits in it must have to be looked up: "3.4" and "46" name no place."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, in the plain text, and whether it begins with a capital or digit."""

    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that is a name of some place.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    first, last : int
        The first and the last of the sentence's words.
    written : str
        What to look up: as in the plain text, with a line break read as a space, or the full name
        of a state that is shortened.
    nation : NationName or None
        What it says of nations.
    listed : bool
        Whether the gazetteer has it; a name that it has not is a region without an outline.
    """

    start: int
    end: int
    first: int
    last: int
    written: str
    nation: NationName | None
    listed: bool


def words_of(text: str, sentence: Sentence) -> tuple[Word, ...]:
    """Cut a sentence into words.

    Examples
    --------
    >>> [word.capital for word in words_of("In Deir ez-Zor", Sentence(0, 14))]
    [True, True, False, True]
    """
    return tuple(
        Word(match.start(), match.end(), match[0][0].isupper() or match[0][0].isdigit())
        for match in _WORD.finditer(text, sentence.start, sentence.end)
    )


def find_names(text: str, sentences: Sequence[Sequence[Word]]) -> list[list[Name]]:
    """Find the names of a text.

    Parameters
    ----------
    text : str
        Plain text.
    sentences : sequence of sequence of Word
        The words of each sentence.

    Returns
    -------
    list of list of Name
        For each sentence, in its order; none overlap, the longer one is kept.

    Examples
    --------
    >>> text = "It went from the Golan Heights to New York City."
    >>> words = words_of(text, Sentence(0, len(text)))
    >>> [name.written for name in find_names(text, [words])[0]]
    ['Golan Heights', 'New York City']
    """
    runs = [[_runs(text, words, index) for index in range(len(words))] for words in sentences]
    distinct = {written for each in runs for starts in each for _, written in starts}
    listed = known(distinct)
    nations = {written: nation_named(written) for written in distinct}
    vague = _vague(
        written for written in distinct if written not in listed and nations[written] is None
    )
    return [
        _longest(text, words, each, nations, listed, vague)
        for words, each in zip(sentences, runs, strict=True)
    ]


def _vague(names: Iterable[str]) -> set[str]:
    return {name for name in names if name[0].isupper() and name.count(" ") < 3 and is_vague(name)}


def _runs(text: str, words: Sequence[Word], index: int) -> list[tuple[int, str]]:
    """List the runs from one word on that may be a name: index of the last word, and text."""
    first = words[index]
    if text[first.start : first.end] in _SHOUTED:
        return []
    if not first.capital:
        article = text[first.start : first.end] in _ARTICLES
        follows = index + 1 < len(words) and words[index + 1].capital
        if not (article and follows and text[first.end : first.end + 1] == "-"):
            return []
    if text[first.start : first.end] == "The" and (index == 0 or words[index - 1].capital):
        return []  # a sentence or a headline begins so; "the Hague" is found without it
    found: list[tuple[int, str]] = []
    for last in range(index, min(index + _LONGEST, len(words))):
        word = words[last]
        if last > index and _JOIN.fullmatch(text, words[last - 1].end, word.start) is None:
            break
        if word.capital and text[word.start : word.end] not in _SHOUTED:
            written = text[first.start : word.end].replace("\n", " ")
            if not _is_number(written):
                found.append((last, written))
        elif text[word.start : word.end].lower() not in _INSIDE:
            break
    return found


def _is_number(written: str) -> bool:
    """Whether a run is a number, with its unit perhaps: no name of a place is one."""
    letters = sum(letter.isalpha() for letter in written)
    return letters < _LEAST_LETTERS and any(letter.isdigit() for letter in written)


def _longest(
    text: str,
    words: Sequence[Word],
    runs: Sequence[Sequence[tuple[int, str]]],
    nations: dict[str, NationName | None],
    listed: set[str],
    vague: set[str],
) -> list[Name]:
    found: list[Name] = []
    index = 0
    while index < len(words):
        following = index + 1
        state = _state(text, words, index)
        if state is not None:
            found.append(state)
            index = state.last + 1
            continue
        for last, written in reversed(runs[index]):
            nation = nations[written]
            if nation is None and last == index:
                nation = _half(text, words, index)
            if nation is not None or written in listed or written in vague:
                end = words[last].end
                # The closing point of "U.S." belongs to the name.
                if "." in written and " " not in written and text[end : end + 1] == ".":
                    end += 1
                found.append(
                    Name(
                        words[index].start,
                        end,
                        index,
                        last,
                        text[words[index].start : end].replace("\n", " "),
                        nation,
                        written in listed,
                    )
                )
                following = last + 1
                break
        index = following
    return found


def _half(text: str, words: Sequence[Word], index: int) -> NationName | None:
    """Read a half of a compound of two nations: "Sino-Indian", "Pak-Afghan", "Af-Pak"."""
    word = words[index]
    written = text[word.start : word.end]
    if index + 1 < len(words) and text[word.end : words[index + 1].start] == "-":
        behind = text[words[index + 1].start : words[index + 1].end]
        if nation_named(behind) or nation_named(behind, clipped=True):
            return nation_named(written, prefix=True)
    if index and text[words[index - 1].end : word.start] == "-":
        before = text[words[index - 1].start : words[index - 1].end]
        if nation_named(before) or nation_named(before, prefix=True):
            return nation_named(written, clipped=True)
    return None


def _state(text: str, words: Sequence[Word], index: int) -> Name | None:
    """Read a shortened state behind a town: "Helena, Mont."."""
    start = words[index].start
    if text[max(0, start - 2) : start] != ", ":
        return None
    for last in range(min(index + 3, len(words)) - 1, index - 1, -1):
        end = words[last].end + 1
        full = state_abbreviations().get(text[start:end])
        if full is not None:
            return Name(start, end, index, last, full, None, True)
    return None
