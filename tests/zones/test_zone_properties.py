"""How a zone and a place are written: the same keys and kinds of values wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer import place_json
from geo.reading import read
from geo.zones import Zone, feature_properties, provenance, read_zone, write_zone, zone, zone_json


@pytest.fixture(scope="module")
def clipped() -> Zone:
    return zone("33.5,36.3", "about 30 miles", within=["Syria", "Lebanon"])


def _written(found: Zone, path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(write_zone(found, path).read_text(encoding="utf-8"))
    return data


def test_the_countries_of_a_zone_are_a_list_wherever_it_is_written(
    clipped: Zone, tmp_path: Path
) -> None:
    """No reader has to split a text, and none that is not clipped has an empty list."""
    whole = zone("33.5,36.3", "10 km")
    for found, within in ((clipped, ["SYR", "LBN"]), (whole, None)):
        file = _written(found, tmp_path / "zone.geojson")
        told = [
            zone_json(found),
            feature_properties(found),
            found.__geo_interface__["properties"],
            *(each["properties"] for each in file["features"]),
        ]
        assert all(each["within"] == within for each in told)
        assert all(each["distance_m"] == found.distance_m for each in told)
        assert all(each["line"] == found.line.key for each in told)


def test_a_file_without_unit_and_with_countries_in_a_text_is_still_read(
    clipped: Zone, tmp_path: Path
) -> None:
    """Files that were written before both were kept have the same zone, taken as exact."""
    data = _written(clipped, tmp_path / "new.geojson")
    for each in data["features"]:
        kept = each["properties"]
        del kept["unit"], kept["rounding_m"]
        kept["within"] = ",".join(kept["within"])
    old = tmp_path / "old.geojson"
    old.write_text(json.dumps(data), encoding="utf-8")
    found = read_zone(old)
    assert found.within == clipped.within
    assert found.distance_m == clipped.distance_m
    assert found.rounding_m == 0
    assert read_zone(tmp_path / "new.geojson").distance.in_words == "about 30 miles (48.3 km)"


def test_a_place_in_no_country_has_null_in_every_answer() -> None:
    """A point and a wide region have no country: ``null``, never an empty text."""
    found = read("They met in the Sahara, and then in Damascus.").to_dict()
    places = {each["text"]: each["place"] for each in found["mentions"]}
    assert places["Damascus"]["country"] == "SYR"
    assert places["Sahara"]["country"] is None
    answer = zone("33.5,36.3", "10 km").check((36.3, 33.5))
    assert answer.to_dict()["place"] == place_json(answer.place)
    assert answer.to_dict()["place"]["country"] is None


def test_what_was_given_has_no_licence_and_each_licence_stands_once() -> None:
    """Sources that share a licence name it once; a geometry of the reader's own names none."""
    assert provenance(["given"]) == {"source": "given", "licence": ""}
    two = provenance(["natural-earth-land", "natural-earth-lakes"])
    assert two["licence"].count("public domain") <= 1
    assert ";" not in two["licence"]
