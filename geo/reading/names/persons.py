"""Persons: which capitalised words of an article are somebody's name.

Many given names and surnames are also towns and countries (Jordan, Paris, Washington, Chad). A
word is a person's once the article has used it in a full name or behind a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from geo.reading.names.name_runs import Word
from geo.reading.text import given_names, ordinary_words, word_set

__all__ = ["Persons", "is_title"]

_TITLES: Final = word_set("persons", "titles")
_PARTICLES: Final = word_set("persons", "particles")
_NAME_JOIN: Final = re.compile(r" |-|'|\. ?| \[|\] |\n")


def is_title(word: str) -> bool:
    """Whether a word stands before a person's name: "President", "Mr", "Gen"."""
    return word.lower() in _TITLES


@dataclass(slots=True)
class Persons:
    """The persons of an article, found as its sentences are noted.

    Parameters
    ----------
    surnames : dict of str to int
        Words that were the last of a full name or stood behind a title, and how often.
    """

    surnames: dict[str, int] = field(default_factory=dict)

    def note(self, text: str, words: Sequence[Word]) -> None:
        """Take the full names of a sentence.

        Examples
        --------
        >>> from geo.reading import words_of
        >>> from geo.reading import Sentence
        >>> persons = Persons()
        >>> text = "Then Michael Jordan met President Chad Lincoln."
        >>> persons.note(text, words_of(text, Sentence(0, len(text))))
        >>> sorted(persons.surnames)
        ['Jordan', 'Lincoln']
        """
        index = 0
        while index < len(words):
            end = self._full_name(text, words, index)
            index = max(index + 1, end)

    def _full_name(self, text: str, words: Sequence[Word], index: int) -> int:
        spelled = text[words[index].start : words[index].end]
        title = is_title(spelled) and (words[index].capital or index > 0)
        given = spelled in given_names()
        if not (title or given):
            return index
        last = index
        while last + 1 < len(words):
            following = words[last + 1]
            if _NAME_JOIN.fullmatch(text, words[last].end, following.start) is None:
                break
            small = text[following.start : following.end].lower() in _PARTICLES
            if not following.capital and not small:
                break
            last += 1
            if last - index >= 5:
                break
        while last > index and not words[last].capital:
            last -= 1
        surname = text[words[last].start : words[last].end]
        # "President Obama", "Donald Trump"; one word alone is no full name.
        if (
            last > index
            and not is_title(surname)
            and surname.lower() not in ordinary_words()
            and len(surname) > 2
        ):
            self.surnames[surname] = self.surnames.get(surname, 0) + 1
        return last + 1 if last > index else index
