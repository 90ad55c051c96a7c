"""Fetching: the gate to the web, against a real server on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.errors import BadData, BadInput
from geo.reading import fetch_article
from geo.reading.text.fetching import fetch

PAGE = (
    "<!doctype html><html><head><title>Strip closed</title></head><body><article><p>"
    "Poland closed a strip three kilometres deep along its border with Belarus. The government "
    "in Warsaw said on Thursday that nobody may enter it before the autumn.</p></article></body>"
)


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path
        if path == "/page":
            self._send(200, PAGE.encode(), "text/html; charset=utf-8")
        elif path == "/text":
            self._send(200, b"Troops left Homs.", "text/plain")
        elif path.startswith("/hop/"):
            left = int(path.rpartition("/")[2])
            self._redirect(f"/hop/{left - 1}" if left else "/page")
        elif path == "/file":
            self._redirect("file:///etc/hostname")
        elif path == "/nowhere":
            self.send_response(302)
            self.end_headers()
        elif path == "/large":
            self._send(200, b"x" * 300_000, "text/plain")
        elif path == "/packed":
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            with_byte = time.monotonic() + 20
            while time.monotonic() < with_byte:
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
        else:
            self._send(404, b"", "text/plain")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of a server of this machine."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_page_becomes_an_article(server: str) -> None:
    """A fetched page is read as a file of HTML is, and knows its address."""
    article = fetch_article(f"{server}/hop/2", allow_private=True)
    assert article.title == "Strip closed" and "Belarus" in article.text
    assert article.url == f"{server}/page"
    assert fetch_article(f"{server}/text", allow_private=True).text == "Troops left Homs."


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "answers 404"),
        ("/nowhere", "redirects to nowhere"),
        ("/hop/9", "more than 5 redirects"),
        ("/packed", "compressed"),
    ],
)
def test_answers_that_are_no_page(server: str, path: str, said: str) -> None:
    """Errors, loops and compressed bodies end in one line."""
    with pytest.raises(BadData, match=said):
        fetch(server + path, allow_private=True)


def test_size_and_time_have_limits(server: str) -> None:
    """A body over the limit is cut off, and a server that drips bytes meets the deadline."""
    with pytest.raises(BadData, match=r"larger than 0\.1 MB"):
        fetch(f"{server}/large", allow_private=True, most_bytes=100_000)
    begin = time.monotonic()
    with pytest.raises(BadData, match="longer than"):
        fetch(f"{server}/drip", allow_private=True, most_seconds=0.6)
    assert time.monotonic() - begin < 15


def test_redirect_to_a_file_is_refused(server: str) -> None:
    """A redirect passes the same gate as the first address."""
    with pytest.raises(BadInput, match="only http and https"):
        fetch(f"{server}/file", allow_private=True)


def test_this_machine_is_refused(server: str) -> None:
    """Without the allowance of the tests, a server of this machine is not reached."""
    port = server.rpartition(":")[2]
    with pytest.raises(BadInput, match="ports 80 and 443"):
        fetch(f"http://127.0.0.1:{port}/page")
    with pytest.raises(BadInput, match="not on the open web"):
        fetch("http://localhost/page")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[fe80::1]", "[fc00::1]",
        "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", "2130706433",
        "0x7f000001", "0177.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_in_every_disguise(address: str) -> None:
    """Loopback, link-local, private and translated addresses are refused, however written."""
    with pytest.raises((BadInput, BadData)) as error:
        fetch(f"http://{address}/")
    assert isinstance(error.value, BadInput) or "is not known" in str(error.value)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has an open and a private address is refused: the second try may meet either."""

    def answer(*_: object, **__: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(BadInput, match=r"10\.1\.2\.3"):
        fetch("http://example.org/")


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is resolved once: what it says to a second question does not matter."""
    port = int(server.rpartition(":")[2])
    asked: list[object] = []

    def answer(host: object, *_: object, **__: object) -> list[object]:
        asked.append(host)
        at = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    page = fetch(f"http://news.example:{port}/text", allow_private=True)
    assert page.body == b"Troops left Homs." and asked == ["news.example"]


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "http://user@example.org/",
     "http://example.org:22/", "http://example.org/a b", "http://exa\nmple.org/", "http://[::1"],
)  # fmt: skip
def test_what_is_no_plain_address(url: str) -> None:
    """Other schemes, user names, odd ports and control characters are bad usage."""
    with pytest.raises(BadInput):
        fetch(url)
