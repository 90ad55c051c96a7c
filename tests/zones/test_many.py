"""Many zones through one index: each answer is that of the zone asked alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle

from geo.errors import BadCoordinate
from geo.zones import ManyZones, compiled, zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


@pytest.fixture(params=["compiled", "plain"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "plain":
        monkeypatch.setenv("GEO_PLAIN", "1")
    compiled.cache_clear()
    yield request.param
    compiled.cache_clear()


def test_every_pair_is_that_of_the_zone_alone(way: str) -> None:
    """Points, lines, areas, clipped zones, the antimeridian and a pole, in one index."""
    rng = np.random.default_rng(1)
    zones = [zone("ceasefire-1974", "30 km"), zone("ceasefire-1974", "100 km", within="Syria")]
    for text in (
        "LINESTRING (179.5 -17, -179.5 -16)", "LINESTRING (20 88, -160 89)",
        "POLYGON ((35 33, 37 33, 37 34.5, 35 34, 35 33))", "LINESTRING (34 32, 38 35)",
    ):  # fmt: skip
        zones.append(zone(shapely.from_wkt(text), "40 km"))
    zones += [
        zone(
            shapely.Point(rng.uniform(34, 38), rng.uniform(32, 35)),
            distance_m=rng.uniform(1e3, 3e4),
        )
        for _ in range(30)
    ]
    lon = np.concatenate((rng.uniform(33, 39, 1_500), rng.uniform(-180, 180, 300), [179.9, -179.9]))
    lat = np.concatenate((rng.uniform(31, 36, 1_500), rng.uniform(86, 90, 300), [-16.5, -16.5]))
    found = set(
        zip(*(each.tolist() for each in ManyZones.of(zones).containing(lon, lat)), strict=True)
    )
    wanted = {
        (int(point), number)
        for number, each in enumerate(zones)
        for point in np.flatnonzero(each.contains(lon, lat))
    }
    assert found == wanted
    assert len({number for _, number in found}) > 30


def test_pairs_are_geographiclibs_and_in_order(way: str) -> None:
    """By point and then by zone, as GeographicLib's distance decides."""
    rng = np.random.default_rng(2)
    shapes = [
        shapely.LineString([(x, y), (x + 0.3, y + 0.2), (x + 0.5, y)])
        for x, y in rng.uniform((35, 32), (37, 34), (12, 2)).tolist()
    ]
    lon, lat = rng.uniform(35, 37.5, 40), rng.uniform(32, 34.2, 40)
    point, of = ManyZones.of([zone(each, "25 km") for each in shapes]).containing(lon, lat)
    oracles = [Oracle.of(each) for each in shapes]
    wanted = [
        (i, j)
        for i in range(40)
        for j in range(12)
        if oracles[j].distance_m(lon[i], lat[i]) <= 25e3
    ]
    assert list(zip(point.tolist(), of.tolist(), strict=True)) == wanted
    assert wanted


def test_nothing_in_and_bad_points(way: str) -> None:
    """No point is no pair, and a bad one is refused."""
    several = ManyZones.of([zone("33.5,36.3", "10 km")])
    assert [each.size for each in several.containing([], [])] == [0, 0]
    with pytest.raises(BadCoordinate):
        several.containing([36.3, np.nan], [33.5, 33.5])
