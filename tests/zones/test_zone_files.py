"""Zones to files and back: nothing is lost, nothing is left half written."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pytest
import shapely

from geo.errors import BadData, BadGeometry, BadInput
from geo.gazetteer import places
from geo.geodesy import area_km2
from geo.zones import Zone, frame, read_reference, read_zone, write_whole, write_zone, zone
from geo.zones.zone_files import FORMATS, features

pytestmark = pytest.mark.filterwarnings("ignore::geo.errors.DisputedBorder")


@pytest.fixture(scope="module")
def seeds_zone() -> Zone:
    return zone("Israel's northern border", "100 km", within="Syria")


def _read(path: Path) -> geopandas.GeoDataFrame:
    return geopandas.read_parquet(path) if path.suffix == ".parquet" else geopandas.read_file(path)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_holds_the_zone(ending: str, seeds_zone: Zone, tmp_path: Path) -> None:
    """Every format is read back by geopandas with the same area, roles, source and licence."""
    target = tmp_path / "deeper" / f"zone{ending}"
    damascus = places("Damascus", limit=1)[0]
    assert write_zone(seeds_zone, target, places=[damascus]) == target
    table = _read(target)
    assert table.crs.to_epsg() == 4326
    roles = ["zone", "inner", "outer", *["reference"] * len(seeds_zone.line.parts), "place"]
    assert table["role"].tolist() == roles
    drawn = table.geometry.iloc[0]
    assert drawn.is_valid
    assert area_km2(drawn) == pytest.approx(seeds_zone.area_km2, rel=1e-6)
    assert area_km2(table.geometry.iloc[2]) == pytest.approx(area_km2(seeds_zone.outer), rel=1e-6)
    assert table["source"].str.len().min() > 0
    assert table["licence"].str.len().min() > 0
    assert (table["line"].iloc[:-1] == "ceasefire-1974").all()
    assert table["distance_m"].iloc[0] == 100_000
    assert 0 < table["edge_error_m"].iloc[0] <= 0.1
    # GeoJSON and GeoParquet have lists; GeoPackage and KML have texts.
    lists = target.suffix in (".geojson", ".json", ".parquet")
    assert list(table["within"].iloc[0]) == (["SYR"] if lists else list("SYR"))
    # The temporary file is gone.
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_coordinates_are_kept_to_a_tenth_of_a_millimetre(seeds_zone: Zone, tmp_path: Path) -> None:
    """Rounding in GeoJSON does not show beside a tolerance of a centimetre."""
    written = _read(write_zone(seeds_zone, tmp_path / "zone.geojson")).geometry.iloc[0]
    assert shapely.hausdorff_distance(written, seeds_zone.area) < 1e-9


def test_a_file_is_plain_geojson(seeds_zone: Zone, tmp_path: Path) -> None:
    """No NaN, longitude first, and what `features` gives."""
    text = write_zone(seeds_zone, tmp_path / "zone.json").read_text(encoding="utf-8")
    data = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert data["type"] == "FeatureCollection"
    assert len(data["features"]) == len(features(seeds_zone)["features"]) == len(frame(seeds_zone))


def test_a_zone_that_is_read_again_answers_the_same(seeds_zone: Zone, tmp_path: Path) -> None:
    """The same verdicts, margins, uncertainty and lines; the same area and points inside."""
    again = read_zone(write_zone(seeds_zone, tmp_path / "zone.geojson"))
    assert again.within == seeds_zone.within
    assert again.distance_m == seeds_zone.distance_m
    assert again.line.key == seeds_zone.line.key
    assert again.line.accuracy_m == seeds_zone.line.accuracy_m
    assert again.line.sources == seeds_zone.line.sources
    assert again.area_km2 == pytest.approx(seeds_zone.area_km2, rel=1e-6)
    for point in ((36.29128, 33.5102), (36.73861, 33.80709), (36.65729, 33.96921), (35.5, 33.9)):
        ours, theirs = seeds_zone.check(point), again.check(point)
        assert ours.verdict == theirs.verdict
        assert ours.because == theirs.because
        assert ours.margin_m == pytest.approx(theirs.margin_m, abs=1e-3)
        assert ours.uncertainty_m == theirs.uncertainty_m
        assert set(ours.by_line) == set(theirs.by_line)


def test_a_zone_of_a_chosen_line_stays_chosen(tmp_path: Path) -> None:
    """Whoever had named the line need not name it again."""
    chosen = zone("Israel's northern border", "100 km", line="bravo-1974")
    again = read_zone(write_zone(chosen, tmp_path / "zone.geojson"))
    assert again.line_chosen
    assert again.check((36.73861, 33.80709)).verdict == "inside"


def test_a_zone_of_a_geometry_can_be_read_again(tmp_path: Path) -> None:
    """Points, lines and areas over the antimeridian, without any named line."""
    geometry = shapely.from_wkt(
        "GEOMETRYCOLLECTION (POINT (178 -17), LINESTRING (179 -16, -179 -16.5), "
        "POLYGON ((177 -19, 177.5 -19, 177.2 -18.6, 177 -19)))"
    )
    found = zone(geometry, "20 km", tolerance=0.5)
    again = read_zone(write_zone(found, tmp_path / "zone.geojson"))
    assert again.tolerance_m == 0.5
    assert again.full_area.symmetric_difference(found.full_area).area < 1e-6
    lon, lat = [177.2, 180.0, -178.9, 0.0], [-18.9, -16.2, -16.5, 0.0]
    assert again.contains(lon, lat).tolist() == found.contains(lon, lat).tolist()


def test_several_zones_in_one_file(tmp_path: Path) -> None:
    """Each is there with its reference, and the first is the one that is read."""
    first, second = zone("33.5,36.3", "10 km"), zone("34,37", "5 km")
    target = write_zone([first, second], tmp_path / "zones.geojson")
    assert _read(target)["role"].tolist().count("zone") == 2
    again = read_zone(target)
    assert again.distance_m == 10_000
    assert again.contains([36.3, 37.0], [33.5, 34.0]).tolist() == [True, False]


@pytest.mark.parametrize("name", ["zone.shp", "zone", "zone.doc", ".geojson/"])
def test_an_unknown_ending_is_refused(name: str, tmp_path: Path) -> None:
    """The message names the endings that are known; nothing is written."""
    with pytest.raises(BadInput, match=r"\.geojson.*\.kml"):
        write_zone(zone("33.5,36.3", "1 km"), tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", FORMATS)
def test_a_target_that_cannot_be_written_leaves_nothing_behind(ending: str, tmp_path: Path) -> None:
    """A folder in the place of the file, and a file in the place of its folder."""
    found = zone("33.5,36.3", "1 km")
    taken = tmp_path / f"zone{ending}"
    taken.mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    for target in (taken, tmp_path / "file" / f"zone{ending}"):
        with pytest.raises(BadData, match="cannot write"):
            write_zone(found, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", taken.name]
    assert not list(taken.iterdir())
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_what_was_there_stays_if_writing_fails(tmp_path: Path) -> None:
    """A file is replaced when the new one is whole, and not before."""
    target = tmp_path / "zone.geojson"
    target.write_text("old", encoding="utf-8")

    def fail_half_way(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(BadData, match="No space left"):
        write_whole(target, fail_half_way)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["zone.geojson"]


POINT = {"type": "Point", "coordinates": [36.3, 33.5]}


@pytest.mark.parametrize(
    "data",
    [
        POINT,
        {"type": "Feature", "properties": None, "geometry": POINT},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": POINT}]},
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": None},
                {"type": "Feature", "properties": {}, "geometry": POINT},
            ],
        },
    ],
    ids=["geometry", "feature", "collection", "with an empty feature"],
)
def test_any_geojson_can_be_a_reference(data: dict[str, object], tmp_path: Path) -> None:
    """A geometry, a feature or a collection of them."""
    path = tmp_path / "line.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = read_reference(path)
    assert found.name == "line.geojson"
    assert float(zone(found, "1 km").distance_to(36.3, 33.5)) < 1e-6


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '"text"',
        '{"type": "FeatureCollection", "features": [7]}',
        '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}',
        '{"type": "Feature", "geometry": {"type": "Point"}}',
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": ["a", "b"]}}',
        '{"type": "Sphere"}',
    ],
)
def test_what_is_no_geojson_is_refused(text: str, tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "line.geojson"
    path.write_text(text, encoding="utf-8")
    for read in (read_reference, read_zone):
        with pytest.raises(BadData, match=r"line\.geojson"):
            read(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    """Missing, a folder, and binary."""
    (tmp_path / "binary.geojson").write_bytes(b"\xff\xfe\x00\x80")
    for name in ("missing.geojson", "binary.geojson", "."):
        with pytest.raises(BadData):
            read_reference(tmp_path / name)


def test_an_empty_or_projected_reference_is_refused(tmp_path: Path) -> None:
    """A file without a vertex, and one that is not in degrees."""
    path = tmp_path / "line.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(BadGeometry):
        read_reference(path)
    path.write_text('{"type": "Point", "coordinates": [278601, 4295292]}', encoding="utf-8")
    with pytest.raises(BadGeometry, match="4326"):
        read_reference(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [("distance_m", None), ("distance_m", "far"), ("within", 7), ("tolerance_m", "thin")],
)
def test_a_zone_file_that_was_damaged_is_refused(name: str, value: object, tmp_path: Path) -> None:
    """What the zone stands on must be in the file."""
    data = features(zone("33.5,36.3", "1 km"))
    for feature in data["features"]:
        feature["properties"][name] = value
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BadData):
        read_zone(path)


def test_a_file_without_a_zone_is_refused(tmp_path: Path) -> None:
    """The message says how to write one."""
    path = tmp_path / "line.geojson"
    path.write_text(json.dumps(POINT), encoding="utf-8")
    with pytest.raises(BadData, match="geo zone"):
        read_zone(path)
