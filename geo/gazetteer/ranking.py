"""Which of the places of one name is meant, and the sentence that says why.

The order of namesakes: a country before all else; then those in the countries asked about or near
the reference; then by population, where a country's capital counts ten times its people, the seat
of a province of its name twenty times, an alternate name a tenth, other accents and another article
less. A town's own name beats another name of a town in the same country.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from geo.borders import countries
from geo.gazetteer.name_senses import Sense
from geo.gazetteer.place import Matched, Place, Rival
from geo.geodesy import FloatArray
from geo.spelling import fold

__all__ = [
    "Around",
    "Ranked",
    "because",
    "identity_of",
    "kilometres",
    "ranked",
    "rivals",
    "spelling_cost",
    "who_and_where",
]

# In steps of ten in population, see `Toponym.weight`. (name, cost, example)
ANOTHER_NAME: Final = 1.0
"""Another of its names: Paris, in France, before Pariz, which somebody calls Paris."""
OTHER_ACCENTS: Final = 0.2
"""Other accents: Lomé is more Lomé than Lome is."""
OTHER_ARTICLE: Final = 0.6
"""Another article: El Paso is more El Paso than Paso is."""
NO_COUNTRY: Final = 14.0
"""A country whose article is left out is none: Salvador is Bahia's capital."""
OWN_NAME_AT_HOME: Final = 4.0
"""A town of the name in the same country: nobody in Israel calls Jerusalem Ariel."""
AT_HOME_KM: Final = 150.0
"""Or so near across a border: a line that states dispute does not change what people say."""
NEAR_BONUS: Final = 1.5
"""Near the reference: of two Kirovs in Russia the one by the border asked about."""
NEAR_M: Final = 100_000.0
"""How far beyond the zone's edge still counts as near it."""
RIVAL_LEAD: Final = 1.0
"""A namesake less than ten times as small is a rival."""
RIVAL_SIZE: Final = 5.0
"""So is one of a hundred thousand people."""
RIVALS: Final = 3
SAME_KM: Final = 60.0
"""A town, its district and its province are no rivals of each other."""
HEAVIEST: Final = 8.0


class Around(NamedTuple):
    """What a question is about: of namesakes the one there is meant.

    Parameters
    ----------
    countries : tuple of str
        Alpha-3 codes; may be empty.
    distance_to : callable, optional
        Distances in metres of points (longitudes and latitudes, degrees) from a reference.
    zone_m : float, metres
        How far the zone round the reference reaches.
    """

    countries: tuple[str, ...] = ()
    distance_to: Callable[[FloatArray, FloatArray], FloatArray] | None = None
    zone_m: float = 0.0

    def distances_m(self, senses: Sequence[Sense]) -> list[float]:
        """How far each is from the reference, metres; infinite without one."""
        if self.distance_to is None or not senses:
            return [math.inf] * len(senses)
        import numpy as np

        lon = np.array([sense.lon for sense in senses])
        lat = np.array([sense.lat for sense in senses])
        metres: list[float] = self.distance_to(lon, lat).tolist()
        return metres


class Ranked(NamedTuple):
    """A sense, how it was found, and how much speaks for it.

    Parameters
    ----------
    sense : Sense
    spelling : str
        The one of its spellings that is nearest to what was asked.
    matched : str
        See `geo.gazetteer.place.Matched`.
    rank : float
        In steps of ten in population.
    local : bool
        Whether it is in the countries asked about, or near the reference.
    score : float
        100, or per cent of likeness.
    distance_m : float, metres
        From the reference; infinite without one.
    """

    sense: Sense
    spelling: str
    matched: Matched
    rank: float
    local: bool
    score: float = 100.0
    distance_m: float = math.inf

    @property
    def size(self) -> float:
        """Its weight as a logarithm of people: a country's is out of scale."""
        return min(self.sense.weight, HEAVIEST)


def spelling_cost(asked: str, sense: Sense) -> tuple[float, str]:
    """Tell what another spelling costs, and which of the place's spellings is the nearest."""
    own, *others = sense.spellings
    best = (math.inf, own or others[0])
    wanted, bare = asked.casefold(), fold(asked, keep_article=True)
    for spelling in sense.spellings:
        if not spelling:
            continue
        cost = 0.0 if spelling == own else ANOTHER_NAME
        if spelling.casefold() != wanted:
            same_article = fold(spelling, keep_article=True) == bare
            cost += OTHER_ACCENTS if same_article else OTHER_ARTICLE
            # "the Lebanon" is Lebanon; but "Salvador" is Bahia's capital, not El Salvador.
            if sense.kind == "country" and not same_article and not wanted.startswith("the "):
                cost += NO_COUNTRY
        best = min(best, (cost, spelling), key=lambda each: each[0])
    return best


def ranked(
    asked: str,
    senses: Sequence[Sense],
    around: Around,
    *,
    matched: Matched | None = None,
    edits: dict[str, float] | None = None,
) -> list[Ranked]:
    """Put the places of a name in order, the one that is most likely meant first.

    Parameters
    ----------
    asked : str
        The name.
    senses : sequence of Sense
        The places that have it.
    around : Around
        What the question is about.
    matched : str, optional
        How they were found; if not given, by their own or another name.
    edits : dict of str to float, optional
        What each costs beside its spelling, by ``kind:source_id``.

    Returns
    -------
    list of Ranked
    """
    named_so = [sense for sense in senses if sense.kind == "city" and sense.spellings[0] != ""]
    found = []
    for sense, metres in zip(senses, around.distances_m(senses), strict=True):
        cost, spelling = spelling_cost(asked, sense)
        own = bool(sense.spellings[0])
        if sense.kind == "city" and not own and _has_another(sense, named_so):
            cost += OWN_NAME_AT_HOME
        near = metres <= around.zone_m + NEAR_M
        if near:
            cost -= NEAR_BONUS
        if edits is not None:
            cost += edits[identity_of(sense)]
        found.append(
            Ranked(
                sense=sense,
                spelling=spelling,
                matched=matched or ("exact" if own else "alternate"),
                rank=sense.weight - cost,
                local=near or bool(sense.country and sense.country in around.countries),
                distance_m=metres,
            )
        )
    return sorted(found, key=_order)


def _has_another(sense: Sense, named_so: Sequence[Sense]) -> bool:
    """Whether a town that is also called so has one of that very name in its country, or near."""
    return any(
        other.country == sense.country or kilometres(other, sense) < AT_HOME_KM
        for other in named_so
    )


def identity_of(sense: Sense) -> str:
    """Tell two places apart."""
    return f"{sense.kind}:{sense.source_id}"


def _order(each: Ranked) -> tuple[bool, bool, float, str, str]:
    country = each.sense.kind == "country" and each.rank > HEAVIEST
    return (not country, not each.local, -each.rank, each.sense.name, each.sense.source_id)


def kilometres(a: Sense, b: Sense) -> float:
    """Near enough to tell namesakes apart: the haversine on a sphere of 6371 km."""
    lon1, lat1, lon2, lat2 = (math.radians(value) for value in (a.lon, a.lat, b.lon, b.lat))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def rivals(order: Sequence[Ranked], place: int = 0) -> tuple[Rival, ...]:
    """Other places of the name that may well be meant in place of one.

    Parameters
    ----------
    order : sequence of Ranked
        All places of the name.
    place : int
        Which of them was taken.

    Returns
    -------
    tuple of Rival
        At most three: of nearly its size or larger, and not the same town, district or province.
    """
    taken = order[place]
    # A country is meant by its name unless another thing of it is large.
    least = RIVAL_SIZE if taken.sense.kind == "country" else min(
        RIVAL_SIZE, taken.size - RIVAL_LEAD
    )  # fmt: skip
    found: list[Ranked] = []
    for other in order:
        size = other.size - (ANOTHER_NAME if other.matched == "alternate" else 0.0)
        # Of places elsewhere only a larger one is a rival of the one that the question is about.
        needed = max(least, taken.size) if taken.local and not other.local else least
        if other is taken or size < needed:
            continue
        known = (taken, *found)
        if all(_apart(each.sense, other.sense) for each in known) and len(found) < RIVALS:
            found.append(other)
    return tuple(
        Rival(s.name, s.country, s.admin1, s.kind, round(s.lon, 6), round(s.lat, 6))
        for s in (each.sense for each in found)
    )


def _apart(a: Sense, b: Sense) -> bool:
    if a.country == b.country and "country" in (a.kind, b.kind):
        return False
    if a.country == b.country and (a.admin1 or a.name) == (b.admin1 or b.name):
        return {a.kind, b.kind} == {"city"} and kilometres(a, b) > SAME_KM
    reach_km = max(a.accuracy_m, b.accuracy_m) / 1000.0 if a.country == b.country else 0.0
    return kilometres(a, b) > max(SAME_KM, reach_km)


def who_and_where(sense: Sense | Rival | Place) -> str:
    """A place with its province and country: "Paris (Texas, United States)"."""
    names = {entry.code: entry.name for entry in countries()}
    parts = [
        part for part in (sense.admin1, names.get(sense.country, "")) if part and part != sense.name
    ]
    return f"{sense.name} ({', '.join(parts)})" if parts else sense.name


def because(asked: str, order: Sequence[Ranked], place: int, where: str) -> str:
    """The sentence that says why a place stands where it does.

    Parameters
    ----------
    asked : str
        The name.
    order : sequence of Ranked
        All places of the name.
    place : int
        Which of them.
    where : str
        Such as " in Texas"; may be empty.

    Returns
    -------
    str
        One line.
    """
    each = order[place]
    sense, count = each.sense, len(order)
    what = _what(sense)
    if each.matched == "near":
        reason = f"no place is spelled {asked!r}; {each.spelling!r} is {each.score:g} % like it"
        return reason if each.spelling == sense.name else f"{reason}, a name of {sense.name}"
    alias = "" if fold(sense.name) == fold(asked) else (
        f"{each.spelling!r} is a name of {sense.name}"
    )  # fmt: skip
    if each.matched == "transliteration":
        alias = f"{asked!r} is another spelling of {each.spelling!r} in Latin letters"
        if each.spelling != sense.name:
            alias += f", a name of {sense.name}"
    if sense.stands_for_area and not place:
        kind = _AREAS.get(sense.kind, sense.kind)
        known = f"only a point in its middle is known; the area of this {kind} is not"
        alias = f"{alias}; {known}" if alias and fold(asked) != fold(each.spelling) else known
    if count == 1:
        return alias or f"the only place of that name{where}"
    of = f"of {count} places named {asked}{where}"
    elsewhere = any(not other.local for other in order)
    if place:
        reason = f"number {place + 1} {of}: {what}"
    elif sense.kind == "country":
        reason = f"a country comes before the {_number(count - 1)} named {asked}{where}"
    elif each.local and elsewhere:
        reason = f"{of}, the one in or near what is asked about"
    elif sense.population and all(
        sense.population >= other.sense.population
        for other in order
        # A district counts the people of its towns once more.
        if other.sense.kind != "admin2" or sense.kind == "admin2"
    ):
        reason = f"most populous {of}: {sense.population:,} people"
    else:
        reason = f"first {of}: {what}"
    others = rivals(order) if place == 0 else ()
    if others:
        reason += f"; it may mean {' or '.join(map(who_and_where, others))} as well"
    return f"{alias}; {reason}" if alias else reason


_AREAS: Final = {"admin1": "province", "admin2": "district", "wide region": "region"}


def _number(count: int) -> str:
    return "one other place" if count == 1 else f"{count} other places"


def _what(sense: Sense) -> str:
    kind = {
        "admin1": "a province or state",
        "admin2": "a county or district",
        "city": "a town",
    }.get(sense.kind, f"a {sense.kind}")
    return f"{kind} of {sense.population:,} people" if sense.population else kind
