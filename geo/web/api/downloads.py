"""What people take away: zones as a map, as data, as a figure, or the table of their towns."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from geo.errors import BadInput
from geo.reading import Article, Reading, read, zones_of
from geo.web.api.geometry_query import GeometryQuery
from geo.web.api.map_json import title_asked, too_many, town_data, zones_shown
from geo.web.api.parameters import MapQuery
from geo.web.api.versions import data_version
from geo.web.operation import NotBuilt, TooLarge
from geo.zones import Zone, towns_in

__all__ = ["MEDIA_TYPES", "article_file", "download", "geometry_file"]

MEDIA_TYPES: Final = {
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

_DRAWN: Final = ("html", "png", "svg", "pdf")


def download(query: MapQuery, kind: str) -> bytes:
    """What an address asks for, as a file.

    Raises
    ------
    BadInput
        If the article claims no zone.
    NotBuilt
        If this installation cannot draw figures.
    """
    zones = zones_shown(query)
    if not zones:
        raise BadInput("name a reference and a distance, or an article that claims one")
    return _zone_file(zones, kind, title=title_asked(query, zones))


def article_file(article: Article, kind: str, *, line: str | None = None, most: int) -> bytes:
    """Zones of an article that was sent, as a file; html and figures show its places too.

    Parameters
    ----------
    article : Article
    kind : str
        A key of `MEDIA_TYPES`.
    line : str, optional
        Key of the line for the claims whose borders it describes.
    most : int
        Zones in one file.

    Raises
    ------
    BadInput
        If the article claims no zone and the format holds nothing else.
    TooLarge
        If it claims more zones.
    """
    reading = read(article)
    zones = zones_of(reading, line=line)
    for note in too_many(len(zones), most):
        raise TooLarge(note)
    if not zones and kind not in _DRAWN:
        raise BadInput(f"the article claims no zone, so there is no {kind} of it")
    # A figure of the reading would take the default lines again.
    shown = None if line and zones and kind != "html" else reading
    return _zone_file(zones, kind, reading=shown)


def geometry_file(query: GeometryQuery, kind: str) -> bytes:
    """Zones about a geometry as a file; html and figures show the points too."""
    return _zone_file([each.zone() for each in query.zones], kind, places=query.places)


def _zone_file(
    zones: Sequence[Zone],
    kind: str,
    *,
    reading: Reading | None = None,
    places: Sequence[tuple[float, float]] = (),
    title: str | None = None,
) -> bytes:
    """Zones, at least one but for html and figures of a reading, as a file."""
    if kind == "html":
        return _html(zones, reading, places, title)
    if kind in _DRAWN:
        return _figure(reading or (zones[0] if len(zones) == 1 else zones), kind, places, title)
    return _table(zones[-1]) if kind == "csv" else _file(zones, kind)


def _file(zones: Sequence[Zone], kind: str) -> bytes:
    from geo.zones import write_zone

    # A folder of our own, a name of our own: nothing of the request is in the path.
    with tempfile.TemporaryDirectory(prefix="geo-web-") as folder:
        return write_zone(zones, Path(folder) / f"zone.{kind}").read_bytes()


def _html(
    zones: Sequence[Zone],
    reading: Reading | None,
    places: Sequence[tuple[float, float]],
    title: str | None,
) -> bytes:
    from geo.maps import zone_map

    shown: Any = zones or reading
    page = zone_map(shown, reading=reading, places=places, title=title)
    return str(page.get_root().render()).encode("utf-8")


def _figure(
    subject: Any, kind: str, places: Sequence[tuple[float, float]], title: str | None
) -> bytes:
    try:
        from importlib import import_module

        figures = import_module("geo.figures")
    except ImportError:
        raise NotBuilt(
            f"this installation cannot draw {kind}: it has no geo.figures; take html or geojson"
        ) from None
    drawn: bytes = figures.render(subject, format=kind, places=places, title=title)
    return drawn


def _table(zone: Zone) -> bytes:
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(
        ["name", "name_local", "country", "lat", "lon", "population", "distance_m", "margin_m",
         "verdict", "line", "zone_distance_m", "edition"]
    )  # fmt: skip
    for town in towns_in(zone):
        each = town_data(town)
        rows.writerow(
            [
                *(_plain(each[key] or "") for key in ("name", "native", "country")),
                *(each[key] for key in ("lat", "lon", "population", "distance_m", "margin_m")),
                each["verdict"], zone.line.key, zone.distance_m, data_version(),
            ]
        )  # fmt: skip
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _plain(text: str) -> str:
    # A spreadsheet runs what begins like a formula.
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
