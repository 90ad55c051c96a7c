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
ARMISTICE_SYRIA = "S/1353 (1949), Israeli-Syrian General Armistice Agreement"

WHOLE = {
    "ceasefire-1974": (
        "Blue Line and 1974 ceasefire line",
        "The lines that have separated forces on the ground: the Blue Line of 2000 towards "
        "Lebanon, and towards Syria the A line, the west edge of the separation area of 1974. "
        "Neither is an agreed border: Israel administers the Golan west of it, which the Security "
        "Council (resolution 497, 1981) holds to be occupied Syrian territory.",
    ),
    "bravo-1974": (
        "Blue Line and 1974 B line",
        "The Blue Line of 2000 towards Lebanon, and towards Syria the B line, the east edge of the "
        "separation area of 1974, behind which Syrian forces were to stay. The drawing leaves out "
        "about 14 km on Mount Hermon, between the two.",
    ),
    "pre-1967": (
        "pre-1967 line",
        "The line before the war of June 1967, as the armistices of 1949 left it: the Lebanese "
        "border as far as the Golan, then the west edge of the Golan. Parts of it were "
        "demilitarised zones whose status the armistice left open.",
    ),
}


def _dcw_syria() -> shapely.Polygon:
    """Syria as the Digital Chart of the World draws it, with the Golan (Debian gmt-dcw)."""
    program = shutil.which("gmt")
    if program is None:
        raise SystemExit("lines.py needs Debian's gmt and gmt-dcw")
    with tempfile.TemporaryDirectory() as folder:  # gmt leaves a history file where it runs
        text = subprocess.run(
            [program, "pscoast", "-ESY", "-M"],
            check=True,
            cwd=folder,
            capture_output=True,
            text=True,
        ).stdout
    rows = [line.split() for line in text.splitlines() if line and not line.startswith((">", "#"))]
    return shapely.Polygon(np.array(rows, dtype=float))


def _golan() -> tuple[shapely.Polygon, shapely.LineString]:
    syria = _dcw_syria()
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
            "From the sea at Ras Naqoura to the Golan and along its north edge",
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
            "From the sea at Ras Naqoura to the Golan and along its north edge",
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
            "West edge of the Golan as the Digital Chart of the World draws Syria",
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
