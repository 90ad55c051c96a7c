"""The accuracy stated for borders: whole, in order, and held against points of public record."""

from __future__ import annotations

import csv
from functools import cache
from itertools import combinations

import geopandas as gpd
import pytest
import shapely
from geodesic_oracle import Oracle

from geo.borders import line, lines, measured_accuracy, named_line
from geo.sources import data_file

ARCSECOND_M = 31.0
"""A second of latitude: how exact a point in whole seconds is."""


@cache
def _stated() -> dict[str, dict[str, str]]:
    with data_file("border_accuracy.csv").open(encoding="utf-8", newline="") as stream:
        return {row["key"]: row for row in csv.DictReader(stream)}


@cache
def _borders() -> gpd.GeoDataFrame:
    return gpd.read_parquet(data_file("borders.parquet")).set_index("key")


def test_every_border_has_an_accuracy() -> None:
    """No border is drawn whose deviation from another edition was not measured."""
    assert set(_borders().index) <= set(_stated())


def test_accuracy_covers_the_deviation_and_the_density() -> None:
    """What is stated is never less than the 95th percentile, nor than the drawing's coarseness."""
    density = _borders().accuracy_m
    for key, row in _stated().items():
        accuracy, p95, most = (float(row[name]) for name in ("accuracy_m", "p95_m", "max_m"))
        assert p95 <= most, key
        assert accuracy >= p95, key
        if key in density.index:
            assert accuracy >= density[key], key


def test_borders_known_to_have_moved_say_so() -> None:
    """Seven borders that were redrawn by kilometres since 2017 are stated within kilometres."""
    moved = ("IRQ-SAU", "BFA-NER", "COG-GAB", "CAF-CMR", "GAB-GNQ", "BRA-VEN", "IND-PAK")
    for key in moved:
        assert float(_stated()[key]["accuracy_m"]) > 1_000, key
    assert float(_stated()["BLR-POL"]["accuracy_m"]) < 100


def test_the_largest_deviation_lies_on_the_border() -> None:
    """The place that a note names is a place of the line, within the rounding of its degrees."""
    for key in _borders().index:
        row = _stated()[key]
        point = shapely.Point(float(row["max_lon"]), float(row["max_lat"]))
        assert shapely.distance(_borders().geometry[key], point) < 0.0002, key


def _degrees(degree: float, minute: float = 0, second: float = 0) -> float:
    return degree + minute / 60 + second / 3600


PUBLIC_RECORD = {
    # Tripoints and points that treaties name, in whole seconds, as the public record has them:
    # monuments at Treriksröset, Muotkavaara, Vaalserberg, Triplex Confinium and by Rajka; the
    # Saudi-Omani treaty of Riyadh (1990) and the Jeddah treaty (2000) for 19° N 52° E; the UN's
    # demarcation of 1993 for the west end of Iraq-Kuwait; the 141st meridian of 1825; 22° N and
    # 25° E of 1899 and 1925; 17° 49' N of 1882.
    "Treriksröset": ("FIN NOR SWE", _degrees(20, 32, 55), _degrees(69, 3, 36)),
    "Muotkavaara": ("FIN NOR RUS", _degrees(28, 55, 45), _degrees(69, 3, 5)),
    "Vaalserberg": ("BEL DEU NLD", _degrees(6, 1, 15), _degrees(50, 45, 17)),
    "Triplex Confinium": ("HUN ROU SRB", _degrees(20, 15, 53), _degrees(46, 7, 37)),
    "Rajka": ("AUT HUN SVK", _degrees(17, 9, 39), _degrees(48, 0, 24)),
    "Iraq, Kuwait, Saudi Arabia": ("IRQ KWT SAU", _degrees(46, 33, 19), _degrees(29, 6, 5)),
    "Oman, Saudi Arabia, Yemen": ("OMN SAU YEM", 52.0, 19.0),
    "Riyadh 1990, 55° E": ("OMN SAU", 55.0, 20.0),
    "Riyadh 1990, 22° N": ("OMN SAU", _degrees(55, 40), 22.0),
    "Alaska": ("CAN USA", -141.0, 65.0),
    "Jebel Uweinat": ("EGY LBY SDN", 25.0, 22.0),
    "Petén": ("GTM MEX", -90.5, _degrees(17, 49)),
}


@pytest.mark.parametrize("name", PUBLIC_RECORD)
def test_points_of_public_record_lie_within_the_accuracy(name: str) -> None:
    """A point that a treaty or a monument fixes lies no farther from the line than is stated."""
    codes, lon, lat = PUBLIC_RECORD[name]
    for pair in combinations(sorted(codes.split()), 2):
        key = "-".join(pair)
        metres = Oracle.of(_borders().geometry[key]).distance_m(lon, lat)
        assert metres <= float(_stated()[key]["accuracy_m"]) + ARCSECOND_M, key


def test_a_line_takes_the_measured_accuracy_and_tells_the_place() -> None:
    """What was measured reaches every line, whole or cut, and its note names where it is worst."""
    found = line("IRQ-SAU")
    row = _stated()["IRQ-SAU"]
    assert found.accuracy_m == found.parts[0].accuracy_m == float(row["accuracy_m"])
    assert "30.62°N 42.78°E" in found.note
    for each in lines():
        for part in each.parts:
            measured = measured_accuracy(f"{each.key}:{'-'.join(part.pair)}")
            if measured is not None and part.source == "osm-timezones":
                assert part.accuracy_m == measured.accuracy_m
                assert measured.note in each.note


def test_what_no_edition_draws_keeps_what_the_data_states() -> None:
    """A line without a second edition, such as the B line, is not made exact by the lack of it."""
    [part] = [part for part in named_line("bravo-1974").parts if part.pair == ("ISR", "SYR")]
    assert measured_accuracy("bravo-1974:ISR-SYR") is None
    assert part.accuracy_m == 1_000.0
