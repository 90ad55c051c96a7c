"""A name to places: what is typed is checked, borders are looked up, and the policy is asked."""

from __future__ import annotations

import unicodedata
from typing import Final

from geo.borders import country as country_named
from geo.errors import BadInput
from geo.gazetteer.identity import Identity, accepted_senses, identify
from geo.gazetteer.place import Place
from geo.gazetteer.ranking import Around
from geo.spelling import fold

__all__ = ["Place", "look_up", "places"]

_LONGEST: Final = 200
_MOST: Final = 1_000


def places(
    name: str, *, country: str | None = None, limit: int = 10, guess: bool = False
) -> tuple[Place, ...]:
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
    guess : bool
        Give places of a similar name where none has this one; `Place.matched` is then ``"near"``.

    Returns
    -------
    tuple of Place
        At least one. `Place.matched` says how the name found it, `Place.because` why it stands
        where it does, `Place.rivals` what else the name may mean.

    Raises
    ------
    PlaceNotFound
        If no place has this name; `suggestions` holds the nearest spellings.
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
    found = look_up(name, country=country, limit=limit)
    if found.answers:
        return found.answers
    if guess and found.suggestions:
        return tuple(each.place for each in found.suggestions[:limit])
    raise found.not_found()


def look_up(
    name: str, *, country: str | None = None, around: Around | None = None, limit: int = 10
) -> Identity:
    """Find out what a name stands for, and what it may have been meant to be.

    Parameters
    ----------
    name, country, limit
        As for `places`.
    around : Around, optional
        What the question is about: of namesakes, the one there is meant.

    Returns
    -------
    Identity
        Its answers or, if there are none, its suggestions, never both.

    Raises
    ------
    NotFound
        If there is no such country, or the border asked for does not exist.
    BadInput
        As `places` does.

    Examples
    --------
    >>> around_lebanon = Around(countries=("LBN",))
    >>> look_up("Tripoli", around=around_lebanon).answers[0].country
    'LBN'
    """
    asked = _checked(name)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= _MOST:
        raise BadInput(f"limit must be a whole number from 1 to {_MOST:,}, not {limit!r}")
    within = country_named(country).code if country is not None else ""
    if not within and not accepted_senses(asked):
        border = _border(asked)
        if border is not None:
            return Identity(asked, (border,))
    return identify(asked, country=within, around=around, limit=limit)


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
