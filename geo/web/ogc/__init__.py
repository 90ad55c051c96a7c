"""OGC API - Features: zones, lines and places as `collections`, and their `feature_routes`."""

from __future__ import annotations

from geo.web.ogc.feature_routes import feature_router

__all__ = [
    "feature_router",
]
