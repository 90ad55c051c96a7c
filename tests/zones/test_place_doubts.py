"""What a verdict and a zone say of the place itself: a guess, a rival, an area, an exchange."""

from __future__ import annotations

import pytest

from geo.errors import BadInput, PlaceNotFound
from geo.zones import Zone, zone


@pytest.fixture(scope="module")
def seed() -> Zone:
    """The seed's zone."""
    return zone("ceasefire-1974", "100 km", within="Syria")


def test_a_misspelt_place_is_not_checked(seed: Zone) -> None:
    """A near spelling stops with candidates and their distance; a guess says that it is one."""
    with pytest.raises(PlaceNotFound, match=r"Damascus \(Syria\), 49.\d km away"):
        seed.check("Damascsu")
    answer = seed.check("Damascsu", guess=True)
    assert answer.verdict == "inside"
    assert answer.because.startswith("No place is named 'Damascsu'; Damascus was guessed.")
    assert answer.to_dict()["place"]["matched"] == "near"


def test_a_misspelt_reference_is_not_drawn() -> None:
    """A zone of a guess has the guess in its name, so that every title says it."""
    with pytest.raises(PlaceNotFound, match="did you mean Damascus"):
        zone("Damascsu", "40 km")
    guessed = zone("Damascsu", "40 km", guess=True)
    assert guessed.line.name == "Damascus (guessed, for 'Damascsu')"
    assert "Damascus was guessed" in guessed.line.note


def test_a_rival_is_named_in_the_reason(seed: Zone) -> None:
    """Tripoli is Lebanon's, near this zone, and the answer says that Libya has a larger one."""
    answer = seed.check("Tripoli")
    assert answer.place.country == "LBN"
    assert "may also mean Tripoli (Libya)" in answer.because
    assert answer.to_dict()["place"]["rivals"][0]["country"] == "LBY"


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
@pytest.mark.parametrize(
    ("reference", "distance", "area"),
    [
        ("Niamey", "100 km", "Tillabéri region"),
        ("RUS-UKR", "20 km", "Kharkiv Oblast"),
        ("Dallas", "100 km", "Texas"),
        ("Zürich", "60 km", "Uri"),
    ],
)
def test_a_point_of_an_area_gets_no_verdict(reference: str, distance: str, area: str) -> None:
    """Where no outline is held the answer is undecided and says why, never about the point."""
    answer = zone(reference, distance, line=None).check(area)
    assert answer.place.stands_for_area
    assert answer.verdict == "undecided"
    assert answer.because.startswith("Only a point in the middle of ")
    assert "its area is not" in answer.because
    assert {each.verdict for each in answer.by_line.values()} == {"undecided"}


@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
def test_an_area_with_an_outline_is_answered_by_its_share() -> None:
    """Of Jammu and Kashmir, through which the zone runs, the answer says how much lies inside."""
    answer = zone("IND-PAK", "50 km").check("Jammu and Kashmir")
    assert not answer.place.stands_for_area
    assert answer.cause == "extent"
    assert "km²" in answer.because


def test_an_area_far_away_is_outside_and_says_how_it_is_known(seed: Zone) -> None:
    """Texas is not in a zone in Syria, though only a point of it is known."""
    answer = seed.check("Texas")
    assert answer.verdict == "outside"
    assert "Only a point in the middle of Texas is known" in answer.because


def test_exchanged_coordinates_are_noticed(seed: Zone) -> None:
    """A pair that is near the zone only the other way round asks whether that was meant."""
    answer = seed.check("36.29,33.51")
    assert answer.verdict == "outside"
    assert "did you mean 33.51,36.29, 49.2 km away?" in answer.because
    assert "did you mean" not in seed.check("33.51,36.29").because
    # Near both ways, or neither: nothing to ask.
    assert "did you mean" not in seed.check("48.85,2.35").because


@pytest.mark.parametrize(
    ("reference", "distance", "within"),
    [
        ("ceasefire-1974", "100 km", "France"),
        ("Damascus", "50 km", "Turkey"),
        ("BLR-POL", "20 km", "Germany"),
        ("33.5,36.3", "10 km", "Portugal"),
        ("Suva", "100 km", "Tonga"),
    ],
)
def test_a_country_out_of_reach_is_refused(reference: str, distance: str, within: str) -> None:
    """Clipping a zone to a country that it does not touch is an error, not an empty map."""
    with pytest.raises(BadInput, match=f"does not reach {within}"):
        zone(reference, distance, within=within)


@pytest.mark.parametrize(
    ("reference", "distance", "within"),
    [
        ("Damascus", "60 km", "Lebanon"),
        ("Suva", "900 km", "Tonga"),
        ("BLR-POL", "20 km", "Poland"),
        ("71.0,25.8", "300 km", "Russia"),
    ],
)
def test_a_country_within_reach_is_not(reference: str, distance: str, within: str) -> None:
    """One that the zone touches is clipped to, over the sea and in the far north too."""
    found = zone(reference, distance, within=within, tolerance="100 m")
    assert not found.area.is_empty


def test_a_place_found_by_another_name_is_said(seed: Zone) -> None:
    """Whoever asks for Bagram reads that a town of Iran was found; its own name says nothing."""
    assert "'Bagram' was read as Bahrām (" in seed.check("Bagram").because
    assert "was read as" not in seed.check("damascus").because


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Hague", "is in the Netherlands, not in Syria"),
        ("Sea of Galilee", "in the middle of the Sea of Galilee is known"),
        ("Gaza Strip", "The Gaza Strip lies"),
    ],
)
def test_a_verdict_writes_articles(seed: Zone, name: str, words: str) -> None:
    """The names in a verdict's sentence have the article that English gives them."""
    assert words in seed.check(name).because
