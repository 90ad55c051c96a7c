"""Mentions and borders: what is a place, which place, which border."""

from __future__ import annotations

import pytest

from geo.borders import line
from geo.reading import Mention, read


def found(text: str) -> list[str]:
    """Texts of the mentions, borders left out."""
    return [mention.text for mention in read(text).mentions if mention.kind != "border"]


def borders(text: str) -> dict[str, list[str]]:
    """Border mentions with the countries that they part."""
    return {
        mention.text: ["-".join(pair) for pair in line(mention.place.source_id).pairs]
        for mention in read(text).mentions
        if mention.kind == "border" and mention.place
    }


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored forty points on Tuesday.",
        "Paris Hilton said she was tired.",
        "Then Chad said that he would come later.",
        "The Bank of America raised its rate.",
        "The Washington Post reported it first.",
        "President Putin met Foreign Minister Sergey Lavrov in March.",
        "National Security Adviser Meir Ben-Shabbat was present.",
        "Of course it was Nice to be Reading on a Mobile.",
        "Mr. Lincoln and Mrs. Jackson met General Houston in May.",
    ],
)
def test_no_places(text: str) -> None:
    """Persons, organisations, months and ordinary words that are also towns are no mentions."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in Nice, and then in Reading, England.", ["Nice", "Reading", "England"]),
        ("Refugees left Chad for Jordan.", ["Chad", "Jordan"]),
        ("The dam near Deir ez-Zor broke.", ["Deir ez-Zor"]),
        ("U.S. and Syrian envoys met.", ["U.S.", "Syrian"]),
        ("BEIRUT (AP) - Talks went on.", ["BEIRUT"]),
        ("They drove from Al-Qaim to Abu Kamal.", ["Al-Qaim", "Abu Kamal"]),
        ("HELENA, Mont. (AP) - Nobody came.", ["HELENA", "Mont."]),
        ("It happened on Royal Street in New Orleans.", ["Royal Street", "New Orleans"]),
        ("Europeans and Africans met.", ["Europeans", "Africans"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    """Towns, countries, peoples, shortened states and streets are mentions, as written."""
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "name", "country", "lon", "lat"),
    [
        ("They met in Paris, Texas.", "Paris", "USA", -95.6, 33.7),
        ("They met in Paris.", "Paris", "FRA", 2.35, 48.85),
        (
            "In Syria, rebels left Tripoli for Homs. Lebanon sent buses to Tripoli.",
            "Tripoli",
            "LBN",
            35.85,
            34.4,
        ),
        ("Libya's army left Tripoli.", "Tripoli", "LBY", 13.2, 32.9),
        ("The fair was held in London, Ontario.", "London", "CAN", -81.2, 43.0),
        ("A fire in Birmingham, Alabama, was put out.", "Birmingham", "USA", -86.8, 33.5),
        ("Moscow, Idaho, has a university.", "Moscow", "USA", -117.0, 46.7),
    ],
)
def test_which_place(text: str, name: str, country: str, lon: float, lat: float) -> None:
    """The state that follows, and the countries of the article, decide between places of a name."""
    mention = next(m for m in read(text).mentions if m.text == name)
    assert mention.place is not None
    assert mention.place.country == country
    assert (mention.place.lon, mention.place.lat) == pytest.approx((lon, lat), abs=0.2)
    assert mention.place.because


def test_province_or_town() -> None:
    """What is called "Idlib province" is the region, "the city of Idlib" the town."""
    texts = ("Idlib province fell.", "The city of Idlib fell.")
    kinds = [read(text).mentions[0].kind for text in texts]
    assert kinds == ["region", "place"]


def test_place_by_offset() -> None:
    """A place "50 km north-east of Baghdad" is a point, and its accuracy says how vague it is."""
    mentions = read("Baqubah, 50 km north-east of Baghdad, was quiet.").mentions
    offset: Mention = next(mention for mention in mentions if mention.kind == "offset")
    assert offset.text == "50 km north-east of Baghdad"
    assert offset.place is not None
    # Baghdad lies at 44.39 E, 33.34 N; 35.4 km make 0.32 degrees of latitude, 0.38 of longitude.
    assert (offset.place.lon, offset.place.lat) == pytest.approx((44.77, 33.66), abs=0.05)
    assert 15_000 < offset.place.accuracy_m < 60_000


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
@pytest.mark.parametrize(
    ("text", "phrase", "pairs"),
    [
        ("near the Syrian-Lebanese border", "the Syrian-Lebanese border", ["LBN-SYR"]),
        ("at the Syria–Lebanon border", "the Syria–Lebanon border", ["LBN-SYR"]),
        ("the border between Syria and Iraq", "the border between Syria and Iraq", ["IRQ-SYR"]),
        ("the Lebanese-Israeli frontier", "the Lebanese-Israeli frontier", ["ISR-LBN"]),
        ("near Israel's northern border", "Israel's northern border", ["ISR-LBN", "ISR-SYR"]),
        ("the northern border of Israel", "the northern border of Israel", ["ISR-LBN", "ISR-SYR"]),
        ("Poland's border with Belarus", "Poland's border with Belarus", ["BLR-POL"]),
        ("Syria shelled the Turkish border", "the Turkish border", ["SYR-TUR"]),
        ("the US-Mexico border", "the US-Mexico border", ["MEX-USA"]),
        ("the Sino-Indian border", "the Sino-Indian border", ["CHN-IND"]),
        ("along the Blue Line", "the Blue Line", ["ISR-LBN"]),
        ("the Golan ceasefire line", "the Golan ceasefire line", ["ISR-SYR"]),
        ("Latvia closed its border with Russia", "its border with Russia", ["LVA-RUS"]),
    ],
)
def test_border_phrases(text: str, phrase: str, pairs: list[str]) -> None:
    """A border phrase is one mention, and its line parts the countries that it says."""
    assert borders(text) == {phrase: pairs}


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
def test_two_borders_of_one_sentence() -> None:
    """A list of borders is one mention for each."""
    text = "closing of border crossings between Syria and Lebanon and between Syria and Iraq"
    assert borders(text) == {
        "border crossings between Syria and Lebanon": ["LBN-SYR"],
        "between Syria and Iraq": ["IRQ-SYR"],
    }


@pytest.mark.parametrize(
    "text", ["Syria borders Iraq.", "The border guards of Syria slept.", "The border was closed."]
)
def test_no_border_mention(text: str) -> None:
    """The verb, the guards and a border without a name are no border mentions."""
    assert borders(text) == {}
