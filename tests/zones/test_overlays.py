"""Overlaps and differences of zones."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.zones import difference, overlap, zone


@settings(max_examples=15, deadline=None)
@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(1_000, 50_000), st.floats(1.1, 3.0))
def test_an_overlap_and_a_difference_part_a_zone(
    lon: float, lat: float, metres: float, times: float
) -> None:
    """Every point of the first zone is in the overlap or in the difference, never in both."""
    wide = zone(shapely.Point(lon, lat), distance_m=metres * times, tolerance=metres / 100)
    other = zone(shapely.Point(lon, min(lat + 0.1, 85)), distance_m=metres, tolerance=metres / 100)
    rng = np.random.default_rng(0)
    west, south, east, north = wide.full_area.bounds
    at = rng.uniform(west, east, 500), rng.uniform(south, north, 500)
    both, alone = overlap(wide, other), difference(wide, other)
    assert np.array_equal(both.contains(*at) | alone.contains(*at), wide.contains(*at))
    assert not (both.contains(*at) & alone.contains(*at)).any()
    assert both.area_km2 + alone.area_km2 == pytest.approx(wide.area_km2, rel=1e-6)


def test_the_edge_belongs_to_the_zone() -> None:
    """A point on the inner edge of a ring is in the inner zone, so not in the ring."""
    inner, outer = (zone(shapely.Point(0, 0), each) for each in ("10 km", "20 km"))
    ring = difference(outer, inner)
    [lon], [lat] = shapely.get_coordinates(inner.area)[:1].T
    on_edge = float(inner.distance_to(lon, lat)) <= 10_000.0
    assert bool(ring.contains(lon, lat)) is not on_edge
