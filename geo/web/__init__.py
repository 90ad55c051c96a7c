"""The map in a browser: one application with the page, the API, the embed and OGC API - Features.

It parses, calls and prints: every answer is that of the rooms below. From the ground: `service`
(limits, metrics, errors), `api` (questions and answers), `ogc` and `page` (routes), `server` (the
application and its processes).
"""

from __future__ import annotations

from geo.web.server import application, policy

__all__ = [
    "application",
    "policy",
]
