"""Resolution: which of the places of one name an article means; one sense a name.

A sense starts from its weight in the gazetteer (the logarithm of its population) and gains where
the article speaks for it: the state or country that follows the name, the words around it, the
countries that the article names, nearness to what is already certain.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from geo.countries import country
from geo.spelling import fold
from geo.toponyms import Place, Sense, candidates, senses

__all__ = ["Hints", "Resolver", "country_place", "senses_of"]

_VILLAGE: Final = 500
_CONTAINED: Final = 4.0
_COUNTRY_IN_PLAY: Final = 2.4
_NEAR: Final = 0.9
_NEAR_KM: Final = 150.0
_KIND: Final = 2.5
_CERTAIN_LEAD: Final = 1.5


@dataclass(slots=True)
class Hints:
    """What the text says around the occurrences of one name.

    Parameters
    ----------
    written : str
        The name.
    containers : Counter of str
        Names that followed it as in "Paris, Texas".
    kinds : Counter of str
        Kinds that stood beside it: ``"admin1"`` for "Idlib province", ``"city"`` for "the city of".
    """

    written: str
    containers: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


@lru_cache(maxsize=8192)
def senses_of(written: str) -> tuple[Sense, ...]:
    """Every place that may be meant by a name as written, the weightiest first.

    Spellings that match letter for letter come before those that only fold alike.
    """
    found = senses(fold(written))
    wanted = written.casefold().rstrip(".")
    exact = tuple(
        s
        for s in found
        if any(spelling.casefold().rstrip(".") == wanted for spelling in s.spellings)
    )
    return tuple(sorted(exact or found, key=lambda sense: sense.weight, reverse=True))


@lru_cache(maxsize=512)
def country_place(code: str) -> Place | None:
    """Give a country as a place."""
    return next(
        (place for place in candidates(country(code).name) if place.kind == "country"), None
    )


def _kilometres(a: Sense, b: Sense) -> float:
    """Near enough for a ranking: the haversine on a sphere of 6371 km."""
    lon1, lat1, lon2, lat2 = (
        math.radians(float(value)) for value in (a.row[2], a.row[3], b.row[2], b.row[3])
    )
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


@dataclass(slots=True)
class Resolver:
    """Chooses for each name of an article the place that is meant.

    Parameters
    ----------
    nations : Counter of str
        How often the article names each country or its people, by alpha-3 code.
    """

    nations: Counter[str]
    _certain: list[Sense] = field(default_factory=list)
    _country_of: Counter[str] = field(default_factory=Counter)

    def resolve(self, hints: Sequence[Hints]) -> dict[str, Place]:
        """Resolve all names of an article together.

        Parameters
        ----------
        hints : sequence of Hints
            One for each name.

        Returns
        -------
        dict of str to Place
            The places of the names that the gazetteer holds, each with its `because`.
        """
        self._country_of = Counter(self.nations)
        waiting: list[tuple[float, Hints, tuple[Sense, ...]]] = []
        for hint in hints:
            found = senses_of(hint.written)
            if not found:
                continue
            scores = sorted((self._score(sense, hint)[0] for sense in found), reverse=True)
            lead = scores[0] - scores[1] if len(scores) > 1 else 9.0
            waiting.append((-lead, hint, found))
        chosen: dict[str, Place] = {}
        # What is most certain goes first: it speaks for what is near it.
        for lead, hint, found in sorted(waiting, key=lambda item: (item[0], item[1].written)):
            ranked = sorted(found, key=lambda sense: self._score(sense, hint)[0], reverse=True)
            best = ranked[0]
            because = self._score(best, hint)[1]
            chosen[hint.written] = best.place(because=_sentence(best, ranked, because))
            if -lead >= _CERTAIN_LEAD and best.kind != "country":
                self._certain.append(best)
                self._country_of[best.country] += 1
            del self._certain[:-60]
        return chosen

    def _score(self, sense: Sense, hint: Hints) -> tuple[float, str]:
        # A country's weight is out of scale; it is settled before by `geo.reading.nations`. What
        # the gazetteer gives a capital beyond its people counts for one power of ten.
        score = min(sense.weight, math.log10(max(sense.population, _VILLAGE)) + 1.0, 9.0)
        reasons: list[tuple[float, str]] = []
        for container in hint.containers:
            if _is_in(sense, container):
                reasons.append((_CONTAINED, f"{container} follows the name"))
                break
        wanted = hint.kinds.most_common(1)
        if wanted and sense.kind == wanted[0][0]:
            reasons.append(
                (
                    _KIND,
                    f"the text calls it a {'province' if sense.kind == 'admin1' else sense.kind}",
                )
            )
        count = self._country_of.get(sense.country, 0)
        if count:
            share = count / max(self._country_of.values())
            reasons.append(
                (
                    _COUNTRY_IN_PLAY * (0.6 + 0.4 * share),
                    f"the article is about {_country_name(sense.country)}",
                )
            )
        near = next(
            (other for other in self._certain if _kilometres(sense, other) <= _NEAR_KM), None
        )
        if near is not None and near.name != sense.name:
            reasons.append((_NEAR, f"it is near {near.name}, which the article names"))
        score += 0.4 * bool(sense.spellings[0]) + sum(weight for weight, _ in reasons)
        return score, max(reasons)[1] if reasons else ""


def _country_name(code: str) -> str:
    return country(code).name if code else "its region"


def _is_in(sense: Sense, container: str) -> bool:
    from geo.reading.nations import nation_named

    nation = nation_named(container)
    if nation is not None and sense.country in nation.codes:
        return True
    key = fold(container)
    if sense.row[10] and fold(str(sense.row[10])) == key:
        return True
    return any(
        other.kind == "admin1"
        and other.country == sense.country
        and sense.row[10]
        and other.name == sense.row[10]
        for other in senses_of(container)
    )


def _sentence(best: Sense, ranked: Sequence[Sense], because: str) -> str:
    if len(ranked) == 1:
        return "the only place of this name"
    others = f"{len(ranked)} places of this name"
    return f"{because}; {others}" if because else f"the largest of {others}"
