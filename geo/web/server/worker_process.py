"""The application as `geo serve` starts it in each of its processes."""

from __future__ import annotations

import json
import os
from pathlib import Path

from geo.web.server.guard import Guard
from geo.web.server.routes import application
from geo.web.service import Limits, RateLimit

__all__ = ["served"]


def served() -> Guard:
    """Make the application with the options of the command, which stand in ``GEO_SERVE``."""
    options = json.loads(os.environ.get("GEO_SERVE", "{}"))
    per_minute = int(options.get("requests_per_minute", 0))
    shared = options.get("shared")
    return application(
        limits=Limits(requests_per_minute=per_minute),
        frame_ancestors=str(options.get("frame_ancestors", "*")),
        rate=RateLimit(
            per_minute,
            table=Path(shared) / "clients" if shared else None,
            key=bytes.fromhex(options.get("key", "")),
        ),
        fetch=options.get("fetch") is True,
    )
