"""geo itself, asked as every peer is: `geo.zone`, its polygon and the measured error of its edge.

The polygons of a zone are made when they are asked for, so the time counts the asking: the area
and its measured error, and with ``"all": true`` the inner and outer polygons too.
"""

from __future__ import annotations

from typing import Any

from jobs import serve
from shapely.geometry.base import BaseGeometry

import geo


def _make(line: BaseGeometry, distance_m: float, setting: dict[str, Any]) -> BaseGeometry:
    reference = setting.get("reference", line)
    zone = geo.zone(reference, distance_m=distance_m, tolerance=setting["tolerance"])
    if setting.get("all"):
        _ = zone.inner, zone.outer
    if not zone.edge_error_m <= setting["tolerance"]:
        raise ValueError(f"edge_error_m is {zone.edge_error_m}")
    return zone.full_area


if __name__ == "__main__":
    serve(_make)
