"""Counts and times of a server's answers, as Prometheus reads them; of all its processes together.

Written by prometheus-client. Where ``PROMETHEUS_MULTIPROC_DIR`` names a folder, as `geo serve` sees
to for more than one process, each process keeps its numbers in files there, and whichever is asked
adds them all up.
"""

from __future__ import annotations

import os
import time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["Metrics"]

_BOUNDS: Final = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)


class Metrics:
    """Requests by route and status, and how long they took.

    Examples
    --------
    >>> metrics = Metrics()
    >>> metrics.add("/api/v1/check", 200, 0.001)
    >>> 'route="/api/v1/check",status="200"} 1.0' in metrics.text()
    True
    """

    def __init__(self) -> None:
        self._own = CollectorRegistry()
        answers = Counter(
            "geo_requests", "Answers by route and status.", ("route", "status"), registry=self._own
        )
        seconds = Histogram(
            "geo_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=_BOUNDS,
            registry=self._own,
        )
        self._answers, self._seconds = answers, seconds
        Gauge(
            "geo_start_time_seconds",
            "When the first process of this server started, Unix time.",
            registry=self._own,
            multiprocess_mode="min",
        ).set(time.time())

    def add(self, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is a template and holds nothing that a client sent."""
        self._answers.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> str:
        """All of it in the Prometheus text format 0.0.4."""
        registry = self._own
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry).decode("utf-8")
