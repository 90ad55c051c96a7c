"""The HTTP API: addresses and bodies read, rooms below called, JSON made.

Read `parameters` and `bodies` (what may be asked, with `geojson_reference` and `geometry_query`),
then what answers: `prepared_zones`, `joint_checks` and `check_batch` (one place), `many_points`,
`articles`, `map_json`, `downloads`, `autocomplete`; last the routes, `zone_routes` and
`catalogue_routes`.
"""

from __future__ import annotations

from geo.web.api.articles import shipped_articles, shipped_reading
from geo.web.api.autocomplete import beginning_with
from geo.web.api.catalogue_routes import catalogue_router
from geo.web.api.check_batch import CheckBatch, answer_check
from geo.web.api.downloads import download
from geo.web.api.map_json import map_data, title_asked
from geo.web.api.parameters import BORDER, MapParameters, MapQuery, documented, read_address
from geo.web.api.prepared_zones import ZONES, find_place
from geo.web.api.versions import data_version
from geo.web.api.zone_routes import zone_router

__all__ = [
    "BORDER",
    "ZONES",
    "CheckBatch",
    "MapParameters",
    "MapQuery",
    "answer_check",
    "beginning_with",
    "catalogue_router",
    "data_version",
    "documented",
    "download",
    "find_place",
    "map_data",
    "read_address",
    "shipped_articles",
    "shipped_reading",
    "title_asked",
    "zone_router",
]
