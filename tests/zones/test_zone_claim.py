"""A zone carries its claim: what an article says of each is told of that zone, and of no other."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest
from geodesic_oracle import distance_m

import geo
from geo.figures import understood
from geo.maps import zone_map
from geo.points import check_frame
from geo.reading import Reading, read, zones_of
from geo.reports import report
from geo.web.api.joint_checks import check_together
from geo.web.api.prepared_zones import find_place
from geo.zones import Zone, ZoneQuery, check_any, deciding, read_zone, towns_in, write_zone, zone

TOWNS = ("Damascus", "Homs", "Aleppo")


def _plain(text: str) -> str:
    """Names without the word for a town whose extent matters beside so short a distance."""
    return text.replace("approximately ", "").replace("Approximately ", "")


@pytest.fixture(scope="module")
def three_towns() -> Reading:
    return read(
        "Officials demanded that armed groups stay 60 km from Damascus. In the same talks the "
        "envoy proposed that they stay 60 km from Homs. A third text demanded a distance of 60 km "
        "from Aleppo."
    )


@pytest.fixture(scope="module")
def two_borders() -> Reading:
    return read(
        "Troops must stay 30 km from the border between Poland and Belarus. Under another deal "
        "they must stay 30 km from the border between Finland and Russia."
    )


def test_every_zone_has_the_claim_that_asks_for_it(three_towns: Reading) -> None:
    """Equal distances are told apart: each zone's claim is one of the reading, of its own place."""
    zones = zones_of(three_towns)
    assert [each.line.name for each in zones] == list(TOWNS)
    for each in zones:
        assert each.claim is not None
        assert any(each.claim is claim for claim in three_towns.claims)
        assert each.claim.reference.text == each.line.name
    assert zone("Damascus", "60 km").claim is None


def test_the_map_names_each_of_three_towns_and_calls_none_outside(three_towns: Reading) -> None:
    """Three zones have three names, and a pin in one of them shows the answer of that zone."""
    page = zone_map(three_towns, places=[(36.29, 33.51), (36.72, 34.73), (37.16, 36.2)])
    names = [each["name"] for each in page.data["zones"]]
    assert [_plain(name) for name in names] == [f"60 km from {town}" for town in TOWNS]
    assert page.data["heading"]["title"].lower() == "; ".join(names).lower()
    assert len(page.data["places"]) == 3
    for place in page.data["places"]:
        answer = place["answers"][place["decides"]]
        assert answer["margin"] == max(each["margin"] for each in place["answers"]) > 0
        assert answer["verdict"] != "outside", place["name"]


def test_the_figure_names_each_of_three_towns_and_calls_none_outside(three_towns: Reading) -> None:
    """The middle of a zone is inside, whichever zone of the figure it is the middle of."""
    found = understood(three_towns)
    assert [_plain(name) for name in found.names] == [f"60 km from {town}" for town in TOWNS]
    answers = {each.place.name: each.answer for each in found.marked}
    for town in TOWNS:
        # The middle of a zone is marked without an answer: nobody asks whether it is inside.
        answer = answers[town]
        assert answer is None or answer.verdict != "outside"


def test_the_report_names_each_of_three_towns_and_calls_none_outside(
    three_towns: Reading, tmp_path: Path
) -> None:
    """Its table says which zones it is about, and no town of a zone is outside."""
    target = tmp_path / "towns.md"
    report(three_towns, target)
    text = target.read_text(encoding="utf-8")
    assert "60 km from Damascus; 60 km from Homs; 60 km from Aleppo" in _plain(text)
    assert "Outside: " not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for town in TOWNS:
        assert any(row.startswith(f"| {town}") for row in rows)
        assert not any(row.startswith(f"| {town}") and "| outside |" in row for row in rows)


def test_two_borders_at_one_distance_are_told_apart(two_borders: Reading) -> None:
    """On map and figure each border's zone has the words of its own claim."""
    zones = zones_of(two_borders)
    names = [each["name"] for each in zone_map(two_borders).data["zones"]]
    assert len(names) == 2
    for each, name in zip(zones, names, strict=True):
        assert each.claim is not None
        assert each.claim.reference.text in name
    assert set(understood(two_borders).names) == set(names)
    assert len(set(names)) == 2


def test_the_unit_of_the_text_is_kept_and_its_rounding_is_the_zones() -> None:
    """Half a mile more or less for "about 62 miles", not half a metre."""
    [found] = zones_of(read("They must stay about 62 miles from the border of Poland and Belarus."))
    assert found.distance.in_words == "about 62 miles (99.8 km)"
    assert found.rounding_m == pytest.approx(804.672)


@pytest.fixture(scope="module")
def rough() -> Zone:
    return zone("33.5,36.3", "about 10 km")


def test_a_rough_distance_has_one_answer_at_every_door(rough: Zone, tmp_path: Path) -> None:
    """A point at 10.2 km is undecided by check, map, figure, file, API and file of points alike."""
    at = (36.3, 33.5 + 10_200 / 110_907.0)
    assert distance_m(36.3, 33.5, *at) == pytest.approx(10_200, abs=10)
    said = f"{at[1]},{at[0]}"
    verdicts = {"check": rough.check(at).verdict}
    [place] = zone_map(rough, places=[at]).data["places"]
    verdicts["map"] = place["answers"][place["decides"]]["verdict"]
    assert zone_map(rough).data["zones"][0]["rounding"] == rough.rounding_m == 500.0
    [marked] = understood(rough, places=[at]).marked
    assert marked.answer is not None
    verdicts["figure"] = marked.answer.verdict
    write_zone(rough, tmp_path / "rough.geojson")
    back = read_zone(tmp_path / "rough.geojson")
    assert back.distance.in_words == rough.distance.in_words
    verdicts["file"] = back.check(at).verdict
    asked = ZoneQuery(reference="33.5,36.3", distance="about 10 km")
    [answer] = check_together(asked.zone(), [said], [find_place(said)])
    verdicts["API"] = answer.verdict
    frame = pandas.DataFrame({"lon": [at[0]], "lat": [at[1]]})
    [verdicts["points"]] = check_frame(rough, frame, verdict=True)["verdict"]
    assert set(verdicts.values()) == {"undecided"}, verdicts
    assert rough.check(at, exact=True).verdict == "outside"


def test_a_rough_distance_decides_of_towns_as_it_does_of_a_place() -> None:
    """The list of towns and a check of each of them agree, and the rounding makes a difference."""
    about, exactly = (zone("33.5,36.3", text) for text in ("about 20 km", "20 km"))
    towns = towns_in(about)
    assert len(towns) > 10
    for town in towns:
        assert about.check(town.place).verdict == town.verdict, town.place.name
    undecided = [
        sum(each.verdict == "undecided" for each in found) for found in (towns, towns_in(exactly))
    ]
    assert undecided[0] > undecided[1]


def test_who_is_inside_one_zone_is_inside() -> None:
    """Of several zones the one that holds the place decides; of rings the widest."""
    apart = [zone("33.5,36.3", "10 km"), zone("36.2,37.15", "10 km")]
    rings = [zone("33.5,36.3", "5 km"), zone("33.5,36.3", "20 km")]
    between = (36.3, 33.6)
    assert [each.check((37.15, 36.2)).verdict for each in apart] == ["outside", "inside"]
    answers = [each.check(between) for each in rings]
    assert [each.verdict for each in answers] == ["outside", "inside"]
    assert deciding(answers) == 1
    assert deciding([rings[0].check((36.3, 33.5)), rings[1].check((36.3, 33.5))]) == 1
    homs = geo.places("Homs")[0]
    assert check_any([zone("Damascus", "60 km"), zone("34.73,36.72", "10 km")], homs).margin_m > 0
