"""Border phrases in an article: every border of the world, in the forms of the news."""

from __future__ import annotations

import re

import pytest

from geo.borders import countries, country, meeting, neighbours_of
from geo.reading import read
from geo.reading.names.nations import nation_named

TEMPLATES = (
    "the {a}–{b} border",
    "the {a}-{b} frontier",
    "the {a}/{b} boundary",
    "the {a} & {b} border",
    "the border between {a} and {b}",
    "the border of {a} and {b}",
    "{a}'s border with {b}",
    "the frontier separating {a} from {b}",
)
NOUNS_FROM = 4
"""The forms from here on take names only."""


def _names(code: str, *, adjectives: bool) -> list[str]:
    """Names that the reader knows; adjectives only where English has them, as in "X-Y border".

    Left out: names that begin with an article or a small letter, and two full styles whose "and"
    or hyphen the reader parts (Guyana's, the United Kingdom's).
    """
    found = country(code)
    names = (found.name, *found.aliases, *(found.demonyms[:1] if adjectives else ()))
    odd = re.compile(r"The |Co-op|United Kingdom of|[a-z]")
    return [name for name in names if nation_named(name) and not odd.match(name)]


@pytest.mark.parametrize("turn", range(len(TEMPLATES)))
def test_every_border_of_the_world_is_read_in_every_form(turn: int) -> None:
    """Articles that name borders in one form give each of them, by varying names; all in two."""
    wanted: dict[str, str] = {}
    for place, each in enumerate(countries()):
        for other in neighbours_of(each.code)[(place + turn) % 2 :: 2]:
            adjectives = turn < NOUNS_FROM
            ours = _names(each.code, adjectives=adjectives)
            theirs = _names(other, adjectives=adjectives)
            one, two = ours[turn % len(ours)], theirs[turn % len(theirs)]
            codes = nation_named(one), nation_named(two)
            assert codes[0] is not None
            assert codes[1] is not None
            if len(meeting(codes[0].codes, codes[1].codes)) == 1:
                phrase = TEMPLATES[turn].format(a=one, b=two)
                if "n-Republic of" in phrase:
                    continue  # "Dominican-Republic of Haiti" cannot be parted
                wanted[phrase] = "-".join(sorted((each.code, other)))
    assert len(wanted) > 300
    text = "\n\n".join(f"Mark said {phrase} was quiet." for phrase in wanted)
    found = {
        mention.text: mention.place.source_id
        for mention in read(text).mentions
        if mention.kind == "border" and mention.place is not None
    }
    assert {phrase: found.get(phrase) for phrase in wanted} == wanted


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("the Sino-Indian border", "CHN-IND"),
        ("the Ethio-Eritrean border", "ERI-ETH"),
        ("the Finno-Russian border", "FIN-RUS"),
        ("the Algero-Moroccan frontier", "DZA-MAR"),
        ("the Libyo-Egyptian border", "EGY-LBY"),
        ("the Indo-Pak border", "IND-PAK"),
        ("the Pak-Afghan border", "AFG-PAK"),
        ("the Af-Pak border", "AFG-PAK"),
        ("the inter-Korean border", "KOR-PRK"),
        ("the border between North and South Korea", "KOR-PRK"),
        ("the Congo–Gabon border", "COG-GAB"),
        ("the US & Mexico border", "MEX-USA"),
        ("the Congo-Angola border", None),
        ("the France-Poland border", None),
    ],
)
def test_a_claim_counts_from_the_border_of_a_compound(phrase: str, line: str | None) -> None:
    """Halves of compounds mean their country; what two Congos share, or no two meet, is no line."""
    [claim] = read(f"The army said the zone reaches 10 km from {phrase}.").claims
    assert claim.reference.kind == "border"
    assert claim.reference.line == line


@pytest.mark.parametrize(
    "words", ["a Colombo-based analyst", "the Indo-Pacific", "Romano-Gothic art"]
)
def test_a_half_without_a_second_nation_names_no_country(words: str) -> None:
    """A hyphen alone makes no compound of nations."""
    mentions = read(f"This was said by {words} on Monday.").mentions
    assert not [mention for mention in mentions if mention.kind == "country"]
