"""Zones about a geometry that somebody sends: what is asked, held to the limits of a server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo.borders import ReferenceLine
from geo.errors import BadInput
from geo.geodesy import lonlat_arrays, parse_length
from geo.web.api.bodies import GeometryBody
from geo.web.api.geojson_reference import geojson_reference
from geo.web.api.many_points import answer_json, lonlat_pairs
from geo.web.operation import Limits, TooLarge
from geo.zones import ZoneQuery

__all__ = ["GeometryQuery", "check_geometry", "drawn_geometry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeometryQuery:
    """What is drawn about a geometry.

    Parameters
    ----------
    zones : tuple of ZoneQuery
        One for each ring.
    places : tuple of (lon, lat), degrees
        Shown with their verdicts.
    """

    zones: tuple[ZoneQuery, ...]
    places: tuple[tuple[float, float], ...] = ()


def drawn_geometry(body: GeometryBody, limits: Limits) -> GeometryQuery:
    """Take a body whose zones are drawn or written, which costs more than a check.

    Parameters
    ----------
    body : GeometryBody
    limits : Limits

    Raises
    ------
    GeoError
        In one line that names what cannot be used.

    Examples
    --------
    >>> point = {"type": "Point", "coordinates": [36.3, 33.5]}
    >>> asked = drawn_geometry(GeometryBody(geometry=point, distance=["10 km"]), Limits())
    >>> [each.zone().distance_m for each in asked.zones]
    [10000.0]
    """
    shortest_m = min((parse_length(each).metres for each in body.distance), default=0.0)
    line = geojson_reference(
        body.geometry,
        most=limits.drawn_vertices,
        most_km=min(limits.drawn_km, limits.drawn_widths * shortest_m / 1000)
        if shortest_m
        else limits.drawn_km,
    )
    parts = len(shapely.get_parts(shapely.get_parts(line.geometry)))
    if parts > limits.drawn_parts:
        raise TooLarge(
            f"the geometry has {parts:,} parts; a zone is drawn about {limits.drawn_parts:,}"
        )
    return GeometryQuery(
        zones=_zones(line, body.distance, body.within), places=_places(body.points, limits)
    )


def check_geometry(
    body: GeometryBody,
    limits: Limits,
    *,
    distance: str = "",
    within: Sequence[str] = (),
    distances: bool,
) -> bytes:
    """Decide about the points of a body by their exact distance from its geometry.

    Parameters
    ----------
    body : GeometryBody
    limits : Limits
    distance, within : str, sequence of str
        What the address says, for a body that does not.
    distances : bool
        Whether to measure every point too.

    Returns
    -------
    bytes
        JSON; the edge is inside.
    """
    lengths = body.distance or ([distance] if distance else [])
    line = geojson_reference(body.geometry, most=limits.vertices, most_km=limits.checked_km)
    zones = _zones(line, lengths, body.within or within)
    if len(zones) > 1:
        raise BadInput(f"{len(zones)} distances; points are checked against one")
    return answer_json(zones[0].zone(), body.points, most=limits.points, distances=distances)


def _zones(
    line: ReferenceLine, distances: Sequence[str], within: Sequence[str]
) -> tuple[ZoneQuery, ...]:
    return ZoneQuery.rings(distances, reference=line, within=within)


def _places(points: Any, limits: Limits) -> tuple[tuple[float, float], ...]:
    if points is None:
        return ()
    pairs = lonlat_pairs(points, most=limits.drawn_points)
    lon, lat = lonlat_arrays(pairs[:, 0], pairs[:, 1])
    return tuple((float(x), float(y)) for x, y in np.column_stack((lon, lat)))
