"""Names in a text: which are places where they stand, and which places they are.

Four steps, in this order: `name_runs` finds runs of words that the gazetteer or `nations` knows;
`mention` decides by `persons`, `facility` and `tagging` whether a run means a place; `resolution`
and `localities` decide which place; `place_name` joins them.
"""

from __future__ import annotations

from geo.reading.names.facility import Facility, facilities
from geo.reading.names.localities import Localities, home_of
from geo.reading.names.mention import Mention, RunnerUp
from geo.reading.names.name_runs import Name, words_of
from geo.reading.names.nations import Nation, neighbours
from geo.reading.names.place_name import (
    PlaceName,
    hints_of,
    is_nation,
    place_names,
    settled_nations,
)
from geo.reading.names.resolution import Resolved, Resolver, country_place
from geo.reading.names.tagging import Tagger, TagMap, spacy_tagger

__all__ = [
    "Facility",
    "Localities",
    "Mention",
    "Name",
    "Nation",
    "PlaceName",
    "Resolved",
    "Resolver",
    "RunnerUp",
    "TagMap",
    "Tagger",
    "country_place",
    "facilities",
    "hints_of",
    "home_of",
    "is_nation",
    "neighbours",
    "place_names",
    "settled_nations",
    "spacy_tagger",
    "words_of",
]
