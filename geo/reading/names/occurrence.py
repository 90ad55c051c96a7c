"""Occurrence: a name where it stands, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from geo.gazetteer import Sense
from geo.reading.names import mention_words as words_of_mentions
from geo.reading.names.name_runs import Name, Word
from geo.reading.names.persons import Persons, is_title
from geo.reading.text import given_names, ordinary_words

__all__ = ["BeforeRole", "Occurrence"]

_AROUND: Final = 60
"""Characters before and behind a name that are looked at."""
_FIRST: Final = 3
"""A name that begins so near to the start of its sentence is its first word."""
_WELL_KNOWN: Final = 5.5
"""Weight of a sense from which everybody knows the place: some 300,000 people."""
_BESIDE_BEFORE: Final = frozenset((" ", ". ", "-", "\n", ' "'))
_BESIDE_BEHIND: Final = frozenset((" ", "-", "\n"))

BeforeRole = Literal["", "title", "small title", "given name", "first capital", "capital"]
"""What the word before a name is, as far as it makes the name a person's."""


@dataclass(slots=True)
class Occurrence:
    """A name where it stands.

    Parameters
    ----------
    text : str
        Plain text of the article.
    words : sequence of Word
        Of the sentence.
    name : Name
        One of the sentence.
    begin, end : int
        The sentence.
    titled : bool
        Whether the sentence has capitals on most words, so that a capital says little.
    container : str
        The name of the state or country that follows as in "Paris, Texas"; empty if none.
    listed_beside : bool
        Whether another mention stands beside it in a list.
    senses : sequence of Sense
        What the gazetteer has under the name.
    persons : Persons
        Of the whole article.
    small : mapping of str to int
        How often each word stands in small letters in the article.
    """

    text: str
    words: Sequence[Word]
    name: Name
    begin: int
    end: int
    titled: bool
    container: str
    listed_beside: bool
    senses: Sequence[Sense]
    persons: Persons
    small: Mapping[str, int]
    before: str = field(init=False)
    after: str = field(init=False)
    low: str = field(init=False)
    single: bool = field(init=False)
    is_nation: bool = field(init=False)
    preposition: str = field(init=False)
    before_role: BeforeRole = field(init=False)

    def __post_init__(self) -> None:
        name = self.name
        self.before = self.text[max(self.begin, name.start - _AROUND) : name.start]
        self.after = self.text[name.end : min(self.end, name.end + _AROUND)]
        self.low = name.written.lower().rstrip(".")
        self.single = name.first == name.last
        self.is_nation = name.nation is not None
        self.preposition = self._preposition()
        self.before_role = self._before_role()

    def _preposition(self) -> str:
        """Give "in", "from" or "with" for how plainly the word before is one of places."""
        if words_of_mentions.IN.search(self.before):
            return "in"
        if words_of_mentions.STRONG_TO.search(self.before):
            return "from"
        return "with" if words_of_mentions.TO.search(self.before) else ""

    def _before_role(self) -> BeforeRole:
        previous = self.previous
        if previous is None or self.titled or self.gap_before not in _BESIDE_BEFORE:
            return ""
        word = self.text[previous.start : previous.end]
        if is_title(word) and self._is_office(word, previous):
            return "title"
        if is_title(word) and not self.is_nation:
            return "small title"
        initial = previous.capital and len(word) == 1 and self.gap_before == ". "
        if word in given_names() or initial:
            return "given name"
        opening = word.lower() in words_of_mentions.FIRST_IN_CAPITALS
        if not previous.capital or opening or self.is_nation:
            return ""
        return "first capital" if previous.start - self.begin < _FIRST else "capital"

    def _is_office(self, word: str, previous: Word) -> bool:
        return previous.capital and words_of_mentions.OFFICE_OF.search(word.lower()) is None

    @property
    def previous(self) -> Word | None:
        """The word before."""
        return self.words[self.name.first - 1] if self.name.first else None

    @property
    def following(self) -> Word | None:
        """The word behind."""
        behind = self.name.last + 1
        return self.words[behind] if behind < len(self.words) else None

    @property
    def gap_before(self) -> str:
        """What stands between the word before and the name."""
        return self.text[self.previous.end : self.name.start] if self.previous else ""

    @property
    def gap_behind(self) -> str:
        """What stands between the name and the word behind."""
        return self.text[self.name.end : self.following.start] if self.following else ""

    @property
    def word_behind(self) -> str:
        """The word behind in small letters, if it has a capital and stands beside; else empty."""
        word = self.following
        if word is None or not word.capital or self.gap_behind not in _BESIDE_BEHIND:
            return ""
        return self.text[word.start : word.end].lower()

    @property
    def first(self) -> bool:
        """Whether it opens its sentence."""
        return self.name.start - self.begin < _FIRST

    @property
    def ordinary(self) -> bool:
        """Whether it is one word that is an ordinary one too, and no country."""
        return self.single and not self.is_nation and self.low in ordinary_words()

    @property
    def unknown_word(self) -> bool:
        """Whether it is one word and no country, so that it may be anything."""
        return self.single and not self.is_nation

    @property
    def known_well(self) -> bool:
        """Whether everybody knows a place of the name."""
        return any(sense.weight >= _WELL_KNOWN for sense in self.senses)

    @property
    def spelled(self) -> str:
        """Its last word."""
        last = self.words[self.name.last]
        return self.text[last.start : last.end]

    @property
    def given_name(self) -> bool:
        """Whether it is one word that is a given name too."""
        return self.single and self.spelled in given_names()

    @property
    def surname(self) -> bool:
        """Whether the article has it as a surname, and nothing says that it is a place here."""
        return self.single and self.spelled in self.persons.surnames and not self.strong_place

    @property
    def strong_place(self) -> bool:
        """Whether "in" before it or a state behind it says that it is a place."""
        return self.preposition == "in" or bool(self.container)

    @property
    def says(self) -> bool:
        """Whether it speaks: "said", "told"."""
        return words_of_mentions.SAYS.match(self.after) is not None

    @property
    def full_name(self) -> bool:
        """Whether a given name stands before a surname: "Paris Hilton"."""
        return self.given_name and bool(self.word_behind) and not self.titled

    @property
    def place_word_behind(self) -> bool:
        """Whether the word behind is no surname: "Jordan River", "Paris Times"."""
        word = self.word_behind
        return (
            word in words_of_mentions.FACILITY_AFTER
            or word in words_of_mentions.ORGANISATION_AFTER
            or word in ordinary_words()
        )

    @property
    def name_goes_on(self) -> str:
        """The word with a capital that goes on, in small letters; empty if none, or in a title."""
        return "" if self.titled or self.gap_behind == "-" else self.word_behind
