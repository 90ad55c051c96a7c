"""The files of the pages: all read when the server starts, so that no path of a request is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

__all__ = ["Asset", "page_assets"]

_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_OF_MAPS: Final = (
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
"""The scripts of the saved map, which draw this page's map too."""


@dataclass(frozen=True, slots=True)
class Asset:
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
    for name in _OF_MAPS:
        found[f"/assets/{name}"] = _asset(home.joinpath("maps", "assets", *name.split("/")))
    for each in home.joinpath("web", "static").iterdir():
        if each.name.endswith(tuple(_TYPES)):
            found[f"/static/{each.name}"] = _asset(each)
    return found


def _asset(file: Any) -> Asset:
    body = file.read_bytes()
    if file.name.endswith(".js"):
        # A source map is not carried: a browser with its tools open would ask for it.
        body = body.replace(b"//# sourceMappingURL=", b"// ")
    ending = file.name[file.name.rfind(".") :]
    return Asset(body, _TYPES[ending], f'"{hashlib.sha256(body).hexdigest()[:20]}"')
