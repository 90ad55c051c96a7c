"""Closed curves on the globe to polygons: holes, the antimeridian, the poles, and their error."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle, destination, distance_m, edge_error_m, midpoint
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.geodesy import Polylines, area_km2
from geo.offsets import WORLD, geodesic_area, polygons, refine, thinned
from geo.offsets.rings import edge_error

Ring = tuple[np.ndarray, np.ndarray]


def _circle(lon: float, lat: float, metres: float, count: int) -> Ring:
    """Clockwise, by GeographicLib."""
    points = [destination(lon, lat, azimuth, metres) for azimuth in np.linspace(0, 360, count)[:-1]]
    x, y = np.array(points).T
    return x, y


def _contains(area: shapely.Geometry, lon: float, lat: float) -> bool:
    return bool(shapely.intersects_xy(area, lon, lat))


def test_a_ring_over_the_antimeridian_is_cut_there() -> None:
    """Two polygons that meet at 180 degrees, none over the rest of the world (Turf #3029)."""
    area = polygons([_circle(179.9, 10, 50_000, 60)], south_pole=False)
    assert area.is_valid
    west, east = sorted(shapely.get_parts(area), key=lambda part: part.bounds[0])
    assert west.bounds[0] == -180 and east.bounds[2] == 180
    assert west.bounds[2] < -179 and east.bounds[0] > 179
    assert _contains(area, 179.9, 10) and _contains(area, -179.8, 10)
    assert not _contains(area, 0, 10)


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_a_ring_round_a_pole_is_closed_along_it(pole: float) -> None:
    """The pole is inside at every longitude, the equator at none."""
    area = polygons([_circle(20, pole, 1e6, 90)], south_pole=pole < 0)
    assert area.is_valid
    for lon in (-180.0, -90.5, 0.0, 179.999):
        assert _contains(area, lon, pole)
        assert _contains(area, lon, pole * 0.95)
        assert not _contains(area, lon, 0.0)


def test_a_ring_over_a_pole_that_does_not_hold_the_other_side() -> None:
    """A circle whose edge passes close by the pole, on either side of it."""
    near = distance_m(40.0, 85.0, 0.0, 90.0)
    for metres, inside in ((near - 5_000, False), (near + 5_000, True)):
        area = polygons([_circle(40, 85, metres, 400)], south_pole=False)
        assert area.is_valid
        assert _contains(area, 40, 85)
        assert _contains(area, -140.0, 90.0) is inside


def test_what_is_beyond_a_ring_round_both_poles() -> None:
    """Two rings round the globe leave a belt, or the two caps."""
    north, south = _circle(0, 90, 3e6, 90), _circle(0, -90, 3e6, 90)
    caps = polygons([north, south], south_pole=True)
    belt = polygons([north, south], south_pole=False)
    assert _contains(caps, 10, 80) and _contains(caps, 10, -80) and not _contains(caps, 10, 0)
    assert not _contains(belt, 10, 80) and not _contains(belt, 10, -80) and _contains(belt, 10, 0)
    assert area_km2(caps) + area_km2(belt) == pytest.approx(510_065_621.724, abs=1)


def test_rings_in_rings_are_holes_and_islands() -> None:
    """Each ring turns inside to outside, wherever the antimeridian cuts them."""
    for centre in (20.0, 180.0, -179.9):
        rings = [_circle(centre, 5, metres, 80) for metres in (3e5, 2e5, 1e5)]
        area = polygons(rings, south_pole=False)
        assert area.is_valid
        inside = [_contains(area, *destination(centre, 5, 90, r)) for r in (5e4, 1.5e5, 2.5e5, 4e5)]
        assert inside == [True, False, True, False]


def test_no_ring_is_nothing_or_everything() -> None:
    """Without an edge, one point tells."""
    assert polygons([], south_pole=False).is_empty
    assert polygons([], south_pole=True).equals(WORLD)
    assert area_km2(WORLD) == pytest.approx(510_065_621.724, abs=1)


@pytest.mark.parametrize("centre", [(36.0, 33.0), (179.95, -17.0), (0.0, 90.0), (100.0, -89.0)])
def test_refining_brings_a_coarse_ring_within_tolerance(centre: tuple[float, float]) -> None:
    """Points are added on the true offset until the edge is right, and what is said is what is."""
    line = Polylines.of([([centre[0]], [centre[1]])])
    rings, error = refine([_circle(*centre, 200_000, 13)], line, 200_000.0, tolerance_m=0.5)
    area = polygons(rings, south_pole=centre[1] < -80)
    true = edge_error_m(
        area, Oracle([([centre[0]], [centre[1]])]), 200_000.0, count=40, geodesic=False
    )
    assert true <= 0.5
    assert error <= 0.5
    assert true <= error + 1e-3


def test_a_wrong_edge_is_measured_as_wrong() -> None:
    """The measure of a polygon is not what it was made with: a moved vertex shows."""
    lon, lat = _circle(36, 33, 100_000, 2_000)
    line = Polylines.of([([36.0], [33.0])])
    good = edge_error(shapely.Polygon(np.column_stack((lon, lat))), line, 100_000.0)
    assert good < 0.3
    lon[700], lat[700] = destination(36, 33, 126.0, 99_990.0)
    moved = edge_error(shapely.Polygon(np.column_stack((lon, lat))), line, 100_000.0)
    assert moved == pytest.approx(10.0, abs=0.1)


def test_cuts_are_not_measured() -> None:
    """The antimeridian and the pole are no edges of the zone."""
    rings, _ = refine(
        [_circle(175, 85, 600_000, 200)],
        line := Polylines.of([([175.0], [85.0])]),
        600_000.0,
        tolerance_m=1.0,
    )
    area = polygons(rings, south_pole=False)
    assert edge_error(area, line, 600_000.0) <= 1.0


@pytest.mark.parametrize(
    ("polygon", "inside", "outside"),
    [
        (shapely.box(179, -1, 181, 1), [(-179.5, 0)], [(-178.5, 0), (0, 0)]),
        (shapely.box(-181, -1, -179, 1), [(179.5, 0)], [(178.5, 0), (0, 0)]),
        (shapely.box(350, 10, 359, 11), [(-5, 10.5)], [(5, 10.5)]),
        (
            shapely.Polygon([(0, 70), (90, 70), (180, 70), (-90, 70)]),
            [(45, 89), (10, 90)],
            [(45, 60), (0, -90)],
        ),
        (
            shapely.Polygon([(0, -70), (-90, -70), (180, -70), (90, -70)]),
            [(45, -89), (10, -90)],
            [(45, -60), (0, 90)],
        ),
        (
            shapely.Polygon(
                [(-180, -78), (-60, -70), (60, -71), (180, -78), (180, -90), (-180, -90)]
            ),
            [(0, -80), (170, -89)],
            [(0, -60), (0, 90)],
        ),
        (shapely.box(0, 50, 20, 60), [(10, 60.2)], [(10, 50.2)]),
        (WORLD, [(0, 0), (180, 90), (-180, -90)], []),
    ],
)
def test_the_area_of_a_polygon_with_geodesic_sides(
    polygon: shapely.Polygon,
    inside: list[tuple[float, float]],
    outside: list[tuple[float, float]],
) -> None:
    """An area is read the same over the antimeridian, past 180 and round a pole."""
    area = geodesic_area(polygon)
    assert area.is_valid
    assert shapely.box(-180, -90, 180, 90).covers(area)
    assert all(_contains(area, *point) for point in inside)
    assert not any(_contains(area, *point) for point in outside)


def test_a_hole_stays_a_hole_over_the_antimeridian() -> None:
    """The box with a hole that Turf #3029 shows, at the antimeridian and the equator."""
    ring = shapely.box(178, -2, 182, 2).difference(shapely.box(179, -1, 181, 1))
    area = geodesic_area(ring)
    assert _contains(area, 178.5, 0) and _contains(area, -178.5, 0)
    assert not _contains(area, 179.5, 0) and not _contains(area, -179.5, 0)


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(1e3, 9.9e6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_circle_is_a_valid_polygon(lon: float, lat: float, metres: float) -> None:
    """Its centre is inside, its antipode outside, and all of it in range."""
    antipode = (lon + 360) % 360 - 180, -lat
    south = distance_m(lon, lat, 0, -90) <= metres
    area = polygons([_circle(lon, lat, metres, 720)], south_pole=south)
    assert area.is_valid
    west, low, east, high = area.bounds
    assert west >= -180 and east <= 180 and low >= -90 and high <= 90
    assert _contains(area, lon, lat)
    assert not _contains(area, *antipode)


@pytest.mark.parametrize("latitude", [0.0, 45.0, -70.0, 89.0])
def test_thinning_moves_no_edge_further_than_it_may(latitude: float) -> None:
    """What is left out lay within the bound of what is left, straight or geodesic."""
    lon = np.linspace(10.0, 12.0, 4001)
    wobble = 1e-8 * np.sin(np.arange(lon.size))
    ring = np.append(lon, [12.0, 10.0]), np.append(latitude + wobble, [latitude - 0.5] * 2)
    thin = thinned(ring, 0.01)
    assert thin[0].size < ring[0].size / (2 if abs(latitude) < 89 else 1)
    moved = shapely.hausdorff_distance(
        shapely.LinearRing(np.column_stack(ring)), shapely.LinearRing(np.column_stack(thin))
    )
    assert moved * 111_700 < 0.01
    along = np.abs(thin[1] - latitude) < 1e-6
    order = np.argsort(thin[0][along])
    lon, lat = thin[0][along][order], thin[1][along][order]
    for west, south, east, north in zip(lon, lat, lon[1:], lat[1:], strict=False):
        middle = midpoint(west, south, east, north)
        assert distance_m(*middle, (west + east) / 2, (south + north) / 2) < 0.01
