"""Reference lines: which borders a phrase means, and how they lie."""

from __future__ import annotations

import pytest
import shapely

from geo.borders import border_side, find_border, line, lines, named_line, unsettled_borders
from geo.borders import country as country_named
from geo.borders.reference_line import border, borders_of
from geo.errors import BorderNotFound, LineNotFound, NotFound

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

SIDES = [
    ("Israel", "north", {"LBN", "SYR"}),
    ("Turkey", "south", {"IRQ", "SYR"}),
    ("Turkey", "west", {"BGR", "GRC"}),
    ("Syria", "north", {"TUR"}),
    # On the map Hatay looks west, and the desert border with Iraq south-east.
    ("Syria", "west", {"ISR", "LBN", "TUR"}),
    ("Syria", "south", {"IRQ", "JOR"}),
    ("Lebanon", "south", {"ISR"}),
    ("Lebanon", "north", {"SYR"}),
    ("Lebanon", "east", {"SYR"}),
    ("Ukraine", "north", {"BLR", "RUS"}),
    ("Ukraine", "east", {"RUS"}),
    ("Poland", "east", {"BLR", "LTU", "UKR"}),
    ("Poland", "north", {"LTU", "RUS"}),
    ("United States", "south", {"MEX"}),
    ("United States", "north", {"CAN"}),
    ("Mexico", "north", {"USA"}),
    ("South Korea", "north", {"PRK"}),
    ("India", "west", {"PAK"}),
    ("Vietnam", "north", {"CHN"}),
    ("Colombia", "east", {"BRA", "VEN"}),
    ("Germany", "north", {"DNK"}),
    ("Iraq", "east", {"IRN", "KWT"}),
    ("Egypt", "south", {"SDN"}),
    ("Saudi Arabia", "south", {"OMN", "YEM"}),
    ("Iran", "west", {"IRQ", "TUR"}),
]


@pytest.mark.parametrize(("country", "side", "neighbours"), SIDES)
def test_a_side_is_the_borders_that_look_out_there(
    country: str, side: str, neighbours: set[str]
) -> None:
    """The side of a country is what a reader of a map would name, all over the world."""
    found = border_side(country, side)
    assert set(found.sides) - {country_named(country).code} == neighbours


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("Syria–Lebanon border", "LBN-SYR"),
        ("Syria-Lebanon border", "LBN-SYR"),
        ("the border between Syria and Iraq", "IRQ-SYR"),
        ("Lebanese-Israeli frontier", "ISR-LBN"),
        ("Israel's northern border", "ceasefire-1974"),
        ("Israel’s northern border", "ceasefire-1974"),
        ("the northern border of Israel", "ceasefire-1974"),
        ("Turkey's southern border", "IRQ-TUR+SYR-TUR"),
        ("southern Lebanese border", "ISR-LBN"),
        ("Poland's border with Belarus", "BLR-POL"),
        ("the Polish border with Belarus", "BLR-POL"),
        ("US-Mexico border", "MEX-USA"),
        ("Blue Line", "ISR-LBN"),
        ("the Durand Line", "durand-line"),
        ("bravo-1974", "bravo-1974"),
        ("KOR-PRK", "KOR-PRK"),
        ("the frontier between North Korea and South Korea", "KOR-PRK"),
    ],
)
def test_a_phrase_means_its_border(phrase: str, key: str) -> None:
    """Names, demonyms, codes, sides and proper names of lines all lead to the line meant."""
    found = find_border(phrase)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text", ["Damascus", "the city of Quneitra", "border", "", "100 km", "border guards"]
)
def test_what_is_no_border_phrase_is_none(text: str) -> None:
    """Text that names no border is not forced into one."""
    assert find_border(text) is None


def test_countries_that_do_not_touch_are_an_error() -> None:
    """A border that does not exist is refused with the neighbours that do."""
    with pytest.raises(BorderNotFound, match="Spain"):
        border("France", "Poland")
    with pytest.raises(BorderNotFound, match="no land border"):
        borders_of("Iceland")
    with pytest.raises(NotFound, match="Atlantis"):
        border("France", "Atlantis")


def test_an_unknown_line_lists_those_there_are() -> None:
    """The message of a wrong key holds the right ones."""
    with pytest.raises(LineNotFound, match="ceasefire-1974"):
        line("greenline-1949")


def test_a_disputed_border_says_so() -> None:
    """A line that somebody disputes says so, and names the lines that describe it otherwise."""
    assert "ceasefire" in border("Israel", "Syria").dispute
    assert "pre-1967" in border("Israel", "Syria").dispute
    assert border("France", "Spain").dispute == ""


def test_named_lines_say_whose_and_how_exact() -> None:
    """Each named line has a status, a source, an accuracy, and a note with a UN citation."""
    for each in lines():
        assert each.status == "ceasefire"
        assert 0 < each.accuracy_m <= 2_000
        assert "S/" in each.note
        assert set(each.pairs) == {("ISR", "LBN"), ("ISR", "SYR")}


def test_order_of_the_countries_does_not_matter() -> None:
    """A border is the same whoever is named first."""
    assert border("ESP", "FRA").key == border("France", "Spanish").key == "ESP-FRA"


def test_the_default_line_is_the_one_held_on_the_ground() -> None:
    """The B line lies east of the A line, and the pre-1967 line west of it."""

    def eastmost(key: str) -> float:
        [part] = [p for p in named_line(key).parts if p.pair == ("ISR", "SYR")]
        return float(shapely.bounds(part.geometry)[2])

    assert eastmost("pre-1967") < eastmost("ceasefire-1974") < eastmost("bravo-1974")


def test_borders_that_are_not_agreed_are_known_as_such() -> None:
    """Korea's armistice line and Kashmir are listed; a settled border such as Poland's is not."""
    found = {line.key: line.status for line in unsettled_borders()}
    assert found["KOR-PRK"] == "ceasefire"
    assert {"IND-PAK", "CHN-IND", "ESH-MAR", "SRB-XKX"} <= set(found)
    assert found["RUS-UKR"] == "de jure"
    assert "BLR-POL" not in found
    assert list(found) == sorted(found)


def test_france_meets_brazil_overseas() -> None:
    """A border that a country has only overseas is found by the country's name too."""
    assert border("France", "Brazil").key == border("Brazilian", "French").key == "BRA-GUF"
    assert border("France", "Suriname").key == "GUF-SUR"
