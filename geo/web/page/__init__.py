"""The pages: their files, read once (`page_files`), and their routes (`page_routes`)."""

from __future__ import annotations

from geo.web.page.page_files import page_assets
from geo.web.page.page_routes import add_pages

__all__ = [
    "add_pages",
    "page_assets",
]
