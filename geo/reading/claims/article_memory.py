"""Article memory: what an article has named so far, for "the plant", "the city" and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from geo.reading.claims.claim import NamedPlace
from geo.reading.claims.reference_noun import answers_to, reference_noun
from geo.reading.text import PlainText, Sentence

__all__ = ["ArticleMemory"]

_FACILITY: Final = re.compile(
    r"(?:'s)?(?: (?:nuclear|power|thermal|air|naval|military|international|refugee|gas|oil))*"
    r" ([a-z]+)"
)
_TOWN_WORDS: Final = frozenset(("city", "town", "village", "capital", "port"))
_KEPT: Final = 40


@dataclass(slots=True)
class ArticleMemory:
    """The text of an article and the places that its sentences have named.

    Parameters
    ----------
    original : str
        The article's text.
    plain : PlainText
        The same, plain; all offsets here are those of the plain text.
    """

    original: str
    plain: PlainText
    _recent: list[NamedPlace] = field(default_factory=list)
    _by_noun: dict[str, NamedPlace] = field(default_factory=dict)

    def words(self, start: int, end: int) -> str:
        """Give the words of the article between two offsets."""
        return self.original[slice(*self.plain.span(start, end))]

    def remember(self, sentence: Sentence, places: Sequence[NamedPlace]) -> None:
        """Keep what "the plant" and "the city" may mean in the sentences that follow."""
        text = self.plain.text
        for place in places:
            self._recent.append(place)
            facility = _FACILITY.match(text[place.end : min(place.end + 48, sentence.end)])
            own = text[place.start : place.end].rpartition(" ")[2].lower()
            self._by_noun[own] = place
            if facility is not None:
                self._by_noun[facility[1]] = _facility(place, place.start, facility)
        del self._recent[:-_KEPT]

    def place_meant(self, words: str) -> NamedPlace | None:
        """Find what "the plant" or "the city" stands for, from what was named before.

        Its place is None where a plant was named and only the town of that name is known.
        """
        noun = words.rsplit(maxsplit=1)[-1].lower()
        named = self._by_noun.get(noun)
        if named is not None or noun not in _TOWN_WORDS:
            return named
        towns = (p for p in reversed(self._recent) if p.place and p.place.kind == "city")
        return next(towns, None)


def _facility(named: NamedPlace, start: int, behind: re.Match[str]) -> NamedPlace:
    """Take "Zaporizhzhia nuclear power plant" for what it is, not for the town."""
    noun = reference_noun("", "", behind[0])
    known = named.place is not None and answers_to(noun, named.place)
    return NamedPlace(start, behind.end() + named.end, named.place if known else None)
