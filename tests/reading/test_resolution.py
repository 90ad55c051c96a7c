"""Places of the reader: provinces, counties, seas, continents, streets, and namesakes."""

from __future__ import annotations

import pytest

from geo.gazetteer import VAGUE_KINDS, is_vague, vague_place
from geo.maps import zone_map as draw
from geo.reading import Article, Mention, read


def mention_of(text: str, words: str) -> Mention:
    """The first mention with these words."""
    found = [mention for mention in read(text).mentions if mention.text == words]
    assert found, (words, [mention.text for mention in read(text).mentions])
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "lon", "lat", "within"),
    [
        # Positions as an atlas has them, in degrees; `within` is what the place may be off.
        ("Floods hit Texas and Oklahoma on Monday.", "Texas", -99.3, 31.3, 1.5),
        ("She teaches in Bowling Green, Ky., and sings.", "Ky.", -84.9, 37.6, 1.5),
        ("Fires burned near Kelowna, B.C., all week.", "B.C.", -125.0, 54.0, 2.0),
        ("Police in Orange County, California, said so.", "Orange County", -117.8, 33.7, 0.5),
        ("Prices rose across Europe in May.", "Europe", 15.0, 50.0, 8.0),
        ("European ministers met at noon.", "European", 15.0, 50.0, 8.0),
        ("Syrian and Turkish officers met.", "Turkish", 35.0, 39.0, 2.0),
        ("A tanker sank in the Black Sea.", "Black Sea", 34.5, 43.4, 2.0),
        ("Boats cross the Strait of Hormuz daily.", "Strait of Hormuz", 56.4, 26.6, 0.7),
        ("They fish in Lake Victoria.", "Lake Victoria", 33.0, -1.0, 1.5),
        ("The flood of the Mekong River came early.", "Mekong River", 104.0, 17.0, 5.0),
        ("Climbers died in the Pyrenees.", "Pyrenees", 1.0, 42.7, 1.0),
        ("Canada and Indonesia signed it.", "Indonesia", 118.0, -3.0, 5.0),
    ],
)
def test_provinces_counties_seas_and_continents(
    text: str, words: str, lon: float, lat: float, within: float
) -> None:
    """What lies above a town has a position, near where an atlas puts its middle."""
    place = mention_of(text, words).place
    assert place is not None
    assert abs(place.lon - lon) <= within and abs(place.lat - lat) <= within


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("Soldiers closed Bethlehem and Jerusalem. Israel gave no reason.", "Bethlehem", "PSE", ""),
        ("Fever spread in Austin, in Scott County, Indiana.", "Austin", "USA", "Indiana"),
        ("The mayor of Paris, Texas, resigned.", "Paris", "USA", "Texas"),
        ("He left London, Ontario, for Hamilton.", "London", "CAN", "Ontario"),
        ("They marched in Tripoli, Homs and Beirut.", "Tripoli", "LBN", ""),
        ("Libya said Tripoli was calm.", "Tripoli", "LBY", ""),
        ("Voters in Georgia and Florida went home. Atlanta is calm.", "Atlanta", "USA", "Georgia"),
        ("A bomb fell on Bali, Indonesia, near the airport.", "Bali", "IDN", ""),
    ],
)
def test_namesakes(text: str, words: str, country: str, admin1: str) -> None:
    """Of namesakes the one is taken for which the text speaks."""
    place = mention_of(text, words).place
    assert place is not None and place.country == country
    assert not admin1 or place.admin1 == admin1


def test_the_golan_is_no_village() -> None:
    """A spelling to the letter does not outweigh a place a thousand times larger."""
    for text in ("Israel took the Golan in 1967.", "Troops crossed the Golan at night."):
        place = mention_of(text, "Golan").place
        assert place is not None and place.name == "Golan Heights"


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan met Paris Hilton, Chad said.",
        "The Bank of America and the Washington Post left in May.",
        "Of course she was Reading a Nice book.",
    ],
)
def test_people_and_organisations_are_no_places(text: str) -> None:
    """Names of people, banks and newspapers, and ordinary words, are no places."""
    assert [mention.text for mention in read(text).mentions] == []


def test_georgia_is_a_state_or_a_country() -> None:
    """The same name means the state among states, and the country among its neighbours."""
    state = mention_of("Georgia, Florida and Texas voted. The U.S. watched.", "Georgia")
    country = mention_of("Russian troops left Georgia. Tbilisi was calm.", "Georgia")
    assert (state.kind, state.place.country) == ("region", "USA")  # type: ignore[union-attr]
    assert (country.kind, country.place.country) == ("country", "GEO")  # type: ignore[union-attr]
    assert any(other.country == "USA" for other in country.runners_up)


def test_a_street_stands_for_its_town() -> None:
    """A street that no gazetteer has takes the place of its town, and says that it does."""
    text = (
        "CHICAGO (AP) — A man fell at the corner of State and Hubbard streets in Chicago. "
        "Chicago police closed Lincoln Avenue."
    )
    for words in ("State", "Hubbard", "Lincoln Avenue"):
        found = mention_of(text, words)
        assert found.kind == "facility" and found.place is not None
        assert found.place.name == "Chicago" and "no source here has" in found.because
        assert found.place.accuracy_m >= 10_000


def test_an_island_does_not_stand_for_a_town() -> None:
    """What reaches far beyond a town keeps no position rather than a wrong one."""
    assert mention_of("Seattle is far from Thornbury Island.", "Thornbury Island").place is None


def test_publisher_and_address_speak_for_a_country() -> None:
    """A namesake in the country of the publisher or of the address gains by it."""

    def score_in(country: str, article: Article) -> float:
        [mention] = read(article).mentions
        assert mention.place is not None
        if mention.place.country == country:
            return mention.score
        return next(other.score for other in mention.runners_up if other.country == country)

    text = "A shop in Perth burned down."
    plain = score_in("GBR", Article(text))
    assert score_in("GBR", Article(text, publisher="The British Times")) > plain
    assert score_in("GBR", Article(text, url="https://www.news.example.co.uk/1")) > plain
    assert score_in("GBR", Article(text, url="https://www.news.example.com.au/1")) <= plain


def test_what_is_vague_is_read_and_never_checked_nor_pinned() -> None:
    """A sea or a continent has a point for the reader; no look-up and no map takes it."""
    reading = read(
        "Troops in Europe and on the Black Sea stay 10 km from the Turkish-Syrian border."
    )
    vague = [m.place for m in reading.mentions if m.place and m.place.kind in VAGUE_KINDS]
    assert {place.name for place in vague} == {"Europe", "Black Sea"}
    assert all(place.accuracy_m >= 500_000 for place in vague)
    assert is_vague("Black Sea") and vague_place("Homs") is None
    page = draw(reading).get_root().render()
    assert "nature:Black Sea" not in page and '"Europe"' not in page


@pytest.mark.parametrize(
    "text",
    [
        "ВСТРЕЧА В МОСКВЕ. Troops left Homs. 他们在北京。 وصلوا إلى دمشق",
        "“Homs’ people” — ‘they’ left…",
        "The kilo\u00admetre to Ho\u00adms. Troops left Homs\u200b.",
        "TROOPS LEAVE HOMS AS TALKS IN GENEVA FAIL",
        "troops left Homs and then they went on " * 400,
        "Homs (" * 500,
        "Homs, " * 2000,
        "\u202eHoms\u202c 🇸🇾 Homs",
    ],
)
def test_any_text_is_read_with_exact_offsets(text: str) -> None:
    """Mixed scripts, curly quotes, soft hyphens, capitals, no sentence ends, repetition."""
    found = read(text).mentions
    assert any(m.text.replace("\u00ad", "").upper() == "HOMS" for m in found)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
