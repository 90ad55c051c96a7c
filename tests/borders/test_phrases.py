"""Border phrases: every border of the world in every form, and what is no border."""

from __future__ import annotations

import pytest

from geo.borders import countries, country, find_border, neighbours_of
from geo.borders.parties import meeting, party
from geo.borders.phrases import meant_border
from geo.errors import BorderNotFound, NotFound

TEMPLATES = (
    "{a}–{b} border",
    "the {a}-{b} frontier",
    "{a}/{b} boundary",
    "the {a} & {b} border",
    "the {a} and {b} border",
    "the border between {a} and {b}",
    "the border of {a} and {b}",
    "{a}'s border with {b}",
    "the {a} side of the border with {b}",
    "the line between {a} and {b}",
    "the frontier separating {a} from {b}",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_border_of_the_world_is_found_in_every_form(template: str) -> None:
    """Each ordered pair of neighbours, by all names and demonyms of both, gives its border.

    A name that two countries share, both of which meet the other, is asked back instead.
    """
    pairs = [(each.code, other) for each in countries() for other in neighbours_of(each.code)]
    assert len(pairs) == 2 * 325
    for a, b in pairs:
        ours, theirs = (
            (each.name, *each.aliases, *each.demonyms) for each in (country(a), country(b))
        )
        for turn in range(max(len(ours), len(theirs))):
            one, other = ours[turn % len(ours)], theirs[turn % len(theirs)]
            phrase = template.format(a=one, b=other)
            shared = meeting(
                (each.code for each in party(one)), (each.code for each in party(other))
            )
            if len(shared) > 1:
                with pytest.raises(NotFound, match="say which"):
                    meant_border(phrase)
                continue
            meant = meant_border(phrase)
            assert meant is not None, phrase
            assert {meant.a, meant.b} == {a, b}, phrase


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("Bosnia and Herzegovina–Croatia border", "BIH-HRV"),
        ("border between Montenegro and Bosnia and Herzegovina", "BIH-MNE"),
        ("Guinea-Bissau–Guinea border", "GIN-GNB"),
        ("border between Guinea-Bissau and Senegal", "GNB-SEN"),
        ("Timor-Leste–Indonesia border", "IDN-TLS"),
        ("the Congo–Uganda border", "COD-UGA"),
        ("Congo-Gabon border", "COG-GAB"),
        ("border between the two Congos", "COD-COG"),
        ("Sino-Indian border", "CHN-IND"),
        ("sino-vietnamese frontier", "CHN-VNM"),
        ("Indo-Pakistani border", "IND-PAK"),
        ("Indo-Bangladesh border", "BGD-IND"),
        ("Russo-Ukrainian border", "RUS-UKR"),
        ("Franco-German border", "DEU-FRA"),
        ("Greco-Turkish border", "GRC-TUR"),
        ("Syro-Lebanese border", "LBN-SYR"),
        ("Libano-Syrian border", "LBN-SYR"),
        ("Ethio-Eritrean border", "ERI-ETH"),
        ("Finno-Russian border", "FIN-RUS"),
        ("Anglo-Irish border", "GBR-IRL"),
        ("Algero-Moroccan border", "DZA-MAR"),
        ("Luso-Spanish border", "ESP-PRT"),
        ("inter-Korean border", "KOR-PRK"),
        ("the border between the two Koreas", "KOR-PRK"),
        ("North and South Korea border", "KOR-PRK"),
        ("the Korean border", "KOR-PRK"),
        ("border between the Sudans", "SDN-SSD"),
        ("Af-Pak border", "AFG-PAK"),
        ("Pak-Afghan border", "AFG-PAK"),
        ("Indo-Bangla border", "BGD-IND"),
        ("US-Mexico border", "MEX-USA"),
        ("U.S.–Mexican border", "MEX-USA"),
        ("the Austria-Hungary border", "AUT-HUN"),
        ("Israel's land border with Lebanon", "ISR-LBN"),
        ("the Lebanese side of the Israel-Lebanon border", "ISR-LBN"),
        ("boundary that separates Chile from Argentina", "ARG-CHL"),
    ],
)
def test_a_form_of_the_news_means_its_border(phrase: str, key: str) -> None:
    """Halves of compounds, names with "and" or a hyphen, and shared names are understood."""
    found = find_border(phrase)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("Trinidad and Tobago–Venezuela border", "Trinidad and Tobago, it has none"),
        ("Trinidad border", "Trinidad and Tobago has no land border"),
        ("France-Poland border", "of France, its land neighbours are .*Belgium"),
        ("Sino-Turkish border", "of China, its land neighbours are"),
        ("the Mordor border", "name two countries that meet"),
        ("border between Atlantis and Syria", "name two countries that meet"),
        ("Moscow-Kyiv border", "name two countries that meet"),
        ("France's border with the French", "no border with itself"),
        ("maritime border between Israel and Lebanon", "no land border"),
    ],
)
def test_what_is_no_border_is_refused_by_name(phrase: str, says: str) -> None:
    """A phrase whose noun is a border gives that border or an error, never something near."""
    with pytest.raises(BorderNotFound, match=says):
        find_border(phrase)


@pytest.mark.parametrize("phrase", ["Congo-Angola border", "Congolese border", "Congo border"])
def test_a_shared_name_that_nothing_decides_is_asked_back(phrase: str) -> None:
    """Both Congos meet Angola: neither is taken."""
    with pytest.raises(NotFound, match=r"Democratic Republic of the Congo.* or .*Republic"):
        find_border(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["Green Line", "South Ossetia", "Rafah crossing", "border guards", "northern border", "line"],
)
def test_what_names_no_two_countries_is_no_border(phrase: str) -> None:
    """Lines and regions of another kind never become a country's border."""
    assert meant_border(phrase) is None
