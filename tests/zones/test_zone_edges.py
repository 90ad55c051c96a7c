"""The edge of a zone, held against GeographicLib on the whole globe."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import WGS84, Oracle, edge_error_m
from hypothesis import given, settings
from hypothesis import strategies as st
from missing_zone import missing_zone

from geo.borders import line
from geo.zones import zone


def _geometries() -> dict[str, tuple[shapely.Geometry, float]]:
    circle = np.linspace(0, 2 * np.pi, 181)
    rng = np.random.default_rng(7)
    return {
        "a point": (shapely.Point(10, 45), 100_000.0),
        "a pole": (shapely.Point(10, 90), 100_000.0),
        "beside a pole": (shapely.Point(10, 89.5), 100_000.0),
        "over the antimeridian": (shapely.LineString([(179, 10), (181, 11)]), 100_000.0),
        "a ring with a hole": (
            shapely.LineString(np.column_stack((35 + 2 * np.cos(circle), 33 + 2 * np.sin(circle)))),
            50_000.0,
        ),
        "a ring round a pole": (
            shapely.MultiLineString([[(lon, 85), (lon + 15, 85)] for lon in range(-180, 180, 15)]),
            300_000.0,
        ),
        "islands": (
            shapely.MultiPoint(
                np.column_stack((rng.uniform(20, 22, 120), rng.uniform(37, 39, 120)))
            ),
            15_000.0,
        ),
        "a grid, where circles meet in one point": (
            shapely.MultiPoint([(20 + i / 10, j / 10) for i in range(8) for j in range(8)]),
            20_000.0,
        ),
        "a sharp inner corner": (
            shapely.LineString([(0, 0), (1, 0), (0.1, 0.1)]),
            20_000.0,
        ),
        "an edge of 900 km": (shapely.LineString([(0, 60), (16, 60)]), 30_000.0),
        "a quarter of the globe": (shapely.Point(12, 30), 9_900_000.0),
        "an area": (shapely.box(10, 50, 11, 51), 40_000.0),
    }


@pytest.mark.parametrize(
    ("name", "tolerance"),
    [
        *((name, 0.1) for name in _geometries()),
        ("a point", 0.01),
        ("over the antimeridian", 0.01),
        ("a sharp inner corner", 0.01),
    ],
)
def test_the_edge_is_where_it_should_be(name: str, tolerance: float) -> None:
    """Every edge drawn, corners and middles, is within the tolerance of the true offset."""
    geometry, metres = _geometries()[name]
    found = zone(geometry, distance_m=metres, tolerance=tolerance)
    assert found.full_area.is_valid
    assert found.edge_error_m <= tolerance
    lines = geometry.boundary if geometry.geom_type == "Polygon" else geometry
    if geometry.geom_type in ("MultiLineString", "LineString", "Point", "MultiPoint"):
        oracle = Oracle.of(lines)
        assert edge_error_m(found.full_area, oracle, metres, count=10) <= tolerance + 1e-6


@pytest.mark.parametrize(
    ("key", "kilometres"),
    [
        ("ceasefire-1974", 100),
        ("BLR-POL", 2),
        ("CHL-PER", 300),
        ("CHE-LIE", 2),
        ("NOR-SWE", 100),
    ],
)
@pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")
def test_borders_of_the_world(key: str, kilometres: int) -> None:
    """The promise of the seed's line holds for real borders, long and short, near and far."""
    found = zone(line(key), distance_m=kilometres * 1000.0)
    assert found.edge_error_m <= 0.1
    oracle = Oracle.of(found.line.geometry)
    assert edge_error_m(found.full_area, oracle, kilometres * 1000.0, count=8) <= 0.1 + 1e-6


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=5, unique=True
    ),
    st.floats(1_000, 2_000_000),
    st.integers(0, 2**32 - 1),
)
def test_inside_is_near_enough(places: list[tuple[float, float]], metres: float, seed: int) -> None:
    """Anywhere on the globe the polygon holds just the points that are near enough."""
    tolerance = max(0.1, metres / 100_000)
    found = zone(shapely.MultiPoint(places), distance_m=metres, tolerance=tolerance)
    rng = np.random.default_rng(seed)
    for lon, lat in places:
        for azimuth, share in zip(rng.uniform(0, 360, 6), rng.uniform(0.9, 1.1, 6), strict=True):
            there = WGS84.Direct(lat, lon, azimuth, metres * share)
            point = there["lon2"], there["lat2"]
            reach = min(WGS84.Inverse(b, a, point[1], point[0])["s12"] for a, b in places)
            assert bool(found.contains(*point)) is (reach <= metres) or abs(reach - metres) < 1e-3
            if abs(reach - metres) > 2 * tolerance:
                assert shapely.intersects_xy(found.full_area, *point) == (reach <= metres)
            assert float(found.distance_to(*point)) == pytest.approx(reach, abs=1e-3)


def test_a_million_points_are_decided_as_one_by_one() -> None:
    """The quick answer for many points is the exact one, also close to the edge."""
    found = zone("ceasefire-1974", "100 km")
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(33.5, 38, 60_000), rng.uniform(31, 35.5, 60_000)
    edge = shapely.get_coordinates(found.full_area)
    near = edge[rng.integers(0, len(edge), 20_000)] + rng.normal(0, 0.001, (20_000, 2))
    lon, lat = np.append(lon, near[:, 0]), np.append(lat, near[:, 1])
    assert np.array_equal(found.contains(lon, lat), found.distance_to(lon, lat) <= 100_000.0)


def test_certainly_in_and_certainly_out() -> None:
    """The inner polygon lies in the zone and the zone in the outer one, by the line's accuracy."""
    found = zone("bravo-1974", "100 km")
    assert found.area.contains(found.inner)
    assert found.outer.contains(found.area)
    at = shapely.get_coordinates(found.inner)
    margin = 100_000.0 - found.distance_to(at[:, 0], at[:, 1])
    assert margin.min() >= found.line.accuracy_m


def test_a_zone_that_misses_its_country_is_empty() -> None:
    """A clip that the zone does not reach leaves nothing, and everything is outside."""
    found = missing_zone("33.5,36.3", "10 km", "PRT")
    assert found.area.is_empty
    assert found.area_km2 == 0.0
    assert not found.contains(36.3, 33.5)
    assert found.check((36.3, 33.5)).verdict == "outside"


@pytest.mark.parametrize("tolerance", [0.0, -1.0, 20_000.0, float("nan")])
def test_a_tolerance_must_fit(tolerance: float) -> None:
    """A tolerance of nothing, or above the distance, is refused."""
    with pytest.raises(ValueError, match=r"distance|tolerance"):
        zone("33.5,36.3", "10 km", tolerance=tolerance)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Point(),
        shapely.LineString(),
        shapely.Point(float("nan"), 1),
        shapely.LineString([(500_000, 4_000_000), (500_100, 4_000_000)]),
    ],
)
def test_a_geometry_without_a_distance_is_refused(geometry: shapely.Geometry) -> None:
    """Empty, NaN and projected coordinates are errors that say so, not zones."""
    with pytest.raises(ValueError, match=r"empty|NaN|degrees"):
        zone(geometry, "10 km")


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.LineString([(10, 10), (10, 10), (10.1, 10), (10.1, 10)]),
        shapely.LineString([(10, 10, 5), (10.1, 10, 7)]),
        shapely.LineString([(10, 10), (10.1, 10), (10.05, 10.05), (10.05, 9.95)]),
        shapely.GeometryCollection(
            [shapely.Point(10, 10), shapely.LineString([(10, 10), (10.1, 10)])]
        ),
        shapely.Polygon([(10, 10), (10.1, 10.1), (10.1, 10), (10, 10.1)]),
    ],
)
def test_awkward_geometries_make_zones(geometry: shapely.Geometry) -> None:
    """Repeated vertices, heights, crossings and mixtures are understood, and the edge holds."""
    found = zone(geometry, "5 km")
    assert found.edge_error_m <= 0.1
    assert found.area.is_valid
    assert bool(found.contains(10.0, 10.0))
