"""Articles: the shipped ones, those that somebody sends, and a reading as the page takes it.

What is sent, or fetched by the address that is sent, is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from geo.borders import alternatives, country
from geo.borders import line as line_by_key
from geo.errors import BadData, BadInput, GeoError, NotFound
from geo.reading import (
    Article,
    Claim,
    Reading,
    article_from_text,
    distinct_claims,
    fetch_article,
    is_address,
    load_article,
    read,
)
from geo.references import place_reference, reference_line
from geo.sources import seeds_folder
from geo.web.api.bodies import URL_LETTERS, ArticleBody
from geo.web.api.geojson_reference import json_words
from geo.web.operation import Limits, SwitchedOff, TooLarge

__all__ = ["reading_data", "sent_article", "shipped_articles", "shipped_reading"]


def _shipped() -> dict[str, Article]:
    return {
        path.stem: load_article(path)
        for path in sorted(seeds_folder().glob("*.md"))
        if path.name != "README.md"
    }


def shipped_articles() -> list[dict[str, Any]]:
    """The shipped articles, by name.

    Examples
    --------
    >>> len(shipped_articles()) > 0
    True
    """
    return [
        {"id": key, "title": each.title, "date": each.date, "publisher": each.publisher}
        for key, each in _shipped().items()
    ]


# 43 ms to read the first one.
@lru_cache(maxsize=32)
def shipped_reading(name: str) -> Reading:
    """Read a shipped article.

    Raises
    ------
    NotFound
        If there is none of this name.
    """
    if name not in _shipped():
        raise NotFound(f"no article {name[:80]!r}; there are {', '.join(_shipped())}")
    return read(_shipped()[name])


def sent_article(
    body: ArticleBody, size: int, limits: Limits, *, fetch: bool = False, also: str = ""
) -> Article:
    """Take the article of a body, which holds its text, or its address where that is fetched.

    Parameters
    ----------
    body : ArticleBody
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
    >>> sent_article(ArticleBody(text="They left Homs."), 26, Limits()).text
    'They left Homs.'
    """
    text, url = body.text, body.url
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


def _fetched(url: object, limits: Limits) -> Article:
    if not isinstance(url, str) or not is_address(url) or len(url) > URL_LETTERS:
        raise BadInput(
            f'"url" is {json_words(url)}; send an address such as "https://example.org/a"'
        )
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


def reading_data(reading: Reading) -> dict[str, Any]:
    """A reading as `geo read --json` gives it, with its text and what asks for each zone.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    dict
        With ``zones``: for each distinct claim the number of the claim, and the reference, distance
        and countries by which the API answers with the very zone that the article's map draws. A
        claim whose reference no words find again is left out.
    """
    zones = []
    for claim in distinct_claims(reading.claims):
        reference = _asked_again(claim)
        if reference is None:
            continue
        length = claim.distance.in_unit
        zones.append(
            {
                "claim": next(i for i, each in enumerate(reading.claims) if each is claim),
                "reference": reference,
                "distance": f"about {length}" if claim.approximate else length,
                "within": list(claim.within) if claim.within else None,
                "line": None,
                "approximate": claim.approximate,
            }
        )
    return {
        **reading.to_dict(),
        "publisher": reading.article.publisher,
        "text": reading.article.text,
        "zones": zones,
    }


def _asked_again(claim: Claim) -> str | None:
    """Words that mean what a claim is counted from, and nothing else."""
    if claim.reference.line is not None:
        key = claim.reference.line
        pairs = line_by_key(key).pairs
        # A named line's key would choose it: then lines that disagree leave nothing undecided.
        phrases = (claim.reference.text,) if key in alternatives(pairs) else ()
        return next((each for each in phrases if _means(each, key)), key)
    place = claim.reference.place
    if place is None:
        return None
    key = place_reference(place).key
    for words in _names(claim):
        if _means(words, key):
            return words
    is_point = place.geometry.geom_type == "Point"
    return f"{place.lat:.6f},{place.lon:.6f}" if is_point else None


def _names(claim: Claim) -> Iterator[str]:
    place = claim.reference.place
    assert place is not None
    yield place.name
    if place.country:
        yield f"{place.name}, {country(place.country).name}"
    yield claim.reference.text


def _means(words: str, key: str) -> bool:
    try:
        return reference_line(words).key == key
    except GeoError:
        return False
