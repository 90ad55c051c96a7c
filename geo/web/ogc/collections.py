"""OGC API - Features, part 1, core and GeoJSON: the zones, lines and places as collections.

By hand, for the core is small: https://docs.ogc.org/is/17-069r4/17-069r4.html. QGIS and GDAL open
the landing page as they stand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from geo.borders import border, lines
from geo.errors import BadInput, NotFound
from geo.gazetteer import query
from geo.maps import zone_name
from geo.reading import zones_of
from geo.sources import sources, table
from geo.web.api import ZONES, data_version, shipped_articles, shipped_reading
from geo.zones import ZoneQuery, provenance, zone_json

__all__ = [
    "CONFORMANCE",
    "MOST",
    "Box",
    "collection",
    "collections",
    "item",
    "items",
    "landing",
    "parse_box",
]

CONFORMANCE: Final = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
)
_OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
_CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
MOST: Final = 1_000
"""Features of one page."""
_DIGITS: Final = 7

Box = tuple[float, float, float, float]


class _About(NamedTuple):
    title: str
    description: str


_COLLECTIONS: Final = {
    "zones": _About("Zones", "The zones that the shipped articles claim, from each line known."),
    "lines": _About("Reference lines", "Named lines, and the land borders of the world."),
    "places": _About("Places", "Towns of 500 people and more, from GeoNames."),
}


def parse_box(text: str) -> Box:
    """Read ``west,south,east,north``; six numbers carry heights, which are dropped.

    Examples
    --------
    >>> parse_box("35,32,37,34")
    (35.0, 32.0, 37.0, 34.0)
    """
    try:
        numbers = [float(each) for each in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not np.isfinite(numbers).all():
        raise BadInput(f"bbox {text[:60]!r} is not west,south,east,north")
    west, south, east, north = numbers
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise BadInput(f"bbox {text[:60]!r} is not on the globe; degrees, west,south,east,north")
    return west, south, east, north


def _halves(box: Box) -> list[Box]:
    west, south, east, north = box
    if west <= east:
        return [box]
    # West of it and east of it: the box crosses the antimeridian.
    return [(west, south, 180.0, north), (-180.0, south, east, north)]


def landing(root: str) -> dict[str, Any]:
    """The landing page."""
    return {
        "title": "geo",
        "description": "Geodesic zones about borders, lines and places.",
        "attribution": "; ".join(dict.fromkeys(each.attribution for each in sources())),
        "links": [
            _link(root, "self", "this document"),
            _link(
                f"{root}/api",
                "service-desc",
                "the API",
                "application/vnd.oai.openapi+json;version=3.0",
            ),
            _link(f"{root}/conformance", "conformance", "conformance classes"),
            _link(f"{root}/collections", "data", "collections"),
        ],
    }


def _link(href: str, rel: str, title: str, kind: str = "application/json") -> dict[str, str]:
    return {"href": href, "rel": rel, "type": kind, "title": title}


def collections(root: str) -> dict[str, Any]:
    """All collections."""
    return {
        "links": [_link(f"{root}/collections", "self", "collections")],
        "collections": [collection(root, key) for key in _COLLECTIONS],
    }


def collection(root: str, key: str) -> dict[str, Any]:
    """One collection.

    Raises
    ------
    NotFound
        If there is none.
    """
    about = _about(key)
    return {
        "id": key,
        "title": about.title,
        "description": about.description,
        "itemType": "feature",
        "crs": [_CRS84],
        "extent": {"spatial": {"bbox": [_extent(key)], "crs": _CRS84}},
        "links": [
            _link(f"{root}/collections/{key}", "self", about.title),
            _link(f"{root}/collections/{key}/items", "items", about.title, "application/geo+json"),
        ],
    }


def _about(key: str) -> _About:
    if key not in _COLLECTIONS:
        raise NotFound(f"no collection {key[:60]!r}; there are {', '.join(_COLLECTIONS)}")
    return _COLLECTIONS[key]


def _extent(key: str) -> list[float]:
    if key == "zones":
        boxes = shapely.total_bounds([shape for _, shape, _ in _zones()])
        return [round(float(each), 4) for each in boxes]
    return [-180.0, -90.0, 180.0, 90.0]


_TOLD: Final = ("line", "status", "distance_m", "within", "area_km2", "edge_error_m")
_Row = tuple[str, Any, dict[str, Any]]


@cache
def _zones() -> tuple[_Row, ...]:
    found: list[_Row] = []
    for article in shipped_articles():
        for drawn in zones_of(shipped_reading(article["id"])):
            keys = [line.key for line in lines() if set(line.pairs) == set(drawn.line.pairs)]
            for key in keys or [drawn.line.key]:
                distance = drawn.distance.in_unit
                zone = ZONES.zone(
                    ZoneQuery(
                        reference=key,
                        distance=distance,
                        within=drawn.within or (),
                        line=key if keys else None,
                    )
                )
                name = f"{key}.{distance.replace(' ', '')}"
                where = "-".join(drawn.within or ())
                told = zone_json(zone)
                about = {
                    "name": zone_name(zone),
                    "article": article["title"],
                    **{each: told[each] for each in _TOLD},
                    **_provenance(zone.line.sources),
                }
                found.append((f"{name}.{where}" if where else name, zone.area, about))
    return tuple({row[0]: row for row in found}.values())


# 4 s: every land border of the world.
@cache
def _lines() -> tuple[_Row, ...]:
    pairs = [(row["a"], row["b"]) for row in table("borders.parquet", columns=("a", "b"))]
    return tuple(
        (
            line.key,
            line.geometry,
            {
                "name": line.name,
                "status": line.status,
                "accuracy_m": line.accuracy_m,
                "sides": list(line.sides),
                "note": line.note or None,
                **_provenance(line.sources),
            },
        )
        for line in (*lines(), *(border(a, b) for a, b in pairs))
    )


def _provenance(keys: tuple[str, ...]) -> dict[str, Any]:
    return {**provenance(keys), "edition": data_version()}


def _feature(row: _Row) -> dict[str, Any]:
    key, shape, about = row
    rounded = shapely.transform(shape, lambda at: np.round(at, _DIGITS))
    return {
        "type": "Feature",
        "id": key,
        "geometry": shapely.geometry.mapping(rounded),
        "properties": about,
    }


_PLACE_COLUMNS: Final = (
    "source_id, name, name_local, lon, lat, country, admin1, population, accuracy_m, source"
)


def _place_feature(row: tuple[Any, ...]) -> dict[str, Any]:
    key, name, local, lon, lat, country, admin1, people, accuracy, origin = row
    return {
        "type": "Feature",
        "id": str(key),
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "name": name,
            "name_local": local or None,
            "country": country or None,
            "admin1": admin1 or None,
            "population": people,
            "accuracy_m": accuracy,
            **_provenance((origin,)),
        },
    }


def _places(box: Box | None, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    where, values = "kind = 'city'", []
    if box is not None:
        spans = []
        for west, south, east, north in _halves(box):
            spans.append("(lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?)")
            values += [south, north, west, east]
        where += f" AND ({' OR '.join(spans)})"
    # The text holds our own words alone; every value goes beside it.
    [(count,)] = query(f"SELECT COUNT(*) FROM place WHERE {where}", tuple(values))  # noqa: S608
    rows = query(
        f"SELECT {_PLACE_COLUMNS} FROM place WHERE {where} ORDER BY id LIMIT ? OFFSET ?",  # noqa: S608
        (*values, limit, offset),
    )
    return [_place_feature(row) for row in rows], int(count)


def _shapes(
    rows: tuple[_Row, ...], box: Box | None, limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    if box is not None:
        boxes = [shapely.box(*each) for each in _halves(box)]
        rows = tuple(r for r in rows if any(shapely.intersects(r[1], each) for each in boxes))
    return [_feature(row) for row in rows[offset : offset + limit]], len(rows)


_ROWS: Final[dict[str, Callable[[], tuple[_Row, ...]]]] = {"zones": _zones, "lines": _lines}


def items(root: str, key: str, *, box: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Features of a collection, a page of them.

    Parameters
    ----------
    root : str
        Address of the landing page.
    key : str
    box : str, optional
        West,south,east,north in degrees; west beyond east crosses the antimeridian.
    limit, offset : int
        A limit above 1,000 is taken as 1,000, as the standard asks.

    Raises
    ------
    NotFound, BadInput
    """
    about = _about(key)
    limit = min(limit, MOST)
    wanted = parse_box(box) if box else None
    find = _places if key == "places" else lambda b, n, o: _shapes(_ROWS[key](), b, n, o)
    found, count = find(wanted, limit, offset)
    base = f"{root}/collections/{key}/items"

    def page(start: int) -> str:
        return f"{base}?limit={limit}&offset={start}" + (f"&bbox={box}" if wanted else "")

    links = [_link(page(offset), "self", about.title, "application/geo+json")]
    links.append(_link(f"{root}/collections/{key}", "collection", about.title))
    if offset + len(found) < count and found:
        links.append(_link(page(offset + len(found)), "next", "next", "application/geo+json"))
    if offset:
        links.append(_link(page(max(offset - limit, 0)), "prev", "back", "application/geo+json"))
    return {
        "type": "FeatureCollection",
        "timeStamp": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": count,
        "numberReturned": len(found),
        "links": links,
        "features": found,
    }


def item(root: str, key: str, name: str) -> dict[str, Any]:
    """One feature.

    Raises
    ------
    NotFound
    """
    about = _about(key)
    if key == "places":
        rows = query(
            f"SELECT {_PLACE_COLUMNS} FROM place WHERE kind = 'city' AND source_id = ?",  # noqa: S608
            (name,),
        )
        found = _place_feature(rows[0]) if rows else None
    else:
        found = next((_feature(row) for row in _ROWS[key]() if row[0] == name), None)
    if found is None:
        raise NotFound(f"no feature {name[:60]!r} in {key}")
    base = f"{root}/collections/{key}"
    found["links"] = [
        _link(f"{base}/items/{name}", "self", name, "application/geo+json"),
        _link(base, "collection", about.title),
    ]
    return found
