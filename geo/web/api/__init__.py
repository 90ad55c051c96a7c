"""The HTTP API: parameters parsed, rooms below called, JSON made.

Read `parameters` and `bodies` (what may be asked), `zone_query` (one question, one answer), then
the routes: `catalogue_routes` and `post_routes`, with `many_points`, `geometry_zone` and
`geojson_reference`, `sent_article`, `claims_data`, `downloads` and `autocomplete`.
"""

from __future__ import annotations

from geo.web.api.autocomplete import beginning_with
from geo.web.api.catalogue_routes import add_catalogue
from geo.web.api.downloads import (
    DOWNLOADS,
    Subject,
    articles,
    download,
    edition,
    map_data,
    same_edition,
    seed_reading,
)
from geo.web.api.parameters import (
    BORDER,
    PROBLEM,
    PROBLEM_SCHEMA,
    Article,
    Distance,
    Distances,
    Edition,
    Format,
    Json,
    Line,
    Problem,
    Reference,
    Within,
    root_of,
)
from geo.web.api.post_routes import add_posted
from geo.web.api.zone_query import Asked, Together, asked_place, is_known, zone_asked

__all__ = [
    "BORDER",
    "DOWNLOADS",
    "PROBLEM",
    "PROBLEM_SCHEMA",
    "Article",
    "Asked",
    "Distance",
    "Distances",
    "Edition",
    "Format",
    "Json",
    "Line",
    "Problem",
    "Reference",
    "Subject",
    "Together",
    "Within",
    "add_catalogue",
    "add_posted",
    "articles",
    "asked_place",
    "beginning_with",
    "download",
    "edition",
    "is_known",
    "map_data",
    "root_of",
    "same_edition",
    "seed_reading",
    "zone_asked",
]
