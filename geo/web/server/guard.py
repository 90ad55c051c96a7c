"""What stands before every answer: limits, headers, counts, and the short way to one verdict.

A plain ASGI layer. The check of one place is answered here, without the framework, because that is
what machines ask thousands of times a second; it is described in the API's document all the same.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from geo.errors import GeoError
from geo.web.api import CheckBatch, answer_check
from geo.web.operation import MEDIA_TYPE, RateLimit, Services, TooLarge, problem, refusal

__all__ = ["Guard", "policy"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_LOG: Final = logging.getLogger("geo.web")
_CHECK: Final = "/api/v1/check"
_DRAWN: Final = ("/api/v1/map", "/api/v1/zone.")
_FREE: Final = frozenset({"/api/v1/health", "/api/v1/metrics"})


def policy(frame_ancestors: str) -> str:
    """Content security policy of every page: own files only, nothing inline, nothing from afar.

    Examples
    --------
    >>> "unsafe" in policy("'none'")
    False
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
        f"form-action 'self'; frame-src 'self'; frame-ancestors {frame_ancestors}"
    )


class Guard:
    """Wraps an ASGI application.

    Parameters
    ----------
    inner : ASGI application
    services : Services
        Those of the application.
    frame_ancestors : str
        Who may show ``/embed`` in a frame, in the words of the policy.
    rate : RateLimit, optional
        One that other processes share.
    """

    def __init__(
        self,
        inner: Any,
        *,
        services: Services,
        frame_ancestors: str,
        rate: RateLimit | None = None,
    ) -> None:
        self.inner, self._services = inner, services
        self._limits, self._metrics = services.limits, services.metrics
        self._rate = rate or RateLimit(services.limits.requests_per_minute)
        self._batch = CheckBatch()
        common = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"strict-origin-when-cross-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
        ]
        framed = policy(frame_ancestors).encode("latin-1")
        self._embed = [*common, (b"content-security-policy", framed)]
        self._page = [
            *common,
            (b"content-security-policy", policy("'self'").encode("latin-1")),
        ]
        self._json: list[tuple[bytes, bytes]] = [
            (b"content-type", b"application/json"),
            (b"access-control-allow-origin", b"*"),
            *self._page,
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        path: str = scope["path"]
        started = time.perf_counter()
        client = (scope.get("client") or ("unknown", 0))[0]
        wait = self._rate.wait_s(client) if path not in _FREE else 0.0
        query: bytes = scope["query_string"]
        if wait:
            seconds = f"{wait:.0f}".replace("0", "1") if wait < 1 else f"{wait:.0f}"
            body = problem(429, f"more than {self._rate.per_minute} requests in a minute")
            await self._refuse(send, 429, body, (b"retry-after", seconds.encode()))
            self._metrics.add("refused", 429, 0.0)
        elif len(query) > self._limits.query_bytes:
            detail = f"the query is longer than {self._limits.query_bytes} bytes"
            await self._refuse(send, 422, problem(422, detail))
            self._metrics.add("refused", 422, 0.0)
        elif path == _CHECK and scope["method"] == "GET":
            status = await self._check(query, send)
            self._metrics.add(_CHECK, status, time.perf_counter() - started)
        else:
            await self._other(scope, receive, send, started)

    async def _refuse(
        self, send: Send, status: int, body: bytes, *more: tuple[bytes, bytes]
    ) -> None:
        headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"access-control-allow-origin", b"*"),
            *self._page,
            *more,
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _check(self, query: bytes, send: Send) -> int:
        """The short way: one verdict."""
        try:
            body = await answer_check(query, batch=self._batch, worker=self._services.worker)
        except GeoError as error:
            status, body = refusal(error)
            await self._refuse(send, status, body)
            return status
        except Exception:
            _LOG.exception("check failed")
            await self._refuse(send, 500, problem(500, "this is a fault of the server"))
            return 500
        headers = [*self._json, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return 200

    async def _other(self, scope: Scope, receive: Receive, send: Send, started: float) -> None:
        path: str = scope["path"]
        most = self._limits.text_bytes if path == "/api/v1/read" else self._limits.body_bytes
        # A text in these bodies is held to its own limit when it is seen that it is one.
        most = self._limits.geometry_bytes if path.startswith(_DRAWN) else most
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > most:
            await self._refuse(send, 413, problem(413, f"the limit is {most:,} bytes"))
            self._metrics.add("refused", 413, 0.0)
            return
        taken = 0
        status = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLarge(f"the limit is {most:,} bytes")
            return message

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                headers += self._embed if path == "/embed" else self._page
                if not path.startswith("/embed") and path != "/":
                    headers.append((b"access-control-allow-origin", b"*"))
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self.inner(scope, counted, dressed)
        except TooLarge as error:
            if status:
                raise
            status = 413
            await self._refuse(send, 413, problem(413, str(error)))
        route = getattr(scope.get("route"), "path", "") or "other"
        spent = time.perf_counter() - started
        self._metrics.add(route, status or 500, spent)
        # The template of the route and nothing that a client sent: no address, no question.
        _LOG.info("%s %s %d %.1f ms", scope["method"], route, status, spent * 1000)
