"""A zone that does not reach the country to which it is clipped, as an article may ask for."""

from __future__ import annotations

from geo.geodesy import parse_length
from geo.references import reference_line
from geo.zones import Zone

__all__ = ["missing_zone"]


def missing_zone(reference: str, distance: str, code: str) -> Zone:
    """Make what `geo.zone` refuses where nobody claims it."""
    return Zone.of(
        reference_line(reference),
        parse_length(distance),
        within=(code,),
        tolerance_m=10.0,
        line_chosen=True,
    )
