"""Geodesics and the distance to polylines, against GeographicLib."""

from __future__ import annotations

import numpy as np
import pytest
from geodesic_oracle import Line, Oracle, distance_m, midpoint
from geographiclib.test.test_geodesic import GeodesicTest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadCoordinate, BadGeometry
from geo.geodesy import Polylines, azimuth_distance, densify, destination, earth_centred, polylines
from geo.geodesy.ellipsoid import distance

# The rows with which GeographicLib for Python tests itself: lat1, lon1, azi1, lat2, lon2, azi2,
# s12 and more; geographiclib/test/test_geodesic.py of the geographiclib 2.1 package, C. Karney.
ROWS = np.array(GeodesicTest.testcases)
LAT1, LON1, AZI1, LAT2, LON2, AZI2, S12 = ROWS[:, :7].T

# GeodSolve0, 1, 6, 9, 10 and 12 of the same file: lat1, lon1, lat2, lon2, s12, and the tolerance
# that the file asks for. They were found by people whom earlier programs failed.
HARD = [
    (40.6, -73.8, 49.01666667, 2.55, 5853226.0, 0.5),
    (88.202499451857, 0.0, -88.202499451857, 179.981022032992859592, 20003898.214, 0.5e-3),
    (89.262080389218, 0.0, -89.262080389218, 179.992207982775375662, 20003925.854, 0.5e-3),
    (56.320923501171, 0.0, -56.320923501171, 179.664747671772880215, 19993558.287, 0.5e-3),
    (52.784459512564, 0.0, -52.784459512563990912, 179.634407464943777557, 19991596.095, 0.5e-3),
]

# Rows of the published test set for geodesics that other projects' documentation and tests quote:
# lat1, azi1, s12, lat2, lon2, from longitude 0. Computed with many digits by C. F. F. Karney
# (2010), GeodTest, doi:10.5281/zenodo.32156, CC0: long, nearly antipodal, and three short ones.
GEODTEST = np.array(
    [
        (
            36.530042355041,
            176.125875162171,
            9398502.0434687,
            -48.164270779097769,
            5.762344694676510,
        ),
        (63.758775485865, 63.327049113388, 8337896.7811702, 25.179740339437206, 107.50499193289191),
        (8.226828747671, 111.1269645725, 19886305.6710041, -8.516119211674269, 178.68897958262922),
        (19.707097385334, 20.996796804557, 76.1478894, 19.707739582810257, 0.000260256428101053),
        (23.104245923137, 108.788775202534, 249.4508219, 23.103520430280492, 0.002305237470119087),
        (78.10174623178, 124.870465352256, 397.364659, 78.099711031638792, 0.014156770744057927),
    ]
)


def _wrap(lon: np.ndarray) -> np.ndarray:
    return (lon + 180.0) % 360.0 - 180.0


def test_distance_and_azimuths_of_the_published_rows() -> None:
    """All twenty rows come out to 15 nm, and their azimuths to a nanodegree."""
    start, end, metres = azimuth_distance(_wrap(LON1), LAT1, _wrap(LON2), LAT2)
    assert np.abs(metres - S12).max() < 15e-9 * 2
    assert np.abs(_wrap(start - AZI1)).max() < 1e-9
    assert np.abs(_wrap(end - AZI2)).max() < 1e-9
    assert np.abs(distance(_wrap(LON1), LAT1, _wrap(LON2), LAT2) - S12).max() < 15e-9 * 2


def test_destination_of_the_published_rows() -> None:
    """Following the azimuth ends where the row says, both ways, and in [-180, 180]."""
    lon, lat = destination(LON1, LAT1, AZI1, S12)
    assert np.abs(_wrap(lon - LON2)).max() < 1e-12 * 100
    assert np.abs(lat - LAT2).max() < 1e-12
    assert np.abs(lon).max() <= 180.0
    lon, lat = destination(LON2, LAT2, AZI2, -S12)
    assert np.abs(_wrap(lon - LON1)).max() < 1e-11
    assert np.abs(lat - LAT1).max() < 1e-11


def test_rows_of_the_published_test_set() -> None:
    """GeodTest's distances come out to 15 nm, and its ends to a micrometre."""
    lat1, azimuth, metres, lat2, lon2 = GEODTEST.T
    assert np.abs(distance(0 * lat1, lat1, lon2, lat2) - metres).max() < 15e-9
    lon, lat = destination(0 * lat1, lat1, azimuth, metres)
    assert np.abs(distance(lon, lat, lon2, lat2)).max() < 1e-6


@pytest.mark.parametrize(("lat1", "lon1", "lat2", "lon2", "metres", "within"), HARD)
def test_the_published_hard_cases(
    lat1: float, lon1: float, lat2: float, lon2: float, metres: float, within: float
) -> None:
    """Nearly antipodal points are no exception."""
    assert float(distance(lon1, lat1, lon2, lat2)) == pytest.approx(metres, abs=within)


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
@settings(max_examples=200, deadline=None)
def test_any_two_points(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    """Distance is GeographicLib's anywhere, and the same in both directions."""
    there = float(distance(lon1, lat1, lon2, lat2))
    assert there == pytest.approx(distance_m(lon1, lat1, lon2, lat2), abs=1e-7)
    assert there == pytest.approx(float(distance(lon2, lat2, lon1, lat1)), abs=1e-7)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 400.0])
def test_distance_refuses_what_is_no_coordinate(bad: float) -> None:
    """NaN never comes back as a distance."""
    with pytest.raises(BadCoordinate):
        distance(bad, 0.0, 0.0, 0.0)


def test_densify_stays_on_the_geodesic_and_keeps_the_vertices() -> None:
    """Added points lie between, no edge is too long, and every vertex is still there."""
    lon, lat = [170.0, -170.0, -150.0, -150.0], [60.0, 70.0, 10.0, 10.0]
    dense_lon, dense_lat = densify(lon, lat, spacing_m=250_000)
    steps = distance(dense_lon[:-1], dense_lat[:-1], dense_lon[1:], dense_lat[1:])
    assert steps.max() <= 250_000.001
    whole = sum(distance_m(*ends) for ends in zip(lon, lat, lon[1:], lat[1:], strict=False))
    assert steps.sum() == pytest.approx(whole, abs=1e-5)
    kept = set(zip(dense_lon.tolist(), dense_lat.tolist(), strict=True))
    assert set(zip(lon, lat, strict=True)) <= kept


def test_earth_centred_coordinates_of_known_points() -> None:
    """Semi-axes of WGS84: 6 378 137 m and 6 356 752.3142 m (NGA.STND.0036, table 3.5)."""
    found = earth_centred([0.0, 90.0, 0.0, 33.0], [0.0, 0.0, 90.0, -90.0])
    a, b = 6_378_137.0, 6_356_752.314245
    expected = [[a, 0, 0], [0, a, 0], [0, 0, b], [0, 0, -b]]
    assert np.abs(found - expected).max() < 1e-6


def _walk(
    rng: np.random.Generator, lon: float, lat: float, size: float, count: int
) -> tuple[np.ndarray, np.ndarray]:
    lons = lon + np.cumsum(rng.normal(0, size, count))
    lats = np.clip(lat + np.cumsum(rng.normal(0, size, count)), -90, 90)
    return _wrap(lons), lats


def _case(name: str, rng: np.random.Generator) -> Line:
    anywhere = float(rng.uniform(-180, 180)), float(rng.uniform(-70, 70))
    if name == "antimeridian":
        return _walk(rng, 179.8, anywhere[1], 0.5, 6)
    if name == "round a pole":
        return rng.uniform(-180, 180, 5), rng.choice([-1, 1]) * rng.uniform(88.5, 90, 5)
    if name == "through a pole":
        return np.array([10.0, -170.0, 30.0]), np.array([89.9, 89.95, 89.2])
    if name == "500 km edges":
        return _walk(rng, *anywhere, 4.0, 4)
    if name == "edges of metres":
        return _walk(rng, *anywhere, 1e-5, 8)
    if name == "equal vertices":
        lon, lat = _walk(rng, *anywhere, 0.1, 3)
        return np.repeat(lon, 3), np.repeat(lat, 3)
    if name == "a point":
        return np.array(anywhere[:1]), np.array(anywhere[1:])
    return _walk(rng, *anywhere, 0.3, 6)


CASES = [
    "anywhere",
    "antimeridian",
    "round a pole",
    "through a pole",
    "500 km edges",
    "edges of metres",
    "equal vertices",
    "a point",
]


@pytest.mark.parametrize("name", CASES)
def test_nearest_is_within_a_millimetre(name: str) -> None:
    """The distance to a line is the least there is, found by golden section with GeographicLib.

    Points lie from a metre to half of the globe's quarter away, and at the pole.
    """
    rng = np.random.default_rng(CASES.index(name))
    for _ in range(4):
        lon, lat = _case(name, rng)
        oracle = Oracle([(lon, lat)])
        away = 10 ** rng.uniform(0, 6.7, 8)
        which = rng.integers(0, len(lon), 8)
        at_lon, at_lat = destination(lon[which], lat[which], rng.uniform(0, 360, 8), away)
        at_lon, at_lat = np.append(at_lon, 12.0), np.append(at_lat, 90.0)
        metres, foot_lon, foot_lat, _ = Polylines.of([(lon, lat)]).nearest(at_lon, at_lat)
        for i, (x, y) in enumerate(zip(at_lon.tolist(), at_lat.tolist(), strict=True)):
            true = oracle.distance_m(x, y)
            assert metres[i] == pytest.approx(true, abs=1e-3), (lon, lat, x, y)
            # The foot is at that distance, and on the line.
            assert distance_m(x, y, foot_lon[i], foot_lat[i]) == pytest.approx(true, abs=1e-3)
            assert oracle.distance_m(foot_lon[i], foot_lat[i]) < 1e-3


def test_points_on_the_line_are_at_distance_zero() -> None:
    """Vertices, and the middles of geodesic edges of up to 700 km, are on the line."""
    rng = np.random.default_rng(5)
    for name in ("500 km edges", "antimeridian", "round a pole"):
        lon, lat = _case(name, rng)
        line = Polylines.of([(lon, lat)])
        ends = zip(lon, lat, lon[1:], lat[1:], strict=False)
        middle = np.array([midpoint(*end) for end in ends])
        assert line.nearest(lon, lat)[0].max() < 1e-6
        assert line.nearest(middle[:, 0], middle[:, 1])[0].max() < 1e-5


def test_every_way_of_searching_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pairs, the tree and branch and bound differ in speed only."""
    rng = np.random.default_rng(11)
    parts = [
        _walk(rng, 178.0, 40.0, 0.02, 1500),
        _walk(rng, 20.0, -30.0, 0.5, 40),
        (rng.uniform(-180, 180, 20), rng.uniform(85, 90, 20)),
        (np.array([5.0]), np.array([5.0])),
    ]
    near = [_walk(rng, 179.0, 40.0, 0.5, 60), _walk(rng, 20.0, -30.0, 3.0, 60)]
    lon = np.concatenate([*(each[0] for each in near), rng.uniform(-180, 180, 120)])
    lat = np.concatenate(
        [*(each[1] for each in near), np.degrees(np.arcsin(rng.uniform(-1, 1, 120)))]
    )
    line = Polylines.of(parts)
    assert lon.size * line.lon.size < polylines._TRY_ALL_PAIRS
    every = line.nearest(lon, lat)
    monkeypatch.setattr(polylines, "_TRY_ALL_PAIRS", 0)
    tree = Polylines.of(parts).nearest(lon, lat)
    rows, segments = line._branch_and_bound(lon, lat, np.arange(lon.size))
    metres = line.drop_perpendicular(lon[rows], lat[rows], segments)[0]
    bounded = np.full(lon.size, np.inf)
    np.minimum.at(bounded, rows, metres)
    assert np.abs(tree[0] - every[0]).max() < 1e-4
    assert np.abs(bounded - every[0]).max() < 1e-4


def test_the_tree_agrees_with_geographiclib_on_a_long_winding_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is ruled out before a geodesic is computed was further away."""
    monkeypatch.setattr(polylines, "_TRY_ALL_PAIRS", 0)
    rng = np.random.default_rng(3)
    lon, lat = _walk(rng, 35.0, 33.0, 0.01, 3000)
    line, oracle = Polylines.of([(lon, lat)]), Oracle([(lon, lat)])
    which = rng.integers(0, lon.size, 12)
    away = np.array([10, 300, 3e3, 3e4, 1e5, 3e5] * 2)
    at = destination(lon[which], lat[which], rng.uniform(0, 360, 12), away)
    metres = line.nearest(*at)[0]
    for i, (x, y) in enumerate(zip(*(axis.tolist() for axis in at), strict=True)):
        assert metres[i] == pytest.approx(oracle.distance_m(x, y), abs=1e-3)


def test_the_part_is_that_of_the_nearest_point() -> None:
    """Of several lines, the answer says which."""
    line = Polylines.of([([0.0, 1.0], [0.0, 0.0]), ([10.0], [10.0]), ([0.0, 1.0], [5.0, 5.0])])
    assert line.nearest([0.5, 9.0, 0.5], [0.1, 9.0, 4.0])[3].tolist() == [0, 1, 2]


def test_a_line_without_a_vertex_is_refused() -> None:
    """Nothing has no distance."""
    with pytest.raises(BadGeometry):
        Polylines.of([([], [])])
    with pytest.raises(BadGeometry):
        Polylines.of([])


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 91.0])
def test_a_line_with_a_vertex_off_the_globe_is_refused(bad: float) -> None:
    """One bad vertex among many is found."""
    with pytest.raises(BadCoordinate):
        Polylines.of([([0.0, 1.0, 2.0], [0.0, bad, 0.0])])
    with pytest.raises(BadCoordinate):
        Polylines.of([([0.0, 1.0], [0.0, 0.0])]).nearest([0.0], [bad])
