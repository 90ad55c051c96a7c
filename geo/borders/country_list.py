"""Countries: a name, a demonym or a code to one of them, and the land that it holds.

The list is ISO 3166-1 with Kosovo (``XKX``). The West Bank and Gaza are parts of Palestine
(``PSE``), England and Scotland parts of the United Kingdom: the gazetteer knows them as regions,
and neither name stands for the whole here. A name that two countries share, such as "Congo" or
"Korean", is nobody's: `country` says between which to choose.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from geo.errors import BadInput, NotFound
from geo.sources import data_file, table
from geo.spelling import fold
from geo.wording import with_article

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "Country",
    "countries",
    "countries_named",
    "country",
    "country_area",
    "find_country",
]

_LONGEST: Final = 200
# Codes that are English words when written small: "us" and "can" in a sentence name no country.
_WORDS: Final = frozenset(
    {"and", "are", "bra", "can", "cub", "fin", "gab", "gin", "guy", "mac", "mar", "nor", "pan"}
    | {"per", "pol", "tun", "us"}
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3, such as ``"SYR"``.
    alpha2 : str
        ISO 3166-1 alpha-2, such as ``"SY"``.
    name : str
        What English-language news calls it.
    aliases : tuple of str
        Other names of the same country.
    demonyms : tuple of str
        Adjectives and names of its people.
    local : str
        Its short name in its own script; empty if that is Latin, or if it has several.
    """

    code: str
    alpha2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    local: str = ""

    @property
    def in_sentence(self) -> str:
        """Its name with the article that a sentence needs: "the Netherlands"."""
        return with_article(self.name)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def countries() -> tuple[Country, ...]:
    """Every country and territory, in the order of their alpha-3 codes.

    Returns
    -------
    tuple of Country

    Examples
    --------
    >>> [entry.name for entry in countries() if entry.code in ("LBN", "SYR")]
    ['Lebanon', 'Syria']
    """
    with data_file("country_names.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Country(
                row["alpha3"],
                row["alpha2"],
                row["name"],
                _several(row["aliases"]),
                _several(row["demonyms"]),
                row["local"],
            )
            for row in csv.DictReader(stream)
        )


@cache
def _by_key() -> dict[str, tuple[Country, ...]]:
    found: dict[str, tuple[Country, ...]] = {}
    for entry in countries():
        for name in (entry.name, *entry.aliases, *entry.demonyms):
            others = found.get(fold(name), ())
            if entry not in others:
                found[fold(name)] = (*others, entry)
    return found


@cache
def _by_code() -> dict[str, Country]:
    codes = {entry.code: entry for entry in countries()}
    return codes | {entry.alpha2: entry for entry in countries()}


def countries_named(text: str) -> tuple[Country, ...]:
    """List the countries that a name, alias, demonym or code may mean; two may share a name.

    Examples
    --------
    >>> [entry.code for entry in countries_named("Congo")], countries_named("Damascus")
    (['COD', 'COG'], ())
    """
    asked = text.strip()
    if not asked or len(asked) > _LONGEST or asked in _WORDS:
        return ()
    # A two-letter code needs capitals: "is", "in" and "it" are codes too.
    coded = _by_code().get(asked if len(asked) == 2 else asked.upper())
    return (coded,) if coded else _by_key().get(fold(asked), ())


def find_country(text: str) -> Country | None:
    """Look a country up by name, alias, demonym or code; None if no one country answers.

    Parameters
    ----------
    text : str
        Case, accents and points do not matter, except that a two-letter code needs capitals and
        that English words such as ``can`` are no codes.

    Returns
    -------
    Country or None
        None also for a name that two countries share.

    Examples
    --------
    >>> [find_country(text).code for text in ("Syria", "turkish", "U.S.", "Burma", "lbn", "IL")]
    ['SYR', 'TUR', 'USA', 'MMR', 'LBN', 'ISR']
    >>> find_country("Congo"), find_country("Damascus")
    (None, None)
    """
    found = countries_named(text)
    return found[0] if len(found) == 1 else None


def country(text: str) -> Country:
    """Look a country up by name, alias, demonym or code.

    Parameters
    ----------
    text : str
        As for `find_country`.

    Returns
    -------
    Country

    Raises
    ------
    BadInput
        If the text is empty or longer than 200 characters.
    NotFound
        If no country answers, or more than one; the message names the nearest.

    Examples
    --------
    >>> country("Lebanese").name
    'Lebanon'
    """
    if not text.strip():
        raise BadInput("a country needs a name, a demonym or an ISO 3166-1 code, not an empty text")
    if len(text) > _LONGEST:
        raise BadInput(f"a country's name has at most {_LONGEST} characters, not {len(text)}")
    found = countries_named(text)
    if len(found) == 1:
        return found[0]
    if found:
        either = " or ".join(f"{entry.name} ({entry.code})" for entry in found)
        raise NotFound(f"{text!r} may be {either}: say which")
    raise NotFound(f"no country {text!r}{_nearest(text)}")


def _nearest(text: str, *, at_most: int = 3, alike: float = 65.0) -> str:
    """Ask which country of a similar name is meant; an empty text if none is similar."""
    from rapidfuzz import fuzz, process

    keys = list(_by_key())
    nearest = process.extract(
        fold(text), keys, scorer=fuzz.ratio, score_cutoff=alike, limit=2 * at_most
    )
    names = list(dict.fromkeys(entry.name for key, _, _ in nearest for entry in _by_key()[key]))
    if not names:
        return ""
    *first, last = names[:at_most]
    either = f"{', '.join(first)} or {last}" if first else last
    return f"; did you mean {either}?"


@lru_cache(maxsize=64)
def country_area(code: str) -> BaseGeometry:
    """Land of a country as an area.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3 or alpha-2, a name or a demonym.

    Returns
    -------
    shapely.MultiPolygon
        Longitude and latitude in degrees, without the territorial sea.

    Raises
    ------
    NotFound
        If there is no such country, or the data holds no area of it.

    Examples
    --------
    >>> country_area("LBN").geom_type
    'MultiPolygon'
    """
    import shapely

    entry = country(code)
    rows = table("countries.parquet", columns=("geometry",), code=entry.code)
    if not rows:
        raise NotFound(f"the data holds no area of {entry.name} ({entry.code})")
    area: BaseGeometry = shapely.from_wkb(rows[0]["geometry"])
    return area
