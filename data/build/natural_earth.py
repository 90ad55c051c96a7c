"""Readers for the Natural Earth layers that Debian and npm packages carry.

libmagics++-data has boundary lines with both sides named, land, rivers and towns;
libgnudatalanguage0 has lakes and admin-1 areas.
"""

from __future__ import annotations

import functools
import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from common import parts

MAGICS = Path("/usr/share/magics")
GDL = Path("/usr/share/gnudatalanguage/resource/maps")

CASPIAN = shapely.Point(51.0, 42.0)

CODES = {
    "SDS": "SSD",
    "PSX": "PSE",
    "SAH": "ESH",
    "KOS": "XKX",
    "SOL": "SOM",
    "CYN": "CYP",
    "CNM": "CYP",
    "KAB": "KAZ",
    "KAS": "IND",
    "ALD": "ALA",
}
"""Natural Earth's own country codes to ISO alpha-3."""


def read_layer(path: Path, encoding: str | None = None) -> gpd.GeoDataFrame:
    """One shapefile, without the winding-order warnings that these files provoke."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return gpd.read_file(path, encoding=encoding) if encoding else gpd.read_file(path)


@functools.cache
def boundaries() -> gpd.GeoDataFrame:
    """10m land boundary lines with columns a, b (alpha-3, sorted), featurecla, name, geometry."""
    frame = read_layer(MAGICS / "10m" / "ne_10m_admin_0_boundary_lines_land.shp")
    sides = frame[["adm0_a3_l", "adm0_a3_r"]].fillna("").map(lambda c: CODES.get(c, c))
    frame["a"] = sides.min(axis=1)
    frame["b"] = sides.max(axis=1)
    return frame


def boundary_lines(pair: set[str]) -> list[shapely.Geometry]:
    """Natural Earth's lines between two countries."""
    frame = boundaries()
    low, high = sorted(pair)
    return list(frame[(frame.a == low) & (frame.b == high)].geometry)


@functools.cache
def land(scale: str = "10m") -> list[shapely.Polygon]:
    """Land polygons, valid, one scale of 10m, 50m, 110m. The 10m land has holes for lakes."""
    frame = read_layer(MAGICS / scale / f"ne_{scale}_land.shp")
    return parts(shapely.union_all(shapely.make_valid(frame.geometry.values)), "Polygon")


@functools.cache
def lakes() -> list[shapely.Polygon]:
    """10m lakes without the Caspian Sea, which has a coast like any sea."""
    frame = read_layer(GDL / "high" / "ne_10m_lakes.shp")
    fixed = shapely.make_valid(frame.geometry.values)
    found = [p for g in fixed for p in parts(g, "Polygon")]
    return [p for p in found if not p.contains(CASPIAN)]


@functools.cache
def land_tiles(step: float = 2.0) -> shapely.STRtree:
    """Land and lakes at 10m, cut into small squares so that tests against them are quick."""
    found: list[Any] = []
    for polygon in land() + lakes():
        xmin, ymin, xmax, ymax = polygon.bounds
        if xmax - xmin <= step and ymax - ymin <= step:
            found.append(polygon)
            continue
        for x in np.arange(np.floor(xmin / step) * step, xmax, step):
            strip = shapely.clip_by_rect(polygon, x, ymin, x + step, ymax)
            if strip.is_empty:
                continue
            for y in np.arange(np.floor(ymin / step) * step, ymax, step):
                tile = shapely.clip_by_rect(strip, x, y, x + step, y + step)
                found += [
                    p
                    for p in shapely.get_parts(shapely.make_valid(tile))
                    if p.geom_type == "Polygon"
                ]
    for tile in found:
        shapely.prepare(tile)
    return shapely.STRtree(found)


def on_land(xy: np.ndarray) -> np.ndarray:
    """Which of the lon, lat rows lie on Natural Earth's 10m land."""
    inside = np.zeros(len(xy), dtype=bool)
    hits = land_tiles().query(shapely.points(xy), predicate="intersects")[0]
    inside[np.unique(hits)] = True
    return inside


RENAMED = {
    ("GY", "Mahaica-Berbice"): "East Berbice-Corentyne",
    ("GY", "Pomeroon-Supenaam"): "Cuyuni-Mazaruni",
    ("GY", "Cuyuni-Mazaruni"): "Pomeroon-Supenaam",
    ("GY", "Upper Demerara-Berbice"): "Upper Takutu-Upper Essequibo",
    ("GY", "Upper Takutu-Upper Essequibo"): "Upper Demerara-Berbice",
    ("GY", "Demerara-Mahaica"): "Essequibo Islands-West Demerara",
    ("GY", "East Berbice-Corentyne"): "Demerara-Mahaica",
    ("GY", "Essequibo Islands-West Demerara"): "Mahaica-Berbice",
}
"""Names that this edition has on the wrong areas: Lethem lies in Upper Takutu, Bartica in
Cuyuni-Mazaruni, Linden in Upper Demerara (Guyana's Local Government Act, regions 2 to 10)."""


@functools.cache
def admin1_all() -> gpd.GeoDataFrame:
    """10m admin-1 areas: iso_a2 ("-1" for land without a code), name, scalerank, geometry (valid).

    The text is UTF-8.
    """
    frame = read_layer(GDL / "high" / "ne_10m_admin_1_states_provinces.shp", "utf-8")
    frame["geometry"] = shapely.make_valid(frame.geometry.values)
    pairs = zip(frame.iso_a2, frame.name, strict=True)
    frame["name"] = [RENAMED.get((code, name), name) for code, name in pairs]
    return frame[frame.name.notna()]


def admin1() -> gpd.GeoDataFrame:
    """10m admin-1 areas of countries with a code."""
    frame = admin1_all()
    return frame[frame.iso_a2 != "-1"]
