"""Fetching: one page from the web, only when somebody asked for it, and from the open web alone.

An address in an article's stead is a way into networks that its author cannot reach. So every name
is resolved here, every address that it has is checked, and the connection goes to the very address
that was checked; each redirect goes through the same gate. Size, time and hops have limits.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from geo.errors import BadData, BadInput
from geo.reading.text.article import Article

__all__ = ["Page", "fetch", "fetch_article", "is_address"]

MOST_BYTES: Final = 10_000_000
MOST_HOPS: Final = 5
MOST_SECONDS: Final = 20.0
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_CHUNK: Final = 65_536
_AGENT: Final = "geo/0.1 (reads one article on request)"
_TRANSLATED: Final = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/32"),
)
"""IPv6 networks whose addresses carry an IPv4 address that could be a private one."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave.

    Parameters
    ----------
    url : str
        The last address, behind all redirects.
    content_type : str
        Small letters, without parameters; empty if the server did not say.
    body : bytes
    """

    url: str
    content_type: str
    body: bytes


def is_address(text: str) -> bool:
    """Say whether somebody typed an address of the web and no file.

    Examples
    --------
    >>> is_address("https://example.org/a"), is_address("seeds/a.md")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def fetch_article(
    url: str,
    *,
    allow_private: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Article:
    """Load the article at an address.

    Parameters
    ----------
    url : str
        As for `fetch`.
    allow_private, most_bytes, most_seconds
        As for `fetch`.

    Returns
    -------
    Article

    Raises
    ------
    BadInput, BadData
        As `fetch` does, and if the page holds no article.
    """
    from geo.reading.text.documents import article_from_bytes

    page = fetch(url, allow_private=allow_private, most_bytes=most_bytes, most_seconds=most_seconds)
    kind = page.content_type
    html = True if kind in ("text/html", "application/xhtml+xml") else None
    return article_from_bytes(page.body, name=page.url, url=page.url, html=html)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Page:
    """Load what is at an address.

    Parameters
    ----------
    url : str
        ``http`` or ``https``, without user name, on the usual port.
    allow_private : bool
        For tests only: also addresses of this machine and of local networks, and any port.
    most_bytes : int
        Largest body.
    most_seconds : float
        Longest time for everything, redirects included.

    Returns
    -------
    Page

    Raises
    ------
    BadInput
        If the address is no such address, or leads to a network that is not the open web.
    BadData
        If it cannot be reached, answers with an error, is too large or takes too long.

    Examples
    --------
    >>> fetch("http://127.0.0.1/secret")
    Traceback (most recent call last):
        ...
    geo.errors.BadInput: 'http://127.0.0.1/secret' leads to 127.0.0.1, which is not on the open web
    """
    deadline = time.monotonic() + most_seconds
    for _ in range(MOST_HOPS + 1):
        parts = _checked(url, allow_private=allow_private)
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise BadData(_too_slow(url, most_seconds))
        answer = _hop(url, parts, remaining, most_bytes, allow_private=allow_private)
        if isinstance(answer, Page):
            return answer
        url = urljoin(url, answer)
    raise BadData(f"{url!r} is the end of more than {MOST_HOPS} redirects")


def _checked(url: str, *, allow_private: bool) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadInput(f"{url!r} is no address of the web") from None
    if parts.scheme not in _PORTS:
        raise BadInput(f"{url!r}: only http and https are fetched")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise BadInput(f"{url!r} is no plain address of the web: a host and no user name")
    if port is not None and port not in _PORTS.values() and not allow_private:
        raise BadInput(f"{url!r}: only the ports 80 and 443 are fetched from")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise BadInput(f"{url!r} holds a space or a control character")
    return parts


def _open_web(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in _TRANSLATED):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _resolved(url: str, host: str, port: int, *, allow_private: bool) -> tuple[int, str]:
    """Family and address to connect to; refused if any address of the name is not open."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadData(f"{url!r}: the name {host!r} is not known") from None
    addresses = [(family, str(address[0])) for family, _, _, _, address in found]
    for _, address in addresses:
        if not allow_private and not _open_web(address):
            raise BadInput(f"{url!r} leads to {address}, which is not on the open web")
    return addresses[0]


def _hop(
    url: str, parts: SplitResult, seconds: float, most_bytes: int, *, allow_private: bool
) -> Page | str:
    """Ask one server: its page, or where it sends us."""
    host = str(parts.hostname)
    port = parts.port or _PORTS[parts.scheme]
    family, address = _resolved(url, host, port, allow_private=allow_private)
    plain = socket.socket(family, socket.SOCK_STREAM)
    plain.settimeout(seconds)
    late = threading.Event()
    # Wrapping moves the descriptor from the plain socket to the one that encrypts.
    sockets = [plain]

    def stop() -> None:
        late.set()
        with contextlib.suppress(OSError):
            sockets[-1].shutdown(socket.SHUT_RDWR)

    # A server that sends a byte now and then never meets a socket's own timeout.
    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        plain.connect((address, port))
        connection.sock = plain
        if parts.scheme == "https":
            safe = ssl.create_default_context().wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            sockets.append(safe)
            connection.sock = safe
            safe.do_handshake()
        found = _asked(url, parts, connection, most_bytes)
        # A connection that the timer has cut looks like one that the server has ended.
        if late.is_set():
            raise TimeoutError
    except BadData:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise BadData(_too_slow(url, seconds)) from None
        raise BadData(f"{url!r} cannot be read: {' '.join(str(error).split())[:120]}") from None
    finally:
        timer.cancel()
        connection.close()
        plain.close()
    return found


def _asked(
    url: str, parts: SplitResult, connection: http.client.HTTPConnection, most_bytes: int
) -> Page | str:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "User-Agent": _AGENT,
        "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", target, headers=headers)
    answer = connection.getresponse()
    if answer.status in _REDIRECTS:
        where = answer.getheader("Location")
        if not where:
            raise BadData(f"{url!r} redirects to nowhere")
        return where
    if answer.status != http.client.OK:
        raise BadData(f"{url!r} answers {answer.status} {answer.reason}".rstrip())
    if answer.getheader("Content-Encoding", "identity").lower() not in ("identity", ""):
        raise BadData(f"{url!r} comes compressed although plain was asked for")
    body = bytearray()
    while chunk := answer.read(min(_CHUNK, most_bytes + 1 - len(body))):
        body += chunk
        if len(body) > most_bytes:
            raise BadData(f"{url!r} is larger than {most_bytes / 1e6:g} MB")
    if answer.length:
        raise BadData(f"{url!r} ends {answer.length} bytes too early")
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return Page(url, kind, bytes(body))


def _too_slow(url: str, seconds: float) -> str:
    return f"{url!r} took longer than {seconds:.0f} s"
