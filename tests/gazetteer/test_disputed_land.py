"""Disputed land in the gazetteer: its outline, its towns' country, and who else claims it."""

from __future__ import annotations

import pytest

import geo
from geo.gazetteer import place_json, places


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        # A point well inside each, as any atlas has it.
        ("Crimea", 34.1, 45.3),
        ("Northern Cyprus", 33.5, 35.28),
        ("Transnistria", 29.63, 46.84),
        ("Abkhazia", 41.0, 43.0),
        ("Kherson Oblast", 33.5, 46.6),
        ("Gilgit-Baltistan", 74.6, 35.8),
    ],
)
def test_a_disputed_area_is_measured_from_its_outline(name: str, lon: float, lat: float) -> None:
    """Its zone begins at its edge: a point inside is at distance 0, whatever its middle is."""
    zone = geo.zone(name, "20 km")
    assert not zone.line.stands_for_area
    assert float(zone.distance_to(lon, lat)) == 0.0


@pytest.mark.parametrize(
    ("town", "country", "claimants"),
    [
        ("Sevastopol", "UKR", ["UKR", "RUS"]),
        ("Yalta", "UKR", ["UKR", "RUS"]),
        ("Ariel", "PSE", ["PSE", "ISR"]),
        ("Sokhumi", "GEO", ["GEO", "Abkhazia"]),
        ("Katzrin", "ISR", ["ISR", "SYR"]),
    ],
)
def test_a_town_has_the_country_of_the_outlines_and_its_claimants(
    town: str, country: str, claimants: list[str]
) -> None:
    """One town is not in one country by one source and in another by the next."""
    found = place_json(places(town)[0])
    assert found["country"] == country
    assert claimants in [area["claimants"] for area in found["disputed"]]


def test_undisputed_land_has_no_such_note() -> None:
    """Damascus and Paris lie where they lie."""
    assert place_json(places("Damascus")[0])["disputed"] == []
    assert place_json(places("Paris")[0])["disputed"] == []


def test_a_town_of_the_very_name_comes_before_one_that_is_also_called_so() -> None:
    """Ariel is the town in the West Bank, not Jerusalem by a poetic name, across the line too."""
    assert places("Ariel")[0].name == "Ariel"
