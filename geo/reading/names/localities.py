"""Localities: where a street or a school lies that no gazetteer has, and where an article is from.

A street stands for its town: the town that the sentence names with it, or else the one that the
article is about. The place given is that town, with the town's extent, and says so.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from geo.gazetteer import Place, alpha3_of
from geo.reading.names.nations import nation_named
from geo.reading.names.place_name import PlaceName
from geo.reading.text import Article, word_set

__all__ = ["Localities", "home_of"]

_TOWNS: Final = frozenset(("city", "admin2"))
_JOINED: Final = re.compile(r",? (?:in|of|at|near) (?:the )?(?:[a-z]+ ){0,2}|, ")
_CLOSE: Final = 200
"""Characters within which a town speaks for a street before it does for the article."""
_SHARE: Final = 0.34
"""Of the mentions of towns that one needs to be what the article is about."""
_LARGE_TOWN: Final = 50_000
_FAR_DEGREES: Final = 1.5
_STREET_M: Final = 10_000.0


@dataclass(slots=True)
class Localities:
    """The towns of an article, for what lies in them.

    Parameters
    ----------
    text : str
        Plain text.
    found : sequence of PlaceName
    places : mapping of str to Place
        What their names were resolved to.
    """

    text: str
    found: Sequence[PlaceName]
    places: Mapping[str, Place]
    _towns: list[tuple[int, int, Place]] = field(default_factory=list)
    _main: Place | None = None

    def __post_init__(self) -> None:
        counts: Counter[str] = Counter()
        for each in self.found:
            place = self.places.get(each.name.written)
            nation = each.name.nation is not None
            if place is not None and not nation and place.kind in _TOWNS and not _is_site(place):
                self._towns.append((each.name.start, each.name.end, place))
                counts[place.source_id] += 1
        if counts:
            most, count = counts.most_common(1)[0]
            main = next(town for _, _, town in self._towns if town.source_id == most)
            if count >= _SHARE * counts.total() and (count > 1 or main.population > _LARGE_TOWN):
                self._main = main

    def place_of(self, start: int, end: int) -> Place | None:
        """Find the town of something without a position of its own.

        Parameters
        ----------
        start, end : int
            Characters of the plain text.

        Returns
        -------
        Place or None
            The town that follows ("the library in Pittsburgh"), or that the article is about, or
            the one named last close before; None if there is none.
        """
        words = self.text[start:end]
        before: Place | None = None
        for first, last, town in self._towns:
            if first >= end:
                if _JOINED.fullmatch(self.text, end, first):
                    return _held(town, words, f"{town.name} follows the name")
                break
            if last <= start and start - last < _CLOSE:
                before = town
        if self._main is not None:
            return _held(self._main, words, f"the article is about {self._main.name}")
        return _held(before, words, f"{before.name} is named close before") if before else None

    def place_instead(self, place: Place, words: str) -> Place:
        """Take the article's town for "Washington Square" if the village of that name is far off.

        Parameters
        ----------
        place : Place
            What the gazetteer has.
        words : str
            The name in the text.

        Returns
        -------
        Place
        """
        main = self._main
        if main is None or not _is_site(place) or place.population > _LARGE_TOWN:
            return place
        apart = math.hypot(
            (place.lon - main.lon) * math.cos(math.radians(main.lat)), place.lat - main.lat
        )
        return (
            place
            if apart < _FAR_DEGREES
            else _held(main, words, f"the article is about {main.name}")
        )


def _is_site(place: Place) -> bool:
    return place.kind == "city" and place.name.rpartition(" ")[2] in word_set("facilities", "nouns")


def _held(town: Place, words: str, why: str) -> Place:
    because = f"no source here has {words}; {why}"
    return replace(town, because=because, accuracy_m=max(town.accuracy_m, _STREET_M))


@cache
def _words_of_publishers() -> re.Pattern[str]:
    return re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")


def home_of(article: Article) -> Counter[str]:
    """Count the countries that speak from an article's publisher and address.

    Parameters
    ----------
    article : Article

    Returns
    -------
    Counter of str
        By alpha-3 code; empty if they say nothing.

    Examples
    --------
    >>> home_of(Article("", publisher="The Times of Israel"))
    Counter({'ISR': 1})
    """
    found: Counter[str] = Counter()
    for word in _words_of_publishers().findall(article.publisher):
        for part in (word, *word.split()):
            nation = nation_named(part)
            if nation is not None and nation.codes:
                found[nation.codes[0]] = 1
    ending = (urlsplit(article.url).hostname or "").rpartition(".")[2].upper()
    code = alpha3_of().get("GB" if ending == "UK" else ending)
    if code:
        found[code] = 1
    return found
