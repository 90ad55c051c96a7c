"""Promises of `geo serve --fetch`: articles by address, from the open web alone.

The servers here run in this process, for one thing must be bent to test without a network: the
address 127.0.0.1 counts as one of the open web, and http as spoken on the port of the test's own
server. All else is what runs everywhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
import uvicorn
from web_server import Server, post, refusal

from geo.reading.text import fetching
from geo.web import application
from geo.web.operation import Limits

TEXT = "Troops must stay 50 km from Damascus, he said."
ASKED: list[str] = []


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ASKED.append(self.path)
        if self.path == "/page":
            self._send(f"<html><title>Strip</title><body><p>{TEXT}</p></body></html>", "text/html")
        elif self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", unquote(self.path.removeprefix("/to/")))
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/large":
            self._send("x" * 200_000, "text/plain")
        elif self.path == "/long":
            self._send("Homs. " * 15_000, "text/plain")
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            end = time.monotonic() + 10
            while time.monotonic() < end:
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
                time.sleep(0.05)

    def _send(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    """Address of a server of articles, which counts as one of the open web."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    really = fetching._open_web
    with pytest.MonkeyPatch.context() as bent:
        bent.setattr(fetching, "_PORTS", {"http": running.server_port, "https": 443})
        bent.setattr(fetching, "_open_web", lambda at: at == "127.0.0.1" or really(at))
        yield "http://127.0.0.1"
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def server(pages: str) -> Iterator[Server]:
    """The application behind uvicorn, with small limits."""
    limits = Limits(page_bytes=100_000, text_bytes=50_000, fetch_seconds=1.0)
    app = application(limits=limits, warm=False, fetch=True)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    one = uvicorn.Server(config)
    thread = threading.Thread(target=one.run, daemon=True)
    thread.start()
    while not one.started:
        time.sleep(0.02)
    port = one.servers[0].sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}", None)  # type: ignore[arg-type]
    one.should_exit = True
    thread.join(20)


def test_an_article_by_its_address_is_read_and_drawn(server: Server, pages: str) -> None:
    """An address, also behind redirects, is as good as the text that stands there."""
    for url in (f"{pages}/page", f"{pages}/to/{pages}/to/%2Fpage"):
        found = post(server, "/api/v1/read", {"url": url}).json
        assert found["claims"][0]["distance_m"] == 50_000
        assert found["text"].strip().endswith(TEXT)
    drawn = post(server, "/api/v1/map", {"url": f"{pages}/page"}).json
    assert [each["distance"] for each in drawn["asked"]] == [50_000]
    assert drawn["reading"]["claims"] == found["claims"]
    assert server.ask("/api/v1/edition").json["fetch"] is True


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.2/secret", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/",
        "http://[::1]/secret", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://2130706434/",
        "//169.254.169.254/", "file:///etc/passwd", "http://127.0.0.1:22/",
    ],
)  # fmt: skip
def test_a_redirect_into_another_network_is_refused(server: Server, pages: str, where: str) -> None:
    """Each hop goes through the gate: an open page cannot send the server into its own network."""
    for path in ("/api/v1/read", "/api/v1/map"):
        said = refusal(post(server, path, {"url": f"{pages}/to/{where}"}), 422)
        assert "open web" in said or "only http" in said or "only the ports" in said
        assert "leads to" not in said
    assert not [each for each in ASKED if "secret" in each and not each.startswith("/to/")]


def test_a_name_that_leads_inside_does_not_tell_where(
    server: Server, pages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a name of the server's own network resolves to is not told to those outside."""
    import socket

    really = socket.getaddrinfo

    def answer(host: object, *more: object, **named: object) -> object:
        if host == "intranet.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.9.8.7", 80))]
        return really(host, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    said = refusal(post(server, "/api/v1/read", {"url": "http://intranet.example/"}), 422)
    assert "intranet.example" in said and "10.9.8.7" not in said


def test_pages_have_limits(server: Server, pages: str) -> None:
    """Too large a page, too long an article, and a server that drips end in one line."""
    for path, status, words in (
        ("/large", 422, "larger than 0.1 MB"),
        ("/long", 413, "50,000 bytes"),
        ("/drip", 422, "longer than 1 s"),
        ("/round", 422, "more than 5 redirects"),
    ):
        assert words in refusal(post(server, "/api/v1/read", {"url": pages + path}), status)
