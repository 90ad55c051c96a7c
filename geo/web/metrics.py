"""Counts and times of a server's answers, as Prometheus reads them; of one worker process."""

from __future__ import annotations

import os
import time
from collections import Counter

__all__ = ["Metrics"]

_BOUNDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)


class Metrics:
    """Requests by route and status, and how long they took.

    Examples
    --------
    >>> metrics = Metrics()
    >>> metrics.add("/api/v1/check", 200, 0.001)
    >>> 'route="/api/v1/check",status="200"} 1' in metrics.text()
    True
    """

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._count: Counter[str] = Counter()
        self._started = time.time()

    def add(self, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is a template and holds nothing that a client sent."""
        self._answers[route, status] += 1
        self._count[route] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        for bound in _BOUNDS:
            if seconds <= bound:
                self._within[route, bound] += 1

    def text(self) -> str:
        """All of it in the Prometheus text format 0.0.4."""
        lines = ["# TYPE geo_requests_total counter"]
        lines += [
            f'geo_requests_total{{route="{route}",status="{status}"}} {count}'
            for (route, status), count in sorted(self._answers.items())
        ]
        lines.append("# TYPE geo_request_seconds histogram")
        for route, count in sorted(self._count.items()):
            lines += [
                f'geo_request_seconds_bucket{{route="{route}",le="{bound}"}} '
                f"{self._within[route, bound]}"
                for bound in _BOUNDS
            ]
            lines += [
                f'geo_request_seconds_bucket{{route="{route}",le="+Inf"}} {count}',
                f'geo_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}',
                f'geo_request_seconds_count{{route="{route}"}} {count}',
            ]
        lines += [
            "# TYPE geo_worker_start_time_seconds gauge",
            f'geo_worker_start_time_seconds{{pid="{os.getpid()}"}} {self._started:.0f}',
        ]
        return "\n".join(lines) + "\n"
