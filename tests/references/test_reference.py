"""What a distance is counted from, in words and as any geometry, good or bad."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geodesic_oracle import Oracle, distance_m

from geo.errors import BadCoordinate, BadGeometry, BadInput, NotFound
from geo.geodesy import Polylines
from geo.references import geometry_reference, polylines, reference_line
from geo.zones import zone


def _distances(geometry: shapely.Geometry, points: list[tuple[float, float]]) -> list[float]:
    lon, lat = np.array(points).T
    return zone(geometry, "10 km").distance_to(lon, lat).tolist()


def test_a_phrase_a_key_and_a_pair_name_the_same_line() -> None:
    """However it is said, it is one line, and a border that is disputed says so."""
    found = reference_line("Israel's northern border")
    assert found.key == "ceasefire-1974"
    assert reference_line("ceasefire-1974").key == found.key
    assert reference_line(found) is found
    assert "ceasefire-1974" in reference_line("the border between Israel and Syria").dispute
    assert found.dispute == ""


def test_another_line_of_the_same_borders_can_be_asked_for() -> None:
    """`line` chooses among the lines that describe the borders meant, and refuses all others."""
    assert reference_line("Israel's northern border", line="pre-1967").key == "pre-1967"
    with pytest.raises(BadInput, match="possible"):
        reference_line("the border of Poland and Germany", line="pre-1967")
    with pytest.raises(BadInput, match="no border"):
        reference_line("33.5,36.3", line="pre-1967")
    with pytest.raises(NotFound):
        reference_line("Israel's northern border", line="no-such-line")


def test_a_point_and_a_town_are_references_too() -> None:
    """Text that names no border is a point or a place."""
    point = reference_line("33.51,36.29")
    assert (point.geometry.x, point.geometry.y) == pytest.approx((36.29, 33.51))
    assert reference_line("Damascus").status == "place"


@pytest.mark.parametrize("text", ["", "   ", "Xyzzyqwkplk"])
def test_words_that_name_nothing_are_refused(text: str) -> None:
    """No zone is drawn about nothing."""
    with pytest.raises((BadInput, NotFound)):
        reference_line(text)


@pytest.mark.parametrize("bad", [None, 3, 1.5, b"Syria", ("36.3", "33.5")])
def test_what_is_no_reference_is_refused_by_name(bad: object) -> None:
    """What is neither words nor a place nor a shape is named in one line."""
    with pytest.raises(BadInput, match="is no reference"):
        reference_line(bad)  # type: ignore[arg-type]


def test_geojson_is_a_geometry() -> None:
    """A GeoJSON geometry as dict is the same as the geometry."""
    line = {"type": "LineString", "coordinates": [[35.0, 33.0], [36.0, 33.5]]}
    assert reference_line(line).geometry.length == pytest.approx(np.hypot(1, 0.5))


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"type": "LineString"},
        {"type": "Nothing", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"coordinates": [1, 2]},
        {"type": "LineString", "coordinates": 7},
    ],
)
def test_what_is_no_geojson_geometry_is_refused(bad: dict[str, object]) -> None:
    """A dict that is something else is named as such."""
    with pytest.raises(BadGeometry):
        reference_line(bad)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Point(),
        shapely.LineString(),
        shapely.Polygon(),
        shapely.GeometryCollection(),
        shapely.MultiLineString(),
        shapely.Point(float("nan"), 0),
        shapely.LineString([(0, 0), (float("nan"), 1)]),
        shapely.LineString([(0, 0), (float("inf"), 1)]),
        shapely.LineString([(0, 0), (0, 91)]),
        shapely.LineString([(0, 0), (541, 0)]),
        shapely.Point(278_601.0, 4_295_292.0),
    ],
    ids=lambda geometry: geometry.wkt[:40],
)
def test_a_geometry_without_a_distance_is_refused(geometry: shapely.Geometry) -> None:
    """Empty, NaN, infinite and projected coordinates are refused before anything is computed."""
    with pytest.raises((BadGeometry, BadCoordinate)):
        zone(geometry, "10 km")


POINTS = [(0.5, 0.5), (2.0, 2.0), (-1.0, 0.2), (0.2, 0.21)]


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("LINESTRING Z (0 0 100, 1 1 9000)", "LINESTRING (0 0, 1 1)"),
        ("LINESTRING (0 0, 0 0, 1 1, 1 1, 1 1)", "LINESTRING (0 0, 1 1)"),
        ("LINESTRING (1 1, 1 1)", "POINT (1 1)"),
        ("MULTIPOINT ((1 1), (1 1), (2 1))", "MULTIPOINT ((1 1), (2 1))"),
        ("LINESTRING (0 0, 1 1, 0 0)", "LINESTRING (0 0, 1 1)"),
        (
            "GEOMETRYCOLLECTION (POINT (3 3), LINESTRING EMPTY, LINESTRING (0 0, 1 1))",
            "GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POINT (3 3))",
        ),
        ("POINT Z (1 1 5)", "POINT (1 1)"),
    ],
)
def test_a_clumsy_geometry_means_the_plain_one(given: str, same: str) -> None:
    """Heights, repeated vertices, zero length, there and back, and mixtures change no distance."""
    clumsy, plain = shapely.from_wkt(given), shapely.from_wkt(same)
    assert _distances(clumsy, POINTS) == pytest.approx(_distances(plain, POINTS), abs=1e-6)
    ours = zone(clumsy, "20 km")
    assert ours.area.is_valid
    assert ours.area_km2 == pytest.approx(zone(plain, "20 km").area_km2, rel=1e-5)


def test_a_bow_tie_is_both_of_its_halves() -> None:
    """A self-touching polygon is what its outline encloses, and its zone is valid."""
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert _distances(bow, [(0.8, 0.5), (0.2, 0.5)]) == [0.0, 0.0]
    assert _distances(bow, [(0.5, 0.8)])[0] > 10_000
    found = zone(bow, "5 km", tolerance=1.0)
    assert found.area.is_valid
    assert found.contains([0.8, 0.2, 0.5], [0.5, 0.5, 0.9]).tolist() == [True, True, False]


def test_inside_an_area_the_distance_is_zero_and_in_its_hole_it_is_not() -> None:
    """A polygon is solid; a hole in it is not part of it."""
    shell = shapely.box(0, 0, 3, 3)
    ring = shapely.difference(shell, shapely.box(1, 1, 2, 2))
    assert _distances(ring, [(0.5, 0.5)]) == [0.0]
    true = Oracle.of(shapely.box(1, 1, 2, 2)).distance_m(1.5, 1.4)
    assert _distances(ring, [(1.5, 1.4)])[0] == pytest.approx(true, abs=1e-3)
    assert zone(ring, "5 km").contains([1.5, 1.01, 0.5], [1.5, 1.5, 0.5]).tolist() == [
        False,
        True,
        True,
    ]


def test_the_side_of_an_area_is_a_geodesic() -> None:
    """The edge of an area bends to the geodesic: what is beyond it is outside, what is not inside.

    At 50 degrees north the geodesic over 20 degrees of longitude runs 43 km north of the parallel.
    """
    wide = shapely.box(0, 50, 20, 60)
    below, above = (10.0, 50.2), (10.0, 60.2)
    true = Oracle([([0.0, 20.0], [50.0, 50.0])]).distance_m(*below)
    assert true > 10_000
    assert _distances(wide, [below])[0] == pytest.approx(true, abs=1e-3)
    assert _distances(wide, [above]) == [0.0]
    found = zone(wide, "5 km", tolerance=5.0)
    x, y = np.array([below, above, (10.0, 55.0)]).T
    assert found.contains(x, y).tolist() == [False, True, True]
    assert shapely.contains_xy(found.area, x, y).tolist() == [False, True, True]


@pytest.mark.parametrize(
    "box",
    [
        shapely.box(179, -1, 181, 1),
        shapely.box(-181, -1, -179, 1),
        shapely.Polygon([(179, -1), (-179, -1), (-179, 1), (179, 1)]),
        shapely.union_all([shapely.box(179, -1, 180, 1), shapely.box(-180, -1, -179, 1)]),
    ],
    ids=["over 180", "under -180", "jumping", "cut"],
)
def test_an_area_over_the_antimeridian_is_the_same_however_it_is_written(
    box: shapely.Geometry,
) -> None:
    """Past 180, below -180, jumping from 179 to -179, or cut in two: one area, and its inside."""
    assert _distances(box, [(-179.5, 0.5), (179.5, 0.5), (180.0, 0.0)]) == [0.0, 0.0, 0.0]
    east = distance_m(-179.0, 0.0, -178.9, 0.0)
    assert _distances(box, [(-178.9, 0.0)])[0] == pytest.approx(east, abs=1e-3)
    found = zone(box, "5 km", tolerance=1.0)
    assert found.area.is_valid
    assert len(shapely.get_parts(found.area)) == 2
    assert found.area_km2 == pytest.approx(53_709, rel=1e-3)


def test_a_ring_round_a_pole_holds_the_pole() -> None:
    """A polygon whose outline goes round the globe is the cap, not the rest of the world."""
    cap = shapely.Polygon([(0, 70), (90, 70), (180, 70), (-90, 70)])
    assert _distances(cap, [(0.0, 90.0), (45.0, 85.0)]) == [0.0, 0.0]
    true = distance_m(0.0, 69.0, 0.0, 70.0)
    assert _distances(cap, [(0.0, 69.0)])[0] == pytest.approx(true, abs=1e-3)


def test_the_parts_of_a_reference_are_its_lines() -> None:
    """Every line, ring and point counts."""
    geometry = shapely.from_wkt(
        "GEOMETRYCOLLECTION (POINT (5 5), LINESTRING (0 0, 1 0), POLYGON ((8 8, 9 8, 9 9, 8 8)))"
    )
    lines, area = polylines(geometry_reference(geometry))
    assert isinstance(lines, Polylines)
    assert area is not None
    assert area.area == pytest.approx(0.5, rel=1e-3)
    for x, y in ((5.0, 5.0), (0.5, 0.0), (8.5, 8.0)):
        assert lines.nearest([x], [y])[0][0] < 100


@pytest.mark.parametrize("name", ["Europe", "Black Sea", "the Dnipro river", "Sahel", "Lake Chad"])
def test_nothing_is_counted_from_the_middle_of_a_sea(name: str) -> None:
    """Of a river, a sea or a continent only a point is known: no distance is counted from it."""
    with pytest.raises(NotFound, match="only a point in its middle is known"):
        reference_line(name)


@pytest.mark.parametrize(
    "name", ["Damascsu", "Rafah crossing", "Green Line", "Gaza border", "4.6", "Frankfurt Airport"]
)
def test_what_is_unknown_is_no_reference(name: str) -> None:
    """A near spelling, and a thing of a kind that no data hold, is refused like any name."""
    with pytest.raises((NotFound, BadInput)):
        reference_line(name)
