"""Nations: which words of a text name a country or its people, and which country that is.

Beside the names of `geo.borders.country_list` this knows the parts of a country that news treat as
a party to a border (Gaza, Northern Ireland). The forms that only live in compounds (Sino-, Franco-)
are those of `geo.borders.combining_form`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from geo.borders import combining_form, countries
from geo.reading.text import wide_names
from geo.spelling import fold

__all__ = ["Form", "Nation", "NationName", "nation_named", "neighbours"]

Form = Literal["name", "demonym"]

_PARTS: Final = {
    "Gaza": "PSE",
    "Gaza Strip": "PSE",
    "West Bank": "PSE",
    "Northern Ireland": "GBR",
    "England": "GBR",
    "Scotland": "GBR",
    "Wales": "GBR",
    "Gazan": "PSE",
    "Gazans": "PSE",
    "Northern Irish": "GBR",
    "English": "GBR",
    "Englishman": "GBR",
    "Scottish": "GBR",
    "Scots": "GBR",
    "Welsh": "GBR",
    "Frenchmen": "FRA",
    "Transnistria": "MDA",
    "Western Sahara": "ESH",
    "Crimea": "UKR",
}
"""Parts that have borders of their own in the news, to the country that the data knows."""

_PART_DEMONYMS: Final = frozenset(
    (
        "Gazan",
        "Gazans",
        "Northern Irish",
        "English",
        "Englishman",
        "Scottish",
        "Scots",
        "Welsh",
        "Frenchmen",
    )
)

# Names that mean something else so often that they name no country by themselves.
_TOO_SHORT: Final = frozenset({"CAR", "C.A.R.", "BiH", "The States", "Bharat", "Emirates"})


@dataclass(frozen=True, slots=True)
class NationName:
    """What a word says about nations.

    Parameters
    ----------
    codes : tuple of str
        ISO 3166-1 alpha-3; more than one for a name that countries share, such as "Korean"; none
        for a continent, a sea, or a people of several countries.
    form : str
        ``"name"`` or ``"demonym"``; adjectives are demonyms.
    part : bool
        True if the name is that of a part of the country.
    """

    codes: tuple[str, ...]
    form: Form
    part: bool = False


@dataclass(frozen=True, slots=True)
class Nation:
    """A nation's name in a text.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    codes : tuple of str
        As in `NationName`.
    form : str
        As in `NationName`.
    part : bool
        As in `NationName`.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    form: Form
    part: bool = False

    @property
    def code(self) -> str:
        """The country, or the first of those that share the name."""
        return self.codes[0]


@cache
def _names() -> dict[str, NationName]:
    found: dict[str, NationName] = {}
    for country in countries():
        spelled: list[tuple[str, Form]] = [
            *(
                (name, "name")
                for name in (country.name, *country.aliases)
                if name not in _TOO_SHORT
            ),
            *((name, "demonym") for name in country.demonyms),
        ]
        for name, form in spelled:
            key = fold(name)
            known = found.get(key)
            codes = (
                (*known.codes, country.code) if known and country.code not in known.codes else None
            )
            found[key] = NationName(codes or (known.codes if known else (country.code,)), form)
    for name, code in _PARTS.items():
        found.setdefault(
            fold(name),
            NationName((code,), "demonym" if name in _PART_DEMONYMS else "name", part=True),
        )
    for name, demonym in wide_names().items():
        found[fold(name)] = NationName((), "demonym" if demonym else "name")
    return found


@cache
def _abbreviations() -> dict[str, str]:
    """Folded names that are only names in capitals: "US" against "us"."""
    names = [name for country in countries() for name in (country.name, *country.aliases)]
    return {
        fold(name): name.replace(".", "")
        for name in (*names, *wide_names())
        if name.replace(".", "").isupper() and len(name.replace(".", "")) <= 4
    }


def nation_named(written: str, *, prefix: bool = False, clipped: bool = False) -> NationName | None:
    """Say which nation a word or name of the text means.

    Parameters
    ----------
    written : str
        As it stands in the text.
    prefix : bool
        Whether a hyphen follows, so that "Sino" may count.
    clipped : bool
        Whether a hyphen stands before, so that "Pak" may count.

    Returns
    -------
    NationName or None
        None if it names none.

    Examples
    --------
    >>> nation_named("Turkish").codes, nation_named("us"), nation_named("U.S.").codes
    (('TUR',), None, ('USA',))
    """
    if prefix or clipped:
        code = combining_form(written, clipped=not prefix)
        if code:
            return NationName((code,), "demonym")
    key = fold(written)
    capitals = _abbreviations().get(key)
    if capitals is not None and written.replace(".", "") != capitals:
        return None
    return _names().get(key)


@cache
def neighbours(code: str) -> tuple[str, ...]:
    """Countries with a land border to this one, as the data has them.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3.

    Returns
    -------
    tuple of str
        Alpha-3 codes.

    Examples
    --------
    >>> neighbours("LBN")
    ('ISR', 'SYR')
    """
    from geo.borders import neighbours_of

    return neighbours_of(code)
