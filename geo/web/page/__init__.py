"""The pages: `static_files` (read once), `pages` (their HTML), and their `page_routes`."""

from __future__ import annotations

from geo.web.page.page_routes import page_router
from geo.web.page.static_files import page_assets

__all__ = [
    "page_assets",
    "page_router",
]
