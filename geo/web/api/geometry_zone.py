"""A zone about a geometry that somebody sends: what is asked, its map and its files; not kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import orjson
import shapely

from geo.borders import ReferenceLine
from geo.errors import BadInput
from geo.geodesy import lonlat_arrays, parse_length
from geo.web.api.downloads import page_data, written
from geo.web.api.geojson_reference import no_deeper, sent_reference, shown
from geo.web.api.many_points import answer_json, lonlat_pairs
from geo.web.service import Limits, TooLarge
from geo.zones import DEFAULT_TOLERANCE_M, Zone, zone

__all__ = ["Around", "around_sent", "geometry_check", "geometry_file", "geometry_map"]

_KEYS: Final = ("geometry", "distance", "within", "points", "line")
_MOST_DISTANCES: Final = 6
_MOST_COUNTRIES: Final = 20
_LONGEST: Final = 60
_SCREEN_M: Final = 1.0


class Around(NamedTuple):
    """What a body asks for.

    Parameters
    ----------
    line : ReferenceLine
        The geometry.
    distances : tuple of str
        One for each ring.
    within : tuple of str
        Countries; empty for none.
    points : object
        As sent, or None.
    """

    line: ReferenceLine
    distances: tuple[str, ...]
    within: tuple[str, ...]
    points: Any

    def zones(self, *, on_screen: bool = False) -> list[Zone]:
        """A zone for each distance; on a screen, which shows whole metres, to a metre."""
        return [
            zone(
                self.line,
                each,
                within=self.within or None,
                tolerance=min(_SCREEN_M, parse_length(each).metres / 100)
                if on_screen
                else DEFAULT_TOLERANCE_M,
            )
            for each in self.distances
        ]


def around_sent(
    sent: dict[str, Any],
    limits: Limits,
    *,
    drawn: bool,
    distances: Sequence[str] = (),
    within: Sequence[str] = (),
) -> Around:
    """Understand a body with a geometry.

    Parameters
    ----------
    sent : dict
        With ``geometry``, ``distance``, ``within`` and ``points``.
    limits : Limits
    drawn : bool
        Whether the zone is drawn, which takes fewer vertices.
    distances, within : sequence of str
        What the address says, for a body that does not.

    Raises
    ------
    GeoError
        In one line that names what cannot be used.

    Examples
    --------
    >>> point = {"type": "Point", "coordinates": [36.3, 33.5]}
    >>> asked = around_sent({"geometry": point, "distance": "10 km"}, Limits(), drawn=True)
    >>> [each.distance_m for each in asked.zones()]
    [10000.0]
    """
    no_deeper({key: value for key, value in sent.items() if key != "points"}, limits.nesting)
    for key in sent:
        if key not in _KEYS:
            raise BadInput(f"{key[:40]!r} is no key of a body with a geometry; {', '.join(_KEYS)}")
    if sent.get("line"):
        raise BadInput('a geometry is no border, so it has no "line"; leave it out')
    lengths = _texts(sent, "distance", _MOST_DISTANCES) or tuple(distances)
    if not lengths:
        raise BadInput('"distance" is missing; send ["100 km"]')
    countries = _texts(sent, "within", _MOST_COUNTRIES) or tuple(within)
    shortest_km = min(parse_length(each).metres for each in lengths) / 1000
    drawn_km = min(limits.drawn_km, limits.drawn_widths * shortest_km)
    line = sent_reference(
        sent["geometry"],
        most=limits.drawn_vertices if drawn else limits.vertices,
        most_km=drawn_km if drawn else limits.checked_km,
    )
    if drawn:
        _few_parts(line, limits.drawn_parts)
    return Around(line, lengths, countries, sent.get("points"))


def _few_parts(line: ReferenceLine, most: int) -> None:
    parts = len(shapely.get_parts(shapely.get_parts(line.geometry)))
    if parts > most:
        raise TooLarge(f"the geometry has {parts:,} parts; a zone is drawn about {most:,}")


def geometry_check(asked: Around, *, most: int, distances: bool) -> bytes:
    """Decide about the points of the body, by exact distance; the edge is inside."""
    if len(asked.distances) > 1:
        raise BadInput(f"{len(asked.distances)} distances; points are checked against one")
    return answer_json(asked.zones()[0], asked.points, most=most, distances=distances)


def geometry_map(asked: Around, limits: Limits) -> bytes:
    """Everything that the page draws, as JSON; points are drawn with their verdicts."""
    from geo.maps import zone_map

    places = _places(asked, limits)
    zones = asked.zones(on_screen=True)
    page: Any = zone_map(zones, places=places)
    return orjson.dumps(page_data(page, zones))


def geometry_file(asked: Around, kind: str, limits: Limits) -> bytes:
    """The zones as a file; html and figures show the points too."""
    return written(asked.zones(), kind, places=_places(asked, limits))


def _places(asked: Around, limits: Limits) -> list[tuple[float, float]]:
    if asked.points is None:
        return []
    pairs = lonlat_pairs(asked.points, most=limits.drawn_points)
    lon, lat = lonlat_arrays(pairs[:, 0], pairs[:, 1])
    return [(float(x), float(y)) for x, y in np.column_stack((lon, lat))]


def _texts(sent: dict[str, Any], key: str, most: int) -> tuple[str, ...]:
    """One text or a list of texts."""
    values = sent.get(key)
    if values is None:
        return ()
    values = values if isinstance(values, list) else [values]
    if len(values) > most:
        raise BadInput(f'"{key}" holds {len(values)} values; the limit is {most}')
    for value in values:
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
            raise BadInput(f'"{key}" holds {shown(value)}; send texts like ["{_example(key)}"]')
    return tuple(values)


def _example(key: str) -> str:
    return "100 km" if key == "distance" else "Syria"
