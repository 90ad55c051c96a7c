"""Coordinates: arrays, their checks, and the point that a person types."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadCoordinate
from geo.geodesy import format_point, lonlat_arrays, parse_point, wrap_longitude

POINTS = [
    ("33.51,36.29", (36.29, 33.51)),
    (" 33.51 , 36.29 ", (36.29, 33.51)),
    ("33.51;36.29", (36.29, 33.51)),
    ("33.51 36.29", (36.29, 33.51)),
    ("33.51 N, 36.29 E", (36.29, 33.51)),
    ("33.51° N, 36.29° E", (36.29, 33.51)),
    ("33.51n 36.29e", (36.29, 33.51)),
    ("-33.9;18.4", (18.4, -33.9)),
    ("−33.9, 18.4", (18.4, -33.9)),
    ("33.9 S, 70.7 W", (-70.7, -33.9)),
    ("0,0", (0.0, 0.0)),
    ("90,0", (0.0, 90.0)),
    ("-90,180", (-180.0, -90.0)),
    ("10,181", (-179.0, 10.0)),
    ("5,359.5", (-0.5, 5.0)),
]


@pytest.mark.parametrize(("text", "point"), POINTS)
def test_a_point_as_maps_print_it(text: str, point: tuple[float, float]) -> None:
    """Latitude comes first in text and longitude first in data, in every common spelling."""
    assert parse_point(text) == pytest.approx(point)


@pytest.mark.parametrize(
    "text", ["Damascus", "", "Al Qutayfah", "Area 51", "33.5N of here", "N", "Lebanon, Syria"]
)
def test_a_name_is_no_point(text: str) -> None:
    """What does not look like a point may be a name, and is left to the gazetteer."""
    assert parse_point(text) is None


@pytest.mark.parametrize(
    "text", ["33.51", "1,2,3", "91,10", "-90.001,0", "10,361", "10,-180.5", "95,200", "33..5,36"]
)
def test_what_looks_like_a_point_and_is_none_is_refused(text: str) -> None:
    """A typing error in a coordinate is named, never looked up as a place."""
    with pytest.raises(BadCoordinate):
        parse_point(text)


def test_a_swapped_point_is_turned_round_in_the_message() -> None:
    """Whoever gave longitude first is told so."""
    with pytest.raises(BadCoordinate, match=r"LAT,LON.*10.*120"):
        parse_point("120,10")


@given(st.floats(-180, 180, exclude_max=True), st.floats(-90, 90))
@settings(max_examples=100, deadline=None)
def test_a_point_that_is_written_can_be_read_again(lon: float, lat: float) -> None:
    """`format_point` and `parse_point` agree to the digits written."""
    found = parse_point(format_point(lon, lat, digits=7))
    assert found is not None
    assert abs((found[0] - lon + 180) % 360 - 180) < 1e-6
    assert found[1] == pytest.approx(lat, abs=1e-6)


@given(st.floats(-1e6, 1e6))
@settings(max_examples=100, deadline=None)
def test_wrapping_keeps_the_meridian(lon: float) -> None:
    """A wrapped longitude is in [-180, 180) and a whole number of turns away."""
    wrapped = float(wrap_longitude(lon))
    assert -180 <= wrapped < 180
    turns = (lon - wrapped) / 360
    assert turns == pytest.approx(round(turns), abs=1e-9)


@given(st.floats(-180, 180, exclude_max=True))
@settings(max_examples=100, deadline=None)
def test_a_longitude_in_range_is_kept_to_the_last_bit(lon: float) -> None:
    """Wrapping rounds nothing that needs no wrapping."""
    assert float(wrap_longitude(lon)) == lon


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (np.nan, 0.0),
        (0.0, np.nan),
        (np.inf, 0.0),
        (0.0, -np.inf),
        (360.1, 0.0),
        (-180.1, 0.0),
        (0.0, 90.1),
        ([0.0, 1.0], [0.0, 91.0]),
        ([0.0, 1.0, 2.0], [0.0, 1.0]),
        ("east", 0.0),
        (None, 0.0),
    ],
)
def test_coordinates_off_the_globe_are_refused(lon: object, lat: object) -> None:
    """NaN, infinity, and what is out of range never reach the geodesy."""
    with pytest.raises(BadCoordinate):
        lonlat_arrays(lon, lat)  # type: ignore[arg-type]


def test_arrays_are_broadcast_and_not_shared() -> None:
    """One latitude serves many longitudes, and nothing given is written to."""
    given_lon = np.array([35.5, 181.0])
    lon, lat = lonlat_arrays(given_lon, 33.0)
    lat[0] = 0.0
    assert lon.tolist() == [35.5, -179.0]
    assert lat.tolist() == [0.0, 33.0]
    assert given_lon.tolist() == [35.5, 181.0]
