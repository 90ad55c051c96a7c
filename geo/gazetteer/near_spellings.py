"""Places whose name is spelled nearly as what was asked: transliterations, and suggestions.

A transliteration by rule is the same name (`geo.gazetteer.transliteration`). Anything else that is
merely near is a suggestion, and only a sensible one: it begins alike, and of those that do, the
weighty and the near come first.
"""

from __future__ import annotations

from typing import Final

from rapidfuzz.fuzz import ratio

from geo.gazetteer.containers import lies_in_country
from geo.gazetteer.name_senses import Sense, near_names, senses
from geo.gazetteer.ranking import Around, Ranked, identity_of, ranked
from geo.gazetteer.transliteration import families_of, transliteration_key
from geo.spelling import Near, edits_allowed, fold, is_latin, sound

__all__ = ["suggested", "transliterated"]

LEAST_LETTERS: Final = 4
"""Of names of three letters too many are alike."""
MORE_EDITS: Final = 2
"""A rule changes several letters at once: "Dayr az Zawr" is four edits from "Deir ez-Zor"."""
KEYS_LOOKED_UP: Final = 60
AN_EDIT: Final = 2.5
"""What an edit costs a suggestion, in steps of ten in population."""
LEAST_SCORE: Final = 80.0
"""Percent: how alike a suggestion must be."""
LEAST_WRITTEN: Final = 70.0
"""Percent: and how alike as written, for sounds alone make Cento of Khartuom."""
LIKE_ITS_OWN_NAME: Final = 60.0
"""Percent: how far another name of a place resembles its own if it is only another spelling."""
SUGGESTED_LIKE_ITS_OWN: Final = 75.0
"""The same for a suggestion, which is a leap already: Kham is no reason to speak of Hamm."""
LEAST_SIZE: Final = 3.3
"""A suggestion is a place of two thousand people at least,"""
LEAST_SIZE_AFAR: Final = 5.0
"""or of a hundred thousand if the question is about somewhere else."""
FIRST_LETTERS: Final = 2
"""So many letters must sound the same, and one of a short name."""
SHORT: Final = 4
KNOWN_BY_ANOTHER_NAME: Final = 5.5
"""A place of 300,000 people is known by its other names too: Bombay."""


def transliterated(asked: str, code: str) -> list[Sense]:
    """Places whose name is the one asked for, spelled by another rule for the same script.

    Parameters
    ----------
    asked : str
        A name in Latin letters that is no place's spelling.
    code : str
        Country, alpha-3, or empty.

    Returns
    -------
    list of Sense
    """
    key = fold(asked)
    if len(key) < LEAST_LETTERS or not is_latin(asked):
        return []
    found: dict[str, Sense] = {}
    near = near_names().near(key, edits_allowed(len(key)) + MORE_EDITS)
    for each in near[:KEYS_LOOKED_UP]:
        for sense in senses(each.key):
            same = identity_of(sense)
            # A country's English name is no transliteration.
            if same in found or sense.kind == "country" or not lies_in_country(sense, code):
                continue
            spellings = tuple(
                spelling
                for spelling in sense.spellings
                if spelling and _is_own(sense, spelling) and _same_by_rule(asked, spelling, sense)
            )
            if spellings:
                own = spellings[0] == sense.name
                found[same] = sense._replace(spellings=spellings if own else ("", *spellings))
    return list(found.values())


def _same_by_rule(asked: str, spelling: str, sense: Sense) -> bool:
    if not is_latin(spelling):
        return False
    for family in families_of(sense.country):
        key = transliteration_key(asked, family)
        if len(key) >= LEAST_LETTERS and key == transliteration_key(spelling, family):
            return True
    return False


def _is_own(sense: Sense, spelling: str) -> bool:
    """Whether a spelling is the place's own name in other letters, not another name of it."""
    own, other = (sound(fold(name) + "\n") for name in (sense.name, spelling))
    return spelling == sense.name or ratio(own, other) >= LIKE_ITS_OWN_NAME


def suggested(asked: str, code: str, around: Around, limit: int) -> list[Ranked]:
    """Places that whoever misspelled a name may have meant.

    Parameters
    ----------
    asked : str
        A name that is no place's.
    code : str
        Country, alpha-3, or empty.
    around : Around
        What the question is about: what is near it comes first.
    limit : int
        At most so many.

    Returns
    -------
    list of Ranked
        Each `matched` ``"near"``.
    """
    key = fold(asked)
    near = [
        each
        for each in near_names().near(key, edits_allowed(len(key)))
        if _begin_alike(key, each.key) and _likeness(key, each) >= LEAST_SCORE
        # Of three letters each tells another name: only case and accents may differ.
        if each.key == key or (len(key) >= LEAST_LETTERS and ratio(key, each.key) >= LEAST_WRITTEN)
    ]
    near.sort(key=lambda each: each.weight - AN_EDIT * each.edits, reverse=True)
    held: dict[str, Sense] = {}
    edits: dict[str, float] = {}
    scores: dict[str, float] = {}
    for each in near if code or around.countries else near[:KEYS_LOOKED_UP]:
        for sense in senses(each.key):
            same, cost = identity_of(sense), AN_EDIT * each.edits
            if not lies_in_country(sense, code) or edits.get(same, cost + 1.0) <= cost:
                continue
            if any(_is_sensible(sense, spelling) for spelling in sense.spellings if spelling):
                held[same], edits[same], scores[same] = sense, cost, _likeness(key, each)
    order = ranked(asked, tuple(held.values()), around, matched="near", edits=edits)
    order.sort(key=lambda each: (not each.local, edits[identity_of(each.sense)] - each.size))
    least = LEAST_SIZE_AFAR if around.distance_to or around.countries else LEAST_SIZE
    order = [each for each in order if each.local or each.size >= least]
    # A town, its district and its province are one suggestion.
    shown: dict[tuple[str, str], Ranked] = {}
    for found in order:
        shown.setdefault((found.sense.name, found.sense.country), found)
    return [
        found._replace(score=scores[identity_of(found.sense)])
        for found in list(shown.values())[:limit]
    ]


def _likeness(key: str, near: Near) -> float:
    return round(100.0 * (1.0 - near.edits / max(len(key), len(near.key))), 1)


def _begin_alike(key: str, other: str) -> bool:
    """Whether two names begin with the same sounds, or have their first two letters swapped."""
    heard, like = sound(key + "\n"), sound(other + "\n")
    first = 1 if len(key) <= SHORT else FIRST_LETTERS
    return heard[:first] == like[:first] or heard[:2] == like[1::-1]


def _is_sensible(sense: Sense, spelling: str) -> bool:
    if sense.weight >= KNOWN_BY_ANOTHER_NAME and is_latin(spelling):
        return True
    own, other = (sound(fold(name) + "\n") for name in (sense.name, spelling))
    return own[:1] == other[:1] and ratio(own, other) >= SUGGESTED_LIKE_ITS_OWN
