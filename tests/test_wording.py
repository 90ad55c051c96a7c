"""How names and speakers are written in a sentence."""

from __future__ import annotations

import pytest

from geo.wording import (
    is_relative,
    line_in_sentence,
    listed,
    possessive,
    sentence_case,
    speaker_in_words,
    with_article,
    without_dateline,
)


@pytest.mark.parametrize(
    "name",
    (
        "Netherlands", "United States", "United Kingdom", "Falkland Islands", "Gambia", "Bahamas",
        "Philippines", "Maldives", "Comoros", "Czech Republic", "Central African Republic", "Congo",
        "Democratic Republic of the Congo", "United Arab Emirates", "Isle of Man", "Gaza Strip",
        "West Bank", "Golan Heights", "Korean Peninsula", "Black Sea", "Taiwan Strait",
        "Strait of Hormuz", "Gulf of Aden", "Horn of Africa", "Suez Canal", "Sahara", "Donbas",
        "Fukushima Daiichi nuclear power plant", "Quneitra crossing", "Kakhovka Dam",
        "Hmeimim air base", "Caucasus", "Middle East", "U.S. Virgin Islands",
    ),
)  # fmt: skip
def test_some_names_take_an_article(name: str) -> None:
    """A name that English never uses bare gets its article, once."""
    assert with_article(name) == f"the {name}"
    assert with_article(with_article(name)) == f"the {name}"


@pytest.mark.parametrize(
    "name",
    (
        "Turkey", "Syria", "Ukraine", "Sudan", "Lebanon", "Laos", "Cyprus", "Crimea", "Kashmir",
        "Damascus", "The Hague", "Frankfurt Airport", "Ramstein Air Base", "Kherson Oblast",
        "Idlib Governorate", "Lake Van", "Mount Hermon", "Trinidad and Tobago", "Vatican City",
        "Saint Vincent and the Grenadines", "Heard Island and McDonald Islands", "Ivory Coast",
        "South Georgia and the South Sandwich Islands", "33.5000° N, 36.3000° E",
    ),
)  # fmt: skip
def test_most_names_take_none(name: str) -> None:
    """Countries, towns, provinces and lakes are written bare."""
    assert with_article(name) == name


def test_what_a_thing_is_decides_before_what_its_name_ends_in() -> None:
    """A town is bare whatever it is called, and a river never is."""
    for town in ("Arlington Heights", "Rocky River", "Grand Island", "Palm Springs", "Long Strip"):
        assert with_article(town, kind="city") == town
    for river in ("Dnipro", "Litani", "Yalu"):
        assert with_article(river, kind="river") == f"the {river}"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Turkey", "Turkey's"),
        ("Laos", "Laos's"),
        ("Cyprus", "Cyprus's"),
        ("Honduras", "Honduras's"),
        ("Netherlands", "the Netherlands'"),
        ("United States", "the United States'"),
        ("Falkland Islands", "the Falkland Islands'"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo's"),
        ("Central African Republic", "the Central African Republic's"),
    ],
)
def test_owners(name: str, owner: str) -> None:
    """A plural takes the apostrophe alone, and every name keeps its article."""
    assert possessive(name) == owner


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Turkey's southern border", "Turkey's southern border"),
        ("the United States' southern border", "the United States' southern border"),
        ("Belarus–Poland border", "the Belarus–Poland border"),
        ("Iraq–Syria border, Jordan–Syria border",
         "the Iraq–Syria border and the Jordan–Syria border"),
        ("pre-1967 line", "the pre-1967 line"),
        ("Blue Line and 1974 ceasefire line", "the Blue Line and 1974 ceasefire line"),
    ],
)  # fmt: skip
def test_lines_in_a_sentence(name: str, written: str) -> None:
    """A line that has an owner takes no article before him: never "the Turkey's"."""
    assert line_in_sentence(name) == written


@pytest.mark.parametrize(
    ("speaker", "written"),
    [
        ("LONDON — Britain", "Britain"),
        ("BEIRUT, Lebanon (AP) — The army", "the army"),
        ("JERUSALEM (Reuters) - Israel's army", "Israel's army"),
        ("WASHINGTON/BEIRUT — Iran", "Iran"),
        ("SÃO PAULO – the ministry", "the ministry"),
        ("he", ""),
        ("They", ""),
        (None, ""),
        ("NATO", "NATO"),
        ("U.S. Central Command", "U.S. Central Command"),
        ("Mr. Fidan", "Mr. Fidan"),
        ("Abu Mohammad al-Julani", "Abu Mohammad al-Julani"),
    ],
)
def test_speakers(speaker: str | None, written: str) -> None:
    """A dateline is no speaker, a pronoun names nobody, and a name stays as it is."""
    assert speaker_in_words(speaker) == written


def test_datelines() -> None:
    """What stands before the dash in capitals is where a report comes from, and nobody says it."""
    for text in ("LIMA — Peru", "LIMA, June 3 (Reuters) — Peru", "Peru"):
        assert without_dateline(text) == "Peru", text


def test_words_that_need_their_text() -> None:
    """What cannot be understood without the article stands in no title."""
    for words in ("its border", "their northern frontier", "the border", "there",
                  "that country's coast", "the town", "the shared border", "",
                  "the border with Sudan", "the southern boundary with Kosovo",
                  "the whole border", "the entire northern frontier"):  # fmt: skip
        assert is_relative(words), words
    for words in ("Israel's northern border", "the Blue Line", "Damascus", "the Syrian border",
                  "the Line of Control", "the border between Niger and Mali",
                  "Gaza's border with Israel", "the Polish border with Belarus"):  # fmt: skip
        assert not is_relative(words), words


def test_lists_and_beginnings() -> None:
    """One word, two and three are joined as a sentence does, and a title begins with a capital."""
    assert [listed(list("abc")[:count]) for count in (0, 1, 2, 3)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert sentence_case("the Gambia") == "The Gambia"
    assert sentence_case("“its border” is") == "“Its border” is"
