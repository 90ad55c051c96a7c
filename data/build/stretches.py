"""data/stretches.parquet: lines with a name of their own, each cut to the stretch that it means.

A stretch is a part of a border that `borders.parquet` holds, or the edge of a disputed area. Where
it begins and ends is typed in from public record; `tests/borders/stretches.csv` holds its length
and two points against that record.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops
from borders import cut_to_land
from common import DATA, length_m, ordered_lines, parts, snap, write_table
from pyproj import CRS, Transformer
from stretch_facts import FACTS, Ends
from zones import zone_shape

Made = tuple[str, str, str, float, shapely.Geometry]
"""Pair (may be empty), status, source, accuracy in metres, geometry."""

DMZ_M = 2_000.0
"""Korean Armistice Agreement (1953), article I, paragraph 1."""
NEAR_DEG = 0.02
"""How far a coarse area's edge may lie from the border that it should share."""


@functools.cache
def _rows() -> dict[str, Any]:
    frame = gpd.read_parquet(DATA / "borders.parquet")
    return {row.key: row for row in frame.itertuples()}


def _made(key: str, geometry: shapely.Geometry) -> Made:
    row = _rows()[key]
    return key, row.status, row.source, row.accuracy_m, geometry


def _whole(key: str) -> Callable[[], list[Made]]:
    return lambda: [_made(key, _rows()[key].geometry)]


def _line(key: str) -> shapely.LineString:
    merged = shapely.line_merge(_rows()[key].geometry)
    return max(parts(merged, "LineString"), key=length_m)


def _between(
    key: str, start: tuple[float, float] | None, end: tuple[float, float] | None
) -> Callable[[], list[Made]]:
    """The border from the point of it nearest to `start` to that nearest to `end`."""

    def make() -> list[Made]:
        line = _line(key)
        first = shapely.Point(start) if start else shapely.Point(line.coords[0])
        last = shapely.Point(end) if end else shapely.Point(line.coords[-1])
        at = sorted((line.project(first), line.project(last)))
        return [_made(key, shapely.ops.substring(line, *at))]

    return make


def _part_at(
    key: str,
    lon: float,
    lat: float,
    start: tuple[float, float] | None = None,
    end: tuple[float, float] | None = None,
) -> Callable[[], list[Made]]:
    """The part of a border nearest to a point, cut at two shores if they are given."""

    def make() -> list[Made]:
        found = parts(shapely.line_merge(_rows()[key].geometry), "LineString")
        line = min(found, key=lambda g: g.distance(shapely.Point(lon, lat)))
        if start and end:
            at = sorted(line.project(shapely.Point(xy)) for xy in (start, end))
            line = shapely.ops.substring(line, *at)
        return [_made(key, line)]

    return make


def _within(
    key: str, west: float, south: float, east: float, north: float
) -> Callable[[], list[Made]]:
    """The border's parts in a window."""
    return lambda: [
        _made(key, shapely.clip_by_rect(_rows()[key].geometry, west, south, east, north))
    ]


def _along(
    key: str, area: Callable[[], shapely.Geometry], *, accuracy_m: float = 0.0
) -> Callable[[], list[Made]]:
    """The part of a border that an area reaches, from its first to its last point there."""

    def make() -> list[Made]:
        line = _line(key)
        reach = shapely.intersection(line, area().buffer(NEAR_DEG))
        at = [line.project(shapely.Point(xy)) for xy in shapely.get_coordinates(reach)]
        made = _made(key, shapely.ops.substring(line, min(at), max(at)))
        return [(*made[:3], max(made[3], accuracy_m), made[4])]

    return make


def _together(*makers: Callable[[], list[Made]]) -> Callable[[], list[Made]]:
    return lambda: [made for maker in makers for made in maker()]


@functools.cache
def _area(key: str) -> shapely.Geometry:
    frame = gpd.read_parquet(DATA / "disputed_areas.parquet").set_index("key")
    return frame.geometry[key]


def _shared_zone_edge(a: str, b: str, gap_m: float) -> shapely.Geometry:
    """The line on land that two time zones of one country share."""
    edge = shapely.intersection(zone_shape(a).boundary, zone_shape(b).boundary)
    lines = parts(shapely.line_merge(edge), "LineString")
    return shapely.multilinestrings([p for g in lines for p in cut_to_land(g, gap_m)])


def _cyprus() -> list[Made]:
    """The Turkish forces' ceasefire line, where the zones of Famagusta and Nicosia meet."""
    line = _shared_zone_edge("Asia/Famagusta", "Asia/Nicosia", 20_000.0)
    return [("", "ceasefire", "osm-timezones", 250.0, line)]


def _crimea() -> list[Made]:
    edge = shapely.intersection(zone_shape("Europe/Simferopol").boundary, zone_shape("Europe/Kyiv"))
    merged = parts(shapely.line_merge(edge), "LineString")
    lines = [p for g in merged for p in cut_to_land(g, 30_000.0)]
    north = [g for g in lines if g.bounds[3] > 45.7]
    return [("", "de jure", "osm-timezones", 250.0, shapely.multilinestrings(north))]


def _abkhazia_inner() -> list[Made]:
    """The edge of the overlap of Georgia's and Moscow's zones inside Georgia."""
    georgia = zone_shape("Asia/Tbilisi")
    window = shapely.box(40.0, 42.0, 43.5, 43.7)
    edge = shapely.clip_by_rect(zone_shape("Europe/Moscow").boundary, *window.bounds)
    rim = shapely.clip_by_rect(georgia.boundary, *window.bounds).buffer(1e-4)
    edge = shapely.intersection(shapely.difference(edge, rim), georgia)
    lines = [p for g in parts(shapely.line_merge(edge), "LineString") for p in cut_to_land(g)]
    inner = max(lines, key=length_m)
    return [("", "de facto", "osm-timezones", 250.0, inner)]


def _transnistria_inner() -> list[Made]:
    border = _rows()["MDA-UKR"].geometry.buffer(NEAR_DEG)
    edge = shapely.difference(_area("transnistria").boundary, border)
    lines = [g for g in parts(shapely.line_merge(edge), "LineString") if length_m(g) > 3_000]
    return [("", "de facto", "natural-earth-admin1", 3_000.0, shapely.multilinestrings(lines))]


def _dmz(side: int) -> Callable[[], list[Made]]:
    """A limit of the Korean DMZ: 2 km from the Military Demarcation Line, on one side of it."""

    def make() -> list[Made]:
        line = _line("KOR-PRK")
        lon, lat = line.interpolate(0.5, normalized=True).coords[0]
        local = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84")
        there = Transformer.from_crs("OGC:CRS84", local, always_xy=True)
        flat = shapely.transform(line, lambda xy: np.column_stack(there.transform(*xy.T)))
        band = flat.buffer(DMZ_M, quad_segs=32, cap_style="flat")
        ends = shapely.MultiPoint([flat.coords[0], flat.coords[-1]]).buffer(DMZ_M + 1.0)
        edges = parts(shapely.line_merge(band.exterior.difference(ends)), "LineString")
        two = sorted(sorted(edges, key=lambda g: g.length)[-2:], key=lambda g: g.centroid.y)
        back = shapely.transform(
            two[side].simplify(5.0),
            lambda xy: np.column_stack(there.transform(*xy.T, direction="INVERSE")),
        )
        _, _, source, accuracy_m, _ = _made("KOR-PRK", line)
        return [("KOR-PRK", "ceasefire", source, accuracy_m + 500.0, back)]

    return make


NJ9842 = (77.0089, 35.0083)
"""35°00'30"N 77°00'32"E, the last point of the Line of Control (Suchetgarh agreement, 1972)."""
LOC_START = (74.36, 32.80)
"""Near Manawar, where the Line of Control leaves the border of Punjab and Jammu."""
RAVI = (75.33, 32.33)
"""Where the border of Jammu with Pakistan's Punjab ends, at the Ravi."""
GYA = (78.40, 32.53)
"""Where Ladakh, Himachal Pradesh and Tibet meet: the western sector's end."""
LIPULEKH = (81.03, 30.20)
BHUTAN_EAST = (91.66, 27.80)

_SECTORS = {
    "lac-western": _between("CHN-IND", (77.82, 35.51), GYA),
    "lac-middle": _between("CHN-IND", GYA, LIPULEKH),
    "lac-sikkim": _within("CHN-IND", 87.9, 26.9, 89.4, 28.4),
    "mcmahon-line": _within("CHN-IND", 91.4, 27.0, 97.8, 29.6),
}


MEASURED_M = {
    "line-of-control": 2_700.0,
    "actual-ground-position-line": 300.0,
    "working-boundary": 750.0,
    "lac-western": 200.0,
    "mcmahon-line": 2_600.0,
    "line-of-actual-control": 2_600.0,
    "military-demarcation-line": 1_000.0,
    "dmz-northern-limit": 1_000.0,
    "dmz-southern-limit": 1_000.0,
}
"""By how much the line of 2026 deviates from OpenStreetMap's of 2017 (`osm_2017.py`), 95th
percentile, where that is more than the border states. Largest: 10.1 km on the McMahon Line, 6.6 km
on the Line of Control, 4.2 km in the western sector."""


MAKERS: dict[str, Callable[[], list[Made]]] = {
    "line-of-control": _between("IND-PAK", LOC_START, NJ9842),
    "actual-ground-position-line": _between("IND-PAK", NJ9842, (76.95, 35.70)),
    "working-boundary": _between("IND-PAK", RAVI, LOC_START),
    "radcliffe-line": _together(_between("IND-PAK", (68.15, 23.70), RAVI), _whole("BGD-IND")),
    "line-of-actual-control": _together(*_SECTORS.values()),
    **_SECTORS,
    "military-demarcation-line": _whole("KOR-PRK"),
    "dmz-northern-limit": _dmz(1),
    "dmz-southern-limit": _dmz(0),
    "durand-line": _whole("AFG-PAK"),
    "oder-neisse-line": _whole("DEU-POL"),
    "forty-ninth-parallel": _between("CAN-USA", (-123.035, 49.002), (-95.153, 49.0)),
    "cyprus-green-line": _cyprus,
    "green-line-1949": _within("ISR-PSE", 34.8, 31.2, 35.7, 32.7),
    "gaza-israel": _within("ISR-PSE", 34.1, 31.1, 34.7, 31.7),
    "gaza-egypt": _whole("EGY-PSE"),
    "west-bank-jordan": _whole("JOR-PSE"),
    "kaliningrad-poland": _whole("POL-RUS"),
    "kaliningrad-lithuania": _whole("LTU-RUS"),
    "ceuta-morocco": _part_at("ESP-MAR", -5.36, 35.89, (-5.3437, 35.8713), (-5.388, 35.9155)),
    "melilla-morocco": _part_at("ESP-MAR", -2.96, 35.29),
    "nakhchivan-armenia": _part_at("ARM-AZE", 45.75, 39.40),
    "nakhchivan-iran": _part_at("AZE-IRN", 45.6, 38.95),
    "nakhchivan-turkey": _whole("AZE-TUR"),
    "northern-ireland-ireland": _whole("GBR-IRL"),
    "crimea-kherson": _crimea,
    "abkhazia-georgia": _abkhazia_inner,
    "abkhazia-russia": _along("GEO-RUS", lambda: _area("abkhazia")),
    "transnistria-moldova": _transnistria_inner,
    "transnistria-ukraine": _along("MDA-UKR", lambda: _area("transnistria"), accuracy_m=500.0),
}


def _sides(ends: Ends) -> dict[str, str]:
    return {"side_a": ";".join(ends.a), "side_b": ";".join(ends.b)}


def build() -> None:
    """Write the file."""
    if set(MAKERS) != set(FACTS):
        raise SystemExit(f"stretch_facts.py differs: {sorted(set(MAKERS) ^ set(FACTS))}")
    rows = []
    for key, make in MAKERS.items():
        fact = FACTS[key]
        for pair, status, source, accuracy_m, geometry in make():
            shape = snap(ordered_lines(parts(geometry, "LineString")))
            rows.append(
                {
                    "key": key,
                    "name": fact.name,
                    "aliases": ";".join(fact.aliases),
                    **_sides(fact.ends),
                    "pair": pair,
                    "status": fact.status or status,
                    "source": source,
                    "accuracy_m": max(accuracy_m, MEASURED_M.get(key, 0.0)),
                    "length_km": round(length_m(shape) / 1e3, 3),
                    "note": fact.note,
                    "citation": fact.citation,
                    "geometry": shape,
                }
            )
            print(f"  {key}: {rows[-1]['length_km']:.1f} km, {len(shape.geoms)} parts")
    frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry")
    write_table(frame, "stretches.parquet", row_group=4)


if __name__ == "__main__":
    build()
