"""The application: its routes, what stands before them (`guard`), and a process that serves it."""

from __future__ import annotations

from geo.web.server.guard import policy
from geo.web.server.routes import application

__all__ = [
    "application",
    "policy",
]
