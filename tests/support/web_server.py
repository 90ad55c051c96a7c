"""A real `geo serve` in a process of its own, for the tests of the web."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ZONE = "reference=Israel%27s+northern+border&distance=100+km&within=SYR"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


def _answer(status: int, found: Any) -> Answer:
    return Answer(status, {k.lower(): v for k, v in found.headers.items()}, found.read())


@dataclass
class Server:
    """A server that runs."""

    url: str
    process: subprocess.Popen[bytes] = field(repr=False)

    def ask(
        self, path: str, *, body: bytes | None = None, kind: str = "", timeout: float = 60.0
    ) -> Answer:
        """Ask, whatever the status."""
        request = urllib.request.Request(self.url + path, data=body)
        if kind:
            request.add_header("content-type", kind)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as found:
                return Answer(
                    found.status, {k.lower(): v for k, v in found.headers.items()}, found.read()
                )
        except urllib.error.HTTPError as error:
            return Answer(
                error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()
            )


def start(port: int, *options: str) -> Server:
    """Start `geo serve` and wait until it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "serve", "--port", str(port), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    for _ in range(1_800):
        try:
            if server.ask("/api/v1/health", timeout=2).status == 200:
                return server
        except OSError:
            pass
        if process.poll() is not None:
            raise RuntimeError((process.stdout.read() if process.stdout else b"").decode())
        time.sleep(0.1)
    process.kill()
    raise RuntimeError("the server does not answer")


@contextmanager
def running(*options: str) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = start(free_port(), *options)
    try:
        yield server
    finally:
        server.process.terminate()
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.process.kill()


def post(server: Server, path: str, sent: object) -> Answer:
    """Send something as JSON; bytes go as they are."""
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return server.ask(path, body=body, kind="application/json")


def refusal(answer: Answer, status: int) -> str:
    """The one line of a refusal."""
    assert answer.status == status, answer.body[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert "\n" not in answer.json["detail"]
    return str(answer.json["detail"])
