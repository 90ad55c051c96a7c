"""What the page draws, as plain data: shapes, lettering, towns, sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import orjson

from geo.reading import Article, read, zones_of
from geo.web.api.articles import reading_data, shipped_reading
from geo.web.api.geometry_query import GeometryQuery
from geo.web.api.parameters import MapQuery
from geo.web.api.prepared_zones import ZONES
from geo.web.api.versions import data_version
from geo.zones import Town, Zone, towns_in

__all__ = [
    "article_map",
    "geometry_map",
    "map_data",
    "title_asked",
    "too_many",
    "town_data",
    "zones_shown",
]

_TOWNS: Final = 400


def zones_shown(query: MapQuery) -> list[Zone]:
    """The zones of a map or a file: those asked for, or those of the article.

    Raises
    ------
    GeoError
        If one cannot be computed, or the article is not known.
    """
    if query.zones:
        return [ZONES.zone(each) for each in query.zones]
    assert query.article is not None  # a MapQuery has one or the other
    return list(zones_of(shipped_reading(query.article), line=query.line))


# Seconds to draw for the first time.
@lru_cache(maxsize=32)
def map_data(query: MapQuery) -> bytes:
    """What ``map.js`` draws, with the towns inside, as JSON.

    Raises
    ------
    GeoError
        As `zones_shown`.
    """
    from geo.maps import zone_map

    reading = shipped_reading(query.article) if query.article else None
    zones = [ZONES.zone(each.on_screen()) for each in query.zones] or zones_shown(query)
    page: Any = zone_map(zones or reading, reading=reading, title=title_asked(query, zones))  # type: ignore[arg-type]
    return orjson.dumps(page_data(page, zones))


def page_data(page: Any, zones: Sequence[Zone]) -> dict[str, Any]:
    """Everything that a page draws, and the towns inside the last zone.

    Parameters
    ----------
    page : folium.Map
        From `geo.maps.zone_map`.
    zones : sequence of Zone
        Those that it shows; may be empty.
    """
    towns = towns_in(zones[-1]) if zones else ()
    return {
        **page.data,
        "towns": [town_data(each) for each in towns[:_TOWNS]],
        "townsInAll": len(towns),
        "areaKm2": [round(each.area_km2, 2) for each in zones],
        "asked": [
            {
                "line": each.line.key,
                "name": each.line.name,
                "status": each.line.status,
                "pairs": [list(pair) for pair in each.line.pairs],
                "distance": each.distance_m,
                "within": list(each.within or ()),
            }
            for each in zones
        ],
        "edition": data_version(),
    }


def title_asked(query: MapQuery, zones: Sequence[Zone]) -> str | None:
    """Title of the zones that a query asks for, with a side of a border as it was asked for.

    Parameters
    ----------
    query : MapQuery
    zones : sequence of Zone
        Those of the query.

    Returns
    -------
    str or None
        None if the query asks for an article, which has a title of its own.
    """
    from geo.maps import zones_title

    return zones_title(zones, asked=str(query.zones[0].reference)) if query.zones else None


def town_data(town: Town) -> dict[str, Any]:
    """A town with its verdict, as the page's table has it."""
    place = town.place
    return {
        "name": place.name,
        "native": place.name_local if place.name_local != place.name else "",
        "country": place.country or None,
        "lon": round(place.lon, 5),
        "lat": round(place.lat, 5),
        "population": place.population,
        "distance_m": round(town.distance_m, 1),
        "margin_m": round(town.margin_m, 1),
        "verdict": town.verdict,
    }


def article_map(article: Article, *, line: str | None = None, most: int) -> bytes:
    """What the page draws of an article that was sent, and its reading under ``reading``.

    Parameters
    ----------
    article : Article
        One without a claim gives the map of its places.
    line : str, optional
        Key of the line for the claims whose borders it describes.
    most : int
        Zones that are drawn; of more, a note on the map says so.

    Raises
    ------
    BadInput
        If it names nothing that can be drawn.
    """
    from geo.maps import zone_map

    reading = read(article)
    claimed = zones_of(reading, line=line)
    zones = claimed[:most]
    notes = too_many(len(claimed), most)
    page: Any = zone_map(zones or reading, reading=reading, notes=notes)
    return orjson.dumps({**page_data(page, zones), "reading": reading_data(reading)})


def too_many(claimed: int, most: int) -> tuple[str, ...]:
    """What is said of an article that claims more zones than are drawn.

    Examples
    --------
    >>> too_many(6, 6), too_many(7, 6)
    ((), ('The article claims 7 zones; the first 6 are drawn.',))
    """
    if claimed <= most:
        return ()
    return (f"The article claims {claimed} zones; the first {most} are drawn.",)


def geometry_map(query: GeometryQuery) -> bytes:
    """What the page draws about a geometry; its points are drawn with their verdicts."""
    from geo.maps import zone_map

    zones = [each.on_screen().zone() for each in query.zones]
    page: Any = zone_map(zones, places=query.places)
    return orjson.dumps(page_data(page, zones))
