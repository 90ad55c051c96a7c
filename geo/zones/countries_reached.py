"""Whether a zone reaches a country: clipping it to one that it does not reach is a mistake."""

from __future__ import annotations

from math import cos, radians
from typing import Final

import numpy as np
import shapely

from geo.borders import country, land_of
from geo.errors import BadInput
from geo.geodesy import format_length
from geo.zones.geodesic_zone import Zone

__all__ = ["reaches", "require_reach"]

_LONGEST_DEGREE_M: Final = 111_700.0
_SHORTEST_DEGREE_M: Final = 110_500.0
"""Of latitude, at the poles and at the equator, and a little more and less."""
_POLAR: Final = 85.0


def reaches(zone: Zone, code: str) -> bool:
    """Whether a country has land within a zone's distance of its reference.

    Parameters
    ----------
    zone : Zone
    code : str
        ISO 3166-1 alpha-3.

    Returns
    -------
    bool
        Settled in degrees where these are sure, else by the exact distance of the country's
        vertices.
    """
    land, reference = land_of((code,), zone.line.key), zone.line.geometry
    distance_m = zone.distance_m
    # The nearest in degrees is at most so far in metres; most questions end here.
    if shapely.dwithin(land, reference, distance_m / _LONGEST_DEGREE_M):
        return True
    degrees = distance_m / _SHORTEST_DEGREE_M
    west, south, east, north = reference.bounds
    farthest = max(abs(south), abs(north)) + degrees
    if farthest < _POLAR:
        across = degrees / cos(radians(farthest))
        turned = west - across < -180.0 or east + across > 180.0
        if not turned and not shapely.dwithin(land, reference, across):
            return False
    lon, lat = shapely.get_coordinates(land).T
    return bool(np.min(zone.distance_to(lon, lat)) <= distance_m)


def require_reach(zone: Zone, code: str) -> None:
    """Refuse to clip a zone to a country that it does not reach.

    Parameters
    ----------
    zone, code
        As for `reaches`.

    Raises
    ------
    BadInput
        If the country has no land within the distance.
    """
    if not reaches(zone, code):
        raise BadInput(
            f"the zone of {format_length(zone.distance_m)} from {zone.line.in_sentence} does not "
            f"reach {country(code).name}; leave it out of `within`"
        )
