"""The map in a browser: one application with the page, the API, the embed and OGC API - Features.

`application` makes it; `geo serve` runs it. It parses, calls and prints: every answer is that of
the rooms below.
"""

from __future__ import annotations

__all__ = ["application"]

from geo.web.application import application
