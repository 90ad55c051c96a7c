"""The cell index: the answers of the exact distance, point by point, however fast."""

from __future__ import annotations

import importlib.util
import pickle

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle, destination

from geo.errors import BadCoordinate
from geo.zones import Cells, Zone, compiled, zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


@pytest.fixture(params=["compiled", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to the answer: numba's loops, and numpy alone."""
    if request.param == "plain":
        monkeypatch.setenv("GEO_PLAIN", "1")
    elif importlib.util.find_spec("numba") is None:
        pytest.fail("numba is in the dev group: pip install numba")
    compiled.cache_clear()
    yield request.param
    compiled.cache_clear()


REFERENCES = {
    "border": "ceasefire-1974",
    "antimeridian": shapely.from_wkt("LINESTRING (179.5 -17, -179.5 -16)"),
    "pole": shapely.from_wkt("LINESTRING (20 88, -160 89)"),
    "point": shapely.from_wkt("POINT (36.3 33.5)"),
    "area": shapely.from_wkt("POLYGON ((10 50, 12 50, 12 51.5, 10 51, 10 50))"),
}


def _points(found: Zone, rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Half about the zone, half within 200 m of its drawn edge."""
    xy = shapely.get_coordinates(found.full_area)
    west, south, east, north = found.full_area.bounds
    vertices = xy[rng.integers(0, len(xy), count)]
    near = np.array(
        [destination(*at, rng.uniform(0, 360), rng.uniform(0, 200)) for at in vertices.tolist()]
    )
    lon = np.append(rng.uniform(max(west - 1, -180), min(east + 1, 180), count), near[:, 0])
    lat = np.append(rng.uniform(max(south - 1, -90), min(north + 1, 90), count), near[:, 1])
    return lon, lat


@pytest.mark.parametrize("name", REFERENCES)
def test_every_answer_is_that_of_the_exact_distance(way: str, name: str) -> None:
    """Anywhere and within 200 m of the edge, as the exact distance of one point at a time says."""
    found = zone(REFERENCES[name], "60 km", line="ceasefire-1974" if name == "border" else None)
    lon, lat = _points(found, np.random.default_rng(5), 4_000)
    exact = found.distance_to_line(lon, lat)[0]
    assert (found.contains(lon, lat) == (exact <= 60_000)).all()
    assert np.abs(found.distance_to(lon, lat) - exact).max() < 1e-4
    assert 0.2 < (exact <= 60_000).mean() < 0.99


@pytest.mark.parametrize("name", ["border", "antimeridian", "pole"])
def test_distances_are_geographiclibs(way: str, name: str) -> None:
    """Within 1 mm of GeographicLib's least distance to the segment, out to 1,500 km."""
    found = zone(REFERENCES[name], "60 km", line="ceasefire-1974" if name == "border" else None)
    oracle = Oracle.of(found.line.geometry)
    rng = np.random.default_rng(6)
    at = shapely.get_coordinates(found.line.geometry)
    starts = at[rng.integers(0, len(at), 12)].tolist()
    reaches = [3.0, 250.0, 9e3, 59_999.9, 60_000.1, 2e5, 3e5, 5e5, 7e5, 9.5e5, 1.1e6, 1.5e6]
    points = [
        destination(*start, rng.uniform(0, 360), reach)
        for start, reach in zip(starts, reaches, strict=True)
    ]
    lon, lat = np.array(points).T
    many = found.distance_to(np.resize(lon, 5_004), np.resize(lat, 5_004))[: len(points)]
    wanted = np.array([oracle.distance_m(*point) for point in points])
    assert np.abs(many - wanted).max() < 1e-3


def test_a_large_zone_is_exact_as_well(way: str) -> None:
    """Where the series is no help, the exact distance decides."""
    found = zone(shapely.from_wkt("LINESTRING (0 50, 8 53, 3 55)"), "3000 km", tolerance=1000.0)
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(-60, 60, 6_000), rng.uniform(20, 89, 6_000)
    rows = rng.integers(0, 6_000, 200)
    exact = found.distance_to_line(lon[rows], lat[rows])[0]
    assert (found.contains(lon, lat)[rows] == (exact <= 3e6)).all()


def test_a_zone_over_a_pole_covers_every_longitude(way: str) -> None:
    """The pole itself and all meridians about it are inside, by any name of theirs."""
    found = zone(REFERENCES["pole"], "500 km")
    lon = np.linspace(-180, 360, 6_000)
    assert found.contains(lon, np.full(6_000, 90.0)).all()
    assert found.contains(lon, np.full(6_000, 89.9)).all()
    assert not found.contains(lon, np.full(6_000, -89.9)).any()


def test_a_clipped_zone_keeps_to_its_country(way: str) -> None:
    """On land and sea, the answers of one point at a time."""
    found = zone("Israel's northern border", "100 km", within="Syria")
    rng = np.random.default_rng(8)
    lon, lat = rng.uniform(34.5, 37.5, 20_000), rng.uniform(32, 34.7, 20_000)
    coast = shapely.get_coordinates(found.land)
    coast = coast[rng.integers(0, len(coast), 2_000)] + rng.uniform(-1e-4, 1e-4, (2_000, 2))
    lon, lat = np.append(lon, coast[:, 0]), np.append(lat, coast[:, 1])
    wanted = (found.distance_to(lon, lat) <= 1e5) & shapely.intersects_xy(found.land, lon, lat)
    assert (found.contains(lon, lat) == wanted).all()
    assert wanted.any()


def test_single_precision_is_taken_as_it_is(way: str) -> None:
    """float32 arrays, strided ones and integers are what their values say, without a copy."""
    found = zone(REFERENCES["point"], "100 km")
    rng = np.random.default_rng(9)
    lon = rng.uniform(35, 38, 12_000).astype(np.float32)
    lat = rng.uniform(32, 35, 12_000).astype(np.float32)
    wanted = found.contains(lon.astype(float), lat.astype(float))
    assert (found.contains(lon, lat) == wanted).all()
    assert (found.contains(lon[::2], lat[::2]) == wanted[::2]).all()
    assert (found.contains(lon.reshape(120, 100), lat.reshape(120, 100)).ravel() == wanted).all()
    whole = np.arange(6_000) % 90
    assert (found.contains(whole, whole) == found.contains(whole * 1.0, whole * 1.0)).all()


def test_longitudes_beyond_180_are_the_western_half(way: str) -> None:
    """From 180 to 360 they are wrapped."""
    found = zone(shapely.from_wkt("POINT (-70 10)"), "100 km")
    rng = np.random.default_rng(10)
    lon, lat = rng.uniform(-72, -68, 8_000), rng.uniform(8, 12, 8_000)
    assert (found.contains(lon + 360, lat) == found.contains(lon, lat)).all()
    assert np.abs(found.distance_to(lon + 360, lat) - found.distance_to(lon, lat)).max() < 1e-6


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 91.0, -90.01])
def test_a_bad_coordinate_anywhere_is_refused(way: str, bad: float) -> None:
    """One among many is named, and nothing is answered."""
    found = zone(REFERENCES["point"], "100 km")
    lon, lat = np.full(300_000, 36.0), np.full(300_000, 33.0)
    lat[299_999] = bad
    with pytest.raises(BadCoordinate, match="latitude"):
        found.contains(lon, lat)
    with pytest.raises(BadCoordinate, match="latitude"):
        found.distance_to(lon, lat)
    with pytest.raises(BadCoordinate, match="longitude"):
        found.contains(np.where(lat == lat[0], 36.0, 360.5), np.full(300_000, 33.0))
    with pytest.raises(BadCoordinate):
        found.contains(np.full(6_000, "east"), np.full(6_000, 33.0))


def test_the_index_is_small() -> None:
    """Under 64 MB beyond the arrays, all tables together."""
    found = zone("ceasefire-1974", "100 km")
    cells: Cells = found.cells
    compiled.cache_clear()
    found.contains(np.full(6_000, 36.0), np.full(6_000, 33.0))
    found.distance_to(np.full(6_000, 36.0), np.full(6_000, 33.0))
    tables = [cells.states, cells._pieces.table, cells._pieces.blocks]
    for lists in (cells._edge_lists, cells._all_lists):
        tables += [lists.slots, lists.starts, lists.items]
    assert sum(table.nbytes for table in tables) < 64e6


def test_a_zone_travels_without_its_tables() -> None:
    """Pickled for another process, it is small and answers the same."""
    found = zone("ceasefire-1974", "100 km")
    lon, lat = np.linspace(34, 38, 6_000), np.linspace(32, 35, 6_000)
    inside = found.contains(lon, lat)
    packed = pickle.dumps(found)
    assert len(packed) < 2_000_000
    other = pickle.loads(packed)
    assert (other.contains(lon, lat) == inside).all()
    assert other.distance_to(36.0, 33.0) == found.distance_to(36.0, 33.0)
