"""What the page draws, and what it lets people take away: plain data, files, figures, tables."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tempfile
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from geo.borders import country
from geo.errors import BadInput, NotFound
from geo.geodesy import format_length, parse_length
from geo.reading import Article, Reading, load_article, read, zones_of
from geo.sources import data_file, seeds_folder
from geo.web.api.zone_query import Asked, zone_asked
from geo.web.service import NotBuilt, OtherEdition
from geo.zones import DEFAULT_TOLERANCE_M, Zone, towns_in

__all__ = [
    "DOWNLOADS",
    "Subject",
    "articles",
    "download",
    "edition",
    "map_data",
    "page_data",
    "same_edition",
    "seed_reading",
    "written",
]

_MOST_RINGS: Final = 6
_TOWNS: Final = 400
_SCREEN_M: Final = 1.0

DOWNLOADS: Final = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "kml": "application/vnd.google-earth.kml+xml",
    "html": "text/html; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}
"""Formats in which a zone can be taken, and their media types; csv is its table of towns."""


class Subject(NamedTuple):
    """What an address asks to see.

    Parameters
    ----------
    reference : str
        Empty if an article alone is asked for.
    distances : tuple of str
        One for each ring.
    within : tuple of str
    line : str or None
    article : str or None
        Name of a shipped article.
    """

    reference: str
    distances: tuple[str, ...]
    within: tuple[str, ...] = ()
    line: str | None = None
    article: str | None = None


@cache
def edition() -> str:
    """Short name of the shipped data: a hash of their table of provenance.

    Examples
    --------
    >>> len(edition())
    12
    """
    return hashlib.sha256(data_file("sources.toml").read_bytes()).hexdigest()[:12]


def same_edition(wanted: str | None) -> None:
    """Refuse a link that was made with other data.

    Raises
    ------
    OtherEdition
    """
    if wanted and wanted != edition():
        raise OtherEdition(
            f"the link was made with edition {wanted[:20]!r} of the data; this server holds "
            f"{edition()}, so the figure may differ: leave out the edition to see it"
        )


@cache
def _seeds() -> dict[str, Article]:
    return {
        path.stem: load_article(path)
        for path in sorted(seeds_folder().glob("*.md"))
        if path.name != "README.md"
    }


def articles() -> list[dict[str, Any]]:
    """The shipped articles, by name.

    Examples
    --------
    >>> len(articles()) > 0
    True
    """
    return [
        {"id": key, "title": each.title, "date": each.date, "publisher": each.publisher}
        for key, each in _seeds().items()
    ]


@lru_cache(maxsize=32)
def seed_reading(name: str) -> Reading:
    """Read a shipped article.

    Raises
    ------
    NotFound
        If there is none of this name.
    """
    if name not in _seeds():
        raise NotFound(f"no article {name[:80]!r}; there are {', '.join(_seeds())}")
    return read(_seeds()[name])


def _zones(subject: Subject, *, on_screen: bool = False) -> list[Zone]:
    """Compute the zones; on a screen, which is sent whole metres, to a metre: that is quicker."""
    if len(subject.distances) > _MOST_RINGS:
        raise BadInput(f"{len(subject.distances)} distances; a map takes at most {_MOST_RINGS}")
    return [
        zone_asked(
            Asked(
                subject.reference,
                each,
                subject.within,
                subject.line,
                min(_SCREEN_M, parse_length(each).metres / 100)
                if on_screen
                else DEFAULT_TOLERANCE_M,
            )
        )
        for each in subject.distances
    ]


def map_data(subject: Subject) -> bytes:
    """What ``geo/assets/map.js`` draws, with the towns inside, as JSON.

    Raises
    ------
    BadInput
        If neither a zone nor an article is asked for.
    """
    # "Syria" and "SYR" are one map.
    return _map_data(subject._replace(within=tuple(country(each).code for each in subject.within)))


@lru_cache(maxsize=32)
def _map_data(subject: Subject) -> bytes:
    from geo.maps import zone_map

    reading = seed_reading(subject.article) if subject.article else None
    if subject.reference and subject.distances:
        zones = _zones(subject, on_screen=True)
        page: Any = zone_map(zones, reading=reading, title=_title(subject, zones))
    elif reading is not None:
        zones = list(zones_of(reading, line=subject.line))
        page = zone_map(zones, reading=reading) if zones else zone_map(reading)
    else:
        raise BadInput("name a reference and a distance, or an article")
    return orjson.dumps(page_data(page, zones))


def page_data(page: Any, zones: Sequence[Zone]) -> dict[str, Any]:
    """Everything that a page draws, and the towns inside the last zone.

    Parameters
    ----------
    page : folium.Map
        From `geo.maps.map`.
    zones : sequence of Zone
        Those that it shows; may be empty.
    """
    towns = towns_in(zones[-1]) if zones else ()
    return {
        **page.data,
        "towns": [_town(each) for each in towns[:_TOWNS]],
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
        "edition": edition(),
    }


def _title(subject: Subject, zones: list[Zone]) -> str | None:
    """Name the zone in the asker's words where those are a phrase and no key."""
    line = zones[0].line
    if not line.pairs or re.fullmatch(r"[A-Za-z]{3}-[A-Za-z]{3}|[a-z]+-\d{4}", subject.reference):
        return None
    lengths = " and ".join(format_length(each.distance_m) for each in zones)
    inside = " or ".join(country(code).in_sentence for code in zones[0].within or ())
    return f"{lengths} from {subject.reference}" + (f", inside {inside}" if inside else "")


def _town(town: Any) -> dict[str, Any]:
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


def download(subject: Subject, kind: str) -> bytes:
    """A zone as a file.

    Raises
    ------
    NotBuilt
        If this installation cannot draw figures.
    """
    if not subject.reference and subject.article:
        drawn: Any = list(zones_of(seed_reading(subject.article), line=subject.line))
    else:
        drawn = _zones(subject)
    if not drawn:
        raise BadInput("name a reference and a distance, or an article that claims one")
    return written(drawn, kind)


def written(
    zones: Sequence[Zone],
    kind: str,
    *,
    reading: Reading | None = None,
    places: Sequence[tuple[float, float]] = (),
) -> bytes:
    """Zones as a file.

    Parameters
    ----------
    zones : sequence of Zone
        At least one, but for html and figures of a reading, which may claim none.
    kind : str
        A key of `DOWNLOADS`; csv is the table of towns in the last zone.
    reading : Reading, optional
        The article that claims them, for html and figures.
    places : sequence of (lon, lat), degrees
        Shown with their verdicts in html and figures.
    """
    if kind == "html":
        return _html(zones, reading, places)
    if kind in ("png", "svg", "pdf"):
        return _figure(reading or (zones[0] if len(zones) == 1 else zones), kind, places)
    return _table(zones[-1]) if kind == "csv" else _file(zones, kind)


def _file(zones: Sequence[Zone], kind: str) -> bytes:
    from geo.zones import write_zone

    # A folder of our own, a name of our own: nothing of the request is in the path.
    with tempfile.TemporaryDirectory(prefix="geo-web-") as folder:
        return write_zone(zones, Path(folder) / f"zone.{kind}").read_bytes()


def _html(
    zones: Sequence[Zone], reading: Reading | None, places: Sequence[tuple[float, float]]
) -> bytes:
    from geo.maps import zone_map

    page = zone_map(zones or reading, reading=reading, places=places)  # type: ignore[arg-type]
    return str(page.get_root().render()).encode("utf-8")


def _figure(subject: Any, kind: str, places: Sequence[tuple[float, float]]) -> bytes:
    try:
        from importlib import import_module

        figures = import_module("geo.figures")
    except ImportError:
        raise NotBuilt(
            f"this installation cannot draw {kind}: it has no geo.figures; take html or geojson"
        ) from None
    drawn: bytes = figures.render(subject, format=kind, places=places)
    return drawn


def _table(zone: Zone) -> bytes:
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(
        ["name", "name_local", "country", "lat", "lon", "population", "distance_m", "margin_m",
         "verdict", "line", "zone_distance_m", "edition"]
    )  # fmt: skip
    for town in towns_in(zone):
        each = _town(town)
        rows.writerow(
            [
                *(_plain(each[key] or "") for key in ("name", "native", "country")),
                *(each[key] for key in ("lat", "lon", "population", "distance_m", "margin_m")),
                each["verdict"], zone.line.key, zone.distance_m, edition(),
            ]
        )  # fmt: skip
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _plain(text: str) -> str:
    # A spreadsheet runs what begins like a formula.
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
