"""What a reader reads above a map: sixty zones, their titles, doubts and accuracies as sentences.

Every title was read aloud before it was written down as expected. The rules hold for whatever else
the words may become.
"""

# ruff: noqa: E501 - the tables and rules are read best a row a line.
from __future__ import annotations

import re
from functools import cache

import pytest

import geo
from geo.maps import exactness, facts, heading, zone_name
from geo.reading import read, zones_of

# fmt: off
pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

ASKED = (  # reference, distance, within, title
    ("Turkey's southern border", "30 km", None, "30 km from Turkey's southern border"),
    ("Netherlands' eastern border", "12 miles", None, "12 miles (19.3 km) from the Netherlands' eastern border"),
    ("the United States' southern border", "50 miles", "United States", "50 miles (80.5 km) from the United States' southern border, inside the United States"),
    ("Poland–Belarus border", "3 km", "Poland", "3 km from the Belarus–Poland border, inside Poland"),
    ("BLR-POL", "3 km", "Belarus", "3 km from the Belarus–Poland border, inside Belarus"),
    ("ISR-LBN", "about 5 km", "Lebanon", "About 5 km from the Israel–Lebanon border, inside Lebanon"),
    ("ceasefire-1974", "100 km", "Syria", "100 km from the Blue Line and 1974 ceasefire line, inside Syria"),
    ("pre-1967", "62 miles", "Syria", "62 miles (99.8 km) from the pre-1967 line, inside Syria"),
    ("bravo-1974", "80 km", None, "80 km from the Blue Line and 1974 B line"),
    ("Laos's northern border", "10 km", None, "10 km from Laos's northern border"),
    ("Lebanon's border", "20 km", "Lebanon", "20 km from Lebanon's land border, inside Lebanon"),
    ("IRQ-SYR+JOR-SYR", "15 km", "Syria", "15 km from the Iraq–Syria border and the Jordan–Syria border, inside Syria"),
    ("KOR-PRK", "2 km", None, "2 km from the South Korea–North Korea border"),
    ("CAF-COD", "40 km", "Central African Republic", "40 km from the border between the Central African Republic and the Democratic Republic of the Congo, inside the Central African Republic"),
    ("DOM-HTI", "1 mile", "Dominican Republic", "1 mile (1.61 km) from the border between the Dominican Republic and Haiti, inside the Dominican Republic"),
    ("GMB-SEN", "5 nautical miles", "Gambia", "5 nautical miles (9.26 km) from the Gambia–Senegal border, inside the Gambia"),
    ("India's eastern border", "500 m", None, "500 m from India's eastern border"),
    ("Chernobyl", "30 km", None, "30 km from Chornobyl"),
    ("Damascus", "about 100 km", "Syria", "About 100 km from Damascus, inside Syria"),
    ("The Hague", "10 miles", None, "Approximately 10 miles (16.1 km) from The Hague"),
    ("Nukualofa", "200 nautical miles", None, "200 nautical miles (370 km) from Nuku‘alofa"),
    ("Labasa", "12 nautical miles", None, "12 nautical miles (22.2 km) from Labasa"),
    ("Gibraltar", "3 nautical miles", None, "3 nautical miles (5.56 km) from Gibraltar"),
    ("Frankfurt am Main", "1500 m", None, "Approximately 1.5 km from Frankfurt am Main"),
    ("33.5,36.3", "100 miles", "Syria", "100 miles (161 km) from 33.5000° N, 36.3000° E, inside Syria"),
    ("-16.5,179.9", "200 nautical miles", None, "200 nautical miles (370 km) from 16.5000° S, 179.9000° E"),
    ("51.389,30.099", "1,000 yards", None, "1,000 yards (914 m) from 51.3890° N, 30.0990° E"),
    ("0,0", "500 feet", None, "500 feet (152 m) from 0.0000° N, 0.0000° E"),
    ("89,10", "60 nautical miles", None, "60 nautical miles (111 km) from 89.0000° N, 10.0000° E"),
    ("Golan Heights", "85 km", None, "85 km from the Golan Heights"),
    ("Gaza", "2 km", None, "Approximately 2 km from Gaza"),
    ("Idlib Governorate", "25 km", "Turkey", "25 km from Idlib, inside Turkey"),
    ("Syria", "10 km", "Turkey", "10 km from Syria, inside Turkey"),
    ("Netherlands", "12 nautical miles", None, "12 nautical miles (22.2 km) from the Netherlands"),
    ("AGO-COD", "8 km", "Angola", "8 km from the border between Angola and the Democratic Republic of the Congo, inside Angola"),
    ("Falkland Islands", "150 nautical miles", None, "150 nautical miles (278 km) from the Falkland Islands"),
    ("Moldova's border", "30 km", "Moldova", "30 km from Moldova's land border, inside Moldova"),
    ("Niger's border with Mali", "30 miles", "Niger", "30 miles (48.3 km) from the Mali–Niger border, inside Niger"),
)

READ = (  # sentence, title, whether something is doubted, status
    ("Poland closed a strip 3 km from its border with Belarus, officials in Warsaw said.", "3 km from the Belarus–Poland border, inside Poland", False, "in force, according to officials in Warsaw"),
    ("LONDON — Britain wants ships to stay 200 nautical miles from the Falkland Islands.", "200 nautical miles (370 km) from the Falkland Islands", False, "demanded"),
    ("BEIRUT, Lebanon (AP) — The army said troops must stay 10 km from the Blue Line.", "10 km from the Blue Line", False, "demanded"),
    ("Ankara demands a zone 30 km deep inside Syria from the Turkish border.", "30 km from the Syria–Turkey border, inside Syria", True, "demanded"),
    ("Residents within 20 km of the border were told to leave, the army said. Chad and Sudan blamed each other.", "20 km from the Sudan–Chad border", True, "reported, according to the army"),
    ("They must stay 100 kilometers (62 miles) from Israel's northern border, the minister said.", "100 km from Israel's northern border", False, "demanded, according to the minister"),
    ("The United States wants a buffer of 12 miles along the border between Mexico and the United States.", "12 miles (19.3 km) from the border between Mexico and the United States", True, "demanded"),
    ("An exclusion zone of 10 km around Aleppo, 10 km around Homs and 40 km from Damascus was agreed, Turkish officials said.", "Approximately 10 km from Aleppo; approximately 10 km from Homs; approximately 40 km from Damascus", False, "agreed, according to Turkish officials"),
    ("Troops must stay 85 km from the Golan Heights and 12 miles from the Netherlands' eastern border.", "85 km from the Golan Heights; 12 miles (19.3 km) from the Netherlands' eastern border", False, "demanded"),
    ("A demilitarised zone 15 to 20 km wide around Idlib was agreed by Russia and Turkey.", "Approximately 15 km and 20 km from Idlib", False, "agreed"),
    ("JERUSALEM (Reuters) - Israel wants Iran kept 60 miles from its northern border.", "60 miles (96.6 km) from the Armenia–Iran border, the Azerbaijan–Iran border and the Iran–Turkmenistan border", True, "demanded"),
    ("The two sides agreed to keep heavy weapons 25 km from the Armenian-Azerbaijani border.", "25 km from the Armenian-Azerbaijani border", False, "agreed"),
    ("Saudi Arabia proposed a buffer zone of 20 km along Yemen's northern border.", "20 km from Yemen's northern border", True, "proposed"),
    ("The ministry banned drones within 5 miles of Gatwick and within 500 metres of Crawley.", "Approximately 500 m from Crawley", True, "in force"),
    ("Rwanda proposed a neutral zone 40 km inside the Democratic Republic of the Congo from its border.", "40 km from the border between the Democratic Republic of the Congo and Rwanda, inside the Democratic Republic of the Congo", False, "proposed"),
    ("Boats must remain at least 12 nautical miles from Taiwan.", "About 12 nautical miles (22.2 km) from Taiwan", False, "demanded"),
    ("WASHINGTON — Iran must keep its forces 80 km from the Iraqi-Syrian border and 80 km from the Jordanian border, he said.", "80 km from the Iraqi-Syrian border; 80 km from the Jordan–Syria border", True, "demanded"),
    ("The Philippines proposed a no-sail zone of 25 miles around Puerto Princesa.", "25 miles (40.2 km) from Puerto Princesa", False, "proposed"),
    ("Officials demanded a 30-kilometre zone around Enerhodar.", "30 km from Enerhodar", False, "demanded"),
    ("Lebanon rejected a strip of 1,000 yards north of the Blue Line.", "1,000 yards (914 m) from the Blue Line", False, "rejected"),
    ("Pakistan wants a strip 2 miles deep along its border with Afghanistan.", "2 miles (3.22 km) from the Afghanistan–Pakistan border, inside Pakistan", False, "demanded"),
    ("A 7 km strip south of the border between Gaza and Egypt was proposed.", "7 km from the border between Gaza and Egypt", True, "proposed"),
)
# fmt: on

# Names that English never uses bare, wherever they stand.
_THE = (
    "Netherlands|United States|Falkland Islands|Golan Heights|Gambia|Dominican Republic|Gaza Strip"
)

RULES = {
    "an article before an owner who takes none": rf"\bthe (?!{_THE}|Democratic|Central)[A-Z]\w+['’]s? ",
    "a name without its article": rf"(?<!the )(?<!The )(?<![–\w])\b(?:{_THE})\b",
    "a name with two articles": r"\b[Tt]he [Tt]he\b",
    "a code of a country": r"\b[A-Z]{3}(?:-[A-Z]{3})?\b",
    "a word of the data": r"de jure|de facto|\(given\)|\bplace\b\.|off by|line within",
    "a dateline": r"[A-Z]{4,} [—–-]|\((?:AP|Reuters)\)",
    "a unit without the metric one": r"\d (?:nautical )?(?:miles?|feet|foot|yards?)\b(?! \([\d.,]+ k?m\))",
    "a broken sentence": r"  |\.\.| ,| \.|,,|;;|None|\bsome some\b",
    "a small beginning": r"^[“‘]?[a-z]",
    "more places than anybody measured": r"\d\.\d{3,}(?!\d*° )",
}


def _wrong(sentence: str, *, beside_title: bool = False) -> list[str]:
    """Names of the rules that a sentence breaks; below a title its unit need not be told again."""
    broken = [name for name, pattern in RULES.items() if re.search(pattern, sentence)]
    return [name for name in broken if not (beside_title and name.startswith("a unit"))]


def test_the_rules_know_a_bad_sentence() -> None:
    """Each rule finds what it is there for: a rule that finds nothing would hold nothing."""
    bad = {
        "an article before an owner who takes none": "30 km from the Turkey's southern border",
        "a name without its article": "10 km inside United States",
        "a name with two articles": "10 km from the the Netherlands",
        "a code of a country": "Within SYR",
        "a word of the data": "The line is off by 5 km",
        "a dateline": "According to LONDON — Britain",
        "a unit without the metric one": "12 miles from Dover",
        "a broken sentence": "10 km  from Homs",
        "a small beginning": "about 10 km from Homs",
        "more places than anybody measured": "Exact to within 0.0451 m",
    }
    assert bad.keys() == RULES.keys()
    for name, sentence in bad.items():
        assert name in _wrong(sentence), name


def _sure(title: str) -> str:
    """A title without its "approximately": whether it stands there depends on how good data is."""
    return re.sub("approximately ", "", title, flags=re.IGNORECASE).casefold()


@cache
def _zone(reference: str, distance: str, within: str | None) -> geo.Zone:
    return geo.zone(reference, distance, within=within, rough=True)


@pytest.mark.parametrize(("reference", "distance", "within", "title"), ASKED)
def test_what_is_asked_is_titled_in_english(
    reference: str, distance: str, within: str | None, title: str
) -> None:
    """A border, side, line, place or point is named as a sentence needs it, in the asker's unit."""
    zone = _zone(reference, distance, within)
    told = heading(None, [zone_name(zone)], title=None, zones=[zone])
    assert _sure(told["title"]) == _sure(title)
    assert not _wrong(told["title"])
    assert not re.search(r"\b(?:its|their|his|her|our)\b", title)
    assert not told["doubt"] or not _wrong(told["doubt"], beside_title=True)
    assert bool(zone.roughness) == told["title"].startswith("Approximately") == bool(told["doubt"])


@pytest.mark.parametrize(("text", "title", "doubted", "status"), READ)
def test_what_is_read_is_titled_in_english(
    text: str, title: str, doubted: bool, status: str
) -> None:
    """The article's words stay where they stand alone, and what was guessed is said."""
    reading = read(text)
    zones = zones_of(reading, rough=True)
    told = heading(reading, [zone_name(zone) for zone in zones], title=None, zones=zones)
    assert (_sure(told["title"]), told["status"]) == (_sure(title), status)
    rough = any(zone.roughness for zone in zones)
    assert bool(told["doubt"]) == (doubted or rough)
    assert ("approximately" in told["title"].lower()) == rough
    assert not _wrong(told["title"]) and not re.search(r"\b(?:its|their|his|her|our)\b", title)
    assert not told["doubt"] or not _wrong(re.sub("“.*?”", "X", told["doubt"]), beside_title=True)
    assert "'" not in re.sub(r"\w'", "", told["doubt"]), "quotation marks of a program"
    assert "—" not in status and not re.search(r"[A-Z]{4,}", status)


@pytest.mark.parametrize(
    ("reference", "distance", "total", "part"),
    [
        ("33.5,36.3", "10 km", "0.0", "the point is taken as given"),
        ("Chernobyl", "30 km", "", "Chornobyl reaches "),
        ("ceasefire-1974", "100 km", "300 m", "the line is drawn to within 300 m"),
        ("BLR-POL", "3 km", "60 m", "the border is drawn to within 60 m"),
        ("33.5,36.3", "about 10 km", "500 m", "“about 10 km” leaves 500 m either way"),
        ("Golan Heights", "85 km", "2 km", "the area is drawn to within 2 km"),
    ],
)
def test_the_drawn_edge_never_stands_for_the_whole(
    reference: str, distance: str, total: str, part: str
) -> None:
    """What a reader sees first is the sum of all that is not known, then what it is made of."""
    zone = geo.zone(reference, distance)
    sentence = exactness(zone)
    assert sentence.startswith(f"Exact to within {total}")
    assert part in sentence and "the edge of the zone is drawn to within" in sentence
    for term, text in facts(zone, zone_name(zone)):
        assert term == "About the line" or not _wrong(re.sub(r"0\.\d+ m\b", "1 m", text)), (
            term,
            text,
        )
