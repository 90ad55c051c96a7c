"""What one client may ask of the server, and how much at once."""

from __future__ import annotations

import asyncio
import hashlib
import mmap
import os
import struct
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from geo.errors import GeoError
from geo.zones import QUERY_LIMITS

__all__ = ["Limits", "RateLimit", "TooBusy", "TooLarge", "TooLong", "Worker"]

_CLIENTS: Final = 65_536
# Whose row it is, what is left in the bucket, and when that was so by a clock all processes share.
_ROW: Final = struct.Struct("<Qdd")

T = TypeVar("T")


class TooLarge(GeoError):
    """More was sent than the server takes; answered with 413."""


class TooLong(GeoError):
    """What was asked for takes longer than the server allows; answered with 422."""


class TooBusy(GeoError):
    """One client asked too often, or all together; answered with 429 or 503."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a server.

    Parameters
    ----------
    body_bytes : int
        Of one request.
    points : int
        In one request.
    text_bytes : int
        Of an article.
    page_bytes : int
        Of a page that is fetched; its article is held to `text_bytes`.
    fetch_seconds : float
        For fetching it, redirects included.
    zones : int
        Of one article.
    vertices : int
        Of a geometry that points are checked against.
    checked_km : float
        Of its lines.
    drawn_vertices : int
        Of a geometry whose zone is drawn or written to a file.
    drawn_km : float
        Of lines, all together, whose zone is drawn or written to a file.
    drawn_widths : float
        The same, in shortest distances: what a zone costs to draw goes by that.
    drawn_parts : int
        Points, lines and polygons of a geometry whose zone is drawn.
    drawn_points : int
        On one map.
    geometry_bytes : int
        Of a body with a geometry whose zone is drawn.
    nesting : int
        Levels of the JSON of a body with a geometry.
    query_bytes : int
        Of the address after the question mark.
    seconds : float
        For one answer; what takes longer is refused.
    waiting : int
        Long answers that may wait for their turn; more are refused with 503.
    waiting_sent : int
        The same of those about what was sent, which have threads of their own.
    requests_per_minute : int
        Of one client; 0 for no limit.
    """

    body_bytes: int = 64_000_000
    points: int = 2_000_000
    text_bytes: int = 400_000
    page_bytes: int = 4_000_000
    fetch_seconds: float = 15.0
    zones: int = QUERY_LIMITS.distances
    vertices: int = 100_000
    checked_km: float = 200_000.0
    drawn_vertices: int = 10_000
    drawn_km: float = 20_000.0
    drawn_widths: float = 10_000.0
    drawn_parts: int = 1_000
    drawn_points: int = 200
    geometry_bytes: int = 8_000_000
    nesting: int = 32
    query_bytes: int = 4_000
    seconds: float = 30.0
    waiting: int = 64
    waiting_sent: int = 16
    requests_per_minute: int = 0


class RateLimit:
    """A bucket for each client: a minute's worth at once, refilled steadily.

    Clients are kept under a keyed hash, in a table of fixed size; where two fall on one row, the
    later one begins anew. With `table` all processes of a server share it. They take no lock: two
    requests of one client at the very same moment may count as one.

    Parameters
    ----------
    per_minute : int
        0 for no limit.
    table : path, optional
        File that the processes of one server share.
    key : bytes
        Of the hash, the same in all processes that share a table.

    Examples
    --------
    >>> limit = RateLimit(2)
    >>> [limit.wait_s("192.0.2.1") > 0 for _ in range(3)]
    [False, False, True]
    """

    def __init__(self, per_minute: int, *, table: Path | None = None, key: bytes = b"") -> None:
        self.per_minute = per_minute
        self._key = key or os.urandom(16)
        memory: Any = mmap.mmap(-1, _ROW.size * _CLIENTS)
        if table is not None:
            with table.open("a+b") as file:
                # Growing a file that another process has grown already changes nothing.
                file.truncate(_ROW.size * _CLIENTS)
                memory = mmap.mmap(file.fileno(), _ROW.size * _CLIENTS)
        self._rows = memory

    def wait_s(self, client: str) -> float:
        """Seconds that a client must wait, 0 if it may go on; counts the request if so."""
        if not self.per_minute:
            return 0.0
        digest = hashlib.blake2b(client.encode(), key=self._key, digest_size=8).digest()
        name = int.from_bytes(digest, "little") | 1
        at = name // 2 % _CLIENTS * _ROW.size
        now = time.monotonic()
        whose, left, then = _ROW.unpack_from(self._rows, at)
        if whose != name:
            left, then = float(self.per_minute), now
        left = min(self.per_minute, left + (now - then) * self.per_minute / 60.0)
        allowed = left >= 1.0
        _ROW.pack_into(self._rows, at, name, left - 1.0 if allowed else left, now)
        return 0.0 if allowed else (1.0 - left) * 60.0 / self.per_minute


class Worker:
    """Threads for answers that take long, few enough that the quick ones stay quick.

    Parameters
    ----------
    limits : Limits
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool = ThreadPoolExecutor(max_workers=3, thread_name_prefix="geo-web")
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Do something in a thread.

        Raises
        ------
        TooLong
            If it takes longer than the limit. The thread ends its work, for it cannot be stopped.
        TooBusy
            If too many wait already.
        """
        if self._waiting >= self._limits.waiting:
            raise TooBusy(f"{self._waiting} answers are being worked on already; ask again later")
        self._waiting += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        future.add_done_callback(self._done)
        try:
            return await asyncio.wait_for(asyncio.shield(future), self._limits.seconds)
        except TimeoutError:
            raise TooLong(
                f"this takes longer than {self._limits.seconds:g} s; ask for less at once"
            ) from None

    def _done(self, future: asyncio.Future[T]) -> None:
        self._waiting -= 1
        # Looked at, so that asyncio does not complain of an error after nobody waited any more.
        if not future.cancelled():
            future.exception()

    def close(self) -> None:
        """Take no more work; what has begun ends."""
        self._pool.shutdown(wait=False, cancel_futures=True)
