"""The Folium map of a zone or of an article: one page that answers without a network.

Read `folium_map` (what is drawn), `features` and `encoding` (as data), `basemap`, `lettering` and
`base_feature` (what lies beneath), `naming`, `doubts`, `words` and `page_frame` (what stands
beside), `offline` (one file), `point_raster`.
"""

from __future__ import annotations

from geo.maps.basemap import WORLD, Basemap, Window, basemap_of, country_areas, layers, roll
from geo.maps.doubts import amber, doubts_of, exactness, reach_in_words, without_codes
from geo.maps.encoding import unbroken
from geo.maps.folium_map import save, zone_map
from geo.maps.lettering import plain_latin, roomiest
from geo.maps.naming import (
    distance_in_words,
    keyed_title,
    line_status,
    line_title,
    other_lines,
    short_name,
    thing_of,
)
from geo.maps.point_raster import save_picture
from geo.maps.words import (
    area_in_words,
    cautions,
    facts,
    heading,
    source_features,
    zone_name,
    zones_title,
)

__all__ = [
    "WORLD",
    "Basemap",
    "Window",
    "amber",
    "area_in_words",
    "basemap_of",
    "cautions",
    "country_areas",
    "distance_in_words",
    "doubts_of",
    "exactness",
    "facts",
    "heading",
    "keyed_title",
    "layers",
    "line_status",
    "line_title",
    "other_lines",
    "plain_latin",
    "reach_in_words",
    "roll",
    "roomiest",
    "save",
    "save_picture",
    "short_name",
    "source_features",
    "thing_of",
    "unbroken",
    "without_codes",
    "zone_map",
    "zone_name",
    "zones_title",
]
