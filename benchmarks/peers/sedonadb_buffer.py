"""SedonaDB: `ST_Buffer` of a geography, which is S2's buffer on a sphere."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sedonadb
import shapely
from jobs import serve
from shapely.geometry.base import BaseGeometry

_DATABASE = sedonadb.connect()


@lru_cache(maxsize=1)
def _view(wkt: str) -> str:
    _DATABASE.sql(f"SELECT ST_GeogFromText('{wkt}') AS line").to_memtable().to_view(
        "given", overwrite=True
    )
    return "given"


def _make(line: BaseGeometry, distance_m: float, setting: dict[str, Any]) -> BaseGeometry:
    more = f", 'quad_segs={setting['quad_segs']}'" if "quad_segs" in setting else ""
    view = _view(shapely.to_wkt(line, rounding_precision=-1))
    found = _DATABASE.sql(
        f"SELECT ST_AsBinary(ST_Buffer(line, {distance_m!r}{more})) AS area FROM {view}"
    )
    return shapely.from_wkb(found.to_arrow_table()["area"].to_pylist()[0])


if __name__ == "__main__":
    serve(_make)
