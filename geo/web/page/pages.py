"""The pages as HTML, with the tags by which other sites show a link, and the oEmbed answer."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from geo.errors import GeoError, NotFound
from geo.web.api import ZONES, MapParameters, read_address, title_asked

__all__ = ["embed_code", "oembed", "page", "title_of"]

_KEPT: Final = (*MapParameters.model_fields, "at", "place")
_TEMPLATES: Final = Environment(
    loader=PackageLoader("geo.web", "static"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_NO_ZONE: Final = "How far is that from the border?"


def title_of(query: bytes | str) -> str:
    """Name what an address shows; a plain name if it shows nothing that is known.

    Parameters
    ----------
    query : bytes or str
        The address after the question mark.

    Examples
    --------
    >>> title_of("reference=33.5,36.3&distance=10+km")
    '10 km from 33.5000° N, 36.3000° E'
    >>> title_of("reference=Nowhereland&distance=10+km")
    'How far is that from the border?'
    """
    try:
        asked = read_address(MapParameters, query).query
        return title_asked(asked, [ZONES.zone(each) for each in asked.zones]) or _NO_ZONE
    except GeoError:
        return _NO_ZONE


def _kept(query: str) -> str:
    """What of a query says what a page shows."""
    return urlencode([pair for pair in parse_qsl(query) if pair[0] in _KEPT])


def page(name: str, *, root: str, query: str, title: str) -> str:
    """A page with the tags by which other sites show it.

    Parameters
    ----------
    name : str
        ``"index.html"`` or ``"embed.html"``.
    root : str
        Address of the server.
    query : str
        As the browser sent it.
    title : str
    """
    kept = _kept(query)
    here = f"{root}/?{kept}" if kept else f"{root}/"
    return _TEMPLATES.get_template(name).render(
        title=title,
        here=here,
        picture=f"{root}/og.png?{kept}",
        oembed=f"{root}/oembed?{urlencode({'url': here})}",
    )


def embed_code(root: str, query: str, title: str) -> str:
    """HTML that shows a map in another page.

    Examples
    --------
    >>> embed_code("https://example.org", "reference=Damascus&distance=10+km", 'a "zone"')[:20]
    '<iframe src="https:/'
    """
    address = f"{root}/embed?{query}"
    return _TEMPLATES.get_template("iframe.html").render(address=address, title=title).strip()


def oembed(root: str, url: str, width: int | None, height: int | None) -> dict[str, Any]:
    """Answer of the oEmbed endpoint for an address of this server.

    Raises
    ------
    NotFound
        If the address is not one of this server's pages. It is read, never fetched.
    """
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != root or parts.path not in ("/", "/embed"):
        raise NotFound(f"{url[:80]!r} is no page of this server")
    title = title_of(parts.query)
    kept = _kept(parts.query)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "geo",
        "provider_url": f"{root}/",
        "html": embed_code(root, kept, title),
        "width": min(width or 760, 4_000),
        "height": min(height or 520, 4_000),
        "thumbnail_url": f"{root}/og.png?{kept}",
        "thumbnail_width": 1200,
        "thumbnail_height": 900,
    }
