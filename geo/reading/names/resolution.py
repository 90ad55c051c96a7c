"""Resolution: which of the places of one name an article means; one sense a name.

A sense starts from its weight in the gazetteer (the logarithm of its population) and gains where
the article speaks for it: the state or country that follows the name, the words around it, the
countries and states that the article names, nearness to what is already certain. The weights were
set by hand and checked on every tenth article of GeoWebNews and GeoVirus, on nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from geo.borders import country
from geo.gazetteer import (
    Place,
    Sense,
    accepted_senses,
    active,
    alpha2_of,
    alpha3_of,
    candidates,
    country_records,
    kilometres,
    lies_in,
    senses,
)
from geo.reading.names.mention import RunnerUp
from geo.reading.names.nations import nation_named
from geo.spelling import fold

__all__ = [
    "Hints",
    "Resolved",
    "Resolver",
    "country_place",
    "in_container",
    "land_neighbours",
    "senses_of",
]

_OWN_NAME: Final = 1.5
_VILLAGE: Final = 500
_CONTAINED: Final = 4.0
_COUNTRY_IN_PLAY: Final = 2.4
_NEIGHBOUR: Final = 0.7
_STATE_IN_PLAY: Final = 1.6
_NEAR: Final = 0.9
_NEAR_KM: Final = 150.0
_KIND: Final = 2.5
_DATELINE: Final = 1.0
_CERTAIN_LEAD: Final = 1.5
_FAR_LARGER: Final = 2.5
_MOST_SENSES: Final = 40
_MOST_CERTAIN: Final = 40
_RUNNERS_UP: Final = 4
_COUNTRY_SCORE: Final = 9.0


@dataclass(slots=True)
class Hints:
    """What the text says around the occurrences of one name.

    Parameters
    ----------
    written : str
        The name.
    containers : Counter of str
        Names that followed it as in "Paris, Texas" and "Paris in Texas".
    kinds : Counter of str
        Kinds that stood beside it: ``"admin1"`` for "Idlib province", ``"city"`` for "the city of".
    count : int
        How often the article has it.
    dateline : bool
        Whether the article says that it was written there.
    """

    written: str
    containers: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    count: int = 0
    dateline: bool = False


class Resolved(NamedTuple):
    """The place that a name was taken for, its score, and those that came after it."""

    place: Place
    score: float
    runners_up: tuple[RunnerUp, ...]


def senses_of(written: str) -> tuple[Sense, ...]:
    """Every place that may be meant by a name as written, the weightiest first.

    Spellings that match letter for letter come before those that only fold alike.
    """
    return _senses_of(written, active())


# Halves the time of an article: names come again and again.
@lru_cache(maxsize=8192)
def _senses_of(written: str, _: tuple[Path, ...]) -> tuple[Sense, ...]:
    found = accepted_senses(written)
    if not found:
        # Who adds a gazetteer of airfields wants them found, whatever kind their file gives them.
        found = tuple(sense for sense in senses(fold(written)) if sense.source == "given")
    wanted = written.casefold().rstrip(".")
    exact = [
        s
        for s in found
        if any(spelling.casefold().rstrip(".") == wanted for spelling in s.spellings)
    ]
    if exact:
        # "Golan" is a village in Iran to the letter; but "the Golan" is a thousand times larger.
        enough = max(sense.weight for sense in exact) + _FAR_LARGER
        exact += [s for s in found if s not in exact and s.weight >= enough]
    return tuple(sorted(exact or found, key=lambda sense: sense.weight, reverse=True))


def land_neighbours(code: str) -> tuple[str, ...]:
    """Neighbours of a country as GeoNames lists them, without opening the borders."""
    record = country_records().get(alpha2_of().get(code, ""), {})
    return tuple(
        alpha3_of()[short]
        for short in str(record.get("neighbours", "")).split(",")
        if short in alpha3_of()
    )


def country_place(code: str) -> Place | None:
    """Give a country as a place."""
    return next(
        (place for place in candidates(country(code).name) if place.kind == "country"), None
    )


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
    _most_named: int = 0
    _states: Counter[tuple[str, str]] = field(default_factory=Counter)

    def resolve(self, hints: Sequence[Hints]) -> dict[str, Resolved]:
        """Resolve all names of an article together.

        Parameters
        ----------
        hints : sequence of Hints
            One for each name.

        Returns
        -------
        dict of str to Resolved
            The places of the names that the gazetteer holds, each with its `because`.
        """
        self._country_of = Counter(self.nations)
        self._most_named = max(self._country_of.values(), default=0)
        self._note_states(hints)
        waiting: list[tuple[float, Hints, tuple[Sense, ...]]] = []
        for hint in hints:
            found = senses_of(hint.written)[:_MOST_SENSES]
            if not found:
                continue
            scores = sorted((self._score(sense, hint)[0] for sense in found), reverse=True)
            lead = scores[0] - scores[1] if len(scores) > 1 else 9.0
            waiting.append((-lead, hint, found))
        chosen: dict[str, Resolved] = {}
        # What is most certain goes first: it speaks for what is near it.
        for lead, hint, found in sorted(waiting, key=lambda item: (item[0], item[1].written)):
            scored = [(*self._score(sense, hint), sense) for sense in found]
            scored.sort(key=lambda each: each[0], reverse=True)
            score, because, best = scored[0]
            chosen[hint.written] = Resolved(
                best.place(because=_sentence(len(scored), because)),
                round(score, 2),
                tuple(_runner_up(*each) for each in scored[1 : 1 + _RUNNERS_UP]),
            )
            if -lead >= _CERTAIN_LEAD and best.kind != "country":
                self._certain.append(best)
                self._country_of[best.country] += 1
                self._most_named = max(self._most_named, self._country_of[best.country])
            del self._certain[:-_MOST_CERTAIN]
        return chosen

    def other_senses(self, written: str, but: str) -> tuple[RunnerUp, ...]:
        """Give what else a country's name may mean, such as the state of Georgia.

        Parameters
        ----------
        written : str
            The name.
        but : str
            Alpha-3 code of the country that was taken.

        Returns
        -------
        tuple of RunnerUp
        """
        hint = Hints(written)
        scored = [
            (*self._score(sense, hint), sense)
            for sense in senses_of(written)[:_MOST_SENSES]
            if not (sense.kind == "country" and sense.country == but)
        ]
        scored.sort(key=lambda each: each[0], reverse=True)
        return tuple(_runner_up(*each) for each in scored[:_RUNNERS_UP])

    def country_score(self, code: str) -> float:
        """How much speaks for a country: its rank, and how often the article names it."""
        return _COUNTRY_SCORE + math.log2(1 + self.nations.get(code, 0))

    def _note_states(self, hints: Sequence[Hints]) -> None:
        """Count the states and provinces that the article names, or that follow its towns."""
        for hint in hints:
            for name in (hint.written, *hint.containers):
                if _is_named_nation(name):
                    continue
                top = senses_of(name)[:1]
                if top and top[0].kind == "admin1" and top[0].country:
                    self._states[top[0].country, top[0].name] += hint.count or 1

    def _score(self, sense: Sense, hint: Hints) -> tuple[float, str]:
        # A country's weight is out of scale; it is settled before by `geo.reading.names.nations`.
        # What the gazetteer gives a capital beyond its people counts for one power of ten.
        score = min(sense.weight, 9.0)
        if sense.kind in ("city", "country"):
            score = min(score, math.log10(max(sense.population, _VILLAGE)) + 1.0)
        reasons: list[tuple[float, str]] = []
        for container in hint.containers:
            if in_container(sense, container):
                reasons.append((_CONTAINED, f"{container} follows the name"))
                break
        if hint.kinds:
            wanted = hint.kinds.most_common(1)[0][0]
            if sense.kind == wanted:
                called = "province" if sense.kind == "admin1" else sense.kind
                reasons.append((_KIND, f"the text calls it a {called}"))
        if hint.dateline and sense.kind == "city":
            reasons.append((_DATELINE, "the article was written there"))
        if count := self._country_of.get(sense.country, 0):
            share = count / self._most_named
            reasons.append(
                (
                    _COUNTRY_IN_PLAY * (0.6 + 0.4 * share),
                    f"the article is about {_country_name(sense.country)}",
                )
            )
        elif any(code in self._country_of for code in land_neighbours(sense.country)):
            reasons.append((_NEIGHBOUR, "it is in a neighbour of a country that the article names"))
        if (
            sense.admin1
            and sense.admin1 != hint.written
            and self._states.get((sense.country, sense.admin1))
        ):
            reasons.append((_STATE_IN_PLAY, f"the article names {sense.admin1}"))
        for other in self._certain:
            if other.name != sense.name and kilometres(sense, other) <= _NEAR_KM:
                reasons.append((_NEAR, f"it is near {other.name}, which the article names"))
                break
        score += _OWN_NAME * bool(sense.spellings[0]) + sum(weight for weight, _ in reasons)
        return score, max(reasons)[1] if reasons else ""


def _runner_up(score: float, because: str, sense: Sense) -> RunnerUp:
    return RunnerUp(
        name=sense.name,
        country=sense.country,
        kind=sense.kind,
        admin1=sense.admin1,
        lon=sense.lon,
        lat=sense.lat,
        source=sense.source,
        source_id=sense.source_id,
        score=round(score, 2),
        because=because,
    )


def _country_name(code: str) -> str:
    return country(code).name if code else "its region"


def _is_named_nation(name: str) -> bool:
    """Whether a name is a country's."""
    nation = nation_named(name)
    return nation is not None and bool(nation.codes)


def in_container(sense: Sense, container: str) -> bool:
    """Whether a place lies in what follows its name: a country, a state, a county.

    Parameters
    ----------
    sense : Sense
        The place.
    container : str
        The name behind it: "Texas" in "Paris, Texas".
    """
    # What is called a country here goes beyond the gazetteer: Gaza, Northern Ireland, "American".
    nation = nation_named(container)
    if nation is not None and sense.country in nation.codes:
        return True
    return lies_in(sense, container)


def _sentence(count: int, because: str) -> str:
    if count == 1:
        return "the only place of this name"
    others = f"{count} places of this name"
    return f"{because}; {others}" if because else f"the largest of {others}"
