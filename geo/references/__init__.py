"""What a distance may be counted from: one type for all kinds.

A phrase, a key, a place or a geometry comes in, a `geo.borders.ReferenceLine` comes out, and from
it the polylines that are measured.
"""

from __future__ import annotations

from geo.references.reference import (
    geometry_reference,
    named_polylines,
    place_asked,
    place_reference,
    polylines,
    reference_line,
)

__all__ = [
    "geometry_reference",
    "named_polylines",
    "place_asked",
    "place_reference",
    "polylines",
    "reference_line",
]
