"""The pages and their files: all read when the server starts, so that no path of a request is."""

from __future__ import annotations

import hashlib
import html
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from geo.errors import BadInput, GeoError, NotFound
from geo.geodesy import format_length
from geo.web.api import Asked, Subject, zone_asked

__all__ = ["Asset", "embed_code", "oembed", "page", "page_assets", "title_of"]

_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}
_SHARED: Final = (
    "leaflet/leaflet.js",
    "leaflet/leaflet.css",
    "leaflet/layers.png",
    "leaflet/layers-2x.png",
    "leaflet/marker-icon.png",
    "leaflet/marker-icon-2x.png",
    "leaflet/marker-shadow.png",
    "geographiclib/geographiclib-geodesic.min.js",
    "distance.js",
    "labels.js",
    "elements.js",
    "answers.js",
    "key.js",
    "map.js",
    "map.css",
)
_PARAMETERS: Final = ("reference", "distance", "within", "line", "article", "at", "edition")


class Asset(NamedTuple):
    """A file that the server gives out.

    Parameters
    ----------
    body : bytes
    media_type : str
    tag : str
        Changes with the body.
    """

    body: bytes
    media_type: str
    tag: str


@cache
def page_assets() -> dict[str, Asset]:
    """Every file under ``/static/`` and ``/assets/``, by its address.

    Examples
    --------
    >>> page_assets()["/assets/leaflet/leaflet.js"].media_type
    'text/javascript; charset=utf-8'
    """
    found = {}
    home = resources.files("geo")
    for name in _SHARED:
        found[f"/assets/{name}"] = _asset(home.joinpath("maps", "assets", *name.split("/")))
    for each in home.joinpath("web", "static").iterdir():
        if each.name.endswith((".js", ".css", ".svg", ".png")):
            found[f"/static/{each.name}"] = _asset(each)
    return found


def _asset(file: Any) -> Asset:
    body = file.read_bytes()
    if file.name.endswith(".js"):
        # A source map is not carried: a browser with its tools open would ask for it.
        body = body.replace(b"//# sourceMappingURL=", b"// ")
    ending = file.name[file.name.rfind(".") :]
    return Asset(body, _TYPES[ending], f'"{hashlib.sha256(body).hexdigest()[:20]}"')


@cache
def _template(name: str) -> str:
    return resources.files("geo").joinpath("web", "static", name).read_text(encoding="utf-8")


def title_of(subject: Subject) -> str:
    """Name what an address shows; a plain name if it shows nothing that is known."""
    try:
        if subject.reference and subject.distances:
            zones = [
                zone_asked(Asked(subject.reference, each, subject.within, subject.line))
                for each in subject.distances[:6]
            ]
            lengths = " and ".join(format_length(zone.distance_m) for zone in zones)
            return f"{lengths} from {zones[0].line.in_sentence}"
    except GeoError:
        pass
    return "How far is that from the border?"


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
    kept = urlencode([pair for pair in parse_qsl(query) if pair[0] in _PARAMETERS])
    here = f"{root}/?{kept}" if kept else f"{root}/"
    picture = f"{root}/og.png?{kept}"
    oembed_at = f"{root}/oembed?{urlencode({'url': here})}"
    tags = [
        f"<title>{html.escape(title)} · geo</title>",
        *(
            f'<meta property="{key}" content="{html.escape(value)}">'
            for key, value in (
                ("og:type", "website"),
                ("og:title", title),
                ("og:url", here),
                ("og:image", picture),
                ("og:image:alt", f"Map: {title}"),
                ("og:description", "A zone at an exact distance, and how sure the answer is."),
            )
        ),
        '<meta name="twitter:card" content="summary_large_image">',
        f'<link rel="canonical" href="{html.escape(here)}">',
        '<link rel="alternate" type="application/json+oembed" '
        f'href="{html.escape(oembed_at)}" title="{html.escape(title)}">',
    ]
    return _template(name).replace("<!--head-->", "\n".join(tags))


def embed_code(root: str, query: str, title: str) -> str:
    """HTML that shows a map in another page.

    Examples
    --------
    >>> embed_code("https://example.org", "reference=Damascus&distance=10+km", 'a "zone"')[:20]
    '<iframe src="https:/'
    """
    address = html.escape(f"{root}/embed?{query}")
    return (
        f'<iframe src="{address}" title="{html.escape(title)}" width="100%" height="520" '
        'style="border:0;width:100%;min-height:420px" loading="lazy" '
        'referrerpolicy="strict-origin-when-cross-origin" '
        'sandbox="allow-scripts allow-same-origin allow-popups"></iframe>'
    )


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
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] in _PARAMETERS]
    subject = Subject(
        next((value for key, value in pairs if key == "reference"), ""),
        tuple(value for key, value in pairs if key == "distance"),
        tuple(value for key, value in pairs if key == "within"),
        next((value for key, value in pairs if key == "line"), None),
    )
    if any(len(value) > 200 for _, value in pairs):
        raise BadInput("a parameter of the address is longer than 200 characters")
    title = title_of(subject)
    kept = urlencode(pairs)
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
