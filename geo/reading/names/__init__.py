"""Names in a text: which are places where they stand, and which places they are.

Four floors, from the ground up:

1. `name_runs` finds runs of words that the gazetteer or `nations` knows;
2. `mention_rules` weighs whether a run means a place where it stands (`occurrence`, with the
   patterns of `mention_words`, and `persons`, `tagging`); `facility` finds streets and airports;
3. `resolution` and `localities` choose which place of the name is meant;
4. `place_name` goes through the floors for an article, and `mention` is what comes out.
"""

from __future__ import annotations

from geo.reading.names.facility import Facility, facilities
from geo.reading.names.localities import Localities, home_of
from geo.reading.names.mention import Mention, RunnerUp
from geo.reading.names.name_runs import Name, words_of
from geo.reading.names.nations import Nation, neighbours
from geo.reading.names.place_name import (
    PlaceName,
    countries_named,
    hints_of,
    is_nation,
    place_names,
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
    "countries_named",
    "country_place",
    "facilities",
    "hints_of",
    "home_of",
    "is_nation",
    "neighbours",
    "place_names",
    "spacy_tagger",
    "words_of",
]
