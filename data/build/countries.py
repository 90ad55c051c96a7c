"""data/countries.parquet: the land of every country, on the same vertices as its borders.

Arcs between countries are simplified once and used by both neighbours, so that shapes meet
without gaps. The territorial sea is cut off with Natural Earth's 10m land.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely
from arcs import all_arcs, simplified
from common import FULL, SEA, cached, clean_polygons, countries, parts, write_table
from natural_earth import land_tiles
from zones import BIR_TAWIL, country_polygons, zone_shape

ELSEWHERE_M = 100.0
SEAWARD_M = 200.0
"""Tolerance of the outer rim at sea, which the coast replaces anyway."""
COAST_ACCURACY_M = 1_000.0


def _zone_shapes() -> dict[str, shapely.Geometry]:
    """Country code to its polygon with territorial sea, from simplified shared arcs."""
    lines: dict[str, list[shapely.LineString]] = {}
    for (a, b), arcs in sorted(all_arcs().items()):
        sides = {a, b} - {SEA}
        tolerance = SEAWARD_M if len(sides) == 1 else 0.0 if FULL & sides else ELSEWHERE_M
        thin = [simplified(arc, tolerance) for arc in arcs]
        for code in sides:
            lines.setdefault(code, []).extend(thin)
    return {code: _area(code, found) for code, found in sorted(lines.items())}


def _area(code: str, lines: list[shapely.LineString]) -> shapely.Geometry:
    """Enclose an area by arcs; where simplified arcs cross, take the faces inside the source."""
    try:
        shape = shapely.build_area(shapely.multilinestrings(lines))
        if shape.is_valid and not shape.is_empty:
            return shape
    except shapely.GEOSException:
        pass
    faces = parts(shapely.polygonize([shapely.node(shapely.multilinestrings(lines))]), "Polygon")
    source = country_polygons()[code]
    tree = shapely.STRtree([face.representative_point() for face in faces])
    inside = sorted({int(i) for i in tree.query(source, predicate="contains")[1]})
    return shapely.union_all([faces[i] for i in inside])


def _without_lakes(polygon: shapely.Polygon, source: shapely.STRtree) -> shapely.Polygon:
    """Fill holes that are the country's own (lakes); holes that are another country stay."""
    holes = [
        ring
        for ring in polygon.interiors
        if not len(source.query(shapely.Polygon(ring).representative_point(), "within"))
    ]
    return shapely.Polygon(polygon.exterior, holes)


def _on_land(shape: shapely.Geometry, code: str) -> shapely.Geometry:
    """Cut the sea off a shape. Lakes are land."""
    tree = land_tiles()
    pieces = []
    for polygon in parts(shapely.clip_by_rect(shape, -180, -60, 180, 90), "Polygon"):
        near = tree.geometries.take(sorted(tree.query(polygon)))
        pieces += list(shapely.intersection(polygon, near))
    joined = parts(shapely.union_all(pieces, grid_size=1e-6), "Polygon")
    source = shapely.STRtree(country_polygons()[code])
    return shapely.union_all([_without_lakes(p, source) for p in joined])


def _unclaimed() -> shapely.Geometry:
    """Bir Tawil: land of the zone of Cairo south of 22°N, in no country's outline."""
    return shapely.intersection(zone_shape("Africa/Cairo"), BIR_TAWIL)


def _build() -> dict[str, shapely.MultiPolygon]:
    found = {}
    for code, shape in _zone_shapes().items():
        claimed = shapely.difference(shape, _unclaimed()) if code == "SDN" else shape
        dry = clean_polygons(_on_land(claimed, code))
        found[code] = clean_polygons(shape) if dry.is_empty else dry
    return found


def country_land() -> dict[str, shapely.MultiPolygon]:
    """Country code to its land. A country with no land at 10m keeps its territorial waters."""
    return cached("country_land", _build)


def build() -> None:
    """Write the file."""
    names = countries()
    rows = [
        {
            "code": code,
            "name": names[code]["name"],
            "source": "osm-timezones",
            "accuracy_m": COAST_ACCURACY_M,
            "geometry": shape,
        }
        for code, shape in sorted(country_land().items())
    ]
    write_table(
        gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry"), "countries.parquet", row_group=8
    )


if __name__ == "__main__":
    build()
