"""GeoPandas: project, buffer in the plane, project back.

Projections: ``utm`` (the one that `estimate_utm_crs` gives), ``aeqd`` (azimuthal equidistant about
the middle of the line), ``mercator`` and ``degrees`` (what not to do), and ``pieces``: the line cut
every 10 km, each piece buffered in its own azimuthal equidistant projection, all united. The last
is no setting of the library but a program that a careful person writes with it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from jobs import serve
from shapely.geometry.base import BaseGeometry

_PIECE_M = 10_000.0
_METRES_PER_DEGREE = 111_320.0


def _aeqd(around: BaseGeometry) -> str:
    west, south, east, north = around.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    return f"+proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +datum=WGS84 +units=m"


def _make(line: BaseGeometry, distance_m: float, setting: dict[str, Any]) -> BaseGeometry:
    way, options = setting["projection"], {}
    if "quad_segs" in setting:
        options["resolution"] = setting["quad_segs"]
    lines = gpd.GeoSeries([line], crs="EPSG:4326")
    if way == "degrees":
        return gpd.GeoSeries([line]).buffer(distance_m / _METRES_PER_DEGREE, **options).iloc[0]
    if way == "pieces":
        return _in_pieces(line, distance_m, options)
    crs = {
        "utm": lines.estimate_utm_crs,
        "aeqd": lambda: _aeqd(line),
        "mercator": lambda: "EPSG:3857",
    }
    return lines.to_crs(crs[way]()).buffer(distance_m, **options).to_crs("EPSG:4326").iloc[0]


def _in_pieces(line: BaseGeometry, distance_m: float, options: dict[str, Any]) -> BaseGeometry:
    # In the plane of the whole line only the cuts are found, so its distortion does no harm.
    plane = _aeqd(line)
    areas = []
    for part in gpd.GeoSeries([line], crs="EPSG:4326").to_crs(plane).explode().values:
        count = max(1, int(np.ceil(part.length / _PIECE_M)))
        cuts = np.linspace(0.0, part.length, count + 1)
        pieces = [shapely.ops.substring(part, a, b) for a, b in pairwise(cuts)]
        for piece in gpd.GeoSeries(pieces, crs=plane).to_crs("EPSG:4326"):
            local = gpd.GeoSeries([piece], crs="EPSG:4326").to_crs(_aeqd(piece))
            areas.append(local.buffer(distance_m, **options).to_crs("EPSG:4326").iloc[0])
    return shapely.union_all(areas)


if __name__ == "__main__":
    serve(_make)
