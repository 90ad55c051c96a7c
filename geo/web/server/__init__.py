"""The application (`application`), and what stands before its routes (`guard`)."""

from __future__ import annotations

from geo.web.server.application import application, application_of_command
from geo.web.server.guard import policy

__all__ = [
    "application",
    "application_of_command",
    "policy",
]
