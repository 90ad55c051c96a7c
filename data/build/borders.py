"""data/borders.parquet: the land border of every two neighbours, one row per pair."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from arcs import all_arcs, simplified, tolerance_for
from common import (
    GEOD,
    SEA,
    cached,
    length_m,
    ordered_lines,
    pair_key,
    parts,
    snap,
    write_table,
)
from disputes import DISPUTES, Dispute
from natural_earth import on_land

ELSEWHERE_M = 10.0
"""Simplification outside the region, metres."""
GAP_M = 15_000.0
"""A stretch of water between two stretches of land is kept up to this length (rivers, bays)."""
CRUMB_M = 400.0
"""Shorter pieces that stand alone are accidents of the coarse coast."""
STEP_M = 5_000.0
"""Edges longer than this get more vertices, so that straight and geodesic agree within 1 m."""

LONG_GAPS_M = {
    "ARG-URY": 90_000.0,
    "CIV-GHA": 30_000.0,
    "DEU-POL": 25_000.0,
    "GUF-SUR": 30_000.0,
    "GUY-SUR": 20_000.0,
    "LTU-RUS": 20_000.0,
}
"""Wide rivers and lagoons that Natural Earth draws as sea."""
SHORE_LON = {"ISR-LBN": 35.103, "LBN-SYR": 35.974}
"""Longitude at which the line meets the shore, where the 10m coast is too coarse to tell."""
ANTARCTIC_LAT = -60.0

NOT_LAND = {
    "BHR-QAT": "meets only at sea, by the Hawar islands",
    "CUB-USA": "Guantanamo Bay is leased land in Cuba, no border of the United States",
}
"""Pairs that the shapes touch but that are no land border."""

NATURAL_EARTH_PAIRS = frozenset({"SRB-XKX"})
"""Pairs whose line comes from Natural Earth because no time zone draws it."""


def densified(line: shapely.LineString, step_m: float = STEP_M) -> tuple[np.ndarray, np.ndarray]:
    """Vertices with long edges divided evenly in lon/lat, and which of them are original."""
    xy = shapely.get_coordinates(line)
    length = GEOD.line_lengths(xy[:, 0], xy[:, 1])[: len(xy) - 1]
    count = np.maximum(np.ceil(np.asarray(length) / step_m).astype(int), 1)
    pieces, marks = [], []
    for start, end, n in zip(xy[:-1], xy[1:], count, strict=True):
        share = np.arange(n)[:, None] / n
        pieces.append(start + (end - start) * share)
        marks.append(np.arange(n) == 0)
    return np.vstack([*pieces, xy[-1:]]), np.r_[np.concatenate(marks), True]


def _shore(land: np.ndarray, water: np.ndarray) -> np.ndarray:
    """Find where the coast is crossed between a land and a water vertex (within 0.1 m)."""
    for _ in range(16):
        middle = (land + water) / 2
        if on_land(middle[None, :])[0]:
            land = middle
        else:
            water = middle
    return np.round(land, 6)


def _runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each stretch of True."""
    steps = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return [(int(a), int(b)) for a, b in steps.reshape(-1, 2)]


def _cut_at_shore(line: shapely.LineString, lon: float) -> shapely.LineString:
    """Start a line that comes from the sea where it first reaches the shore's longitude."""
    xy = shapely.get_coordinates(line)
    if on_land(xy[:1])[0]:
        xy = xy[::-1]
    first = int(np.argmax(xy[:, 0] >= lon))
    share = (lon - xy[first - 1, 0]) / (xy[first, 0] - xy[first - 1, 0])
    start = xy[first - 1] + (xy[first] - xy[first - 1]) * share
    return shapely.LineString(np.vstack([np.round(start, 6), xy[first:]]))


def cut_to_land(line: shapely.LineString, gap_m: float = GAP_M) -> list[shapely.LineString]:
    """Keep the pieces of a line on land; water up to `gap_m` between two land pieces stays in."""
    dense, original = densified(line, 2_000.0)
    mask = on_land(dense) & (dense[:, 1] > ANTARCTIC_LAT)
    if mask.all():
        return [line]
    for start, end in _runs(~mask):
        if start > 0 and end < len(mask):
            gap = GEOD.line_length(dense[start - 1 : end + 1, 0], dense[start - 1 : end + 1, 1])
            if gap <= gap_m:
                mask[start:end] = True
    found = []
    for start, end in _runs(mask):
        body = dense[start:end][original[start:end]]
        if start > 0:
            body = np.vstack([_shore(dense[start], dense[start - 1]), body])
        if end < len(mask):
            body = np.vstack([body, _shore(dense[end - 1], dense[end])])
        if len(body) > 1:
            found.append(shapely.LineString(body))
    return [g for g in found if g.length > 0]


def _clipped() -> dict[str, list[shapely.LineString]]:
    """Every pair's line at full precision, without the parts at sea."""
    found: dict[str, list[shapely.LineString]] = {}
    for (a, b), lines in sorted(all_arcs().items()):
        if SEA in (a, b):
            continue
        key = pair_key(a, b)
        if key in SHORE_LON:
            pieces = [_cut_at_shore(line, SHORE_LON[key]) for line in lines]
        else:
            gap = LONG_GAPS_M.get(key, GAP_M)
            pieces = [p for line in lines for p in cut_to_land(line, gap)]
        if pieces:
            merged = parts(shapely.line_merge(shapely.multilinestrings(pieces)), "LineString")
            found[key] = [g for g in merged if length_m(g) >= CRUMB_M] or merged
    return found


def land_borders() -> dict[str, list[shapely.LineString]]:
    """Pair key to its lines on land at the source's precision."""
    return cached("land_borders", _clipped)


def _finished(line: shapely.LineString, tolerance_m: float) -> shapely.LineString:
    return shapely.LineString(densified(simplified(line, tolerance_m))[0])


def _accuracy_m(key: str, spacing_m: float, tolerance_m: float) -> float:
    if key in NATURAL_EARTH_PAIRS:
        return 2_000.0
    if key == "ISR-SYR":
        return 300.0
    base = 50.0 if spacing_m < 200 else 100.0 if spacing_m < 1_000 else 250.0
    return base + tolerance_m


def build() -> None:
    """Write the file."""
    unknown = set(DISPUTES) - set(land_borders())
    if unknown:
        raise SystemExit(f"disputes.py names pairs without a border: {sorted(unknown)}")
    rows = []
    for key, lines in sorted(land_borders().items()):
        if key in NOT_LAND:
            continue
        a, b = key.split("-")
        tolerance = tolerance_for(a, b, ELSEWHERE_M)
        spacing = sum(map(length_m, lines)) / sum(len(g.coords) - 1 for g in lines)
        shape = snap(ordered_lines([_finished(g, tolerance) for g in lines]))
        dispute = DISPUTES.get(key, Dispute("de jure", "", ""))
        rows.append(
            {
                "key": key,
                "a": a,
                "b": b,
                "status": dispute.status,
                "disputed": key in DISPUTES,
                "whose": dispute.whose,
                "source": "natural-earth-lines" if key in NATURAL_EARTH_PAIRS else "osm-timezones",
                "accuracy_m": _accuracy_m(key, spacing, tolerance),
                "length_km": round(length_m(shape) / 1e3, 3),
                "note": dispute.note,
                "geometry": shape,
            }
        )
    frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry")
    write_table(frame, "borders.parquet", row_group=8)


if __name__ == "__main__":
    build()
