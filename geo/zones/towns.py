"""The towns of a zone: who lives inside, who lives near the edge, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from geo.gazetteer import Place, query
from geo.zones.checking import settled, verdicts_by_line
from geo.zones.geodesic_zone import Zone
from geo.zones.verdict import Cause, Decision

__all__ = ["Town", "towns_in", "towns_near"]


@dataclass(frozen=True, slots=True)
class Town:
    """A town and how it lies to a zone.

    Parameters
    ----------
    place : Place
        With its population.
    distance_m : float, metres
        Geodesic distance of its centre from the zone's line, within 1 mm.
    margin_m : float, metres
        The zone's distance less this one: positive inside.
    verdict : str
        By the rule of `geo.zones.verdict`: a town whose extent reaches the edge is undecided, and
        so is one on which the lines disagree if nobody chose the line.
    cause : str or None
        Why it is undecided, if it is.
    """

    place: Place
    distance_m: float
    margin_m: float
    verdict: Decision
    cause: Cause | None = None


def towns_in(zone: Zone, *, population: int = 1_000, undecided: bool = True) -> tuple[Town, ...]:
    """List the towns inside a zone, and those that may be.

    Parameters
    ----------
    zone : Zone
        Where to look; `within` is honoured as `geo.borders.land.membership` says.
    population : int
        Leave out smaller towns; GeoNames records those of 500 people and more.
    undecided : bool
        Whether to list the towns that lie within the uncertainty of the edge too.

    Returns
    -------
    tuple of Town
        Most populous first.

    Examples
    --------
    >>> from geo.zones import zone
    >>> near = towns_in(zone("ceasefire-1974", "100 km", within="Syria"), population=100_000)
    >>> [town.place.name for town in near][:2]
    ['Damascus', 'Dūmā']
    """
    rows = [row for box in _boxes(zone) for row in _recorded(box, population)]
    wanted = ("inside", "undecided") if undecided else ("inside",)
    return tuple(town for town in _towns(zone, rows) if town.verdict in wanted)


def towns_near(zone: Zone, reach_m: float, *, population: int = 0) -> tuple[Town, ...]:
    """List the towns within a distance of a zone's line, inside the zone or not.

    Parameters
    ----------
    zone : Zone
    reach_m : float, metres
        How far from the line a town's centre may be.
    population : int
        Leave out smaller towns.

    Returns
    -------
    tuple of Town
        Most populous first.
    """
    # Degrees of longitude shrink towards the poles; a box that is too wide only costs time.
    west, south, east, north = zone.line.geometry.bounds
    high = reach_m / 110_000.0
    wide = high / max(0.05, math.cos(math.radians(min(max(-south, north) + high, 89.0))))
    box = (west - wide, south - high, east + wide, north + high)
    towns = _towns(zone, _recorded(box, population))
    return tuple(town for town in towns if town.distance_m <= reach_m)


def _towns(zone: Zone, rows: Iterable[Row]) -> list[Town]:
    places = [_place(row) for row in rows]
    if not places:
        return []
    towns = []
    for place, by_line in zip(places, verdicts_by_line(zone, places), strict=True):
        own = by_line[zone.line.key]
        verdict, cause = settled(zone, by_line)
        margin = zone.distance_m - own.distance_m
        towns.append(Town(place, own.distance_m, margin, verdict, cause))
    return sorted(towns, key=lambda town: (-town.place.population, town.place.name))


Row = tuple[str, str, float, float, str, int, float, str, str, str]


def _boxes(zone: Zone) -> list[tuple[float, float, float, float]]:
    return [part.bounds for part in shapely.get_parts(zone.outer) if not part.is_empty]


def _recorded(box: tuple[float, float, float, float], population: int) -> list[Row]:
    west, south, east, north = box
    # A tenth of a degree more: a town's extent may reach the edge from outside.
    found = query(
        "SELECT name, name_local, lon, lat, country, population, accuracy_m, source, source_id, "
        "admin1 FROM place WHERE kind = 'city' AND population >= ? "
        "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (population, south - 0.1, north + 0.1, west - 0.1, east + 0.1),
    )
    return list(dict.fromkeys(found))


def _place(row: Row) -> Place:
    name, local, lon, lat, country, people, accuracy, source, source_id, admin1 = row
    return Place(
        name=name,
        geometry=shapely.Point(lon, lat),
        country=country,
        kind="city",
        population=people,
        accuracy_m=accuracy,
        source=source,
        source_id=source_id,
        name_local=local or "",
        admin1=admin1 or "",
    )
