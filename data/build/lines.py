"""data/lines.parquet: named reference lines, one row per part, and the Golan that they bound."""

from __future__ import annotations

import shutil
import subprocess
import tempfile

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from borders import land_borders
from common import GEOD, cached, length_m, ordered_lines, parts, snap, write_table
from countries import country_land
from natural_earth import boundaries
from shapely.ops import linemerge, substring

BLUE = (
    "S/2000/590 and S/2000/460 (2000), the line of withdrawal that the UN Secretary-General "
    "reported under Security Council resolution 425 (1978)"
)
AGREEMENT = (
    "S/11302/Add.1 (30 May 1974), Agreement on Disengagement between Israeli and Syrian "
    "Forces; Security Council resolution 350 (1974)"
)
ARMISTICE_LEBANON = "S/1296 (1949), Israeli-Lebanese General Armistice Agreement"
ARMISTICE_SYRIA = (
    "S/1353 (1949), Israeli-Syrian General Armistice Agreement; League of Nations Treaty Series "
    "vol. 22, no. 565 (1923), boundary between Syria and Palestine"
)

GALILEE_POCKETS = (
    # East edge: the Jordan from the lake's inflow up to the bridge of Bnot Yaakov and beyond.
    shapely.Polygon(
        [
            (35.627, 32.978),
            (35.6285, 33.0105),
            (35.631, 33.041),
            (35.622, 33.050),
            (35.58, 33.05),
            (35.58, 32.978),
        ]
    ),
    # East edge: the foot of the slope from Ein Gev's hills past Ha'on and Tel Katzir.
    shapely.Polygon(
        [
            (35.657, 32.757),
            (35.645, 32.740),
            (35.636, 32.724),
            (35.632, 32.708),
            (35.6335, 32.680),
            (35.58, 32.68),
            (35.58, 32.757),
        ]
    ),
)
"""Where the Digital Chart of the World gives Syria the demilitarised zones of 1949 that lay west of
the line of 1923 and were held by Israel: up to 3.9 km of Galilee. Their settlements are test points
(tests/borders/facts.csv); the edges are typed to pass east of them and keep within 1.5 km."""

WHOLE = {
    "ceasefire-1974": (
        "Blue Line and 1974 ceasefire line",
        "The lines of the agreements that separated forces: the Blue Line of 2000 towards "
        "Lebanon, and towards Syria the A line, the west edge of the separation area of 1974. "
        "Neither is an agreed border: Israel administers the Golan west of it, which the Security "
        "Council (resolution 497, 1981) holds to be occupied Syrian territory. They are not where "
        "forces stand today: since 8 December 2024 Israeli forces are also in the separation area "
        "and at points east of it, and since the ceasefire of November 2024 at several points "
        "north of the Blue Line; nobody has published a line of these positions.",
    ),
    "bravo-1974": (
        "Blue Line and 1974 B line",
        "The Blue Line of 2000 towards Lebanon, and towards Syria the B line, the east edge of the "
        "separation area of 1974, behind which Syrian forces were to stay. Since 8 December 2024 "
        "Israeli forces are at points on it and east of it. The drawing leaves out about 14 km on "
        "Mount Hermon, between the two.",
    ),
    "pre-1967": (
        "pre-1967 line",
        "The line before the war of June 1967, as the armistices of 1949 left it: the Lebanese "
        "border as far as the Golan, then the west edge of the Golan. Parts of it were "
        "demilitarised zones whose status the armistice left open; those that Israel held (Gadot "
        "and Mishmar HaYarden, and Ha'on, Ma'agan and Tel Katzir) lie on its side here.",
    ),
}


def dcw_shape(alpha2: str) -> shapely.Geometry:
    """Give a country as the Digital Chart of the World draws it (Debian gmt-dcw)."""
    program = shutil.which("gmt")
    if program is None:
        raise SystemExit("lines.py needs Debian's gmt and gmt-dcw")
    with tempfile.TemporaryDirectory() as folder:  # gmt leaves a history file where it runs
        text = subprocess.run(
            [program, "pscoast", f"-E{alpha2}", "-M"],
            check=True,
            cwd=folder,
            capture_output=True,
            text=True,
        ).stdout
    rings: list[list[list[float]]] = [[]]
    for line in text.splitlines():
        if line.startswith((">", "#")):
            rings.append([])
        elif line:
            rings[-1].append([float(value) for value in line.split()[:2]])
    polygons = [shapely.Polygon(ring) for ring in rings if len(ring) > 3]
    return shapely.union_all(shapely.make_valid(polygons))


def _golan() -> tuple[shapely.Polygon, shapely.LineString]:
    whole = shapely.difference(dcw_shape("SY"), shapely.union_all(GALILEE_POCKETS))
    syria = max(parts(whole, "Polygon"), key=lambda p: p.area)
    israel = country_land()["ISR"]
    area = max(parts(shapely.intersection(israel, syria), "Polygon"), key=lambda p: p.area)
    rim = shapely.line_merge(shapely.intersection(syria.exterior, israel))
    west = max(parts(rim, "LineString"), key=length_m)
    return snap(area), snap(west)


def golan() -> tuple[shapely.Polygon, shapely.LineString]:
    """Give the Golan (OSM's Israel within DCW's Syria) and its west edge, north to south."""
    return cached("golan", _golan)


def blue_line() -> shapely.LineString:
    """ISR-LBN from the sea to the east."""
    line = linemerge(land_borders()["ISR-LBN"])
    return line if line.coords[0][0] < line.coords[-1][0] else shapely.reverse(line)


def blue_line_to_golan() -> shapely.LineString:
    """ISR-LBN from the sea to the point where the Golan begins."""
    whole = blue_line()
    north = max(golan()[1].coords, key=lambda c: c[1])
    return snap(substring(whole, 0, whole.project(shapely.Point(north))))


def b_line() -> shapely.LineString:
    """Give the east edge of the separation area: Natural Earth's overlay limit named UNDOF."""
    frame = boundaries()
    lines = frame[(frame.name == "UNDOF") & (frame.a == "SYR")].geometry
    return snap(max((p for g in lines for p in parts(g, "LineString")), key=length_m))


def _dense(line: shapely.LineString) -> shapely.LineString:
    """At most 2 km between vertices, so that straight and geodesic edges agree."""
    xy = shapely.get_coordinates(line)
    step = np.ceil(np.asarray(GEOD.line_lengths(xy[:, 0], xy[:, 1]))[: len(xy) - 1] / 2_000.0)
    pieces = [
        a + (b - a) * np.arange(max(int(n), 1))[:, None] / max(int(n), 1)
        for a, b, n in zip(xy[:-1], xy[1:], step, strict=True)
    ]
    return snap(shapely.LineString(np.vstack([*pieces, xy[-1:]])))


def build() -> None:
    """Write the file."""
    a_line = linemerge(land_borders()["ISR-SYR"])
    rows = [
        (
            "ceasefire-1974",
            "Blue Line",
            "ISR-LBN",
            "de facto",
            50.0,
            "osm-timezones",
            blue_line(),
            "From the sea at Ras Naqoura to the Golan and along its north edge; the north of "
            "Ghajar lies in Lebanon",
            BLUE,
        ),
        (
            "ceasefire-1974",
            "A line",
            "ISR-SYR",
            "ceasefire",
            300.0,
            "osm-timezones",
            a_line,
            "West edge of the separation area; OSM draws it with few vertices",
            AGREEMENT,
        ),
        (
            "bravo-1974",
            "Blue Line",
            "ISR-LBN",
            "de facto",
            50.0,
            "osm-timezones",
            blue_line(),
            "From the sea at Ras Naqoura to the Golan and along its north edge; the north of "
            "Ghajar lies in Lebanon",
            BLUE,
        ),
        (
            "bravo-1974",
            "B line",
            "ISR-SYR",
            "ceasefire",
            1_000.0,
            "natural-earth-lines",
            b_line(),
            "East edge of the separation area",
            AGREEMENT,
        ),
        (
            "pre-1967",
            "Blue Line as far as the Golan",
            "ISR-LBN",
            "de facto",
            50.0,
            "osm-timezones",
            blue_line_to_golan(),
            "The Lebanese part ends where the Golan begins; it stands for the 1949 armistice line",
            f"{ARMISTICE_LEBANON}; {BLUE}",
        ),
        (
            "pre-1967",
            "Line west of the Golan",
            "ISR-SYR",
            "ceasefire",
            2_000.0,
            "dcw",
            golan()[1],
            "West edge of the Golan as the Digital Chart of the World draws Syria, mended by hand "
            "in the two demilitarised zones that Israel held",
            ARMISTICE_SYRIA,
        ),
    ]
    columns = [
        "line",
        "name",
        "pair",
        "status",
        "accuracy_m",
        "source",
        "geometry",
        "note",
        "citation",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    frame["line_name"] = [WHOLE[line][0] for line in frame.line]
    frame["line_note"] = [WHOLE[line][1] for line in frame.line]
    frame["geometry"] = [ordered_lines([_dense(g)]) for g in frame.geometry]
    frame["length_km"] = [round(length_m(g) / 1e3, 3) for g in frame.geometry]
    order = [
        "line",
        "line_name",
        "line_note",
        "name",
        "pair",
        "status",
        "source",
        "accuracy_m",
        "length_km",
        "note",
        "citation",
        "geometry",
    ]
    write_table(gpd.GeoDataFrame(frame[order], geometry="geometry"), "lines.parquet")


if __name__ == "__main__":
    build()
