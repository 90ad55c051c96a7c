"""The two countries that a border parts, out of the words for them.

"Bosnia and Herzegovina–Croatia", "Sino-Indian", "Congo and Uganda", "the two Koreas": names that
hold "and" or a hyphen themselves, halves of compounds, and names that two countries share, which
the other party decides. The shell, the API and the reader all ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from geo.borders.country_list import Country, countries, countries_named, country
from geo.borders.reference_line import neighbours_of
from geo.errors import BorderNotFound, NotFound
from geo.spelling import fold

__all__ = ["combining_form", "meeting", "named_pair", "pair_of", "party", "siblings", "splits"]

_COMBINING: Final = {
    "AFG": "Afghano",
    "ALB": "Albano",
    "ARG": "Argentino",
    "ARM": "Armeno",
    "AUT": "Austro",
    "AZE": "Azero",
    "BEL": "Belgo",
    "BGR": "Bulgaro",
    "BOL": "Bolivo",
    "CAN": "Canado",
    "CHE": "Helveto",
    "CHL": "Chileno",
    "CHN": "Sino",
    "COL": "Colombo",
    "CZE": "Czecho",
    "DEU": "Germano",
    "DNK": "Dano",
    "DZA": "Algero",
    "EGY": "Egypto",
    "ESP": "Hispano",
    "EST": "Estono",
    "ETH": "Ethio",
    "FIN": "Finno Fenno",
    "FRA": "Franco",
    "GBR": "Anglo",
    "GEO": "Georgo",
    "GRC": "Greco Graeco Helleno",
    "HRV": "Croato",
    "HTI": "Haitiano",
    "HUN": "Hungaro",
    "IND": "Indo",
    "IRL": "Hiberno",
    "IRN": "Irano Perso",
    "IRQ": "Iraqo",
    "ISR": "Israelo",
    "ITA": "Italo",
    "JOR": "Jordano",
    "JPN": "Nippo",
    "KHM": "Khmero",
    "LBN": "Libano Lebano",
    "LBY": "Libyo",
    "LTU": "Lithuano",
    "LVA": "Latvo Letto",
    "MAR": "Morocco Maroco",
    "MDA": "Moldo",
    "MEX": "Mexico",
    "MKD": "Macedono",
    "MNG": "Mongolo",
    "NLD": "Batavo",
    "NOR": "Norvego Norwego",
    "PER": "Peruano",
    "POL": "Polono",
    "PRT": "Luso",
    "ROU": "Romano Rumano",
    "RUS": "Russo",
    "SDN": "Sudano",
    "SOM": "Somalo",
    "SRB": "Serbo",
    "SVK": "Slovako",
    "SVN": "Sloveno",
    "SWE": "Sueco Swedo",
    "SYR": "Syro",
    "TUN": "Tuniso",
    "TUR": "Turco Turko",
    "UKR": "Ukraino",
    "USA": "Americano",
    "YEM": "Yemeno",
}
"""Forms of a nation that live only as the first half of a compound: "Sino-Indian".

They are words of the language, formed on the Latin or Greek name; Oxford and Merriam-Webster list
the common ones as combining forms (Anglo-, Austro-, Franco-, Greco-, Indo-, Italo-, Russo-, Sino-).
"""

_CLIPPED: Final = {"Af": "AFG", "Afg": "AFG", "Pak": "PAK", "Bangla": "BGD", "Indo": "IND"}
"""Short forms that news of the region uses in either half: "Af-Pak", "Indo-Bangla"."""

_SEPARATORS: Final = re.compile(r"\s*[-‐‑‒–—―/&]\s*|\s+(?:and|versus|vs\.?)\s+", re.IGNORECASE)
_LISTED: Final = re.compile(r"\s*&\s*|\s+(?:and|with|from)\s+", re.IGNORECASE)


@cache
def _combining() -> dict[str, str]:
    return {form: code for code, forms in _COMBINING.items() for form in forms.split()}


def combining_form(word: str, *, clipped: bool = False) -> str:
    """Tell which country the half of a compound means.

    Parameters
    ----------
    word : str
        With a capital, as in a text.
    clipped : bool
        Whether to know only the forms that stand in either half.

    Returns
    -------
    str
        ISO 3166-1 alpha-3; empty if it is no such form.

    Examples
    --------
    >>> combining_form("Sino"), combining_form("Pak", clipped=True), combining_form("Latino")
    ('CHN', 'PAK', '')
    """
    found = _CLIPPED.get(word, "")
    return found if clipped else found or _combining().get(word, "")


def party(text: str) -> tuple[Country, ...]:
    """List the countries that a name, demonym, code or possessive may mean.

    Examples
    --------
    >>> [each.code for each in party("the Gambia's")], [each.code for each in party("Congo")]
    (['GMB'], ['COD', 'COG'])
    """
    words = re.sub(r"['’]s?$", "", text.strip())
    for form in (text.strip(), words, re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)):
        found = countries_named(form)
        if found:
            return found
    return ()


def siblings(text: str) -> tuple[Country, ...]:
    """List the countries of one name in the plural: "the two Koreas", "the Sudans".

    Examples
    --------
    >>> [each.code for each in siblings("the two Koreas")], siblings("the Alps")
    (['KOR', 'PRK'], ())
    """
    match = re.fullmatch(r"(?:the\s+)?(?:two\s+)?(\w{3,})s", text.strip(), re.IGNORECASE)
    if match is None:
        return ()
    key = fold(match[1])
    found = tuple(
        each
        for each in countries()
        if fold(each.name) == key or fold(each.name.rpartition(" ")[2]) == key
    ) or countries_named(match[1])
    return found if len(found) == 2 else ()


def splits(text: str, *, listed: bool = False) -> Iterator[tuple[str, str]]:
    """Every way to part a text in two at a hyphen, dash, slash, ampersand or "and".

    Parameters
    ----------
    text : str
        "Guinea-Bissau–Senegal".
    listed : bool
        Whether the two stand behind "between", where a hyphen is part of a name; "from" and "with"
        then part them too.

    Examples
    --------
    >>> list(splits("Guinea-Bissau–Senegal"))
    [('Guinea', 'Bissau–Senegal'), ('Guinea-Bissau', 'Senegal')]
    """
    for match in (_LISTED if listed else _SEPARATORS).finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        if first and second:
            yield first, second


def _halves(
    text: str, *, listed: bool
) -> Iterator[tuple[tuple[Country, ...], tuple[Country, ...]]]:
    for first, second in splits(text, listed=listed):
        sides = []
        for half, is_first in ((first, True), (second, False)):
            code = "" if listed else combining_form(_capital(half), clipped=not is_first)
            # "North and South Korea": the first half borrows the noun of the second.
            noun = f"{half} {second.split()[-1]}" if is_first else ""
            sides.append(party(half) or ((country(code),) if code else party(noun)))
        if sides[0] and sides[1]:
            yield sides[0], sides[1]


def _capital(half: str) -> str:
    word = half.strip()
    return re.sub(r"^the ", "", word, flags=re.IGNORECASE).capitalize()


def meeting(a: Iterable[str], b: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """List the pairs of countries that meet, one of each, codes in alphabetical order.

    Examples
    --------
    >>> meeting(["COD", "COG"], ["UGA"]), meeting(["COD", "COG"], ["AGO"])
    ((('COD', 'UGA'),), (('AGO', 'COD'), ('AGO', 'COG')))
    """
    others = tuple(b)
    return tuple(
        dict.fromkeys(
            (min(x, y), max(x, y)) for x in a for y in others if x != y and y in neighbours_of(x)
        )
    )


def pair_of(a: tuple[Country, ...], b: tuple[Country, ...]) -> tuple[str, str]:
    """The one border that two names mean.

    Parameters
    ----------
    a, b : tuple of Country
        What each name may mean.

    Returns
    -------
    tuple of str
        Alpha-3 codes: those that meet, or, if none do, one of each.

    Raises
    ------
    NotFound
        If a name is shared by two countries and both meet the other; the message names them.

    Examples
    --------
    >>> pair_of(party("Congo"), party("Gabon"))
    ('COG', 'GAB')
    """
    pairs = meeting((each.code for each in a), (each.code for each in b))
    if len(pairs) == 1:
        return pairs[0]
    if pairs:
        either = " or ".join(" with ".join(country(code).name for code in pair) for pair in pairs)
        raise NotFound(f"the border may be that of {either}: say which")
    first = a[0]
    second = next((each for each in b if each.code != first.code), None)
    if second is None:
        raise BorderNotFound(f"{first.name} has no border with itself; name two countries")
    return first.code, second.code


def named_pair(text: str, *, listed: bool = False) -> tuple[str, str] | None:
    """The two countries of "X–Y", "X and Y", "Sino-Indian"; None if the text is not of that form.

    Parameters
    ----------
    text : str
        Without the word "border".
    listed : bool
        Whether it stood behind "between".

    Raises
    ------
    NotFound
        As `pair_of`.

    Examples
    --------
    >>> named_pair("Bosnia and Herzegovina–Croatia"), named_pair("Indo-Pakistani")
    (('BIH', 'HRV'), ('IND', 'PAK'))
    >>> named_pair("Guinea-Bissau and Senegal", listed=True), named_pair("Gaza–Israel")
    (('GNB', 'SEN'), None)
    """
    if party(text):
        return None
    ways = list(_halves(text, listed=listed))
    if not ways and listed:
        ways = list(_halves(text, listed=False))
    if not ways:
        return None
    # "Trinidad and Tobago and X" can be parted twice; the way in which the two meet is meant.
    for a, b in ways:
        if meeting((each.code for each in a), (each.code for each in b)):
            return pair_of(a, b)
    return pair_of(*ways[0])
