"""Zones: inside is what is no further than the distance, exactly, wherever it is drawn."""

from __future__ import annotations

import math
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle, destination, distance_m

import geo
from geo.errors import BadCoordinate, BadDistance, BadGeometry, BadInput, DisputedBorder, NotFound
from geo.zones import Zone, zone

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


def _near_the_edge(found: Zone, count: int, seed: int) -> list[tuple[float, float]]:
    """Points up to 200 m off the drawn edge on either side."""
    rng = np.random.default_rng(seed)
    xy = shapely.get_coordinates(found.full_area)
    vertices = xy[rng.integers(0, len(xy), count)].tolist()
    return [destination(*at, rng.uniform(0, 360), rng.uniform(0, 200)) for at in vertices]


@pytest.fixture(scope="module")
def seeds_zone() -> Zone:
    return zone("Israel's northern border", "100 km")


def test_contains_is_the_exact_distance_near_the_edge(seeds_zone: Zone) -> None:
    """Within 200 m of the edge, and by either of its two ways, no point is judged wrongly."""
    oracle = Oracle.of(seeds_zone.line.geometry)
    points = _near_the_edge(seeds_zone, 30, 1)
    lon, lat = np.array(points).T
    exact = np.array([oracle.distance_m(*point) for point in points])
    assert np.abs(exact - 1e5).max() < 300
    assert (seeds_zone.contains(lon, lat) == (exact <= 1e5)).all()
    assert np.abs(seeds_zone.distance_to(lon, lat) - exact).max() < 1e-3
    # Of many points, the polygons `inner` and `outer` spare those that are far from the edge.
    many = seeds_zone.contains(np.tile(lon, 40), np.tile(lat, 40))
    assert (many == np.tile(exact <= 1e5, 40)).all()


def test_contains_is_the_exact_distance_anywhere(seeds_zone: Zone) -> None:
    """Random points about the zone, one by one and ten thousand at once."""
    oracle = Oracle.of(seeds_zone.line.geometry)
    rng = np.random.default_rng(2)
    lon, lat = rng.uniform(33, 38.5, 5_000), rng.uniform(31.5, 35.5, 5_000)
    inside = seeds_zone.contains(lon, lat)
    assert (inside == (seeds_zone.distance_to(lon, lat) <= 1e5)).all()
    for i in range(25):
        assert inside[i] == (oracle.distance_m(lon[i], lat[i]) <= 1e5)
    assert inside[:10].tolist() == [bool(seeds_zone.contains(lon[i], lat[i])) for i in range(10)]


def test_inner_in_area_in_outer(seeds_zone: Zone) -> None:
    """Certainly in, in, and all that is not certainly out, lie in each other, with their reach."""
    assert shapely.covers(seeds_zone.full_area, seeds_zone.inner)
    assert shapely.covers(seeds_zone.outer, seeds_zone.full_area)
    oracle = Oracle.of(seeds_zone.line.geometry)
    unsure = seeds_zone.line.accuracy_m + seeds_zone.edge_error_m
    rng = np.random.default_rng(3)
    for area, side in ((seeds_zone.inner, -1), (seeds_zone.outer, 1)):
        for x, y in rng.choice(shapely.get_coordinates(area), 6).tolist():
            off = (oracle.distance_m(x, y) - 1e5) * side
            assert unsure <= off <= 2 * unsure + 100


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.from_wkt("LINESTRING (179.5 -17, -179.5 -16)"),
        shapely.from_wkt("LINESTRING (20 88, -160 89)"),
        shapely.box(10, 40, 10.5, 40.4),
        shapely.from_wkt("MULTIPOINT ((10 10), (10.3 10.2), (11 9.9))"),
    ],
    ids=["antimeridian", "pole", "area", "points"],
)
def test_inside_is_the_same_drawn_and_measured(geometry: shapely.Geometry) -> None:
    """A point more than the tolerance from the edge is in the polygon if it is in the zone."""
    found = zone(geometry, "30 km")
    for area in (found.inner, found.full_area, found.outer):
        assert area.is_valid
    assert shapely.covers(found.full_area, found.inner)
    assert shapely.covers(found.outer, found.full_area)
    oracle = Oracle.of(geometry)
    points = _near_the_edge(found, 12, 4)
    lon, lat = np.array(points).T
    exact = np.array([oracle.distance_m(*point) for point in points])
    clear = np.abs(exact - 30_000) > found.tolerance_m
    assert (found.contains(lon, lat) == (exact <= 30_000))[clear].all()
    assert (shapely.contains_xy(found.full_area, lon, lat) == (exact <= 30_000))[clear].all()


def test_on_the_edge_is_inside() -> None:
    """A point exactly as far as the zone reaches is inside, and a nanometre further is not."""
    at = destination(36.3, 33.5, 77.0, 10_000.0)
    exact = float(zone("33.5,36.3", "1 km").distance_to(*at))
    assert bool(zone("33.5,36.3", distance_m=exact).contains(*at))
    assert not bool(zone("33.5,36.3", distance_m=np.nextafter(exact, 0)).contains(*at))
    assert zone("33.5,36.3", distance_m=exact).check(at).verdict == "inside"


def test_the_area_is_that_of_a_cap() -> None:
    """A disc of 100 km on a sphere of the local radius, to a ten-thousandth."""
    radius = 6_371_008.771
    cap = 2 * math.pi * radius**2 * (1 - math.cos(100_000 / radius)) / 1e6
    assert zone("45,10", "100 km").area_km2 == pytest.approx(cap, rel=2e-3)
    assert zone("45,10", "100 km", tolerance=0.01).area_km2 == pytest.approx(
        zone("45,10", "100 km", tolerance=1.0).area_km2, rel=1e-5
    )


def test_a_zone_beyond_half_of_the_globe_has_its_own_area() -> None:
    """Not that of what it leaves out."""
    geometry = shapely.MultiPoint([(0, 0), (120, 0), (-120, 0)])
    found = zone(geometry, distance_m=7e6, tolerance=100.0)
    left_out = shapely.difference(shapely.box(-180, -90, 180, 90), found.full_area)
    assert found.area_km2 > 400e6
    assert found.contains([0, 0], [-89.0, 61.0]).tolist() == [False, True]
    assert left_out.area > 0


@pytest.mark.parametrize("turn", [360.0, -360.0])
def test_a_turn_of_360_degrees_changes_nothing(turn: float) -> None:
    """The same meridians by other numbers are the same zone."""
    for text in (
        "LINESTRING (-3 50, 5 51)",
        "POLYGON ((-3 50, 5 51, 1 52, -3 50))",
        "POINT (2 40)",
    ):
        plain = shapely.from_wkt(text)
        turned = shapely.set_coordinates(
            shapely.from_wkt(text), shapely.get_coordinates(plain) + np.array([turn, 0.0])
        )
        one, other = (zone(each, "40 km", tolerance=2.0) for each in (plain, turned))
        assert other.full_area.symmetric_difference(one.full_area).area < 1e-9
        theirs, ours = (float(each.distance_to(2.0, 50.2)) for each in (other, one))
        assert theirs == pytest.approx(ours)


def test_a_zone_can_be_clipped_to_a_country(seeds_zone: Zone) -> None:
    """`within` leaves the country's land, and a place elsewhere is outside, with the reason."""
    inside = zone("Israel's northern border", "100 km", within="Syria")
    assert inside.within == ("SYR",)
    assert 0 < inside.area_km2 < seeds_zone.area_km2
    # Corners of the cut are rounded to the last digit, and may lie that much outside.
    assert shapely.difference(inside.area, seeds_zone.full_area).area < 1e-12
    assert inside.full_area.equals(seeds_zone.full_area)
    beirut = inside.check((35.50157, 33.89332))
    assert beirut.verdict == "outside"
    assert "not in Syria" in beirut.because
    named = inside.check("Beirut")
    assert named.verdict == "outside"
    assert "Lebanon" in named.because
    assert inside.contains([36.2913, 35.50157], [33.5102, 33.89332]).tolist() == [True, False]
    both = zone("Israel's northern border", "100 km", within=("Syria", "Lebanon"))
    assert both.area_km2 > inside.area_km2
    assert both.check("Beirut").verdict == "inside"


def test_a_zone_that_misses_its_country_is_refused() -> None:
    """Nobody means an empty zone: the refusal names the country."""
    with pytest.raises(BadInput, match="Syria"):
        zone("the border of France and Spain", "10 km", within="Syria")


@pytest.mark.parametrize(
    "bad", ["12,000 km", 10_001_966, "0 km", 0, -5, "-5 km", math.nan, math.inf]
)
def test_a_distance_that_no_zone_can_have_is_refused(bad: str | float) -> None:
    """Beyond a quarter of the globe, zero, negative, NaN and infinite."""
    with pytest.raises(BadDistance):
        if isinstance(bad, str):
            zone("33.5,36.3", bad)
        else:
            zone("33.5,36.3", distance_m=bad)


def test_a_number_is_metres_only_where_it_is_called_so() -> None:
    """A bare second argument is refused, with both ways out; two distances, or none, too."""
    with pytest.raises(BadDistance, match=r"30 has no unit.*'100 km'.*distance_m=30"):
        zone("33.5,36.3", 30)  # type: ignore[arg-type]
    with pytest.raises(BadDistance, match="'30' has no unit; write 30 km or 30 m"):
        zone("33.5,36.3", "30")
    with pytest.raises(BadDistance, match="given twice"):
        zone("33.5,36.3", "30 km", distance_m=30_000)
    with pytest.raises(BadDistance, match="needs a distance"):
        zone("33.5,36.3")
    assert zone("33.5,36.3", distance_m=30_000).distance_m == 30_000.0


def test_a_disputed_border_warns_at_the_door_in_every_thread() -> None:
    """No thread loses the warning of another: nothing inside switches warnings off."""
    asked = ["the border between Israel and Syria", "KOR-PRK", "33.5,36.3"] * 8

    def told(reference: str) -> bool:
        try:
            zone(reference, "10 km")
        except DisputedBorder:
            return True
        return False

    with warnings.catch_warnings():
        warnings.simplefilter("error", DisputedBorder)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(told, asked))
    assert found == [True, True, False] * 8


@pytest.mark.parametrize("bad", [0, "0 m", -1, "100 km", "200 km", math.nan, math.inf, "thin"])
def test_a_tolerance_that_does_not_fit_is_refused(bad: str | float) -> None:
    """Zero, negative, as large as the distance or larger; the message speaks of the tolerance."""
    with pytest.raises(BadDistance, match="tolerance of"):
        zone("33.5,36.3", "100 km", tolerance=bad)


def test_an_empty_or_unknown_country_is_refused() -> None:
    """`within` must name countries."""
    with pytest.raises(BadInput):
        zone("33.5,36.3", "10 km", within=())
    with pytest.raises(NotFound):
        zone("33.5,36.3", "10 km", within="Atlantis")


@pytest.mark.parametrize("point", [(math.nan, 0.0), (0.0, math.inf), (0.0, 91.0), (400.0, 0.0)])
def test_a_point_off_the_globe_is_refused(point: tuple[float, float]) -> None:
    """By `contains`, `distance_to` and `check` alike."""
    found = zone("33.5,36.3", "10 km")
    for ask in (found.contains, found.distance_to, found.distance_to_line):
        with pytest.raises(BadCoordinate):
            ask(*point)
    with pytest.raises(BadCoordinate):
        found.check(point)


def test_an_empty_geometry_is_refused() -> None:
    """Nothing has no zone."""
    with pytest.raises(BadGeometry):
        zone(shapely.GeometryCollection(), "10 km")


def test_the_shape_of_the_answer_is_that_of_the_question() -> None:
    """A number for a number, an array for an array."""
    found = zone("33.5,36.3", "10 km")
    assert found.contains(36.3, 33.5).shape == ()
    assert found.contains([[36.3, 0], [0, 36.3]], 33.5).tolist() == [[True, False], [False, True]]
    assert found.distance_to([[36.3]], [[33.5]]).tolist() == [[0.0]]
    assert found.distance_m == 10_000.0


def test_the_nearest_point_is_at_the_distance() -> None:
    """`distance_to_line` gives a foot that GeographicLib finds as far away."""
    line = shapely.from_wkt("LINESTRING (10 50, 11 50.5)")
    metres, lon, lat = zone(line, "10 km").distance_to_line([10.2, 12.0], [50.6, 50.0])
    for i, point in enumerate(((10.2, 50.6), (12.0, 50.0))):
        assert distance_m(*point, lon[i], lat[i]) == pytest.approx(metres[i], abs=1e-3)


def test_a_line_or_an_area_is_judged_by_how_much_is_inside() -> None:
    """All, part or none of it, in words and with the share."""
    found = zone("50,10", "50 km")
    assert found.check(shapely.box(9.9, 49.9, 10.1, 50.1)).verdict == "inside"
    assert found.check(shapely.box(12, 49.9, 12.1, 50.1)).verdict == "outside"
    half = found.check(shapely.from_wkt("LINESTRING (10 50, 11.3965 50)"))
    assert half.verdict == "undecided"
    assert "50%" in half.because


def test_the_zone_is_a_geojson_feature() -> None:
    """`__geo_interface__` is what geopandas and folium take."""
    found = geo.zone("33.5,36.3", "10 km")
    feature = found.__geo_interface__
    assert feature["type"] == "Feature"
    assert shapely.geometry.shape(feature["geometry"]).equals(found.area)
    assert feature["properties"]["edge_error_m"] <= 0.1


@pytest.mark.parametrize(
    ("line", "name", "country"),
    [("LBN-SYR", "Tripoli", "LBN"), ("ISR-SYR", "Palmyra", "SYR"), ("MEX-USA", "Tripoli", "USA"),
     ("LBN-SYR", "Paris", "FRA"), ("LBN-SYR", "Georgia", "GEO")],
)  # fmt: skip
def test_of_namesakes_the_one_in_the_zones_countries_is_meant(
    line: str, name: str, country: str
) -> None:
    """Asked of a zone in Syria, Palmyra is not the one in Pennsylvania; a country stays one."""
    assert zone(line, "10 km", line=line).check(name).place.country == country
