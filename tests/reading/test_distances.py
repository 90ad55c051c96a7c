"""Distances in text: numbers, units, ranges, equivalents, and what is no length."""

from __future__ import annotations

import pytest

from geo.geodesy import METRES_PER_UNIT, UNIT_NAMES
from geo.reading.claims.distances import find_distances


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("100 kilometers", [100_000]),
        ("a 100-kilometer zone", [100_000]),
        ("1,500 m", [1_500]),
        ("2.5 km", [2_500]),
        ("1,5 km", [1_500]),
        ("2½ miles", [4_023.36]),
        ("2 1/2 miles", [4_023.36]),
        ("two and a half miles", [4_023.36]),
        ("half a mile", [804.672]),
        ("a half-mile", [804.672]),
        ("a quarter of a mile", [402.336]),
        ("three quarters of a mile", [1_207.008]),
        ("a mile", [1_609.344]),
        ("three kilometres", [3_000]),
        ("sixty miles", [96_560.64]),
        ("twenty-five kms", [25_000]),
        ("one hundred and twenty kilometres", [120_000]),
        ("a hundred km", [100_000]),
        ("a six-mile limit", [9_656.064]),
        ("12 nautical miles", [22_224]),
        ("500 yards", [457.2]),
        ("60 feet", [18.288]),
        ("100 KM", [100_000]),
        ("15 to 20 km", [15_000, 20_000]),
        ("60-80 km", [60_000, 80_000]),
        ("60 – 80 km".replace("–", "-"), [60_000, 80_000]),
        ("five-to-ten-mile", [8_046.72, 16_093.44]),
        ("between 5 and 10 km", [5_000, 10_000]),
        ("from 5 km to 10 km", [5_000, 10_000]),
        ("in 2015 and 20 km", [20_000]),
        ("100 km or 62 miles", [100_000]),
    ],
)
def test_lengths(text: str, metres: list[float]) -> None:
    """Each way of writing a length gives its metres; values are of the unit's definition."""
    assert [found.distance_m for found in find_distances(text)] == pytest.approx(metres, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "$5 m",
        "£12m",
        "5 million m",
        "90 km/h",
        "60 miles an hour",
        "60 miles per hour",
        "100 square kilometers",
        "30 sq km",
        "10 km²",
        "10 km2",
        "0 km",
        "no number at all, miles away",
        "50,000 km from 300,000 kilometres",
    ],
)
def test_no_lengths(text: str) -> None:
    """Money, speeds, areas, nothing, and what exceeds a quarter of the globe are no distances."""
    assert find_distances(text) == ()


@pytest.mark.parametrize("name", sorted(UNIT_NAMES))
def test_every_unit_of_the_units_room(name: str) -> None:
    """Whatever `geo.geodesy.lengths` can parse is also found in a text."""
    [found] = find_distances(f"they stood 7 {name} from it")
    assert found.distance_m == pytest.approx(7 * METRES_PER_UNIT[UNIT_NAMES[name]])


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("100 kilometers (62 miles)", True),
        ("100 kilometers (60 miles)", True),
        ("100 km (about 62 mi)", True),
        ("30 kilometers (20 miles)", True),
        ("18 miles (29 kilometers)", True),
        ("12 nautical miles (22 km)", True),
        ("half a mile (800 metres)", True),
        ("100 km, or 62 miles,", True),
        ("100 km [62 miles]", True),
        ("100 kilometers (66 miles)", False),
        ("100 kilometers (80 miles)", False),
        ("100 kilometers (162 miles)", False),
        ("25 kilometers (10 miles)", False),
        ("10 miles (10 km)", False),
    ],
)
def test_equivalents(text: str, agrees: bool) -> None:
    """A bracket agrees if either number can be the other one rounded as it is written."""
    [found] = find_distances(text)
    assert [other.agrees for other in found.equivalents] == [agrees]


def test_range_and_its_bracket() -> None:
    """Both ends of a range are compared with the ends of the range in brackets."""
    low, high = find_distances("9-12 miles (15-20 km)")
    assert (low.equivalents[0].distance_m, high.equivalents[0].distance_m) == (15_000, 20_000)
    assert low.equivalents[0].agrees
    assert high.equivalents[0].agrees


@pytest.mark.parametrize(
    ("text", "approximate", "dimension", "adjective"),
    [
        ("100 km", False, "", False),
        ("about 100 km", True, "", False),
        ("up to 100 km", True, "", False),
        ("at least a 10-mile", True, "", True),
        ("10 miles or so", True, "", False),
        ("20-odd miles", True, "", False),
        ("4-kilometer-wide", False, "wide", True),
        ("4 kilometers (2.5 miles) wide", False, "wide", False),
        ("30 kilometers deep", False, "deep", False),
        ("a 30-km radius", False, "radius", True),
        ("3,000 metres in height", False, "high", False),
    ],
)
def test_what_stands_beside(text: str, approximate: bool, dimension: str, adjective: bool) -> None:
    """Words of approximation and dimension beside a length are part of what it says."""
    [found] = find_distances(text)
    assert (found.approximate, found.dimension, found.adjective) == (
        approximate,
        dimension,
        adjective,
    )
