"""Reading as a whole: the seed article of the issue, the JSON, any text, any size."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadData
from geo.reading import Reading, distinct_claims, load_article, read, zones_of

SHARED = Path(os.environ.get("GEO_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.fixture(scope="module")
def seed() -> Reading:
    """The article that the project began with."""
    articles = sorted((SHARED / "seeds").glob("*.txt"))
    if not articles:
        pytest.skip("the seed article is not beside this checkout")
    return read(load_article(articles[0]))


def names(reading: Reading, kind: str) -> set[str]:
    """Texts of the mentions of one kind."""
    return {mention.text for mention in reading.mentions if mention.kind == kind}


def test_seed_offsets_hold_in_the_file(seed: Reading) -> None:
    """Every offset is one of the file's text, with its curly quotes as they are."""
    text = seed.article.path.read_text(encoding="utf-8") if seed.article.path else ""
    assert len(seed.mentions) > 60
    for part in (*seed.mentions, *seed.claims):
        assert text[part.start : part.end] == part.text


def test_seed_head(seed: Reading) -> None:
    """Title and date come from the first lines of a plain text."""
    assert seed.article.date == "2018-07-23"
    assert seed.article.title.startswith("Israel Rejects Russian Offer")


def test_seed_main_claim(seed: Reading) -> None:
    """The claim reads 100 km (62 miles), from Israel's northern border, in Syria, rejected."""
    claim = seed.claims[0]
    assert claim.text == "100 kilometers (62 miles) away from Israel’s northern border"
    assert claim.distance_m == 100_000
    assert [(other.text, other.agrees) for other in claim.equivalents] == [("62 miles", True)]
    assert claim.reference.pairs == (("ISR", "LBN"), ("ISR", "SYR"))
    assert claim.reference.line == "ceasefire-1974"
    assert claim.within == ("SYR",)
    assert claim.status == "rejected"
    assert claim.speaker == "a senior Israeli official"
    assert not claim.approximate


def test_seed_repeated_claims_make_one_zone(seed: Reading) -> None:
    """Five statements of the 100 km, two of them headlines, are one claim and one zone."""
    assert [claim.distance_m for claim in seed.claims] == [100_000] * 5
    assert [claim.heading for claim in seed.claims] == [False] * 3 + [True] * 2
    assert distinct_claims(seed.claims) == (seed.claims[0],)
    zones = zones_of(seed)
    assert len(zones) == 1
    assert zones[0].distance_m == 100_000


def test_seed_places(seed: Reading) -> None:
    """Places, regions, countries, demonyms and both border phrases are mentions of their kind."""
    assert {"Jerusalem", "Helsinki", "Moscow"} <= names(seed, "place")
    assert {"Golan Heights", "Quneitra"} <= names(seed, "region")
    assert {"Israel", "Syria", "Iran", "Russia", "Lebanon", "Iraq", "US"} <= names(seed, "country")
    assert {"Russian", "Iranian", "Israeli", "Syrian", "Russians"} <= names(seed, "demonym")
    assert {
        "Israel’s northern border",
        "border crossings between Syria and Lebanon",
        "between Syria and Iraq",
    } <= names(seed, "border")


def test_seed_places_where_they_are(seed: Reading) -> None:
    """Coordinates are those of the places meant: facts from an atlas, to a tenth of a degree."""
    known = {
        "Jerusalem": (35.2, 31.8),
        "Helsinki": (24.9, 60.2),
        "Moscow": (37.6, 55.8),
    }
    for mention in seed.mentions:
        if mention.text in known:
            assert mention.place is not None
            assert (mention.place.lon, mention.place.lat) == pytest.approx(
                known[mention.text], abs=0.1
            )


def test_seed_persons_and_offices_are_no_places(seed: Reading) -> None:
    """Nobody of the article, and no office, is a mention."""
    found = " ".join(mention.text for mention in seed.mentions)
    for name in (
        *("Putin", "Lavrov", "Netanyahu", "Liberman", "Ben-Shabbat", "Eisenkot", "Gerasimov"),
        *("Trump", "Assad", "National", "Adviser", "Minister", "Kremlin", "Monday", "Friday"),
    ):
        assert name not in found


def test_seed_json_has_the_keys_of_the_interface(seed: Reading) -> None:
    """`geo read --json` prints these keys and no others, and it is valid JSON.

    Behind the keys of the interface a mention tells why, and which places came after it.
    """
    found = json.loads(json.dumps(seed.to_dict(), allow_nan=False))
    assert list(found) == ["title", "date", "mentions", "claims", "doubts"]
    place = ["name", "lon", "lat", "country", "kind", "source", "source_id", "accuracy_m"]
    place += ["matched", "rivals", "stands_for_area", "disputed"]
    for mention in found["mentions"]:
        assert list(mention) == [
            "text",
            "start",
            "end",
            "kind",
            "place",
            "because",
            "score",
            "runners_up",
        ]
        assert mention["place"] is None or list(mention["place"]) == place
    keys = [
        *("text", "start", "end", "distance_m", "equivalents", "reference"),
        *("within", "side", "status", "approximate", "doubts"),
    ]
    for claim in found["claims"]:
        assert list(claim) == keys
        assert list(claim["reference"]) == ["text", "kind", "pairs", "place", "line"]
        for other in claim["equivalents"]:
            assert list(other) == ["text", "distance_m", "agrees"]
    assert found["claims"][0]["reference"]["pairs"] == [["ISR", "LBN"], ["ISR", "SYR"]]


def test_two_claims_make_two_zones() -> None:
    """An article with two distances from two borders keeps both apart."""
    reading = read(
        "Troops must stay 10 km from the Syrian-Lebanese border. They must also stay 25 km from "
        "the border between Syria and Iraq."
    )
    assert [claim.distance_m for claim in distinct_claims(reading.claims)] == [10_000, 25_000]
    assert [zone.distance_m for zone in zones_of(reading)] == [10_000, 25_000]


def test_no_claim_says_why() -> None:
    """An article without a claim gives its places, and a doubt says that there is no claim."""
    reading = read("The ministers of Syria and Lebanon met in Damascus. It rained.")
    assert reading.claims == ()
    assert zones_of(reading) == ()
    assert any(doubt.kind == "no claim" for doubt in reading.doubts)
    assert {"Syria", "Lebanon", "Damascus"} == {mention.text for mention in reading.mentions}


def test_doubts_are_stated() -> None:
    """A bracket that disagrees, a place that nothing knows, a guessed neighbour: each is said."""
    doubts = " ".join(
        doubt.sentence
        for doubt in read(
            "Syria must keep its army 100 km (90 miles) from the Israeli border. Nobody may come "
            "within 5 km of Xyzzyville."
        ).doubts
    )
    assert "'90 miles'" in doubts
    assert "'Xyzzyville'" in doubts
    assert "taken from the sentence's countries: Israel and Syria" in doubts


def test_front_matter_is_not_read() -> None:
    """The title in the front matter is no part of the text; offsets still count from the top."""
    text = "---\ntitle: Trouble in Paris\n---\nThe talks were held in Geneva.\n"
    reading = read(text)
    [mention] = reading.mentions
    assert (mention.text, mention.start) == ("Geneva", text.index("Geneva"))


@pytest.mark.parametrize(
    "text",
    [
        "Keep them 30\u00a0km from the Syrian\u2011Turkish border.",
        "Keep them 30 kilo\u00admetres from the Syrian–Turkish bor\u00adder.",
        "Keep them 30 km   from the\r\nSyrian-Turkish border.",
        "“Keep them ‘30 km from the Syrian-Turkish border’”, they said",
        "Keep them 30 km from the Syrian-Turkish border",
        "KEEP THEM 30 KM FROM THE SYRIAN-TURKISH BORDER",
        "\ufeffKeep them 30 km from\u200b the Syrian-Turkish border. قنيطرة קוניטרה 北京",
    ],
    ids=["no-break", "soft-hyphen", "line-breaks", "quotes", "no-stop", "capitals", "scripts"],
)
def test_typography_does_not_matter(text: str) -> None:
    """Spaces, hyphens, quotes, line ends, invisible letters and case change no reading."""
    reading = read(text)
    [claim] = reading.claims
    assert claim.distance_m == 30_000
    assert claim.reference.pairs == (("SYR", "TUR"),)
    assert text[claim.start : claim.end] == claim.text
    assert claim.text.startswith("30")


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text at all makes anything but a reading with true offsets, or one clear refusal."""
    try:
        reading = read(text)
    except BadData as error:
        assert "\n" not in str(error)
        return
    for part in (*reading.mentions, *reading.claims):
        assert text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    "unit",
    [
        "Israel wants Iran kept 100 km (62 miles) from the border of Syria and Lebanon. ",
        "Israel wants Iran kept 100 km from the border between Syria and Lebanon and Iraq and ",
        "100 km (100 km (",
        "a hundred and ",
        "DAMASCUS AND BEIRUT ",
        "word   ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long, whatever is repeated in it.

    A quadratic reader takes sixteen times as long on every try; one try in five under ten times
    is enough, because a busy machine makes single measurements several times too long.
    """
    read(unit * 10)

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    ratios = []
    for _ in range(5):
        small, large = seconds(15_000), seconds(60_000)
        ratios.append(large / max(small, 0.01))
        if ratios[-1] < 10:
            return
    raise AssertionError(f"four times the text took {ratios} times as long")


def test_a_megabyte_is_read() -> None:
    """A megabyte of news is read whole, and every place in it is found."""
    text = "Troops stayed in Homs and Hama on Monday, the ministry in Damascus said.\n\n" * 14_000
    assert len(read(text).mentions) == 3 * 14_000
