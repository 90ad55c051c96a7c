"""Maps and files of what somebody sends: an article's text. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from geo.errors import BadInput
from geo.reading import Reading, article_from_text, read, zones_of
from geo.reading.article import Article
from geo.web.drawing import page_data, reading_data, written
from geo.web.limits import TooLarge
from geo.zones import Zone

__all__ = ["article_file", "article_map", "article_reading", "article_sent"]


def article_sent(text: str) -> Article:
    """Take an article as it was sent."""
    return article_from_text(text)


def article_reading(article: Article) -> dict[str, Any]:
    """Read an article: what it names and claims.

    Examples
    --------
    >>> article_reading(article_sent("They left Homs."))["claims"]
    []
    """
    return reading_data(read(article))


def article_map(article: Article, *, line: str | None = None, most: int) -> bytes:
    """Everything that the page draws of an article, and its reading.

    Parameters
    ----------
    article : Article
    line : str, optional
        Key of the line for the claims whose borders it describes.
    most : int
        Zones that are drawn; of more, a note on the map says so.

    Returns
    -------
    bytes
        JSON: what the map of a shipped article holds, and the reading under ``reading``. An
        article without a claim gives the map of its places.

    Raises
    ------
    BadInput
        If it names nothing that can be drawn.
    """
    from geo import maps

    reading = read(article)
    zones, notes = _zones(reading, line, most)
    page: Any = maps.map(zones or reading, reading=reading, notes=notes)
    return orjson.dumps({**page_data(page, zones), "reading": reading_data(reading)})


def article_file(article: Article, kind: str, *, line: str | None = None, most: int) -> bytes:
    """Zones of an article as a file; html and figures show its places too.

    Parameters
    ----------
    article : Article
    kind : str
        A key of `geo.web.drawing.DOWNLOADS`.
    line : str, optional
        As for `article_map`.
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
    zones, notes = _zones(reading, line, most)
    if notes:
        raise TooLarge(notes[0])
    if not zones and kind not in ("html", "png", "svg", "pdf"):
        raise BadInput(f"the article claims no zone, so there is no {kind} of it")
    # A figure of the reading would take the default lines again.
    return written(zones, kind, reading=None if line and zones and kind != "html" else reading)


def _zones(reading: Reading, line: str | None, most: int) -> tuple[Sequence[Zone], tuple[str, ...]]:
    zones = zones_of(reading, line=line)
    if len(zones) <= most:
        return zones, ()
    return zones[:most], (f"The article claims {len(zones)} zones; the first {most} are drawn.",)
