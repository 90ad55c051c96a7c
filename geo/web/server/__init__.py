"""The application (`asgi`), and what stands before it: limits, headers, counts (`guard`)."""

from __future__ import annotations

from geo.web.server.asgi import application, application_of_command
from geo.web.server.guard import policy

__all__ = [
    "application",
    "application_of_command",
    "policy",
]
