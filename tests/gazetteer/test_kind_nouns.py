"""geo.gazetteer.kind_nouns: the noun of a phrase says what alone may answer to it."""

from __future__ import annotations

import pytest

from geo.errors import NotFound
from geo.gazetteer import accepted_senses, look_up
from geo.gazetteer.kind_nouns import HEAD_NOUNS, read_head_noun


@pytest.mark.parametrize(
    ("phrase", "core", "noun"),
    [
        ("the Fukushima Daiichi nuclear power plant", "Fukushima Daiichi", "nuclear power plant"),
        ("Kharkiv Oblast", "Kharkiv", "oblast"),
        ("province of Idlib", "Idlib", "province"),
        ("Strait of Hormuz", "Hormuz", "strait"),
        ("Lake Chad", "Chad", "lake"),
        ("Mt. Hermon", "Hermon", "mount"),
        ("Rafah border crossing", "Rafah", "border crossing"),
        ("the Dnipro river", "Dnipro", "river"),
        ("Frankfurt International Airport", "Frankfurt", "international airport"),
        ("the front line", "", "front line"),
    ],
)
def test_phrase_is_taken_apart(phrase: str, core: str, noun: str) -> None:
    """The longest noun of the table is the head, before, behind, or with "of"."""
    found = read_head_noun(phrase)
    assert found is not None
    assert (found.core, found.noun) == (core, noun)


@pytest.mark.parametrize("name", ["Damascus", "Charline", "Port Said", "Baseldorf", "Riverdale"])
def test_a_plain_name_has_no_head_noun(name: str) -> None:
    """A name that merely holds the letters of a noun says nothing of its kind."""
    assert read_head_noun(name) is None


def test_each_noun_stands_once() -> None:
    """No noun belongs to two groups, so that a phrase has one meaning."""
    nouns = [noun for group in HEAD_NOUNS for noun in group.nouns]
    assert len(nouns) == len(set(nouns))
    assert all(noun == noun.lower() for noun in nouns)


@pytest.mark.parametrize(
    "phrase",
    [
        "Fukushima Daiichi plant",
        "Zaporizhzhia nuclear power plant",
        "Bushehr reactor",
        "Natanz enrichment plant",
        "Frankfurt Airport",
        "Damascus International Airport",
        "Ben Gurion airport",
        "Rafah crossing",
        "Torkham border crossing",
        "Gaza border",
        "Green Line",
        "line of contact",
        "the front line",
        "frontline",
        "the Aleppo front",
        "Kakhovka dam",
        "Mosul Dam",
        "Khmeimim air base",
        "Ramstein Air Base",
        "Tartus naval base",
        "Etna volcano",
        "Zaatari camp",
        "Beirut port",
        "port of Beirut",
        "Mount Everest",
        "Kerch bridge",
        "Homs refinery",
        "Damascus river",
        "Paris island",
        "Damascus island",
        "Suwałki Gap",
        "Gotham City",
        "Berlin strait",
    ],
)
def test_a_thing_that_no_data_hold_is_refused(phrase: str) -> None:
    """Where nothing of the kind is held, the answer is no, and never the town of the name."""
    assert accepted_senses(phrase) == ()
    try:
        found = look_up(phrase)
    except NotFound:  # the borders know of the line, and say that no source here holds it
        return
    assert found.answers == ()
    assert found.suggestions == ()
    assert "is known" in found.refusal or "names no one place" in found.refusal


def test_the_refusal_says_what_the_name_is() -> None:
    """Who asks for a plant is told that the town is known, and how to measure from it."""
    said = look_up("Fukushima Daiichi plant").refusal
    assert said.startswith("no plant of the name 'Fukushima Daiichi' is known (the town Fukushima")
    assert said.endswith("ask for 'Fukushima' to measure from it)")


@pytest.mark.parametrize(
    ("phrase", "kind", "name"),
    [
        ("Kharkiv Oblast", "admin1", "Kharkiv"),
        ("Idlib province", "admin1", "Idlib"),
        ("Idlib Governorate", "admin1", "Idlib"),
        ("the Nassib crossing", "crossing", "Nassib"),
        ("Bab al-Hawa border crossing", "crossing", "Bab al-Hawa"),
        ("the Dnipro river", "river", "Dnipro"),
        ("Lake Chad", "lake", "Chad"),
        ("Strait of Hormuz", "strait", "Hormuz"),
        ("Bay of Biscay", "bay", "Biscay"),
        ("Suez Canal", "canal", "Suez"),
        ("Gaza Strip", "admin1", "Gaza"),
        ("Gaza City", "city", "Gaza"),
        ("Ivory Coast", "country", "Ivory"),
        ("Czech Republic", "country", "Czech"),
        ("Falkland Islands", "country", "Falkland"),
        ("Rock Island", "city", "Rock Island"),
        ("Salt Lake City", "city", "Salt Lake"),
        ("Tillabéri region", "admin1", "Tillabéri"),
    ],
)
def test_a_thing_of_the_kind_answers(phrase: str, kind: str, name: str) -> None:
    """Of the kinds that the data hold, the thing itself answers; a name may hold its noun."""
    found = look_up(phrase)
    assert found.answers, found.refusal
    assert found.answers[0].kind == kind
    assert name.split(maxsplit=1)[0] in found.answers[0].name
