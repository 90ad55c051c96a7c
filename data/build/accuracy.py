"""data/border_accuracy.csv: how far each border lies from an edition of nine years earlier.

A border drawn with vertices 20 m apart is not for that reason right within 20 m. What can be had
is how far two drawings of one border differ. This script walks along ours, a sample each `STEP_M`,
and measures the geodesic distance to OpenStreetMap of November 2017, as npm's
`@geo-maps/countries-maritime-10m` 0.6.0 holds it (ODbL 1.0). That edition and
`countries-land-10m` are made from the same data on the same day; the maritime one is taken because
the other lacks the stretches in rivers and lakes and ends at the coast.

The policy.

- The deviation of a sample is its distance to the nearest edge of either country's outline of
  2017. Where the two outlines overlapped (a claim by both), the nearer one counts: a claim is not
  an inaccuracy. Where the edition gives the stretch to other countries, the line is still the
  line; the note says for how many kilometres that is so.
- `accuracy_m` is the larger of the figure by density of `borders.py` and the deviation at the 95th
  percentile along the border, rounded up to 10 m. Two editions of OpenStreetMap are not
  independent: a stretch that nobody has touched deviates by nothing and may be wrong. So density
  stays the floor, and a border that moved much is stated to be as uncertain as it moved, though the
  newer edition is more often the better.
- Natural Earth is independent, but 2 to 9 km off itself. It is no measure of accuracy, except for
  the line that we take from it. Where the editions of OpenStreetMap differ by more than
  `CONTESTED_M`, the note says how far ours is from Natural Earth, as a third witness.
- The largest deviation is told with its place; it is not used as accuracy, since one moved bend in
  a thousand kilometres would make every answer undecided.

A border of `NATURAL_EARTH_PAIRS` keeps 2 km as its floor. Lines of `lines.parquet` and
`stretches.parquet` that are parts of a border are measured as borders are; the others keep what is
stated there.
"""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from common import CACHE, DATA, GEOD, cached
from natural_earth import boundary_lines

PACKAGE = "@geo-maps/countries-maritime-10m@0.6.0"
EDITION = "OSM 2017"
STEP_M = 200.0
"""Distance of samples along a border, metres."""
QUANTILE = 95.0
ROUND_UP_M = 10.0
CONTESTED_M = 1_000.0
"""Deviation at the 95th percentile beyond which Natural Earth is asked as a third witness."""
TOLD_KM = 1.0
"""Stretches given to other countries are told from this length on, kilometres."""
NOWHERE_NEAR_M = 100.0
"""A sample nearer to the pair's own line than to another by this much is the pair's, metres."""

ON_BORDER_M = 100.0
"""A named line farther than this from its countries' border, such as a limit of the Korean DMZ, is
no part of it, and the other edition does not draw it."""

BELONGS = {"GUF": "FRA", "MAF": "FRA", "SXM": "NLD", "HKG": "CHN", "MAC": "CHN"}
"""Territories that the edition of 2017 draws as part of a country, or of both."""

_STEP = 20_000_000
_BAND_DEGREES = 0.25

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
Edition = tuple[FloatArray, dict[str, np.ndarray], dict[tuple[str, ...], np.ndarray]]


def _map_2017() -> dict[str, Any]:
    """Unpack the npm package into the build cache, once."""
    path = CACHE / "countries-maritime-10m-0.6.0.json"
    if not path.exists():
        program = shutil.which("npm")
        if program is None:
            raise SystemExit("accuracy.py needs npm")
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([program, "pack", PACKAGE], check=True, cwd=folder, capture_output=True)
            [archive] = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as packed:
                stream = packed.extractfile("package/map.geo.json")
                assert stream is not None
                path.write_bytes(stream.read())
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def _edges() -> Edition:
    """Give every edge of 2017 once: ends (n, 2, 2), edges by country, edges by set of countries."""
    owners: dict[str, list[np.ndarray]] = {}
    for feature in _map_2017()["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            micro = np.round(shapely.get_coordinates(ring) * 1e5).astype(np.int64)
            keys = (micro[:, 0] + 18_000_000) * _STEP + micro[:, 1] + 9_000_000
            pair = np.sort(np.stack([keys[:-1], keys[1:]], axis=1), axis=1)
            owners.setdefault(feature["properties"]["A3"], []).append(
                pair[pair[:, 0] != pair[:, 1]]
            )
    names = sorted(owners)
    every = np.concatenate([np.concatenate(owners[name]) for name in names])
    who = np.concatenate([np.full(sum(map(len, owners[n])), i) for i, n in enumerate(names)])
    unique, where = np.unique(every, axis=0, return_inverse=True)
    where = where.ravel()
    ends = np.stack([unique // _STEP - 18_000_000, unique % _STEP - 9_000_000], axis=-1) / 1e5
    by_country = {name: np.unique(where[who == i]) for i, name in enumerate(names)}
    sets: list[set[str]] = [set() for _ in range(len(unique))]
    for edge, owner in zip(where.tolist(), who.tolist(), strict=True):
        sets[edge].add(names[owner])
    grouped: dict[tuple[str, ...], list[int]] = {}
    for edge, each in enumerate(sets):
        grouped.setdefault(tuple(sorted(each)), []).append(edge)
    return ends, by_country, {key: np.array(found) for key, found in grouped.items()}


def samples(line: shapely.Geometry, step_m: float = STEP_M) -> FloatArray:
    """Points along a line, evenly by geodesic length, both ends of each part among them."""
    found = []
    for part in shapely.get_parts(line):
        xy = shapely.get_coordinates(part)
        length = np.asarray(GEOD.line_lengths(xy[:, 0], xy[:, 1]))[: len(xy) - 1]
        along = np.r_[0.0, np.cumsum(length)]
        at = np.linspace(0.0, along[-1], max(math.ceil(along[-1] / step_m), 1) + 1)
        found.append(
            np.stack([np.interp(at, along, xy[:, 0]), np.interp(at, along, xy[:, 1])], axis=1)
        )
    return np.vstack(found)


def distances_m(points: FloatArray, edges: FloatArray) -> FloatArray:
    """Geodesic distance of lon/lat points (n, 2) from edges (m, 2, 2); infinite if there are none.

    The nearest edge is looked for in bands of latitude, with longitude shrunk by the band's
    cosine, which is true within a thousandth for the few kilometres that matter; the distance to
    the point found on it is geodesic.
    """
    found = np.full(len(points), np.inf)
    if not len(edges):
        return found
    band = np.floor(points[:, 1] / _BAND_DEGREES)
    low, high = edges.min(axis=1), edges.max(axis=1)
    for each in np.unique(band):
        here = np.flatnonzero(band == each)
        middle = math.radians((each + 0.5) * _BAND_DEGREES)
        squeeze = np.array([math.cos(middle), 1.0])
        west, east = points[here, 0].min(), points[here, 0].max()
        south, north = points[here, 1].min(), points[here, 1].max()
        pad, near = 1.0, np.zeros(len(edges), dtype=bool)
        while not near.any():
            wide = pad / squeeze[0]
            near = (low[:, 1] <= north + pad) & (high[:, 1] >= south - pad)
            near &= (low[:, 0] <= east + wide) & (high[:, 0] >= west - wide)
            pad *= 4
        lines = shapely.linestrings(edges[near] * squeeze)
        asked = shapely.points(points[here] * squeeze)
        nearest = lines[shapely.STRtree(lines).nearest(asked)]
        gap = shapely.get_coordinates(shapely.shortest_line(asked, nearest)).reshape(-1, 2, 2)
        gap /= squeeze
        found[here] = GEOD.inv(gap[:, 0, 0], gap[:, 0, 1], gap[:, 1, 0], gap[:, 1, 1])[2]
    return found


def _take(ends: FloatArray, indices: list[np.ndarray]) -> FloatArray:
    if not indices:
        return np.empty((0, 2, 2))
    return ends[np.unique(np.concatenate(indices))]


def _deviation(points: FloatArray, pair: tuple[str, ...], edition: Edition) -> tuple[Any, float]:
    """Distance of each sample from either outline, and the share given to other countries."""
    ends, by_country, by_set = edition
    codes = {code if code in by_country else BELONGS[code] for code in pair}
    family = set(pair) | {BELONGS[code] for code in pair if code in BELONGS}
    either = distances_m(points, _take(ends, [by_country[code] for code in codes]))
    own = [edges for owners, edges in by_set.items() if set(owners) <= family]
    elsewhere = distances_m(points, _take(ends, own)) > either + NOWHERE_NEAR_M
    return either, float(elsewhere.mean())


def _lines_of(geometries: list[shapely.Geometry]) -> FloatArray:
    found = []
    for part in shapely.get_parts(shapely.get_parts(geometries)):
        xy = shapely.get_coordinates(part)
        found.append(np.stack([xy[:-1], xy[1:]], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2, 2))


def _told(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"


def _row(
    key: str, pair: tuple[str, ...], line: shapely.Geometry, floor_m: float, edition: Edition
) -> dict[str, str]:
    points = samples(line)
    off, share = _deviation(points, pair, edition)
    at = int(np.argmax(off))
    p95, most = float(np.percentile(off, QUANTILE)), float(off[at])
    lon, lat = points[at]
    where = f"{abs(lat):.2f}°{'N' if lat >= 0 else 'S'} {abs(lon):.2f}°{'E' if lon >= 0 else 'W'}"
    note = f"Against OpenStreetMap of 2017 it deviates by up to {_told(most)}, most at {where}"
    length_km = len(points) * STEP_M / 1000
    if share * length_km >= TOLD_KM:
        note += f"; for {share * length_km:.0f} km that edition parts other countries by this line"
    against = EDITION
    if p95 > CONTESTED_M:
        third = distances_m(points, _lines_of(boundary_lines(set(pair))))
        third = third[np.isfinite(third)]
        if third.size:
            note += f"; from Natural Earth 95% lies within {_told(float(np.percentile(third, 95)))}"
            against += "; Natural Earth"
    accuracy = math.ceil(max(floor_m, p95) / ROUND_UP_M) * ROUND_UP_M
    return {
        "key": key,
        "accuracy_m": f"{accuracy:.0f}",
        "p95_m": f"{p95:.0f}",
        "max_m": f"{most:.0f}",
        "max_lon": f"{lon:.4f}",
        "max_lat": f"{lat:.4f}",
        "against": against,
        "note": note,
    }


def build() -> None:
    """Write the file."""
    edition = cached("edition_2017", _edges)
    borders = gpd.read_parquet(DATA / "borders.parquet")
    rows = [
        _row(each.key, (each.a, each.b), each.geometry, float(each.accuracy_m), edition)
        for each in borders.itertuples()
    ]
    lines = gpd.read_parquet(DATA / "lines.parquet")
    stretches = gpd.read_parquet(DATA / "stretches.parquet").rename(columns={"key": "line"})
    columns = ["line", "pair", "source", "accuracy_m", "geometry"]
    named = pd.concat([lines[columns], stretches[columns]])
    for each in named[(named.source == "osm-timezones") & (named.pair != "")].itertuples():
        key = f"{each.line}:{each.pair}"
        pair = tuple(each.pair.split("-"))
        border = _lines_of(list(borders[borders.key == each.pair].geometry))
        if np.percentile(distances_m(samples(each.geometry), border), QUANTILE) <= ON_BORDER_M:
            rows.append(_row(key, pair, each.geometry, float(each.accuracy_m), edition))
    # Of sectors with one key the worst stands for all.
    worst: dict[str, dict[str, str]] = {}
    for row in rows:
        known = worst.get(row["key"])
        if known is None or float(known["accuracy_m"]) < float(row["accuracy_m"]):
            worst[row["key"]] = row
    rows = list(worst.values())
    with (DATA / "border_accuracy.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    moved = sum(float(row["p95_m"]) > CONTESTED_M for row in rows)
    print(f"border_accuracy.csv: {len(rows)} rows, {moved} deviate by more than 1 km at 95%")


if __name__ == "__main__":
    build()
