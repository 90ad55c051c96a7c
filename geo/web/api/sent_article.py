"""Maps and files of an article that somebody sends, or sends the address of; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import orjson

from geo.errors import BadData, BadInput
from geo.reading import (
    Article,
    Reading,
    article_from_text,
    fetch_article,
    is_address,
    read,
    zones_of,
)
from geo.web.api.claims_data import reading_data
from geo.web.api.downloads import page_data, written
from geo.web.api.geojson_reference import shown
from geo.web.service import Limits, SwitchedOff, TooLarge
from geo.zones import Zone

__all__ = ["article_file", "article_map", "article_reading", "article_sent"]

_LONGEST_URL: Final = 2_000


def article_sent(
    sent: dict[str, Any], size: int, limits: Limits, *, fetch: bool = False, also: str = ""
) -> Article:
    """Take the article of a body, which holds its text, or its address where that is fetched.

    Parameters
    ----------
    sent : dict
        With ``text`` or ``url``.
    size : int, bytes
        Of the body.
    limits : Limits
    fetch : bool
        Whether this server fetches.
    also : str
        What else the body might have been, for the message.

    Raises
    ------
    SwitchedOff
        If an address is sent and this server does not fetch.
    GeoError
        In one line, if there is no article, or it is too large.

    Examples
    --------
    >>> article_sent({"text": "They left Homs."}, 26, Limits()).text
    'They left Homs.'
    """
    text, url = sent.get("text"), sent.get("url")
    if text is not None and url is not None:
        raise BadInput('the body has a "text" and a "url"; send one of them')
    if size > limits.text_bytes:
        raise TooLarge(f"the limit of an article is {limits.text_bytes:,} bytes")
    if url is not None:
        if not fetch:
            raise SwitchedOff(
                'fetching is switched off on this server (geo serve --fetch); send {"text": "…"}'
            )
        return _fetched(url, limits)
    if not isinstance(text, str):
        raise BadData(f'the body must be {{"text": "…"}}{also}')
    return article_from_text(text)


def _fetched(url: Any, limits: Limits) -> Article:
    if not isinstance(url, str) or not is_address(url) or len(url) > _LONGEST_URL:
        raise BadInput(f'"url" is {shown(url)}; send an address such as "https://example.org/a"')
    try:
        article = fetch_article(
            url, most_bytes=limits.page_bytes, most_seconds=limits.fetch_seconds
        )
    except BadInput as error:
        said, private, _ = str(error).partition(" leads to ")
        if not private:
            raise
        # To which address a name leads in there is nothing that those outside should learn.
        raise BadInput(f"{said} does not lead to the open web, and is not fetched") from None
    if len(article.text.encode()) > limits.text_bytes:
        raise TooLarge(f"the limit of an article is {limits.text_bytes:,} bytes")
    return article


def article_reading(article: Article) -> dict[str, Any]:
    """Read an article: what it names and claims.

    Examples
    --------
    >>> from geo.reading import article_from_text
    >>> article_reading(article_from_text("They left Homs."))["claims"]
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
    from geo.maps import zone_map

    reading = read(article)
    zones, notes = _zones(reading, line, most)
    page: Any = zone_map(zones or reading, reading=reading, notes=notes)
    return orjson.dumps({**page_data(page, zones), "reading": reading_data(reading)})


def article_file(article: Article, kind: str, *, line: str | None = None, most: int) -> bytes:
    """Zones of an article as a file; html and figures show its places too.

    Parameters
    ----------
    article : Article
    kind : str
        A key of `geo.web.api.downloads.DOWNLOADS`.
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
