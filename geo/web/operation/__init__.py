"""What every route needs: limits and threads, counts, and errors as problem+json.

Read `limits` (the table of what one client may ask, and who keeps to it), `problems` and
`responses` (refusals and answers), `metrics`, and `services`, which the routes are handed.
"""

from __future__ import annotations

from geo.web.operation.limits import Limits, RateLimit, TooLarge, Worker
from geo.web.operation.metrics import Metrics
from geo.web.operation.problems import (
    MEDIA_TYPE,
    NotBuilt,
    OtherEdition,
    SwitchedOff,
    problem,
    refusal,
)
from geo.web.operation.responses import PROBLEM, PROBLEM_SCHEMA, Json, Problem, root_of
from geo.web.operation.services import Services, SharedServices

__all__ = [
    "MEDIA_TYPE",
    "PROBLEM",
    "PROBLEM_SCHEMA",
    "Json",
    "Limits",
    "Metrics",
    "NotBuilt",
    "OtherEdition",
    "Problem",
    "RateLimit",
    "Services",
    "SharedServices",
    "SwitchedOff",
    "TooLarge",
    "Worker",
    "problem",
    "refusal",
    "root_of",
]
