"""The Folium map of a zone or of an article: one page that answers without a network.

Read `folium_map` (what is drawn), `features` and `encoding` (as data), `basemap` and `lettering`
(what lies beneath), `words` and `page_frame` (what stands beside), `offline` (one file),
`point_raster`.
"""

from __future__ import annotations

from geo.maps.basemap import WORLD, Basemap, Window, basemap_of, country_areas, layers, roll
from geo.maps.encoding import unbroken
from geo.maps.folium_map import save, zone_map
from geo.maps.lettering import plain_latin, roomiest
from geo.maps.point_raster import save_picture
from geo.maps.words import (
    cautions,
    facts,
    heading,
    other_lines,
    source_features,
    zone_name,
)

__all__ = [
    "WORLD",
    "Basemap",
    "Window",
    "basemap_of",
    "cautions",
    "country_areas",
    "facts",
    "heading",
    "layers",
    "other_lines",
    "plain_latin",
    "roll",
    "roomiest",
    "save",
    "save_picture",
    "source_features",
    "unbroken",
    "zone_map",
    "zone_name",
]
