"""A name to places, the one that is meant first, each with the reason why it stands there.

The order of namesakes: a country before all else; then by population, where a country's capital
counts ten times its people, the seat of a province of its name twenty times, an alternate name a
tenth, other accents and another article less. A town is not a point: `Place.accuracy_m` says how
far it may reach.
"""

from __future__ import annotations

import math
import unicodedata
from typing import Final, NamedTuple

from geo.borders import countries, country_area, find_country
from geo.borders import country as country_named
from geo.errors import BadInput, PlaceNotFound
from geo.gazetteer.name_senses import Sense, is_vague, near_names, senses
from geo.gazetteer.place import Place
from geo.spelling import edits_allowed, fold

__all__ = ["Place", "places"]

_LONGEST: Final = 200
_MOST: Final = 1_000

# In steps of ten in population, see `Toponym.weight`.
_ANOTHER_NAME: Final = 1.0
_OTHER_ACCENTS: Final = 0.2
_OTHER_ARTICLE: Final = 0.6
_NO_COUNTRY: Final = 14.0
_AN_EDIT: Final = 2.5

_ALIKE: Final = 80.0
"""Percent: how similar a name must be to be taken for a misspelling."""

_BESIDE_M: Final = 2_000.0
_METRES_PER_DEGREE: Final = 111_000.0

_SIMILAR_KEYS: Final = 30
_SUGGESTIONS: Final = 5


class _Ranked(NamedTuple):
    sense: Sense
    spelling: str
    rank: float
    score: float


def places(name: str, *, country: str | None = None, limit: int = 10) -> tuple[Place, ...]:
    """Find the places of a name, the one that is most likely meant first.

    Parameters
    ----------
    name : str
        A town, country, province, region, crossing or border, in any script and any usual
        spelling; ``"Paris, Texas"`` and ``"Tripoli, Lebanon"`` choose among namesakes.
    country : str, optional
        Name, demonym or ISO 3166-1 code of the country in which the place is.
    limit : int
        At most so many, 1 to 1,000.

    Returns
    -------
    tuple of Place
        At least one. `Place.because` says why each was taken, `Place.score` is below 100 if only
        a similar spelling was found.

    Raises
    ------
    PlaceNotFound
        If no place has this name or a similar one; `suggestions` holds the nearest spellings.
    NotFound
        If there is no such country, or the border asked for does not exist.
    BadInput
        If the name is empty, longer than 200 characters, or holds control characters, or the limit
        is not in its range.

    Examples
    --------
    >>> [place.kind for place in places("Golan Heights")]
    ['region']
    >>> places("القنيطرة")[0].name == places("Kuneitra")[0].name == places("קוניטרה")[0].name
    True
    >>> places("Paris, Texas")[0].because
    'the only place of that name in Texas'
    """
    asked = _checked(name)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= _MOST:
        raise BadInput(f"limit must be a whole number from 1 to {_MOST:,}, not {limit!r}")
    within = country_named(country).code if country is not None else ""
    if not within and is_vague(asked):
        raise PlaceNotFound(
            f"{asked!r} is a part of the world that no source here outlines; "
            "name a country, a province or a town"
        )
    found = _spelled(asked, within)
    if not found and not within:
        border = _border(asked)
        if border is not None:
            return (border,)
        if "," in asked:
            return _qualified(asked)[:limit]
    if not found:
        found = _similar(asked, within)
    if not found:
        raise _not_found(asked, within)
    return _told(asked, found, limit, f" in {country_named(within).name}" if within else "")


def _checked(name: str) -> str:
    if not isinstance(name, str):
        raise BadInput(f"a place's name must be text, not {type(name).__name__}")
    asked = " ".join(name.split())
    if not asked:
        raise BadInput("a place needs a name, not an empty text")
    if len(asked) > _LONGEST:
        raise BadInput(f"a place's name has at most {_LONGEST} characters, not {len(asked):,}")
    for letter in asked:
        if unicodedata.category(letter) in ("Cc", "Cs", "Co"):
            raise BadInput(f"the name {asked!r} holds the control character U+{ord(letter):04X}")
    if not fold(asked):
        raise BadInput(f"the name {asked!r} holds no letter and no digit")
    return asked


def _border(asked: str) -> Place | None:
    from geo.borders import find_border

    line = find_border(asked)
    if line is None:
        return None
    return Place(
        name=line.name,
        geometry=line.geometry,
        country="",
        kind="border",
        population=0,
        accuracy_m=line.accuracy_m,
        source=line.source,
        source_id=line.key,
        because=f"{asked!r} names the line {line.key}",
    )


def _level(asked: str, sense: Sense) -> tuple[float, str]:
    """Tell what another spelling costs, and which of the place's spellings is the nearest."""
    own, *others = sense.spellings
    best = (math.inf, own or others[0])
    wanted, bare = asked.casefold(), fold(asked, keep_article=True)
    for spelling in sense.spellings:
        if not spelling:
            continue
        cost = 0.0 if spelling == own else _ANOTHER_NAME
        if spelling.casefold() != wanted:
            same_article = fold(spelling, keep_article=True) == bare
            cost += _OTHER_ACCENTS if same_article else _OTHER_ARTICLE
            # "the Lebanon" is Lebanon; but "Salvador" is Bahia's capital, not El Salvador.
            if sense.kind == "country" and not same_article and not wanted.startswith("the "):
                cost += _NO_COUNTRY
        best = min(best, (cost, spelling), key=lambda each: each[0])
    return best


def _lies_in(sense: Sense, within: str) -> bool:
    """Say whether a place is in a country; a crossing is in both, the Golan where it touches."""
    if not within or sense.country:
        return sense.country == within or not within
    place = sense.place()
    reach = max(place.accuracy_m, _BESIDE_M) / _METRES_PER_DEGREE
    return bool(place.geometry.distance(country_area(within)) <= reach)


def _spelled(asked: str, within: str) -> list[_Ranked]:
    """Places with this name, whatever its case, accents and article."""
    found = []
    for sense in senses(fold(asked)):
        if not _lies_in(sense, within):
            continue
        cost, spelling = _level(asked, sense)
        found.append(_Ranked(sense, spelling, sense.weight - cost, 100.0))
    return sorted(found, key=_order)


def _order(ranked: _Ranked) -> tuple[float, str, str]:
    return (-ranked.rank, ranked.sense.name, ranked.sense.source_id)


def _similar(asked: str, within: str) -> list[_Ranked]:
    """Places whose name is a few letters away."""
    key = fold(asked)
    near = near_names().near(key, edits_allowed(len(key)))
    near.sort(key=lambda each: each.weight - _AN_EDIT * each.edits, reverse=True)
    found: dict[str, _Ranked] = {}
    for each in near if within else near[:_SIMILAR_KEYS]:
        score = round(100.0 * (1.0 - each.edits / max(len(key), len(each.key))), 1)
        if score < _ALIKE:
            continue
        for sense in senses(each.key):
            if not _lies_in(sense, within):
                continue
            cost, spelling = _level(asked, sense)
            rank = min(sense.weight, 8.0) - cost - _AN_EDIT * each.edits
            ranked = _Ranked(sense, spelling, rank, score)
            same = f"{sense.kind}:{sense.source_id}"
            if same not in found or found[same].rank < rank:
                found[same] = ranked
    return sorted(found.values(), key=_order)


def _qualified(asked: str) -> tuple[Place, ...]:
    """Read "Paris, Texas": the last part is a country or a province that holds the first."""
    name, _, area = (part.strip() for part in asked.rpartition(","))
    ranked = (_spelled(name, "") or _similar(name, "")) if fold(name) else []
    if not ranked:
        raise _not_found(name or asked, "")
    inside = find_country(area)
    provinces = {
        (sense.country, sense.name) for sense in senses(fold(area)) if sense.kind == "admin1"
    }
    found = [each for each in ranked if (each.sense.country, each.sense.admin1) in provinces] or [
        each for each in ranked if inside and _lies_in(each.sense, inside.code)
    ]
    if not found:
        raise PlaceNotFound(
            f"no place {name!r} is known to be in {area!r}; {_elsewhere(ranked)}",
            tuple(dict.fromkeys(each.sense.name for each in ranked[:_SUGGESTIONS])),
        )
    return _told(name, found, _MOST, f" in {area}")


def _elsewhere(ranked: list[_Ranked]) -> str:
    names = {entry.code: entry.name for entry in countries()}
    shown = dict.fromkeys(
        f"{each.sense.name} ({names[each.sense.country]})"
        if each.sense.country in names
        else each.sense.name
        for each in ranked[:_SUGGESTIONS]
    )
    return f"there is {', '.join(shown)}"


def _not_found(asked: str, within: str) -> PlaceNotFound:
    elsewhere = _spelled(asked, "") if within else []
    if elsewhere:
        return PlaceNotFound(
            f"no place {asked!r} in {country_named(within).name}; {_elsewhere(elsewhere)}",
            tuple(dict.fromkeys(each.sense.name for each in elsewhere[:_SUGGESTIONS])),
        )
    key = fold(asked)
    near = near_names().near(key, edits_allowed(len(key)) + 2)
    near.sort(key=lambda each: each.weight - _AN_EDIT * each.edits, reverse=True)
    suggestions: dict[str, str] = {}
    for each in near[:_SIMILAR_KEYS]:
        held = [sense for sense in senses(each.key) if not within or sense.country == within]
        if held and len(suggestions) < _SUGGESTIONS:
            best = max(held, key=lambda sense: sense.weight)
            suggestions.setdefault(f"{best.kind}:{best.source_id}", _level(asked, best)[1])
    shown = ", ".join(suggestions.values())
    return PlaceNotFound(
        f"no place {asked!r}" + (f"; did you mean {shown}?" if shown else " nor any like it"),
        tuple(suggestions.values()),
    )


def _told(asked: str, ranked: list[_Ranked], limit: int, where: str) -> tuple[Place, ...]:
    """Make places of the first of a ranked list, each with its reason."""
    return tuple(
        each.sense.place(because=_because(asked, ranked, place, where), score=each.score)
        for place, each in enumerate(ranked[:limit])
    )


def _because(asked: str, ranked: list[_Ranked], place: int, where: str) -> str:
    each = ranked[place]
    sense, count = each.sense, len(ranked)
    what = _what(sense)
    if each.score < 100.0:
        reason = f"no place is spelled {asked!r}; {each.spelling!r} is {each.score:g} % like it"
        return reason if each.spelling == sense.name else f"{reason}, a name of {sense.name}"
    alias = (
        "" if fold(sense.name) == fold(asked) else f"{each.spelling!r} is a name of {sense.name}"
    )
    if count == 1:
        return alias or f"the only place of that name{where}"
    of = f"of {count} places named {asked}{where}"
    if place:
        reason = f"number {place + 1} {of}: {what}"
    elif sense.kind == "country":
        reason = f"a country comes before the {_number(count - 1)} named {asked}{where}"
    elif sense.population and all(
        sense.population >= other.sense.population
        for other in ranked
        # A district counts the people of its towns once more.
        if other.sense.kind != "admin2" or sense.kind == "admin2"
    ):
        reason = f"most populous {of}: {sense.population:,} people"
    else:
        reason = f"first {of}: {what}"
    return f"{alias}; {reason}" if alias else reason


def _number(count: int) -> str:
    return "one other place" if count == 1 else f"{count} other places"


def _what(sense: Sense) -> str:
    kind = {
        "admin1": "a province or state",
        "admin2": "a county or district",
        "city": "a town",
    }.get(sense.kind, f"a {sense.kind}")
    return f"{kind} of {sense.population:,} people" if sense.population else kind
