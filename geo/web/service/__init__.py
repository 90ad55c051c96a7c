"""What every route needs: limits on what is asked, counts of it, and errors as problem+json."""

from __future__ import annotations

from geo.web.service.limits import Limits, RateLimit, TooLarge, Worker
from geo.web.service.metrics import Metrics
from geo.web.service.problems import (
    MEDIA_TYPE,
    NotBuilt,
    OtherEdition,
    SwitchedOff,
    problem,
    status_of,
)

__all__ = [
    "MEDIA_TYPE",
    "Limits",
    "Metrics",
    "NotBuilt",
    "OtherEdition",
    "RateLimit",
    "SwitchedOff",
    "TooLarge",
    "Worker",
    "problem",
    "status_of",
]
