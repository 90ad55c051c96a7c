"""Geometries that others' buffers got wrong, as their issue threads publish them.

Numbers are taken from the threads as facts. Those of planar threads are laid on the ground as
metres east and north of a point, by GeographicLib, at 10 m for each of their units; over these few
kilometres the globe bends distances by less than a millionth.

- https://github.com/libgeos/geos/issues/1217: a hole whose edge is 0.13 from the line, not 13.
- https://github.com/libgeos/geos/issues/1223: the inside of a ring is kept as a hole at 4 and 10.
- https://github.com/shapely/shapely/issues/1753: a ring buffered by 80 has an unexpected hole.
- https://github.com/locationtech/jts/issues/876: "inverted hole" of a closed line at 70, 10 and 15.
- https://github.com/locationtech/jts/issues/877: the same from 27 on; at 5 a true hole, at 25 none.
- https://github.com/locationtech/jts/issues/523: the hole of a thin ring is lost at some widths.
- https://github.com/Turfjs/turf/issues/2929: of two nearly equal rings one has a hole at 500 m.
- https://github.com/Turfjs/turf/issues/2003: near 180 degrees a buffer is stretched over the world.
- https://github.com/Turfjs/turf/issues/3029: a box from -181 to -179, or with a hole, is not cut.
"""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle, destination, edge_error_m

from geo.zones import Zone, zone

UNIT_M = 10.0
CENTRES = [(36.0, 33.0), (179.999, 64.0)]

RING_1223 = "LINESTRING (25 44, 31 44, 32 38, 29 37, 25 37, 25 38, 24 40, 24 44, 25 44)"
RING_1753 = (
    "LINESTRING (250 447, 319 446, 325 387, 290 374, 259 378, 254 385, 240 409, 244 440, 250 447)"
)
RING_876 = (
    "LINESTRING (19.6 85.1, 19.5 93.2, 21.7 99.6, 28 102.1, 33.8 99.5, 35.7 94.1, 33 87.2, "
    "26.7 85, 19.6 85.1)"
)
RING_877 = "LINESTRING (-13 8, 13 4, 14 -15, -16 -9, -13 8)"
RING_523 = (
    "LINESTRING (278601.0234000000054948 4295292.71929999999701977, "
    "278598.71919999999227002 4295290.49340000003576279, "
    "278589.06283691781572998 4295303.48101469129323959, "
    "278605.49300000001676381 4295297.03689999971538782, "
    "278601.0234000000054948 4295292.71929999999701977)"
)

# The geometry, the distance in its units, and how many holes the true buffer has.
PLANAR = [
    (
        "GEOS #1217",
        "LINESTRING (1.6 0.7, 0.7 4.7, 145.6 137.7, 146.3 137.1, 146.3 137, 146.6 136.7)",
        13,
        0,
    ),
    ("GEOS #1223", RING_1223, 4, 0),
    ("GEOS #1223", RING_1223, 10, 0),
    ("GEOS #1223", RING_1223, 10_000, 0),
    ("Shapely #1753", RING_1753, 80, 0),
    ("JTS #876", "LINESTRING (-20 0, 0 20, 20 0, 0 -20, -20 0)", 70, 0),
    ("JTS #876", RING_876, 10, 0),
    ("JTS #876", RING_876, 15, 0),
    ("JTS #877", RING_877, 5, 1),
    ("JTS #877", RING_877, 25, 0),
    ("JTS #877", RING_877, 27, 0),
    ("JTS #877", RING_877, 35, 0),
    ("JTS #877", RING_877, 60, 0),
    ("JTS #877", "LINESTRING (0 0, 0 5, 5 5, 5 0, 0 0)", 10, 0),
    ("JTS #523", RING_523, 1, 1),
    ("JTS #523", RING_523, 0.6428571428571428, 1),
    ("JTS #523", RING_523, 1.379591836734694, 1),
]


def _on_the_ground(text: str, lon: float, lat: float) -> shapely.Geometry:
    """Planar coordinates about their middle as azimuth and distance from a point."""
    plain = shapely.from_wkt(text)
    xy = shapely.get_coordinates(plain)
    x, y = ((xy - (xy.min(axis=0) + xy.max(axis=0)) / 2) * UNIT_M).T
    azimuths, lengths = np.degrees(np.arctan2(x, y)), np.hypot(x, y)
    there = [destination(lon, lat, *way) for way in zip(azimuths, lengths, strict=True)]
    return shapely.set_coordinates(plain, np.array(there))


def _holes(found: Zone) -> int:
    return sum(len(part.interiors) for part in shapely.get_parts(found.full_area))


@pytest.mark.parametrize("centre", CENTRES, ids=["Syria", "antimeridian"])
@pytest.mark.parametrize(
    ("thread", "text", "width", "holes"), PLANAR, ids=[f"{each[0]} {each[2]:g}" for each in PLANAR]
)
def test_a_published_failure_comes_out_right(
    thread: str, text: str, width: float, holes: int, centre: tuple[float, float]
) -> None:
    """Valid, holding its line, its edge at the distance everywhere, with the true holes alone."""
    line = _on_the_ground(text, *centre)
    metres = width * UNIT_M
    found = zone(line, distance_m=metres, tolerance=0.01)
    area = found.full_area
    assert area.is_valid
    if centre[0] < 170:
        assert _holes(found) == holes, thread
        assert area.geom_type == "Polygon"
        assert shapely.covers(area, line)
    assert found.edge_error_m <= 0.01
    oracle = Oracle.of(line)
    assert edge_error_m(area, oracle, metres, count=6) <= 0.01
    rng = np.random.default_rng(0)
    for _ in range(12):
        at = destination(*centre, rng.uniform(0, 360), rng.uniform(0, 1.3) * (metres + 1_000))
        exact = oracle.distance_m(*at)
        if abs(exact - metres) > 0.01:
            assert bool(shapely.contains_xy(area, *at)) == (exact <= metres)
            assert bool(found.contains(*at)) == (exact <= metres)


@pytest.mark.parametrize(
    ("middle", "holes"), [((12.0249011, 52.9771682), 1), ((12.0243343, 52.9740445), 0)]
)
def test_a_hole_is_there_or_not(middle: tuple[float, float], holes: int) -> None:
    """Turf #2929: a ring whose inside is just over, or just under, 500 m from its sides."""
    ring = [(11.9864449, 52.9652597), middle, (12.0622777, 52.9652798), (11.9864449, 52.9652597)]
    line = shapely.LineString(ring)
    inside = shapely.box(*line.bounds)
    rng = np.random.default_rng(1)
    oracle = Oracle.of(line)
    deepest = 0.0
    triangle = shapely.Polygon(ring)
    for _ in range(300):
        x = rng.uniform(inside.bounds[0], inside.bounds[2])
        y = rng.uniform(inside.bounds[1], inside.bounds[3])
        if shapely.contains_xy(triangle, x, y):
            deepest = max(deepest, oracle.distance_m(x, y))
    found = zone(line, "500 m", tolerance=0.01)
    assert (deepest > 500) == bool(holes)
    assert _holes(found) == holes
    assert edge_error_m(found.full_area, oracle, 500.0, count=8) <= 0.01


def _is_cut_at_the_antimeridian(found: Zone) -> None:
    parts = shapely.get_parts(found.full_area)
    assert found.full_area.is_valid
    assert len(parts) == 2
    west, east = sorted(parts, key=lambda part: part.bounds[0])
    assert west.bounds[0] == -180
    assert east.bounds[2] == 180
    # Nothing is stretched: both are as wide as they are on the ground.
    assert max(part.bounds[2] - part.bounds[0] for part in parts) < 3


def test_near_180_degrees_nothing_is_stretched() -> None:
    """Turf #2003: a polygon close to 180 degrees whose buffer exceeds it."""
    box = shapely.box(179.2, -41.0, 179.9, -40.5)
    found = zone(box, "50 km")
    _is_cut_at_the_antimeridian(found)
    oracle = Oracle.of(box)
    assert edge_error_m(found.full_area, oracle, 50_000.0, count=8) <= 0.1
    assert found.contains([-179.9, 179.5, 0.0], [-40.8, -40.8, -40.8]).tolist() == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("north", [10.0, 60.0])
def test_a_box_over_the_antimeridian_is_cut(north: float) -> None:
    """Turf #3029: a rectangle from -181 to -179 becomes one on either side."""
    box = shapely.box(-181, north - 1, -179, north)
    found = zone(box, "10 km", tolerance=0.5)
    _is_cut_at_the_antimeridian(found)
    assert found.contains([179.5, -179.5, 178.0], [north - 0.5] * 3).tolist() == [True, True, False]
    assert edge_error_m(found.full_area, Oracle.of(box), 10_000.0, count=6) <= 0.5


def test_a_box_with_a_hole_over_the_antimeridian() -> None:
    """Turf #3029: the hole is cut as well, and stays a hole."""
    box = shapely.box(179, -1, 181, 1).difference(shapely.box(179.6, -0.4, 180.4, 0.4))
    found = zone(box, "10 km", tolerance=0.5)
    _is_cut_at_the_antimeridian(found)
    lon, lat = [179.3, -179.3, 179.9, -179.9, 179.62], [0.0] * 5
    assert found.contains(lon, lat).tolist() == [True, True, False, False, True]
    drawn = shapely.contains_xy(found.full_area, lon, lat).tolist()
    assert drawn == [True, True, False, False, True]
    assert edge_error_m(found.full_area, Oracle.of(box), 10_000.0, count=8) <= 0.5
