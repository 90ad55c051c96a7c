"""How far towns reach: the law held against areas that statistical offices publish."""

from __future__ import annotations

import csv
import math
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import places
from geo.gazetteer.town_extent import SMALLEST_M, city_radius_m, rounding_m
from geo.sources import data_file

PUBLISHED = {
    # Contiguous built-up land without water, people and km². Nordic localities: Statistics Sweden
    # (2020; Ystad 2015 with the people of 2010), Statistics Denmark and Statistics Norway (2023).
    # British built-up areas: Office for National Statistics, census of 2011. None of them took
    # part in the fit, which knows LandScan's cells alone.
    "Stockholm": ("SWE", 1_617_407, 422.43),
    "Göteborg": ("SWE", 607_882, 230.92),
    "Malmö": ("SWE", 325_069, 78.33),
    "Uppsala": ("SWE", 166_698, 43.23),
    "Ystad": ("SWE", 18_350, 8.65),
    "København": ("DNK", 1_363_296, 292.10),
    "Aarhus": ("DNK", 290_598, 98.50),
    "Odense": ("DNK", 182_387, 79.50),
    "Oslo": ("NOR", 1_082_575, 276.25),
    "Bergen": ("NOR", 269_548, 91.18),
    "Stavanger": ("NOR", 234_757, 80.20),
    "Trondheim": ("NOR", 196_948, 59.29),
    "London": ("GBR", 9_787_426, 1_737.9),
    "Manchester": ("GBR", 2_553_379, 630.3),
    "Birmingham": ("GBR", 2_440_986, 598.9),
    "Leeds": ("GBR", 1_777_934, 487.8),
    "Liverpool": ("GBR", 864_122, 199.6),
    "Southampton": ("GBR", 855_569, 192.0),
    "Newcastle": ("GBR", 774_891, 180.5),
}


def _true_m(town: str) -> float:
    return 1_000.0 * math.sqrt(PUBLISHED[town][2] / math.pi)


@pytest.mark.parametrize("town", PUBLISHED)
def test_the_law_foretells_published_areas(town: str) -> None:
    """No town of an office's list is half or twice as wide as the law says."""
    code, people, _ = PUBLISHED[town]
    assert 0.5 < _true_m(town) / city_radius_m(people, code) < 2.0


def test_the_law_is_right_in_the_middle() -> None:
    """Published radii scatter about the law's, not on one side of it."""
    ratios = [
        _true_m(town) / city_radius_m(people, code) for town, (code, people, _) in PUBLISHED.items()
    ]
    assert 0.75 < median(ratios) < 1.25
    assert sum(0.66 < ratio < 1.5 for ratio in ratios) >= 0.8 * len(ratios)


@pytest.mark.parametrize(("name", "true_km"), [("Aleppo", 8.0), ("Pristina", 3.6)])
def test_two_dense_cities_are_no_longer_doubled(name: str, true_km: float) -> None:
    """The towns that showed the old law to be wide are within the scatter of the new."""
    found = places(name)[0]
    assert found.accuracy_m / 1000 < 1.7 * true_km


@given(st.lists(st.integers(1, 40_000_000), min_size=2, max_size=20))
def test_more_people_never_need_less_room(populations: list[int]) -> None:
    """A town's radius grows with its people, and no town is a point."""
    radii = [city_radius_m(people) for people in sorted(populations)]
    assert radii == sorted(radii)
    assert radii[0] >= SMALLEST_M


def test_the_spread_of_countries_is_within_reason() -> None:
    """No country's towns are taken to be five times as wide as another's with as many people."""
    with data_file("town_spread.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    spreads = [float(row["spread"]) for row in rows]
    assert len({row["country"] for row in rows}) == len(rows) > 150
    assert max(spreads) < 5 * min(spreads)
    assert 0.9 < median(spreads) < 1.1


@given(st.integers(-10_000, 10_000), st.integers(-4_000, 4_000))
def test_a_point_in_whole_minutes_is_not_taken_for_exact(east: int, north: int) -> None:
    """Five decimals of a whole minute do not make a point exact; half a minute is left open."""
    lon, lat = round(east / 60, 5), round(north / 60, 5)
    assert 900.0 < rounding_m(lon, lat) < 1_400.0
    assert rounding_m(lon + 0.004, lat) == 0.0
