"""A rendered folium page to one file that loads nothing from the network.

Every script and style that the page names is replaced by the vendored copy in ``assets``
(`ASSETS.toml` there says which package each is of, its licence and its hash), fonts and images
become data URIs, and a Content-Security-Policy lets only these scripts run. A page in which any
other remote reference is left is refused.
"""

from __future__ import annotations

import base64
import hashlib
import html
import mimetypes
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from geo.errors import BadData

__all__ = ["TILE_URL", "Asset", "assets", "remote_references", "single_file", "verify"]

TILE_URL: Final = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
"""The one remote address that a page may hold, in our own script, and use when the reader asks."""

_ASSETS: Final = Path(__file__).parent / "assets"

# Names of XML vocabularies and a link in Leaflet's credit line: strings that look like addresses
# in the vendored scripts and from which nothing is ever loaded.
_NEVER_LOADED: Final = (
    "http://www.w3.org/",
    "https://leafletjs.com",
    "https://www.openstreetmap.org/copyright",
)

# folium's pages name these too; nothing in Leaflet needs them, and they are not vendored.
_DROPPED: Final = re.compile(
    r"bootstrap-glyphicons\.css$|leaflet\.awesome\.rotate\.min\.css$|/glyphicons?[^/]*\.css$"
)

_SCRIPT_LINK: Final = re.compile(
    r"<script\s[^>]*?\bsrc\s*=\s*(?P<q>[\"'])(?P<address>.*?)(?P=q)[^>]*>\s*</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_STYLE_LINK: Final = re.compile(
    r"<link\s[^>]*?\bhref\s*=\s*(?P<q>[\"'])(?P<address>.*?)(?P=q)[^>]*>", re.IGNORECASE | re.DOTALL
)
_STYLE_URL: Final = re.compile(r"url\(\s*(?P<q>[\"']?)(?P<address>[^\"')]*)(?P=q)\s*\)")
_SOURCE_MAP: Final = re.compile(r"/[/*][#@]\s*sourceMappingURL=\S+?(?:\s*\*/|(?=\s)|$)")
_INLINE_SCRIPT: Final = re.compile(
    r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.IGNORECASE | re.DOTALL
)
_DATA_SCRIPT: Final = re.compile(
    r"<script[^>]*\btype\s*=\s*[\"']?application/json[^>]*>.*?</script\s*>", re.I | re.DOTALL
)
_REMOTE_STRING: Final = re.compile(r"[\"'`](?P<address>(?:https?:|wss?:)?//[^\"'`\\\s]*)", re.I)
_LOCAL: Final = re.compile(r"\s*(?:data:|blob:|#|about:)", re.IGNORECASE)

# Attributes by which an element loads something, or sends it.
_LOADING: Final = re.compile(
    "src|srcset|href|data|poster|action|formaction|background|manifest|ping|xlink:href|imagesrcset"
    "|archive|classid|codebase|cite|longdesc"
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One vendored package.

    Parameters
    ----------
    name, version, licence, source : str
        As the package says.
    licence_text : str
        Whole.
    used_when : str
        Regular expression; a page whose own text does not match it does without the package.
    files : tuple of (path, stands_for, sha256)
        `stands_for` is a regular expression of the addresses that the file replaces.
    """

    name: str
    version: str
    licence: str
    source: str
    licence_text: str
    used_when: str
    files: tuple[tuple[str, str, str], ...]


@cache
def assets() -> tuple[Asset, ...]:
    """Every vendored package, in the order of the table.

    Raises
    ------
    BadData
        If the table is missing from this installation.

    Examples
    --------
    >>> [asset.licence for asset in assets() if asset.name == "leaflet"]
    ['BSD-2-Clause']
    """
    try:
        table: dict[str, Any] = tomllib.loads((_ASSETS / "ASSETS.toml").read_text("utf-8"))
    except OSError as error:
        raise BadData(
            f"the page scripts are missing from this installation of geo: {error}"
        ) from None
    return tuple(
        Asset(
            name=entry["name"],
            version=entry["version"],
            licence=entry["licence"],
            source=entry["source"],
            licence_text=(_ASSETS / entry["licence_file"]).read_text("utf-8"),
            used_when=entry["used_when"],
            files=tuple((f["path"], f["stands_for"], f["sha256"]) for f in entry["file"]),
        )
        for entry in table["asset"]
    )


def verify() -> tuple[str, ...]:
    """Names of the vendored files whose bytes are not those of the table.

    Returns
    -------
    tuple of str
        Empty if every file is what it should be.

    Examples
    --------
    >>> verify()
    ()
    """
    return tuple(
        path
        for asset in assets()
        for path, _, sha256 in asset.files
        if hashlib.sha256((_ASSETS / path).read_bytes()).hexdigest() != sha256
    )


def single_file(page: str, *, allow: tuple[str, ...] = ()) -> str:
    """Put everything that a page loads into the page itself.

    Parameters
    ----------
    page : str
        HTML as folium renders it. Addresses that begin with ``geo/assets/`` are our own files.
    allow : tuple of str, optional
        Addresses that may stay, exactly as they stand in the page.

    Returns
    -------
    str
        HTML that makes no request when it is opened.

    Raises
    ------
    BadData
        If the page names something remote that is not vendored; the message says what.

    Examples
    --------
    >>> single_file('<head></head><script src="https://example.org/x.js"></script>')
    Traceback (most recent call last):
    ...
    geo.errors.BadData: the page would load https://example.org/x.js, which geo does not carry...
    """
    own = _STYLE_LINK.sub("", _SCRIPT_LINK.sub("", _DATA_SCRIPT.sub("", page)))
    used: dict[str, Asset] = {}

    def replacement(address: str, kind: str) -> str:
        if _DROPPED.search(address):
            return ""
        found = _vendored(html.unescape(address))
        if not found:
            raise BadData(
                f"the page would load {address}, which geo does not carry; a saved map must work "
                "with no network: use a layer that needs no plugin, or vendor its files"
            )
        pieces = []
        for asset, path in found:
            if asset is not None:
                if asset.used_when and not re.search(asset.used_when, own):
                    continue
                used[asset.name] = asset
            pieces.append(
                f"<script>{_script_text(path)}</script>" if kind == "script" else _style(path)
            )
        return "\n".join(pieces)

    page = _SCRIPT_LINK.sub(lambda match: replacement(match["address"], "script"), page)
    page = _STYLE_LINK.sub(
        lambda match: (
            match[0] if _LOCAL.match(match["address"]) else replacement(match["address"], "style")
        ),
        page,
    )
    if "leaflet" in used:
        page = page.replace("</head>", f"<script>{_marker_images()}</script>\n</head>", 1)
    page = _with_policy(page, _notices(used.values()), allow)
    left = remote_references(page, allow=allow)
    if left:
        raise BadData(
            f"the page still names {left[0]}"
            + (f" and {len(left) - 1} more remote addresses" if len(left) > 1 else "")
            + "; a saved map must work with no network"
        )
    return page


def _vendored(address: str) -> list[tuple[Asset | None, str]]:
    found: list[tuple[Asset | None, str]] = [
        (asset, path)
        for asset in assets()
        for path, stands_for, _ in asset.files
        if stands_for and re.search(stands_for, address)
    ]
    own = re.fullmatch(r"geo/assets/([\w.-]+\.(?:js|css))", address)
    if not found and own and (_ASSETS / own[1]).is_file():
        found.append((None, own[1]))
    return found


@cache
def _script_text(path: str) -> str:
    text = _SOURCE_MAP.sub("", (_ASSETS / path).read_text("utf-8"))
    # `</script` ends the element even inside a JavaScript string, and `<!--` changes how the
    # browser looks for that end.
    return re.sub(r"</(?=script)", r"<\\/", text, flags=re.I).replace("<!--", r"<\!--")


@cache
def _style(path: str) -> str:
    folder = (_ASSETS / path).parent

    def inline(match: re.Match[str]) -> str:
        address = match["address"]
        if _LOCAL.match(address):
            return match[0]
        name = Path(address.partition("?")[0].partition("#")[0]).name
        # The finer picture for dense screens and older font formats are not carried: the plain
        # picture, or nothing, takes their place.
        for candidate in (name, name.replace("@2x", "")):
            if (folder / candidate).is_file():
                return f'url("{_data_uri(folder / candidate)}")'
        return 'url("data:,")'

    text = _STYLE_URL.sub(inline, _SOURCE_MAP.sub("", (_ASSETS / path).read_text("utf-8")))
    return "<style>" + re.sub(r"</(?=style)", r"<\\/", text, flags=re.IGNORECASE) + "</style>"


@cache
def _data_uri(path: Path) -> str:
    kind = "font/woff2" if path.suffix == ".woff2" else mimetypes.guess_type(path.name)[0]
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _marker_images() -> str:
    # Leaflet looks for its marker pictures beside its style sheet, which is nowhere now.
    icon, shadow = (
        _data_uri(_ASSETS / "leaflet" / name) for name in ("marker-icon.png", "marker-shadow.png")
    )
    return (
        "L.Icon.Default.imagePath = '';"
        f"L.Icon.Default.mergeOptions({{iconUrl: '{icon}', iconRetinaUrl: '{icon}', "
        f"shadowUrl: '{shadow}'}});"
    )


def _notices(used: Iterable[Asset]) -> str:
    texts = "\n".join(
        f"{asset.name} {asset.version} ({asset.licence})\n{asset.licence_text}" for asset in used
    )
    # Two hyphens may not stand inside an HTML comment.
    return f"<!--\n{re.sub(r'-(?=-)', '- ', texts)}-->\n" if texts else ""


def _with_policy(page: str, notices: str, allow: tuple[str, ...]) -> str:
    hashes = []
    for match in _INLINE_SCRIPT.finditer(page):
        if not re.search(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json", match["attributes"]):
            # The browser hashes what it parsed, with every line end as \n.
            body = re.sub(r"\r\n?", "\n", match["body"])
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode("ascii")
            hashes.append(f"'sha256-{digest}'")
    addresses = (TILE_URL, *allow) if TILE_URL in page else allow
    hosts = sorted({re.sub(r"^(\w+://[^/{]+).*$", r"\1", address) for address in addresses})
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(dict.fromkeys(hashes)) or chr(39) + 'none' + chr(39)}",
            "style-src 'unsafe-inline'",
            " ".join(("img-src data: blob:", *hosts)),
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
    head = re.search(r"<head[^>]*>", page, re.IGNORECASE)
    if head is None:
        raise BadData("the page has no <head>; give the whole page that folium renders")
    return f"{page[: head.end()]}\n{meta}\n{notices}{page[head.end() :]}"


class _References(HTMLParser):
    """Collects everything by which a browser would load or send something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside = ""
        if tag == "style":
            self._inside = "style"
        elif tag == "script" and "json" not in values.get("type", ""):
            self._inside = "script"
        for name, value in values.items():
            # A link waits for the reader; a <base> or a refresh does not.
            waits = tag in ("a", "area") and name == "href"
            if _LOADING.fullmatch(name) and not waits and value.strip() and not _LOCAL.match(value):
                self.found += [part.split()[0] for part in value.split(",") if part.strip()]
            if name == "style":
                self._scan_style(value)
            if name == "srcdoc":
                self.found += remote_references(value)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append(values.get("content", "refresh"))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self._scan_style(data)
        elif self._inside == "script":
            strings = [match["address"] for match in _REMOTE_STRING.finditer(data)]
            ours = TILE_URL in strings and data == _script_text("map.js")
            self.found += [text for text in strings if not (ours and text == TILE_URL)]

    def _scan_style(self, text: str) -> None:
        self.found += [
            match["address"]
            for match in _STYLE_URL.finditer(text)
            if not _LOCAL.match(match["address"])
        ]
        self.found += re.findall(r"@import\s+[^;]+", text)


def remote_references(page: str, *, allow: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Find everything that a page would load from elsewhere, or could from its scripts.

    Parameters
    ----------
    page : str
        HTML.
    allow : tuple of str, optional
        Addresses that do not count, exactly as they stand. `TILE_URL` does not in our own
        script, which uses it only when the reader switches the tiles on; elsewhere it does.

    Returns
    -------
    tuple of str
        In the order of the page, each once; empty for a page that stands alone. Links that a
        reader may follow do not count, nor does text.

    Examples
    --------
    >>> remote_references('<a href="https://example.org">x</a><img src="//example.org/y.png">')
    ('//example.org/y.png',)
    """
    parser = _References()
    parser.feed(page)
    parser.close()
    return tuple(
        dict.fromkeys(
            address
            for address in parser.found
            if address not in allow
            and not address.startswith(_NEVER_LOADED)
            and address not in ("//", "http://", "https://")
        )
    )
