"""References of claims: what is asked is what is counted from, or nothing is."""

from __future__ import annotations

import pytest

from geo.reading import Claim, read
from geo.reading.claims import claim_sentence
from geo.reading.claims.claim_side import RULES, MarkedClaim, SideRule

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


def only(text: str) -> Claim:
    """The one claim of a text."""
    [claim] = read(text).claims
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "A demilitarised zone of 15 km along the line of contact in Idlib, Syria, was agreed. "
        "Turkey and Russia will watch it.",
        "Presidents of Ukraine and Russia met in Minsk, Belarus. Guns must be moved 15 km back "
        "from the front line.",
        "Armenia and Azerbaijan agreed to pull their troops 5 km back from the line of contact.",
        "Sudan and South Sudan must keep their tanks 20 km from the frontline.",
        "Saudi Arabia wants the Houthis of Yemen kept 30 km from the contact line.",
        "Moscow and Ankara set a buffer zone of 20 km along the line parting Syria's army from "
        "the rebels.",
        "Israel said that nobody in Gaza may come within 300 metres of the perimeter fence.",
        "Morocco and Mauritania agreed on a zone 5 km wide along the berm.",
        "Israel kept 3 km from the Purple Line.",
        "India and Pakistan must keep their guns 10 km from the ceasefire line.",
        "Ethiopia and Eritrea will keep 25 km from the front lines.",
    ],
)
def test_a_front_is_no_border(text: str) -> None:
    """A line that no data holds is of kind none, whichever countries the article names."""
    claim = read(text).claims[0]
    assert claim.reference.kind == "none"
    assert (claim.reference.line, claim.reference.place, claim.reference.pairs) == (None,) * 3
    assert any("GeoJSON" in doubt.sentence for doubt in claim.doubts)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Troops must stay 10 km from the line between Israel and Lebanon.", ("ISR", "LBN")),
        (
            "Israel and Syria agreed that tanks stay 10 km from the ceasefire line.",
            ("ISR", "SYR"),
        ),
        (
            "No tank may come within 2 km of the demarcation line between South Korea and North "
            "Korea.",
            ("KOR", "PRK"),
        ),
        ("Iran must keep 85 km from the Golan Heights frontier.", ("ISR", "SYR")),
    ],
)
def test_a_border_that_is_a_ceasefire_line_is_drawn(text: str, pair: tuple[str, str]) -> None:
    """General words for a line mean a border where the countries' border is such a line."""
    assert only(text).reference.pairs == (pair,)


def test_a_border_from_context_says_so() -> None:
    """Which border "the border" is comes from the article, and the doubt names the countries."""
    claim = read(
        "Turkey shelled villages in Syria. Nobody may come within 5 km of the border, it said."
    ).claims[0]
    assert claim.reference.pairs == (("SYR", "TUR"),)
    [doubt] = claim.doubts
    assert doubt.kind == "border from context"
    assert "Syria and Turkey" in doubt.sentence
    assert "SYR" not in doubt.sentence


def test_nothing_is_doubted_where_all_is_said() -> None:
    """A border whose two countries the sentence names raises no doubt."""
    for text in (
        "Chad and Sudan will keep their troops 50 km from their border.",
        "Troops must stay 10 km from the Syrian-Turkish border.",
        "Jordan will keep militias 30 km from its border with Syria.",
    ):
        assert only(text).doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Japan closed an area of 20 km around the Fukushima Daiichi plant.",
        "No drone may fly within 1.5 km of Frankfurt Airport.",
        "Moscow wants a corridor 10 km on either side of the Dnipro river.",
        "Everybody within 15 km of the Dnipro must leave.",
        "Nobody may come within 30 km of the Chernobyl nuclear power plant.",
        "Ships must stay 5 km from the Bosphorus strait.",
        "People must keep 3 km from Damascus International Airport.",
        "Militias must stay 10 km from the Homs refinery.",
        "Nobody may come within 5 km of the River Jordan.",
        "No boat may come within 2 km of the Mosul dam.",
        "Troops must stay 8 km from the Latakia air base.",
        "Ships must stay 12 km from the coast of Somalia.",
    ],
)
def test_a_head_noun_is_answered_by_its_kind_alone(text: str) -> None:
    """A plant, an airport, a river, a coast is never answered by the town or land of its name."""
    for claim in read(text).claims:
        place = claim.reference.place
        assert claim.reference.line is None
        assert place is None or place.kind not in ("city", "admin1", "admin2", "country")
        assert place is not None or claim.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Moscow wants a corridor 10 km on either side of the Dnipro river.",
        "Everybody within 15 km of the Dnipro must leave.",
        "Militias must stay 10 km from the Euphrates.",
        "Troops must keep 5 km from the Litani River.",
    ],
)
def test_a_river_is_a_river(text: str) -> None:
    """A river is known for what it is; of none the course is held here, and nothing is drawn."""
    reading = read(text, zones=True)
    [claim] = reading.claims
    assert claim.reference.kind == "river"
    assert claim.reference.place is None
    assert claim.doubts and not reading.zones


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops must stay 85 km from the Golan Heights.", "Golan Heights"),
        (
            "Iran's forces were moved 85 kilometres from the Israeli-occupied Golan Heights.",
            "Golan Heights",
        ),
        ("Ships must stay 200 nautical miles from the Falkland Islands.", "Falkland Islands"),
        ("Troops must stay 10 km from the Gaza Strip.", "Gaza Strip"),
    ],
)
def test_an_area_is_an_area(text: str, name: str) -> None:
    """A region or country is counted from its outline, not from a point in its middle."""
    reference = only(text).reference
    assert reference.kind == "area"
    assert reference.place is not None
    assert reference.place.name == name
    assert reference.place.geometry.geom_type != "Point"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nobody may come within 1 km of Gaza's border with Israel.", "gaza-israel"),
        ("Egypt closed a strip 500 metres deep along its border with Gaza.", "gaza-egypt"),
        ("Israel said nobody in Gaza may come within 1 km of the border.", "gaza-israel"),
        (
            "Britain keeps posts 2 km from Northern Ireland's border with Ireland.",
            "northern-ireland-ireland",
        ),
        ("Troops must stay 30 km from the Kaliningrad border in Poland.", "kaliningrad-poland"),
        ("India and Pakistan agreed to stay 2 km from the Line of Control.", "line-of-control"),
        ("China and India must stay 1 km from the McMahon Line.", "mcmahon-line"),
        ("Troops must stay 5 km from the Durand Line.", "durand-line"),
    ],
)
def test_a_part_or_a_name_means_its_stretch(text: str, key: str) -> None:
    """The border of a part of a country, and a line's own name, mean that stretch alone."""
    claim = read(text).claims[0]
    assert claim.reference.line == key
    assert not any(doubt.kind == "part of a border" for doubt in claim.doubts)


def test_a_part_without_a_stretch_says_that_more_is_taken() -> None:
    """Where the data has no stretch for a part, the whole border is drawn and the doubt says so."""
    claim = only("Troops must stay 5 km from Scotland's border with Ireland.")
    assert claim.reference.line == "GBR-IRL"
    assert [doubt.kind for doubt in claim.doubts] == ["part of a border"]


@pytest.mark.parametrize(
    "text",
    [
        "Ships must keep 5 miles from Boca Chica, Texas.",
        "Everybody within 3 km of Aleppo, Wyoming, must leave.",
        "Nobody may come within 4 km of Damascus, Japan.",
        "Nobody may come within 4 km of Homs, Ohio.",
    ],
)
def test_a_container_that_contradicts_means_no_place(text: str) -> None:
    """A town that the text puts where none of its name lies is not one elsewhere."""
    claim = only(text)
    assert claim.reference.place is None
    assert claim.doubts


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Syria lost Palmyra. Troops must stay 10 km from Palmyra.", "SYR"),
        ("Libya's army left. Militias must stay 10 km from Tripoli.", "LBY"),
        ("Lebanon's army left. Militias must stay 10 km from Tripoli.", "LBN"),
        ("Militants struck in Kashmir, India said. Nobody may come within 5 km of Uri.", "IND"),
        ("Syria and the rebels agreed to stay 3 km from Madaya.", "SYR"),
    ],
)
def test_of_namesakes_that_in_the_articles_country_wins(text: str, country: str) -> None:
    """The article's countries decide between namesakes."""
    place = read(text).claims[0].reference.place
    assert place is not None
    assert place.country == country


def test_a_rival_is_said() -> None:
    """Where a namesake nearly won, a doubt names both."""
    claim = only("Militias must stay 10 km from Tripoli.")
    [doubt] = claim.doubts
    assert doubt.kind == "rival place"
    assert "Libya" in doubt.sentence and "Lebanon" in doubt.sentence


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_side_rule_fires_in_its_own_sentence(
    rule: SideRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule of sides is the first to fire in the sentence that its table gives."""
    seen: list[MarkedClaim] = []
    side = claim_sentence.claim_side
    monkeypatch.setattr(
        claim_sentence, "claim_side", lambda claim: seen.append(claim) or side(claim)
    )
    claims = read(rule.example).claims
    assert claims and claims[0].within
    fired = [next((one for one in RULES if one.land(claim)), None) for claim in seen]
    assert rule in fired, [one.name for one in fired if one]


@pytest.mark.parametrize(
    ("text", "metres", "within", "side"),
    [
        (
            "Niger declared a no-go strip 30 miles deep along its frontier with Algeria.",
            48280.32,
            ("NER",),
            "NER",
        ),
        ("Poland closed a belt of 3 km along the border with Belarus.", 3000, ("POL",), "POL"),
        (
            "A zone 30 km deep inside Syria along the Turkish border was agreed.",
            30000,
            ("SYR",),
            "SYR",
        ),
        (
            "A demilitarised corridor 4 km wide along the border between Eritrea and Ethiopia "
            "was agreed.",
            2000,
            None,
            "both",
        ),
        ("Turkey wants a zone of 30 km along the Syrian border.", 30000, None, None),
    ],
)
def test_sides(text: str, metres: float, within: tuple[str, ...] | None, side: str | None) -> None:
    """An authority's own land, the side that is named, both halves of a width; else a doubt."""
    claim = only(text)
    assert claim.distance_m == pytest.approx(metres)
    assert (claim.within, claim.side) == (within, side)
    if side is None:
        assert any(doubt.kind == "side not said" for doubt in claim.doubts)


def test_json_has_the_doubts_of_each_claim() -> None:
    """`claims[].doubts` and `doubts` are sentences; those of a claim stand in both."""
    found = read("Nobody may come within 7 km of the front line.").to_dict()
    [claim] = found["claims"]
    assert claim["doubts"]
    assert set(claim["doubts"]) <= set(found["doubts"])
    assert all(isinstance(sentence, str) for sentence in found["doubts"])


def test_a_stretch_is_drawn() -> None:
    """The zone of a claim from a stretch stands on that stretch, far from the rest of the border.

    Gaza City lies 3 km from Gaza's border with Israel; Hebron in the West Bank 20 km from the
    border of Palestine, and 50 km from Gaza's. Positions from the public record of both towns.
    """
    text = "Nobody may come within 30 km of Gaza's border with Israel."
    [zone] = read(text, zones=True).zones
    assert zone.contains(34.46, 31.50)
    assert not zone.contains(35.10, 31.53)
