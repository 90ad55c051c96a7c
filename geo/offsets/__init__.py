"""The curve at a fixed geodesic distance from lines, with its error proven.

Polylines and a distance come in, rings in longitude and latitude and their measured error come
out. Read `curve`, which tells how it works, then `visible_discs`, `arcs` and `rings` in the order
in which it uses them.
"""

from __future__ import annotations

from geo.offsets.curve import offset_rings
from geo.offsets.rings import WORLD, geodesic_area, polygons, refine, thinned

__all__ = [
    "WORLD",
    "geodesic_area",
    "offset_rings",
    "polygons",
    "refine",
    "thinned",
]
