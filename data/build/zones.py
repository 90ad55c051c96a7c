"""Country shapes at OpenStreetMap precision, dissolved from time-zone shapes.

The time-zone polygons of `timezonefinder-data` follow OSM's administrative lines and share their
vertices. A zone belongs to the country that `zone.tab` of `tzdata` names. Where two zones overlap
(a dispute), one country is given the overlap; `OVERLAPS` says which, and why.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely
import tzdata
from common import SEA, alpha3, cached, parts
from natural_earth import boundary_lines
from osm_2017 import shape_2017
from shapely.ops import split
from timezonefinder import TimezoneFinder

OVERLAPS: list[tuple[str, str, str]] = [
    # loser, winner, reason
    ("ISR", "PSE", "Asia/Jerusalem also covers most of the West Bank; the West Bank is PSE"),
    ("RUS", "GEO", "Europe/Moscow also covers Abkhazia; de jure Georgia"),
    ("SSD", "SDN", "Abyei and Kafia Kingi are claimed by both; held by Sudan"),
    ("NPL", "IND", "Kalapani is claimed by both; held by India"),
    ("CHN", "BTN", "two valleys and Doklam are claimed by both"),
    ("CHN", "PRK", "islands of the Tumen"),
    ("BEN", "BFA", "Kourou-Koualou is neutral"),
    ("CHL", "ARG", "Southern Patagonian Ice Field, not demarcated"),
    ("BRA", "BOL", "Isla Suarez, held by Bolivia"),
    ("MAF", "SXM", "Oyster Pond"),
    ("HRV", "SRB", "east-bank pockets of the Danube, held by Serbia"),
    ("DEU", "LUX", "the Moselle, Sauer and Our are a condominium"),
    ("DEU", "NLD", "Ems-Dollart estuary"),
    ("HRV", "SVN", "Bay of Piran"),
    ("FRA", "ITA", "summits of Mont Blanc"),
]
SKIPPED_ZONES = frozenset({"Asia/Urumqi"})
"""Lies inside Asia/Shanghai; counting it twice would erase China's western border."""

PRISTINA = shapely.Point(21.166, 42.663)
GUANTANAMO_BASE = shapely.Point(-75.13, 19.92)
"""In the naval base, whose zone is America/New_York. Cuba's land, leased in 1903."""
BIR_TAWIL = shapely.box(33.0, 21.6, 34.1, 22.0)
"""The land south of 22°N that the zone of Cairo has and that Egypt does not claim. As a border it
lies on the Sudanese side, so that the line is the 22nd parallel; as land it is nobody's."""
JERUSALEM = shapely.box(35.14, 31.70, 35.28, 31.89)
GHAJAR = shapely.box(35.615, 33.270, 35.630, 33.282)
MOVED_2017: list[tuple[str, str, shapely.Polygon, str]] = [
    # loser, winner, where, reason
    ("ISR", "PSE", JERUSALEM, "East Jerusalem: the 1949 line, where Asia/Jerusalem is the zone"),
    ("ISR", "LBN", GHAJAR, "the Blue Line of 2000 runs through the village of Ghajar"),
]
"""Land that the time zones give to one side and OSM of 2017 to both."""


def zone_countries() -> dict[str, str]:
    """Zone name to ISO alpha-3 code, read from tzdata's zone.tab."""
    table = Path(tzdata.__file__).parent / "zoneinfo" / "zone.tab"
    rows = [
        line.split("\t")
        for line in table.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[2]: alpha3(row[0]) for row in rows}


def _zone_polygons(finder: TimezoneFinder, name: str) -> list[shapely.Polygon]:
    found = []
    for rings in finder.get_geometry(tz_name=name, coords_as_pairs=False):
        arrays = [np.asarray(ring).T for ring in rings]
        found.append(shapely.Polygon(arrays[0], arrays[1:]))
    return found


def zone_shape(name: str) -> shapely.Geometry:
    """One time zone as the source draws it, overlaps and territorial sea included."""
    return cached(
        f"zone-{name.replace('/', '-')}",
        lambda: shapely.union_all(_zone_polygons(TimezoneFinder(), name)),
    )


def _owner(name: str, polygon: shapely.Polygon, table: dict[str, str]) -> str:
    if name.startswith("Etc/") or table[name] == "ATA":
        return SEA
    if polygon.contains(GUANTANAMO_BASE):
        return "CUB"
    if name == "Asia/Bangkok" and polygon.contains(shapely.Point(105.85, 21.03)):
        return "VNM"  # Hanoi: northern Vietnam keeps Bangkok time in the database
    if name == "Asia/Bangkok" and polygon.bounds[0] > 107:
        return "VNM"
    return table[name]


def _subtract(
    polygons: list[shapely.Polygon], others: list[shapely.Polygon]
) -> list[shapely.Polygon]:
    tree = shapely.STRtree(others)
    result: list[shapely.Polygon] = []
    for polygon in polygons:
        near = [others[i] for i in sorted(tree.query(polygon))]
        left = polygon
        for other in near:
            left = shapely.difference(left, other)
        result += parts(left, "Polygon") if near else [polygon]
    return result


def _split_kosovo(
    serbia: list[shapely.Polygon],
) -> tuple[list[shapely.Polygon], list[shapely.Polygon]]:
    """Cut Serbia's zone along Natural Earth's Serbia-Kosovo line, ends tied to OSM vertices."""
    whole = max(serbia, key=lambda p: p.area)
    line = shapely.line_merge(shapely.union_all(boundary_lines({"SRB", "XKX"})))
    inside = max(
        parts(shapely.intersection(line, whole.buffer(-0.005)), "LineString"),
        key=lambda g: g.length,
    )
    rim = shapely.points(shapely.get_coordinates(whole.exterior))
    ends = []
    for end in (inside.coords[0], inside.coords[-1]):
        nearest = rim[int(np.argmin(shapely.distance(rim, shapely.Point(end))))]
        ends.append((nearest.x, nearest.y))
    cut = shapely.LineString([ends[0], *np.round(inside.coords, 6).tolist(), ends[1]])
    pieces = list(split(whole, cut).geoms)
    kosovo = [g for g in pieces if g.contains(PRISTINA)]
    rest = [g for g in pieces if not g.contains(PRISTINA)]
    return [p for p in serbia if p is not whole] + rest, kosovo


def _fill_danube(shapes: dict[str, list[shapely.Polygon]]) -> None:
    """Give the pockets that neither Croatia nor Serbia draws (Gornja Siga) to Croatia."""
    window = shapely.box(18.7, 45.4, 19.1, 46.0)
    near = [
        shapely.intersection(p, window)
        for c in ("HRV", "SRB", "HUN")
        for p in shapes[c]
        if p.intersects(window)
    ]
    holes = [h for p in parts(shapely.union_all(near), "Polygon") for h in p.interiors]
    pockets = [shapely.Polygon(h) for h in holes]
    whole = shapely.union_all([*shapes["HRV"], *pockets])
    shapes["HRV"] = parts(whole, "Polygon")


def _move(
    shapes: dict[str, list[shapely.Polygon]], loser: str, winner: str, piece: shapely.Geometry
) -> None:
    """Give a piece of one country to another; both keep shared vertices on the micro-degree."""
    largest = max(parts(piece, "Polygon"), key=lambda p: p.area)
    for code, join in ((loser, shapely.difference), (winner, shapely.union)):
        whole = shapely.union_all(shapes[code], grid_size=1e-6)
        shapes[code] = parts(join(whole, largest, grid_size=1e-6), "Polygon")


def _reconcile(shapes: dict[str, list[shapely.Polygon]]) -> None:
    """Move the land of `MOVED_2017` and Bir Tawil."""
    for loser, winner, window, _ in MOVED_2017:
        held = shapely.intersection(shapely.union_all(shapes[loser]), window)
        piece = shapely.intersection(held, shape_2017(winner), grid_size=1e-6)
        _move(shapes, loser, winner, piece)
    egypt = shapely.union_all(shapes["EGY"])
    _move(shapes, "EGY", "SDN", shapely.intersection(egypt, BIR_TAWIL, grid_size=1e-6))


def _build() -> dict[str, list[shapely.Polygon]]:
    finder = TimezoneFinder()
    table = zone_countries()
    shapes: dict[str, list[shapely.Polygon]] = {}
    for name in finder.timezone_names:
        if name in SKIPPED_ZONES:
            continue
        for polygon in _zone_polygons(finder, name):
            shapes.setdefault(_owner(name, polygon, table), []).append(polygon)
    for loser, winner, _ in OVERLAPS:
        shapes[loser] = _subtract(shapes[loser], shapes[winner])
    _fill_danube(shapes)
    _reconcile(shapes)
    shapes["SRB"], shapes["XKX"] = _split_kosovo(shapes["SRB"])
    return {code: shapes[code] for code in sorted(shapes)}


def country_polygons() -> dict[str, list[shapely.Polygon]]:
    """Country code (SEA for none) to its zone polygons, with territorial sea, overlaps resolved."""
    return cached("country_polygons", _build)
