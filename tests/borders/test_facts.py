"""What the data asserts about delicate points, held against public record (facts.csv)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.borders import (
    border,
    country,
    disputed_areas,
    disputed_areas_at,
    land_of,
    unsettled_borders,
)
from geo.errors import BadCoordinate
from geo.sources import data_file, sources, table

FACTS = tuple(
    csv.DictReader((Path(__file__).parent / "facts.csv").open(encoding="utf-8", newline=""))
)


@cache
def _countries() -> gpd.GeoDataFrame:
    return gpd.read_parquet(data_file("countries.parquet"))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["name"])
def test_a_delicate_point_lies_where_public_record_has_it(fact: dict[str, str]) -> None:
    """Each point is drawn in the country of its row, or in none, and its dispute is known."""
    lon, lat = float(fact["lon"]), float(fact["lat"])
    frame = _countries()
    drawn = frame[shapely.intersects_xy(frame.geometry.values, lon, lat)].code.tolist()
    assert drawn == ([fact["country"]] if fact["country"] else []), fact["source"]
    areas = [area.key for area in disputed_areas_at(lon, lat)]
    assert (fact["area"] in areas) if fact["area"] else not areas, fact["source"]


def test_there_are_a_hundred_facts_with_a_source_each() -> None:
    """The table is not thinned out: a hundred points and more, each with its public record."""
    assert len(FACTS) >= 100
    assert all(fact["source"].strip() for fact in FACTS)
    assert len({fact["name"] for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize("area", disputed_areas(), ids=lambda area: area.key)
def test_an_area_says_truly_in_whose_outline_it_is_drawn(area) -> None:
    """`drawn_in` is what the outlines of countries say, for nine tenths of the area's land."""
    frame = _countries()
    near = frame[frame.intersects(area.geometry)]
    shares = {
        code: shapely.intersection(shape, area.geometry).area
        for code, shape in zip(near.code, near.geometry, strict=True)
    }
    if not area.drawn_in:
        assert sum(shares.values()) <= 0.1 * area.geometry.area
        return
    assert sum(shares[code] for code in area.drawn_in) >= 0.9 * sum(shares.values()) > 0


def test_disputed_areas_name_codes_sources_and_accuracy() -> None:
    """Three capitals are a country's code; the source exists; the accuracy is stated."""
    keys = {source.key for source in sources()}
    for area in disputed_areas():
        for code in (*area.claimants, *area.held_by, *area.drawn_in):
            if code.isupper() and len(code) == 3:
                assert country(code).code == code
        assert area.source in keys
        assert area.accuracy_m > 0
        assert area.note


def test_a_sentence_names_every_claimant_and_the_holder() -> None:
    """No answer about disputed land has to say a bare "X is in Y"."""
    for area in disputed_areas():
        for code in (*area.claimants, *area.held_by):
            shown = country(code).name if code.isupper() and len(code) == 3 else code
            assert shown in area.sentence
    [bir_tawil] = [area for area in disputed_areas() if area.key == "bir-tawil"]
    assert bir_tawil.sentence == "Bir Tawil is claimed by no state; it is drawn in no country here"


def test_a_point_off_the_globe_is_refused() -> None:
    """A latitude beyond the pole is an error, not an empty answer; longitude may be wrapped."""
    with pytest.raises(BadCoordinate, match="95"):
        disputed_areas_at(10.0, 95.0)
    assert disputed_areas_at(34.1 - 360.0, 44.95) == disputed_areas_at(34.1, 44.95)


def test_one_answer_about_crimea() -> None:
    """No file of the data puts a part of Crimea under another country than the outlines do."""
    [crimea] = [area for area in disputed_areas() if area.key == "crimea"]
    with data_file("admin1.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            row
            for row in csv.DictReader(stream)
            if shapely.intersects_xy(crimea.geometry, float(row["lon"]), float(row["lat"]))
        ]
    assert {row["name"] for row in rows} >= {"Crimea", "Sevastopol"}
    assert {row["country"] for row in rows} == {"UKR"}


def test_admin1_points_agree_with_the_outlines() -> None:
    """Natural Earth's areas lie in the country that they are put under, or in disputed land."""
    frame = _countries()
    by_code = dict(zip(frame.code, frame.geometry, strict=True))
    tree = shapely.STRtree(frame.geometry.values)
    wrong = []
    with data_file("admin1.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            point, code = shapely.Point(float(row["lon"]), float(row["lat"])), row["country"]
            drawn = set(frame.code.iloc[tree.query(point, predicate="intersects")]) - {code}
            near = code in by_code and shapely.dwithin(by_code[code], point, 0.03)
            # The atoll of Johnston lies in the outline of the United States, which hold it.
            if drawn and not near and not disputed_areas_at(point.x, point.y):
                wrong.append((row["name"], code))
    assert wrong == [("Johnston Atoll", "UMI")]


def test_guyanas_regions_bear_their_own_names() -> None:
    """Upper Takutu lies in the south-west, Cuyuni-Mazaruni in the west, Mahaica on the coast."""
    with data_file("admin1.csv").open(encoding="utf-8", newline="") as stream:
        at = {
            row["name"]: (float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(stream)
            if row["country"] == "GUY"
        }
    assert at["Upper Takutu-Upper Essequibo"][1] < 4.5
    assert at["Cuyuni-Mazaruni"][0] < -59.0
    assert at["Mahaica-Berbice"][1] > 5.8


DISPUTED = {
    "AFG-PAK",
    "ARM-AZE",
    "ARG-CHL",
    "AZE-GEO",
    "BLZ-GTM",
    "BTN-CHN",
    "CHN-IND",
    "CHN-PAK",
    "DJI-SOM",
    "DZA-ESH",
    "EGY-SDN",
    "ERI-ETH",
    "ESH-MAR",
    "ESP-GIB",
    "ESP-MAR",
    "ETH-SDN",
    "GEO-RUS",
    "GIN-SLE",
    "GUY-SUR",
    "GUY-VEN",
    "HRV-SRB",
    "HRV-SVN",
    "IND-NPL",
    "IND-PAK",
    "ISR-LBN",
    "ISR-PSE",
    "ISR-SYR",
    "JOR-PSE",
    "KEN-SSD",
    "KHM-THA",
    "KOR-PRK",
    "LBN-SYR",
    "MDA-UKR",
    "MWI-TZA",
    "NAM-ZAF",
    "RUS-UKR",
    "SDN-SSD",
    "SRB-XKX",
}


def test_borders_in_dispute_are_listed() -> None:
    """What anybody disputes is listed, though the line drawn may be the lawful one."""
    listed = {line.key for line in unsettled_borders()}
    assert listed >= DISPUTED
    assert not listed & {"ESP-FRA", "BLR-POL", "DEU-POL", "CAN-USA", "NOR-SWE", "KEN-UGA"}


def test_a_disputed_border_says_whose_line_is_drawn() -> None:
    """Status and note belong to the line drawn: a claim is called a claim, and whose."""
    rows = {row["key"]: row for row in table("borders.parquet", columns=("key", "status", "whose"))}
    for row in table("borders.parquet", columns=("key", "disputed", "whose", "note")):
        assert bool(row["whose"]) == bool(row["note"]) == row["disputed"], row["key"]
    assert rows["BTN-CHN"] == {"key": "BTN-CHN", "status": "claimed", "whose": "Bhutan's"}
    assert rows["KEN-SSD"]["status"] == rows["ARG-CHL"]["status"] == "claimed"
    assert rows["RUS-UKR"]["status"] == "de jure"
    found = border("Russia", "Ukraine")
    assert "disputed" in found.dispute
    assert "Ukraine's" in found.dispute
    assert not border("France", "Spain").dispute
    assert "Crimea" in found.note
    assert "Ukraine's" in found.note


def test_the_22nd_parallel_is_egypts_line() -> None:
    """Halaib lies north of the line drawn and Bir Tawil south of it, in no country."""
    line = border("Egypt", "Sudan").geometry
    assert line.bounds[1] > 21.98
    assert line.distance(shapely.Point(33.6, 22.0)) < 0.01
    assert not shapely.intersects_xy(land_of(("SDN",)), 33.75, 21.87)
    assert not shapely.intersects_xy(land_of(("EGY",)), 33.75, 21.87)
